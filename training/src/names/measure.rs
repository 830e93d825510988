//! Exact agreement with held-out texts.

use super::{
    corpora::{Domain, Text},
    learn::read,
};
use crate::clock::cpu;
use anyhow::Result;
use std::collections::BTreeMap;
use svodka_model::{EntityKind, Span};
use svodka_reader::{Resources, Weights, entity::names};

#[derive(Clone, Copy, Default)]
struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        2.0 * self.right as f64 / ((self.found + self.gold) as f64).max(1.0)
    }
}

/// Prints exact F1 for each corpus, layer and kind, and the speed.
pub(crate) fn measure(weights: Vec<u8>, texts: &[Text]) -> Result<()> {
    let resources = Resources::with(Weights { names: weights.leak(), ..Weights::BUNDLED })?;
    let mut tallies: BTreeMap<(Domain, usize, Option<EntityKind>), Tally> = BTreeMap::new();
    let (mut tokens, mut seconds) = (0, 0.0);
    for text in texts {
        let doc = read(&resources, &text.text);
        let start = cpu();
        let found = names::tag(&resources, &doc);
        seconds += cpu() - start;
        tokens += doc.tokens.len();
        for (layer, gold) in text.layers.iter().enumerate() {
            let Some(gold) = gold else { continue };
            let mine: Vec<(Span, EntityKind)> = found
                .iter()
                .filter(|name| name.layer == layer)
                .map(|name| (doc.tokens[name.first].span.cover(doc.tokens[name.end - 1].span), name.kind))
                .collect();
            for kind in names::KINDS[layer].iter().map(|&k| Some(k)).chain([None]) {
                let tally = tallies.entry((text.domain, layer, kind)).or_default();
                let of = |spans: &[(Span, EntityKind)]| spans.iter().filter(|s| kind.is_none_or(|k| k == s.1)).count();
                tally.found += of(&mine);
                tally.gold += of(gold);
                tally.right += mine.iter().filter(|s| kind.is_none_or(|k| k == s.1) && gold.contains(s)).count();
            }
        }
    }
    for ((domain, layer, kind), tally) in tallies {
        let kind = kind.map_or("all", EntityKind::as_str);
        let (p, r) = (tally.right as f64 / tally.found.max(1) as f64, tally.right as f64 / tally.gold.max(1) as f64);
        println!("{domain:?} {layer} {kind:14} P {p:.3} R {r:.3} F1 {:.4} of {}", tally.f1(), tally.gold);
    }
    println!("{:.2} µs a token", 1e6 * seconds / tokens.max(1) as f64);
    Ok(())
}
