//! Sources told by a colon or a dash alone: «МВД: задержаны двое», «Задержаны двое — МВД».

use super::{cues::attribution, index::CueInfo, scope};
use crate::view::Scene;
use svodka_model::{Attribution, Case, Deprel, EntityKind, Span, Stance, TokenId, Upos};

/// What a mark says of its source.
const PLAIN: CueInfo = CueInfo { stance: Stance::Report, kind: None, cue: u16::MAX };

/// Longer phrases behind a dash are no names of sources.
const LONGEST: u32 = 7;

/// «МВД: задержаны двое», «— Комендатура Алматы: …»: a name alone before a colon at the head of a sentence.
pub(super) fn colon_cue(scene: &Scene<'_>, colon: TokenId) -> Option<Attribution> {
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
    let cue = scene.doc.tokens[colon.index()].span;
    Some(attribution(scene, cue, Some(mention), PLAIN, scope::after_colon(scene, colon)))
}

/// «Персонал покинул терминал — пресс-служба»: a body, a medium or a spokesman alone behind the dash that ends a headline.
pub(super) fn dash_cue(scene: &Scene<'_>, dash: TokenId) -> Option<Attribution> {
    let (doc, tree) = (scene.doc, &scene.tree);
    let sentence = doc.sentences[doc.sentence_of(dash)];
    let last = (dash.0 + 1..sentence.end.0).rev().map(TokenId).find(|&t| tree.upos(t) != Upos::Punct)?;
    if dash <= sentence.first || last.0 - dash.0 > LONGEST {
        return None;
    }
    let behind = || (dash.0 + 1..=last.0).map(TokenId);
    let plain = behind().all(|t| !scene.is_verbal(t) && !matches!(doc.form(t), "," | ":" | ";" | "—" | "–"));
    let holder = behind().find(|&t| matches!(tree.upos(t), Upos::Noun | Upos::Propn | Upos::X)).filter(|_| plain)?;
    let kind = scene.kind(holder);
    let speaker = scene.resources.cues.nouns.get(tree.lemma(holder)).is_some_and(|cue| cue.kind.is_some());
    let before = TokenId(dash.0 - 1);
    // Where a full stop ends the sentence, a comma must part the dash: «победил прежний глава — Иван Рогов.»
    let headline = doc.form(before) == "," || (last.0 + 1..sentence.end.0).all(|t| doc.form(TokenId(t)) != ".");
    let tells = match kind {
        Some(EntityKind::Media) => true,
        Some(EntityKind::Organization) => headline,
        Some(EntityKind::Person) => headline && tree.upos(holder) == Upos::Propn,
        _ => false,
    } || speaker;
    let nominative = tree.case(holder).is_none_or(|c| matches!(c, Case::Nom | Case::Acc)) && tree.preposition(holder).is_none();
    // «Победила партия — «Мечта»», «арестован мэр — Иванов»: an apposition names what stands before the dash.
    let apposed = kind.is_some() && scene.kind(before) == kind && tree.case(before).is_none_or(|c| c == Case::Nom);
    let told = (sentence.first.0..dash.0).map(TokenId).any(|t| scene.is_verbal(t) || scene.tree.deprel(t) == Deprel::Case);
    let scope = Span { start: sentence.span.start, end: doc.tokens[before.index()].span.end };
    (tells && nominative && !apposed && told)
        .then(|| attribution(scene, doc.tokens[dash.index()].span, Some(holder), PLAIN, scope))
}
