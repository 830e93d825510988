//! Looking features up in the file of a table.

use super::digest;
use wide::u16x8;

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

    /// The scores of a set of features.
    ///
    /// Slots are found before any row is read, and without branches: most of the time is spent waiting for memory,
    /// and so the waits overlap.
    #[inline]
    pub fn score(&self, features: &[u64]) -> [i32; W] {
        // Bytes sum to 16 bits for as many features as a word has, and narrow sums are fast ones.
        let mut scores = [0i16; W];
        let mut places = [(0u32, 0u16); BATCH];
        let mut slots = [0u32; BATCH];
        for batch in features.chunks(BATCH) {
            let mut touched = 0u8;
            for (to, &feature) in places.iter_mut().zip(batch) {
                let (bucket, mark) = place(feature, self.keys.len());
                *to = (bucket as u32, mark);
                touched ^= self.keys.get(bucket).map_or(0, |keys| keys[0]);
            }
            // Only asked for, so that the waits for all buckets overlap.
            std::hint::black_box(touched);
            let mut found = 0;
            for &(bucket, mark) in places.iter().take(batch.len()) {
                let Some(keys) = self.keys.get(bucket as usize) else { return [0; W] };
                let (slot, hit) = find(keys, mark);
                if let Some(next) = slots.get_mut(found) {
                    *next = bucket * SLOTS as u32 + slot as u32;
                }
                found += usize::from(hit);
            }
            let slots = slots.get(..found).unwrap_or_default();
            let mut touched = 0u8;
            for &slot in slots {
                touched ^= self.rows.get(slot as usize).map_or(0, |row| row[0]);
            }
            std::hint::black_box(touched);
            for &slot in slots {
                if let Some(row) = self.rows.get(slot as usize) {
                    for (score, &weight) in scores.iter_mut().zip(row) {
                        *score = score.wrapping_add(i16::from(weight as i8));
                    }
                }
            }
        }
        scores.map(i32::from)
    }
}

/// Features whose slots are looked up at once.
const BATCH: usize = 128;

/// The bucket of a feature and the mark that tells it from the others there; the mark 0 is an empty slot.
#[inline]
pub(super) fn place(feature: u64, buckets: usize) -> (usize, u16) {
    let bucket = ((feature & 0xFFFF_FFFF) * buckets as u64) >> 32;
    let mark = (feature >> 48) as u16;
    (bucket as usize, mark.max(1))
}

/// The slot whose mark is `mark`, and whether there is one.
#[inline]
fn find(keys: &[u8; 2 * SLOTS], mark: u16) -> (usize, bool) {
    let marks = u16x8::new(std::array::from_fn(|slot| u16::from_le_bytes([keys[2 * slot], keys[2 * slot + 1]])));
    let equal = marks.simd_eq(u16x8::splat(mark)).to_bitmask();
    (equal.trailing_zeros() as usize % SLOTS, equal != 0)
}
