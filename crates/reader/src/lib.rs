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

use encoder::Encoded;
pub use entity::ListError;
pub use number::DataError;
pub use place::{GazetteerError, TableError};
pub use resources::{Resources, ResourcesError};
use svodka_lexicon::Frame;
use svodka_model::{Document, Report};

/// A report on its way through the stages.
#[doc(hidden)]
#[derive(Debug)]
pub struct Draft<'r> {
    /// What is read so far.
    pub doc: Document,
    /// What the network says of its tokens, for the stages that pick words, trees and names.
    encoded: Encoded<'r>,
}

impl<'r> Draft<'r> {
    /// Nothing is read yet.
    pub fn new(resources: &'r Resources, report: Report) -> Draft<'r> {
        Draft { doc: Document::new(report), encoded: Encoded::nothing(resources) }
    }

    /// For the last stage that asks the network.
    fn take_encoded(&mut self, resources: &'r Resources) -> Encoded<'r> {
        std::mem::replace(&mut self.encoded, Encoded::nothing(resources))
    }
}

/// A stage adds one layer to the document so far.
#[doc(hidden)]
pub type Stage = for<'r> fn(&'r Resources, &mut Draft<'r>);

/// The pipeline, a line a stage.
#[doc(hidden)]
pub const STAGES: [(&str, Stage); 11] = [
    ("tokens", |resources, draft| draft.doc.tokens = token::tokenize(&resources.tokens, draft.doc.text())),
    ("sentences", |resources, draft| draft.doc.sentences = sentence::split(&resources.tokens, &draft.doc)),
    ("encoder", |resources, draft| draft.encoded = encoder::encode(resources, &draft.doc)),
    ("words", |_, draft| draft.doc.words = morphology::tag(&draft.encoded, &draft.doc)),
    ("trees", |_, draft| draft.doc.dependencies = syntax::parse(&draft.encoded, &draft.doc)),
    ("times", |resources, draft| draft.doc.timexes = time::find(resources, &draft.doc)),
    ("amounts", |resources, draft| draft.doc.quantities = quantity::find(resources, &draft.doc)),
    ("mentions", |resources, draft| draft.doc.mentions = entity::find(resources, &draft.take_encoded(resources), &draft.doc)),
    ("entities", |resources, draft| draft.doc.entities = entity::resolve(resources, &draft.doc)),
    ("sources", |resources, draft| draft.doc.attributions = attribution::find(resources, &draft.doc)),
    ("events", |resources, draft| draft.doc.events = event::find(resources, &draft.doc)),
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
        let mut draft = Draft::new(&self.resources, report);
        for (_, stage) in STAGES {
            stage(&self.resources, &mut draft);
        }
        debug_assert_eq!(draft.doc.check(), Ok(()));
        draft.doc
    }

    /// Reads several reports: the same documents as one by one, in the same order, but faster. Each stage goes through all
    /// of them, and so what it looks things up in stays in the caches of the processor. Ten to thirty at once are enough.
    pub fn read_many(&self, reports: impl IntoIterator<Item = Report>) -> Vec<Document> {
        let mut drafts: Vec<Draft<'_>> = reports.into_iter().map(|report| Draft::new(&self.resources, report)).collect();
        for (_, stage) in STAGES {
            drafts.iter_mut().for_each(|draft| stage(&self.resources, draft));
        }
        drafts.iter().for_each(|draft| debug_assert_eq!(draft.doc.check(), Ok(())));
        drafts.into_iter().map(|draft| draft.doc).collect()
    }
}
