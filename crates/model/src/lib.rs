//! What a read report is: types and invariants only, no language.
//!
//! Layers are flat vectors that refer to each other by typed index. The one unit of position is the byte;
//! code points appear only at the doors, through [`OffsetMap`].

mod attribution;
mod check;
mod dependency;
mod document;
mod entity;
mod event;
mod quantity;
mod span;
mod timex;
mod vocabulary;
mod word;

pub use attribution::{Attribution, AttributionId, SourceKind, Stance};
pub use check::Violation;
pub use dependency::{Dependency, Deprel};
pub use document::{Document, Report, Sentence, Token, TokenId};
pub use entity::{Entity, EntityId, EntityKind, Form, Mention, MentionId, Place, PlacePrecision};
pub use event::{Codes, Count, Counted, Event, EventId, EventType, Mode, Phase, Realis, Role, RoleKind, When};
pub use quantity::{Quantity, QuantityId};
pub use span::{OffsetMap, Span};
pub use timex::{Basis, Precision, Timex, TimexId};
pub use word::{
    Animacy, Aspect, Case, Degree, Feats, Gender, Mood, NameType, Number, Person, Tense, Upos, VerbForm, Voice, Word,
};
