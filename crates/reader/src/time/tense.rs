use super::grammar::Grammar;
use svodka_model::{Aspect, Document, Tense, Upos, VerbForm};

/// When, seen from the publication, the clause around an expression plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outlook {
    Past,
    Future,
    Unknown,
}

const REACH: usize = 14;

/// Looks for the nearest word with a tense around tokens `first..end`: in their own clause, then beyond a comma.
pub(crate) fn outlook(grammar: &Grammar, doc: &Document, first: usize, end: usize) -> Outlook {
    let sentence = doc.sentence_of(first.into());
    let Some(bounds) = doc.sentences.get(sentence).map(|s| s.tokens()) else { return Outlook::Unknown };
    let mut folded = String::new();
    let mut right = (end..bounds.end.min(end + REACH)).map(|at| sign(grammar, doc, at, &mut folded)).collect::<Vec<_>>();
    let left = (bounds.start.max(first.saturating_sub(REACH))..first)
        .rev()
        .map(|at| sign(grammar, doc, at, &mut folded))
        .collect::<Vec<_>>();
    let clause = |signs: &[Sign]| {
        let stop = signs.iter().position(|s| *s == Sign::Edge).unwrap_or(signs.len());
        signs[..stop].iter().position(|s| matches!(s, Sign::Tense(_)))
    };
    let tense = |signs: &[Sign], at: usize| match signs[at] {
        Sign::Tense(outlook) => outlook,
        _ => Outlook::Unknown,
    };
    let nearest = match (clause(&left), clause(&right)) {
        (Some(l), Some(r)) if l < r => Some(tense(&left, l)),
        (_, Some(r)) => Some(tense(&right, r)),
        (Some(l), None) => Some(tense(&left, l)),
        (None, None) => None,
    };
    if let Some(outlook) = nearest {
        return outlook;
    }
    right.retain(|s| matches!(s, Sign::Tense(_)));
    let before = left.iter().position(|s| matches!(s, Sign::Tense(_)));
    before.map(|at| tense(&left, at)).or_else(|| (!right.is_empty()).then(|| tense(&right, 0))).unwrap_or(Outlook::Unknown)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Sign {
    Tense(Outlook),
    /// A comma or the like: the clause may end.
    Edge,
    Nothing,
}

fn sign(grammar: &Grammar, doc: &Document, at: usize, folded: &mut String) -> Sign {
    let form = doc.form(at.into());
    if matches!(form, "," | ";" | ":" | "—" | "–" | "(" | ")" | "«" | "»") {
        return Sign::Edge;
    }
    let sense = grammar.vocabulary.sense(form, folded);
    if grammar.vocabulary.rows(sense).contains(&grammar.future) {
        return Sign::Tense(Outlook::Future);
    }
    let Some(word) = doc.words.get(at).filter(|w| matches!(w.upos, Upos::Verb | Upos::Aux)) else { return Sign::Nothing };
    if word.feats.verb_form == Some(VerbForm::Inf) {
        return Sign::Nothing;
    }
    match word.feats.tense {
        Some(Tense::Past) => Sign::Tense(Outlook::Past),
        Some(Tense::Fut) => Sign::Tense(Outlook::Future),
        Some(Tense::Pres) if word.feats.aspect == Some(Aspect::Perf) => Sign::Tense(Outlook::Future),
        Some(Tense::Pres) if word.feats.verb_form == Some(VerbForm::Fin) => Sign::Tense(Outlook::Unknown),
        Some(Tense::Pres) => Sign::Nothing,
        None => by_ending(form),
    }
}

/// The tense of a verb that has no features: «вышел», «начались», «убиты».
fn by_ending(form: &str) -> Sign {
    let past =
        ["л", "ла", "ло", "ли", "лся", "лась", "лось", "лись", "ен", "ена", "ено", "ены", "ты", "та", "то", "аны", "ан", "ана"];
    let known = form.chars().count() > 3 && past.iter().any(|ending| form.ends_with(ending));
    if known { Sign::Tense(Outlook::Past) } else { Sign::Nothing }
}
