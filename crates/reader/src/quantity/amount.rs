use super::Scan;
use super::counted::counted;
use super::label::{is_idiom, is_label, labelled};
use super::lexis::Role;
use super::unit::{Unit, symbol, unit};
use crate::number::{Atom, Kind, NumeralClass, NumeralSense, cardinal};
use svodka_model::{Case, Number, TokenId, Upos};

/// An amount in the making.
#[derive(Debug)]
pub(super) struct Amount {
    pub(super) start: usize,
    /// One past its last atom.
    pub(super) end: usize,
    pub(super) min: Option<f64>,
    pub(super) max: Option<f64>,
    pub(super) approximate: bool,
    pub(super) unit: Unit,
    /// The atom of its number.
    pub(super) number: usize,
    /// What it counts, where that stands before it: «человек пятьдесят».
    pub(super) inverted: Option<TokenId>,
}

/// A number as the words of the number alone give it.
pub(super) struct Core {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) sense: NumeralSense,
    pub(super) end: usize,
}

impl Scan<'_> {
    /// The amount whose number begins at an atom; words before `floor` are taken.
    pub(super) fn amount(&self, at: usize, floor: usize) -> Option<Amount> {
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
        if let Some(amount) = self.inverted(&core, number, floor).filter(|_| unit == Unit::None && !countable) {
            return Some(amount);
        }
        let mut amount = self.bound(Core { end, ..core }, at, number, floor, unit);
        amount.number = number;
        Some(amount)
    }

    /// «Вышли человек пятьдесят», «ждали минут двадцать»: what is counted stands before a number that is none too exact.
    fn inverted(&self, core: &Core, number: usize, floor: usize) -> Option<Amount> {
        let at = number.checked_sub(1).filter(|&at| at >= floor && self.atoms[at].kind == Kind::Word)?;
        let noun = TokenId::from(self.token(at));
        let word = self.doc.words.get(noun.index())?;
        let plural = word.feats.case == Some(Case::Gen) && word.feats.number == Some(Number::Plur);
        let counted = word.upos == Upos::Noun && (plural || self.word(at) == "человек");
        let verb = at.checked_sub(1).and_then(|before| self.doc.words.get(self.token(before)));
        let after_verb = verb.is_some_and(|v| matches!(v.upos, Upos::Verb | Upos::Aux));
        let round = core.sense == NumeralSense::Exact && core.low >= 5.0 && !self.atoms[number].breaks;
        if !(counted && after_verb && round) {
            return None;
        }
        let (role, row) = self.lexis.role(&self.atoms[at]);
        let unit = match role {
            Role::Span => Unit::Time(self.lexis.vocabulary.row(row).name.to_string()),
            Role::Year | Role::Calendar => return None,
            _ => Unit::None,
        };
        let inverted = (unit == Unit::None).then_some(noun);
        let (min, max) = (Some(core.low), Some(core.high));
        Some(Amount { start: at, end: core.end, min, max, approximate: true, unit, number, inverted })
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

    pub(super) fn token(&self, at: usize) -> usize {
        self.atoms[at].token as usize
    }

    /// The token after an amount: that of the next atom, over the point of «тыс.».
    pub(super) fn token_after(&self, end: usize) -> usize {
        let short =
            end > 0 && matches!(self.lexis.vocabulary.numeral(self.atoms[end - 1].sense), Some((NumeralClass::ScaleShort, _)));
        let at = end + usize::from(short && self.mark(end) == '.');
        let last = end.checked_sub(1).map_or(0, |i| self.token(i) + 1);
        self.atoms.get(at).map_or(self.doc.tokens.len(), |a| a.token as usize).max(last)
    }

    /// A number or a range of two.
    fn core(&self, at: usize) -> Option<Core> {
        let vocabulary = &self.lexis.vocabulary;
        let first = cardinal(vocabulary, self.text, self.atoms, at)?;
        let mut core = Core { low: first.value, high: first.value, sense: first.sense, end: first.end };
        let parts = self.atoms.get(core.end).and_then(|a| vocabulary.denominator(a.sense));
        if let Some(parts) = parts.filter(|&parts| core.low < parts && core.sense == NumeralSense::Exact) {
            let share = (core.low / parts * 1000.0).round() / 1000.0;
            return Some(Core { low: share, high: share, end: core.end + 1, ..core });
        }
        // «20 с лишним тысяч»
        let odd = self.lexis.after(self.atoms, core.end).map(|odd| (odd.edge, self.scale(odd.edge, odd.edge + 1)));
        if let Some((edge, scale)) = odd.filter(|(_, scale)| *scale > 1.0) {
            let low = core.low * scale;
            return Some(Core { low, high: low, sense: NumeralSense::AtLeast, end: edge + 1 });
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
    pub(super) fn scale(&self, from: usize, to: usize) -> f64 {
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
}
