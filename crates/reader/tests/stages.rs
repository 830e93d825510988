//! The order of the stages: a stage may use what comes before it and nothing that comes after.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The modules of the reader from the first to the last; each may use only those before it.
///
/// `letters` knows the alphabet, `forms` reads the dictionary, `encoder` is the network behind the stages after it, `number` reads numerals
/// for the two stages after it, `place` and `registry` are look-ups, `view` shows finished layers; the others are the stages of `STAGES`.
const ORDER: &[&str] = &[
    "hash", "letters", "token", "sentence", "forms", "encoder", "morphology", "syntax", "number", "time", "quantity", "place",
    "registry", "view", "entity", "attribution", "event",
];

/// What stages may use of `view` while entities are not yet there: the trees. All else shows mentions too.
const TREES: &str = "view::Tree";

/// Modules that hold the pieces together and therefore know every stage. A stage may name only their public types.
const FRAME: [&str; 2] = ["lib", "resources"];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file with the path of its module: `src/event/roles.rs` is `["event", "roles"]`.
fn modules(folder: &Path, path: &[String], found: &mut Vec<(Vec<String>, String)>) {
    let entries = fs::read_dir(folder).expect("the source folder is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    for file in paths {
        let name = file.file_stem().expect("a file has a name").to_string_lossy().into_owned();
        let inner: Vec<String> = path.iter().cloned().chain((name != "mod").then_some(name)).collect();
        if file.is_dir() {
            modules(&file, &inner, found);
        } else if file.extension().is_some_and(|e| e == "rs") {
            found.push((inner, fs::read_to_string(&file).expect("a source file is UTF-8")));
        }
    }
}

#[test]
fn no_stage_uses_a_later_one() {
    let mut files = Vec::new();
    modules(&source(), &[], &mut files);
    assert!(files.len() > ORDER.len(), "found only {} source files", files.len());
    let mut faults = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| !FRAME.contains(&path[0].as_str())) {
        let stage = &path[0];
        let Some(own) = position(stage) else {
            faults.push(format!("{stage}: give the new module its place in ORDER of this test"));
            continue;
        };
        for used in uses(path, text) {
            let module = used.split("::").next().unwrap_or_default();
            let too_early = module == "view" && stage != "view" && Some(own) <= position("entity") && used != TREES;
            if too_early || position(module).is_some_and(|other| other > own) {
                faults.push(format!("{}: uses {used}, which comes later", path.join("::")));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_pipeline_calls_the_stages_in_order() {
    let text = fs::read_to_string(source().join("lib.rs")).expect("the library has a root");
    let stages =
        text.split_once("pub const STAGES").and_then(|(_, rest)| rest.split_once("];")).expect("the pipeline is there").0;
    let lines = stages.lines().filter(|line| line.contains(", draft| "));
    let calls: Vec<usize> = lines
        .map(|line| {
            let call = line.split_once(" = ").map(|(_, call)| call).expect("a line of the pipeline sets a layer");
            let stage = call.split("::").next().unwrap_or_default();
            position(stage).unwrap_or_else(|| panic!("{stage} is not in ORDER"))
        })
        .collect();
    assert!(calls.len() >= 11, "the pipeline has only {} stages", calls.len());
    assert!(calls.is_sorted(), "the stages are called out of order: {calls:?}");
}

fn position(stage: &str) -> Option<usize> {
    ORDER.iter().position(|s| *s == stage)
}

/// What a file names outside its own folder through `crate::…` or a chain of `super::…`: a module and what of it.
fn uses(path: &[String], text: &str) -> BTreeSet<String> {
    let code = without_comments(text);
    let words = words(&code);
    let mut found = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        let follows = at > 0 && words[at - 1] == "::";
        let starts = matches!(*word, "crate" | "super") && !follows;
        if starts {
            let mut steps: Vec<&str> = Vec::new();
            follow(&words, at, &mut steps, &mut |steps| found.extend(root(path, steps)));
        }
    }
    found
}

/// Walks a path from its first word through `::` and `{…}` groups; tells every way through it.
fn follow<'t>(words: &[&'t str], mut at: usize, steps: &mut Vec<&'t str>, tell: &mut dyn FnMut(&[&str])) -> usize {
    let depth = steps.len();
    loop {
        match words.get(at) {
            Some(&"{") => {
                at += 1;
                while words.get(at).is_some_and(|w| *w != "}") {
                    at = if words[at] == "," { at + 1 } else { follow(words, at, steps, tell) };
                }
                at += 1;
                break;
            }
            Some(word) => {
                steps.push(word);
                at += 1;
            }
            None => break,
        }
        if words.get(at) != Some(&"::") {
            tell(steps);
            // «path as name»: the new name is no step of the path.
            if words.get(at) == Some(&"as") {
                at += 2;
            }
            break;
        }
        at += 1;
    }
    steps.truncate(depth);
    at
}

/// The first two steps under the crate's root that a path leads to from a module, if it leaves the module at all.
fn root(path: &[String], steps: &[&str]) -> Option<String> {
    let ups = steps.iter().take_while(|step| **step == "super").count();
    let rest = &steps[ups + usize::from(steps.first() == Some(&"crate"))..];
    let to_root = steps.first() == Some(&"crate") || ups >= path.len();
    let steps: Vec<&str> = rest.iter().copied().take(2).filter(|_| to_root).collect();
    (!steps.is_empty()).then(|| steps.join("::"))
}

fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code)).collect::<Vec<_>>().join("\n")
}

/// Identifiers, `::`, braces and commas, in order; everything else separates.
fn words(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    let mut chars = code.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphanumeric() || c == '_' {
            start = start.or(Some(at));
        } else if let Some(from) = start.take() {
            words.extend(code.get(from..at));
        }
        match c {
            ':' if chars.peek().is_some_and(|&(_, next)| next == ':') => {
                chars.next();
                words.push("::");
            }
            '{' => words.push("{"),
            '}' => words.push("}"),
            ',' => words.push(","),
            c if c.is_alphanumeric() || c == '_' || c.is_whitespace() => {}
            _ => words.push(";"),
        }
    }
    if let Some(from) = start {
        words.extend(code.get(from..));
    }
    words
}

#[test]
fn paths_of_all_shapes_are_followed() {
    let from = |path: &[&str], code: &str| {
        let path: Vec<String> = path.iter().map(|s| (*s).to_owned()).collect();
        uses(&path, code).into_iter().collect::<Vec<_>>().join(" ")
    };
    let group = "use crate::{Resources, event::{codes, index::Index}, view::Scene as Eye};";
    assert_eq!(from(&["time"], group), "Resources event::codes event::index view::Scene");
    assert_eq!(from(&["time", "leaf"], "use super::super::event::merge;"), "event::merge");
    assert_eq!(from(&["time", "leaf"], "use super::{grammar, super::entity};"), "entity");
    assert_eq!(from(&["time", "leaf"], "use super::grammar; // not crate::event"), "");
    assert_eq!(
        from(&["time"], "fn f() { let x = crate::event::find(a, b); g(super::entity::find) }"),
        "entity::find event::find"
    );
    assert_eq!(from(&["token"], "pub(crate) fn f() {} pub(super) mod g {}"), "");
}
