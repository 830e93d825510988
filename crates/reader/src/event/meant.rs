//! What a word stands for that says little by itself: parts, measures, pronouns.

use crate::view::Scene;
use svodka_model::{Case, Deprel, Form, TokenId, Upos};

/// True for a word for some of those who are named after it.
pub(super) fn is_part(scene: &Scene<'_>, token: TokenId) -> bool {
    scene.lexicon().is_a(scene.tree.lemma(token), "part")
}

/// The whole that a part belongs to: «один из нападавших», «большинство жителей».
pub(super) fn whole(scene: &Scene<'_>, token: TokenId) -> Option<TokenId> {
    if is_part(scene, token) { genitive(scene, token, "из") } else { None }
}

/// The noun that the clause of a relative pronoun modifies.
pub(super) fn modified(scene: &Scene<'_>, pronoun: TokenId) -> Option<TokenId> {
    let clause = scene.tree.ancestors(pronoun).find(|&t| matches!(scene.tree.deprel(t), Deprel::AclRelcl | Deprel::Acl))?;
    scene.tree.head(clause)
}

fn genitive(scene: &Scene<'_>, token: TokenId, preposition: &str) -> Option<TokenId> {
    let tree = &scene.tree;
    tree.children_as(token, &[Deprel::Nmod])
        .filter(|&c| tree.case(c) == Some(Case::Gen))
        .find(|&c| tree.preposition(c).is_none_or(|p| tree.lemma(p) == preposition))
}

/// The word that tells what is meant: «десять тонн мазута», «один из преступников», «банк, который …», «они».
pub(super) fn meant(scene: &Scene<'_>, token: TokenId) -> Option<TokenId> {
    let lemma = scene.tree.lemma(token);
    if scene.lexicon().is_a(lemma, "heap") {
        return genitive(scene, token, "");
    }
    if let Some(whole) = whole(scene, token) {
        return Some(whole);
    }
    if lemma == "который" {
        return modified(scene, token);
    }
    if scene.tree.upos(token) != Upos::Pron {
        return None;
    }
    // The first noun of the entity tells most; a name tells its kind, which the pronoun shares.
    let entity = scene.entity(token)?;
    let mentions = scene.doc.entities.get(entity.index())?.mentions.iter().filter_map(|m| scene.doc.mentions.get(m.index()));
    mentions.filter(|m| m.form == Form::Nominal).map(|m| m.head).find(|&head| head != token)
}
