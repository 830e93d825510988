//! Values of what the report does not date: EDTF with `X` for everything that the words leave open.

use super::compose::{Expression, Link, Part};
use super::grammar::{Grammar, Meaning};
use super::reading::Slot;
use super::value::{Grain, ymd};
use svodka_model::Precision;

/// «5 мая» without a year is `XXXX-05-05`, a lone «в субботу» `XXXX-XX-XX`, «два года» `XXXX/XXXX`; nothing where the words
/// name no time («31 июня»).
pub(super) fn undated(grammar: &Grammar, expression: &Expression) -> Option<(String, Precision)> {
    let (from, grain) = part(grammar, &expression.part)?;
    let value = match &expression.to {
        Some(to) => format!("{from}/{}", part(grammar, to)?.0),
        None if from.contains('/') => from,
        None => match expression.link {
            Link::At => from,
            Link::Since => format!("{from}/.."),
            Link::Until => format!("../{from}"),
        },
    };
    Some((value, grain.precision()))
}

fn part(grammar: &Grammar, part: &Part) -> Option<(String, Grain)> {
    let fields = &part.fields;
    let unit = || match fields.at(Slot::Unit).and_then(Grain::unit) {
        None if fields.has(Slot::Semester) => Some(Grain::Month),
        unit => unit,
    };
    match grammar.rules[part.rule].meaning {
        Meaning::Calendar => calendar(part),
        Meaning::Unit | Meaning::Same | Meaning::Shift => unit().map(|grain| (open(grain).to_owned(), grain)),
        Meaning::Length => {
            let grain = unit().unwrap_or(Grain::Century);
            Some((format!("{0}/{0}", open(grain)), grain))
        }
        Meaning::Back | Meaning::Ahead | Meaning::Lasting => unit().map(|grain| (format!("{0}/{0}", open(grain)), grain)),
        Meaning::Piece | Meaning::Edge | Meaning::Since | Meaning::Until | Meaning::Nothing => None,
    }
}

/// A period of a grain, of which nothing is known.
fn open(grain: Grain) -> &'static str {
    match grain {
        Grain::Minute | Grain::Hour | Grain::PartOfDay | Grain::Day | Grain::Weekend | Grain::Week => "XXXX-XX-XX",
        Grain::Month | Grain::Quarter | Grain::HalfYear | Grain::Season => "XXXX-XX",
        Grain::Year | Grain::Decade | Grain::Century => "XXXX",
    }
}

fn calendar(part: &Part) -> Option<(String, Grain)> {
    const LEAP: i16 = 2000;
    let fields = &part.fields;
    if fields.has(Slot::Year) {
        return None;
    }
    let clock = fields.at(Slot::Hour).map(|hour| {
        let late = fields.at(Slot::Meridiem).filter(|_| hour < 12).unwrap_or(0);
        format!("T{:02}:{:02}", hour + late, fields.at(Slot::Minute).unwrap_or(0))
    });
    let grain = match () {
        () if clock.is_some() && fields.has(Slot::Minute) => Grain::Minute,
        () if clock.is_some() => Grain::Hour,
        () if fields.has(Slot::Part) => Grain::PartOfDay,
        () => Grain::Day,
    };
    let timed = |date: String| (date + clock.as_deref().unwrap_or_default(), grain);
    let months = |from: i32, to: i32| format!("XXXX-{from:02}/XXXX-{to:02}");
    Some(match (fields.at(Slot::Month), fields.at(Slot::Day)) {
        (Some(month), Some(day)) => {
            ymd(LEAP, month as i8, day as i8)?;
            match fields.at(Slot::Day2) {
                Some(second) => (format!("XXXX-{month:02}-{day:02}/XXXX-{month:02}-{second:02}"), Grain::Day),
                None => timed(format!("XXXX-{month:02}-{day:02}")),
            }
        }
        (Some(month), None) => match fields.at(Slot::Month2) {
            Some(second) => (months(month, second), Grain::Month),
            None => (format!("XXXX-{month:02}"), Grain::Month),
        },
        (None, Some(day)) => timed(format!("XXXX-XX-{day:02}")),
        _ if fields.has(Slot::Weekday) => timed(open(Grain::Day).to_owned()),
        _ if fields.has(Slot::Weekend) => (open(Grain::Weekend).to_owned(), Grain::Weekend),
        _ if fields.has(Slot::Season) => (format!("XXXX-{}", fields.at(Slot::Season)?), Grain::Season),
        _ if fields.any(&[Slot::Hour, Slot::Part]) => timed(open(Grain::Day).to_owned()),
        _ => {
            for (slot, grain, length) in [(Slot::Quarter, Grain::Quarter, 3), (Slot::HalfYear, Grain::HalfYear, 6)] {
                if let Some(number) = fields.at(slot).filter(|n| (1..=12 / length).contains(n)) {
                    return Some((months((number - 1) * length + 1, number * length), grain));
                }
            }
            let year = fields.any(&[Slot::YearOffset, Slot::YearAnchored]);
            return year.then(|| (open(Grain::Year).to_owned(), Grain::Year));
        }
    })
}
