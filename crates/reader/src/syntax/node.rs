//! A word as the parser sees it.

use crate::linear::{hash, mix};
use svodka_model::{Feats, Upos, VerbForm, Word};

/// What the parser asks of a word, computed once.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// Hash of the lemma.
    pub(super) lemma: u64,
    /// Part of speech with the verb form.
    pub(super) pos: u64,
    /// Part of speech, verb form, voice and case.
    pub(super) tag: u64,
    /// All features.
    pub(super) morph: u64,
    pub(super) upos: Upos,
    pub(super) feats: Feats,
    /// The mark itself, for punctuation.
    pub(super) comma: bool,
}

impl Node {
    /// The node of a tagged word.
    pub fn new(word: &Word) -> Node {
        let Word { lemma, upos, feats } = word;
        let part = |value: Option<u64>| value.map_or(0, |v| v + 1);
        let verb_form = part(feats.verb_form.map(|v| v as u64));
        let pos = (*upos as u64 + 1) * 16 + verb_form * 2 + u64::from(feats.short);
        let case = part(feats.case.map(|v| v as u64));
        let voice = u64::from(feats.voice == Some(svodka_model::Voice::Pass));
        let tag = (pos * 16 + case) * 2 + voice;
        let morph = [
            part(feats.animacy.map(|v| v as u64)),
            part(feats.gender.map(|v| v as u64)),
            part(feats.number.map(|v| v as u64)),
            part(feats.person.map(|v| v as u64)),
            part(feats.mood.map(|v| v as u64)),
            part(feats.degree.map(|v| v as u64)),
            part(feats.name_type.map(|v| v as u64)),
        ];
        let morph = morph.iter().fold(tag, |packed, part| packed * 8 + part);
        let lemma = hash(lemma);
        let comma = *upos == Upos::Punct && &*word.lemma == ",";
        Node { lemma, pos, tag, morph, upos: *upos, feats: *feats, comma }
    }

    /// The case as a small number, 0 for none.
    pub(super) fn case(&self) -> u64 {
        self.feats.case.map_or(0, |c| c as u64 + 1)
    }

    /// Which of case, number and gender the two share.
    pub(super) fn agreement(&self, other: &Node) -> u64 {
        fn same<T: PartialEq>(a: Option<T>, b: Option<T>) -> u64 {
            match (a, b) {
                (Some(a), Some(b)) if a == b => 1,
                (Some(_), Some(_)) => 2,
                _ => 0,
            }
        }
        let (a, b) = (&self.feats, &other.feats);
        same(a.case, b.case) * 9 + same(a.number, b.number) * 3 + same(a.gender, b.gender)
    }

    /// True for a finite verb, a short participle or a short adjective: a likely predicate.
    pub(super) fn predicates(&self) -> bool {
        let verb = matches!(self.upos, Upos::Verb | Upos::Aux);
        (verb
            && self.feats.verb_form != Some(VerbForm::Inf)
            && self.feats.verb_form != Some(VerbForm::Conv)
            && (self.feats.verb_form != Some(VerbForm::Part) || self.feats.short))
            || (self.upos == Upos::Adj && self.feats.short)
    }

    /// The bit that this word sets in what its head has already: its case, or its part of speech.
    pub(super) fn slot(&self) -> u64 {
        match self.upos {
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num => 1 << self.case(),
            Upos::Verb | Upos::Aux if self.feats.verb_form == Some(VerbForm::Inf) => 1 << 10,
            Upos::Verb | Upos::Aux => 1 << 11,
            Upos::Adj | Upos::Det => 1 << 12,
            Upos::Sconj => 1 << 13,
            Upos::Cconj => 1 << 14,
            Upos::Adp => 1 << 15,
            Upos::Punct => 1 << 16,
            _ => 1 << 17,
        }
    }
}

/// What stands where no word is.
pub(super) const NONE: u64 = 0x0E;

/// Joins the parts of a feature.
pub(super) fn join<const N: usize>(template: u64, parts: [u64; N]) -> u64 {
    parts.iter().fold(template, |h, &part| mix(h, part))
}
