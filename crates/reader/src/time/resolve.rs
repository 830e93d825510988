use super::compose::{Expression, Link, Part, Preposition};
use super::grammar::{Anchor, Grammar, Meaning, Rule};
use super::reading::{Fields, Slot};
use super::tense::Outlook;
use super::value::{Grain, Moment, Value, back, shift, weekday, ymd};
use jiff::civil::Date;
use svodka_model::Basis;

/// What the report has said of time so far.
#[derive(Debug)]
pub(crate) struct Clock {
    published: Option<Date>,
    /// Minutes since midnight of the publication.
    published_minute: Option<i16>,
    /// The last time named.
    last: Option<Value>,
    /// The last day named, with its sentence.
    last_day: Option<(Date, usize)>,
    /// The last year stated in full, with its sentence.
    narrative: Option<(i16, usize)>,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) sentence: usize,
    pub(crate) outlook: Outlook,
    /// «до …»: of two times that fit, the later.
    pub(crate) ahead: bool,
}

type Resolved = (Value, Basis);

impl Clock {
    /// Before the first word. A date of publication that is none, or absurd, counts as absent.
    pub(crate) fn new(published: Option<&str>) -> Clock {
        let text = published.unwrap_or_default().trim();
        let date = text.get(..10).and_then(|d| d.parse::<Date>().ok()).filter(|d| (1900..=2100).contains(&d.year()));
        let two = |at: usize| text.get(at..at + 2).and_then(|t| t.parse::<i16>().ok());
        let minute = match (two(11), text.get(13..14), two(14)) {
            (Some(hour @ 0..24), Some(":"), Some(minute @ 0..60)) => Some(hour * 60 + minute),
            _ => None,
        };
        Clock { published: date, published_minute: minute, last: None, last_day: None, narrative: None }
    }

    /// The value of an expression; what it says becomes the anchor of those after it.
    pub(crate) fn resolve(&mut self, grammar: &Grammar, expression: &Expression, place: Place) -> Option<Resolved> {
        let (value, basis) = match &expression.to {
            Some(to) => self.range(grammar, &expression.part, to, place)?,
            None => self.part(grammar, &expression.part, place)?,
        };
        let value = match expression.link {
            Link::At => value,
            Link::Since => value.since(),
            Link::Until => value.until(),
        };
        if expression.link != Link::Until && expression.preposition != Preposition::From {
            self.remember(value, basis, expression, place);
        }
        Some((value, basis))
    }

    fn remember(&mut self, value: Value, basis: Basis, expression: &Expression, place: Place) {
        self.last = Some(value);
        if value.grain().is_some_and(|grain| grain <= Grain::Day) {
            if let Some(day) = value.first() {
                self.last_day = Some((day, place.sentence));
            }
        }
        let named = expression.part.fields.has(Slot::Year) && expression.preposition != Preposition::Other;
        if let Some(day) = value.first().filter(|_| basis == Basis::Stated && named) {
            self.narrative = Some((day.year(), place.sentence));
        }
    }

    fn range(&self, grammar: &Grammar, from: &Part, to: &Part, place: Place) -> Option<Resolved> {
        let years = [Slot::Year, Slot::YearOffset, Slot::YearAnchored];
        let (begin, end, basis) = if from.fields.any(&years) && !to.fields.any(&years) {
            let (begin, basis) = self.part(grammar, from, place)?;
            let (end, _) = self.seen_from(begin.first()?).part(grammar, to, Place { outlook: Outlook::Future, ..place })?;
            (begin, end, basis)
        } else {
            let (end, basis) = self.part(grammar, to, place)?;
            let (begin, _) = self.seen_from(end.last()?).part(grammar, from, Place { outlook: Outlook::Past, ..place })?;
            (begin, end, basis)
        };
        let (Value::At(begin), Value::At(mut end)) = (begin, end) else { return None };
        if end.grain <= Grain::Hour && end.date == begin.date && end.detail < begin.detail {
            // «с 22:00 до 02:00»
            end.date = end.date.tomorrow().ok()?;
        }
        (begin.first() <= end.last()).then_some((Value::Between(Some(begin), Some(end)), basis))
    }

    /// The same clock for a reader of another day.
    fn seen_from(&self, day: Date) -> Clock {
        Clock { published: Some(day), published_minute: None, last: self.last, last_day: Some((day, 0)), narrative: None }
    }

    fn part(&self, grammar: &Grammar, part: &Part, place: Place) -> Option<Resolved> {
        let rule = &grammar.rules[part.rule];
        let fields = &part.fields;
        match rule.meaning {
            Meaning::Calendar => self.calendar(fields, place),
            Meaning::Unit => self.unit(rule, fields, place),
            Meaning::Shift => self.shifted(rule, fields, place),
            Meaning::Back | Meaning::Ahead | Meaning::Lasting => self.stretch(rule.meaning, fields),
            Meaning::Same | Meaning::Since | Meaning::Until => self.again(rule.meaning, fields),
            Meaning::Piece | Meaning::Edge | Meaning::Nothing => None,
        }
    }

    // ── calendar ────────────────────────────────────────────────────────────────────────────────────────────────────────

    fn calendar(&self, fields: &Fields, place: Place) -> Option<Resolved> {
        if let (Some(month), Some(day)) = (fields.at(Slot::Month), fields.at(Slot::Day)) {
            return self.date(fields, month as i8, day as i8, place);
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
        let (year, sentence) = self.narrative?;
        let other = self.published.is_some_and(|p| p.year() != year);
        (other && place.sentence <= sentence + 1 && place.outlook != Outlook::Future).then_some((year, Basis::Anchored))
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
            (Some((day, sentence)), published) if published.is_none() || place.sentence <= sentence + 3 => Some((day, Basis::Anchored)),
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
            let months = [1, i8::try_from(halves / 2).ok()?].map(|month| ymd(year, month, 1).map(|date| Moment::of(Grain::Month, date)));
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
                    None if place.outlook == Outlook::Future || (place.ahead && place.outlook == Outlook::Unknown) => Outlook::Future,
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
            (Some(_), _) => latest(&|m| days_between(m.first(), view) <= 250 && m.first() <= view || days_between(view, m.first()) < 200),
            (None, Outlook::Future) => next(),
            (None, _) => latest(&|m| m.first() <= view),
        };
        found.map(|moment| (Value::At(moment), basis))
    }

    // ── counted from an anchor ──────────────────────────────────────────────────────────────────────────────────────────

    /// The day that a rule counts from.
    fn anchor(&self, rule: &Rule, unit: Grain, place: Place) -> Option<(Date, Basis)> {
        let published = self.published.map(|day| (day, Basis::Published));
        let last = match unit {
            Grain::Week | Grain::Day => self.last_day.map(|(day, _)| day),
            _ => self.last.filter(|last| last.grain().is_some_and(|grain| grain <= unit)).and_then(Value::first),
        }
        .map(|day| (day, Basis::Anchored));
        match (rule.anchor, place.outlook) {
            (Anchor::Published, _) => published,
            (Anchor::Last, _) => last,
            (Anchor::Tense, Outlook::Future) => published,
            (Anchor::Tense, _) => last.or(published),
        }
    }

    fn unit(&self, rule: &Rule, fields: &Fields, place: Place) -> Option<Resolved> {
        let grain = Grain::unit(fields.at(Slot::Unit)?).filter(|grain| *grain >= Grain::Day)?;
        let (anchor, basis) = self.anchor(rule, grain, place)?;
        let mut offset = fields.at(Slot::Offset).unwrap_or(0);
        if offset == -1 && rule.anchor == Anchor::Published && fields.has(Slot::Part) && *rule.id == *"unit.part-relative" {
            // «минувшей ночью» is the night that ended today
            offset = if matches!(fields.at(Slot::Part), Some(2 | 3)) { -1 } else { 0 };
        }
        let date = shift(anchor, grain, offset * 2)?;
        let moment = if grain == Grain::Day { timed(date, fields)? } else { Moment::of(grain, date) };
        Some((Value::At(moment), basis))
    }

    fn shifted(&self, rule: &Rule, fields: &Fields, place: Place) -> Option<Resolved> {
        let (unit, halves) = distance(fields)?;
        if matches!(unit, Grain::Minute | Grain::Hour) {
            return self.minutes_ago(rule, unit, halves);
        }
        let (anchor, basis) = self.anchor(rule, unit, place)?;
        let date = shift(anchor, unit, halves * rule.step)?;
        let (grain, whole) = grain_of_distance(unit, halves);
        let approximate = !whole || fields.has(Slot::About);
        let mut moment = if grain == Grain::Day { timed(date, fields)? } else { Moment::of(grain, date) };
        moment.approximate = approximate;
        Some((Value::At(moment), basis))
    }

    /// «два часа назад», of a report that tells its minute.
    fn minutes_ago(&self, rule: &Rule, unit: Grain, halves: i32) -> Option<Resolved> {
        let minutes = halves * if unit == Grain::Hour { 30 } else { 1 } / if unit == Grain::Hour { 1 } else { 2 };
        if rule.anchor != Anchor::Published || rule.step > 0 || minutes > 10_000 {
            return None;
        }
        let at = i32::from(self.published_minute?) - minutes;
        let date = back(self.published?, -at.div_euclid(1440));
        let moment = Moment { detail: at.rem_euclid(1440) as i16, ..Moment::of(unit, date) };
        Some((Value::At(moment), Basis::Published))
    }

    fn stretch(&self, meaning: Meaning, fields: &Fields) -> Option<Resolved> {
        let published = self.published?;
        let (unit, mut halves) = distance(fields).filter(|(unit, _)| *unit >= Grain::Day)?;
        if let Some(ordinal) = fields.at(Slot::Ordinal) {
            halves = (ordinal - 1) * 2;
        }
        let grain = match unit {
            Grain::Day | Grain::Week => Grain::Day,
            _ => grain_of_distance(unit, halves).0,
        };
        let mut begin = shift(published, unit, if meaning == Meaning::Ahead { halves } else { -halves })?;
        if meaning == Meaning::Lasting && fields.at(Slot::About) == Some(-1) && unit == Grain::Week {
            begin = back(begin, -1); // «почти неделю»: a day less
        }
        let moment = |date| Moment::of(grain, date);
        let far = Moment { approximate: fields.has(Slot::About), ..moment(begin) };
        let value = match meaning {
            Meaning::Back => Value::Between(Some(far), Some(moment(published))),
            Meaning::Ahead => Value::Between(Some(moment(published)), Some(far)),
            _ => Value::Between(Some(far), None),
        };
        Some((value, Basis::Published))
    }

    fn again(&self, meaning: Meaning, fields: &Fields) -> Option<Resolved> {
        let last = self.last?;
        let value = match (meaning, fields.at(Slot::Unit).and_then(Grain::unit)) {
            (Meaning::Since, _) => match last {
                Value::Between(_, Some(end)) => Value::Between(Some(end), None),
                _ => last.since(),
            },
            (Meaning::Until, _) => last.until(),
            (_, None) => last,
            (_, Some(Grain::Day)) => Value::At(timed(self.last_day?.0, fields)?),
            (_, Some(unit)) if last.grain()? <= unit => Value::At(Moment::of(unit, last.first()?)),
            _ => return None,
        };
        Some((value, Basis::Anchored))
    }
}

/// A day, or the hour or part of it that the fields name.
fn timed(date: Date, fields: &Fields) -> Option<Moment> {
    if let Some(hour) = fields.at(Slot::Hour) {
        let late = fields.at(Slot::Meridiem).unwrap_or(if fields.at(Slot::Part) == Some(3) { 12 } else { 0 });
        let night = fields.at(Slot::Meridiem) == Some(0) && hour == 12;
        let (mut hour, mut minute) = (if hour < 12 { hour + late } else if night { 0 } else { hour }, fields.at(Slot::Minute).unwrap_or(0));
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

/// Unit and half-units of a distance; nothing when it is vague.
fn distance(fields: &Fields) -> Option<(Grain, i32)> {
    if fields.has(Slot::Vague) {
        return None;
    }
    if let Some(halves) = fields.at(Slot::Semester) {
        let years = halves % 24 == 0;
        return Some(if years { (Grain::Year, halves / 12) } else { (Grain::Month, halves) });
    }
    let unit = Grain::unit(fields.at(Slot::Unit)?)?;
    Some((unit, fields.at(Slot::Amount).unwrap_or(2)))
}

/// How exactly a distance names a time: the grain, and whether it names it at all.
fn grain_of_distance(unit: Grain, halves: i32) -> (Grain, bool) {
    match unit {
        Grain::Year if halves % 2 == 0 => (Grain::Year, true),
        Grain::Decade | Grain::Century => (Grain::Year, false),
        Grain::Month if halves % 2 == 0 => (Grain::Month, true),
        Grain::Year | Grain::Month | Grain::Quarter | Grain::HalfYear | Grain::Season => (Grain::Month, false),
        _ => (Grain::Day, true),
    }
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
