//! The `svodka` command.

fn main() {}
