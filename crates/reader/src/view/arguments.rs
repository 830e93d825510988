//! The dependents of a trigger, sorted into the slots that frames speak of.

use super::inherited::{controlled_subject, inverted_subject, shared_dependents};
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
        Use::Noun => noun_arguments(doc, tree, trigger, &mut found),
        Use::Participle => {
            verb_dependents(doc, tree, trigger, &mut found);
            participle_bearer(tree, trigger, &mut found);
        }
        Use::Verb => {
            verb_dependents(doc, tree, trigger, &mut found);
            let wanted = if is_passive(tree, trigger) { Place::Obj } else { Place::Subj };
            if !found.iter().any(|a| a.slot == wanted)
                && let Some(subject) = controlled_subject(tree, trigger)
            {
                found.push(Argument { slot: wanted, head: subject, tie: Tie::Inherited });
            }
            shared_dependents(doc, tree, trigger, &mut found);
            inverted_subject(tree, trigger, &mut found);
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
    let slot = if slot == Place::Subj && agreement::is_object(tree, verb, head) { Place::Obj } else { slot };
    for head in spread(tree, head, slot) {
        found.push(Argument { slot, head, tie: Tie::Own });
        if let Some(slot) = also(tree, head, slot, passive) {
            found.push(Argument { slot, head, tie: Tie::Own });
        }
    }
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
fn spread(tree: &Tree<'_>, first: TokenId, slot: Place<'_>) -> Vec<TokenId> {
    if matches!(slot, Place::That | Place::Inf) || tree.child(first, &[Deprel::Conj]).is_none() {
        return vec![first];
    }
    let case = tree.case(first);
    let mut items = tree.conjuncts(first);
    items.retain(|&t| t == first || (!is_clause(tree, t) && (case.is_none() || tree.case(t).is_none() || tree.case(t) == case)));
    items
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
        Deprel::Nsubj | Deprel::Csubj => subject,
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

/// True for a noun without preposition, or with one that only rounds its number: «заморозили около 1700 счетов».
fn is_bare(tree: &Tree<'_>, noun: TokenId) -> bool {
    let counted = || tree.upos(noun) == Upos::Num || tree.child(noun, &[Deprel::Nummod, Deprel::NummodGov]).is_some();
    tree.preposition(noun).is_none_or(|p| matches!(tree.lemma(p), "около" | "свыше" | "до" | "под") && counted())
}

/// The noun that a bound counts, where the tree made the bound its head: «ликвидировано более 600 человек».
fn counted_by(tree: &Tree<'_>, bound: TokenId) -> TokenId {
    if tree.upos(bound) != Upos::Adv {
        return bound;
    }
    let counted = |&noun: &TokenId| tree.child(noun, &[Deprel::Nummod, Deprel::NummodGov]).is_some();
    tree.children_as(bound, &[Deprel::Obl, Deprel::Nmod, Deprel::Obj]).find(counted).unwrap_or(bound)
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

/// Dependents of an event noun.
fn noun_arguments<'d>(doc: &'d Document, tree: &Tree<'d>, noun: TokenId, found: &mut Vec<Argument<'d>>) {
    for &child in tree.children(noun) {
        if in_timex(doc, child) {
            continue;
        }
        let (slot, head) = match tree.deprel(child) {
            Deprel::Acl | Deprel::Xcomp | Deprel::Nmod | Deprel::Obl | Deprel::Dep | Deprel::Advcl
                if tree.feats(child).verb_form == Some(VerbForm::Inf) =>
            {
                (Place::Inf, child)
            }
            Deprel::Nmod | Deprel::Obl | Deprel::Obj | Deprel::Iobj | Deprel::OblAgent | Deprel::Nsubj | Deprel::Dep => {
                match case_slot(doc, tree, child, false) {
                    // «Потери ВСУ»: abbreviations do not decline.
                    None if tree.deprel(child) == Deprel::Nmod && tree.case(child).is_none() => (Place::Gen, child),
                    Some((Place::Ins, head)) => {
                        found.push(Argument { slot: Place::Ins, head, tie: Tie::Own });
                        (Place::Subj, head)
                    }
                    Some(found) => found,
                    None => continue,
                }
            }
            Deprel::Det | Deprel::Amod if is_possessive(tree, child) || names_a_party(doc, child) => (Place::Gen, child),
            Deprel::Acl | Deprel::Ccomp if tree.child(child, &[Deprel::Mark]).is_some() => (Place::That, child),
            _ => continue,
        };
        for head in spread(tree, head, slot) {
            found.push(Argument { slot, head, tie: Tie::Own });
        }
    }
}

fn is_possessive(tree: &Tree<'_>, token: TokenId) -> bool {
    matches!(tree.lemma(token), "его" | "её" | "ее" | "их" | "свой" | "мой" | "наш" | "ваш" | "чей")
}

/// A relational adjective that mentions an entity («российское вторжение»).
fn names_a_party(doc: &Document, token: TokenId) -> bool {
    let span = doc.tokens[token.index()].span;
    let at = doc.mentions.partition_point(|m| m.span.end <= span.start);
    doc.mentions.get(at).is_some_and(|m| m.head == token)
}
