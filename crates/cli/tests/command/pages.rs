//! The pages that people see. `UPDATE_EXPECT=1 cargo test -p svodka-cli` writes the snapshots anew.

use crate::{command, folder, pipe, run};
use expect_test::expect_file;
use std::path::{Path, PathBuf};

fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command/reports")
}

const FLOOD: [&str; 6] = ["flood.txt", "--published", "2024-04-13", "--outlet", "Курган сегодня", "--color=never"];

#[test]
fn a_report_as_a_chronicle() {
    let run = run(&reports(), &[&["read", "--format", "text", "--lang", "ru", "--width", "80"], &FLOOD[..]].concat());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    expect_file!["reports/flood.chronicle.txt"].assert_eq(&run.out);
}

#[test]
fn its_events_explained() {
    let run = run(&reports(), &[&["explain", "--lang", "en", "--width", "90"], &FLOOD[..]].concat());
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    expect_file!["reports/flood.explain.txt"].assert_eq(&run.out);
}

#[test]
fn one_event_or_one_report_can_be_asked_for() {
    let all = run(&reports(), &["explain", "flood.txt"]).out;
    let events = all.split("\ne").count();
    assert!(events > 1, "{all}");
    let first = run(&reports(), &["explain", "flood.txt", "--event", "e1"]);
    assert!(all.starts_with(&first.out) && first.out.lines().count() < all.lines().count());
    let none = run(&reports(), &["explain", "flood.txt", "--event", "e99"]);
    assert_eq!((none.out.as_str(), none.code), ("", Some(1)));
    assert!(
        none.err.starts_with(&format!("svodka: error: flood.txt: there is no event e99 in this report; it has {events}\n")),
        "{}",
        none.err
    );
    let lines = "{\"id\":\"a\",\"text\":\"Полиция задержала активиста.\"}\n{\"id\":\"b\",\"text\":\"Суд оштрафовал завод.\"}\n";
    let one = pipe(&["explain", "--report", "b"], lines.as_bytes());
    assert!(one.out.contains("завод") && !one.out.contains("активист"), "{}", one.out);
    let none = pipe(&["explain", "--report", "c"], lines.as_bytes());
    assert_eq!((none.err.starts_with("svodka: error: no report has the identifier \"c\"\n"), none.code), (true, Some(1)));
}

#[test]
fn colour_is_for_terminals_and_for_who_asks() {
    let folder = folder("colour", &[("a.txt", "Полиция задержала активиста.".as_bytes())]);
    let coloured = |args: &[&str], variables: &[(&str, &str)]| {
        let args = [&["read", "--format", "text", "a.txt"], args].concat();
        let output = command(&folder, &args).envs(variables.iter().copied()).output().expect("the command runs");
        String::from_utf8_lossy(&output.stdout).contains('\u{1b}')
    };
    assert!(!coloured(&[], &[]), "a pipe is no terminal");
    assert!(coloured(&["--color", "always"], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]), "a flag is stronger than the environment");
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn labels_follow_the_locale() {
    let folder = folder("locale", &[("a.txt", "Снег.".as_bytes())]);
    let page = |variables: &[(&str, &str)]| {
        let output = command(&folder, &["read", "--format", "text", "a.txt"]).envs(variables.iter().copied()).output();
        String::from_utf8(output.expect("the command runs").stdout).expect("UTF-8")
    };
    assert_eq!(page(&[]), "Снег.\nno events found\n");
    assert_eq!(page(&[("LANG", "ru_RU.UTF-8")]), "Снег.\nсобытий не найдено\n");
    assert_eq!(page(&[("LANG", "ru_RU.UTF-8"), ("LC_ALL", "C.UTF-8")]), "Снег.\nno events found\n");
    assert_eq!(page(&[("LC_MESSAGES", "ru_KZ")]), "Снег.\nсобытий не найдено\n");
}

#[test]
fn each_of_several_reports_is_headed_by_its_name() {
    let folder = folder(
        "named",
        &[("b/x.txt", "Снег.".as_bytes()), ("b/y.jsonl", "{\"text\":\"Дождь.\"}\n\n{\"text\":\"Град.\"}".as_bytes())],
    );
    let run = run(&folder, &["read", "--format", "text", "b"]);
    assert_eq!(
        run.out,
        "b/x.txt\nСнег.\nno events found\n\n\nb/y.jsonl:1\nДождь.\nno events found\n\n\nb/y.jsonl:3\nГрад.\nno events found\n"
    );
}
