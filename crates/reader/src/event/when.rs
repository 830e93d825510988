//! Which time governs an event.

use super::{clauses, roles, select::Candidate};
use crate::view::Scene;
use svodka_model::{Deprel, EventType, Precision, Realis, Tense, TimexId, TokenId, Upos, VerbForm, When};

/// The time of a candidate: its own, that of its clause, or that of the happening in whose course it came about.
pub(crate) fn find(scene: &Scene<'_>, candidate: &Candidate<'_>, realis: Realis) -> Option<When> {
    let anchor = candidate.light.map_or(candidate.head, |(verb, _)| verb);
    let foreseen = matches!(realis, Realis::Planned | Realis::Requested | Realis::Threatened) && is_under_past(scene, anchor);
    let of = |head: TokenId, anchor: TokenId| {
        let timexes = timexes_of(scene, scene.doc.sentence_of(head));
        let usable = timexes.iter().filter(|&&(id, _)| realis != Realis::Actual || !is_term(scene, id));
        let ranked = usable.filter_map(|&(id, tie)| Some((closeness(scene, head, anchor, id, tie)?, id)));
        let ranked = ranked.filter(|&(rank, id)| rank < 2 || !foreseen || !is_over(scene, id));
        let far = |id: TimexId| scene.doc.timexes[id.index()].span.start.abs_diff(scene.doc.tokens[anchor.index()].span.start);
        ranked.min_by_key(|&(rank, id)| (rank, if rank > 1 { far(id) } else { 0 }, id)).map(|(_, id)| id)
    };
    let around = || clauses::happening_around(scene, candidate.head).and_then(|noun| of(noun, noun));
    let stage = || clauses::stage(scene, anchor).and_then(|noun| of(noun, noun));
    let id = of(candidate.head, anchor).or_else(around).or_else(stage)?;
    let timex = &scene.doc.timexes[id.index()];
    // A price that rises «с 1 января» rises on that day, however long it stays.
    let begins = candidate.frame.kind == EventType::Change && timex.precision == Precision::Day;
    let start = timex.value.strip_suffix("/..").filter(|_| begins || when_clause(scene, anchor, id));
    let value = start.unwrap_or(&timex.value).to_owned();
    timex.is_dated().then_some(When { value, precision: timex.precision, basis: timex.basis, time: Some(id) })
}

/// «Накануне решили отправить войска»: the time is that of the decision.
fn is_under_past(scene: &Scene<'_>, anchor: TokenId) -> bool {
    let inner = |t: TokenId| scene.tree.feats(t).verb_form == Some(VerbForm::Inf) || !scene.is_verbal(t);
    let verb = scene.tree.ancestors(anchor).take(6).find(|&t| !inner(t));
    inner(anchor) && verb.is_some_and(|verb| scene.tree.feats(verb).tense == Some(Tense::Past))
}

/// True for a time that does not lie ahead of the report.
fn is_over(scene: &Scene<'_>, id: TimexId) -> bool {
    let (timex, published) = (&scene.doc.timexes[id.index()], scene.doc.report.published.as_deref().unwrap_or_default());
    published.get(..timex.value.len().min(10)).is_some_and(|now| !timex.value.starts_with('.') && timex.value.as_str() <= now)
}

/// A term that lies ahead of the report, no time of what has been decided: «прервали переговоры до 2028 года», «отказались на
/// ближайшие четыре года».
fn is_term(scene: &Scene<'_>, id: TimexId) -> bool {
    let timex = &scene.doc.timexes[id.index()];
    let Some(published) = &scene.doc.report.published else { return false };
    let now = |day: &str| published.get(..day.len()).unwrap_or(published.as_str()).to_owned();
    let first = TokenId::from(scene.doc.tokens_in(timex.span).start);
    match timex.value.split_once('/') {
        Some(("..", until)) => until > now(until).as_str(),
        Some((from, until)) => scene.tree.lemma(first) == "на" && from >= now(from).as_str() && until > now(until).as_str(),
        None => false,
    }
}

/// The timexes of a sentence, each with the token that ties it to the tree.
pub(super) fn timexes_of(scene: &Scene<'_>, sentence: usize) -> Vec<(TimexId, TokenId)> {
    let doc = scene.doc;
    let span = doc.sentences[sentence].span;
    let first = doc.timexes.partition_point(|t| t.span.end <= span.start);
    doc.timexes[first..]
        .iter()
        .enumerate()
        .take_while(|(_, t)| t.span.start < span.end)
        .filter(|(_, t)| !t.is_length())
        .filter_map(|(i, timex)| {
            let tokens = doc.tokens_in(timex.span);
            let outward = |t: TokenId| scene.tree.head(t).is_none_or(|h| !tokens.contains(&h.index()));
            let tie = tokens.clone().map(TokenId::from).filter(|&t| outward(t)).min_by_key(|&t| scene.tree.upos(t) == Upos::Adp);
            Some((TimexId::from(first + i), tie?))
        })
        .collect()
}

/// How closely a timex stands to an event: 0 is its own, larger is farther, `None` is another happening's.
fn closeness(scene: &Scene<'_>, head: TokenId, anchor: TokenId, id: TimexId, tie: TokenId) -> Option<u32> {
    let tree = &scene.tree;
    let nominal = roles::is_nominal(scene, anchor);
    let time = scene.doc.tokens_in(scene.doc.timexes[id.index()].span);
    if nominal && follows(scene, head, id) {
        return Some(u32::from(tree.head(tie) != Some(head)));
    }
    if !nominal && when_clause(scene, anchor, id) || clauses::inside_phrase(scene, anchor, &time) {
        return Some(0);
    }
    // «на митинге, прошедшем 27 марта»: the time of a participle that modifies the event.
    let modifies =
        |t: TokenId| matches!(tree.deprel(t), Deprel::Acl | Deprel::AclRelcl | Deprel::Amod) && tree.head(t) == Some(head);
    if tree.head(tie).is_some_and(modifies) || (roles::is_nominal(scene, head) && clauses::dates(scene, head, &time)) {
        return Some(1);
    }
    if clauses::parts(scene, anchor, &time) {
        return None;
    }
    let governor = tree.head(tie);
    if governor.is_some_and(|g| g == head || g == anchor) {
        return Some(0);
    }
    // «Оппозиции, протестовавшей против выборов»: what describes a noun shares no time with the clause around it.
    if clauses::is_participle(scene, anchor) && matches!(tree.deprel(anchor), Deprel::Acl | Deprel::Amod) {
        return None;
    }
    if !nominal && leads(scene, anchor, id) {
        return Some(2);
    }
    let Some(governor) = governor else { return Some(6) };
    // «Конституция 2004 года»: the year of a thing.
    if is_attribute(scene, id) && matches!(tree.upos(governor), Upos::Noun | Upos::Propn) {
        return None;
    }
    if nominal && clauses::lists(scene, anchor, &time) {
        return Some(5);
    }
    let clause = match nominal {
        true => clause_of_noun(scene, anchor)?,
        false => scene.clause_head(anchor),
    };
    if governor == clause || tree.first_conjunct(governor) == clause {
        return Some(2);
    }
    // The same clause, through a noun that is no happening itself: «во время заседания 5 мая приняли закон».
    let of_event = tree.upos(governor) == Upos::Noun && scene.resources.index.nouns.contains_key(tree.lemma(governor));
    let deed_within = governor > anchor && tree.feats(governor).verb_form == Some(VerbForm::Inf);
    if scene.clause_head(tie) == scene.clause_head(anchor) && !of_event && !deed_within {
        return Some(3);
    }
    // A coordinated clause shares the time that stands before both: «4 января власти уступили и снизили цену».
    let mut at = clause;
    let mut steps = 0;
    while matches!(tree.deprel(at), Deprel::Conj | Deprel::Parataxis | Deprel::Advcl | Deprel::Xcomp) && steps < 6 {
        at = tree.head(at)?;
        steps += 1;
        if (governor == at || leads(scene, at, id))
            && (tie < anchor || tree.deprel(clause) == Deprel::Advcl)
            && !is_saying(scene, at)
            && !parted(scene, tie, anchor)
        {
            return Some(4);
        }
    }
    // The words before the verb, wherever the tree has hung them: «утром, как сообщила полиция, сотрудник застрелил…».
    let leads = tie < anchor && !scene.is_verbal(governor) && tree.upos(governor) != Upos::Noun;
    leads.then_some(5)
}

/// «Подорожание сжиженного газа с 1 января»: the time ends the phrase of the event noun.
fn follows(scene: &Scene<'_>, noun: TokenId, id: TimexId) -> bool {
    const LONGEST: usize = 6;
    let start = scene.doc.tokens_in(scene.doc.timexes[id.index()].span).start;
    let between = noun.index() + 1..start;
    let phrase = |t: TokenId| matches!(scene.tree.upos(t), Upos::Noun | Upos::Adj | Upos::Propn | Upos::Det | Upos::Adp);
    let event = |t: TokenId| scene.resources.index.nouns.contains_key(scene.tree.lemma(t));
    noun.index() < start && between.len() <= LONGEST && between.map(TokenId::from).all(|t| phrase(t) && !event(t))
}

/// «4 января комиссия согласилась»: the time opens a clause whose first verb this is.
fn leads(scene: &Scene<'_>, verb: TokenId, id: TimexId) -> bool {
    const LONGEST: usize = 12;
    let tokens = scene.doc.tokens_in(scene.doc.timexes[id.index()].span);
    let between = tokens.end..verb.index();
    let mark = |t: TokenId| scene.tree.upos(t) == Upos::Punct || matches!(scene.tree.upos(t), Upos::Sconj);
    let opens = tokens.start == scene.doc.sentences[scene.doc.sentence_of(verb)].first.index()
        || tokens.start.checked_sub(1).is_some_and(|t| mark(t.into()));
    let plain = |t: TokenId| !mark(t) && !scene.is_verbal(t);
    opens && tokens.end <= verb.index() && between.len() <= LONGEST && between.map(TokenId::from).all(plain)
}

/// «С 14 августа, когда власти разогнали лагерь»: the clause tells what happened then.
fn when_clause(scene: &Scene<'_>, verb: TokenId, id: TimexId) -> bool {
    const LONGEST: usize = 12;
    let end = scene.doc.tokens_in(scene.doc.timexes[id.index()].span).end;
    let opens = end + 1 < verb.index() && scene.doc.form(end.into()) == "," && scene.doc.form((end + 1).into()) == "когда";
    let plain = |t: TokenId| scene.tree.upos(t) != Upos::Punct && !scene.is_verbal(t);
    opens && verb.index() - end < LONGEST && (end + 2..verb.index()).map(TokenId::from).all(plain)
}

/// A month or longer without a preposition, which names no time of a clause: «Конституция 2004 года», «закон 2012 года».
fn is_attribute(scene: &Scene<'_>, id: TimexId) -> bool {
    let timex = &scene.doc.timexes[id.index()];
    let first = TokenId::from(scene.doc.tokens_in(timex.span).start);
    let long = matches!(timex.precision, Precision::Month | Precision::Season | Precision::Year | Precision::Decade);
    let genitive = scene.doc.quote(timex.span).ends_with(['а', 'я', 'в']);
    long && genitive && scene.tree.upos(first) != Upos::Adp
}

/// A semicolon stands between two tokens of a sentence.
fn parted(scene: &Scene<'_>, a: TokenId, b: TokenId) -> bool {
    const FAR: usize = 60;
    let (from, to) = (a.min(b).index(), a.max(b).index());
    (from..to.min(from + FAR)).any(|t| scene.doc.form(t.into()) == ";")
}

/// The clause whose time an event noun shares: that of the verb right above it, unless the verb only speaks of it or the
/// preposition sets it apart («после пожара», «из-за роста цен»).
pub(super) fn clause_of_noun(scene: &Scene<'_>, noun: TokenId) -> Option<TokenId> {
    const APART: [&str; 10] = ["после", "без", "до", "из-за", "против", "за", "перед", "от", "накануне", "ради"];
    let tree = &scene.tree;
    let noun = tree.first_conjunct(noun);
    let apart = |p: TokenId| APART.contains(&tree.lemma(p)) && !(tree.lemma(p) == "из-за" && is_calamity(scene, noun));
    if tree.preposition(noun).is_some_and(apart) {
        return None;
    }
    let verb = tree.head(noun)?;
    (scene.is_verbal(verb) && !is_saying(scene, verb)).then_some(verb)
}

/// True for verbs that only report, whose own time is not that of what they report.
pub(super) fn is_saying(scene: &Scene<'_>, verb: TokenId) -> bool {
    use svodka_model::Stance::{Claim, Confirm, Deny, Doubt, Report};
    let cue = scene.resources.cues.verbs.get(scene.tree.lemma(verb));
    cue.is_some_and(|cue| matches!(cue.stance, Report | Claim | Confirm | Deny | Doubt))
}

/// «Из-за урагана погибли двое»: what strikes by itself strikes when it harms.
fn is_calamity(scene: &Scene<'_>, noun: TokenId) -> bool {
    scene.lexicon().is_a(scene.tree.lemma(noun), "calamities")
}

/// A noun that names something that happens.
pub(super) fn is_happening(scene: &Scene<'_>, noun: TokenId) -> bool {
    scene.resources.index.nouns.contains_key(scene.tree.lemma(noun)) || is_calamity(scene, noun)
}
