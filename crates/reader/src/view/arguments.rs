//! The dependents of a trigger, sorted into the slots that frames speak of.

use super::inherited::{climbed_object, controlled_subject, fronted_places, inverted_subject, shared_dependents};
use super::noun::{counted_by, is_bare, noun_arguments, told_by_participle};
use super::{Tree, agreement, preposition};
use crate::letters::is_in_small;
use svodka_lexicon::Slot;
use svodka_model::{Animacy, Case, Deprel, Document, Gender, Number, TokenId, Upos, VerbForm, Voice};

/// A dependent of a trigger and the slot that it stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Argument<'d> {
    pub(crate) slot: Place<'d>,
    pub(crate) head: TokenId,
    pub(crate) tie: Tie,
}

/// How a dependent came to its trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tie {
    /// It hangs under it.
    Own,
    /// It was taken over from a governing or coordinated word.
    Inherited,
    /// It hangs under another dependent and may have been meant for the trigger.
    Raised,
}

/// A slot as found in a text; the preposition is borrowed from the words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Place<'d> {
    Subj,
    Obj,
    Gen,
    Dat,
    Ins,
    Inf,
    That,
    Prep(&'d str, Option<Case>),
}

impl Place<'_> {
    /// True where a slot of the lexicon means this place. An unknown case fits any.
    pub(crate) fn is(&self, slot: &Slot) -> bool {
        match (self, slot) {
            (Place::Subj, Slot::Subj) | (Place::Obj, Slot::Obj) | (Place::Gen, Slot::Gen) | (Place::Dat, Slot::Dat) => true,
            (Place::Ins, Slot::Ins) | (Place::Inf, Slot::Inf) | (Place::That, Slot::That) => true,
            (Place::Prep(found, case), Slot::Prep(wanted, wanted_case)) => {
                same_preposition(found, wanted) && case.is_none_or(|case| case == *wanted_case)
            }
            _ => false,
        }
    }
}

fn same_preposition(found: &str, wanted: &str) -> bool {
    let base = |p: &str| match p {
        "во" => "в",
        "со" => "с",
        "ко" => "к",
        "об" | "обо" => "о",
        "изо" => "из",
        "ото" => "от",
        "надо" => "над",
        "в связи со" => "в связи с",
        "передо" => "перед",
        _ => "",
    };
    found == wanted || base(found) == wanted
}

/// How a trigger stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// A finite verb, infinitive or gerund.
    Verb,
    /// A participle that modifies a noun or stands for one.
    Participle,
    /// A noun.
    Noun,
}

/// How the token is used, by its tag.
pub(crate) fn use_of(tree: &Tree<'_>, token: TokenId) -> Use {
    let feats = tree.feats(token);
    match tree.upos(token) {
        Upos::Verb | Upos::Aux if feats.verb_form == Some(VerbForm::Part) && !feats.short => Use::Participle,
        Upos::Verb | Upos::Aux => Use::Verb,
        Upos::Adj if feats.short => Use::Verb,
        // «Протестующие не согласны»: an adjective with a subject is what is said of it.
        Upos::Adj if tree.child(token, &[Deprel::Nsubj]).is_some_and(|s| s < token) => Use::Verb,
        Upos::Adj | Upos::Adv | Upos::Det => Use::Participle,
        _ => Use::Noun,
    }
}

/// True for passives: short and full passive participles and reflexive passives.
pub(crate) fn is_passive(tree: &Tree<'_>, token: TokenId) -> bool {
    let feats = tree.feats(token);
    // «Миротворцы находятся»: a reflexive with a plain subject is no passive, whatever its tag says.
    let middle = feats.verb_form == Some(VerbForm::Fin)
        && tree.child(token, &[Deprel::Nsubj]).is_some()
        && tree.child(token, &[Deprel::NsubjPass]).is_none();
    feats.voice == Some(Voice::Pass) && !middle || (feats.voice.is_none() && feats.short && tree.upos(token) == Upos::Adj)
}

/// Everything that depends on the trigger, in text order within each source.
pub(crate) fn arguments<'d>(doc: &'d Document, tree: &Tree<'d>, trigger: TokenId) -> Vec<Argument<'d>> {
    let mut found = Vec::new();
    match use_of(tree, trigger) {
        Use::Noun => {
            noun_arguments(doc, tree, trigger, &mut found);
            told_by_participle(doc, tree, trigger, &mut found);
        }
        Use::Participle => {
            verb_dependents(doc, tree, trigger, &mut found);
            participle_bearer(tree, trigger, &mut found);
        }
        Use::Verb => {
            verb_dependents(doc, tree, trigger, &mut found);
            let wanted = if is_passive(tree, trigger) { Place::Obj } else { Place::Subj };
            if !found.iter().any(|a| a.slot == wanted)
                && let Some(subject) = controlled_subject(doc, tree, trigger)
            {
                found.push(Argument { slot: wanted, head: subject, tie: Tie::Inherited });
            }
            climbed_object(tree, trigger, &mut found);
            shared_dependents(doc, tree, trigger, &mut found);
            inverted_subject(tree, trigger, &mut found);
            fronted_places(doc, tree, trigger, &mut found);
        }
    }
    found
}

/// True where a time expression covers the token.
pub(super) fn in_timex(doc: &Document, token: TokenId) -> bool {
    let span = doc.tokens[token.index()].span;
    let at = doc.timexes.partition_point(|t| t.span.end <= span.start);
    doc.timexes.get(at).is_some_and(|t| t.span.contains(span) && !t.is_length())
}

/// Dependents of a verb form, coordination spread out.
pub(crate) fn verb_dependents<'d>(doc: &'d Document, tree: &Tree<'d>, verb: TokenId, found: &mut Vec<Argument<'d>>) {
    let passive = is_passive(tree, verb);
    for &child in tree.children(verb) {
        dependent(doc, tree, verb, child, passive, found);
        // «Забрасывают друг друга камнями»: the tree takes the noun for a part of the fixed words.
        if tree.lemma(child) == "друг" {
            let beside = tree.children_as(child, &[Deprel::Fixed]).filter(|&c| tree.upos(c) == Upos::Noun);
            let slots = beside.filter_map(|c| case_slot(doc, tree, c, passive));
            found.extend(slots.map(|(slot, head)| Argument { slot, head, tie: Tie::Own }));
        }
        // «Забастовщики были расстреляны», «вечером в Риге собрались»: a subject may hang under the auxiliary, a place under
        // the time.
        let (auxiliary, time) = (matches!(tree.deprel(child), Deprel::AuxPass | Deprel::Aux | Deprel::Cop), in_timex(doc, child));
        if auxiliary || time {
            for &inner in tree.children(child) {
                let subject = matches!(tree.deprel(inner), Deprel::Nsubj | Deprel::NsubjPass);
                if auxiliary && subject || time && tree.preposition(inner).is_some() {
                    dependent(doc, tree, verb, inner, passive, found);
                }
                // «В декабре 2011-го в Риге по рабочим стреляли».
                let below = if time && in_timex(doc, inner) { tree.children(inner) } else { &[] };
                for &low in below.iter().filter(|&&low| tree.preposition(low).is_some()) {
                    dependent(doc, tree, verb, low, passive, found);
                }
            }
        }
    }
}

/// Adds one dependent of a verb form.
fn dependent<'d>(
    doc: &'d Document,
    tree: &Tree<'d>,
    verb: TokenId,
    child: TokenId,
    passive: bool,
    found: &mut Vec<Argument<'d>>,
) {
    let Some((slot, head)) = verb_slot(doc, tree, child, passive) else { return };
    if matches!(slot, Place::Subj | Place::Obj) && (is_announced(doc, child, verb) || is_added(doc, tree, verb, child)) {
        return;
    }
    let slot = match slot {
        Place::Subj if agreement::is_object(tree, verb, head) => Place::Obj,
        Place::Obj if !passive && agreement::is_subject(tree, verb, head) => Place::Subj,
        slot => slot,
    };
    for head in spread(tree, head, slot) {
        found.push(Argument { slot, head, tie: Tie::Own });
        if let Some(slot) = also(tree, head, slot, passive) {
            found.push(Argument { slot, head, tie: Tie::Own });
        }
    }
}

/// «Погибло 60 человек, большая часть из которых дети»: a second subject behind the verb and a comma has a verb of its own.
fn is_added(doc: &Document, tree: &Tree<'_>, verb: TokenId, child: TokenId) -> bool {
    const NEAR: usize = 40;
    let rels = [Deprel::Nsubj, Deprel::NsubjPass];
    let subject = tree.child(verb, &rels).filter(|&first| verb < child && first < child && rels.contains(&tree.deprel(child)));
    subject.is_some_and(|first| (first.index()..child.index()).take(NEAR).any(|t| doc.form(t.into()) == ","))
}

/// «МВД: задержано двести человек»: what stands before a colon announces the clause and is no part of it.
fn is_announced(doc: &Document, noun: TokenId, verb: TokenId) -> bool {
    const NEAR: usize = 40;
    noun < verb && (noun.index()..verb.index()).take(NEAR).any(|t| doc.form(t.into()) == ":")
}

/// The other slot that a bare noun may stand in, where its form or its use leaves two.
fn also<'d>(tree: &Tree<'_>, noun: TokenId, slot: Place<'d>, passive: bool) -> Option<Place<'d>> {
    let feats = tree.feats(noun);
    let counted = || tree.child(noun, &[Deprel::Nummod, Deprel::NummodGov]).is_some();
    match (slot, tree.case(noun)) {
        // «Добились освобождения»: an object in the genitive.
        (Place::Obj, Some(Case::Gen)) if tree.deprel(noun) == Deprel::Obj => {
            (feats.animacy != Some(Animacy::Anim) && !counted()).then_some(Place::Gen)
        }
        // «Ранил заключённого», «троих освободили»: an animate accusative is a genitive by its form.
        (Place::Gen, Some(Case::Gen)) if !passive => {
            let animate = feats.animacy == Some(Animacy::Anim) || matches!(tree.upos(noun), Upos::Num | Upos::Adj | Upos::Verb);
            animate.then_some(Place::Obj)
        }
        // «Избран президентом»: what somebody becomes stands as the agent does.
        (Place::Subj, Some(Case::Ins)) if passive => Some(Place::Ins),
        // «Уступило протестующим»: one form for the instrumental singular and the dative plural.
        (Place::Ins, Some(Case::Ins)) if matches!(tree.upos(noun), Upos::Adj | Upos::Verb) => Some(Place::Dat),
        _ => None,
    }
}

/// The items of a coordination that fill the slot together: nouns of one case.
pub(super) fn spread(tree: &Tree<'_>, first: TokenId, slot: Place<'_>) -> Vec<TokenId> {
    if slot == Place::That || tree.child(first, &[Deprel::Conj]).is_none() {
        return vec![first];
    }
    if slot == Place::Inf {
        let infinitive = |&t: &TokenId| tree.feats(t).verb_form == Some(VerbForm::Inf);
        return tree.conjuncts(first).into_iter().filter(|t| *t == first || infinitive(t)).collect();
    }
    let mut items = tree.conjuncts(first);
    items.retain(|&t| t == first || (!is_clause(tree, t) && alike(tree, first, t, slot)));
    items
}

/// Whether two nouns of a coordination may stand in one case: the tagger takes one form for another where several look the same.
fn alike(tree: &Tree<'_>, first: TokenId, other: TokenId, slot: Place<'_>) -> bool {
    let (Some(a), Some(b)) = (tree.case(first), tree.case(other)) else { return true };
    let direct = |case| matches!(case, Case::Nom | Case::Acc);
    let attribute = || tree.children_as(other, &[Deprel::Amod, Deprel::Det]).find_map(|c| tree.case(c)) == Some(a);
    let acts = || b == Case::Nom && tree.feats(other).animacy == Some(Animacy::Anim);
    let names = || tree.upos(first) == Upos::Propn && tree.upos(other) == Upos::Propn;
    a == b
        || matches!(slot, Place::Subj | Place::Obj) && direct(a) && direct(b) && !(slot == Place::Obj && acts())
        || matches!(slot, Place::Prep(..)) && tree.preposition(other).is_none() && (attribute() || names())
}

/// A number that counts nothing named, right before its verb.
fn bare_number(tree: &Tree<'_>, number: TokenId) -> bool {
    let Some(verb) = tree.head(number).filter(|&v| number.0 + 1 == v.0) else { return false };
    let alone = tree.upos(number) == Upos::Num && tree.feats(verb).verb_form == Some(VerbForm::Fin);
    // «Троих задержали» has an object: only a second one leaves the number to be the subject.
    let object = tree.children_as(verb, &[Deprel::Obj]).any(|o| o > verb);
    alone
        && object
        && tree.feats(verb).number != Some(Number::Sing)
        && tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass]).is_none()
}

/// What is counted and stands behind a verb that has no subject, as one of a coordination of verbs only for the tree.
fn counted_subject(tree: &Tree<'_>, noun: TokenId) -> bool {
    let counted = tree.upos(noun) == Upos::Noun && tree.child(noun, &[Deprel::Nummod, Deprel::NummodGov]).is_some();
    let verb = || tree.head(noun).filter(|&v| matches!(tree.upos(v), Upos::Verb | Upos::Aux) && v < noun);
    let rels = [Deprel::Nsubj, Deprel::NsubjPass];
    counted && tree.child(noun, &[Deprel::Cc, Deprel::Case]).is_none() && verb().is_some_and(|v| tree.child(v, &rels).is_none())
}

fn is_clause(tree: &Tree<'_>, token: TokenId) -> bool {
    matches!(tree.upos(token), Upos::Verb | Upos::Aux) && tree.feats(token).verb_form != Some(VerbForm::Part)
        || tree.child(token, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some()
}

fn verb_slot<'d>(doc: &'d Document, tree: &Tree<'d>, child: TokenId, passive: bool) -> Option<(Place<'d>, TokenId)> {
    if in_timex(doc, child) {
        return None;
    }
    let subject = if passive { Place::Obj } else { Place::Subj };
    let slot = match tree.deprel(child) {
        // «Поручено снизить»: what is to be done.
        Deprel::Csubj | Deprel::CsubjPass if tree.feats(child).verb_form == Some(VerbForm::Inf) => Place::Inf,
        // «Которой было отказано»: no subject stands in the dative.
        Deprel::Nsubj | Deprel::NsubjPass if tree.case(child) == Some(Case::Dat) => Place::Dat,
        // «Ещё около 70 получили ранения»: a bare number before a verb that has no subject.
        Deprel::Nummod | Deprel::Obj | Deprel::Obl if bare_number(tree, child) => subject,
        Deprel::Nsubj | Deprel::Csubj => subject,
        // «Митинговали, по подсчётам, около тысячи человек»: a noun behind an aside is no second verb.
        Deprel::Conj if counted_subject(tree, child) => subject,
        Deprel::NsubjPass | Deprel::CsubjPass => Place::Obj,
        Deprel::Ccomp => Place::That,
        Deprel::Xcomp if tree.feats(child).verb_form == Some(VerbForm::Inf) || tree.feats(child).short => Place::Inf,
        Deprel::Advcl if tree.child(child, &[Deprel::Mark]).is_some_and(|m| matches!(tree.lemma(m), "чтобы" | "чтоб")) => {
            Place::That
        }
        // «Овладели портом», «вручили посольству»: the case tells more than the name of the arc.
        Deprel::Obj if is_bare(tree, child) && !matches!(tree.case(child), Some(Case::Ins | Case::Dat)) => Place::Obj,
        Deprel::OblAgent if tree.preposition(child).is_none() => Place::Subj,
        Deprel::Obj
        | Deprel::OblAgent
        | Deprel::Iobj
        | Deprel::Obl
        | Deprel::Nmod
        | Deprel::Xcomp
        | Deprel::Dep
        | Deprel::Nummod => {
            if is_clause(tree, child) {
                return None;
            }
            if tree.deprel(child) == Deprel::Xcomp && tree.case(child) == Some(Case::Ins) {
                return Some((Place::Ins, child));
            }
            return case_slot(doc, tree, child, passive);
        }
        _ => return None,
    };
    Some((slot, counted_by(tree, child)))
}

/// The slot of a nominal dependent by its preposition and case, with the noun that fills it.
pub(super) fn case_slot<'d>(doc: &'d Document, tree: &Tree<'d>, child: TokenId, passive: bool) -> Option<(Place<'d>, TokenId)> {
    if let Some(first) = tree.preposition(child) {
        if let Some((compound, end)) = preposition::compound(doc, first) {
            let noun = preposition::governed(tree, child, end)?;
            let slot = if compound == "со стороны" { Place::Subj } else { Place::Prep(compound, tree.case(noun)) };
            return Some((slot, noun));
        }
        let lemma = tree.lemma(first);
        return Some((Place::Prep(lemma, preposition::case_after(lemma, case_of_form(doc, tree, child))), child));
    }
    let dative = tree.deprel(child) == Deprel::Iobj && matches!(tree.case(child), Some(Case::Gen | Case::Loc));
    if dative || tree.case(child) == Some(Case::Loc) {
        // No bare noun stands in the locative; the forms of many are those of the dative.
        return Some((Place::Dat, child));
    }
    let slot = match tree.case(child)? {
        // A bare nominative is the subject, whatever the tree calls it: «Погибли четверо».
        Case::Nom if passive => Place::Obj,
        Case::Nom => Place::Subj,
        Case::Gen | Case::Par => Place::Gen,
        Case::Dat => Place::Dat,
        Case::Acc => Place::Obj,
        Case::Ins if passive => Place::Subj,
        Case::Ins => Place::Ins,
        Case::Loc => Place::Dat,
        Case::Voc => return None,
    };
    Some((slot, child))
}

/// The case of a noun after a preposition, as far as its form tells it: names that do not decline («в Алеппо»), neuters («в
/// убежище») and plurals that stand as adjectives do («в полицейских») have one form for direction and place.
fn case_of_form(doc: &Document, tree: &Tree<'_>, noun: TokenId) -> Option<Case> {
    let case = tree.case(noun);
    if !matches!(case, Some(Case::Acc | Case::Loc | Case::Gen)) {
        return case;
    }
    // «В Охотском море»: an attribute has the form that its noun lacks.
    if let Some(plain) = tree.children_as(noun, &[Deprel::Amod, Deprel::Det]).find_map(|c| tree.case(c))
        && matches!(plain, Case::Acc | Case::Loc)
    {
        return Some(plain);
    }
    let (form, feats) = (doc.form(noun), tree.feats(noun));
    let name =
        tree.upos(noun) == Upos::Propn && form.ends_with(['о', 'е', 'и', 'у', 'ю', 'э']) && is_in_small(form, tree.lemma(noun));
    let neuter = feats.gender == Some(Gender::Neut) && form.ends_with('е') && !form.ends_with("ие");
    let plural = feats.number == Some(Number::Plur) && (form.ends_with("ых") || form.ends_with("их"));
    if name || neuter || plural { None } else { case }
}

/// The noun that a participle modifies, or the participle itself where it stands for a noun.
fn participle_bearer<'d>(tree: &Tree<'d>, participle: TokenId, found: &mut Vec<Argument<'d>>) {
    let slot = if is_passive(tree, participle) { Place::Obj } else { Place::Subj };
    if found.iter().any(|a| a.slot == slot && a.tie == Tie::Own) {
        return;
    }
    let bearer = match (tree.deprel(participle), tree.head(participle)) {
        (Deprel::Amod | Deprel::Acl | Deprel::AclRelcl, Some(noun)) => Some(noun),
        (Deprel::Conj, Some(_)) => {
            let first = tree.first_conjunct(participle);
            let modifies = matches!(tree.deprel(first), Deprel::Amod | Deprel::Acl) && tree.upos(first) == tree.upos(participle);
            if modifies { tree.head(first) } else { None }
        }
        _ => None,
    };
    found.push(Argument { slot, head: bearer.unwrap_or(participle), tie: Tie::Own });
}
