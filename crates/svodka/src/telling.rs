//! The fields of an event in words, shared by the chronicle and by `explain`.

use crate::look::{Ink, Look, Paint};
use crate::page::{Piece, piece};
use svodka_model::{
    Attribution, AttributionId, Counted, Document, EntityId, EntityKind, Event, Place, PlacePrecision, Quantity, Role, RoleKind,
    Span, Stance,
};

/// What happens, in words: type and, where known, how.
pub(crate) fn what(event: &Event, look: &Look) -> (String, Option<&'static str>) {
    let kind = look.word(&format!("type.{}", event.kind)).to_owned();
    let mode = event.mode.and_then(|mode| look.find(&format!("mode.{}.{mode}", event.kind)));
    (kind, mode)
}

/// What a role is called in an event of this type.
pub(crate) fn role_label(event: &Event, role: RoleKind, look: &Look) -> String {
    let own = look.find(&format!("role.{role}.{}", event.kind));
    own.map_or_else(|| look.word(&format!("role.{role}")).to_owned(), str::to_owned)
}

/// Everybody and everything in one role, each once.
pub(crate) fn fillers(doc: &Document, event: &Event, role: RoleKind, look: &Look) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for filler in event.roles.iter().filter(|r| r.kind == role) {
        let name = filler_name(doc, filler, look);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Who or what fills a role: the name of the entity, with its place where the role asks where.
fn filler_name(doc: &Document, role: &Role, look: &Look) -> String {
    let Some(entity) = role.entity.and_then(|id| doc.entities.get(id.index())) else {
        return doc.quote(role.span).to_owned();
    };
    let located = matches!(role.kind, RoleKind::Place | RoleKind::Origin | RoleKind::Destination);
    match &entity.place {
        Some(place) if located => with_surroundings(&entity.name, place, look),
        _ => entity.name.clone(),
    }
}

/// A place with what it lies in: «Зурмат, Пактия, Афганистан».
pub(crate) fn with_surroundings(name: &str, place: &Place, look: &Look) -> String {
    let mut parts = vec![name];
    parts
        .extend(place.admin1.as_deref().filter(|_| !matches!(place.precision, PlacePrecision::Region | PlacePrecision::Country)));
    parts.extend(look.country(&place.country).filter(|_| place.precision != PlacePrecision::Country));
    let mut said: Vec<&str> = Vec::new();
    for part in parts {
        if !said.iter().any(|s| s.to_lowercase() == part.to_lowercase()) {
            said.push(part);
        }
    }
    said.join(", ")
}

/// The numbers of an event: «погибли: 16; ранены: не менее 100», «с 60 до 120 тенге».
pub(crate) fn counts(doc: &Document, event: &Event, look: &Look) -> Vec<String> {
    let of = |count: &svodka_model::Count| doc.quantities.get(count.quantity.index()).map(|quantity| (count.what, quantity));
    let change: Vec<String> = event
        .counts
        .iter()
        .filter_map(of)
        .filter(|(what, _)| is_change(*what))
        .map(|(what, quantity)| {
            let factor = quantity.unit.as_deref() == Some("x");
            let key = if factor && what == Counted::By { "count.by-factor".to_owned() } else { format!("count.{what}") };
            format!("{} {}", look.word(&key), number(doc, quantity, look))
        })
        .collect();
    let mut counts: Vec<String> = event
        .counts
        .iter()
        .filter_map(of)
        .filter(|(what, _)| !is_change(*what))
        .map(|(what, quantity)| format!("{}: {}", look.word(&format!("count.{what}")), number(doc, quantity, look)))
        .collect();
    if !change.is_empty() {
        counts.push(change.join(" "));
    }
    counts
}

fn is_change(what: Counted) -> bool {
    matches!(what, Counted::From | Counted::To | Counted::By)
}

/// An amount with its unit: «около 1000», «10–15», «5 %», «3 (автомобиля)».
pub(crate) fn number(doc: &Document, quantity: &Quantity, look: &Look) -> String {
    let digits = |value: f64| figure(value, look);
    let amount = match (quantity.min, quantity.max) {
        (Some(min), Some(max)) if min == max => digits(min),
        (Some(min), Some(max)) => format!("{}–{}", digits(min), digits(max)),
        (Some(min), None) => look.say("number.at-least", &[("n", &digits(min))]),
        (None, Some(max)) => look.say("number.at-most", &[("n", &digits(max))]),
        (None, None) => doc.quote(quantity.span).to_owned(),
    };
    let amount = if quantity.approx { look.say("number.about", &[("n", &amount)]) } else { amount };
    match (quantity.unit.as_deref(), quantity.of) {
        (Some("x"), _) => format!("{amount} {}", times(quantity, look)).trim_end().to_owned(),
        (Some(unit), _) => format!("{amount}\u{A0}{unit}"),
        (None, Some(token)) if token.index() < doc.tokens.len() => format!("{amount} ({})", doc.form(token)),
        (None, _) => amount,
    }
}

/// «раза» or «раз», where the language says it.
fn times(quantity: &Quantity, look: &Look) -> String {
    let value = quantity.max.or(quantity.min).unwrap_or_default();
    // A fraction takes the form of 2: «в 1,5 раза».
    let n = if value.fract() == 0.0 && (0.0..1e9).contains(&value) { value as usize } else { 2 };
    look.count("unit.x", n)
}

/// A number in digits, thousands parted and the decimal mark as the language has them.
fn figure(value: f64, look: &Look) -> String {
    let plain = format!("{value}");
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    let length = whole.len();
    for (at, c) in whole.chars().enumerate() {
        if at > 0 && (length - at) % 3 == 0 && length > 4 && c.is_ascii_digit() {
            out.push_str(look.word("number.thousands"));
        }
        out.push(c);
    }
    if let Some(fraction) = fraction {
        out.push_str(look.word("number.point"));
        out.push_str(fraction);
    }
    out
}

/// A source and whoever relays it, the outermost first. Bounded, in case a chain should ever loop.
pub(crate) fn chain(doc: &Document, source: AttributionId) -> Vec<AttributionId> {
    let mut chain = Vec::new();
    let mut at = Some(source);
    while let Some(id) = at.filter(|id| id.index() < doc.attributions.len() && !chain.contains(id)) {
        chain.push(id);
        at = doc.attributions[id.index()].parent;
    }
    chain.reverse();
    chain
}

/// Who speaks: the holder's name, else the words that name the source.
pub(crate) fn speaker(doc: &Document, source: &Attribution) -> String {
    match source.holder {
        Some(holder) => entity_name(doc, holder),
        None => doc.quote(source.span).to_owned(),
    }
}

/// The name of an entity, of media in quotation marks.
pub(crate) fn entity_name(doc: &Document, id: EntityId) -> String {
    let Some(entity) = doc.entities.get(id.index()) else { return String::new() };
    let quoted = entity.name.contains(['«', '"', '“']) || !entity.name.chars().next().is_some_and(char::is_uppercase);
    if entity.kind == EntityKind::Media && !quoted { format!("«{}»", entity.name) } else { entity.name.clone() }
}

/// According to whom: ««Звезда» ← Минобороны (отрицает)».
pub(crate) fn according_to(doc: &Document, source: AttributionId, look: &Look) -> String {
    let chain = chain(doc, source);
    let speakers: Vec<String> = chain.iter().map(|id| speaker(doc, &doc.attributions[id.index()])).collect();
    let stance = chain.last().map(|id| doc.attributions[id.index()].stance).filter(|stance| *stance != Stance::Report);
    let stance = stance.map(|stance| format!(" ({})", look.word(&format!("stance.{stance}")))).unwrap_or_default();
    format!("{}{stance}", speakers.join(" ← "))
}

/// How many bytes of a sentence may stand on either side of its trigger: a news sentence has under 700 in all.
const REACH: usize = 700;

/// The words around an event, cut at white space where the sentence is longer than a sentence.
pub(crate) fn window(doc: &Document, event: &Event) -> Span {
    let trigger = event.trigger;
    let sentence = doc.sentences.get(doc.sentence_of(event.head)).map_or(trigger, |s| s.span.cover(trigger));
    around(doc.text(), sentence, trigger)
}

/// The words of `sentence`, cut where they reach too far from `trigger`, which lies in them.
pub(crate) fn around(text: &str, sentence: Span, trigger: Span) -> Span {
    let start = match sentence.start as usize {
        start if (trigger.start as usize).saturating_sub(start) <= REACH => start,
        _ => {
            let from = ceil(text, trigger.start as usize - REACH);
            let before = Span::new(from, trigger.start as usize).of(text);
            from + before.find(char::is_whitespace).map_or(0, |at| at + 1)
        }
    };
    let end = match sentence.end as usize {
        end if end.saturating_sub(trigger.end as usize) <= REACH => end,
        _ => {
            let to = ceil(text, trigger.end as usize + REACH);
            let after = Span::new(trigger.end as usize, to).of(text);
            trigger.end as usize + after.rfind(char::is_whitespace).unwrap_or(after.len())
        }
    };
    // A white space of several bytes may leave the start within it.
    Span::new(ceil(text, start).min(trigger.start as usize), end)
}

/// The next character boundary at or after a byte.
fn ceil(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}

/// The quoted words of an event with its trigger marked.
pub(crate) fn quotation(doc: &Document, event: &Event, look: &Look) -> Vec<Piece> {
    let window = window(doc, event);
    let sentence = doc.sentences.get(doc.sentence_of(event.head)).map_or(window, |s| s.span.cover(event.trigger));
    let before = doc.quote(Span { start: window.start, end: event.trigger.start });
    let after = doc.quote(Span { start: event.trigger.end, end: window.end });
    let (open, close) = if look.paint == Paint::Plain { ("‹", "›") } else { ("", "") };
    vec![
        piece(Ink::Plain, format!("{}{before}", if window.start > sentence.start { "… " } else { "" })),
        piece(Ink::Trigger, format!("{open}{}{close}", doc.quote(event.trigger))),
        piece(Ink::Plain, format!("{after}{}", if window.end < sentence.end { " …" } else { "" })),
    ]
}

/// The quad class that colours a type; 0 where it has none.
pub(crate) fn ink(event: &Event) -> Ink {
    Ink::Kind(event.codes.quad.unwrap_or(0))
}

/// «e7».
pub(crate) fn event_id(index: usize) -> String {
    format!("e{}", index + 1)
}
