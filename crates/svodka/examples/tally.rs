//! Counts the events of a file of records by type: `svodka read --format jsonl FILE… | cargo run -p svodka --example tally`.
//!
//! It reads the records as any program would, from their JSON alone, and stops at the first line that is none.
#![allow(clippy::print_stdout)]

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::{collections::BTreeMap, io};
use svodka::{model::EventType, record};

fn main() -> Result<()> {
    let mut reports = 0;
    let mut tally: BTreeMap<EventType, usize> = BTreeMap::new();
    for (number, line) in io::stdin().lines().enumerate() {
        let kinds = kinds(&line?).with_context(|| format!("line {}", number + 1))?;
        kinds.into_iter().for_each(|kind| *tally.entry(kind).or_default() += 1);
        reports += 1;
    }
    for (kind, count) in &tally {
        println!("{count:6} {kind}");
    }
    println!("{:6} events in {reports} reports", tally.values().sum::<usize>());
    Ok(())
}

/// The types of the events of one record, whose spans must lie in its text.
fn kinds(line: &str) -> Result<Vec<EventType>> {
    let record: Value = serde_json::from_str(line).context("is not JSON")?;
    ensure!(record["schema"] == record::SCHEMA, "is not a record of {}", record::SCHEMA);
    let length = record["report"]["text"].as_str().context("has no text")?.chars().count() as u64;
    let events = record["events"].as_array().context("has no events")?;
    let kind = |event: &Value| {
        let end = event["trigger"][1].as_u64().context("an event has no trigger")?;
        ensure!(end <= length, "a trigger ends at {end}, the text at {length}");
        event["type"].as_str().and_then(|kind| kind.parse().ok()).context("an event has no known type")
    };
    events.iter().map(kind).collect()
}
