//! The `svodka` command.

mod args;
mod eval;
mod explain;
mod fault;
mod input;
mod messages;
mod read;
mod reading;
mod screen;

use args::{Cli, Command};
use clap::Parser;
use std::{io, process::ExitCode};

/// Reading makes many small lists that live no longer than their report.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let command = Cli::parse().command;
    let language = match &command {
        Command::Read(read) => read.look.lang.language(),
        Command::Explain(explain) => explain.look.lang.language(),
        Command::Eval(eval) => eval.look.lang.language(),
    };
    let outcome = match command {
        Command::Read(args) => read::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Eval(args) => eval::run(args),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => match error.downcast_ref::<io::Error>() {
            // Whoever reads the output has seen enough: `svodka read … | head`.
            Some(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
            Some(error) => {
                screen::error(&messages::say("output", language, &[("why", error)]), language);
                ExitCode::FAILURE
            }
            None => {
                screen::error(&format!("{error:#}"), language);
                ExitCode::FAILURE
            }
        },
    }
}
