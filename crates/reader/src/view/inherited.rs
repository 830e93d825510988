//! What a verb takes over from the words around it: the subject of a coordinated or governing verb, a shared object, and the
//! subject that was read as its object.

use super::arguments::{Argument, Place, Tie, is_passive, verb_dependents};
use super::{Tree, agreement};
use svodka_model::{Animacy, Case, Deprel, Document, Gender, Number, TokenId, VerbForm};

/// The subject of a verb that has none of its own: from coordination, control, the main clause of a gerund.
pub(super) fn controlled_subject(tree: &Tree<'_>, verb: TokenId) -> Option<TokenId> {
    let mut at = verb;
    // A chain of governors is short in any real sentence; the bound keeps odd trees cheap.
    for _ in 0..8 {
        let head = tree.head(at)?;
        let step = tree.deprel(at);
        let through = match step {
            Deprel::Conj | Deprel::Parataxis => is_finite_like(tree, head) || step == Deprel::Conj,
            Deprel::Xcomp | Deprel::Ccomp => tree.feats(at).verb_form == Some(VerbForm::Inf) || tree.feats(at).short,
            Deprel::Advcl => matches!(tree.feats(at).verb_form, Some(VerbForm::Conv | VerbForm::Inf)),
            Deprel::Acl => tree.feats(at).verb_form == Some(VerbForm::Inf),
            _ => false,
        };
        if !through {
            return None;
        }
        let object_control = matches!(step, Deprel::Xcomp | Deprel::Ccomp) && tree.feats(at).verb_form == Some(VerbForm::Inf);
        if object_control
            && let Some(object) = tree.children(head).iter().copied().find(|&c| {
                matches!(tree.deprel(c), Deprel::Iobj | Deprel::Obj | Deprel::Obl)
                    && tree.preposition(c).is_none()
                    && matches!(tree.case(c), Some(Case::Dat | Case::Acc))
                    && c != at
            })
        {
            return Some(object);
        }
        if let Some(subject) = own_subject(tree, head) {
            return Some(subject);
        }
        at = head;
    }
    None
}

fn own_subject(tree: &Tree<'_>, verb: TokenId) -> Option<TokenId> {
    if let Some(subject) = tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]) {
        return Some(subject);
    }
    let feats = tree.feats(verb);
    let participle = feats.verb_form == Some(VerbForm::Part) && !feats.short;
    if participle && matches!(tree.deprel(verb), Deprel::Acl | Deprel::Amod) {
        return tree.head(verb);
    }
    None
}

fn is_finite_like(tree: &Tree<'_>, token: TokenId) -> bool {
    let feats = tree.feats(token);
    feats.verb_form == Some(VerbForm::Fin) || feats.short
}

/// A coordinated verb shares the object and place of its neighbour: «задержали и избили активиста».
pub(super) fn shared_dependents<'d>(doc: &'d Document, tree: &Tree<'d>, verb: TokenId, found: &mut Vec<Argument<'d>>) {
    let passive = is_passive(tree, verb);
    let subject = if passive { Place::Obj } else { Place::Subj };
    // «Погибли или пропали без вести 800 человек»: the subject stands after both.
    if !found.iter().any(|a| a.slot == subject)
        && let Some(next) = tree.children_as(verb, &[Deprel::Conj]).find(|next| next.0.saturating_sub(verb.0) <= 4)
        && is_passive(tree, next) == passive
        && let Some(theirs) = tree.child(next, &[Deprel::Nsubj, Deprel::NsubjPass]).filter(|&s| s > next)
    {
        found.push(Argument { slot: subject, head: theirs, tie: Tie::Inherited });
    }
    let has_object = found.iter().any(|a| a.slot == Place::Obj);
    if has_object || passive {
        return;
    }
    // The object stands after the last of the verbs and belongs to all of them.
    for next in tree.children_as(verb, &[Deprel::Conj]) {
        let between = next.0.saturating_sub(verb.0);
        if between > 3 || is_passive(tree, next) {
            continue;
        }
        let mut theirs = Vec::new();
        verb_dependents(doc, tree, next, &mut theirs);
        found.extend(theirs.into_iter().filter(|a| a.slot == Place::Obj).map(|a| Argument { tie: Tie::Inherited, ..a }));
    }
}

/// «Выгорел цех», «столкнулись автобус и фура»: where no subject was found, an object may be it that has one form for both
/// and agrees with the verb. A reflexive verb has no object at all; an active one in the plural may have nobody for a
/// subject («подняли цены»).
pub(super) fn inverted_subject<'d>(tree: &Tree<'d>, verb: TokenId, found: &mut Vec<Argument<'d>>) {
    if is_passive(tree, verb) || found.iter().any(|a| a.slot == Place::Subj) || !is_finite_like(tree, verb) {
        return;
    }
    let reflexive = tree.lemma(verb).ends_with("ся");
    let singular = tree.feats(verb).number == Some(Number::Sing);
    let alike = |t: TokenId| tree.case(t) == Some(Case::Acc) && tree.feats(t).animacy == Some(Animacy::Inan);
    let subjects: Vec<TokenId> = found
        .iter()
        .filter(|a| a.slot == Place::Obj && a.head > verb)
        .map(|a| a.head)
        .filter(|&t| {
            reflexive
                || singular && alike(t) && tree.feats(t).gender != Some(Gender::Fem) && agreement::agrees_in_number(tree, verb, t)
        })
        .collect();
    found.extend(subjects.into_iter().map(|head| Argument { slot: Place::Subj, head, tie: Tie::Inherited }));
}
