//! Readings of forms that were looked up before.
//!
//! A reading depends on the form alone, so that the cache changes speed and nothing else. The first form that
//! asks for a slot keeps it: memory is bounded, and a hit costs no lock.

use super::Analyses;
use crate::linear::hash;
use rumorph::Dictionary;
use std::{ops::Deref, sync::OnceLock};

/// Slots in sets of two.
const SETS: usize = 1 << 15;

struct Slot {
    form: Box<str>,
    analyses: Analyses,
}

/// Readings by form.
pub(crate) struct Cache {
    slots: Box<[[OnceLock<Box<Slot>>; 2]]>,
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cache").field("sets", &self.slots.len()).finish_non_exhaustive()
    }
}

/// Readings out of the cache or fresh.
pub(crate) enum Found<'r> {
    Cached(&'r Analyses),
    Fresh(Box<Analyses>),
}

impl Deref for Found<'_> {
    type Target = Analyses;

    fn deref(&self) -> &Analyses {
        match self {
            Found::Cached(analyses) => analyses,
            Found::Fresh(analyses) => analyses,
        }
    }
}

impl Cache {
    pub(crate) fn new() -> Cache {
        Cache { slots: (0..SETS).map(|_| [const { OnceLock::new() }; 2]).collect() }
    }

    /// The readings of a form.
    pub(crate) fn look_up(&self, dictionary: &Dictionary, form: &str) -> Found<'_> {
        let set = hash(form) as usize % SETS;
        let Some(set) = self.slots.get(set) else { return Found::Fresh(Box::new(Analyses::of(dictionary, form))) };
        for slot in set {
            match slot.get() {
                Some(taken) if *taken.form == *form => return Found::Cached(&taken.analyses),
                Some(_) => {}
                None => {
                    let new = Box::new(Slot { form: form.into(), analyses: Analyses::of(dictionary, form) });
                    let taken = slot.get_or_init(|| new);
                    // Another thread may have put another form here meanwhile.
                    if *taken.form == *form {
                        return Found::Cached(&taken.analyses);
                    }
                }
            }
        }
        Found::Fresh(Box::new(Analyses::of(dictionary, form)))
    }
}
