//! `svodka explain`: why each field of an event is what it is.

use crate::{
    args,
    messages::say,
    reading::{self, load},
    screen::{self, Report},
};
use anyhow::Result;
use std::{
    io::{self, Write},
    ops::ControlFlow,
};
use svodka::{Document, explain, model::EventId};

/// Runs the command; false when an input had a fault or what was asked for does not exist.
pub(crate) fn run(args: args::Explain) -> Result<bool> {
    let look = screen::look(&args.look);
    let inputs = args.input.inputs();
    let reader = load(look.language)?;
    if inputs.is_stdin_alone() {
        screen::hint_if_typing(look.language);
    }
    let mut report = Report::new(look.language, inputs.size());
    let mut output = screen::output(args.look.color);
    let mut found = args.report.is_none();
    let mut written: io::Result<()> = Ok(());
    let mut first = true;
    let _ = inputs.each(&mut |arrival| {
        let content = match arrival.content {
            Ok(content) if args.report.is_some() && content.id != args.report => return ControlFlow::Continue(()),
            content => content,
        };
        let doc = match content.and_then(|content| reading::guarded(|| reader.read(content))) {
            Ok(doc) => doc,
            Err(fault) => {
                report.fault(&arrival.origin, &fault);
                return ControlFlow::Continue(());
            }
        };
        found = true;
        report.done(doc.events.len());
        report.advance(arrival.bytes);
        if let Some(event) = args.event
            && event as usize >= doc.events.len()
        {
            let name = arrival.origin.name(look.language);
            let words = say("no-event", look.language, &[("event", &format_args!("e{}", event + 1)), ("n", &doc.events.len())]);
            report.complain(&format!("{name}: {words}"));
            return ControlFlow::Continue(());
        }
        for event in chosen(&doc, args.event, look.min_confidence) {
            let gap = if first { "" } else { "\n" };
            first = false;
            let page = explain::to_text(&reader, &doc, event, &look);
            written = write!(output, "{gap}{page}");
            if written.is_err() {
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    });
    written.and_then(|()| output.flush())?;
    if let Some(id) = args.report.filter(|_| !found) {
        report.complain(&say("no-report", look.language, &[("id", &id)]));
    }
    Ok(report.finish())
}

/// The event that was asked for, else every event that is certain enough.
fn chosen(doc: &Document, event: Option<u32>, min_confidence: f32) -> Vec<EventId> {
    match event {
        Some(event) => vec![EventId(event)],
        None => (0..doc.events.len()).filter(|&e| doc.events[e].confidence >= min_confidence).map(EventId::from).collect(),
    }
}
