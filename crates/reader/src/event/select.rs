//! Which tokens trigger which frames.

use super::conditions::{fills, fits};
use super::light::{lend, lend_accused, lend_between, lend_culprit, lend_place, light_use, light_verb, own_light};
use super::{names, roles, undergoer};
use crate::view::{Argument, Pattern, Place, Scene, Use, arguments, participle_lemma, raised, use_of};
use svodka_lexicon::{Filler, Frame, Light, Slot};
use svodka_model::{Case, Deprel, EntityKind, RoleKind, Span, TokenId, Upos, VerbForm, Voice};

/// A frame met in a text, not yet an event.
pub(crate) struct Candidate<'d> {
    pub(crate) frame: &'d Frame,
    /// What matched: «verb», «noun», «word» or «phrase».
    pub(crate) matched: &'static str,
    pub(crate) head: TokenId,
    pub(crate) trigger: Span,
    pub(crate) arguments: Vec<Argument<'d>>,
    /// The light verb that carries an event noun.
    pub(crate) light: Option<(TokenId, &'d Light)>,
    /// Other words that tell of it at once.
    pub(crate) also: Vec<Span>,
}

/// Every candidate of the document, at most one a token.
pub(crate) fn candidates<'d>(scene: &Scene<'d>) -> Vec<Candidate<'d>> {
    let mut found: Vec<Candidate<'d>> = Vec::new();
    let mut taken = vec![false; scene.doc.tokens.len()];
    let mut told: Vec<Option<usize>> = vec![None; scene.doc.tokens.len()];
    for phase in [Phase::Phrases, Phase::Single] {
        for token in (0..scene.doc.tokens.len()).map(TokenId::from) {
            if taken[token.index()] || scene.in_timex(token) {
                continue;
            }
            let best = match phase {
                Phase::Phrases => phrase_candidate(scene, token, &taken).map(|found| plain(scene, token, found)),
                Phase::Single => single_candidate(scene, token).map(|c| (c, vec![token])),
            };
            if let Some((candidate, tokens)) = best.filter(|(candidate, _)| !names::is_only_named(scene, candidate)) {
                // «Вышли на акцию протеста»: what the noun of a phrase is of tells the same event.
                let of = scene.tree.head(token).filter(|_| scene.tree.deprel(token) == Deprel::Nmod);
                let outer = of.filter(|_| scene.tree.preposition(token).is_none()).and_then(|n| told[n.index()]);
                if let Some(outer) = outer.and_then(|at| found.get_mut(at)).filter(|o| o.frame.kind == candidate.frame.kind) {
                    outer.also.push(candidate.trigger);
                    continue;
                }
                for t in &tokens {
                    taken[t.index()] = true;
                    told[t.index()] = matches!(phase, Phase::Phrases).then_some(found.len());
                }
                found.push(candidate);
            }
        }
    }
    found.sort_by_key(|c| c.trigger);
    found
}

#[derive(Clone, Copy)]
enum Phase {
    Phrases,
    Single,
}

fn phrase_candidate<'d>(scene: &Scene<'d>, token: TokenId, taken: &[bool]) -> Option<(Candidate<'d>, Vec<TokenId>)> {
    let phrases = scene.resources.index.phrases.get(scene.tree.lemma(token))?;
    let mut best: Option<(usize, Candidate<'d>, Vec<TokenId>)> = None;
    let mut args = None;
    let nominal = use_of(&scene.tree, token) == Use::Noun;
    for phrase in phrases {
        let Some(tokens) = match_phrase(scene, token, &phrase.rest, taken) else { continue };
        let frame = &scene.lexicon().frames[phrase.frame as usize];
        let args = args.get_or_insert_with(|| arguments(scene.doc, &scene.tree, token));
        let mut own: Vec<Argument<'d>> = args.iter().filter(|a| !tokens.contains(&a.head)).copied().collect();
        // «Приговор вынес суд»: where the phrase has the one noun, the other is the subject.
        let subject = |t: TokenId| scene.tree.deprel(t) == Deprel::Nsubj;
        if tokens.iter().any(|&t| t != token && subject(t)) {
            own.iter_mut().filter(|a| a.slot == Place::Obj && subject(a.head)).for_each(|a| a.slot = Place::Subj);
        }
        for &inner in tokens.iter().filter(|&&t| t != token) {
            inner_arguments(scene, inner, &tokens, &mut own);
        }
        let light = if nominal { light_verb(scene, token) } else { own_light(scene, token, &tokens, args) };
        match light.filter(|_| nominal) {
            Some((verb, light)) => lend(scene, verb, light, token, &mut own),
            None if nominal => lend_place(scene, token, &mut own),
            None => {}
        }
        own.retain(|a| !tokens.contains(&a.head));
        raised(scene.doc, &scene.tree, token, &tokens, &mut own);
        let holds_object = args.iter().any(|a| a.slot == Place::Obj && tokens.contains(&a.head));
        if undergoer::wants_somebody(frame) && !holds_object {
            own = undergoer::turned(scene, token, &own).unwrap_or(own);
        }
        // «Применила слезоточивый газ»: the means is a word of the phrase.
        let means = |(kind, slots): &(RoleKind, Vec<Slot>)| *kind == RoleKind::Instrument && slots.contains(&Slot::Obj);
        if frame.roles.iter().any(means) {
            own.extend(args.iter().filter(|a| a.slot == Place::Obj && tokens.contains(&a.head)));
        }
        let Some(score) = fits(scene, frame, token, &own) else { continue };
        let rank = tokens.len() * 100 + score;
        if best.as_ref().is_none_or(|(old, ..)| rank > *old) {
            let trigger = phrase_span(scene, token, &tokens);
            let candidate = Candidate { frame, matched: "phrase", head: token, trigger, arguments: own, light, also: Vec::new() };
            best = Some((rank, candidate, tokens));
        }
    }
    best.map(|(_, candidate, tokens)| (candidate, tokens))
}

/// Where the head alone tells the same event, the other words fill its roles: «взрыв газа», «победил на выборах».
fn plain<'d>(scene: &Scene<'d>, token: TokenId, found: (Candidate<'d>, Vec<TokenId>)) -> (Candidate<'d>, Vec<TokenId>) {
    // «Выступить против» is a verb with its preposition: a frame that asks for more knows better.
    let bare = found.1.iter().all(|&t| t == token || scene.tree.upos(t) == Upos::Adp);
    let same = |c: &Candidate<'_>| {
        c.frame.kind == found.0.frame.kind && c.frame.mode == found.0.frame.mode || bare && !c.frame.require.is_empty()
    };
    let told = |c: &Candidate<'_>| roles::fill(scene, c).len();
    match single_candidate(scene, token).filter(same) {
        // «Предъявлены обвинения»: what is done stands in the noun.
        Some(single) if told(&single) >= told(&found.0) => {
            let trigger = if is_light(scene, found.0.head) { found.0.trigger } else { single.trigger };
            (Candidate { trigger, ..single }, found.1)
        }
        _ => found,
    }
}

/// Dependents of the other words of a phrase are dependents of the phrase: «вынести приговор убийце», «выйти на улицы города»,
/// «врачи оказали раненым помощь».
fn inner_arguments<'d>(scene: &Scene<'d>, inner: TokenId, tokens: &[TokenId], own: &mut Vec<Argument<'d>>) {
    let noun = scene.tree.upos(inner) == Upos::Noun;
    if !noun && !scene.is_verbal(inner) {
        return;
    }
    let acted = own.iter().any(|a| a.slot == Place::Subj);
    for a in arguments(scene.doc, &scene.tree, inner) {
        if tokens.contains(&a.head) || own.iter().any(|o| o.head == a.head) {
            continue;
        }
        // «Закон подвергся критике со стороны юристов»: the verb has its subject, the noun its own agent.
        let slot = match a.slot {
            Place::Subj if noun && acted && scene.tree.case(a.head) == Some(Case::Ins) => Place::Ins,
            Place::Subj if noun && (acted || scene.tree.preposition(a.head).is_some()) => {
                Place::Prep("со стороны", Some(Case::Gen))
            }
            slot => slot,
        };
        own.push(Argument { slot, ..a });
    }
}

/// How far the words of a phrase may stand from its head.
const REACH: usize = 6;

fn match_phrase(scene: &Scene<'_>, head: TokenId, rest: &[Pattern], taken: &[bool]) -> Option<Vec<TokenId>> {
    let doc = scene.doc;
    let sentence = doc.sentences[doc.sentence_of(head)];
    let tokens = sentence.tokens();
    let mut matched = vec![head];
    let mut after = head.index() + 1;
    for pattern in rest {
        let forward = (after..tokens.end.min(after + REACH))
            .take_while(|&t| !closes_clause(scene, t) && (pattern.matches(doc, t.into()) || !opens_clause(scene, t)));
        // «Не» denies the word that it stands before: a word of the phrase.
        let denies = |t: TokenId| {
            let next = TokenId(t.0 + 1);
            next.index() < tokens.end && (next == head || rest.iter().any(|pattern| pattern.matches(doc, next)))
        };
        let found = |t: TokenId| {
            let named = pattern.matches(doc, t) && pattern.agrees(doc, t, head);
            let denied = || is_denied(scene, head) && scene.tree.head(t) == Some(head);
            named || pattern.matches_genitive(doc, t) && (is_number(scene, t) || denied())
        };
        let fits = |t: TokenId| !taken[t.index()] && found(t) && (!pattern.is_negation() || denies(t));
        let hit = forward.map(TokenId::from).find(|&t| fits(t));
        // The noun may also precede its verb: «приговор вынес», «в отставку подал».
        let hit = hit.or_else(|| {
            let back = head.index().saturating_sub(REACH).max(tokens.start)..head.index();
            back.rev().take_while(|&t| !closes_clause(scene, t)).map(TokenId::from).find(|&t| !matched.contains(&t) && fits(t))
        });
        let hit = hit?;
        if hit > head {
            after = hit.index() + 1;
        }
        matched.push(hit);
    }
    Some(matched)
}

/// A coordinated verb has dependents of its own: «вышла и присоединилась к демонстрантам» is not «вышла к демонстрантам».
fn opens_clause(scene: &Scene<'_>, token: usize) -> bool {
    let token = TokenId::from(token);
    scene.tree.deprel(token) == Deprel::Conj && scene.is_verbal(token)
}

fn is_denied(scene: &Scene<'_>, verb: TokenId) -> bool {
    scene.tree.children(verb).iter().any(|&c| scene.tree.lemma(c) == "не")
}

fn is_number(scene: &Scene<'_>, noun: TokenId) -> bool {
    scene.tree.child(noun, &[Deprel::Nummod, Deprel::NummodGov]).is_some()
}

fn closes_clause(scene: &Scene<'_>, token: usize) -> bool {
    matches!(scene.doc.form(token.into()), "," | ";" | ":" | "." | "—" | "(" | ")")
}

/// The whole phrase where its words stand together, else its event noun or head.
fn phrase_span(scene: &Scene<'_>, head: TokenId, tokens: &[TokenId]) -> Span {
    let span = |t: TokenId| scene.doc.tokens[t.index()].span;
    let whole = tokens.iter().fold(span(head), |all, &t| all.cover(span(t)));
    // «Возбудила 120 уголовных дел»: what only describes the words of the phrase does not part them.
    let parts = |t: TokenId| matches!(scene.tree.upos(t), Upos::Noun | Upos::Propn | Upos::Verb | Upos::Punct);
    let between = scene.doc.tokens_in(whole).map(TokenId::from).filter(|t| !tokens.contains(t));
    if between.clone().count() <= 1 || !between.clone().any(parts) {
        return whole;
    }
    tokens.iter().copied().find(|&t| t != head && is_event_noun(scene, t)).map_or(span(head), span)
}

/// A verb that says little by itself: «предъявлены обвинения».
fn is_light(scene: &Scene<'_>, verb: TokenId) -> bool {
    scene.is_verbal(verb) && scene.resources.index.lights.contains_key(scene.tree.lemma(verb))
}

fn single_candidate<'d>(scene: &Scene<'d>, token: TokenId) -> Option<Candidate<'d>> {
    let index = &scene.resources.index;
    let lemma = scene.tree.lemma(token);
    let usage = use_of(&scene.tree, token);
    let verbal = matches!(scene.tree.upos(token), Upos::Verb | Upos::Aux);
    let base = lemma.strip_suffix("ся").or_else(|| lemma.strip_suffix("сь"));
    let mut lists: Vec<(&'static str, &[u32])> = Vec::new();
    if verbal {
        let own = index.verbs.get(lemma).or_else(|| index.verbs.get(base.filter(|_| is_reflexive_passive(scene, token))?));
        lists.extend(own.map(|ids| ("verb", ids.as_slice())));
    } else if usage == Use::Verb {
        lists.extend(short_participle(scene, token).map(|ids| ("verb", ids.as_slice())));
    }
    if usage == Use::Noun || matches!(scene.tree.upos(token), Upos::Noun | Upos::Propn) {
        lists.extend(index.nouns.get(lemma).map(|ids| ("noun", ids.as_slice())));
    }
    let nominal_form = !verbal || scene.tree.feats(token).verb_form == Some(VerbForm::Part);
    if nominal_form {
        let own = index.words.get(lemma);
        let substantivised = || index.words.get(participle_lemma(scene.doc.form(token))?.as_str());
        let ids = own.or_else(|| if verbal { substantivised() } else { None });
        lists.extend(ids.map(|ids| ("word", ids.as_slice())));
    }
    if lists.is_empty() {
        return None;
    }
    let mut args = arguments(scene.doc, &scene.tree, token);
    let light_use = light_use(scene, token);
    // «Неспокойно в городе»: an adverb stands for nobody.
    if scene.tree.upos(token) == Upos::Adv {
        args.retain(|a| a.head != token);
    }
    // A participle that stands for a person names a participant, not an event, unless it is counted.
    if args.iter().any(|a| a.head == token) {
        lists.retain(|(matched, _)| *matched == "word");
        if !is_counted(scene, token) {
            return None;
        }
    }
    // A bare participle before its noun only describes it: «свергнутый президент».
    if usage == Use::Participle && scene.tree.deprel(token) == Deprel::Amod && scene.tree.children(token).is_empty() {
        return None;
    }
    let light = if usage == Use::Noun { light_verb(scene, token) } else { None };
    match light {
        Some((verb, light)) => {
            lend(scene, verb, light, token, &mut args);
            lend_between(scene, token, verb, &mut args);
        }
        None if usage == Use::Noun => {
            lend_place(scene, token, &mut args);
            lend_culprit(scene, token, &mut args);
            lend_accused(scene, token, &mut args);
        }
        None => {}
    }
    raised(scene.doc, &scene.tree, token, &[], &mut args);
    let turned = undergoer::turned(scene, token, &args);
    // «Беспилотник влетел в дом»: a frame that asks for this very thing as its subject has it.
    let asks = |frame: &Frame| frame.require.iter().any(|c| c.slot == Slot::Subj) && fits(scene, frame, token, &args).is_some();
    let is_turned = |frame: &Frame| turned.is_some() && undergoer::wants_somebody(frame) && !asks(frame);
    let arguments_for = |frame: &Frame| turned.as_ref().filter(|_| is_turned(frame)).unwrap_or(&args);
    let mut best: Option<(usize, &'static str, &'d Frame)> = None;
    for (matched, ids) in lists {
        for &id in ids {
            let frame = &scene.lexicon().frames[id as usize];
            // A frame that asks for this very noun knows the verb as more than light: «подписали соглашение».
            if light_use.is_some_and(|acts| !acts || frame.require.is_empty()) {
                continue;
            }
            if let Some(score) = fits(scene, frame, token, arguments_for(frame))
                && best.is_none_or(|(old, ..)| score > old)
            {
                best = Some((score, matched, frame));
            }
        }
    }
    let (_, matched, frame) = best?;
    let trigger = scene.doc.tokens[token.index()].span;
    let arguments = arguments_for(frame).clone();
    Some(Candidate { frame, matched, head: token, trigger, arguments, light, also: Vec::new() })
}

/// The frames of the verb whose short participle a form can be, where the tagger took it for an adjective: «здание занято».
fn short_participle<'d>(scene: &Scene<'d>, token: TokenId) -> Option<&'d Vec<u32>> {
    let found = scene.resources.look_up(scene.doc.form(token));
    found
        .analyses
        .candidates
        .iter()
        .filter(|c| c.word.upos == Upos::Verb && c.word.feats.short && c.word.feats.voice == Some(Voice::Pass))
        .find_map(|c| scene.resources.index.verbs.get(&*c.word.lemma))
}

/// A reflexive that can be the passive of its base: nothing that people do («пытаться», «спасаться»).
fn is_reflexive_passive(scene: &Scene<'_>, verb: TokenId) -> bool {
    let animate = |t: TokenId| matches!(scene.kind(t), Some(EntityKind::Person | EntityKind::Group));
    let subject = scene.tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]);
    let passive = subject.is_some_and(|s| scene.tree.deprel(s) == Deprel::NsubjPass);
    // «Добиться» is no passive of «добить».
    let own = scene.resources.index.lights.contains_key(scene.tree.lemma(verb));
    !own && scene.tree.child(verb, &[Deprel::Xcomp]).is_none() && (passive || !subject.is_some_and(animate))
}

/// «14 погибших», «число пострадавших», «среди раненых», «раненых нет», «о погибших не сообщается».
fn is_counted(scene: &Scene<'_>, token: TokenId) -> bool {
    let above = scene.tree.head(token).map(|h| scene.tree.lemma(h));
    let preposition = scene.tree.preposition(token).map(|p| scene.tree.lemma(p));
    let is = |class| above.is_some_and(|word| scene.lexicon().is_a(word, class));
    let there = preposition.is_none_or(|p| p == "без") && is("being-there");
    if there || preposition == Some("о") && is("being-told") {
        return true;
    }
    fills(scene, token, &Filler::Number) || matches!(above, Some("число" | "количество" | "тело")) || preposition == Some("среди")
}

pub(super) fn is_event_noun(scene: &Scene<'_>, token: TokenId) -> bool {
    scene.tree.upos(token) == Upos::Noun && scene.resources.index.nouns.contains_key(scene.tree.lemma(token))
}
