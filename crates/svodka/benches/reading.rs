//! How fast reports are read: the whole reading and its first stages, over the example reports.
//!
//! `cargo bench -p svodka`. Bytes a second are of UTF-8; a report of 3 KB is about 270 tokens.

use divan::{Bencher, counter::BytesCount};
use std::{fs, path::Path};
use svodka::{Reader, Report, record};

fn main() {
    divan::main();
}

/// The example reports, each as text with its date.
fn reports() -> Vec<Report> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/fuel.jsonl");
    let lines = fs::read_to_string(path).expect("the examples are there");
    let field = |line: &serde_json::Value, name: &str| line.get(name).and_then(|v| v.as_str()).map(str::to_owned);
    lines
        .lines()
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).expect("each line is an object");
            Report {
                published: field(&line, "published"),
                text: field(&line, "text").expect("each has a text"),
                ..Report::default()
            }
        })
        .collect()
}

fn bytes(reports: &[Report]) -> BytesCount {
    BytesCount::new(reports.iter().map(|r| r.text.len()).sum::<usize>())
}

/// Text in, document out, on one core with warm caches.
#[divan::bench]
fn read(bencher: Bencher) {
    let reader = Reader::new().expect("the resources are bundled");
    let reports = reports();
    bencher.counter(bytes(&reports)).bench_local(|| {
        for report in &reports {
            divan::black_box(reader.read(report.clone()));
        }
    });
}

/// Document to JSON.
#[divan::bench]
fn write_json(bencher: Bencher) {
    let reader = Reader::new().expect("the resources are bundled");
    let reports = reports();
    let documents: Vec<_> = reports.iter().map(|report| reader.read(report.clone())).collect();
    bencher.counter(bytes(&reports)).bench_local(|| {
        for document in &documents {
            divan::black_box(record::to_json(document));
        }
    });
}

/// Loading everything that the reader looks up.
#[divan::bench(sample_count = 10)]
fn load() {
    divan::black_box(Reader::new().expect("the resources are bundled"));
}
