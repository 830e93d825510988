//! The file of weights, read in place.

use super::kernels::Matrix;
use crate::hash::digest;

const MAGIC: &[u8; 8] = b"svencod1";
/// Number of the feature set and layout: raise it with every change, so that old weights are refused.
const SCHEMA: u32 = 2;

/// The weights do not fit the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("weights of the encoder: {0}")]
pub struct EncoderError(pub(super) &'static str);

/// Reads numbers and tables off the front of a file.
pub(super) struct Cursor(&'static [u8]);

impl Cursor {
    /// The content of a file after its head: magic, schema and the digest of the rest.
    pub(super) fn open(file: &'static [u8]) -> Result<Cursor, EncoderError> {
        let mut cursor = Cursor(file);
        if cursor.take(MAGIC.len())? != MAGIC || cursor.count()? != SCHEMA as usize {
            return Err(EncoderError("it is of another version"));
        }
        let wanted = cursor.take(8)?.iter().rev().fold(0, |n, &b| n << 8 | u64::from(b));
        if digest(cursor.0) != wanted {
            return Err(EncoderError("it is damaged"));
        }
        Ok(cursor)
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'static [u8], EncoderError> {
        let (front, rest) = self.0.split_at_checked(length).ok_or(EncoderError("it ends too early"))?;
        self.0 = rest;
        Ok(front)
    }

    pub(super) fn count(&mut self) -> Result<usize, EncoderError> {
        Ok(self.take(4)?.iter().rev().fold(0, |n, &b| n << 8 | usize::from(b)))
    }

    /// Signed bytes: a table that is used where it lies.
    pub(super) fn bytes(&mut self, length: usize) -> Result<&'static [i8], EncoderError> {
        Ok(super::kernels::signed(self.take(length)?))
    }

    pub(super) fn floats(&mut self, count: usize) -> Result<Vec<f32>, EncoderError> {
        let list: Vec<f32> =
            self.take(count.saturating_mul(4))?.as_chunks::<4>().0.iter().map(|&b| f32::from_le_bytes(b)).collect();
        if list.iter().all(|f| f.is_finite()) { Ok(list) } else { Err(EncoderError("a number is not finite")) }
    }

    pub(super) fn integers(&mut self, count: usize) -> Result<Vec<i32>, EncoderError> {
        Ok(self.take(count.saturating_mul(4))?.as_chunks::<4>().0.iter().map(|&b| i32::from_le_bytes(b)).collect())
    }

    pub(super) fn hashes(&mut self, count: usize) -> Result<Vec<u64>, EncoderError> {
        Ok(self.take(count.saturating_mul(8))?.as_chunks::<8>().0.iter().map(|&b| u64::from_le_bytes(b)).collect())
    }

    pub(super) fn matrix(&mut self, rows: usize, columns: usize) -> Result<Matrix, EncoderError> {
        let weights = self.bytes(rows.saturating_mul(columns))?;
        Matrix::new(weights, rows, columns).ok_or(EncoderError("a matrix is wrong"))
    }

    pub(super) fn layer(&mut self, rows: usize, columns: usize) -> Result<Layer, EncoderError> {
        Ok(Layer { matrix: self.matrix(rows, columns)?, scales: self.floats(columns)?, biases: self.floats(columns)? })
    }

    pub(super) fn end(&self) -> Result<(), EncoderError> {
        if self.0.is_empty() { Ok(()) } else { Err(EncoderError("it is too long")) }
    }
}

/// A matrix of small integers with what makes its sums real numbers again.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) matrix: Matrix,
    scales: Vec<f32>,
    biases: Vec<f32>,
}

impl Layer {
    /// The value of every sum of a row: one product and one sum in single precision, each rounded, on every processor.
    #[inline(always)]
    pub(super) fn values<'a>(&'a self, sums: &'a [i32]) -> impl Iterator<Item = f32> + 'a {
        sums.iter().zip(&self.scales).zip(&self.biases).map(|((&sum, &scale), &bias)| sum as f32 * scale + bias)
    }
}

/// The nearest integer, to even where two are as near. Far out values are cut.
#[inline(always)]
pub(super) fn round(value: f32) -> i32 {
    // From 2^23 on the last bit of a single-precision number is a one, so that the sum rounds; this is vectorised where
    // `round_ties_even` is a call.
    const SHIFT: f32 = 12_582_912.0;
    (value.clamp(-2e6, 2e6) + SHIFT).to_bits() as i32 - SHIFT.to_bits() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_to_even() {
        for value in [0.0f32, 0.5, 1.5, -0.5, -1.5, 2.4, -2.6, 127.5, 1e5, -1e6] {
            assert_eq!(round(value), value.round_ties_even() as i32, "{value}");
        }
    }

    #[test]
    fn refuses_other_files() {
        for file in [&b""[..], b"svencod1", b"svencod2\0\0\0\0\0\0\0\0\0\0\0\0", b"svencod1\x01\0\0\0\0\0\0\0\0\0\0\0"] {
            assert!(Cursor::open(file).is_err());
        }
    }
}
