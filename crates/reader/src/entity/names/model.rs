//! The weights of the tagger: rows of small integers, found by the hash of a feature.

use super::table::{Cursor, FormatError, Table, lay_out};

const MAGIC: &[u8; 8] = b"svnames1";
/// Columns of a row: the tags of every layer, one after the other.
pub const COLUMNS: usize = 23;
/// First column and number of kinds of each layer. A layer of `n` kinds has `2 n + 1` tags: outside, then begin and
/// inside of each kind.
pub const LAYERS: [(usize, usize); 3] = [(0, 3), (7, 4), (16, 3)];

/// The number of tags of a layer.
pub const fn tags(layer: usize) -> usize {
    2 * LAYERS[layer].1 + 1
}

/// Trained weights.
#[derive(Debug)]
pub struct Model {
    features: Table,
    rows: &'static [u8],
    /// Scores from tag to tag, layer after layer.
    moves: Vec<i32>,
}

impl Model {
    /// Reads the file that [`pack`] made.
    pub fn read(bytes: &'static [u8]) -> Result<Model, FormatError> {
        let mut cursor = Cursor(bytes);
        if cursor.take(MAGIC.len())? != MAGIC {
            return Err(FormatError("it is of another version"));
        }
        let features = Table::read(&mut cursor)?;
        let rows = cursor.take(features.len() * COLUMNS)?;
        let count = (0..LAYERS.len()).map(|l| tags(l).pow(2)).sum();
        let moves = cursor.shorts(count)?.into_iter().map(|m| i32::from(m as i16)).collect();
        Ok(Model { features, rows, moves })
    }

    /// Adds the weights of a feature to the scores of a token.
    pub(crate) fn add(&self, feature: u64, scores: &mut [i32; COLUMNS]) {
        let Some(row) = self.features.find(feature) else { return };
        for (score, &weight) in scores.iter_mut().zip(&self.rows[row * COLUMNS..(row + 1) * COLUMNS]) {
            *score += i32::from(weight as i8);
        }
    }

    /// The scores from tag to tag of a layer, row by row.
    pub(crate) fn moves(&self, layer: usize) -> &[i32] {
        let from: usize = (0..layer).map(|l| tags(l).pow(2)).sum();
        &self.moves[from..from + tags(layer).pow(2)]
    }
}

/// Lays out weights for the file; `rows` best first.
pub fn pack(rows: &[(u64, [i8; COLUMNS])], moves: &[i16]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let hashes: Vec<u64> = rows.iter().map(|row| row.0).collect();
    for row in lay_out(&hashes, &mut out) {
        out.extend(rows[row].1.map(|w| w as u8));
    }
    out.extend(moves.iter().flat_map(|m| m.to_le_bytes()));
    out
}
