//! The gazetteer's file: places with their names, read in place without copying.
//!
//! Sections behind a fixed header: rows of places, Wikidata numbers of countries and regions, name texts,
//! postings (which places bear a name) and an FST from folded name to postings.

mod fold;
mod format;
mod names;
mod write;

pub use fold::{Folded, fold, unfold};
pub use format::{FormatError, Gazetteer, Kind, Posting, Row, VERSION};
pub use names::{Names, Node};
pub use write::{NewPlace, Writer};
