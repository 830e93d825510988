//! The averaged structured perceptron.
//!
//! Each feature has a general weight and one of the domain of the text (Daumé III 2007, "Frustratingly easy domain
//! adaptation"), so that corpora with other ideas of a name still teach. What is kept is the general weight and the
//! chosen domain's.

use super::corpora::{Domain, Text};
use rustc_hash::FxHashMap;
use svodka_model::{Document, Report};
use svodka_reader::{
    Resources,
    entity::names::{KINDS, best, features_of, model::{COLUMNS, LAYERS, pack, tags}, of_domain},
    morphology, sentence, token,
};

/// How to learn.
pub(crate) struct Options {
    pub(crate) epochs: usize,
    /// The most rows that the file may have.
    pub(crate) rows: usize,
    /// Every so-manieth token hides its form and lemma while learning, 0 for none.
    pub(crate) forget: usize,
    /// How much of each domain's own weights the file gets.
    pub(crate) target: Vec<f32>,
}

impl Default for Options {
    fn default() -> Options {
        Options { epochs: 8, rows: 110_000, forget: 0, target: vec![1.0, 0.0, 0.0, 0.0] }
    }
}

/// A sentence ready to learn from.
struct Lesson {
    domain: u64,
    features: Vec<Vec<u64>>,
    /// The right tags of each layer, empty where unknown.
    tags: [Vec<u8>; 3],
}

/// Reads a text as far as the tagger needs it.
pub(crate) fn read(resources: &Resources, text: &str) -> Document {
    let mut doc = Document::new(Report { text: text.to_owned(), ..Report::default() });
    doc.tokens = token::tokenize(doc.text());
    doc.sentences = sentence::split(&doc);
    doc.words = morphology::tag(resources, &doc);
    doc
}

fn lessons(resources: &Resources, texts: Vec<Text>) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for text in texts {
        let doc = read(resources, &text.text);
        let mut right: [Vec<u8>; 3] = Default::default();
        for (layer, spans) in text.layers.iter().enumerate() {
            let Some(spans) = spans else { continue };
            right[layer].resize(doc.tokens.len(), 0);
            for &(span, kind) in spans {
                let Some(kind) = KINDS[layer].iter().position(|&k| k == kind) else { continue };
                for (place, at) in doc.tokens_in(span).enumerate() {
                    right[layer][at] = (2 * kind + 1 + usize::from(place > 0)) as u8;
                }
            }
        }
        let features = features_of(resources, &doc);
        for sentence in &doc.sentences {
            let tokens = sentence.tokens();
            let tags = right.each_ref().map(|r| r.get(tokens.clone()).map(mend).unwrap_or_default());
            lessons.push(Lesson { domain: text.domain as u64 + 1, features: features[tokens].to_vec(), tags });
        }
    }
    lessons
}

/// A name cut by the end of a sentence begins anew.
fn mend(tags: &[u8]) -> Vec<u8> {
    let mut tags = tags.to_vec();
    let mut before = 0;
    for tag in &mut tags {
        if *tag > 0 && *tag % 2 == 0 && before != *tag && before != *tag - 1 {
            *tag -= 1;
        }
        before = *tag;
    }
    tags
}

/// Weights while learning, and the sums that make averages.
#[derive(Default)]
struct Weights {
    rows: FxHashMap<u64, u32>,
    now: Vec<[i32; COLUMNS]>,
    sums: Vec<[i64; COLUMNS]>,
    moves: Vec<Vec<i32>>,
    move_sums: Vec<Vec<i64>>,
    step: i64,
}

impl Weights {
    fn row(&mut self, feature: u64) -> usize {
        let next = self.now.len() as u32;
        let row = *self.rows.entry(feature).or_insert(next);
        if row == next {
            self.now.push([0; COLUMNS]);
            self.sums.push([0; COLUMNS]);
        }
        row as usize
    }

    fn change(&mut self, feature: u64, column: usize, by: i32) {
        let row = self.row(feature);
        self.now[row][column] += by;
        self.sums[row][column] += self.step * i64::from(by);
    }

    fn average(&self, row: usize) -> [f32; COLUMNS] {
        std::array::from_fn(|c| self.now[row][c] as f32 - self.sums[row][c] as f32 / self.step as f32)
    }
}

/// A small generator of pseudo-random numbers (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % bound.max(1)
    }
}

/// Learns weights and lays them out for the file.
pub(crate) fn learn(resources: &Resources, texts: Vec<Text>, options: &Options) -> Vec<u8> {
    let lessons = lessons(resources, texts);
    let tokens: usize = lessons.iter().map(|l| l.features.len()).sum();
    println!("{} sentences, {tokens} tokens", lessons.len());
    let mut weights = Weights {
        moves: (0..LAYERS.len()).map(|l| vec![0; tags(l).pow(2)]).collect(),
        move_sums: (0..LAYERS.len()).map(|l| vec![0; tags(l).pow(2)]).collect(),
        step: 1,
        ..Weights::default()
    };
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut dice = Dice(0x5EED);
    for epoch in 0..options.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, dice.below(i + 1));
        }
        let mut wrong = 0;
        for &lesson in &order {
            wrong += take(&mut weights, &lessons[lesson], options, &mut dice);
        }
        println!("epoch {epoch}: {:.3} % wrong, {} rows", 100.0 * wrong as f64 / tokens as f64, weights.now.len());
    }
    drop(lessons);
    finish(&weights, options)
}

/// Learns from one sentence; the number of wrong tags.
fn take(weights: &mut Weights, lesson: &Lesson, options: &Options, dice: &mut Dice) -> usize {
    let count = lesson.features.len();
    let mut all: Vec<Vec<u64>> = lesson.features.clone();
    if options.forget > 0 {
        for features in &mut all {
            if dice.below(options.forget) == 0 {
                features.retain(|_| dice.below(2) == 0);
            }
        }
    }
    for features in &mut all {
        let own = features.len();
        for at in 0..own {
            features.push(of_domain(features[at], lesson.domain));
        }
    }
    let mut scores = vec![[0i32; COLUMNS]; count];
    for (features, scores) in all.iter().zip(&mut scores) {
        for feature in features {
            if let Some(&row) = weights.rows.get(feature) {
                for (score, weight) in scores.iter_mut().zip(&weights.now[row as usize]) {
                    *score += weight;
                }
            }
        }
    }
    let (mut path, mut wrong) = (Vec::new(), 0);
    for (layer, &(column, _)) in LAYERS.iter().enumerate() {
        let (right, size) = (&lesson.tags[layer], tags(layer));
        if right.is_empty() {
            continue;
        }
        let mut flat: Vec<i32> = Vec::with_capacity(count * size);
        for (row, &tag) in scores.iter().zip(right) {
            // A margin: the right tag must win by one.
            flat.extend((0..size).map(|t| row[column + t] + i32::from(t != usize::from(tag))));
        }
        best(&flat, size, &weights.moves[layer], &mut path);
        for at in 0..count {
            let (got, want) = (usize::from(path[at]), usize::from(right[at]));
            if got != want {
                wrong += 1;
                for &feature in &all[at] {
                    weights.change(feature, column + want, 1);
                    weights.change(feature, column + got, -1);
                }
            }
            if at > 0 && path[at - 1..=at] != right[at - 1..=at] {
                for (from, to, by) in [(right[at - 1], right[at], 1), (path[at - 1], path[at], -1)] {
                    let cell = usize::from(from) * size + usize::from(to);
                    weights.moves[layer][cell] += by;
                    weights.move_sums[layer][cell] += weights.step * i64::from(by);
                }
            }
        }
    }
    weights.step += 1;
    wrong
}

/// Averages, adds the chosen domain, keeps the heaviest rows, rounds.
fn finish(weights: &Weights, options: &Options) -> Vec<u8> {
    let mut domains: FxHashMap<u64, [f32; COLUMNS]> = FxHashMap::default();
    let domain_count = Domain::Silver as u64 + 1;
    let mut seen: Vec<u64> = weights.rows.keys().copied().collect();
    seen.sort_unstable();
    for &feature in &seen {
        let mut row = [0.0; COLUMNS];
        let mut add = |hash: u64, share: f32| {
            if let Some(&at) = weights.rows.get(&hash) {
                for (sum, weight) in row.iter_mut().zip(weights.average(at as usize)) {
                    *sum += share * weight;
                }
            }
        };
        add(feature, 1.0);
        for domain in 1..=domain_count {
            add(of_domain(feature, domain), options.target.get(domain as usize - 1).copied().unwrap_or(0.0));
        }
        domains.insert(feature, row);
    }
    let mut rows: Vec<(u64, [f32; COLUMNS], f32)> = seen
        .iter()
        .map(|&feature| {
            let mut row = domains[&feature];
            // Only differences within a layer matter: centring makes rows small.
            for (layer, &(column, _)) in LAYERS.iter().enumerate() {
                let columns = &mut row[column..column + tags(layer)];
                let mean = columns.iter().sum::<f32>() / columns.len() as f32;
                columns.iter_mut().for_each(|w| *w -= mean);
            }
            (feature, row, row.iter().map(|w| w * w).sum())
        })
        .collect();
    rows.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    let kept = rows.len().min(options.rows);
    println!("{} rows, lightest kept {:.3}", rows.len(), rows.get(kept.saturating_sub(1)).map_or(0.0, |r| r.2.sqrt()));
    rows.truncate(kept);
    let mut sizes: Vec<f32> = rows.iter().flat_map(|r| r.1).map(f32::abs).collect();
    sizes.sort_by(f32::total_cmp);
    // The few heaviest weights are clipped, which leaves finer steps to the others.
    let top = sizes.get(sizes.len() * 9995 / 10000).copied().unwrap_or(1.0).max(1e-6);
    let scale = 127.0 / top;
    let packed: Vec<(u64, [i8; COLUMNS])> =
        rows.iter().map(|r| (r.0, r.1.map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8))).collect();
    let mut moves = Vec::new();
    for (now, sums) in weights.moves.iter().zip(&weights.move_sums) {
        for (&now, &sum) in now.iter().zip(sums) {
            let average = now as f32 - sum as f32 / weights.step as f32;
            moves.push((average * scale).round().clamp(-32767.0, 32767.0) as i16);
        }
    }
    pack(&packed, &moves)
}
