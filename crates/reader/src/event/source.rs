//! Which source answers for an event.

use super::{roles, select::Candidate};
use crate::view::{Scene, Tie};
use svodka_model::{Attribution, AttributionId, Role, RoleKind, TokenId};

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

/// «Акции распространились на Варну, передаёт корреспондент»: who only tells of it does not act.
pub(super) fn keep_out(scene: &Scene<'_>, candidate: &Candidate<'_>, source: AttributionId, found: &mut Vec<Role>) {
    let Attribution { span: told_by, cue, .. } = scene.doc.attributions[source.index()];
    let span = |token: TokenId| scene.doc.tokens[token.index()].span;
    let parted = |verb| scene.doc.tokens_in(candidate.trigger.cover(span(verb))).any(|t| scene.doc.form(t.into()) == ",");
    // «Профсоюз объявил забастовку»: the verb of speech carries the deed, and no comma parts them.
    if candidate.light.is_some_and(|(verb, _)| cue.contains(span(verb)) && !parted(verb)) {
        return;
    }
    let nominal = roles::is_nominal(scene, candidate.head);
    let lent = |head: TokenId| {
        candidate.arguments.iter().any(|a| a.head == head && (a.tie == Tie::Raised || nominal && a.tie == Tie::Inherited))
    };
    found.retain(|role| role.kind != RoleKind::Actor || role.span != told_by || !lent(role.head));
}
