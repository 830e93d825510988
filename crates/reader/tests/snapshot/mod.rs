//! A read document as a person would want to compare it: one line an event, in text order.
//!
//! ```text
//! HARM.kill actual 2023-05-11 [погибли] recipient=«человека»:2 place=«Актау» counts=killed:2 source=«пресс-служба»<«агентство» causes=[пожар]
//! ```

use std::fmt::Write;
use svodka_model::{AttributionId, Document, Event, Quantity, Role, Stance};

/// The snapshot of a document; a text without events says so.
pub(crate) fn of(doc: &Document) -> String {
    if doc.events.is_empty() {
        return "no event\n".to_owned();
    }
    doc.events.iter().map(|event| line(doc, event) + "\n").collect()
}

fn line(doc: &Document, event: &Event) -> String {
    let mut out = event.kind.to_string();
    let mut add = |piece: std::fmt::Arguments<'_>| out.write_fmt(piece).expect("writing to memory cannot fail");
    if let Some(mode) = event.mode {
        add(format_args!(".{mode}"));
    }
    if let Some(phase) = event.phase {
        add(format_args!(" {phase}"));
    }
    add(format_args!(" {}", event.realis));
    if let Some(when) = &event.when {
        add(format_args!(" {}", when.value));
        if when.basis == svodka_model::Basis::Inherited {
            add(format_args!("(inherited)"));
        }
    }
    add(format_args!(" [{}]", words(doc, event.trigger)));
    for role in &event.roles {
        add(format_args!(" {}={}", role.kind, filler(doc, role)));
    }
    if !event.counts.is_empty() {
        let counts: Vec<_> =
            event.counts.iter().map(|c| format!("{}:{}", c.what, amount(&doc.quantities[c.quantity.index()]))).collect();
        add(format_args!(" counts={}", counts.join(",")));
    }
    if let Some(source) = event.source {
        add(format_args!(" source={}", chain(doc, source)));
    }
    for cause in &event.causes {
        add(format_args!(" cause=[{}]", words(doc, doc.events[cause.index()].trigger)));
    }
    for &mention in &event.mentions {
        add(format_args!(" also=[{}]", words(doc, mention)));
    }
    out
}

/// The words of a span on one line.
fn words(doc: &Document, span: svodka_model::Span) -> String {
    doc.quote(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a role, and the name of its entity where that reads otherwise.
fn filler(doc: &Document, role: &Role) -> String {
    let quote = words(doc, role.span);
    match role.entity.map(|id| doc.entities[id.index()].name.as_str()) {
        Some(name) if name != quote => format!("«{quote}»→{name}"),
        _ => format!("«{quote}»"),
    }
}

/// `100`, `100..`, `..5`, `2..3`, with `~` before what is approximate and the unit behind.
fn amount(quantity: &Quantity) -> String {
    let number = |n: Option<f64>| n.map_or_else(String::new, |n| n.to_string());
    let approx = if quantity.approx { "~" } else { "" };
    let range = if quantity.min == quantity.max {
        number(quantity.min)
    } else {
        format!("{}..{}", number(quantity.min), number(quantity.max))
    };
    let unit = quantity.unit.as_deref().map_or_else(String::new, |unit| format!(" {unit}"));
    format!("{approx}{range}{unit}")
}

/// The innermost voice first, then who relays it; a stance other than plain report in brackets.
fn chain(doc: &Document, innermost: AttributionId) -> String {
    let mut voices = Vec::new();
    let mut at = Some(innermost);
    while let Some(id) = at {
        let source = &doc.attributions[id.index()];
        let name = source.holder.map_or_else(|| words(doc, source.span), |h| doc.entities[h.index()].name.clone());
        voices.push(match source.stance {
            Stance::Report => format!("«{name}»"),
            stance => format!("«{name}»({stance})"),
        });
        at = source.parent;
    }
    voices.join("<")
}
