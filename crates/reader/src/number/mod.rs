//! Numbers in digits and words, the ground that times and quantities stand on: atoms, word lists, numerals.

mod atoms;
mod numeral;
mod vocabulary;

pub(crate) use atoms::{Atom, Kind, atoms};
pub(crate) use numeral::{NumeralSense, cardinal};
pub use vocabulary::DataError;
pub(crate) use vocabulary::{NumeralClass, RowId, Vocabulary};
