//! What the tagger looks at.

use super::{Analyses, Candidate};
use crate::linear::mix;
use svodka_model::{Case, Upos};

/// Number of this feature set: raise it with every change, so that old weights are refused.
pub const SCHEMA: u32 = 1;

/// A word that has been tagged.
#[derive(Clone, Copy, Debug, Default)]
struct Chosen {
    tag: u64,
    pos: u64,
    agreement: u64,
    lemma: u64,
}

/// What is known to the left of a word, and what lies to its right.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// The last word first.
    last: [Chosen; 3],
    /// The preposition whose noun is still to come.
    preposition: u64,
    /// The last verb.
    verb: u64,
    /// The last noun.
    noun: u64,
    /// Cases of nouns since the last verb or the start of the clause, a bit each.
    cases: u64,
    /// Words so far.
    length: u64,
    tags: Vec<u64>,
    agreements: Vec<u64>,
    cases_of: Vec<u64>,
    parts: Vec<u64>,
}

/// What stands beyond the edges of a sentence.
const EDGE: u64 = 0xED6E;

impl Context {
    /// Begins a sentence.
    pub fn start(&mut self) {
        let edge = Chosen { tag: EDGE, pos: EDGE, agreement: EDGE, lemma: EDGE };
        self.last = [edge; 3];
        (self.preposition, self.verb, self.noun, self.cases, self.length) = (0, 0, 0, 0, 0);
    }

    /// Takes the reading chosen for the next word.
    pub fn push(&mut self, chosen: &Candidate) {
        let word = &chosen.word;
        self.last = [
            Chosen { tag: chosen.tag, pos: chosen.pos, agreement: chosen.agreement, lemma: chosen.lemma },
            self.last[0],
            self.last[1],
        ];
        self.length += 1;
        match word.upos {
            Upos::Adp => self.preposition = chosen.lemma,
            Upos::Noun | Upos::Propn | Upos::Pron => {
                self.preposition = 0;
                self.noun = chosen.lemma;
                if self.last[1].pos != chosen.pos || word.feats.case != Some(Case::Gen) {
                    self.cases |= 1 << chosen.case();
                }
            }
            Upos::Verb if chosen.governs() => {
                self.preposition = 0;
                self.verb = chosen.lemma;
            }
            Upos::Punct | Upos::Cconj | Upos::Sconj => self.preposition = 0,
            _ => {}
        }
        if word.upos == Upos::Sconj || (word.upos == Upos::Punct && word.lemma.starts_with([';', ':', '—'])) {
            self.cases = 0;
        }
    }

    /// Prepares what all readings of one word share.
    pub fn look(&mut self, here: &Analyses, next: Option<&Analyses>, after: Option<&Analyses>) {
        let [a, b, _] = self.last;
        let first = u64::from(self.length == 0);
        let (next_form, next_class) = next.map_or((EDGE, EDGE), |n| (n.form, n.class));
        let (after_form, after_class) = after.map_or((EDGE, EDGE), |n| (n.form, n.class));
        let (form, class) = (here.form, here.class);
        let shape = here.shape * 2 + first;
        let fill = |to: &mut Vec<u64>, seed: u64, parts: &[u64]| {
            to.clear();
            to.extend(parts.iter().enumerate().map(|(i, &part)| mix(part, seed + i as u64)));
        };
        fill(
            &mut self.tags,
            100,
            &[
                form,
                here.suffixes[0],
                here.suffixes[1],
                shape,
                a.tag,
                mix(a.tag, b.tag),
                a.lemma,
                next_form,
                next_class,
                mix(a.tag, next_class),
                self.preposition,
                mix(form, a.tag),
                mix(form, next_class),
                class,
                mix(class, a.tag),
                mix(class, next_class),
                mix(class, a.lemma),
                mix(class, next_form),
                mix(mix(class, a.tag), next_class),
            ],
        );
        fill(
            &mut self.agreements,
            200,
            &[
                a.agreement,
                mix(a.agreement, b.agreement),
                mix(a.agreement, next_class),
                a.lemma,
                self.preposition,
                mix(self.verb, self.cases),
                self.cases,
                next_form,
                mix(a.pos, b.agreement),
                mix(self.preposition, a.agreement),
                mix(next_class, after_class),
            ],
        );
        fill(
            &mut self.cases_of,
            300,
            &[
                self.preposition,
                mix(self.preposition, class),
                mix(self.verb, self.cases),
                mix(self.verb, self.preposition),
                self.noun,
                mix(self.noun, a.pos),
                a.lemma,
                next_form,
                mix(a.lemma, b.lemma),
                after_form,
            ],
        );
        fill(
            &mut self.parts,
            400,
            &[
                form,
                mix(a.pos, b.pos),
                a.pos,
                a.lemma,
                next_form,
                next_class,
                mix(next_class, after_class),
                mix(a.pos, next_class),
                mix(form, next_form),
                mix(a.lemma, form),
                shape,
                mix(shape, here.suffixes[1]),
                mix(form, a.pos),
                mix(self.last[2].pos, mix(b.pos, a.pos)),
            ],
        );
    }

    /// The features of the reading at `rank`.
    pub fn features(&self, here: &Analyses, rank: usize, next: Option<&Analyses>, out: &mut Vec<u64>) {
        let Some(reading) = here.candidates.get(rank) else { return };
        let rank = rank.min(5) as u64;
        let case = mix(reading.case(), reading.pos);
        out.extend(self.tags.iter().map(|&context| mix(context, reading.tag)));
        out.extend(self.agreements.iter().map(|&context| mix(context, reading.agreement)));
        out.extend(self.cases_of.iter().map(|&context| mix(context, case)));
        out.extend(self.parts.iter().map(|&context| mix(context, reading.pos)));
        let agreeing = next.into_iter().flat_map(|n| n.candidates.iter().take(8)).filter(|next| reading.agrees(next));
        let with = agreeing.fold(0, |set, next| set | 1 << (next.word.upos as u64));
        let name = reading.word.feats.name_type.map_or(0, |n| n as u64 + 1);
        out.extend([
            mix(reading.share, 501),
            mix(mix(reading.share, rank), 502),
            mix(mix(reading.share, reading.tag), 503),
            mix(mix(with, reading.pos), 504),
            mix(mix(with, reading.agreement), 505),
            mix(reading.lemma, 506),
            mix(mix(reading.lemma, reading.pos), 507),
            mix(mix(reading.lemma, self.last[0].pos), 508),
            mix(mix(name, here.shape), 509),
            mix(mix(name, self.last[0].tag), 510),
            mix(mix(name, here.suffixes[1]), 511),
            mix(mix(name, self.last[0].lemma), 512),
            mix(mix(reading.lemma, self.last[0].lemma), 513),
        ]);
    }
}
