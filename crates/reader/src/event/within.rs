//! Participants that are told inside the words of another one.
//!
//! «Премьер-министр Словении Марьян Шарец подал в отставку» names the office with the man, «требуют отставки правительства»
//! names in the demand whom it concerns.

use crate::view::Scene;
use std::sync::Arc;
use svodka_model::{Animacy, Case, Deprel, EntityKind, EventType, Form, Mode, Role, RoleKind, Span, TokenId, Upos};

/// Cuts off a participant that another one stands in, behind a preposition: «снятие главы с поста».
pub(super) fn part(scene: &Scene<'_>, roles: &mut [Role]) {
    let starts: Vec<(TokenId, TokenId)> =
        roles.iter().filter_map(|r| Some((r.head, scene.tree.preposition(r.head).filter(|&p| p < r.head)?))).collect();
    for role in roles.iter_mut().filter(|r| r.entity.is_none() && !matches!(&*r.slot, "inf" | "that")) {
        let tokens = scene.doc.tokens_in(role.span);
        let inner = starts.iter().find(|&&(head, start)| start > role.head && tokens.contains(&head.index()));
        if let Some(&(_, start)) = inner {
            let first = scene.doc.tokens[tokens.start].span;
            role.span = first.cover(scene.doc.tokens[start.index() - 1].span);
        }
    }
}

/// Adds the participants inside others that an event of this kind is told of.
pub(super) fn unfold(scene: &Scene<'_>, kind: EventType, mode: Option<Mode>, roles: &mut Vec<Role>) {
    match mode {
        Some(Mode::Dismiss) => office(scene, roles, RoleKind::Recipient),
        Some(Mode::Resign) => office(scene, roles, RoleKind::Actor),
        _ => {}
    }
    if concerns(kind) {
        concerned(scene, kind, roles);
    }
    roles.sort_by_key(|role| (role.kind, role.span));
}

fn role(scene: &Scene<'_>, kind: RoleKind, head: TokenId, span: Span) -> Role {
    Role { kind, entity: scene.entity(head), span, head, slot: Arc::from("within") }
}

/// The office that somebody leaves, where it stands before the name.
fn office(scene: &Scene<'_>, roles: &mut Vec<Role>, leaves: RoleKind) {
    let Some((title, span)) = roles.iter().filter(|r| r.kind == leaves).find_map(|r| title(scene, r.head)) else { return };
    // «Сложил полномочия»: which ones only the title tells.
    let is = |r: &Role, class| scene.lexicon().is_a(scene.tree.lemma(r.head), class);
    let bare = |r: &Role| (is(r, "post") || is(r, "mandate")) && scene.doc.tokens_in(r.span).len() == 1;
    roles.retain(|r| r.kind != RoleKind::Theme || !bare(r));
    if !roles.iter().any(|r| r.kind == RoleKind::Theme) {
        roles.push(Role { entity: None, ..role(scene, RoleKind::Theme, title, span) });
    }
}

/// The title before the name of a person, with its words.
fn title(scene: &Scene<'_>, token: TokenId) -> Option<(TokenId, Span)> {
    let mention = &scene.doc.mentions[scene.mention(token)?.index()];
    if mention.form != Form::Name || mention.kind != EntityKind::Person {
        return None;
    }
    let holds = |t: TokenId| scene.tree.upos(t) == Upos::Noun && scene.tree.feats(t).animacy == Some(Animacy::Anim);
    let before = |t: &TokenId| scene.doc.tokens[t.index()].span.end <= mention.span.start;
    let mut at = Some(if before(&token) { token } else { scene.tree.head(mention.head)? });
    // «Командующий флотом адмирал Петров»: the rank may stand between.
    let found = std::iter::from_fn(|| {
        let here = at.filter(|&t| before(&t) && holds(t))?;
        at = scene.tree.head(here).filter(|_| matches!(scene.tree.deprel(here), Deprel::Appos | Deprel::Flat));
        Some(here)
    });
    let title = found.take(4).find(|&t| scene.lexicon().is_a(scene.tree.lemma(t), "official"))?;
    let end = scene.tree.children_as(title, &[Deprel::Appos, Deprel::Flat, Deprel::FlatName]).find(|&c| c > title);
    let next = end.map_or(mention.span.start, |c| scene.doc.tokens[c.index()].span.start.min(mention.span.start));
    let aside = |t: TokenId| matches!(scene.tree.deprel(t), Deprel::Cc | Deprel::Conj | Deprel::Punct);
    let own = scene.tree.span(title, |t| aside(t) || scene.doc.tokens[t.index()].span.start >= next);
    Some((title, own))
}

/// Kinds of deeds that are done to whoever their object belongs to.
fn concerns(kind: EventType) -> bool {
    matches!(kind, EventType::Request | EventType::Sanction | EventType::Concede | EventType::Agree)
}

/// Whom a demand, a refusal or a promise concerns, where only its object names them.
fn concerned(scene: &Scene<'_>, kind: EventType, roles: &mut Vec<Role>) {
    if roles.iter().any(|r| r.kind == RoleKind::Recipient) {
        return;
    }
    let others: Vec<_> = roles.iter().filter_map(|r| r.entity).collect();
    // Who promises to do something does it to somebody, who decides about something need not.
    let told = |r: &&Role| r.kind == RoleKind::Theme && (kind != EventType::Agree || &*r.slot == "inf");
    let themes = roles.iter().filter(told);
    let party = |&t: &TokenId| {
        let parties = [EntityKind::Person, EntityKind::Organization, EntityKind::Group, EntityKind::Place];
        let somebody = scene.kind(t).is_some_and(|kind| parties.contains(&kind));
        let tie = match scene.tree.preposition(t).map(|p| scene.tree.lemma(p)) {
            None if kind == EventType::Concede && scene.tree.deprel(t) == Deprel::Obj => true,
            None => matches!(scene.tree.case(t), Some(Case::Gen | Case::Dat)),
            Some(preposition) => matches!(preposition, "с" | "со" | "против"),
        };
        // «Пообещала не преследовать участников»: no name is needed where the deed is done to people.
        let people = scene.tree.deprel(t) == Deprel::Obj && scene.tree.feats(t).animacy == Some(Animacy::Anim);
        people && scene.entity(t).is_none() || somebody && tie && scene.entity(t).is_some_and(|e| !others.contains(&e))
    };
    let inside = |r: &Role| {
        let rels = [Deprel::Nmod, Deprel::Obl, Deprel::Iobj, Deprel::Obj];
        let below: Vec<TokenId> = scene.tree.children_as(r.head, &rels).collect();
        below.into_iter().find(party)
    };
    if let Some(found) = themes.into_iter().find_map(inside) {
        roles.push(role(scene, RoleKind::Recipient, found, scene.phrase(found)));
    }
}
