//! Words of the data files as they are met in texts.

use rumorph::Dictionary;
use svodka_model::{Case, Document, TokenId};

/// A word of a phrase: its lemmas with the cases that its form can be.
#[derive(Debug)]
pub(crate) struct Pattern {
    form: String,
    lemmas: Vec<String>,
    cases: Vec<Case>,
}

impl Pattern {
    pub(crate) fn new(dictionary: &Dictionary, form: &str) -> Pattern {
        let mut pattern = Pattern { form: form.to_lowercase(), lemmas: Vec::new(), cases: Vec::new() };
        for analysis in dictionary.analyze(form) {
            let lemma = analysis.lemma.to_lowercase();
            if !pattern.lemmas.contains(&lemma) {
                pattern.lemmas.push(lemma);
            }
            let case = dictionary.ud_tag(analysis.ud).and_then(|tag| tag.feat("Case")?.parse().ok());
            pattern.cases.extend(case.filter(|c| !pattern.cases.contains(c)));
        }
        pattern
    }

    pub(crate) fn matches(&self, doc: &Document, token: TokenId) -> bool {
        let word = &doc.words[token.index()];
        let form = doc.form(token);
        if form.len() == self.form.len() && form.to_lowercase() == self.form {
            return true;
        }
        let lemma = self.lemmas.iter().any(|l| l.as_str() == &*word.lemma);
        lemma && (self.cases.is_empty() || word.feats.case.is_none_or(|case| self.cases.contains(&case)))
    }
}
