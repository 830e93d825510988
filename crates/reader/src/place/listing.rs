//! Hand-written names and what each stands for.

use super::declension::{Endings, Reading};
use std::collections::BTreeMap;
use svodka_lexicon::gazetteer::{Folded, Names, fold};

/// Names with what they stand for; found in any case.
#[derive(Debug)]
pub(crate) struct Listing<T> {
    names: Names<Vec<u8>>,
    entries: Vec<Listed<T>>,
}

/// A name as written in the list.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    /// The name with its capitals, hyphens and «ё».
    pub(crate) spelling: &'static str,
    /// What it stands for, in the order of the list.
    pub(crate) targets: Vec<T>,
}

/// A listing in the making.
#[derive(Debug)]
pub(crate) struct Listings<T>(BTreeMap<Folded, Listed<T>>);

impl<T: PartialEq> Listings<T> {
    /// An empty one.
    pub(crate) fn new() -> Listings<T> {
        Listings(BTreeMap::new())
    }

    /// Lists a name; the same name twice stands for two things.
    pub(crate) fn add(&mut self, spelling: &'static str, target: T) {
        let mut key = Folded::new();
        fold(spelling, &mut key);
        let targets = &mut self.0.entry(key).or_insert_with(|| Listed { spelling, targets: Vec::new() }).targets;
        if !targets.contains(&target) {
            targets.push(target);
        }
    }

    /// The first thing that a name stands for so far.
    pub(crate) fn first(&self, name: &str) -> Option<T>
    where
        T: Copy,
    {
        let mut key = Folded::new();
        fold(name, &mut key);
        self.0.get(&key)?.targets.first().copied()
    }

    /// Makes it searchable.
    pub(crate) fn finish(self) -> Listing<T> {
        let mut entries = Vec::with_capacity(self.0.len());
        let keys = self.0.into_iter().enumerate().map(|(number, (key, listed))| {
            entries.push(listed);
            (key, number as u64)
        });
        let names = Names::compile(keys).expect("a map's keys are sorted and differ");
        Listing { names, entries }
    }
}

impl<T> Listing<T> {
    /// The names that folded words may be a form of.
    pub(crate) fn readings(&self, endings: &Endings, words: &[u8]) -> Vec<(Reading, &Listed<T>)> {
        let readings = endings.readings(&self.names, words);
        readings.into_iter().filter_map(|r| self.entries.get(r.number as usize).map(|listed| (r, listed))).collect()
    }

    /// The name that folded words are as they stand.
    pub(crate) fn exact(&self, words: &[u8]) -> Option<&Listed<T>> {
        self.entries.get(self.names.find(words)? as usize)
    }
}
