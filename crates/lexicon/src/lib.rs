//! Formats of the data files, their compiler (text to one blob, every error with `path:line`), and look-up.

pub mod gazetteer;
