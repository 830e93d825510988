//! Products of matrices of small integers: the only unsafe code of the reader.
//!
//! Activations lie between 0 and 127. AVX2 adds products of bytes in 16 bits before it widens them; a matrix is refused
//! whose weights could overflow these, so that every path gives the same 32-bit sums.
#![allow(unsafe_code, reason = "the instructions of vector units are reached by intrinsics alone")]

/// Columns of a panel.
pub(super) const PANEL: usize = 16;
/// Rows whose products may be added up in 16 bits.
const BLOCK: usize = 32;
/// The greatest activation.
const MOST: usize = 127;

/// A matrix of weights in panels of [`PANEL`] columns: panel, group of four rows, column, row of the group.
#[derive(Clone, Copy, Debug)]
pub(super) struct Matrix {
    weights: &'static [i8],
    rows: usize,
    columns: usize,
}

impl Matrix {
    /// A view on laid out weights; `None` where the size is wrong or sums could overflow.
    pub(super) fn new(weights: &'static [i8], rows: usize, columns: usize) -> Option<Matrix> {
        let fits =
            rows > 0 && rows.is_multiple_of(4) && columns.is_multiple_of(PANEL) && rows.checked_mul(columns)? == weights.len();
        // 65,536 products of 14 bits still fit 32.
        (fits && rows <= 1 << 16 && weights.chunks(rows * PANEL).all(is_bounded)).then_some(Matrix { weights, rows, columns })
    }

    /// The number of columns.
    pub(super) fn columns(&self) -> usize {
        self.columns
    }
}

/// True where no sum of a block leaves 16 bits: two rows of each group of four go to one sum, the other two to another.
fn is_bounded(panel: &[i8]) -> bool {
    panel.chunks(BLOCK * PANEL).all(|block| {
        let (mut above, mut below) = ([0usize; 2 * PANEL], [0usize; 2 * PANEL]);
        for group in block.chunks(4 * PANEL) {
            for ((above, below), pair) in above.iter_mut().zip(&mut below).zip(group.as_chunks::<2>().0) {
                for &weight in pair {
                    *(if weight > 0 { &mut *above } else { &mut *below }) += usize::from(weight.unsigned_abs());
                }
            }
        }
        above.into_iter().chain(below).all(|sum| sum * MOST <= i16::MAX as usize)
    })
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
    /// AVX2.
    #[cfg(target_arch = "x86_64")]
    Avx2(Proof),
    /// AVX2 and the products of four bytes of AVX-VNNI.
    #[cfg(target_arch = "x86_64")]
    AvxVnni(Proof),
    /// AVX-512 and its products of four bytes.
    #[cfg(target_arch = "x86_64")]
    Avx512Vnni(Proof),
}

/// That the processor was asked and has the instructions of a path.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proof(());

impl Path {
    /// The fastest path of this processor.
    pub(super) fn best() -> Path {
        Path::all().pop().unwrap_or(Path::Scalar)
    }

    /// The paths that this processor has, the slowest first.
    pub(super) fn all() -> Vec<Path> {
        let mut paths = vec![Path::Scalar];
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            paths.push(Path::Avx2(Proof(())));
            if is_x86_feature_detected!("avxvnni") {
                paths.push(Path::AvxVnni(Proof(())));
            }
            if is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512bw") {
                paths.push(Path::Avx512Vnni(Proof(())));
            }
        }
        paths
    }

    /// Runs plain code, which the compiler may make wide instructions of.
    #[inline]
    pub(super) fn run(self, work: impl FnOnce()) {
        match self {
            Path::Scalar => work(),
            #[cfg(target_arch = "x86_64")]
            // SAFETY: a proof is only made where the processor has AVX-512.
            Path::Avx512Vnni(Proof(())) => unsafe { avx512_vnni::run(work) },
            #[cfg(target_arch = "x86_64")]
            // SAFETY: a proof is only made where the processor has AVX2.
            _ => unsafe { avx2::run(work) },
        }
    }
}

/// Multiplies `count` rows of activations with a matrix. Row `r` begins at `r * stride` and may overlap the next, so
/// that three neighbours are seen as one row. Sums go to `out`, row after row.
pub(super) fn multiply(path: Path, input: &[u8], stride: usize, count: usize, matrix: &Matrix, out: &mut [i32]) {
    if count == 0 {
        return;
    }
    let needed = (count - 1) * stride + matrix.rows;
    let (Some(input), Some(out)) = (input.get(..needed), out.get_mut(..count * matrix.columns)) else {
        debug_assert!(false, "{count} rows of {} do not fit", matrix.rows);
        return;
    };
    debug_assert!(input.iter().all(|&a| usize::from(a) <= MOST));
    match path {
        Path::Scalar => scalar(input, stride, matrix, out),
        // SAFETY: a proof is only made where the processor has the instructions; the slices were cut to what is read and written.
        #[cfg(target_arch = "x86_64")]
        Path::Avx2(Proof(())) => unsafe { avx2::multiply(input, stride, count, matrix, out) },
        #[cfg(target_arch = "x86_64")]
        Path::AvxVnni(Proof(())) => unsafe { avx_vnni::multiply(input, stride, count, matrix, out) },
        #[cfg(target_arch = "x86_64")]
        Path::Avx512Vnni(Proof(())) => unsafe { avx512_vnni::multiply(input, stride, count, matrix, out) },
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

/// The loop of a path over tiles: some rows and a panel of columns.
#[cfg(target_arch = "x86_64")]
macro_rules! tiles {
    ($features:literal, $($most:literal)+) => {
        /// # Safety
        /// The instructions must be there; `input` must hold `(count - 1) * stride + matrix.rows` values and `out` `count` rows.
        #[target_feature(enable = $features)]
        pub(super) unsafe fn multiply(input: &[u8], stride: usize, count: usize, matrix: &Matrix, out: &mut [i32]) {
            let mut row = 0;
            $(
                while count - row >= $most {
                    for panel in 0..matrix.columns / PANEL {
                        // SAFETY: so many rows are left, and the panel lies within the matrix.
                        unsafe {
                            let a = input.as_ptr().add(row * stride);
                            let w = matrix.weights.as_ptr().add(panel * matrix.rows * PANEL);
                            let c = out.as_mut_ptr().add(row * matrix.columns + panel * PANEL);
                            tile::<$most>(a, stride, w, matrix.rows, c, matrix.columns);
                        }
                    }
                    row += $most;
                }
            )+
        }
    };
}

#[cfg(target_arch = "x86_64")]
mod avx2 {
    use super::{BLOCK, Matrix, PANEL};
    use std::arch::x86_64::*;

    tiles!("avx2", 4 2 1);

    /// # Safety
    /// AVX2 must be there.
    #[target_feature(enable = "avx2")]
    #[inline]
    pub(super) unsafe fn run(work: impl FnOnce()) {
        work();
    }

    /// Four activations, again and again.
    ///
    /// # Safety
    /// AVX2 must be there; `a` must point to four values.
    #[target_feature(enable = "avx2")]
    #[inline]
    pub(super) unsafe fn four(a: *const u8) -> __m256i {
        // SAFETY: as the caller says.
        unsafe { _mm256_set1_epi32(a.cast::<i32>().read_unaligned()) }
    }

    /// The weights of a group of four rows.
    ///
    /// # Safety
    /// AVX2 must be there; `w` must point to a group.
    #[target_feature(enable = "avx2")]
    #[inline]
    pub(super) unsafe fn group(w: *const i8) -> [__m256i; 2] {
        // SAFETY: as the caller says.
        unsafe { [_mm256_loadu_si256(w.cast()), _mm256_loadu_si256(w.add(32).cast())] }
    }

    /// # Safety
    /// AVX2 must be there; `c` must point to `R` rows of sums.
    #[target_feature(enable = "avx2")]
    #[inline]
    pub(super) unsafe fn store<const R: usize>(sums: &[[__m256i; 2]; R], c: *mut i32, columns: usize) {
        for (r, [left, right]) in sums.iter().enumerate() {
            // SAFETY: each row of sums has room for a panel.
            unsafe {
                _mm256_storeu_si256(c.add(r * columns).cast(), *left);
                _mm256_storeu_si256(c.add(r * columns + 8).cast(), *right);
            }
        }
    }

    /// # Safety
    /// AVX2 must be there; `a` points to `R` rows of `k` values, `w` to a panel of `k` rows, `c` to `R` rows of sums.
    #[target_feature(enable = "avx2")]
    #[inline]
    unsafe fn tile<const R: usize>(a: *const u8, stride: usize, w: *const i8, k: usize, c: *mut i32, columns: usize) {
        let mut sums = [[_mm256_setzero_si256(); 2]; R];
        for from in (0..k).step_by(BLOCK) {
            let mut short = [[_mm256_setzero_si256(); 2]; R];
            for i in (from..k.min(from + BLOCK)).step_by(4) {
                // SAFETY: `i + 4 <= k` because `k` is a multiple of four.
                unsafe {
                    let weights = group(w.add(i * PANEL));
                    for (r, short) in short.iter_mut().enumerate() {
                        let a = four(a.add(r * stride + i));
                        for (sum, weights) in short.iter_mut().zip(weights) {
                            *sum = _mm256_add_epi16(*sum, _mm256_maddubs_epi16(a, weights));
                        }
                    }
                }
            }
            let ones = _mm256_set1_epi16(1);
            for (sum, short) in sums.as_flattened_mut().iter_mut().zip(short.as_flattened()) {
                *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(*short, ones));
            }
        }
        // SAFETY: as the caller says.
        unsafe { store(&sums, c, columns) };
    }
}

/// The instruction adds up four products of bytes at once.
#[cfg(target_arch = "x86_64")]
mod avx_vnni {
    use super::{Matrix, PANEL, avx2::*};
    use std::arch::x86_64::*;

    tiles!("avx2,avxvnni", 6 4 2 1);

    /// # Safety
    /// The instructions must be there; `a` points to `R` rows of `k` values, `w` to a panel of `k` rows, `c` to `R` rows of sums.
    #[target_feature(enable = "avx2,avxvnni")]
    #[inline]
    unsafe fn tile<const R: usize>(a: *const u8, stride: usize, w: *const i8, k: usize, c: *mut i32, columns: usize) {
        let mut sums = [[_mm256_setzero_si256(); 2]; R];
        for i in (0..k).step_by(4) {
            // SAFETY: `i + 4 <= k` because `k` is a multiple of four.
            unsafe {
                let weights = group(w.add(i * PANEL));
                for (r, sums) in sums.iter_mut().enumerate() {
                    let a = four(a.add(r * stride + i));
                    for (sum, weights) in sums.iter_mut().zip(weights) {
                        *sum = _mm256_dpbusd_avx_epi32(*sum, a, weights);
                    }
                }
            }
        }
        // SAFETY: as the caller says.
        unsafe { store(&sums, c, columns) };
    }
}

/// The same, for a whole panel at once.
#[cfg(target_arch = "x86_64")]
mod avx512_vnni {
    use super::{Matrix, PANEL};
    use std::arch::x86_64::*;

    tiles!("avx512bw,avx512vnni", 12 4 2 1);

    /// # Safety
    /// AVX-512 must be there.
    #[target_feature(enable = "avx512bw")]
    #[inline]
    pub(super) unsafe fn run(work: impl FnOnce()) {
        work();
    }

    /// # Safety
    /// The instructions must be there; `a` points to `R` rows of `k` values, `w` to a panel of `k` rows, `c` to `R` rows of sums.
    #[target_feature(enable = "avx512bw,avx512vnni")]
    #[inline]
    unsafe fn tile<const R: usize>(a: *const u8, stride: usize, w: *const i8, k: usize, c: *mut i32, columns: usize) {
        let mut sums = [_mm512_setzero_si512(); R];
        for i in (0..k).step_by(4) {
            // SAFETY: `i + 4 <= k` because `k` is a multiple of four.
            unsafe {
                let weights = _mm512_loadu_si512(w.add(i * PANEL).cast());
                for (r, sum) in sums.iter_mut().enumerate() {
                    let a = _mm512_set1_epi32(a.add(r * stride + i).cast::<i32>().read_unaligned());
                    *sum = _mm512_dpbusd_epi32(*sum, a, weights);
                }
            }
        }
        for (r, sum) in sums.iter().enumerate() {
            // SAFETY: each row of sums has room for a panel.
            unsafe { _mm512_storeu_si512(c.add(r * columns).cast(), *sum) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hash::mix;

    #[test]
    fn every_path_gives_the_same_sums() {
        for (count, stride, rows, columns) in
            [(1, 8, 8, 16), (7, 32, 96, 48), (13, 192, 576, 128), (4, 128, 128, 32), (6, 48, 48, 96)]
        {
            let weights: Vec<i8> = (0..rows * columns).map(|i| (mix(i as u64, 1) % 31) as i8 - 15).collect();
            let matrix = Matrix::new(weights.leak(), rows, columns).unwrap();
            let input: Vec<u8> = (0..(count - 1) * stride + rows).map(|i| (mix(i as u64, 2) % 128) as u8).collect();
            let mut plain = vec![1; count * columns];
            multiply(Path::Scalar, &input, stride, count, &matrix, &mut plain);
            for path in Path::all() {
                let mut fast = vec![2; count * columns];
                multiply(path, &input, stride, count, &matrix, &mut fast);
                assert_eq!(plain, fast, "{path:?}");
            }
        }
    }

    #[test]
    fn the_greatest_values_do_not_overflow() {
        // The sixteen rows of a block that go to one sum hold 258 together.
        for sign in [1, -1] {
            let column = |row: usize| sign * if row % BLOCK < 4 { 127 } else { i8::from(row % BLOCK < 8) * 2 };
            let weights: Vec<i8> = (0..64 * 16).map(|at| column(at / 64 * 4 + at % 4)).collect();
            assert!(Matrix::new(vec![sign * 17; 64 * 16].leak(), 64, 16).is_none());
            let matrix = Matrix::new(weights.leak(), 64, 16).unwrap();
            for path in Path::all() {
                let mut sums = [0; 16];
                multiply(path, &[127; 64], 64, 1, &matrix, &mut sums);
                assert_eq!(sums, [127 * i32::from(sign) * 2 * (4 * 127 + 4 * 2); 16], "{path:?}");
            }
        }
    }
}
