//! Files, folders and standard input to reports, one at a time and in order.

mod jsonl;
pub(crate) mod published;
mod walk;

use crate::{
    args::Form,
    fault::{Fault, Origin},
};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow::{self, Continue},
    path::{Path, PathBuf},
    sync::Arc,
};
use svodka::Report;

/// What the command line gives for every report that does not say otherwise.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given {
    pub(crate) published: Option<String>,
    pub(crate) outlet: Option<String>,
    /// For plain text only: reports of a JSONL file bring their own.
    pub(crate) title: Option<String>,
}

/// What comes out of the inputs.
pub(crate) struct Arrival {
    pub(crate) origin: Origin,
    pub(crate) content: Result<Report, Fault>,
    /// How much of the input was taken up for it.
    pub(crate) bytes: u64,
}

/// Inputs and how to take them.
#[derive(Clone, Debug)]
pub(crate) struct Inputs {
    /// Files and folders; `-` is standard input, and so is an empty list.
    pub(crate) paths: Vec<PathBuf>,
    /// The form of the input, where it is not to be told from its name or its first line.
    pub(crate) form: Option<Form>,
    pub(crate) given: Given,
}

/// Takes an arrival; breaks when no more are wanted.
type Sink<'s> = &'s mut dyn FnMut(Arrival) -> ControlFlow<()>;

impl Inputs {
    /// Hands every report and every fault to `sink`, in order.
    pub(crate) fn each(&self, sink: Sink<'_>) -> ControlFlow<()> {
        if self.is_stdin_alone() {
            return self.stdin(sink);
        }
        for path in &self.paths {
            if path.as_os_str() == "-" {
                self.stdin(sink)?;
                continue;
            }
            for file in walk::files(path) {
                match file {
                    Ok(file) => self.file(&file, sink)?,
                    Err((at, fault)) => sink(arrival(origin(&at), Err(fault), 0))?,
                }
            }
        }
        Continue(())
    }

    /// True when there is nothing to read but standard input.
    pub(crate) fn is_stdin_alone(&self) -> bool {
        self.paths.iter().all(|path| path.as_os_str() == "-")
    }

    /// Bytes to be read, where that is known before reading.
    pub(crate) fn size(&self) -> Option<u64> {
        if self.paths.is_empty() {
            return None;
        }
        let mut all = 0;
        for path in &self.paths {
            for file in walk::files(path).into_iter().flatten() {
                let found = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
                all += found.len();
            }
        }
        Some(all)
    }

    fn stdin(&self, sink: Sink<'_>) -> ControlFlow<()> {
        self.source(Origin { path: None, line: None }, self.form, &mut io::stdin().lock(), sink)
    }

    fn file(&self, path: &Path, sink: Sink<'_>) -> ControlFlow<()> {
        let form = self.form.or_else(|| walk::is_jsonl(path).then_some(Form::Jsonl));
        match File::open(path) {
            Ok(file) => self.source(origin(path), form, &mut BufReader::with_capacity(1 << 16, file), sink),
            Err(error) => sink(arrival(origin(path), Err(Fault::Io(error)), 0)),
        }
    }

    /// One file or stream, whose form shows in its first line unless it is known.
    fn source(&self, origin: Origin, form: Option<Form>, input: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
        let mut start = Vec::new();
        if let Err(error) = read_to_content(input, &mut start) {
            return sink(arrival(origin, Err(Fault::Io(error)), 0));
        }
        let blank = start.iter().all(u8::is_ascii_whitespace) || start == BOM;
        if blank {
            return sink(arrival(origin, Err(Fault::Empty), start.len() as u64));
        }
        match form.unwrap_or_else(|| sniff(&start)) {
            Form::Jsonl => self.lines(origin, &mut start.chain(input), sink),
            Form::Text => self.text(origin, start, input, sink),
        }
    }

    fn text(&self, origin: Origin, mut bytes: Vec<u8>, input: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
        if let Err(error) = input.read_to_end(&mut bytes) {
            return sink(arrival(origin, Err(Fault::Io(error)), 0));
        }
        let size = bytes.len() as u64;
        let report = utf8(bytes).and_then(|text| {
            if text.trim().is_empty() {
                return Err(Fault::Empty);
            }
            let Given { published, outlet, title } = self.given.clone();
            fits(titled(Report { title, published, outlet, text, ..Report::default() }))
        });
        sink(arrival(origin, report, size))
    }

    fn lines(&self, origin: Origin, input: &mut dyn BufRead, sink: Sink<'_>) -> ControlFlow<()> {
        for number in 1.. {
            let at = Origin { line: Some(number), ..origin.clone() };
            let mut line = Vec::new();
            match input.read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => return sink(arrival(at, Err(Fault::Io(error)), 0)),
            }
            let size = line.len() as u64;
            let parsed = match utf8(line) {
                Ok(line) if line.trim().is_empty() => continue,
                Ok(line) => jsonl::parse(line.trim_end_matches(['\n', '\r']), &self.given),
                Err(fault) => Err(fault),
            };
            match parsed {
                Ok((report, fault)) => {
                    if let Some(fault) = fault {
                        sink(arrival(at.clone(), Err(fault), 0))?;
                    }
                    sink(arrival(at, fits(report), size))?;
                }
                Err(fault) => sink(arrival(at, Err(fault), size))?,
            }
        }
        Continue(())
    }
}

/// The whole of one file as text.
pub(crate) fn file_text(path: &Path) -> Result<String, Fault> {
    let text = utf8(std::fs::read(path).map_err(Fault::Io)?)?;
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    if u32::try_from(text.len()).is_ok() { Ok(text) } else { Err(Fault::TooLong) }
}

pub(crate) fn origin(path: &Path) -> Origin {
    Origin { path: Some(Arc::from(path.to_string_lossy())), line: None }
}

fn arrival(origin: Origin, content: Result<Report, Fault>, bytes: u64) -> Arrival {
    Arrival { origin, content, bytes }
}

/// Lines up to the first that holds more than white space.
fn read_to_content(input: &mut dyn BufRead, start: &mut Vec<u8>) -> io::Result<()> {
    let mut from = 0;
    while input.read_until(b'\n', start)? > 0 {
        if start.iter().skip(from).any(|b| !b.is_ascii_whitespace()) {
            break;
        }
        from = start.len();
    }
    Ok(())
}

/// A line that begins an object with a text is JSONL, whether or not it is sound.
fn sniff(start: &[u8]) -> Form {
    let line = start.strip_prefix(BOM).unwrap_or(start).trim_ascii();
    let keyed = line.windows(6).any(|key| key == b"\"text\"");
    if line.starts_with(b"{") && keyed { Form::Jsonl } else { Form::Text }
}

/// The byte order mark that some editors put before UTF-8.
const BOM: &[u8] = "\u{FEFF}".as_bytes();

/// The text without a byte order mark.
fn utf8(mut bytes: Vec<u8>) -> Result<String, Fault> {
    let mark = if bytes.starts_with(BOM) { BOM.len() } else { 0 };
    bytes.drain(..mark);
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Fault::NotUtf8(mark + at, error.as_bytes().get(at).copied().unwrap_or_default())
    })
}

/// A report that spans of 32 bits can address.
fn fits(report: Report) -> Result<Report, Fault> {
    if u32::try_from(report.text.len()).is_ok() { Ok(report) } else { Err(Fault::TooLong) }
}

/// The report with its title before its text, unless the text begins with it.
fn titled(mut report: Report) -> Report {
    if let Some(title) = &report.title {
        let title = title.trim();
        if !title.is_empty() && !report.text.trim_start().starts_with(title) {
            report.text = format!("{title}\n\n{}", report.text);
        }
    }
    report
}
