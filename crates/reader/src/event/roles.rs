//! From slots to roles.

use super::{counts::quantity_at, filler, select::Candidate};
use crate::view::{Argument, Place, Scene, Tie, Use, arguments, is_passive, use_of};
use std::sync::Arc;
use svodka_lexicon::Slot;
use svodka_model::{
    Animacy, Case, Deprel, EntityKind, EventType, Form, Gender, Mode, Number, Role, RoleKind, TokenId, Upos, VerbForm,
};

/// Fills the roles of a frame from the arguments of its trigger.
pub(crate) fn fill(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Vec<Role> {
    let standing = as_subject(scene, candidate);
    let candidate = standing.as_ref().unwrap_or(candidate);
    let mut roles: Vec<Role> = Vec::new();
    let mut used: Vec<TokenId> = Vec::new();
    let phrase = candidate.matched == "phrase";
    let recipient = candidate.light.map_or(&[][..], |(_, light)| &light.recipient);
    if !phrase {
        take(scene, candidate, RoleKind::Recipient, recipient, &mut used, &mut roles);
    }
    // A frame may list one slot for two roles; earlier roles win, and actors come first.
    for (kind, slots) in &candidate.frame.roles {
        take(scene, candidate, *kind, slots, &mut used, &mut roles);
    }
    // The frame of a phrase knows its verb already; what it leaves open is as with that verb elsewhere.
    if phrase && !roles.iter().any(|r| r.kind == RoleKind::Recipient) {
        take(scene, candidate, RoleKind::Recipient, recipient, &mut used, &mut roles);
    }
    if !roles.iter().any(|r| r.kind == RoleKind::Actor) {
        roles.extend(clause_actor(scene, candidate).or_else(|| house(scene, candidate, &mut used)));
    }
    two_sides(&mut roles, candidate.frame.mode == Some(Mode::Clash));
    default_places(scene, candidate, &used, &mut roles);
    roles.sort_by_key(|role| (role.kind, role.span));
    roles.dedup_by(|a, b| a.kind == b.kind && a.span == b.span);
    roles
}

/// «Перед отъездом Чавес заговорил»: who does something about their journey or meeting makes it.
fn clause_actor(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Option<Role> {
    let kind = matches!(candidate.frame.kind, EventType::Move | EventType::Consult);
    let acts = candidate.frame.roles.iter().any(|(role, slots)| *role == RoleKind::Actor && slots.contains(&Slot::Gen));
    let circumstance = matches!(scene.tree.deprel(candidate.head), Deprel::Obl | Deprel::Nmod);
    if !kind || !acts || !circumstance || candidate.light.is_some() || !is_nominal(scene, candidate.head) {
        return None;
    }
    let preposition = scene.tree.preposition(candidate.head).map(|p| scene.tree.lemma(p));
    let about = preposition.is_some_and(|p| matches!(p, "перед" | "после" | "накануне" | "до" | "по" | "при" | "во" | "в"));
    let verb = scene.tree.head(candidate.head).filter(|&v| about && scene.is_verbal(v))?;
    let subjects = arguments(scene.doc, &scene.tree, verb);
    let somebody = |t: TokenId| matches!(scene.kind(t), Some(EntityKind::Person | EntityKind::Organization | EntityKind::Group));
    let gerund = scene.tree.feats(verb).verb_form == Some(VerbForm::Conv);
    let own = |a: &&Argument<'_>| a.slot == Place::Subj && (gerund || a.tie == Tie::Own);
    let subject = subjects.iter().filter(own).find(|a| somebody(a.head))?;
    Some(filler::role(scene, RoleKind::Actor, subject.head, &Slot::Subj))
}

/// «В министерстве назвали запись ошибкой»: nobody is named but the house that speaks.
fn house(scene: &Scene<'_>, candidate: &Candidate<'_>, used: &mut Vec<TokenId>) -> Option<Role> {
    let speaks = matches!(
        candidate.frame.kind,
        EventType::State | EventType::Accuse | EventType::Reject | EventType::Request | EventType::Threaten | EventType::Agree
    );
    let feats = scene.tree.feats(candidate.head);
    let nobody = feats.verb_form == Some(VerbForm::Fin) && feats.number == Some(Number::Plur);
    if !speaks || !nobody || candidate.arguments.iter().any(|a| a.slot == Place::Subj) {
        return None;
    }
    let inside = |a: &&Argument<'_>| {
        let slot = matches!(a.slot, Place::Prep("в" | "во", case) if case != Some(Case::Acc));
        slot && a.tie == Tie::Own && !used.contains(&a.head) && scene.kind(a.head) == Some(EntityKind::Organization)
    };
    let head = candidate.arguments.iter().find(inside)?.head;
    used.push(head);
    Some(filler::role(scene, RoleKind::Actor, head, &Slot::Subj))
}

/// «Перед судом предстали 37 жителей»: what looks like an object is the subject where the frame has no place for an object.
fn as_subject<'d>(scene: &Scene<'_>, candidate: &Candidate<'d>) -> Option<Candidate<'d>> {
    let knows = |slot: &Slot| {
        candidate.frame.roles.iter().any(|(_, slots)| slots.contains(slot))
            || candidate.frame.require.iter().any(|c| c.slot == *slot)
    };
    let own = |place: Place<'_>| candidate.arguments.iter().any(|a| a.slot == place && a.tie == Tie::Own);
    let open = use_of(&scene.tree, candidate.head) == Use::Verb && !own(Place::Subj) && own(Place::Obj);
    if !open || is_passive(&scene.tree, candidate.head) || knows(&Slot::Obj) || !knows(&Slot::Subj) {
        return None;
    }
    // «Угрожать территории»: a bare genitive is no subject.
    let counted = |t: TokenId| scene.tree.child(t, &[Deprel::Nummod, Deprel::NummodGov]).is_some();
    let may = |a: &Argument<'d>| a.slot == Place::Obj && (scene.tree.case(a.head) != Some(Case::Gen) || counted(a.head));
    if !candidate.arguments.iter().any(may) {
        return None;
    }
    let stands = |a: &Argument<'d>| Argument { slot: if may(a) { Place::Subj } else { a.slot }, ..*a };
    let arguments = candidate.arguments.iter().filter(|a| a.slot != Place::Subj).map(stands).collect();
    Some(Candidate { arguments, also: Vec::new(), ..*candidate })
}

fn take(
    scene: &Scene<'_>,
    candidate: &Candidate<'_>,
    kind: RoleKind,
    slots: &[Slot],
    used: &mut Vec<TokenId>,
    roles: &mut Vec<Role>,
) {
    // What hangs elsewhere only speaks where nothing that hangs here does. Nouns keep their words close, verbs lend theirs.
    const NOUN: [&[Tie]; 3] = [&[Tie::Own], &[Tie::Raised], &[Tie::Inherited]];
    const VERB: [&[Tie]; 2] = [&[Tie::Own, Tie::Inherited], &[Tie::Raised]];
    let ties: &[&[Tie]] = if is_nominal(scene, candidate.head) { &NOUN } else { &VERB };
    for (&ties, slot) in ties.iter().flat_map(|ties| slots.iter().map(move |slot| (ties, slot))) {
        let raised = !ties.contains(&Tie::Own);
        if raised && roles.iter().any(|r| r.kind == kind) {
            break;
        }
        let before = roles.len();
        for argument in candidate.arguments.iter().filter(|a| a.slot.is(slot) && ties.contains(&a.tie)) {
            if used.contains(&argument.head) || !suits(scene, candidate, kind, slot, argument.head) {
                continue;
            }
            used.push(argument.head);
            roles.push(filler::role(scene, kind, argument.head, slot));
        }
        // The best slot that is filled gives the role; themes and places may come from several.
        if roles.len() > before && matches!(kind, RoleKind::Actor | RoleKind::Recipient) {
            break;
        }
    }
}

/// «Столкновения между демонстрантами и полицией», «схватка охраны и рабочих»: of the two that one slot names, the first
/// acts and the other is met.
fn two_sides(roles: &mut [Role], clash: bool) {
    for (lone, other) in [(RoleKind::Actor, RoleKind::Recipient), (RoleKind::Recipient, RoleKind::Actor)] {
        let same: Vec<usize> = (0..roles.len()).filter(|&i| roles[i].kind == lone).collect();
        let slot = same.first().map(|&i| roles[i].slot.clone());
        let both = slot.as_deref().is_some_and(|s| s == "между+Ins" || clash && s == "gen")
            && same.len() > 1
            && !roles.iter().any(|r| r.kind == other);
        if both {
            for (place, &i) in same.iter().enumerate() {
                roles[i].kind = if place == 0 { RoleKind::Actor } else { RoleKind::Recipient };
            }
            return;
        }
    }
}

/// Some fillers cannot play some roles: a time is no place, an abstract noun no actor of «в+Acc».
fn suits(scene: &Scene<'_>, candidate: &Candidate<'_>, kind: RoleKind, slot: &Slot, token: TokenId) -> bool {
    // «Не первый раз» tells how often.
    if scene.in_timex(token) || matches!(scene.tree.lemma(token), "себя" | "раз") {
        return false;
    }
    match (kind, slot) {
        // «На 30 дней» is how long.
        (RoleKind::Place, Slot::Prep(..)) => {
            quantity_at(scene, token).is_none_or(|q| scene.doc.quantities[q.index()].unit.is_none())
        }
        // «Приговорён в Гааге»: where it happens is not what it is about.
        (RoleKind::Theme, Slot::Prep(preposition, Case::Loc)) if matches!(&**preposition, "в" | "на") => {
            !(scene.kind(token) == Some(EntityKind::Place) && is_name(scene, token))
        }
        // «За последние годы» tells how long.
        (RoleKind::Theme, Slot::Prep(preposition, Case::Acc)) if matches!(&**preposition, "за") => !scene.in_length(token),
        // «Призвал к выборам»: nobody is called there.
        (RoleKind::Recipient, Slot::Prep(preposition, Case::Dat)) if matches!(&**preposition, "к") => {
            scene.kind(token).is_some()
                || scene.tree.upos(token) != Upos::Noun
                || scene.tree.feats(token).animacy != Some(Animacy::Inan)
        }
        (RoleKind::Destination | RoleKind::Origin, Slot::Prep(..)) => {
            let placed = matches!(
                scene.kind(token),
                Some(
                    EntityKind::Place | EntityKind::Facility | EntityKind::Organization | EntityKind::Group | EntityKind::Person
                )
            );
            placed || scene.lexicon().is_a(scene.tree.lemma(token), "location")
        }
        // «Въехал в толпу на ярмарке»: nobody travels on a place.
        (RoleKind::Instrument, Slot::Prep(..)) => !is_location(scene, token) || scene.kind(token) == Some(EntityKind::Product),
        (RoleKind::Actor, Slot::Gen) => {
            let acts = scene.kind(token).is_some()
                || scene.tree.upos(token) != Upos::Noun
                || scene.tree.feats(token).animacy == Some(Animacy::Anim)
                || scene.lexicon().is_a(scene.tree.lemma(token), "troops");
            // «Бомбардировка города»: a place suffers where somebody can.
            let suffers = candidate.frame.roles.iter().any(|(other, slots)| *other != kind && slots.contains(&Slot::Gen))
                && matches!(scene.kind(token), Some(EntityKind::Place | EntityKind::Facility));
            acts && !suffers
        }
        // «Избран президентом», «удар бомбами»: offices and things in the instrumental do nothing by themselves.
        (RoleKind::Actor, Slot::Subj) if scene.tree.case(token) == Some(Case::Ins) => {
            let other = candidate.frame.roles.iter().any(|(other, slots)| *other != kind && slots.contains(&Slot::Ins));
            // «Обмен пленными»: what the frame asks for stands in its own slot.
            if candidate.frame.require.iter().any(|c| c.slot == Slot::Ins) {
                return false;
            }
            let thing = scene.tree.feats(token).animacy == Some(Animacy::Inan)
                && matches!(scene.kind(token), None | Some(EntityKind::Product));
            let nobody = scene.tree.feats(token).animacy == Some(Animacy::Inan) && scene.kind(token).is_none();
            !(nobody || other && (thing || scene.lexicon().is_a(scene.tree.lemma(token), "official")))
        }
        _ => true,
    }
}

/// Prepositions that locate, with the case they do it in.
const LOCATIVE: [(&str, &[Case]); 12] = [
    ("в", &[Case::Loc]),
    ("на", &[Case::Loc]),
    ("под", &[Case::Ins]),
    ("над", &[Case::Ins]),
    ("около", &[Case::Gen]),
    ("у", &[Case::Gen]),
    ("возле", &[Case::Gen]),
    ("близ", &[Case::Gen]),
    ("вблизи", &[Case::Gen]),
    ("перед", &[Case::Ins]),
    ("по", &[Case::Dat]),
    ("неподалёку", &[Case::Gen]),
];

/// Places that no frame needs to list: «в Каире», «на площади», «около посольства».
fn default_places(scene: &Scene<'_>, candidate: &Candidate<'_>, used: &[TokenId], roles: &mut Vec<Role>) {
    let mut at: Vec<(TokenId, bool)> = Vec::new();
    for argument in &candidate.arguments {
        // «Вышли на улицы Нью-Йорка».
        let street = argument.slot == Place::Gen && candidate.matched == "phrase" && candidate.frame.kind == EventType::Protest;
        if street
            && argument.tie == Tie::Own
            && scene.kind(argument.head) == Some(EntityKind::Place)
            && !used.contains(&argument.head)
        {
            at.push((argument.head, false));
        }
        let Place::Prep(preposition, case) = argument.slot else { continue };
        let locates = LOCATIVE.iter().any(|(p, cases)| same(preposition, p) && case.is_none_or(|case| cases.contains(&case)));
        if argument.tie == Tie::Raised && !at.is_empty() {
            break;
        }
        if argument.tie == Tie::Raised && scene.tree.head(argument.head).is_some_and(|holder| happens(scene, holder)) {
            continue;
        }
        // «У парламента», «перед министерством»: bodies have doors.
        let beside = matches!(preposition, "у" | "около" | "возле" | "близ" | "вблизи" | "перед")
            && scene.kind(argument.head) == Some(EntityKind::Organization);
        let head = filler::building(scene, filler::whole(scene, argument.head));
        if locates && !used.contains(&argument.head) && (beside || is_location(scene, head)) {
            at.push((head, beside));
        }
    }
    for (token, beside) in at {
        for place in if beside { vec![token] } else { place_chain(scene, token) } {
            let slot: Arc<str> = Arc::from("place");
            roles.push(Role { kind: RoleKind::Place, entity: scene.entity(place), span: scene.phrase(place), head: place, slot });
        }
    }
}

/// What happens has a place of its own: «назвал происходящее в стране», «ответственность за похищение в Пакистане».
fn happens(scene: &Scene<'_>, holder: TokenId) -> bool {
    let within = scene.tree.preposition(holder).is_some_and(|p| matches!(scene.tree.lemma(p), "в" | "на" | "при"));
    match scene.tree.upos(holder) {
        Upos::Verb | Upos::Aux => scene.kind(holder).is_none() && scene.tree.feats(holder).gender == Some(Gender::Neut),
        Upos::Noun => !within && scene.resources.index.nouns.contains_key(scene.tree.lemma(holder)),
        _ => false,
    }
}

/// True for a location behind a preposition that says where: «в Каире», «на площади».
pub(crate) fn locates(scene: &Scene<'_>, token: TokenId) -> bool {
    let Some(preposition) = scene.tree.preposition(token) else { return false };
    let case = scene.tree.case(token);
    let fits = |(p, cases): &(&str, &[Case])| same(scene.tree.lemma(preposition), p) && case.is_none_or(|c| cases.contains(&c));
    // «У государства есть»: what a state has.
    let owns = same(scene.tree.lemma(preposition), "у") && scene.kind(token) == Some(EntityKind::Place);
    is_location(scene, token) && !owns && LOCATIVE.iter().any(fits)
}

fn same(found: &str, wanted: &str) -> bool {
    found == wanted || (found == "во" && wanted == "в") || (found == "подо" && wanted == "под")
}

pub(crate) fn is_location(scene: &Scene<'_>, token: TokenId) -> bool {
    !scene.in_timex(token)
        && (matches!(scene.kind(token), Some(EntityKind::Place | EntityKind::Facility))
            || scene.lexicon().is_a(scene.tree.lemma(token), "location"))
}

fn is_name(scene: &Scene<'_>, token: TokenId) -> bool {
    scene.mention(token).is_some_and(|m| scene.doc.mentions[m.index()].form == Form::Name)
}

/// A location and the name inside it that says which one: «в районе Зурмат» is one place, the most specific.
pub(super) fn place_chain(scene: &Scene<'_>, token: TokenId) -> Vec<TokenId> {
    let named = |t: TokenId| matches!(scene.kind(t), Some(EntityKind::Place | EntityKind::Facility)) && is_name(scene, t);
    let mut at = token;
    for _ in 0..3 {
        if named(at) {
            return vec![at];
        }
        let inner = [Deprel::Nmod, Deprel::Appos, Deprel::Flat, Deprel::FlatName];
        // A building of its own is more exact than the town that it stands in.
        if scene.kind(at) == Some(EntityKind::Facility) {
            break;
        }
        match scene.tree.children_as(at, &inner).find(|&t| is_location(scene, t) && scene.tree.preposition(t).is_none()) {
            Some(next) => at = next,
            None => break,
        }
    }
    vec![if named(at) { at } else { token }]
}

/// True where the trigger is a noun.
pub(crate) fn is_nominal(scene: &Scene<'_>, token: TokenId) -> bool {
    use_of(&scene.tree, token) == Use::Noun
}
