//! The shared encoder: one small network behind tags, trees and names.
//!
//! A token is a row of small integers: its form (vocabulary, letter sequences, what the dictionary says, kinds of
//! characters) and its place in the document. Three convolutions over neighbours and one more product give what the
//! stages ask for. All sums are of integers and all roundings are fixed, so that every processor gives the same labels.

mod cache;
mod form;
mod format;
mod forward;
mod kernels;
mod place;
mod table;
mod weights;

pub(crate) use cache::Cache;
pub use cache::{Entry, Found};
pub use form::{Form, GRAMS, Role, SHAPES, TRAITS, reading_traits};
pub use format::EncoderError;
pub use place::{PLACE_BITS, places};
pub use table::lay_out;
pub use weights::Encoder;
pub(crate) use weights::{LAYERS, NAMES};

use crate::Resources;
use forward::Scores;
use kernels::Path;
use svodka_model::{Deprel, Document};
use weights::{ARC, Row};

/// Arcs whose relations are scored together.
const ARCS: usize = 64;

/// What is known of the tokens of a document before the first decision.
#[derive(Debug)]
pub struct Encoded<'r> {
    encoder: &'r Encoder,
    path: Path,
    forms: Vec<Found<'r>>,
    scores: Scores,
}

/// Looks up the form of every token and runs the network over the document.
pub fn encode<'r>(resources: &'r Resources, doc: &Document) -> Encoded<'r> {
    encode_by(resources.encoder.path, resources, doc)
}

fn encode_by<'r>(path: Path, resources: &'r Resources, doc: &Document) -> Encoded<'r> {
    let forms: Vec<Found<'r>> = doc.tokens.iter().map(|t| resources.look_up(doc.quote(t.span))).collect();
    let rows: Vec<&Row> = forms.iter().map(|f| &f.row).collect();
    let tokens: Vec<(u64, Role)> = forms.iter().map(|f| (f.key, f.role)).collect();
    let sentences = doc.sentences.iter().map(|s| s.tokens());
    let places = places(&tokens, sentences.clone());
    let scores = forward::scores(&resources.encoder, path, &rows, &places, sentences);
    Encoded { encoder: &resources.encoder, path, forms, scores }
}

impl<'r> Encoded<'r> {
    /// No token is seen yet.
    pub(crate) fn nothing(resources: &'r Resources) -> Encoded<'r> {
        Encoded { encoder: &resources.encoder, path: resources.encoder.path, forms: Vec::new(), scores: Scores::default() }
    }

    /// What is known of the form of a token.
    pub fn form(&self, token: usize) -> Option<&Entry> {
        self.forms.get(token).map(|found| &**found)
    }

    /// The number of the reading that fits a token best.
    pub(crate) fn best_reading(&self, token: usize) -> usize {
        let Some(entry) = self.form(token).filter(|entry| entry.bundles.len() > 1) else { return 0 };
        let mut best = (0, f32::NEG_INFINITY);
        for (number, (candidate, &bundle)) in entry.analyses.candidates.iter().zip(&entry.bundles).enumerate() {
            let score = self.scores.reading(self.encoder, token, bundle, candidate.share());
            if score > best.1 {
                best = (number, score);
            }
        }
        best.0
    }

    /// The scores of the tags of names of a token, layer after layer.
    pub(crate) fn names(&self, token: usize) -> &[i32; NAMES] {
        self.scores.names(token)
    }

    /// Scores from tag to tag of a layer of names, row by row.
    pub(crate) fn moves(&self, layer: usize) -> &'r [i32] {
        self.encoder.moves(layer)
    }

    /// How well `head` fits as the head of `token`.
    pub(crate) fn arc(&self, token: usize, head: usize) -> i32 {
        self.scores.arc(self.encoder, token, head)
    }

    /// How well `token` fits as the root of its sentence.
    pub(crate) fn root(&self, token: usize) -> i32 {
        self.scores.root(self.encoder, token)
    }

    /// The best relations of arcs from dependents to heads; never the root's.
    pub(crate) fn relations(&self, arcs: &[(usize, usize)]) -> Vec<Deprel> {
        let layer = &self.encoder.relations;
        let columns = layer.matrix.columns();
        let best = |sums: &[i32]| {
            let mut best = (Deprel::Dep, f32::NEG_INFINITY);
            for (&deprel, value) in Deprel::ALL.iter().zip(layer.values(sums)) {
                if deprel != Deprel::Root && value > best.1 {
                    best = (deprel, value);
                }
            }
            best.0
        };
        let mut relations = Vec::with_capacity(arcs.len());
        let (mut joined, mut sums) = (Vec::with_capacity(ARCS * ARC), vec![0; ARCS * columns]);
        for arcs in arcs.chunks(ARCS) {
            joined.clear();
            arcs.iter().for_each(|&(token, head)| self.scores.join(token, head, &mut joined));
            let count = joined.len() / ARC;
            kernels::multiply(self.path, &joined, ARC, count, &layer.matrix, &mut sums);
            relations.extend(sums.chunks_exact(columns).take(count).map(best));
        }
        relations
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use svodka_model::Report;

    #[test]
    fn every_path_gives_the_same_scores() {
        let resources = Resources::bundled().unwrap();
        let text =
            "Полиция задержала участников митинга.\n\nМИД РФ: «Посольство России в Астане работает», — сказал Иванов. ".repeat(9);
        let mut doc = Document::new(Report { text, ..Report::default() });
        doc.tokens = crate::token::tokenize(resources.tokens(), doc.text());
        doc.sentences = crate::sentence::split(resources.tokens(), &doc);
        let plain = encode_by(Path::Scalar, &resources, &doc);
        for path in Path::all() {
            assert_eq!(plain.scores, encode_by(path, &resources, &doc).scores, "{path:?}");
        }
    }
}
