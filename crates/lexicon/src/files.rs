use serde::de::DeserializeOwned;
use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// Every fault found in the data files, one a line: `path:line: what`.
#[derive(Debug, thiserror::Error)]
pub struct DataError {
    pub(crate) faults: Vec<String>,
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} faults in the data files", self.faults.len())?;
        self.faults.iter().try_for_each(|fault| write!(f, "\n{fault}"))
    }
}

/// Collects faults so that one build shows them all.
#[derive(Default)]
pub(crate) struct Faults(Vec<String>);

impl Faults {
    pub(crate) fn add(&mut self, file: &File, offset: usize, what: impl fmt::Display) {
        self.0.push(format!("{}:{}: {what}", file.path.display(), file.line(offset)));
    }

    pub(crate) fn finish(self) -> Result<(), DataError> {
        if self.0.is_empty() { Ok(()) } else { Err(DataError { faults: self.0 }) }
    }
}

/// One data file in memory.
pub(crate) struct File {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

impl File {
    pub(crate) fn line(&self, offset: usize) -> usize {
        1 + self.text.bytes().take(offset).filter(|&b| b == b'\n').count()
    }

    /// Parses the file and refuses words that mix scripts.
    pub(crate) fn parse<T: DeserializeOwned>(&self, faults: &mut Faults) -> Option<T> {
        self.refuse_mixed_scripts(faults);
        match toml::from_str(&self.text) {
            Ok(value) => Some(value),
            Err(error) => {
                let offset = error.span().map_or(0, |span| span.start);
                faults.add(self, offset, error.message());
                None
            }
        }
    }

    fn refuse_mixed_scripts(&self, faults: &mut Faults) {
        for (number, line) in self.text.lines().enumerate() {
            for word in line.split(|c: char| !c.is_alphabetic()) {
                let latin = word.chars().any(|c| c.is_ascii_alphabetic());
                let cyrillic = word.chars().any(|c| ('\u{400}'..='\u{4ff}').contains(&c));
                if latin && cyrillic {
                    faults.0.push(format!("{}:{}: {word:?} mixes Latin and Cyrillic letters", self.path.display(), number + 1));
                }
            }
        }
    }
}

/// Reads one file, or every `.toml` of a folder in the order of names.
pub(crate) fn load(path: &Path) -> Result<Vec<File>, DataError> {
    let fail = |path: &Path, error: io::Error| DataError { faults: vec![format!("{}: {error}", path.display())] };
    let mut paths = vec![path.to_owned()];
    if path.is_dir() {
        let entries = fs::read_dir(path).and_then(|dir| dir.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<_>>>());
        paths = entries.map_err(|error| fail(path, error))?;
        paths.retain(|path| path.extension().is_some_and(|ext| ext == "toml"));
        paths.sort();
    }
    paths
        .into_iter()
        .map(|path| match fs::read_to_string(&path) {
            Ok(text) => Ok(File { path, text }),
            Err(error) => Err(fail(&path, error)),
        })
        .collect()
}
