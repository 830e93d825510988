//! Numbers in digits and words, the ground that times and quantities stand on: atoms, word lists, numerals.

mod atoms;
mod numeral;
mod vocabulary;

pub(crate) use atoms::{Atom, Kind, atoms};
pub(crate) use numeral::{NumeralSense, cardinal};
pub use vocabulary::DataError;
pub(crate) use vocabulary::{NumeralClass, RowId, Vocabulary};

/// A document of tokens only.
#[cfg(test)]
pub(crate) fn cut(text: &str) -> svodka_model::Document {
    let mut doc = svodka_model::Document::new(svodka_model::Report { text: text.into(), ..Default::default() });
    doc.tokens = crate::token::tokenize(&crate::token::TokenLexicon::bundled(), text);
    doc
}
