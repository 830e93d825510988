//! How far a common noun reaches: «здание городской администрации», «комиссия по борьбе с коррупцией», «шоссе на Кострому».

use super::{
    finder::{Finder, Name},
    mentions::Cover,
};
use std::ops::Range;
use svodka_model::{Case, Deprel, EntityKind, TokenId, Upos};

/// No phrase reaches farther behind its noun.
const REACH: usize = 14;

/// The noun with what completes its name: relational adjectives before it; genitives, names and quoted names behind it.
pub(super) fn extent(finder: &Finder<'_>, cover: &Cover<'_>, token: usize, kind: EntityKind) -> Range<usize> {
    let tree = finder.tree;
    let named = &cover.named;
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
    // «Шоссе на Триполи»
    if kind == EntityKind::Facility
        && tree.upos(token.into()) == Upos::Noun
        && end < named.len()
        && doc_form(finder, end) == "на"
        && let Some(name) = cover.begins.get(&(end + 1)).filter(|name| name.kind == EntityKind::Place)
        && finder.resources.nouns.of(tree.lemma(token.into())).is_some_and(|noun| noun.class == "road")
    {
        return first..name.tokens.end;
    }
    while end < named.len() && end - token <= REACH {
        let next = TokenId::from(end);
        // «активисты движения «Жас толкын»»
        if opens_quote(finder, end)
            && let Some(name) = cover.begins.get(&(end + 1))
        {
            let closed =
                name.tokens.end < named.len() && matches!(finder.doc.form(name.tokens.end.into()), "»" | "\"" | "“" | "”");
            end = if closed { name.tokens.end + 1 } else { end };
            break;
        }
        // «Порт города Поти»: the name behind «города» is in the nominative as often as not.
        let of_town = |name: &Name| end > token + 1 && name.kind == EntityKind::Place && doc_form(finder, end - 1) == "города";
        if let Some(name) = cover.begins.get(&end)
            && (completes(finder, name, token, kind) || of_town(name))
        {
            end = name.tokens.end;
            last_head = finder.tree_head(&name.tokens);
            continue;
        }
        let Some(head) = tree.head(next) else { break };
        if let Some(last) = concern(finder, token, end, kind) {
            end = last + 1;
            break;
        }
        let genitive = tree.deprel(next) == Deprel::Nmod
            && head.index() == last_head
            && tree.preposition(next).is_none()
            && tree.case(next) == Some(Case::Gen);
        let adjective = matches!(tree.deprel(next), Deprel::Amod)
            && head.index() > end
            && head.index() <= end + 2
            && tree.head(head).is_some_and(|h| h.index() == last_head)
            && tree.case(head) == Some(Case::Gen)
            && tree.preposition(head).is_none();
        let goes_on = named[end] && named[end - 1] && head.index() >= first && head.index() < end + 3;
        if genitive {
            last_head = end;
        } else if !(adjective || goes_on) {
            break;
        }
        end += 1;
    }
    first..end
}

fn doc_form<'d>(finder: &Finder<'d>, token: usize) -> &'d str {
    finder.doc.form(token.into())
}

/// «Комиссия по борьбе с коррупцией»: what a body is for is part of its name. The last word of it, where it begins at a token.
fn concern(finder: &Finder<'_>, noun: usize, at: usize, kind: EntityKind) -> Option<usize> {
    const LONGEST: usize = 6;
    let tree = finder.tree;
    if kind != EntityKind::Organization || at != noun + 1 || tree.lemma(at.into()) != "по" {
        return None;
    }
    let of = tree.head(at.into()).filter(|&of| of.index() > at && tree.head(of).is_some_and(|head| head.index() == noun))?;
    let end = finder.doc.sentences[finder.doc.sentence_of(of)].tokens().end;
    let plain = |t: TokenId| matches!(tree.upos(t), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adp | Upos::Cconj);
    let under = |t: TokenId| t == of || tree.ancestors(t).take(LONGEST).any(|above| above == of);
    (tree.case(of) == Some(Case::Dat)).then(|| {
        (at..end.min(at + LONGEST)).take_while(|&t| t == at || plain(t.into()) && under(t.into()) || t < of.index()).last()
    })?
}

/// True for a name that says whose or of what a noun is: «база НАТО», «правительство Исама Шарафа». After a title the name
/// of a person is who bears it, and a town after «город» is the town.
fn completes(finder: &Finder<'_>, name: &Name, noun: usize, kind: EntityKind) -> bool {
    let case = finder.doc.words[finder.tree_head(&name.tokens)].feats.case;
    let genitive = case.is_none_or(|case| case == Case::Gen);
    match (kind, name.kind) {
        (EntityKind::Place, _) => false,
        (EntityKind::Person, EntityKind::Person) => {
            case == Some(Case::Gen) && !matches!(finder.doc.words[noun].feats.case, Some(Case::Gen | Case::Acc))
        }
        (EntityKind::Facility, EntityKind::Person) => genitive || case == Some(Case::Dat),
        // The genitive of men looks like the accusative.
        (EntityKind::Organization, EntityKind::Person) => genitive || case == Some(Case::Acc),
        _ => genitive,
    }
}

pub(super) fn opens_quote(finder: &Finder<'_>, token: usize) -> bool {
    token < finder.doc.tokens.len() && matches!(finder.doc.form(token.into()), "«" | "\"" | "„" | "“")
}
