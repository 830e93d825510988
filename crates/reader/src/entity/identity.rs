//! Which mentions are of one thing, what it is called and where it is.

use super::{
    bearer::bearer,
    belonging::{in_capital, is_of_state, of_country, plant, quoted_behind},
    expand::expand,
    finder::Finder,
    nominal::{headed_by_person, homeland, known_persons, same_nominal, stands_for},
    nominative,
    placing::{Home, by_adjective, home, places},
    pronouns,
    situate::{Towns, residents, situate},
    spell::{is_abbreviation, key, same_stem},
    titles::titles,
};
use crate::{
    Resources,
    place::Found,
    registry::{Known, Person},
    view::Tree,
};
use rustc_hash::FxHashMap;
use std::ops::Range;
use svodka_model::{Document, Entity, EntityKind, Form, Mention, MentionId, Number};

/// An entity while mentions are being added to it.
pub(super) struct Draft {
    pub(super) kind: EntityKind,
    pub(super) name: String,
    pub(super) key: String,
    pub(super) reference: Option<String>,
    pub(super) place: Option<svodka_model::Place>,
    pub(super) mentions: Vec<usize>,
    /// True while only common nouns have named it.
    pub(super) nominal: bool,
    /// Lemmas of the titles and common nouns that it goes by.
    pub(super) titles: Vec<String>,
    /// Words of the name.
    pub(super) parts: Vec<String>,
    /// True where the report's town gave it its name.
    pub(super) situated: bool,
    /// True where that town is only the nearest of several.
    pub(super) loose: bool,
    /// True for a common noun without anything beside it.
    pub(super) bare: bool,
    /// A person in office, where the registry knows them.
    pub(super) office: Option<Person>,
}

/// Groups mentions into entities, names them and places them.
pub(crate) fn resolve(resources: &Resources, doc: &Document) -> Vec<Entity> {
    let tree = Tree::new(doc);
    let finder = Finder { doc, tree: &tree, resources };
    let places = places(&finder);
    let about = home(&places);
    let home = about.map(|home| home.country);
    let towns = Towns::new(&finder, &places);
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
            let draft = draft(&finder, mention, places[id].as_ref(), about, &towns);
            let same = match by_name {
                true => same_name(&finder, &drafts, &by_key, &draft, mention),
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
    expand(&finder, &mut drafts, &owner);
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
pub(super) fn names(doc: &Document, mention: &Mention) -> bool {
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

pub(super) fn tokens(finder: &Finder<'_>, mention: &Mention) -> Range<usize> {
    finder.doc.tokens_in(mention.span)
}

/// What one mention says of its entity.
fn draft(finder: &Finder<'_>, mention: &Mention, found: Option<&Found>, about: Option<Home>, towns: &Towns<'_>) -> Draft {
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
        loose: false,
        bare: range.len() == 1,
        office: None,
    };
    let home = about.map(|home| home.country);
    let situated = situate(finder, towns, mention, draft.place.as_ref());
    if let Some(place) = situated.as_ref().and_then(|s| s.place.clone()) {
        draft.place = Some(place);
    }
    draft.loose = situated.as_ref().is_some_and(|s| s.loose);
    let called = situated.and_then(|s| s.name);
    draft.situated = called.is_some();
    let body = (called.is_none() && matches!(mention.kind, EntityKind::Organization | EntityKind::Media | EntityKind::Group))
        .then(|| {
            let (registry, gazetteer) = (&finder.resources.registry, &finder.resources.gazetteer);
            // «Власти» without quotation marks are no magazine.
            let known = registry.find(gazetteer, words, home).filter(|known| !known.common || !draft.nominal);
            known.or_else(|| registry.organ(gazetteer, words, home)).or_else(|| small(finder, mention, words))
        })
        .flatten()
        // «У власти», «под руководством»: only «власти» are a body by themselves.
        .filter(|known| known.class != "authorities" || !known.bare || doc.words[head].feats.number == Some(Number::Plur))
        // «оппозиция» is a group and has a country as a parliament has.
        .filter(|known| mention.kind != EntityKind::Group || known.class == "opposition");
    match (mention.kind, body, found) {
        (EntityKind::Person, ..) if mention.form == Form::Name => {
            draft.name = mention.nominative.clone().unwrap_or_default();
            // «П.Слиппер» is an initial and a surname.
            let spaced = draft.name.replace('.', ". ");
            draft.parts = spaced.split(' ').map(key).filter(|p| p.chars().count() > 1).collect();
        }
        (_, Some(known), _)
            if !known.bare || (about.is_some_and(|home| is_of_state(known.class, home.often)) && known.words == count(words)) =>
        {
            if known.keeps_words {
                draft.key = key(&known.name);
                draft.parts = draft.key.split(' ').map(str::to_owned).collect();
                draft.name = nominative::phrase(finder.resources, doc, range, head);
            } else {
                draft.name = known.name;
            }
            draft.kind = if draft.kind == EntityKind::Group { draft.kind } else { known.kind };
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
    if draft.nominal
        && let Some(home) = about
        && let Some(name) = of_country(finder, &draft, mention, home)
    {
        draft.name = name;
        if draft.kind == EntityKind::Facility && draft.place.is_none() {
            draft.place = in_capital(finder, home);
        }
    }
    if draft.kind == EntityKind::Facility
        && let Some(noun) = quoted_behind(finder, mention)
    {
        draft.name = format!("{noun} «{}»", draft.name);
    }
    if mention.form == Form::Name && draft.kind == EntityKind::Organization && draft.reference.is_none() {
        plant(finder, &mut draft);
    }
    if draft.key.is_empty() {
        draft.key = key(&draft.name);
    }
    if draft.parts.is_empty() && matches!(draft.kind, EntityKind::Organization | EntityKind::Group) {
        draft.parts = draft.key.split(' ').map(str::to_owned).collect();
    }
    draft
}

fn count(words: &str) -> usize {
    words.split_whitespace().count()
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

fn same_name(
    finder: &Finder<'_>,
    drafts: &[Draft],
    by_key: &FxHashMap<String, usize>,
    new: &Draft,
    mention: &Mention,
) -> Option<usize> {
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
    // A surname after the full name, or the full name after a surname.
    let fits = |d: &Draft| {
        d.kind == EntityKind::Person && !d.parts.is_empty() && {
            let (short, long) = if d.parts.len() <= new.parts.len() { (&d.parts, &new.parts) } else { (&new.parts, &d.parts) };
            let surname = |parts: &[String]| parts.iter().any(|p| !is_initial(p));
            surname(short) && short.iter().all(|p| long.iter().any(|q| same_part(p, q)))
        }
    };
    let fitting: Vec<usize> = (0..drafts.len()).filter(|&at| fits(&drafts[at])).collect();
    bearer(finder, drafts, &fitting, mention)
}

/// A body whose name has all words of the other's: «Коллективные силы», «Коллективные силы ОДКБ».
pub(super) fn shorter_or_longer(drafts: &[Draft], new: &Draft) -> Option<usize> {
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

pub(super) fn compatible(a: EntityKind, b: EntityKind) -> bool {
    use EntityKind::{Facility, Media, Organization, Place};
    a == b || matches!((a, b), (Organization, Media) | (Media, Organization) | (Place, Facility) | (Facility, Place))
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
    is_abbreviation(name) && !matches!(name, "США" | "КНДР")
}

/// A name that tells a place by a preposition.
fn says_where(name: &str) -> bool {
    name.contains(" в ") && !name.contains('«')
}

/// Takes over what a further mention knows better.
fn join(draft: &mut Draft, more: Draft, id: usize) {
    let fuller = match draft.kind {
        // «К. Орлова», then «Клара Орлова».
        EntityKind::Person => {
            let initials = |parts: &[String]| parts.iter().filter(|p| is_initial(p)).count();
            let spelled = more.parts.len() == draft.parts.len() && initials(&more.parts) < initials(&draft.parts);
            more.parts.len() > draft.parts.len() || spelled
        }
        EntityKind::Organization if draft.bare && draft.nominal && !more.bare => true,
        // «Суд в Кувейте» says where, «Кувейтский суд» is what it is called.
        EntityKind::Organization if !draft.nominal && !more.nominal && says_where(&draft.name) != says_where(&more.name) => {
            says_where(&draft.name) && more.parts.len() > 1
        }
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
