//! Mentions: names, common nouns that refer, relational adjectives of places, pronouns that find their noun.

use super::{
    finder::{Finder, Name},
    pronouns,
};
use crate::{Resources, view::Tree};
use std::ops::Range;
use svodka_model::{Deprel, Document, EntityKind, Form, Mention, Number, TokenId, Upos};

/// Every mention of the document, in text order; at most one has a given head.
pub(crate) fn find(resources: &Resources, doc: &Document) -> Vec<Mention> {
    let tree = Tree::new(doc);
    let finder = Finder { doc, tree: &tree, resources };
    let names = finder.names();
    let mut named = vec![false; doc.tokens.len()];
    for name in &names {
        named[name.tokens.clone()].fill(true);
    }
    let mut mentions: Vec<Mention> = names.iter().map(|name| mention_of(&finder, name)).collect();
    for token in 0..doc.tokens.len() {
        if named[token] {
            continue;
        }
        if let Some(mention) = adjective(&finder, token).or_else(|| nominal(&finder, &named, token)) {
            mentions.push(mention);
        }
    }
    mentions.sort_by_key(|m| (m.span, m.head));
    mentions.dedup_by_key(|m| m.head);
    pronouns::add(doc, &tree, &mut mentions);
    mentions.sort_by_key(|m| (m.span, m.head));
    mentions
}

fn mention_of(finder: &Finder<'_>, name: &Name) -> Mention {
    let head = finder.tree_head(&name.tokens);
    Mention { span: finder.span(name.tokens.clone()), head: head.into(), kind: name.kind, form: Form::Name }
}

/// «алма-атинский», «казахская»: an adjective that names a place.
fn adjective(finder: &Finder<'_>, token: usize) -> Option<Mention> {
    let word = &finder.doc.words[token];
    if word.upos != Upos::Adj || !(word.lemma.ends_with("кий") || word.lemma.ends_with("ной")) {
        return None;
    }
    let form = finder.doc.form(token.into());
    finder.resources.gazetteer.resolve(&form.to_lowercase(), &Default::default()).filter(|f| f.score >= 4.0)?;
    Some(Mention { span: finder.doc.tokens[token].span, head: token.into(), kind: EntityKind::Place, form: Form::Name })
}

/// A common noun that refers: «протестующие», «здание администрации», «правительство Казахстана».
fn nominal(finder: &Finder<'_>, named: &[bool], token: usize) -> Option<Mention> {
    let doc = finder.doc;
    let word = &doc.words[token];
    let form = doc.form(token.into());
    let pair = token.checked_sub(1).and_then(|t| finder.resources.nouns.of_pair(&doc.words[t].lemma, &word.lemma));
    let noun = pair.or_else(|| finder.resources.nouns.of_word(form, word))?;
    // A participle or adjective before its noun describes it; alone it stands for a person.
    if word.upos != Upos::Noun && modifies(finder.tree, token) {
        return None;
    }
    let plural = word.feats.number == Some(Number::Plur);
    if noun.plural && !plural {
        return None;
    }
    let kind = if noun.kind == EntityKind::Person && plural { EntityKind::Group } else { noun.kind };
    // «президент Касым-Жомарт Токаев», «телеканал «Звезда»»: the name is the mention.
    if has_name_beside(finder, named, token, kind) {
        return None;
    }
    let tokens = extent(finder, named, token);
    if noun.needs_name && tokens.len() < 2 {
        return None;
    }
    Some(Mention { span: finder.span(tokens), head: token.into(), kind, form: Form::Nominal })
}

fn modifies(tree: &Tree<'_>, token: usize) -> bool {
    matches!(tree.deprel(token.into()), Deprel::Amod | Deprel::Acl)
        && tree.head(token.into()).is_some_and(|h| tree.upos(h) == Upos::Noun)
}

fn has_name_beside(finder: &Finder<'_>, named: &[bool], token: usize, kind: EntityKind) -> bool {
    let beside = [Deprel::Appos, Deprel::Flat, Deprel::FlatName, Deprel::FlatForeign];
    let by_tree = finder.tree.children_as(token.into(), &beside).any(|c| named[c.index()] && c.index() > token);
    let by_quote = matches!(kind, EntityKind::Media | EntityKind::Organization | EntityKind::Facility)
        && token + 2 < named.len()
        && matches!(finder.doc.form(TokenId::from(token + 1)), "«" | "\"")
        && named[token + 2];
    by_tree || by_quote
}

/// The noun with what completes its name: relational adjectives before it, genitives behind it.
fn extent(finder: &Finder<'_>, named: &[bool], token: usize) -> Range<usize> {
    let tree = finder.tree;
    let mut first = token;
    while first > 0 {
        let before = TokenId::from(first - 1);
        let modifier = matches!(tree.deprel(before), Deprel::Amod) && tree.head(before) == Some(token.into());
        let relational = tree.lemma(before).ends_with("кий") || tree.lemma(before).ends_with("ный") || named[first - 1];
        let classifying = finder.resources.nouns.of_pair(tree.lemma(before), tree.lemma(token.into())).is_some();
        if !(modifier && (relational || classifying)) || tree.feats(before).short {
            break;
        }
        first -= 1;
    }
    let mut end = token + 1;
    let mut last_head = token;
    while end < named.len() {
        let next = TokenId::from(end);
        let Some(head) = tree.head(next) else { break };
        let genitive = tree.deprel(next) == Deprel::Nmod
            && head.index() == last_head
            && tree.preposition(next).is_none()
            && tree.case(next) == Some(svodka_model::Case::Gen);
        let adjective = matches!(tree.deprel(next), Deprel::Amod)
            && head.index() > end
            && head.index() <= end + 2
            && tree.head(head).is_some_and(|h| h.index() == last_head)
            && tree.case(head) == Some(svodka_model::Case::Gen)
            && tree.preposition(head).is_none();
        let goes_on = named[end] && named[end - 1] && head.index() >= first && head.index() < end + 3;
        if genitive {
            last_head = end;
        } else if !(adjective || goes_on) {
            break;
        }
        end += 1;
        if end - token > 8 {
            break;
        }
    }
    first..end
}
