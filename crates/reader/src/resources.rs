use crate::{
    attribution::index::CueIndex,
    event::{codes::Crosswalk, index::Index},
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
    /// Abbreviations, units, internet domains.
    pub(crate) tokens: TokenLexicon,
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
    /// The crosswalk of codes is damaged.
    #[error("crosswalk of codes: {0}")]
    Crosswalk(String),
}

impl Resources {
    /// The resources that are compiled into the program.
    pub fn bundled() -> Result<Resources, ResourcesError> {
        let dictionary = Dictionary::bundled()?;
        let lexicon = Lexicon::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"))).ok_or(ResourcesError::Lexicon)?;
        let index = Index::new(&lexicon, &dictionary);
        let cues = CueIndex::new(&lexicon, &dictionary);
        let crosswalk = Crosswalk::bundled().map_err(ResourcesError::Crosswalk)?;
        Ok(Resources { dictionary, tokens: TokenLexicon::bundled(), lexicon, index, cues, crosswalk })
    }
}
