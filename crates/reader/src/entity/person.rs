//! A person's name in the nominative: the parts agree in case and gender, foreign parts may not decline at all.

use super::spell::{is_capital, keep_spelling};
use crate::Resources;
use rustc_hash::FxHashSet;
use std::ops::Range;
use svodka_model::{Case, Document, Gender, NameType, Number, Upos};

/// One way to read a part of a name.
struct Reading {
    /// `None` for any.
    case: Option<Case>,
    /// `None` for any.
    gender: Option<Gender>,
    nominative: String,
    weight: f32,
}

/// The capitalised forms of a report: a nominative that stands in it is most likely right.
#[derive(Debug, Default)]
pub(crate) struct Forms<'d>(FxHashSet<&'d str>);

impl<'d> Forms<'d> {
    pub(crate) fn new(doc: &'d Document) -> Forms<'d> {
        Forms((0..doc.tokens.len()).map(|t| doc.form(t.into())).filter(|form| is_capital(form)).collect())
    }
}

const CASES: [Case; 6] = [Case::Nom, Case::Gen, Case::Dat, Case::Acc, Case::Ins, Case::Loc];

/// The words of a person's name in the nominative. The reading is taken in which all parts agree, which the tagger's case
/// and the other forms in the report speak for.
pub(crate) fn nominative(resources: &Resources, doc: &Document, forms: &Forms<'_>, tokens: Range<usize>) -> String {
    let parts: Vec<Vec<Reading>> = tokens.clone().map(|token| readings(resources, doc, forms, token)).collect();
    let mut best: Option<(f32, Vec<&str>)> = None;
    for case in CASES {
        for gender in [Gender::Masc, Gender::Fem] {
            let mut score = tokens.clone().map(|t| fits(doc, t, case)).sum::<f32>();
            let mut words = Vec::with_capacity(parts.len());
            for readings in &parts {
                let open = |r: &&Reading| r.case.is_none_or(|c| c == case) && r.gender.is_none_or(|g| g == gender);
                let Some(reading) = readings.iter().filter(open).max_by(|a, b| a.weight.total_cmp(&b.weight)) else { break };
                score += reading.weight;
                words.push(reading.nominative.as_str());
            }
            if words.len() == parts.len() && best.as_ref().is_none_or(|(old, _)| score > *old) {
                best = Some((score, words));
            }
        }
    }
    let words = best.map_or_else(|| tokens.clone().map(|t| doc.form(t.into())).collect(), |(_, words)| words);
    let mut name = String::new();
    let mut last = None;
    for (token, word) in tokens.zip(words) {
        let span = doc.tokens[token].span;
        if last.is_some_and(|end| span.start > end) {
            name.push(' ');
        }
        last = Some(span.end);
        name.push_str(word);
    }
    name
}

/// How well a case goes with what the tagger chose for the token.
fn fits(doc: &Document, token: usize, case: Case) -> f32 {
    match doc.words[token].feats.case {
        Some(chosen) if chosen == case => 2.0,
        // The accusative of men looks like the genitive.
        Some(Case::Gen) if case == Case::Acc => 1.0,
        Some(Case::Acc) if case == Case::Gen => 1.0,
        _ => 0.0,
    }
}

/// True for the last word of «Анна и Олег Роговы».
fn follows_and(doc: &Document, token: usize) -> bool {
    token.checked_sub(2).is_some_and(|and| doc.form(and.into()) == "и")
}

fn readings(resources: &Resources, doc: &Document, forms: &Forms<'_>, token: usize) -> Vec<Reading> {
    let form = doc.form(token.into());
    let mut readings = Vec::new();
    let unchanged =
        |weight: f32, gender: Option<Gender>, case: Option<Case>| Reading { case, gender, nominative: form.to_owned(), weight };
    // «аль-Завахири»: what stands before the last hyphen in small letters does not decline.
    let stem_at = form.rfind('-').filter(|_| !is_capital(form)).map_or(0, |at| at + 1);
    let stem = form.get(stem_at..).unwrap_or(form);
    if !is_capital(stem) || !stem.chars().next_back().is_some_and(|c| matches!(c, 'а'..='я' | 'ё')) {
        return vec![unchanged(0.0, None, None)];
    }
    let entry = resources.look_up(stem);
    let mut known = false;
    for candidate in &entry.analyses.candidates {
        let (word, feats) = (&candidate.word, &candidate.word.feats);
        let named = matches!(feats.name_type, Some(NameType::Giv | NameType::Sur | NameType::Pat));
        let nominal = matches!(word.upos, Upos::Propn | Upos::Noun) || (word.upos == Upos::Adj && !feats.short);
        // «Анна и Олег Роговы»: the surname of several.
        let family = feats.number == Some(Number::Plur) && feats.name_type == Some(NameType::Sur) && follows_and(doc, token);
        if !nominal || feats.number == Some(Number::Plur) && !family || feats.case.is_none() {
            continue;
        }
        known |= named && !candidate.is_guess();
        let weight = candidate.log_share() + if named { 2.0 } else { -1.0 } - if candidate.is_guess() { 1.0 } else { 0.0 };
        let lemma = keep_spelling(&word.lemma, stem);
        let nominative = if stem_at == 0 { lemma } else { format!("{}{lemma}", form.get(..stem_at).unwrap_or_default()) };
        let gender = if named || word.upos != Upos::Noun { feats.gender } else { None };
        let weight = weight + if nominative != form && forms.0.contains(nominative.as_str()) { 3.0 } else { 0.0 };
        readings.push(Reading { case: feats.case, gender, nominative, weight });
    }
    let last = stem.chars().next_back().unwrap_or(' ');
    let alone = if known { -4.0 } else { 0.0 };
    match last {
        // «Татарского», «Кивы» are seldom names that do not decline.
        _ if stem.ends_with("ого") || stem.ends_with("его") || last == 'ы' => readings.push(unchanged(-3.5, None, None)),
        'о' | 'е' | 'э' | 'и' | 'у' | 'ю' | 'ё' => readings.push(unchanged(0.5 + alone, None, None)),
        'а' | 'я' | 'й' | 'ь' => readings.push(unchanged(-2.5 + alone, None, Some(Case::Nom))),
        // Women's names in a consonant do not decline, men's are the nominative.
        _ => {
            readings.push(unchanged(-0.5, Some(Gender::Fem), None));
            readings.push(unchanged(0.5 + alone / 2.0, Some(Gender::Masc), Some(Case::Nom)));
        }
    }
    readings
}
