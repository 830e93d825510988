use jiff::{
    Span, ToSpan,
    civil::{Date, Weekday},
};
use std::fmt;
use svodka_model::Precision;

/// How long the period is that a moment stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Grain {
    Minute,
    Hour,
    PartOfDay,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    HalfYear,
    Season,
    Year,
    Decade,
    Century,
}

impl Grain {
    /// The unit of a code in `words.tsv`; nothing for seconds.
    pub(crate) fn unit(code: i32) -> Option<Grain> {
        use Grain::*;
        Some(match code {
            1 => Minute,
            2 => Hour,
            3 => Day,
            4 => Week,
            5 => Month,
            6 => Quarter,
            7 => HalfYear,
            8 => Year,
            9 => Decade,
            10 => Century,
            _ => return None,
        })
    }

    /// In the record's words.
    pub(crate) fn precision(self) -> Precision {
        match self {
            Grain::Minute => Precision::Minute,
            Grain::Hour => Precision::Hour,
            Grain::PartOfDay => Precision::PartOfDay,
            Grain::Day | Grain::Weekend => Precision::Day,
            Grain::Week => Precision::Week,
            Grain::Month => Precision::Month,
            Grain::Season | Grain::Quarter | Grain::HalfYear => Precision::Season,
            Grain::Year => Precision::Year,
            Grain::Decade => Precision::Decade,
            Grain::Century => Precision::Open,
        }
    }
}

/// A calendar period of one grain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) grain: Grain,
    /// A day within it; of a season, the year's first day stands for the year and `detail` for the season.
    pub(crate) date: Date,
    /// Minutes since midnight for clock times, EDTF's number of the season for seasons.
    pub(crate) detail: i16,
    /// EDTF `~`.
    pub(crate) approximate: bool,
}

impl Moment {
    /// The period of a grain that holds a day.
    pub(crate) fn of(grain: Grain, date: Date) -> Moment {
        Moment { grain, date, detail: 0, approximate: false }
    }

    /// Its first day.
    pub(crate) fn first(self) -> Date {
        let (year, month) = (self.date.year(), self.date.month());
        match self.grain {
            Grain::Minute | Grain::Hour | Grain::PartOfDay | Grain::Day => self.date,
            Grain::Weekend => back(self.date, i32::from(self.date.weekday().to_monday_zero_offset()) - 5),
            Grain::Week => back(self.date, i32::from(self.date.weekday().to_monday_zero_offset())),
            Grain::Month => self.date.first_of_month(),
            Grain::Quarter => ymd(year, (month - 1) / 3 * 3 + 1, 1).unwrap_or(self.date),
            Grain::HalfYear => ymd(year, (month - 1) / 6 * 6 + 1, 1).unwrap_or(self.date),
            Grain::Season => ymd(year, if self.detail == 24 { 12 } else { (self.detail as i8 - 20) * 3 }, 1).unwrap_or(self.date),
            Grain::Year => self.date.first_of_year(),
            Grain::Decade => ymd(year.div_euclid(10) * 10, 1, 1).unwrap_or(self.date),
            Grain::Century => ymd(year.div_euclid(100) * 100, 1, 1).unwrap_or(self.date),
        }
    }

    /// Its last day.
    pub(crate) fn last(self) -> Date {
        let first = self.first();
        let months = |n: i32| first.checked_add(n.months()).ok().and_then(|d| d.yesterday().ok()).unwrap_or(first);
        match self.grain {
            Grain::Minute | Grain::Hour | Grain::PartOfDay | Grain::Day => first,
            Grain::Weekend => back(first, -1),
            Grain::Week => back(first, -6),
            Grain::Month => first.last_of_month(),
            Grain::Quarter | Grain::Season => months(3),
            Grain::HalfYear => months(6),
            Grain::Year => first.last_of_year(),
            Grain::Decade => months(120),
            Grain::Century => months(1200),
        }
    }

    /// The ends of an interval that the grain needs in EDTF, in units that EDTF can write.
    fn ends(self) -> (Moment, Moment) {
        let grain = match self.grain {
            Grain::Weekend | Grain::Week => Grain::Day,
            Grain::Quarter | Grain::HalfYear => Grain::Month,
            _ => return (self, self),
        };
        let end = |date| Moment { grain, date, ..self };
        (end(self.first()), end(self.last()))
    }
}

impl fmt::Display for Moment {
    /// EDTF, level 1.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = self.ends();
        if from != to {
            return write!(f, "{from}/{to}");
        }
        let date = self.date;
        match self.grain {
            Grain::Minute | Grain::Hour => {
                return write!(f, "{date}T{:02}:{:02}", self.detail.div_euclid(60), self.detail.rem_euclid(60));
            }
            Grain::Month => write!(f, "{:04}-{:02}", date.year(), date.month())?,
            Grain::Season => write!(f, "{:04}-{}", date.year(), self.detail)?,
            Grain::Year => write!(f, "{:04}", date.year())?,
            Grain::Decade => write!(f, "{:03}X", date.year().div_euclid(10))?,
            Grain::Century => write!(f, "{:02}XX", date.year().div_euclid(100))?,
            _ => write!(f, "{date}")?,
        }
        if self.approximate { f.write_str("~") } else { Ok(()) }
    }
}

/// What a time expression stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// One period.
    At(Moment),
    /// From the beginning of one to the end of the other; `None` is an open end.
    Between(Option<Moment>, Option<Moment>),
}

impl Value {
    /// The first day, when there is one.
    pub(crate) fn first(self) -> Option<Date> {
        match self {
            Value::At(moment) => Some(moment.first()),
            Value::Between(from, _) => from.map(Moment::first),
        }
    }

    /// The last day, when there is one.
    pub(crate) fn last(self) -> Option<Date> {
        match self {
            Value::At(moment) => Some(moment.last()),
            Value::Between(_, to) => to.map(Moment::last),
        }
    }

    /// The finer grain of its ends.
    pub(crate) fn grain(self) -> Option<Grain> {
        match self {
            Value::At(moment) => Some(moment.grain),
            Value::Between(from, to) => [from, to].into_iter().flatten().map(|m| m.grain).min(),
        }
    }

    /// Everything since its beginning.
    pub(crate) fn since(self) -> Value {
        match self {
            Value::At(moment) => Value::Between(Some(moment), None),
            Value::Between(from, _) => Value::Between(from, None),
        }
    }

    /// Everything up to its end; what has an open end is cut at its beginning.
    pub(crate) fn until(self) -> Value {
        match self {
            Value::At(moment) => Value::Between(None, Some(moment)),
            Value::Between(from, to) => Value::Between(None, to.or(from)),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::At(moment) => moment.fmt(f),
            Value::Between(from, to) => {
                match from {
                    Some(from) => from.ends().0.fmt(f)?,
                    None => f.write_str("..")?,
                }
                f.write_str("/")?;
                match to {
                    Some(to) => to.ends().1.fmt(f),
                    None => f.write_str(".."),
                }
            }
        }
    }
}

/// A date, when the calendar has it.
pub(crate) fn ymd(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

/// So many days before (after, when negative); the same day where the calendar ends.
pub(crate) fn back(date: Date, days: i32) -> Date {
    date.checked_sub(days.days()).unwrap_or(date)
}

/// A date moved by half-units of a grain: `-3` half-years are one year and six months back.
pub(crate) fn shift(date: Date, grain: Grain, halves: i32) -> Option<Date> {
    let halves = i64::from(halves);
    let days = |n: i64| Span::new().try_days(n);
    let months = |n: i64| Span::new().try_months(n);
    let span = match grain {
        Grain::Minute | Grain::Hour => return Some(date),
        Grain::PartOfDay | Grain::Day | Grain::Weekend => days(halves / 2),
        Grain::Week => days(halves * 7 / 2),
        Grain::Month => months(halves / 2).and_then(|span| span.try_days(halves % 2 * 15)),
        Grain::Quarter | Grain::Season => months(halves * 3 / 2),
        Grain::HalfYear => months(halves * 3),
        Grain::Year => months(halves * 6),
        Grain::Decade => months(halves * 60),
        Grain::Century => months(halves * 600),
    };
    date.checked_add(span.ok()?).ok().filter(|d| d.year() > 0)
}

/// The day of the week, 1 for Monday.
pub(crate) fn weekday(code: i32) -> Option<Weekday> {
    Weekday::from_monday_one_offset(i8::try_from(code).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_edtf() {
        let date = ymd(2014, 12, 17).unwrap();
        let written = |grain| Moment::of(grain, date).to_string();
        assert_eq!(written(Grain::Day), "2014-12-17");
        assert_eq!(written(Grain::Week), "2014-12-15/2014-12-21");
        assert_eq!(written(Grain::Weekend), "2014-12-20/2014-12-21");
        assert_eq!(written(Grain::Quarter), "2014-10/2014-12");
        assert_eq!(written(Grain::Decade), "201X");
        assert_eq!(written(Grain::Century), "20XX");
        let season = Moment { grain: Grain::Season, date, detail: 22, approximate: false };
        assert_eq!((season.to_string(), season.first().to_string()), ("2014-22".into(), "2014-06-01".into()));
        let noon = Moment { grain: Grain::Hour, date, detail: 720, approximate: false };
        assert_eq!(noon.to_string(), "2014-12-17T12:00");
        let week = Value::At(Moment::of(Grain::Week, date));
        assert_eq!(week.since().to_string(), "2014-12-15/..");
        assert_eq!(week.until().to_string(), "../2014-12-21");
    }

    #[test]
    fn moves_by_halves() {
        let date = ymd(2017, 3, 31).unwrap();
        assert_eq!(shift(date, Grain::Year, -3), ymd(2015, 9, 30));
        assert_eq!(shift(date, Grain::Month, -2), ymd(2017, 2, 28));
        assert_eq!(shift(date, Grain::Week, 2), ymd(2017, 4, 7));
        assert_eq!(shift(date, Grain::Century, -1000), None);
    }
}
