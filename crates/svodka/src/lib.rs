//! Reads Russian news reports into events with roles, times, places and sources.
//!
//! ```
//! use svodka::{Reader, Report, record};
//!
//! let reader = Reader::new().expect("the resources are bundled");
//! let report = Report { text: "Протестующие захватили аэропорт.".to_owned(), ..Report::default() };
//! let document = reader.read(report);
//! println!("{}", record::to_json(&document));
//! ```

pub mod conllu;
pub mod record;

pub use svodka_model as model;
pub use svodka_model::{Document, Report};
pub use svodka_reader::{Reader, ResourcesError};

/// Compiles and runs the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
