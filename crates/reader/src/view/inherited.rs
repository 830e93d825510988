//! What a verb takes over from the words around it: the subject of a coordinated or governing verb, a shared object, and the
//! subject that was read as its object.

use super::arguments::{Argument, Place, Tie, is_passive, verb_dependents};
use super::{Tree, agreement};
use svodka_model::{Animacy, Case, Deprel, Document, Gender, Number, TokenId, Upos, VerbForm};

/// The subject of a verb that has none of its own: from coordination, control, the main clause of a gerund.
pub(super) fn controlled_subject(doc: &Document, tree: &Tree<'_>, verb: TokenId) -> Option<TokenId> {
    let mut at = closing_main(doc, tree, verb).unwrap_or(verb);
    if at != verb
        && let Some(subject) = own_subject(tree, at)
    {
        return Some(subject);
    }
    // A chain of governors is short in any real sentence; the bound keeps odd trees cheap.
    for _ in 0..8 {
        let head = tree.head(at)?;
        let step = tree.deprel(at);
        let infinitive = tree.feats(at).verb_form == Some(VerbForm::Inf);
        let through = match step {
            Deprel::Conj | Deprel::Parataxis => is_finite_like(tree, head) || step == Deprel::Conj,
            Deprel::Xcomp | Deprel::Ccomp if infinitive || tree.feats(at).short => true,
            // «Министр сообщил, что подал в отставку»: the plural may have nobody for a subject.
            Deprel::Ccomp => is_finite_like(tree, at) && tree.feats(at).number == Some(Number::Sing),
            Deprel::Advcl => matches!(tree.feats(at).verb_form, Some(VerbForm::Conv | VerbForm::Inf)),
            Deprel::Acl => infinitive,
            // «Объявил о намерении отозвать лицензию»: through the noun to who has the intention.
            Deprel::Obj | Deprel::Obl => at != verb && tree.upos(at) == Upos::Noun,
            _ => false,
        };
        if !through {
            return None;
        }
        let object_control = matches!(step, Deprel::Xcomp | Deprel::Ccomp) && infinitive && !is_modal(tree, head);
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
            let agrees = !is_finite_like(tree, verb) || agreement::may_share(tree, verb, subject);
            return Some(subject).filter(|_| agrees);
        }
        at = head;
    }
    None
}

/// «Утверждают, что арестованных пытают, и требуют…»: a comma before «и» closes the clause within, and what follows goes on with
/// the main verb, whose tense it shares.
fn closing_main(doc: &Document, tree: &Tree<'_>, verb: TokenId) -> Option<TokenId> {
    let within = tree.head(verb).filter(|_| tree.deprel(verb) == Deprel::Conj)?;
    let main = tree.head(within).filter(|_| matches!(tree.deprel(within), Deprel::Ccomp | Deprel::AclRelcl | Deprel::Advcl))?;
    let and = tree.child(verb, &[Deprel::Cc])?;
    let comma = and.index().checked_sub(1).is_some_and(|t| doc.form(t.into()) == ",");
    let (a, b) = (tree.feats(verb), tree.feats(main));
    let alike = a.verb_form == b.verb_form && a.tense == b.tense && a.number == b.number && a.gender == b.gender;
    (comma && alike && is_finite_like(tree, main)).then_some(main)
}

/// Verbs and words of possibility and need: what stands in the accusative beside them belongs to their infinitive.
fn is_modal(tree: &Tree<'_>, word: TokenId) -> bool {
    const MODAL: [&str; 18] = [
        "должен",
        "должный",
        "мочь",
        "смочь",
        "суметь",
        "успеть",
        "удаться",
        "пытаться",
        "попытаться",
        "необходимо",
        "необходимый",
        "нужно",
        "нужный",
        "надо",
        "следовать",
        "можно",
        "нельзя",
        "стать",
    ];
    MODAL.contains(&tree.lemma(word))
}

/// «В Египте должен пройти первый тур», «в Гамбурге к нему подошёл сосед и предложил бежать»: a place at the head of the sentence
/// is that of all its verbs.
pub(super) fn fronted_places<'d>(doc: &'d Document, tree: &Tree<'d>, verb: TokenId, found: &mut Vec<Argument<'d>>) {
    let located = |a: &Argument<'_>| matches!(a.slot, Place::Prep("в" | "во" | "на", Some(Case::Loc) | None));
    let Some(first) = tree.head(verb).filter(|_| !found.iter().any(located)) else { return };
    let shares = match tree.deprel(verb) {
        Deprel::Conj => is_finite_like(tree, first) && tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none(),
        Deprel::Xcomp | Deprel::Csubj => is_modal(tree, first),
        _ => false,
    };
    if !shares {
        return;
    }
    let mut theirs = Vec::new();
    verb_dependents(doc, tree, first, &mut theirs);
    let fronted = theirs.into_iter().filter(|a| located(a) && a.head < first);
    found.extend(fronted.map(|a| Argument { tie: Tie::Inherited, ..a }));
}

/// «Россию необходимо исключить», «двоих смогли задержать»: the object stands before the word that governs its verb.
pub(super) fn climbed_object<'d>(tree: &Tree<'d>, verb: TokenId, found: &mut Vec<Argument<'d>>) {
    let infinitive = tree.feats(verb).verb_form == Some(VerbForm::Inf);
    if !infinitive || found.iter().any(|a| a.slot == Place::Obj) {
        return;
    }
    let Some(modal) = tree.head(verb).filter(|&h| is_modal(tree, h)) else { return };
    let rels = [Deprel::Obj, Deprel::Iobj, Deprel::Nsubj, Deprel::Obl];
    let object = tree.children_as(modal, &rels).find(|&c| tree.case(c) == Some(Case::Acc) && tree.preposition(c).is_none());
    if let Some(head) = object {
        found.retain(|a| a.head != head);
        found.push(Argument { slot: Place::Obj, head, tie: Tie::Inherited });
    }
}

fn own_subject(tree: &Tree<'_>, verb: TokenId) -> Option<TokenId> {
    if let Some(subject) = tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]) {
        return Some(subject);
    }
    // «Решение президента разрешить»: who decides.
    if tree.upos(verb) == Upos::Noun {
        return tree
            .children_as(verb, &[Deprel::Nmod])
            .find(|&c| tree.case(c) == Some(Case::Gen) && tree.preposition(c).is_none());
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
    // «Погибли, по данным врачей, 38 человек, пострадали до ста»: the one between belongs to the first.
    if !found.iter().any(|a| a.slot == subject)
        && let Some(next) = tree.child(verb, &[Deprel::Conj])
        && is_passive(tree, next) == passive
        && let Some(between) = tree.child(next, &[Deprel::Nsubj, Deprel::NsubjPass]).filter(|&s| verb < s && s < next)
        && (between.index()..next.index()).any(|t| doc.form(t.into()) == ",")
    {
        found.push(Argument { slot: subject, head: between, tie: Tie::Inherited });
    }
    let has_object = found.iter().any(|a| a.slot == Place::Obj);
    if has_object || passive {
        return;
    }
    if let Some(object) = fronted_object(doc, tree, verb) {
        found.push(object);
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

/// «Шофёра задержали и поместили под арест»: where nobody is named who does it, the object at the head is that of both verbs.
fn fronted_object<'d>(doc: &'d Document, tree: &Tree<'d>, verb: TokenId) -> Option<Argument<'d>> {
    let first = tree.head(verb).filter(|_| tree.deprel(verb) == Deprel::Conj)?;
    let nobody = |t: TokenId| {
        let feats = tree.feats(t);
        let plural = feats.verb_form == Some(VerbForm::Fin) && feats.number == Some(Number::Plur);
        plural && !tree.lemma(t).ends_with("ся") && tree.child(t, &[Deprel::Nsubj]).is_none()
    };
    if !nobody(first) || !nobody(verb) {
        return None;
    }
    let mut theirs = Vec::new();
    verb_dependents(doc, tree, first, &mut theirs);
    let object = theirs.into_iter().find(|a| a.slot == Place::Obj && a.head < first)?;
    Some(Argument { tie: Tie::Inherited, ..object })
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
