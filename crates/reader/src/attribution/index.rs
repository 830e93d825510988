//! From words to cues of attribution.

use crate::view::Pattern;
use rumorph::Dictionary;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use svodka_lexicon::Lexicon;
use svodka_model::{SourceKind, Stance};

/// Look-up tables over the cues, made once at start.
#[derive(Debug, Default)]
pub(crate) struct CueIndex {
    pub(crate) verbs: FxHashMap<String, CueInfo>,
    pub(crate) nouns: FxHashMap<String, CueInfo>,
    /// Phrases by the lower-case form of their first word, longest first.
    pub(crate) phrases: BTreeMap<String, Vec<(Vec<Pattern>, CueInfo)>>,
}

/// What a cue says of its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CueInfo {
    pub(crate) stance: Stance,
    pub(crate) kind: Option<SourceKind>,
    /// The number of the cue in the lexicon.
    pub(crate) cue: u16,
}

impl CueIndex {
    pub(crate) fn new(lexicon: &Lexicon, dictionary: &Dictionary) -> CueIndex {
        let mut index = CueIndex::default();
        for (number, cue) in (0..).zip(&lexicon.cues) {
            let info = CueInfo { stance: cue.stance, kind: cue.kind, cue: number };
            for verb in &cue.verbs {
                index.verbs.entry(verb.to_lowercase()).or_insert(info);
            }
            for noun in &cue.nouns {
                index.nouns.entry(noun.to_lowercase()).or_insert(info);
            }
            for phrase in &cue.phrases {
                let mut words = phrase.split_whitespace();
                let Some(first) = words.next() else { continue };
                let rest = words.map(|word| Pattern::new(dictionary, word)).collect();
                index.phrases.entry(first.to_lowercase()).or_default().push((rest, info));
            }
        }
        for list in index.phrases.values_mut() {
            list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        index
    }
}
