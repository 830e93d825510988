//! Where the places, facilities and peoples of a report are: names with the words around them, resolved together.

use super::finder::Finder;
use crate::letters::is_capital;
use crate::place::{Context, Found, Phrase};
use svodka_lexicon::gazetteer::Kind;
use svodka_model::{Case, Document, EntityKind, Form, Mention, PlacePrecision, TokenId, Upos};

/// From this score on the people of a town are believed to be that.
pub(super) const PEOPLE: f64 = 4.6;

/// From this score on a place is believed to stand in words without a capital.
const SMALL: f64 = 4.0;

/// The place of every mention that has one.
pub(super) fn places(finder: &Finder<'_>) -> Vec<Option<Found>> {
    let (doc, gazetteer) = (finder.doc, &finder.resources.gazetteer);
    let words: Vec<String> = doc.mentions.iter().map(|mention| words(doc, mention)).collect();
    let asked: Vec<usize> = (0..doc.mentions.len()).filter(|&i| is_somewhere(&doc.mentions[i])).collect();
    let phrases: Vec<Phrase<'_>> = asked
        .iter()
        .map(|&i| Phrase {
            words: &words[i],
            kinds: kinds(finder, &doc.mentions[i]),
            case: doc.words[doc.mentions[i].head.index()].feats.case,
        })
        .collect();
    let found = gazetteer.resolve_all(&phrases, None);
    let mut all: Vec<Option<Found>> = (0..doc.mentions.len()).map(|_| None).collect();
    for (i, found) in asked.into_iter().zip(found) {
        let mention = &doc.mentions[i];
        let people = || gazetteer.by_people(&words[i], &Context::default()).filter(|found| found.score >= PEOPLE);
        all[i] = found.or_else(people).filter(|found| sure(found, mention, &words[i]));
    }
    let country = home(&all).map(|home| home.country);
    for i in 0..all.len() {
        let mention = &doc.mentions[i];
        if all[i].is_none() && is_somewhere(mention) {
            // «Перт Амбой» that nobody knows is no Амбой.
            let name = mention.kind == EntityKind::Place && words[i].split_whitespace().all(|word| word.starts_with(is_capital));
            let several = words[i].contains(' ') && mention.kind != EntityKind::Nationality && !name;
            // «памятник Ленину» is not at Ленино.
            let within = || gazetteer.place_within(&words[i], &Context { country, ..Context::default() });
            let found = (several && !holds_person(doc, i)).then(within).flatten();
            all[i] = found.filter(|found| sure(found, mention, &words[i]));
        }
    }
    for i in 0..all.len() {
        if all[i].is_none() && doc.mentions[i].form == Form::Name && doc.mentions[i].kind == EntityKind::Place {
            all[i] = beside(finder, &all, i);
        }
    }
    all
}

/// «Морской порт» is not at a small town of that sound: words without a capital need a place that is well known.
fn sure(found: &Found, mention: &Mention, words: &str) -> bool {
    mention.kind != EntityKind::Facility || words.contains(is_capital) || found.score >= SMALL
}

/// True where a person's name stands inside.
fn holds_person(doc: &Document, whole: usize) -> bool {
    let span = doc.mentions[whole].span;
    let near = doc.mentions.partition_point(|m| m.span.start < span.start);
    let inside = doc.mentions.get(near..).unwrap_or_default().iter().take(6).filter(|m| span.contains(m.span));
    inside.into_iter().any(|m| m.kind == EntityKind::Person && m.form == Form::Name)
}

/// Pronouns are where their noun is.
fn is_somewhere(mention: &Mention) -> bool {
    let kind = matches!(mention.kind, EntityKind::Place | EntityKind::Facility | EntityKind::Nationality);
    mention.form != Form::Pronoun && kind
}

/// What is looked up: adjectives in small letters, so that they are taken for such.
fn words(doc: &Document, mention: &Mention) -> String {
    if mention.form != Form::Name && mention.kind == EntityKind::Place && by_adjective(doc, mention) {
        // «казахская сторона» is looked up by its adjective.
        let first = doc.tokens_in(mention.span).start;
        let whole = doc.words[mention.head.index()].upos == Upos::Adj;
        return if whole { doc.quote(mention.span).to_lowercase() } else { doc.form(first.into()).to_lowercase() };
    }
    doc.quote(mention.span).to_owned()
}

/// True for an adjective that names a place («алма-атинский»), and for «казахская сторона».
pub(super) fn by_adjective(doc: &Document, mention: &Mention) -> bool {
    let head = &doc.words[mention.head.index()];
    head.upos == Upos::Adj || (&*head.lemma == "сторона" && doc.tokens_in(mention.span).len() == 2)
}

/// What the word before the name says that it is («штата Вашингтон», «город Днепр»), or the noun that an adjective in a list
/// belongs to («в Самарской и Новосибирской областях»).
fn kinds<'f>(finder: &'f Finder<'_>, mention: &Mention) -> &'f [Kind] {
    let (doc, gazetteer) = (finder.doc, &finder.resources.gazetteer);
    let first = doc.tokens_in(mention.span).start;
    let quotes = (0..first).rev().take_while(|&t| matches!(doc.form(t.into()), "«" | "\"" | "(")).count();
    let noun = |token: usize| Some(token).filter(|&t| doc.words[t].upos == Upos::Noun);
    let place = |token: usize| {
        let word = gazetteer.kind_word(doc.form(token.into()))?;
        let usual = word.kinds.first().is_some_and(|&kind| kind != Kind::Facility);
        (usual && word.feature != "PPLC").then_some(word.kinds.as_slice())
    };
    let head = &doc.words[mention.head.index()];
    if head.upos == Upos::Adj {
        let over = |token: TokenId| finder.tree.head(token).map(TokenId::index);
        let up = std::iter::successors(over(mention.head), |&t| over(t.into())).take(3);
        return up.filter_map(noun).find_map(place).unwrap_or_default();
    }
    let before = (first - quotes).checked_sub(1).and_then(noun);
    let Some(before) = before.filter(|_| mention.form == Form::Name && mention.kind == EntityKind::Place) else { return &[] };
    // «Житель области Иваново»: what says whose it is, is no name of it.
    let beside = match head.feats.case {
        None | Some(Case::Nom | Case::Acc) => true,
        case => doc.words[before].feats.case == case,
    };
    if beside { place(before).unwrap_or_default() } else { &[] }
}

/// A place that nobody knows lies in the known one that the words name next: «в селе Укурей Забайкальского края», «в Биране, Куба».
fn beside(finder: &Finder<'_>, all: &[Option<Found>], unknown: usize) -> Option<Found> {
    let doc = finder.doc;
    let own = doc.mentions[unknown].span;
    let head = doc.mentions[unknown].head;
    let tokens = doc.tokens_in(own);
    let sentence = doc.sentence_of(head);
    let next = doc
        .mentions
        .iter()
        .enumerate()
        .skip(unknown + 1)
        .take(6)
        .find(|(i, m)| m.span.start >= own.end && m.form == Form::Name && m.kind == EntityKind::Place && all[*i].is_some())?;
    let start = doc.tokens_in(next.1.span).start;
    let between = tokens.end..start;
    let near = between.len() <= 2 && doc.sentence_of(next.1.head) == sentence;
    let plain = between
        .clone()
        .all(|t| matches!(doc.form(t.into()), "," | "(") || doc.words[t].upos == Upos::Noun || doc.form(t.into()) == "в");
    let wider = all[next.0].as_ref().filter(|_| near && plain)?;
    let whole = matches!(
        wider.place.precision,
        PlacePrecision::Country | PlacePrecision::Region | PlacePrecision::District | PlacePrecision::Area
    );
    let behind = between.clone().any(|t| matches!(doc.form(t.into()), "," | "(" | "в"))
        || finder.doc.words[next.1.head.index()].feats.case == Some(Case::Gen);
    (whole && behind).then(|| Found { name: String::new(), reference: None, score: 0.0, margin: 0.0, ..wider.clone() })
}

/// The country that a report is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Home {
    pub(super) country: [u8; 2],
    /// True where the report speaks of it again and again.
    pub(super) often: bool,
}

/// The country that most places of the report lie in, if one outweighs the others together.
pub(super) fn home(places: &[Option<Found>]) -> Option<Home> {
    let mut counts: Vec<([u8; 2], usize)> = Vec::new();
    for country in places.iter().flatten().filter_map(|f| <[u8; 2]>::try_from(f.place.country.as_bytes()).ok()) {
        match counts.iter_mut().find(|(c, _)| *c == country) {
            Some((_, n)) => *n += 1,
            None => counts.push((country, 1)),
        }
    }
    let all: usize = counts.iter().map(|(_, n)| n).sum();
    let (country, most) = counts.into_iter().max_by_key(|&(_, n)| n)?;
    (most * 10 >= all * 6).then_some(Home { country, often: most >= 3 })
}
