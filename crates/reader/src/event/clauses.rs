//! Clauses as commas and linking words mark them: where a tree hangs a time too high or too low, they still show its own clause.

use super::when::is_happening;
use crate::view::Scene;
use std::ops::Range;
use svodka_model::{Deprel, TokenId, Upos, VerbForm};

/// How many tokens are looked at on the way to a clause's comma, so that the work stays linear.
const FAR: usize = 40;

/// What opens at a comma.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// «который», with prepositions and nouns before it.
    Which(TokenId),
    /// «где», «куда».
    Where,
    /// «что», «чтобы».
    Content,
    /// «когда», «если», «как».
    Adverbial,
    /// «прошедший в мае».
    Participle(TokenId),
}

fn opening(scene: &Scene<'_>, comma: usize) -> Option<Opening> {
    const FIRST: usize = 5;
    let end = scene.doc.sentences[scene.doc.sentence_of(comma.into())].tokens().end;
    for t in (comma + 1)..end.min(comma + 1 + FIRST) {
        let token = TokenId::from(t);
        match scene.tree.lemma(token) {
            "который" | "чей" => return Some(Opening::Which(token)),
            "где" | "куда" | "откуда" if t == comma + 1 => return Some(Opening::Where),
            "что" | "чтобы" | "будто" if t == comma + 1 => return Some(Opening::Content),
            "когда" | "если" | "как" | "хотя" | "пока" | "поскольку" if t == comma + 1 => {
                return Some(Opening::Adverbial);
            }
            _ if is_participle(scene, token) => return Some(Opening::Participle(token)),
            _ if is_predicate(scene, token) || scene.tree.upos(token) == Upos::Punct => return None,
            _ => {}
        }
    }
    None
}

/// A participle that describes a noun.
pub(super) fn is_participle(scene: &Scene<'_>, token: TokenId) -> bool {
    let feats = scene.tree.feats(token);
    feats.verb_form == Some(VerbForm::Part) && !feats.short
}

/// A verb that heads a clause: no participle that modifies, no gerund.
fn is_predicate(scene: &Scene<'_>, token: TokenId) -> bool {
    scene.is_verbal(token) && !is_participle(scene, token) && scene.tree.feats(token).verb_form != Some(VerbForm::Conv)
}

fn is_comma(scene: &Scene<'_>, token: usize) -> bool {
    scene.doc.form(token.into()) == ","
}

/// The last comma of a stretch that opens a clause of the kind asked for.
fn last_opening(scene: &Scene<'_>, stretch: Range<usize>, kind: impl Fn(Opening) -> bool) -> Option<(usize, Opening)> {
    let near = stretch.start.max(stretch.end.saturating_sub(FAR))..stretch.end;
    near.rev().filter(|&t| is_comma(scene, t)).find_map(|t| Some((t, opening(scene, t).filter(|&o| kind(o))?)))
}

/// The last comma before a token.
fn comma_before(scene: &Scene<'_>, token: usize) -> Option<usize> {
    let start = scene.doc.sentences[scene.doc.sentence_of(token.into())].first.index();
    (start.max(token.saturating_sub(FAR))..token).rev().find(|&t| is_comma(scene, t))
}

/// Whether a word behind the comma that opens a clause stands in it: up to its first verb, in one piece with it, or under it.
fn belongs(scene: &Scene<'_>, comma: usize, word: TokenId) -> bool {
    const HEIGHT: usize = 6;
    let Some(verb) = (comma + 1..word.index()).find(|&t| is_predicate(scene, t.into())) else { return true };
    let whole = !(verb..word.index()).any(|t| is_comma(scene, t));
    whole || scene.tree.ancestors(word).take(HEIGHT).any(|t| t.index() == verb)
}

/// True where a time and a happening stand in different clauses of a sentence: «в четверг прокурор подтвердил, что задержали
/// десятерых», «задержали демонстрантов, выступавших за отсрочку до 2028 года», «мэр, избранный в мае, подал в отставку».
pub(super) fn parts(scene: &Scene<'_>, anchor: TokenId, time: &Range<usize>) -> bool {
    let at = anchor.index();
    if at < time.start {
        // «среди убитых девять полицейских; неделей раньше говорили о восьми»
        let semicolon = (at..time.start.min(at + FAR)).any(|t| scene.doc.form(t.into()) == ";");
        return semicolon
            || (at.max(time.start.saturating_sub(FAR))..time.start)
                .rev()
                .find(|&t| is_comma(scene, t))
                .is_some_and(|comma| opening(scene, comma).is_some());
    }
    if at < time.end {
        return false;
    }
    let inner = |o: Opening| matches!(o, Opening::Which(_) | Opening::Where | Opening::Content);
    if last_opening(scene, time.end..at, inner).is_some_and(|(comma, _)| belongs(scene, comma, anchor)) {
        return true;
    }
    let closed = (time.end..at.min(time.end + FAR)).any(|t| is_comma(scene, t));
    let embedded = |comma: usize| match opening(scene, comma) {
        Some(Opening::Participle(verb)) => verb.index() < time.start,
        Some(Opening::Which(_) | Opening::Where | Opening::Content) => !belongs(scene, comma, anchor),
        _ => false,
    };
    closed && comma_before(scene, time.start).is_some_and(embedded)
}

/// The noun that a clause behind a comma speaks of, where it names what `happens`.
fn antecedent(scene: &Scene<'_>, comma: usize, opening: Opening, happens: impl Fn(TokenId) -> bool) -> Option<TokenId> {
    const NEAR: usize = 9;
    let start = scene.doc.sentences[scene.doc.sentence_of(comma.into())].first.index();
    let before = (start.max(comma.saturating_sub(NEAR))..comma).rev().map(TokenId::from);
    let mut before = before.take_while(|&t| !is_predicate(scene, t) && !is_comma(scene, t.index()));
    let fits = |noun: TokenId| {
        let feats = scene.tree.feats(noun);
        let agrees = |word: TokenId| {
            let other = scene.tree.feats(word);
            feats.number == other.number && (other.gender.is_none() || feats.gender == other.gender)
        };
        match opening {
            Opening::Which(word) => agrees(word),
            Opening::Participle(word) => agrees(word) && feats.case == scene.tree.case(word),
            _ => true,
        }
    };
    before.find(|&t| scene.tree.upos(t) == Upos::Noun && happens(t) && fits(t))
}

/// «В убийстве, которое он совершил 17 июня», «акция, которая намечена на пятницу»: the clause tells when the noun came about.
pub(super) fn dates(scene: &Scene<'_>, noun: TokenId, time: &Range<usize>) -> bool {
    let Some(comma) = comma_before(scene, time.start).filter(|&comma| noun.index() < comma) else { return false };
    let Some(opening) = opening(scene, comma) else { return false };
    let verb = match opening {
        Opening::Which(_) => (comma..scene.doc.sentences[scene.doc.sentence_of(noun)].tokens().end.min(time.end + FAR))
            .map(TokenId::from)
            .find(|&t| is_predicate(scene, t)),
        Opening::Participle(verb) => Some(verb),
        _ => None,
    };
    let index = &scene.resources.index;
    let carries = |verb: TokenId| {
        let lemma = scene.tree.lemma(verb);
        index.lights.contains_key(lemma) || index.governors.contains_key(lemma)
    };
    let happens = |t: TokenId| t == noun || is_happening(scene, t);
    verb.is_some_and(carries) && antecedent(scene, comma, opening, happens) == Some(noun)
}

/// The happening in whose course an event comes about: «переворот, в результате которого он был смещён», «трагедия, в которой
/// погибли дети», «наводнение, когда утонули трое».
pub(super) fn happening_around(scene: &Scene<'_>, event: TokenId) -> Option<TokenId> {
    const APART: [&str; 6] = ["после", "до", "перед", "за", "против", "о"];
    let start = scene.doc.sentences[scene.doc.sentence_of(event)].first.index();
    let around = |o: Opening| matches!(o, Opening::Which(_) | Opening::Where | Opening::Adverbial);
    let (comma, opening) = last_opening(scene, start..event.index(), around)?;
    let within = match opening {
        Opening::Which(word) => {
            let mut before = (comma + 1..word.index()).map(TokenId::from).filter(|&t| scene.tree.upos(t) == Upos::Adp);
            before.next().is_some_and(|p| !APART.contains(&scene.tree.lemma(p)))
        }
        Opening::Adverbial => scene.doc.form((comma + 1).into()) == "когда",
        _ => true,
    };
    (within && belongs(scene, comma, event)).then(|| antecedent(scene, comma, opening, |t| is_happening(scene, t)))?
}

/// The happening at which a deed is done: «победила на выборах, прошедших в июле».
pub(super) fn stage(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    const AT: [&str; 4] = ["на", "в", "при", "во"];
    let at = |noun: TokenId| scene.tree.preposition(noun).is_some_and(|p| AT.contains(&scene.tree.lemma(p)));
    scene.tree.children_as(verb, &[Deprel::Obl]).find(|&noun| at(noun) && is_happening(scene, noun))
}

/// Told by the way, of what a noun is known for: «центр, в котором погибли дети», «люди, которые вышли на площадь».
pub(super) fn is_relative(scene: &Scene<'_>, event: TokenId) -> bool {
    let start = scene.doc.sentences[scene.doc.sentence_of(event)].first.index();
    let relative = |o: Opening| matches!(o, Opening::Which(_) | Opening::Where);
    last_opening(scene, start..event.index(), relative).is_some_and(|(comma, _)| belongs(scene, comma, event))
}

/// «Созданную 4 ноября комиссию»: a time between a participle and its noun is the participle's.
pub(super) fn inside_phrase(scene: &Scene<'_>, anchor: TokenId, time: &Range<usize>) -> bool {
    const NEAR: usize = 3;
    let noun = scene.tree.head(anchor).filter(|noun| noun.index() >= time.end && is_participle(scene, anchor));
    let between = anchor.index() + 1..time.start;
    noun.is_some()
        && anchor.index() < time.start
        && between.len() <= NEAR
        && !between.map(TokenId::from).any(|t| scene.tree.upos(t) == Upos::Punct)
}

/// «На счету отряда с мая: захват почты, налёты на посты»: a list under a time, without a verb.
pub(super) fn lists(scene: &Scene<'_>, anchor: TokenId, time: &Range<usize>) -> bool {
    let between = time.end..anchor.index();
    let colon = between.len() <= FAR && between.clone().any(|t| scene.doc.form(t.into()) == ":");
    colon && !between.map(TokenId::from).any(|t| is_predicate(scene, t))
}
