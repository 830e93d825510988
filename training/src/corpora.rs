//! Readers of annotated corpora.

use anyhow::{Context, Result};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use svodka_model::{EntityKind, Span};
use svodka_reader::entity::names::KINDS;

/// Where a text comes from; corpora differ in what they call a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Domain {
    Nerel,
    FactRuEval,
    SlavicNer,
    Silver,
}

/// Spans with what they name.
pub(crate) type Spans = Vec<(Span, EntityKind)>;

/// A text with its names.
pub(crate) struct Text {
    pub(crate) id: String,
    pub(crate) domain: Domain,
    pub(crate) text: String,
    /// The names of each layer of the tagger, `None` where the corpus does not annotate them.
    pub(crate) layers: [Option<Spans>; 3],
}

impl Text {
    /// Part of each corpus, chosen by name: a whole topic of SlavicNER, a tenth of NEREL, a fifth of factRuEval.
    pub(crate) fn is_held_out(&self) -> bool {
        let number = self.id.bytes().fold(0u32, |n, b| n.wrapping_mul(31).wrapping_add(u32::from(b)));
        match self.domain {
            Domain::Nerel => number % 10 == 3,
            Domain::FactRuEval => number % 5 == 3,
            Domain::SlavicNer => self.id.starts_with("nord_stream"),
            Domain::Silver => false,
        }
    }
}

/// Files of a folder and its folders with an ending, in the order of their names.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Byte offsets of all code points, and the length.
fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn span(offsets: &[usize], from: usize, to: usize) -> Option<Span> {
    (from < to).then_some(())?;
    Some(Span::new(*offsets.get(from)?, *offsets.get(to)?))
}

/// The spans that lie in no other one.
fn outermost(mut spans: Spans) -> Spans {
    spans.sort_by_key(|(s, _)| (s.start, std::cmp::Reverse(s.end)));
    let mut out = Spans::new();
    for (span, kind) in spans {
        if out.last().is_none_or(|(last, _)| last.end <= span.start) {
            out.push((span, kind));
        }
    }
    out
}

const ADJECTIVE_ENDINGS: [&str; 13] = ["ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими", "о"];

/// True for a relational adjective («алма-атинский») that is no name by itself: in small letters, or first in its line
/// or sentence.
fn is_adjective(text: &str, span: Span) -> bool {
    let form = span.of(text);
    let before = text.get(..span.start as usize).unwrap_or_default().trim_end_matches([' ', '«', '"', '\u{a0}', '—', '-']);
    let small = form.starts_with(char::is_lowercase) || before.is_empty() || before.ends_with(['.', '!', '?', '\n', ':']);
    let ending =
        ADJECTIVE_ENDINGS.iter().filter_map(|e| form.strip_suffix(e)).any(|stem| stem.ends_with("ск") || stem.ends_with("цк"));
    small && ending && !form.contains(' ')
}

/// True for what layer 1 has of the kinds of layer 0 or has alone: adjectives, and organizations called by what they are.
fn is_described(text: &str, (span, kind): (Span, EntityKind)) -> bool {
    match kind {
        EntityKind::Place => is_adjective(text, span),
        EntityKind::Organization => {
            let first = span.of(text).trim_start_matches(|c: char| !c.is_alphanumeric()).chars().next();
            first.is_some_and(|c| matches!(c, 'а'..='я' | 'ё'))
        }
        EntityKind::Person => false,
        _ => true,
    }
}

fn names_only(text: &str, spans: &Spans) -> Spans {
    spans.iter().filter(|&&s| !is_described(text, s)).copied().collect()
}

fn nerel_kind(kind: &str) -> Option<EntityKind> {
    Some(match kind {
        "PERSON" => EntityKind::Person,
        "CITY" | "COUNTRY" | "STATE_OR_PROVINCE" | "STATE_OR_PROV" | "DISTRICT" | "LOCATION" => EntityKind::Place,
        "ORGANIZATION" => EntityKind::Organization,
        "FACILITY" => EntityKind::Facility,
        "PRODUCT" | "WORK_OF_ART" | "LAW" => EntityKind::Product,
        _ => return None,
    })
}

/// NEREL in brat form: `.txt` and `.ann` side by side.
pub(crate) fn nerel(folder: &Path) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    for path in files(folder, "ann")? {
        let text = fs::read_to_string(path.with_extension("txt"))?;
        let at = offsets(&text);
        let mut all = Spans::new();
        for line in fs::read_to_string(&path)?.lines().filter(|l| l.starts_with('T')) {
            let mut fields = line.split('\t').nth(1).unwrap_or_default().split([' ', ';']);
            let Some(kind) = fields.next().and_then(nerel_kind) else { continue };
            let numbers: Vec<usize> = fields.filter_map(|f| f.parse().ok()).collect();
            if let (Some(&from), Some(&to)) = (numbers.first(), numbers.last()) {
                all.extend(span(&at, from, to).map(|s| (s, kind)));
            }
        }
        let of = |layer: usize| -> Spans {
            let fits =
                |s: &&(Span, EntityKind)| KINDS[layer].contains(&s.1) && (layer == 2 || is_described(&text, **s) == (layer == 1));
            all.iter().filter(fits).copied().collect()
        };
        let (outer, other) = (outermost(of(0)), outermost(of(1)));
        let inner = of(2)
            .into_iter()
            .filter(|(s, _)| {
                outer.iter().chain(&other).any(|(o, _)| o != s && o.contains(*s)) && !outer.iter().any(|(o, _)| o == s)
            })
            .collect();
        texts.push(Text {
            id: stem(&path),
            domain: Domain::Nerel,
            text,
            layers: [Some(outer), Some(other), Some(outermost(inner))],
        });
    }
    Ok(texts)
}

/// factRuEval-2016: the whole person, the name proper of organizations and places.
pub(crate) fn factrueval(folder: &Path) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    for path in files(folder, "spans")? {
        let text = fs::read_to_string(path.with_extension("txt"))?;
        let at = offsets(&text);
        let mut parts: BTreeMap<String, (String, usize, usize)> = BTreeMap::new();
        for line in fs::read_to_string(&path)?.lines() {
            let fields: Vec<&str> = line.split_whitespace().collect();
            if let [id, kind, from, length, ..] = fields[..] {
                let from: usize = from.parse()?;
                parts.insert(id.to_owned(), (kind.to_owned(), from, from + length.parse::<usize>()?));
            }
        }
        let mut spans = Spans::new();
        for line in fs::read_to_string(path.with_extension("objects"))?.lines() {
            let mut fields = line.split('#').next().unwrap_or_default().split_whitespace().skip(1);
            let (kind, wanted) = match fields.next() {
                Some("Person") => (EntityKind::Person, ""),
                Some("Org") => (EntityKind::Organization, "org_name"),
                Some("LocOrg" | "Location") => (EntityKind::Place, "loc_name"),
                _ => continue,
            };
            let members: Vec<&(String, usize, usize)> = fields.filter_map(|id| parts.get(id)).collect();
            if kind == EntityKind::Person {
                let ends = members.iter().map(|m| m.1).min().zip(members.iter().map(|m| m.2).max());
                spans.extend(ends.and_then(|(from, to)| span(&at, from, to)).map(|s| (s, kind)));
            } else {
                let named = members.iter().filter(|m| m.0 == wanted);
                spans.extend(named.filter_map(|m| span(&at, m.1, m.2)).map(|s| (s, kind)));
            }
        }
        let names = names_only(&text, &outermost(spans));
        texts.push(Text { id: stem(&path), domain: Domain::FactRuEval, text, layers: [Some(names), None, None] });
    }
    Ok(texts)
}

/// SlavicNER: `raw/TOPIC/NAME.txt` and `ner/TOPIC/NAME.tsv`.
pub(crate) fn slavicner(folder: &Path) -> Result<Vec<Text>> {
    let raw = folder.join("raw");
    let mut texts = Vec::new();
    for path in files(&raw, "txt")? {
        let Ok(inside) = path.strip_prefix(&raw) else { continue };
        let table = folder.join("ner").join(inside).with_extension("tsv");
        let Ok(lines) = fs::read_to_string(table) else { continue };
        let text = fs::read_to_string(&path)?;
        let at = offsets(&text);
        let mut spans = Spans::new();
        for line in lines.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [from, to, _, _, kind, ..] = fields[..] else { continue };
            let kind = match kind {
                "PER" => EntityKind::Person,
                "LOC" => EntityKind::Place,
                "ORG" => EntityKind::Organization,
                _ => continue,
            };
            spans.extend(span(&at, from.parse()?, to.parse()?).map(|s| (s, kind)));
        }
        let id = inside.with_extension("").to_string_lossy().into_owned();
        let names = names_only(&text, &outermost(spans));
        texts.push(Text { id, domain: Domain::SlavicNer, text, layers: [Some(names), None, None] });
    }
    Ok(texts)
}

/// Texts tagged by another program: JSON lines `{"id", "text", "spans": [[start, end, "PER"]]}`, in code points.
pub(crate) fn silver(file: &Path) -> Result<Vec<Text>> {
    #[derive(serde::Deserialize)]
    struct Line {
        id: serde_json::Value,
        text: String,
        spans: Vec<(usize, usize, String)>,
    }
    let mut texts = Vec::new();
    for line in fs::read_to_string(file).with_context(|| file.display().to_string())?.lines() {
        let line: Line = serde_json::from_str(line)?;
        let at = offsets(&line.text);
        let mut spans = Spans::new();
        for (from, to, kind) in line.spans {
            let kind = match kind.as_str() {
                "PER" => EntityKind::Person,
                "LOC" => EntityKind::Place,
                _ => EntityKind::Organization,
            };
            spans.extend(span(&at, from, to).map(|s| (s, kind)));
        }
        texts.push(Text {
            id: line.id.to_string(),
            domain: Domain::Silver,
            text: line.text,
            layers: [Some(outermost(spans)), None, None],
        });
    }
    Ok(texts)
}
