//! Light verbs, and what verbs lend to the event nouns under them.

use super::select::is_event_noun;
use crate::view::{Argument, Place, Scene, Tie, arguments, is_passive, raised, verb_dependents};
use svodka_lexicon::{Light, Slot};
use svodka_model::{Case, Deprel, EventType, TokenId, VerbForm};

/// For a light verb that carries an event noun, whether its subject acts: then the noun is the trigger, not the verb.
pub(super) fn light_use(scene: &Scene<'_>, verb: TokenId) -> Option<bool> {
    let lights = scene.resources.index.lights.get(scene.tree.lemma(verb))?;
    let mut args = Vec::new();
    verb_dependents(scene.doc, &scene.tree, verb, &mut args);
    let carries =
        |light: &&Light| args.iter().any(|a| light.noun.iter().any(|slot| a.slot.is(slot)) && is_event_noun(scene, a.head));
    lights.iter().map(|&id| &scene.lexicon().lights[id as usize]).find(carries).map(|light| light.actor)
}

/// A phrase may hold its light verb itself: «вынести приговор», «понести потери».
pub(super) fn own_light<'d>(
    scene: &Scene<'d>,
    verb: TokenId,
    tokens: &[TokenId],
    args: &[Argument<'_>],
) -> Option<(TokenId, &'d Light)> {
    let lights = scene.resources.index.lights.get(scene.tree.lemma(verb))?;
    let lights = || lights.iter().map(|&id| &scene.lexicon().lights[id as usize]);
    let inner = args.iter().find(|a| tokens.contains(&a.head) && lights().any(|l| l.noun.iter().any(|s| a.slot.is(s))))?;
    lights().find(|l| l.noun.iter().any(|s| inner.slot.is(s))).map(|light| (verb, light))
}

/// The light verb above an event noun, directly or through a carrier («волна протестов началась», «серия взрывов произошла»).
pub(super) fn light_verb<'d>(scene: &Scene<'d>, noun: TokenId) -> Option<(TokenId, &'d Light)> {
    let mut at = scene.tree.first_conjunct(noun);
    for _ in 0..3 {
        let head = scene.tree.head(at)?;
        // «принять участие в штурме»: the light verb has a noun of its own between.
        if let Some(&id) = scene.resources.index.light_nouns.get(scene.tree.lemma(head))
            && let Some(verb) = scene.tree.head(head)
            && scene.lexicon().lights[id as usize].verbs.iter().any(|v| v.starts_with(scene.tree.lemma(verb)) && v.contains(' '))
        {
            return Some((verb, &scene.lexicon().lights[id as usize]));
        }
        let lemma = scene.tree.lemma(head);
        let lights = &scene.resources.index.lights;
        // «Выдвигаются обвинения»: the passive of a light verb.
        let base = || lemma.strip_suffix("ся").filter(|_| scene.tree.deprel(at) != Deprel::Obl);
        if let Some(lights) = lights.get(lemma).or_else(|| lights.get(base()?))
            && scene.is_verbal(head)
        {
            let mut args = Vec::new();
            verb_dependents(scene.doc, &scene.tree, head, &mut args);
            if scene.tree.feats(head).verb_form == Some(VerbForm::Part) && !scene.tree.feats(head).short {
                return None;
            }
            let slot = args.iter().find(|a| a.head == at)?.slot;
            let light = lights.iter().map(|&id| &scene.lexicon().lights[id as usize]);
            let stands =
                |l: &&Light| l.noun.iter().any(|s| slot.is(s) || slot == Place::Subj && *s == Slot::Obj && lemma.ends_with("ся"));
            return light.into_iter().find(stands).map(|l| (head, l));
        }
        // A participle that modifies the noun carries it too: «намеченная на пятницу акция».
        if scene.tree.deprel(at) != Deprel::Nmod || scene.tree.preposition(at).is_some() {
            return None;
        }
        at = scene.tree.first_conjunct(head);
    }
    None
}

/// What a light verb lends to its noun: subject, recipient, prepositional dependents.
pub(super) fn lend<'d>(scene: &Scene<'d>, verb: TokenId, light: &Light, noun: TokenId, args: &mut Vec<Argument<'d>>) {
    let passive = is_passive(&scene.tree, verb);
    for a in arguments(scene.doc, &scene.tree, verb) {
        if scene.tree.dominates(a.head, noun) || args.iter().any(|own| own.head == a.head) {
            continue;
        }
        let recipient = light.recipient.iter().any(|slot| a.slot.is(slot));
        let lent = match a.slot {
            Place::Subj if light.actor => Place::Subj,
            Place::Obj if passive && light.actor => continue,
            slot if recipient => slot,
            slot @ Place::Prep(..) => slot,
            Place::Dat => Place::Dat,
            // «Волна насилия охватила город»: the object of a verb that only lends a subject is where it happens.
            Place::Obj if !light.actor && !passive => Place::Prep("в", None),
            _ => continue,
        };
        args.push(Argument { slot: lent, head: a.head, tie: Tie::Inherited });
    }
}

/// The place of a clause is that of its event noun where the noun is its subject or its circumstance: «В Софии в ходе
/// демонстраций пострадали…».
pub(super) fn lend_place<'d>(scene: &Scene<'d>, noun: TokenId, args: &mut Vec<Argument<'d>>) {
    let carried = matches!(scene.tree.deprel(noun), Deprel::Nmod)
        && scene
            .tree
            .head(noun)
            .is_some_and(|h| matches!(scene.tree.lemma(h), "ход" | "время" | "результат" | "рамка" | "начало"));
    let top = if carried { scene.tree.head(noun).unwrap_or(noun) } else { noun };
    let circumstance = carried || matches!(scene.tree.deprel(top), Deprel::Nsubj | Deprel::NsubjPass);
    let Some(verb) = scene.tree.head(top).filter(|&v| circumstance && scene.is_verbal(v)) else { return };
    lend_between(scene, top, verb, args);
    let mut theirs = Vec::new();
    verb_dependents(scene.doc, &scene.tree, verb, &mut theirs);
    // «Взрыв разрушил подъезд в Ижевске».
    theirs.retain(|a| a.head != top);
    raised(scene.doc, &scene.tree, verb, &[top], &mut theirs);
    args.extend(
        theirs
            .into_iter()
            .filter(|a| matches!(a.slot, Place::Prep("в" | "на" | "под" | "над" | "у" | "около" | "возле" | "близ", _)))
            .map(|a| Argument { tie: Tie::Inherited, ..a }),
    );
}

/// What stands between a subject and its verb belongs to the subject: «обмен пленными прошёл», «вотум недоверия премьеру
/// отклонён».
pub(super) fn lend_between<'d>(scene: &Scene<'d>, noun: TokenId, verb: TokenId, args: &mut Vec<Argument<'d>>) {
    let mut theirs = Vec::new();
    verb_dependents(scene.doc, &scene.tree, verb, &mut theirs);
    for a in theirs.into_iter().filter(|a| noun < a.head && a.head < verb) {
        let agent = scene.tree.preposition(a.head).is_none() && scene.tree.case(a.head) == Some(Case::Ins);
        let slot = match a.slot {
            Place::Ins | Place::Subj if agent => {
                args.push(Argument { slot: Place::Ins, head: a.head, tie: Tie::Inherited });
                Place::Subj
            }
            slot @ (Place::Dat | Place::Prep(..)) => slot,
            _ => continue,
        };
        args.push(Argument { slot, head: a.head, tie: Tie::Inherited });
    }
}

/// Whom the verb befalls is accused of what it is done for: «задержан по подозрению в краже», «предстал перед судом по
/// обвинению в подкупе».
pub(super) fn lend_accused<'d>(scene: &Scene<'d>, noun: TokenId, args: &mut Vec<Argument<'d>>) {
    let tree = &scene.tree;
    let frames = scene.resources.index.nouns.get(tree.lemma(noun)).into_iter().flatten();
    let charge = frames.into_iter().any(|&id| scene.lexicon().frames[id as usize].kind == EventType::Accuse);
    let named = args.iter().any(|a| matches!(a.slot, Place::Obj | Place::Dat | Place::Prep("против" | "в отношении", _)));
    if !charge || named || tree.preposition(noun).is_none_or(|p| tree.lemma(p) != "по") {
        return;
    }
    // «По двум пунктам обвинения», «в ожидании суда по обвинениям»: nouns may stand between.
    let Some(verb) = tree.ancestors(noun).take(3).find(|&above| scene.is_verbal(above)) else { return };
    let theirs = arguments(scene.doc, tree, verb);
    // «Возбудила дело по подозрению в краже»: the case is not charged.
    let of = |slot: Place<'_>| theirs.iter().find(|a| a.slot == slot && scene.kind(a.head).is_some());
    if let Some(found) = of(Place::Obj).or_else(|| of(Place::Subj)) {
        args.push(Argument { slot: Place::Obj, head: found.head, tie: Tie::Inherited });
    }
}

/// Who is accused of a deed or punished for it did it, who threatens with it would do it: «Иванова обвиняют в убийстве»,
/// «профсоюз грозит забастовкой».
pub(super) fn lend_culprit<'d>(scene: &Scene<'d>, noun: TokenId, args: &mut Vec<Argument<'d>>) {
    if args.iter().any(|a| a.slot == Place::Subj) {
        return;
    }
    let Some(verb) = scene.tree.head(scene.tree.first_conjunct(noun)).filter(|&v| scene.is_verbal(v)) else { return };
    let Some(frames) = scene.resources.index.verbs.get(scene.tree.lemma(verb)) else { return };
    let kind = |wanted: &[EventType]| frames.iter().any(|&id| wanted.contains(&scene.lexicon().frames[id as usize].kind));
    let theirs = arguments(scene.doc, &scene.tree, verb);
    let Some(here) = theirs.iter().find(|a| a.head == noun) else { return };
    let doer = match here.slot {
        Place::Prep("в" | "во", Some(Case::Loc)) if kind(&[EventType::Accuse]) => Place::Obj,
        Place::Prep("за", Some(Case::Acc)) if kind(&[EventType::Sanction, EventType::Accuse]) => Place::Obj,
        Place::Ins if kind(&[EventType::Threaten]) => Place::Subj,
        _ => return,
    };
    if let Some(found) = theirs.iter().find(|a| a.slot == doer) {
        args.push(Argument { slot: Place::Subj, head: found.head, tie: Tie::Inherited });
    }
}
