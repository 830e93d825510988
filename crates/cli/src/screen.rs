//! Standard output and standard error: colour, width, messages, progress.

use crate::{
    args::{Color, LookArgs},
    fault::{Fault, Origin},
    messages::{count, say},
};
use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};
use svodka::{Language, Look, Paint};

/// Columns of a page that goes to no terminal.
const PAGE: u16 = 80;
/// Columns beyond which lines are hard to read.
const WIDEST: u16 = 100;

/// How pages look on this standard output.
pub(crate) fn look(args: &LookArgs) -> Look {
    let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(terminal_size::Width(columns), _)| columns.min(WIDEST));
    let width = args.width.or_else(terminal).unwrap_or(PAGE);
    let paint = match choice(args.color) {
        ColorChoice::Never => Paint::Plain,
        _ => Paint::Ansi,
    };
    Look { width: usize::from(width), paint, language: args.lang.language(), min_confidence: args.min_confidence }
}

fn choice(color: Color) -> ColorChoice {
    match color {
        Color::Auto => AutoStream::choice(&io::stdout()),
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
}

/// Where pages and records go. The stream lets escape codes through or turns them into what the terminal knows.
pub(crate) fn output(color: Color) -> impl Write {
    io::BufWriter::with_capacity(1 << 16, AutoStream::new(io::stdout().lock(), choice(color)))
}

/// Standard output for what has no colours.
pub(crate) fn plain_output() -> impl Write {
    io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// How long work may take before it shows a bar.
const PATIENCE: Duration = Duration::from_millis(700);

/// Messages, progress and the last line, all on standard error.
pub(crate) struct Report {
    language: Language,
    bar: ProgressBar,
    hidden: bool,
    begun: Instant,
    reports: usize,
    events: usize,
    faults: usize,
}

impl Report {
    /// `size` is what there is to be read, in bytes, where known.
    pub(crate) fn new(language: Language, size: Option<u64>) -> Report {
        let bar = ProgressBar::with_draw_target(size, ProgressDrawTarget::hidden());
        let template = if size.is_some() { "{bar:30} {percent:>3} % · {msg} · {eta}" } else { "{spinner} {bytes} · {msg}" };
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("━╸ "));
        // A bar and a page on the same terminal would write over each other.
        let hidden = !io::stderr().is_terminal() || io::stdout().is_terminal();
        Report { language, bar, hidden, begun: Instant::now(), reports: 0, events: 0, faults: 0 }
    }

    /// One report is done.
    pub(crate) fn done(&mut self, events: usize) {
        self.reports += 1;
        self.events += events;
    }

    /// Some of the input is taken up.
    pub(crate) fn advance(&mut self, bytes: u64) {
        self.bar.inc(bytes);
        if self.hidden || self.begun.elapsed() < PATIENCE {
            return;
        }
        if self.bar.is_hidden() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_message(self.tally());
    }

    /// Something is wrong with an input.
    pub(crate) fn fault(&mut self, origin: &Origin, fault: &Fault) {
        self.complain(&format!("{}: {}", origin.name(self.language), fault.words(origin, self.language)));
    }

    /// Says that something is wrong, and counts it.
    pub(crate) fn complain(&mut self, words: &str) {
        self.faults += 1;
        let language = self.language;
        self.bar.suspend(|| error(words, language));
    }

    /// The last line, where somebody watches or something went wrong; true when nothing did.
    pub(crate) fn finish(self) -> bool {
        self.bar.finish_and_clear();
        let watched = io::stderr().is_terminal() && (self.reports != 1 || self.begun.elapsed() >= PATIENCE);
        if watched || self.faults > 0 {
            let seconds = format!("{:.1}", self.begun.elapsed().as_secs_f64());
            let mut line = self.tally();
            if self.faults > 0 {
                line = format!("{line}, {}", count("counts.errors", self.language, self.faults));
            }
            line = format!("{line}, {}", say("counts.seconds", self.language, &[("n", &seconds)]));
            // Nobody is left to be told when standard error is closed.
            let _ = writeln!(anstream::stderr(), "svodka: {line}");
        }
        self.faults == 0
    }

    fn tally(&self) -> String {
        format!(
            "{}, {}",
            count("counts.reports", self.language, self.reports),
            count("counts.events", self.language, self.events)
        )
    }
}

/// A line on standard error.
pub(crate) fn error(words: &str, language: Language) {
    let _ = writeln!(anstream::stderr(), "svodka: {}: {words}", say("error", language, &[]));
}

/// A hint for somebody who sits before an empty terminal.
pub(crate) fn hint_if_typing(language: Language) {
    if io::stdin().is_terminal() {
        let _ = writeln!(anstream::stderr(), "svodka: {}", say("waiting", language, &[]));
    }
}
