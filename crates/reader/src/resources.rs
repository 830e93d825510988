use crate::{number::DataError, quantity, time};
use rumorph::Dictionary;

/// Everything that the stages look up: loaded once, shared by reference, never changed.
#[derive(Debug)]
pub struct Resources {
    /// Morphological dictionary.
    pub(crate) dictionary: Dictionary,
    /// Rules of time expressions.
    pub(crate) times: time::Grammar,
    /// Words of amounts.
    pub(crate) amounts: quantity::Lexis,
}

/// The bundled resources do not fit the program: a fault of the build.
#[derive(Debug, thiserror::Error)]
pub enum ResourcesError {
    /// The morphological dictionary is damaged.
    #[error("morphological dictionary: {0}")]
    Dictionary(#[from] rumorph::Error),
    /// A word list or rule file is wrong.
    #[error(transparent)]
    Data(#[from] DataError),
}

impl Resources {
    /// The resources that are compiled into the program.
    pub fn bundled() -> Result<Resources, ResourcesError> {
        Ok(Resources {
            dictionary: Dictionary::bundled()?,
            times: time::Grammar::bundled()?,
            amounts: quantity::Lexis::bundled()?,
        })
    }
}
