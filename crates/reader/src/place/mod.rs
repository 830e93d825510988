//! Places: names in any case, adjectives and demonyms to coordinates.
//!
//! The gazetteer is a compiled file that is read in place (settlements, regions, countries, airports) and hand-written
//! tables (informal regions, waters, facilities, peoples). A phrase gives candidates; the context chooses among them.

mod choose;
mod declension;
mod gazetteer;
mod genitive;
mod hand;
mod kinds;
mod listing;
#[cfg(test)]
mod measure;
mod phrase;
mod table;
#[cfg(test)]
mod tests;
mod town_adjective;

pub(crate) use choose::{Choice, Context};
pub(crate) use declension::{Cases, Endings};
pub use gazetteer::GazetteerError;
pub(crate) use gazetteer::{Candidate, Candidates, Described, Gazetteer, How};
pub(crate) use genitive::genitive;
pub(crate) use hand::{CountryWords, PlaceId};
pub(crate) use kinds::KindWord;
pub(crate) use listing::{Listing, Listings};
use phrase::respell;
pub(crate) use phrase::{Found, Phrase};
pub use table::TableError;
pub(crate) use table::{Table, list, table};

/// Kilometres between two points of latitude and longitude, along a great circle.
pub(crate) fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let (lat1, lat2) = (a.0.to_radians(), b.0.to_radians());
    let half = ((lat2 - lat1) / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * ((b.1 - a.1).to_radians() / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.sqrt().min(1.0).asin()
}
