//! The dependents of an event noun.

use super::Tree;
use super::arguments::{Argument, Place, Tie, case_slot, in_timex, is_passive, spread, verb_dependents};
use svodka_model::{Case, Deprel, Document, TokenId, Upos, VerbForm};

/// Dependents of an event noun.
pub(super) fn noun_arguments<'d>(doc: &'d Document, tree: &Tree<'d>, noun: TokenId, found: &mut Vec<Argument<'d>>) {
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

/// «Обысков, проведённых полицией в Льеже»: the participle behind a noun tells of it.
pub(super) fn told_by_participle<'d>(doc: &'d Document, tree: &Tree<'d>, noun: TokenId, found: &mut Vec<Argument<'d>>) {
    let behind = |&c: &TokenId| c > noun && tree.feats(c).verb_form == Some(VerbForm::Part) && is_passive(tree, c);
    // «Протест против не признанных ими выборов» puts the participle to another noun.
    let close = |&c: &TokenId| (noun.index()..c.index()).take(8).all(|t| tree.upos(t.into()) != Upos::Adp);
    let Some(participle) = tree.children_as(noun, &[Deprel::Acl]).filter(behind).find(close) else { return };
    let mut theirs = Vec::new();
    verb_dependents(doc, tree, participle, &mut theirs);
    let lent = |a: &Argument<'_>| matches!(a.slot, Place::Subj | Place::Prep("в" | "во" | "на", Some(Case::Loc) | None));
    found.extend(theirs.into_iter().filter(lent).map(|a| Argument { tie: Tie::Inherited, ..a }));
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

/// True for a noun without preposition, or with one that only rounds its number: «заморозили около 1700 счетов».
pub(super) fn is_bare(tree: &Tree<'_>, noun: TokenId) -> bool {
    let counted = || tree.upos(noun) == Upos::Num || tree.child(noun, &[Deprel::Nummod, Deprel::NummodGov]).is_some();
    tree.preposition(noun).is_none_or(|p| matches!(tree.lemma(p), "около" | "свыше" | "до" | "под") && counted())
}

/// The noun that a bound counts, where the tree made the bound its head: «ликвидировано более 600 человек».
pub(super) fn counted_by(tree: &Tree<'_>, bound: TokenId) -> TokenId {
    if tree.upos(bound) != Upos::Adv {
        return bound;
    }
    let counted = |&noun: &TokenId| tree.child(noun, &[Deprel::Nummod, Deprel::NummodGov]).is_some();
    tree.children_as(bound, &[Deprel::Obl, Deprel::Nmod, Deprel::Obj]).find(counted).unwrap_or(bound)
}
