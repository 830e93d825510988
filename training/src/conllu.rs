//! CoNLL-U files.

use anyhow::{Context, Result};
use std::fs;

/// A word with what its treebank says of it.
#[derive(Clone, Debug)]
pub(crate) struct Gold {
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) upos: String,
    pub(crate) feats: String,
    /// Index of the head in the sentence; `None` for the root.
    pub(crate) head: Option<usize>,
    pub(crate) deprel: String,
}

/// The sentences of a file.
pub(crate) fn read(path: &str) -> Result<Vec<Vec<Gold>>> {
    let text = fs::read_to_string(path).with_context(|| path.to_owned())?;
    let mut sentences = Vec::new();
    let mut sentence = Vec::new();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !sentence.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, feats, head, deprel, ..] = columns.as_slice() else { continue };
        if id.parse::<usize>().is_err() {
            continue;
        }
        let head = head.parse::<usize>().ok().and_then(|h| h.checked_sub(1));
        let [form, lemma, upos, feats, deprel] = [form, lemma, upos, feats, deprel].map(|s| (*s).to_owned());
        sentence.push(Gold { form, lemma, upos, feats, head, deprel });
    }
    Ok(sentences)
}
