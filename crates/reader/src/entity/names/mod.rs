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

pub use decode::{best, names};
pub use model::{Model, SCHEMA};

use crate::Resources;
use model::{COLUMNS, LAYERS, tags};
use svodka_model::{Document, EntityKind};

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

/// Scores of a token that belongs to no name.
const NONE: [i32; COLUMNS] = {
    let mut row = [-1_000_000; COLUMNS];
    let mut layer = 0;
    while layer < LAYERS.len() {
        row[LAYERS[layer].0] = 0;
        layer += 1;
    }
    row
};

/// Tags a report: names in the order of sentences, in each by layers.
pub fn tag(resources: &Resources, doc: &Document) -> Vec<Name> {
    let views = view::views(resources, doc);
    let mut found = Vec::new();
    let (mut hashes, mut scores, mut path, mut layer_scores) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for sentence in &doc.sentences {
        let first = sentence.first.index();
        let seen = &views[sentence.tokens()];
        scores.clear();
        // Where the next token that may be in a name stands; looked for once each.
        let mut next = 0;
        let mut last: Option<usize> = None;
        for at in 0..seen.len() {
            while next < seen.len() && (next < at || !seen[next].may_name()) {
                next += 1;
            }
            let near = last.is_some_and(|l| at - l <= NEAR) || (next < seen.len() && next - at <= NEAR);
            if seen[at].may_name() {
                last = Some(at);
            }
            if !near {
                scores.push(NONE);
                continue;
            }
            features::features(seen, at, &mut hashes);
            scores.push(resources.names.score(&hashes));
        }
        if last.is_none() {
            continue;
        }
        for (layer, &(column, _)) in LAYERS.iter().enumerate() {
            layer_scores.clear();
            layer_scores.extend(scores.iter().flat_map(|row| &row[column..column + tags(layer)]));
            best(&layer_scores, tags(layer), resources.names.moves(layer), &mut path);
            found.extend(names(&path).into_iter().map(|(from, to, kind)| Name {
                first: first + from,
                end: first + to,
                kind: KINDS[layer][kind],
                layer,
            }));
        }
    }
    found
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
