//! Which town an adjective belongs to: «алма-атинский», «бостонский», by rules and without a list of adjectives.

use super::{Table, TableError, list, table};
use svodka_lexicon::gazetteer::{Folded, Names, fold};

const RULES: Table = table!("places/town-adjectives.tsv");
const DEMONYMS: Table = table!("places/town-demonyms.tsv");
const COMMON: Table = table!("places/common-adjectives.tsv");
const FORMS: Table = table!("places/adjective-forms.tsv");

/// «ск» as it is folded.
const SK: [u8; 2] = [0xF1, 0xEA];
/// Letters of the shortest stem of a demonym.
const SHORTEST: usize = 4;

/// The rules, and the endings of adjectives.
#[derive(Debug)]
pub(crate) struct TownAdjectives {
    rules: Vec<(Folded, Folded)>,
    forms: Vec<Folded>,
    demonyms: Vec<Folded>,
    /// What belongs to no place, in the nominative, sorted.
    common: Vec<Folded>,
}

fn ending(cell: &str) -> Folded {
    let mut key = Folded::new();
    fold(cell, &mut key);
    key
}

impl TownAdjectives {
    /// Reads the tables.
    pub(crate) fn load() -> Result<TownAdjectives, TableError> {
        let rules = RULES.lines::<3>().map(|line| line.map(|l| (ending(l.cells[0]), ending(l.cells[1]))));
        let forms = FORMS.lines::<1>().map(|line| line.map(|l| ending(l.cells[0])));
        let mut demonyms = Vec::new();
        for line in DEMONYMS.lines::<2>() {
            demonyms.extend(list(line?.cells[0]).map(ending));
        }
        let mut common = COMMON.lines::<1>().map(|line| line.map(|l| ending(l.cells[0]))).collect::<Result<Vec<_>, _>>()?;
        common.sort_unstable();
        Ok(TownAdjectives { rules: rules.collect::<Result<_, _>>()?, forms: forms.collect::<Result<_, _>>()?, demonyms, common })
    }

    /// Numbers and keys of the regions that are called by the adjective itself: «Мангистауская», «Приморский».
    pub(crate) fn own_names<D: AsRef<[u8]>>(&self, names: &Names<D>, adjective: &[u8]) -> Vec<(u64, Folded)> {
        let stems = self.forms.iter().filter_map(|form| adjective.strip_suffix(form.as_slice()));
        let own = stems.flat_map(|stem| {
            ["ая", "ий", "ой", "ое"].into_iter().filter_map(move |end| {
                let mut name = stem.to_vec();
                fold(end, &mut name);
                Some((names.find(&name)?, name))
            })
        });
        own.collect()
    }

    /// The nominatives that a form may be of: «алма-атинскую» gives «алма-атинский» and its like.
    pub(crate) fn nominatives(&self, adjective: &[u8]) -> Vec<Folded> {
        let stems = self.forms.iter().filter_map(|form| adjective.strip_suffix(form.as_slice()));
        let with = |stem: &[u8], end: &str| {
            let mut nominative = stem.to_vec();
            fold(end, &mut nominative);
            nominative
        };
        stems.flat_map(|stem| ["ий", "ый", "ой"].map(|end| with(stem, end))).collect()
    }

    /// Keys of the names that the adjective may come from, best rule first.
    pub(crate) fn names(&self, adjective: &[u8]) -> Vec<Folded> {
        if self.nominatives(adjective).iter().any(|nominative| self.common.binary_search(nominative).is_ok()) {
            return Vec::new();
        }
        let stems = self.forms.iter().filter_map(|form| adjective.strip_suffix(form.as_slice()));
        stems.flat_map(|stem| self.of_stem(stem)).collect()
    }

    /// Keys of the names of the towns whose people the word may name: «жанаозенцев» gives «Жанаозен».
    pub(crate) fn homes(&self, demonym: &[u8]) -> Vec<Folded> {
        let stems = self.demonyms.iter().filter_map(|form| demonym.strip_suffix(form.as_slice()));
        let stems = stems.filter(|stem| stem.len() >= SHORTEST).map(|stem| [stem, SK.as_slice()].concat());
        stems.flat_map(|stem| self.of_stem(&stem)).collect()
    }

    fn of_stem(&self, stem: &[u8]) -> Vec<Folded> {
        let names = self.rules.iter().filter_map(move |(suffix, end)| {
            let base = stem.strip_suffix(suffix.as_slice()).filter(|base| base.len() >= 2)?;
            Some([base, end].concat())
        });
        names.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_table_hold() {
        let adjectives = TownAdjectives::load().unwrap();
        for line in RULES.lines::<3>() {
            for example in list(line.unwrap().cells[2]) {
                let (adjective, name) = example.split_once(" > ").unwrap();
                assert!(adjectives.names(&ending(adjective)).contains(&ending(name)), "{example}");
            }
        }
    }

    #[test]
    fn the_people_of_a_town_lead_to_it() {
        let adjectives = TownAdjectives::load().unwrap();
        for line in DEMONYMS.lines::<2>() {
            for example in list(line.unwrap().cells[1]) {
                let (demonym, adjective) = example.split_once(" > ").unwrap();
                let names = adjectives.names(&ending(adjective));
                let homes = adjectives.homes(&ending(demonym));
                assert!(!homes.is_empty() && homes.iter().all(|home| names.contains(home)), "{example}");
            }
        }
    }

    #[test]
    fn any_form_of_the_adjective_will_do() {
        let adjectives = TownAdjectives::load().unwrap();
        for form in ["алма-атинский", "алма-атинскую", "алма-атинского", "алма-атинскими", "Алма-Атинской"]
        {
            assert!(adjectives.names(&ending(form)).contains(&ending("Алма-Ата")), "{form}");
        }
        assert!(adjectives.names(&ending("ский")).is_empty());
        assert!(adjectives.names(&ending("ноябрьскими")).is_empty());
    }
}
