//! Amounts: numbers with their bounds, what they are measured in and what they count.

mod amount;
mod bounds;
mod counted;
mod label;
mod lexis;
mod unit;

use crate::{
    Resources,
    number::{Atom, Kind, atoms},
};
use amount::Amount;
use counted::counted;
pub(crate) use lexis::Lexis;
use svodka_model::{Document, Quantity, Span};
use unit::Unit;

/// Finds amounts; numbers inside time expressions, labels and names are none.
pub(crate) fn find(resources: &Resources, doc: &Document) -> Vec<Quantity> {
    let lexis = &resources.amounts;
    let atoms = atoms(&lexis.vocabulary, doc);
    let scan = Scan { lexis, doc, text: doc.text(), atoms: &atoms };
    let mut found: Vec<Quantity> = Vec::new();
    // what tells a length alone is an amount too
    let mut times = doc.timexes.iter().filter(|t| !t.is_length()).map(|t| t.span).peekable();
    let mut at = 0;
    let mut floor = 0;
    while let Some(atom) = atoms.get(at) {
        while times.next_if(|span| span.end <= atom.span.start).is_some() {}
        if times.peek().is_some_and(|span| span.overlaps(atom.span)) {
            at += 1;
            floor = at;
            continue;
        }
        match scan.amount(at, floor) {
            Some(amount) => {
                at = amount.end.max(at + 1);
                floor = at;
                scan.push(&mut found, amount);
            }
            None => at += 1,
        }
    }
    found
}

/// What an amount is read from.
struct Scan<'a> {
    lexis: &'a Lexis,
    doc: &'a Document,
    text: &'a str,
    atoms: &'a [Atom],
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.atoms.get(at).filter(|a| a.kind == Kind::Word && a.span.len() <= 24).map_or("", |a| a.span.of(self.text))
    }

    fn mark(&self, at: usize) -> char {
        self.atoms.get(at).map_or('\0', Atom::mark)
    }

    fn push(&self, found: &mut Vec<Quantity>, amount: Amount) {
        let span = self.atoms[amount.start].span.cover(self.atoms[amount.end - 1].span);
        let (number, next) = (self.token(amount.number), self.token_after(amount.end));
        let of = match amount.unit {
            Unit::None | Unit::Word(_) => amount.inverted.or_else(|| counted(self.doc, number, next)),
            _ => None,
        };
        let quantity =
            Quantity { span, min: amount.min, max: amount.max, approx: amount.approximate, unit: amount.unit.name(), of };
        if let Some(last) = found.last_mut() {
            let gap = Span::new(last.span.end as usize, span.start as usize).of(self.text);
            let until = self.atoms[amount.number].span.start as usize;
            let between = self.text.get(last.span.end as usize..until).unwrap_or_default().trim_start_matches('.').trim();
            if between == "до" && gap.len() <= 8 && !self.atoms[amount.start].breaks {
                return self.span_from(found, quantity, self.scale(amount.number, amount.end));
            }
        }
        found.push(quantity);
    }

    /// «от 20 до 30» is one amount, «с 38 до 120» are two that share a unit.
    fn span_from(&self, found: &mut Vec<Quantity>, mut next: Quantity, scale: f64) {
        let Some(last) = found.last_mut() else { return };
        let fits = last.unit.is_none() && last.min.or(last.max).is_some_and(|low| low < 1000.0 && low < scale);
        if fits && next.max.or(next.min).is_some_and(|high| last.min.or(last.max).is_some_and(|low| low * scale <= high)) {
            // «от 10 до 20 тысяч»
            (last.min, last.max) = (last.min.map(|v| v * scale), last.max.map(|v| v * scale));
        }
        let before = self.text.get(..last.span.start as usize).unwrap_or_default().trim_end();
        let opener = before.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let own = last.span.of(self.text);
        let value = next.max.or(next.min);
        if last.unit.is_none() || last.unit == next.unit {
            last.unit.clone_from(&next.unit);
            last.of = last.of.or(next.of);
            let from = last.min.or(last.max);
            if matches!(opener, "от" | "От") || own.starts_with("от ") || own.starts_with("От ") {
                (last.min, last.max) = if from <= value { (from, value) } else { (value, from) };
                if matches!(opener, "от" | "От") {
                    last.span.start = (before.len() - opener.len()) as u32;
                }
                last.span = last.span.cover(next.span);
                last.approx |= next.approx;
                last.of = next.of.or(last.of);
                return;
            }
            if matches!(opener, "с" | "С" | "со") {
                (next.min, next.max) = (value, value);
                if next.span.of(self.text).starts_with("до ") {
                    next.span.start += "до ".len() as u32;
                }
            }
        }
        found.push(next);
    }
}

#[cfg(test)]
mod tests;
