//! The annotation with its quotes looked up: what the reading is held against.

use std::collections::BTreeMap;
use svodka_model::{Counted, EventType, Mode, Realis, RoleKind, Span};

/// An annotated report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gold {
    /// Full name in the nominative of what is quoted.
    pub names: BTreeMap<String, String>,
    /// Where the named places lie, by their name in the nominative.
    pub places: BTreeMap<String, GoldPlace>,
    /// The events, in the order of the annotation.
    pub events: Vec<GoldEvent>,
}

/// A place of the annotation.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldPlace {
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// An event of the annotation.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldEvent {
    /// Its identifier in the annotation.
    pub id: String,
    /// What happens.
    pub kind: EventType,
    /// Other types that are as good.
    pub alternatives: Vec<EventType>,
    /// How it happens.
    pub mode: Option<Mode>,
    /// Whether it happened.
    pub realis: Realis,
    /// The words that name it.
    pub trigger: Span,
    /// The clause that was quoted.
    pub scope: Span,
    /// When it happens, in EDTF.
    pub when: Option<String>,
    /// Who and what takes part.
    pub roles: Vec<GoldRole>,
    /// Its numbers.
    pub counts: Vec<GoldCount>,
    /// Who says so, the outermost teller first.
    pub source: Vec<Quote>,
    /// The event that this entry tells of again.
    pub same_as: Option<String>,
    /// Neither required nor punished.
    pub optional: bool,
    /// Indices of the entries that tell of this event again.
    pub again: Vec<usize>,
}

/// Words of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Where they stand.
    pub span: Span,
    /// What they are.
    pub words: String,
}

/// A participant of an annotated event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldRole {
    /// Its part.
    pub kind: RoleKind,
    /// The words that name it.
    pub quote: Quote,
}

/// A number of an annotated event.
#[derive(Clone, Debug, PartialEq)]
pub struct GoldCount {
    /// What is counted.
    pub what: Counted,
    /// Lower bound, `None` when open.
    pub min: Option<f64>,
    /// Upper bound, `None` when open.
    pub max: Option<f64>,
    /// The words.
    pub quote: Quote,
}

impl GoldEvent {
    /// True for an event that the reading has to find.
    pub fn required(&self) -> bool {
        !self.optional && self.same_as.is_none()
    }

    /// True for a type that counts as right.
    pub fn accepts(&self, kind: EventType) -> bool {
        self.kind == kind || self.alternatives.contains(&kind)
    }
}
