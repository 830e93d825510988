//! How long the whole process takes: to start and read one sentence, and to read three hundred reports of 3 KB on one thread.
//!
//! `cargo bench -p svodka-cli`

use divan::{Bencher, counter::ItemsCount};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

fn main() {
    divan::main();
}

/// A file in the folder that Cargo keeps for such purposes.
fn file(name: &str, content: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).expect("the file can be written");
    path
}

/// Paragraphs of the example reports, dealt out until there are `count` reports of `size` bytes.
fn reports(count: usize, size: usize) -> String {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/fuel.jsonl");
    let lines = fs::read_to_string(source).expect("the examples are there");
    let text = |line: &str| -> String {
        let report: serde_json::Value = serde_json::from_str(line).expect("each line is an object");
        report["text"].as_str().expect("each report has a text").to_owned()
    };
    let texts: Vec<String> = lines.lines().map(text).collect();
    let mut paragraphs = texts.iter().flat_map(|text| text.split('\n')).filter(|p| !p.is_empty()).cycle();
    let mut out = String::new();
    for id in 0..count {
        let mut text = String::new();
        while text.len() < size {
            text.push_str(paragraphs.next().unwrap_or_default());
            text.push('\n');
        }
        let report = serde_json::json!({"id": id.to_string(), "published": "2031-05-07", "text": text});
        out.push_str(&format!("{report}\n"));
    }
    out
}

fn read(path: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_svodka"));
    let command = command.args(["read", "--threads", "1", "--format", "jsonl"]).arg(path);
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().expect("the command runs");
    assert!(status.success(), "reading {} fails", path.display());
}

#[divan::bench(sample_count = 20)]
fn start(bencher: Bencher) {
    let path = file("sentence.txt", "Протестующие захватили аэропорт.");
    bencher.bench_local(|| read(&path));
}

#[divan::bench(sample_count = 5)]
fn three_hundred_reports(bencher: Bencher) {
    let path = file("reports.jsonl", &reports(300, 3_000));
    bencher.counter(ItemsCount::new(300usize)).bench_local(|| read(&path));
}
