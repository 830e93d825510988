//! Runs every example of the data files: a rule says what it is for by examples, and this is where they count.
//!
//! `data/known-failures.txt` names the examples that the reader does not get right yet. An example that fails and is not
//! named there fails the test, and so does one that is named there and passes: the list only ever shrinks.
//! `SVODKA_BLESS=1 cargo test -p svodka-reader --test examples` writes it anew.
//! `SVODKA_EXPLAIN=FILE cargo test …` writes for each failure what was read instead, with the tree.

mod support;

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};
use svodka_lexicon::{Cue, Example, Frame, Lexicon, Light, Mark, RealisRule, compile};
use svodka_model::{Document, Event, Report, RoleKind, Span};

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// An example with what it belongs to and what came of it.
struct Outcome {
    /// `frame protest.demo yes`, `light провести`, `cue сообщить`, `realis planned`.
    owner: String,
    /// The example in bracket markup.
    source: String,
    /// What is wrong, `None` where all is right.
    fault: Option<String>,
}

impl Outcome {
    /// The line that names it in the list of known failures.
    fn key(&self) -> String {
        format!("{}\t{}", self.owner, self.source)
    }
}

#[test]
fn every_example_of_the_data_works() {
    let lexicon = compile(&data()).expect("the data compiled when the reader was built");
    let outcomes = run(&lexicon);
    let failed: BTreeSet<String> = outcomes.iter().filter(|o| o.fault.is_some()).map(Outcome::key).collect();
    for (kind, of_kind) in by_kind(&outcomes) {
        let passed = of_kind.iter().filter(|o| o.fault.is_none()).count();
        println!("{kind}: {passed} of {} examples work", of_kind.len());
    }
    if let Some(file) = env::var_os("SVODKA_EXPLAIN") {
        let failures: String = outcomes.iter().filter_map(explain).collect();
        fs::write(file, failures).expect("the file named by SVODKA_EXPLAIN can be written");
    }
    let list = data().join("known-failures.txt");
    if env::var_os("SVODKA_BLESS").is_some() {
        let lines: String = failed.iter().map(|key| format!("{key}\n")).collect();
        fs::write(&list, HEADER.to_owned() + &lines).expect("the data folder is writable");
        return;
    }
    let text = fs::read_to_string(&list).unwrap_or_default();
    let known: BTreeSet<String> = text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let lines = lines_of_examples();
    let mut faults: Vec<String> = Vec::new();
    for outcome in outcomes.iter().filter(|o| !known.contains(&o.key())) {
        if let Some(fault) = &outcome.fault {
            let place = lines.get(&outcome.source).map_or("", String::as_str);
            faults.push(format!("{place}: {}: {}\n    {fault}", outcome.owner, outcome.source));
        }
    }
    faults.extend(known.difference(&failed).map(|key| format!("works or is gone, take it off known-failures.txt: {key}")));
    assert!(faults.is_empty(), "{} examples are not as expected:\n{}", faults.len(), faults.join("\n"));
}

const HEADER: &str = "# Examples of the data that the reader does not get right yet: owner, tab, example. Written by\n\
                      # SVODKA_BLESS=1 cargo test -p svodka-reader --test examples. The list may shrink, never grow.\n";

fn run(lexicon: &Lexicon) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    let mut add = |owner: String, example: &Example, fault: Option<String>| {
        outcomes.push(Outcome { owner, source: markup(example), fault });
    };
    for frame in &lexicon.frames {
        frame.yes.iter().for_each(|e| add(format!("frame {} yes", frame.id), e, positive(frame, e)));
        frame.no.iter().for_each(|e| add(format!("frame {} no", frame.id), e, negative(frame, e)));
    }
    for light in &lexicon.lights {
        light.examples.iter().for_each(|e| add(format!("light {}", first(&light.verbs)), e, carries(light, e)));
    }
    for cue in &lexicon.cues {
        let name = [&cue.verbs, &cue.nouns, &cue.phrases].into_iter().find_map(|list| list.first()).map_or("", String::as_str);
        cue.examples.iter().for_each(|e| add(format!("cue {name}"), e, attributes(cue, e)));
    }
    for rule in &lexicon.realis {
        rule.examples.iter().for_each(|e| add(format!("realis {}", rule.realis), e, judges(rule, e)));
    }
    outcomes
}

fn first(words: &[String]) -> &str {
    words.first().map_or("", String::as_str)
}

fn by_kind(outcomes: &[Outcome]) -> BTreeMap<&str, Vec<&Outcome>> {
    let mut kinds: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        kinds.entry(outcome.owner.split(' ').next().unwrap_or_default()).or_default().push(outcome);
    }
    kinds
}

fn read(example: &Example) -> Document {
    support::read(Report { text: example.text.clone(), ..Report::default() })
}

fn span(mark: &Mark) -> Span {
    Span::new(mark.range.start, mark.range.end)
}

/// The example as it stands in the file.
fn markup(example: &Example) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in &example.marks {
        out += example.text.get(at..mark.range.start).unwrap_or_default();
        out += &format!("[{}{}", mark.label, if mark.label.is_empty() { "" } else { " " });
        out += example.text.get(mark.range.clone()).unwrap_or_default();
        out.push(']');
        at = mark.range.end;
    }
    out + example.text.get(at..).unwrap_or_default()
}

/// From the markup of each example to `file:line`.
fn lines_of_examples() -> BTreeMap<String, String> {
    let mut lines = BTreeMap::new();
    let mut folders = vec![data()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).expect("the data folder can be listed").flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "toml") {
                let text = fs::read_to_string(&path).expect("data files are UTF-8");
                let name = path.strip_prefix(data()).unwrap_or(&path).display().to_string();
                for (number, line) in text.lines().enumerate() {
                    // Inner quotes are escaped in a quoted string of TOML.
                    let hidden = line.replace("\\\"", "\u{1}");
                    let strings = hidden.split('"').skip(1).step_by(2).map(|s| s.replace('\u{1}', "\""));
                    lines.extend(strings.map(|string| (string, format!("{name}:{}", number + 1))));
                }
            }
        }
    }
    lines
}

/// True where the event is told by the marked words, at its main mention or another.
fn told_by(event: &Event, mark: &Mark) -> bool {
    event.trigger.overlaps(span(mark)) || event.mentions.iter().any(|m| m.overlaps(span(mark)))
}

fn events_at<'d>(doc: &'d Document, mark: &'d Mark) -> impl Iterator<Item = &'d Event> {
    doc.events.iter().filter(move |event| told_by(event, mark))
}

/// A failure at length: the fault, every event and attribution that was read, and the tree.
fn explain(outcome: &Outcome) -> Option<String> {
    let fault = outcome.fault.as_ref()?;
    let text: String = {
        let mut text = String::new();
        for (at, piece) in outcome.source.split('[').enumerate() {
            // A mark is a label, a space and the words; an unlabelled one is the words alone.
            let label = if at == 0 { None } else { piece.split_once(' ').filter(|(l, _)| l.is_ascii() && !l.is_empty()) };
            text += &label.map_or(piece, |(_, words)| words).replacen(']', "", usize::from(at > 0));
        }
        text
    };
    let doc = support::read(Report { text, ..Report::default() });
    let mut out = format!("{}\t{fault}\t{}\n", outcome.owner, outcome.source);
    for event in &doc.events {
        let mode = event.mode.map_or("", |mode| mode.as_str());
        out += &format!("  {}.{mode} {} «{}» by {}:", event.kind, event.realis, doc.quote(event.trigger), event.rule);
        for role in &event.roles {
            out += &format!(" {}={}«{}»", role.kind, role.slot, doc.quote(role.span));
        }
        out += "\n";
    }
    for found in &doc.attributions {
        out += &format!(
            "  {} «{}» cue «{}» of «{}»\n",
            found.kind,
            doc.quote(found.span),
            doc.quote(found.cue),
            doc.quote(found.scope)
        );
    }
    let words = (0..doc.tokens.len()).map(|t| {
        let (word, dependency) = (&doc.words[t], &doc.dependencies[t]);
        let head = dependency.head.map_or("-".to_owned(), |head| doc.form(head).to_owned());
        let case = word.feats.case.map_or(String::new(), |case| format!(".{case:?}"));
        let number = word.feats.number.map_or(String::new(), |number| format!(".{number:?}"));
        format!("{}/{}{case}{number}/{:?}>{head}", doc.form(t.into()), word.lemma, dependency.deprel)
    });
    Some(out + "  " + &words.collect::<Vec<_>>().join(" ") + "\n")
}

/// The marked roles that an event does not fill with the marked words.
fn missing(event: &Event, example: &Example) -> Option<String> {
    let roles = example.marks.iter().filter_map(|mark| Some((mark.label.parse::<RoleKind>().ok()?, mark)));
    let unfilled: Vec<_> = roles
        .filter(|(kind, mark)| !event.roles.iter().any(|role| role.kind == *kind && role.span.overlaps(span(mark))))
        .map(|(kind, _)| kind.as_str())
        .collect();
    (!unfilled.is_empty()).then(|| format!("not filled: {}", unfilled.join(", ")))
}

/// What the words of a mark were read as, for a message.
fn seen(doc: &Document, mark: &Mark) -> String {
    let events = events_at(doc, mark).map(|event| match event.mode {
        Some(mode) => format!("{}.{mode} {} by {}", event.kind, event.realis, event.rule),
        None => format!("{} {} by {}", event.kind, event.realis, event.rule),
    });
    let events: Vec<_> = events.collect();
    if events.is_empty() { "no event at the mark".to_owned() } else { format!("found {}", events.join(", ")) }
}

/// A frame finds its event and the marked roles.
fn positive(frame: &Frame, example: &Example) -> Option<String> {
    let doc = read(example);
    let Some(trigger) = example.labelled("trigger").next() else { return Some("no trigger is marked".to_owned()) };
    let mut faults = events_at(&doc, trigger)
        .filter(|event| event.kind == frame.kind && event.mode == frame.mode)
        .map(|event| missing(event, example))
        .collect::<Vec<_>>();
    if faults.is_empty() {
        return Some(seen(&doc, trigger));
    }
    faults.sort();
    faults.swap_remove(0)
}

/// A frame leaves the marked words alone.
fn negative(frame: &Frame, example: &Example) -> Option<String> {
    let doc = read(example);
    let own = |event: &&Event| event.rule.rsplit_once('/').map_or(&*event.rule, |(id, _)| id) == frame.id;
    let wrong = example.marks.iter().find(|mark| events_at(&doc, mark).filter(own).count() > 0)?;
    Some(seen(&doc, wrong))
}

/// A light verb lends its noun a phase, an actor and a recipient.
fn carries(light: &Light, example: &Example) -> Option<String> {
    let doc = read(example);
    let Some(trigger) = example.labelled("trigger").next() else { return Some("no trigger is marked".to_owned()) };
    let Some(event) = events_at(&doc, trigger).next() else { return Some(seen(&doc, trigger)) };
    if light.phase.is_some() && event.phase != light.phase {
        return Some(format!("phase {:?}", event.phase));
    }
    missing(event, example)
}

/// A cue attributes the marked content to the marked holder.
fn attributes(cue: &Cue, example: &Example) -> Option<String> {
    let doc = read(example);
    let Some(mark) = example.labelled("cue").next() else { return Some("no cue is marked".to_owned()) };
    let Some(found) = doc.attributions.iter().find(|a| a.cue.overlaps(span(mark))) else {
        return Some("no attribution at the mark".to_owned());
    };
    let outside = |label: &str, span_found: Span| example.labelled(label).any(|m| !span_found.overlaps(span(m)));
    if outside("holder", found.span) {
        return Some(format!("held by «{}»", doc.quote(found.span)));
    }
    if outside("content", found.scope) {
        return Some(format!("answers for «{}»", doc.quote(found.scope)));
    }
    if found.stance != cue.stance {
        return Some(format!("stance {}", found.stance));
    }
    cue.kind.filter(|&kind| kind != found.kind).map(|_| format!("kind {}", found.kind))
}

/// A rule of realis decides the marked event.
fn judges(rule: &RealisRule, example: &Example) -> Option<String> {
    let doc = read(example);
    let Some(mark) = example.labelled("event").next() else { return Some("no event is marked".to_owned()) };
    let right = events_at(&doc, mark).any(|event| event.realis == rule.realis);
    (!right).then(|| seen(&doc, mark))
}
