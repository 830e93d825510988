//! From input rows to what the stages ask for.

use super::{
    PLACE_BITS,
    format::round,
    kernels::{Path, multiply},
    weights::{ARC, Encoder, HEADS, NAMES, ONE, Row},
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

/// Room that is used again from chunk to chunk.
#[derive(Default)]
struct Room {
    now: Vec<u8>,
    next: Vec<u8>,
    sums: Vec<i32>,
}

/// Reads a document: the input row of each token's form, the place bits of each token, the sentences.
pub(super) fn scores(
    encoder: &Encoder,
    path: Path,
    rows: &[&Row],
    places: &[u16],
    sentences: impl Iterator<Item = Range<usize>>,
) -> Scores {
    let mut scores = Scores { width: encoder.width, ..Scores::default() };
    let mut room = Room::default();
    let mut chunk: Vec<Range<usize>> = Vec::new();
    let mut length = 0;
    for sentence in sentences {
        if length > 0 && length + sentence.len() > CHUNK {
            work(encoder, path, rows, places, &chunk, &mut room, &mut scores);
            chunk.clear();
            length = 0;
        }
        length += sentence.len() + 1;
        chunk.push(sentence);
    }
    work(encoder, path, rows, places, &chunk, &mut room, &mut scores);
    scores
}

fn work(
    encoder: &Encoder,
    path: Path,
    rows: &[&Row],
    places: &[u16],
    sentences: &[Range<usize>],
    room: &mut Room,
    out: &mut Scores,
) {
    let width = encoder.width;
    let Room { now, next, sums } = room;
    // A row of zeros stands before, between and after the sentences.
    let count = sentences.iter().map(|s| s.len() + 1).sum::<usize>();
    let mut starts = Vec::with_capacity(sentences.len());
    sentences.iter().fold(1, |at, sentence| {
        starts.push(at);
        at + sentence.len() + 1
    });
    now.clear();
    now.resize((count + 2) * PLACE_BITS, 0);
    for (sentence, &start) in sentences.iter().zip(&starts) {
        let to = now.get_mut(start * PLACE_BITS..).unwrap_or_default().as_chunks_mut::<PLACE_BITS>().0;
        for (to, &bits) in to.iter_mut().zip(places.get(sentence.clone()).unwrap_or_default()) {
            to.iter_mut().enumerate().for_each(|(bit, to)| *to = (bits >> bit & 1) as u8 * ONE);
        }
    }
    sums.clear();
    sums.resize((count + 1) * width, 0);
    multiply(path, now, PLACE_BITS, count, &encoder.places.matrix, sums);
    next.clear();
    next.resize((count + 2) * width, 0);
    for (sentence, &start) in sentences.iter().zip(&starts) {
        let rows = rows.get(sentence.clone()).unwrap_or_default();
        for (token, row) in rows.iter().enumerate() {
            let of = |token: Option<usize>| token.and_then(|t| rows.get(t)).map_or(&*encoder.edge, |row| &***row);
            let (before, after) = (of(token.checked_sub(1)), of(Some(token + 1)));
            let Some(sums) = sums.get_mut((start + token - 1) * width..(start + token) * width) else { continue };
            let taps = [(before, 0), (&***row, width), (after, 2 * width)];
            for (tap, from) in taps {
                let tap = tap.get(from..from + width).unwrap_or_default();
                sums.iter_mut().zip(tap).for_each(|(sum, tap)| *sum += tap);
            }
            let Some(to) = next.get_mut((start + token) * width..(start + token + 1) * width) else { continue };
            to.iter_mut().zip(encoder.places.values(sums)).for_each(|(to, value)| *to = round(value).clamp(0, MOST) as u8);
        }
    }
    std::mem::swap(now, next);
    for layer in &encoder.convolutions {
        multiply(path, now, width, count, &layer.matrix, sums);
        next.clear();
        next.resize((count + 2) * width, 0);
        for (sentence, &start) in sentences.iter().zip(&starts) {
            for row in start..start + sentence.len() {
                let sums = sums.get((row - 1) * width..row * width).unwrap_or_default();
                let before = now.get(row * width..(row + 1) * width).unwrap_or_default();
                let Some(to) = next.get_mut(row * width..(row + 1) * width) else { continue };
                let values = layer.values(sums).zip(before).map(|(value, &x)| value + f32::from(x));
                to.iter_mut().zip(values).for_each(|(to, value)| *to = round(value).clamp(0, MOST) as u8);
            }
        }
        std::mem::swap(now, next);
    }
    sums.resize((count + 2) * HEADS, 0);
    let inner = now.get(width..).unwrap_or_default();
    multiply(path, inner, width, count, &encoder.heads.matrix, sums);
    for (sentence, &start) in sentences.iter().zip(&starts) {
        for row in start..start + sentence.len() {
            out.hidden.extend(now.get(row * width..(row + 1) * width).unwrap_or_default());
            let sums = sums.get((row - 1) * HEADS..row * HEADS).unwrap_or_default();
            let mut values = [0f32; HEADS];
            values.iter_mut().zip(encoder.heads.values(sums)).for_each(|(to, value)| *to = value);
            let (names, sides) = values.split_at(NAMES);
            let mut named = [0; NAMES];
            named.iter_mut().zip(names).for_each(|(to, value)| *to = round(value * NAME_UNIT));
            out.names.push(named);
            let side = |number: usize, unit: f32, least: i32| -> [i16; ARC] {
                let mut side = [0; ARC];
                let values = sides.get(number * ARC..).unwrap_or_default();
                side.iter_mut().zip(values).for_each(|(to, &v)| *to = round(v * unit).clamp(least, MOST) as i16);
                side
            };
            out.dependents.push(side(0, ARC_UNIT, 0));
            out.heads.push(side(1, ARC_UNIT, -MOST));
            out.of_dependents.push(side(2, RELATION_UNIT, -MOST));
            out.of_heads.push(side(3, RELATION_UNIT, -MOST));
        }
    }
}

fn dot(a: &[i16; ARC], b: &[i16; ARC]) -> i32 {
    a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
}

impl Scores {
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
