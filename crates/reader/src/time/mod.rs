//! Time expressions and their values.
//!
//! Rules (`data/times`) find the words, [`compose`] joins what belongs together, [`resolve`] gives values in text order.

mod calendar;
mod compose;
mod distance;
mod grammar;
mod leaf;
mod pattern;
mod reading;
mod resolve;
mod tense;
mod undated;
mod value;

use crate::{
    Resources,
    number::{Kind, atoms},
};
use compose::{Expression, Preposition, compose};
pub(crate) use grammar::Grammar;
use grammar::{Follower, Match, Meaning};
use leaf::Tape;
use resolve::{Clock, Place};
use svodka_model::{Basis, Case, Document, Precision, Timex, Upos};
use tense::{Outlook, outlook};
use undated::undated;
use value::Value;

/// Finds time expressions and resolves them; what the report does not tell of a value stays `X`.
pub(crate) fn find(resources: &Resources, doc: &Document) -> Vec<Timex> {
    let grammar = &resources.times;
    let atoms = atoms(&grammar.vocabulary, doc);
    let tape = Tape { vocabulary: &grammar.vocabulary, text: doc.text(), atoms: &atoms };
    let expressions = compose(grammar, &tape, &matches(grammar, &tape, doc));
    let mut clock = Clock::new(doc.report.published.as_deref());
    let mut found: Vec<(Timex, Option<Value>)> = Vec::with_capacity(expressions.len());
    for expression in &expressions {
        let (first, last) = (&atoms[expression.start], &atoms[expression.end - 1]);
        let place = Place {
            sentence: doc.sentence_of((first.token as usize).into()),
            outlook: expected(grammar, &tape, doc, expression),
            ahead: expression.preposition == Preposition::Until,
        };
        let span = atoms[expression.lead].span.cover(last.span);
        let Some((value, basis)) = clock.resolve(grammar, expression, place) else {
            if let Some((value, precision)) = undated(grammar, expression) {
                found.push((Timex { span, value, precision, basis: Basis::Stated }, None));
            }
            continue;
        };
        let open = matches!(grammar.rules[expression.part.rule].meaning, Meaning::Since | Meaning::Until);
        let precision = value.grain().filter(|_| !open).map_or(Precision::Open, |grain| grain.precision());
        match found.last_mut() {
            Some((timex, Some(before))) if expression.tied && next_day(*before, value) => {
                let (Value::At(from), Value::At(to)) = (*before, value) else { continue };
                *before = Value::Between(Some(from), Some(to));
                timex.span = timex.span.cover(span);
                timex.value = before.to_string();
            }
            _ => found.push((Timex { span, value: value.to_string(), precision, basis }, Some(value))),
        }
    }
    found.into_iter().map(|(timex, _)| timex).collect()
}

/// The matches of the rules, leftmost and longest first.
fn matches(grammar: &Grammar, tape: &Tape<'_>, doc: &Document) -> Vec<Match> {
    let follows = |at: usize| follower(tape, doc, at);
    let mut matches = Vec::new();
    let mut at = 0;
    while at < tape.atoms.len() {
        match grammar.longest(tape, at, follows) {
            Some(found) => {
                at = found.end;
                matches.push(found);
            }
            None => at += 1,
        }
    }
    matches
}

fn follower(tape: &Tape<'_>, doc: &Document, at: usize) -> Follower {
    let Some(atom) = tape.atoms.get(at).filter(|a| a.kind == Kind::Word && !a.breaks) else { return Follower::Other };
    let adverb = tape.vocabulary.rows(atom.sense).iter().any(|&row| &*tape.vocabulary.row(row).class == "part");
    match doc.words.get(atom.token as usize) {
        // «в 1986 Ахмедов»: a name is no unit of the number
        Some(word) if !adverb && !atom.capital && matches!(word.upos, Upos::Noun | Upos::Adj | Upos::Propn | Upos::Det) => {
            match word.feats.case {
                Some(Case::Gen) | None => Follower::GenitiveNoun,
                Some(_) => Follower::Noun,
            }
        }
        _ => Follower::Other,
    }
}

/// Where the clause of an expression looks: «намечено на пятницу» forward, «начались в пятницу» back.
fn expected(grammar: &Grammar, tape: &Tape<'_>, doc: &Document, expression: &Expression) -> Outlook {
    let token = |at: usize| tape.atoms[at].token as usize;
    let seen = outlook(grammar, doc, token(expression.start), token(expression.end - 1) + 1);
    let state = |at: usize| tape.atoms[at].span.of(tape.text).starts_with("состояни");
    let calendar = grammar.rules[expression.part.rule].meaning == Meaning::Calendar;
    let planned =
        calendar && expression.preposition == Preposition::Onto && expression.start >= 2 && !state(expression.start - 2);
    match expression.preposition {
        _ if planned => Outlook::Future,
        // «арестован до 18 ноября», «дорогу закрыли до среды»: a term ahead, if it can be
        Preposition::Until if calendar && seen == Outlook::Past => Outlook::Unknown,
        _ => seen,
    }
}

/// Whether a second day follows the first: «в понедельник и во вторник» is one stretch of time.
fn next_day(first: Value, second: Value) -> bool {
    let (Value::At(first), Value::At(second)) = (first, second) else { return false };
    let days = first.grain == value::Grain::Day && second.grain == value::Grain::Day;
    days && first.date.tomorrow().is_ok_and(|next| next == second.date)
}

#[cfg(test)]
mod tests;
