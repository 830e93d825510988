//! Pronouns that find their noun.

use crate::view::Tree;
use svodka_model::{Animacy, Deprel, Document, EntityKind, Form, Gender, Mention, Number, TokenId, Upos};

/// Adds a mention for every pronoun with an antecedent. Pronouns without one get none.
pub(crate) fn add(doc: &Document, tree: &Tree<'_>, mentions: &mut Vec<Mention>) {
    let nouns = mentions.clone();
    for (token, antecedent) in antecedents(doc, tree, &nouns) {
        let span = doc.tokens[token.index()].span;
        mentions.push(Mention { span, head: token, kind: nouns[antecedent].kind, form: Form::Pronoun, nominative: None });
    }
}

/// Every pronoun that finds its noun, with the index of the noun in `nouns`, which are in text order.
pub(crate) fn antecedents(doc: &Document, tree: &Tree<'_>, nouns: &[Mention]) -> Vec<(TokenId, usize)> {
    let mut found = Vec::new();
    // Where each noun, or a pronoun for it, was met so far: what is being spoken of stays near.
    let mut met: Vec<(TokenId, usize)> = Vec::new();
    let mut next = 0;
    for token in (0..doc.tokens.len()).map(TokenId::from) {
        while next < nouns.len() && nouns[next].span.start < doc.tokens[token.index()].span.start {
            met.push((nouns[next].head, next));
            next += 1;
        }
        if is_pronoun(tree, token)
            && let Some(noun) = antecedent(doc, tree, nouns, &met, token)
        {
            met.push((token, noun));
            found.push((token, noun));
        }
    }
    found
}

pub(crate) fn is_pronoun(tree: &Tree<'_>, token: TokenId) -> bool {
    matches!(tree.upos(token), Upos::Pron | Upos::Det)
        && matches!(tree.lemma(token), "он" | "она" | "они" | "оно" | "его" | "её" | "ее" | "их" | "который" | "свой")
}

fn antecedent(doc: &Document, tree: &Tree<'_>, nouns: &[Mention], met: &[(TokenId, usize)], pronoun: TokenId) -> Option<usize> {
    let lemma = tree.lemma(pronoun);
    if lemma == "который" {
        let clause = tree.ancestors(pronoun).find(|&t| matches!(tree.deprel(t), Deprel::AclRelcl | Deprel::Acl))?;
        let noun = tree.head(clause)?;
        return headed(nouns, noun);
    }
    if lemma == "свой" {
        let verb = tree.ancestors(pronoun).find(|&t| tree.child(t, &[Deprel::Nsubj, Deprel::NsubjPass]).is_some())?;
        let subject = tree.child(verb, &[Deprel::Nsubj, Deprel::NsubjPass])?;
        return headed(nouns, subject).or_else(|| met.iter().rev().find(|(t, _)| *t == subject).map(|&(_, n)| n));
    }
    let (gender, number) = agreement(tree, pronoun);
    let here = doc.sentence_of(pronoun);
    let mut best: Option<(i32, usize)> = None;
    // Nearer is better, subjects and persons are better; only the sentence and the two before it are searched.
    for (distance, &(at, index)) in met.iter().rev().take(16).enumerate() {
        let mention = &nouns[index];
        let sentence = doc.sentence_of(at);
        if here - sentence > 2 {
            break;
        }
        if !agrees(tree, mention, gender, number) || covers(doc, mention, pronoun) {
            continue;
        }
        let subject = matches!(tree.deprel(at), Deprel::Nsubj | Deprel::NsubjPass);
        let place = mention.kind == EntityKind::Place && !subject;
        let score = 30 * i32::from(subject) + 45 * i32::from(mention.kind == EntityKind::Person)
            - 5 * distance as i32
            - 12 * (here - sentence) as i32
            - 30 * i32::from(place);
        if best.is_none_or(|(old, _)| score > old) {
            best = Some((score, index));
        }
    }
    best.map(|(_, index)| index)
}

fn covers(doc: &Document, mention: &Mention, token: TokenId) -> bool {
    mention.span.contains(doc.tokens[token.index()].span)
}

fn headed(nouns: &[Mention], head: TokenId) -> Option<usize> {
    nouns.iter().enumerate().filter(|(_, m)| m.head == head).max_by_key(|(_, m)| m.span.len()).map(|(at, _)| at)
}

/// Gender and number that the pronoun asks for; possessives hide theirs in the lemma.
fn agreement(tree: &Tree<'_>, pronoun: TokenId) -> (Option<Gender>, Number) {
    match tree.lemma(pronoun) {
        "она" | "её" | "ее" => (Some(Gender::Fem), Number::Sing),
        "они" | "их" => (None, Number::Plur),
        "оно" => (Some(Gender::Neut), Number::Sing),
        _ if tree.feats(pronoun).number == Some(Number::Plur) && tree.upos(pronoun) == Upos::Pron => (None, Number::Plur),
        _ if tree.feats(pronoun).gender == Some(Gender::Fem) && tree.upos(pronoun) == Upos::Pron => {
            (Some(Gender::Fem), Number::Sing)
        }
        _ => (Some(Gender::Masc), Number::Sing),
    }
}

fn agrees(tree: &Tree<'_>, mention: &Mention, gender: Option<Gender>, number: Number) -> bool {
    let feats = tree.feats(mention.head);
    if tree.upos(mention.head) == Upos::Adj && mention.kind == EntityKind::Place {
        return false;
    }
    if number == Number::Plur {
        return feats.number == Some(Number::Plur) || mention.kind == EntityKind::Group;
    }
    if feats.number == Some(Number::Plur) {
        return false;
    }
    // «Его» may be masculine or neuter.
    match (gender, feats.gender) {
        (Some(Gender::Fem), found) => found == Some(Gender::Fem),
        (Some(_), Some(Gender::Fem)) => false,
        (Some(_), _) => feats.animacy == Some(Animacy::Anim) || mention.kind != EntityKind::Person || feats.animacy.is_none(),
        (None, _) => true,
    }
}
