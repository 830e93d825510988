//! Which source answers for an event.

use super::select::Candidate;
use crate::view::Scene;
use svodka_model::AttributionId;

/// The innermost attribution whose scope holds the trigger; the act of speech itself is not in its own scope.
pub(crate) fn find(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Option<AttributionId> {
    scene
        .doc
        .attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| a.scope.contains(candidate.trigger) && !a.cue.overlaps(candidate.trigger))
        .min_by_key(|(i, a)| (a.scope.len(), a.parent.is_none(), *i))
        .map(|(i, _)| AttributionId::from(i))
}
