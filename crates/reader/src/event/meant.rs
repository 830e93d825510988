//! What a word stands for that says little by itself: parts, measures, pronouns.

use crate::view::Scene;
use svodka_model::{Case, Deprel, Form, TokenId, Upos};

/// Nouns that only measure what stands after them.
const MEASURES: [&str; 12] =
    ["тонна", "литр", "килограмм", "баррель", "партия", "десяток", "сотня", "тысяча", "миллион", "ряд", "множество", "группа"];

/// Words for some of those who are named after them.
const PARTS: [&str; 11] =
    ["один", "двое", "трое", "четверо", "пятеро", "часть", "большинство", "половина", "некоторый", "многие", "каждый"];

/// The word that tells what is meant: «десять тонн мазута», «один из преступников», «банк, который …», «они».
pub(super) fn meant(scene: &Scene<'_>, token: TokenId) -> Option<TokenId> {
    let tree = &scene.tree;
    let lemma = tree.lemma(token);
    let genitive = |of: fn(&str) -> bool| {
        tree.children_as(token, &[Deprel::Nmod])
            .find(|&c| tree.case(c) == Some(Case::Gen) && tree.preposition(c).is_none_or(|p| of(tree.lemma(p))))
    };
    if MEASURES.contains(&lemma) {
        return genitive(|_| false);
    }
    if PARTS.contains(&lemma) {
        return genitive(|p| p == "из");
    }
    if lemma == "который" {
        let clause = tree.ancestors(token).find(|&t| matches!(tree.deprel(t), Deprel::AclRelcl | Deprel::Acl))?;
        return tree.head(clause);
    }
    if tree.upos(token) != Upos::Pron {
        return None;
    }
    // The first noun of the entity tells most; a name tells its kind, which the pronoun shares.
    let entity = scene.entity(token)?;
    let mentions = scene.doc.entities.get(entity.index())?.mentions.iter().filter_map(|m| scene.doc.mentions.get(m.index()));
    mentions.filter(|m| m.form == Form::Nominal).map(|m| m.head).find(|&head| head != token)
}
