//! Chores of the project: `cargo xtask resources` compiles the bundled resources from public packages.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod gazetteer;
mod packages;

use anyhow::{Result, bail};
use std::path::Path;

fn main() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace holds this crate");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["resources"] => gazetteer::compile(root),
        _ => bail!("usage: cargo xtask resources"),
    }
}
