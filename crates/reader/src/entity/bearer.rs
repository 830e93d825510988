//! Whose surname it is, where several of one family are spoken of.

use super::{finder::Finder, identity::Draft};
use svodka_model::{Animacy, Case, Deprel, Gender, Mention, NameType, TokenId, Upos};

/// No more mentions of a person are looked at.
const MOST: usize = 16;

/// Of several persons whom a name fits: whose gender the words tell, who has just come in as a subject, else whom the report
/// names most, and of equals the latest.
pub(super) fn bearer(finder: &Finder<'_>, drafts: &[Draft], fitting: &[usize], mention: &Mention) -> Option<usize> {
    if fitting.len() < 2 {
        return fitting.first().copied();
    }
    let feats = finder.tree.feats(mention.head);
    let declined = feats.gender.filter(|_| feats.case.is_some_and(|case| case != Case::Nom));
    let told = gender_of_verb(finder, mention.head).or(declined);
    let here = finder.doc.sentence_of(mention.head);
    let rank = |at: usize| {
        let draft = drafts.get(at)?;
        let mentions = || draft.mentions.iter().filter_map(|&m| finder.doc.mentions.get(m));
        let own = told.and_then(|told| mentions().take(MOST).find_map(|m| gender(finder, m)).map(|own| own == told));
        // Of the other gender, unknown, the same.
        let agrees = own.map_or(1, |same| 2 * u8::from(same));
        let fresh = |m: &&Mention| {
            finder.tree.deprel(m.head) == Deprel::Nsubj
                && finder.doc.tokens_in(m.span).len() > 1
                && here - finder.doc.sentence_of(m.head).min(here) <= 1
        };
        let fresh = mentions().rev().take(MOST).find(fresh).map(|m| m.span.start);
        Some((agrees, fresh, draft.mentions.len(), at))
    };
    fitting.iter().copied().max_by_key(|&at| rank(at))
}

/// The gender of a subject that the past tense of its verb shows.
pub(super) fn gender_of_verb(finder: &Finder<'_>, subject: TokenId) -> Option<Gender> {
    let verb = finder.tree.head(subject).filter(|_| is_subject(finder, subject))?;
    finder.tree.feats(verb).gender
}

pub(super) fn is_subject(finder: &Finder<'_>, token: TokenId) -> bool {
    matches!(finder.tree.deprel(token), Deprel::Nsubj | Deprel::NsubjPass)
}

/// The gender of a person: from a noun for a woman beside the name, the given name, the verb.
pub(super) fn gender(finder: &Finder<'_>, mention: &Mention) -> Option<Gender> {
    let given = |t: usize| {
        let feats = &finder.doc.words[t].feats;
        feats.gender.filter(|_| matches!(feats.name_type, Some(NameType::Giv | NameType::Pat)))
    };
    let beside = |t: TokenId| matches!(finder.tree.deprel(t), Deprel::Appos | Deprel::Flat | Deprel::FlatName);
    let woman = |t: TokenId| {
        let feats = finder.tree.feats(t);
        let noun = finder.tree.upos(t) == Upos::Noun && feats.animacy == Some(Animacy::Anim);
        feats.gender.filter(|&g| noun && g == Gender::Fem)
    };
    let above = Some(mention.head).filter(|&t| beside(t)).and_then(|t| finder.tree.head(t));
    above
        .and_then(woman)
        .or_else(|| finder.tree.children_as(mention.head, &[Deprel::Appos]).find_map(woman))
        .or_else(|| finder.doc.tokens_in(mention.span).find_map(given))
        .or_else(|| gender_of_verb(finder, mention.head))
        .or_else(|| gender_of_verb(finder, above?))
}
