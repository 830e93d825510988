//! Words of the data files as they are met in texts.

use crate::letters::{in_small, is_in_small};
use rumorph::Dictionary;
use svodka_model::{Case, Document, TokenId, Upos};

/// A word of a phrase: its lemmas with the cases that its form can be.
#[derive(Debug)]
pub(crate) struct Pattern {
    form: String,
    lemmas: Vec<String>,
    /// Empty where any case will do: for words without case, and for words given in the nominative.
    cases: Vec<Case>,
    /// An adjective in the nominative: it is in the case of the noun that it describes.
    describes: bool,
}

impl Pattern {
    /// A word as the data files write it.
    pub(crate) fn new(dictionary: &Dictionary, form: &str) -> Pattern {
        let mut pattern = Pattern { form: form.to_lowercase(), lemmas: Vec::new(), cases: Vec::new(), describes: false };
        for analysis in dictionary.analyze(form) {
            let lemma = analysis.lemma.to_lowercase();
            if !pattern.lemmas.contains(&lemma) {
                pattern.lemmas.push(lemma);
            }
            let tag = dictionary.ud_tag(analysis.ud);
            pattern.describes |= tag.is_some_and(|tag| tag.pos() == "ADJ");
            let case = tag.and_then(|tag| tag.feat("Case")?.parse().ok());
            pattern.cases.extend(case.filter(|c| !pattern.cases.contains(c)));
        }
        // An adjective is in the case of its noun: «удар артиллерийский» also finds «артиллерийским ударом».
        if pattern.cases.contains(&Case::Nom) && (pattern.describes || !pattern.cases.contains(&Case::Acc)) {
            pattern.cases.clear();
        } else {
            pattern.describes = false;
        }
        pattern
    }

    /// True where this word can describe the noun beside which the token stands: «режим усиленной охраны» is no «усиленный
    /// режим».
    pub(crate) fn agrees(&self, doc: &Document, token: TokenId, noun: TokenId) -> bool {
        // Things look the same in the nominative and the accusative.
        let case = |t: TokenId| doc.words[t.index()].feats.case.map(|c| if c == Case::Acc { Case::Nom } else { c });
        let nominal = doc.words[noun.index()].upos == Upos::Noun;
        !self.describes || !nominal || case(token).is_none() || case(noun).is_none() || case(token) == case(noun)
    }

    /// True for «не».
    pub(crate) fn is_negation(&self) -> bool {
        self.form == "не"
    }

    /// True where a token is this word as an object whose case is the genitive for a number or a negation: «не вынес ни
    /// одного приговора», «нанесли два удара».
    pub(crate) fn matches_genitive(&self, doc: &Document, token: TokenId) -> bool {
        let word = &doc.words[token.index()];
        word.feats.case == Some(Case::Gen)
            && self.cases.contains(&Case::Acc)
            && self.lemmas.iter().any(|l| l.as_str() == &*word.lemma)
    }

    /// True where a token is this word: the same form, or the lemma in a fitting case.
    pub(crate) fn matches(&self, doc: &Document, token: TokenId) -> bool {
        let word = &doc.words[token.index()];
        let lemma = self.lemmas.iter().any(|l| l.as_str() == &*word.lemma);
        if lemma && (self.cases.is_empty() || word.feats.case.is_none_or(|case| self.cases.contains(&case))) {
            return true;
        }
        let form = doc.form(token);
        form.len() == self.form.len() && is_in_small(form, &self.form)
    }
}

/// The base form of a participle as an adjective: «протестующих» gives «протестующий». Made from the endings
/// alone, so it needs no dictionary; `None` where the form does not end like an adjective.
pub(crate) fn participle_lemma(form: &str) -> Option<String> {
    const ENDINGS: [&str; 22] = [
        "ими", "ыми", "его", "ого", "ему", "ому", "ий", "ый", "ой", "ая", "яя", "ое", "ее", "ие", "ые", "им", "ым", "ом", "ем",
        "ей", "их", "ых",
    ];
    const FEMININE: [&str; 2] = ["ую", "юю"];
    let lower = in_small(form);
    let (base, reflexive) = lower.strip_suffix("ся").map_or((&*lower, ""), |base| (base, "ся"));
    let stem = ENDINGS.iter().chain(&FEMININE).find_map(|ending| base.strip_suffix(ending))?;
    let soft = stem.ends_with(['щ', 'ш']);
    Some(format!("{stem}{}{reflexive}", if soft { "ий" } else { "ый" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn participles_have_adjective_lemmas() {
        for (form, lemma) in [
            ("протестующих", "протестующий"),
            ("Погибшему", "погибший"),
            ("задержанными", "задержанный"),
            ("собравшуюся", "собравшийся"),
            ("раненая", "раненый"),
        ] {
            assert_eq!(participle_lemma(form).as_deref(), Some(lemma));
        }
        assert_eq!(participle_lemma("убит"), None);
    }
}
