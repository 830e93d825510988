//! What the encoder is told of a form by itself.

use crate::{
    forms::Analyses,
    hash::{hash, mix},
    letters::{is_small, unmixed},
};
use svodka_model::{Feats, Upos};

/// Buckets of hashed letter sequences.
pub const GRAMS: usize = 1 << 15;
/// Codes of the kinds of characters in a form.
pub const SHAPES: usize = 512;
/// Facts of the dictionary about a form, a bit each.
pub const TRAITS: usize = 92;
/// Longer forms are cut here: nothing that long is a word.
const MOST_LETTERS: usize = 32;

/// The features of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// Hash of the form in small letters with «е» for «ё»: the key of the vocabulary.
    pub key: u64,
    /// Buckets of its sequences of three to five letters.
    pub grams: Vec<u16>,
    /// What its readings can be.
    pub traits: u128,
    /// Code of its kinds of characters.
    pub shape: u16,
    /// How it takes part in the features of the document.
    pub role: Role,
}

/// What a form does for its neighbours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// A word in small letters, or a number.
    #[default]
    Small,
    /// A word with a capital.
    Capital,
    /// A word of capitals alone, at least two.
    Capitals,
    /// An opening quotation mark.
    Opens,
    /// A closing quotation mark.
    Closes,
    /// The mark that opens and closes.
    Straight,
    /// Other punctuation.
    Mark,
}

impl Form {
    /// Describes a form with its readings.
    pub fn new(form: &str, analyses: &Analyses) -> Form {
        let form = &*unmixed(form);
        let lower: String =
            form.chars().take(MOST_LETTERS).flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect();
        Form { key: hash(&lower), grams: grams(&lower), traits: traits(analyses), shape: shape(form), role: role(form) }
    }
}

/// Hashed sequences of three to five letters with marks for both ends.
fn grams(lower: &str) -> Vec<u16> {
    let marked: Vec<char> = std::iter::once('<').chain(lower.chars()).chain(std::iter::once('>')).collect();
    let bucket = |part: &[char]| (part.iter().fold(part.len() as u64, |h, &c| mix(h, u64::from(c))) % GRAMS as u64) as u16;
    let mut grams: Vec<u16> = (3..=5).flat_map(|n| marked.windows(n)).map(bucket).collect();
    if grams.is_empty() {
        grams.push(bucket(&marked));
    }
    grams
}

/// Where the values of a feature begin among the traits, feature by feature.
fn values(feats: &Feats) -> impl Iterator<Item = usize> {
    let value = |base: usize, v: Option<usize>| v.map(|v| base + v);
    [
        value(17, feats.case.map(|v| v as usize)),
        value(25, feats.number.map(|v| v as usize)),
        value(27, feats.gender.map(|v| v as usize)),
        value(30, feats.animacy.map(|v| v as usize)),
        value(32, feats.tense.map(|v| v as usize)),
        value(35, feats.verb_form.map(|v| v as usize)),
        value(39, feats.mood.map(|v| v as usize)),
        value(42, feats.person.map(|v| v as usize)),
        value(45, feats.aspect.map(|v| v as usize)),
        value(47, feats.voice.map(|v| v as usize)),
        value(50, feats.degree.map(|v| v as usize)),
        value(53, feats.name_type.map(|v| v as usize)),
        feats.short.then_some(59),
    ]
    .into_iter()
    .flatten()
}

/// The traits of one reading: part of speech and features, below 60.
pub fn reading_traits(upos: Upos, feats: &Feats) -> impl Iterator<Item = usize> {
    std::iter::once(upos as usize).chain(values(feats))
}

/// What all likely readings can be, and what the first one is.
fn traits(analyses: &Analyses) -> u128 {
    let mut bits = 0u128;
    for candidate in &analyses.candidates {
        let word = &candidate.word;
        if candidate.is_guess() {
            bits |= 1 << 60;
            if candidate.is_unlikely() {
                continue;
            }
        }
        bits |= reading_traits(word.upos, &word.feats).fold(0, |bits, bit| bits | 1 << bit);
        if word.feats.name_type.is_none() && word.upos == Upos::Noun {
            bits |= 1 << 61;
        }
    }
    if let Some(first) = analyses.candidates.first() {
        bits |= 1 << (62 + first.word.upos as usize);
        if let Some(case) = first.word.feats.case {
            bits |= 1 << (79 + case as usize);
        }
    }
    bits | u128::from(analyses.candidates.len() == 1) << 87
}

/// A code of the runs of characters of one kind, and of the length where it is short.
fn shape(form: &str) -> u16 {
    let (mut code, mut last, mut runs, mut count) = (0u64, 0, 0, 0u64);
    for c in form.chars().take(MOST_LETTERS) {
        count += 1;
        let kind = match c {
            '0'..='9' => 1,
            'а'..='я' | 'ё' => 2,
            'А'..='Я' | 'Ё' => 3,
            'a'..='z' => 4,
            'A'..='Z' => 5,
            _ if is_small(c) || c.is_lowercase() => 9,
            _ if c.is_uppercase() => 10,
            // Each mark is a kind of its own.
            _ => 16 + u64::from(c),
        };
        if kind != last && runs < 8 {
            code = mix(code, kind);
            runs += 1;
        }
        last = kind;
    }
    (mix(code, count.min(3)) % SHAPES as u64) as u16
}

fn role(form: &str) -> Role {
    match form {
        "«" | "„" | "“" => return Role::Opens,
        "»" | "”" => return Role::Closes,
        "\"" => return Role::Straight,
        _ => {}
    }
    let mut chars = form.chars();
    match chars.next() {
        Some(first) if first.is_uppercase() => {
            let rest = chars.as_str();
            let all = rest.chars().any(char::is_uppercase) && !rest.chars().any(char::is_lowercase);
            if all { Role::Capitals } else { Role::Capital }
        }
        Some(first) if first.is_alphanumeric() => Role::Small,
        _ => Role::Mark,
    }
}
