//! How sure the reader is of an event: the share of such events that annotators found too.

use crate::Resources;
use rustc_hash::FxHashMap;
use svodka_model::{Event, Realis, RoleKind};

const TABLE: &str = include_str!("../../data/confidence.tsv");

/// What each sign of an event adds to the logarithm of its odds, fitted on annotated reports.
#[derive(Debug)]
pub(crate) struct Weights {
    bias: f64,
    signs: FxHashMap<&'static str, f64>,
}

impl Weights {
    /// Parses the bundled table; `Err` names the first line that is wrong.
    pub(crate) fn bundled() -> Result<Weights, String> {
        let mut weights = Weights { bias: 0.0, signs: FxHashMap::default() };
        for (number, line) in TABLE.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let fault = || format!("confidence.tsv:{}: {line:?}", number + 1);
            let (sign, value) = line.split_once('\t').ok_or_else(fault)?;
            let value: f64 = value.parse().map_err(|_| fault())?;
            if sign == "bias" {
                weights.bias = value;
            } else {
                weights.signs.insert(sign, value);
            }
        }
        Ok(weights)
    }

    fn of(&self, sign: &str) -> f64 {
        self.signs.get(sign).copied().unwrap_or(0.0)
    }
}

/// Gives every event its confidence, once all that is known of it is there.
pub(crate) fn judge(resources: &Resources, events: &mut [Event]) {
    for event in events {
        event.confidence = confidence(resources, event);
    }
}

fn confidence(resources: &Resources, event: &Event) -> f32 {
    let weights = &resources.confidence;
    let (frame, matched) = event.rule.rsplit_once('/').unwrap_or((&event.rule, ""));
    let mut odds = weights.bias + weights.of(matched) + weights.of(event.kind.as_str());
    let mut kinds: Vec<RoleKind> = event.roles.iter().map(|role| role.kind).collect();
    kinds.dedup();
    odds += weights.of(["no role", "one role", "two roles", "three roles"][kinds.len().min(3)]);
    let signs = [
        ("constrained", resources.index.constrained.contains(frame)),
        ("when", event.when.is_some()),
        ("count", !event.counts.is_empty()),
        ("not actual", event.realis != Realis::Actual),
        ("repeated", !event.mentions.is_empty()),
        ("actor", kinds.contains(&RoleKind::Actor)),
    ];
    odds += signs.iter().filter(|(_, is)| *is).map(|(sign, _)| weights.of(sign)).sum::<f64>();
    // Two decimals, so that the figure reads the same everywhere.
    (logistic(odds) * 100.0).round() as f32 / 100.0
}

/// 1 / (1 + e^-x) by products alone, whose bits are the same on every machine.
fn logistic(x: f64) -> f64 {
    const HALVINGS: i32 = 12;
    let small = 1.0 - x.clamp(-20.0, 20.0) / f64::from(1 << HALVINGS);
    let exponential = (0..HALVINGS).fold(small, |power, _| power * power);
    1.0 / (1.0 + exponential)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logistic_is_near_its_limit() {
        for x in [-3.0f64, -0.5, 0.0, 0.7, 2.0, 4.0] {
            assert!((logistic(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-3, "{x}");
        }
    }

    #[test]
    fn every_sign_of_the_table_is_one_that_events_have() {
        let weights = Weights::bundled().unwrap();
        let known = [
            "no role", "one role", "two roles", "three roles", "constrained", "when", "count", "not actual", "repeated", "actor",
        ];
        let is_known = |sign: &str| {
            let is_type = svodka_model::EventType::ALL.iter().any(|kind| kind.as_str() == sign);
            is_type || known.contains(&sign) || matches!(sign, "verb" | "noun" | "word" | "phrase")
        };
        assert!(weights.signs.keys().all(|sign| is_known(sign)));
    }
}
