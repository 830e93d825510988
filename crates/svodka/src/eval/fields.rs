//! The participants, sources and numbers of an event that was found.

use super::{
    difference::DifferenceKind,
    gold::{GoldCount, GoldEvent, GoldPlace, GoldRole},
    marking::{Marking, Match},
    measure::Measure,
    pairing::{pair, shared},
};
use crate::telling;
use svodka_model::{Counted, Document, Entity, EventType, PlacePrecision, Quantity, Role, RoleKind};

/// How far from the annotated point a place may lie, in kilometres; coordinates of wide places are a rough centre.
const NEAR: f64 = 25.0;
const NEAR_WIDE: f64 = 500.0;

/// Types whose patient may be told as recipient or as theme: what is attacked, seized or moved.
const PATIENT: [EventType; 7] = [
    EventType::Assault,
    EventType::Coerce,
    EventType::Move,
    EventType::Mobilize,
    EventType::Harm,
    EventType::Govern,
    EventType::Hazard,
];

impl<'r> Marking<'r> {
    /// Participants. Those that only an entry of the same event asks for are free.
    pub(super) fn roles(&mut self, found: Match<'r>) {
        let Match { entry, event, .. } = found;
        let (gold, doc) = (self.gold, self.doc);
        let touch = |wanted: &GoldRole, role: &Role| touches(doc, entry.kind, wanted, role);
        let pairs = pair(entry.roles.len(), event.roles.len(), |g, r| touch(&entry.roles[g], &event.roles[r]));
        let told_again = || entry.again.iter().filter_map(|&at| gold.events.get(at)).flat_map(|other| &other.roles);
        let unpaired = |r: usize| !pairs.iter().any(|&(_, taken)| taken == r);
        let extra: Vec<&Role> = event.roles.iter().enumerate().filter(|(r, _)| unpaired(*r)).map(|(_, role)| role).collect();
        let count = extra.len();
        let extra: Vec<&Role> = extra.into_iter().filter(|role| !told_again().any(|wanted| touch(wanted, role) > 0.0)).collect();
        let read = event.roles.len() - (count - extra.len());
        for measure in [Measure::RolesFound, Measure::RolesAll] {
            self.tally.count(measure, pairs.len(), read, entry.roles.len());
        }
        self.one_role(Measure::Actor, RoleKind::Actor, found, &pairs);
        self.one_role(Measure::Recipient, RoleKind::Recipient, found, &pairs);
        self.one_role(Measure::Place, RoleKind::Place, found, &pairs);
        let missing: Vec<&GoldRole> =
            entry.roles.iter().enumerate().filter(|(g, _)| !pairs.iter().any(|(taken, _)| taken == g)).map(|(_, r)| r).collect();
        self.speakers(found);
        self.tell_roles(found, missing, extra);
        for (g, r) in pairs {
            self.identity(found, &entry.roles[g], &event.roles[r]);
        }
    }

    fn one_role(&mut self, measure: Measure, kind: RoleKind, found: Match<'r>, pairs: &[(usize, usize)]) {
        let roles = &found.entry.roles;
        let right = pairs.iter().filter(|(g, _)| roles[*g].kind == kind).count();
        let read = found.event.roles.iter().filter(|role| role.kind == kind).count();
        self.tally.count(measure, right, read, roles.iter().filter(|role| role.kind == kind).count());
    }

    /// Whoever is merely quoted is a source and no actor.
    fn speakers(&mut self, found: Match<'r>) {
        let speakers = found.event.roles.iter().filter(|role| speaks(found.entry, role)).count();
        self.tally.count(Measure::Speaker, speakers, 0, 1);
    }

    /// Roles that one side lacks; those of the same words are told together.
    fn tell_roles(&mut self, found: Match<'r>, missing: Vec<&GoldRole>, mut extra: Vec<&Role>) {
        let doc = self.doc;
        let words = |role: &Role| format!("{} «{}»", role.kind, doc.quote(role.span));
        for wanted in missing {
            let same = extra.iter().position(|role| role.span.overlaps(wanted.quote.span));
            let other = same.map(|at| words(extra.remove(at)));
            let expected = format!("{} «{}»", wanted.kind, wanted.quote.words);
            self.compare(DifferenceKind::Role, found, Some(expected), other);
        }
        for role in extra {
            let kind = if speaks(found.entry, role) { DifferenceKind::Speaker } else { DifferenceKind::Role };
            self.compare(kind, found, None, Some(words(role)));
        }
    }

    /// Name and place of a participant whose words are right.
    fn identity(&mut self, found: Match<'r>, wanted: &GoldRole, role: &Role) {
        let gold = self.gold;
        let Some(name) = gold.names.get(&wanted.quote.words).filter(|name| !name.is_empty()) else { return };
        let entity = role.entity.and_then(|id| self.doc.entities.get(id.index()));
        let right = entity.is_some_and(|entity| fold(&entity.name) == fold(name));
        self.tally.case(Measure::Names, right);
        if !right {
            let other = entity.map(|entity| entity.name.clone());
            self.compare(DifferenceKind::Name, found, Some(name.clone()), other);
        }
        if let Some(place) = gold.places.get(name) {
            self.place(found, place, entity);
        }
    }

    fn place(&mut self, found: Match<'r>, wanted: &GoldPlace, entity: Option<&Entity>) {
        let place = entity.and_then(|entity| entity.place.as_ref());
        let country = place.is_some_and(|place| place.country == wanted.country);
        let near = place.is_some_and(|place| {
            let exact = matches!(place.precision, PlacePrecision::Point | PlacePrecision::Settlement | PlacePrecision::District);
            kilometres((wanted.lat, wanted.lon), (place.lat, place.lon)) <= if exact { NEAR } else { NEAR_WIDE }
        });
        self.tally.case(Measure::Near, near);
        self.tally.case(Measure::Country, country);
        if !(near && country) {
            let words = |country: &str, lat: f64, lon: f64| format!("{country} {lat:.1} {lon:.1}");
            let expected = words(&wanted.country, wanted.lat, wanted.lon);
            self.compare(DifferenceKind::Place, found, Some(expected), place.map(|p| words(&p.country, p.lat, p.lon)));
        }
    }

    /// Who says so: the innermost source, and the whole chain where the annotation has one.
    pub(super) fn source(&mut self, found: Match<'r>) {
        let doc = self.doc;
        let wanted = &found.entry.source;
        let read: Vec<_> = found.event.source.map_or_else(Vec::new, |source| telling::chain(doc, source));
        let read: Vec<_> = read.into_iter().map(|source| doc.attributions[source.index()].span).collect();
        let innermost = wanted.last().zip(read.last()).is_some_and(|(quote, span)| quote.span.overlaps(*span));
        self.tally.count(Measure::Source, usize::from(innermost), usize::from(!read.is_empty()), usize::from(!wanted.is_empty()));
        let exact = wanted.len() == read.len() && wanted.iter().zip(&read).all(|(quote, span)| quote.span.overlaps(*span));
        if wanted.len() > 1 {
            self.tally.case(Measure::Chain, exact);
        }
        let both_silent = wanted.is_empty() && read.is_empty();
        if !(both_silent || if wanted.len() > 1 { exact } else { innermost }) {
            let expected = wanted.iter().map(|quote| quote.words.as_str()).collect();
            let other = read.into_iter().map(|span| doc.quote(span)).collect();
            self.compare(DifferenceKind::Source, found, links(expected), links(other));
        }
    }

    /// Numbers: what is counted and both bounds must be the same.
    pub(super) fn counts(&mut self, found: Match<'r>) {
        let doc = self.doc;
        let wanted = &found.entry.counts;
        let counts = found.event.counts.iter();
        let read: Vec<(Counted, Option<&Quantity>)> =
            counts.map(|count| (count.what, doc.quantities.get(count.quantity.index()))).collect();
        let same = |g: usize, r: usize| f64::from(u8::from(agrees(&wanted[g], read[r])));
        let pairs = pair(wanted.len(), read.len(), same);
        self.tally.count(Measure::Counts, pairs.len(), read.len(), wanted.len());
        let mut extra: Vec<_> =
            read.iter().enumerate().filter(|(r, _)| !pairs.iter().any(|(_, taken)| taken == r)).map(|(_, c)| *c).collect();
        let words = |(what, quantity): (Counted, Option<&Quantity>)| {
            let bounds = quantity.map_or((None, None), |quantity| (quantity.min, quantity.max));
            amount(what, bounds, quantity.map_or("", |quantity| doc.quote(quantity.span)))
        };
        for (_, count) in wanted.iter().enumerate().filter(|(g, _)| !pairs.iter().any(|(taken, _)| taken == g)) {
            let other = extra.iter().position(|(what, _)| *what == count.what).map(|at| words(extra.remove(at)));
            let expected = amount(count.what, (count.min, count.max), &count.quote.words);
            self.compare(DifferenceKind::Count, found, Some(expected), other);
        }
        for count in extra {
            self.compare(DifferenceKind::Count, found, None, Some(words(count)));
        }
    }
}

/// How well a role fits an annotated one: by the characters that their words share, else a little where another mention of its
/// entity stands at the annotated words.
fn touches(doc: &Document, kind: EventType, wanted: &GoldRole, role: &Role) -> f64 {
    let patient = |role: RoleKind| PATIENT.contains(&kind) && matches!(role, RoleKind::Recipient | RoleKind::Theme);
    if wanted.kind != role.kind && !(patient(wanted.kind) && patient(role.kind)) {
        return 0.0;
    }
    let span = wanted.quote.span;
    match shared(doc.text(), span, role.span) {
        0 => {
            let entity = role.entity.and_then(|id| doc.entities.get(id.index()));
            let mut mentions = entity.into_iter().flat_map(|entity| &entity.mentions);
            let mentioned = mentions.any(|&mention| doc.mentions[mention.index()].span.overlaps(span));
            if mentioned { 0.5 } else { 0.0 }
        }
        characters => characters as f64,
    }
}

/// True for an actor that the annotation knows as a source and not as an actor.
fn speaks(entry: &GoldEvent, role: &Role) -> bool {
    role.kind == RoleKind::Actor
        && entry.source.iter().any(|quote| quote.span.overlaps(role.span))
        && !entry.roles.iter().any(|wanted| wanted.kind == RoleKind::Actor && wanted.quote.span.overlaps(role.span))
}

fn agrees(wanted: &GoldCount, (what, quantity): (Counted, Option<&Quantity>)) -> bool {
    let (min, max) = quantity.map_or((None, None), |quantity| (quantity.min, quantity.max));
    wanted.what == what && wanted.min == min && wanted.max == max
}

/// «killed 4 «четыре человека»», «injured 100.. «более 100»».
fn amount(what: Counted, bounds: (Option<f64>, Option<f64>), words: &str) -> String {
    let end = |bound: Option<f64>| bound.map_or_else(String::new, |value| value.to_string());
    match bounds {
        (Some(min), Some(max)) if min == max => format!("{what} {min} «{words}»"),
        (min, max) => format!("{what} {}..{} «{words}»", end(min), end(max)),
    }
}

/// A chain of sources, the outermost first; `None` for none.
fn links(chain: Vec<&str>) -> Option<String> {
    (!chain.is_empty()).then(|| chain.join(" > "))
}

/// A name without what writers vary: case, «ё», quotation marks, the width of spaces.
fn fold(name: &str) -> String {
    let plain: String =
        name.to_lowercase().chars().map(|c| if c == 'ё' { 'е' } else { c }).filter(|c| !matches!(c, '«' | '»' | '"')).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The distance of two points, latitude first, by the haversine formula.
fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    const DIAMETER: f64 = 12742.0;
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let h = half(a.0, b.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(a.1, b.1);
    DIAMETER * h.sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_those_of_an_atlas() {
        let sofia_burgas = kilometres((42.7, 23.3), (42.5, 27.5));
        assert!((340.0..350.0).contains(&sofia_burgas), "{sofia_burgas}");
        assert!(kilometres((10.0, 20.0), (10.0, 20.0)).abs() < 1e-9);
    }

    #[test]
    fn names_are_the_same_whatever_their_marks() {
        assert_eq!(fold("Партия  «Зелёный Берег»"), fold("партия зеленый берег"));
        assert_ne!(fold("Пётр"), fold("Петра"));
    }

    #[test]
    fn amounts_and_chains_in_words() {
        assert_eq!(amount(Counted::Killed, (Some(4.0), Some(4.0)), "четверо"), "killed 4 «четверо»");
        assert_eq!(amount(Counted::By, (Some(1.5), None), "более 1,5"), "by 1.5.. «более 1,5»");
        assert_eq!(links(vec!["Радио", "МВД"]).as_deref(), Some("Радио > МВД"));
        assert_eq!(links(Vec::new()), None);
    }
}
