//! Numbers that belong to an event.

use super::select::Candidate;
use crate::view::{Place, Scene};
use svodka_model::{Count, Counted, Deprel, EventType, Mode, QuantityId, Role, RoleKind, TokenId};

/// The counts of a candidate: numbers with its participants, and amounts of a change.
pub(crate) fn find(scene: &Scene<'_>, candidate: &Candidate<'_>, roles: &[Role]) -> Vec<Count> {
    let mut counts: Vec<Count> = Vec::new();
    let mut add = |what: Counted, quantity: QuantityId| {
        if !counts.iter().any(|c| c.quantity == quantity) {
            counts.push(Count { what, quantity });
        }
    };
    for argument in &candidate.arguments {
        let by_frame = candidate.frame.counts.iter().find(|(slot, _)| argument.slot.is(slot)).map(|&(_, what)| what);
        let change = candidate.frame.kind == EventType::Change;
        if let Some(what) = by_frame
            && let Some(quantity) = quantity_at(scene, argument.head)
            && (!change || matches!(argument.slot, Place::Prep(..)))
        {
            add(what, quantity);
        }
    }
    for role in roles {
        if let Some(what) = counted(candidate.frame.kind, candidate.frame.mode, role.kind)
            && let Some(quantity) = quantity_at(scene, role.head)
            && is_count(scene, quantity)
        {
            add(what, quantity);
        }
    }
    // «14 погибших», «двое раненых»: the number stands with the trigger itself.
    let own = counted(candidate.frame.kind, candidate.frame.mode, RoleKind::Recipient);
    if let Some(what) = own.or_else(|| counted(candidate.frame.kind, candidate.frame.mode, RoleKind::Actor))
        && candidate.matched != "verb"
        && let Some(quantity) = quantity_at(scene, candidate.head)
        && is_count(scene, quantity)
    {
        add(what, quantity);
    }
    if candidate.frame.kind == EventType::Change {
        for factor in scene.tree.children_as(candidate.head, &[Deprel::Advmod, Deprel::Obl, Deprel::Nmod, Deprel::Obj]) {
            if let Some(quantity) = quantity_at(scene, factor)
                && scene.doc.quantities[quantity.index()].unit.as_deref().is_some_and(|u| u == "x" || u == "%")
            {
                add(Counted::By, quantity);
            }
        }
    }
    counts
}

/// What a number with a participant counts, by what happens to them.
fn counted(kind: EventType, mode: Option<Mode>, role: RoleKind) -> Option<Counted> {
    Some(match (kind, mode, role) {
        (EventType::Harm, Some(Mode::Kill), RoleKind::Recipient) => Counted::Killed,
        (EventType::Harm, Some(Mode::Injure | Mode::Sick), RoleKind::Recipient) => Counted::Injured,
        (EventType::Harm, Some(Mode::Missing), RoleKind::Recipient) => Counted::Missing,
        (EventType::Coerce, Some(Mode::Arrest), RoleKind::Recipient) => Counted::Arrested,
        (EventType::Move, Some(Mode::Evacuate | Mode::Flee), RoleKind::Recipient | RoleKind::Actor) => Counted::Displaced,
        (EventType::Protest | EventType::Mobilize | EventType::Move, _, RoleKind::Actor | RoleKind::Recipient) => {
            Counted::Participants
        }
        (EventType::Mobilize, _, RoleKind::Theme) => Counted::Participants,
        (EventType::Govern, Some(Mode::Vote), RoleKind::Actor) => Counted::Participants,
        (EventType::Assault, Some(Mode::Destroy), RoleKind::Theme) => Counted::Items,
        _ => return None,
    })
}

fn is_count(scene: &Scene<'_>, quantity: QuantityId) -> bool {
    scene.doc.quantities[quantity.index()].unit.is_none()
}

/// The quantity that a token is, counts with, or is counted by.
pub(crate) fn quantity_at(scene: &Scene<'_>, token: TokenId) -> Option<QuantityId> {
    let span = scene.doc.tokens[token.index()].span;
    let sentence = scene.doc.sentences[scene.doc.sentence_of(token)].span;
    let first = scene.doc.quantities.partition_point(|q| q.span.end <= sentence.start);
    scene.doc.quantities[first..]
        .iter()
        .take_while(|q| q.span.start < sentence.end)
        .position(|q| q.of == Some(token) || q.span.overlaps(span))
        .map(|i| QuantityId::from(first + i))
}
