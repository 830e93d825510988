//! Where a reading and its annotation differ.

use serde::Serialize;

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DifferenceKind {
    /// An annotated event that was not read.
    Missed,
    /// An event that no annotation asks for.
    Extra,
    /// An annotated event that was read as another type.
    Type,
    /// Its mode.
    Mode,
    /// Whether it happened.
    Realis,
    /// When it happened.
    When,
    /// A participant.
    Role,
    /// A source that was read as the actor.
    Speaker,
    /// Who says so.
    Source,
    /// A number.
    Count,
    /// The nominative of a name.
    Name,
    /// Where a place lies.
    Place,
}

impl DifferenceKind {
    /// Every kind, in the order of the fields of an event.
    pub const ALL: [DifferenceKind; 12] = [
        DifferenceKind::Missed,
        DifferenceKind::Extra,
        DifferenceKind::Type,
        DifferenceKind::Mode,
        DifferenceKind::Realis,
        DifferenceKind::When,
        DifferenceKind::Role,
        DifferenceKind::Speaker,
        DifferenceKind::Source,
        DifferenceKind::Count,
        DifferenceKind::Name,
        DifferenceKind::Place,
    ];

    /// Its word in JSON and TSV, the same in every language.
    pub const fn as_str(self) -> &'static str {
        match self {
            DifferenceKind::Missed => "missed",
            DifferenceKind::Extra => "extra",
            DifferenceKind::Type => "type",
            DifferenceKind::Mode => "mode",
            DifferenceKind::Realis => "realis",
            DifferenceKind::When => "when",
            DifferenceKind::Role => "role",
            DifferenceKind::Speaker => "speaker",
            DifferenceKind::Source => "source",
            DifferenceKind::Count => "count",
            DifferenceKind::Name => "name",
            DifferenceKind::Place => "place",
        }
    }
}

/// One difference between a reading and its annotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What differs.
    pub kind: DifferenceKind,
    /// The event as the annotation names it; absent for what is extra.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The event as the reading names it («e7»); absent for what was missed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub read: Option<String>,
    /// The words that name the event.
    pub trigger: String,
    /// What the annotation says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// What the reading says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// The clause.
    pub clause: String,
}
