//! Events.

use crate::Resources;
use svodka_model::{Document, Event};

/// Finds events with everything that belongs to them.
pub(crate) fn find(_resources: &Resources, _doc: &Document) -> Vec<Event> {
    Vec::new()
}
