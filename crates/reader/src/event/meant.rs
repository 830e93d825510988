//! What a word stands for that says little by itself: parts, measures, pronouns.

use crate::view::Scene;
use svodka_model::{Case, Deprel, Form, TokenId, Upos};

/// Nouns that only measure what stands after them.
const MEASURES: [&str; 12] =
    ["тонна", "литр", "килограмм", "баррель", "партия", "десяток", "сотня", "тысяча", "миллион", "ряд", "множество", "группа"];

/// Nouns that are a number of what stands after them.
pub(super) const NUMBERS: [&str; 7] = ["десяток", "сотня", "тысяча", "миллион", "ряд", "множество", "пара"];

/// Where a building begins or ends.
pub(super) const EDGES: [&str; 6] = ["вход", "выход", "стена", "ворота", "порог", "крыльцо"];

/// Words for some of those who are named after them.
pub(super) const PARTS: [&str; 11] =
    ["один", "двое", "трое", "четверо", "пятеро", "часть", "большинство", "группа", "некоторый", "многие", "каждый"];

/// The whole that a part belongs to: «один из нападавших», «большинство жителей».
pub(super) fn whole(scene: &Scene<'_>, token: TokenId) -> Option<TokenId> {
    let part = PARTS.contains(&scene.tree.lemma(token));
    if part { genitive(scene, token, "из") } else { None }
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
    if MEASURES.contains(&lemma) {
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
