//! EDTF values of the record, for people: their order and their words.

use crate::look::Look;

/// A time value taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Edtf {
    /// One moment or period.
    At(Point),
    /// From one to another; `None` is an open end.
    Between(Option<Point>, Option<Point>),
    /// A value in no form that is known here.
    Other(String),
}

/// A calendar period with the clock time, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    year: u16,
    /// How many digits of the year are left open: 1 is a decade, 2 a century.
    open: u8,
    /// 1 to 12, a season 21 to 24, 0 for none.
    month: u8,
    /// 0 for none.
    day: u8,
    clock: Option<(u8, u8)>,
    about: bool,
}

/// Where a value stands in the calendar: coarser values before finer ones, unknown ones last.
pub(crate) type Key = (u16, u8, u8, u8, String);

impl Edtf {
    pub(crate) fn parse(value: &str) -> Edtf {
        let end = |text: &str| match text {
            ".." | "" => Some(None),
            text => Point::parse(text).map(Some),
        };
        let parsed = match value.split_once('/') {
            None => Point::parse(value).map(Edtf::At),
            Some((from, to)) => end(from).zip(end(to)).map(|(from, to)| Edtf::Between(from, to)),
        };
        parsed.filter(|edtf| *edtf != Edtf::Between(None, None)).unwrap_or_else(|| Edtf::Other(value.to_owned()))
    }

    /// The value without its clock time, which groups what happens on one day.
    pub(crate) fn day(&self) -> Edtf {
        match self {
            Edtf::At(point) => Edtf::At(Point { clock: None, ..*point }),
            other => other.clone(),
        }
    }

    /// The clock time, as `18:30`.
    pub(crate) fn clock(&self) -> Option<String> {
        match self {
            Edtf::At(Point { clock: Some((hour, minute)), .. }) => Some(format!("{hour:02}:{minute:02}")),
            _ => None,
        }
    }

    /// Its place in the calendar.
    pub(crate) fn key(&self) -> Key {
        let at = |point: &Point, rank: u8| {
            // A season begins with its first month; winter is counted with the December that begins it.
            let month = match point.month {
                21..=23 => (point.month - 20) * 3,
                24 => 12,
                month => month,
            };
            (point.year, month, point.day, rank, String::new())
        };
        match self {
            Edtf::At(point) => at(point, 0),
            Edtf::Between(Some(from), _) => at(from, 1),
            Edtf::Between(None, Some(to)) => at(to, 2),
            Edtf::Between(None, None) => (u16::MAX, 0, 0, 3, String::new()),
            Edtf::Other(value) => (u16::MAX, 0, 0, 3, value.clone()),
        }
    }

    /// The value in words: «4 января 2022, 18:30», "since 4 January 2022".
    pub(crate) fn words(&self, look: &Look) -> String {
        match self {
            Edtf::At(point) => point.words(look, Grammar::Alone),
            Edtf::Between(Some(from), Some(to)) => between(from, to, look),
            Edtf::Between(Some(from), None) => look.say("date.since", &[("date", &from.words(look, Grammar::Genitive))]),
            Edtf::Between(None, Some(to)) => look.say("date.until", &[("date", &to.words(look, Grammar::Alone))]),
            Edtf::Between(None, None) => look.word("date.none").to_owned(),
            Edtf::Other(value) => value.clone(),
        }
    }
}

/// The form that Russian puts a period in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grammar {
    Alone,
    Genitive,
}

impl Point {
    fn parse(text: &str) -> Option<Point> {
        let about = text.ends_with(['~', '?', '%']);
        let text = text.trim_end_matches(['~', '?', '%']);
        let (date, clock) = match text.split_once('T') {
            Some((date, clock)) => (date, Some(clock_of(clock)?)),
            None => (text, None),
        };
        let mut fields = date.split('-');
        let year = fields.next().filter(|y| y.len() == 4)?;
        let known = year.trim_end_matches('X');
        let open = 4 - known.len() as u8;
        let year: u16 = number(known)?;
        let mut field = |most: u8| match fields.next() {
            None => Some(0),
            Some(digits) if digits.len() == 2 => number::<u8>(digits).filter(|n| (1..=most).contains(n)),
            Some(_) => None,
        };
        let month = field(24).filter(|month| !(13..21).contains(month))?;
        let day = field(31)?;
        let sound = fields.next().is_none()
            && open <= 2
            && (open == 0 || month == 0)
            && (clock.is_none() || day > 0)
            && (day == 0 || month <= 12);
        sound.then(|| Point { year: year * 10u16.pow(u32::from(open)), open, month, day, clock, about })
    }

    fn words(&self, look: &Look, grammar: Grammar) -> String {
        let form = |key: String| match grammar {
            Grammar::Alone => look.word(&key).to_owned(),
            Grammar::Genitive => look.find(&format!("{key}.genitive")).unwrap_or(look.word(&key)).to_owned(),
        };
        let year = &self.year;
        let words = if self.open == 2 {
            look.say("date.century", &[("from", year), ("to", &(year + 99))])
        } else if self.open == 1 {
            fill(&form("date.decade".to_owned()), "{year}", year)
        } else if self.day > 0 {
            let day = look.say(
                "date.day",
                &[("day", &self.day), ("month", &look.word(&format!("month.{}.genitive", self.month))), ("year", year)],
            );
            match self.clock {
                Some((hour, minute)) => {
                    look.say("date.minute", &[("day", &day), ("time", &format_args!("{hour:02}:{minute:02}"))])
                }
                None => day,
            }
        } else if self.month > 12 {
            look.say("date.season", &[("season", &form(format!("season.{}", self.month))), ("year", year)])
        } else if self.month > 0 {
            look.say("date.month", &[("month", &form(format!("month.{}", self.month))), ("year", year)])
        } else {
            fill(&form("date.year".to_owned()), "{year}", year)
        };
        if self.about { look.say("date.about", &[("date", &words)]) } else { words }
    }
}

/// Both ends of an interval, without saying twice what they share: «1–5 января 2022».
fn between(from: &Point, to: &Point, look: &Look) -> String {
    let days = from.day > 0 && to.day > 0 && from.clock.is_none() && to.clock.is_none() && from.about == to.about;
    let end = to.words(look, Grammar::Alone);
    if days && (from.year, from.month) == (to.year, to.month) {
        return format!("{}–{end}", from.day);
    }
    if days && from.year == to.year {
        return format!("{} {} – {end}", from.day, look.word(&format!("month.{}.genitive", from.month)));
    }
    if from.day == 0 && to.day == 0 && from.year == to.year && (1..=12).contains(&from.month) && (1..=12).contains(&to.month) {
        return format!("{}–{end}", look.word(&format!("month.{}", from.month)));
    }
    format!("{} – {end}", from.words(look, Grammar::Alone))
}

fn fill(template: &str, name: &str, value: &u16) -> String {
    template.replace(name, &value.to_string())
}

fn clock_of(text: &str) -> Option<(u8, u8)> {
    let (hour, rest) = text.split_once(':')?;
    let minute = rest.get(..2)?;
    Some((number::<u8>(hour).filter(|h| *h < 24)?, number::<u8>(minute).filter(|m| *m < 60)?))
}

/// A number written in digits alone, without the sign that `parse` would allow.
fn number<N: std::str::FromStr>(digits: &str) -> Option<N> {
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::Language;

    fn said(value: &str) -> [String; 2] {
        [Language::English, Language::Russian].map(|language| Edtf::parse(value).words(&Look { language, ..Look::default() }))
    }

    #[test]
    fn values_read_as_people_write_them() {
        for (value, english, russian) in [
            ("2022-01-04", "4 January 2022", "4 января 2022"),
            ("2022-01-04T18:30", "4 January 2022, 18:30", "4 января 2022, 18:30"),
            ("2022-01", "January 2022", "январь 2022"),
            ("2022-22", "summer 2022", "лето 2022"),
            ("2022", "2022", "2022 год"),
            ("2021~", "about 2021", "примерно 2021 год"),
            ("201X", "2010s", "2010-е годы"),
            ("19XX", "1900–1999", "1900–1999 годы"),
            ("2022-01-01/2022-01-05", "1–5 January 2022", "1–5 января 2022"),
            ("2021-12-28/2022-01-05", "28 December 2021 – 5 January 2022", "28 декабря 2021 – 5 января 2022"),
            ("2022-01-28/2022-02-03", "28 January – 3 February 2022", "28 января – 3 февраля 2022"),
            ("2014-10/2014-12", "October–December 2014", "октябрь–декабрь 2014"),
            ("2022-01-04/..", "since 4 January 2022", "с 4 января 2022"),
            ("../2022-01", "until January 2022", "по январь 2022"),
            ("2022-01/..", "since January 2022", "с января 2022"),
            ("2020/..", "since 2020", "с 2020 года"),
        ] {
            assert_eq!(said(value), [english, russian], "{value}");
        }
    }

    #[test]
    fn what_is_no_edtf_stays_as_it_is() {
        for value in [
            "",
            "..",
            "../..",
            "2022-13",
            "2022-1-4",
            "next week",
            "2022-01-04T25:00",
            "20XX-01",
            "+022",
            "2022-22-01",
            "20é2",
            "2022-01-04T1é",
        ] {
            assert_eq!(Edtf::parse(value), Edtf::Other(value.to_owned()), "{value}");
        }
    }

    #[test]
    fn coarse_values_come_first_and_unknown_ones_last() {
        let mut values = ["whenever", "2022-01-05", "2022-01-04/..", "2022-01-04", "2022-01", "2022", "2021-24", "../2021-12-30"];
        values.sort_by_key(|value| Edtf::parse(value).key());
        assert_eq!(
            values,
            ["2021-24", "../2021-12-30", "2022", "2022-01", "2022-01-04", "2022-01-04/..", "2022-01-05", "whenever"]
        );
    }
}
