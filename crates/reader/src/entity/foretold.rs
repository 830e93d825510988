//! Who is described before or after being named: «Убит депутат. … Депутат сельского совета Иван Орлов», «Житель Омска задержан. Иван
//! Орлов признал вину», «экс-глава банка».

use super::{
    bearer::{gender, gender_of_verb, is_subject},
    finder::Finder,
    identity::Draft,
    titles::titles,
};
use svodka_model::{Deprel, EntityKind, Form, Gender, Mention, Number, TokenId};

/// The last sentence that headlines and the lead below them reach.
const LEAD: usize = 2;
/// How many sentences on, at most, a name without any title says who was described.
const NEXT: usize = 2;
/// How many sentences on, at most, a name with the same title does.
const SOON: usize = 8;
/// No subject stands farther before what is said of it.
const APART: usize = 40;
/// No more persons or titles are looked at.
const MOST: usize = 64;

/// The one person whom a singular description means, where one alone can be meant.
pub(super) fn foretold(finder: &Finder<'_>, drafts: &[Draft], new: &Draft, mention: &Mention) -> Option<usize> {
    let one = mention.kind == EntityKind::Person && finder.doc.words[mention.head.index()].feats.number != Some(Number::Plur);
    if !one || within_another(finder, mention) {
        return None;
    }
    let persons: Vec<usize> = (0..drafts.len()).filter(|&at| is_named(&drafts[at])).take(MOST).collect();
    let told = subject(finder, drafts, &persons, mention).or_else(|| defended(finder, drafts, &persons, mention));
    if told.is_some() {
        return told;
    }
    // «Сын министра» is called so beside his name or nowhere.
    let kin = finder.resources.nouns.of(finder.tree.lemma(mention.head)).is_some_and(|noun| noun.class == "relative");
    let early = finder.doc.sentence_of(mention.head) <= LEAD;
    if early && is_spoken_of(finder, mention) {
        let below = |title: bool| {
            let fits = |&at: &usize| follows(finder, &drafts[at], new, mention, title);
            sole(persons.iter().copied().filter(fits))
        };
        let found = below(true).or_else(|| below(false).filter(|_| !kin));
        if found.is_some() {
            return found;
        }
    }
    if kin {
        return None;
    }
    former(finder, drafts, &persons, new, mention).or_else(|| again(finder, drafts, &persons, new, mention))
}

/// «Иван Орлов, глава завода», «Иван Орлов — новый президент федерации»: who is said to be that.
fn subject(finder: &Finder<'_>, drafts: &[Draft], persons: &[usize], mention: &Mention) -> Option<usize> {
    let beside = || {
        let agrees = |&t: &TokenId| finder.tree.case(t).is_some() && finder.tree.case(t) == finder.tree.case(mention.head);
        let name = Some(mention.head).filter(|&t| finder.tree.deprel(t) == Deprel::Appos).and_then(|t| finder.tree.head(t));
        name.filter(|&t| t < mention.head).filter(agrees)
    };
    let who = said(finder, mention).or_else(beside)?;
    persons.iter().copied().find(|&at| mentions(finder, &drafts[at]).any(|m| m.head == who))
}

/// The subject of a noun that is said of it.
fn said(finder: &Finder<'_>, mention: &Mention) -> Option<TokenId> {
    let subject = finder.tree.child(mention.head, &[Deprel::Nsubj]).filter(|&t| t < mention.head)?;
    let between = subject.index()..mention.head.index();
    let denied = between.len() > APART || between.clone().any(|t| &*finder.doc.words[t].lemma == "не");
    (!denied).then_some(subject)
}

/// «Певец Иван Орлов», then «артист»: the one person so far who goes by a word of that sort, where the report tells most of them.
fn again(finder: &Finder<'_>, drafts: &[Draft], persons: &[usize], new: &Draft, mention: &Mention) -> Option<usize> {
    let wanted = sort(finder, new.titles.first()?)?;
    // Who stands before the verb is known already, «найден актёр» tells of a new one. «Звание генерала», «станет певцом» mean nobody.
    let known = finder.tree.head(mention.head).is_some_and(|verb| mention.head < verb);
    let of = finder.tree.deprel(mention.head) == Deprel::Nmod && wanted != "military";
    if !new.bare || !(of || known && is_spoken_of(finder, mention)) || !finder.tree.children(mention.head).is_empty() {
        return None;
    }
    let before = |d: &Draft| mentions(finder, d).next().is_some_and(|m| m.span.start < mention.span.start);
    let bears = |d: &Draft| d.titles.iter().take(MOST).any(|title| sort(finder, title) == Some(wanted));
    let only = sole(persons.iter().copied().filter(|&at| before(&drafts[at]) && bears(&drafts[at])))?;
    let most = persons.iter().map(|&at| drafts[at].mentions.len()).max();
    if most > Some(drafts[only].mentions.len()) {
        return None;
    }
    let near = |m: &Mention| {
        m.span.end < mention.span.start && finder.doc.sentence_of(m.head) + NEXT >= finder.doc.sentence_of(mention.head)
    };
    let own = mentions(finder, &drafts[only]);
    own.clone().any(near).then_some(only).filter(|_| own.clone().all(|m| same_gender(finder, m, mention)))
}

/// The sort of person that a word tells, where one story has hardly two of it.
fn sort(finder: &Finder<'_>, word: &str) -> Option<&'static str> {
    let class = finder.resources.nouns.of(word)?.class;
    match class {
        "criminal" | "suspect" => Some("criminal"),
        "military" | "artist" | "sportsman" | "clergy" | "business" | "journalist" => Some(class),
        _ => None,
    }
}

/// «Адвокат Орлова сказал, что его подзащитный невиновен»: whose lawyer has just been named.
fn defended(finder: &Finder<'_>, drafts: &[Draft], persons: &[usize], mention: &Mention) -> Option<usize> {
    let noun = |t: TokenId| finder.resources.nouns.of(finder.tree.lemma(t));
    noun(mention.head).filter(|noun| noun.defended)?;
    let here = finder.doc.sentence_of(mention.head);
    let client = |m: &Mention| {
        let lawyer = finder.tree.head(m.head).filter(|_| finder.tree.deprel(m.head) == Deprel::Nmod).and_then(noun);
        let near = m.span.end < mention.span.start && finder.doc.sentence_of(m.head) + 1 >= here;
        near && lawyer.is_some_and(|noun| noun.class == "court")
    };
    let last = |at: usize| mentions(finder, &drafts[at]).filter(|m| client(m)).map(|m| m.span.start).last();
    persons.iter().copied().filter_map(|at| Some((last(at)?, at))).max().map(|(_, at)| at)
}

fn is_named(draft: &Draft) -> bool {
    draft.kind == EntityKind::Person && !draft.nominal
}

/// «Экс-глава банка» long after the one man of a report has been named.
fn former(finder: &Finder<'_>, drafts: &[Draft], persons: &[usize], new: &Draft, mention: &Mention) -> Option<usize> {
    let title = new.titles.first().filter(|title| title.starts_with("экс-"))?;
    let own = |m: &&Mention| same_gender(finder, m, mention);
    let men = persons.iter().copied().filter(|&at| mentions(finder, &drafts[at]).all(|m| own(&m)));
    let only = sole(men)?;
    let known = &drafts[only];
    let named = mentions(finder, known).next().is_some_and(|m| m.span.start < mention.span.start);
    let bears = known.titles.is_empty() || known.titles.contains(title);
    (named && bears && known.parts.len() > 1).then_some(only)
}

/// True for a person who is named soon after a description: by the same title, or by none at all as the subject of what is told next.
fn follows(finder: &Finder<'_>, draft: &Draft, new: &Draft, mention: &Mention, by_title: bool) -> bool {
    let Some(first) = mentions(finder, draft).next() else { return false };
    let (here, there) = (finder.doc.sentence_of(mention.head), finder.doc.sentence_of(first.head));
    if first.span.start <= mention.span.end || draft.parts.len() < 2 || !same_gender(finder, first, mention) {
        return false;
    }
    if by_title {
        return there <= here + SOON && shares_title(finder, draft, first, new);
    }
    let next = there > here && there <= here + NEXT;
    let bare = titles(finder, first).is_empty() && draft.office.is_none();
    next && bare && is_subject(finder, mention.head) && first_named(finder, first) && is_doer(finder, first)
}

/// «Задержан стрелок», then «подозреваемый Иван Орлов»: one word, or a word of the same sort beside the first of all names.
fn shares_title(finder: &Finder<'_>, draft: &Draft, first: &Mention, new: &Draft) -> bool {
    let Some(title) = new.titles.first() else { return false };
    if draft.titles.iter().take(MOST).any(|other| other == title) {
        return true;
    }
    let alike = |other: &String| sort(finder, title).is_some_and(|own| sort(finder, other) == Some(own));
    first_named(finder, first) && draft.titles.iter().take(MOST).any(alike)
}

/// True where the name is the first of all that name a person, and so wants an introduction that it does not have.
fn first_named(finder: &Finder<'_>, name: &Mention) -> bool {
    let person = |m: &&Mention| m.kind == EntityKind::Person && m.form == Form::Name;
    finder.doc.mentions.iter().find(person).is_some_and(|m| m.span == name.span)
}

/// True for a subject that does not merely speak: who tells of it may be anybody.
fn is_doer(finder: &Finder<'_>, name: &Mention) -> bool {
    let speaks = |verb| finder.tree.child(verb, &[Deprel::Ccomp, Deprel::Parataxis]).is_some();
    is_subject(finder, name.head) && finder.tree.head(name.head).is_some_and(|verb| !speaks(verb))
}

/// Who does something or has it done to them; whose or with whom it is done is another matter.
fn is_spoken_of(finder: &Finder<'_>, mention: &Mention) -> bool {
    use Deprel::{Iobj, Nsubj, NsubjPass, Obj, Root};
    matches!(finder.tree.deprel(mention.head), Nsubj | NsubjPass | Obj | Iobj | Root)
}

/// «Сын депутата»: the deputy is not who the report is about.
fn within_another(finder: &Finder<'_>, mention: &Mention) -> bool {
    let at = finder.doc.mentions.partition_point(|m| m.span.start <= mention.span.start);
    let before = finder.doc.mentions[..at].iter().rev().take(8);
    before.into_iter().any(|m| m.span != mention.span && m.kind == EntityKind::Person && m.span.contains(mention.span))
}

/// False where a woman is named and a man described, as far as words tell.
fn same_gender(finder: &Finder<'_>, name: &Mention, described: &Mention) -> bool {
    let word = &finder.doc.words[described.head.index()].feats;
    // «Депутат» may be a woman, «актриса» is no man.
    let told = gender_of_verb(finder, described.head).or(word.gender.filter(|&g| g == Gender::Fem));
    told.is_none_or(|told| gender(finder, name).is_none_or(|own| own == told))
}

fn mentions<'f>(finder: &'f Finder<'_>, draft: &'f Draft) -> impl Iterator<Item = &'f Mention> + Clone {
    draft.mentions.iter().take(MOST).filter_map(|&m| finder.doc.mentions.get(m))
}

fn sole(mut fitting: impl Iterator<Item = usize>) -> Option<usize> {
    fitting.next().filter(|_| fitting.next().is_none())
}
