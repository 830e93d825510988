//! Names: three layers of tags over the scores of the encoder.
//!
//! Layer 0 finds the outermost persons, places and organizations. Layer 1 finds facilities, products, adjectives made from
//! names of places («алма-атинский») and organizations called by what they are («правительство Казахстана»). Layer 2
//! finds the names inside names.

mod decode;

use crate::encoder::{Encoded, LAYERS, NAMES};
use decode::{Decoder, Edges, names};
use std::ops::Range;
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

/// Tokens farther than this from a hint belong to no name.
const NEAR: usize = 1;
/// A token is a hint unless its best tag is outside by so much.
const SURE: i32 = 6 * 256;

/// Tags a report: names in the order of sentences, in each by layers.
pub fn tag(encoded: &Encoded<'_>, doc: &Document) -> Vec<Name> {
    let mut found = Vec::new();
    let mut decoder = Decoder::default();
    let mut scores = Vec::new();
    for sentence in &doc.sentences {
        let tokens = sentence.tokens();
        let from = found.len();
        let mut next = tokens.start;
        while let Some(stretch) = stretch(encoded, next..tokens.end) {
            next = stretch.end;
            let edges = Edges { before: stretch.start > tokens.start, after: stretch.end < tokens.end };
            for (layer, &(column, tags)) in LAYERS.iter().enumerate() {
                scores.clear();
                scores.extend(stretch.clone().flat_map(|at| &encoded.names(at)[column..column + tags]));
                let path = decoder.best(&mut scores, tags, encoded.moves(layer), edges);
                found.extend(names(path).into_iter().map(|(from, to, kind)| Name {
                    first: stretch.start + from,
                    end: stretch.start + to,
                    kind: KINDS[layer][kind],
                    layer,
                }));
            }
        }
        found[from..].sort_by_key(|name| (name.layer, name.first));
    }
    found
}

/// True where being outside is not the best tag of every layer by far.
fn may_name(scores: &[i32; NAMES]) -> bool {
    LAYERS.iter().any(|&(column, tags)| {
        let others = scores[column + 1..column + tags].iter().copied().max().unwrap_or(i32::MIN);
        others > scores[column] - SURE
    })
}

/// The next stretch of tokens that may belong to names: all else stands too far from any hint of one.
fn stretch(encoded: &Encoded<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let hint = |from: usize| (from..tokens.end).find(|&t| may_name(encoded.names(t)));
    let mut last = hint(tokens.start)?;
    let start = last.saturating_sub(NEAR).max(tokens.start);
    while let Some(next) = hint(last + 1).filter(|next| next - last <= 2 * NEAR + 1) {
        last = next;
    }
    Some(start..(last + 1 + NEAR).min(tokens.end))
}
