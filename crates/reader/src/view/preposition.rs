//! Compound prepositions: «в отношении», «по делу о».

use super::Tree;
use svodka_model::{Deprel, Document, TokenId};

const LIST: &str = include_str!("../../data/prepositions.txt");

/// The compound preposition that begins at a token, with the token after it.
pub(crate) fn compound(doc: &Document, first: TokenId) -> Option<(&'static str, TokenId)> {
    LIST.lines()
        .filter(|line| !line.starts_with('#') && line.contains(' '))
        .filter(|line| {
            line.split(' ').enumerate().all(|(i, word)| {
                let at = first.index() + i;
                at < doc.tokens.len() && same_word(doc.form(at.into()), word)
            })
        })
        .max_by_key(|line| line.len())
        .map(|line| (line, TokenId(first.0 + line.split(' ').count() as u32)))
}

fn same_word(form: &str, word: &str) -> bool {
    form.chars().flat_map(char::to_lowercase).eq(word.chars())
}

/// The noun that a compound preposition governs, given the token that the tree holds for its head: that noun itself, or
/// the noun inside the preposition («отношении»), whose dependent is the one meant.
pub(crate) fn governed(tree: &Tree<'_>, held: TokenId, end: TokenId) -> Option<TokenId> {
    if held >= end {
        return Some(held);
    }
    tree.children_as(held, &[Deprel::Nmod, Deprel::Obl, Deprel::Dep]).find(|&c| c >= end)
}
