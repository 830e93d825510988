//! Compound prepositions: «в отношении», «по делу о».

use super::Tree;
use crate::letters::{in_small, is_in_small};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use svodka_model::{Case, Deprel, Document, TokenId};

const LIST: &str = include_str!("../../data/prepositions.txt");

/// The lines of several words by their first word, longer ones first. A constant that is laid out on first use.
static BY_FIRST_WORD: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut lists: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for line in LIST.lines().filter(|line| !line.starts_with('#')) {
        if let Some((first, _)) = line.split_once(' ') {
            lists.entry(first).or_default().push(line);
        }
    }
    lists.values_mut().for_each(|lines| lines.sort_by_key(|line| std::cmp::Reverse(line.len())));
    lists
});

/// The compound preposition that begins at a token, with the token after it.
pub(crate) fn compound(doc: &Document, first: TokenId) -> Option<(&'static str, TokenId)> {
    let lines = BY_FIRST_WORD.get(in_small(doc.form(first)).as_ref())?;
    let words = |line: &'static str| line.split(' ').enumerate().skip(1);
    let stands = |line: &&&'static str| {
        words(line).all(|(i, word)| {
            let at = first.index() + i;
            at < doc.tokens.len() && is_in_small(doc.form(at.into()), word)
        })
    };
    lines.iter().find(stands).map(|line| (*line, TokenId(first.0 + 1 + words(line).count() as u32)))
}

/// The case after a simple preposition: its own where it has but one, that of the noun where the preposition can have it,
/// else unknown.
pub(super) fn case_after(preposition: &str, noun: Option<Case>) -> Option<Case> {
    let possible: &[Case] = match preposition {
        "к" | "ко" | "благодаря" | "вопреки" | "согласно" => &[Case::Dat],
        "от" | "из" | "до" | "у" | "без" | "для" | "около" | "против" | "возле" | "близ" | "среди" | "после" | "из-за"
        | "из-под" | "вблизи" | "напротив" | "ради" => &[Case::Gen],
        "над" | "между" | "перед" => &[Case::Ins],
        "при" => &[Case::Loc],
        "через" | "сквозь" | "про" => &[Case::Acc],
        "в" | "во" | "на" | "о" | "об" => &[Case::Acc, Case::Loc],
        "за" | "под" => &[Case::Acc, Case::Ins],
        _ => return noun,
    };
    match possible {
        [only] => Some(*only),
        _ => noun.filter(|case| possible.contains(case)),
    }
}

/// The noun that a compound preposition governs, given the token that the tree holds for its head: that noun itself, or
/// the noun inside the preposition («отношении»), whose dependent is the one meant.
pub(crate) fn governed(tree: &Tree<'_>, held: TokenId, end: TokenId) -> Option<TokenId> {
    if held >= end {
        return Some(held);
    }
    tree.children_as(held, &[Deprel::Nmod, Deprel::Obl, Deprel::Dep]).find(|&c| c >= end)
}
