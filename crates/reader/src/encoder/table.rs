//! A read-only hash table in a file: buckets of 16-bit fingerprints whose order numbers the entries.

/// A compiled file does not have the form that the program expects.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct FormatError(pub(super) &'static str);

/// Reads little-endian numbers off the front of a slice.
pub(super) struct Cursor(pub(super) &'static [u8]);

impl Cursor {
    pub(super) fn take(&mut self, length: usize) -> Result<&'static [u8], FormatError> {
        let (front, rest) = self.0.split_at_checked(length).ok_or(FormatError("it ends too early"))?;
        self.0 = rest;
        Ok(front)
    }

    pub(super) fn count(&mut self) -> Result<usize, FormatError> {
        Ok(self.take(4)?.iter().rev().fold(0, |n, &b| (n << 8) | usize::from(b)))
    }

    pub(super) fn shorts(&mut self, count: usize) -> Result<Vec<u16>, FormatError> {
        let bytes = self.take(count.checked_mul(2).ok_or(FormatError("a count is too big"))?)?;
        Ok(bytes.as_chunks::<2>().0.iter().map(|&b| u16::from_le_bytes(b)).collect())
    }
}

/// Numbers keys from 0 by their hashes.
#[derive(Debug)]
pub(super) struct Table {
    /// Number of the first key of each bucket, and one past the last.
    buckets: Vec<u32>,
    /// Second hash of each key.
    prints: Vec<u16>,
}

impl Table {
    pub(super) fn read(cursor: &mut Cursor) -> Result<Table, FormatError> {
        let (bucket_count, key_count) = (cursor.count()?, cursor.count()?);
        let sizes = cursor.take(bucket_count)?;
        let mut buckets = Vec::with_capacity(bucket_count + 1);
        let mut next = 0;
        for &size in sizes {
            buckets.push(next);
            next += u32::from(size);
        }
        buckets.push(next);
        if next as usize != key_count || bucket_count == 0 {
            return Err(FormatError("buckets and keys do not agree"));
        }
        Ok(Table { buckets, prints: cursor.shorts(key_count)? })
    }

    /// The number of keys.
    pub(super) fn len(&self) -> usize {
        self.prints.len()
    }

    /// The number of a key; another key answers for one in some ten thousand unknown ones.
    pub(super) fn find(&self, hash: u64) -> Option<usize> {
        let (bucket, print) = place(hash, self.buckets.len() - 1);
        let (from, to) = (self.buckets[bucket] as usize, self.buckets[bucket + 1] as usize);
        self.prints[from..to].iter().position(|&p| p == print).map(|at| from + at)
    }
}

/// The bucket and the fingerprint of a hash in a table of `buckets` buckets.
fn place(hash: u64, buckets: usize) -> (usize, u16) {
    let bucket = ((u128::from(hash) * buckets as u128) >> 64) as usize;
    (bucket, hash as u16)
}

/// Lays out a table for the file; the order of the returned positions into `hashes` is that of the numbers.
/// Where two keys cannot be told apart the first one stays.
pub fn lay_out(hashes: &[u64], out: &mut Vec<u8>) -> Vec<usize> {
    let count = (hashes.len() / 4).max(1);
    let mut order: Vec<usize> = (0..hashes.len()).collect();
    order.sort_by_key(|&i| (place(hashes[i], count), i));
    order.dedup_by_key(|&mut i| place(hashes[i], count));
    let mut sizes = vec![0u8; count];
    order.retain(|&i| {
        let size = &mut sizes[place(hashes[i], count).0];
        let fits = *size < u8::MAX;
        *size += u8::from(fits);
        fits
    });
    out.extend((count as u32).to_le_bytes());
    out.extend((order.len() as u32).to_le_bytes());
    out.extend(sizes);
    for &i in &order {
        out.extend(place(hashes[i], count).1.to_le_bytes());
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::mix;

    #[test]
    fn finds_every_key_and_no_other() {
        let keys: Vec<u64> = (0..1000).map(|n| mix(n, 7)).collect();
        let mut bytes = Vec::new();
        let order = lay_out(&keys, &mut bytes);
        let table = Table::read(&mut Cursor(Box::leak(bytes.into_boxed_slice()))).unwrap();
        for (number, &key) in order.iter().enumerate() {
            assert_eq!(table.find(keys[key]), Some(number));
        }
        assert!((0..1000).filter(|&n| table.find(mix(n, 8)).is_some()).count() < 5);
    }
}
