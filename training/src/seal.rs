//! Completes a file of weights.

use anyhow::{Context, Result};
use svodka_reader::{encoder::Encoder, hash::digest};

/// Length of the head: magic, schema and digest.
const HEAD: usize = 20;

/// Writes the digest of the content into the head of a file of weights, and checks that the reader takes it.
pub(crate) fn seal(path: &str) -> Result<()> {
    let mut file = std::fs::read(path).with_context(|| path.to_owned())?;
    let digest = digest(file.get(HEAD..).context("the file is too short")?);
    file[HEAD - 8..HEAD].copy_from_slice(&digest.to_le_bytes());
    std::fs::write(path, &file)?;
    Encoder::read(file.leak())?;
    Ok(())
}
