//! Finding cues and who holds them.

use super::{
    holder::{self, inserted, is_impersonal, named, speaks},
    index::CueInfo,
    kind,
    marks::{colon_cue, dash_cue},
    scope,
};
use crate::letters::in_small;
use crate::view::{Argument, Pattern, Place, Scene, Use, arguments, is_passive, raised, use_of};
use svodka_model::{Attribution, EntityKind, SourceKind, Span, Stance, Tense, TokenId, Upos, VerbForm};

/// Every attribution of the document, without chains.
pub(crate) fn find(scene: &Scene<'_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    let mut covered = 0;
    for token in (0..scene.doc.tokens.len()).map(TokenId::from) {
        if token.index() < covered {
            continue;
        }
        if let Some((end, info)) = phrase_at(scene, token) {
            covered = end.index();
            phrase_cue(scene, token, end, info, &mut found);
            continue;
        }
        match scene.doc.form(token) {
            ":" => found.extend(colon_cue(scene, token)),
            "—" | "–" | "-" => found.extend(dash_cue(scene, token)),
            _ => {}
        }
        let lemma = scene.tree.lemma(token);
        match scene.tree.upos(token) {
            Upos::Verb | Upos::Adj => {
                let base = lemma.strip_suffix("ся");
                let info = scene.resources.cues.verbs.get(lemma).or_else(|| scene.resources.cues.verbs.get(base?));
                if let Some(&info) = info {
                    speak(scene, token, scene.doc.tokens[token.index()].span, info, &mut found);
                }
            }
            Upos::Noun => {
                if let Some(&info) = scene.resources.cues.nouns.get(lemma) {
                    found.extend(noun_cue(scene, token, info));
                }
            }
            _ => {}
        }
    }
    found
}

/// A multiword cue that begins at the token; the end is exclusive.
fn phrase_at(scene: &Scene<'_>, token: TokenId) -> Option<(TokenId, CueInfo)> {
    let form = in_small(scene.doc.form(token));
    let candidates = scene.resources.cues.phrases.get(form.as_ref())?;
    let end = scene.doc.sentences[scene.doc.sentence_of(token)].end;
    // Adjectives and possessives may stand before the noun: «по официальным данным», «по её словам».
    let fits = |rest: &[Pattern]| {
        let mut next = TokenId(token.0 + 1);
        for pattern in rest {
            while next < end
                && matches!(scene.tree.upos(next), Upos::Adj | Upos::Det)
                && !pattern.matches(scene.doc, next)
                && next.0 - token.0 < 4
            {
                next.0 += 1;
            }
            if next >= end || !pattern.matches(scene.doc, next) {
                return None;
            }
            next.0 += 1;
        }
        Some(next)
    };
    candidates.iter().find_map(|(rest, info)| Some((fits(rest)?, *info)))
}

fn span_of(scene: &Scene<'_>, first: TokenId, end: TokenId) -> Span {
    let last = end.0.saturating_sub(1) as usize;
    scene.doc.tokens[first.index()].span.cover(scene.doc.tokens[last].span)
}

/// «По словам очевидцев», «согласно указу», «со ссылкой на Reuters», «как сообщает агентство».
fn phrase_cue(scene: &Scene<'_>, first: TokenId, end: TokenId, info: CueInfo, found: &mut Vec<Attribution>) {
    let last = TokenId(end.0 - 1);
    let cue = span_of(scene, first, end);
    // «Ссылаясь на источник» stands like a preposition.
    let speaking = |&t: &TokenId| scene.is_verbal(t) && scene.tree.feats(t).verb_form != Some(VerbForm::Conv);
    if let Some(verb) = (first.0..end.0).map(TokenId).find(speaking) {
        speak(scene, verb, cue, info, found);
        return;
    }
    let possessive = (first.0..last.0).map(TokenId).find(|&t| scene.tree.upos(t) == Upos::Det);
    let holder = match possessive {
        Some(possessive) => Some(possessive).filter(|&t| scene.mention(t).is_some()),
        // «Со ссылкой на источники в министерстве»
        None if scene.resources.cues.nouns.get(scene.tree.lemma(last)).is_some_and(|c| c.kind == Some(SourceKind::Unnamed)) => {
            Some(last)
        }
        None => holder::following(scene, last, end).filter(|&h| !scene.in_timex(h)),
    };
    // «По официальным данным»: the adjective names the source as far as it is named.
    let qualified = end.0 - first.0 > 2 && possessive.is_none();
    if holder.is_some() || info.kind.is_some() || qualified {
        let own = attribution(scene, cue, holder, info, scope::of_phrase(scene, first, last));
        let own = recall(scene, found, holder, own);
        found.push(own);
    }
}

pub(super) fn attribution(scene: &Scene<'_>, cue: Span, holder: Option<TokenId>, info: CueInfo, scope: Span) -> Attribution {
    Attribution {
        holder: holder.and_then(|h| scene.entity(h)),
        kind: kind(scene, info.kind, holder),
        stance: info.stance,
        cue,
        span: holder.map_or(cue, |h| named(scene, h)),
        scope,
        parent: None,
    }
}

/// Nobody has said yet what will be said: «заявит», «должен объявить».
fn is_told(scene: &Scene<'_>, verb: TokenId) -> bool {
    let tree = &scene.tree;
    match tree.feats(verb).verb_form {
        Some(VerbForm::Fin) => tree.feats(verb).tense != Some(Tense::Fut),
        Some(VerbForm::Inf) => tree.head(verb).is_some_and(|above| tree.feats(above).tense == Some(Tense::Past)),
        _ => true,
    }
}

/// True where a verb has the slots with which it speaks, and none with which it does something else.
fn does_speak(scene: &Scene<'_>, info: CueInfo, args: &[Argument<'_>]) -> bool {
    let Some(cue) = scene.lexicon().cues.get(usize::from(info.cue)) else { return true };
    let fills = |slots: &[svodka_lexicon::Slot]| args.iter().any(|a| slots.iter().any(|slot| a.slot.is(slot)));
    (cue.needs.is_empty() || fills(&cue.needs)) && !fills(&cue.without)
}

/// What a verb of speech attributes to who speaks, and to the medium that they speak to.
fn speak(scene: &Scene<'_>, verb: TokenId, cue: Span, info: CueInfo, found: &mut Vec<Attribution>) {
    let Some((speaker, own)) = verb_cue(scene, verb, info) else { return };
    if let Some(medium) = holder::told_to(scene, verb, speaker) {
        let plain = CueInfo { stance: Stance::Report, kind: Some(SourceKind::Media), ..info };
        found.push(attribution(scene, scene.phrase(medium), Some(medium), plain, own.scope));
    }
    let own = recall(scene, found, Some(speaker), Attribution { cue, ..own });
    found.push(own);
}

/// «По его словам», «сказал он»: who had the word last.
fn recall(scene: &Scene<'_>, found: &[Attribution], holder: Option<TokenId>, own: Attribution) -> Attribution {
    const FAR: usize = 3;
    let (doc, tree) = (scene.doc, &scene.tree);
    let sentence = |cue: Span| doc.sentence_of(doc.tokens_in(cue).start.into());
    let Some(pronoun) = holder.filter(|&t| holder::is_he_or_she(tree, t)) else { return own };
    let gender = holder::gender_of(tree, pronoun);
    let person = |a: &&Attribution| {
        let heads = a.holder.and_then(|e| doc.entities.get(e.index())).into_iter().flat_map(|e| &e.mentions);
        let mut heads = heads.map(|m| &doc.mentions[m.index()]).filter(|m| m.kind == EntityKind::Person);
        heads.any(|m| tree.feats(m.head).gender.is_none_or(|g| Some(g) == gender))
    };
    let near = |a: &&Attribution| sentence(own.cue) <= sentence(a.cue) + FAR;
    match found.iter().rev().take_while(near).filter(|a| !a.cue.overlaps(own.cue)).find(person) {
        Some(last) if last.holder != own.holder => Attribution { holder: last.holder, span: last.span, kind: last.kind, ..own },
        _ => own,
    }
}

/// «Обвинил кабинет в подтасовке»: what is told stands behind the preposition that the verb needs.
fn needed<'d>(scene: &Scene<'d>, verb: TokenId, info: CueInfo, args: &[Argument<'d>]) -> Option<Span> {
    let cue = scene.lexicon().cues.get(usize::from(info.cue)).filter(|cue| !cue.needs.is_empty())?;
    if is_passive(&scene.tree, verb) {
        return None;
    }
    let mut args = args.to_vec();
    raised(scene.doc, &scene.tree, verb, &[], &mut args);
    let told = |a: &&Argument<'_>| matches!(a.slot, Place::Prep(..)) && cue.needs.iter().any(|slot| a.slot.is(slot));
    let clause = args.iter().any(|a| a.slot == Place::That);
    args.iter().find(told).filter(|_| !clause).map(|a| scene.tree.span(a.head, |_| false))
}

/// «Министр заявил, что…», «сообщил телеканал», «в ведомстве подтвердили», «сообщается».
fn verb_cue(scene: &Scene<'_>, verb: TokenId, info: CueInfo) -> Option<(TokenId, Attribution)> {
    if use_of(&scene.tree, verb) == Use::Participle {
        return None;
    }
    if let Some((holder, scope)) = inserted(scene, verb) {
        return Some((holder, attribution(scene, scene.doc.tokens[verb.index()].span, Some(holder), info, scope)));
    }
    let args = arguments(scene.doc, &scene.tree, verb);
    let needed = needed(scene, verb, info, &args);
    if !is_told(scene, verb) || needed.is_none() && !does_speak(scene, info, &args) {
        return None;
    }
    // What is demanded is told by the report, not by who demands it: «требует отставки премьера».
    if info.stance == Stance::Demand && !args.iter().any(|a| a.slot == Place::That) {
        return None;
    }
    let scope = needed.or_else(|| scope::of_verb(scene, verb, &args))?;
    let subject = holder::subject(scene, verb, &args).filter(|_| !is_impersonal(scene, verb));
    let holder = subject.or_else(|| holder::body(scene, verb, &args)).or_else(|| holder::document(scene, &args))?;
    Some((holder, attribution(scene, scene.doc.tokens[verb.index()].span, Some(holder), info, scope)))
}

/// «Заявление министра о…», «сообщение, что…», «на видео видно, как…».
fn noun_cue(scene: &Scene<'_>, noun: TokenId, info: CueInfo) -> Option<Attribution> {
    // A decision or a demand is an act, not a source.
    if scene.resources.index.nouns.contains_key(scene.tree.lemma(noun)) {
        return None;
    }
    let args = arguments(scene.doc, &scene.tree, noun);
    let shown = (info.kind == Some(SourceKind::Footage)).then(|| scope::told_after_colon(scene, noun)).flatten();
    let scope = shown.or_else(|| scope::of_noun(scene, noun, &args, info.kind == Some(SourceKind::Document)))?;
    let own = args.iter().find(|a| matches!(a.slot, Place::Gen | Place::Subj)).map(|a| a.head);
    let holder = own.or_else(|| holder::issuer(scene, noun)).filter(|&t| speaks(scene, t));
    let cue = scene.doc.tokens[noun.index()].span;
    match (holder, info.kind) {
        (None, None) => None,
        // Footage and documents speak for themselves.
        (_, Some(_)) => Some(attribution(scene, cue, Some(noun), info, scope)),
        _ => Some(attribution(scene, cue, holder, info, scope)),
    }
}
