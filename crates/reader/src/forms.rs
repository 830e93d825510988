//! What the dictionary says of a form: its readings, one of which the tagger chooses.

use crate::{hash::mix, letters::is_letter};
use rumorph::{Dictionary, Source};
use std::sync::Arc;
use svodka_model::{Feats, NameType, Upos, Word};

/// One reading of a form.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The reading.
    pub word: Word,
    /// Part of speech and features, without the kind of name.
    bundle: u64,
    /// The dictionary's share, in few steps.
    share: u8,
}

/// All readings of a form.
#[derive(Clone, Debug)]
pub struct Analyses {
    /// The readings, the dictionary's favourite first; never empty.
    pub candidates: Box<[Candidate]>,
}

/// Shares that a reading can have.
pub const SHARES: usize = 32;
/// At most so many readings are weighed.
const MAX_CANDIDATES: usize = 24;

impl Analyses {
    /// Looks a form up.
    pub fn of(dictionary: &Dictionary, form: &str) -> Analyses {
        let lower = form.to_lowercase();
        let mut candidates: Vec<Candidate> = Vec::new();
        // Nothing in the dictionary is longer, and guessing by parts costs time.
        let analyses = if form.len() <= 120 { dictionary.analyze(form) } else { Vec::new() };
        let mut last: Option<Arc<str>> = None;
        for analysis in &analyses {
            let Some(tag) = dictionary.ud_tag(analysis.ud) else { continue };
            let upos = tag.pos().parse().unwrap_or(Upos::X);
            let mut feats = Feats::default();
            for (name, value) in tag.feats() {
                set(&mut feats, name, value);
            }
            let known = last.take().filter(|l| **l == *analysis.lemma);
            let lemma = known.unwrap_or_else(|| analysis.lemma.to_lowercase().into());
            last = Some(lemma.clone());
            let same = |c: &Candidate| c.word.upos == upos && c.word.feats == feats && c.word.lemma == lemma;
            if candidates.len() < MAX_CANDIDATES && !candidates.iter().any(same) {
                candidates.push(Candidate::new(Word { lemma, upos, feats }, share(analysis.prob, analysis.source)));
            }
        }
        if candidates.iter().all(|c| c.word.upos == Upos::X) {
            candidates = fallback(form, &lower, candidates);
        }
        Analyses { candidates: candidates.into() }
    }
}

impl Candidate {
    fn new(word: Word, share: u8) -> Candidate {
        let Word { upos, feats, .. } = &word;
        let plain = Feats { name_type: None, ..*feats };
        let named = u64::from(feats.name_type.is_some_and(|n| n != NameType::Geo));
        let verb_form = feats.verb_form.map_or(0, |v| v as u64 + 1) + u64::from(feats.short) * 8;
        let pos = mix(*upos as u64 + 1, verb_form + 16 * named);
        Candidate { bundle: mix(pos, hash_feats(&plain)), share, word }
    }

    /// Number of the dictionary's share with its source, below [`SHARES`].
    pub fn share(&self) -> usize {
        self.share.into()
    }

    /// Hash of part of speech and features, without the kind of name.
    pub fn bundle(&self) -> u64 {
        self.bundle
    }

    /// True where the dictionary lacks the form and guesses from its ending.
    pub(crate) fn is_guess(&self) -> bool {
        self.share & 3 == 3
    }

    /// The dictionary's share as a rough logarithm, 0 for a sure reading.
    pub(crate) fn log_share(&self) -> f32 {
        const STEPS: [f32; 8] = [-6.0, -4.6, -3.0, -1.6, -0.9, -0.4, -0.1, 0.0];
        STEPS.get((self.share / 4) as usize).copied().unwrap_or(0.0)
    }

    /// True for a reading that the dictionary gives less than a tenth to.
    pub(crate) fn is_unlikely(&self) -> bool {
        self.share / 4 < 3
    }
}

fn hash_feats(feats: &Feats) -> u64 {
    let parts = [
        feats.animacy.map_or(0, |v| v as u64 + 1),
        feats.aspect.map_or(0, |v| v as u64 + 1),
        feats.case.map_or(0, |v| v as u64 + 1),
        feats.degree.map_or(0, |v| v as u64 + 1),
        feats.gender.map_or(0, |v| v as u64 + 1),
        feats.mood.map_or(0, |v| v as u64 + 1),
        feats.number.map_or(0, |v| v as u64 + 1),
        feats.person.map_or(0, |v| v as u64 + 1),
        feats.tense.map_or(0, |v| v as u64 + 1),
        feats.voice.map_or(0, |v| v as u64 + 1),
        u64::from(feats.short),
    ];
    parts.iter().fold(0, |packed, part| packed * 10 + part)
}

/// Sets one feature by its UD name; unknown ones are passed over.
fn set(feats: &mut Feats, name: &str, value: &str) {
    match name {
        "Animacy" => feats.animacy = value.parse().ok(),
        "Aspect" => feats.aspect = value.parse().ok(),
        "Case" => feats.case = value.parse().ok(),
        "Degree" => feats.degree = value.parse().ok(),
        "Gender" => feats.gender = value.parse().ok(),
        "Mood" => feats.mood = value.parse().ok(),
        "NameType" => feats.name_type = value.parse().ok(),
        "Number" => feats.number = value.parse().ok(),
        "Person" => feats.person = value.parse().ok(),
        "Tense" => feats.tense = value.parse().ok(),
        "VerbForm" => feats.verb_form = value.parse().ok(),
        "Voice" => feats.voice = value.parse().ok(),
        "Variant" => feats.short = value == "Short",
        _ => {}
    }
}

/// Words that the dictionary cannot place: codes and names with digits, addresses, pictures.
fn fallback(form: &str, lower: &str, found: Vec<Candidate>) -> Vec<Candidate> {
    let word = |upos| Candidate::new(Word { lemma: lower.into(), upos, feats: Feats::default() }, 0);
    let first = form.chars().next().unwrap_or(' ');
    let letters = form.chars().any(is_letter);
    if first == '#' || first == '@' || form.contains("://") || !letters {
        let symbol = if first.is_ascii_digit() { Upos::Num } else { Upos::Sym };
        return if found.is_empty() || letters || symbol == Upos::Num { vec![word(symbol)] } else { found };
    }
    // «Ил-76», «Су-24М», «iPhone»
    if first.is_uppercase() || form.chars().any(|c| c.is_uppercase()) {
        return vec![word(Upos::Propn), word(Upos::X), word(Upos::Noun)];
    }
    if found.is_empty() { vec![word(Upos::X)] } else { found }
}

/// The dictionary's share of a reading in steps that grow towards certainty, with where it comes from.
fn share(share: f64, source: Source) -> u8 {
    const EDGES: [f64; 7] = [0.002, 0.02, 0.1, 0.3, 0.5, 0.8, 0.97];
    let step = EDGES.iter().filter(|&&edge| edge < share).count() as u8;
    let source = match source {
        Source::Dictionary => 1,
        Source::Rule => 2,
        _ => 3,
    };
    step * 4 + source
}
