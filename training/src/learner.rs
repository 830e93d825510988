//! The averaged perceptron that learns what `svodka_reader::linear` looks up.

use rustc_hash::FxHashMap;

/// Weights of the features that took part in a mistake, with their running sums.
pub(crate) struct Learner<const W: usize> {
    index: FxHashMap<u64, u32>,
    rows: Vec<Row<W>>,
    now: f64,
}

struct Row<const W: usize> {
    weights: [f32; W],
    /// Sum of the weights over time up to `since`.
    sums: [f32; W],
    since: f64,
    updates: u32,
}

impl<const W: usize> Learner<W> {
    pub(crate) fn new() -> Self {
        Learner { index: FxHashMap::default(), rows: Vec::new(), now: 0.0 }
    }

    /// Time passes: once for each decision.
    pub(crate) fn tick(&mut self) {
        self.now += 1.0;
    }

    pub(crate) fn score(&self, features: &[u64]) -> [f32; W] {
        let mut scores = [0.0; W];
        for feature in features {
            if let Some(&row) = self.index.get(feature) {
                for (score, weight) in scores.iter_mut().zip(&self.rows[row as usize].weights) {
                    *score += weight;
                }
            }
        }
        scores
    }

    /// Moves one class of all features by `step`.
    pub(crate) fn update(&mut self, features: &[u64], class: usize, step: f32) {
        for &feature in features {
            let next = self.rows.len() as u32;
            let at = *self.index.entry(feature).or_insert(next);
            if at == next {
                self.rows.push(Row { weights: [0.0; W], sums: [0.0; W], since: self.now, updates: 0 });
            }
            let row = &mut self.rows[at as usize];
            let waited = (self.now - row.since) as f32;
            for (sum, weight) in row.sums.iter_mut().zip(&row.weights) {
                *sum += weight * waited;
            }
            row.since = self.now;
            row.weights[class] += step;
            row.updates += 1;
        }
    }

    /// The averaged weights of the features that were moved at least `least` times.
    pub(crate) fn average(&self, least: u32) -> Vec<(u64, [f32; W])> {
        let mut features: Vec<(u64, u32)> = self.index.iter().map(|(&f, &row)| (f, row)).collect();
        features.sort_unstable();
        let kept = features.into_iter().filter(|&(_, row)| self.rows[row as usize].updates >= least);
        kept.map(|(feature, row)| {
            let row = &self.rows[row as usize];
            let waited = (self.now - row.since) as f32;
            let mut average = [0.0; W];
            for ((average, sum), weight) in average.iter_mut().zip(&row.sums).zip(&row.weights) {
                *average = (sum + weight * waited) / self.now.max(1.0) as f32;
            }
            (feature, average)
        })
        .collect()
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }
}

/// A small generator of pseudo-random numbers (SplitMix64), so that training repeats exactly.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }

    /// True once in `n` times.
    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.next().is_multiple_of(n)
    }
}
