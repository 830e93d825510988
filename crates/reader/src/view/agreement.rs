//! What agreement says against the tree: a subject agrees with its verb.

use super::Tree;
use crate::letters::is_in_small;
use svodka_model::{Animacy, Case, Deprel, Gender, Number, TokenId, Upos, VerbForm, Voice};

/// True where the tree calls a noun the subject of an active verb and the words say that it is the object: «директора
/// отпустили» has a verb in the plural and a noun in the singular, «совет упразднил министерство» has its subject already.
pub(super) fn is_object(tree: &Tree<'_>, verb: TokenId, noun: TokenId) -> bool {
    let feats = tree.feats(verb);
    let finite = feats.verb_form == Some(VerbForm::Fin) && feats.voice != Some(Voice::Pass);
    if !finite
        || tree.lemma(verb).ends_with("ся")
        || tree.deprel(noun) != Deprel::Nsubj
        || !matches!(tree.upos(noun), Upos::Noun | Upos::Propn)
    {
        return false;
    }
    let has_object = tree.children_as(verb, &[Deprel::Obj]).any(|o| tree.preposition(o).is_none() && !act(tree, verb, o));
    if has_object {
        return false;
    }
    // Only the feminine accusative has a form of its own, and that of the animate differs from their nominative.
    let feats_of = tree.feats(noun);
    let feminine = feats_of.gender == Some(Gender::Fem) && feats_of.number == Some(Number::Sing);
    let animate = feats_of.animacy == Some(Animacy::Anim);
    let plainly = feats_of.case == Some(Case::Acc) && (feminine || animate);
    // «Орлова снова задержали»: a woman's surname has the form of a man's accusative.
    let surname = animate && feminine && tree.upos(noun) == Upos::Propn;
    let others = || tree.children_as(verb, &[Deprel::Nsubj]).filter(|&s| s != noun);
    match feats_of.number {
        _ if plainly => true,
        Some(Number::Sing) if (tree.upos(noun) == Upos::Noun || surname) && feats.number == Some(Number::Plur) => {
            !is_joined(tree, noun) && (others().next().is_none() || others().all(|s| agrees(tree, verb, s)))
        }
        // «Снятие главы толпа встретила свистом»: of two, the one that agrees.
        _ if !agrees_in_number(tree, verb, noun) => others().any(|s| tree.feats(s).number.is_some() && agrees(tree, verb, s)),
        _ => noun > verb && others().any(|s| s < noun && agrees(tree, verb, s)),
    }
}

/// True where the tree gives a verb two objects and the first is its subject: «больницы просят жителей сдавать кровь».
pub(super) fn is_subject(tree: &Tree<'_>, verb: TokenId, noun: TokenId) -> bool {
    if act(tree, verb, noun) {
        return true;
    }
    let objects = || tree.children_as(verb, &[Deprel::Obj]).filter(|&o| tree.preposition(o).is_none());
    tree.case(noun) == Some(Case::Nom)
        && noun < verb
        && tree.feats(verb).verb_form == Some(VerbForm::Fin)
        && agrees(tree, verb, noun)
        && tree.child(verb, &[Deprel::Nsubj]).is_none()
        && objects().any(|o| o > verb && tree.case(o) != Some(Case::Nom))
}

/// «Склад подожгли двое неизвестных»: of people a collective numeral is never accusative in this form.
fn act(tree: &Tree<'_>, verb: TokenId, noun: TokenId) -> bool {
    let collective = |t: TokenId| {
        let lemma = tree.lemma(t);
        tree.upos(t) == Upos::Num && (lemma.ends_with("ое") || lemma.ends_with("еро")) && is_in_small(tree.form(t), lemma)
    };
    let people = tree.upos(noun) == Upos::Num || tree.feats(noun).animacy != Some(Animacy::Inan);
    let counted = || tree.children_as(noun, &[Deprel::Nummod, Deprel::NummodGov]).any(collective);
    let feats = tree.feats(verb);
    feats.verb_form == Some(VerbForm::Fin) && feats.voice != Some(Voice::Pass) && people && (collective(noun) || counted())
}

/// True where a verb may have the subject of another one: «президент ввёл режим, связь отключили» has two.
pub(super) fn may_share(tree: &Tree<'_>, verb: TokenId, subject: TokenId) -> bool {
    let (v, n) = (tree.feats(verb), tree.feats(subject));
    let one = n.number == Some(Number::Sing) && matches!(tree.upos(subject), Upos::Noun | Upos::Propn);
    let many = n.number == Some(Number::Plur) && matches!(tree.upos(subject), Upos::Noun | Upos::Pron);
    match v.number {
        Some(Number::Plur) => !one || is_joined(tree, subject),
        Some(Number::Sing) => !many || is_joined(tree, subject),
        _ => true,
    }
}

/// A singular noun takes a plural verb where it is one of several, or stands for many: «министр и мэр прибыли», «ряд стран
/// осудили».
fn is_joined(tree: &Tree<'_>, noun: TokenId) -> bool {
    const MANY: [&str; 12] = [
        "ряд",
        "большинство",
        "меньшинство",
        "часть",
        "множество",
        "половина",
        "треть",
        "пара",
        "сотня",
        "тысяча",
        "десяток",
        "миллион",
    ];
    MANY.contains(&tree.lemma(noun))
        || tree.children(noun).iter().any(|&c| {
            matches!(tree.deprel(c), Deprel::Conj | Deprel::Nummod | Deprel::NummodGov) || matches!(tree.lemma(c), "с" | "вместе")
        })
}

/// True where nothing in their forms keeps a noun from being the subject of a verb.
pub(crate) fn agrees(tree: &Tree<'_>, verb: TokenId, noun: TokenId) -> bool {
    tree.case(noun).is_none_or(|case| case == Case::Nom) && agrees_in_number(tree, verb, noun)
}

/// The same for number and gender alone.
pub(super) fn agrees_in_number(tree: &Tree<'_>, verb: TokenId, noun: TokenId) -> bool {
    let (v, n) = (tree.feats(verb), tree.feats(noun));
    let number = v.number.is_none() || n.number.is_none() || v.number == n.number;
    let gender = v.gender.is_none() || n.gender.is_none() || v.gender == n.gender;
    number && gender
}
