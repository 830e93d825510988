//! Names in a text: what the tagger finds and what the registry knows.

use super::{
    names,
    spell::{is_abbreviation, is_capital, key, same_stem},
};
use crate::letters::{is_letter, is_letter_or_digit, is_small};
use crate::{
    Resources,
    encoder::Encoded,
    place::{Context, Found},
    registry::Known,
    view::Tree,
};
use std::ops::Range;
use svodka_model::{Animacy, Case, Deprel, Document, EntityKind, NameType, Span, TokenId, Upos};

/// A run of tokens that names something.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: EntityKind,
    /// The layer of the tagger that found it.
    pub(crate) layer: usize,
}

/// The names of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// Names in text order, none inside another.
    pub(crate) outer: Vec<Name>,
    /// Names inside names.
    pub(crate) inner: Vec<Name>,
    /// Organizations called by what they are: «правительство Казахстана».
    pub(crate) described: Vec<Name>,
}

/// Looks names up in one document.
pub(crate) struct Finder<'d> {
    pub(crate) doc: &'d Document,
    pub(crate) tree: &'d Tree<'d>,
    pub(crate) resources: &'d Resources,
}

/// Prepositions before places; others stand before anything.
const SPATIAL: [&str; 8] = ["в", "во", "на", "под", "из", "у", "близ", "около"];
/// From this score on the gazetteer's word counts against the tagger's.
const PLACE: f64 = 4.0;
/// No more surnames than this are looked for again.
const SURNAMES: usize = 64;
/// The longest name that is looked up whole.
const LONGEST: usize = 7;

impl<'d> Finder<'d> {
    /// Every name of the document: what the tagger finds, corrected and filled up by what the registry knows.
    pub(crate) fn names(&self, encoded: &Encoded<'_>) -> Names {
        let mut names = Names::default();
        for name in names::tag(encoded, self.doc) {
            let Some(tokens) = self.unquoted(name.first..name.end) else { continue };
            let name = Name { tokens, kind: name.kind, layer: name.layer };
            match (name.layer, name.kind) {
                (0, _) => self.split(name).into_iter().for_each(|name| names.outer.push(self.by_noun(name))),
                // Adjectives are told by the gazetteer.
                (1, EntityKind::Place) => {}
                (1, EntityKind::Organization) => names.described.push(name),
                (1, _) if self.is_capitalised(&name.tokens) => names.outer.push(name),
                (2, _) => names.inner.push(name),
                _ => {}
            }
        }
        self.register(&mut names.outer);
        self.spread(&mut names.outer);
        self.left_over(&mut names.outer);
        // Of names that overlap the tagger's first layer holds, save for a longer one that takes it in.
        names.outer.sort_by_key(|n| (n.tokens.start, std::cmp::Reverse(n.tokens.end), n.layer));
        let mut kept: Vec<Name> = Vec::with_capacity(names.outer.len());
        for name in names.outer.drain(..) {
            match kept.last() {
                Some(last) if name.tokens.end <= last.tokens.end => names.inner.push(name),
                Some(last) if name.tokens.start < last.tokens.end => {}
                _ => kept.push(name),
            }
        }
        names.outer = kept;
        names
    }

    /// Puts what the registry knows beside or in place of what the tagger found.
    fn register(&self, found: &mut Vec<Name>) {
        let mut known: Vec<Name> = Vec::new();
        for sentence in &self.doc.sentences {
            let tokens = sentence.tokens();
            let shouted = self.is_shouted(tokens.clone());
            let mut at = tokens.start;
            while at < tokens.end {
                let weak = shouted || at == tokens.start || self.opens_sentence(at, &tokens);
                let name = is_capital(self.form(at)).then(|| self.registered(at, &tokens, weak)).flatten();
                at = name.as_ref().map_or(at + 1, |n| n.tokens.end);
                known.extend(name);
            }
        }
        let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
        known.retain(|name| {
            let within = |range: &Range<usize>| range.start >= name.tokens.start && range.end <= name.tokens.end;
            found.iter().filter(|f| overlap(&f.tokens, &name.tokens)).all(|f| within(&f.tokens))
        });
        found.retain(|f| !known.iter().any(|name| overlap(&f.tokens, &name.tokens)));
        found.append(&mut known);
    }

    /// A run without quotation marks around it, and without one that has no fellow.
    fn unquoted(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let Range { mut start, mut end } = tokens;
        let mark = |t: usize| matches!(self.form(t), "«" | "»" | "\"" | "„" | "“" | "”");
        loop {
            let marks = (start..end).filter(|&t| mark(t)).count();
            if start < end && mark(start) && (marks % 2 == 1 || mark(end - 1)) {
                start += 1;
            } else if start < end && mark(end - 1) && marks % 2 == 1 {
                end -= 1;
            } else {
                break;
            }
        }
        (start < end).then_some(start..end)
    }

    fn is_capitalised(&self, tokens: &Range<usize>) -> bool {
        tokens.clone().any(|t| self.form(t).chars().any(char::is_uppercase))
    }

    /// «КНБ Масимов» is a body and a man, «Анна и Олег Роговы» are two persons.
    fn split(&self, name: Name) -> Vec<Name> {
        let Range { start, end } = name.tokens;
        let and = (start + 1..end.saturating_sub(1)).find(|&t| self.form(t) == "и").filter(|_| name.kind == EntityKind::Person);
        if let Some(and) = and {
            return vec![Name { tokens: start..and, ..name.clone() }, Name { tokens: and + 1..end, ..name }];
        }
        let personal =
            |t: usize| matches!(self.doc.words[t].feats.name_type, Some(NameType::Giv | NameType::Sur | NameType::Pat));
        let small = |t: usize| !is_capital(self.form(t));
        if name.kind == EntityKind::Organization && end - start > 1 && personal(start) && (start + 1..end).all(small) {
            return vec![Name { tokens: start..start + 1, kind: EntityKind::Person, layer: 0 }];
        }
        let joined = name.kind == EntityKind::Organization
            && end - start > 1
            && is_abbreviation(self.form(start))
            && (start + 1..end).all(personal);
        if !joined {
            return vec![name];
        }
        let person = Name { tokens: start + 1..end, kind: EntityKind::Person, layer: 0 };
        vec![Name { tokens: start..start + 1, ..name }, person]
    }

    /// The noun before a name tells its kind better than the tagger: «телеканал «Дождь»», «аэродром Чкаловский». With a quoted
    /// name the noun of a building belongs to it: «торговый центр «Заря»».
    fn by_noun(&self, name: Name) -> Name {
        let mut before = name.tokens.start;
        while before > 0 && matches!(self.form(before - 1), "«" | "\"" | "„" | "“") {
            before -= 1;
        }
        let quoted = before < name.tokens.start;
        let Some(token) = before.checked_sub(1) else { return name };
        if name.kind == EntityKind::Person && name.tokens.len() == 1 && self.is_where(token, name.tokens.start) {
            return Name { kind: EntityKind::Place, ..name };
        }
        let lemma = |t: usize| &*self.doc.words[t].lemma;
        let pair = token.checked_sub(1).filter(|&t| self.resources.nouns.of_pair(lemma(t), lemma(token)).is_some());
        let noun = match pair {
            Some(first) => self.resources.nouns.of_pair(lemma(first), lemma(token)),
            None => self.resources.nouns.of_word(self.form(token), &self.doc.words[token]),
        };
        let beside = quoted || self.governing_kind(&name.tokens).is_some();
        let closed = name.tokens.end < self.doc.tokens.len() && matches!(self.form(name.tokens.end), "»" | "\"" | "“" | "”");
        match (name.kind, noun.map(|n| n.kind).filter(|_| beside)) {
            (EntityKind::Organization, Some(EntityKind::Media)) => Name { kind: EntityKind::Media, ..name },
            (EntityKind::Organization | EntityKind::Place, Some(EntityKind::Facility)) if quoted && closed => {
                Name { tokens: pair.unwrap_or(token)..name.tokens.end + 1, kind: EntityKind::Facility, ..name }
            }
            (EntityKind::Organization | EntityKind::Place, Some(kind @ (EntityKind::Facility | EntityKind::Product))) => {
                Name { kind, ..name }
            }
            _ => name,
        }
    }

    /// «под Гао», «у Лампедузы»: people stand behind some prepositions only, towns behind all.
    fn is_where(&self, preposition: usize, at: usize) -> bool {
        let least = match self.form(preposition) {
            "под" | "в" | "во" | "из" | "близ" => PLACE - 1.0,
            "у" | "около" | "на" => PLACE + 2.0,
            _ => return false,
        };
        self.place(self.form(at), self.doc.words[at].feats.case).is_some_and(|found| found.score >= least)
    }

    /// A surname that the tagger found once is a name wherever it stands.
    fn spread(&self, names: &mut Vec<Name>) {
        let mut taken = vec![false; self.doc.tokens.len()];
        let mut surnames: Vec<String> = Vec::new();
        for name in names.iter() {
            taken[name.tokens.clone()].fill(true);
            let surname = key(self.form(name.tokens.end - 1));
            if name.kind == EntityKind::Person
                && surname.chars().count() > 4
                && surnames.len() < SURNAMES
                && !surnames.contains(&surname)
            {
                surnames.push(surname);
            }
        }
        for sentence in &self.doc.sentences {
            for at in sentence.tokens().filter(|&t| !taken[t]) {
                let word = &self.doc.words[at];
                if word.upos != Upos::Propn || !is_capital(self.form(at)) || word.feats.name_type == Some(NameType::Geo) {
                    continue;
                }
                let form = key(self.form(at));
                if surnames.iter().any(|surname| same_stem(surname, &form)) {
                    names.push(Name { tokens: at..at + 1, kind: EntityKind::Person, layer: 0 });
                }
            }
        }
    }

    /// What the tagger passed over inside sentences and the dictionary or the gazetteer is sure of: «Ан-2», «под Дарой».
    fn left_over(&self, names: &mut Vec<Name>) {
        let mut taken = vec![false; self.doc.tokens.len()];
        names.iter().for_each(|name| taken[name.tokens.clone()].fill(true));
        for sentence in &self.doc.sentences {
            let tokens = sentence.tokens();
            if self.is_shouted(tokens.clone()) {
                continue;
            }
            for at in tokens.clone() {
                let form = self.form(at);
                if taken[at] || !is_capital(form) {
                    continue;
                }
                let alone = Name { tokens: at..at + 1, kind: EntityKind::Product, layer: 1 };
                if is_model(form) {
                    let road = self.noun_before(at).is_some_and(|kind| kind == EntityKind::Facility);
                    names.push(Name { kind: if road { EntityKind::Facility } else { EntityKind::Product }, ..alone });
                    continue;
                }
                let beside = (at > tokens.start && taken[at - 1]) || (at + 1 < tokens.end && taken[at + 1]);
                if at == tokens.start || beside || self.opens_sentence(at, &tokens) {
                    continue;
                }
                names.extend(self.lone(at).map(|kind| Name { kind, layer: 0, ..alone }));
            }
        }
    }

    fn noun_before(&self, at: usize) -> Option<EntityKind> {
        let before = at.checked_sub(1)?;
        self.resources.nouns.of_word(self.form(before), &self.doc.words[before]).map(|noun| noun.kind)
    }

    /// What a single capitalised word inside a sentence names: a place behind a preposition of place or by the gazetteer,
    /// else a person by the dictionary.
    fn lone(&self, at: usize) -> Option<EntityKind> {
        let word = &self.doc.words[at];
        if !matches!(word.upos, Upos::Propn | Upos::Noun) {
            return None;
        }
        let score = self.place(self.form(at), word.feats.case).map_or(0.0, |found| found.score);
        let title = self.noun_before(at) == Some(EntityKind::Person);
        let where_at = at.checked_sub(1).is_some_and(|t| SPATIAL.contains(&self.form(t)));
        let quoted = at + 1 < self.doc.tokens.len() && matches!(self.form(at + 1), "«" | "\"" | "„" | "“");
        match word.feats.name_type {
            _ if title => Some(EntityKind::Person),
            Some(NameType::Geo) => Some(EntityKind::Place),
            _ if score >= if where_at { PLACE - 1.0 } else { PLACE } => Some(EntityKind::Place),
            Some(NameType::Sur | NameType::Giv | NameType::Pat) => Some(EntityKind::Person),
            // «В ДТП» is nowhere, but «на АЭС «Заря»» is.
            _ if where_at && word.feats.animacy != Some(Animacy::Anim) && (!is_abbreviation(self.form(at)) || quoted) => {
                Some(EntityKind::Place)
            }
            _ => None,
        }
    }

    /// A headline in capitals tells nothing by its capitals.
    fn is_shouted(&self, tokens: Range<usize>) -> bool {
        let (mut words, mut loud) = (0, 0);
        for form in tokens.map(|t| self.form(t)) {
            if form.chars().filter(|&c| is_letter(c)).nth(3).is_some() {
                words += 1;
                loud += usize::from(!form.contains(is_small));
            }
        }
        loud > 2 && loud * 2 > words
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

    /// After an opening quote, a dash or a colon a capital is no sign of a name either.
    fn opens_sentence(&self, at: usize, sentence: &Range<usize>) -> bool {
        at > sentence.start && matches!(self.form(at - 1), "«" | "\"" | "—" | "–" | ":" | "-")
    }

    /// The longest stretch from here that the registry knows.
    fn registered(&self, at: usize, sentence: &Range<usize>, weak: bool) -> Option<Name> {
        let reach = self.resources.registry.reach(self.form(at));
        let is_word = |t: usize| self.form(t).starts_with(is_letter_or_digit);
        // Punctuation makes no word of a name.
        let mut words = 0;
        let fits = |&t: &usize| {
            words += usize::from(is_word(t));
            words <= reach
        };
        let limit = (at..sentence.end.min(at + LONGEST)).take_while(fits).last().map_or(at, |last| last + 1);
        for end in (at + 1..=limit).rev().filter(|end| is_word(end - 1)) {
            let Some(known) = self.body(self.words(at..end)) else { continue };
            // A common word in its first place of a sentence is no name: «Звезда взорвалась».
            if known.common && (weak || end - at == 1) && !self.after_kind_noun(at) {
                continue;
            }
            return Some(Name { tokens: at..end, kind: known.kind, layer: 0 });
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

    /// The place that words name.
    pub(crate) fn place(&self, words: &str, case: Option<Case>) -> Option<Found> {
        self.resources.gazetteer.resolve(words, &Context { case, ..Context::default() })
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

/// «Ан-2», «С-300», «Т-72Б3»: letters, a hyphen, digits.
fn is_model(form: &str) -> bool {
    let Some((letters, number)) = form.split_once('-') else { return false };
    (1..=4).contains(&letters.chars().count())
        && letters.chars().all(is_letter)
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number.chars().count() <= 6
        && number.chars().all(is_letter_or_digit)
}
