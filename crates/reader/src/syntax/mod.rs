//! Dependency trees.

use crate::Resources;
use svodka_model::{Dependency, Deprel, Document, TokenId};

/// One head a token: a tree in each sentence.
pub fn parse(_resources: &Resources, doc: &Document) -> Vec<Dependency> {
    let mut dependencies = Vec::with_capacity(doc.tokens.len());
    for sentence in &doc.sentences {
        for token in sentence.tokens() {
            let root = TokenId::from(token) == sentence.first;
            let head = (!root).then_some(sentence.first);
            dependencies.push(Dependency { head, deprel: if root { Deprel::Root } else { Deprel::Dep } });
        }
    }
    dependencies
}
