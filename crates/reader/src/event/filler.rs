//! The words that stand for a participant.

use super::{counts::quantity_at, meant};
use crate::view::Scene;
use std::sync::Arc;
use svodka_lexicon::Slot;
use svodka_model::{Case, Deprel, EntityKind, Role, RoleKind, TokenId, Upos};

/// The role that a token plays from a slot, told by the words that say most about who or what it is.
pub(super) fn role(scene: &Scene<'_>, kind: RoleKind, token: TokenId, slot: &Slot) -> Role {
    let slot_name: Arc<str> = Arc::from(slot.to_string());
    if let Some(clause) = clause_behind(scene, token) {
        return Role { kind, entity: None, span: scene.clause(clause), head: clause, slot: slot_name };
    }
    let token = antecedent(scene, counted(scene, token));
    let token = if kind == RoleKind::Place { building(scene, token) } else { token };
    let span = match slot {
        // «Просит расследовать дело и освободить всех»: each is told by itself.
        Slot::Inf => {
            let next = |t: TokenId| scene.tree.deprel(t) == Deprel::Conj && scene.is_verbal(t);
            let aside =
                |t: TokenId| matches!(scene.tree.deprel(t), Deprel::Mark | Deprel::Cc | Deprel::Discourse | Deprel::Parataxis);
            scene.tree.span(token, |t| next(t) || aside(t))
        }
        Slot::That => scene.clause(token),
        _ => scene.phrase(token),
    };
    Role { kind, entity: scene.entity(token), span, head: token, slot: slot_name }
}

/// «В том, что он отдавал приказы»: the pronoun only holds the place of its clause.
fn clause_behind(scene: &Scene<'_>, token: TokenId) -> Option<TokenId> {
    if !matches!(scene.tree.lemma(token), "то" | "тот") || scene.entity(token).is_some() {
        return None;
    }
    let told = |holder: TokenId| {
        let clauses = [Deprel::Acl, Deprel::AclRelcl, Deprel::Ccomp, Deprel::Advcl];
        let after = |&c: &TokenId| c > token && scene.tree.child(c, &[Deprel::Mark]).is_some_and(|mark| mark > token);
        scene.tree.children_as(holder, &clauses).find(after)
    };
    told(token).or_else(|| told(scene.tree.head(token)?))
}

/// «Более 3500 граждан убито»: a word of the amount stands for what is counted.
fn counted(scene: &Scene<'_>, token: TokenId) -> TokenId {
    if !matches!(scene.tree.upos(token), Upos::Adv | Upos::Num | Upos::Adj | Upos::Part | Upos::Adp) {
        return token;
    }
    quantity_at(scene, token).and_then(|q| scene.doc.quantities[q.index()].of).unwrap_or(token)
}

/// A part stands for its whole: «один из нападавших», «в одном из кафе».
pub(super) fn whole(scene: &Scene<'_>, token: TokenId) -> TokenId {
    let of = |&c: &TokenId| {
        let tie = scene.tree.preposition(c).is_none_or(|p| scene.tree.lemma(p) == "из");
        tie && (scene.entity(c).is_some() || scene.lexicon().is_a(scene.tree.lemma(c), "location"))
    };
    if scene.lexicon().is_a(scene.tree.lemma(token), "number-noun") {
        return numbered(scene, token).unwrap_or(token);
    }
    let part = meant::is_part(scene, token);
    scene.tree.children_as(token, &[Deprel::Nmod]).find(of).filter(|_| part).unwrap_or(token)
}

/// «Сотни горожан» are these people.
fn numbered(scene: &Scene<'_>, token: TokenId) -> Option<TokenId> {
    let of = |&c: &TokenId| scene.tree.preposition(c).is_none() && scene.tree.case(c) == Some(Case::Gen);
    scene.tree.children_as(token, &[Deprel::Nmod]).filter(of).find(|&c| scene.entity(c).is_some())
}

/// What happens «у входа в здание» happens at the building.
pub(super) fn building(scene: &Scene<'_>, token: TokenId) -> TokenId {
    let edge = scene.lexicon().is_a(scene.tree.lemma(token), "edge");
    let into = |&c: &TokenId| match scene.tree.preposition(c) {
        None => scene.tree.case(c) == Some(Case::Gen),
        Some(p) => matches!(scene.tree.lemma(p), "в" | "на"),
    };
    let facility = |&c: &TokenId| scene.kind(c) == Some(EntityKind::Facility);
    let behind = || scene.tree.children_as(token, &[Deprel::Nmod]).filter(into).find(facility);
    if edge { behind().unwrap_or(token) } else { token }
}

/// A relative pronoun stands for the noun that its clause modifies.
fn antecedent(scene: &Scene<'_>, token: TokenId) -> TokenId {
    let of = whole(scene, token);
    if of != token {
        return of;
    }
    if !matches!(scene.tree.lemma(token), "который" | "кто" | "что") || scene.entity(token).is_some() {
        return token;
    }
    meant::modified(scene, token).unwrap_or(token)
}

/// «Погибли 13 человек, ранены 353»: a number alone counts what the number before it counted. The people are others, so the
/// words are taken over and not who they stand for.
pub(super) fn restore_counted(scene: &Scene<'_>, roles: &mut [Role]) {
    for role in roles.iter_mut().filter(|r| r.kind == RoleKind::Recipient || r.kind == RoleKind::Actor) {
        let Some(at) = quantity_at(scene, role.head) else { continue };
        let quantity = &scene.doc.quantities[at.index()];
        // «Двое получили ранения»: a collective numeral means people by itself.
        let lemma = scene.tree.lemma(role.head);
        let people = lemma.ends_with("ое") || lemma.ends_with("еро");
        let named = quantity.of.is_some() || quantity.unit.is_some() || scene.kind(role.head).is_some();
        if named || people || !quantity.span.overlaps(role.span) {
            continue;
        }
        let sentence = scene.doc.sentences[scene.doc.sentence_of(role.head)].span;
        let before = scene.doc.quantities[..at.index()].iter().rev().take_while(|q| q.span.start >= sentence.start);
        if let Some(noun) = before.filter(|q| q.unit.is_none()).find_map(|q| q.of) {
            (role.span, role.entity) = (scene.phrase(noun), None);
        }
    }
}
