//! The averaged structured perceptron.
//!
//! Each feature has a general weight and one of the domain of the text (Daumé III 2007, "Frustratingly easy domain
//! adaptation"), so that corpora with other ideas of a name still teach. What is kept is the general weight and the
//! chosen domain's.

use super::corpora::{Domain, Text};
use crate::learner::Random;
use rustc_hash::FxHashMap;
use svodka_model::{Document, Report};
use svodka_reader::{
    Resources,
    entity::names::{
        Decoder, Edges, KINDS, SCHEMA, features_of,
        model::{BALLAST, COLUMNS, LAYERS, MOVE_PARTS, move_feature, tags},
        of_domain,
    },
    linear, morphology, sentence, token,
};

/// How to learn.
pub(crate) struct Options {
    pub(crate) epochs: usize,
    /// Buckets of eight rows that the file may have.
    pub(crate) buckets: usize,
    /// How far the right tag must win.
    pub(crate) margin: i32,
    /// How much farther it must win against none, in the layers of rare names.
    pub(crate) recall: i32,
    /// The heaviest rows that need not fit a byte.
    pub(crate) clipped: usize,
    /// Every so-manieth token hides its form and lemma while learning, 0 for none.
    pub(crate) forget: u64,
    /// How much of each domain's own weights layer 0 gets; the others get NEREL's, which alone annotates them.
    pub(crate) target: Vec<f32>,
}

impl Default for Options {
    fn default() -> Options {
        Options { epochs: 8, buckets: 14_400, clipped: 4, margin: 1, recall: 0, forget: 0, target: vec![0.4, 0.4, 0.4, 0.2] }
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
    doc.tokens = token::tokenize(resources.tokens(), doc.text());
    doc.sentences = sentence::split(resources.tokens(), &doc);
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
    let mut dice = Random(0x5EED);
    for epoch in 0..options.epochs {
        dice.shuffle(&mut order);
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
fn take(weights: &mut Weights, lesson: &Lesson, options: &Options, dice: &mut Random) -> usize {
    let count = lesson.features.len();
    let mut all: Vec<Vec<u64>> = lesson.features.clone();
    if options.forget > 0 {
        for features in &mut all {
            if dice.one_in(options.forget) {
                features.retain(|_| dice.one_in(2));
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
    let (mut decoder, mut wrong) = (Decoder::default(), 0);
    for (layer, &(column, _)) in LAYERS.iter().enumerate() {
        let (right, size) = (&lesson.tags[layer], tags(layer));
        if right.is_empty() {
            continue;
        }
        let mut flat: Vec<i32> = Vec::with_capacity(count * size);
        for (row, &tag) in scores.iter().zip(right) {
            // A margin: the right tag must win by so much, and by more against leaving a name out.
            let margin = |t: usize| match (t == usize::from(tag), t, layer) {
                (true, ..) => 0,
                (false, 0, 1..) => options.margin + options.recall,
                _ => options.margin,
            };
            flat.extend((0..size).map(|t| row[column + t] + margin(t)));
        }
        let path = decoder.best(&mut flat, size, &weights.moves[layer], Edges::default());
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

/// Averages, adds the shares of the domains, lays out.
fn finish(weights: &Weights, options: &Options) -> Vec<u8> {
    let mut features: Vec<u64> = weights.rows.keys().copied().collect();
    features.sort_unstable();
    let mut rows: Vec<(u64, [f32; COLUMNS])> = Vec::with_capacity(features.len());
    for feature in features {
        let mut row = [0.0; COLUMNS];
        let mut add = |hash: u64, share: &dyn Fn(usize) -> f32| {
            if let Some(&at) = weights.rows.get(&hash) {
                for (column, weight) in weights.average(at as usize).into_iter().enumerate() {
                    row[column] += share(column) * weight;
                }
            }
        };
        add(feature, &|_| 1.0);
        for domain in [Domain::Nerel, Domain::FactRuEval, Domain::SlavicNer, Domain::Silver] {
            let own = options.target.get(domain as usize).copied().unwrap_or(0.0);
            let other = f32::from(domain == Domain::Nerel);
            add(of_domain(feature, domain as u64 + 1), &|column| if column < LAYERS[1].0 { own } else { other });
        }
        // Only differences within a layer matter: centring makes rows small.
        for (layer, &(column, _)) in LAYERS.iter().enumerate() {
            let columns = &mut row[column..column + tags(layer)];
            let mean = columns.iter().sum::<f32>() / columns.len() as f32;
            columns.iter_mut().for_each(|w| *w -= mean);
        }
        rows.push((feature, row));
    }
    let lightest = |rows: &[(u64, [f32; COLUMNS])], n: usize| {
        let mut sizes: Vec<f32> = rows.iter().map(|r| r.1.iter().fold(0f32, |m, w| m.max(w.abs()))).collect();
        sizes.sort_by(|a, b| b.total_cmp(a));
        sizes.get(n).copied().unwrap_or(0.0)
    };
    println!("{} rows, the lightest kept weighs about {:.2}", rows.len(), lightest(&rows, options.buckets * 8));
    println!(
        "weights by rank: {:?}",
        [0, 3, 10, 30, 100, 300, 1000, 3000, 10000, 30000, 60000].map(|n| (n, lightest(&rows, n).round()))
    );
    for (layer, &(column, _)) in LAYERS.iter().enumerate() {
        let size = tags(layer);
        for from in 0..size {
            let mut row = [0.0; COLUMNS];
            for to in 0..size {
                let cell = from * size + to;
                let average = weights.moves[layer][cell] as f32 - weights.move_sums[layer][cell] as f32 / weights.step as f32;
                row[column + to] = average / MOVE_PARTS as f32;
            }
            row[BALLAST] = 1e6;
            rows.extend((0..MOVE_PARTS).map(|part| (move_feature(column + from, part), row)));
        }
    }
    let moves: usize = (0..LAYERS.len()).map(tags).sum::<usize>() * MOVE_PARTS as usize;
    linear::pack_clipped(rows, options.buckets, SCHEMA, moves + options.clipped)
}
