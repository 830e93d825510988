//! Whether the conditions of a frame hold, and how much they tell.

use super::counts::quantity_at;
use super::meant::meant;
use crate::view::{Argument, Place, Scene, Tie, Use, is_passive, participle_lemma, use_of};
use svodka_lexicon::{Condition, Filler, Frame, Slot, VoiceFilter};
use svodka_model::{Deprel, TokenId, Upos, VerbForm};

/// How specifically a frame fits, or `None` where its conditions fail.
pub(super) fn fits(scene: &Scene<'_>, frame: &Frame, token: TokenId, args: &[Argument<'_>]) -> Option<usize> {
    let tree = &scene.tree;
    if let Some(voice) = frame.voice {
        let agentless = is_passive(tree, token) && !args.iter().any(|a| a.slot == Place::Subj);
        let passive = agentless && use_of(tree, token) != Use::Noun;
        if (voice == VoiceFilter::Passive) != passive {
            return None;
        }
    }
    let nominal = use_of(tree, token) == Use::Noun;
    let holds = |condition: &Condition, raised: bool| {
        args.iter()
            .filter(|a| raised || a.tie != Tie::Raised)
            .filter(|a| {
                a.slot.is(&condition.slot)
                    || (nominal && matches!(condition.slot, Slot::Obj | Slot::Subj) && a.slot == Place::Gen)
            })
            .any(|a| condition.fillers.iter().any(|filler| fills(scene, a.head, filler)))
            || nominal && condition.slot == Slot::Gen && is_described(scene, token, condition)
    };
    if frame.reject.iter().any(|c| holds(c, false)) || !frame.require.iter().all(|c| holds(c, true)) {
        return None;
    }
    Some(1 + frame.require.iter().map(weight).sum::<usize>() + usize::from(frame.voice.is_some()))
}

/// A relational adjective says what a genitive does: «политическое землетрясение» is one of politics.
fn is_described(scene: &Scene<'_>, noun: TokenId, condition: &Condition) -> bool {
    let named = |f: &&Filler| matches!(f, Filler::Lemma(_) | Filler::Class(_));
    scene
        .tree
        .children_as(noun, &[Deprel::Amod])
        .any(|adjective| condition.fillers.iter().filter(named).any(|filler| fills(scene, adjective, filler)))
}

/// How much a condition tells: named words more than whole kinds, anything at all the least.
fn weight(condition: &Condition) -> usize {
    let kinds = condition.fillers.iter().filter(|f| matches!(f, Filler::Kind(_) | Filler::Number)).count();
    let classes = condition.fillers.iter().filter(|f| matches!(f, Filler::Class(_))).count();
    match condition.fillers.len() {
        _ if condition.fillers.contains(&Filler::Any) => 4,
        all if kinds == all => 7,
        _ if kinds > 0 => 8,
        _ if classes > 0 => 10,
        _ => 11,
    }
}

/// A participle that stands for a noun, by the lemma that it has as one.
fn as_noun(scene: &Scene<'_>, token: TokenId) -> Option<String> {
    let participle = scene.tree.feats(token).verb_form == Some(VerbForm::Part) && !scene.tree.feats(token).short;
    if participle { participle_lemma(scene.doc.form(token)) } else { None }
}

pub(super) fn fills(scene: &Scene<'_>, token: TokenId, filler: &Filler) -> bool {
    if is_filled(scene, token, filler) {
        return true;
    }
    meant(scene, token).is_some_and(|word| is_filled(scene, word, filler))
}

fn is_filled(scene: &Scene<'_>, token: TokenId, filler: &Filler) -> bool {
    let lemma = scene.tree.lemma(token);
    match filler {
        Filler::Any => true,
        Filler::Lemma(wanted) => lemma == wanted.as_ref() || as_noun(scene, token).is_some_and(|noun| noun == wanted.as_ref()),
        Filler::Class(class) => {
            scene.lexicon().is_a(lemma, class) || as_noun(scene, token).is_some_and(|noun| scene.lexicon().is_a(&noun, class))
        }
        Filler::Kind(kind) => scene.kind(token) == Some(*kind),
        Filler::Number => {
            scene.tree.upos(token) == Upos::Num
                || scene.tree.child(token, &[Deprel::Nummod, Deprel::NummodGov]).is_some()
                || quantity_at(scene, token).is_some()
        }
    }
}
