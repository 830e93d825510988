use crate::entity::{ListError, Nouns, names::{clusters::Clusters, model::Model, table::FormatError}};
use rumorph::Dictionary;

/// Everything that the stages look up: loaded once, shared by reference, never changed.
#[derive(Debug)]
pub struct Resources {
    /// Morphological dictionary.
    pub(crate) dictionary: Dictionary,
    /// Classes of words that news uses alike.
    pub(crate) clusters: Clusters,
    /// Weights of the name tagger.
    pub(crate) names: Model,
    /// What common nouns refer to.
    pub(crate) nouns: Nouns,
}

/// The bundled resources do not fit the program: a fault of the build.
#[derive(Debug, thiserror::Error)]
pub enum ResourcesError {
    /// The morphological dictionary is damaged.
    #[error("morphological dictionary: {0}")]
    Dictionary(#[from] rumorph::Error),
    /// The word clusters are damaged.
    #[error("word clusters: {0}")]
    Clusters(#[source] FormatError),
    /// The weights of the name tagger are damaged.
    #[error("weights of the name tagger: {0}")]
    Names(#[source] FormatError),
    /// A list of words is damaged.
    #[error(transparent)]
    List(#[from] ListError),
}

impl Resources {
    /// The resources that are compiled into the program.
    pub fn bundled() -> Result<Resources, ResourcesError> {
        Ok(Resources {
            dictionary: Dictionary::bundled()?,
            clusters: Clusters::read(include_bytes!("../resources/clusters.bin")).map_err(ResourcesError::Clusters)?,
            names: Model::read(include_bytes!("../resources/names.bin")).map_err(ResourcesError::Names)?,
            nouns: Nouns::bundled()?,
        })
    }

    /// The same resources with other weights of the name tagger: for training.
    pub fn with_names(self, names: Model) -> Resources {
        Resources { names, ..self }
    }
}
