//! Lemma, part of speech and features of each token.
//!
//! The dictionary says what a form can be; a greedy perceptron chooses by the words around it, from left to right.

mod analysis;
mod cache;
mod features;

pub use analysis::{Analyses, Candidate, SHARES};
pub(crate) use cache::Cache;
pub use features::{Context, SCHEMA};

use crate::Resources;
use cache::Found;
use svodka_model::{Document, Word};

/// Tags every token.
pub fn tag(resources: &Resources, doc: &Document) -> Vec<Word> {
    let mut words = Vec::with_capacity(doc.tokens.len());
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut context = Context::default();
    let mut features = Vec::with_capacity(128);
    for sentence in &doc.sentences {
        found.clear();
        found.extend(sentence.tokens().map(|t| resources.analyses.look_up(&resources.dictionary, doc.quote(doc.tokens[t].span))));
        context.start();
        for (at, here) in found.iter().enumerate() {
            let next = found.get(at + 1).map(|f| &**f);
            let after = found.get(at + 2).map(|f| &**f);
            let chosen = context.choose(here, next, after, |features| resources.tagger.score(features)[0], &mut features);
            if let Some(candidate) = here.candidates.get(chosen) {
                context.push(candidate);
                words.push(candidate.word.clone());
            }
        }
    }
    words
}

impl Context {
    /// The reading with the highest score; `score` weighs features.
    pub fn choose<S: PartialOrd>(
        &mut self,
        here: &Analyses,
        next: Option<&Analyses>,
        after: Option<&Analyses>,
        score: impl Fn(&[u64]) -> S,
        features: &mut Vec<u64>,
    ) -> usize {
        if here.candidates.len() < 2 {
            return 0;
        }
        self.look(here, next, after);
        let mut best: Option<(usize, S)> = None;
        for rank in 0..here.candidates.len() {
            features.clear();
            self.features(here, rank, next, features);
            let score = score(features);
            if best.as_ref().is_none_or(|(_, top)| score > *top) {
                best = Some((rank, score));
            }
        }
        best.map_or(0, |(rank, _)| rank)
    }
}
