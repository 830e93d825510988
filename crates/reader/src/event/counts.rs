//! Numbers that belong to an event.

use super::{roles, select::Candidate};
use crate::view::{Place, Scene};
use svodka_model::{Animacy, Count, Counted, Deprel, EventType, Mode, QuantityId, Role, RoleKind, TokenId};

/// The counts of a candidate: numbers with its participants, and amounts of a change.
pub(crate) fn find(scene: &Scene<'_>, candidate: &Candidate<'_>, filled: &[Role]) -> Vec<Count> {
    let change = candidate.frame.kind == EventType::Change;
    let own = counted(candidate.frame.kind, candidate.frame.mode, RoleKind::Recipient);
    let people =
        |what: &Counted| !matches!(candidate.frame.kind, EventType::Move | EventType::Mobilize) && *what != Counted::Items;
    // «Пострадали свыше 4 тысяч человек, из них 300 детей»: the number that stands with the verb is the whole.
    if let Some(what) = own.filter(people).filter(|_| !roles::is_nominal(scene, candidate.head))
        && let Some(quantity) = beside(scene, candidate)
    {
        return vec![Count { what, quantity }];
    }
    let mut counts: Vec<Count> = Vec::new();
    let mut add = |what: Counted, quantity: QuantityId| {
        if !counts.iter().any(|c| c.quantity == quantity) {
            counts.push(Count { what, quantity });
        }
    };
    // «О четырёх убитых и 30 раненых»: what stands beside the trigger is another event.
    let apart = |t: TokenId| scene.tree.deprel(t) != Deprel::Conj || scene.tree.head(t) != Some(candidate.head);
    for argument in candidate.arguments.iter().filter(|a| apart(a.head)) {
        let by_frame = candidate.frame.counts.iter().find(|(slot, _)| argument.slot.is(slot)).map(|&(_, what)| what);
        if let Some(what) = by_frame
            && let Some(quantity) = quantity_at(scene, argument.head)
            && (!change || matches!(argument.slot, Place::Prep(..)))
        {
            add(what, quantity);
        }
    }
    for role in filled {
        if let Some(what) = counted(candidate.frame.kind, candidate.frame.mode, role.kind)
            && let Some(quantity) = quantity_at(scene, role.head)
            && is_count(scene, quantity)
        {
            add(what, quantity);
        }
    }
    // «14 погибших», «двое раненых»: the number stands with the trigger itself.
    if let Some(what) = own.or_else(|| counted(candidate.frame.kind, candidate.frame.mode, RoleKind::Actor))
        && let Some(quantity) = quantity_at(scene, candidate.head)
        && (candidate.matched != "verb" || scene.doc.quantities[quantity.index()].of == Some(candidate.head))
        && is_count(scene, quantity)
    {
        add(what, quantity);
    }
    if change {
        for factor in
            scene.tree.children_as(candidate.head, &[Deprel::Amod, Deprel::Advmod, Deprel::Obl, Deprel::Nmod, Deprel::Obj])
        {
            if let Some(quantity) = quantity_at(scene, factor)
                && scene.doc.quantities[quantity.index()].unit.as_deref().is_some_and(|u| u == "x" || u == "%")
            {
                add(Counted::By, quantity);
            }
        }
    }
    if change && !counts.iter().any(|c| matches!(c.what, Counted::From | Counted::To)) {
        counts.extend(from_to(scene, candidate).into_iter().flatten());
    }
    if counts.is_empty()
        && let Some(what) = if change { Some(Counted::To) } else { own }
        && let Some(quantity) = amounts_to(scene, candidate)
    {
        counts.push(Count { what, quantity });
    }
    counts
}

/// The number right after the verb or right before it: «задержано около двух тысяч человек», «погибли, по официальным данным,
/// 38 человек», «более ста получили ранения».
fn beside(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Option<QuantityId> {
    const ASIDE: usize = 7;
    let doc = scene.doc;
    let verb = candidate.light.map_or(candidate.head, |(verb, _)| verb);
    let end = doc.sentences[doc.sentence_of(verb)].end.index();
    let mut next = verb.index() + 1;
    if next < end && doc.form(next.into()) == "," {
        let close = (next + 1..end.min(next + ASIDE)).find(|&t| doc.form(t.into()) == ",")?;
        if (next + 1..close).any(|t| scene.is_verbal(t.into())) {
            return None;
        }
        next = close + 1;
    }
    while next < end && matches!(doc.form(next.into()), "ещё" | "еще" | "уже" | "также" | "только") {
        next += 1;
    }
    let token = TokenId::from(Some(next).filter(|&t| t < end)?);
    let quantity = quantity_at(scene, token).filter(|&q| is_count(scene, q))?;
    let span = doc.quantities[quantity.index()].span;
    (doc.tokens_in(span).start == next && people(scene, quantity)).then_some(quantity)
}

/// «Потери составили 250 человек», «число жертв достигло 225»: the number behind the verb that says what a noun amounts to.
fn amounts_to(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Option<QuantityId> {
    const NEAR: usize = 5;
    let (doc, tree) = (scene.doc, &scene.tree);
    let amounts = |&t: &TokenId| scene.lexicon().is_a(tree.lemma(t), "amounting");
    let verb = if matches!(tree.deprel(candidate.head), Deprel::Nmod | Deprel::Nsubj | Deprel::NsubjPass) {
        let noun =
            tree.head(candidate.head).filter(|&n| tree.deprel(candidate.head) == Deprel::Nmod && roles::is_nominal(scene, n));
        let subject = noun.unwrap_or(candidate.head);
        let stands = matches!(tree.deprel(subject), Deprel::Nsubj | Deprel::NsubjPass);
        tree.head(subject).filter(|_| stands).filter(amounts)?
    } else {
        Some(candidate.head).filter(amounts)?
    };
    let end = doc.sentences[doc.sentence_of(verb)].end.index();
    let behind = (verb.index() + 1..end.min(verb.index() + 1 + NEAR)).map(TokenId::from);
    let quantity = behind.into_iter().find_map(|t| quantity_at(scene, t)).filter(|&q| is_count(scene, q))?;
    (doc.quantities[quantity.index()].span.start > doc.tokens[verb.index()].span.start).then_some(quantity)
}

/// Whether a number counts somebody, or nothing that is named.
fn people(scene: &Scene<'_>, quantity: QuantityId) -> bool {
    scene.doc.quantities[quantity.index()].of.is_none_or(|of| {
        let animate = scene.tree.feats(of).animacy != Some(Animacy::Inan);
        animate || scene.tree.lemma(of) == "человек"
    })
}

/// «С 38 до 120 тенге» somewhere behind the word for change.
fn from_to(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Option<[Count; 2]> {
    let doc = scene.doc;
    let start = doc.tokens[candidate.head.index()].span.end;
    let end = doc.sentences[doc.sentence_of(candidate.head)].span.end;
    let first = doc.quantities.partition_point(|q| q.span.start < start);
    let before = |at: usize, words: [&str; 2]| {
        let token = doc.quantities.get(at).filter(|q| q.span.start < end).map(|q| doc.tokens_in(q.span).start);
        token.and_then(|t| t.checked_sub(1)).is_some_and(|t| words.contains(&doc.form(t.into())))
    };
    let from = (first..first + 3).find(|&at| before(at, ["с", "со"]) && before(at + 1, ["до", "до"]))?;
    let count = |what, at: usize| Count { what, quantity: QuantityId::from(at) };
    Some([count(Counted::From, from), count(Counted::To, from + 1)])
}

/// What a number with a participant counts, by what happens to them.
fn counted(kind: EventType, mode: Option<Mode>, role: RoleKind) -> Option<Counted> {
    Some(match (kind, mode, role) {
        (EventType::Harm, Some(Mode::Kill), RoleKind::Recipient) => Counted::Killed,
        (EventType::Harm, Some(Mode::Injure | Mode::Sick), RoleKind::Recipient) => Counted::Injured,
        (EventType::Harm, Some(Mode::Missing), RoleKind::Recipient) => Counted::Missing,
        (EventType::Coerce, Some(Mode::Arrest), RoleKind::Recipient) => Counted::Arrested,
        (EventType::Move, Some(Mode::Evacuate | Mode::Flee), RoleKind::Recipient | RoleKind::Actor) => Counted::Displaced,
        (EventType::Protest | EventType::Mobilize | EventType::Move, _, RoleKind::Actor | RoleKind::Recipient) => {
            Counted::Participants
        }
        (EventType::Mobilize, _, RoleKind::Theme) => Counted::Participants,
        // «Перед судом предстали 37 человек», «аэропорт захватили полсотни человек».
        (EventType::Accuse | EventType::Retreat | EventType::Concede, _, RoleKind::Recipient) => Counted::Participants,
        (EventType::Support, _, RoleKind::Actor) => Counted::Participants,
        (EventType::Assault, Some(Mode::Clash), RoleKind::Actor) => Counted::Participants,
        (EventType::Coerce, Some(Mode::Seize), RoleKind::Actor) => Counted::Participants,
        (EventType::Govern, Some(Mode::Vote), RoleKind::Actor) => Counted::Participants,
        (EventType::Assault, Some(Mode::Destroy), RoleKind::Theme) => Counted::Items,
        _ => return None,
    })
}

fn is_count(scene: &Scene<'_>, quantity: QuantityId) -> bool {
    scene.doc.quantities[quantity.index()].unit.is_none()
}

/// The quantity that a token is, counts with, or is counted by.
pub(crate) fn quantity_at(scene: &Scene<'_>, token: TokenId) -> Option<QuantityId> {
    let span = scene.doc.tokens[token.index()].span;
    let sentence = scene.doc.sentences[scene.doc.sentence_of(token)].span;
    let first = scene.doc.quantities.partition_point(|q| q.span.end <= sentence.start);
    scene.doc.quantities[first..]
        .iter()
        .take_while(|q| q.span.start < sentence.end)
        .position(|q| q.of == Some(token) || q.span.overlaps(span))
        .map(|i| QuantityId::from(first + i))
}
