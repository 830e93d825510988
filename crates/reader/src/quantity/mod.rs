//! Amounts.

use crate::Resources;
use svodka_model::{Document, Quantity};

/// Finds amounts, what they are measured in and what they count.
pub(crate) fn find(_resources: &Resources, _doc: &Document) -> Vec<Quantity> {
    Vec::new()
}
