//! Quotes to spans: each is looked up in its clause first, else in the whole text.

use super::{
    annotation::{Annotation, Fields, id},
    fault::{Fault, Problem},
    gold::{Gold, GoldCount, GoldEvent, GoldPlace, GoldRole, Quote},
};
use serde_json::Value;
use std::collections::BTreeMap;
use svodka_model::{Counted, EventType, Mode, Realis, RoleKind, Span};

impl Annotation {
    /// Looks up every quote in the text of the report. What is wrong is told; an event without a sound clause, trigger, type or
    /// realis is left out, of other events and names only what is wrong in them.
    pub fn resolve(&self, text: &str) -> (Gold, Vec<Fault>) {
        let mut faults = Vec::new();
        let mut fields = Fields::new(self.fields(), None, &mut faults);
        let mut gold = Gold { names: names(&mut fields), places: places(&mut fields), events: Vec::new() };
        // Both are used before there is a gold to resolve; here they are only held to their form.
        fields.text("published");
        fields.text("outlet");
        for value in self.events() {
            event(value, text, &mut gold.events, &mut faults);
        }
        check_references(self, &gold.events, &mut faults);
        link(&mut gold.events);
        (gold, faults)
    }
}

fn names(fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    for (quote, name) in fields.pairs("names") {
        match name.as_str() {
            Some(name) => drop(names.insert(quote.clone(), name.to_owned())),
            None => fields.wrong(Problem::Form("names")),
        }
    }
    names
}

fn places(fields: &mut Fields<'_>) -> BTreeMap<String, GoldPlace> {
    let mut places = BTreeMap::new();
    for (name, place) in fields.pairs("places") {
        match place_of(place) {
            Some(place) => drop(places.insert(name.clone(), place)),
            None => fields.wrong(Problem::Form("places")),
        }
    }
    places
}

fn place_of(value: &Value) -> Option<GoldPlace> {
    let [country, lat, lon] = value.as_array()?.as_slice() else { return None };
    let within = |value: &Value, most: f64| value.as_f64().filter(|degrees| degrees.abs() <= most);
    Some(GoldPlace { country: country.as_str()?.to_owned(), lat: within(lat, 90.0)?, lon: within(lon, 180.0)? })
}

fn event(value: &Value, text: &str, events: &mut Vec<GoldEvent>, faults: &mut Vec<Fault>) {
    let Some(map) = value.as_object() else {
        return faults.push(Fault { event: None, problem: Problem::Form("events") });
    };
    let Some(id) = map.get("id").and_then(id) else {
        let clause = map.get("in").and_then(Value::as_str).map(str::to_owned);
        return faults.push(Fault { event: clause, problem: Problem::Missing("id") });
    };
    let known = events.iter().any(|event| event.id == id);
    let mut fields = Fields::new(map, Some(&id), faults);
    if known {
        fields.wrong(Problem::Duplicate);
    }
    events.extend(Entry { fields, text }.event(id.clone()));
}

/// One event being looked up.
struct Entry<'a> {
    fields: Fields<'a>,
    text: &'a str,
}

impl Entry<'_> {
    fn event(mut self, id: String) -> Option<GoldEvent> {
        // All of them are tried before one that fails ends it: a user would mend every fault at once.
        let scope = self.scope();
        let trigger = self.trigger(scope);
        let kind = self.kind();
        let mode = kind.and_then(|kind| self.mode(kind));
        let realis = self.realis();
        let alternatives = self.alternatives();
        let near = scope.unwrap_or_default();
        let (roles, counts, source) = (self.roles(near), self.counts(near), self.source(near));
        let when = self.fields.text("when").map(str::to_owned);
        let (same_as, optional) = (self.fields.value("same_as").and_then(super::annotation::id), self.fields.flag("optional"));
        let (scope, trigger, kind, realis) = (scope?, trigger?, kind?, realis?);
        let again = Vec::new();
        Some(GoldEvent {
            id,
            kind,
            alternatives,
            mode,
            realis,
            trigger,
            scope,
            when,
            roles,
            counts,
            source,
            same_as,
            optional,
            again,
        })
    }

    fn scope(&mut self) -> Option<Span> {
        let clause = self.fields.required("in")?;
        let mut found = occurrences(self.text, clause);
        match (found.next(), found.count()) {
            (Some(start), 0) => Some(Span::new(start, start + clause.len())),
            (first, more) => {
                self.fields.wrong(Problem::Clause(clause.to_owned(), usize::from(first.is_some()) + more));
                None
            }
        }
    }

    fn trigger(&mut self, scope: Option<Span>) -> Option<Span> {
        let trigger = self.fields.required("trigger")?;
        let scope = scope?;
        let found = inside(self.text, trigger, scope);
        if found.is_none() {
            self.fields.wrong(Problem::Trigger(trigger.to_owned()));
        }
        found
    }

    fn kind(&mut self) -> Option<EventType> {
        let word = self.fields.required("type")?;
        self.known("type", word, EventType::ALL, EventType::as_str)
    }

    fn mode(&mut self, kind: EventType) -> Option<Mode> {
        let word = self.fields.text("mode")?;
        if kind.modes().is_empty() {
            self.fields.wrong(Problem::NoModes(word.to_owned(), kind.as_str()));
            return None;
        }
        self.known("mode", word, kind.modes(), Mode::as_str)
    }

    fn realis(&mut self) -> Option<Realis> {
        match self.fields.value("realis") {
            None => Some(Realis::Actual),
            Some(_) => {
                let word = self.fields.text("realis")?;
                self.known("realis", word, Realis::ALL, Realis::as_str)
            }
        }
    }

    fn alternatives(&mut self) -> Vec<EventType> {
        let mut kinds = Vec::new();
        for value in self.fields.list("alt") {
            match value.as_str() {
                Some(word) => kinds.extend(self.known("alt", word, EventType::ALL, EventType::as_str)),
                None => self.fields.wrong(Problem::Form("alt")),
            }
        }
        kinds
    }

    fn roles(&mut self, scope: Span) -> Vec<GoldRole> {
        let mut roles = Vec::new();
        for value in self.fields.list("roles") {
            match value.as_array().map(Vec::as_slice) {
                Some([Value::String(word), Value::String(quote), ..]) => {
                    let kind = self.known("roles", word, RoleKind::ALL, RoleKind::as_str);
                    roles.extend(kind.zip(self.quote("roles", quote, scope)).map(|(kind, quote)| GoldRole { kind, quote }));
                }
                _ => self.fields.wrong(Problem::Form("roles")),
            }
        }
        roles
    }

    fn counts(&mut self, scope: Span) -> Vec<GoldCount> {
        let mut counts = Vec::new();
        for value in self.fields.list("counts") {
            let parts = match value.as_array().map(Vec::as_slice) {
                Some([Value::String(word), min, max, Value::String(quote)]) => {
                    bound(min).zip(bound(max)).map(|bounds| (word, bounds, quote))
                }
                _ => None,
            };
            let Some((word, (min, max), quote)) = parts else {
                self.fields.wrong(Problem::Form("counts"));
                continue;
            };
            let what = self.known("counts", word, Counted::ALL, Counted::as_str);
            let quote = self.quote("counts", quote, scope);
            counts.extend(what.zip(quote).map(|(what, quote)| GoldCount { what, min, max, quote }));
        }
        counts
    }

    fn source(&mut self, scope: Span) -> Vec<Quote> {
        let mut chain = Vec::new();
        for value in self.fields.list("source") {
            match value.as_str() {
                Some(quote) => chain.extend(self.quote("source", quote, scope)),
                None => self.fields.wrong(Problem::Form("source")),
            }
        }
        chain
    }

    fn quote(&mut self, key: &'static str, words: &str, scope: Span) -> Option<Quote> {
        let span = locate(self.text, words, scope);
        if span.is_none() {
            self.fields.wrong(Problem::Quote(key, words.to_owned()));
        }
        span.map(|span| Quote { span, words: words.to_owned() })
    }

    /// A word of a closed vocabulary.
    fn known<T: Copy>(&mut self, key: &'static str, word: &str, all: &[T], spelling: fn(T) -> &'static str) -> Option<T> {
        let found = all.iter().copied().find(|&value| spelling(value) == word);
        if found.is_none() {
            let known = all.iter().map(|&value| spelling(value)).collect();
            self.fields.wrong(Problem::Unknown(key, word.to_owned(), known));
        }
        found
    }
}

/// A bound of a number: `None` inside for an open end, `None` outside for what is no number.
fn bound(value: &Value) -> Option<Option<f64>> {
    if value.is_null() { Some(None) } else { value.as_f64().map(Some) }
}

/// Where words stand, places that overlap included.
fn occurrences<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let step = words.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(words).filter(|_| !words.is_empty())?;
        from = at + step;
        Some(at)
    })
}

fn inside(text: &str, words: &str, scope: Span) -> Option<Span> {
    let at = scope.start as usize + scope.of(text).find(words).filter(|_| !words.is_empty())?;
    Some(Span::new(at, at + words.len()))
}

/// The words inside the clause, else the nearest before it, else the first after.
fn locate(text: &str, words: &str, scope: Span) -> Option<Span> {
    inside(text, words, scope).or_else(|| {
        let before = occurrences(text, words).take_while(|&at| at < scope.start as usize).last();
        let at = before.or_else(|| occurrences(text, words).next())?;
        Some(Span::new(at, at + words.len()))
    })
}

/// References are held against the events that could be resolved.
fn check_references(annotation: &Annotation, events: &[GoldEvent], faults: &mut Vec<Fault>) {
    let maps = || annotation.events().iter().filter_map(Value::as_object);
    let exists = |id: &str| events.iter().any(|event| event.id == id);
    for map in maps() {
        let Some(event) = map.get("id").and_then(id).filter(|id| exists(id)) else { continue };
        let mut fields = Fields::new(map, Some(&event), faults);
        let same_as = fields.value("same_as").map(|value| ("same_as", value));
        let causes = fields.list("causes").iter().map(|value| ("causes", value));
        for (key, value) in same_as.into_iter().chain(causes) {
            match id(value) {
                Some(other) if exists(&other) => {}
                Some(other) => fields.wrong(Problem::Reference(key, other)),
                None => fields.wrong(Problem::Form(key)),
            }
        }
    }
}

/// Main entries learn which entries tell of them again. Of entries with one identifier the last is meant.
fn link(events: &mut [GoldEvent]) {
    let by_id: BTreeMap<String, usize> = events.iter().enumerate().map(|(at, event)| (event.id.clone(), at)).collect();
    for at in 0..events.len() {
        let main = events[at].same_as.as_ref().and_then(|id| by_id.get(id));
        if let Some(&main) = main {
            events[main].again.push(at);
        }
    }
}
