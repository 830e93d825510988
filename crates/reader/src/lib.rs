//! The pipeline: a report in, a read document out.
//!
//! A stage is a free function from the document so far to one new layer; it never edits an earlier layer.

mod attribution;
pub mod entity;
mod event;
mod letters;
pub mod linear;
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
pub use resources::{Resources, ResourcesError, Weights};
use svodka_lexicon::Frame;
use svodka_model::{Document, Report};

/// A stage adds one layer to the document so far.
#[doc(hidden)]
pub type Stage = fn(&Resources, &mut Document);

/// The pipeline, a line a stage.
#[doc(hidden)]
pub const STAGES: [(&str, Stage); 10] = [
    ("tokens", |resources, doc| doc.tokens = token::tokenize(&resources.tokens, doc.text())),
    ("sentences", |resources, doc| doc.sentences = sentence::split(&resources.tokens, doc)),
    ("words", |resources, doc| doc.words = morphology::tag(resources, doc)),
    ("trees", |resources, doc| doc.dependencies = syntax::parse(resources, doc)),
    ("times", |resources, doc| doc.timexes = time::find(resources, doc)),
    ("amounts", |resources, doc| doc.quantities = quantity::find(resources, doc)),
    ("mentions", |resources, doc| doc.mentions = entity::find(resources, doc)),
    ("entities", |resources, doc| doc.entities = entity::resolve(resources, doc)),
    ("sources", |resources, doc| doc.attributions = attribution::find(resources, doc)),
    ("events", |resources, doc| doc.events = event::find(resources, doc)),
];

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

    /// What the stages look things up in.
    #[doc(hidden)]
    pub fn resources(&self) -> &Resources {
        &self.resources
    }

    /// Reads a report. Never fails: what cannot be resolved stays unresolved.
    pub fn read(&self, report: Report) -> Document {
        let mut doc = Document::new(report);
        for (_, stage) in STAGES {
            stage(&self.resources, &mut doc);
        }
        debug_assert_eq!(doc.check(), Ok(()));
        doc
    }

    /// Reads several reports: the same documents as one by one, in the same order, but faster. Each stage goes through all
    /// of them, and so what it looks things up in stays in the caches of the processor. Ten to thirty at once are enough.
    pub fn read_many(&self, reports: impl IntoIterator<Item = Report>) -> Vec<Document> {
        let mut docs: Vec<Document> = reports.into_iter().map(Document::new).collect();
        for (_, stage) in STAGES {
            docs.iter_mut().for_each(|doc| stage(&self.resources, doc));
        }
        docs.iter().for_each(|doc| debug_assert_eq!(doc.check(), Ok(())));
        docs
    }
}
