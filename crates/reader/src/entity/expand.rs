//! Full names inside descriptions: «адвокаты Орлова» are «адвокаты Ивана Орлова», where the report tells who that is.

use super::{
    finder::Finder,
    identity::Draft,
    spell::{keep_spelling, same_stem},
};
use crate::letters::in_small;
use svodka_model::{Case, EntityKind, Form};

/// No mention lies inside more than so many others.
const DEEP: usize = 8;

/// Puts the given name before a surname that ends what somebody or something is called.
pub(super) fn expand(finder: &Finder<'_>, drafts: &mut [Draft], owner: &[usize]) {
    let doc = finder.doc;
    for (at, inner) in doc.mentions.iter().enumerate() {
        if inner.form != Form::Name || inner.kind != EntityKind::Person || doc.tokens_in(inner.span).len() != 1 {
            continue;
        }
        let outer = (at.saturating_sub(DEEP)..at).find(|&o| {
            let whole = &doc.mentions[o];
            whole.form == Form::Nominal && whole.span.end == inner.span.end && whole.span.start < inner.span.start
        });
        let (Some(outer), Some(person)) = (outer.and_then(|o| owner.get(o)), owner.get(at).and_then(|&p| drafts.get(p))) else {
            continue;
        };
        let surname = doc.quote(inner.span);
        let Some(case) = doc.words[inner.head.index()].feats.case else { continue };
        let Some(given) = given(&person.name, surname).and_then(|given| declined(finder, given, case)) else { continue };
        let Some(draft) = drafts.get_mut(*outer).filter(|d| bears_full(d.kind, case)) else {
            continue;
        };
        let Some(noun) = draft.name.strip_suffix(surname).and_then(|rest| rest.strip_suffix(' ')) else { continue };
        if !noun.ends_with(&given) {
            draft.name = format!("{noun} {given} {surname}");
        }
    }
}

/// «Памятник Орлову» is one to Иван Орлов, but «проспект Орлова» is called so.
fn bears_full(kind: EntityKind, case: Case) -> bool {
    kind == EntityKind::Group || kind == EntityKind::Facility && case == Case::Dat
}

/// The given name of a person of two names who bears the surname.
fn given<'n>(name: &'n str, surname: &str) -> Option<&'n str> {
    let (given, last) = name.split_once(' ')?;
    (!last.contains(' ') && !given.contains('.') && same_stem(last, surname)).then_some(given)
}

/// A given name that the dictionary knows, in another case.
fn declined(finder: &Finder<'_>, given: &str, case: Case) -> Option<String> {
    let dictionary = &finder.resources.dictionary;
    let wanted = [("Case", case.as_str()), ("Number", "Sing")];
    let known = dictionary.analyze(&in_small(given));
    let name = known.iter().find(|a| {
        dictionary.ud_tag(a.ud).is_some_and(|tag| tag.feat("NameType") == Some("Giv") && tag.feat("Case") == Some("Nom"))
    })?;
    dictionary.inflect(name, &wanted).map(|inflected| keep_spelling(&inflected.word, given))
}
