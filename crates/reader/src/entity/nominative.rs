//! Names in the nominative: the head and what agrees with it are inflected, the rest stays.

use super::spell::{is_capital, recapitalise};
use crate::{Resources, view::Tree};
use std::ops::Range;
use svodka_model::{Case, Deprel, Document, Feats, Number, Upos, VerbForm};

/// The words of a person's name in the nominative, each by its own lemma.
pub(crate) fn person(doc: &Document, tokens: Range<usize>) -> String {
    let mut name = String::new();
    for token in tokens {
        let form = doc.form(token.into());
        let word = &doc.words[token];
        let declined =
            matches!(word.upos, Upos::Propn | Upos::Noun | Upos::Adj) && is_capital(form) && word.feats.case != Some(Case::Nom);
        let part = if declined { recapitalise(&word.lemma, form) } else { form.to_owned() };
        if !name.is_empty() && !name.ends_with('-') && part != "-" {
            name.push(' ');
        }
        name.push_str(&part);
    }
    name
}

/// A phrase in the nominative, given its head.
pub(crate) fn phrase(resources: &Resources, doc: &Document, tree: &Tree<'_>, tokens: Range<usize>, head: usize) -> String {
    let text = doc.quote(doc.tokens[tokens.start].span.cover(doc.tokens[tokens.end - 1].span));
    if doc.words[head].feats.case == Some(Case::Nom) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let mut name = String::with_capacity(text.len());
    let mut last = doc.tokens[tokens.start].span.start;
    for token in tokens {
        let span = doc.tokens[token].span;
        if span.start > last {
            name.push(' ');
        }
        last = span.end;
        let form = doc.form(token.into());
        let agrees = token == head
            || (matches!(tree.deprel(token.into()), Deprel::Amod | Deprel::Det | Deprel::Nummod)
                && tree.head(token.into()).is_some_and(|h| h.index() == head)
                && doc.words[token].feats.case == doc.words[head].feats.case);
        match agrees.then(|| inflect(resources, doc, token, head)).flatten() {
            Some(inflected) => name.push_str(&recapitalise(&inflected, form)),
            None => name.push_str(form),
        }
    }
    name
}

/// One word in the nominative, in the number and gender of the head.
fn inflect(resources: &Resources, doc: &Document, token: usize, head: usize) -> Option<String> {
    let form = doc.form(token.into());
    let word = &doc.words[token];
    let analyses = resources.dictionary.analyze(&form.to_lowercase());
    let feats_of = |ud: u16| resources.dictionary.ud_tag(ud).map(|tag| feats(&tag));
    let fitting = analyses.iter().find(|a| {
        feats_of(a.ud)
            .is_some_and(|f| f.case == word.feats.case && f.number == word.feats.number && f.gender == word.feats.gender)
    });
    let fitting = fitting.or_else(|| analyses.iter().find(|a| feats_of(a.ud).is_some_and(|f| f.case == word.feats.case)))?;
    let number = match doc.words[head].feats.number {
        Some(Number::Plur) => "Plur",
        _ => "Sing",
    };
    let mut wanted = vec![("Case", "Nom"), ("Number", number)];
    let adjectival = word.upos == Upos::Adj || word.feats.verb_form == Some(VerbForm::Part);
    if adjectival
        && number == "Sing"
        && let Some(gender) = doc.words[head].feats.gender
    {
        wanted.push(("Gender", gender.as_str()));
    }
    resources.dictionary.inflect(fitting, &wanted).map(|a| a.word)
}

fn feats(tag: &rumorph::UdTag<'_>) -> Feats {
    Feats {
        case: tag.feat("Case").and_then(|v| v.parse().ok()),
        number: tag.feat("Number").and_then(|v| v.parse().ok()),
        gender: tag.feat("Gender").and_then(|v| v.parse().ok()),
        ..Feats::default()
    }
}
