//! Dependency trees.
//!
//! A greedy arc-hybrid parser: from left to right it shifts words onto a stack and takes them off again under the next
//! word or under the word below. A perceptron chooses among the three actions; a second one names the arcs when the
//! tree stands. The time is linear in the sentence, and every outcome is a tree with one root.

mod features;
mod label;
mod node;
mod state;

pub use features::{ACTIONS, SCHEMA, features};
pub use label::{LABEL_SCHEMA, LABELS, Tree, label_features};
pub use node::Node;
pub use state::{Action, State};

use crate::Resources;
use svodka_model::{Dependency, Deprel, Document, TokenId};

/// One head a token: a tree in each sentence.
pub fn parse(resources: &Resources, doc: &Document) -> Vec<Dependency> {
    let mut dependencies = Vec::with_capacity(doc.tokens.len());
    let mut nodes = Vec::new();
    let mut keys = Vec::with_capacity(128);
    let mut state = State::default();
    for sentence in &doc.sentences {
        let first = sentence.first.index();
        nodes.clear();
        nodes.extend(sentence.tokens().filter_map(|t| doc.words.get(t).map(Node::new)));
        run(&mut state, &nodes, &mut keys, |keys| resources.parser.score(keys));
        let tree = Tree::new(&nodes, state.heads());
        for (at, &head) in state.heads().iter().enumerate() {
            let Some(head) = head.map(|h| h as usize) else {
                dependencies.push(Dependency { head: None, deprel: Deprel::Root });
                continue;
            };
            keys.clear();
            label_features(&tree, head, at, &mut keys);
            let deprel = best_label(&resources.labels.score(&keys));
            dependencies.push(Dependency { head: Some(TokenId::from(first + head)), deprel });
        }
    }
    dependencies
}

/// Parses one sentence; `score` weighs features. The heads are in the state afterwards.
pub fn run<S: PartialOrd + Copy>(state: &mut State, nodes: &[Node], keys: &mut Vec<u64>, score: impl Fn(&[u64]) -> [S; ACTIONS]) {
    state.start(nodes.len());
    while !state.is_done() {
        let action = match state.only() {
            Some(action) => action,
            None => {
                keys.clear();
                features(state, nodes, keys);
                state.best(&score(keys))
            }
        };
        state.take(action, nodes);
    }
}

/// The label with the highest score; never the root's.
pub fn best_label<S: PartialOrd + Copy>(scores: &[S; LABELS]) -> Deprel {
    let mut best: Option<(Deprel, S)> = None;
    for (&deprel, &score) in Deprel::ALL.iter().zip(scores) {
        if deprel != Deprel::Root && best.is_none_or(|(_, top)| score > top) {
            best = Some((deprel, score));
        }
    }
    best.map_or(Deprel::Dep, |(deprel, _)| deprel)
}

#[cfg(test)]
mod tests;
