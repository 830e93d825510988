//! The shared encoder: one small network behind names, tags and trees.

mod form;
mod place;

pub use form::{Form, GRAMS, Role, SHAPES, TRAITS, reading_traits};
pub use place::{PLACE_BITS, places};
