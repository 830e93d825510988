//! The documents say what the code does, as far as that can be checked by reading.

use std::{fs, path::Path};
use svodka::model::EventType;

fn read(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = read("Cargo.toml");
    let section = manifest.split("[workspace.dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let names = section.lines().filter_map(|line| line.split_once(" = ")).filter(|(_, spec)| !spec.contains("path = "));
    let reasons = read("docs/dependencies.md");
    let rows: Vec<&str> =
        reasons.lines().filter(|line| line.starts_with("| `")).filter_map(|line| line.split('|').nth(1)).collect();
    let told = |name: &str| rows.iter().any(|row| row.contains(&format!("`{name}`")));
    let missing: Vec<_> = names.map(|(name, _)| name).filter(|name| !told(name)).collect();
    assert!(missing.is_empty(), "give docs/dependencies.md a line for {missing:?}");
}

#[test]
fn every_type_has_its_losses() {
    let codes = read("docs/codes.md");
    let missing: Vec<_> = EventType::ALL.iter().filter(|kind| !codes.contains(&format!("`{kind}`"))).collect();
    assert!(missing.is_empty(), "docs/codes.md does not speak of {missing:?}");
}

#[test]
fn links_lead_to_files() {
    for page in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/codes.md",
        "docs/dependencies.md",
        "docs/eval.md",
        "examples/README.md",
    ] {
        let folder = Path::new(page).parent().unwrap().to_path_buf();
        let text = read(page);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap();
            if file.is_empty() || target.contains("://") {
                continue;
            }
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(&folder).join(file);
            assert!(path.exists(), "{page} links to {target}, which is not there");
        }
    }
}

#[test]
fn the_vocabulary_of_annotations_is_whole() {
    let page = read("docs/eval.md");
    for kind in EventType::ALL {
        let row =
            page.lines().find(|line| line.starts_with(&format!("| `{kind}` |"))).unwrap_or_else(|| panic!("no row of {kind}"));
        let cell = row.split(" | ").nth(1).unwrap();
        let told: Vec<&str> = cell.split(", ").map(|mode| mode.trim_matches(['`', '|', ' '])).collect();
        let modes: Vec<&str> = kind.modes().iter().map(|mode| mode.as_str()).collect();
        assert!(if modes.is_empty() { row.contains("| | ") } else { told == modes }, "{row}\n{modes:?}");
    }
}

/// The example is a sound annotation of a text that its clauses make up.
#[test]
fn the_annotation_of_the_page_can_be_used() {
    let page = read("docs/eval.md");
    let json = page.split("```json\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    let clauses: Vec<&str> = value["events"].as_array().unwrap().iter().filter_map(|event| event["in"].as_str()).collect();
    let (gold, faults) = svodka::eval::Annotation::parse(json).unwrap().resolve(&clauses.join(". "));
    assert_eq!(faults, []);
    assert_eq!(gold.events.len(), clauses.len());
}

#[test]
fn every_figure_has_its_formula() {
    let page = read("docs/eval.md");
    let missing: Vec<_> =
        svodka::eval::Figure::ALL.iter().filter(|figure| !page.contains(&format!("`{}`", figure.key))).collect();
    assert!(missing.is_empty(), "docs/eval.md does not speak of {missing:?}");
}

/// What a reader of the first page copies into a terminal is what the checks run.
#[test]
fn the_commands_of_the_readme_are_checked() {
    let readme = read("README.md");
    let run = read(".ci/run");
    for command in
        ["read examples/fuel.jsonl --format text", "cargo test --workspace", "eval examples/fuel-gold --texts examples/fuel"]
    {
        assert!(readme.contains(command), "the README tells of `{command}`");
        assert!(run.contains(command), ".ci/run runs `{command}`");
    }
}
