//! The parts of the network.

use super::{
    GRAMS, PLACE_BITS, SHAPES, TRAITS,
    form::Form,
    format::{Cursor, EncoderError, Layer, round},
    kernels::{Matrix, Path, multiply},
    table::{self, Table},
};
use crate::forms::SHARES;

/// Columns of an input row: word, letter sequences, traits, shape, place.
const WORD: usize = 64;
const GRAM: usize = 64;
const TRAIT: usize = 32;
const SHAPE: usize = 16;
/// Columns that the form decides.
const FORM: usize = WORD + GRAM + TRAIT + SHAPE;
/// What stands for nothing in these columns, whose values may be negative.
const ZERO: u8 = 64;
/// The greatest value over [`ZERO`], and that of a place bit.
pub(super) const ONE: u8 = 63;
/// Columns of the scores of names, of all layers.
pub(crate) const NAMES: usize = 23;
/// Columns of each side of an arc.
pub(super) const ARC: usize = 64;
/// Columns of the last product: names and four sides of arcs, filled up to whole panels.
pub(super) const HEADS: usize = 288;

/// Columns of the relations: in declaration order, filled up to whole panels.
const RELATIONS: usize = 48;
/// First column and number of tags of each layer of names. A layer of `n` kinds has `2 n + 1` tags: outside, then begin
/// and inside of each kind.
pub(crate) const LAYERS: [(usize, usize); 3] = [(0, 7), (7, 9), (16, 7)];

/// What a form gives to the first convolution of the token after it, of its own and of the token before it: sums of products
/// in steps of [`TAP`].
pub(super) type Row = Box<[i16]>;
/// With it the sums of a form, which the bounds of the kernels keep below 400,000, fit 16 bits.
pub(super) const TAP: i32 = 16;

/// All weights.
#[derive(Debug)]
pub struct Encoder {
    /// The fastest instructions of this processor.
    pub(super) path: Path,
    pub(super) width: usize,
    vocabulary: Table,
    words: &'static [i8],
    grams: &'static [i8],
    shapes: &'static [i8],
    traits: Vec<f32>,
    trait_biases: Vec<f32>,
    /// The part of the first convolution that sees forms: three taps side by side.
    form_taps: Matrix,
    /// What the edge of a sentence gives to the first convolution.
    pub(super) edge: Row,
    /// The part of the first convolution that sees places of three tokens, with the scales of both parts.
    pub(super) places: Layer,
    /// The convolutions after the first, each with how far it looks to either side.
    pub(super) convolutions: Vec<(Layer, usize)>,
    pub(super) heads: Layer,
    pub(super) relations: Layer,
    /// Score of the root as head from the side of the dependent.
    pub(super) root: Vec<i32>,
    /// Score of the distance from dependent to head, from -32 to 32.
    pub(super) distances: Vec<i32>,
    /// Bundles of features by their hash, with their number.
    bundles: Vec<(u64, u16)>,
    pub(super) readings: &'static [i8],
    pub(super) reading_scales: Vec<f32>,
    pub(super) reading_biases: Vec<f32>,
    pub(super) shares: Vec<f32>,
    /// Scores from tag to tag of each layer of names.
    moves: [Vec<i32>; 3],
}

impl Encoder {
    /// Reads the file that the training wrote.
    pub fn read(file: &'static [u8]) -> Result<Encoder, EncoderError> {
        let mut cursor = Cursor::open(file)?;
        let (width, bundle_count, table) = (cursor.count()?, cursor.count()?, cursor.count()?);
        if width == 0 || !width.is_multiple_of(16) || width > 512 || bundle_count > 60_000 {
            return Err(EncoderError("its width is wrong"));
        }
        let mut names = table::Cursor(cursor.take(table)?);
        let vocabulary = Table::read(&mut names).map_err(|_| EncoderError("its vocabulary is damaged"))?;
        let mut encoder = Encoder {
            path: Path::best(),
            width,
            words: cursor.bytes(vocabulary.len() * WORD)?,
            vocabulary,
            grams: cursor.bytes(GRAMS * GRAM)?,
            shapes: cursor.bytes(SHAPES * SHAPE)?,
            traits: cursor.floats(TRAITS * TRAIT)?,
            trait_biases: cursor.floats(TRAIT)?,
            form_taps: cursor.matrix(FORM, 3 * width)?,
            edge: Row::default(),
            places: cursor.layer(3 * PLACE_BITS, width)?,
            convolutions: convolutions(&mut cursor, width)?,
            heads: cursor.layer(width, HEADS)?,
            relations: cursor.layer(ARC, RELATIONS)?,
            root: cursor.integers(ARC)?,
            distances: cursor.integers(65)?,
            bundles: sorted(cursor.hashes(bundle_count)?),
            readings: cursor.bytes(bundle_count * width)?,
            reading_scales: cursor.floats(bundle_count)?,
            reading_biases: cursor.floats(bundle_count)?,
            shares: cursor.floats(SHARES)?,
            moves: [cursor.integers(7 * 7)?, cursor.integers(9 * 9)?, cursor.integers(7 * 7)?],
        };
        cursor.end()?;
        encoder.edge = encoder.taps(&[ZERO; FORM]);
        Ok(encoder)
    }

    /// The number of a bundle of features, if it was seen in training.
    pub(crate) fn bundle(&self, hash: u64) -> Option<u16> {
        self.bundles.binary_search_by_key(&hash, |b| b.0).ok().and_then(|at| self.bundles.get(at)).map(|b| b.1)
    }

    /// Scores from tag to tag of a layer of names, row by row.
    pub(crate) fn moves(&self, layer: usize) -> &[i32] {
        self.moves.get(layer).map_or(&[], Vec::as_slice)
    }

    fn taps(&self, row: &[u8; FORM]) -> Row {
        let mut taps = vec![0; self.form_taps.columns()];
        multiply(self.path, row, FORM, 1, &self.form_taps, &mut taps);
        taps.into_iter().map(|sum| (sum / TAP).clamp(i16::MIN.into(), i16::MAX.into()) as i16).collect()
    }

    /// What a form gives to the first convolution.
    pub(super) fn row(&self, form: &Form) -> Row {
        let mut row = [ZERO; FORM];
        let (word, rest) = row.split_at_mut(WORD);
        let (gram, rest) = rest.split_at_mut(GRAM);
        let (traits, shape) = rest.split_at_mut(TRAIT);
        if let Some(found) = self.vocabulary.find(form.key).and_then(|at| self.words.get(at * WORD..(at + 1) * WORD)) {
            word.iter_mut().zip(found).for_each(|(to, &w)| *to = input(i32::from(w)));
        }
        let mut sums = [0i32; GRAM];
        let mut seen = [0f32; TRAIT];
        seen.copy_from_slice(&self.trait_biases);
        self.path.run(|| {
            for &bucket in &form.grams {
                if let Some(found) = self.grams.as_chunks::<GRAM>().0.get(usize::from(bucket)) {
                    sums.iter_mut().zip(found).for_each(|(sum, &w)| *sum += i32::from(w));
                }
            }
            for (bit, weights) in self.traits.as_chunks::<TRAIT>().0.iter().enumerate() {
                if form.traits >> bit & 1 == 1 {
                    seen.iter_mut().zip(weights).for_each(|(sum, w)| *sum += w);
                }
            }
        });
        let count = form.grams.len().max(1) as f32;
        gram.iter_mut().zip(sums).for_each(|(to, sum)| *to = input(round(sum as f32 / count)));
        traits.iter_mut().zip(seen).for_each(|(to, sum)| *to = input(round(sum.max(0.0) * f32::from(ONE))));
        let found = self.shapes.get(usize::from(form.shape) * SHAPE..).unwrap_or_default();
        shape.iter_mut().zip(found).for_each(|(to, &w)| *to = input(i32::from(w)));
        self.taps(&row)
    }
}

fn convolutions(cursor: &mut Cursor, width: usize) -> Result<Vec<(Layer, usize)>, EncoderError> {
    let count = cursor.count()?;
    if count > 16 {
        return Err(EncoderError("it has too many layers"));
    }
    let one = |_| {
        let reach = cursor.count()?;
        Ok((cursor.layer(3 * width, width)?, reach))
    };
    (0..count).map(one).collect()
}

fn sorted(hashes: Vec<u64>) -> Vec<(u64, u16)> {
    let mut list: Vec<(u64, u16)> = hashes.into_iter().zip(0..).collect();
    list.sort_unstable();
    list
}

/// A value of an input row.
fn input(value: i32) -> u8 {
    let one = i32::from(ONE);
    (value.clamp(-one, one) + i32::from(ZERO)) as u8
}
