//! One reading held against its annotation, as a teacher marks a paper: events first, then the fields of those found.

use super::{
    difference::{Difference, DifferenceKind},
    gold::{Gold, GoldEvent},
    measure::{Measure, Tally},
    pairing::{lenient, pair, strict},
};
use crate::telling;
use svodka_model::{Document, Event, EventType, Mode, Realis};

/// What came of one report.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Its name.
    pub name: String,
    /// Its counts.
    pub tally: Tally,
    /// Where the reading differs, in the order of the text.
    pub differences: Vec<Difference>,
}

/// Holds the reading of a report against its annotation. Events less certain than `min_confidence` count as not read.
pub fn score(name: &str, gold: &Gold, doc: &Document, min_confidence: f32) -> Scored {
    let events = doc.events.iter().enumerate().filter(|(_, event)| event.confidence >= min_confidence).collect();
    let mut marking = Marking { gold, doc, events, tally: Tally::default(), differences: Vec::new() };
    marking.mark();
    let mut differences = marking.differences;
    // The differences of one event stay together, in the order of its fields.
    differences.sort_by(|(a, x), (b, y)| (a, &x.event, &x.read, x.kind).cmp(&(b, &y.event, &y.read, y.kind)));
    let differences = differences.into_iter().map(|(_, difference)| difference).collect();
    Scored { name: name.to_owned(), tally: marking.tally, differences }
}

/// The work on one report.
pub(super) struct Marking<'r> {
    pub(super) gold: &'r Gold,
    pub(super) doc: &'r Document,
    /// The events that are certain enough, with their indices.
    events: Vec<(usize, &'r Event)>,
    pub(super) tally: Tally,
    /// Each with the byte of its trigger.
    differences: Vec<(u32, Difference)>,
}

/// An annotated event and the event of the reading that was found for it.
#[derive(Clone, Copy)]
pub(super) struct Match<'r> {
    pub(super) entry: &'r GoldEvent,
    pub(super) event: &'r Event,
    /// The index of the event.
    pub(super) at: usize,
}

impl<'r> Marking<'r> {
    fn mark(&mut self) {
        let (gold, doc) = (self.gold, self.doc);
        let wanted = gold.events.iter().filter(|entry| entry.required()).count();
        self.tally.annotated = wanted as u32;
        self.tally.read = self.events.len() as u32;
        let found = self.pairs(Measure::Strict, wanted, |entry, event| strict(gold, doc, entry, event));
        self.pairs(Measure::Lenient, wanted, |entry, event| lenient(gold, doc, entry, event));
        let mut free_entries = vec![true; gold.events.len()];
        let mut free_events = vec![true; self.events.len()];
        for &(g, r) in &found {
            (free_entries[g], free_events[r]) = (false, false);
            let (at, event) = self.events[r];
            let pair = Match { entry: &gold.events[g], event, at };
            if pair.entry.required() {
                self.fields(pair);
            }
        }
        let missed = gold.events.iter().zip(free_entries).filter(|(entry, free)| *free && entry.required());
        let told: Vec<usize> = missed.filter_map(|(entry, _)| self.missed(entry)).collect();
        for (r, _) in free_events.into_iter().enumerate().filter(|(_, free)| *free) {
            let (at, event) = self.events[r];
            self.tally.count(Measure::RolesAll, 0, event.roles.len(), 0);
            // What was told as another type is not told again, though it is extra all the same.
            if !told.contains(&at) {
                self.tell(DifferenceKind::Extra, None, Some(at), None, Some(what(event.kind, event.mode)));
            }
        }
    }

    /// Counts the events of one measure. What is found of optional entries is neither required nor punished.
    fn pairs(&mut self, measure: Measure, wanted: usize, accepts: impl Fn(&GoldEvent, &Event) -> f64) -> Vec<(usize, usize)> {
        let (entries, events) = (&self.gold.events, &self.events);
        let pairs = pair(entries.len(), events.len(), |g, r| accepts(&entries[g], events[r].1));
        let right = pairs.iter().filter(|(g, _)| entries[*g].required()).count();
        self.tally.count(measure, right, events.len() - (pairs.len() - right), wanted);
        pairs
    }

    /// An event that was not found; gives the event that was read at its words as another type.
    fn missed(&mut self, entry: &GoldEvent) -> Option<usize> {
        let other = self.events.iter().copied().find(|(_, event)| event.trigger.overlaps(entry.trigger));
        self.tally.case(Measure::WrongType, other.is_some());
        self.tally.count(Measure::RolesAll, 0, 0, entry.roles.len());
        let kind = if other.is_some() { DifferenceKind::Type } else { DifferenceKind::Missed };
        let found = other.map(|(_, event)| what(event.kind, event.mode));
        let at = other.map(|(at, _)| at);
        self.tell(kind, Some(entry), at, Some(what(entry.kind, entry.mode)), found);
        at
    }

    fn fields(&mut self, pair: Match<'r>) {
        let Match { entry, event, .. } = pair;
        // Not of the wrong type, and counted with those that are.
        self.tally.case(Measure::WrongType, false);
        if entry.mode.is_some() && entry.kind == event.kind {
            self.tally.case(Measure::Mode, entry.mode == event.mode);
            let [expected, found] = [entry.mode, event.mode].map(|mode| mode.map(|mode| mode.to_string()));
            self.compare(DifferenceKind::Mode, pair, expected, found);
        }
        self.tally.case(Measure::Realis, entry.realis == event.realis);
        if event.realis == Realis::Actual {
            self.tally.case(Measure::FalseActual, entry.realis != Realis::Actual);
        }
        self.compare(DifferenceKind::Realis, pair, Some(entry.realis.to_string()), Some(event.realis.to_string()));
        let [wanted, found] = [entry.when.as_deref(), event.when.as_ref().map(|when| when.value.as_str())];
        let right = wanted.is_some() && wanted == found;
        self.tally.count(Measure::When, usize::from(right), usize::from(found.is_some()), usize::from(wanted.is_some()));
        self.compare(DifferenceKind::When, pair, wanted.map(str::to_owned), found.map(str::to_owned));
        self.roles(pair);
        self.source(pair);
        self.counts(pair);
    }

    /// Tells of two values unless they are the same.
    pub(super) fn compare(&mut self, kind: DifferenceKind, pair: Match<'r>, expected: Option<String>, found: Option<String>) {
        if expected != found {
            self.tell(kind, Some(pair.entry), Some(pair.at), expected, found);
        }
    }

    /// Tells of a difference in an event of the annotation, of the reading or of both.
    fn tell(
        &mut self,
        kind: DifferenceKind,
        entry: Option<&GoldEvent>,
        read: Option<usize>,
        expected: Option<String>,
        found: Option<String>,
    ) {
        let doc = self.doc;
        let event = read.and_then(|at| doc.events.get(at));
        let Some(trigger) = entry.map(|entry| entry.trigger).or(event.map(|event| event.trigger)) else { return };
        let clause = match (entry, event) {
            (Some(entry), _) => telling::around(doc.text(), entry.scope, entry.trigger),
            (None, Some(event)) => telling::window(doc, event),
            (None, None) => trigger,
        };
        let difference = Difference {
            kind,
            event: entry.map(|entry| entry.id.clone()),
            read: read.map(telling::event_id),
            trigger: doc.quote(trigger).to_owned(),
            expected,
            found,
            clause: doc.quote(clause).to_owned(),
        };
        self.differences.push((trigger.start, difference));
    }
}

/// «PROTEST.demo».
fn what(kind: EventType, mode: Option<Mode>) -> String {
    mode.map_or_else(|| kind.to_string(), |mode| format!("{kind}.{mode}"))
}
