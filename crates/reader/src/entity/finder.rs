//! Names in a text: capitals, quotation marks, what the dictionary, the gazetteer and the registry know.

use super::spell::{is_abbreviation, is_capital, is_latin};
use crate::{
    Resources,
    place::{Context, Found},
    registry::Known,
    view::Tree,
};
use std::ops::Range;
use svodka_model::{Animacy, Case, Deprel, Document, EntityKind, NameType, PlacePrecision, Span, TokenId, Upos};

/// A run of tokens that names something.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: EntityKind,
}

/// Looks names up in one document.
pub(crate) struct Finder<'d> {
    pub(crate) doc: &'d Document,
    pub(crate) tree: &'d Tree<'d>,
    pub(crate) resources: &'d Resources,
}

/// Words inside foreign names that are written small.
const PARTICLES: [&str; 20] = [
    "аль", "ад", "ибн", "бин", "бен", "оглы", "кызы", "заде", "фон", "де", "да", "дель", "дер", "ван", "ла", "эль", "ас", "эд",
    "уль", "ди",
];

/// The longest name that is looked up whole.
const LONGEST: usize = 7;

impl<'d> Finder<'d> {
    /// Every name of the document, in text order, none inside another.
    pub(crate) fn names(&self) -> Vec<Name> {
        let mut found = Vec::new();
        for sentence in &self.doc.sentences {
            let tokens = sentence.tokens();
            let shouted = self.is_shouted(tokens.clone());
            let mut at = tokens.start;
            while at < tokens.end {
                match self.name_at(at, &tokens, shouted) {
                    Some(name) => {
                        at = name.tokens.end;
                        found.push(name);
                    }
                    None => at += 1,
                }
            }
        }
        found
    }

    /// A headline in capitals tells nothing by its capitals.
    fn is_shouted(&self, tokens: Range<usize>) -> bool {
        let words = || tokens.clone().filter(|&t| self.form(t).chars().filter(|c| c.is_alphabetic()).count() > 3);
        let loud = words().filter(|&t| self.form(t).chars().all(|c| !c.is_lowercase())).count();
        loud > 2 && loud * 2 > words().count()
    }

    fn form(&self, token: usize) -> &'d str {
        self.doc.form(token.into())
    }

    pub(crate) fn words(&self, tokens: Range<usize>) -> &'d str {
        self.doc.quote(self.span(tokens))
    }

    pub(crate) fn span(&self, tokens: Range<usize>) -> Span {
        self.doc.tokens[tokens.start].span.cover(self.doc.tokens[tokens.end - 1].span)
    }

    fn name_at(&self, at: usize, sentence: &Range<usize>, shouted: bool) -> Option<Name> {
        if matches!(self.form(at), "«" | "\"" | "„" | "“") {
            return self.quoted(at, sentence);
        }
        if !is_capital(self.form(at)) || self.in_timex(at) {
            return None;
        }
        let initial = at == sentence.start || self.opens_sentence(at, sentence);
        if let Some(name) = self.registered(at, sentence, initial || shouted) {
            return Some(name);
        }
        if !self.can_begin(at, initial, shouted) {
            return None;
        }
        let mut end = at + 1;
        while end < sentence.end && end - at < LONGEST {
            if is_capital(self.form(end)) && self.joins(at, end) {
                end += 1;
            } else if end + 1 < sentence.end && self.bridges(end) && is_capital(self.form(end + 1)) {
                end += 2;
            } else {
                break;
            }
        }
        let tokens = at..end;
        Some(Name { kind: self.kind(&tokens)?, tokens })
    }

    /// After an opening quote, a dash or a colon a capital is no sign of a name either.
    fn opens_sentence(&self, at: usize, sentence: &Range<usize>) -> bool {
        at > sentence.start && matches!(self.form(at - 1), "«" | "\"" | "—" | "–" | ":" | "-")
    }

    fn in_timex(&self, token: usize) -> bool {
        let span = self.doc.tokens[token].span;
        let first = self.doc.timexes.partition_point(|t| t.span.end <= span.start);
        self.doc.timexes.get(first).is_some_and(|t| t.span.overlaps(span))
    }

    fn name_type(&self, token: usize) -> Option<NameType> {
        self.doc.words[token].feats.name_type
    }

    fn is_personal(&self, token: usize) -> bool {
        matches!(self.name_type(token), Some(NameType::Giv | NameType::Sur | NameType::Pat)) || self.is_initial(token)
    }

    /// «А.» of «А. Б. Иванов».
    fn is_initial(&self, token: usize) -> bool {
        let form = self.form(token);
        let mut chars = form.chars();
        chars.next().is_some_and(char::is_uppercase) && matches!((chars.next(), chars.next()), (Some('.'), None))
    }

    /// The longest stretch from here that the registry knows.
    fn registered(&self, at: usize, sentence: &Range<usize>, weak: bool) -> Option<Name> {
        let limit = sentence.end.min(at + LONGEST);
        for end in (at + 1..=limit).rev() {
            let last = self.form(end - 1);
            if !last.chars().next().is_some_and(char::is_alphanumeric) {
                continue;
            }
            let Some(known) = self.body(self.words(at..end)) else { continue };
            // A common word in its first place of a sentence is no name: «Звезда взорвалась».
            if known.common && (weak || end - at == 1) && !self.after_kind_noun(at) {
                continue;
            }
            return Some(Name { tokens: at..end, kind: known.kind });
        }
        None
    }

    pub(crate) fn body(&self, words: &str) -> Option<Known> {
        self.resources.registry.body(&self.resources.gazetteer.endings, words, None)
    }

    fn after_kind_noun(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|t| self.resources.nouns.of_word(self.form(t), &self.doc.words[t]));
        before.is_some_and(|noun| matches!(noun.kind, EntityKind::Media | EntityKind::Organization))
    }

    fn can_begin(&self, at: usize, initial: bool, shouted: bool) -> bool {
        let word = &self.doc.words[at];
        let form = self.form(at);
        let noun_like =
            matches!(word.upos, Upos::Propn | Upos::X | Upos::Noun) || (word.upos == Upos::Adj && word.feats.case.is_some());
        if !noun_like {
            return false;
        }
        if !(initial || shouted) {
            return true;
        }
        let known_name = self.name_type(at).is_some() || word.upos == Upos::Propn;
        known_name
            || is_latin(form)
            || (is_abbreviation(form) && !shouted)
            || self.place(form, word.feats.case).is_some_and(|f| f.score >= 4.0)
    }

    /// True where the capitalised token goes on the name that began at `first`.
    fn joins(&self, first: usize, next: usize) -> bool {
        let last = next - 1;
        let (a, b) = (&self.doc.words[last], &self.doc.words[next]);
        if !matches!(b.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::X) {
            return false;
        }
        let (personal_a, personal_b) = (self.is_personal(last), self.is_personal(next));
        if personal_a && personal_b {
            return true;
        }
        let geographic = |t: usize| self.name_type(t) == Some(NameType::Geo);
        if geographic(last) && (personal_b || geographic(next)) {
            return false;
        }
        if a.upos == Upos::Adj && b.feats.case == a.feats.case {
            return true;
        }
        if is_latin(self.form(last)) && is_latin(self.form(next)) {
            return true;
        }
        let flat = matches!(self.tree.deprel(next.into()), Deprel::Flat | Deprel::FlatName | Deprel::FlatForeign);
        let inside = self.tree.head(next.into()).is_some_and(|h| (first..next).contains(&h.index()));
        if flat && inside {
            return true;
        }
        // «Роберт Смит» with one unknown part; «Казахстана Токаев» is two names.
        let same_case = a.feats.case.is_none() || b.feats.case.is_none() || a.feats.case == b.feats.case;
        (personal_a || personal_b || a.upos == Upos::X || b.upos == Upos::X)
            && same_case
            && !geographic(last)
            && !geographic(next)
    }

    fn bridges(&self, token: usize) -> bool {
        let form = self.form(token);
        form == "-" || PARTICLES.contains(&form)
    }

    /// A name in quotation marks; what it names is told by the noun before them.
    fn quoted(&self, open: usize, sentence: &Range<usize>) -> Option<Name> {
        let closing = if self.form(open) == "«" { "»" } else { "\"" };
        let limit = sentence.end.min(open + 2 + LONGEST);
        let close = (open + 1..limit).find(|&t| self.form(t) == closing || matches!(self.form(t), "”" | "“"))?;
        let tokens = open + 1..close;
        if tokens.is_empty() || !is_capital(self.form(tokens.start)) {
            return None;
        }
        if tokens.clone().any(|t| self.tree.feats(t.into()).verb_form == Some(svodka_model::VerbForm::Fin)) {
            return None;
        }
        let known = self.body(self.words(tokens.clone())).map(|k| k.kind);
        let before = open.checked_sub(1).and_then(|t| self.resources.nouns.of_word(self.form(t), &self.doc.words[t]));
        let by_noun = before.map(|noun| noun.kind).filter(|kind| *kind != EntityKind::Person);
        let kind = known.or(by_noun).unwrap_or(EntityKind::Organization);
        Some(Name { tokens, kind })
    }

    /// The place that words name.
    pub(crate) fn place(&self, words: &str, case: Option<Case>) -> Option<Found> {
        self.resources.gazetteer.resolve(words, &Context { case, ..Context::default() })
    }

    /// What a run of capitalised words names.
    fn kind(&self, tokens: &Range<usize>) -> Option<EntityKind> {
        let head = self.tree_head(tokens);
        let word = &self.doc.words[head];
        let words = self.words(tokens.clone());
        let place = self.place(words, word.feats.case).filter(|f| f.score >= 3.0);
        let governed = self.governing_kind(tokens);
        if governed == Some(EntityKind::Person) {
            return Some(EntityKind::Person);
        }
        let given =
            tokens.clone().any(|t| matches!(self.name_type(t), Some(NameType::Giv | NameType::Pat)) || self.is_initial(t));
        if given && (tokens.len() > 1 || place.is_none()) {
            return Some(EntityKind::Person);
        }
        if let Some(found) = &place {
            let surname = self.name_type(head) == Some(NameType::Sur);
            let wide = found.place.precision == PlacePrecision::Country || found.score >= 5.0;
            if !surname || wide {
                return Some(if found.place.feature == "airport" { EntityKind::Facility } else { EntityKind::Place });
            }
        }
        if tokens.len() == 1 && matches!(word.upos, Upos::Adj) {
            return None;
        }
        if let Some(kind) = governed {
            return Some(kind);
        }
        if tokens.clone().any(|t| self.name_type(t) == Some(NameType::Sur)) {
            return Some(EntityKind::Person);
        }
        if is_abbreviation(self.form(head)) {
            return Some(EntityKind::Organization);
        }
        if self.name_type(head) == Some(NameType::Geo) {
            return Some(EntityKind::Place);
        }
        if word.upos == Upos::Noun && tokens.len() == 1 {
            return self.resources.nouns.of_word(self.form(head), word).map(|noun| noun.kind);
        }
        Some(match word.feats.animacy {
            Some(Animacy::Anim) => EntityKind::Person,
            _ => EntityKind::Organization,
        })
    }

    /// The kind of the noun that the name stands with as its apposition: «телеканал Дождь», «город Актау».
    fn governing_kind(&self, tokens: &Range<usize>) -> Option<EntityKind> {
        let head: TokenId = self.tree_head(tokens).into();
        let noun = self.tree.head(head).filter(|h| !tokens.contains(&h.index()))?;
        let beside = matches!(self.tree.deprel(head), Deprel::Appos | Deprel::Flat | Deprel::FlatName | Deprel::FlatForeign);
        if !beside {
            return None;
        }
        self.resources.nouns.of_word(self.doc.form(noun), &self.doc.words[noun.index()]).map(|n| n.kind)
    }

    /// The token of a run whose head lies outside it.
    pub(crate) fn tree_head(&self, tokens: &Range<usize>) -> usize {
        let outside = |&t: &usize| self.tree.head(t.into()).is_none_or(|h| !tokens.contains(&h.index()));
        tokens.clone().find(outside).unwrap_or(tokens.start)
    }
}
