//! Which mentions are of one thing, what it is called and where it is.

use super::{
    finder::Finder,
    nominative,
    placing::{by_adjective, home, places},
    pronouns,
    situate::{Towns, residents, situate},
    spell::{is_abbreviation, key, same_stem},
};
use crate::{
    Resources,
    place::{Context, Found},
    registry::{Known, Person},
    view::Tree,
};
use rustc_hash::FxHashMap;
use std::ops::Range;
use svodka_model::{Case, Deprel, Document, Entity, EntityKind, Form, Mention, MentionId, Number, Upos};

/// An entity while mentions are being added to it.
struct Draft {
    kind: EntityKind,
    name: String,
    key: String,
    reference: Option<String>,
    place: Option<svodka_model::Place>,
    mentions: Vec<usize>,
    /// True while only common nouns have named it.
    nominal: bool,
    /// Lemmas of the titles and common nouns that it goes by.
    titles: Vec<String>,
    /// Words of the name.
    parts: Vec<String>,
    /// True where the report's town gave it its name.
    situated: bool,
    /// True for a common noun without anything beside it.
    bare: bool,
    /// A person in office, where the registry knows them.
    office: Option<Person>,
}

/// Groups mentions into entities, names them and places them.
pub(crate) fn resolve(resources: &Resources, doc: &Document) -> Vec<Entity> {
    let tree = Tree::new(doc);
    let finder = Finder { doc, tree: &tree, resources };
    let places = places(&finder);
    let home = home(&places);
    let towns = Towns::new(doc, &places);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut owner = vec![usize::MAX; doc.mentions.len()];
    let nouns: Vec<Mention> = doc.mentions.iter().filter(|m| m.form != Form::Pronoun).cloned().collect();
    let noun_ids: Vec<usize> = (0..doc.mentions.len()).filter(|&i| doc.mentions[i].form != Form::Pronoun).collect();
    let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
    // Names first, so that a title or a short form in the headline finds the full name below it.
    // What stands for something inside it comes last.
    let stands: Vec<Option<usize>> = doc.mentions.iter().map(|mention| stands_for(&finder, mention)).collect();
    for pass in [Pass::Names, Pass::Nouns, Pass::Standing] {
        let by_name = pass == Pass::Names;
        let own = |m: &Mention, stands: bool| match pass {
            Pass::Names => names(doc, m) && !stands,
            Pass::Nouns => !names(doc, m) && !stands,
            Pass::Standing => stands,
        };
        let wanted = |id: usize, m: &Mention| m.form != Form::Pronoun && own(m, stands[id].is_some());
        for (id, mention) in doc.mentions.iter().enumerate().filter(|&(id, m)| wanted(id, m)) {
            let draft = draft(&finder, mention, places[id].as_ref(), home, &towns);
            let same = match by_name {
                true => same_name(&drafts, &by_key, &draft),
                false => same_nominal(&finder, &drafts, &by_key, &draft, mention, home),
            };
            let other = |at: &usize| {
                draft.reference.is_some()
                    && drafts[*at].reference.as_ref().is_some_and(|known| draft.reference.as_ref() != Some(known))
            };
            // «в Вирджинии (США)» are two places.
            let same = stands[id].map(|inner| owner[inner]).filter(|&at| at != usize::MAX).or(same);
            let same = same.or_else(|| abbreviated(doc, &drafts, &owner, id).filter(|at| !other(at)));
            let draft = match same {
                None if !by_name => homeland(&finder, draft, mention, home),
                _ => draft,
            };
            let at = same.unwrap_or(drafts.len());
            match same {
                Some(at) => join(&mut drafts[at], draft, id),
                None => drafts.push(Draft { mentions: vec![id], ..draft }),
            }
            owner[id] = at;
            by_key.entry(drafts[at].key.clone()).or_insert(at);
        }
        if by_name {
            known_persons(&finder, &mut drafts, &places);
        }
    }
    let antecedents: FxHashMap<_, _> = pronouns::antecedents(doc, &tree, &nouns).into_iter().collect();
    for (id, mention) in doc.mentions.iter().enumerate().filter(|(_, m)| m.form == Form::Pronoun) {
        if let Some(&noun) = antecedents.get(&mention.head) {
            drafts[owner[noun_ids[noun]]].mentions.push(id);
        }
    }
    let mut entities: Vec<Entity> = drafts.into_iter().map(entity).collect();
    entities.sort_by_key(|e| e.mentions[0]);
    entities
}

/// Names first, then common nouns, then what stands for either.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pass {
    Names,
    Nouns,
    Standing,
}

/// True for a name, and for an adjective that names a place («алма-атинский», «казахская сторона»).
fn names(doc: &Document, mention: &Mention) -> bool {
    mention.form == Form::Name || (mention.kind == EntityKind::Place && by_adjective(doc, mention))
}

fn entity(mut draft: Draft) -> Entity {
    draft.mentions.sort_unstable();
    Entity {
        kind: draft.kind,
        name: draft.name,
        reference: draft.reference,
        place: draft.place,
        mentions: draft.mentions.into_iter().map(MentionId::from).collect(),
    }
}

/// Bytes of a closing quotation mark.
const QUOTE: u32 = 2;

/// «улицы Киева» are Киев, «сотрудники МВД» act for the ministry: the mention inside that a common noun stands for.
fn stands_for(finder: &Finder<'_>, mention: &Mention) -> Option<usize> {
    let doc = finder.doc;
    if mention.form != Form::Nominal {
        return None;
    }
    let noun = finder.resources.nouns.of(&doc.words[mention.head.index()].lemma)?;
    // Who is killed or beaten is no body: only subjects act for one.
    let feats = &doc.words[mention.head.index()].feats;
    let plural = feats.number == Some(Number::Plur) && feats.case == Some(Case::Nom);
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

/// Persons who are known by their surname alone get their full name and office.
fn known_persons(finder: &Finder<'_>, drafts: &mut [Draft], places: &[Option<Found>]) {
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
    match title {
        "президент" => Some("president"),
        "глава" if words.ends_with("государства") || words.ends_with("республики") => Some("president"),
        "премьер" | "премьер-министр" => Some("premier"),
        "глава" if words.ends_with("правительства") || words.ends_with("кабмина") => Some("premier"),
        "канцлер" => Some("chancellor"),
        "госсекретарь" => Some("minister.foreign"),
        _ => None,
    }
}

fn tokens(finder: &Finder<'_>, mention: &Mention) -> Range<usize> {
    finder.doc.tokens_in(mention.span)
}

/// What one mention says of its entity.
fn draft(finder: &Finder<'_>, mention: &Mention, found: Option<&Found>, home: Option<[u8; 2]>, towns: &Towns<'_>) -> Draft {
    let doc = finder.doc;
    let range = tokens(finder, mention);
    let words = doc.quote(mention.span);
    let head = mention.head.index();
    let mut draft = Draft {
        kind: mention.kind,
        name: String::new(),
        key: String::new(),
        reference: None,
        place: found.map(|f| f.place.clone()),
        mentions: Vec::new(),
        nominal: !names(doc, mention),
        titles: titles(finder, mention),
        parts: Vec::new(),
        situated: false,
        bare: range.len() == 1,
        office: None,
    };
    let situated = situate(finder, towns, mention, draft.place.as_ref());
    if let Some(place) = situated.as_ref().and_then(|s| s.place.clone()) {
        draft.place = Some(place);
    }
    let called = situated.and_then(|s| s.name);
    draft.situated = called.is_some();
    let body = (called.is_none() && matches!(mention.kind, EntityKind::Organization | EntityKind::Media))
        .then(|| {
            finder.resources.registry.find(&finder.resources.gazetteer, words, home).or_else(|| small(finder, mention, words))
        })
        .flatten();
    match (mention.kind, body, found) {
        (EntityKind::Person, ..) if mention.form == Form::Name => {
            draft.name = mention.nominative.clone().unwrap_or_default();
            draft.parts = draft.name.split(' ').map(key).filter(|p| p.chars().count() > 1).collect();
        }
        (_, Some(known), _) if !known.bare || (home.is_some() && is_of_state(known.class) && known.words == count(words)) => {
            draft.name = known.name;
            draft.kind = known.kind;
            draft.reference = known.reference;
        }
        _ if called.is_some() => draft.name = called.unwrap_or_default(),
        (EntityKind::Nationality, _, Some(found)) => {
            let residents = residents(&finder.resources.gazetteer, found);
            let phrase = || nominative::phrase(finder.resources, doc, range, head);
            draft.name = residents.or_else(|| mention.nominative.clone()).unwrap_or_else(phrase);
        }
        (EntityKind::Facility, _, Some(found)) if names(doc, mention) && found.place.feature.starts_with("AIR") => {
            draft.name.clone_from(&found.name);
        }
        (EntityKind::Place, _, Some(found)) if names(doc, mention) && !found.name.is_empty() => {
            draft.name.clone_from(&found.name);
            draft.reference.clone_from(&found.reference);
        }
        _ => {
            let phrase = || nominative::phrase(finder.resources, doc, range, head);
            draft.name = mention.nominative.clone().unwrap_or_else(phrase);
        }
    }
    if draft.name.trim().is_empty() {
        draft.name = words.to_owned();
    }
    // «кабинет Аскара Мамина» is his government.
    if let Some(rest) = draft.name.strip_prefix("кабинет ").or_else(|| draft.name.strip_prefix("Кабинет "))
        && draft.kind == EntityKind::Organization
        && headed_by_person(finder, mention)
    {
        draft.name = format!("Правительство {rest}");
    }
    draft.name.retain(|c| c != '\u{301}');
    draft.key = key(&draft.name);
    if draft.parts.is_empty() && matches!(draft.kind, EntityKind::Organization | EntityKind::Group) {
        draft.parts = draft.key.split(' ').map(str::to_owned).collect();
    }
    draft
}

fn count(words: &str) -> usize {
    words.split_whitespace().count()
}

/// Organs that without a country's name are those of the country that the report is about.
fn is_of_state(class: &str) -> bool {
    let exact = ["government", "parliament", "police", "army", "security-council", "prosecutor", "administration.president"];
    exact.contains(&class) || class.starts_with("ministry.")
}

/// «мажилис», «бундестаг»: parliaments with a name of their own are written small as well.
fn small(finder: &Finder<'_>, mention: &Mention, words: &str) -> Option<Known> {
    let noun = finder.resources.nouns.of(&finder.doc.words[mention.head.index()].lemma)?;
    let alone = noun.class == "parliament" && mention.form == Form::Nominal && !words.contains(' ');
    let mut letters = words.chars();
    let first = letters.next().filter(|_| alone)?;
    let known = finder.body(&format!("{}{}", first.to_uppercase(), letters.as_str()))?;
    Some(known).filter(|known| known.class == "parliament" && !known.common)
}

/// The common nouns that a name stands beside, or that are the mention itself.
fn titles(finder: &Finder<'_>, mention: &Mention) -> Vec<String> {
    let lemma = |t: usize| match &*finder.doc.words[t].lemma {
        "кабинет" | "кабмин" | "совмин" => "правительство".to_owned(),
        lemma => lemma.to_owned(),
    };
    let first = tokens(finder, mention).start;
    if mention.kind == EntityKind::Facility && mention.form == Form::Name && finder.doc.words[first].upos == Upos::Noun {
        // «площадь Республики» is «площадь» from now on.
        return vec![lemma(first)];
    }
    if !names(finder.doc, mention) {
        return vec![lemma(mention.head.index())];
    }
    let beside = matches!(finder.tree.deprel(mention.head), Deprel::Appos | Deprel::Flat | Deprel::FlatName);
    finder.tree.head(mention.head).filter(|_| beside).map(|h| lemma(h.index())).into_iter().collect()
}

fn same_name(drafts: &[Draft], by_key: &FxHashMap<String, usize>, new: &Draft) -> Option<usize> {
    if let Some(&at) = by_key.get(&new.key)
        && compatible(drafts[at].kind, new.kind)
    {
        return Some(at);
    }
    if new.reference.is_some() {
        return drafts.iter().position(|d| d.reference == new.reference);
    }
    if new.kind == EntityKind::Organization {
        return shorter_or_longer(drafts, new);
    }
    if new.kind != EntityKind::Person {
        return None;
    }
    // A surname after the full name, or the full name after a surname; the latest such person is meant.
    drafts.iter().rposition(|d| {
        d.kind == EntityKind::Person && !d.parts.is_empty() && {
            let (short, long) = if d.parts.len() <= new.parts.len() { (&d.parts, &new.parts) } else { (&new.parts, &d.parts) };
            let surname = |parts: &[String]| parts.iter().any(|p| !is_initial(p));
            surname(short) && short.iter().all(|p| long.iter().any(|q| same_part(p, q)))
        }
    })
}

/// A body whose name has all words of the other's: «Коллективные силы», «Коллективные силы ОДКБ».
fn shorter_or_longer(drafts: &[Draft], new: &Draft) -> Option<usize> {
    let two = |parts: &[String]| parts.len() >= 2;
    drafts.iter().rposition(|d| {
        d.kind == new.kind && two(&d.parts) && two(&new.parts) && d.parts.len() != new.parts.len() && {
            let (short, long) = if d.parts.len() < new.parts.len() { (&d.parts, &new.parts) } else { (&new.parts, &d.parts) };
            short.iter().all(|p| long.iter().any(|q| same_stem(p, q)))
        }
    })
}

/// «с.» of «С. Н. Иванов».
fn is_initial(part: &str) -> bool {
    part.ends_with('.')
}

fn same_part(a: &str, b: &str) -> bool {
    if is_initial(a) || is_initial(b) {
        return a.chars().next() == b.chars().next();
    }
    same_stem(a, b)
}

fn compatible(a: EntityKind, b: EntityKind) -> bool {
    use EntityKind::{Facility, Media, Organization, Place};
    a == b || matches!((a, b), (Organization, Media) | (Media, Organization) | (Place, Facility) | (Facility, Place))
}

/// A common noun means what was last called so: «президент», «ведомство», «протестующие», «страна».
fn same_nominal(
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
        return None;
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
    let by_title =
        drafts.iter().rposition(|d| d.kind == new.kind && d.titles.contains(title) && before(d) && (bare || !d.nominal));
    if by_title.is_some() || new.kind != EntityKind::Organization {
        return by_title.or_else(|| in_office(finder, drafts, mention, title, home));
    }
    let ministry = matches!(title.as_str(), "ведомство" | "министерство" | "служба" | "агентство");
    drafts.iter().rposition(|d| ministry && d.kind == EntityKind::Organization && before(d) && d.key.starts_with("министерство"))
}

/// «правительство Исама Шарафа»
fn headed_by_person(finder: &Finder<'_>, mention: &Mention) -> bool {
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
    // Who holds it now, else who came last.
    let rank = |p: &Person| (year.is_some_and(|year| p.years.0 <= year && year <= p.years.1), p.years.0);
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
fn homeland(finder: &Finder<'_>, draft: Draft, mention: &Mention, home: Option<[u8; 2]>) -> Draft {
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
    let is_country = |d: &Draft| d.place.as_ref().is_some_and(|p| p.precision == svodka_model::PlacePrecision::Country);
    let named = |d: &Draft| d.mentions.iter().filter(|&&m| finder.doc.mentions[m].span.start < mention.span.start).count();
    let best = drafts.iter().enumerate().filter(|(_, d)| is_country(d)).max_by_key(|(i, d)| (named(d), std::cmp::Reverse(*i)));
    best.filter(|(_, d)| named(d) > 0).map(|(i, _)| i)
}

/// «Организация Объединённых Наций (ООН)»: an abbreviation in brackets is the name before it.
fn abbreviated(doc: &Document, drafts: &[Draft], owner: &[usize], id: usize) -> Option<usize> {
    let mention = &doc.mentions[id];
    let words = doc.quote(mention.span);
    let first = doc.tokens_in(mention.span).start;
    let opens = first.checked_sub(1).is_some_and(|t| doc.form(t.into()) == "(");
    if !opens || !(is_abbreviation(words) || words.chars().next().is_some_and(|c| c.is_ascii_alphabetic())) {
        return None;
    }
    let before = doc.tokens[first - 1].span.start;
    let at = doc
        .mentions
        .iter()
        .enumerate()
        .rfind(|(i, m)| m.span.end <= before && owner[*i] != usize::MAX && before - m.span.end <= 2)?;
    let at = owner[at.0];
    compatible(drafts[at].kind, mention.kind).then_some(at).or((drafts[at].kind == EntityKind::Person).then_some(at))
}

/// «РФ», «ФРГ»: a country goes by its full name where the report has it.
fn abbreviates(name: &str) -> bool {
    is_abbreviation(name) && name != "США"
}

/// Takes over what a further mention knows better.
fn join(draft: &mut Draft, more: Draft, id: usize) {
    let fuller = match draft.kind {
        EntityKind::Person => more.parts.len() > draft.parts.len(),
        EntityKind::Organization if draft.bare && draft.nominal && !more.bare => true,
        EntityKind::Organization | EntityKind::Group if draft.nominal == more.nominal && draft.reference.is_none() => {
            more.parts.len() > draft.parts.len()
        }
        // «Западный берег», then «Западный берег реки Иордан».
        EntityKind::Place if !more.nominal && more.name.strip_prefix(&draft.name).is_some_and(|rest| rest.starts_with(' ')) => {
            true
        }
        EntityKind::Place => abbreviates(&draft.name) && !abbreviates(&more.name) && !more.nominal,
        _ => draft.nominal && !more.nominal,
    };
    if fuller {
        draft.bare = more.bare;
        draft.name = more.name;
        draft.parts = more.parts;
    }
    draft.nominal &= more.nominal;
    draft.reference = draft.reference.take().or(more.reference);
    draft.place = draft.place.take().or(more.place);
    draft.titles.extend(more.titles);
    draft.mentions.push(id);
}
