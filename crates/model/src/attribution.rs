use crate::{
    EntityId, Span,
    vocabulary::{index, vocabulary},
};

index! { /// Index into [`crate::Document::attributions`].
AttributionId }

/// Who says what: a voice, the words that show it, and the stretch of text that it answers for.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// The speaker; `None` when nobody is named.
    pub holder: Option<EntityId>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// How the source stands to what it says.
    pub stance: Stance,
    /// The verb, noun or preposition that shows the attribution.
    pub cue: Span,
    /// The words that name the source (the cue itself when nobody is named).
    pub span: Span,
    /// What is attributed: the stretch of text that the source answers for.
    pub scope: Span,
    /// The source that relays this one.
    pub parent: Option<AttributionId>,
}

vocabulary! {
    /// What kind of source speaks.
    SourceKind {
        Media = "media", Official = "official", Witness = "witness", Document = "document", Footage = "footage", Unnamed = "unnamed",
    }
}

vocabulary! {
    /// How a source stands to what it says.
    Stance {
        Report = "report", Claim = "claim", Confirm = "confirm", Deny = "deny", Promise = "promise", Demand = "demand", Doubt = "doubt",
    }
}
