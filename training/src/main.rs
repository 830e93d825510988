#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]
//! Makes and measures the weights of the reader's learned layers. See `README.md`.

use anyhow::{Context, Result, bail};

mod arrays;
mod clock;
mod conllu;
mod cut;
mod learner;
mod names;
mod parser;
mod read;
mod tagger;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["cut", text, out] => cut::cut(text, out).context("cut"),
        ["tagger", out, epochs, corpora @ ..] => tagger::train(out, epochs.parse()?, corpora).context("tagger"),
        ["parser", tagger, actions, labels, epochs, corpora @ ..] => {
            parser::train(tagger, actions, labels, epochs.parse()?, corpora).context("parser")
        }
        ["arrays", out, vocabulary, rest @ ..] => arrays::run(out, vocabulary, rest).context("arrays"),
        ["names", rest @ ..] => names::run(rest).context("names"),
        ["read", weights, text, out] => read::read(weights, text, out).context("read"),
        _ => bail!(
            "usage: svodka-training cut TEXT.txt OUT.conllu | tagger OUT.weights EPOCHS CORPUS.conllu… | parser TAGGER.weights ACTIONS.weights LABELS.weights EPOCHS CORPUS.conllu… | names … | read WEIGHTS TEXT.txt OUT.conllu"
        ),
    }
}
