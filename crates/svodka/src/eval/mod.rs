//! How good a reading is, held against reports that people annotated.
//!
//! An annotation is JSON that quotes the text; `docs/eval.md` tells its form and what each figure means. Three steps:
//! [`Annotation::parse`] takes up the file, [`Annotation::resolve`] looks its quotes up in the text, [`score`] holds a reading
//! against it. [`Evaluation::new`] joins the reports, with an interval for each figure, and [`to_text`], [`to_json`] and
//! [`to_tsv`] write the table.
//!
//! ```
//! use svodka::{Reader, Report, eval};
//!
//! let text = "В Уфе сгорел склад.";
//! let json = r#"{"events": [{"id": 1, "in": "В Уфе сгорел склад", "trigger": "сгорел", "type": "HAZARD", "mode": "fire"}]}"#;
//! let (gold, faults) = eval::Annotation::parse(json).expect("it is an object with events").resolve(text);
//! assert!(faults.is_empty());
//! let reader = Reader::new().expect("the resources are bundled");
//! let document = reader.read(Report { text: text.to_owned(), ..Report::default() });
//! let evaluation = eval::Evaluation::new(vec![eval::score("warehouse", &gold, &document, 0.0)]);
//! assert_eq!(evaluation.figures.len(), eval::Figure::ALL.len());
//! ```

mod annotation;
mod bootstrap;
mod difference;
mod export;
mod fault;
mod fields;
mod gold;
mod marking;
mod measure;
mod page;
mod pairing;
mod resolve;
#[cfg(test)]
mod tests;

pub use annotation::Annotation;
pub use bootstrap::Estimate;
pub use difference::{Difference, DifferenceKind};
pub use export::{to_json, to_tsv};
pub use fault::{Fault, Problem};
pub use gold::{Gold, GoldCount, GoldEvent, GoldPlace, GoldRole, Quote};
pub use marking::{Scored, score};
pub use measure::{Figure, Form, Measure, Score, Tally};
pub use page::to_text;

/// The figures of all reports together.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The reports, in the order given.
    pub reports: Vec<Scored>,
    /// Their counts together.
    pub tally: Tally,
    /// Every figure with its interval, in the order of [`Figure::ALL`].
    pub figures: Vec<Estimate>,
}

impl Evaluation {
    /// Joins reports; the same reports in the same order give the same figures and intervals.
    pub fn new(reports: Vec<Scored>) -> Evaluation {
        let tallies: Vec<Tally> = reports.iter().map(|report| report.tally).collect();
        Evaluation { tally: bootstrap::sum(&tallies), figures: bootstrap::estimates(&tallies), reports }
    }
}

/// What of an evaluation is written beside the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Show {
    /// The figures of each report.
    pub reports: bool,
    /// Every difference.
    pub differences: bool,
}
