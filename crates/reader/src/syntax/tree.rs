//! The tree with the best arcs.
//!
//! Each word takes its best head; where that makes circles, each is opened where it costs least. The words of a circle
//! look at no more heads than before, so that the work stays linear in the sentence.

use std::ops::Range;

/// Heads farther away are not looked at.
const WINDOW: usize = 60;

/// Heads of a sentence of `count` words: `None` for the one root. `arc` scores a head (second) of a word (first), `root`
/// a word as the root.
pub(crate) fn best(count: usize, arc: impl Fn(usize, usize) -> i32, root: impl Fn(usize) -> i32) -> Vec<Option<u32>> {
    let near = |word: usize| -> Range<usize> { word.saturating_sub(WINDOW)..(word + WINDOW + 1).min(count) };
    let top = |word: usize| {
        let scored = near(word).filter(|&head| head != word).map(|head| (arc(word, head), head));
        scored.reduce(|best, next| if next.0 > best.0 { next } else { best })
    };
    let firsts: Vec<Option<(i32, usize)>> = (0..count).map(top).collect();
    // The root is the word that gains most by having no head.
    let gain = |word: usize| i64::from(root(word)) - firsts.get(word).copied().flatten().map_or(i64::MIN / 2, |f| i64::from(f.0));
    let Some(chosen) = (0..count).reduce(|best, next| if gain(next) > gain(best) { next } else { best }) else {
        return Vec::new();
    };
    let mut heads: Vec<usize> = firsts.iter().map(|f| f.map_or(chosen, |(_, head)| head)).collect();
    heads[chosen] = chosen;
    // The group of a word is all that hangs together with it.
    let mut groups: Vec<usize> = (0..count).collect();
    for (word, &head) in heads.iter().enumerate() {
        let (a, b) = (find(&mut groups, word), find(&mut groups, head));
        groups[a] = b;
    }
    let mut seen = vec![0u32; count];
    for start in 0..count {
        let Some(circle) = circle(&heads, chosen, start, &mut seen, start as u32 + 1) else { continue };
        let group = find(&mut groups, start);
        let mut cheapest: Option<(i32, usize, usize)> = None;
        for &word in &circle {
            for head in near(word) {
                let cost = arc(word, heads[word]) - arc(word, head);
                if cheapest.is_none_or(|(least, ..)| cost < least) && find(&mut groups, head) != group {
                    cheapest = Some((cost, word, head));
                }
            }
        }
        // In a very long sentence nothing but the circle may be near.
        let any = circle.first().copied().unwrap_or(start);
        let (word, head) = cheapest.map_or((any, chosen), |(_, word, head)| (word, head));
        heads[word] = head;
        let other = find(&mut groups, head);
        groups[group] = other;
    }
    heads.iter().enumerate().map(|(word, &head)| (word != chosen).then_some(head as u32)).collect()
}

/// The one who speaks for the group of a word.
fn find(groups: &mut [usize], word: usize) -> usize {
    let mut top = word;
    while groups[top] != top {
        groups[top] = groups[groups[top]];
        top = groups[top];
    }
    top
}

/// The words of the circle that the way up from `start` runs into for the first time.
fn circle(heads: &[usize], root: usize, start: usize, seen: &mut [u32], mark: u32) -> Option<Vec<usize>> {
    let mut word = start;
    while word != root && seen[word] == 0 {
        seen[word] = mark;
        word = heads[word];
    }
    if word == root || seen[word] != mark {
        return None;
    }
    let mut circle = vec![word];
    let mut next = heads[word];
    while next != word {
        circle.push(next);
        next = heads[next];
    }
    Some(circle)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::mix;

    fn is_tree(heads: &[Option<u32>]) -> bool {
        heads.iter().filter(|h| h.is_none()).count() == 1
            && (0..heads.len()).all(|word| {
                let mut at = Some(word as u32);
                for _ in 0..=heads.len() {
                    let Some(word) = at else { return true };
                    at = heads[word as usize];
                }
                false
            })
    }

    #[test]
    fn any_scores_give_a_tree() {
        for seed in 0..400 {
            let count = 1 + (mix(seed, 3) % if seed % 20 == 0 { 400 } else { 25 }) as usize;
            let arc = |a: usize, b: usize| (mix(mix(a as u64, b as u64), seed) % 1000) as i32;
            let heads = best(count, arc, |word| (mix(word as u64, seed) % 1200) as i32);
            assert!(is_tree(&heads), "{seed}: {heads:?}");
        }
        assert_eq!(best(0, |_, _| 0, |_| 0), []);
        assert_eq!(best(1, |_, _| 0, |_| 0), [None]);
    }

    #[test]
    fn a_circle_opens_where_it_costs_least() {
        // 0 and 1 want each other, 2 is the root.
        let arc = |word: usize, head: usize| match (word, head) {
            (0, 1) | (1, 0) => 10,
            (0, 2) => 4,
            (1, 2) => 8,
            _ => 0,
        };
        assert_eq!(best(3, arc, |word| if word == 2 { 50 } else { -50 }), [Some(1), Some(2), None]);
    }
}
