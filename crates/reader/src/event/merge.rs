//! One event per happening: later mentions join the first.

use crate::view::Scene;
use svodka_model::{Deprel, EntityId, Event, EventId, EventType, Mode, Realis, Role, RoleKind, TokenId, Upos};

/// Joins mentions of the same happening; the most informative mention leads.
pub(crate) fn merge(scene: &Scene<'_>, events: Vec<Event>) -> Vec<Event> {
    let mut leader: Vec<usize> = (0..events.len()).collect();
    for (inner, lead) in leader.iter_mut().enumerate() {
        if let Some(outer) = act_around(&events, inner) {
            *lead = outer;
        }
    }
    // Whose numbers a happening has: rival tolls stay apart, each with who tells it.
    let mut counted: Vec<Option<usize>> = (0..events.len()).map(|e| Some(e).filter(|&e| !events[e].counts.is_empty())).collect();
    for later in (0..events.len()).filter(|&e| leader[e] == e).collect::<Vec<_>>() {
        // Only the nearest earlier mentions of the type are asked, so the work stays linear.
        let earlier = (0..later).rev().filter(|&e| leader[e] == e && events[e].kind == events[later].kind).take(6);
        let rival = |e: usize| counted[e].is_some_and(|told| !agree_in_numbers(scene, &events[told], &events[later]));
        if let Some(same) = earlier.into_iter().find(|&e| !rival(e) && same_happening(scene, &events[e], &events[later])) {
            leader[later] = same;
            counted[same] = counted[same].or(counted[later]);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); events.len()];
    for (i, &lead) in leader.iter().enumerate() {
        // A chain of leaders ends; the bound only guards against odd trees.
        let lead = std::iter::successors(Some(lead), |&at| Some(leader[at])).take(8).last().unwrap_or(lead);
        groups[lead].push(i);
    }
    let mut place = vec![0usize; events.len()];
    let mut merged: Vec<(Event, Vec<usize>)> = Vec::new();
    for (lead, members) in groups.into_iter().enumerate().filter(|(_, g)| !g.is_empty()) {
        // A headline names people shortly; the text below it says who they are.
        let told = |i: usize| information(&events[i]) + 2 * usize::from(scene.doc.sentence_of(events[i].head) != 0);
        let main = members.iter().copied().max_by_key(|&i| (told(i), std::cmp::Reverse(i))).unwrap_or(members[0]);
        let mut event = events[main].clone();
        if events[lead].realis == Realis::Actual {
            event.realis = Realis::Actual;
        }
        for &other in members.iter().filter(|&&m| m != main) {
            absorb(&mut event, &events[other]);
            // What a report says itself stays so, but headlines leave their source to the text below.
            if scene.doc.sentence_of(event.head) == 0 {
                event.source = event.source.or(events[other].source);
            }
        }
        merged.push((event, members));
    }
    merged.sort_by_key(|(event, _)| event.trigger);
    for (at, (_, members)) in merged.iter().enumerate() {
        members.iter().for_each(|&m| place[m] = at);
    }
    let mut done: Vec<Event> = Vec::with_capacity(merged.len());
    for (at, (mut event, _)) in merged.into_iter().enumerate() {
        event.causes = event.causes.iter().map(|c| EventId::from(place[c.index()])).filter(|c| c.index() != at).collect();
        event.causes.sort_unstable();
        event.causes.dedup();
        done.push(event);
    }
    done
}

/// The act whose object an event noun of the same type is: «подписали соглашение», «приговорён к
/// пожизненному заключению», «обратился с просьбой», «покушение на убийство».
fn act_around(events: &[Event], inner: usize) -> Option<usize> {
    let head = events[inner].head;
    let near = inner.saturating_sub(4)..(inner + 5).min(events.len());
    near.filter(|&outer| outer != inner && events[outer].kind == events[inner].kind).find(|&outer| {
        let object = |r: &Role| r.head == head && matches!(&*r.slot, "obj" | "gen" | "о+Loc" | "к+Dat" | "с+Ins" | "на+Acc");
        events[outer].roles.iter().any(object) && !events[inner].roles.iter().any(|r| r.head == events[outer].head)
    })
}

fn information(event: &Event) -> usize {
    event.roles.len() * 2 + event.counts.len() * 2 + usize::from(event.when.is_some()) + usize::from(event.mode.is_some())
}

/// True where two mentions tell of the same happening: same frame family, nothing that contradicts, something that ties.
fn same_happening(scene: &Scene<'_>, a: &Event, b: &Event) -> bool {
    let modes = a.mode == b.mode || a.mode.is_none() || b.mode.is_none();
    if a.kind != b.kind || !modes || is_another(scene, b) {
        return false;
    }
    if is_bare(scene, b) && (b.realis == a.realis || b.realis == Realis::Actual) {
        return true;
    }
    // «Сообщение об отставке опровергли»: what a noun takes up again has been told.
    let doubted = matches!(b.realis, Realis::Denied | Realis::Possible) && !b.roles.iter().any(|r| r.kind == RoleKind::Theme);
    let taken_up = a.realis == Realis::Actual && doubted && scene.tree.upos(b.head) == Upos::Noun;
    // «Сбор могут отменить. Фракция намерена отменить сбор»: a headline puts what is ahead as it likes.
    let ahead = |event: &Event| matches!(event.realis, Realis::Planned | Realis::Possible | Realis::Requested);
    let announced = ahead(a) && ahead(b) && is_below_headline(scene, a, b);
    if a.realis != b.realis && !taken_up && !announced {
        return false;
    }
    if is_one_death(a, b) {
        return true;
    }
    if !agree_in_time(a, b) {
        return false;
    }
    // «Двоих раненых доставили в больницу»: the hurt of one act are those of the next.
    if a.kind == EventType::Harm && a.mode == b.mode && a.mode.is_some() && concern(a, b) {
        return true;
    }
    let same_sentence = scene.doc.sentence_of(a.head) == scene.doc.sentence_of(b.head);
    if same_sentence || !agree_in_numbers(scene, a, b) || !agree_in_matter(scene, a, b) {
        return false;
    }
    // «Поздравил», «обратился с поздравлением».
    let noun = scene.tree.upos(b.head) == Upos::Noun && frame(a) == frame(b);
    let alike = a.lemma == b.lemma || noun || (a.mode == b.mode && a.mode.is_some());
    alike && is_tied(a, b).unwrap_or(false)
        || !taken_up && is_headline(scene, a, b)
        || a.realis == b.realis && is_repeated(scene, a, b)
}

/// «Аналогичный приговор», «на прошлых выборах», «арестовали другого»: one more than those told of.
fn is_another(scene: &Scene<'_>, event: &Event) -> bool {
    let tokens = scene.doc.tokens_in(event.trigger).map(TokenId::from);
    let told = |t| is_other(scene, t) || is_called(scene, t, "one-more");
    let parts = |r: &&Role| matches!(r.kind, RoleKind::Actor | RoleKind::Recipient);
    tokens.into_iter().any(told) || event.roles.iter().filter(parts).any(|r| is_other(scene, r.head))
}

/// «Другого активиста»: not the one named before.
fn is_other(scene: &Scene<'_>, token: TokenId) -> bool {
    is_called(scene, token, "another")
}

fn is_called(scene: &Scene<'_>, token: TokenId, class: &str) -> bool {
    scene.tree.children_as(token, &[Deprel::Amod, Deprel::Det]).any(|c| scene.lexicon().is_a(scene.tree.lemma(c), class))
}

/// Nobody dies twice, whatever the times told: «умер 3 мая», «скончался в ночь на вторник».
fn is_one_death(a: &Event, b: &Event) -> bool {
    let died = |event: &Event| match entities(event, RoleKind::Recipient)[..] {
        [one] if event.kind == EventType::Harm && event.mode == Some(Mode::Kill) && event.counts.is_empty() => Some(one),
        _ => None,
    };
    died(a).is_some() && died(a) == died(b)
}

/// A headline is told again in full right below it, often with other names for those who act.
fn is_headline(scene: &Scene<'_>, a: &Event, b: &Event) -> bool {
    let alike = a.lemma == b.lemma || frame(a) == frame(b) && is_tied(a, b).is_some();
    alike && is_below_headline(scene, a, b)
}

fn frame(event: &Event) -> &str {
    event.rule.split('/').next().unwrap_or_default()
}

fn is_below_headline(scene: &Scene<'_>, a: &Event, b: &Event) -> bool {
    const BELOW: usize = 3;
    const YEAR: usize = "2022".len();
    // «Задержан грабитель. Впервые его задержали в 2004 году»: what lies years back is no news.
    let published = scene.doc.report.published.as_deref().and_then(|date| date.get(..YEAR));
    let old =
        published.is_some_and(|year| b.when.as_ref().and_then(|when| when.value.get(..YEAR)).is_some_and(|then| then < year));
    let (first, below) = (scene.doc.sentence_of(a.head), scene.doc.sentence_of(b.head));
    let apart = scene.doc.sentences[first].paragraph != scene.doc.sentences[below].paragraph;
    !old && apart && first == 0 && (1..=BELOW).contains(&below)
}

/// True where the times do not exclude each other.
fn agree_in_time(a: &Event, b: &Event) -> bool {
    let (Some(x), Some(y)) = (&a.when, &b.when) else { return true };
    x.value.starts_with(&y.value) || y.value.starts_with(&x.value)
}

fn agree_in_numbers(scene: &Scene<'_>, a: &Event, b: &Event) -> bool {
    let numbers = |event: &Event| {
        event.counts.iter().map(|c| scene.doc.quantities[c.quantity.index()].min.map(f64::to_bits)).collect::<Vec<_>>()
    };
    let (x, y) = (numbers(a), numbers(b));
    x.is_empty() || y.is_empty() || x == y
}

/// «Обвиняют в растрате», «обвиняют в убийстве»: one man, two matters.
fn agree_in_matter(scene: &Scene<'_>, a: &Event, b: &Event) -> bool {
    let matters = |event: &Event| {
        let themes = event.roles.iter().filter(|r| r.kind == RoleKind::Theme);
        themes.map(|r| scene.tree.lemma(r.head)).collect::<Vec<_>>()
    };
    let (x, y) = (matters(a), matters(b));
    // «Захватили телецентр. Потом взяли под контроль вокзал»
    let one_by_one = a.kind == EventType::Accuse
        || matches!(a.kind, EventType::Coerce | EventType::Assault) && !is_below_headline(scene, a, b);
    !one_by_one || x.is_empty() || y.is_empty() || x.iter().any(|matter| y.contains(matter))
}

/// Whether a participant of the one is one of the other, or `None` where both name others for the same part.
fn is_tied(a: &Event, b: &Event) -> Option<bool> {
    let mut tied = false;
    for kind in [RoleKind::Actor, RoleKind::Recipient, RoleKind::Theme] {
        let (x, y) = (entities(a, kind), entities(b, kind));
        let shared = x.iter().any(|e| y.contains(e));
        if !shared && !x.is_empty() && !y.is_empty() {
            return None;
        }
        tied |= shared;
    }
    Some(tied)
}

fn entities(event: &Event, kind: RoleKind) -> Vec<EntityId> {
    event.roles.iter().filter(|r| r.kind == kind).filter_map(|r| r.entity).collect()
}

/// True where the later act befalls those whom the earlier one hurt: the same word, or the word that tells of their being hurt.
fn concern(a: &Event, b: &Event) -> bool {
    let befalls = |role: &Role| role.kind == RoleKind::Recipient;
    b.roles.iter().filter(|r| befalls(r)).any(|r| r.head == a.head || a.roles.iter().any(|s| befalls(s) && s.head == r.head))
}

/// A noun that tells again, alone or with its place, what had been told: «авария произошла на мосту». Where a noun just before
/// (a headline) told it without participants, the later one brings them.
fn is_repeated(scene: &Scene<'_>, a: &Event, b: &Event) -> bool {
    // Captions stand between a headline and the text.
    let (first, second) = (scene.doc.sentence_of(a.head), scene.doc.sentence_of(b.head));
    let close = second <= first + if first == 0 { 5 } else { 2 };
    // Ballots and talks recur.
    let recurs = matches!(a.kind, EventType::Govern | EventType::Consult);
    let undated = !recurs || b.when.is_none() || a.when.is_some() || close;
    let noun = |event: &Event| scene.tree.upos(event.head) == Upos::Noun;
    let alike = a.lemma == b.lemma || (a.mode == b.mode && a.mode.is_some() && a.kind == EventType::Hazard);
    let (x, y) = (entities(a, RoleKind::Place), entities(b, RoleKind::Place));
    let here = y.is_empty() || close && x.is_empty() || x.iter().any(|place| y.contains(place));
    let placed = |event: &Event| event.counts.is_empty() && event.roles.iter().all(|r| r.kind == RoleKind::Place);
    // «Взрыв», «взрывы на путях»: one is not many.
    let number = |event: &Event| scene.tree.feats(event.head).number;
    let as_many = !noun(a) || a.lemma != b.lemma || number(a) == number(b);
    alike && as_many && here && undated && noun(b) && (placed(b) || close && noun(a) && placed(a))
}

/// A noun that only refers back: «после взрывов», «в результате столкновений». It brings no participant, number or time.
/// Of «лежит в тяжёлом состоянии» the place says no more.
fn is_bare(scene: &Scene<'_>, event: &Event) -> bool {
    let noun = scene.tree.upos(event.head) == Upos::Noun && event.counts.is_empty() && event.when.is_none();
    let phrase = scene.doc.tokens_in(event.trigger).len() > 1;
    let state = phrase && event.kind == EventType::Harm && event.roles.iter().all(|r| r.kind == RoleKind::Place);
    noun && (state || !phrase && event.roles.is_empty())
}

/// Takes over what another mention knows and this one does not.
fn absorb(event: &mut Event, other: &Event) {
    event.mentions.push(other.trigger);
    event.mentions.extend(&other.mentions);
    event.mentions.sort_unstable();
    for kind in
        [RoleKind::Actor, RoleKind::Recipient, RoleKind::Place, RoleKind::Instrument, RoleKind::Origin, RoleKind::Destination]
    {
        if !event.roles.iter().any(|r| r.kind == kind) {
            event.roles.extend(other.roles.iter().filter(|r| r.kind == kind).cloned());
        }
    }
    event.roles.sort_by_key(|role| (role.kind, role.span));
    if event.when.is_none() {
        event.when = other.when.clone();
    }
    for count in &other.counts {
        if event.counts.is_empty() {
            event.counts.push(*count);
        }
    }
    event.causes.extend(&other.causes);
}
