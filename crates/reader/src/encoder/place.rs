//! What the encoder is told of a token by the rest of the document.

use super::Role;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Facts about the place of a token, a bit each.
pub const PLACE_BITS: usize = 16;

/// How a form is written in the document, the first words of sentences left out.
#[derive(Clone, Copy, Debug, Default)]
struct Habit {
    seen: u16,
    capitals: u16,
}

/// Quotations with more tokens than this are speech, not names.
const QUOTED_AT_MOST: usize = 12;

/// The place bits of all tokens, given the key and role of each.
pub fn places(tokens: &[(u64, Role)], sentences: impl Iterator<Item = Range<usize>> + Clone) -> Vec<u16> {
    let mut bits = vec![0u16; tokens.len()];
    let mut habits: FxHashMap<u64, Habit> = FxHashMap::default();
    for sentence in sentences.clone() {
        let loud = is_loud(tokens.get(sentence.clone()).unwrap_or_default());
        for &(key, role) in tokens.get(sentence).unwrap_or_default().iter().skip(1) {
            if !loud && matches!(role, Role::Small | Role::Capital | Role::Capitals) {
                let habit = habits.entry(key).or_default();
                habit.seen = habit.seen.saturating_add(1);
                habit.capitals = habit.capitals.saturating_add(u16::from(role != Role::Small));
            }
        }
    }
    for sentence in sentences {
        let Some(seen) = tokens.get(sentence.clone()) else { continue };
        let Some(bits) = bits.get_mut(sentence) else { continue };
        let loud = is_loud(seen);
        for (at, (&(key, role), bits)) in seen.iter().zip(bits.iter_mut()).enumerate() {
            let habit = habits.get(&key).copied().unwrap_or_default();
            let case = match (habit.seen, habit.capitals) {
                (0, _) => 0,
                (_, 0) => 1,
                (seen, capitals) if seen == capitals => 2,
                _ => 3,
            };
            *bits = 1 << case | u16::from(habit.seen > 2) << 4 | u16::from(at == 0) << 5 | u16::from(loud) << 6;
            *bits |= u16::from(role == Role::Capital) << 7 | u16::from(role == Role::Capitals) << 8;
        }
        quotations(seen, bits);
        if let Some(last) = bits.last_mut() {
            *last |= 1 << 13;
        }
        if seen.len() < 4 {
            bits.iter_mut().for_each(|b| *b |= 1 << 14);
        }
    }
    bits
}

/// True for a headline in capitals: more words in capitals than not.
fn is_loud(tokens: &[(u64, Role)]) -> bool {
    let count = |of: Role| tokens.iter().filter(|t| t.1 == of).count();
    let capitals = count(Role::Capitals);
    capitals > 2 && capitals > count(Role::Small) + count(Role::Capital)
}

/// Marks first, inner and last tokens of short quotations.
fn quotations(tokens: &[(u64, Role)], bits: &mut [u16]) {
    let mut open: Option<usize> = None;
    let mut straight = false;
    for (at, &(_, role)) in tokens.iter().enumerate() {
        let closes = role == Role::Closes || (role == Role::Straight && straight);
        let opens = role == Role::Opens || (role == Role::Straight && !straight);
        straight ^= role == Role::Straight;
        if opens {
            open = Some(at + 1);
        } else if closes
            && let Some(from) = open.take()
            && (1..=QUOTED_AT_MOST).contains(&at.saturating_sub(from))
            && let Some(inner) = bits.get_mut(from..at)
        {
            let short = u16::from(inner.len() <= 4) << 12;
            inner.iter_mut().for_each(|b| *b |= 1 << 10 | short);
            inner.first_mut().into_iter().for_each(|b| *b |= 1 << 9);
            inner.last_mut().into_iter().for_each(|b| *b |= 1 << 11);
        }
    }
}
