//! Which event of the reading is which of the annotation.

use super::gold::{Gold, GoldEvent};
use svodka_model::{Document, Event, Span};

/// Pairs each of `golds` with at most one of `reads`, the best first; `accepts` scores a pair, 0 for none. Of equal pairs the
/// first is taken.
pub(super) fn pair(golds: usize, reads: usize, accepts: impl Fn(usize, usize) -> f64) -> Vec<(usize, usize)> {
    let all = (0..golds).flat_map(|gold| (0..reads).map(move |read| (gold, read)));
    let mut candidates: Vec<(f64, usize, usize)> =
        all.map(|(gold, read)| (accepts(gold, read), gold, read)).filter(|(score, ..)| *score > 0.0).collect();
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut taken_golds, mut taken_reads) = (vec![false; golds], vec![false; reads]);
    let mut pairs = Vec::new();
    for (_, gold, read) in candidates {
        if !taken_golds[gold] && !taken_reads[read] {
            (taken_golds[gold], taken_reads[read]) = (true, true);
            pairs.push((gold, read));
        }
    }
    pairs
}

/// How many characters two spans share.
pub(super) fn shared(text: &str, a: Span, b: Span) -> usize {
    if !a.overlaps(b) {
        return 0;
    }
    Span { start: a.start.max(b.start), end: a.end.min(b.end) }.of(text).chars().count()
}

/// How well an event of the reading tells of an annotated one, by type and trigger; 0 for not at all. Entries that must be found
/// come before optional ones, the words of the entry itself before those of one that tells of it again, long overlaps before
/// short ones.
pub(super) fn strict(gold: &Gold, doc: &Document, entry: &GoldEvent, event: &Event) -> f64 {
    let again = entry.again.iter().filter_map(|&at| gold.events.get(at));
    let scores = std::iter::once((entry, 1.0)).chain(again.map(|other| (other, 0.0))).map(|(told, itself)| {
        let triggers = std::iter::once(event.trigger).chain(event.mentions.iter().copied());
        let longest = triggers.map(|trigger| shared(doc.text(), told.trigger, trigger)).max().unwrap_or(0);
        if longest == 0 || !told.accepts(event.kind) {
            return 0.0;
        }
        2.0 + 2.0 * f64::from(u8::from(entry.required())) + itself + longest as f64 / 100.0
    });
    scores.fold(0.0, f64::max)
}

/// As [`strict`], but a trigger anywhere in the annotated clause will do.
pub(super) fn lenient(gold: &Gold, doc: &Document, entry: &GoldEvent, event: &Event) -> f64 {
    if !entry.accepts(event.kind) {
        return 0.0;
    }
    match strict(gold, doc, entry, event) {
        score if score > 0.0 => 10.0 + score,
        _ if entry.scope.overlaps(event.trigger) => 1.0 + f64::from(u8::from(entry.required())),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_pairs_are_taken_first_and_each_side_once() {
        let scores = [[1.0, 3.0, 0.0], [2.0, 3.0, 0.0]];
        assert_eq!(pair(2, 3, |g, r| scores[g][r]), [(0, 1), (1, 0)]);
        assert_eq!(pair(2, 0, |_, _| 1.0), []);
    }

    #[test]
    fn overlaps_are_counted_in_characters() {
        let text = "В Уфе митинг";
        let span = |words: &str| {
            let at = text.find(words).unwrap();
            Span::new(at, at + words.len())
        };
        assert_eq!(shared(text, span("Уфе митинг"), span("митинг")), 6);
        assert_eq!(shared(text, span("Уфе"), span("митинг")), 0);
    }
}
