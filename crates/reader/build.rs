//! Compiles the data folder into one blob, so that a fault in the data stops the build with its path and line.

use std::{env, fs, path::Path, process::exit};

fn main() {
    let data = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("data");
    println!("cargo::rerun-if-changed={}", data.display());
    match svodka_lexicon::compile(&data) {
        Ok(lexicon) => {
            let out = Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("lexicon.bin");
            fs::write(out, lexicon.to_bytes()).expect("the build folder is writable");
        }
        Err(error) => {
            println!("cargo::error={}", error.to_string().replace('\n', "\ncargo::error="));
            exit(1);
        }
    }
}
