//! The text form: a report's events as a dated chronicle that a person wants to look at.

use crate::{
    edtf::{Edtf, Key},
    look::{Ink, Look},
    page::{Page, Piece, columns, piece, wrap},
    telling,
};
use std::collections::BTreeMap;
use svodka_model::{Document, Event, Realis, RoleKind, Sentence};

/// The document as a chronicle: a head, then its events by date, each with its fields and the words it was read from.
pub fn to_text(doc: &Document, look: &Look) -> String {
    let mut page = Page::new(look);
    let shown: Vec<usize> = (0..doc.events.len()).filter(|&e| look.shows(&doc.events[e])).collect();
    head(&mut page, doc, shown.len());
    // The events of one date, in the order of their hour and then of the text.
    let mut days: BTreeMap<Key, (String, Vec<usize>)> = BTreeMap::new();
    let mut undated = Vec::new();
    for &event in &shown {
        match &doc.events[event].when {
            Some(when) => {
                let day = Edtf::parse(&when.value).day();
                days.entry(day.key()).or_insert_with(|| (day.words(look), Vec::new())).1.push(event);
            }
            None => undated.push(event),
        }
    }
    for (_, (date, mut events)) in days {
        events.sort_by_key(|&e| clock(&doc.events[e]));
        group(&mut page, doc, &date, &events);
    }
    if !undated.is_empty() {
        group(&mut page, doc, look.word("date.none"), &undated);
    }
    page.finish()
}

/// Title, outlet, date, and how much was found.
fn head(page: &mut Page<'_>, doc: &Document, shown: usize) {
    let look = page.look;
    let report = &doc.report;
    page.paragraph(&[], &[], &[piece(Ink::Title, title(doc))]);
    let mut facts: Vec<String> = Vec::new();
    facts.extend(report.outlet.clone());
    facts.extend(report.published.as_deref().map(|published| Edtf::parse(&local(published)).words(look)));
    facts.push(if doc.events.is_empty() { look.word("head.none").to_owned() } else { look.count("head.events", shown) });
    if !doc.attributions.is_empty() {
        facts.push(look.count("head.sources", doc.attributions.len()));
    }
    if shown < doc.events.len() {
        facts.push(look.count("head.hidden", doc.events.len() - shown));
    }
    page.paragraph(&[], &[], &[piece(Ink::Faint, facts.join(" · "))]);
}

/// The headline, else the beginning of the text.
fn title(doc: &Document) -> String {
    if let Some(title) = &doc.report.title {
        return title.clone();
    }
    const LONGEST: usize = 160;
    let first = doc.sentences.first().map_or("", |Sentence { span, .. }| doc.quote(*span));
    match first.char_indices().nth(LONGEST) {
        None => first.to_owned(),
        Some((at, _)) => {
            let cut: String = first.chars().take(LONGEST).collect();
            let whole = cut.rfind(char::is_whitespace).filter(|space| space * 2 > at).map_or(cut.len(), |space| space);
            format!("{}…", cut.get(..whole).unwrap_or(&cut))
        }
    }
}

/// A date-time of publication up to its minute, without seconds and offset.
fn local(published: &str) -> String {
    published.replacen(['t', ' '], "T", 1).chars().take("2022-01-04T18:30".len()).collect()
}

fn clock(event: &Event) -> Option<String> {
    event.when.as_ref().and_then(|when| Edtf::parse(&when.value).clock())
}

fn group(page: &mut Page<'_>, doc: &Document, date: &str, events: &[usize]) {
    page.gap();
    page.paragraph(&[], &[], &[piece(Ink::Date, date)]);
    for &event in events {
        page.gap();
        tell(page, doc, event);
    }
}

/// One event: what it is, its fields, its words.
fn tell(page: &mut Page<'_>, doc: &Document, index: usize) {
    let event = &doc.events[index];
    let look = page.look;
    headline(page, doc, index);
    let fields = fields(doc, event, look);
    let label = fields.iter().map(|(label, _)| columns(label)).max().unwrap_or_default();
    let margin = margin(doc);
    for (name, value) in &fields {
        let pad = label.saturating_sub(columns(name)) + 2;
        let first = [piece(Ink::Plain, " ".repeat(margin)), piece(Ink::Faint, name.clone()), piece(Ink::Plain, " ".repeat(pad))];
        let next = [piece(Ink::Plain, " ".repeat(margin + label + 2))];
        page.paragraph(&first, &next, value);
    }
    let bar = [piece(Ink::Plain, " ".repeat(margin)), piece(Ink::Faint, "│ ")];
    page.paragraph(&bar, &bar, &telling::quotation(doc, event, look));
}

/// Columns before the fields of an event: those of the longest identifier and two spaces around it.
pub(crate) fn margin(doc: &Document) -> usize {
    telling::event_id(doc.events.len().saturating_sub(1)).len() + 2
}

/// «e7 18:30 Протест · митинг  [планируется]            91 %».
pub(crate) fn headline(page: &mut Page<'_>, doc: &Document, index: usize) {
    let event = &doc.events[index];
    let look = page.look;
    let (kind, mode) = telling::what(event, look);
    let mut body: Vec<Piece> = Vec::new();
    if let Some(clock) = clock(event) {
        body.push(piece(Ink::Title, format!("{clock} ")));
    }
    body.push(piece(telling::ink(event), kind));
    body.extend(mode.map(|mode| piece(Ink::Plain, format!(" · {mode}"))));
    for mark in marks(event, look) {
        body.push(piece(Ink::Plain, " "));
        body.push(piece(Ink::Mark, format!("[{mark}]")));
    }
    let margin = margin(doc);
    let id = telling::event_id(index);
    let first = [piece(Ink::Faint, id.clone()), piece(Ink::Plain, " ".repeat(margin - id.len()))];
    let sure = format!("{:.0}\u{A0}%", event.confidence * 100.0);
    let room = look.columns() - margin;
    let mut lines = wrap(&body, room, room);
    // The confidence stands at the right edge of the last line that has room for it.
    if let Some(last) = lines.last_mut() {
        let used: usize = last.iter().map(|p| columns(&p.text)).sum();
        if used + 1 + columns(&sure) <= room {
            last.push(piece(Ink::Plain, " ".repeat(room - used - columns(&sure))));
            last.push(piece(Ink::Faint, sure));
        }
    }
    for (number, line) in lines.into_iter().enumerate() {
        let mut whole = if number == 0 { first.to_vec() } else { vec![piece(Ink::Plain, " ".repeat(margin))] };
        whole.extend(line);
        page.line(&whole);
    }
}

/// What is not plainly so: planned, denied, begins.
fn marks<'l>(event: &Event, look: &'l Look) -> impl Iterator<Item = &'l str> {
    let realis = (event.realis != Realis::Actual).then(|| look.find(&format!("realis.{}", event.realis))).flatten();
    let phase = event.phase.and_then(|phase| look.find(&format!("phase.{phase}")));
    [realis, phase].into_iter().flatten()
}

/// Name and value of every field that the event has.
fn fields(doc: &Document, event: &Event, look: &Look) -> Vec<(String, Vec<Piece>)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let names = |role| telling::fillers(doc, event, role, look).join(", ");
    let (actor, recipient) = (names(RoleKind::Actor), names(RoleKind::Recipient));
    match (actor.is_empty(), recipient.is_empty()) {
        (false, false) => fields.push((telling::role_label(event, RoleKind::Actor, look), format!("{actor} → {recipient}"))),
        (false, true) => fields.push((telling::role_label(event, RoleKind::Actor, look), actor)),
        (true, false) => fields.push((telling::role_label(event, RoleKind::Recipient, look), recipient)),
        (true, true) => {}
    }
    for role in [RoleKind::Theme, RoleKind::Instrument, RoleKind::Origin, RoleKind::Destination, RoleKind::Place] {
        let separator = if role == RoleKind::Place { "; " } else { ", " };
        let value = telling::fillers(doc, event, role, look).join(separator);
        fields.push((telling::role_label(event, role, look), value));
    }
    fields.push((look.word("field.counts").to_owned(), telling::counts(doc, event, look).join(", ")));
    let causes = event.causes.iter().filter_map(|cause| {
        let cause_event = doc.events.get(cause.index()).filter(|cause| look.shows(cause))?;
        Some(format!("{} {}", telling::event_id(cause.index()), doc.quote(cause_event.trigger)))
    });
    fields.push((look.word("field.causes").to_owned(), causes.collect::<Vec<_>>().join(", ")));
    fields.push((
        look.word("field.source").to_owned(),
        event.source.map(|s| telling::according_to(doc, s, look)).unwrap_or_default(),
    ));
    let filled = fields.into_iter().filter(|(_, value)| !value.is_empty());
    filled.map(|(name, value)| (name, vec![piece(Ink::Plain, value)])).collect()
}
