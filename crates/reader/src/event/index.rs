//! From the lemma of a token to the frames, light verbs and realis rules that it may belong to.

use crate::view::Pattern;
use rumorph::Dictionary;
use rustc_hash::{FxHashMap, FxHashSet};
use svodka_lexicon::{Lexicon, Trigger};

/// Look-up tables over the lexicon, made once at start.
#[derive(Debug, Default)]
pub(crate) struct Index {
    pub(crate) verbs: FxHashMap<String, Vec<u32>>,
    pub(crate) nouns: FxHashMap<String, Vec<u32>>,
    pub(crate) words: FxHashMap<String, Vec<u32>>,
    pub(crate) phrases: FxHashMap<String, Vec<Phrase>>,
    pub(crate) lights: FxHashMap<String, Vec<u32>>,
    /// Nouns of light verbs of two words: «участие» of «принять участие».
    pub(crate) light_nouns: FxHashMap<String, u32>,
    /// Governing lemma → rules.
    pub(crate) governors: FxHashMap<String, Vec<u32>>,
    /// Adverb, particle or conjunction → rules.
    pub(crate) adverbs: FxHashMap<String, Vec<u32>>,
    /// Rules of realis by the adjectives and participles beside an event noun.
    pub(crate) modifiers: FxHashMap<String, Vec<u32>>,
    /// Rules of realis by the prepositions before an event noun.
    pub(crate) prepositions: FxHashMap<String, Vec<u32>>,
    /// Frames that ask for certain words in their slots, by their names.
    pub(crate) constrained: FxHashSet<String>,
}

/// A trigger of several words, filed under the lemma of its head.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) frame: u32,
    pub(crate) rest: Vec<Pattern>,
}

impl Index {
    pub(crate) fn new(lexicon: &Lexicon, dictionary: &Dictionary) -> Index {
        let mut index = Index::default();
        let file = |map: &mut FxHashMap<String, Vec<u32>>, lemma: &str, id: usize| {
            map.entry(fold(lemma)).or_default().push(id as u32);
        };
        for (id, frame) in lexicon.frames.iter().enumerate() {
            for trigger in &frame.triggers {
                match trigger {
                    Trigger::Verb(lemma) => file(&mut index.verbs, lemma, id),
                    Trigger::Noun(lemma) => file(&mut index.nouns, &lemma_of(dictionary, lemma), id),
                    Trigger::Word(lemma) => file(&mut index.words, lemma, id),
                    Trigger::Phrase(words) => {
                        let at = head_of(dictionary, words);
                        let Some(head) = words.get(at) else { continue };
                        let others = words.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, word)| word);
                        let rest = || others.clone().map(|word| Pattern::new(dictionary, word)).collect();
                        index.phrases.entry(fold(head)).or_default().push(Phrase { frame: id as u32, rest: rest() });
                        let lemma = lemma_of(dictionary, head);
                        if lemma != fold(head) {
                            index.phrases.entry(lemma).or_default().push(Phrase { frame: id as u32, rest: rest() });
                        }
                    }
                }
            }
        }
        for (id, light) in lexicon.lights.iter().enumerate() {
            for verb in &light.verbs {
                match verb.split_once(' ') {
                    Some((_, noun)) => drop(index.light_nouns.insert(fold(noun), id as u32)),
                    None => file(&mut index.lights, verb, id),
                }
            }
        }
        let constrained = lexicon.frames.iter().filter(|frame| !frame.require.is_empty());
        index.constrained = constrained.map(|frame| frame.id.clone()).collect();
        for (id, rule) in lexicon.realis.iter().enumerate() {
            rule.governors.iter().for_each(|word| file(&mut index.governors, word, id));
            rule.adverbs.iter().for_each(|word| file(&mut index.adverbs, word, id));
            rule.modifiers.iter().for_each(|word| file(&mut index.modifiers, word, id));
            rule.prepositions.iter().for_each(|word| file(&mut index.prepositions, word, id));
        }
        index
    }
}

/// Which word of a phrase is its head: the first, or, after attributes, the noun that they describe («лесной пожар»).
fn head_of(dictionary: &Dictionary, words: &[String]) -> usize {
    let is = |word: &String, pos: &str| {
        dictionary.analyze(word).iter().any(|a| dictionary.ud_tag(a.ud).is_some_and(|tag| tag.pos() == pos))
    };
    let described = |word: &&String| word.ends_with(['й', 'я', 'е']) && is(word, "ADJ");
    let attributes = words.iter().take_while(described).count();
    if attributes > 0 && words.get(attributes).is_some_and(|word| is(word, "NOUN")) { attributes } else { 0 }
}

/// Lemmas are looked up in lower case; the dictionary writes ё where it belongs, the data may not.
pub(crate) fn fold(lemma: &str) -> String {
    lemma.to_lowercase()
}

/// The dictionary's lemma of a data word: «переговоры» may be filed under its singular there.
fn lemma_of(dictionary: &Dictionary, word: &str) -> String {
    let folded = fold(word);
    let analyses = dictionary.analyze(&folded);
    if analyses.iter().any(|a| a.lemma.to_lowercase() == folded) {
        return folded;
    }
    analyses.first().map_or(folded, |a| a.lemma.to_lowercase())
}
