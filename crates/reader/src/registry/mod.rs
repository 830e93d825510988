//! Bodies and media that the news speak of: full names for abbreviations and surface forms.
//!
//! Two lists of named bodies («ОДКБ», «Верховная Рада», «Интерфакс») and one of state organs that every country has
//! («МВД», «парламент»), which is composed with a country: «МВД Казахстана», «казахстанская полиция».

use crate::letters::{is_capital, is_letter, is_small};
mod compose;
mod people;
#[cfg(test)]
mod tests;

use crate::place::{Endings, Gazetteer, Listing, Listings, Table, TableError, list, table};
use people::People;
pub(crate) use people::Person;
use rustc_hash::FxHashMap;
use svodka_lexicon::gazetteer::{Folded, fold};
use svodka_model::EntityKind;

const BODIES: Table = table!("registry/bodies.tsv");
const MEDIA: Table = table!("registry/media.tsv");
const PEOPLE: Table = table!("registry/people.tsv");
const ORGANS: Table = table!("registry/organs.tsv");

/// A named body.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Body {
    /// Canonical name.
    pub(crate) name: &'static str,
    /// `alliance`, `parliament`, `armed-group`, `agency`, …
    pub(crate) class: &'static str,
    /// Zeros for none.
    pub(crate) country: [u8; 2],
    wikidata: &'static str,
    media: bool,
}

/// A state organ without its country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Organ {
    /// `ministry.interior`, `parliament`, `police`, …
    pub(crate) class: &'static str,
    /// Full name.
    pub(crate) name: &'static str,
}

/// What a name of the lists stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Target {
    Body { at: usize, star: bool },
    Organ { at: usize, keeps_name: bool },
}

/// Every body that is known.
#[derive(Debug)]
pub(crate) struct Registry {
    bodies: Vec<Body>,
    organs: Vec<Organ>,
    names: Listing<Target>,
    pub(crate) people: People,
    /// The most words that a name has, by the first letters of its first word.
    reach: FxHashMap<Head, usize>,
}

/// First letters of a folded word: zeros behind them.
type Head = [u8; 4];

/// The letters of a folded word that no ending reaches, four at most: names are found by them whatever their case.
fn head(word: &[u8]) -> Head {
    let fixed = word.len().saturating_sub(Endings::LONGEST).max(2).min(word.len());
    first_letters(word, fixed)
}

fn first_letters(word: &[u8], count: usize) -> Head {
    let mut head = Head::default();
    head.iter_mut().zip(word.iter().take(count)).for_each(|(to, &letter)| *to = letter);
    head
}

/// A body that words name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Known {
    /// Canonical name in the nominative: the full one for an abbreviation.
    pub(crate) name: String,
    /// Organization or media.
    pub(crate) kind: EntityKind,
    /// `alliance`, `ministry.interior`, `armed-group`, `agency`, …
    pub(crate) class: &'static str,
    /// ISO code; zeros for none.
    pub(crate) country: [u8; 2],
    /// `wikidata:QID`.
    pub(crate) reference: Option<String>,
    /// True for a state organ named without its country («МВД», «парламент»).
    pub(crate) bare: bool,
    /// True for a name that is a common word as well («Звезда», «Вести»): it wants quotation marks or «газета» before it.
    pub(crate) common: bool,
    /// True where the report's own words are the better name: «казанский суд» is not «суд Казани».
    pub(crate) keeps_words: bool,
    /// How many of the words, from the first, the name takes.
    pub(crate) words: usize,
}

impl Registry {
    /// The registry that is compiled into the program.
    pub(crate) fn bundled() -> Result<Registry, TableError> {
        let mut bodies = Vec::new();
        let mut organs = Vec::new();
        let mut names = Listings::new();
        for (table, media) in [(BODIES, false), (MEDIA, true)] {
            for line in table.lines::<5>() {
                let line = line?;
                let [name, others, class, country, wikidata] = line.cells;
                let country = if country.is_empty() {
                    [0; 2]
                } else {
                    country.as_bytes().try_into().map_err(|_| line.fault("a code has two letters"))?
                };
                if class.is_empty() || !(wikidata.is_empty() || wikidata.starts_with('Q')) {
                    return Err(line.fault("no class or a bad Wikidata id"));
                }
                for name in [name].into_iter().chain(list(others)) {
                    let star = name.starts_with('*');
                    names.add(name.trim_start_matches('*'), Target::Body { at: bodies.len(), star });
                }
                bodies.push(Body { name: name.trim_start_matches('*'), class, country, wikidata, media });
            }
        }
        for line in ORGANS.lines::<4>() {
            let [class, name, short, others] = line?.cells;
            for (keeps_name, word) in
                [name].into_iter().chain(list(short)).map(|w| (false, w)).chain(list(others).map(|w| (true, w)))
            {
                names.add(word, Target::Organ { at: organs.len(), keeps_name });
            }
            organs.push(Organ { class, name });
        }
        let names = names.finish();
        let mut reach = FxHashMap::default();
        for name in names.keys() {
            let mut words = name.split(|&b| b == b' ');
            let first = words.next().unwrap_or_default();
            let count = 1 + words.count();
            for letters in 1..=Head::default().len().min(first.len()) {
                let longest = reach.entry(first_letters(first, letters)).or_insert(0);
                *longest = count.max(*longest);
            }
        }
        Ok(Registry { bodies, organs, names, people: People::load()?, reach })
    }

    /// The most words that a name beginning with this word in any case has: zero where there is none.
    pub(crate) fn reach(&self, word: &str) -> usize {
        let mut key = Folded::new();
        fold(word, &mut key);
        let first = key.split(|&b| b == b' ').next().unwrap_or_default();
        self.reach.get(&head(first)).copied().unwrap_or_default()
    }

    /// The named body that all the words name, in any case: «Верховной рады», «ОДКБ», «Аль-Джазиры». Of several the one of
    /// `country` («Меджлис»), else the first of the list.
    pub(crate) fn body(&self, endings: &Endings, words: &str, country: Option<[u8; 2]>) -> Option<Known> {
        let mut key = Folded::new();
        fold(words, &mut key);
        let mut best: Option<((bool, bool, u8), Known)> = None;
        for (reading, listed) in self.names.readings(endings, &key) {
            if !spelled_like(words, listed.spelling.trim_start_matches('*'), reading.turned) {
                continue;
            }
            for target in &listed.targets {
                let &Target::Body { at, star } = target else { continue };
                let Some(body) = self.bodies.get(at) else { continue };
                // Worse is greater.
                let rank = (country.is_some_and(|c| body.country != c), star, reading.turned);
                if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                    best = Some((rank, body.known(star, count(words))));
                }
            }
        }
        best.map(|(_, known)| known)
    }

    /// What the words name: a named body, or a state organ with its country where the words or `country` tell it.
    pub(crate) fn find(&self, gazetteer: &Gazetteer, words: &str, country: Option<[u8; 2]>) -> Option<Known> {
        let body = self.body(&gazetteer.endings, words, country);
        body.or_else(|| self.organ(gazetteer, words, country))
    }

    /// How many names there are, and how many bodies, media and organs.
    #[cfg(test)]
    fn counts(&self) -> [usize; 3] {
        let media = self.bodies.iter().filter(|body| body.media).count();
        [self.bodies.len() - media, media, self.organs.len()]
    }
}

impl Body {
    fn known(&self, common: bool, words: usize) -> Known {
        Known {
            name: self.name.to_owned(),
            kind: if self.media { EntityKind::Media } else { EntityKind::Organization },
            class: self.class,
            country: self.country,
            reference: (!self.wikidata.is_empty()).then(|| format!("wikidata:{}", self.wikidata)),
            bare: false,
            common,
            keeps_words: false,
            words,
        }
    }
}

fn count(words: &str) -> usize {
    words.split_whitespace().count()
}

/// False for words that only look like the name: «мид» is no «МИД», «звезда» no «Звезда», «ДУМ» no form of «Дума». Abbreviations
/// do not decline, save by small letters behind the capitals («МИДа»).
fn spelled_like(words: &str, spelling: &str, turned: u8) -> bool {
    let letters = |text: &str| text.chars().filter(|&c| is_letter(c)).count();
    let small = |text: &str| text.contains(is_small);
    let capital = |text: &str| text.chars().find(|&c| is_letter(c)).is_some_and(is_capital);
    let vowel = |c: char| "аеиоуыэюяАЕИОУЫЭЮЯ".contains(c);
    let length = letters(spelling);
    let abbreviation = !small(spelling) && (length <= 3 || (length <= 5 && !spelling.contains(vowel)));
    if abbreviation {
        let capitals = words.chars().filter(|&c| is_letter(c)).take(length).all(is_capital);
        let ending = words.chars().filter(|&c| is_letter(c)).skip(length).all(is_small);
        return capitals && ending && (turned == 0 || letters(words) > length);
    }
    // «Сане» is the town and no «САНО»; «Юнеско» and «Хамаса» are longer.
    if turned > 0 && !small(spelling) && length <= 4 && words.chars().filter(|&c| is_letter(c)).nth(1).is_some_and(is_small) {
        return false;
    }
    if turned > 0 && small(spelling) && !small(words) && letters(words) <= 4 {
        return false;
    }
    !capital(spelling) || capital(words)
}
