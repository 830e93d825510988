//! Time expressions and their values.

use crate::Resources;
use svodka_model::{Document, Timex};

/// Finds time expressions and resolves them.
pub(crate) fn find(_resources: &Resources, _doc: &Document) -> Vec<Timex> {
    Vec::new()
}
