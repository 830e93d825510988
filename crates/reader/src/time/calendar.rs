use super::reading::{Fields, Slot};
use super::resolve::{Clock, Place, Resolved};
use super::tense::Outlook;
use super::value::{Grain, Moment, Value, back, weekday, ymd};
use jiff::civil::Date;
use svodka_model::Basis;

impl Clock {
    /// The value of fields of the calendar.
    pub(super) fn calendar(&self, fields: &Fields, place: Place) -> Option<Resolved> {
        if let (Some(month), Some(day)) = (fields.at(Slot::Month), fields.at(Slot::Day)) {
            return self.date(fields, month as i8, day as i8, place);
        }
        if let Some(day) = fields.at(Slot::Day) {
            return self.day_of_month(fields, day as i8, place);
        }
        if fields.has(Slot::Weekday) {
            let (day, basis) = self.weekday(fields, place)?;
            return Some((Value::At(timed(day, fields)?), basis));
        }
        if fields.has(Slot::Weekend) {
            return self.weekend(fields, place);
        }
        if fields.any(&[Slot::Hour, Slot::Part]) {
            let (day, basis) = self.nearby_day(place)?;
            return Some((Value::At(timed(day, fields)?), basis));
        }
        self.period(fields, place)
    }

    /// The year that the words name.
    fn year(&self, fields: &Fields) -> Option<(i16, Basis)> {
        if let Some(year) = fields.at(Slot::Year) {
            return Some((year as i16, Basis::Stated));
        }
        if let Some(offset) = fields.at(Slot::YearOffset) {
            return Some((self.published?.year() + offset as i16, Basis::Published));
        }
        let offset = fields.at(Slot::YearAnchored)?;
        Some((self.last?.first()?.year() + offset as i16, Basis::Anchored))
    }

    /// The day that dates without a year are seen from.
    fn viewpoint(&self) -> Option<(Date, Basis)> {
        self.published.map(|day| (day, Basis::Published)).or_else(|| self.last_day.map(|(day, _)| (day, Basis::Anchored)))
    }

    /// The year of a narrative that runs in another year than the publication.
    fn narrated(&self, place: Place) -> Option<(i16, Basis)> {
        let (year, reach) = self.narrative?;
        let other = self.published.is_some_and(|p| p.year() != year);
        (other && place.sentence <= reach && place.outlook != Outlook::Future).then_some((year, Basis::Anchored))
    }

    fn date(&self, fields: &Fields, month: i8, day: i8, place: Place) -> Option<Resolved> {
        let (date, basis) = match self.year(fields).or_else(|| self.narrated(place)) {
            Some((year, basis)) => (ymd(year, month, day)?, basis),
            None => {
                let (view, basis) = self.viewpoint()?;
                let outlook = if self.published.is_some() { place.outlook } else { Outlook::Unknown };
                let years = (view.year() - 4..=view.year() + 4).filter_map(|year| ymd(year, month, day));
                let weekday = fields.at(Slot::Weekday).and_then(weekday);
                let agreeing = years.clone().filter(|d| Some(d.weekday()) == weekday && days_between(*d, view).abs() < 400);
                let date = nearest(agreeing, view, outlook).or_else(|| nearest(years, view, outlook))?;
                (date, basis)
            }
        };
        let Some(second) = fields.at(Slot::Day2) else { return Some((Value::At(timed(date, fields)?), basis)) };
        let second = ymd(date.year(), date.month(), second as i8).filter(|d| *d > date)?;
        Some((Value::Between(Some(Moment::of(Grain::Day, date)), Some(Moment::of(Grain::Day, second))), basis))
    }

    /// «4-го», whose month is that of the story or the nearest one.
    fn day_of_month(&self, fields: &Fields, day: i8, place: Place) -> Option<Resolved> {
        let (view, basis) = self.viewpoint()?;
        let months = (-2..=2).filter_map(|n| view.first_of_month().checked_add(jiff::ToSpan::months(n)).ok());
        let dates = months.filter_map(|month| ymd(month.year(), month.month(), day));
        let outlook = if place.outlook == Outlook::Future || place.ahead { Outlook::Future } else { place.outlook };
        Some((Value::At(timed(nearest(dates, view, outlook)?, fields)?), basis))
    }

    fn weekday(&self, fields: &Fields, place: Place) -> Option<(Date, Basis)> {
        let day = weekday(fields.at(Slot::Weekday)?)?;
        let Some(view) = self.published else {
            // without a publication: within three days of the last day named
            let (last, _) = self.last_day?;
            return (-3..=3).map(|n| back(last, n)).find(|d| d.weekday() == day).map(|d| (d, Basis::Anchored));
        };
        let before = |from: Date| (0..7).map(|n| back(from, n)).find(|d| d.weekday() == day);
        let after = |from: Date| (0..7).map(|n| back(from, -n)).find(|d| d.weekday() == day);
        let date = match (fields.at(Slot::Offset), place.outlook) {
            (Some(..=-1), _) => before(back(view, 1)),
            (Some(1..), _) => after(Moment::of(Grain::Week, view).last().tomorrow().ok()?),
            (_, Outlook::Future) => after(view),
            (Some(0), Outlook::Unknown) => after(view),
            (None, Outlook::Unknown) if place.ahead => after(view),
            _ => before(view),
        };
        date.map(|d| (d, Basis::Published))
    }

    fn weekend(&self, fields: &Fields, place: Place) -> Option<Resolved> {
        let view = self.published?;
        let since_saturday = (i32::from(view.weekday().to_monday_zero_offset()) + 2) % 7;
        let running = since_saturday < 2;
        let saturday = back(view, since_saturday);
        let saturday = match (fields.at(Slot::Offset), place.outlook) {
            (Some(..=-1), _) if running => back(saturday, 7),
            (Some(..=-1), _) | (_, Outlook::Past) => saturday,
            (None, Outlook::Unknown) => saturday,
            (Some(1..), _) => back(saturday, -7),
            _ if running => saturday,
            _ => back(saturday, -7),
        };
        Some((Value::At(Moment::of(Grain::Weekend, saturday)), Basis::Published))
    }

    /// The day that a clock time or a part of the day belongs to.
    fn nearby_day(&self, place: Place) -> Option<(Date, Basis)> {
        match (self.last_day, self.published) {
            (Some((day, sentence)), published) if published.is_none() || place.sentence <= sentence + 3 => {
                Some((day, Basis::Anchored))
            }
            (_, Some(day)) => Some((day, Basis::Published)),
            _ => None,
        }
    }

    /// A month, season, quarter, year or longer.
    fn period(&self, fields: &Fields, place: Place) -> Option<Resolved> {
        let whole = |grain, year: i16| ymd(year, 1, 1).map(|date| Value::At(Moment::of(grain, date)));
        if let Some(mut decade) = fields.at(Slot::Decade) {
            if let Some(century) = fields.at(Slot::Century) {
                decade = (century - 1) * 100 + decade % 100;
            }
            return Some((whole(Grain::Decade, decade as i16)?, Basis::Stated));
        }
        if let Some(century) = fields.at(Slot::Century) {
            return Some((whole(Grain::Century, (century as i16 - 1) * 100)?, Basis::Stated));
        }
        if let Some(month) = fields.at(Slot::Month) {
            return self.month(fields, month as i8, place);
        }
        if let Some(season) = fields.at(Slot::Season) {
            return self.season(fields, season as i16, place);
        }
        for (slot, grain, months) in [(Slot::Quarter, Grain::Quarter, 3), (Slot::HalfYear, Grain::HalfYear, 6)] {
            if let Some(number) = fields.at(slot).filter(|n| (1..=12 / months).contains(n)) {
                let (year, basis) = self.year(fields).or_else(|| self.published.map(|p| (p.year(), Basis::Published)))?;
                let date = ymd(year, ((number - 1) * months + 1) as i8, 1)?;
                return Some((Value::At(Moment::of(grain, date)), basis));
            }
        }
        let (year, basis) = self.year(fields)?;
        if let Some(halves) = fields.at(Slot::Amount) {
            // «за пять месяцев 2014 года»
            let months =
                [1, i8::try_from(halves / 2).ok()?].map(|month| ymd(year, month, 1).map(|date| Moment::of(Grain::Month, date)));
            return Some((Value::Between(Some(months[0]?), Some(months[1]?)), basis));
        }
        let first = Moment::of(Grain::Year, ymd(year, 1, 1)?);
        match fields.at(Slot::Year2) {
            None => Some((Value::At(first), basis)),
            Some(second) => {
                let second = Moment::of(Grain::Year, ymd(second as i16, 1, 1)?);
                (second.date > first.date).then_some((Value::Between(Some(first), Some(second)), basis))
            }
        }
    }

    fn month(&self, fields: &Fields, month: i8, place: Place) -> Option<Resolved> {
        let (first, basis) = match self.year(fields).or_else(|| self.narrated(place)) {
            Some((year, basis)) => (ymd(year, month, 1)?, basis),
            None => {
                let (view, basis) = self.viewpoint()?;
                let this = view.first_of_month();
                let outlook = match fields.at(Slot::Offset) {
                    Some(1..) => Outlook::Future,
                    Some(_) => Outlook::Past,
                    None if place.outlook == Outlook::Future || (place.ahead && place.outlook == Outlook::Unknown) => {
                        Outlook::Future
                    }
                    None => Outlook::Past,
                };
                let months = (view.year() - 1..=view.year() + 1).filter_map(|year| ymd(year, month, 1));
                let strict = matches!(fields.at(Slot::Offset), Some(-1 | 1));
                (nearest(months.filter(|m| !strict || *m != this), this, outlook)?, basis)
            }
        };
        let moment = Moment::of(Grain::Month, first);
        match fields.at(Slot::Month2) {
            None => Some((Value::At(moment), basis)),
            Some(second) => {
                let second = ymd(first.year(), second as i8, 1).filter(|d| *d > first)?;
                Some((Value::Between(Some(moment), Some(Moment::of(Grain::Month, second))), basis))
            }
        }
    }

    fn season(&self, fields: &Fields, season: i16, place: Place) -> Option<Resolved> {
        let of = |year: i16| ymd(year, 1, 1).map(|date| Moment { detail: season, ..Moment::of(Grain::Season, date) });
        if let Some((year, basis)) = self.year(fields) {
            return Some((Value::At(of(year)?), basis));
        }
        let (view, basis) = self.viewpoint()?;
        let all: Vec<Moment> = (view.year() - 2..=view.year() + 1).filter_map(of).collect();
        let latest = |fits: &dyn Fn(&Moment) -> bool| all.iter().rev().find(|m| fits(m)).copied();
        let next = || all.iter().find(|m| m.first() > view).copied();
        let found = match (fields.at(Slot::Offset), place.outlook) {
            (Some(..=-1), _) => latest(&|m| m.last() < view),
            (Some(1..), _) => next(),
            (Some(_), _) => {
                latest(&|m| days_between(m.first(), view) <= 250 && m.first() <= view || days_between(view, m.first()) < 200)
            }
            (None, Outlook::Future) => next(),
            (None, _) => latest(&|m| m.first() <= view),
        };
        found.map(|moment| (Value::At(moment), basis))
    }
}

/// A day, or the hour or part of it that the fields name.
pub(super) fn timed(date: Date, fields: &Fields) -> Option<Moment> {
    if let Some(hour) = fields.at(Slot::Hour) {
        let late = fields.at(Slot::Meridiem).unwrap_or(if fields.at(Slot::Part) == Some(3) { 12 } else { 0 });
        let night = fields.at(Slot::Meridiem) == Some(0) && hour == 12;
        let (mut hour, mut minute) = (
            if hour < 12 {
                hour + late
            } else if night {
                0
            } else {
                hour
            },
            fields.at(Slot::Minute).unwrap_or(0),
        );
        if let Some(next) = fields.at(Slot::Ordinal) {
            // «половина десятого»
            (hour, minute) = (next - 1 + late, 30);
        }
        if hour == 24 {
            return Some(Moment { detail: minute as i16, ..Moment::of(Grain::Hour, date.tomorrow().ok()?) });
        }
        let grain = if fields.has(Slot::Minute) { Grain::Minute } else { Grain::Hour };
        return (0..24).contains(&hour).then(|| Moment { detail: (hour * 60 + minute) as i16, ..Moment::of(grain, date) });
    }
    Some(Moment::of(if fields.has(Slot::Part) { Grain::PartOfDay } else { Grain::Day }, date))
}

fn days_between(from: Date, to: Date) -> i32 {
    to.since(from).map_or(i32::MAX, |span| span.get_days())
}

/// The date that lies best: the last before the viewpoint for the past, the next for the future, else the nearest.
fn nearest(dates: impl Iterator<Item = Date>, view: Date, outlook: Outlook) -> Option<Date> {
    let fits = |d: &Date| match outlook {
        Outlook::Past => *d <= view,
        Outlook::Future => *d >= view,
        Outlook::Unknown => true,
    };
    dates.filter(fits).min_by_key(|d| days_between(view, *d).unsigned_abs())
}
