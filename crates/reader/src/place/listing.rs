//! Hand-written names and what each stands for.

use super::declension::{Endings, Reading, Trie};
use std::collections::BTreeMap;
use svodka_lexicon::gazetteer::{Folded, fold};

/// Sorted keys that can be walked letter by letter. Slower to walk than the compiled names, but made in a moment when the
/// program starts.
#[derive(Debug, Default)]
struct Sorted {
    letters: Vec<u8>,
    /// Where each key ends in `letters`.
    ends: Vec<u32>,
}

impl Sorted {
    fn push(&mut self, key: &[u8]) {
        self.letters.extend(key);
        self.ends.push(self.letters.len() as u32);
    }

    fn key(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.letters[start..self.ends[at] as usize]
    }

    fn find(&self, key: &[u8]) -> Option<usize> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.key(middle).cmp(key) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// Keys `low..high` share their first `depth` letters.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    low: usize,
    high: usize,
    depth: usize,
}

impl Trie for Sorted {
    type Node = Stretch;

    fn root(&self) -> Stretch {
        Stretch { low: 0, high: self.ends.len(), depth: 0 }
    }

    fn step(&self, Stretch { low, high, depth }: Stretch, letter: u8) -> Option<Stretch> {
        let bound = |mut low: usize, mut high: usize, holds: &dyn Fn(u8) -> bool| {
            while low < high {
                let middle = low + (high - low) / 2;
                if self.key(middle).get(depth).is_none_or(|&l| holds(l)) { low = middle + 1 } else { high = middle }
            }
            low
        };
        let low = bound(low, high, &|l| l < letter);
        if low == high || self.key(low).get(depth) != Some(&letter) {
            return None;
        }
        Some(Stretch { low, high: bound(low, high, &|l| l <= letter), depth: depth + 1 })
    }

    fn number(&self, node: Stretch) -> Option<u64> {
        (self.key(node.low).len() == node.depth).then_some(node.low as u64)
    }
}

/// Names with what they stand for; found in any case.
#[derive(Debug)]
pub(crate) struct Listing<T> {
    names: Sorted,
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
        let mut names = Sorted::default();
        let mut entries = Vec::with_capacity(self.0.len());
        for (key, listed) in self.0 {
            names.push(&key);
            entries.push(listed);
        }
        Listing { names, entries }
    }
}

impl<T> Listing<T> {
    /// The folded names, sorted.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.names.ends.len()).map(|at| self.names.key(at))
    }

    /// The names that folded words may be a form of.
    pub(crate) fn readings(&self, endings: &Endings, words: &[u8]) -> Vec<(Reading, &Listed<T>)> {
        let readings = endings.readings(&self.names, words);
        readings.into_iter().filter_map(|r| self.entries.get(r.number as usize).map(|listed| (r, listed))).collect()
    }

    /// The name that folded words are as they stand.
    pub(crate) fn exact(&self, words: &[u8]) -> Option<&Listed<T>> {
        self.entries.get(self.names.find(words)?)
    }
}
