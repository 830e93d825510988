use super::lexis::{Lexis, Role};
use crate::number::{Atom, Kind, NumeralClass};

/// What an amount is measured in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Unit {
    /// Things, which are counted.
    None,
    /// A currency by code or word, perhaps per something.
    Money(String),
    Percent,
    /// So many times as much.
    Factor,
    /// A measure, by its word.
    Word(String),
    /// A stretch of time, by its word.
    Time(String),
    /// Years, which are mostly an age or a date.
    Year,
    /// No amount at all: a date.
    Date,
}

impl Unit {
    /// As the record calls it.
    pub(crate) fn name(self) -> Option<String> {
        match self {
            Unit::None | Unit::Date => None,
            Unit::Percent => Some("%".to_owned()),
            Unit::Factor => Some("x".to_owned()),
            Unit::Year => Some("год".to_owned()),
            Unit::Money(name) | Unit::Word(name) | Unit::Time(name) => Some(name),
        }
    }
}

/// The currency of a sign.
pub(crate) fn symbol(mark: char) -> Option<&'static str> {
    Some(match mark {
        '$' => "USD",
        '€' => "EUR",
        '£' => "GBP",
        '₽' => "RUB",
        '₴' => "UAH",
        '₸' => "KZT",
        '¥' => "JPY",
        '₺' => "TRY",
        '₾' => "GEL",
        '₼' => "AZN",
        _ => return None,
    })
}

/// The unit after a number that ends before atom `end`, and one past its last atom.
pub(crate) fn unit(lexis: &Lexis, text: &str, atoms: &[Atom], number: usize, end: usize) -> (Unit, usize) {
    let short = matches!(lexis.vocabulary.numeral(atoms[end - 1].sense), Some((NumeralClass::ScaleShort, _)));
    let mut at = end;
    if short && atoms.get(at).is_some_and(|a| a.mark() == '.') {
        at += 1;
    }
    let Some(atom) = atoms.get(at).filter(|a| !a.breaks) else { return (Unit::None, end) };
    match atom.kind {
        Kind::Mark('%') => return (Unit::Percent, at + 1),
        Kind::Mark('°') => {
            let scale = usize::from(atoms.get(at + 1).is_some_and(|a| a.tight && a.kind == Kind::Word));
            return (Unit::Word("градус".to_owned()), at + 1 + scale);
        }
        Kind::Mark(mark) => {
            return symbol(mark).map_or((Unit::None, end), |code| (Unit::Money(code.to_owned()), at + 1));
        }
        Kind::Number { .. } => return (Unit::None, end),
        Kind::Word => {}
    }
    let name = |row| lexis.vocabulary.row(row).name.to_string();
    let next = || atoms.get(at + 1).filter(|a| !a.breaks).map(|a| lexis.role(a));
    let (role, row) = lexis.role(atom);
    match role {
        Role::Currency => {
            let mut after = at + 1;
            let shortened = matches!(atom.span.of(text), "руб" | "долл" | "грн");
            if shortened
                && atoms.get(after).is_some_and(|a| a.mark() == '.' && a.tight)
                && atoms.get(after + 1).is_some_and(|a| !a.capital && !a.breaks)
            {
                after += 1;
            }
            if atoms.get(after).is_some_and(|a| matches!(a.span.of(text), "США" | "стерлингов")) {
                after += 1;
            }
            per(lexis, text, atoms, name(row), after)
        }
        Role::Foreign | Role::Native => match next() {
            Some((Role::Currency, currency)) => {
                let class = &lexis.vocabulary.row(row).class;
                let base = name(currency);
                let foreign = class.strip_prefix("currency.") == Some(&base);
                per(lexis, text, atoms, if foreign { name(row) } else { base }, at + 2)
            }
            _ => (Unit::None, end),
        },
        Role::Percent => (Unit::Percent, at + 1),
        Role::PercentAdjective if atoms.get(at + 1).is_some_and(|a| a.span.of(text).starts_with("пункт")) => {
            (Unit::Percent, at + 2)
        }
        Role::Times => {
            let before = number.checked_sub(1).and_then(|i| atoms.get(i)).map_or("", |a| a.span.of(text));
            (if matches!(before, "в" | "В") { Unit::Factor } else { Unit::Word(name(row)) }, at + 1)
        }
        Role::Measure => (Unit::Word(name(row)), at + 1),
        Role::Square | Role::Cubic => {
            let dot = usize::from(atoms.get(at + 1).is_some_and(|a| a.mark() == '.' && a.tight));
            match atoms.get(at + 1 + dot).map(|a| lexis.role(a)) {
                Some((Role::Measure, measure)) => {
                    let kind = if role == Role::Square { "квадратный" } else { "кубический" };
                    (Unit::Word(format!("{kind} {}", name(measure))), at + 2 + dot)
                }
                _ => (Unit::None, end),
            }
        }
        Role::Span => (Unit::Time(name(row)), at + 1),
        Role::Year => (Unit::Year, at + 1),
        Role::Calendar => (Unit::Date, at + 1),
        _ => (Unit::None, end),
    }
}

/// «120 тенге за литр», «70 долларов за баррель».
fn per(lexis: &Lexis, text: &str, atoms: &[Atom], currency: String, end: usize) -> (Unit, usize) {
    let [over, of, ..] = atoms.get(end..).unwrap_or_default() else { return (Unit::Money(currency), end) };
    if over.span.of(text) == "за" && !of.breaks {
        let (role, row) = lexis.role(of);
        let name = &lexis.vocabulary.row(row).name;
        if matches!(role, Role::Measure | Role::Currency) || matches!(&**name, "экземпляр") {
            return (Unit::Money(format!("{currency}/{name}")), end + 2);
        }
    }
    (Unit::Money(currency), end)
}
