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

/// What a reader of the first page copies into a terminal is what the checks run.
#[test]
fn the_commands_of_the_readme_are_checked() {
    let readme = read("README.md");
    let run = read(".ci/run");
    for command in ["read examples/fuel.jsonl --format text", "cargo test --workspace"] {
        assert!(readme.contains(command), "the README tells of `{command}`");
        assert!(run.contains(command), ".ci/run runs `{command}`");
    }
}
