//! How long each stage, the whole reading and each way of writing take, on one thread with warm caches.
//!
//! `cargo bench -p svodka`. Bytes a second are of UTF-8, items a second are tokens: a report of 3 KB has about 270 of them.

use divan::{
    Bencher, black_box,
    counter::{BytesCount, ItemsCount},
};
use std::{fs, path::Path, sync::LazyLock};
use svodka::{Document, Look, Reader, Report, chronicle, conllu, record};
use svodka_reader::{Draft, STAGES};

fn main() {
    divan::main();
}

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().expect("the resources are bundled"));
static REPORTS: LazyLock<Vec<Report>> = LazyLock::new(reports);
static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| REPORTS.iter().map(|r| READER.read(r.clone())).collect());

/// The example reports, each as text with its date.
fn reports() -> Vec<Report> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/fuel.jsonl");
    let lines = fs::read_to_string(path).expect("the examples are there");
    let report = |line: &str| {
        let line: serde_json::Value = serde_json::from_str(line).expect("each line is an object");
        let field = |name: &str| line.get(name).and_then(|v| v.as_str()).map(str::to_owned);
        Report { published: field("published"), text: field("text").expect("each has a text"), ..Report::default() }
    };
    lines.lines().map(report).collect()
}

fn bytes() -> BytesCount {
    BytesCount::new(REPORTS.iter().map(|r| r.text.len()).sum::<usize>())
}

fn tokens() -> ItemsCount {
    ItemsCount::new(DOCUMENTS.iter().map(|doc| doc.tokens.len()).sum::<usize>())
}

/// One stage over documents that have the layers before it.
#[divan::bench(args = STAGES.map(|(name, _)| name))]
fn stage(bencher: Bencher, name: &str) {
    let resources = READER.resources();
    let (before, rest) = STAGES.split_at(STAGES.iter().position(|(stage, _)| *stage == name).expect("the argument is a stage"));
    let begun = |report: &Report| {
        let mut draft = Draft::new(resources, report.clone());
        before.iter().for_each(|(_, stage)| stage(resources, &mut draft));
        draft
    };
    bencher.counter(bytes()).with_inputs(|| REPORTS.iter().map(begun).collect::<Vec<_>>()).bench_local_values(|mut drafts| {
        drafts.iter_mut().for_each(|draft| rest[0].1(resources, draft));
        drafts
    });
}

/// Text in, document out.
#[divan::bench]
fn read(bencher: Bencher) {
    bencher
        .counter(bytes())
        .counter(tokens())
        .bench_local(|| REPORTS.iter().for_each(|report| drop(black_box(READER.read(report.clone())))));
}

/// Document to each of the forms.
#[divan::bench(args = ["jsonl", "conllu", "text"])]
fn write(bencher: Bencher, form: &str) {
    let look = Look::default();
    let write = |doc: &Document| match form {
        "jsonl" => record::to_json(doc),
        "conllu" => conllu::to_conllu(doc),
        _ => chronicle::to_text(doc, &look),
    };
    bencher.counter(bytes()).bench_local(|| DOCUMENTS.iter().for_each(|doc| drop(black_box(write(doc)))));
}

/// Loading everything that the reader looks up.
#[divan::bench(sample_count = 10)]
fn load() -> Reader {
    Reader::new().expect("the resources are bundled")
}
