//! What may be wrong with an input, and where.

use crate::messages::say;
use std::{fmt::Display, io, sync::Arc};
use svodka::Language;

/// Where a report comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    /// The path as given; `None` for standard input.
    pub(crate) path: Option<Arc<str>>,
    /// The line, from 1, of a file of many reports.
    pub(crate) line: Option<u64>,
}

impl Origin {
    /// «gold.jsonl:3».
    pub(crate) fn name(&self, language: Language) -> String {
        let stdin = || say("stdin", language, &[]);
        let path = self.path.as_deref().map_or_else(stdin, str::to_owned);
        self.line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"))
    }
}

/// What is wrong.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The operating system cannot read it.
    Io(io::Error),
    /// A folder that is its own descendant.
    Loop,
    /// A folder without a file that could be read.
    NoFiles,
    /// A folder without an annotation.
    NoGold,
    /// An annotation whose report cannot be found: the name of both.
    NoGoldText(String),
    /// Nothing but white space.
    Empty,
    /// A text that spans cannot address.
    TooLong,
    /// Bytes that are no UTF-8: where, and the first of them.
    NotUtf8(usize, u8),
    /// A line that is no JSON: why, and at which byte.
    NotJson(String, usize),
    /// JSON, but no object.
    NotObject(&'static str),
    /// An object without a text.
    NoText,
    /// An object with a blank text.
    EmptyText,
    /// A known key with a value that is no string.
    WrongType(&'static str, &'static str),
    /// No date of publication; the report is read without one.
    Published(String),
    /// The reader broke off.
    Crashed,
}

impl Fault {
    /// The fault in words.
    pub(crate) fn words(&self, origin: &Origin, language: Language) -> String {
        let say = |key: &str, fill: &[(&str, &dyn Display)]| say(key, language, fill);
        match self {
            Fault::Io(error) if error.kind() == io::ErrorKind::NotFound => say("missing", &[]),
            Fault::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => say("denied", &[]),
            Fault::Io(error) => say("unreadable", &[("why", error)]),
            Fault::Loop => say("loop", &[]),
            Fault::NoFiles => say("no-files", &[]),
            Fault::NoGold => say("no-gold", &[]),
            Fault::NoGoldText(name) => say("no-gold-text", &[("name", name)]),
            Fault::Empty => say("empty", &[]),
            Fault::TooLong => say("too-long", &[]),
            Fault::NotUtf8(at, byte) => {
                let file = origin.path.as_deref().unwrap_or_default();
                say("not-utf8", &[("at", at), ("byte", &format_args!("{byte:02X}")), ("file", &file)]).trim_end().to_owned()
            }
            Fault::NotJson(why, at) => say("not-json", &[("why", why), ("at", at)]),
            Fault::NotObject(found) => say("not-object", &[("found", &say(found, &[]))]),
            Fault::NoText => say("no-text", &[]),
            Fault::EmptyText => say("empty-text", &[]),
            Fault::WrongType(key, found) => say("wrong-type", &[("key", key), ("found", &say(found, &[]))]),
            Fault::Published(value) => {
                const LONGEST: usize = 40;
                let shown: String = value.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
                format!("{}; {}", say("published", &[("value", &shown)]), say("read-undated", &[]))
            }
            Fault::Crashed => say("crashed", &[]),
        }
    }
}
