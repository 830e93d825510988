use crate::{
    attribution::index::CueIndex,
    encoder::{Cache, Encoder, EncoderError, Found},
    entity::{ListError, Nouns},
    event::{codes::Crosswalk, confidence, index::Index},
    number::DataError,
    place::{self, Gazetteer, GazetteerError},
    quantity,
    registry::Registry,
    time,
    token::TokenLexicon,
};
use rumorph::Dictionary;
use svodka_lexicon::Lexicon;

/// Everything that the stages look up: loaded once, shared by reference, never changed.
#[derive(Debug)]
pub struct Resources {
    /// Morphological dictionary.
    pub(crate) dictionary: Dictionary,
    /// Compiled data files.
    pub(crate) lexicon: Lexicon,
    /// Look-up tables over the lexicon.
    pub(crate) index: Index,
    /// Look-up tables over the cues of attribution.
    pub(crate) cues: CueIndex,
    /// Types and modes in other vocabularies.
    pub(crate) crosswalk: Crosswalk,
    /// What the signs of an event say of how sure it is.
    pub(crate) confidence: confidence::Weights,
    /// Abbreviations, units, internet domains.
    pub(crate) tokens: TokenLexicon,
    /// Rules of time expressions.
    pub(crate) times: time::Grammar,
    /// Words of amounts.
    pub(crate) amounts: quantity::Lexis,
    /// Places.
    pub(crate) gazetteer: Gazetteer,
    /// Bodies and media.
    pub(crate) registry: Registry,
    /// What common nouns refer to.
    pub(crate) nouns: Nouns,
    /// Forms seen before.
    pub(crate) forms: Cache,
    /// Weights of the network behind tags, trees and names.
    pub(crate) encoder: Encoder,
}

/// The bundled resources do not fit the program: a fault of the build.
#[derive(Debug, thiserror::Error)]
pub enum ResourcesError {
    /// The morphological dictionary is damaged.
    #[error("morphological dictionary: {0}")]
    Dictionary(#[from] rumorph::Error),
    /// The compiled data files are damaged.
    #[error("the compiled lexicon cannot be read: rebuild svodka")]
    Lexicon,
    /// The weights of the encoder are damaged or of another version.
    #[error(transparent)]
    Encoder(#[from] EncoderError),
    /// A word list or rule file is wrong.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The compiled gazetteer is damaged.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
    /// A list of the registry is wrong.
    #[error(transparent)]
    Registry(#[from] place::TableError),
    /// A list of words is damaged.
    #[error(transparent)]
    List(#[from] ListError),
    /// The table of confidence is damaged.
    #[error("table of confidence: {0}")]
    Confidence(String),
    /// The crosswalk of codes is damaged.
    #[error("crosswalk of codes: {0}")]
    Crosswalk(String),
}

impl Resources {
    /// The resources that are compiled into the program.
    pub fn bundled() -> Result<Resources, ResourcesError> {
        Resources::with(include_bytes!("../resources/encoder.weights"))
    }

    /// The lists that tokens and sentences are cut by.
    pub fn tokens(&self) -> &TokenLexicon {
        &self.tokens
    }

    /// What is known of a form.
    pub(crate) fn look_up(&self, form: &str) -> Found<'_> {
        self.forms.look_up(&self.dictionary, &self.encoder, form)
    }

    /// The bundled resources with other weights: for those who train them.
    pub fn with(weights: &'static [u8]) -> Result<Resources, ResourcesError> {
        let dictionary = Dictionary::bundled()?;
        let lexicon =
            Lexicon::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"))).ok_or(ResourcesError::Lexicon)?;
        let index = Index::new(&lexicon, &dictionary);
        let cues = CueIndex::new(&lexicon, &dictionary);
        let crosswalk = Crosswalk::bundled().map_err(ResourcesError::Crosswalk)?;
        let confidence = confidence::Weights::bundled().map_err(ResourcesError::Confidence)?;
        Ok(Resources {
            dictionary,
            lexicon,
            index,
            cues,
            crosswalk,
            confidence,
            tokens: TokenLexicon::bundled(),
            times: time::Grammar::bundled()?,
            amounts: quantity::Lexis::bundled()?,
            gazetteer: Gazetteer::bundled()?,
            registry: Registry::bundled()?,
            nouns: Nouns::bundled()?,
            forms: Cache::new(),
            encoder: Encoder::read(weights)?,
        })
    }
}
