//! What the parser looks at before it acts.

use super::node::{NONE, Node, join};
use super::state::State;

/// Number of this feature set: raise it with every change, so that old weights are refused.
pub const SCHEMA: u32 = 1;
/// Number of actions.
pub const ACTIONS: usize = 3;

/// The parts of a node that features are joined from.
#[derive(Clone, Copy)]
struct View {
    lemma: u64,
    pos: u64,
    tag: u64,
    morph: u64,
    case: u64,
}

impl View {
    fn of(nodes: &[Node], at: Option<u32>) -> View {
        match at.and_then(|at| nodes.get(at as usize)) {
            Some(node) => View { lemma: node.lemma, pos: node.pos, tag: node.tag, morph: node.morph, case: node.case() },
            None => View { lemma: NONE, pos: NONE, tag: NONE, morph: NONE, case: 0 },
        }
    }
}

/// A distance in few steps.
fn steps(from: u32, to: u32) -> u64 {
    match to.saturating_sub(from) {
        d @ 0..=4 => u64::from(d),
        5..=6 => 5,
        7..=9 => 6,
        10..=15 => 7,
        _ => 8,
    }
}

/// Commas and conjunctions near the right end of the stretch between two words.
fn between(nodes: &[Node], from: u32, to: u32) -> u64 {
    let stretch = nodes.get(from as usize + 1..(to as usize).min(nodes.len())).unwrap_or_default();
    let near = &stretch[stretch.len().saturating_sub(12)..];
    let commas = near.iter().filter(|n| n.comma).count().min(2) as u64;
    let verbs = near.iter().filter(|n| n.predicates()).count().min(2) as u64;
    let conjunction = u64::from(near.iter().any(|n| n.upos == svodka_model::Upos::Cconj));
    let clause = u64::from(near.iter().any(|n| n.upos == svodka_model::Upos::Sconj));
    ((commas * 3 + verbs) * 2 + conjunction) * 2 + clause
}

/// The features of a state.
pub fn features(state: &State, nodes: &[Node], out: &mut Vec<u64>) {
    let (i0, i1, i2) = (state.below(0), state.below(1), state.below(2));
    let n = state.next();
    let view = |at| View::of(nodes, at);
    let (s0, s1, s2) = (view(i0), view(i1), view(i2));
    let (b0, b1, b2) = (view(Some(n)), view(Some(n + 1)), view(Some(n + 2)));
    let last = view(n.checked_sub(1));
    let (f0, f1, fb) = (state.family(i0), state.family(i1), state.family(Some(n)));
    let prep = |p: Option<u32>| p.map_or(NONE, |p| view(Some(p)).lemma);
    let (p0, p1, pb) = (prep(f0.preposition), prep(f1.preposition), prep(fb.preposition));
    let (l0, r0, l1, r1, lb) = (view(f0.leftmost), view(f0.rightmost), view(f1.leftmost), view(f1.rightmost), view(fb.leftmost));
    let near = i0.map_or(0, |s| steps(s, n));
    let far = i0.zip(i1).map_or(0, |(s, t)| steps(t, s));
    let node = |at: Option<u32>| at.and_then(|a| nodes.get(a as usize));
    let agree = |a: Option<&Node>, b: Option<&Node>| a.zip(b).map_or(99, |(a, b)| a.agreement(b));
    let agree_near = agree(node(i0), nodes.get(n as usize));
    let agree_far = agree(node(i1), node(i0));
    let commas_near = i0.map_or(99, |s| between(nodes, s, n));
    let commas_far = i0.zip(i1).map_or(99, |(s, t)| between(nodes, t, s));
    let depth = state.stack().len().min(4) as u64;
    let ahead = nodes.get(n as usize + 1..).unwrap_or_default();
    let ahead = ahead.get(..ahead.len().min(20)).unwrap_or_default();
    let ahead = ahead.iter().filter(|n| n.predicates()).count().min(2) as u64;

    let mut t = 0;
    let mut add = |key: u64| out.push(key);
    macro_rules! feature {
        ($($part:expr),+ $(,)?) => {{ t += 1; add(join(t, [$($part),+])); }};
    }
    feature!(1);
    // single words
    for w in [&s0, &s1, &b0] {
        feature!(w.tag);
        feature!(w.lemma, w.pos);
        feature!(w.morph);
    }
    feature!(b1.tag);
    feature!(b1.lemma);
    feature!(b2.tag);
    feature!(s2.tag);
    feature!(s2.lemma);
    // the top and the next word
    feature!(s0.tag, b0.tag);
    feature!(s0.lemma, b0.lemma);
    feature!(s0.lemma, b0.tag);
    feature!(s0.tag, b0.lemma);
    feature!(s0.morph, b0.morph);
    feature!(s0.pos, b0.pos, agree_near, near);
    feature!(s0.tag, b0.tag, p0);
    feature!(s0.tag, b0.tag, near);
    feature!(s0.tag, b0.tag, commas_near);
    feature!(b0.lemma, p0, s0.case);
    feature!(s0.lemma, s0.case, b0.pos);
    // the two on top
    feature!(s1.tag, s0.tag);
    feature!(s1.lemma, s0.lemma);
    feature!(s1.lemma, s0.tag);
    feature!(s1.tag, s0.lemma);
    feature!(s1.morph, s0.morph);
    feature!(s1.pos, s0.pos, agree_far, far);
    feature!(s1.tag, s0.tag, p0);
    feature!(s1.lemma, p0, s0.case);
    feature!(s1.pos, p0, s0.lemma);
    feature!(s1.lemma, p0, s0.lemma);
    feature!(s1.tag, s0.tag, far);
    feature!(s1.tag, s0.tag, commas_far);
    feature!(s1.lemma, p1, s0.tag);
    // the second on the stack and the next word
    feature!(s1.tag, b0.tag);
    feature!(s1.lemma, b0.tag);
    feature!(s1.tag, b0.lemma);
    feature!(s1.lemma, b0.lemma);
    feature!(s1.morph, b0.morph);
    // three and four
    feature!(b0.tag, b1.tag);
    feature!(b0.lemma, b1.lemma);
    feature!(s0.tag, b0.tag, b1.tag);
    feature!(s1.tag, s0.tag, b0.tag);
    feature!(s2.tag, s1.tag, s0.tag);
    feature!(s0.pos, b0.pos, b1.pos, b2.pos);
    feature!(s2.pos, s1.pos, s0.pos, b0.pos);
    feature!(s1.pos, s0.pos, b0.pos, b1.pos);
    feature!(s0.lemma, b0.tag, b1.tag);
    feature!(s0.tag, b0.lemma, b1.tag);
    feature!(s0.tag, b0.tag, b1.lemma);
    feature!(s1.tag, s0.lemma, b0.tag);
    feature!(s1.lemma, s0.tag, b0.tag);
    feature!(s1.tag, s0.tag, b0.lemma);
    feature!(s1.lemma, s0.tag, p0, b0.tag);
    feature!(s1.tag, s0.tag, p0, b0.tag);
    // dependents
    feature!(s0.tag, l0.tag, b0.tag);
    feature!(s0.tag, r0.tag, b0.tag);
    feature!(s1.tag, r1.tag, s0.tag);
    feature!(s1.tag, l1.tag, s0.tag);
    feature!(b0.tag, lb.tag, s0.tag);
    feature!(s0.tag, r0.lemma, b0.tag);
    feature!(s0.tag, l0.lemma, b0.tag);
    feature!(s1.tag, l0.lemma, s0.tag);
    feature!(s1.pos, s0.pos, l0.lemma, b0.pos);
    feature!(s0.pos, f0.slots, b0.tag);
    feature!(s0.lemma, f0.slots, b0.tag);
    feature!(s1.pos, f1.slots, s0.tag);
    feature!(s1.lemma, f1.slots, s0.tag);
    feature!(s1.pos, f1.slots, s0.tag, b0.tag);
    feature!(b0.pos, fb.slots, s0.tag);
    feature!(s1.pos, f1.slots, s0.pos, f0.slots);
    feature!(b0.tag, pb, s0.tag);
    // distance, clause, depth
    feature!(s1.pos, s0.pos, b0.pos, near * 16 + far);
    feature!(s1.pos, s0.pos, b0.pos, commas_near, commas_far);
    feature!(s0.tag, b0.tag, depth);
    feature!(s0.pos, b0.pos, ahead, depth);
    feature!(s1.pos, s0.pos, ahead);
    feature!(s0.tag, b0.tag, ahead);
    feature!(last.tag, b0.tag, s0.tag);
    feature!(last.lemma, b0.tag);
    feature!(last.lemma, s0.tag, b0.lemma);
}
