//! Averaged perceptrons with hashed features: the one learning machine behind tags, trees and names.
//!
//! A feature is a 64-bit hash. A [`Table`] maps the features worth keeping to rows of small integers, one for each
//! class; a score is a sum of rows. The file of a table is used as it lies in the program: nothing is unpacked.
//! Training lives in the crate `svodka-training`.

mod hash;
mod pack;
mod table;

pub use hash::{digest, hash, mix};
pub use pack::pack;
pub use table::{Table, TableError};
