//! Writing the file of a table.

use super::digest;
use super::table::{FORMAT, HEADER, MAGIC, SLOTS, place};

/// The file of a table with at most `buckets` × 8 features. Where a bucket is full the features with the greatest
/// weights stay. Weights are scaled so that the `1 - clipped` part of them fits a byte.
pub fn pack<const W: usize>(mut rows: Vec<(u64, [f32; W])>, buckets: usize, schema: u32) -> Vec<u8> {
    let scale = scale(&rows);
    let weight = |row: &[f32; W]| row.iter().fold(0f32, |m, w| m.max(w.abs()));
    rows.sort_by(|a, b| weight(&b.1).total_cmp(&weight(&a.1)).then(a.0.cmp(&b.0)));
    let mut keys = vec![0u16; buckets * SLOTS];
    let mut table = vec![[0u8; W]; buckets * SLOTS];
    for (feature, row) in &rows {
        let quantised = row.map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8 as u8);
        if quantised.iter().all(|&w| w == 0) {
            continue;
        }
        let (bucket, mark) = place(*feature, buckets);
        let range = bucket * SLOTS..(bucket + 1) * SLOTS;
        let taken = |&slot: &usize| keys[slot] == 0 || keys[slot] == mark;
        if let Some(slot) = range.clone().find(taken).filter(|&slot| keys[slot] == 0) {
            keys[slot] = mark;
            table[slot] = quantised;
        }
    }
    let mut body: Vec<u8> = keys.iter().flat_map(|k| k.to_le_bytes()).collect();
    body.extend(table.iter().flatten());
    let mut file = Vec::with_capacity(HEADER + body.len());
    file.extend(MAGIC);
    for field in [FORMAT, schema, W as u32, buckets as u32] {
        file.extend(field.to_le_bytes());
    }
    file.extend(digest(&body).to_le_bytes());
    file.extend(body);
    file
}

/// What a weight is multiplied with: all but one in two thousand of the rows stay inside a byte.
fn scale<const W: usize>(rows: &[(u64, [f32; W])]) -> f32 {
    let mut sizes: Vec<f32> = rows.iter().map(|(_, row)| row.iter().fold(0f32, |m, w| m.max(w.abs()))).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 2000)).copied().unwrap_or(1.0);
    127.0 / largest.max(1e-6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linear::{Table, TableError, mix};

    fn file() -> &'static [u8] {
        let rows = (0..500u64).map(|i| (mix(i, 7), [i as f32, -(i as f32), 0.0])).collect();
        pack::<3>(rows, 100, 5).leak()
    }

    #[test]
    fn features_are_found_again() {
        let table: Table<3> = Table::new(file(), 5).unwrap();
        let found = (100..500u64).filter(|&i| {
            let [a, b, c] = table.score(&[mix(i, 7)]);
            a == (i as f32 * 127.0 / 499.0).round() as i32 && b == -a && c == 0
        });
        assert!(found.count() > 390);
        assert_eq!(table.score(&[mix(1000, 7), mix(1001, 7)]), [0; 3]);
        assert_eq!(Table::<3>::empty().score(&[1, 2]), [0; 3]);
    }

    #[test]
    fn files_that_do_not_fit_are_refused() {
        let good = file();
        assert_eq!(Table::<3>::new(b"short", 5).unwrap_err(), TableError::Magic);
        assert_eq!(Table::<3>::new(good, 6).unwrap_err(), TableError::Schema { found: 5, expected: 6 });
        assert_eq!(Table::<4>::new(good, 5).unwrap_err(), TableError::Width { found: 3, expected: 4 });
        let damaged = |at: usize| {
            let mut bytes = good.to_vec();
            bytes[at] ^= 1;
            Table::<3>::new(bytes.leak(), 5).unwrap_err()
        };
        assert_eq!(damaged(0), TableError::Magic);
        assert_eq!(damaged(8), TableError::Format { found: 0 });
        assert_eq!(damaged(good.len() - 1), TableError::Damaged);
        assert_eq!(damaged(HEADER), TableError::Damaged);
    }
}
