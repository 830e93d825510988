//! Finding cues and who holds them.

use super::{index::CueInfo, kind, scope};
use crate::view::{Pattern, Place, Scene, Use, arguments, use_of};
use svodka_model::{Attribution, Case, Deprel, EntityKind, Number, Person, Span, TokenId, Upos, VerbForm};

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
            found.extend(phrase_cue(scene, token, end, info));
            continue;
        }
        let lemma = scene.tree.lemma(token);
        match scene.tree.upos(token) {
            Upos::Verb | Upos::Adj => {
                let base = lemma.strip_suffix("ся");
                let info = scene.resources.cues.verbs.get(lemma).or_else(|| scene.resources.cues.verbs.get(base?));
                if let Some(&info) = info {
                    found.extend(verb_cue(scene, token, info));
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
    let form = scene.doc.form(token).to_lowercase();
    let candidates = scene.resources.cues.phrases.get(&form)?;
    let end = scene.doc.sentences[scene.doc.sentence_of(token)].end;
    let fits = |rest: &[Pattern]| {
        rest.iter().enumerate().all(|(i, pattern)| {
            let next = TokenId(token.0 + 1 + i as u32);
            next < end && pattern.matches(scene.doc, next)
        })
    };
    let (rest, info) = candidates.iter().find(|(rest, _)| fits(rest))?;
    Some((TokenId(token.0 + 1 + rest.len() as u32), *info))
}

fn span_of(scene: &Scene<'_>, first: TokenId, end: TokenId) -> Span {
    let last = end.0.saturating_sub(1) as usize;
    scene.doc.tokens[first.index()].span.cover(scene.doc.tokens[last].span)
}

/// «По словам очевидцев», «согласно указу», «со ссылкой на Reuters», «как сообщает агентство».
fn phrase_cue(scene: &Scene<'_>, first: TokenId, end: TokenId, info: CueInfo) -> Option<Attribution> {
    let last = TokenId(end.0 - 1);
    let cue = span_of(scene, first, end);
    if let Some(verb) = (first.0..end.0).map(TokenId).find(|&t| scene.is_verbal(t)) {
        return verb_cue(scene, verb, info).map(|found| Attribution { cue, ..found });
    }
    let holder = following_holder(scene, last, end);
    let holder = holder.filter(|&h| !scene.in_timex(h));
    if holder.is_none() && info.kind.is_none() {
        return None;
    }
    Some(attribution(scene, cue, holder, info, scope::of_phrase(scene, first, last)))
}

/// The noun phrase right after a prepositional cue: its dependent in the tree, else the next noun or name.
fn following_holder(scene: &Scene<'_>, last: TokenId, end: TokenId) -> Option<TokenId> {
    let nominal = |t: TokenId| matches!(scene.tree.upos(t), Upos::Noun | Upos::Propn | Upos::X | Upos::Pron);
    let by_tree = scene.tree.children(last).iter().copied().find(|&t| {
        t >= end && t.0 <= end.0 + 6 && nominal(t) && matches!(scene.tree.deprel(t), Deprel::Nmod | Deprel::Obl | Deprel::Flat | Deprel::Appos)
    });
    if by_tree.is_some() {
        return by_tree;
    }
    let sentence = scene.doc.sentences[scene.doc.sentence_of(last)];
    (end.0..sentence.end.0.min(end.0 + 5))
        .map(TokenId)
        .take_while(|&t| !matches!(scene.doc.form(t), "," | "." | ":"))
        .find(|&t| nominal(t) && !scene.in_timex(t))
}

fn attribution(scene: &Scene<'_>, cue: Span, holder: Option<TokenId>, info: CueInfo, scope: Span) -> Attribution {
    Attribution {
        holder: holder.and_then(|h| scene.entity(h)),
        kind: kind(scene, info.kind, holder),
        stance: info.stance,
        cue,
        span: holder.map_or(cue, |h| scene.phrase(h)),
        scope,
        parent: None,
    }
}

/// «Министр заявил, что…», «сообщил телеканал», «в ведомстве подтвердили», «сообщается».
fn verb_cue(scene: &Scene<'_>, verb: TokenId, info: CueInfo) -> Option<Attribution> {
    if use_of(&scene.tree, verb) == Use::Participle {
        return None;
    }
    let args = arguments(scene.doc, &scene.tree, verb);
    let scope = scope::of_verb(scene, verb, &args)?;
    let feats = scene.tree.feats(verb);
    let impersonal = scene.tree.lemma(verb).ends_with("ся") || feats.short || feats.voice == Some(svodka_model::Voice::Pass);
    let subject = args.iter().find(|a| a.slot == Place::Subj).map(|a| a.head).filter(|&t| speaks(scene, t));
    let holder = subject.or_else(|| {
        let plural = feats.number == Some(Number::Plur)
            && (feats.person == Some(Person::Third) || feats.verb_form == Some(VerbForm::Fin));
        if !plural || impersonal {
            return None;
        }
        args.iter()
            .find(|a| matches!(a.slot, Place::Prep("в" | "во" | "на", c) if c.is_none_or(|c| c == Case::Loc)) && is_institution(scene, a.head))
            .map(|a| a.head)
    });
    if holder.is_none() && !impersonal && scene.tree.child(verb, &[Deprel::Nsubj]).is_some() {
        return None;
    }
    if holder.is_none() && info.kind.is_none() && !impersonal {
        return None;
    }
    let cue = scene.doc.tokens[verb.index()].span;
    if holder.is_none() {
        return None;
    }
    Some(attribution(scene, cue, holder, info, scope))
}

/// Who can hold a statement: anybody but a thing that is being counted or timed.
fn speaks(scene: &Scene<'_>, token: TokenId) -> bool {
    if scene.in_timex(token) {
        return false;
    }
    match scene.kind(token) {
        Some(EntityKind::Product | EntityKind::Facility) => false,
        Some(_) => true,
        None => scene.resources.cues.nouns.contains_key(scene.tree.lemma(token)) || scene.tree.upos(token) == Upos::Propn,
    }
}

fn is_institution(scene: &Scene<'_>, token: TokenId) -> bool {
    matches!(scene.kind(token), Some(EntityKind::Organization | EntityKind::Media | EntityKind::Facility))
}

/// «Заявление министра о…», «сообщение, что…», «на видео видно, как…».
fn noun_cue(scene: &Scene<'_>, noun: TokenId, info: CueInfo) -> Option<Attribution> {
    let args = arguments(scene.doc, &scene.tree, noun);
    let scope = scope::of_noun(scene, noun, &args)?;
    let holder = args.iter().find(|a| matches!(a.slot, Place::Gen | Place::Subj)).map(|a| a.head).filter(|&t| speaks(scene, t));
    let cue = scene.doc.tokens[noun.index()].span;
    match (holder, info.kind) {
        (None, None) => None,
        // Footage and documents speak for themselves.
        (_, Some(_)) => Some(attribution(scene, cue, Some(noun), info, scope)),
        _ => Some(attribution(scene, cue, holder, info, scope)),
    }
}
