//! Persons, organizations, places and other things: mentions, then identity.

pub mod names;
mod nouns;

pub use nouns::{ListError, Noun, Nouns};

use crate::Resources;
use svodka_model::{Document, Entity, Mention};

/// Finds mentions of entities.
pub(crate) fn find(_resources: &Resources, _doc: &Document) -> Vec<Mention> {
    Vec::new()
}

/// Groups mentions into entities, names them and places them.
pub(crate) fn resolve(_resources: &Resources, _doc: &Document) -> Vec<Entity> {
    Vec::new()
}
