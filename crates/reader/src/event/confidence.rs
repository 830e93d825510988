//! How sure the reader is of an event.

use super::{roles::is_nominal, select::Candidate};
use crate::view::Scene;
use svodka_model::Event;

/// A first estimate by what matched: phrases and constrained frames are surer than bare words, verbs surer than nouns.
pub(crate) fn of(scene: &Scene<'_>, candidate: &Candidate<'_>) -> f32 {
    let mut sure: f32 = 0.7;
    if candidate.matched == "phrase" {
        sure += 0.15;
    }
    if !candidate.frame.require.is_empty() {
        sure += 0.1;
    }
    if candidate.arguments.is_empty() {
        sure -= 0.15;
    }
    if is_nominal(scene, candidate.head) && candidate.light.is_none() {
        sure -= 0.1;
    }
    round(sure.clamp(0.05, 0.95))
}

/// Two decimals, so that the figure reads the same everywhere.
fn round(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

/// A happening told of several times is surer.
pub(crate) fn repeated(event: &mut Event) {
    event.confidence = round((event.confidence + 0.05).min(0.95));
}
