//! Events that the report itself names as the reason of another.

use super::select::Candidate;
use crate::view::{Place, Scene};
use svodka_model::{Deprel, EventId, TokenId};

/// Prepositions and carrier nouns that name a reason.
const PREPOSITIONS: [&str; 7] = ["из-за", "против", "вследствие", "благодаря", "от", "после", "в результате"];
const CARRIERS: [&str; 5] = ["результат", "связь", "причина", "следствие", "итог"];

/// For each candidate, the candidates that it names as its reason.
pub(crate) fn find(scene: &Scene<'_>, candidates: &[Candidate<'_>]) -> Vec<Vec<EventId>> {
    let heads: Vec<(TokenId, usize)> = {
        let mut heads: Vec<_> = candidates.iter().enumerate().map(|(i, c)| (c.head, i)).collect();
        heads.sort_unstable();
        heads
    };
    let event_at = |token: TokenId| heads.binary_search_by_key(&token, |&(t, _)| t).ok().map(|i| heads[i].1);
    candidates
        .iter()
        .enumerate()
        .map(|(own, candidate)| {
            let mut causes: Vec<EventId> = candidate
                .arguments
                .iter()
                .filter(|a| matches!(a.slot, Place::Prep(p, _) if PREPOSITIONS.contains(&p) || CARRIERS.contains(&scene.tree.lemma(a.head))))
                .flat_map(|a| reason(scene, a.head))
                .filter_map(event_at)
                .filter(|&cause| cause != own)
                .map(EventId::from)
                .collect();
            causes.sort_unstable();
            causes.dedup();
            causes
        })
        .collect()
}

/// The noun itself, or what its carrier holds («в результате взрыва», «в связи с повышением цен»).
fn reason(scene: &Scene<'_>, token: TokenId) -> Vec<TokenId> {
    let mut tokens = vec![token];
    tokens.extend(scene.tree.children_as(token, &[Deprel::Nmod]));
    tokens
}
