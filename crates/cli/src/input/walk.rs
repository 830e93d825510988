//! Paths to files: folders are walked in order of name.

use crate::fault::Fault;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Extensions of the files that are taken from a folder.
const TAKEN: [&str; 3] = ["txt", "jsonl", "ndjson"];

/// The files that a path stands for: itself, or what lies in the folder, sorted by name, hidden files left out.
pub(crate) fn files(path: &Path) -> Vec<Result<PathBuf, (PathBuf, Fault)>> {
    if !path.is_dir() {
        return vec![Ok(path.to_owned())];
    }
    let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let mut found: Vec<Result<PathBuf, (PathBuf, Fault)>> = Vec::new();
    for entry in WalkDir::new(path).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && has_extension(entry.path(), &TAKEN) => found.push(Ok(entry.into_path())),
            Ok(_) => {}
            Err(error) => {
                let at = error.path().unwrap_or(path).to_owned();
                let fault = if error.loop_ancestor().is_some() { Fault::Loop } else { Fault::Io(error.into()) };
                found.push(Err((at, fault)));
            }
        }
    }
    if found.is_empty() {
        found.push(Err((path.to_owned(), Fault::NoFiles)));
    }
    found
}

/// True for files that hold a report a line by their name.
pub(crate) fn is_jsonl(path: &Path) -> bool {
    has_extension(path, &["jsonl", "ndjson"])
}

fn has_extension(path: &Path, known: &[&str]) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| known.contains(&extension.as_str()))
}
