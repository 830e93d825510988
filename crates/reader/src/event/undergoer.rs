//! Subjects that can only be objects: «подписал указ», «приграничные города обстреливают».
//!
//! Things look the same in the nominative and the accusative, and the parser takes the one for the other where nobody else
//! is named. Whether they can act is a question of meaning.

use crate::view::{Argument, Place, Scene, Tie, Use, is_passive, use_of};
use svodka_lexicon::{Frame, Slot};
use svodka_model::{Animacy, Case, EntityKind, EventType, Number, TokenId, Upos};

/// The arguments of a verb with its subject as its object, where the subject can be nothing else.
pub(super) fn turned<'d>(scene: &Scene<'d>, verb: TokenId, args: &[Argument<'d>]) -> Option<Vec<Argument<'d>>> {
    let tree = &scene.tree;
    if use_of(tree, verb) != Use::Verb || is_passive(tree, verb) || tree.lemma(verb).ends_with("ся") {
        return None;
    }
    let own = |slot: Place<'d>| args.iter().filter(move |a| a.slot == slot && a.tie == Tie::Own);
    let (mut subjects, mut objects) = (own(Place::Subj), own(Place::Obj));
    let (subject, None, None) = (subjects.next()?, subjects.next(), objects.next()) else { return None };
    let plural = tree.feats(verb).number == Some(Number::Plur);
    let thing = match scene.kind(subject.head) {
        None | Some(EntityKind::Product | EntityKind::Facility) => true,
        // Countries act, in the singular too; «города обстреливают» leaves out who does.
        Some(EntityKind::Place) => plural,
        _ => false,
    };
    let dead = tree.feats(subject.head).animacy == Some(Animacy::Inan) && tree.upos(subject.head) == Upos::Noun;
    let open = matches!(tree.case(subject.head), None | Some(Case::Nom | Case::Acc));
    if !(thing && dead && open) {
        return None;
    }
    let turn = |a: &Argument<'d>| if a.head == subject.head { Argument { slot: Place::Obj, ..*a } } else { *a };
    Some(args.iter().map(turn).collect())
}

/// Deeds that only somebody can do, to something.
pub(super) fn wants_somebody(frame: &Frame) -> bool {
    let deed = matches!(
        frame.kind,
        EventType::Assault
            | EventType::Coerce
            | EventType::Accuse
            | EventType::Sanction
            | EventType::Govern
            | EventType::Mobilize
    );
    deed && frame.roles.iter().any(|(_, slots)| slots.contains(&Slot::Obj))
}
