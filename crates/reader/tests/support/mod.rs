//! The one reader of a test run.

use std::sync::OnceLock;
use svodka_model::{Document, Report};
use svodka_reader::Reader;

/// Reads a report with a reader that is loaded once.
pub(crate) fn read(report: Report) -> Document {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(|| Reader::new().expect("the resources are bundled")).read(report)
}
