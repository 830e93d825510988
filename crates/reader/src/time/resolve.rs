use super::compose::{Expression, Link, Part, Preposition};
use super::grammar::{Grammar, Meaning};
use super::reading::Slot;
use super::tense::Outlook;
use super::value::{Grain, Value};
use jiff::civil::Date;
use svodka_model::Basis;

/// What the report has said of time so far.
#[derive(Debug)]
pub(crate) struct Clock {
    pub(super) published: Option<Date>,
    /// Minutes since midnight of the publication.
    pub(super) published_minute: Option<i16>,
    /// The last time named.
    pub(super) last: Option<Value>,
    /// The sentence of the last time named.
    pub(super) last_sentence: usize,
    /// The last day named, with its sentence.
    pub(super) last_day: Option<(Date, usize)>,
    /// The last year stated in full, and the last sentence that it holds for.
    pub(super) narrative: Option<(i16, usize)>,
}

/// Where an expression stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) sentence: usize,
    pub(crate) outlook: Outlook,
    /// «до …»: of two times that fit, the later.
    pub(crate) ahead: bool,
}

/// A value and what it was computed from.
pub(super) type Resolved = (Value, Basis);

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
        Clock { published: date, published_minute: minute, last: None, last_sentence: 0, last_day: None, narrative: None }
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
        if self.is_aside(value, basis) {
            return;
        }
        self.last = Some(value);
        self.last_sentence = place.sentence;
        if let Some(day) = value.first().filter(|_| value.grain().is_some_and(|grain| grain <= Grain::Day)) {
            self.last_day = Some((day, place.sentence));
        }
        // «16 марта 2012 года …, а 19 марта»: a full date holds for its sentence, «в марте 2012 года» for the next too
        let reach = match expression.preposition {
            Preposition::Other => Some(place.sentence).filter(|_| expression.part.fields.has(Slot::Day)),
            _ => Some(place.sentence + 1),
        };
        let stated = basis == Basis::Stated && expression.part.fields.has(Slot::Year);
        if let Some((day, sentence)) = value.first().zip(reach).filter(|_| stated) {
            self.narrative = Some((day.year(), sentence));
        }
    }

    /// A look ahead of the publication («суд назначен на 13 января») or back from where the story is («накануне», «годом
    /// ранее»): the story does not move there.
    fn is_aside(&self, value: Value, basis: Basis) -> bool {
        let (Some(first), Some(last)) = (value.first(), self.last.and_then(Value::first)) else { return false };
        let ahead = self.published.is_some_and(|published| first > published && last <= published);
        ahead || (basis == Basis::Anchored && first < last)
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
        Clock {
            published: Some(day),
            published_minute: None,
            last: self.last,
            last_day: Some((day, 0)),
            narrative: None,
            ..*self
        }
    }

    fn part(&self, grammar: &Grammar, part: &Part, place: Place) -> Option<Resolved> {
        let rule = &grammar.rules[part.rule];
        let fields = &part.fields;
        match rule.meaning {
            Meaning::Calendar => self.calendar(fields, place),
            Meaning::Unit => self.unit(rule, fields, place),
            Meaning::Shift => self.shifted(rule, fields, place),
            Meaning::Back | Meaning::Ahead | Meaning::Lasting => self.stretch(rule, fields, place),
            Meaning::Same | Meaning::Since | Meaning::Until => self.again(rule, fields, place),
            Meaning::Piece | Meaning::Edge | Meaning::Length | Meaning::Nothing => None,
        }
    }
}
