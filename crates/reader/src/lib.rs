//! The pipeline: a report in, a read document out.
//!
//! A stage is a free function from the document so far to one new layer; it never edits an earlier layer.

mod attribution;
pub mod encoder;
pub mod entity;
mod event;
pub mod forms;
pub mod hash;
mod letters;
pub mod morphology;
mod number;
#[allow(dead_code, unused_imports, reason = "the entity stage comes later")]
mod place;
mod quantity;
#[allow(dead_code, reason = "the entity stage comes later")]
mod registry;
mod resources;
pub mod sentence;
pub mod syntax;
mod time;
pub mod token;
mod view;

pub use entity::ListError;
pub use number::DataError;
pub use place::{GazetteerError, TableError};
pub use resources::{Resources, ResourcesError};
use svodka_lexicon::Frame;
use svodka_model::{Document, Report};

/// Reads reports. Load once, share by reference between threads.
#[derive(Debug)]
pub struct Reader {
    resources: Resources,
}

impl Reader {
    /// A reader with the bundled resources.
    pub fn new() -> Result<Reader, ResourcesError> {
        Ok(Reader { resources: Resources::bundled()? })
    }

    /// The frame of a rule (`protest.demo/phrase`) or of its identifier alone, for who wants to know why.
    pub fn frame(&self, rule: &str) -> Option<&Frame> {
        let id = rule.split_once('/').map_or(rule, |(id, _)| id);
        self.resources.lexicon.frames.iter().find(|frame| frame.id == id)
    }

    /// Reads a report. Never fails: what cannot be resolved stays unresolved.
    pub fn read(&self, report: Report) -> Document {
        let resources = &self.resources;
        let mut doc = Document::new(report);
        doc.tokens = token::tokenize(&resources.tokens, doc.text());
        doc.sentences = sentence::split(&resources.tokens, &doc);
        let encoded = encoder::encode(resources, &doc);
        doc.words = morphology::tag(&encoded, &doc);
        doc.dependencies = syntax::parse(&encoded, &doc);
        doc.timexes = time::find(resources, &doc);
        doc.quantities = quantity::find(resources, &doc);
        doc.mentions = entity::find(resources, &encoded, &doc);
        doc.entities = entity::resolve(resources, &doc);
        doc.attributions = attribution::find(resources, &doc);
        doc.events = event::find(resources, &doc);
        debug_assert_eq!(doc.check(), Ok(()));
        doc
    }
}
