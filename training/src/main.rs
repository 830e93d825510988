#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]
//! Makes and measures the weights of the reader's learned layers. See `README.md`.

use anyhow::{Context, Result, bail};

mod arrays;
mod clock;
mod conllu;
mod corpora;
mod cut;
mod read;
mod readings;
mod seal;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["cut", text, out] => cut::cut(text, out).context("cut"),
        ["arrays", out, vocabulary, corpora @ ..] => arrays::run(out, vocabulary, corpora).context("arrays"),
        ["seal", weights] => seal::seal(weights).context("seal"),
        ["read", weights, text, out] => read::read(weights, text, out).context("read"),
        _ => bail!(
            "usage: svodka-training cut TEXT.txt OUT.conllu | arrays OUT VOCABULARY.txt [--exclude DIR] KIND:NAME=PATH… | seal WEIGHTS | read WEIGHTS TEXT.txt OUT.conllu"
        ),
    }
}
