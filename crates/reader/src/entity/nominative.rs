//! Names in the nominative: the head and what agrees with it are inflected, the rest stays.

use super::spell::{is_abbreviation, is_capital, keep_spelling};
use crate::{Resources, letters::in_small, place::genitive};
use std::ops::Range;
use svodka_model::{Case, Document, Feats, Number, Quantity, TokenId, Upos, VerbForm};

/// A phrase in the nominative. The head is the first noun that stands before its complements; what agrees with it stands
/// before it. Abbreviations, foreign words and what is quoted stay.
pub(crate) fn phrase(resources: &Resources, doc: &Document, tokens: Range<usize>, head: usize) -> String {
    let text = doc.quote(doc.tokens[tokens.start].span.cover(doc.tokens[tokens.end - 1].span));
    let head = first_noun(doc, &tokens).unwrap_or(head);
    // «Запорожскую АЭС»: what stands before an abbreviation tells its case.
    let described = || (tokens.start..head).find_map(|t| doc.words[t].feats.case.filter(|_| doc.words[t].upos == Upos::Adj));
    let case = doc.words[head].feats.case.or_else(described);
    let several = is_several(doc, head);
    let town = (head + 1..tokens.end).find(|&t| is_town_word(doc, t) && t + 1 < tokens.end);
    if case.is_none_or(|case| case == Case::Nom) && town.is_none() {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let nominative = case.is_none_or(|case| case == Case::Nom);
    let mut name = String::with_capacity(text.len());
    let mut last = doc.tokens[tokens.start].span.start;
    let mut quoted = false;
    for token in tokens {
        let span = doc.tokens[token].span;
        // «Порт города Поти» is the port of Поти.
        let attribute_of_town = |at: usize| token < at && token > head && doc.words[token].upos == Upos::Adj && at - token == 1;
        if town.is_some_and(|at| token == at || attribute_of_town(at)) {
            continue;
        }
        if span.start > last {
            name.push(' ');
        }
        last = span.end;
        let form = doc.form(token.into());
        quoted = match form {
            "«" | "„" => true,
            "»" | "“" | "”" => false,
            "\"" => !quoted,
            _ => quoted,
        };
        let word = &doc.words[token];
        let attribute = token < head
            && (matches!(word.upos, Upos::Adj | Upos::Det) || word.feats.verb_form == Some(VerbForm::Part))
            && word.feats.case.is_some_and(|own| goes_with(own, case));
        let declines = !nominative && (token == head || attribute) && !quoted && is_cyrillic(form) && !is_abbreviation(form);
        if town.is_some_and(|at| token == at + 1) && word.feats.case == Some(Case::Nom) {
            name.push_str(&genitive(form));
            continue;
        }
        match declines.then(|| inflect(resources, doc, token, head, several)).flatten() {
            Some(inflected) => name.push_str(&keep_spelling(&inflected, form)),
            None => name.push_str(form),
        }
    }
    name
}

/// «Сорок два сотрудника»: the genitive singular behind a small number is more than one.
fn is_several(doc: &Document, head: usize) -> bool {
    let feats = &doc.words[head].feats;
    let counted = feats.number == Some(Number::Sing) && feats.case == Some(Case::Gen);
    // «одной женщины», «двадцати одного солдата»
    let many = |q: &Quantity| q.min.is_some_and(|min| min >= 2.0 && (min % 10.0 != 1.0 || min % 100.0 == 11.0));
    let amount = || doc.quantities.iter().find(|q| q.of == Some(TokenId::from(head)));
    counted && &*doc.words[head].lemma != "человек" && amount().is_some_and(many)
}

fn is_town_word(doc: &Document, token: usize) -> bool {
    let named = doc.tokens.get(token + 1).is_some_and(|_| is_capital(doc.form((token + 1).into())));
    doc.form(token.into()) == "города" && named
}

/// The noun that a phrase begins with, after its attributes.
fn first_noun(doc: &Document, tokens: &Range<usize>) -> Option<usize> {
    for token in tokens.clone() {
        match doc.words[token].upos {
            Upos::Noun | Upos::Propn => return Some(token),
            Upos::Adp => return None,
            _ => {}
        }
    }
    None
}

/// The tagger takes the genitive of attributes for their locative and so on; any oblique case will do.
fn goes_with(case: Case, head: Option<Case>) -> bool {
    head == Some(case) || (case != Case::Nom && head.is_some_and(|h| h != Case::Nom))
}

fn is_cyrillic(form: &str) -> bool {
    form.chars().next().is_some_and(|c| matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'))
}

/// One word in the nominative, in the number and gender of the head.
fn inflect(resources: &Resources, doc: &Document, token: usize, head: usize, several: bool) -> Option<String> {
    let form = doc.form(token.into());
    let word = &doc.words[token];
    // The lemma of a common noun in the singular is its nominative.
    if token == head && word.upos == Upos::Noun && word.feats.number == Some(Number::Sing) && !several {
        return Some(word.lemma.to_string());
    }
    let analyses = resources.dictionary.analyze(&in_small(form));
    let feats_of = |ud: u16| resources.dictionary.ud_tag(ud).map(|tag| feats(&tag));
    let fitting = analyses.iter().find(|a| {
        feats_of(a.ud)
            .is_some_and(|f| f.case == word.feats.case && f.number == word.feats.number && f.gender == word.feats.gender)
    });
    let number = match doc.words[head].feats.number.or(word.feats.number) {
        Some(Number::Plur) => "Plur",
        _ if several => "Plur",
        _ => "Sing",
    };
    let fitting = fitting.or_else(|| analyses.iter().find(|a| feats_of(a.ud).is_some_and(|f| f.case == word.feats.case)))?;
    let mut wanted = vec![("Case", "Nom"), ("Number", number)];
    let adjectival = word.upos == Upos::Adj || word.feats.verb_form == Some(VerbForm::Part);
    if adjectival
        && number == "Sing"
        && let Some(gender) = doc.words[head].feats.gender.or(word.feats.gender)
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
