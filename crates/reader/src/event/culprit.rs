//! Who is charged with a deed or convicted of it did it, as far as the charge says.

use svodka_model::{Event, EventType, Role, RoleKind};

/// «Обвиняется в убийстве», «приговорён за захват заложников»: a deed without a doer that is the matter of a charge or a sentence
/// is ascribed to whom it is laid to.
pub(crate) fn ascribe(events: &mut [Event]) {
    for deed in 0..events.len() {
        let does = matches!(events[deed].kind, EventType::Assault | EventType::Coerce | EventType::Protest | EventType::Threaten);
        if !does || events[deed].roles.iter().any(|role| role.kind == RoleKind::Actor) {
            continue;
        }
        let charge = events.iter().enumerate().find(|(at, charge)| *at != deed && is_matter_of(charge, &events[deed]));
        let Some(accused) = charge.and_then(|(_, charge)| accused(charge, &events[deed])) else { continue };
        let at = events[deed].roles.partition_point(|role| (role.kind, role.span) <= (accused.kind, accused.span));
        events[deed].roles.insert(at, accused);
    }
}

/// True where a deed is told within the theme of a charge or a sentence.
fn is_matter_of(charge: &Event, deed: &Event) -> bool {
    let lays = matches!(charge.kind, EventType::Accuse | EventType::Sanction);
    lays && charge.roles.iter().any(|role| role.kind == RoleKind::Theme && role.span.contains(deed.trigger))
}

/// The only one that a charge is laid to, unless the deed has them in another role.
fn accused(charge: &Event, deed: &Event) -> Option<Role> {
    let mut accused = charge.roles.iter().filter(|role| role.kind == RoleKind::Recipient);
    let (Some(one), None) = (accused.next(), accused.next()) else { return None };
    let other = |role: &Role| role.span.overlaps(one.span) || (role.entity.is_some() && role.entity == one.entity);
    (!deed.roles.iter().any(other) && !one.span.overlaps(deed.trigger)).then(|| Role { kind: RoleKind::Actor, ..one.clone() })
}
