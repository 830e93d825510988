//! Whose bodies and buildings are, where their own words leave it open: «власти страны», «здание парламента», «авиабаза «Север»».

use super::{
    finder::Finder,
    identity::{Draft, tokens},
    placing::Home,
    spell::key,
};
use crate::place::Context;
use svodka_model::{Deprel, EntityKind, Form, Mention, Number, PlacePrecision};

/// «Власти страны», «здание парламента»: whose they are, where the report is about one country.
pub(super) fn of_country(finder: &Finder<'_>, draft: &Draft, mention: &Mention, home: Home) -> Option<String> {
    let gazetteer = &finder.resources.gazetteer;
    let country = gazetteer.country(home.country)?.genitive;
    if let Some(rest) = draft.name.strip_suffix(" страны").filter(|_| draft.kind != EntityKind::Place) {
        return Some(format!("{rest} {country}"));
    }
    if draft.bare && !draft.situated && home.often && is_of_every_state(finder, mention) {
        return Some(format!("{} {country}", draft.name));
    }
    let behind = tokens(finder, mention).start.max(mention.head.index() + 1)..tokens(finder, mention).end;
    if !matches!(draft.kind, EntityKind::Facility | EntityKind::Group) || draft.situated || behind.is_empty() {
        return None;
    }
    let organ = finder.resources.registry.find(gazetteer, finder.words(behind), Some(home.country))?;
    (organ.bare && is_of_state(organ.class, home.often)).then(|| format!("{} {country}", draft.name))
}

/// «Силовики», «спецслужбы»: every country has its own, and only several are called so.
fn is_of_every_state(finder: &Finder<'_>, mention: &Mention) -> bool {
    let word = &finder.doc.words[mention.head.index()];
    let organ = |t| finder.resources.nouns.of(finder.tree.lemma(t)).is_some_and(|noun| noun.kind == EntityKind::Organization);
    // «Кабинет министров» is one thing.
    let within = finder.tree.deprel(mention.head) == Deprel::Nmod && finder.tree.head(mention.head).is_some_and(organ);
    !within && word.feats.number == Some(Number::Plur) && finder.resources.nouns.of(&word.lemma).is_some_and(|noun| noun.state)
}

/// «Здание парламента»: it stands in the capital.
pub(super) fn in_capital(finder: &Finder<'_>, home: Home) -> Option<svodka_model::Place> {
    let gazetteer = &finder.resources.gazetteer;
    let context = Context { country: Some(home.country), ..Context::default() };
    gazetteer.resolve(gazetteer.country(home.country)?.capital, &context).map(|found| found.place)
}

/// «Запорожская АЭС»: a building that the gazetteer knows by that name, whatever the tagger takes it for.
pub(super) fn plant(finder: &Finder<'_>, draft: &mut Draft) {
    let known = finder
        .place(&draft.name, None)
        .filter(|f| f.place.precision == PlacePrecision::Point && key(&f.name) == key(&draft.name));
    if let Some(found) = known {
        draft.kind = EntityKind::Facility;
        draft.name = found.name;
        draft.reference = found.reference;
        draft.place = Some(found.place);
    }
}

/// «Авиабаза «Север»»: the noun before a building's quoted name belongs to it.
pub(super) fn quoted_behind<'d>(finder: &Finder<'d>, mention: &Mention) -> Option<&'d str> {
    let first = tokens(finder, mention).start;
    let noun = first.checked_sub(2).filter(|_| matches!(finder.doc.form((first - 1).into()), "«" | "\"" | "„" | "“"))?;
    let lemma = &*finder.doc.words[noun].lemma;
    let facility = finder.resources.nouns.of(lemma).is_some_and(|noun| noun.kind == EntityKind::Facility);
    (mention.form == Form::Name && facility).then_some(lemma)
}

/// Organs that without a country's name are those of the country that the report is about. «Совет Безопасности» is that of the
/// United Nations as well.
pub(super) fn is_of_state(class: &str, often: bool) -> bool {
    let exact = ["government", "parliament", "police", "army", "prosecutor", "administration.president", "opposition"];
    exact.contains(&class)
        || class.starts_with("ministry.")
        || (often && matches!(class, "security-council" | "parliament.senate" | "authorities"))
}
