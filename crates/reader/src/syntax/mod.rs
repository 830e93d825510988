//! Dependency trees.
//!
//! The encoder scores the arcs from each word to those near it; the best tree of them gets its relations. The time is
//! linear in the sentence, and every outcome is a tree with one root.

mod tree;

use crate::encoder::Encoded;
use svodka_model::{Dependency, Deprel, Document, TokenId};

/// One head a token: a tree in each sentence.
pub fn parse(encoded: &Encoded<'_>, doc: &Document) -> Vec<Dependency> {
    let root = Dependency { head: None, deprel: Deprel::Root };
    let mut dependencies = vec![root; doc.tokens.len()];
    let mut arcs: Vec<(usize, usize)> = Vec::with_capacity(doc.tokens.len());
    for sentence in &doc.sentences {
        let tokens = sentence.tokens();
        let first = tokens.start;
        let heads =
            tree::best(tokens.len(), |word, head| encoded.arc(first + word, first + head), |word| encoded.root(first + word));
        arcs.extend(heads.iter().enumerate().filter_map(|(word, head)| Some((first + word, first + (*head)? as usize))));
    }
    for (&(token, head), deprel) in arcs.iter().zip(encoded.relations(&arcs)) {
        if let Some(to) = dependencies.get_mut(token) {
            *to = Dependency { head: Some(TokenId::from(head)), deprel };
        }
    }
    dependencies
}

#[cfg(test)]
mod tests;
