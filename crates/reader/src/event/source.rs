//! Which source answers for an event.

use super::{roles, select::Candidate};
use crate::view::{Scene, Tie};
use svodka_model::{Attribution, AttributionId, Deprel, EventType, Role, RoleKind, Stance, TokenId};

/// The innermost attribution whose scope holds the trigger; the act of speech itself is not in its own scope.
pub(crate) fn find(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Option<AttributionId> {
    scene
        .doc
        .attributions
        .iter()
        .enumerate()
        .filter(|(_, a)| a.scope.contains(candidate.trigger) && !a.cue.overlaps(candidate.trigger))
        .filter(|(_, a)| a.stance != Stance::Deny || !is_rejected(scene, candidate))
        .min_by_key(|(i, a)| (a.scope.len(), a.parent.is_none(), *i))
        .map(|(i, _)| AttributionId::from(i))
}

/// «Отверг обвинения», «отклонил требование»: what others have said is there, whatever becomes of it.
pub(super) fn is_rejected(scene: &Scene<'_>, candidate: &Candidate<'_>) -> bool {
    let said = matches!(candidate.frame.kind, EventType::Accuse | EventType::Request | EventType::Threaten);
    let verb = scene.tree.head(candidate.head).filter(|_| said && roles::is_nominal(scene, candidate.head));
    verb.is_some_and(|verb| {
        let denies = scene.resources.cues.verbs.get(scene.tree.lemma(verb)).is_some_and(|cue| cue.stance == Stance::Deny);
        (denies || scene.lexicon().is_a(scene.tree.lemma(verb), "turning-down"))
            && scene.tree.deprel(candidate.head) == Deprel::Obj
    })
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
