//! Times that an event takes over from what is told around it.

use super::when::{clause_of_noun, is_saying, timexes_of};
use super::{clauses, roles};
use crate::view::Scene;
use svodka_model::{Basis, Deprel, EntityKind, Event, EventType, Precision, Realis, Tense, TimexId, TokenId, Upos, When};

/// Events without a time take over that of their cause, of the story that they are part of, or of the paragraph that they stand in.
pub(crate) fn inherit(scene: &Scene<'_>, events: &mut [Event]) {
    along(scene, events);
    from_causes(events);
    from_naming(scene, events);
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

/// A story that goes on: its last sentence, and its time.
struct Story {
    sentence: usize,
    when: When,
    violent: bool,
}

/// Events without a time take over that of the sentence before them, where they are told as facts of the past and nothing in
/// their own sentence tells another time; within a paragraph, and into the next where violence goes on.
fn along(scene: &Scene<'_>, events: &mut [Event]) {
    let mut last: Option<Story> = None;
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
        {
            event.when = Some(opening.time_of(event.source.is_some() || is_spoken_of(scene, event)));
            continue;
        }
        if let Some(when) = &event.when {
            if when.basis != Basis::Inherited && event.realis == Realis::Actual {
                last = is_day(when).then(|| Story { sentence, when: day_of(when), violent: is_violent(event.kind) });
            }
            continue;
        }
        if event.realis != Realis::Actual || !is_told(scene, event) {
            continue;
        }
        if is_later(scene, sentence) {
            last = None;
        }
        let Some(story) = &mut last else { continue };
        let violence = is_violent(event.kind);
        let same = scene.doc.sentences[story.sentence].paragraph == paragraph;
        let stretch = story.when.value.contains('/');
        let goes_on = if same { !stretch || violence } else { story.violent && violence };
        let near = sentence <= story.sentence + 1;
        let untold =
            sentence == story.sentence || timexes_of(scene, sentence).iter().all(|&(id, _)| agrees(scene, id, &story.when));
        if near && goes_on && untold && !(sentence == story.sentence && is_aside(scene, event)) {
            event.when = Some(story.when.clone());
            story.sentence = sentence;
        }
    }
}

/// The day of a time, as others take it over.
fn day_of(when: &When) -> When {
    let day = when.value.split_once('T').filter(|_| !when.value.contains('/')).map(|(day, _)| day.to_owned());
    let precision = if day.is_some() { Precision::Day } else { when.precision };
    When { value: day.unwrap_or_else(|| when.value.clone()), precision, basis: Basis::Inherited, time: when.time }
}

/// A time in the sentence that tells the same day («после пятничных молитв»).
fn agrees(scene: &Scene<'_>, id: TimexId, when: &When) -> bool {
    scene.doc.timexes[id.index()].value == when.value
}

/// Told in passing, by what a noun is or a place is known for: «арестованный мэр», «в центре, в котором погибли 60 человек».
fn is_aside(scene: &Scene<'_>, event: &Event) -> bool {
    let attribute =
        clauses::is_participle(scene, event.head) && matches!(scene.tree.deprel(event.head), Deprel::Acl | Deprel::Amod);
    attribute || clauses::is_relative(scene, event.head)
}

/// «Пишут о захвате»: a noun under a verb that only speaks of it.
fn is_spoken_of(scene: &Scene<'_>, event: &Event) -> bool {
    roles::is_nominal(scene, event.head) && scene.tree.head(event.head).is_some_and(|verb| is_saying(scene, verb))
}

/// «Позже», «впоследствии»: the story has left its day.
fn is_later(scene: &Scene<'_>, sentence: usize) -> bool {
    const FIRST: usize = 4;
    let tokens = scene.doc.sentences[sentence].tokens();
    tokens.take(FIRST).any(|t| matches!(scene.tree.lemma(t.into()), "позже" | "позднее" | "впоследствии" | "поздно"))
}

/// Told as a fact of the past: by a verb that is not in the present, or by a noun under one.
fn is_told(scene: &Scene<'_>, event: &Event) -> bool {
    let verb = if roles::is_nominal(scene, event.head) { clause_of_noun(scene, event.head) } else { Some(event.head) };
    verb.is_some_and(|v| scene.is_verbal(v) && scene.tree.feats(v).tense != Some(Tense::Pres))
}

fn is_day(when: &When) -> bool {
    matches!(when.precision, Precision::Day | Precision::PartOfDay | Precision::Hour | Precision::Minute)
}

fn is_violent(kind: EventType) -> bool {
    matches!(kind, EventType::Assault | EventType::Harm | EventType::Hazard)
}

/// «В результате взрыва погибли трое»: the outcome shares the time of what brought it about.
fn from_causes(events: &mut [Event]) {
    for at in 0..events.len() {
        if events[at].when.is_some() || events[at].realis != Realis::Actual || events[at].kind != EventType::Harm {
            continue;
        }
        let known = |when: &&When| is_day(when);
        let when = events[at].causes.iter().filter_map(|c| events.get(c.index())?.when.as_ref()).find(known).cloned();
        events[at].when = when.map(|when| When { basis: Basis::Inherited, ..when });
    }
}

/// «Нападение произошло 15 сентября» after the lead has told of it: the violence before it has that time.
fn from_naming(scene: &Scene<'_>, events: &mut [Event]) {
    const REACH: usize = 8;
    let naming = events.iter().position(|event| {
        let named = roles::is_nominal(scene, event.head) && is_violent(event.kind) && event.realis == Realis::Actual;
        let verb = scene.tree.head(event.head).map_or("", |verb| scene.tree.lemma(verb));
        named
            && scene.lexicon().is_a(verb, "happening")
            && event.when.as_ref().is_some_and(|w| is_day(w) && w.basis != Basis::Inherited)
    });
    let Some(naming) = naming else { return };
    let sentence = scene.doc.sentence_of(events[naming].head);
    let Some(when) = events[naming].when.clone() else { return };
    for event in &mut events[..naming] {
        let near = scene.doc.sentence_of(event.head) + REACH >= sentence && is_told(scene, event);
        if near && event.when.is_none() && event.realis == Realis::Actual && is_violent(event.kind) {
            event.when = Some(When { basis: Basis::Inherited, ..when.clone() });
        }
    }
}
