//! Which readings of a form a treebank means.

use crate::conllu::Gold;
use anyhow::Result;
use rumorph::Dictionary;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use svodka_model::Feats;
use svodka_reader::forms::{Analyses, Candidate};

/// Looks forms up once.
pub(crate) struct Lookup {
    dictionary: Dictionary,
    forms: FxHashMap<String, Rc<Analyses>>,
}

impl Lookup {
    pub(crate) fn new() -> Result<Lookup> {
        Ok(Lookup { dictionary: Dictionary::bundled()?, forms: FxHashMap::default() })
    }

    pub(crate) fn get(&mut self, form: &str) -> Rc<Analyses> {
        if let Some(found) = self.forms.get(form) {
            return found.clone();
        }
        let found = Rc::new(Analyses::of(&self.dictionary, form));
        self.forms.insert(form.to_owned(), found.clone());
        found
    }

    /// A bit for each reading of a form that the treebank may mean; 0 where none fits or the treebank does not tell.
    pub(crate) fn right(&mut self, gold: &Gold, form: &str) -> u32 {
        if gold.upos == "_" {
            return 0;
        }
        let wanted = Wanted::new(gold);
        let scores: Vec<i32> = self.get(form).candidates.iter().map(|c| wanted.score(c)).collect();
        let top = scores.iter().copied().max().unwrap_or(0);
        scores.iter().enumerate().filter(|&(_, &s)| s == top && top > 0).fold(0, |bits, (i, _)| bits | 1 << i)
    }
}

fn fold(lemma: &str) -> String {
    lemma.to_lowercase().replace('ё', "е")
}

fn merged(upos: &str) -> &str {
    match upos {
        "PROPN" => "NOUN",
        "AUX" => "VERB",
        "SCONJ" | "CCONJ" => "CONJ",
        other => other,
    }
}

struct Wanted {
    upos: String,
    lemma: String,
    feats: Feats,
    /// MorphoRuEval's «Notpast» is present or future.
    not_past: bool,
}

impl Wanted {
    fn new(gold: &Gold) -> Wanted {
        let feats = gold.feats.replace("Number=Ptan", "Number=Plur");
        Wanted {
            upos: gold.upos.clone(),
            lemma: fold(&gold.lemma),
            feats: feats.parse().unwrap_or_default(),
            not_past: gold.feats.contains("Notpast"),
        }
    }

    /// How well a reading fits; 0 and less where it does not.
    fn score(&self, candidate: &Candidate) -> i32 {
        let word = &candidate.word;
        let upos = word.upos.as_str();
        if merged(upos) != merged(&self.upos) {
            return 0;
        }
        let mut score = 10 + i32::from(upos == self.upos) * 3 + i32::from(fold(&word.lemma) == self.lemma) * 4;
        let (a, b) = (&word.feats, &self.feats);
        fn same<T: PartialEq>(found: Option<T>, wanted: Option<T>, weight: i32) -> i32 {
            match (found, wanted) {
                (Some(found), Some(wanted)) if found == wanted => weight,
                (Some(_), Some(_)) => -4 * weight,
                (None, Some(_)) => -1,
                _ => 0,
            }
        }
        score +=
            same(a.case, b.case, 3) + same(a.number, b.number, 2) + same(a.gender, b.gender, 2) + same(a.animacy, b.animacy, 1);
        score +=
            same(a.tense, b.tense, 1) + same(a.person, b.person, 1) + same(a.mood, b.mood, 1) + same(a.verb_form, b.verb_form, 2);
        score += same(a.degree, b.degree, 1) + same(a.aspect, b.aspect, 1) + same(a.name_type, b.name_type, 1);
        score -= i32::from(self.not_past && a.tense == Some(svodka_model::Tense::Past)) * 8;
        score -= i32::from(a.short != b.short) * 2;
        score
    }
}
