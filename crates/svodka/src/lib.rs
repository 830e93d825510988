//! Reads Russian news reports into events with roles, times, places and sources.

pub use svodka_model as model;
pub use svodka_reader::Reader;
