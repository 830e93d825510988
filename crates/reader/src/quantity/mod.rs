//! Amounts: numbers with their bounds, what they are measured in and what they count.

mod counted;
mod label;
mod lexis;
mod unit;

use crate::{Resources, number::{Atom, Kind, NumeralClass, NumeralSense, atoms, cardinal}};
use counted::counted;
use label::{is_idiom, is_label, labelled};
pub(crate) use lexis::Lexis;
use lexis::{Bound, Effect, Government, Role};
use svodka_model::{Document, Quantity, Span};
use unit::{Unit, symbol, unit};

/// Finds amounts; numbers inside time expressions, labels and names are none.
pub(crate) fn find(resources: &Resources, doc: &Document) -> Vec<Quantity> {
    let lexis = &resources.amounts;
    let atoms = atoms(&lexis.vocabulary, doc);
    let scan = Scan { lexis, doc, text: doc.text(), atoms: &atoms };
    let mut found: Vec<Quantity> = Vec::new();
    let mut times = doc.timexes.iter().map(|t| t.span).peekable();
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

struct Scan<'a> {
    lexis: &'a Lexis,
    doc: &'a Document,
    text: &'a str,
    atoms: &'a [Atom],
}

/// An amount in the making.
#[derive(Debug)]
struct Amount {
    start: usize,
    /// One past its last atom.
    end: usize,
    min: Option<f64>,
    max: Option<f64>,
    approximate: bool,
    unit: Unit,
    /// The atom of its number.
    number: usize,
    /// «с 38» of «с 38 до 120», which shares the unit of what follows.
    opens: bool,
}

/// A number as the words of the number alone give it.
struct Core {
    low: f64,
    high: f64,
    sense: NumeralSense,
    end: usize,
}

impl Scan<'_> {
    fn word(&self, at: usize) -> &str {
        self.atoms.get(at).filter(|a| a.kind == Kind::Word && a.span.len() <= 24).map_or("", |a| a.span.of(self.text))
    }

    fn mark(&self, at: usize) -> char {
        self.atoms.get(at).map_or('\0', Atom::mark)
    }

    /// The amount whose number begins at an atom; words before `floor` are taken.
    fn amount(&self, at: usize, floor: usize) -> Option<Amount> {
        let atom = &self.atoms[at];
        if atom.sense == 0 && atom.kind == Kind::Word {
            return None;
        }
        let prefix = symbol(atom.mark());
        let number = at + usize::from(prefix.is_some());
        let (role, row) = self.lexis.role(atom);
        if let Role::Factor | Role::FactorAdjective | Role::Adverb = role {
            let value = self.lexis.vocabulary.row(row).value;
            let core = Core { low: value, high: value, sense: NumeralSense::Exact, end: at + 1 };
            let unit = if role == Role::Adverb { Unit::Word("раз".to_owned()) } else { Unit::Factor };
            let fits = role != Role::FactorAdjective || self.lexis.changes(self.word(at + 1));
            return fits.then(|| self.bound(core, at, at, floor, unit));
        }
        let core = self.core(number)?;
        let digits = matches!(self.atoms[number].kind, Kind::Number { .. });
        if prefix.is_none() && digits && is_label(self.doc, self.atoms, number, core.end) {
            return None;
        }
        if self.is_ordinal(core.end) {
            return None;
        }
        if !digits && is_idiom(self.lexis, self.doc, self.atoms, number, core.end) {
            return None;
        }
        let (unit, end) = match prefix {
            Some(code) => (Unit::Money(code.to_owned()), core.end),
            None => self.unit(number, core.end),
        };
        let label = labelled(self.lexis, self.text, self.atoms, number);
        let countable = counted(self.doc, self.token(number), self.token_after(end)).is_some();
        match (&unit, label) {
            (Unit::Time(_) | Unit::Date, Some(Role::Age)) | (Unit::Date, _) => return None,
            (Unit::Year, _) if !self.is_term(number, end) => return None,
            (Unit::None, Some(Role::Age | Role::Label)) => return None,
            (Unit::None, Some(Role::WeakLabel)) if !countable => return None,
            (Unit::None, _) if digits && !countable && self.looks_like_year(number, core.end) => return None,
            (Unit::None, _) if core.sense == NumeralSense::Exact && core.low < 1.0 && core.low > 0.0 && !digits => {
                return self.fraction(core, number, floor);
            }
            _ => {}
        }
        let mut amount = self.bound(Core { end, ..core }, at, number, floor, unit);
        amount.number = number;
        Some(amount)
    }

    /// The unit after a number; that of «18 лет» for «13» in «от 13 до 18 лет».
    fn unit(&self, number: usize, end: usize) -> (Unit, usize) {
        let own = unit(self.lexis, self.text, self.atoms, number, end);
        let joined = matches!(self.word(end), "до" | "по" | "или" | "и") || matches!(self.mark(end), '-' | '–');
        if own.0 != Unit::None || !joined {
            return own;
        }
        let shared = cardinal(&self.lexis.vocabulary, self.text, self.atoms, end + 1)
            .map(|next| unit(self.lexis, self.text, self.atoms, end + 1, next.end).0);
        match shared {
            Some(unit @ (Unit::Year | Unit::Date)) => (unit, end),
            _ => own,
        }
    }

    fn token(&self, at: usize) -> usize {
        self.atoms[at].token as usize
    }

    /// The token after an amount: that of the next atom, over the point of «тыс.».
    fn token_after(&self, end: usize) -> usize {
        let short = end > 0 && matches!(self.lexis.vocabulary.numeral(self.atoms[end - 1].sense), Some((NumeralClass::ScaleShort, _)));
        let at = end + usize::from(short && self.mark(end) == '.');
        let last = end.checked_sub(1).map_or(0, |i| self.token(i) + 1);
        self.atoms.get(at).map_or(self.doc.tokens.len(), |a| a.token as usize).max(last)
    }

    /// A number or a range of two.
    fn core(&self, at: usize) -> Option<Core> {
        let vocabulary = &self.lexis.vocabulary;
        let first = cardinal(vocabulary, self.text, self.atoms, at)?;
        let mut core = Core { low: first.value, high: first.value, sense: first.sense, end: first.end };
        if let Some(parts) = self.atoms.get(core.end).and_then(|a| vocabulary.denominator(a.sense)) {
            if core.low < parts && core.sense == NumeralSense::Exact {
                let share = (core.low / parts * 1000.0).round() / 1000.0;
                return Some(Core { low: share, high: share, end: core.end + 1, ..core });
            }
        }
        // «20 с лишним тысяч»
        if let Some(odd) = self.lexis.after(self.atoms, core.end) {
            if let Some((NumeralClass::ScaleMany | NumeralClass::ScaleEither | NumeralClass::ScaleShort, scale)) =
                self.atoms.get(odd.edge).and_then(|a| vocabulary.numeral(a.sense))
            {
                let low = core.low * scale;
                return Some(Core { low, high: low, sense: NumeralSense::AtLeast, end: odd.edge + 1 });
            }
        }
        let dash = self.mark(core.end);
        let tight = |at: usize| self.atoms.get(at).is_some_and(|a| a.tight);
        let range = matches!(dash, '-' | '–') && tight(core.end) == tight(core.end + 1) && (dash == '–' || tight(core.end));
        let or = self.word(core.end) == "или";
        if !range && !or {
            return Some(core);
        }
        let Some(second) = cardinal(vocabulary, self.text, self.atoms, core.end + 1) else { return Some(core) };
        let scale = self.scale(core.end + 1, second.end);
        let mut low = core.low;
        if low < second.value && self.scale(at, core.end) == 1.0 && low * scale < second.value {
            low *= scale;
        }
        let exact = core.sense == NumeralSense::Exact && second.sense == NumeralSense::Exact;
        let close = !or || second.value == low + 1.0;
        let years = (1500.0..2100.0).contains(&low) && (1500.0..2100.0).contains(&second.value);
        if exact && close && !years && second.value > low {
            core = Core { low, high: second.value, sense: NumeralSense::Exact, end: second.end };
        }
        Some(core)
    }

    /// The scale words of a number, multiplied.
    fn scale(&self, from: usize, to: usize) -> f64 {
        use NumeralClass::{ScaleEither, ScaleMany, ScaleOne, ScaleShort};
        let scale = |a: &Atom| match self.lexis.vocabulary.numeral(a.sense) {
            Some((ScaleEither | ScaleMany | ScaleOne | ScaleShort, value)) => value,
            _ => 1.0,
        };
        self.atoms.get(from..to).map_or(1.0, |atoms| atoms.iter().map(scale).product())
    }

    /// Whether what follows makes an ordinal of the number: «сто одиннадцатую», «8 класса».
    fn is_ordinal(&self, end: usize) -> bool {
        let Some(next) = self.atoms.get(end).filter(|a| a.kind == Kind::Word && !a.breaks) else { return false };
        let worded = self.atoms[end - 1].kind == Kind::Word;
        let ordinal = matches!(self.lexis.vocabulary.numeral(next.sense), Some((NumeralClass::Ordinal, _)));
        (worded && ordinal) || (!worded && self.lexis.role(next).0 == Role::OrdinalNoun)
    }

    /// Four digits that nothing is counted by: «в 2013-м», «2014».
    fn looks_like_year(&self, number: usize, end: usize) -> bool {
        let year = matches!(self.atoms[number].plain(), Some((1500..=2100, 4))) && end == number + 1;
        year && self.lexis.before(self.atoms, number).is_none_or(|m| m.preposition.is_some())
    }

    /// Whether a number of years is a term («на пять лет», «10 лет колонии») and no age.
    fn is_term(&self, number: usize, end: usize) -> bool {
        let before = number.checked_sub(1).map_or("", |at| self.word(at));
        let role = |at: usize| self.atoms.get(at).map_or(Role::Other, |a| self.lexis.role(a).0);
        let after = role(end) == Role::Term || role(end + 1) == Role::Term;
        after || matches!(before, "на" | "к" | "ко") || (number > 0 && role(number - 1) == Role::OnTerm)
    }

    /// «половина», «на треть», «две трети».
    fn fraction(&self, core: Core, number: usize, floor: usize) -> Option<Amount> {
        let alone = core.end == number + 1;
        let by = number > 0 && self.word(number - 1) == "на";
        // «треть» stands for a share only in «на треть», «треть жителей»
        (by || !alone || counted(self.doc, self.token(number), self.token_after(core.end)).is_some())
            .then(|| self.bound(core, number, number, floor, Unit::Factor))
    }

    /// Reads the words beside a number: bounds, «около», «с лишним».
    fn bound(&self, core: Core, start: usize, number: usize, floor: usize, unit: Unit) -> Amount {
        let (mut min, mut max) = (Some(core.low), Some(core.high));
        let mut approximate = core.sense == NumeralSense::About;
        let (mut edge, mut end) = (start, core.end);
        let mut governed = false;
        let mut opens = false;
        let effects = |effect, min: &mut Option<f64>, max: &mut Option<f64>, approximate: &mut bool| match effect {
            Effect::AtLeast => *max = None,
            Effect::AtMost => (*max, *min) = (max.or(*min), None),
            Effect::About => *approximate = true,
        };
        for _ in 0..3 {
            let through = usize::from(edge > floor && self.is_preposition(edge - 1));
            let near = self.lexis.before(self.atoms, edge).filter(|m| m.edge >= floor);
            let over = || self.lexis.before(self.atoms, edge - through).filter(|m| through > 0 && m.government != Government::Genitive && m.edge >= floor);
            let Some(found) = near.filter(|m| self.applies(m.preposition, number, &unit, &mut opens)).or_else(over) else { break };
            governed |= found.government == Government::Genitive;
            effects(found.effect, &mut min, &mut max, &mut approximate);
            if found.government == Government::Verb {
                break;
            }
            edge = found.edge;
        }
        if let Some(found) = self.lexis.after(self.atoms, end) {
            effects(found.effect, &mut min, &mut max, &mut approximate);
            end = found.edge;
        }
        if unit == Unit::Factor && edge == start && edge > floor && self.word(edge - 1) == "в" && end > number + 1 {
            edge -= 1;
        }
        let before = if edge > 0 { self.word(edge - 1) } else { "" };
        governed |= matches!(before, "с" | "от" | "до" | "из");
        match core.sense {
            NumeralSense::AtLeast if max.is_some() && min.is_some() => max = None,
            NumeralSense::Either if !governed => {
                min = min.map(|_| core.low * 2.0);
                max = if min.is_some() { None } else { max };
            }
            _ => {}
        }
        Amount { start: edge, end, min, max, approximate, unit, number, opens }
    }

    fn is_preposition(&self, at: usize) -> bool {
        matches!(self.word(at), "в" | "на" | "с" | "со" | "из" | "за" | "по" | "к" | "у" | "о" | "об" | "для" | "до" | "от" | "через")
    }

    /// Whether «до» and «от» bound the amount: «до 50 человек», but not «снизить до 50» or «от 5 пуль».
    fn applies(&self, preposition: Option<Bound>, number: usize, unit: &Unit, opens: &mut bool) -> bool {
        match preposition {
            None => true,
            Some(Bound::From) => {
                *opens = true;
                !matches!(unit, Unit::None | Unit::Factor)
            }
            Some(Bound::UpTo) => !self.changed(number),
        }
    }

    /// Whether a word for change or «с N» stands before in the clause.
    fn changed(&self, number: usize) -> bool {
        let from = number.saturating_sub(12);
        for at in (from..number.saturating_sub(1)).rev() {
            let atom = &self.atoms[at];
            if atom.breaks || matches!(atom.mark(), '.' | ';' | '!' | '?') {
                return false;
            }
            if atom.kind == Kind::Word && self.lexis.changes(atom.span.of(self.text)) {
                return true;
            }
        }
        false
    }

    fn push(&self, found: &mut Vec<Quantity>, amount: Amount) {
        let span = self.atoms[amount.start].span.cover(self.atoms[amount.end - 1].span);
        let (number, next) = (self.token(amount.number), self.token_after(amount.end));
        let of = match amount.unit {
            Unit::None | Unit::Word(_) => counted(self.doc, number, next),
            _ => None,
        };
        let quantity = Quantity {
            span,
            min: amount.min,
            max: amount.max,
            approx: amount.approximate,
            unit: amount.unit.name(),
            of,
        };
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
