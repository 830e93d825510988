//! How the weights are made.
#![allow(clippy::print_stdout)]

mod names;

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.split_first() {
        Some((what, rest)) if what == "names" => names::run(rest),
        _ => anyhow::bail!("usage: svodka-training names …"),
    }
}
