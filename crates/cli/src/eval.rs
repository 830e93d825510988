//! `svodka eval`: annotated reports in, a table of figures out.

use crate::{
    args::{self, TableFormat},
    fault::Fault,
    input::{file_text, origin, published},
    reading::{self, load},
    screen,
};
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::{
    fs,
    io::Write,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    thread,
};
use svodka::{
    Language, Look, Reader, Report,
    eval::{self, Annotation, Evaluation, Scored, Show},
};

/// How the name of an annotation ends.
const GOLD: &str = ".gold.json";

/// Runs the command; false when an annotation had a fault.
pub(crate) fn run(args: args::Eval) -> Result<bool> {
    let look = screen::look(&args.look);
    let mut report = screen::Report::new(look.language, None);
    let files = match files(&args.gold) {
        Ok(files) => files,
        Err(fault) => {
            report.fault(&origin(&args.gold), &fault);
            return Ok(report.finish());
        }
    };
    let reader = load(look.language)?;
    let threads = args.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("threads")?;
    let desk = Desk { reader: &reader, texts: args.texts.as_deref(), look: &look };
    let done: Vec<Paper> = pool.install(|| files.par_iter().map(|file| desk.paper(file)).collect());
    let mut scored = Vec::new();
    for Paper { faults, outcome } in done {
        faults.iter().for_each(|fault| report.complain(fault));
        if let Some((outcome, events)) = outcome {
            report.done(events);
            scored.push(outcome);
        }
    }
    if !scored.is_empty() {
        let mut output = screen::output(args.look.color);
        output.write_all(page(&args, Evaluation::new(scored), &look).as_bytes())?;
        output.flush()?;
    }
    Ok(report.finish())
}

fn page(args: &args::Eval, evaluation: Evaluation, look: &Look) -> String {
    let show = Show { reports: args.per_report, differences: args.errors };
    match args.format {
        TableFormat::Text => eval::to_text(&evaluation, show, look),
        TableFormat::Json => eval::to_json(&evaluation, show),
        TableFormat::Tsv => eval::to_tsv(&evaluation, show),
    }
}

/// The annotations that a path stands for: itself, or those that lie in the folder, sorted by name.
fn files(path: &Path) -> Result<Vec<PathBuf>, Fault> {
    if !fs::metadata(path).map_err(Fault::Io)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(Fault::Io)? {
        let entry = entry.map_err(Fault::Io)?;
        if entry.file_name().to_string_lossy().ends_with(GOLD) {
            files.push(entry.path());
        }
    }
    files.sort();
    if files.is_empty() { Err(Fault::NoGold) } else { Ok(files) }
}

/// What came of one annotation: what is wrong with it, and what its report scored, with the number of events read.
#[derive(Default)]
struct Paper {
    faults: Vec<String>,
    outcome: Option<(Scored, usize)>,
}

/// What is needed to score a report.
struct Desk<'a> {
    reader: &'a Reader,
    texts: Option<&'a Path>,
    look: &'a Look,
}

impl Desk<'_> {
    fn paper(&self, file: &Path) -> Paper {
        let mut paper = Paper::default();
        match self.scored(file, &mut paper.faults) {
            Ok(outcome) => paper.outcome = outcome,
            Err((at, fault)) => paper.faults.push(at_fault(&at, &fault, self.look.language)),
        }
        paper
    }

    /// Reads and scores one report; `None` for an annotation that nothing can be held against.
    fn scored(&self, file: &Path, faults: &mut Vec<String>) -> Result<Option<(Scored, usize)>, (PathBuf, Fault)> {
        let language = self.look.language;
        let told = |fault: &eval::Fault| format!("{}: {}", origin(file).name(language), fault.words(language));
        let at = |path: &Path| {
            let path = path.to_owned();
            |fault| (path, fault)
        };
        let annotation = match Annotation::parse(&file_text(file).map_err(at(file))?) {
            Ok(annotation) => annotation,
            Err(fault) => {
                faults.push(told(&fault));
                return Ok(None);
            }
        };
        let name = name(file);
        let path = self.text_of(file, &name).ok_or_else(|| (file.to_owned(), Fault::NoGoldText(name.clone())))?;
        let text = file_text(&path).map_err(at(&path))?;
        let (gold, wrong) = annotation.resolve(&text);
        faults.extend(wrong.iter().map(told));
        let published = annotation.published().and_then(|date| {
            let normal = published::normalize(date);
            if normal.is_none() {
                faults.push(at_fault(file, &Fault::Published(date.to_owned()), language));
            }
            normal
        });
        let outlet = annotation.outlet().map(str::to_owned);
        let report = Report { id: Some(name.clone()), published, outlet, text, ..Report::default() };
        let score = || {
            let doc = self.reader.read(report);
            let scored = eval::score(&name, &gold, &doc, self.look.min_confidence);
            let events = scored.tally.read as usize;
            (scored, events)
        };
        reading::guarded(score).map(Some).map_err(at(&path))
    }

    /// The text of an annotation: where the user says, beside it, in a folder `texts` beside it or beside its folder.
    fn text_of(&self, file: &Path, name: &str) -> Option<PathBuf> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let places = [folder.to_owned(), folder.join("texts"), folder.join("../texts")];
        let places = self.texts.map(Path::to_owned).into_iter().chain(places);
        places.map(|folder| folder.join(format!("{name}.txt"))).find(|path| path.is_file())
    }
}

/// The name that an annotation shares with its text.
fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let bare = name.strip_suffix(GOLD).or_else(|| name.strip_suffix(".json")).unwrap_or(&name);
    bare.to_owned()
}

fn at_fault(path: &Path, fault: &Fault, language: Language) -> String {
    let origin = origin(path);
    format!("{}: {}", origin.name(language), fault.words(&origin, language))
}
