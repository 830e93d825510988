//! Formats of the data files, their compiler (text to one blob, every error with `path:line`), and look-up.
//!
//! The files themselves live with the reader (`crates/reader/data`); this crate knows their grammar, not their content.

mod compile;
mod cue;
mod example;
mod files;
mod frame;
pub mod gazetteer;
mod light;
mod realis;
mod slot;

pub use compile::{Lexicon, compile};
pub use cue::Cue;
pub use example::{Example, Mark};
pub use files::DataError;
pub use frame::{Condition, Frame, Trigger, VoiceFilter};
pub use light::Light;
pub use realis::RealisRule;
pub use slot::{Filler, Slot};
