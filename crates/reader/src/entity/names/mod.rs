//! Names: a linear tagger with three layers of tags over hashed features.
//!
//! Layer 0 finds the outermost persons, places and organizations. Layer 1 finds facilities, products, adjectives made from
//! names of places («алма-атинский») and organizations called by what they are («правительство Казахстана»). Layer 2
//! finds the names inside names.

pub mod clusters;
mod decode;
mod features;
pub mod model;
pub mod table;
mod view;

pub use decode::{Decoder, Edges, names};
pub use model::{Model, SCHEMA};

use crate::Resources;
use model::{LAYERS, tags};
use std::ops::Range;
use svodka_model::{Document, EntityKind};
use view::View;

/// The kinds of each layer, in the order of their tags.
pub const KINDS: [&[EntityKind]; 3] = [
    &[EntityKind::Person, EntityKind::Place, EntityKind::Organization],
    &[EntityKind::Facility, EntityKind::Product, EntityKind::Place, EntityKind::Organization],
    &[EntityKind::Person, EntityKind::Place, EntityKind::Organization],
];

/// A run of tokens that the tagger takes for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// The first token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// What it names.
    pub kind: EntityKind,
    /// The layer that found it.
    pub layer: usize,
}

/// Tokens farther than this from a capital or a foreign letter belong to no name.
const NEAR: usize = 3;

/// Tags a report: names in the order of sentences, in each by layers.
pub fn tag(resources: &Resources, doc: &Document) -> Vec<Name> {
    let views = view::views(resources, doc);
    let mut found = Vec::new();
    let mut decoder = Decoder::default();
    let (mut hashes, mut scores, mut layer_scores) = (Vec::new(), Vec::new(), Vec::new());
    for sentence in &doc.sentences {
        let first = sentence.first.index();
        let seen = &views[sentence.tokens()];
        let from = found.len();
        let mut next = 0;
        while let Some(stretch) = stretch(seen, next) {
            next = stretch.end;
            scores.clear();
            scores.extend(stretch.clone().map(|at| {
                features::features(seen, at, &mut hashes);
                resources.names.score(&hashes)
            }));
            let edges = Edges { before: stretch.start > 0, after: stretch.end < seen.len() };
            for (layer, &(column, _)) in LAYERS.iter().enumerate() {
                layer_scores.clear();
                layer_scores.extend(scores.iter().flat_map(|row| &row[column..column + tags(layer)]));
                let path = decoder.best(&mut layer_scores, tags(layer), resources.names.moves(layer), edges);
                found.extend(names(path).into_iter().map(|(from, to, kind)| Name {
                    first: first + stretch.start + from,
                    end: first + stretch.start + to,
                    kind: KINDS[layer][kind],
                    layer,
                }));
            }
        }
        found[from..].sort_by_key(|name| (name.layer, name.first));
    }
    found
}

/// The next stretch of tokens from `at` on that may belong to names: all else stands too far from any capital.
fn stretch(seen: &[View], at: usize) -> Option<Range<usize>> {
    let hint = |from: usize| (from..seen.len()).find(|&t| seen[t].may_name());
    let mut last = hint(at)?;
    let start = last.saturating_sub(NEAR).max(at);
    while let Some(next) = hint(last + 1).filter(|next| next - last <= 2 * NEAR + 1) {
        last = next;
    }
    Some(start..(last + 1 + NEAR).min(seen.len()))
}

/// The features of every token, for training.
pub fn features_of(resources: &Resources, doc: &Document) -> Vec<Vec<u64>> {
    let views = view::views(resources, doc);
    let mut all = Vec::with_capacity(views.len());
    for sentence in &doc.sentences {
        let seen = &views[sentence.tokens()];
        for at in 0..seen.len() {
            let mut hashes = Vec::new();
            features::features(seen, at, &mut hashes);
            all.push(hashes);
        }
    }
    all
}

/// Binds a feature to a domain of training texts.
pub fn of_domain(feature: u64, domain: u64) -> u64 {
    crate::linear::mix(feature, domain)
}
