use crate::place::{Gazetteer, GazetteerError};
use rumorph::Dictionary;

/// Everything that the stages look up: loaded once, shared by reference, never changed.
#[derive(Debug)]
pub struct Resources {
    /// Morphological dictionary.
    pub(crate) dictionary: Dictionary,
    /// Places.
    pub(crate) gazetteer: Gazetteer,
}

/// The bundled resources do not fit the program: a fault of the build.
#[derive(Debug, thiserror::Error)]
pub enum ResourcesError {
    /// The morphological dictionary is damaged.
    #[error("morphological dictionary: {0}")]
    Dictionary(#[from] rumorph::Error),
    /// The gazetteer is damaged.
    #[error("gazetteer: {0}")]
    Gazetteer(#[from] GazetteerError),
}

impl Resources {
    /// The resources that are compiled into the program.
    pub fn bundled() -> Result<Resources, ResourcesError> {
        Ok(Resources { dictionary: Dictionary::bundled()?, gazetteer: Gazetteer::bundled()? })
    }
}
