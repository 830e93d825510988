use super::reading::{Fields, Slot};
use crate::number::{Atom, Kind, NumeralClass, NumeralSense, RowId, Vocabulary, cardinal};

/// What a pattern is matched against.
pub(crate) struct Tape<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) text: &'a str,
    pub(crate) atoms: &'a [Atom],
}

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Leaf {
    /// A word of one of these rows, in rising order.
    Word(Vec<RowId>),
    /// A mark; `-` is any hyphen or dash.
    Mark(char),
    /// Any word.
    Any,
    /// A number of a certain make.
    Number(Make),
}

/// The makes of numbers that patterns ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Make {
    /// 1 to 31, also as an ordinal: «5», «2-го», «первого».
    Day,
    /// 1 to 31 with an ending: «4-го», «19-му».
    DayOrdinal,
    /// Four digits from 1000 to 2100, also «2013-го».
    Year,
    /// A year with an ending: «1812-м».
    YearOrdinal,
    /// Four digits from 1900 to 2035, which are seldom anything but a year.
    LikelyYear,
    /// Two digits of a year: «98», «91-м».
    ShortYear,
    /// 0 to 24 in digits or words.
    Hour,
    /// 0 to 59.
    Minute,
    /// A cardinal.
    Amount,
    /// An ordinal in words or digits with an ending.
    Ordinal,
    /// «1980-х», «80-е».
    Decade,
    /// «XX».
    Roman,
    /// «18:30».
    Clock,
    /// «18.30».
    DotClock,
    /// «05.01.2022», «05/01/2022».
    Dotted,
    /// «2022-01-05».
    Iso,
}

impl Make {
    /// The make of a name in `rules.toml`.
    pub(crate) fn named(name: &str) -> Option<Make> {
        Some(match name {
            "DAY" => Make::Day,
            "DAYTH" => Make::DayOrdinal,
            "YEAR" => Make::Year,
            "YEARTH" => Make::YearOrdinal,
            "YEARLIKE" => Make::LikelyYear,
            "YY" => Make::ShortYear,
            "HOUR" => Make::Hour,
            "MINUTE" => Make::Minute,
            "N" => Make::Amount,
            "ORD" => Make::Ordinal,
            "DECADE" => Make::Decade,
            "ROMAN" => Make::Roman,
            "CLOCK" => Make::Clock,
            "DOTCLOCK" => Make::DotClock,
            "DMY" => Make::Dotted,
            "ISO" => Make::Iso,
            _ => return None,
        })
    }

    /// Whether words can write it.
    pub(crate) fn worded(self) -> bool {
        matches!(self, Make::Day | Make::Hour | Make::Amount | Make::Ordinal | Make::Roman)
    }
}

impl Tape<'_> {
    fn word(&self, at: usize) -> Option<&Atom> {
        self.atoms.get(at).filter(|a| a.kind == Kind::Word)
    }

    /// Matches a leaf at an atom: the atom after it, with what it captured in `fields`.
    pub(crate) fn leaf(&self, leaf: &Leaf, slot: Slot, at: usize, fields: &mut Fields) -> Option<usize> {
        match leaf {
            Leaf::Word(rows) => {
                let word = self.word(at)?;
                let row = *self.vocabulary.rows(word.sense).iter().find(|row| rows.binary_search(row).is_ok())?;
                fields.set(slot, self.vocabulary.row(row).value as i32);
                Some(at + 1)
            }
            Leaf::Mark(mark) => {
                let found = self.atoms.get(at)?.mark();
                (found == *mark || (*mark == '-' && found == '–')).then_some(at + 1)
            }
            Leaf::Any => self.word(at).map(|_| at + 1),
            Leaf::Number(make) => self.number(*make, slot, at, fields),
        }
    }

    fn number(&self, make: Make, slot: Slot, at: usize, fields: &mut Fields) -> Option<usize> {
        let (value, end) = match make {
            Make::Day => self.day(at)?,
            Make::DayOrdinal => {
                let ended = matches!(self.ending(at), "го" | "ого" | "е" | "ое" | "му" | "ому");
                self.day(at).filter(|(_, end)| ended && *end == at + 1)?
            }
            Make::Year => (self.year(at)?, at + 1),
            Make::YearOrdinal => (self.year(at).filter(|_| !self.ending(at).is_empty())?, at + 1),
            Make::LikelyYear => (self.year(at).filter(|year| (1900..=2035).contains(year))?, at + 1),
            Make::ShortYear => (self.short_year(at)?, at + 1),
            Make::Hour => self.hour(at)?,
            Make::Minute => match self.atoms.get(at)?.plain()? {
                (minute @ 0..60, 1 | 2) => (minute as i32, at + 1),
                _ => return None,
            },
            Make::Amount => {
                if self.sewn(at) {
                    return None;
                }
                let numeral = cardinal(self.vocabulary, self.text, self.atoms, at).filter(|n| n.value < 1e6)?;
                if self.year(at).is_some() && self.word(at + 1).is_some_and(|w| w.span.of(self.text).starts_with("год")) {
                    return None; // «2018 году» is no length
                }
                match numeral.sense {
                    NumeralSense::Exact => {}
                    NumeralSense::About => fields.set(Slot::About, 0),
                    NumeralSense::AtLeast | NumeralSense::Either => fields.set(Slot::Vague, 1),
                }
                ((numeral.value * 2.0) as i32, numeral.end)
            }
            Make::Ordinal => self.ordinal(at)?,
            Make::Decade => (self.decade(at)?, at + 1),
            Make::Roman => (roman(self.word(at)?.span.of(self.text))?, at + 1),
            Make::Clock | Make::DotClock => {
                let (hour, minute, end) = self.clock(at, if make == Make::Clock { ':' } else { '.' })?;
                fields.set(Slot::Minute, minute);
                fields.set(Slot::Hour, hour);
                return Some(end);
            }
            Make::Dotted => {
                let slots = [Slot::Day, Slot::Month, Slot::Year];
                return self.triple(at, ['.', '.'], slots, fields).or_else(|| self.triple(at, ['/', '/'], slots, fields));
            }
            Make::Iso => return self.triple(at, ['-', '-'], [Slot::Year, Slot::Month, Slot::Day], fields),
        };
        fields.set(slot, value);
        Some(end)
    }

    /// Whether a number hangs on letters before it: «Ил-76», «№5», «F16».
    pub(crate) fn sewn(&self, at: usize) -> bool {
        let Some(atom) = self.atoms.get(at).filter(|a| a.tight) else { return false };
        let Some(before) = at.checked_sub(1).and_then(|i| self.atoms.get(i)) else { return false };
        match before.kind {
            Kind::Word => atom.kind != Kind::Word,
            Kind::Mark('-') => {
                before.tight && at >= 2 && (self.atoms[at - 2].kind == Kind::Word || !self.ending(at - 2).is_empty())
            }
            Kind::Mark(mark) => matches!(mark, '№' | '#' | '_' | '@' | '&' | '=' | '/'),
            Kind::Number { .. } => false,
        }
    }

    fn ending(&self, at: usize) -> &str {
        match self.atoms.get(at).map(|a| a.kind) {
            Some(Kind::Number { ending, .. }) => ending.of(self.text),
            _ => "",
        }
    }

    fn day(&self, at: usize) -> Option<(i32, usize)> {
        let atom = self.atoms.get(at)?;
        match atom.kind {
            Kind::Number { value: day @ 1..=31, digits: 1 | 2, .. } => {
                let fits = matches!(self.ending(at), "" | "го" | "ого" | "е" | "ое" | "й" | "му" | "м" | "ым" | "х" | "ти" | "и");
                (fits && !self.sewn(at)).then_some((day as i32, at + 1))
            }
            Kind::Word => self.ordinal(at).filter(|(day, _)| (1..=31).contains(day)),
            _ => None,
        }
    }

    fn ordinal(&self, at: usize) -> Option<(i32, usize)> {
        if let Kind::Number { value: value @ 1..=100, .. } = self.atoms.get(at)?.kind {
            let fits =
                matches!(self.ending(at), "го" | "ого" | "е" | "ое" | "й" | "ый" | "ой" | "му" | "м" | "ым" | "я" | "ю" | "х");
            return (fits && !self.sewn(at)).then_some((value as i32, at + 1));
        }
        match self.vocabulary.numeral(self.word(at)?.sense)? {
            (NumeralClass::Ordinal, value) => Some((value as i32, at + 1)),
            (NumeralClass::Ten, tens) => match self.vocabulary.numeral(self.word(at + 1)?.sense)? {
                (NumeralClass::Ordinal, ones) if ones < 10.0 => Some(((tens + ones) as i32, at + 2)),
                _ => None,
            },
            _ => None,
        }
    }

    fn year(&self, at: usize) -> Option<i32> {
        match self.atoms.get(at)?.kind {
            Kind::Number { value: year @ 1000..=2100, digits: 4, .. } => {
                (matches!(self.ending(at), "" | "го" | "й" | "м" | "му" | "ом" | "ый" | "ого") && !self.sewn(at))
                    .then_some(year as i32)
            }
            _ => None,
        }
    }

    fn short_year(&self, at: usize) -> Option<i32> {
        match self.atoms.get(at)?.kind {
            Kind::Number { value, digits: 2, .. } if matches!(self.ending(at), "" | "м" | "го" | "му" | "й") => {
                Some(value as i32 + if value > 30 { 1900 } else { 2000 })
            }
            _ => None,
        }
    }

    fn hour(&self, at: usize) -> Option<(i32, usize)> {
        let numeral = cardinal(self.vocabulary, self.text, self.atoms, at)?;
        let whole = numeral.value.fract() == 0.0 && numeral.sense == NumeralSense::Exact;
        (whole && numeral.value <= 24.0 && !self.sewn(at)).then_some((numeral.value as i32, numeral.end))
    }

    fn decade(&self, at: usize) -> Option<i32> {
        let Kind::Number { value, digits, .. } = self.atoms.get(at)?.kind else { return None };
        if value % 10 != 0 || !matches!(self.ending(at), "х" | "е" | "ые" | "ых" | "м" | "ым" | "ми" | "ыми") || self.sewn(at)
        {
            return None;
        }
        match (value, digits) {
            (20..=90, 2) => Some(1900 + value as i32),
            (1000..=2100, 4) => Some(value as i32),
            _ => None,
        }
    }

    fn clock(&self, at: usize, mark: char) -> Option<(i32, i32, usize)> {
        let [hours, colon, minutes, ..] = self.atoms.get(at..)? else { return None };
        let ((hour, 1 | 2), (minute, 2)) = (hours.plain()?, minutes.plain()?) else { return None };
        let sewn = colon.mark() != mark || !colon.tight || !minutes.tight || hour > 24 || minute > 59;
        let joined = |i: usize| self.atoms.get(i).is_some_and(|a| a.tight && a.mark() == mark);
        let longer = joined(at + 3) && self.atoms.get(at + 4).is_some_and(|a| a.tight && a.plain().is_some());
        let later = hours.tight && at > 0 && joined(at - 1);
        let clock = !(sewn || longer || later);
        clock.then_some((hour as i32, minute as i32, at + 3))
    }

    fn triple(&self, at: usize, marks: [char; 2], slots: [Slot; 3], fields: &mut Fields) -> Option<usize> {
        let parts = self.atoms.get(at..at + 5)?;
        let tight = parts[1..].iter().all(|a| a.tight) && [parts[1].mark(), parts[3].mark()] == marks;
        if !tight || self.sewn(at) || parts.iter().any(|a| a.kind == Kind::Word) {
            return None;
        }
        for (part, slot) in [0, 2, 4].into_iter().zip(slots) {
            let (value, digits) = parts[part].plain()?;
            let fits = match slot {
                Slot::Year => digits == 4 && (1000..=2100).contains(&value),
                Slot::Month => (1..=12).contains(&value),
                _ => (1..=31).contains(&value),
            };
            if !fits {
                return None;
            }
            fields.set(slot, value as i32);
        }
        Some(at + 5)
    }
}

/// A Roman number up to 39, the centuries and quarters that news speak of.
fn roman(word: &str) -> Option<i32> {
    if word.len() > 8 {
        return None;
    }
    let mut total = 0;
    let mut before = 0;
    for c in word.chars() {
        let value = match c {
            'I' | 'І' => 1,
            'V' => 5,
            'X' | 'Х' => 10,
            _ => return None,
        };
        total += if value > before { value - 2 * before } else { value };
        before = value;
    }
    (1..40).contains(&total).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn roman_numbers() {
        for (word, value) in
            [("XXI", Some(21)), ("XIX", Some(19)), ("IV", Some(4)), ("ХХ", Some(20)), ("I", Some(1)), ("МВД", None), ("", None)]
        {
            assert_eq!(roman(word), value, "{word}");
        }
    }
}
