//! Which time governs an event.

use super::{roles, select::Candidate};
use crate::view::Scene;
use svodka_model::{Basis, Deprel, EntityKind, Event, EventType, Precision, Realis, Tense, TimexId, TokenId, Upos, When};

/// The time of a candidate: its own, that of its clause, or the one inherited from the text before.
pub(crate) fn find(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Option<When> {
    let anchor = candidate.light.map_or(candidate.head, |(verb, _)| verb);
    let sentence = scene.doc.sentence_of(candidate.head);
    let in_sentence = timexes_of(scene, sentence);
    let best = in_sentence
        .iter()
        .filter_map(|&(id, head)| Some((closeness(scene, candidate.head, anchor, head)?, id)))
        .min_by_key(|&(rank, id)| (rank, id));
    best.and_then(|(_, id)| {
        let timex = &scene.doc.timexes[id.index()];
        // A price that rises «с 1 января» rises on that day, however long it stays.
        let start = timex.value.strip_suffix("/..").filter(|_| candidate.frame.kind == EventType::Change);
        let value = start.unwrap_or(&timex.value).to_owned();
        timex.is_dated().then_some(When { value, precision: timex.precision, basis: timex.basis, time: Some(id) })
    })
}

/// The timexes of a sentence, each with the token that ties it to the tree.
fn timexes_of(scene: &Scene<'_>, sentence: usize) -> Vec<(TimexId, TokenId)> {
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
fn closeness(scene: &Scene<'_>, head: TokenId, anchor: TokenId, tie: TokenId) -> Option<u32> {
    let tree = &scene.tree;
    let Some(governor) = tree.head(tie) else { return Some(6) };
    if governor == head || governor == anchor {
        return Some(0);
    }
    // «на митинге, прошедшем 27 марта»: the time of a participle that modifies the event.
    if matches!(tree.deprel(governor), Deprel::Acl | Deprel::AclRelcl | Deprel::Amod) && tree.head(governor) == Some(head) {
        return Some(1);
    }
    let clause = match roles::is_nominal(scene, anchor) {
        true => clause_of_noun(scene, anchor)?,
        false => scene.clause_head(anchor),
    };
    if governor == clause || tree.first_conjunct(governor) == clause {
        return Some(2);
    }
    // The same clause, through a noun that is no happening itself: «во время заседания 5 мая приняли закон».
    let of_event = tree.upos(governor) == Upos::Noun && scene.resources.index.nouns.contains_key(tree.lemma(governor));
    if scene.clause_head(tie) == scene.clause_head(anchor) && !of_event {
        return Some(3);
    }
    // A coordinated clause shares the time that stands before both: «4 января власти уступили и снизили цену».
    let mut at = clause;
    let mut steps = 0;
    while matches!(tree.deprel(at), Deprel::Conj | Deprel::Parataxis | Deprel::Advcl) && steps < 6 {
        at = tree.head(at)?;
        steps += 1;
        if governor == at && (tie < anchor || tree.deprel(clause) == Deprel::Advcl) && !is_saying(scene, at) {
            return Some(4);
        }
    }
    // The words before the verb, wherever the tree has hung them: «утром, как сообщила полиция, сотрудник застрелил…».
    let leads = tie < anchor && !scene.is_verbal(governor) && tree.upos(governor) != Upos::Noun;
    leads.then_some(5)
}

/// The clause whose time an event noun shares: that of the verb right above it, unless the verb only speaks of it or the
/// preposition sets it apart («после пожара», «из-за роста цен»).
fn clause_of_noun(scene: &Scene<'_>, noun: TokenId) -> Option<TokenId> {
    const APART: [&str; 9] = ["после", "до", "из-за", "против", "за", "перед", "от", "накануне", "ради"];
    let tree = &scene.tree;
    let noun = tree.first_conjunct(noun);
    if tree.preposition(noun).is_some_and(|p| APART.contains(&tree.lemma(p))) {
        return None;
    }
    let verb = tree.head(noun)?;
    (scene.is_verbal(verb) && !is_saying(scene, verb)).then_some(verb)
}

/// True for verbs that only report, whose own time is not that of what they report.
fn is_saying(scene: &Scene<'_>, verb: TokenId) -> bool {
    use svodka_model::Stance::{Claim, Confirm, Deny, Doubt, Report};
    let cue = scene.resources.cues.verbs.get(scene.tree.lemma(verb));
    cue.is_some_and(|cue| matches!(cue.stance, Report | Claim | Confirm | Deny | Doubt))
}

/// The time that a paragraph opens with.
struct Opening {
    time: When,
    /// The last sentence that it holds for.
    reaches: usize,
}

impl Opening {
    /// The time of an event under it. What somebody tells at that hour happened on that day at some hour.
    fn time_of(&self, told: bool) -> When {
        match self.time.value.split_once('T') {
            Some((day, _)) if told => When { value: day.to_owned(), precision: Precision::Day, ..self.time.clone() },
            _ => self.time.clone(),
        }
    }
}

/// The time that opens the paragraph of a sentence, alone or with a place. An hour («12:50. Оцепление отходит») heads an entry of a
/// running chronicle, a date («Бейрут, 13 января. …») the sentence behind it.
fn opening_time(scene: &Scene<'_>, sentence: usize) -> Option<Opening> {
    const LONGEST: usize = 8;
    let doc = scene.doc;
    let paragraph = doc.sentences[sentence].paragraph;
    let first = doc.sentences.partition_point(|s| s.paragraph < paragraph);
    let start = doc.sentences.get(first)?;
    let closes = |t: usize| matches!(doc.form(t.into()), "." | ":" | "—" | "–" | "|");
    let end = start.tokens().take(LONGEST).find(|&t| closes(t))?;
    let opens = (start.first.index()..end).all(|t| {
        let token = TokenId::from(t);
        scene.in_timex(token)
            || matches!(scene.tree.upos(token), Upos::Punct | Upos::Propn)
            || scene.kind(token) == Some(EntityKind::Place)
    });
    let (id, _) = timexes_of(scene, first).into_iter().next().filter(|_| opens)?;
    let timex = Some(&doc.timexes[id.index()]).filter(|t| t.is_dated())?;
    let hour = matches!(timex.precision, Precision::Hour | Precision::Minute);
    let point = hour || matches!(timex.precision, Precision::Day | Precision::PartOfDay);
    let time = When { value: timex.value.clone(), precision: timex.precision, basis: Basis::Inherited, time: Some(id) };
    let reaches = if hour { usize::MAX } else { first + 1 };
    (point && timex.span.start < doc.tokens[end].span.start).then_some(Opening { time, reaches })
}

/// Events without a time take over that of the sentence before them in the paragraph, where they are told as facts of the past
/// by a verb and nothing in their own sentence tells another time.
pub(crate) fn inherit(scene: &Scene<'_>, events: &mut [Event]) {
    let mut last: Option<(usize, When)> = None;
    let mut opening: Option<(u32, Option<Opening>)> = None;
    for event in events.iter_mut() {
        let sentence = scene.doc.sentence_of(event.head);
        let paragraph = scene.doc.sentences[sentence].paragraph;
        if opening.as_ref().is_none_or(|(known, _)| *known != paragraph) {
            opening = Some((paragraph, opening_time(scene, sentence)));
        }
        if let Some((_, Some(opening))) = &opening
            && sentence <= opening.reaches
            && event.when.is_none()
            && event.realis == Realis::Actual
            && (!roles::is_nominal(scene, event.head) || clause_of_noun(scene, event.head).is_some())
        {
            event.when = Some(opening.time_of(event.source.is_some()));
            continue;
        }
        if let Some(when) = &event.when {
            let day = matches!(when.precision, Precision::Day | Precision::PartOfDay | Precision::Hour | Precision::Minute);
            if when.basis != Basis::Inherited && event.realis == Realis::Actual {
                last = day.then(|| (sentence, when.clone()));
            }
            continue;
        }
        let verbal = scene.is_verbal(event.head) && scene.tree.feats(event.head).tense != Some(Tense::Pres);
        if let Some((from, when)) = &last
            && verbal
            && event.realis == Realis::Actual
            && scene.doc.sentences[sentence].paragraph == scene.doc.sentences[*from].paragraph
            && sentence <= from + 1
            && (sentence == *from || timexes_of(scene, sentence).is_empty())
        {
            event.when = Some(When { basis: Basis::Inherited, ..when.clone() });
            last = Some((sentence, when.clone()));
        }
    }
}
