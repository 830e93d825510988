//! The weights of the tagger: one table for all layers, and the scores from tag to tag.

use crate::linear::{Table, hash, mix};

/// Number of the feature set; grows with each change of the features.
pub const SCHEMA: u32 = 1;
/// Columns of a row: the tags of every layer, one after the other, and the ballast.
pub const COLUMNS: usize = 24;
/// Column without meaning: a great weight here keeps a row in a table that is too small for all.
pub const BALLAST: usize = 23;
/// First column and number of kinds of each layer. A layer of `n` kinds has `2 n + 1` tags: outside, then begin and
/// inside of each kind.
pub const LAYERS: [(usize, usize); 3] = [(0, 3), (7, 4), (16, 3)];
/// Scores from tag to tag are written as this many equal rows, so that they fit the bytes of the table.
pub const MOVE_PARTS: u64 = 8;

/// The number of tags of a layer.
pub const fn tags(layer: usize) -> usize {
    2 * LAYERS[layer].1 + 1
}

/// The feature that holds part of the scores from the tag of a column to the others of its layer.
pub fn move_feature(column: usize, part: u64) -> u64 {
    mix(hash("move"), column as u64 * MOVE_PARTS + part)
}

/// Trained weights.
#[derive(Debug)]
pub struct Model {
    features: Table<COLUMNS>,
    /// Scores from tag to tag, layer after layer, row by row.
    moves: [Vec<i32>; LAYERS.len()],
}

impl Model {
    /// The tagger over its table.
    pub fn new(features: Table<COLUMNS>) -> Model {
        let moves = std::array::from_fn(|layer| {
            let first = LAYERS[layer].0;
            let row = |tag: usize| -> [i32; COLUMNS] {
                let parts: Vec<u64> = (0..MOVE_PARTS).map(|part| move_feature(first + tag, part)).collect();
                features.score(&parts)
            };
            (0..tags(layer)).flat_map(|tag| row(tag)[first..first + tags(layer)].to_vec()).collect()
        });
        Model { features, moves }
    }

    pub(crate) fn score(&self, features: &[u64]) -> [i32; COLUMNS] {
        self.features.score(features)
    }

    pub(crate) fn moves(&self, layer: usize) -> &[i32] {
        &self.moves[layer]
    }
}
