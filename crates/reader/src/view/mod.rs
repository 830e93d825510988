//! Views over the layers below: trees in both directions, the slots of a word, the mention at a token.
//!
//! Shared by the stages that come after entities; a view reads layers and adds none.

mod agreement;
mod arguments;
mod inherited;
mod noun;
mod pattern;
mod preposition;
mod raised;
mod scene;
mod tree;

pub(crate) use agreement::agrees;
pub(crate) use arguments::{Argument, Place, Tie, Use, arguments, is_passive, use_of, verb_dependents};
pub(crate) use pattern::{Pattern, participle_lemma};
pub(crate) use raised::raised;
pub(crate) use scene::Scene;
pub(crate) use tree::Tree;
