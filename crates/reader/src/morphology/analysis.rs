//! What the dictionary says of a form, in the shape that the tagger asks for.

use crate::letters::{is_letter, is_small};
use crate::linear::{hash, mix};
use rumorph::{Dictionary, Source};
use std::sync::Arc;
use svodka_model::{Case, Feats, NameType, Upos, VerbForm, Word};

/// One reading of a form.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The reading.
    pub word: Word,
    /// Part of speech and features, without the kind of name.
    pub(super) tag: u64,
    /// Part of speech with the verb form.
    pub(super) pos: u64,
    /// Case, number, gender, animacy and the kind of word that agrees in them.
    pub(super) agreement: u64,
    /// Hash of the lemma.
    pub(super) lemma: u64,
    /// The dictionary's share, in few steps.
    pub(super) share: u64,
}

/// All readings of a form.
#[derive(Clone, Debug)]
pub struct Analyses {
    /// The readings, the dictionary's favourite first; never empty.
    pub candidates: Box<[Candidate]>,
    /// Hash of the form in lower case.
    pub(super) form: u64,
    /// Hashes of the last two and three letters.
    pub(super) suffixes: [u64; 2],
    /// Letter case and kind of characters.
    pub(super) shape: u64,
    /// Hash of the set of readings.
    pub(super) class: u64,
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
        let class = candidates.iter().map(|c| c.tag).fold(0, |set, tag| set ^ mix(tag, 17));
        let tails = [2, 3].map(|n| hash(tail(&lower, n)));
        Analyses { form: hash(&lower), suffixes: tails, shape: shape(form), class, candidates: candidates.into() }
    }
}

impl Candidate {
    fn new(word: Word, share: u64) -> Candidate {
        let Word { lemma, upos, feats } = &word;
        let plain = Feats { name_type: None, ..*feats };
        let named = u64::from(feats.name_type.is_some_and(|n| n != NameType::Geo));
        let verb_form = feats.verb_form.map_or(0, |v| v as u64 + 1) + u64::from(feats.short) * 8;
        let pos = mix(*upos as u64 + 1, verb_form + 16 * named);
        let case = feats.case.map_or(0, |c| c as u64 + 1);
        let number = feats.number.map_or(0, |n| n as u64 + 1);
        let gender = feats.gender.map_or(0, |g| g as u64 + 1);
        let animacy = feats.animacy.map_or(0, |a| a as u64 + 1);
        let kind = match upos {
            Upos::Noun | Upos::Propn => 1,
            Upos::Adj | Upos::Det => 2,
            Upos::Verb | Upos::Aux => 3 + verb_form,
            Upos::Pron => 40,
            Upos::Num => 41,
            _ => 42,
        };
        let agreement = (((kind * 16 + case) * 4 + number) * 4 + gender) * 4 + animacy;
        let tag = mix(pos, hash_feats(&plain));
        Candidate { tag, pos, agreement: agreement + 1, lemma: hash(lemma), share, word }
    }

    /// True where the two can stand side by side as attribute and noun.
    pub(super) fn agrees(&self, other: &Candidate) -> bool {
        let (a, b) = (&self.word.feats, &other.word.feats);
        let gender =
            a.gender == b.gender || a.gender.is_none() || b.gender.is_none() || a.number == Some(svodka_model::Number::Plur);
        a.case.is_some() && a.case == b.case && a.number == b.number && gender
    }

    /// The case as a small number, 0 for none.
    pub(super) fn case(&self) -> u64 {
        self.word.feats.case.map_or(0, |c: Case| c as u64 + 1)
    }

    /// Number of the dictionary's share with its source, below [`SHARES`].
    pub fn share(&self) -> usize {
        self.share as usize
    }

    /// Hash of part of speech and features, without the kind of name.
    pub fn bundle(&self) -> u64 {
        self.tag
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

    /// True for the infinitive, which governs like a finite verb.
    pub(super) fn governs(&self) -> bool {
        matches!(self.word.upos, Upos::Verb)
            && !matches!(self.word.feats.verb_form, Some(VerbForm::Part) if !self.word.feats.short)
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
fn share(share: f64, source: Source) -> u64 {
    const EDGES: [f64; 7] = [0.002, 0.02, 0.1, 0.3, 0.5, 0.8, 0.97];
    let step = EDGES.iter().filter(|&&edge| edge < share).count() as u64;
    let source = match source {
        Source::Dictionary => 1,
        Source::Rule => 2,
        _ => 3,
    };
    step * 4 + source
}

/// The last `n` letters.
fn tail(word: &str, n: usize) -> &str {
    let start = word.char_indices().rev().nth(n - 1).map_or(0, |(i, _)| i);
    word.get(start..).unwrap_or_default()
}

/// Letter case, script, digits and hyphens of a form as a small number.
fn shape(form: &str) -> u64 {
    let (mut upper, mut lower, mut digit, mut latin, mut hyphen, mut stop) = (0, 0, 0, 0, 0, 0);
    for c in form.chars().take(40) {
        match c {
            '-' => hyphen = 1,
            '.' => stop = 1,
            _ if c.is_ascii_digit() => digit = 1,
            _ if c.is_uppercase() => upper += 1,
            _ if is_small(c) => lower = 1,
            _ => {}
        }
        latin |= u64::from(c.is_ascii_alphabetic());
    }
    let first = form.chars().next().is_some_and(char::is_uppercase);
    let capitals: u64 = if upper > 1 { 2 } else { upper };
    ((((((u64::from(first) * 3 + capitals) * 2 + lower) * 2 + digit) * 2 + latin) * 2 + hyphen) * 2 + stop) + 1
}
