//! Mentions: names, common nouns that refer, relational adjectives of places, pronouns that find their noun.

use super::{
    extent::{extent, opens_quote},
    finder::{Finder, Name, Names},
    nominative, person,
    person::Forms,
    placing::PEOPLE,
    pronouns,
    spell::{is_abbreviation, is_capital},
    tidy::tidy,
};
use crate::{
    Resources,
    encoder::Encoded,
    letters::{in_small, is_capital as is_capital_letter},
    place::{Context, How},
    view::Tree,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use svodka_model::{Animacy, Case, Deprel, Document, EntityKind, Form, Mention, NameType, Number, Span, TokenId, Upos};

/// Every mention of the document, in text order; of several with one head the longest is the phrase, the others are named inside it.
pub(crate) fn find(resources: &Resources, encoded: &Encoded<'_>, doc: &Document) -> Vec<Mention> {
    let tree = Tree::new(doc);
    let finder = Finder { doc, tree: &tree, resources };
    let mut names = finder.names(encoded);
    names.outer = tidy(&finder, names.outer);
    names.inner = tidy(&finder, names.inner);
    let inner = inner_names(&finder, &names);
    let cover = Cover::new(doc.tokens.len(), &names.outer, &inner);
    let mut mentions: Vec<Mention> = names.outer.iter().map(|name| mention_of(&finder, name)).collect();
    for token in 0..doc.tokens.len() {
        if cover.named[token] {
            // «79-я николаевская бригада», «Екатеринбургское училище»: the town inside a name.
            mentions.extend(Some(token).filter(|&t| cover.inside[t]).and_then(|t| adjective(&finder, t)));
            continue;
        }
        let found = adjective(&finder, token).or_else(|| people(&finder, token)).or_else(|| nominal(&finder, &cover, token));
        mentions.extend(found);
    }
    describe(&finder, &names.described, &mut mentions);
    let compounds = compounds(&finder, &mut mentions);
    // Of mentions with one head the longest stays, and what is named inside it.
    mentions.sort_by_key(|m| (m.head, std::cmp::Reverse(m.span.len())));
    mentions.dedup_by_key(|m| m.head);
    mentions.extend(compounds);
    let inner: Vec<Mention> = inner.iter().map(|name| mention_of(&finder, name)).collect();
    let known: FxHashSet<Span> = mentions.iter().map(|m| m.span).collect();
    mentions.extend(inner.into_iter().filter(|m| !known.contains(&m.span)));
    mentions.sort_by_key(|m| (m.span, m.head));
    let forms = Forms::new(doc);
    for mention in mentions.iter_mut().filter(|m| m.form == Form::Name) {
        let tokens = doc.tokens_in(mention.span);
        mention.nominative = Some(match mention.kind {
            EntityKind::Person => person::nominative(resources, doc, &forms, tokens),
            // Half of a compound stands in the nominative.
            _ if tokens.len() == 1 && doc.tokens[tokens.start].span.len() > mention.span.len() => {
                doc.quote(mention.span).to_owned()
            }
            _ => nominative::phrase(resources, doc, tokens, mention.head.index()),
        });
    }
    pronouns::add(doc, &tree, &mut mentions);
    mentions.sort_by_key(|m| (m.span, m.head));
    mentions
}

/// Where the names of the document stand.
pub(super) struct Cover<'n> {
    /// True for every token of a name.
    pub(super) named: Vec<bool>,
    /// True for the words of longer names of bodies and buildings.
    inside: Vec<bool>,
    /// The outermost name that begins at each token.
    pub(super) begins: FxHashMap<usize, &'n Name>,
}

impl<'n> Cover<'n> {
    fn new(tokens: usize, outer: &'n [Name], inner: &[Name]) -> Cover<'n> {
        let mut named = vec![false; tokens];
        for name in outer.iter().chain(inner) {
            named[name.tokens.clone()].fill(true);
        }
        let mut inside = vec![false; tokens];
        let bodies = [EntityKind::Organization, EntityKind::Media, EntityKind::Facility];
        for name in outer.iter().filter(|n| n.tokens.len() > 1 && bodies.contains(&n.kind)) {
            inside[name.tokens.clone()].fill(true);
        }
        Cover { named, inside, begins: outer.iter().map(|name| (name.tokens.start, name)).collect() }
    }
}

/// Names inside longer ones: what the tagger's last layer finds, and places that the gazetteer is sure of.
fn inner_names(finder: &Finder<'_>, names: &Names) -> Vec<Name> {
    let mut inner = names.inner.clone();
    let wholes = names.outer.iter().chain(&names.described).filter(|n| n.kind != EntityKind::Person && n.tokens.len() > 1);
    for whole in wholes {
        // «Южная Корея» is no Korea, but «Единая Россия» tells of Russia.
        let head = Some(finder.tree_head(&whole.tokens)).filter(|_| whole.kind == EntityKind::Place);
        let mut token = whole.tokens.start;
        while token < whole.tokens.end {
            // Two words before one: «New York Times», «Верхнем Уфалее».
            let length = [2, 1].into_iter().find(|&length| {
                let tokens = token..token + length;
                let free = !head.is_some_and(|head| tokens.contains(&head))
                    && tokens != whole.tokens
                    && !inner.iter().any(|n| tokens.contains(&n.tokens.start));
                tokens.end <= whole.tokens.end && free && is_inner_place(finder, tokens)
            });
            if let Some(length) = length {
                inner.push(Name { tokens: token..token + length, kind: EntityKind::Place, layer: 2 });
            }
            token += length.unwrap_or(1);
        }
    }
    inner
}

/// «прокуратура РФ», «Chicago Bulls»: words inside a name that are surely a place.
fn is_inner_place(finder: &Finder<'_>, tokens: Range<usize>) -> bool {
    let last = tokens.end - 1;
    let form = finder.doc.form(last.into());
    let capital = tokens.clone().all(|t| is_capital(finder.doc.form(t.into())));
    let adjective = finder.doc.words[last].upos == Upos::Adj;
    // Adjectives are told elsewhere, and abbreviations have no case.
    if !capital || adjective {
        return false;
    }
    let case = finder.doc.words[last].feats.case.filter(|_| !is_abbreviation(form));
    let least = if form.is_ascii() { LATIN } else { INNER };
    finder.place(finder.words(tokens), case).is_some_and(|found| found.score >= least && found.how <= How::OtherName)
}

/// Organizations called by what they are and by a name: the tagger knows how far they reach.
fn describe(finder: &Finder<'_>, described: &[Name], mentions: &mut Vec<Mention>) {
    for name in described {
        let head = finder.tree_head(&name.tokens);
        let capital = name.tokens.clone().any(|t| is_capital(finder.doc.form(t.into())));
        // «Тогдашний глава области» is a person, whatever the tagger says.
        let person =
            finder.resources.nouns.of(finder.tree.lemma(head.into())).is_some_and(|noun| noun.kind == EntityKind::Person);
        if !capital || finder.tree.upos(head.into()) != Upos::Noun || person {
            continue;
        }
        let span = finder.span(name.tokens.clone());
        match mentions.iter_mut().find(|m| m.head.index() == head) {
            Some(mention) if mention.kind == EntityKind::Organization => {
                // «правительство Исама Шарафа»: the tagger may stop before the name.
                if !mention.span.contains(span) {
                    mention.span = span;
                }
                mention.form = Form::Name;
            }
            Some(_) => {}
            None => {
                let kind = EntityKind::Organization;
                mentions.push(Mention { span, head: head.into(), kind, form: Form::Name, nominative: None });
            }
        }
    }
}

fn mention_of(finder: &Finder<'_>, name: &Name) -> Mention {
    let head = finder.tree_head(&name.tokens);
    Mention { span: finder.span(name.tokens.clone()), head: head.into(), kind: name.kind, form: Form::Name, nominative: None }
}

/// «алма-атинский», «казахская»: an adjective that names a place.
fn adjective(finder: &Finder<'_>, token: usize) -> Option<Mention> {
    let word = &finder.doc.words[token];
    if word.upos != Upos::Adj || !(word.lemma.ends_with("кий") || word.lemma.ends_with("ной")) {
        return None;
    }
    let form = finder.doc.form(token.into());
    finder.resources.gazetteer.resolve(&in_small(form), &Default::default()).filter(|f| f.score >= 4.0)?;
    Some(Mention {
        span: finder.doc.tokens[token].span,
        head: token.into(),
        kind: EntityKind::Place,
        form: Form::Nominal,
        nominative: None,
    })
}

/// «американцев», «казахстанцы»: the people of a country.
fn people(finder: &Finder<'_>, token: usize) -> Option<Mention> {
    let word = &finder.doc.words[token];
    let like = ["ец", "ин", "ич", "як", "ка", "цы", "не"].iter().any(|end| word.lemma.ends_with(end));
    if word.upos != Upos::Noun || word.feats.animacy != Some(Animacy::Anim) || !like {
        return None;
    }
    let form = finder.doc.form(token.into());
    finder.resources.gazetteer.by_people(form, &Context::default()).filter(|found| found.score >= PEOPLE)?;
    let (span, kind) = (finder.doc.tokens[token].span, EntityKind::Nationality);
    Some(Mention { span, head: token.into(), kind, form: Form::Nominal, nominative: None })
}

/// «российско-казахстанская граница», «рейс Кокчетав-Алма-Ата»: the places of compounds, each with its part of the word. What the
/// whole word was taken for goes.
fn compounds(finder: &Finder<'_>, mentions: &mut Vec<Mention>) -> Vec<Mention> {
    let (doc, gazetteer) = (finder.doc, &finder.resources.gazetteer);
    let mut found = Vec::new();
    let mut gone: FxHashSet<Span> = FxHashSet::default();
    for token in 0..doc.tokens.len() {
        let (form, span) = (doc.form(token.into()), doc.tokens[token].span);
        let upos = doc.words[token].upos;
        if !form.contains('-') || !matches!(upos, Upos::Adj | Upos::Propn | Upos::Noun | Upos::X) || form.len() > LONGEST {
            continue;
        }
        if (upos == Upos::Adj) != form.chars().all(|c| !is_capital_letter(c)) || finder.place(form, None).is_some() {
            continue;
        }
        let places = gazetteer.compound(form, &Context::default());
        if places.is_empty() {
            continue;
        }
        gone.insert(span);
        let formed = if upos == Upos::Adj { Form::Nominal } else { Form::Name };
        found.extend(places.into_iter().map(|(range, _)| Mention {
            span: Span { start: span.start + range.start as u32, end: span.start + range.end as u32 },
            head: token.into(),
            kind: EntityKind::Place,
            form: formed,
            nominative: None,
        }));
    }
    mentions.retain(|m| !gone.contains(&m.span));
    found
}

/// «казахская сторона»: the country by its adjective.
fn side(finder: &Finder<'_>, token: usize) -> Option<Mention> {
    let before = token.checked_sub(1).filter(|_| &*finder.doc.words[token].lemma == "сторона")?;
    adjective(finder, before)?;
    let (span, kind) = (finder.span(before..token + 1), EntityKind::Place);
    Some(Mention { span, head: token.into(), kind, form: Form::Nominal, nominative: None })
}

/// A common noun that refers: «протестующие», «здание администрации», «правительство Казахстана».
fn nominal(finder: &Finder<'_>, cover: &Cover<'_>, token: usize) -> Option<Mention> {
    let doc = finder.doc;
    if let Some(side) = side(finder, token) {
        return Some(side);
    }
    let word = &doc.words[token];
    let form = doc.form(token.into());
    let pair = token.checked_sub(1).and_then(|t| finder.resources.nouns.of_pair(&doc.words[t].lemma, &word.lemma));
    let noun = pair.or_else(|| finder.resources.nouns.of_word(form, word))?;
    // A participle or adjective before its noun describes it; alone it stands for a person.
    if word.upos != Upos::Noun && modifies(finder.tree, token) {
        return None;
    }
    let plural = word.feats.number == Some(Number::Plur);
    if noun.plural && !plural {
        return None;
    }
    let kind = if noun.kind == EntityKind::Person && plural { EntityKind::Group } else { noun.kind };
    // «президент Касым-Жомарт Токаев», «телеканал «Звезда»»: the name is the mention.
    if has_name_beside(finder, cover, token, kind) {
        return None;
    }
    let tokens = extent(finder, cover, token, noun.kind);
    if noun.needs_name && tokens.len() < 2 {
        return None;
    }
    Some(Mention { span: finder.span(tokens), head: token.into(), kind, form: Form::Nominal, nominative: None })
}

fn modifies(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.deprel(token.into()), Deprel::Amod | Deprel::Acl)
        && tree.head(token.into()).is_some_and(|h| tree.upos(h) == Upos::Noun)
}

fn has_name_beside(finder: &Finder<'_>, cover: &Cover<'_>, token: usize, kind: EntityKind) -> bool {
    let beside = [Deprel::Appos, Deprel::Flat, Deprel::FlatName, Deprel::FlatForeign];
    // «памятник Назарбаеву» and «правительство Исама Шарафа» do not bear the name of their man.
    let thing = matches!(kind, EntityKind::Facility | EntityKind::Organization);
    let of_man = |c: TokenId| {
        let personal = matches!(finder.tree.feats(c).name_type, Some(NameType::Giv | NameType::Sur | NameType::Pat));
        thing && personal && matches!(finder.tree.case(c), Some(Case::Dat | Case::Gen))
    };
    let by_tree =
        finder.tree.children_as(token.into(), &beside).any(|c| cover.named[c.index()] && c.index() > token && !of_man(c));
    let quoted = opens_quote(finder, token + 1).then(|| cover.begins.get(&(token + 2))).flatten();
    let by_quote = quoted.is_some_and(|name| match kind {
        EntityKind::Media | EntityKind::Organization => true,
        EntityKind::Facility => name.kind == EntityKind::Facility,
        _ => false,
    });
    by_tree || by_quote
}

/// From this score on a word inside a name is believed to be a place; Latin words are hardly anything else.
const INNER: f64 = 5.0;
const LATIN: f64 = 3.6;
/// Bytes of the longest compound.
const LONGEST: usize = 120;
