//! Training of the tagger.

use crate::{
    conllu::{self, Gold},
    learner::{Learner, Random},
};
use anyhow::Result;
use rumorph::Dictionary;
use rustc_hash::FxHashMap;
use std::rc::Rc;
use svodka_model::Feats;
use svodka_reader::{
    linear,
    morphology::{Analyses, Candidate, Context, SCHEMA},
};

/// Size of the table: buckets of eight features.
const BUCKETS: usize = 37_500;

/// A word with its readings and those among them that the treebank means.
pub(crate) struct Example {
    pub(crate) analyses: Rc<Analyses>,
    right: Vec<usize>,
}

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

    fn example(&mut self, gold: &Gold) -> Example {
        let analyses = self.get(&gold.form);
        let wanted = Wanted::new(gold);
        let scores: Vec<i32> = analyses.candidates.iter().map(|c| wanted.score(c)).collect();
        let top = scores.iter().copied().max().unwrap_or(0);
        let right = (0..scores.len()).filter(|&i| scores[i] == top && top > 0).collect();
        Example { analyses, right }
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

pub(crate) struct Wanted {
    upos: String,
    lemma: String,
    feats: Feats,
    /// MorphoRuEval's «Notpast» is present or future.
    not_past: bool,
}

impl Wanted {
    pub(crate) fn new(gold: &Gold) -> Wanted {
        let feats = gold.feats.replace("Number=Ptan", "Number=Plur");
        Wanted {
            upos: gold.upos.clone(),
            lemma: fold(&gold.lemma),
            feats: feats.parse().unwrap_or_default(),
            not_past: gold.feats.contains("Notpast"),
        }
    }

    /// How well a reading fits; 0 and less where it does not.
    pub(crate) fn score(&self, candidate: &Candidate) -> i32 {
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

/// Reads corpora, trains, reports on the held-out parts and writes the table.
pub(crate) fn train(out: &str, epochs: usize, corpora: &[&str]) -> Result<()> {
    let mut lookup = Lookup::new()?;
    let (mut train, mut held) = (Vec::new(), Vec::new());
    for path in corpora {
        let (path, copies) = path.split_once('*').map_or((*path, 1), |(path, n)| (path, n.parse().unwrap_or(1)));
        let (a, b) = conllu::split(conllu::read(path)?);
        let examples = |lookup: &mut Lookup, s: &[Gold]| -> Vec<Example> { s.iter().map(|g| lookup.example(g)).collect() };
        let sentences: Vec<Rc<Vec<Example>>> = a.iter().map(|s| Rc::new(examples(&mut lookup, s))).collect();
        for _ in 0..copies {
            train.extend(sentences.iter().cloned());
        }
        let kept: Vec<Vec<Example>> = b.iter().map(|s| examples(&mut lookup, s)).collect();
        let words = sentences.iter().flat_map(|s| s.iter());
        let (n, lost) = words.fold((0, 0), |(n, lost), e| (n + 1, lost + usize::from(e.right.is_empty())));
        eprintln!("{path}: {n} words, {:.2} % without a right reading", 100.0 * lost as f64 / n as f64);
        held.push((path.to_owned(), kept));
    }
    let mut learner = Learner::<1>::new();
    let mut random = Random(1);
    let mut features = Vec::new();
    let (mut plus, mut minus) = (Vec::new(), Vec::new());
    let mut context = Context::default();
    for epoch in 0..epochs {
        random.shuffle(&mut train);
        let (mut wrong, mut all) = (0, 0);
        for sentence in &train {
            context.start();
            for (at, example) in sentence.iter().enumerate() {
                let here = &example.analyses;
                let (next, after) = (sentence.get(at + 1).map(|e| &*e.analyses), sentence.get(at + 2).map(|e| &*e.analyses));
                let mut chosen = context.choose(here, next, after, |f| learner.score(f)[0], &mut features);
                all += 1;
                if !example.right.is_empty() && example.right.len() < here.candidates.len() {
                    learner.tick();
                    if !example.right.contains(&chosen) {
                        wrong += 1;
                        let best = example.right.iter().map(|&rank| {
                            plus.clear();
                            context.features(here, rank, next, &mut plus);
                            (learner.score(&plus)[0], rank)
                        });
                        let gold = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map_or(0, |(_, rank)| rank);
                        plus.clear();
                        context.features(here, gold, next, &mut plus);
                        minus.clear();
                        context.features(here, chosen, next, &mut minus);
                        learner.update(&plus, 0, 1.0);
                        learner.update(&minus, 0, -1.0);
                        // Mostly the tagger goes on from its own choice, as it will have to.
                        if random.one_in(3) {
                            chosen = gold;
                        }
                    }
                }
                context.push(&here.candidates[chosen]);
            }
        }
        eprintln!("epoch {}: {:.2} % wrong, {} features", epoch + 1, 100.0 * wrong as f64 / all as f64, learner.len());
    }
    let rows = learner.average(2);
    eprintln!("{} features kept", rows.len());
    let file = linear::pack::<1>(rows, BUCKETS, SCHEMA);
    std::fs::write(out, &file)?;
    let table = linear::Table::<1>::new(file.leak(), SCHEMA)?;
    for (path, sentences) in &held {
        let (mut right, mut all, mut ceiling) = (0, 0, 0);
        for sentence in sentences {
            context.start();
            for (at, example) in sentence.iter().enumerate() {
                let here = &example.analyses;
                let (next, after) = (sentence.get(at + 1).map(|e| &*e.analyses), sentence.get(at + 2).map(|e| &*e.analyses));
                let chosen = context.choose(here, next, after, |f| table.score(f)[0], &mut features);
                right += usize::from(example.right.contains(&chosen));
                ceiling += usize::from(!example.right.is_empty());
                all += 1;
                context.push(&here.candidates[chosen]);
            }
        }
        println!(
            "{path}: held out {all} words, right reading {:.2} % (ceiling {:.2} %)",
            100.0 * right as f64 / all as f64,
            100.0 * ceiling as f64 / all as f64
        );
    }
    Ok(())
}
