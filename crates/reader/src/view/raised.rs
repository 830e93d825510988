//! Dependents that hang under another dependent and may belong to the trigger.
//!
//! «Столкнулись с полицией у парламента»: whether «у парламента» hangs under the verb or under the police is the least sure
//! choice of any parser. So what stands after the trigger inside one of its dependents is offered too, marked as such.

use super::Tree;
use super::arguments::{Argument, Place, Tie, Use, case_slot, in_timex, is_passive, spread, use_of};
use svodka_model::{Animacy, Deprel, Document, TokenId, Upos, VerbForm};

/// How many arcs lie between a dependent of the trigger and what may be raised from it; bare cases are raised over two only.
const DEPTH: usize = 3;

/// How many dependents are looked into: more have only lists, and the work stays linear.
const MOST: usize = 24;

/// Adds to the arguments of a trigger those that hang one or two arcs too low: under an argument, or under another word of a
/// trigger of several.
pub(crate) fn raised<'d>(
    doc: &'d Document,
    tree: &Tree<'d>,
    trigger: TokenId,
    others: &[TokenId],
    found: &mut Vec<Argument<'d>>,
) {
    let usage = use_of(tree, trigger);
    let passive = is_passive(tree, trigger);
    let has_object = found.iter().any(|a| a.slot == Place::Obj);
    let mut holders: Vec<(TokenId, bool)> = others.iter().filter(|&&t| t != trigger).map(|&t| (t, false)).collect();
    holders.extend(
        found
            .iter()
            .filter(|a| !matches!(a.slot, Place::Inf | Place::That) && a.tie != Tie::Raised)
            .map(|a| (a.head, a.slot == Place::Subj)),
    );
    holders.truncate(MOST);
    for (first, acts) in holders {
        let mut level = vec![first];
        for depth in 0..DEPTH {
            let mut below = Vec::new();
            for &holder in &level {
                for &child in tree.children(holder).iter().take(MOST) {
                    if child == trigger || others.contains(&child) || found.iter().any(|a| a.head == child) {
                        continue;
                    }
                    if descends(tree, child) {
                        below.push(child);
                    }
                    let wants_object = usage == Use::Verb && !passive && !has_object && !acts;
                    if let Some(slot) = slot(doc, tree, holder, child, usage, passive, wants_object)
                        && (child > trigger || acts)
                        && (depth < 2 || matches!(slot, Place::Dat | Place::Prep(..)))
                    {
                        let heads = if slot == Place::Subj && tree.preposition(child).is_some() {
                            spread(tree, child, slot)
                        } else {
                            vec![child]
                        };
                        found.extend(heads.into_iter().map(|head| Argument { slot, head, tie: Tie::Raised }));
                    }
                }
            }
            level = below;
        }
    }
}

/// Nouns under nouns: clauses and lists have readers of their own.
fn descends(tree: &Tree<'_>, child: TokenId) -> bool {
    matches!(tree.deprel(child), Deprel::Nmod | Deprel::Obl | Deprel::Appos | Deprel::FlatName | Deprel::Flat)
        && !matches!(tree.upos(child), Upos::Verb | Upos::Aux)
}

/// The slot that a word under a dependent would fill, `None` where it surely stays below.
fn slot<'d>(
    doc: &'d Document,
    tree: &Tree<'d>,
    holder: TokenId,
    child: TokenId,
    usage: Use,
    passive: bool,
    wants_object: bool,
) -> Option<Place<'d>> {
    if in_timex(doc, child) {
        return None;
    }
    let nominal = match tree.deprel(child) {
        Deprel::Nmod | Deprel::Obl | Deprel::Dep | Deprel::Iobj | Deprel::Obj | Deprel::Appos => true,
        // «Забросали полицейских камнями»: an attribute of another case is a noun.
        Deprel::Amod => tree.case(child).is_some() && tree.case(holder).is_some() && tree.case(child) != tree.case(holder),
        _ => false,
    };
    if !nominal || tree.feats(child).verb_form.is_some_and(|form| form != VerbForm::Part) {
        return None;
    }
    let place = case_slot(doc, tree, child, passive)?.0;
    match place {
        Place::Prep(..) => Some(place),
        Place::Ins if usage == Use::Noun => Some(Place::Subj),
        Place::Ins => Some(Place::Ins),
        // «Нападения на туристов со стороны повстанцев».
        Place::Subj if passive || tree.preposition(child).is_some() && usage == Use::Noun => Some(Place::Subj),
        Place::Dat => Some(Place::Dat),
        Place::Obj if wants_object && tree.deprel(child) == Deprel::Amod => Some(Place::Obj),
        // «Вызвал на допрос редактора»: an animate genitive after a noun that is no object may be the accusative.
        Place::Gen if wants_object && is_animate(tree, child) && !is_animate(tree, holder) => Some(Place::Obj),
        Place::Gen if wants_object && tree.deprel(child) == Deprel::Amod => Some(Place::Obj),
        // «Потребовала от президента отставки», «лишил депутата мандата».
        Place::Gen if usage == Use::Verb && is_animate(tree, holder) && tree.feats(child).animacy == Some(Animacy::Inan) => {
            Some(Place::Gen)
        }
        _ => None,
    }
}

fn is_animate(tree: &Tree<'_>, token: TokenId) -> bool {
    let feats = tree.feats(token);
    feats.animacy == Some(Animacy::Anim) || tree.upos(token) == Upos::Propn && feats.name_type.is_some()
}
