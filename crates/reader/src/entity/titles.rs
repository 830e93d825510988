//! What persons and things go by beside their names: «спикер парламента», «площадь», «экс-президент».

use super::{
    finder::Finder,
    identity::{names, tokens},
    spell::is_abbreviation,
};
use svodka_model::{Deprel, EntityKind, Form, Mention, Number, TokenId, Upos};

/// The common nouns that a name stands beside, or that are the mention itself.
pub(super) fn titles(finder: &Finder<'_>, mention: &Mention) -> Vec<String> {
    let first = tokens(finder, mention).start;
    if mention.kind == EntityKind::Facility && mention.form == Form::Name && finder.doc.words[first].upos == Upos::Noun {
        // «площадь Республики» is «площадь» from now on.
        return vec![title(finder, first)];
    }
    let head = mention.head.index();
    let listed = || finder.resources.nouns.of(&finder.doc.words[head].lemma).is_some();
    if mention.kind == EntityKind::Organization && mention.form == Form::Name && tokens(finder, mention).len() > 1 && listed() {
        // «Сенат США» is «сенат» from now on.
        return vec![title(finder, head)];
    }
    if !names(finder.doc, mention) {
        return vec![title(finder, mention.head.index())];
    }
    // «Задержали стрелка, школьника Ивана Петрова» is one man, whatever the tree says: no «и» joins him.
    let alone = |t: TokenId| {
        let cases = finder.tree.head(t).map(|head| (finder.tree.upos(head), finder.tree.feats(head)));
        let feats = finder.tree.feats(t);
        let person = cases.is_some_and(|(upos, other)| {
            let same = (other.case, other.number, other.gender, other.animacy)
                == (feats.case, feats.number, feats.gender, feats.animacy);
            upos == Upos::Noun && same
        });
        finder.tree.upos(t) == Upos::Noun
            && person
            && finder.tree.child(t, &[Deprel::Cc]).is_none()
            && feats.number != Some(Number::Plur)
    };
    let beside = |t: TokenId| match finder.tree.deprel(t) {
        Deprel::Appos | Deprel::Flat | Deprel::FlatName => true,
        Deprel::Conj => mention.kind == EntityKind::Person && alone(t),
        _ => false,
    };
    // «Стрелка, школьника Ивана Петрова»: a name may stand behind several.
    const MOST: usize = 3;
    let up = |&t: &TokenId| finder.tree.head(t).filter(|_| beside(t));
    let above = std::iter::successors(Some(mention.head), up).skip(1).take(MOST).map(TokenId::index);
    let person = mention.kind == EntityKind::Person;
    let mut nouns: Vec<usize> = above.filter(|&t| finder.doc.words[t].upos == Upos::Noun || !person).collect();
    nouns.extend(introducing(finder, mention).filter(|noun| person && !nouns.contains(noun)));
    // «Жена Коби» is not Коби.
    let whose = |&noun: &usize| {
        let kin = finder.resources.nouns.of(&finder.doc.words[noun].lemma).is_some_and(|noun| noun.class == "relative");
        person && kin && finder.doc.words[mention.head.index()].feats.case.is_none()
    };
    nouns.retain(|noun| !whose(noun));
    let mut titles: Vec<String> = nouns.iter().map(|&t| title(finder, t)).collect();
    titles.extend(nouns.iter().filter(|&&noun| person && noun + 1 < first).map(|&noun| phrase(finder, noun..first)));
    titles
}

/// The common noun whose phrase a person's name follows: «спикер нижней палаты парламента Пётр Орлов», wherever the tree hangs it.
fn introducing(finder: &Finder<'_>, mention: &Mention) -> Option<usize> {
    let doc = finder.doc;
    let at = doc.mentions.partition_point(|m| m.span.start < mention.span.start);
    let ends = |m: &&Mention| m.span.end < mention.span.start && mention.span.start - m.span.end <= 1;
    let person = |m: &&Mention| m.form == Form::Nominal && m.kind == EntityKind::Person;
    let name = &doc.words[mention.head.index()].feats;
    let agrees = |m: &&Mention| name.case.is_none() || doc.words[m.head.index()].feats.case == name.case;
    let kin = |m: &&Mention| finder.resources.nouns.of(&doc.words[m.head.index()].lemma).is_some_and(|n| n.class == "relative");
    // «Заместитель прокурора Орлов» is no prosecutor, but «сестра прокурора Орлова» may be Орлов's.
    let fitting = doc.mentions[..at].iter().rev().take(4).filter(ends).filter(person).filter(agrees);
    let noun = fitting.enumerate().filter(|(nth, m)| *nth == 0 || !kin(m)).last()?.1;
    // Abbreviations are no persons.
    (!is_abbreviation(doc.quote(mention.span))).then_some(noun.head.index())
}

/// What a common noun calls its bearer: one word for one office, «экс-» for a former one.
pub(super) fn title(finder: &Finder<'_>, noun: usize) -> String {
    let words = &finder.doc.words;
    let next = words.get(noun + 1).map_or("", |word| &*word.lemma);
    let lemma = &*words[noun].lemma;
    let (former, lemma) = match lemma.strip_prefix("экс-") {
        Some(rest) => (true, rest),
        None => (noun.checked_sub(1).is_some_and(|t| &*words[t].lemma == "бывший"), lemma),
    };
    let office = match lemma {
        "кабинет" | "кабмин" | "совмин" => "правительство",
        "премьер" => "премьер-министр",
        "глава" if matches!(next, "правительство" | "кабмин") => "премьер-министр",
        "глава" if matches!(next, "государство" | "республика") => "президент",
        lemma => lemma,
    };
    if former { format!("экс-{office}") } else { office.to_owned() }
}

/// The words of a title with what completes it: «прокурор самарский область».
pub(super) fn phrase(finder: &Finder<'_>, tokens: std::ops::Range<usize>) -> String {
    const LONGEST: usize = 12;
    tokens.take(LONGEST).map(|t| &*finder.doc.words[t].lemma).collect::<Vec<_>>().join(" ")
}
