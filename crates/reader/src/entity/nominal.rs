//! What common nouns stand for: «президент», «ведомство», «страна», «столица», «сотрудники МВД».

use super::{
    finder::Finder,
    foretold::foretold,
    identity::{Draft, compatible, shorter_or_longer, tokens},
    spell::key,
    titles::phrase,
};
use crate::{
    place::{Context, Found},
    registry::Person,
};
use rustc_hash::FxHashMap;
use svodka_model::{Case, Document, EntityKind, Form, Mention, Number};

/// Bytes of a closing quotation mark.
const QUOTE: u32 = 2;

/// «улицы Киева» are Киев, «сотрудники МВД» act for the ministry: the mention inside that a common noun stands for.
pub(super) fn stands_for(finder: &Finder<'_>, mention: &Mention) -> Option<usize> {
    let doc = finder.doc;
    if mention.form != Form::Nominal {
        return None;
    }
    let noun = finder.resources.nouns.of(&doc.words[mention.head.index()].lemma)?;
    // Who is killed or beaten is no body: only subjects act for one.
    let feats = &doc.words[mention.head.index()].feats;
    let plural = feats.number == Some(Number::Plur) && feats.case == Some(Case::Nom);
    if noun.site {
        return building(doc, mention);
    }
    if !(noun.whole || noun.agent && plural) || doc.quantities.iter().any(|q| q.of == Some(mention.head)) {
        return None;
    }
    let first = doc.mentions.partition_point(|m| m.span.start <= mention.span.start);
    let inside = doc.mentions.iter().enumerate().skip(first).take_while(|(_, m)| m.span.start < mention.span.end);
    // The next one inside that ends where the phrase ends: what it is of.
    let ends = |m: &Mention| mention.span.end - m.span.end <= QUOTE;
    let mut of = inside.take(8).filter(|(_, m)| m.form != Form::Pronoun && mention.span.contains(m.span) && ends(m));
    let kind = |m: &Mention| match m.kind {
        EntityKind::Place => noun.whole,
        EntityKind::Organization => noun.agent,
        _ => false,
    };
    of.next().filter(|(_, m)| kind(m)).map(|(at, _)| at)
}

/// «Район вокзала» is where the вокзал is: the building that a word for its surroundings has behind it.
fn building(doc: &Document, mention: &Mention) -> Option<usize> {
    let first = doc.mentions.partition_point(|m| m.span.start <= mention.span.start);
    let next = doc.mentions.get(first).filter(|m| m.form != Form::Pronoun && m.kind == EntityKind::Facility)?;
    let starts = doc.tokens_in(next.span).start;
    (starts == mention.head.index() + 1 && next.span.end + QUOTE >= mention.span.end).then_some(first)
}

/// Persons who are known by their surname alone get their full name and office.
pub(super) fn known_persons(finder: &Finder<'_>, drafts: &mut [Draft], places: &[Option<Found>]) {
    let mut countries: Vec<[u8; 2]> = Vec::new();
    for code in places.iter().flatten().filter_map(|f| <[u8; 2]>::try_from(f.place.country.as_bytes()).ok()) {
        if !countries.contains(&code) {
            countries.push(code);
        }
    }
    let year = year(finder);
    let people = &finder.resources.registry.people;
    for draft in drafts.iter_mut().filter(|d| d.kind == EntityKind::Person) {
        let alone = draft.parts.len() == 1;
        let person = if alone { people.by_surname(&draft.name, &countries, year) } else { people.by_name(&draft.name) };
        let Some(person) = person else { continue };
        draft.office = Some(*person);
        if alone {
            draft.name = person.name.to_owned();
            draft.parts = draft.name.split(' ').map(key).collect();
        }
    }
}

/// The office that a title names: «президент», «глава государства».
fn office(words: &str, title: &str) -> Option<&'static str> {
    match title.strip_prefix("экс-").unwrap_or(title) {
        "президент" => Some("president"),
        "глава" if words.ends_with("государства") || words.ends_with("республики") => Some("president"),
        "премьер" | "премьер-министр" => Some("premier"),
        "глава" if words.ends_with("правительства") || words.ends_with("кабмина") => Some("premier"),
        "канцлер" => Some("chancellor"),
        "госсекретарь" => Some("minister.foreign"),
        _ => None,
    }
}

/// A common noun means what was last called so: «президент», «ведомство», «протестующие», «страна».
pub(super) fn same_nominal(
    finder: &Finder<'_>,
    drafts: &[Draft],
    by_key: &FxHashMap<String, usize>,
    new: &Draft,
    mention: &Mention,
    home: Option<[u8; 2]>,
) -> Option<usize> {
    called_so(finder, drafts, by_key, new, mention, home).or_else(|| foretold(finder, drafts, new, mention))
}

fn called_so(
    finder: &Finder<'_>,
    drafts: &[Draft],
    by_key: &FxHashMap<String, usize>,
    new: &Draft,
    mention: &Mention,
    home: Option<[u8; 2]>,
) -> Option<usize> {
    if let Some(&at) = by_key.get(&new.key)
        && compatible(drafts[at].kind, new.kind)
    {
        return Some(at);
    }
    if new.situated {
        // «Захвачен аэропорт. … Аэропорт вернули к ночи» is one airport, whatever town has been named between.
        let spoken = |d: &Draft| d.situated && d.kind == new.kind && d.titles == new.titles;
        return drafts.iter().rposition(spoken).filter(|_| new.loose && new.bare);
    }
    if let Some(at) = (new.kind == EntityKind::Organization).then(|| shorter_or_longer(drafts, new)).flatten() {
        return Some(at);
    }
    let title = new.titles.first()?;
    let bare = tokens(finder, mention).len() == 1;
    let before = |d: &Draft| d.mentions.first().is_some_and(|&m| finder.doc.mentions[m].span.start < mention.span.start);
    if is_country_word(title) && bare {
        return country(finder, drafts, mention);
    }
    if title == "столица" && bare {
        let capital = |d: &Draft| d.kind == EntityKind::Place && d.place.as_ref().is_some_and(|p| p.feature == "PPLC");
        let of_home = |d: &Draft| home.is_none_or(|home| d.place.as_ref().is_some_and(|p| p.country.as_bytes() == home));
        return drafts.iter().position(|d| capital(d) && of_home(d));
    }
    if title == "город" && bare {
        return town(finder, drafts, mention);
    }
    if !bare && new.kind != EntityKind::Person {
        // «Правительство» alone, then «правительство Наджиба Микати».
        let same = |d: &Draft| title == "правительство" && d.nominal && d.bare && d.titles.contains(title);
        return drafts.iter().rposition(|d| same(d) && headed_by_person(finder, mention));
    }
    // «Прокурор Самарской области» is who has been called so, not any prosecutor.
    let whole = mention.head.index()..tokens(finder, mention).end;
    let proper = whole.clone().skip(1).any(|t| finder.doc.form(t.into()).starts_with(crate::letters::is_capital));
    let wanted = if proper { &phrase(finder, whole) } else { title };
    let called = |d: &Draft| d.kind == new.kind && d.titles.contains(wanted) && (bare || !d.nominal);
    // A person with a name before one without; in the headline also who is named below it.
    let single = new.kind == EntityKind::Person && finder.doc.words[mention.head.index()].feats.number != Some(Number::Plur);
    let named = || drafts.iter().rposition(|d| single && called(d) && !d.nominal && before(d));
    let early = finder.doc.sentence_of(mention.head) <= HEADLINE && is_public(finder, mention);
    // «Задержали стрелка, школьника Ивана Петрова»
    let beside = |d: &Draft| {
        let heads = d.mentions.iter().map(|&m| finder.doc.mentions[m].head);
        heads.take(MOST).any(|head| head > mention.head && finder.doc.sentence_of(head) == finder.doc.sentence_of(mention.head))
    };
    let below = || single.then(|| only(drafts, |d| called(d) && !d.nominal && (early || beside(d)))).flatten();
    let office = || in_office(finder, drafts, mention, title, home);
    if new.kind == EntityKind::Person && proper {
        return office().or_else(named).or_else(below);
    }
    let by_title = named().or_else(|| drafts.iter().rposition(|d| called(d) && before(d))).or_else(below);
    if by_title.is_some() || new.kind != EntityKind::Organization {
        return by_title.or_else(office);
    }
    let ministry = matches!(title.as_str(), "ведомство" | "министерство" | "служба" | "агентство");
    drafts.iter().rposition(|d| ministry && d.kind == EntityKind::Organization && before(d) && d.key.starts_with("министерство"))
}

/// The last sentence that a headline and its lead reach.
const HEADLINE: usize = 1;

/// How many mentions of a person are asked for their sentence.
const MOST: usize = 16;

/// True for who holds an office or leads.
fn is_public(finder: &Finder<'_>, mention: &Mention) -> bool {
    let noun = finder.resources.nouns.of(&finder.doc.words[mention.head.index()].lemma);
    noun.is_some_and(|noun| matches!(noun.class, "official" | "leader" | "politician"))
}

/// The only draft of its sort.
fn only(drafts: &[Draft], fits: impl Fn(&Draft) -> bool) -> Option<usize> {
    let mut fitting = drafts.iter().enumerate().filter(|(_, d)| fits(d));
    fitting.next().filter(|_| fitting.next().is_none()).map(|(at, _)| at)
}

/// «правительство Исама Шарафа»
pub(super) fn headed_by_person(finder: &Finder<'_>, mention: &Mention) -> bool {
    let inside = |m: &&Mention| mention.span.contains(m.span) && m.span != mention.span;
    let near = finder.doc.mentions.partition_point(|m| m.span.start < mention.span.start);
    let mut inner = finder.doc.mentions.get(near..).unwrap_or_default().iter().take(4).filter(inside);
    inner.any(|m| m.kind == EntityKind::Person && m.form == Form::Name)
}

/// «Президент» is who holds that office in the country of the title, or in the one that the report is about.
fn in_office(finder: &Finder<'_>, drafts: &[Draft], mention: &Mention, title: &str, home: Option<[u8; 2]>) -> Option<usize> {
    if finder.doc.words[mention.head.index()].feats.number == Some(Number::Plur) {
        return None;
    }
    let words = finder.doc.quote(mention.span);
    let office = office(words, title)?;
    let named = |d: &&Draft| {
        let inside =
            |&m: &usize| mention.span.contains(finder.doc.mentions[m].span) && finder.doc.mentions[m].span != mention.span;
        d.kind == EntityKind::Place && d.mentions.iter().any(inside)
    };
    let stated = drafts.iter().find(named).and_then(|d| d.place.as_ref());
    let country = match stated {
        Some(place) => place.country.as_bytes().try_into().ok()?,
        None if words.contains(' ') && title != "глава" => return None,
        None => home?,
    };
    let year = year(finder);
    let holds = |p: &Person| p.office == office && p.country == country;
    let holders = drafts.iter().enumerate().filter_map(|(at, d)| Some((at, d.office.filter(holds)?)));
    // Who holds it now, else who came last; a former holder where one is meant.
    let former = title.starts_with("экс-");
    let rank = |p: &Person| (former != year.is_some_and(|year| p.years.0 <= year && year <= p.years.1), p.years.0);
    holders.max_by_key(|(at, p)| (rank(p), std::cmp::Reverse(*at))).map(|(at, _)| at)
}

/// The year of publication.
fn year(finder: &Finder<'_>) -> Option<i32> {
    finder.doc.report.published.as_deref()?.get(..4)?.parse().ok()
}

fn is_country_word(lemma: &str) -> bool {
    matches!(lemma, "страна" | "республика" | "государство" | "территория")
}

/// «По всей стране» where no country has been named: the one that the places of the report lie in; «столица» is its capital.
pub(super) fn homeland(finder: &Finder<'_>, draft: Draft, mention: &Mention, home: Option<[u8; 2]>) -> Draft {
    let gazetteer = &finder.resources.gazetteer;
    let bare = tokens(finder, mention).len() == 1 && finder.doc.words[mention.head.index()].feats.number != Some(Number::Plur);
    let Some(country) = home.filter(|_| bare).and_then(|code| gazetteer.country(code)) else { return draft };
    let name = match draft.titles.first().map(String::as_str) {
        Some(title) if is_country_word(title) => country.name,
        Some("столица") => country.capital,
        _ => return draft,
    };
    match gazetteer.resolve(name, &Context { country: home, ..Context::default() }) {
        Some(found) => {
            Draft { key: key(&found.name), name: found.name, reference: found.reference, place: Some(found.place), ..draft }
        }
        None => draft,
    }
}

/// «Город» is the town named last before it.
fn town(finder: &Finder<'_>, drafts: &[Draft], mention: &Mention) -> Option<usize> {
    let is_town = |d: &Draft| d.place.as_ref().is_some_and(|p| p.precision == svodka_model::PlacePrecision::Settlement);
    let last = |d: &Draft| {
        let starts = d.mentions.iter().map(|&m| finder.doc.mentions[m].span.start);
        starts.filter(|&start| start < mention.span.start).max()
    };
    let towns = drafts.iter().enumerate().filter(|(_, d)| d.kind == EntityKind::Place && is_town(d));
    towns.filter_map(|(i, d)| Some((last(d)?, i))).max().map(|(_, i)| i)
}

/// «Страна» is the country named last, or the one that the report names most.
fn country(finder: &Finder<'_>, drafts: &[Draft], mention: &Mention) -> Option<usize> {
    let is_country = |d: &Draft| {
        d.kind != EntityKind::Facility && d.place.as_ref().is_some_and(|p| p.precision == svodka_model::PlacePrecision::Country)
    };
    let named = |d: &Draft| d.mentions.iter().filter(|&&m| finder.doc.mentions[m].span.start < mention.span.start).count();
    let best = drafts.iter().enumerate().filter(|(_, d)| is_country(d)).max_by_key(|(i, d)| (named(d), std::cmp::Reverse(*i)));
    best.filter(|(_, d)| named(d) > 0).map(|(i, _)| i)
}
