//! Lemma, part of speech and features of each token.

use crate::Resources;
use svodka_model::{Document, Upos, Word};

/// Tags every token.
pub fn tag(resources: &Resources, doc: &Document) -> Vec<Word> {
    doc.tokens
        .iter()
        .map(|token| {
            let analyses = resources.dictionary.analyze(doc.quote(token.span));
            let Some(best) = analyses.first() else {
                return Word { lemma: doc.quote(token.span).to_lowercase().into(), upos: Upos::X, feats: Default::default() };
            };
            let tag = resources.dictionary.ud_tag(best.ud);
            let upos = tag.and_then(|t| t.pos().parse().ok()).unwrap_or(Upos::X);
            Word { lemma: best.lemma.to_lowercase().into(), upos, feats: Default::default() }
        })
        .collect()
}
