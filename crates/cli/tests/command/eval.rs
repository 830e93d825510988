//! `svodka eval`: the table over the annotated examples, and everything that can be wrong with an annotation.

use crate::{command, folder, run};
use expect_test::expect;
use std::path::{Path, PathBuf};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn table(args: &[&str]) -> crate::Run {
    run(&examples(), &[&["eval", "fuel-gold", "--texts", "fuel"], args].concat())
}

/// The figures change with every rule, the table does not.
#[test]
fn the_annotated_examples_give_a_table() {
    let run = table(&[]);
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let mut labels = String::new();
    let mut figures = 0;
    for line in run.out.lines().skip(2).take_while(|line| !line.is_empty()) {
        let (label, rest) = line.split_at(33);
        labels += &format!("{}\n", label.trim_end());
        let numbers: Vec<f64> = rest.split([' ', '[', ']']).filter_map(|number| number.parse().ok()).collect();
        match numbers.as_slice() {
            [value, low, high] => {
                assert!((0.0..=1.0).contains(value) && 0.0 <= *low && low <= high && *high <= 1.0, "{line}");
                figures += 1;
            }
            _ => assert_eq!(rest, "–", "{line}"),
        }
    }
    assert!(figures > 15, "{}", run.out);
    expect![[r#"
        events, strict: precision
        events, strict: recall
        events, strict: F1
        events, lenient: precision
        events, lenient: recall
        events, lenient: F1
        right place, wrong type
        mode accuracy
        realis accuracy
        said to have happened, did not
        when: F1
        roles of found events: F1
        roles end to end: F1
        actor: F1
        recipient: F1
        place: F1
        source: F1
        chain of sources exact
        speaker taken for actor
        counts: F1
        name in the nominative
        place within 25 km
        country of the place
    "#]]
    .assert_eq(&labels);
}

#[test]
fn programs_get_the_same_figures() {
    let json: serde_json::Value = serde_json::from_str(&table(&["--format", "json", "--per-report", "--errors"]).out).unwrap();
    assert_eq!((&json["schema"], &json["reports"]), (&"svodka-eval/1".into(), &2.into()));
    let figures = json["figures"].as_array().unwrap();
    let tsv = table(&["--format", "tsv"]).out;
    for (figure, row) in figures.iter().zip(tsv.lines().skip(1)) {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(figure["figure"], cells[1]);
        let value = figure["value"].as_f64().map_or_else(String::new, |value| format!("{value:.4}"));
        assert_eq!(value, cells[2], "{row}");
    }
    assert_eq!(tsv.lines().count(), figures.len() + 1);
    let reports: Vec<_> = json["per_report"].as_array().unwrap().iter().map(|report| &report["report"]).collect();
    assert_eq!(reports, ["01-agency", "09-accident"]);
    let differences = json["differences"].as_array().unwrap().len();
    assert_eq!(table(&["--format", "tsv", "--errors"]).out.lines().count(), differences + 1);
}

#[test]
fn threads_change_no_byte_and_the_locale_changes_the_labels() {
    let all = ["--errors", "--per-report", "--threads"];
    let one = table(&[&all[..], &["1"]].concat());
    assert_eq!(table(&[&all[..], &["3"]].concat()), one);
    let mut russian = command(&examples(), &["eval", "fuel-gold", "--texts", "fuel"]);
    let out = String::from_utf8(russian.env("LANG", "ru_RU.UTF-8").output().unwrap().stdout).unwrap();
    assert!(out.starts_with("2 сообщения, ") && out.contains("говорящий принят за деятеля"), "{out}");
}

const TEXT: &[u8] = "В Уфе сгорел склад. Погибших нет.".as_bytes();
const FIRE: &str = r#"{"id":1,"in":"В Уфе сгорел склад","trigger":"сгорел","type":"HAZARD","mode":"fire"}"#;

#[test]
fn the_text_is_found_beside_the_annotation_or_in_a_folder_of_texts() {
    let gold = format!("{{\"events\":[{FIRE}]}}");
    let gold = gold.as_bytes();
    let folder = folder(
        "eval-places",
        &[
            ("beside/a.gold.json", gold),
            ("beside/a.txt", TEXT),
            ("inside/a.gold.json", gold),
            ("inside/texts/a.txt", TEXT),
            ("gold/a.gold.json", gold),
            ("texts/a.txt", TEXT),
            ("lost/deep/a.gold.json", gold),
        ],
    );
    for args in [&["beside"][..], &["inside"], &["gold"], &["beside/a.gold.json"], &["lost/deep", "--texts", "beside"]] {
        let run = run(&folder, &[&["eval"], args].concat());
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{args:?}");
        assert!(run.out.starts_with("1 report, 1 annotated event, "), "{args:?}: {}", run.out);
    }
    let within = run(&folder.join("gold"), &["eval", "."]);
    assert_eq!((within.code, within.err.as_str()), (Some(0), ""));
    let lost = run(&folder, &["eval", "lost/deep"]);
    assert_eq!((lost.code, lost.out.as_str()), (Some(1), ""));
    assert!(
        lost.err.starts_with(
            "svodka: error: lost/deep/a.gold.json: there is no text a.txt for this annotation: put it beside it, in a folder \
             \"texts\", or name its folder with --texts\n"
        ),
        "{}",
        lost.err
    );
}

#[test]
fn faults_are_named_with_what_to_do_and_the_rest_is_scored() {
    let event = |id: &str, change: &str, to: &str| {
        let event = FIRE.replace("\"id\":1", &format!("\"id\":{id}"));
        assert!(event.contains(change), "{change}");
        event.replace(change, to)
    };
    let events = [
        FIRE.to_owned(),
        event("2", "В Уфе сгорел склад", "В Уфе сгорел завод"),
        event("3", "\"trigger\":\"сгорел\"", "\"trigger\":\"горит\""),
        event("4", "HAZARD", "FIRE"),
        event("5", "\"mode\":\"fire\"", "\"mode\":\"flames\""),
        event("6", "\"mode\":\"fire\"", "\"realis\":\"sure\""),
        event("7", "\"mode\":\"fire\"", "\"roles\":[[\"victim\",\"склад\"]]"),
        event("8", "\"mode\":\"fire\"", "\"counts\":[[\"houses\",1,1,\"склад\"]]"),
        event("9", "\"mode\":\"fire\"", "\"same_as\":77"),
        event("1", "\"mode\":\"fire\"", "\"optional\":true"),
    ];
    let gold = format!("{{\"published\":\"2031-02-30\",\"events\":[{}]}}", events.join(","));
    let folder = folder(
        "eval-faults",
        &[("a.gold.json", gold.as_bytes()), ("a.txt", TEXT), ("b.gold.json", b"{\"events\":["), ("b.txt", TEXT), ("c.txt", TEXT)],
    );
    let run = run(&folder, &["eval", "."]);
    assert_eq!(run.code, Some(1));
    assert!(run.out.starts_with("1 report, "), "{}", run.out);
    let faults: Vec<&str> = run.err.lines().filter_map(|line| line.strip_prefix("svodka: error: ")).collect();
    let begins = [
        "./a.gold.json: event 2: \"in\" does not occur in the text: «В Уфе сгорел завод»; copy the clause letter for letter",
        "./a.gold.json: event 3: trigger «горит» is not inside \"in\"; copy it from there letter for letter",
        "./a.gold.json: event 4: unknown word in \"type\": FIRE; write one of AGREE, CONSULT, ",
        "./a.gold.json: event 5: unknown word in \"mode\": flames; write one of earthquake, flood, fire, ",
        "./a.gold.json: event 6: unknown word in \"realis\": sure; write one of actual, planned, ",
        "./a.gold.json: event 7: unknown word in \"roles\": victim; write one of actor, recipient, place, ",
        "./a.gold.json: event 8: unknown word in \"counts\": houses; write one of participants, killed, ",
        "./a.gold.json: event 1: an earlier event has the same id; give each its own",
        "./a.gold.json: event 9: \"same_as\" refers to event 77, which does not exist or could not be used; correct the id",
        "./a.gold.json: \"2031-02-30\" is no date of publication: ",
        "./b.gold.json: not JSON: EOF while parsing a list at line 1 column 11",
    ];
    assert_eq!(faults.len(), begins.len(), "{faults:#?}");
    for (fault, begin) in faults.iter().zip(begins) {
        assert!(fault.starts_with(begin), "{fault}\n{begin}");
    }
}

#[test]
fn a_place_without_annotations_is_named() {
    let folder = folder("eval-none", &[("in/a.txt", TEXT)]);
    for (path, words) in [("in", "no annotation NAME.gold.json in this folder"), ("gone", "no such file or folder")] {
        let run = run(&folder, &["eval", path]);
        assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
        assert!(run.err.starts_with(&format!("svodka: error: {path}: {words}\n")), "{}", run.err);
    }
    assert_eq!(run(&folder, &["eval"]).code, Some(2));
}
