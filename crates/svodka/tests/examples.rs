//! The reports under `examples/`: their JSONL is made from their texts, and every one of them is read.
//!
//! `SVODKA_BLESS=1 cargo test -p svodka --test examples` writes `examples/fuel.jsonl` anew from `examples/fuel/`.

use serde::Serialize;
use std::{
    env, fs,
    path::{Path, PathBuf},
};
use svodka::{Reader, Report, record};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// A line of `fuel.jsonl`; the reader passes over keys that it does not know, such as `note`.
#[derive(Serialize)]
struct Line {
    id: String,
    title: String,
    published: String,
    outlet: String,
    note: &'static str,
    text: String,
}

/// The reports of the folder in the order of `reports.tsv`.
fn lines() -> Vec<Line> {
    let table = fs::read_to_string(folder().join("fuel/reports.tsv")).expect("the examples have a table");
    let rows = table.lines().filter(|row| !row.starts_with('#'));
    rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [file, published, outlet] = cells[..] else { panic!("a row has three cells: {row}") };
        let report = fs::read_to_string(folder().join(format!("fuel/{file}.txt"))).expect("the table names files that exist");
        let (title, text) = report.split_once("\n\n").expect("a report begins with its title and a blank line");
        Line {
            id: format!("fuel-{file}"),
            title: title.to_owned(),
            published: published.to_owned(),
            outlet: outlet.to_owned(),
            note: "вымышленное сообщение",
            text: text.trim_end().to_owned(),
        }
    })
    .collect()
}

#[test]
fn the_jsonl_holds_the_texts() {
    let lines = lines();
    let written: String = lines.iter().map(|line| serde_json::to_string(line).unwrap() + "\n").collect();
    let path = folder().join("fuel.jsonl");
    if env::var_os("SVODKA_BLESS").is_some() {
        fs::write(&path, written).unwrap();
        return;
    }
    let texts =
        fs::read_dir(folder().join("fuel")).unwrap().flatten().filter(|e| e.path().extension().is_some_and(|e| e == "txt"));
    assert_eq!(texts.count(), lines.len(), "every text has a row in reports.tsv");
    assert_eq!(fs::read_to_string(path).unwrap(), written, "examples/fuel.jsonl is out of step; SVODKA_BLESS=1 writes it anew");
}

#[test]
fn every_example_tells_of_events() {
    let reader = Reader::new().expect("the resources are bundled");
    for line in lines() {
        let text = format!("{}\n\n{}", line.title, line.text);
        let report = Report { id: Some(line.id.clone()), published: Some(line.published), text, ..Report::default() };
        let doc = reader.read(report);
        assert!(doc.events.len() >= 5, "{} tells of {} events", line.id, doc.events.len());
        let json: serde_json::Value = serde_json::from_str(&record::to_json(&doc)).unwrap();
        assert_eq!(json["schema"], record::SCHEMA);
        assert_eq!(json["report"]["id"], line.id.as_str());
    }
}
