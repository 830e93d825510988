//! Golden texts: each `golden/NAME.txt` is read and compared with the readable `golden/NAME.snap` beside it.
//!
//! The name of a text tells the one phenomenon that it is about. `SVODKA_BLESS=1 cargo test -p svodka-reader --test golden`
//! writes the snapshots anew: read the difference before you commit it.

mod snapshot;
mod support;

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
};
use svodka_model::Report;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// The names of the golden files with this extension, in order.
fn names(extension: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder()).expect("the golden folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    let of_kind = paths.filter(|path| path.extension().is_some_and(|e| e == extension));
    of_kind.map(|path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned()).collect()
}

/// A golden text: a line `# published=DAY outlet=NAME`, either of them optional, then the report.
fn parse(source: &str) -> Report {
    let (header, text) = source.split_once('\n').expect("a golden text has a header and a body");
    let header = header.strip_prefix("# ").expect("a golden text begins with its header");
    let (header, outlet) = match header.split_once("outlet=") {
        Some((rest, outlet)) => (rest, Some(outlet.trim().to_owned())),
        None => (header, None),
    };
    let published = header.trim().strip_prefix("published=").map(str::to_owned);
    Report { text: text.trim_end().to_owned(), published, outlet, ..Report::default() }
}

#[test]
fn golden_texts_read_as_their_snapshots_say() {
    let bless = env::var_os("SVODKA_BLESS").is_some();
    let mut faults = Vec::new();
    for name in names("txt") {
        let source = fs::read_to_string(folder().join(format!("{name}.txt"))).expect("a golden text is UTF-8");
        let doc = support::read(parse(&source));
        let found = snapshot::of(&doc);
        let path = folder().join(format!("{name}.snap"));
        if bless {
            fs::write(&path, &found).expect("the golden folder is writable");
            continue;
        }
        match fs::read_to_string(&path) {
            Ok(wanted) if wanted == found => {}
            Ok(wanted) => faults.push(format!("{name}\n{}", difference(&wanted, &found))),
            Err(_) => faults.push(format!("{name}\n  no snapshot yet")),
        }
    }
    assert!(
        faults.is_empty(),
        "{} golden texts read differently (- snapshot, + now); SVODKA_BLESS=1 accepts:\n\n{}",
        faults.len(),
        faults.join("\n\n")
    );
}

#[test]
fn every_snapshot_has_its_text() {
    let texts = names("txt");
    let orphans: Vec<_> = names("snap").into_iter().filter(|name| !texts.contains(name)).collect();
    assert!(orphans.is_empty(), "snapshots without a text: {orphans:?}");
    assert!(texts.len() >= 40, "only {} golden texts", texts.len());
}

/// The lines that only one side has, in the order of that side.
fn difference(wanted: &str, found: &str) -> String {
    let lost = wanted.lines().filter(|line| !found.lines().any(|l| l == *line)).map(|line| format!("  - {line}"));
    let new = found.lines().filter(|line| !wanted.lines().any(|l| l == *line)).map(|line| format!("  + {line}"));
    let lines: Vec<_> = lost.chain(new).collect();
    if lines.is_empty() { "  the same lines in another order".to_owned() } else { lines.join("\n") }
}
