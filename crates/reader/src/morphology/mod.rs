//! Lemma, part of speech and features of each token.
//!
//! The dictionary says what a form can be; the encoder ranks its readings.

use crate::encoder::Encoded;
use svodka_model::{Document, Feats, Upos, Word};

/// Tags every token.
pub fn tag(encoded: &Encoded<'_>, doc: &Document) -> Vec<Word> {
    let word = |token: usize| {
        let candidates = encoded.form(token).map_or(&[][..], |entry| &entry.analyses.candidates);
        let best = candidates.get(encoded.best_reading(token)).map(|c| c.word.clone());
        best.unwrap_or_else(|| Word { lemma: "".into(), upos: Upos::X, feats: Feats::default() })
    };
    (0..doc.tokens.len()).map(word).collect()
}
