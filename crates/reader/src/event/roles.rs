//! From slots to roles.

use super::counts::quantity_at;
use super::meant::{modified, whole};
use super::select::Candidate;
use crate::view::{Place, Scene, Tie, Use, use_of};
use std::sync::Arc;
use svodka_lexicon::Slot;
use svodka_model::{Animacy, Case, Deprel, EntityKind, Form, Gender, Role, RoleKind, TokenId, Upos};

/// Fills the roles of a frame from the arguments of its trigger.
pub(crate) fn fill(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Vec<Role> {
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
    two_sides(&mut roles);
    default_places(scene, candidate, &used, &mut roles);
    roles.sort_by_key(|role| (role.kind, role.span));
    roles.dedup_by(|a, b| a.kind == b.kind && a.span == b.span);
    roles
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
            roles.push(role(scene, kind, argument.head, slot));
        }
        // The best slot that is filled gives the role; themes and places may come from several.
        if roles.len() > before && matches!(kind, RoleKind::Actor | RoleKind::Recipient) {
            break;
        }
    }
}

/// «Столкновения между демонстрантами и полицией», «переговоры министра и послов»: of the two that one slot names, the first
/// acts and the other is met.
fn two_sides(roles: &mut [Role]) {
    for (lone, other) in [(RoleKind::Actor, RoleKind::Recipient), (RoleKind::Recipient, RoleKind::Actor)] {
        let same: Vec<usize> = (0..roles.len()).filter(|&i| roles[i].kind == lone).collect();
        let slot = same.first().map(|&i| roles[i].slot.clone());
        let both = slot.as_deref().is_some_and(|s| s == "между+Ins") && same.len() > 1 && !roles.iter().any(|r| r.kind == other);
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
    if scene.in_timex(token) || scene.tree.lemma(token) == "себя" {
        return false;
    }
    match (kind, slot) {
        // «На 30 дней» is how long.
        (RoleKind::Place, Slot::Prep(..)) => {
            quantity_at(scene, token).is_none_or(|q| scene.doc.quantities[q.index()].unit.is_none())
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
            !(other && (thing || scene.lexicon().is_a(scene.tree.lemma(token), "official")))
        }
        _ => true,
    }
}

fn role(scene: &Scene<'_>, kind: RoleKind, token: TokenId, slot: &Slot) -> Role {
    let token = antecedent(scene, counted(scene, token));
    let span = match slot {
        Slot::Inf | Slot::That => scene.clause(token),
        _ => scene.phrase(token),
    };
    Role { kind, entity: scene.entity(token), span, head: token, slot: Arc::from(slot.to_string()) }
}

/// «Более 3500 граждан убито»: a word of the amount stands for what is counted.
fn counted(scene: &Scene<'_>, token: TokenId) -> TokenId {
    if !matches!(scene.tree.upos(token), Upos::Adv | Upos::Num | Upos::Adj | Upos::Part | Upos::Adp) {
        return token;
    }
    quantity_at(scene, token).and_then(|q| scene.doc.quantities[q.index()].of).unwrap_or(token)
}

/// A relative pronoun stands for the noun that its clause modifies, a part for its whole: «один из нападавших».
fn antecedent(scene: &Scene<'_>, token: TokenId) -> TokenId {
    if let Some(whole) = whole(scene, token).filter(|&t| scene.entity(t).is_some()) {
        return whole;
    }
    if !matches!(scene.tree.lemma(token), "который" | "кто" | "что") || scene.entity(token).is_some() {
        return token;
    }
    modified(scene, token).unwrap_or(token)
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
        if locates && !used.contains(&argument.head) && (beside || is_location(scene, argument.head)) {
            at.push((argument.head, beside));
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

fn same(found: &str, wanted: &str) -> bool {
    found == wanted || (found == "во" && wanted == "в") || (found == "подо" && wanted == "под")
}

pub(crate) fn is_location(scene: &Scene<'_>, token: TokenId) -> bool {
    !scene.in_timex(token)
        && (matches!(scene.kind(token), Some(EntityKind::Place | EntityKind::Facility))
            || scene.lexicon().is_a(scene.tree.lemma(token), "location"))
}

/// A location and the name inside it that says which one: «в районе Зурмат» is one place, the most specific.
fn place_chain(scene: &Scene<'_>, token: TokenId) -> Vec<TokenId> {
    let named = |t: TokenId| {
        let place = matches!(scene.kind(t), Some(EntityKind::Place | EntityKind::Facility));
        place && scene.mention(t).is_some_and(|m| scene.doc.mentions[m.index()].form == Form::Name)
    };
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
