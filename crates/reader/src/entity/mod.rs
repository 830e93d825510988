//! Persons, organizations, places and other things: mentions, then identity.

mod bearer;
mod belonging;
mod expand;
mod extent;
mod finder;
mod foretold;
mod identity;
mod mentions;
pub mod names;
mod nominal;
mod nominative;
mod nouns;
mod person;
mod placing;
mod pronouns;
mod situate;
mod spell;
#[cfg(test)]
mod tests;
mod tidy;
mod titles;

pub(crate) use identity::resolve;
pub(crate) use mentions::find;
pub use nouns::ListError;
pub(crate) use nouns::Nouns;
