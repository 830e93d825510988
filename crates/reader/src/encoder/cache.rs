//! Forms that were looked up before.
//!
//! What is kept depends on the form alone, so that the cache changes speed and nothing else. The first form that
//! asks for a slot keeps it: memory is bounded, and a hit costs no lock.

use super::{
    form::{Form, Role},
    weights::{Encoder, Row},
};
use crate::{forms::Analyses, hash::hash};
use rumorph::Dictionary;
use std::{ops::Deref, sync::OnceLock};

/// Slots in sets of two.
const SETS: usize = 5 << 12;

/// Everything that is known of a form.
#[derive(Debug)]
pub struct Entry {
    /// Its readings.
    pub analyses: Analyses,
    /// The number of each reading's bundle of features in the weights.
    pub(crate) bundles: Box<[Option<u16>]>,
    pub(super) row: Row,
    pub(super) key: u64,
    pub(super) role: Role,
}

impl Entry {
    fn new(dictionary: &Dictionary, encoder: &Encoder, text: &str) -> Entry {
        let analyses = Analyses::of(dictionary, text);
        let form = Form::new(text, &analyses);
        let bundles = analyses.candidates.iter().map(|c| encoder.bundle(c.bundle())).collect();
        Entry { bundles, row: encoder.row(&form), key: form.key, role: form.role, analyses }
    }
}

struct Slot {
    form: Box<str>,
    entry: Entry,
}

/// Entries by form.
pub(crate) struct Cache {
    slots: Box<[[OnceLock<Box<Slot>>; 2]]>,
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cache").field("sets", &self.slots.len()).finish_non_exhaustive()
    }
}

/// An entry out of the cache or a fresh one.
#[derive(Debug)]
pub enum Found<'r> {
    /// One that others see too.
    Cached(&'r Entry),
    /// One for the asker alone.
    Fresh(Box<Entry>),
}

impl Deref for Found<'_> {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        match self {
            Found::Cached(entry) => entry,
            Found::Fresh(entry) => entry,
        }
    }
}

impl Cache {
    pub(crate) fn new() -> Cache {
        Cache { slots: (0..SETS).map(|_| [const { OnceLock::new() }; 2]).collect() }
    }

    /// What is known of a form.
    pub(crate) fn look_up(&self, dictionary: &Dictionary, encoder: &Encoder, form: &str) -> Found<'_> {
        let set = hash(form) as usize % SETS;
        for slot in self.slots.get(set).into_iter().flatten() {
            match slot.get() {
                Some(taken) if *taken.form == *form => return Found::Cached(&taken.entry),
                Some(_) => {}
                None => {
                    let new = Box::new(Slot { form: form.into(), entry: Entry::new(dictionary, encoder, form) });
                    let taken = slot.get_or_init(|| new);
                    // Another thread may have put another form here meanwhile.
                    if *taken.form == *form {
                        return Found::Cached(&taken.entry);
                    }
                }
            }
        }
        Found::Fresh(Box::new(Entry::new(dictionary, encoder, form)))
    }
}
