//! The features of a token in its sentence.

use super::view::View;
use crate::linear::mix;

/// The most features that a token can have.
const AT_MOST: usize = 72;

/// Collects hashed features, each of its own template.
struct Bag<'a> {
    template: u64,
    hashes: &'a mut Vec<u64>,
}

impl Bag<'_> {
    fn add(&mut self, value: u64) {
        self.template += 1;
        self.hashes.push(mix(self.template, value));
    }

    fn pair(&mut self, a: u64, b: u64) {
        self.add(mix(a, b));
    }
}

/// Features of token `at` of a sentence into `hashes`, which is cleared first.
pub(crate) fn features(sentence: &[View], at: usize, hashes: &mut Vec<u64>) {
    hashes.clear();
    let before = View { form: 1, lemma: 1, shape: 1, class: 1, ..View::default() };
    let after = View { form: 2, lemma: 2, shape: 2, class: 2, ..View::default() };
    let near = |offset: isize| match at.checked_add_signed(offset) {
        Some(index) => sentence.get(index).unwrap_or(&after),
        None => &before,
    };
    let window = [near(-2), near(-1), near(0), near(1), near(2)];
    let [_, left, this, right, _] = window;
    let mut bag = Bag { template: 0, hashes };
    bag.add(0);
    for view in window {
        bag.add(view.form);
        bag.add(view.shape);
        bag.add(view.class);
        bag.add(view.clusters[0]);
        bag.add(view.clusters[1]);
    }
    for view in [left, this, right] {
        bag.add(view.lemma);
        bag.add(view.suffixes[2]);
        bag.pair(view.class >> 16, view.shape);
        bag.pair(view.habit, view.shape);
    }
    for (a, b) in [(left, this), (this, right)] {
        bag.pair(a.lemma, b.lemma);
        bag.pair(a.class, b.class);
        bag.pair(a.clusters[0], b.clusters[0]);
        bag.pair(a.clusters[1], b.clusters[1]);
        bag.pair(a.lemma, mix(b.class >> 16, b.shape));
        bag.pair(b.lemma, mix(a.class >> 16, a.shape));
    }
    for suffix in [0, 1, 3] {
        bag.add(this.suffixes[suffix]);
    }
    bag.add(this.prefixes[0]);
    bag.add(this.prefixes[1]);
    bag.pair(left.shape, mix(this.shape, right.shape));
    bag.pair(left.class >> 16, mix(this.class >> 16, right.class >> 16));
    bag.pair(u64::from(at == 0), this.shape);
    bag.pair(this.quoted, this.shape);
    bag.pair(this.quoted, this.introduced_by);
    bag.pair(left.quoted, mix(this.quoted, right.quoted));
    bag.pair(this.quoted, this.introduced_as);
    bag.pair(left.noun, this.shape);
    bag.pair(right.noun, this.shape);
    bag.add(this.noun);
    bag.pair(window[0].noun, mix(left.class >> 16, this.shape));
    bag.pair(mix(window[0].noun, left.noun), this.shape);
    debug_assert!(hashes.len() <= AT_MOST);
}
