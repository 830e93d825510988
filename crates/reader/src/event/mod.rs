//! Events: who did what to whom, when, where, how many, why, and according to whom.

mod causes;
mod clauses;
pub(crate) mod codes;
mod conditions;
pub(crate) mod confidence;
mod counts;
mod culprit;
mod filler;
pub(crate) mod index;
mod inherit;
mod light;
mod meant;
mod merge;
mod names;
mod realis;
mod roles;
mod select;
mod setting;
mod source;
#[cfg(test)]
mod tests;
mod undergoer;
mod when;
mod within;

use crate::{Resources, view::Scene};
use select::Candidate;
use std::sync::Arc;
use svodka_model::{Deprel, Document, Event, Realis, TokenId};

/// Finds events with everything that belongs to them.
pub(crate) fn find(resources: &Resources, doc: &Document) -> Vec<Event> {
    let scene = Scene::new(resources, doc);
    let candidates = select::candidates(&scene);
    let causes = causes::find(&scene, &candidates);
    let events = candidates.iter().zip(causes).map(|(candidate, causes)| Event { causes, ..event(&scene, candidate) }).collect();
    let mut events = merge::merge(&scene, events);
    inherit::inherit(&scene, &mut events);
    setting::settle(&scene, &mut events);
    culprit::ascribe(&mut events);
    confidence::judge(resources, &mut events);
    events
}

/// Everything that can be said of one candidate by itself.
fn event(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Event {
    let frame = candidate.frame;
    let source = source::find(scene, candidate);
    let mut roles = roles::fill(scene, candidate);
    if let Some(source) = source {
        source::keep_out(scene, candidate, source, &mut roles);
    }
    let mut realis = realis::judge(scene, candidate);
    if let Some(source) = source {
        realis = realis::under_stance(realis, scene.doc.attributions[source.index()].stance);
    }
    let when = when::find(scene, candidate, realis);
    if realis == Realis::Actual && when.as_ref().is_some_and(|when| realis::is_ahead(scene, candidate, when)) {
        realis = Realis::Planned;
    }
    // «О четырёх убитых и 30 раненых»: what stands beside the trigger is another event.
    let beside = |t: TokenId| scene.tree.deprel(t) == Deprel::Conj && scene.tree.head(t) == Some(candidate.head);
    roles.retain(|role| !beside(role.head));
    let counts = counts::find(scene, candidate, &roles);
    // «Сообщается о 14 погибших»: the trigger itself names nobody.
    roles.retain(|role| role.head != candidate.head);
    filler::restore_counted(scene, &mut roles);
    within::part(scene, &mut roles);
    within::unfold(scene, frame.kind, frame.mode, &mut roles);
    Event {
        kind: frame.kind,
        mode: frame.mode,
        phase: realis::phase(candidate),
        realis,
        trigger: candidate.trigger,
        head: candidate.head,
        lemma: lemma(scene, candidate),
        mentions: candidate.also.clone(),
        when,
        counts,
        roles,
        source,
        causes: Vec::new(),
        codes: scene.resources.crosswalk.codes(frame.kind, frame.mode),
        confidence: 0.0,
        rule: Arc::from(format!("{}/{}", frame.id, candidate.matched)),
    }
}

/// The trigger in its base form: the lemma of a word, the words of a phrase with the lemma of its head.
fn lemma(scene: &Scene<'_>, candidate: &Candidate<'_>) -> String {
    let tokens = scene.doc.tokens_in(candidate.trigger);
    if tokens.len() == 1 {
        return scene.tree.lemma(tokens.start.into()).to_owned();
    }
    let words = tokens.map(|t| {
        if candidate.head.index() == t { scene.tree.lemma(t.into()).to_owned() } else { scene.doc.form(t.into()).to_lowercase() }
    });
    words.collect::<Vec<_>>().join(" ")
}
