//! Words for kinds of places: «город», «область», «аэропорт».

use super::{
    Table, TableError,
    declension::Endings,
    listing::{Listing, Listings},
    table,
    table::list,
};
use svodka_lexicon::gazetteer::Kind;

const KINDS: Table = table!("places/kinds.tsv");

/// A word for a kind of place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KindWord {
    /// The word in the nominative.
    pub(crate) word: &'static str,
    /// The kinds of place that it may stand with; the usual one first. Empty for a word that stands for a part of whatever is
    /// named behind it («север», «окрестности»).
    pub(crate) kinds: Vec<Kind>,
    /// The record's feature.
    pub(crate) feature: &'static str,
}

/// All words for kinds of places.
#[derive(Debug)]
pub(crate) struct Kinds {
    words: Vec<KindWord>,
    listing: Listing<usize>,
}

impl Kinds {
    /// Reads the table.
    pub(crate) fn load() -> Result<Kinds, TableError> {
        let mut words: Vec<KindWord> = Vec::new();
        let mut listing = Listings::new();
        for line in KINDS.lines::<3>() {
            let line = line?;
            let [spellings, kinds, feature] = line.cells;
            let kinds = kinds.split(' ').filter(|kind| *kind != "part").map(super::hand::kind_of);
            let kinds: Vec<Kind> = kinds.collect::<Option<_>>().ok_or_else(|| line.fault("unknown kind"))?;
            let word = list(spellings).next().ok_or_else(|| line.fault("no word"))?;
            match words.iter_mut().find(|known| known.word == word) {
                Some(known) => known.kinds.extend(kinds),
                None => {
                    list(spellings).for_each(|spelling| listing.add(spelling, words.len()));
                    words.push(KindWord { word, kinds, feature });
                }
            }
        }
        Ok(Kinds { words, listing: listing.finish() })
    }

    /// The kind that folded words in any case name.
    pub(crate) fn find(&self, endings: &Endings, words: &[u8]) -> Option<&KindWord> {
        let readings = self.listing.readings(endings, words);
        let best = readings.into_iter().min_by_key(|(reading, _)| reading.turned)?;
        self.words.get(*best.1.targets.first()?)
    }
}
