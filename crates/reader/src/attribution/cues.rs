//! Finding cues and who holds them.

use super::{index::CueInfo, kind, scope};
use crate::letters::in_small;
use crate::view::{Pattern, Place, Scene, Use, agrees, arguments, use_of};
use svodka_model::{
    Animacy, Attribution, Case, Deprel, EntityKind, Form, Number, Person, SourceKind, Span, Stance, TokenId, Upos, VerbForm,
};

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
        if scene.doc.form(token) == ":" {
            found.extend(colon_cue(scene, token));
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

/// «МВД: задержаны двое», «— Комендатура Алматы: …»: a name alone before a colon at the head of a sentence.
fn colon_cue(scene: &Scene<'_>, colon: TokenId) -> Option<Attribution> {
    let sentence = scene.doc.sentences[scene.doc.sentence_of(colon)];
    let dash = |t: TokenId| matches!(scene.doc.form(t), "—" | "–" | "-");
    let first = if dash(sentence.first) { TokenId(sentence.first.0 + 1) } else { sentence.first };
    if colon <= first || colon.0 - first.0 > 6 || colon.0 + 1 >= sentence.end.0 {
        return None;
    }
    let last = TokenId(colon.0 - 1);
    let mention = (first.0..colon.0).map(TokenId).find(|&t| {
        matches!(scene.kind(t), Some(EntityKind::Person | EntityKind::Organization | EntityKind::Media))
            && scene.tree.head(t).is_none_or(|h| h < first || h >= colon || scene.entity(h) == scene.entity(t))
    })?;
    let span = scene.phrase(mention);
    let whole = scene.doc.tokens[first.index()].span.cover(scene.doc.tokens[last.index()].span);
    if !whole.overlaps(span) || scene.doc.tokens_in(whole).any(|t| scene.is_verbal(t.into())) {
        return None;
    }
    let info = CueInfo { stance: Stance::Report, kind: None };
    let cue = scene.doc.tokens[colon.index()].span;
    Some(attribution(scene, cue, Some(mention), info, scope::after_colon(scene, colon)))
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
fn phrase_cue(scene: &Scene<'_>, first: TokenId, end: TokenId, info: CueInfo) -> Option<Attribution> {
    let last = TokenId(end.0 - 1);
    let cue = span_of(scene, first, end);
    if let Some(verb) = (first.0..end.0).map(TokenId).find(|&t| scene.is_verbal(t)) {
        return verb_cue(scene, verb, info).map(|found| Attribution { cue, ..found });
    }
    let possessive = (first.0..last.0).map(TokenId).find(|&t| scene.tree.upos(t) == Upos::Det);
    let holder = match possessive {
        Some(possessive) => Some(possessive).filter(|&t| scene.mention(t).is_some()),
        None => following_holder(scene, last, end).filter(|&h| !scene.in_timex(h)),
    };
    // «По официальным данным»: the adjective names the source as far as it is named.
    let qualified = end.0 - first.0 > 2 && possessive.is_none();
    if holder.is_none() && info.kind.is_none() && !qualified {
        return None;
    }
    Some(attribution(scene, cue, holder, info, scope::of_phrase(scene, first, last)))
}

/// The noun phrase right after a prepositional cue: its dependent in the tree, else the next noun or name.
fn following_holder(scene: &Scene<'_>, last: TokenId, end: TokenId) -> Option<TokenId> {
    let nominal = |t: TokenId| matches!(scene.tree.upos(t), Upos::Noun | Upos::Propn | Upos::X | Upos::Pron);
    let by_tree = scene.tree.children(last).iter().copied().find(|&t| {
        t >= end
            && t.0 <= end.0 + 6
            && nominal(t)
            && (end.0..t.0).all(|between| scene.doc.form(TokenId(between)) != ",")
            && matches!(scene.tree.deprel(t), Deprel::Nmod | Deprel::Obl | Deprel::Flat | Deprel::Appos)
    });
    if by_tree.is_some() {
        return by_tree;
    }
    let sentence = scene.doc.sentences[scene.doc.sentence_of(last)];
    (end.0..sentence.end.0.min(end.0 + 5))
        .map(TokenId)
        .take_while(|&t| !matches!(scene.doc.form(t), "," | "." | ":") && !scene.is_verbal(t) && scene.tree.upos(t) != Upos::Adp)
        .find(|&t| nominal(t) && !scene.in_timex(t))
}

/// The words that name a holder: a pronoun points to the nearest earlier phrase that does.
fn named(scene: &Scene<'_>, holder: TokenId) -> Span {
    let own = scene.phrase(holder);
    let pronoun = scene.mention(holder).is_some_and(|m| scene.doc.mentions[m.index()].form == Form::Pronoun);
    let Some(entity) = scene.entity(holder).filter(|_| pronoun) else { return own };
    let mentions = scene.doc.entities[entity.index()].mentions.iter().map(|m| &scene.doc.mentions[m.index()]);
    let earlier = mentions.filter(|m| m.form != Form::Pronoun && m.span.end <= own.start);
    earlier.max_by_key(|m| m.span).map_or(own, |m| m.span)
}

fn attribution(scene: &Scene<'_>, cue: Span, holder: Option<TokenId>, info: CueInfo, scope: Span) -> Attribution {
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

/// «Министр заявил, что…», «сообщил телеканал», «в ведомстве подтвердили», «сообщается».
fn verb_cue(scene: &Scene<'_>, verb: TokenId, info: CueInfo) -> Option<Attribution> {
    if use_of(&scene.tree, verb) == Use::Participle {
        return None;
    }
    if let Some((holder, scope)) = inserted(scene, verb) {
        return Some(attribution(scene, scene.doc.tokens[verb.index()].span, Some(holder), info, scope));
    }
    let args = arguments(scene.doc, &scene.tree, verb);
    // What is demanded is told by the report, not by who demands it: «требует отставки премьера».
    if info.stance == Stance::Demand && !args.iter().any(|a| a.slot == Place::That) {
        return None;
    }
    let scope = scope::of_verb(scene, verb, &args)?;
    let feats = scene.tree.feats(verb);
    let impersonal = scene.tree.lemma(verb).ends_with("ся") || feats.short || feats.voice == Some(svodka_model::Voice::Pass);
    // «…, сообщил телеканал»: of several the one that agrees is meant.
    let mut subjects = args.iter().filter(|a| a.slot == Place::Subj).map(|a| a.head);
    let first = subjects.next();
    let subject = first.filter(|&t| agrees(&scene.tree, verb, t)).or_else(|| subjects.find(|&t| agrees(&scene.tree, verb, t)));
    let subject = subject.or(first).filter(|&t| speaks(scene, t));
    let holder = subject.or_else(|| {
        let plural =
            feats.number == Some(Number::Plur) && (feats.person == Some(Person::Third) || feats.verb_form == Some(VerbForm::Fin));
        if !plural || impersonal {
            return None;
        }
        args.iter()
            .find(|a| {
                matches!(a.slot, Place::Prep("в" | "во" | "на", c) if c.is_none_or(|c| c == Case::Loc))
                    && is_institution(scene, a.head)
            })
            .map(|a| a.head)
    });
    // «В сообщении агентства говорится»: the document, or whose it is.
    let holder = holder.or_else(|| {
        let document = args.iter().find(|a| {
            matches!(a.slot, Place::Prep("в" | "на" | "из", _))
                && scene.resources.cues.nouns.contains_key(scene.tree.lemma(a.head))
        })?;
        let whose = arguments(scene.doc, &scene.tree, document.head);
        Some(whose.iter().find(|a| a.slot == Place::Gen && speaks(scene, a.head)).map_or(document.head, |a| a.head))
    });
    if holder.is_none() && !impersonal && scene.tree.child(verb, &[Deprel::Nsubj]).is_some() {
        return None;
    }
    if holder.is_none() && info.kind.is_none() && !impersonal {
        return None;
    }
    let cue = scene.doc.tokens[verb.index()].span;
    holder?;
    Some(attribution(scene, cue, holder, info, scope))
}

/// Words that begin a clause of their own.
const RELATIVE: [&str; 6] = ["который", "чей", "что", "кто", "какой", "каковой"];
/// No holder stands farther behind an inserted verb.
const NEAR: u32 = 9;

/// «…, уточнила представительница Минздрава, …», «…, сообщил телеканал»: a verb between or behind the words that it reports,
/// before its subject. Punctuation and case tell it, so that no tree is needed.
fn inserted(scene: &Scene<'_>, verb: TokenId) -> Option<(TokenId, Span)> {
    let tree = &scene.tree;
    let sentence = scene.doc.sentences[scene.doc.sentence_of(verb)];
    if tree.feats(verb).verb_form != Some(VerbForm::Fin) {
        return None;
    }
    let closes = |t: TokenId| matches!(scene.doc.form(t), "," | "—" | "–" | "-");
    let between = |t: TokenId| match tree.upos(t) {
        // «при этом», «в свою очередь»
        Upos::Adv | Upos::Part | Upos::Adp => true,
        Upos::Pron | Upos::Det => tree.case(t) != Some(Case::Nom) && !RELATIVE.contains(&tree.lemma(t)),
        Upos::Noun => tree.preposition(t).is_some(),
        _ => false,
    };
    let before = (sentence.first.0..verb.0).rev().map(TokenId);
    let comma = before.take_while(|&t| closes(t) || between(t)).take(4).find(|&t| closes(t))?;
    if comma == sentence.first {
        return None;
    }
    let number = tree.feats(verb).number;
    let holder = (verb.0 + 1..sentence.end.0.min(verb.0 + NEAR))
        .map(TokenId)
        .take_while(|&t| !matches!(scene.doc.form(t), "," | ";" | ":" | "." | "—" | "(") && !scene.is_verbal(t))
        .filter(|&t| matches!(tree.upos(t), Upos::Noun | Upos::Propn | Upos::Pron | Upos::X))
        .find(|&t| {
            // The nominative of things looks like their accusative.
            let body = matches!(scene.kind(t), Some(EntityKind::Media | EntityKind::Organization));
            let thing = body && tree.feats(t).animacy != Some(Animacy::Anim);
            tree.case(t).is_none_or(|c| c == Case::Nom || (thing && c == Case::Acc))
                && tree.preposition(t).is_none()
                && (number.is_none() || tree.feats(t).number.is_none_or(|n| Some(n) == number))
                && speaks(scene, t)
        })?;
    Some((holder, scope::of_inserted(scene, comma)))
}

/// Who can hold a statement: anybody but a thing that is being counted or timed.
fn speaks(scene: &Scene<'_>, token: TokenId) -> bool {
    if scene.in_timex(token) {
        return false;
    }
    match scene.kind(token) {
        Some(EntityKind::Product | EntityKind::Facility) => false,
        // «175 человек» are told of, they do not tell.
        Some(EntityKind::Group | EntityKind::Person) if scene.is_counted(token) => false,
        Some(_) => true,
        None => scene.resources.cues.nouns.contains_key(scene.tree.lemma(token)) || scene.tree.upos(token) == Upos::Propn,
    }
}

fn is_institution(scene: &Scene<'_>, token: TokenId) -> bool {
    matches!(scene.kind(token), Some(EntityKind::Organization | EntityKind::Media | EntityKind::Facility))
}

/// «Заявление министра о…», «сообщение, что…», «на видео видно, как…».
fn noun_cue(scene: &Scene<'_>, noun: TokenId, info: CueInfo) -> Option<Attribution> {
    // A decision or a demand is an act, not a source.
    if scene.resources.index.nouns.contains_key(scene.tree.lemma(noun)) {
        return None;
    }
    let args = arguments(scene.doc, &scene.tree, noun);
    let shown = (info.kind == Some(SourceKind::Footage)).then(|| scope::told_after_colon(scene, noun)).flatten();
    let scope = shown.or_else(|| scope::of_noun(scene, noun, &args))?;
    let holder = args.iter().find(|a| matches!(a.slot, Place::Gen | Place::Subj)).map(|a| a.head).filter(|&t| speaks(scene, t));
    let cue = scene.doc.tokens[noun.index()].span;
    match (holder, info.kind) {
        (None, None) => None,
        // Footage and documents speak for themselves.
        (_, Some(_)) => Some(attribution(scene, cue, Some(noun), info, scope)),
        _ => Some(attribution(scene, cue, holder, info, scope)),
    }
}
