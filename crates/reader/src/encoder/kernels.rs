//! Products of matrices of small integers: the only unsafe code of the reader.
//!
//! Activations lie between 0 and 127, weights between -63 and 63, so that no four products leave 16 bits and every path
//! gives the same 32-bit sums.
#![allow(unsafe_code, reason = "the instructions of vector units are reached by intrinsics alone")]

/// Columns of a panel.
pub(super) const PANEL: usize = 16;

/// The greatest weight.
const MOST: i8 = 63;

/// A matrix of weights in panels of [`PANEL`] columns: panel, group of four rows, column, row of the group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix {
    weights: &'static [i8],
    rows: usize,
    columns: usize,
}

impl Matrix {
    /// A view on laid out weights; `None` where the size is wrong.
    pub(super) fn new(weights: &'static [i8], rows: usize, columns: usize) -> Option<Matrix> {
        let fits = rows.is_multiple_of(8) && columns.is_multiple_of(PANEL) && rows.checked_mul(columns)? == weights.len();
        // 65,536 products of 13 bits still fit the sums.
        (fits && rows <= 1 << 16 && weights.iter().all(|w| (-MOST..=MOST).contains(w))).then_some(Matrix {
            weights,
            rows,
            columns,
        })
    }

    /// The number of columns.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }
}

/// Bytes as signed ones.
pub(super) fn signed(bytes: &'static [u8]) -> &'static [i8] {
    // SAFETY: both are single bytes of which every pattern is a value.
    unsafe { std::slice::from_raw_parts(bytes.as_ptr().cast(), bytes.len()) }
}

/// Which instructions to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Path {
    /// Plain code.
    Scalar,
    /// AVX2, which the processor has.
    #[cfg(target_arch = "x86_64")]
    Avx2(Proof),
}

/// That the processor was asked.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proof(());

impl Path {
    /// The fastest path of this processor.
    pub(super) fn best() -> Path {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            return Path::Avx2(Proof(()));
        }
        Path::Scalar
    }
}

/// Multiplies `count` rows of activations with a matrix. Row `r` begins at `r * stride` and may overlap the next, so
/// that three neighbours are seen as one row. Sums go to `out`, row after row. Activations above 127 count as 127.
pub(super) fn multiply(path: Path, input: &[u8], stride: usize, count: usize, matrix: &Matrix, out: &mut [i32]) {
    let needed = count.saturating_sub(1) * stride + matrix.rows;
    let Some(input) = input.get(..needed).filter(|_| count > 0) else { return };
    let Some(out) = out.get_mut(..count * matrix.columns) else { return };
    debug_assert!(input.iter().all(|&a| a <= 127));
    match path {
        Path::Scalar => scalar(input, stride, matrix, out),
        #[cfg(target_arch = "x86_64")]
        // SAFETY: a proof is only made where the processor has AVX2; the slices were cut to what is read and written.
        Path::Avx2(Proof(())) => unsafe { avx2::multiply(input, stride, count, matrix, out) },
    }
}

fn scalar(input: &[u8], stride: usize, matrix: &Matrix, out: &mut [i32]) {
    for (r, out) in out.chunks_exact_mut(matrix.columns).enumerate() {
        let Some(row) = input.get(r * stride..r * stride + matrix.rows) else { return };
        for (panel, out) in matrix.weights.chunks_exact(matrix.rows * PANEL).zip(out.chunks_exact_mut(PANEL)) {
            out.fill(0);
            for (group, four) in panel.as_chunks::<{ 4 * PANEL }>().0.iter().zip(row.as_chunks::<4>().0) {
                for (sum, weights) in out.iter_mut().zip(group.as_chunks::<4>().0) {
                    *sum += four.iter().zip(weights).map(|(&a, &w)| i32::from(a) * i32::from(w)).sum::<i32>();
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{Matrix, PANEL};
    use std::arch::x86_64::*;

    /// Rows that are worked on together.
    const TILE: usize = 4;

    /// # Safety
    /// AVX2 must be there; `input` must hold `(count - 1) * stride + matrix.rows` values and `out` `count` rows.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn multiply(input: &[u8], stride: usize, count: usize, matrix: &Matrix, out: &mut [i32]) {
        let mut row = 0;
        while row < count {
            let rows = (count - row).min(TILE);
            for panel in 0..matrix.columns / PANEL {
                // SAFETY: `row + rows <= count`, and the panel lies within the matrix.
                unsafe {
                    let a = input.as_ptr().add(row * stride);
                    let w = matrix.weights.as_ptr().add(panel * matrix.rows * PANEL);
                    let c = out.as_mut_ptr().add(row * matrix.columns + panel * PANEL);
                    match rows {
                        1 => tile::<1>(a, stride, w, matrix.rows, c, matrix.columns),
                        2 => tile::<2>(a, stride, w, matrix.rows, c, matrix.columns),
                        3 => tile::<3>(a, stride, w, matrix.rows, c, matrix.columns),
                        _ => tile::<TILE>(a, stride, w, matrix.rows, c, matrix.columns),
                    }
                }
            }
            row += rows;
        }
    }

    /// # Safety
    /// AVX2 must be there; `a` points to `R` rows of `k` values, `w` to a panel of `k` rows, `c` to `R` rows of sums.
    #[target_feature(enable = "avx2")]
    #[inline]
    unsafe fn tile<const R: usize>(a: *const u8, stride: usize, w: *const i8, k: usize, c: *mut i32, columns: usize) {
        let ones = _mm256_set1_epi16(1);
        let mut sums = [[_mm256_setzero_si256(); 2]; R];
        for i in (0..k).step_by(8) {
            // SAFETY: `i + 8 <= k` because `k` is a multiple of eight.
            unsafe {
                let w = w.add(i * PANEL);
                let load = |at: usize| _mm256_loadu_si256(w.add(at).cast());
                let halves = [[load(0), load(64)], [load(32), load(96)]];
                for (r, sums) in sums.iter_mut().enumerate() {
                    let four = |at: usize| _mm256_set1_epi32(a.add(r * stride + i + at).cast::<i32>().read_unaligned());
                    let (first, second) = (four(0), four(4));
                    for (sum, [half, other]) in sums.iter_mut().zip(halves) {
                        let pairs = _mm256_add_epi16(_mm256_maddubs_epi16(first, half), _mm256_maddubs_epi16(second, other));
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                    }
                }
            }
        }
        for (r, sums) in sums.iter().enumerate() {
            // SAFETY: each row of sums has room for a panel.
            unsafe {
                _mm256_storeu_si256(c.add(r * columns).cast(), sums[0]);
                _mm256_storeu_si256(c.add(r * columns + 8).cast(), sums[1]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::mix;

    #[test]
    fn every_path_gives_the_same_sums() {
        for (count, stride, rows, columns) in [(1, 8, 8, 16), (7, 32, 96, 48), (13, 192, 576, 128), (4, 128, 128, 32)] {
            let weights: Vec<i8> = (0..rows * columns).map(|i| (mix(i as u64, 1) % 127) as i8 - 63).collect();
            let matrix = Matrix::new(weights.leak(), rows, columns).unwrap();
            let input: Vec<u8> = (0..(count - 1) * stride + rows).map(|i| (mix(i as u64, 2) % 128) as u8).collect();
            let (mut plain, mut fast) = (vec![1; count * columns], vec![2; count * columns]);
            multiply(Path::Scalar, &input, stride, count, &matrix, &mut plain);
            multiply(Path::best(), &input, stride, count, &matrix, &mut fast);
            assert_eq!(plain, fast);
        }
    }

    #[test]
    fn the_greatest_values_do_not_overflow() {
        let matrix = Matrix::new(vec![63; 64 * 16].leak(), 64, 16).unwrap();
        let mut sums = [0; 16];
        multiply(Path::best(), &[127; 64], 64, 1, &matrix, &mut sums);
        assert_eq!(sums, [127 * 63 * 64; 16]);
    }
}
