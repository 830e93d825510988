use super::calendar::timed;
use super::grammar::{Anchor, Meaning, Rule};
use super::reading::{Fields, Slot};
use super::resolve::{Clock, Place, Resolved};
use super::tense::Outlook;
use super::value::{Grain, Moment, Value, back, shift};
use jiff::civil::Date;
use svodka_model::Basis;

impl Clock {
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

    /// The unit that holds the anchor, moved by the offset: «на прошлой неделе».
    pub(super) fn unit(&self, rule: &Rule, fields: &Fields, place: Place) -> Option<Resolved> {
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

    /// The anchor moved by a distance: «два года назад».
    pub(super) fn shifted(&self, rule: &Rule, fields: &Fields, place: Place) -> Option<Resolved> {
        if let Some(unit) = fields.at(Slot::Unit).and_then(Grain::unit).filter(|unit| *unit <= Grain::Hour)
            && rule.anchor != Anchor::Published
        {
            return self.hours_from_last(rule, unit, distance(fields), place);
        }
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

    /// «Через два часа» after an hour of the story is an hour too; after a day, or «через несколько часов», it is that day.
    fn hours_from_last(&self, rule: &Rule, unit: Grain, distance: Option<(Grain, i32)>, place: Place) -> Option<Resolved> {
        const NEAR: usize = 3;
        let (day, sentence) = self.last_day.filter(|_| place.outlook != Outlook::Future)?;
        if place.sentence > sentence + NEAR {
            return None;
        }
        let moment = match (self.last, distance) {
            (Some(Value::At(last)), Some((_, halves))) if last.grain <= Grain::Hour => {
                let minutes = halves * if unit == Grain::Hour { 30 } else { 1 } / if unit == Grain::Hour { 1 } else { 2 };
                let at = i32::from(last.detail) + (minutes * rule.step).clamp(-10_000, 10_000);
                let date = back(last.date, -at.div_euclid(1440));
                Moment { detail: at.rem_euclid(1440) as i16, ..Moment::of(last.grain, date) }
            }
            _ => Moment::of(Grain::Day, day),
        };
        Some((Value::At(moment), Basis::Anchored))
    }

    /// A stretch up to the publication or from it: «за последние два дня»; with an anchor by tense only where the clause tells of
    /// the past («за сутки задержали сорок человек»).
    pub(super) fn stretch(&self, rule: &Rule, fields: &Fields, place: Place) -> Option<Resolved> {
        let meaning = rule.meaning;
        let published = self.published.filter(|_| rule.anchor != Anchor::Tense || place.outlook == Outlook::Past)?;
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

    /// The last time once more: «в тот же день», «с тех пор»; «тогда» looks back to the sentence before.
    pub(super) fn again(&self, rule: &Rule, fields: &Fields, place: Place) -> Option<Resolved> {
        let then = rule.meaning == Meaning::Same && !fields.has(Slot::Unit);
        let last = self.last.filter(|_| !then || place.sentence <= self.last_sentence + 1)?;
        let value = match (rule.meaning, fields.at(Slot::Unit).and_then(Grain::unit)) {
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
