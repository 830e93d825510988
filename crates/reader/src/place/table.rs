//! Tab-separated knowledge: lines of cells, `#` begins a comment line.

/// A data file does not say what it should; the text names file and line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct TableError {
    file: &'static str,
    line: usize,
    what: String,
}

/// A tab-separated file that is part of the program.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table {
    /// Path below the crate.
    pub(crate) file: &'static str,
    /// What the file says.
    pub(crate) text: &'static str,
}

/// Names a table by its path below `data/`.
macro_rules! table {
    ($path:literal) => {
        $crate::place::Table { file: concat!("data/", $path), text: include_str!(concat!("../../data/", $path)) }
    };
}
pub(crate) use table;

/// A line of a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<const CELLS: usize> {
    /// Its cells, trimmed; absent ones are empty.
    pub(crate) cells: [&'static str; CELLS],
    file: &'static str,
    line: usize,
}

impl Table {
    /// The lines of the table, each with at most `CELLS` cells.
    pub(crate) fn lines<const CELLS: usize>(self) -> impl Iterator<Item = Result<Line<CELLS>, TableError>> {
        let lines = self.text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        lines.map(move |(i, text)| {
            let mut cells = [""; CELLS];
            let line = Line { cells, file: self.file, line: i + 1 };
            for (at, cell) in text.split('\t').enumerate() {
                *cells.get_mut(at).ok_or_else(|| line.fault("too many cells"))? = cell.trim();
            }
            Ok(Line { cells, ..line })
        })
    }
}

impl<const CELLS: usize> Line<CELLS> {
    /// That this line is wrong.
    pub(crate) fn fault(&self, what: &str) -> TableError {
        TableError { file: self.file, line: self.line, what: what.to_owned() }
    }

    /// A cell that must be a number.
    pub(crate) fn number<T: std::str::FromStr>(&self, cell: usize) -> Result<T, TableError> {
        self.cells[cell].parse().map_err(|_| self.fault(&format!("«{}» is no number", self.cells[cell])))
    }
}

/// The parts of a cell that lists several things.
pub(crate) fn list(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}
