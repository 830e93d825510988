//! Which time governs an event.

use super::select::Candidate;
use crate::view::Scene;
use svodka_model::{Basis, Deprel, Precision, TimexId, TokenId, When};

/// The time of a candidate: its own, that of its clause, or the one inherited from the text before.
pub(crate) fn find(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Option<When> {
    let anchor = candidate.light.map_or(candidate.head, |(verb, _)| verb);
    let sentence = scene.doc.sentence_of(candidate.head);
    let in_sentence = timexes_of(scene, sentence);
    let best = in_sentence
        .iter()
        .filter_map(|&(id, head)| Some((closeness(scene, candidate.head, anchor, head)?, id)))
        .min_by_key(|&(rank, id)| (rank, id));
    best.map(|(_, id)| {
        let timex = &scene.doc.timexes[id.index()];
        When { value: timex.value.clone(), precision: timex.precision, basis: timex.basis, time: Some(id) }
    })
}

/// The timexes of a sentence, each with the token that ties it to the tree.
fn timexes_of(scene: &Scene<'_>, sentence: usize) -> Vec<(TimexId, TokenId)> {
    let doc = scene.doc;
    let span = doc.sentences[sentence].span;
    let first = doc.timexes.partition_point(|t| t.span.end <= span.start);
    doc.timexes[first..]
        .iter()
        .enumerate()
        .take_while(|(_, t)| t.span.start < span.end)
        .filter_map(|(i, timex)| {
            let tokens = doc.tokens_in(timex.span);
            let tie = tokens.clone().map(TokenId::from).find(|&t| scene.tree.head(t).is_none_or(|h| !tokens.contains(&h.index())));
            Some((TimexId::from(first + i), tie?))
        })
        .collect()
}

/// How closely a timex stands to an event: 0 is its own, larger is farther, `None` is another clause.
fn closeness(scene: &Scene<'_>, head: TokenId, anchor: TokenId, tie: TokenId) -> Option<u32> {
    let Some(governor) = scene.tree.head(tie) else { return Some(3) };
    if governor == head || governor == anchor {
        return Some(0);
    }
    if scene.tree.dominates(head, tie) && scene.clause_head(tie) == scene.clause_head(head) {
        return Some(1);
    }
    let clause = scene.clause_head(anchor);
    if governor == clause || scene.clause_head(tie) == clause {
        return Some(2);
    }
    // A coordinated clause shares the time that stands before both: «4 января власти уступили и снизили цену».
    let mut at = clause;
    while scene.tree.deprel(at) == Deprel::Conj {
        at = scene.tree.head(at)?;
        let here = scene.clause_head(at);
        if scene.clause_head(tie) == here && tie < anchor {
            return Some(3);
        }
        at = here;
    }
    // A participle or gerund shares the time of its main clause.
    if matches!(scene.tree.deprel(clause), Deprel::Advcl | Deprel::Acl)
        && let Some(main) = scene.tree.head(clause)
        && scene.clause_head(tie) == scene.clause_head(main)
    {
        return Some(4);
    }
    None
}

/// A time taken over from an earlier event.
pub(crate) fn inherited(when: &When) -> When {
    When { basis: Basis::Inherited, ..when.clone() }
}

/// True where the value says no more than that something goes on.
pub(crate) fn is_open(when: &When) -> bool {
    when.precision == Precision::Open
}
