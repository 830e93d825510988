//! Ties what is named without its town to the town that is spoken of: «акимат», «аэропорт», «полиция», «площадь».

use super::{finder::Finder, spell::is_abbreviation};
use crate::place::{Context, Found, Gazetteer, PlaceId, genitive};
use svodka_model::{Case, Document, EntityKind, Form, Mention, Number, Place, PlacePrecision, TokenId};

/// The towns of a report, in text order.
pub(super) struct Towns<'a> {
    /// The places of all mentions.
    places: &'a [Option<Found>],
    named: Vec<Town<'a>>,
    /// Where the lines of the text begin.
    lines: Vec<u32>,
    /// The town that is named most, the earliest of several.
    main: Option<usize>,
    /// True where the report speaks of an airport.
    airport: bool,
}

/// A town where it is named.
struct Town<'a> {
    start: u32,
    head: TokenId,
    found: &'a Found,
    /// As the report calls it by its noun, where it does.
    name: &'a str,
    /// Where something comes from or leads to: «шоссе на Триполи».
    aside: bool,
}

/// How the town of a mention is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tie {
    /// Its sentence names the town.
    Sentence,
    /// Its paragraph does, before it.
    Paragraph,
    /// The report does, and hardly any other.
    Main,
    /// The report does, among others.
    Report,
}

impl<'a> Towns<'a> {
    /// The towns among the places of the mentions.
    pub(super) fn new(finder: &Finder<'_>, places: &'a [Option<Found>]) -> Towns<'a> {
        const ASIDE: [&str; 6] = ["на", "из", "до", "к", "от", "через"];
        let doc = finder.doc;
        let aside = |head: TokenId| finder.tree.preposition(head).is_some_and(|p| ASIDE.contains(&finder.tree.lemma(p)));

        let airport = doc.mentions.iter().any(|m| &*doc.words[m.head.index()].lemma == "аэропорт");
        let mut named: Vec<Town<'a>> = Vec::new();
        let mut nouns = Vec::new();
        for (mention, found) in doc.mentions.iter().zip(places) {
            let Some(found) = found
                .as_ref()
                .filter(|f| is_town(&f.place) && matches!(mention.kind, EntityKind::Place | EntityKind::Nationality))
            else {
                continue;
            };
            if !found.name.is_empty() {
                let aside = aside(mention.head);
                named.push(Town { start: mention.span.start, head: mention.head, found, name: &found.name, aside });
                let noun = mention.form == Form::Name && mention.kind == EntityKind::Place;
                if noun && !nouns.iter().any(|(id, _): &(PlaceId, &str)| *id == found.id) && nouns.len() < MOST {
                    nouns.push((found.id, found.name.as_str()));
                }
            }
        }
        let newlines = doc.text().match_indices('\n').map(|(at, _)| at as u32 + 1);
        let lines = std::iter::once(0).chain(newlines).collect();
        // A town goes by one name through the report, that of its noun rather than of its adjective.
        for town in &mut named {
            town.name = nouns.iter().find(|(id, _)| *id == town.found.id).map_or(town.name, |(_, name)| name);
        }
        let mut towns = Towns { places, named, lines, main: None, airport };
        towns.main = towns.most_named();
        towns
    }

    fn most_named(&self) -> Option<usize> {
        let mut counts: Vec<(usize, usize)> = Vec::new();
        for (at, town) in self.named.iter().enumerate() {
            match counts.iter().position(|(first, _)| self.named[*first].found.id == town.found.id) {
                Some(known) => counts[known].1 += 1,
                None if counts.len() < MOST => counts.push((at, 1)),
                None => {}
            }
        }
        counts.into_iter().rev().max_by_key(|&(_, n)| n).map(|(first, _)| first)
    }

    /// True for a town that is named more than all others together.
    fn rules(&self, main: &Town<'_>) -> bool {
        let all = &self.named[..self.named.len().min(ASKED)];
        all.iter().filter(|town| town.found.id == main.found.id).count() * 2 > all.len()
    }

    fn line(&self, at: u32) -> usize {
        self.lines.partition_point(|&line| line <= at)
    }

    /// The town that something without one belongs to.
    pub(super) fn of(&self, doc: &Document, mention: &Mention) -> Option<(&'a Found, &'a str, Tie)> {
        let start = mention.span.start;
        // «Аэропорт в Актау» is there, whatever else is named.
        if let Some(told) = named_in(doc, doc.tokens_in(mention.span).end).and_then(|at| doc.mentions.get(at)) {
            let at = self.named.partition_point(|town| town.start < told.span.start);
            if let Some(town) = self.named.get(at).filter(|town| town.start == told.span.start) {
                return Some((town.found, town.name, Tie::Sentence));
            }
        }
        let behind = self.named.partition_point(|town| town.start < start);
        let sentence = doc.sentence_of(mention.head);
        let here = |town: &&Town<'a>| doc.sentence_of(town.head) == sentence;
        let before = self.named[..behind].iter().rev().take(MOST).find(|town| !town.aside);
        let after = self.named[behind..].iter().take(MOST).find(|town| !town.aside);
        if let Some(town) = before.filter(here).or_else(|| after.filter(here)) {
            return Some((town.found, town.name, Tie::Sentence));
        }
        if let Some(town) = before.filter(|town| self.line(town.start) == self.line(start)) {
            let rules = self
                .main
                .and_then(|main| self.named.get(main))
                .is_some_and(|main| self.rules(main) && main.found.id == town.found.id);
            return Some((town.found, town.name, if rules { Tie::Main } else { Tie::Paragraph }));
        }
        let main = self.main.and_then(|main| self.named.get(main))?;
        // The paragraph before goes on, unless one town outweighs all.
        let rules = self.rules(main);
        let last = before.filter(|town| !rules && self.line(town.start) + 2 >= self.line(start));
        let town = last.unwrap_or(main);
        Some((town.found, town.name, if rules { Tie::Main } else { Tie::Report }))
    }
}

/// No report is about more towns than this.
const MOST: usize = 32;
/// The first so many are asked which of them rules.
const ASKED: usize = 128;

fn is_town(place: &Place) -> bool {
    place.precision == PlacePrecision::Settlement
}

/// What a town gives to something that stands in it.
pub(super) struct Situated {
    /// «акимат Жанаозена»; absent where the noun keeps its own name.
    pub(super) name: Option<String>,
    pub(super) place: Option<Place>,
    /// True where the town is only the nearest of several.
    pub(super) loose: bool,
}

/// Name and place of a common noun that stands for something in a town. `known` is the place that its own words tell.
pub(super) fn situate(finder: &Finder<'_>, towns: &Towns<'_>, mention: &Mention, known: Option<&Place>) -> Option<Situated> {
    let doc = finder.doc;
    let somewhere = matches!(mention.kind, EntityKind::Facility | EntityKind::Organization | EntityKind::Place);
    if mention.form == Form::Pronoun || !somewhere {
        return None;
    }
    let tokens = doc.tokens_in(mention.span);
    let head = mention.head.index();
    let capital = |t: usize| doc.form(t.into()).chars().next().is_some_and(crate::letters::is_capital);
    let proper = mention.form == Form::Name && tokens.clone().skip(1).any(capital);
    if proper {
        // «Проспект Назарбаева» keeps its name.
        let (town, _, tie) = towns.of(doc, mention).filter(|_| mention.kind == EntityKind::Facility && known.is_none())?;
        let noun = |t: usize| {
            finder.resources.nouns.of_word(doc.form(t.into()), &doc.words[t]).is_some_and(|n| n.kind == EntityKind::Facility)
        };
        let told = tokens.start.checked_sub(1).is_some_and(noun) || tokens.clone().any(noun);
        return (tie <= Tie::Main && told).then(|| Situated { name: None, place: Some(town.place.clone()), loose: false });
    }
    if mention.form == Form::Name && mention.kind == EntityKind::Place {
        return None;
    }
    // «База НАТО в Афганистане»
    if mention.kind == EntityKind::Facility
        && known.is_none()
        && let Some(wider) = named_in(doc, tokens.end).and_then(|at| towns.places.get(at)?.as_ref())
        && !is_town(&wider.place)
    {
        return Some(Situated { name: None, place: Some(wider.place.clone()), loose: false });
    }
    let word = &doc.words[head];
    let pair = head.checked_sub(1).and_then(|t| finder.resources.nouns.of_pair(&doc.words[t].lemma, &word.lemma));
    let noun = pair.or_else(|| finder.resources.nouns.of_word(doc.form(head.into()), word))?;
    let (town, town_name, tie) = towns.of(doc, mention)?;
    // A town has many courts: «суд в Вашингтоне» is one of them.
    if noun.class == "court"
        && tokens.len() == 1
        && let Some(named) = named_in(doc, tokens.end).and_then(|at| doc.mentions.get(at))
    {
        let name = Some(format!("{} {} {}", word.lemma, doc.form(tokens.end.into()), doc.quote(named.span)));
        return Some(Situated { name, place: Some(town.place.clone()), loose: false });
    }
    let inside = known.is_none_or(|place| {
        matches!(place.precision, PlacePrecision::Country | PlacePrecision::Area) && place.country == town.place.country
    });
    if !inside {
        return None;
    }
    // «здание городского акимата» is in the town as much as the акимат.
    let within = tokens.end.checked_sub(1).filter(|&last| last > head && doc.words[last].feats.case == Some(Case::Gen));
    let within = within.filter(|&last| finder.resources.nouns.of(&doc.words[last].lemma).is_some_and(|noun| noun.local));
    let local = noun.local || within.is_some() || noun.terminal && towns.airport;
    let part = noun.class == "city-part";
    if !(local || part || (mention.kind == EntityKind::Facility && tie <= Tie::Main)) {
        return None;
    }
    // «департамент полиции» is called by what stands behind it; a complement with a name says whose it is.
    let named = (head + 1..tokens.end).any(capital);
    // Police and courts may be those of the country.
    // A report from a capital is about the country.
    let sure = tie == Tie::Sentence || tie == Tie::Main && town.place.feature != "PPLC";
    if !sure && matches!(noun.class, "police" | "court") {
        return None;
    }
    if named && mention.kind == EntityKind::Organization {
        return None;
    }
    let airport = finder.resources.gazetteer.kind_word(doc.form(head.into())).is_some_and(|kind| kind.feature == "AIRP");
    let mut found = town.clone();
    if airport {
        finder.resources.gazetteer.move_to_airport(&mut found);
    }
    let bare = known.is_none() && !named && local && !noun.many;
    let name = match within {
        None if noun.terminal && towns.airport && tokens.len() == 1 => {
            finder.resources.gazetteer.move_to_airport(&mut found);
            Some(format!("{} аэропорта {}", word.lemma, genitive(town_name)))
        }
        Some(last) if bare => inside_local(finder, tokens.start..last + 1, head, town_name),
        None if bare && tokens.end == head + 1 => called(finder, tokens.start..head, head, town_name),
        _ => None,
    };
    Some(Situated { name, place: Some(found.place), loose: tie == Tie::Report })
}

/// The place that stands behind «в» here, by its mention.
fn named_in(doc: &Document, at: usize) -> Option<usize> {
    let start = doc.tokens.get(at + 1).filter(|_| matches!(doc.form(at.into()), "в" | "во"))?.span.start;
    let next = doc.mentions.partition_point(|m| m.span.start < start);
    let place = |m: &&Mention| m.span.start == start && m.kind == EntityKind::Place && m.form == Form::Name;
    doc.mentions.get(next).filter(place).map(|_| next)
}

/// «городской акимат» is «акимат Жанаозена»; another adjective belongs to the name («центральная площадь Жанаозена»).
fn called(finder: &Finder<'_>, before: std::ops::Range<usize>, head: usize, town: &str) -> Option<String> {
    let words = &finder.doc.words;
    let mut name = String::new();
    if words[head].feats.number == Some(Number::Plur) {
        return None;
    }
    for token in before {
        if is_of_town(&words[token].lemma) {
            continue;
        }
        // «алма-атинская полиция» has its town already.
        let form = finder.doc.form(token.into());
        let own = finder.resources.gazetteer.by_belonging(form, &Context::default()).is_some();
        // «Северный суд» is called so wherever it stands.
        let proper = token + 1 == head && token > 0 && form.chars().next().is_some_and(crate::letters::is_capital);
        let nominative = words[token].feats.case == Some(Case::Nom) || &*words[token].lemma == form;
        if own || proper || !nominative {
            return None;
        }
        name.push_str(finder.doc.form(token.into()));
        name.push(' ');
    }
    let form = finder.doc.form(head.into());
    name.push_str(if is_abbreviation(form) { form } else { &words[head].lemma });
    Some(format!("{name} {}", genitive(town)))
}

/// «здание городского акимата» is «здание акимата Алматы».
fn inside_local(finder: &Finder<'_>, tokens: std::ops::Range<usize>, head: usize, town: &str) -> Option<String> {
    let words = &finder.doc.words;
    if tokens.start != head || words[head].feats.number == Some(Number::Plur) {
        return None;
    }
    let mut name = words[head].lemma.to_string();
    for token in tokens.skip(1) {
        if !is_of_town(&words[token].lemma) {
            name.push(' ');
            name.push_str(finder.doc.form(token.into()));
        }
    }
    Some(format!("{name} {}", genitive(town)))
}

fn is_of_town(lemma: &str) -> bool {
    matches!(lemma, "городской" | "местный" | "здешний" | "столичный")
}

/// What the people of a town are called: «жители Жанаозена».
pub(super) fn residents(gazetteer: &Gazetteer, found: &Found) -> Option<String> {
    let town = gazetteer.describe(found.id).is_some() && is_town(&found.place) && !found.name.is_empty();
    town.then(|| format!("жители {}", genitive(&found.name)))
}
