//! `svodka read`: reports in, records, pages or trees out, in order.

use crate::{
    args::{self, Format},
    fault::Fault,
    input::{Arrival, Inputs},
    reading::{self, load},
    screen,
};
use anyhow::{Context, Result};
use rayon::prelude::*;
use std::{
    io::{self, IsTerminal, Write},
    num::NonZeroUsize,
    ops::ControlFlow,
    sync::mpsc::{Receiver, sync_channel},
    thread,
};
use svodka::{Document, Look, Reader, Report, chronicle, conllu, record};

/// Reports that wait for each thread: groups enough that no thread idles while another reads a long one.
const BATCH: usize = 4 * GROUP;
/// Reports that one thread reads together.
const GROUP: usize = 16;
/// Bytes of text after which a batch is full, however few its reports.
const FULL: u64 = 8 << 20;

/// Runs the command; false when an input had a fault.
pub(crate) fn run(args: args::Read) -> Result<bool> {
    let look = screen::look(&args.look);
    let format = args.format.unwrap_or(if io::stdout().is_terminal() { Format::Text } else { Format::Jsonl });
    let inputs = args.input.inputs();
    let reader = load(look.language)?;
    if inputs.is_stdin_alone() {
        screen::hint_if_typing(look.language);
    }
    let threads = args.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("threads")?;
    let mut report = screen::Report::new(look.language, inputs.size());
    let mut output: Box<dyn Write> = match format {
        Format::Text => Box::new(screen::output(args.look.color)),
        Format::Jsonl | Format::Conllu => Box::new(screen::plain_output()),
    };
    // One file is a page of its own; of several, each is headed by its name.
    let named =
        format == Format::Text && !(inputs.paths.len() == 1 && inputs.paths.iter().all(|p| p.is_file() || p.as_os_str() == "-"));
    let arrivals = arrivals(inputs, threads);
    let mut first = true;
    while let Some(batch) = batch(&arrivals, threads) {
        let render = |group: Vec<Arrival>| rendered(&reader, group, format, &look);
        let done: Vec<Rendered> = pool.install(|| batch.into_par_iter().chunks(GROUP).flat_map_iter(render).collect());
        for Rendered { arrival, pages } in done {
            match pages {
                Ok((text, events)) => {
                    if format == Format::Text {
                        if !first {
                            output.write_all(b"\n\n")?;
                        }
                        if named || arrival.0.line.is_some() {
                            writeln!(output, "{}", arrival.0.name(look.language))?;
                        }
                    }
                    output.write_all(text.as_bytes())?;
                    first = false;
                    report.done(events);
                }
                Err(fault) => report.fault(&arrival.0, &fault),
            }
            report.advance(arrival.1);
        }
        // What has been read can be seen, though more may be long in coming.
        output.flush()?;
    }
    output.flush()?;
    Ok(report.finish())
}

/// The inputs, taken up by a thread of their own as far ahead as the channel is long.
fn arrivals(inputs: Inputs, threads: usize) -> Receiver<Arrival> {
    let (sender, receiver) = sync_channel(threads * BATCH);
    // Not joined: when the output is closed, nobody waits for an input that may never end.
    thread::spawn(move || {
        let _ = inputs.each(&mut |arrival| match sender.send(arrival) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        });
    });
    receiver
}

/// What has arrived by now, at least one; `None` at the end.
fn batch(arrivals: &Receiver<Arrival>, threads: usize) -> Option<Vec<Arrival>> {
    let mut batch = vec![arrivals.recv().ok()?];
    let mut bytes = batch[0].bytes;
    while batch.len() < threads * BATCH && bytes < FULL {
        let Ok(next) = arrivals.try_recv() else { break };
        bytes += next.bytes;
        batch.push(next);
    }
    Some(batch)
}

/// What is to be written for an arrival.
struct Rendered {
    /// Where it came from and how much of the input it took.
    arrival: (crate::fault::Origin, u64),
    /// The output and how many events it tells of.
    pages: Result<(String, usize), Fault>,
}

fn rendered(reader: &Reader, group: Vec<Arrival>, format: Format, look: &Look) -> Vec<Rendered> {
    let reports: Vec<&Report> = group.iter().filter_map(|arrival| arrival.content.as_ref().ok()).collect();
    let page = |doc: Document| (render(&doc, format, look), events(&doc, look));
    let read = |reports: &[&Report]| reader.read_many(reports.iter().copied().cloned()).into_iter().map(page).collect::<Vec<_>>();
    // Should one break off, the others are read without it.
    let pages: Vec<Result<_, Fault>> = match reading::guarded(|| read(&reports)) {
        Ok(pages) => pages.into_iter().map(Ok).collect(),
        Err(_) => reports.iter().map(|&report| reading::guarded(|| page(reader.read(report.clone())))).collect(),
    };
    let mut pages = pages.into_iter();
    let rendered = |Arrival { origin, content, bytes }| {
        let pages = content.and_then(|_| pages.next().unwrap_or(Err(Fault::Crashed)));
        Rendered { arrival: (origin, bytes), pages }
    };
    group.into_iter().map(rendered).collect()
}

fn events(doc: &Document, look: &Look) -> usize {
    doc.events.iter().filter(|event| event.confidence >= look.min_confidence).count()
}

fn render(doc: &Document, format: Format, look: &Look) -> String {
    match format {
        Format::Text => chronicle::to_text(doc, look),
        Format::Conllu => conllu::to_conllu(doc),
        Format::Jsonl => {
            let mut line = record::to_json_above(doc, look.min_confidence);
            line.push('\n');
            line
        }
    }
}
