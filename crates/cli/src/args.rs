//! The command line.

use crate::{
    input::{Given, Inputs, published},
    messages,
};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::{num::NonZeroUsize, path::PathBuf};
use svodka::Language;

/// Reads Russian news reports and writes the chronicle of a crisis: who did what to whom, when, where, how many, and
/// according to whom.
#[derive(Debug, Parser)]
#[command(name = "svodka", version, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and write their events
    ///
    /// Exit code: 0 when all was read, 1 when an input had a fault (it is named on standard error, the others are read all the
    /// same), 2 for a command line that makes no sense.
    Read(Read),
    /// Show for each event which words, frame, slot and anchor gave each of its fields
    Explain(Explain),
    /// Measure the reader on reports that you annotated
    ///
    /// Holds what is read in each report against its annotation and writes how well events, roles, times, sources, counts, names and
    /// places agree, each figure with its 95 % interval. docs/eval.md tells how to annotate and what the figures mean.
    ///
    /// Exit code: 0 when all was scored, 1 when an annotation had a fault (it is named on standard error, the rest is scored all
    /// the same), 2 for a command line that makes no sense.
    Eval(Eval),
}

/// What to read.
#[derive(Debug, Args)]
pub(crate) struct InputArgs {
    /// Files or folders (walked in order of name, .txt, .jsonl and .ndjson); `-` or none is standard input
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Form of the input [default: jsonl for .jsonl and .ndjson and where the first line is an object with a "text", else text]
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) input: Option<Form>,
    /// When the reports were published, where they do not say so themselves: 2022-01-05 or 2022-01-05T18:30:00+06:00
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<String>,
    /// Who published the reports, where they do not say so themselves
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Headline of a plain text; put before it unless the text begins with it
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
}

impl InputArgs {
    pub(crate) fn inputs(self) -> Inputs {
        let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let given = Given { published: self.published, outlet: filled(self.outlet), title: filled(self.title) };
        Inputs { paths: if self.inputs.is_empty() { vec![PathBuf::from("-")] } else { self.inputs }, form: self.input, given }
    }
}

/// How to show it.
#[derive(Debug, Args)]
pub(crate) struct LookArgs {
    /// Leave out events less certain than this, from 0 to 1
    #[arg(long, value_name = "FROM", default_value_t = 0.0, value_parser = confidence)]
    pub(crate) min_confidence: f32,
    /// Colour of the text form; auto follows the terminal and NO_COLOR
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(crate) color: Color,
    /// Columns of the text form [default: those of the terminal, at most 100; else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(20..=1000))]
    pub(crate) width: Option<u16>,
    /// Language of labels and messages; auto follows LC_ALL, LC_MESSAGES and LANG
    #[arg(long, value_enum, value_name = "LANGUAGE", default_value_t = Lang::Auto)]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Form of the output [default: text on a terminal, jsonl otherwise]
    #[arg(long, short, value_enum, value_name = "FORM")]
    pub(crate) format: Option<Format>,
    /// Reports read at a time; the output is the same for any number [default: one a core]
    #[arg(long, short = 'j', value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) look: LookArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// Only this event, by the identifier that `svodka read` gives it
    #[arg(long, short, value_name = "ID", value_parser = event)]
    pub(crate) event: Option<u32>,
    /// Only the report with this identifier
    #[arg(long, value_name = "ID")]
    pub(crate) report: Option<String>,
    #[command(flatten)]
    pub(crate) look: LookArgs,
}

#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// Folder with annotations NAME.gold.json, or one such file
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    /// Folder with the texts NAME.txt [default: where the annotations are, or a folder `texts` in it or beside it]
    #[arg(long, value_name = "DIR")]
    pub(crate) texts: Option<PathBuf>,
    /// Form of the output
    #[arg(long, short, value_enum, value_name = "FORM", default_value_t = TableFormat::Text)]
    pub(crate) format: TableFormat,
    /// List every difference, with what was expected and what was read (as TSV: instead of the figures)
    #[arg(long)]
    pub(crate) errors: bool,
    /// Show the figures of each report too
    #[arg(long)]
    pub(crate) per_report: bool,
    /// Reports read at a time; the output is the same for any number [default: one a core]
    #[arg(long, short = 'j', value_name = "N", value_parser = threads)]
    pub(crate) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(crate) look: LookArgs,
}

/// Form of an evaluation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    /// A table for people
    Text,
    /// One object
    Json,
    /// Cells parted by tabs, with a head
    Tsv,
}

/// Form of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// One report, plain text
    Text,
    /// One report a line: an object with "text" and perhaps id, title, published, outlet, url, lang
    Jsonl,
}

/// Form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A chronicle for people
    Text,
    /// One record a line
    Jsonl,
    /// Tokens to dependencies
    Conllu,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    Auto,
    En,
    Ru,
}

impl Lang {
    pub(crate) fn language(self) -> Language {
        match self {
            Lang::Auto => messages::locale(),
            Lang::En => Language::English,
            Lang::Ru => Language::Russian,
        }
    }
}

fn date(text: &str) -> Result<String, String> {
    published::normalize(text).ok_or_else(|| "no date of publication: write 2022-01-05 or 2022-01-05T18:30:00+06:00".to_owned())
}

fn confidence(text: &str) -> Result<f32, String> {
    let value: Option<f32> = text.parse().ok();
    value.filter(|value| (0.0..=1.0).contains(value)).ok_or_else(|| "write a number from 0 to 1".to_owned())
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    let value: Option<NonZeroUsize> = text.parse().ok();
    value.filter(|n| n.get() <= 1024).ok_or_else(|| "write a number from 1 to 1024".to_owned())
}

/// «e7» to the index 6.
fn event(text: &str) -> Result<u32, String> {
    let number: Option<u32> = text.strip_prefix('e').unwrap_or(text).parse().ok();
    number.and_then(|n| n.checked_sub(1)).ok_or_else(|| "write an event as e7".to_owned())
}
