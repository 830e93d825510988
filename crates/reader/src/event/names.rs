//! Words that only stand in a name: of a law, a book, a crime as the code words it, or a text that speaks.

use super::select::Candidate;
use crate::view::Scene;
use svodka_model::{Deprel, EventType, TokenId, Upos};

/// How many words a quoted title may have before the word asked about.
const TITLE: usize = 25;
/// How far before a bracket the article may stand whose words it holds: «по части 2 статьи 105 УК (…)».
const ARTICLE: usize = 6;

/// True where a candidate tells no event, since its words belong to a name or stand for a text.
pub(super) fn is_only_named(scene: &Scene<'_>, candidate: &Candidate<'_>) -> bool {
    in_title(scene, candidate.head)
        || is_surname(scene, candidate.head)
        || is_speaking_text(scene, candidate)
        || is_party(scene, candidate)
}

/// «Роман «Убить соседа»», «закон «О выборах мэра»», «статья 264 (нарушение правил, повлёкшее смерть)».
fn in_title(scene: &Scene<'_>, token: TokenId) -> bool {
    let doc = scene.doc;
    let first = doc.sentences[doc.sentence_of(token)].tokens().start;
    for back in 1..=TITLE.min(token.index() - first) {
        let at = token.index() - back;
        match doc.form(TokenId::from(at)) {
            "»" | ")" | "”" => return false,
            "«" | "„" | "“" => return named(scene, first, at),
            "\"" => return opens(scene, at) && named(scene, first, at),
            "(" => return words_of_article(scene, first, at),
            _ => {}
        }
    }
    false
}

/// A straight quotation mark opens where the next word touches it and the one before does not.
fn opens(scene: &Scene<'_>, mark: usize) -> bool {
    let touches = |a: usize, b: usize| {
        let tokens = &scene.doc.tokens;
        tokens.get(a).zip(tokens.get(b)).is_some_and(|(a, b)| a.span.end == b.span.start)
    };
    touches(mark, mark + 1) && !(mark > 0 && touches(mark - 1, mark))
}

/// Whether the noun before a quotation mark is of things that go by a title; their number may stand between.
fn named(scene: &Scene<'_>, first: usize, mark: usize) -> bool {
    const NUMBER: usize = 3;
    let numbers =
        |t: &usize| matches!(scene.doc.form(TokenId::from(*t)), "№" | "N") || scene.tree.upos(TokenId::from(*t)) == Upos::Num;
    let noun = (first..mark).rev().take(NUMBER).find(|t| !numbers(t));
    noun.is_some_and(|t| scene.lexicon().is_a(scene.tree.lemma(TokenId::from(t)), "titled"))
}

fn words_of_article(scene: &Scene<'_>, first: usize, bracket: usize) -> bool {
    let start = bracket.saturating_sub(ARTICLE).max(first);
    (start..bracket).any(|t| {
        let token = TokenId::from(t);
        scene.lexicon().is_a(scene.tree.lemma(token), "penal-code")
            || matches!(scene.doc.form(token), "УК" | "КоАП" | "ст." | "ст")
    })
}

/// «Ципи Ливни»: a name that has the form of a noun.
fn is_surname(scene: &Scene<'_>, token: TokenId) -> bool {
    scene.tree.deprel(token) == Deprel::FlatName
}

/// «По версии обвинения», «свидетель обвинения»: a side of the trial, nothing that anybody says of another.
fn is_party(scene: &Scene<'_>, candidate: &Candidate<'_>) -> bool {
    let (tree, token) = (&scene.tree, candidate.head);
    let bare = tree.deprel(token) == Deprel::Nmod && tree.preposition(token).is_none();
    let of = tree.head(token).filter(|_| bare && candidate.frame.kind == EventType::Accuse);
    of.is_some_and(|above| scene.lexicon().is_a(tree.lemma(above), "of-a-party"))
}

/// «В публикации утверждается», «в петиции говорится», «в своём обращении министр сообщил»: the text, not the deed.
fn is_speaking_text(scene: &Scene<'_>, candidate: &Candidate<'_>) -> bool {
    let (tree, token) = (&scene.tree, candidate.head);
    if tree.upos(token) != Upos::Noun || tree.preposition(token).is_none_or(|p| tree.lemma(p) != "в") {
        return false;
    }
    let Some(verb) = tree.head(token).filter(|&verb| scene.is_verbal(verb)) else { return false };
    let verbs = &scene.resources.cues.verbs;
    let lemma = tree.lemma(verb);
    let reflexive = lemma.strip_suffix("ся").is_some_and(|base| verbs.contains_key(base));
    reflexive || verbs.contains_key(lemma) && candidate.frame.kind == EventType::State
}
