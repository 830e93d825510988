//! From input rows to what the stages ask for.

use super::{
    PLACE_BITS,
    format::{Layer, round},
    kernels::{Path, multiply},
    weights::{ARC, Encoder, HEADS, NAMES, ONE, Row, TAP},
};
use std::ops::Range;

/// Rows that are worked on together, so that they stay in the cache; a longer sentence is not cut.
const CHUNK: usize = 256;
/// Scores of names are whole numbers of this part of a unit.
const NAME_UNIT: f32 = 256.0;
/// Both sides of a relation are whole numbers of this part of a unit.
const RELATION_UNIT: f32 = 16.0;
/// Both sides of an arc are whole numbers of this part of a unit.
const ARC_UNIT: f32 = 16.0;
/// The greatest value after the relations of both sides are joined, and of the sides of an arc.
const MOST: i32 = 127;

/// The unit and the least value of each side: of a dependent and a head, of the relation of a dependent and of a head.
const SIDES: [(f32, i32); 4] = [(ARC_UNIT, 0), (ARC_UNIT, -MOST), (RELATION_UNIT, -MOST), (RELATION_UNIT, -MOST)];

/// What the network says of all tokens of a document.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Scores {
    width: usize,
    hidden: Vec<u8>,
    names: Vec<[i32; NAMES]>,
    dependents: Vec<[i16; ARC]>,
    heads: Vec<[i16; ARC]>,
    of_dependents: Vec<[i16; ARC]>,
    of_heads: Vec<[i16; ARC]>,
}

/// Reads a document: the input row of each token's form, the place bits of each token, the sentences.
pub(super) fn scores(
    encoder: &Encoder,
    path: Path,
    rows: &[&Row],
    places: &[u16],
    sentences: impl Iterator<Item = Range<usize>>,
) -> Scores {
    let mut scores = Scores::with_room(encoder.width, rows.len());
    let mut chunk = Chunk { encoder, path, sentences: Vec::new(), rows: 0, now: Vec::new(), next: Vec::new(), sums: Vec::new() };
    for sentence in sentences {
        if chunk.rows > 0 && chunk.rows + sentence.len() > CHUNK {
            chunk.run(rows, places, &mut scores);
        }
        chunk.add(sentence);
    }
    chunk.run(rows, places, &mut scores);
    scores
}

/// Sentences that are worked on together, with a row of zeros before, between and after them.
struct Chunk<'e> {
    encoder: &'e Encoder,
    path: Path,
    /// The tokens of each sentence, and the row of its first.
    sentences: Vec<(Range<usize>, usize)>,
    /// Rows without those of zeros at both ends.
    rows: usize,
    /// Activations, row after row.
    now: Vec<u8>,
    /// Activations of the layer after.
    next: Vec<u8>,
    /// What comes out of a product; the first row of zeros is left out.
    sums: Vec<i32>,
}

impl Chunk<'_> {
    fn add(&mut self, sentence: Range<usize>) {
        let length = sentence.len();
        self.sentences.push((sentence, self.rows + 1));
        self.rows += length + 1;
    }

    fn run(&mut self, rows: &[&Row], places: &[u16], out: &mut Scores) {
        self.begin(rows, places);
        for (layer, reach) in &self.encoder.convolutions {
            self.convolve(layer, *reach);
        }
        self.finish(out);
        self.sentences.clear();
        self.rows = 0;
    }

    /// The first convolution: what the forms of three tokens give was summed up when they were looked up, their places add to it.
    fn begin(&mut self, rows: &[&Row], places: &[u16]) {
        let Chunk { encoder, path, sentences, rows: count, now, next, sums } = self;
        let width = encoder.width;
        clear(now, (*count + 2) * PLACE_BITS);
        for (sentence, start) in &*sentences {
            let to = now.get_mut(start * PLACE_BITS..).unwrap_or_default().as_chunks_mut::<PLACE_BITS>().0;
            for (to, &bits) in to.iter_mut().zip(places.get(sentence.clone()).unwrap_or_default()) {
                to.iter_mut().enumerate().for_each(|(bit, to)| *to = (bits >> bit & 1) as u8 * ONE);
            }
        }
        clear(sums, *count * width);
        multiply(*path, now, PLACE_BITS, *count, &encoder.places.matrix, sums);
        clear(next, (*count + 2) * width);
        for (sentence, start) in &*sentences {
            let rows = rows.get(sentence.clone()).unwrap_or_default();
            for (token, row) in rows.iter().enumerate() {
                let of = |token: Option<usize>| token.and_then(|t| rows.get(t)).map_or(&*encoder.edge, |row| &***row);
                let taps = [(of(token.checked_sub(1)), 0), (&***row, width), (of(Some(token + 1)), 2 * width)];
                let Some(sums) = sums.get_mut((start + token - 1) * width..(start + token) * width) else { continue };
                let Some(to) = next.get_mut((start + token) * width..(start + token + 1) * width) else { continue };
                path.run(|| {
                    for (tap, from) in taps {
                        let tap = tap.get(from..from + width).unwrap_or_default();
                        sums.iter_mut().zip(tap).for_each(|(sum, &tap)| *sum += i32::from(tap) * TAP);
                    }
                    to.iter_mut().zip(encoder.places.values(sums)).for_each(|(to, value)| *to = activation(value));
                });
            }
        }
        std::mem::swap(now, next);
    }

    /// A convolution over a token and those `reach` before and after it; what went in is added to what comes out.
    fn convolve(&mut self, layer: &Layer, reach: usize) {
        let Chunk { encoder, path, sentences, rows: count, now, next, sums } = self;
        let width = encoder.width;
        if reach == 1 {
            multiply(*path, now, width, *count, &layer.matrix, sums);
        } else {
            clear(next, *count * 3 * width);
            for (sentence, start) in &*sentences {
                for token in 0..sentence.len() {
                    let Some(to) = next.get_mut((start + token - 1) * 3 * width..(start + token) * 3 * width) else { continue };
                    let sides = [token.checked_sub(reach), Some(token), Some(token + reach).filter(|&t| t < sentence.len())];
                    for (to, side) in to.chunks_exact_mut(width).zip(sides) {
                        let Some(row) = side.map(|t| start + t) else { continue };
                        to.copy_from_slice(now.get(row * width..(row + 1) * width).unwrap_or_default());
                    }
                }
            }
            multiply(*path, next, 3 * width, *count, &layer.matrix, sums);
        }
        clear(next, (*count + 2) * width);
        for (sentence, start) in &*sentences {
            for row in *start..start + sentence.len() {
                let sums = sums.get((row - 1) * width..row * width).unwrap_or_default();
                let before = now.get(row * width..(row + 1) * width).unwrap_or_default();
                let Some(to) = next.get_mut(row * width..(row + 1) * width) else { continue };
                let values = layer.values(sums).zip(before).map(|(value, &x)| value + f32::from(x));
                path.run(|| to.iter_mut().zip(values).for_each(|(to, value)| *to = activation(value)));
            }
        }
        std::mem::swap(now, next);
    }

    /// What the stages ask for.
    fn finish(&mut self, out: &mut Scores) {
        let Chunk { encoder, path, sentences, rows: count, now, sums, .. } = self;
        let width = encoder.width;
        clear(sums, *count * HEADS);
        multiply(*path, now.get(width..).unwrap_or_default(), width, *count, &encoder.heads.matrix, sums);
        for row in sentences.iter().flat_map(|(sentence, start)| *start..start + sentence.len()) {
            out.hidden.extend(now.get(row * width..(row + 1) * width).unwrap_or_default());
            let sums = sums.get((row - 1) * HEADS..row * HEADS).unwrap_or_default();
            let mut values = [0f32; HEADS];
            let (mut named, mut sides) = ([0; NAMES], [[0; ARC]; SIDES.len()]);
            path.run(|| {
                values.iter_mut().zip(encoder.heads.values(sums)).for_each(|(to, value)| *to = value);
                named.iter_mut().zip(&values).for_each(|(to, value)| *to = round(value * NAME_UNIT));
                let columns = values.get(NAMES..).unwrap_or_default().chunks_exact(ARC);
                for ((side, values), (unit, least)) in sides.iter_mut().zip(columns).zip(SIDES) {
                    side.iter_mut().zip(values).for_each(|(to, &v)| *to = round(v * unit).clamp(least, MOST) as i16);
                }
            });
            let [dependent, head, of_dependent, of_head] = sides;
            out.names.push(named);
            out.dependents.push(dependent);
            out.heads.push(head);
            out.of_dependents.push(of_dependent);
            out.of_heads.push(of_head);
        }
    }
}

/// Zeros, so many.
fn clear<T: Clone + Default>(list: &mut Vec<T>, length: usize) {
    list.clear();
    list.resize(length, T::default());
}

/// A value of a layer as its next one takes it.
#[inline(always)]
fn activation(value: f32) -> u8 {
    round(value).clamp(0, MOST) as u8
}

fn dot(a: &[i16; ARC], b: &[i16; ARC]) -> i32 {
    a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
}

impl Scores {
    /// No scores yet, with room for those of so many tokens.
    fn with_room(width: usize, tokens: usize) -> Scores {
        Scores {
            width,
            hidden: Vec::with_capacity(tokens * width),
            names: Vec::with_capacity(tokens),
            dependents: Vec::with_capacity(tokens),
            heads: Vec::with_capacity(tokens),
            of_dependents: Vec::with_capacity(tokens),
            of_heads: Vec::with_capacity(tokens),
        }
    }

    /// The scores of the tags of names of a token, layer after layer.
    pub(super) fn names(&self, token: usize) -> &[i32; NAMES] {
        self.names.get(token).unwrap_or(&[0; NAMES])
    }

    /// How well a reading with this bundle of features and share fits a token.
    pub(super) fn reading(&self, encoder: &Encoder, token: usize, bundle: Option<u16>, share: usize) -> f32 {
        let share = encoder.shares.get(share).copied().unwrap_or(0.0);
        let Some(bundle) = bundle.map(usize::from) else { return share - 10.0 };
        let weights = encoder.readings.get(bundle * self.width..(bundle + 1) * self.width).unwrap_or_default();
        let hidden = self.hidden.get(token * self.width..(token + 1) * self.width).unwrap_or_default();
        let sum: i32 = hidden.iter().zip(weights).map(|(&x, &w)| i32::from(x) * i32::from(w)).sum();
        let scale = encoder.reading_scales.get(bundle).copied().unwrap_or(0.0);
        sum as f32 * scale + encoder.reading_biases.get(bundle).copied().unwrap_or(0.0) + share
    }

    /// How well `head` fits as the head of `token`.
    pub(super) fn arc(&self, encoder: &Encoder, token: usize, head: usize) -> i32 {
        let (Some(dependent), Some(mother)) = (self.dependents.get(token), self.heads.get(head)) else { return i32::MIN / 4 };
        let distance = (head as isize - token as isize).clamp(-32, 32) + 32;
        dot(dependent, mother) + encoder.distances.get(distance as usize).copied().unwrap_or(0)
    }

    /// How well `token` fits as the root of its sentence.
    pub(super) fn root(&self, encoder: &Encoder, token: usize) -> i32 {
        let Some(dependent) = self.dependents.get(token) else { return i32::MIN / 4 };
        dependent.iter().zip(&encoder.root).map(|(&a, &b)| i32::from(a) * b).sum()
    }

    /// The joined sides of an arc, for the scores of its relations.
    pub(super) fn join(&self, token: usize, head: usize, out: &mut Vec<u8>) {
        let (Some(a), Some(b)) = (self.of_dependents.get(token), self.of_heads.get(head)) else { return };
        out.extend(a.iter().zip(b).map(|(&a, &b)| (i32::from(a) + i32::from(b)).clamp(0, MOST) as u8));
    }
}
