//! Places that an event takes over from what is told around it.
//!
//! «В Киеве погиб полицейский и ранены четверо», «взрыв прогремел на рынке. Погибли трое»: a report names a place once and goes on
//! telling what happened there.

use super::roles::{self, locates, place_chain};
use crate::view::Scene;
use std::sync::Arc;
use svodka_model::{Deprel, EntityKind, Event, EventType, Realis, Role, RoleKind, TokenId, Upos};

/// How many words away a place may stand: sentences are shorter, and the work stays linear where they are not.
const NEAR: usize = 60;

/// Gives events that happen somewhere and have no place that of the story around them.
pub(super) fn settle(scene: &Scene<'_>, events: &mut [Event]) {
    let mut story: Option<Story> = None;
    for at in 0..events.len() {
        let sentence = scene.doc.sentence_of(events[at].head);
        if !has_place(&events[at])
            && let Some(token) = around(scene, events, at, story.as_ref())
        {
            place(scene, &mut events[at], token);
        }
        let event = &events[at];
        if happens(event.kind)
            && let Some(found) = event.roles.iter().find(|r| r.kind == RoleKind::Place)
        {
            story = Some(Story { sentence, place: found.head });
        }
    }
}

/// A story that goes on: its last sentence and where it happens.
struct Story {
    sentence: usize,
    place: TokenId,
}

fn has_place(event: &Event) -> bool {
    event.roles.iter().any(|r| r.kind == RoleKind::Place)
}

/// What people do to each other and what befalls them happens somewhere; what they say and sign need not.
fn happens(kind: EventType) -> bool {
    matches!(kind, EventType::Assault | EventType::Harm | EventType::Protest | EventType::Hazard)
}

fn place(scene: &Scene<'_>, event: &mut Event, token: TokenId) {
    for head in place_chain(scene, token) {
        if event.roles.iter().any(|r| r.head == head || r.entity.is_some() && r.entity == scene.entity(head)) {
            continue;
        }
        let slot: Arc<str> = Arc::from("place");
        event.roles.push(Role { kind: RoleKind::Place, entity: scene.entity(head), span: scene.phrase(head), head, slot });
    }
    event.roles.sort_by_key(|role| (role.kind, role.span));
}

/// The place around an event that has none of its own.
fn around(scene: &Scene<'_>, events: &[Event], at: usize, story: Option<&Story>) -> Option<TokenId> {
    let event = &events[at];
    if let Some(place) = relative(scene, event.head).or_else(|| there(scene, event.head)) {
        return Some(place);
    }
    if !happens(event.kind) || event.realis != Realis::Actual {
        return in_patient(scene, event).filter(|_| event.kind == EventType::Coerce);
    }
    // «Обстрел города»: what is hit is where it happens.
    let at_patient = |r: &Role| {
        matches!(r.kind, RoleKind::Theme | RoleKind::Recipient | RoleKind::Destination)
            && scene.kind(r.head) == Some(EntityKind::Place)
    };
    if event.roles.iter().any(at_patient) {
        return None;
    }
    if let Some(place) = in_sentence(scene, events, at).or_else(|| in_patient(scene, event)) {
        return Some(place);
    }
    let sentence = scene.doc.sentence_of(event.head);
    let story = story.filter(|s| event.kind == EventType::Harm && s.sentence + 1 >= sentence)?;
    let paragraph = |s: usize| scene.doc.sentences[s].paragraph;
    (paragraph(story.sentence) == paragraph(sentence)).then_some(story.place)
}

/// «Ресторан, где ранили девочку», «центр, в котором погибли 60 человек».
fn relative(scene: &Scene<'_>, head: TokenId) -> Option<TokenId> {
    let clause = scene.clause_head(head);
    if !matches!(scene.tree.deprel(clause), Deprel::AclRelcl | Deprel::Acl | Deprel::Advcl) {
        return None;
    }
    let verb = scene.tree.child(clause, &[Deprel::Aux, Deprel::AuxPass]).unwrap_or(clause);
    let where_ = [clause, verb]
        .into_iter()
        .find_map(|v| scene.tree.children_as(v, &[Deprel::Advmod]).find(|&t| scene.tree.lemma(t) == "где"));
    let holder = scene.tree.head(clause)?;
    let stands = matches!(scene.tree.upos(holder), Upos::Noun | Upos::Propn) && scene.tree.deprel(clause) != Deprel::Advcl;
    let in_it = scene.tree.preposition(holder).is_some_and(|p| matches!(scene.tree.lemma(p), "в" | "во" | "на" | "у" | "под"));
    if where_.is_some() && stands && (in_it || roles::is_location(scene, holder)) {
        return Some(holder);
    }
    let start = scene.doc.sentences[scene.doc.sentence_of(clause)].first.index();
    let comma = (start..clause.index()).rev().take(NEAR).find(|&t| scene.doc.form(t.into()) == ",")?;
    let next = |t: usize| t + 1 < scene.doc.tokens.len() && scene.tree.lemma((t + 1).into()) == "который";
    let which = matches!(scene.doc.form((comma + 1).into()), "в" | "на") && next(comma + 1);
    if which && stands && roles::is_location(scene, holder) {
        return Some(holder);
    }
    let opens = where_.map_or(comma, TokenId::index);
    let named = |&t: &TokenId| roles::is_location(scene, t) && scene.tree.preposition(t).is_some();
    (start..opens).rev().take(NEAR).map(TokenId::from).find(named).filter(|_| which || where_.is_some())
}

/// «Толпа ворвалась в здание, после чего там начался пожар»: the place that was named last.
fn there(scene: &Scene<'_>, head: TokenId) -> Option<TokenId> {
    let verb = if roles::is_nominal(scene, head) { scene.tree.head(head)? } else { head };
    let adverb = scene.tree.children_as(verb, &[Deprel::Advmod]).find(|&t| matches!(scene.tree.lemma(t), "там" | "тут"))?;
    let start = scene.doc.sentences[scene.doc.sentence_of(adverb).saturating_sub(1)].first.index();
    let named = |&t: &TokenId| roles::is_location(scene, t) && scene.tree.preposition(t).is_some();
    (start..adverb.index()).rev().take(NEAR).map(TokenId::from).find(named)
}

/// The place that its sentence tells before an event, or else after it in the same clause.
fn in_sentence(scene: &Scene<'_>, events: &[Event], at: usize) -> Option<TokenId> {
    let head = events[at].head;
    let tokens = scene.doc.sentences[scene.doc.sentence_of(head)].tokens();
    let mut before = (tokens.start..head.index()).rev().take(NEAR).map(TokenId::from);
    let mut after = (head.index() + 1..tokens.end).take(NEAR).map(TokenId::from);
    let open = |t: &TokenId| locates(scene, *t) && !is_shut_in(scene, *t, head);
    let describes = |t: TokenId| scene.tree.head(scene.clause_head(t)).is_some_and(|noun| noun == head);
    let shared = |t: TokenId| main_clause(scene, t) == main_clause(scene, head);
    let close = |t: TokenId| (head.index()..t.index()).all(|t| scene.tree.upos(t.into()) != Upos::Punct);
    let own = |t: &TokenId| locates(scene, *t) && (close(*t) || shared(*t) || describes(*t));
    let spoken = is_spoken_of(scene, events, at);
    before.find(open).filter(|_| !spoken).or_else(|| after.find(own))
}

/// «Захватили аэропорт Алма-Аты», «снесли лагерь в Каире»: what is attacked or seized stands somewhere.
fn in_patient(scene: &Scene<'_>, event: &Event) -> Option<TokenId> {
    let patients = event.roles.iter().filter(|r| r.kind == RoleKind::Theme || r.kind == RoleKind::Recipient);
    let stands = |r: &&Role| scene.tree.upos(r.head) == Upos::Noun && roles::is_location(scene, r.head);
    let named = |t: &TokenId| scene.kind(*t) == Some(EntityKind::Place);
    patients.filter(stands).find_map(|r| scene.doc.tokens_in(r.span).map(TokenId::from).find(|t| *t != r.head && named(t)))
}

/// The clause that a token belongs to, coordinated verbs as one.
fn main_clause(scene: &Scene<'_>, token: TokenId) -> TokenId {
    scene.tree.first_conjunct(scene.clause_head(token))
}

/// «Суд в Гааге», «девочка, пострадавшая в ресторане»: where somebody sits or what is known of them says nothing of the event.
fn is_shut_in(scene: &Scene<'_>, place: TokenId, head: TokenId) -> bool {
    let mut at = place;
    for _ in 0..8 {
        let clause = matches!(scene.tree.deprel(at), Deprel::Acl | Deprel::AclRelcl);
        let Some(holder) = scene.tree.head(at) else { return false };
        if scene.tree.dominates(holder, head) && !clause {
            return false;
        }
        let sits = matches!(scene.kind(holder), Some(EntityKind::Organization | EntityKind::Person));
        if clause && !scene.tree.dominates(at, head) || sits && !scene.is_verbal(holder) {
            return true;
        }
        at = holder;
    }
    false
}

/// «Осуждён за убийство»: a noun under a verb that tells another kind of event, which has its own place.
fn is_spoken_of(scene: &Scene<'_>, events: &[Event], at: usize) -> bool {
    if !roles::is_nominal(scene, events[at].head) {
        return false;
    }
    let clause = scene.clause_head(events[at].head);
    let near = at.saturating_sub(4)..(at + 5).min(events.len());
    events[near].iter().any(|e| e.head == clause && !happens(e.kind))
}
