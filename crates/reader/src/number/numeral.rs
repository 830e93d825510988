use super::{Atom, Kind, NumeralClass, Vocabulary};

/// A number in digits or words, as far as the words of the number itself tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    /// The value, or the lower bound of a vague one.
    pub(crate) value: f64,
    pub(crate) sense: NumeralSense,
    /// One past its last atom.
    pub(crate) end: usize,
}

/// How exactly a numeral says its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumeralSense {
    /// «пять».
    Exact,
    /// «пара», «десяток».
    About,
    /// «несколько», «десятки».
    AtLeast,
    /// «тысячи»: one thousand in the genitive or at least two of them; the value is that of one.
    Either,
}

/// A number in digits from atom `at`: `28`, `10 000`, `7,62`. Gives the value and one past its last atom.
pub(crate) fn digits(text: &str, atoms: &[Atom], at: usize) -> Option<(f64, usize)> {
    let Kind::Number { value, digits, ending } = atoms.get(at)?.kind else { return None };
    if !ending.is_empty() {
        // «4-х», «20-ти»: cardinals with their ending; «80-х» is a decade, «2-го» an ordinal
        let cardinal = match ending.of(text) {
            "х" => value % 10 != 0 || value % 100 == 0,
            ending => matches!(ending, "ти" | "ми" | "мя" | "ю" | "ью" | "и"),
        };
        return cardinal.then_some((value as f64, at + 1));
    }
    let (mut value, mut end) = (value as f64, at + 1);
    if digits <= 3 && value > 0.0 {
        while let Some((group, 3)) = atoms.get(end).and_then(Atom::plain) {
            let gap = text.get(atoms[end - 1].span.end as usize..atoms[end].span.start as usize).unwrap_or_default();
            if !matches!(gap, " " | "\u{a0}" | "\u{202f}" | "\u{2009}") || value > 1e12 {
                break;
            }
            value = value * 1000.0 + group as f64;
            end += 1;
        }
    }
    let [mark, fraction, ..] = atoms.get(end..).unwrap_or_default() else { return Some((value, end)) };
    let decimal = matches!(mark.mark(), ',' | '.') && mark.tight && fraction.tight;
    // «13.05.2009» and «1.2.3» are no decimals
    let longer = atoms.get(end + 2).is_some_and(|a| a.tight && a.mark() == mark.mark())
        && atoms.get(end + 3).is_some_and(|a| a.tight && a.plain().is_some());
    match fraction.plain() {
        Some((part, digits @ ..=9)) if decimal && !longer => Some((value + part as f64 / 10f64.powi(i32::from(digits)), end + 2)),
        _ => Some((value, end)),
    }
}

/// A cardinal from atom `at`, in digits, words or both: «28», «двадцать одна тысяча», «2,5 млн», «несколько сотен».
pub(crate) fn cardinal(vocabulary: &Vocabulary, text: &str, atoms: &[Atom], at: usize) -> Option<Numeral> {
    let mut sum = Sum::default();
    let mut end = at;
    if let Some((value, after)) = digits(text, atoms, at) {
        (sum.group, sum.floor, end) = (value, 1.0, after);
        sum.seen = true;
    }
    while let Some((class, value)) = atoms.get(end).filter(|a| a.kind == Kind::Word).and_then(|a| vocabulary.numeral(a.sense)) {
        if (end > at && atoms[end].breaks) || !sum.take(class, value) {
            break;
        }
        end += 1;
        if sum.closed {
            break;
        }
        if half_follows(vocabulary, text, atoms, end) && sum.group > 0.0 {
            sum.group += 0.5;
            end += 2;
        }
    }
    if !sum.seen {
        return None;
    }
    if end == at + 1 && matches!(sum.sense, NumeralSense::Exact) && half_follows(vocabulary, text, atoms, end) {
        sum.group += 0.5;
        end += 2;
    }
    Some(Numeral { value: sum.total + sum.group, sense: sum.sense, end })
}

/// «… с половиной».
fn half_follows(vocabulary: &Vocabulary, text: &str, atoms: &[Atom], at: usize) -> bool {
    let [with, half, ..] = atoms.get(at..).unwrap_or_default() else { return false };
    with.span.of(text) == "с" && matches!(vocabulary.numeral(half.sense), Some((NumeralClass::Fraction, 0.5)))
}

/// A number in the making.
struct Sum {
    /// What is finished with its scale.
    total: f64,
    /// What waits for a scale.
    group: f64,
    /// What comes next must be less than this within the group.
    floor: f64,
    /// The scale before, which the next must stay below.
    scale: f64,
    sense: NumeralSense,
    seen: bool,
    closed: bool,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum { total: 0.0, group: 0.0, floor: 1000.0, scale: f64::MAX, sense: NumeralSense::Exact, seen: false, closed: false }
    }
}

impl Sum {
    /// Takes the next word into the number, or says that it does not belong.
    fn take(&mut self, class: NumeralClass, value: f64) -> bool {
        use NumeralClass::*;
        let fresh = self.group == 0.0;
        match class {
            Zero | Half | Vague | Pair | Fraction if self.seen => return false,
            Zero => self.closed = true,
            Fraction => self.floor = 0.0,
            Half => (self.group, self.floor) = (value, 1.0),
            Vague | Pair => {
                self.sense = if class == Vague { NumeralSense::AtLeast } else { NumeralSense::About };
                (self.group, self.floor) = (value, 1.0);
            }
            Unit | Teen | Ten | Hundred => {
                if value >= self.floor.min(self.scale) && (class != Hundred || self.seen) {
                    return false;
                }
                self.group += value;
                self.floor = match class {
                    Hundred => 100.0,
                    Ten => 10.0,
                    _ => 1.0,
                };
            }
            ScaleOne | ScaleMany | ScaleEither | ScaleShort => return self.multiply(class, value, fresh),
            Denominator | Ordinal => return false,
        }
        if matches!(class, Zero | Fraction) {
            self.group = value;
        }
        self.seen = true;
        true
    }

    fn multiply(&mut self, class: NumeralClass, scale: f64, fresh: bool) -> bool {
        use NumeralClass::*;
        if scale >= self.scale || (fresh && class == ScaleShort) {
            return false;
        }
        if fresh && self.seen {
            // «пять тысяч сотен» is no number, «десятки тысяч» is: the group was kept open for it
            return false;
        }
        if fresh {
            let (times, sense) = match class {
                ScaleMany => (2.0, NumeralSense::AtLeast),
                ScaleEither => (1.0, NumeralSense::Either),
                _ => (1.0, if scale < 1000.0 { NumeralSense::About } else { NumeralSense::Exact }),
            };
            (self.group, self.sense) = (times * scale, sense);
            self.floor = if sense == NumeralSense::Exact { scale.min(1000.0) } else { 1.0 };
        } else {
            if self.sense == NumeralSense::Either {
                // «сотни тысяч»
                (self.group, self.sense) = (self.group * 2.0, NumeralSense::AtLeast);
            }
            self.group *= scale;
            self.floor = 1.0;
        }
        if scale >= 1000.0 {
            self.total += std::mem::take(&mut self.group);
            self.scale = scale;
            self.floor = if self.sense == NumeralSense::Exact { 1000.0 } else { 1.0 };
        }
        self.seen = true;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::atoms;

    fn read(text: &str) -> Option<(f64, NumeralSense, usize)> {
        let doc = crate::number::cut(text);
        let vocabulary = Vocabulary::new(&[]).unwrap();
        let atoms = atoms(&vocabulary, &doc);
        cardinal(&vocabulary, text, &atoms, 0).map(|n| (n.value, n.sense, atoms.len() - n.end))
    }

    #[test]
    fn numbers_are_read_whole() {
        use NumeralSense::*;
        for (text, value, sense) in [
            ("28", 28.0, Exact),
            ("10 000", 10_000.0, Exact),
            ("5 171 666", 5_171_666.0, Exact),
            ("7,62", 7.62, Exact),
            ("2,5 тысячи", 2500.0, Exact),
            ("10 млн", 1e7, Exact),
            ("двадцать одна тысяча триста сорок", 21_340.0, Exact),
            ("тысяча двести", 1200.0, Exact),
            ("полторы тысячи", 1500.0, Exact),
            ("два с половиной миллиона", 2.5e6, Exact),
            ("два десятка", 20.0, Exact),
            ("семерых", 7.0, Exact),
            ("восьмисот", 800.0, Exact),
            ("миллион", 1e6, Exact),
            ("пара", 2.0, About),
            ("десяток", 10.0, About),
            ("несколько", 2.0, AtLeast),
            ("несколько сотен тысяч", 200_000.0, AtLeast),
            ("десятки тысяч", 20_000.0, AtLeast),
            ("сотни тысяч", 200_000.0, AtLeast),
            ("миллионы", 2e6, AtLeast),
            ("тысячи", 1000.0, Either),
        ] {
            assert_eq!(read(text), Some((value, sense, 0)), "{text}");
        }
    }

    #[test]
    fn numbers_end_where_the_next_begins() {
        for (text, value, rest) in
            [("два три", 2.0, 1), ("пять тысяч сто", 5100.0, 0), ("13.05.2009", 13.0, 4), ("2013 300", 2013.0, 1)]
        {
            let (found, _, left) = read(text).unwrap();
            assert_eq!((found, left), (value, rest), "{text}");
        }
        assert_eq!(read("тыс"), None);
        assert_eq!(read("80-х"), None);
    }
}
