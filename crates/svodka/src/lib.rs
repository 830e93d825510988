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
//!
//! A [`Reader`] is loaded once and shared by reference between threads; reading never fails. What it returns is a
//! [`Document`]: plain vectors of tokens, words, times, entities, sources and events that refer to each other by index.
//! Four functions write a document: [`record::to_json`] and [`conllu::to_conllu`] for programs, [`chronicle::to_text`] and
//! [`explain::to_text`] for people. [`eval`] holds readings against reports that people annotated.

mod annotate;
pub mod chronicle;
pub mod conllu;
mod edtf;
pub mod eval;
pub mod explain;
mod look;
mod page;
pub mod record;
mod telling;
#[doc(hidden)]
pub mod wording;

pub use look::{Look, Paint};
pub use svodka_model as model;
pub use svodka_model::{Document, Report};
pub use svodka_reader::{Reader, ResourcesError};
pub use wording::Language;

/// Compiles and runs the example of the README.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
