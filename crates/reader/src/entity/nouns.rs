//! What common nouns refer to: «губернатор» is a person of the class official, «аэропорт» a facility.

use crate::hash::{hash, mix};
use crate::letters::{is_capital, small};
use rustc_hash::FxHashMap;
use svodka_model::{EntityKind, Upos, Word};

const TABLE: &str = include_str!("../../data/entities/nouns.tsv");

/// What a noun refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Noun {
    /// The kind of thing, as in `entities[].kind`; persons in the plural are groups.
    pub(crate) kind: EntityKind,
    /// The finer class of the list («official», «police», «court», «aircraft» …).
    pub(crate) class: &'static str,
    /// It refers only with a name, a relational adjective or a complement.
    pub(crate) needs_name: bool,
    /// It refers only in the plural.
    pub(crate) plural: bool,
    /// Every town has its own, and it goes by the town's name: «акимат», «аэропорт».
    pub(crate) local: bool,
    /// A town has many of them: they lie in the town and keep their own name («площадь»).
    pub(crate) many: bool,
    /// With a place behind it, it is that place: «улицы Киева».
    pub(crate) whole: bool,
    /// They act for the body that is named behind them: «сотрудники МВД».
    pub(crate) agent: bool,
    /// With a building behind it, it is that building: «район вокзала».
    pub(crate) site: bool,
    /// It is who the lawyer named before it speaks for: «подзащитный».
    pub(crate) defended: bool,
    /// Alone, it is that of the country that the report is about: «силовики».
    pub(crate) state: bool,
    /// It is part of the airport, where the report speaks of one: «терминал».
    pub(crate) terminal: bool,
}

/// A fault in a list of words.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct ListError {
    /// The file at fault.
    pub file: &'static str,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: &'static str,
}

/// Nouns and phrases of two lemmas by the hash of their spelling.
#[derive(Debug, Default)]
pub(crate) struct Nouns {
    entries: FxHashMap<u64, Noun>,
}

impl Nouns {
    /// Reads the list of the program.
    pub(crate) fn bundled() -> Result<Nouns, ListError> {
        let mut entries = FxHashMap::default();
        for (number, line) in TABLE.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fault = |what| ListError { file: "entities/nouns.tsv", line: number + 1, what };
            let mut fields = line.split('\t');
            let (Some(lemma), Some(kind), Some(class)) = (fields.next(), fields.next(), fields.next()) else {
                return Err(fault("lemma, kind and class expected"));
            };
            let kind = kind.parse().map_err(|()| fault("unknown kind"))?;
            let (mut needs_name, mut plural, mut local, mut many) = (false, false, false, false);
            let (mut whole, mut agent, mut terminal) = (false, false, false);
            let (mut site, mut state, mut defended) = (false, false, false);
            for condition in fields.flat_map(str::split_whitespace) {
                match condition {
                    "named" => needs_name = true,
                    "plural" => plural = true,
                    "local" => local = true,
                    "whole" => whole = true,
                    "agent" => agent = true,
                    "terminal" => terminal = true,
                    "site" => site = true,
                    "defended" => defended = true,
                    "state" => state = true,
                    "many" => (local, many) = (true, true),
                    _ => return Err(fault("unknown condition")),
                }
            }
            let noun = Noun { kind, class, needs_name, plural, local, many, whole, agent, site, defended, state, terminal };
            if entries.insert(key(lemma), noun).is_some() {
                return Err(fault("listed twice"));
            }
        }
        Ok(Nouns { entries })
    }

    /// What a noun refers to, by its lemma (substantivised participles and adjectives in the nominative singular).
    pub(crate) fn of(&self, lemma: &str) -> Option<&Noun> {
        // Whoever was something is a person as well.
        self.entries.get(&key(lemma)).or_else(|| self.entries.get(&key(lemma.strip_prefix("экс-")?)))
    }

    /// What a word refers to. Substantivised adjectives and participles are looked up by their nominative.
    pub(crate) fn of_word(&self, form: &str, word: &Word) -> Option<&Noun> {
        if matches!(word.upos, Upos::Verb | Upos::Adj) {
            return word.feats.case.and_then(|_| self.of_adjectival(form));
        }
        matches!(word.upos, Upos::Noun | Upos::Propn | Upos::X)
            .then(|| self.of(&word.lemma).or_else(|| self.of_adjectival(form)))?
    }

    fn of_adjectival(&self, form: &str) -> Option<&Noun> {
        let mut key = String::with_capacity(form.len() + 4);
        key.extend(form.chars().map(small).map(|c| if c == 'ё' { 'е' } else { c }));
        let reflexive = key.strip_suffix("ся").map(str::len);
        let stem = reflexive.and_then(|length| key.get(..length)).unwrap_or(&key);
        let ending = ADJECTIVAL.iter().find(|e| stem.ends_with(*e))?;
        let length = stem.len() - ending.len();
        ["ий", "ый", "ой"].into_iter().find_map(|end| {
            key.truncate(length);
            key.push_str(end);
            if reflexive.is_some() {
                key.push_str("ся");
            }
            self.entries.get(&hash(&key))
        })
    }

    /// What a phrase of two lemmas refers to.
    pub(crate) fn of_pair(&self, first: &str, second: &str) -> Option<&Noun> {
        self.entries.get(&pair(key(first), key(second)))
    }
}

/// Endings of adjectives and participles, longer ones first.
const ADJECTIVAL: [&str; 24] = [
    "ого", "его", "ому", "ему", "ыми", "ими", "ых", "их", "ый", "ий", "ой", "ей", "ая", "яя", "ую", "юю", "ое", "ее", "ые", "ие",
    "ым", "им", "ом", "ем",
];

/// Hash of a word in lower case with «е» for «ё».
fn folded(word: &str) -> u64 {
    if word.chars().all(|c| !is_capital(c) && c != 'ё') {
        return hash(word);
    }
    let lower: String = word.chars().map(small).map(|c| if c == 'ё' { 'е' } else { c }).collect();
    hash(&lower)
}

/// A spelling in lower case, «ё» as «е»; two words make a pair.
fn key(lemma: &str) -> u64 {
    if let Some((first, second)) = lemma.split_once(' ') {
        return pair(key(first), key(second));
    }
    folded(lemma)
}

fn pair(first: u64, second: u64) -> u64 {
    mix(first, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_sound() {
        let nouns = Nouns::bundled().unwrap();
        assert!(nouns.entries.len() >= 900);
        let of = |lemma: &str| nouns.of(lemma).map(|n| (n.kind.as_str(), n.class));
        assert_eq!(of("губернатор"), Some(("person", "official")));
        assert_eq!(of("протестующий"), Some(("person", "protester")));
        assert_eq!(of("осужденный"), of("осуждённый"));
        assert_eq!(of("кислород"), None);
        assert_eq!(nouns.of_pair("торговый", "центр").map(|n| n.kind), Some(EntityKind::Facility));
    }
}
