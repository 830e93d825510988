//! Classes of words that news uses alike, for words that the training texts lack.

use super::table::{Cursor, FormatError, Table, lay_out};
use crate::linear::hash;

const MAGIC: &[u8; 8] = b"svclust1";

/// The coarse and the fine cluster of frequent word forms.
#[derive(Debug)]
pub struct Clusters {
    words: Table,
    fine: Vec<u16>,
    /// The coarse cluster of each fine one.
    coarse: &'static [u8],
}

impl Clusters {
    /// Reads the file that [`pack`] made.
    pub fn read(bytes: &'static [u8]) -> Result<Clusters, FormatError> {
        let mut cursor = Cursor(bytes);
        if cursor.take(MAGIC.len())? != MAGIC {
            return Err(FormatError("it is of another version"));
        }
        let count = cursor.count()?;
        let coarse = cursor.take(count)?;
        let words = Table::read(&mut cursor)?;
        let fine = cursor.shorts(words.len())?;
        if fine.iter().any(|&f| usize::from(f) >= count) {
            return Err(FormatError("a word has an unknown cluster"));
        }
        Ok(Clusters { words, fine, coarse })
    }

    /// The coarse and the fine cluster of a form, both from 1, by the hash of the form in lower case with «е» for «ё».
    pub(crate) fn of(&self, form: u64) -> [u64; 2] {
        let Some(word) = self.words.find(form) else { return [0, 0] };
        let fine = self.fine[word];
        [u64::from(self.coarse[usize::from(fine)]) + 1, u64::from(fine) + 1]
    }
}

/// Lays out clusters for the file: (form, coarse, fine) by falling frequency.
pub fn pack(words: &[(String, u8, u16)]) -> Vec<u8> {
    let count = words.iter().map(|w| usize::from(w.2) + 1).max().unwrap_or(0);
    let mut coarse = vec![0; count];
    for word in words {
        coarse[usize::from(word.2)] = word.1;
    }
    let mut out = MAGIC.to_vec();
    out.extend((count as u32).to_le_bytes());
    out.extend(coarse);
    let hashes: Vec<u64> = words.iter().map(|w| hash(&w.0.replace('ё', "е"))).collect();
    for word in lay_out(&hashes, &mut out) {
        out.extend(words[word].2.to_le_bytes());
    }
    out
}
