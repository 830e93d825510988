//! How far a source answers.

use crate::view::{Argument, Place, Scene, Tie};
use svodka_model::{Case, Deprel, Span, TokenId, Upos, VerbForm};

/// What a verb of speech introduces: its clause, the sentence that it is inserted in, the quote before or after it.
pub(crate) fn of_verb(scene: &Scene<'_>, verb: TokenId, args: &[Argument<'_>]) -> Option<Span> {
    let tree = &scene.tree;
    let sentence = scene.doc.sentence_of(verb);
    let whole = scene.doc.sentences[sentence].span;
    let about = args.iter().find(|a| matches!(a.slot, Place::Prep("о" | "об" | "обо" | "про", _)));
    if let Some(content) = args.iter().find(|a| a.slot == Place::That) {
        let told = told_from(scene, verb, tree.span(content.head, |_| false));
        // «О вылете сообщил депутат: …»
        return Some(about.filter(|about| about.head < verb).map_or(told, |about| told.cover(tree.span(about.head, |_| false))));
    }
    if let Some(span) = clause_after(scene, verb) {
        return Some(until_own_deed(scene, verb, span));
    }
    // «…, сообщил телеканал»: the verb hangs under what it reports, or what it reports hangs loosely under the verb.
    if matches!(tree.deprel(verb), Deprel::Parataxis) && tree.head(verb).is_some() {
        return Some(whole);
    }
    if let Some(content) = tree.child(verb, &[Deprel::Parataxis]) {
        let content = tree.span(content, |t| t == verb);
        return Some(about.map_or(content, |about| content.cover(tree.span(about.head, |_| false))));
    }
    // «Об этом сообщил телеканал»: the sentence before.
    if let Some(about) = about {
        if matches!(tree.lemma(about.head), "это" | "этот" | "то" | "чём" | "что") {
            return previous(scene, sentence);
        }
        // What follows in the sentence is told with it, however the tree hangs it.
        let told = tree.span(about.head, |_| false).cover(rest_of_sentence(scene, about.head));
        return Some(until_own_deed(scene, verb, told));
    }
    if let Some(next) = quoted_after(scene, sentence) {
        return Some(next);
    }
    if as_reported(scene, verb) {
        return Some(whole);
    }
    // «Ведомство приводит цифры: …»
    if let Some(colon) = colon_after(scene, verb) {
        return Some(rest_of_sentence(scene, colon));
    }
    // What one promises or asks with an infinitive is one's own deed, told by the report.
    let object = args.iter().find(|a| a.slot == Place::Obj && a.tie != Tie::Inherited)?;
    if matches!(tree.lemma(object.head), "это" | "этот") {
        return previous(scene, sentence);
    }
    Some(tree.span(object.head, |_| false))
}

/// The colon behind the verb of a sentence, before any other verb.
fn colon_after(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    let sentence = scene.doc.sentences[scene.doc.sentence_of(verb)];
    let mut after = (verb.0 + 1..sentence.end.0).map(TokenId).take_while(|&t| !scene.is_verbal(t));
    after.find(|&t| scene.doc.form(t) == ":" && t.0 + 1 < sentence.end.0)
}

/// A clause under the verb of its sentence; behind it goes on what it began, however the tree hangs it, until another has the word
/// («…, однако толпа отказалась»).
fn told_from(scene: &Scene<'_>, verb: TokenId, clause: Span) -> Span {
    const NEAR: usize = 4;
    let (doc, tree) = (scene.doc, &scene.tree);
    let sentence = doc.sentences[doc.sentence_of(verb)];
    let main = tree.head(verb).is_none() && clause.start > doc.tokens[verb.index()].span.start;
    if !main {
        return until_own_deed(scene, verb, clause);
    }
    let turns = |t: &TokenId| {
        let mut next = (t.0 + 1..sentence.end.0).map(TokenId).take(NEAR).take_while(|&t| !scene.is_verbal(t));
        matches!(doc.form(*t), "однако" | "но" | "а")
            && next.any(|t| tree.case(t) == Some(Case::Nom) && tree.upos(t) != Upos::Adj)
    };
    let behind = doc.tokens_in(Span { start: clause.end, end: sentence.span.end }).map(TokenId::from);
    let end = behind.into_iter().find(turns).map_or(sentence.span.end, |t| doc.tokens[t.index()].span.start);
    until_own_deed(scene, verb, Span { start: clause.start, end })
}

/// «Объявил, что уходит, и потребовал выборов», «объявил о выборах, выполнив требования»: what is told ends before the next deed of
/// who tells it, which a comma parts from it.
fn until_own_deed(scene: &Scene<'_>, verb: TokenId, told: Span) -> Span {
    const NEAR: usize = 4;
    let (doc, tree) = (scene.doc, &scene.tree);
    let own = |t: TokenId| {
        let (v, t) = (tree.feats(verb), tree.feats(t));
        t.verb_form == Some(VerbForm::Fin) && v.number == t.number && v.tense == t.tense && v.gender == t.gender
    };
    let next_deed = |comma: &TokenId| {
        let mut after = doc.tokens_in(told).map(TokenId::from).filter(|t| t > comma);
        match after.next() {
            Some(and) if matches!(doc.form(and), "и" | "а" | "но") => {
                let mut after = after.take(NEAR).skip_while(|&t| matches!(tree.upos(t), Upos::Adv | Upos::Part));
                after.next().is_some_and(own)
            }
            Some(first) => std::iter::once(first).chain(after.take(NEAR)).any(|t| {
                tree.feats(t).verb_form == Some(VerbForm::Conv) && (tree.head(t) == Some(verb) || doc.form(first) == "тем")
            }),
            None => false,
        }
    };
    let mut commas = doc.tokens_in(told).map(TokenId::from).filter(|&t| t > verb && doc.form(t) == ",");
    let end = commas.find(next_deed).map_or(told.end, |comma| doc.tokens[comma.index()].span.start);
    Span { start: told.start, end: end.max(told.start) }
}

/// «Прохожие рассказали, что взрывов было три»: from the conjunction on, where the tree has lost the clause.
fn clause_after(scene: &Scene<'_>, verb: TokenId) -> Option<Span> {
    const NEAR: u32 = 5;
    let doc = scene.doc;
    let sentence = doc.sentences[doc.sentence_of(verb)];
    let comma = (verb.0 + 1..sentence.end.0.min(verb.0 + NEAR)).map(TokenId).find(|&t| doc.form(t) == ",")?;
    let next = TokenId(comma.0 + 1);
    let plain = (verb.0 + 1..comma.0).all(|t| !scene.is_verbal(TokenId(t)));
    let begins =
        next < sentence.end && matches!(doc.form(next), "что" | "будто" | "якобы") && scene.tree.upos(next) == Upos::Sconj;
    (plain && begins).then(|| rest_of_sentence(scene, next))
}

/// Sentences of the longest quote: beyond it a mark is taken for lost.
const LONGEST_QUOTE: usize = 12;

/// What an inserted verb of speech answers for: its sentence, and the quote of several sentences that closes before it.
pub(crate) fn of_inserted(scene: &Scene<'_>, comma: TokenId) -> Span {
    let doc = scene.doc;
    let number = doc.sentence_of(comma);
    let sentence = doc.sentences[number];
    let last_words = (sentence.first.0..comma.0).rev().map(TokenId).find(|&t| !matches!(doc.form(t), "," | "." | "!" | "?"));
    let quoted = last_words.is_some_and(|t| doc.form(t) == "»");
    let paragraph = doc.sentences.iter().take(number + 1).rev().take_while(|s| s.paragraph == sentence.paragraph);
    let mut depth = 0i32;
    for before in paragraph.take(LONGEST_QUOTE).take_while(|_| quoted) {
        let until = before.end.0.min(comma.0);
        for token in (before.first.0..until).rev().map(TokenId) {
            depth += i32::from(doc.form(token) == "»") - i32::from(doc.form(token) == "«");
            if depth == 0 && doc.form(token) == "«" {
                return Span { start: doc.tokens[token.index()].span.start.min(sentence.span.start), end: sentence.span.end };
            }
        }
    }
    sentence.span
}

/// «— сообщил глава республики» in a line of its own: the lines before it that nobody else answers for.
pub(crate) fn of_signature(scene: &Scene<'_>, dash: TokenId) -> Span {
    let number = scene.doc.sentence_of(dash);
    let own = scene.doc.sentences[number];
    let before = &scene.doc.sentences[..number];
    let paragraph = before.last().map(|s| s.paragraph);
    before.iter().rev().take_while(|s| Some(s.paragraph) == paragraph).fold(own.span, |told, s| told.cover(s.span))
}

/// What follows «МВД:» answers to it: the rest of the sentence and of the paragraph.
pub(crate) fn after_colon(scene: &Scene<'_>, colon: TokenId) -> Span {
    let doc = scene.doc;
    let number = doc.sentence_of(colon);
    let sentence = doc.sentences[number];
    let start = doc.tokens.get(colon.index() + 1).map_or(sentence.span.end, |t| t.span.start);
    let paragraph = doc.sentences.iter().skip(number).take_while(|s| s.paragraph == sentence.paragraph);
    let end = paragraph.last().map_or(sentence.span.end, |s| s.span.end);
    Span { start: start.min(end), end }
}

/// From a token to the end of its sentence.
fn rest_of_sentence(scene: &Scene<'_>, token: TokenId) -> Span {
    let sentence = scene.doc.sentences[scene.doc.sentence_of(token)].span;
    Span { start: scene.doc.tokens[token.index()].span.start, end: sentence.end }
}

/// «Как сообщает агентство, …»
fn as_reported(scene: &Scene<'_>, verb: TokenId) -> bool {
    scene.tree.children(verb).iter().any(|&c| scene.tree.lemma(c) == "как" && c < verb)
}

fn previous(scene: &Scene<'_>, sentence: usize) -> Option<Span> {
    let before = scene.doc.sentences.get(sentence.checked_sub(1)?)?;
    Some(before.span)
}

/// A sentence that ends with a colon hands over to the next, or to the quote that begins there.
fn quoted_after(scene: &Scene<'_>, sentence: usize) -> Option<Span> {
    let doc = scene.doc;
    let here = doc.sentences[sentence];
    let last = TokenId(here.end.0 - 1);
    if doc.form(last) != ":" {
        return None;
    }
    let next = doc.sentences.get(sentence + 1)?;
    let mut span = next.span;
    // A line that ends with a colon hands over the whole paragraph under it.
    if next.paragraph != here.paragraph {
        let under = doc.sentences.iter().skip(sentence + 2).take_while(|s| s.paragraph == next.paragraph);
        return Some(under.fold(span, |told, s| told.cover(s.span)));
    }
    // An opened quote runs on to its end, within the paragraph.
    if doc.quote(span).starts_with('«') {
        let following = doc.sentences.iter().skip(sentence + 2).take_while(|s| s.paragraph == next.paragraph);
        for sentence in following {
            let depth = doc.quote(span).chars().fold(0i32, |d, c| d + i32::from(c == '«') - i32::from(c == '»'));
            if depth <= 0 {
                break;
            }
            span = span.cover(sentence.span);
        }
    }
    Some(span)
}

/// A prepositional cue answers for its clause; at the head of a sentence, for the whole of it.
pub(crate) fn of_phrase(scene: &Scene<'_>, first: TokenId, head: TokenId) -> Span {
    let sentence = scene.doc.sentences[scene.doc.sentence_of(first)];
    // «Погибли, по официальным данным, 38 человек»: the clause of the verb that it is inserted behind.
    if first.0 >= sentence.first.0 + 2 && scene.doc.form(TokenId(first.0 - 1)) == "," && scene.is_verbal(TokenId(first.0 - 2)) {
        let before = scene.tree.span(scene.clause_head(TokenId(first.0 - 2)), |_| false);
        return before.cover(scene.doc.tokens[first.index()].span);
    }
    // The cue itself often hangs loosely under the verb that it speaks of.
    let mut clause = scene.clause_head(head);
    if clause == head || (clause >= first && clause <= head) {
        clause = scene.tree.head(clause).map_or(clause, |above| scene.clause_head(above));
    }
    if first == sentence.first || scene.tree.head(clause).is_none() {
        return sentence.span;
    }
    scene.tree.span(clause, |_| false)
}

/// «Прислали видео с площади: толпа валит памятник»: the rest of the sentence behind a colon that follows the noun's phrase.
pub(crate) fn told_after_colon(scene: &Scene<'_>, noun: TokenId) -> Option<Span> {
    const NEAR: u32 = 8;
    let sentence = scene.doc.sentences[scene.doc.sentence_of(noun)];
    let phrase = (noun.0 + 1..sentence.end.0.min(noun.0 + NEAR)).map(TokenId).take_while(|&t| !scene.is_verbal(t));
    let colon = phrase.into_iter().find(|&t| scene.doc.form(t) == ":")?;
    (colon.0 + 1 < sentence.end.0).then(|| rest_of_sentence(scene, TokenId(colon.0 + 1)))
}

/// «Выпустило заявление, в котором…»: a clause that tells what a statement holds.
fn is_stated(scene: &Scene<'_>, noun: TokenId, clause: TokenId) -> bool {
    let tree = &scene.tree;
    let inside = |&t: &TokenId| tree.lemma(t) == "который" && tree.preposition(t).is_some_and(|p| tree.lemma(p) == "в");
    let told = matches!(tree.deprel(noun), Deprel::Obj | Deprel::Obl);
    told && tree.children(clause).iter().any(inside)
}

/// A noun of speech answers for what it is about; footage and documents for the clause that they show.
pub(crate) fn of_noun(scene: &Scene<'_>, noun: TokenId, args: &[Argument<'_>], document: bool) -> Option<Span> {
    let tree = &scene.tree;
    // «Указ об отставке» does not tell of it.
    let about = |a: &Argument<'_>| !document && matches!(a.slot, Place::Prep("о" | "об" | "обо", _));
    if let Some(content) = args.iter().find(|a| a.slot == Place::That || about(a)) {
        return Some(tree.span(content.head, |_| false));
    }
    // «Заявление, в котором оправдывает разгон»
    if let Some(relative) = tree.child(noun, &[Deprel::AclRelcl]).filter(|&c| is_stated(scene, noun, c)) {
        return Some(tree.span(relative, |_| false));
    }
    // «На кадрах видно, как…», «в сообщении говорится, что…»: the clause under the predicate.
    let predicate = tree.head(noun)?;
    if !matches!(tree.deprel(noun), Deprel::Obl | Deprel::Nsubj) {
        return None;
    }
    let content = tree.child(predicate, &[Deprel::Ccomp, Deprel::Csubj, Deprel::Advcl])?;
    Some(tree.span(content, |_| false))
}
