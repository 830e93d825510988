//! Loading the reader, and keeping the command alive should it ever break off.

use crate::{fault::Fault, messages::say};
use anyhow::{Result, anyhow};
use std::panic::{AssertUnwindSafe, catch_unwind};
use svodka::{Language, Reader};

/// The reader with its bundled resources.
pub(crate) fn load(language: Language) -> Result<Reader> {
    Reader::new().map_err(|error| anyhow!(say("resources", language, &[("why", &error)])))
}

/// Runs what never panics; a bug that makes it panic costs one report and not all of them.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Fault::Crashed)
}
