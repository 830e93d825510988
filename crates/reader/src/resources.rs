use crate::{
    attribution::index::CueIndex,
    entity::{
        ListError, Nouns,
        names::{self, clusters::Clusters, table::FormatError},
    },
    event::{codes::Crosswalk, index::Index},
    linear::{Table, TableError},
    morphology::{self, Cache},
    number::DataError,
    place::{self, Gazetteer, GazetteerError},
    quantity,
    registry::Registry,
    syntax::{self, ACTIONS, LABELS},
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
    /// Readings of forms seen before.
    pub(crate) analyses: Cache,
    /// Weights of the tagger.
    pub(crate) tagger: Table<1>,
    /// Weights of the parser's actions.
    pub(crate) parser: Table<ACTIONS>,
    /// Weights of the names of arcs.
    pub(crate) labels: Table<LABELS>,
    /// Weights of the name tagger.
    pub(crate) names: names::Model,
    /// Classes of words that news uses alike.
    pub(crate) clusters: Clusters,
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
    /// A file of weights is damaged or of another version.
    #[error("{file}: {error}")]
    Weights {
        /// Name of the file.
        file: &'static str,
        /// What is wrong with it.
        error: TableError,
    },
    /// A word list or rule file is wrong.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The compiled gazetteer is damaged.
    #[error(transparent)]
    Gazetteer(#[from] GazetteerError),
    /// A list of the registry is wrong.
    #[error(transparent)]
    Registry(#[from] place::TableError),
    /// The word clusters are damaged.
    #[error("word clusters: {0}")]
    Clusters(#[source] FormatError),
    /// A list of words is damaged.
    #[error(transparent)]
    List(#[from] ListError),
    /// The crosswalk of codes is damaged.
    #[error("crosswalk of codes: {0}")]
    Crosswalk(String),
}

/// The files of weights.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// Of the tagger.
    pub tagger: &'static [u8],
    /// Of the parser's actions.
    pub parser: &'static [u8],
    /// Of the names of arcs.
    pub labels: &'static [u8],
    /// Of the name tagger.
    pub names: &'static [u8],
}

impl Weights {
    /// The weights that are compiled into the program.
    pub const BUNDLED: Weights = Weights {
        tagger: include_bytes!("../resources/tagger.weights"),
        parser: include_bytes!("../resources/parser.weights"),
        labels: include_bytes!("../resources/labels.weights"),
        names: include_bytes!("../resources/names.weights"),
    };
}

impl Resources {
    /// The resources that are compiled into the program.
    pub fn bundled() -> Result<Resources, ResourcesError> {
        Resources::with(Weights::BUNDLED)
    }

    /// The lists that tokens and sentences are cut by.
    pub fn tokens(&self) -> &TokenLexicon {
        &self.tokens
    }

    /// The bundled resources with other weights: for those who train them.
    pub fn with(weights: Weights) -> Result<Resources, ResourcesError> {
        let dictionary = Dictionary::bundled()?;
        let lexicon =
            Lexicon::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"))).ok_or(ResourcesError::Lexicon)?;
        let index = Index::new(&lexicon, &dictionary);
        let cues = CueIndex::new(&lexicon, &dictionary);
        let crosswalk = Crosswalk::bundled().map_err(ResourcesError::Crosswalk)?;
        Ok(Resources {
            dictionary,
            lexicon,
            index,
            cues,
            crosswalk,
            tokens: TokenLexicon::bundled(),
            times: time::Grammar::bundled()?,
            amounts: quantity::Lexis::bundled()?,
            gazetteer: Gazetteer::bundled()?,
            registry: Registry::bundled()?,
            nouns: Nouns::bundled()?,
            analyses: Cache::new(),
            tagger: table("tagger.weights", weights.tagger, morphology::SCHEMA)?,
            parser: table("parser.weights", weights.parser, syntax::SCHEMA)?,
            labels: table("labels.weights", weights.labels, syntax::LABEL_SCHEMA)?,
            names: names::Model::new(table("names.weights", weights.names, names::SCHEMA)?),
            clusters: Clusters::read(include_bytes!("../resources/clusters.bin")).map_err(ResourcesError::Clusters)?,
        })
    }
}

fn table<const W: usize>(file: &'static str, bytes: &'static [u8], schema: u32) -> Result<Table<W>, ResourcesError> {
    Table::new(bytes, schema).map_err(|error| ResourcesError::Weights { file, error })
}
