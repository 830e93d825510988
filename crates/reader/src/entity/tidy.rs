//! Mends what the tagger cut wrong: prepositions and marks at the edges of a name, several places in one name, a country taken
//! for a body.

use super::{
    finder::{Finder, Name},
    placing::PEOPLE,
    spell::{is_abbreviation, is_capital, key, same_stem},
};
use crate::letters::is_letter_or_digit;
use crate::place::Context;
use std::ops::Range;
use svodka_lexicon::gazetteer::Kind;
use svodka_model::{EntityKind, Upos};

/// From this score on a part of a name is believed to be a place.
const PART: f64 = 4.0;
/// No name of more words is taken apart.
const LONGEST: usize = 16;
/// So many places of a report are remembered.
const MOST_PLACES: usize = 32;
/// Tokens that a quoted name may have beyond what the tagger found of it.
const QUOTED: usize = 6;

/// The names, mended. A common noun that begins a sentence is none.
pub(super) fn tidy(finder: &Finder<'_>, names: Vec<Name>) -> Vec<Name> {
    let mut tidied = Vec::with_capacity(names.len());
    for name in names {
        let name = quoted(finder, Name { tokens: trimmed(finder, &name), ..name });
        if is_noun(finder, &name) {
            continue;
        }
        if is_people(finder, &name) {
            tidied.push(Name { kind: EntityKind::Nationality, ..name });
            continue;
        }
        let several = name.kind == EntityKind::Place && (2..=LONGEST).contains(&name.tokens.len());
        let parts = if several { parts(finder, &name.tokens) } else { Vec::new() };
        if parts.is_empty() {
            tidied.push(Name { kind: kind(finder, &name), ..name });
        } else {
            tidied.extend(parts.into_iter().map(|tokens| Name { tokens, ..name.clone() }));
        }
    }
    places_among_persons(finder, &mut tidied);
    tidied
}

/// A word that the report elsewhere names as a place, and that no person bears beside a given name, is that place.
fn places_among_persons(finder: &Finder<'_>, names: &mut [Name]) {
    let one = |name: &Name| name.tokens.len() == 1;
    let found = |name: &Name| {
        let word = &finder.doc.words[name.tokens.start];
        finder.place(finder.doc.form(name.tokens.start.into()), word.feats.case).filter(|found| found.score >= PART)
    };
    let mut places = Vec::new();
    for name in names.iter().filter(|n| one(n) && n.kind == EntityKind::Place) {
        let id = found(name).map(|found| found.id).filter(|id| !places.contains(id));
        places.extend(id.filter(|_| places.len() < MOST_PLACES));
    }
    let longer = names.iter().filter(|n| n.kind == EntityKind::Person && n.tokens.len() > 1).take(MOST_PLACES);
    let parts: Vec<String> = longer.flat_map(|n| n.tokens.clone()).map(|t| key(finder.doc.form(t.into()))).collect();
    let borne = |name: &Name| {
        let form = key(finder.doc.form(name.tokens.start.into()));
        parts.iter().any(|part| same_stem(part, &form))
    };
    let wrong = |name: &Name| {
        one(name)
            && name.kind == EntityKind::Person
            && found(name).is_some_and(|found| places.contains(&found.id))
            && !borne(name)
    };
    let wrong: Vec<usize> =
        if places.is_empty() { Vec::new() } else { (0..names.len()).filter(|&at| wrong(&names[at])).collect() };
    for at in wrong {
        names[at].kind = EntityKind::Place;
    }
}

/// Without marks at its edges and the preposition before it: «Под Алма-Атой», «Около посольства», «''Philadelphia». Behind a
/// quotation mark a preposition belongs to the name, «За мир», save that of a place.
fn trimmed(finder: &Finder<'_>, name: &Name) -> Range<usize> {
    let Range { mut start, mut end } = name.tokens.clone();
    let form = |t: usize| finder.doc.form(t.into());
    let mark = |t: usize| {
        !form(t).contains(is_letter_or_digit) && !matches!(form(t), "«" | "»" | "\"" | "„" | "“" | "”" | ")" | "." | "+")
    };
    let opened = start.checked_sub(1).is_some_and(|t| matches!(form(t), "«" | "\"" | "„" | "“"));
    let preposition = |t: usize| finder.doc.words[t].upos == Upos::Adp && (name.kind == EntityKind::Place || !opened);
    while end - start > 1 && (mark(start) || preposition(start)) {
        start += 1;
    }
    while end - start > 1 && mark(end - 1) {
        end -= 1;
    }
    start..end
}

/// «движения «Жас толкын»»: what begins behind a quotation mark and behind a noun for a body ends at the closing one.
fn quoted(finder: &Finder<'_>, name: Name) -> Name {
    let doc = finder.doc;
    let Range { start, end } = name.tokens;
    let opens = start.checked_sub(2).filter(|&t| matches!(doc.form((t + 1).into()), "«" | "\"" | "„" | "“"));
    let Some(noun) = opens.and_then(|t| finder.resources.nouns.of_word(doc.form(t.into()), &doc.words[t])) else { return name };
    if !matches!(noun.kind, EntityKind::Organization | EntityKind::Media) {
        return name;
    }
    let sentence = doc.sentences.get(doc.sentence_of(start.into())).map_or(end, |s| s.end.index());
    let close = (end..sentence.min(end + QUOTED)).find(|&t| matches!(doc.form(t.into()), "»" | "\"" | "”" | "“"));
    match close {
        Some(close) => Name { tokens: start..close, kind: noun.kind, ..name },
        None => name,
    }
}

/// «Правительство» at the beginning of a sentence.
fn is_noun(finder: &Finder<'_>, name: &Name) -> bool {
    let (doc, at) = (finder.doc, name.tokens.start);
    let thing = matches!(name.kind, EntityKind::Organization | EntityKind::Facility) && name.tokens.len() == 1;
    let begins = thing && doc.sentences.get(doc.sentence_of(at.into())).is_some_and(|s| s.first.index() == at);
    begins
        && doc.words[at].upos == Upos::Noun
        && !is_abbreviation(doc.form(at.into()))
        && finder.resources.nouns.of(&doc.words[at].lemma).is_some()
        && finder.body(doc.form(at.into())).is_none()
}

/// «Жанаозенцы»: the people of a town or country, taken for a person.
fn is_people(finder: &Finder<'_>, name: &Name) -> bool {
    let form = finder.doc.form(name.tokens.start.into());
    let like = ["цы", "цев", "цам", "цами", "цах", "чане", "чан", "чанам", "яне", "янам"].iter().any(|end| form.ends_with(end));
    let one = matches!(name.kind, EntityKind::Person | EntityKind::Place) && name.tokens.len() == 1 && like;
    one && finder.place(form, None).is_none()
        && finder.resources.gazetteer.by_people(form, &Context::default()).is_some_and(|found| found.score >= PEOPLE)
}

/// The places of a name that is none itself: «Украине Москва», «Архангельской, Рязанской и Костромской областях».
fn parts(finder: &Finder<'_>, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let is_place = |tokens: Range<usize>| finder.place(finder.words(tokens), None).is_some_and(|found| found.score >= PART);
    if is_place(tokens.clone()) {
        return Vec::new();
    }
    let link = |t: usize| matches!(finder.doc.form(t.into()), "," | "и" | ";" | "/" | "—" | "–" | "-");
    if tokens.clone().any(link) {
        let mut parts = Vec::new();
        let mut from = tokens.start;
        for at in tokens.clone().chain([tokens.end]) {
            if at == tokens.end || link(at) {
                if from < at {
                    parts.push(from..at);
                }
                from = at + 1;
            }
        }
        let sound =
            parts.len() > 1 && parts.iter().all(|part| is_capital(finder.doc.form(part.start.into())) && is_place(part.clone()));
        return if sound { parts } else { Vec::new() };
    }
    let capitals = tokens.clone().all(|t| is_capital(finder.doc.form(t.into())));
    let cut = (tokens.start + 1..tokens.end).find(|&cut| capitals && is_place(tokens.start..cut) && is_place(cut..tokens.end));
    cut.map_or_else(Vec::new, |cut| vec![tokens.start..cut, cut..tokens.end])
}

/// «Советский Союз» is no body; an airport is a building.
fn kind(finder: &Finder<'_>, name: &Name) -> EntityKind {
    if name.kind != EntityKind::Organization {
        return name.kind;
    }
    let gazetteer = &finder.resources.gazetteer;
    let known = gazetteer.by_hand(finder.words(name.tokens.clone())).filter(|d| matches!(d.kind, Kind::Country | Kind::Area));
    if known.is_some() && finder.body(finder.words(name.tokens.clone())).is_none() {
        return EntityKind::Place;
    }
    let words = &finder.doc.words;
    let noun = name.tokens.clone().find(|&t| words[t].upos == Upos::Noun);
    let before = noun.map_or(0..0, |noun| name.tokens.start..noun);
    let port = noun.filter(|&t| before.clone().all(|b| words[b].upos == Upos::Adj) && name.tokens.len() > t - name.tokens.start);
    let airport = port.and_then(|t| gazetteer.kind_word(finder.doc.form(t.into()))).is_some_and(|word| word.feature == "AIRP");
    if airport { EntityKind::Facility } else { name.kind }
}
