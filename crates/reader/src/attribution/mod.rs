//! Who says what.

use crate::Resources;
use svodka_model::{Document, Attribution};

/// Finds sources, what they answer for, and their chains.
pub(crate) fn find(_resources: &Resources, _doc: &Document) -> Vec<Attribution> {
    Vec::new()
}
