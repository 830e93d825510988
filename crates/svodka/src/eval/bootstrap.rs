//! Intervals: how far a figure moves when other reports of the same kind had been annotated.

use super::measure::{Figure, Tally};

/// How often reports are drawn anew.
const DRAWS: usize = 1000;
/// The share of the draws left out at either end: what lies between holds 95 %.
const TAIL: f64 = 0.025;
/// Any number would do; a fixed one gives the same intervals every time.
const SEED: u64 = 7;

/// A figure with its 95 % interval; `None` where there is nothing to measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// Which figure.
    pub figure: Figure,
    /// Its value over all reports.
    pub value: Option<f64>,
    /// Lower and upper end of the interval.
    pub interval: Option<[f64; 2]>,
}

/// Every figure of the reports, with its interval: the reports are drawn with replacement, as many as there are.
pub(super) fn estimates(reports: &[Tally]) -> Vec<Estimate> {
    let mut random = SplitMix(SEED);
    let mut drawn: Vec<Vec<f64>> = vec![Vec::with_capacity(DRAWS); Figure::ALL.len()];
    for _ in 0..DRAWS {
        let sample = sum((0..reports.len()).filter_map(|_| reports.get(random.below(reports.len()))));
        for (values, figure) in drawn.iter_mut().zip(Figure::ALL) {
            values.extend(figure.of(&sample));
        }
    }
    let whole = sum(reports);
    let estimate = |(figure, values): (Figure, Vec<f64>)| Estimate {
        figure,
        value: figure.of(&whole),
        interval: figure.of(&whole).and_then(|_| interval(values)),
    };
    Figure::ALL.into_iter().zip(drawn).map(estimate).collect()
}

/// The counts of several reports together.
pub(super) fn sum<'t>(reports: impl IntoIterator<Item = &'t Tally>) -> Tally {
    let mut total = Tally::default();
    reports.into_iter().for_each(|tally| total += tally);
    total
}

fn interval(mut values: Vec<f64>) -> Option<[f64; 2]> {
    values.sort_by(f64::total_cmp);
    let cut = (values.len() as f64 * TAIL) as usize;
    Some([*values.get(cut)?, *values.iter().nth_back(cut)?])
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `limit`, which it does not reach.
    fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::super::measure::Measure;
    use super::*;

    #[test]
    fn draws_are_even_and_the_same_every_time() {
        let draw = || {
            let mut random = SplitMix(SEED);
            let mut seen = [0_usize; 5];
            (0..10_000).for_each(|_| seen[random.below(5)] += 1);
            seen
        };
        assert_eq!(draw(), draw());
        assert!(draw().iter().all(|n| (1_850..2_150).contains(n)), "{:?}", draw());
        // The first number that the authors' own code gives for the seed 0.
        assert_eq!(SplitMix(0).next(), 0xE220_A839_7B1D_CDAF);
    }

    #[test]
    fn intervals_hold_the_value_and_close_on_equal_reports() {
        let report = |right| {
            let mut tally = Tally::default();
            tally.count(Measure::Strict, right, 10, 10);
            tally
        };
        let f1 = |reports: &[Tally]| estimates(reports).into_iter().find(|e| e.figure.key == "events.strict.f1").unwrap();
        let equal = f1(&[report(4); 6]);
        assert_eq!((equal.value, equal.interval), (Some(0.4), Some([0.4, 0.4])));
        let mixed = f1(&[report(2), report(4), report(6), report(8)]);
        let [low, high] = mixed.interval.unwrap();
        assert!((0.2..0.5).contains(&low) && high > 0.5 && high <= 0.8, "{mixed:?}");
        assert!(estimates(&[]).iter().all(|e| e.value.is_none() && e.interval.is_none()));
    }
}
