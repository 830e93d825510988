//! Looking features up in the file of a table.

use super::digest;

/// Slots in a bucket: a feature lies in the one bucket that its hash names.
pub(super) const SLOTS: usize = 8;
pub(super) const MAGIC: &[u8; 8] = b"svodkaW1";
/// Bytes before the keys: magic, format, schema, width, buckets, hash of all that follows the header.
pub(super) const HEADER: usize = 32;
pub(super) const FORMAT: u32 = 1;

/// A file of weights does not fit the program: a fault of the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The file does not start like a table.
    #[error("not a file of weights")]
    Magic,
    /// The layout of the file is another than the program reads.
    #[error("format {found} of weights, expected {FORMAT}")]
    Format {
        /// Format that the file names.
        found: u32,
    },
    /// The weights were made for other features: train them anew.
    #[error("weights for feature set {found}, expected {expected}: train them again")]
    Schema {
        /// Feature set that the file names.
        found: u32,
        /// Feature set of the program.
        expected: u32,
    },
    /// Another number of classes.
    #[error("weights for {found} classes, expected {expected}")]
    Width {
        /// Classes in the file.
        found: usize,
        /// Classes of the program.
        expected: usize,
    },
    /// The content is not what was written.
    #[error("weights are damaged")]
    Damaged,
}

/// Weights of features for `W` classes.
#[derive(Clone, Copy, Debug)]
pub struct Table<const W: usize> {
    keys: &'static [[u8; 2 * SLOTS]],
    rows: &'static [[u8; W]],
}

impl<const W: usize> Table<W> {
    /// A table over the bytes of its file. `schema` is the number of the feature set that the program uses.
    pub fn new(file: &'static [u8], schema: u32) -> Result<Table<W>, TableError> {
        let (head, body) = file.split_at_checked(HEADER).ok_or(TableError::Magic)?;
        let (magic, fields) = head.split_at_checked(8).ok_or(TableError::Magic)?;
        if magic != MAGIC {
            return Err(TableError::Magic);
        }
        let field = |at: usize| {
            let bytes = fields.get(at..at + 4).and_then(|b| <[u8; 4]>::try_from(b).ok());
            u32::from_le_bytes(bytes.unwrap_or_default())
        };
        let (format, found, width, buckets) = (field(0), field(4), field(8) as usize, field(12) as usize);
        if format != FORMAT {
            return Err(TableError::Format { found: format });
        }
        if found != schema {
            return Err(TableError::Schema { found, expected: schema });
        }
        if width != W {
            return Err(TableError::Width { found: width, expected: W });
        }
        let hash = u64::from(field(16)) | u64::from(field(20)) << 32;
        if body.len() != buckets * SLOTS * (2 + W) || digest(body) != hash {
            return Err(TableError::Damaged);
        }
        let (keys, rows) = body.split_at_checked(buckets * SLOTS * 2).ok_or(TableError::Damaged)?;
        Ok(Table { keys: keys.as_chunks().0, rows: rows.as_chunks().0 })
    }

    /// A table that knows no feature.
    pub const fn empty() -> Table<W> {
        Table { keys: &[], rows: &[] }
    }

    /// Adds the weights of a feature to the scores.
    #[inline]
    pub fn add(&self, feature: u64, scores: &mut [i32; W]) {
        let (bucket, mark) = place(feature, self.keys.len());
        let Some(keys) = self.keys.get(bucket) else { return };
        let Some(slot) = find(keys, mark) else { return };
        if let Some(row) = self.rows.get(bucket * SLOTS + slot) {
            for (score, &weight) in scores.iter_mut().zip(row) {
                *score += i32::from(weight as i8);
            }
        }
    }

    /// The scores of a set of features.
    #[inline]
    pub fn score(&self, features: &[u64]) -> [i32; W] {
        let mut scores = [0; W];
        for &feature in features {
            self.add(feature, &mut scores);
        }
        scores
    }
}

/// The bucket of a feature and the mark that tells it from the others there; the mark 0 is an empty slot.
#[inline]
pub(super) fn place(feature: u64, buckets: usize) -> (usize, u16) {
    let bucket = ((feature & 0xFFFF_FFFF) * buckets as u64) >> 32;
    let mark = (feature >> 48) as u16;
    (bucket as usize, mark.max(1))
}

/// The slot whose mark is `mark`, four at a time.
#[inline]
fn find(keys: &[u8; 2 * SLOTS], mark: u16) -> Option<usize> {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let wanted = u64::from(mark) * ONES;
    for (half, bytes) in keys.as_chunks::<8>().0.iter().enumerate() {
        let differ = u64::from_le_bytes(*bytes) ^ wanted;
        // The lowest lane that is zero is found exactly; higher ones may be false.
        let zero = differ.wrapping_sub(ONES) & !differ & (ONES << 15);
        if zero != 0 {
            return Some(half * 4 + zero.trailing_zeros() as usize / 16);
        }
    }
    None
}
