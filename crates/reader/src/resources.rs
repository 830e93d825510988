use crate::{place::{Gazetteer, GazetteerError, TableError}, registry::Registry};
use rumorph::Dictionary;

/// Everything that the stages look up: loaded once, shared by reference, never changed.
#[derive(Debug)]
pub struct Resources {
    /// Morphological dictionary.
    pub(crate) dictionary: Dictionary,
    /// Places.
    #[allow(dead_code, reason = "the entity stage comes later")]
    pub(crate) gazetteer: Gazetteer,
    /// Bodies and media.
    #[allow(dead_code, reason = "the entity stage comes later")]
    pub(crate) registry: Registry,
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
    /// A list of the registry is wrong.
    #[error(transparent)]
    Registry(#[from] TableError),
}

impl Resources {
    /// The resources that are compiled into the program.
    pub fn bundled() -> Result<Resources, ResourcesError> {
        Ok(Resources { dictionary: Dictionary::bundled()?, gazetteer: Gazetteer::bundled()?, registry: Registry::bundled()? })
    }
}
