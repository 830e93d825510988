//! Whether an event happened, will, might, should or did not.

use super::{roles::is_nominal, select::Candidate, source};
use crate::view::{Argument, Scene, arguments, verb_dependents};
use svodka_model::{Deprel, Mood, Phase, Realis, Stance, Tense, TokenId, VerbForm};

/// The realis of a candidate by its own words, its clause and what governs it.
pub(crate) fn judge(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Realis {
    if let Some(fixed) = candidate.frame.realis {
        return fixed;
    }
    let anchor = candidate.light.map_or(candidate.head, |(verb, _)| verb);
    if is_negated(scene, candidate.head) || (anchor != candidate.head && is_negated(scene, anchor)) {
        return Realis::Denied;
    }
    if let Some(governed) = governed(scene, candidate.head, anchor).filter(|_| !source::is_rejected(scene, candidate)) {
        return governed;
    }
    clause(scene, anchor, is_nominal(scene, anchor))
}

/// The phase that the frame or the light verb gives.
pub(crate) fn phase(candidate: &Candidate<'_>) -> Option<Phase> {
    candidate.frame.phase.or_else(|| candidate.light.and_then(|(_, light)| light.phase))
}

fn is_negated(scene: &Scene<'_>, token: TokenId) -> bool {
    scene.tree.children_as(token, &[Deprel::Advmod, Deprel::Aux, Deprel::AuxPass, Deprel::Cop, Deprel::Discourse]).any(|c| {
        scene.tree.lemma(c) == "не"
            || (matches!(scene.tree.lemma(c), "быть") && scene.tree.children(c).iter().any(|&n| scene.tree.lemma(n) == "не"))
    }) && !scene.tree.children(token).iter().any(|&c| scene.tree.lemma(c) == "только" && c.0.abs_diff(token.0) <= 2)
        || scene.tree.children(token).iter().any(|&c| scene.tree.lemma(c) == "нет")
}

/// What governs the event decides: «потребовал освободить», «намерен провести», «угроза взрыва».
fn governed(scene: &Scene<'_>, head: TokenId, anchor: TokenId) -> Option<Realis> {
    let starts = if head == anchor { vec![head] } else { vec![head, anchor] };
    for start in starts {
        let mut at = start;
        for _ in 0..4 {
            let first = scene.tree.first_conjunct(at);
            if first != at && scene.tree.feats(at).verb_form == scene.tree.feats(first).verb_form {
                at = first;
            }
            let Some(above) = scene.tree.head(at) else { break };
            if let Some(rules) = scene.resources.index.governors.get(scene.tree.lemma(above)) {
                let args = governor_arguments(scene, above);
                for &id in rules {
                    let rule = &scene.lexicon().realis[id as usize];
                    let here = args.iter().any(|a| a.head == at && rule.slots.iter().any(|s| a.slot.is(s)));
                    if here {
                        return Some(if is_negated(scene, above) { negate(rule.realis) } else { rule.realis });
                    }
                }
            }
            // Only infinitives and noun chains pass the influence on; a clause of its own does not.
            let transparent = scene.tree.feats(at).verb_form == Some(VerbForm::Inf)
                || (is_nominal(scene, at) && scene.tree.deprel(at) == Deprel::Nmod);
            if !transparent {
                break;
            }
            at = above;
        }
    }
    None
}

fn governor_arguments<'d>(scene: &Scene<'d>, governor: TokenId) -> Vec<Argument<'d>> {
    if is_nominal(scene, governor) {
        return arguments(scene.doc, &scene.tree, governor);
    }
    let mut args = Vec::new();
    verb_dependents(scene.doc, &scene.tree, governor, &mut args);
    args
}

fn negate(realis: Realis) -> Realis {
    match realis {
        Realis::Planned | Realis::Possible | Realis::Actual => Realis::Denied,
        other => other,
    }
}

/// Tense, mood, conjunctions and adverbs of the event's clause.
fn clause(scene: &Scene<'_>, anchor: TokenId, nominal: bool) -> Realis {
    let tree = &scene.tree;
    let feats = tree.feats(anchor);
    let auxiliary = tree.children_as(anchor, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
    let future = |t: TokenId| tree.feats(t).tense == Some(Tense::Fut);
    let mut verdict = Realis::Actual;
    if !nominal {
        if feats.mood == Some(Mood::Imp) && feats.verb_form == Some(VerbForm::Fin) {
            return Realis::Requested;
        }
        if auxiliary.into_iter().any(future) || (future(anchor) && feats.verb_form == Some(VerbForm::Fin)) {
            verdict = Realis::Planned;
        }
    }
    let adverbs = tree.children_as(
        anchor,
        &[Deprel::Advmod, Deprel::Parataxis, Deprel::Discourse, Deprel::Mark, Deprel::Aux, Deprel::Amod, Deprel::Cc],
    );
    for adverb in adverbs {
        if let Some(&rule) = scene.resources.index.adverbs.get(tree.lemma(adverb)).and_then(|rules| rules.first()) {
            return scene.lexicon().realis[rule as usize].realis;
        }
    }
    if !nominal
        && feats.verb_form == Some(VerbForm::Inf)
        && verdict == Realis::Actual
        && let Some(mark) = tree.child(anchor, &[Deprel::Mark])
        && tree.lemma(mark) == "чтобы"
    {
        return Realis::Planned;
    }
    verdict
}

/// A source that denies or doubts changes what its words claim.
pub(crate) fn under_stance(realis: Realis, stance: Stance) -> Realis {
    match (stance, realis) {
        (Stance::Deny, Realis::Actual) => Realis::Denied,
        (Stance::Doubt, Realis::Actual) => Realis::Possible,
        (_, realis) => realis,
    }
}
