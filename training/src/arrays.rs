//! Corpora as flat arrays of feature numbers, made by the reader's own code: what `encoder.py` learns from.

use crate::{
    conllu,
    corpora::{self, Domain, Spans, Text},
    readings::Lookup,
};
use anyhow::{Context, Result, bail};
use rustc_hash::FxHashMap;
use std::{
    collections::BTreeSet,
    fmt::Write as _,
    fs,
    ops::Range,
    path::{Path, PathBuf},
};
use svodka_model::{Deprel, Document, Report};
use svodka_reader::{
    encoder::{Form, Role, lay_out, places, reading_traits},
    entity::names::KINDS,
    hash::hash,
    sentence, token,
};

/// Sentences of a treebank that are taken for one document.
const DOCUMENT: usize = 12;
/// Every so-manieth sentence of raw text is learnt in capitals, and every so-manieth in small letters.
const LOUD: usize = 33;

/// Tables over all forms of all corpora.
struct Forms {
    lookup: Lookup,
    words: FxHashMap<u64, i32>,
    numbers: FxHashMap<String, i32>,
    bundles: FxHashMap<u64, u16>,
    bundle_lines: String,
    seen: Vec<(u64, Role)>,
    word: Vec<i32>,
    gram_ends: Vec<i32>,
    grams: Vec<u16>,
    traits: Vec<u128>,
    shape: Vec<u16>,
    reading_ends: Vec<i32>,
    reading_bundles: Vec<u16>,
    reading_shares: Vec<u8>,
}

impl Forms {
    fn number(&mut self, form: &str) -> i32 {
        if let Some(&number) = self.numbers.get(form) {
            return number;
        }
        let analyses = self.lookup.get(form);
        let features = Form::new(form, &analyses);
        self.seen.push((features.key, features.role));
        self.word.push(self.words.get(&features.key).copied().unwrap_or(0));
        self.grams.extend(&features.grams);
        self.gram_ends.push(self.grams.len() as i32);
        self.traits.push(features.traits);
        self.shape.push(features.shape);
        for reading in &analyses.candidates {
            let next = self.bundles.len() as u16;
            let bundle = *self.bundles.entry(reading.bundle()).or_insert_with(|| {
                let traits: Vec<String> = reading_traits(reading.word.upos, &reading.word.feats).map(|t| t.to_string()).collect();
                let _ = writeln!(self.bundle_lines, "{}\t{}", reading.bundle(), traits.join(" "));
                next
            });
            self.reading_bundles.push(bundle);
            self.reading_shares.push(reading.share() as u8);
        }
        self.reading_ends.push(self.reading_bundles.len() as i32);
        let number = self.numbers.len() as i32;
        self.numbers.insert(form.to_owned(), number);
        number
    }

    fn write(&self, out: &Path) -> Result<()> {
        put(out, "word.i32", &self.word, i32::to_le_bytes)?;
        put(out, "gram_ends.i32", &self.gram_ends, i32::to_le_bytes)?;
        put(out, "grams.u16", &self.grams, u16::to_le_bytes)?;
        put(out, "traits.u128", &self.traits, u128::to_le_bytes)?;
        put(out, "shape.u16", &self.shape, u16::to_le_bytes)?;
        put(out, "reading_ends.i32", &self.reading_ends, i32::to_le_bytes)?;
        put(out, "reading_bundles.u16", &self.reading_bundles, u16::to_le_bytes)?;
        fs::write(out.join("reading_shares.u8"), &self.reading_shares)?;
        fs::write(out.join("bundles.tsv"), &self.bundle_lines)?;
        Ok(())
    }
}

fn put<T: Copy, const N: usize>(out: &Path, name: &str, list: &[T], bytes: impl Fn(T) -> [u8; N]) -> Result<()> {
    let flat: Vec<u8> = list.iter().flat_map(|&item| bytes(item)).collect();
    fs::write(out.join(name), flat).with_context(|| name.to_owned())
}

/// One corpus; 255 and -1 stand for unknown.
#[derive(Default)]
struct Corpus {
    form: Vec<i32>,
    place: Vec<u16>,
    /// A bit for each reading that is right.
    right: Vec<u32>,
    /// 0 for the root, else 1 + the place of the head in the sentence.
    head: Vec<i16>,
    relation: Vec<u8>,
    names: [Vec<u8>; 3],
    lengths: Vec<i32>,
    held: Vec<u8>,
}

impl Corpus {
    /// Adds the place features of the tokens from `from` on, which are one document.
    fn close(&mut self, forms: &Forms, from: usize, sentences: &[Range<usize>]) {
        let tokens: Vec<(u64, Role)> = self.form[from..].iter().map(|&f| forms.seen[f as usize]).collect();
        self.place.extend(places(&tokens, sentences.iter().cloned()));
    }

    fn unnamed(&mut self) {
        self.names.iter_mut().for_each(|layer| layer.push(u8::MAX));
    }

    fn write(&self, out: &Path) -> Result<()> {
        fs::create_dir_all(out)?;
        put(out, "form.i32", &self.form, i32::to_le_bytes)?;
        put(out, "place.u16", &self.place, u16::to_le_bytes)?;
        put(out, "right.u32", &self.right, u32::to_le_bytes)?;
        put(out, "head.i16", &self.head, i16::to_le_bytes)?;
        fs::write(out.join("relation.u8"), &self.relation)?;
        for (layer, tags) in self.names.iter().enumerate() {
            fs::write(out.join(format!("names{layer}.u8")), tags)?;
        }
        put(out, "lengths.i32", &self.lengths, i32::to_le_bytes)?;
        fs::write(out.join("held.u8"), &self.held)?;
        println!("{}: {} sentences, {} tokens", out.display(), self.lengths.len(), self.form.len());
        Ok(())
    }
}

fn relation(name: &str) -> u8 {
    let base = name.split(':').next().unwrap_or_default();
    name.parse().or_else(|()| base.parse()).unwrap_or(Deprel::Dep) as u8
}

/// A treebank; raw text is now and then put into capitals or small letters.
fn treebank(forms: &mut Forms, path: &str, is_raw: bool) -> Result<Corpus> {
    let mut corpus = Corpus::default();
    let sentences = conllu::read(path)?;
    for (group, document) in sentences.chunks(DOCUMENT).enumerate() {
        let (from, mut ranges) = (corpus.form.len(), Vec::new());
        for (i, sentence) in document.iter().enumerate() {
            let number = group * DOCUMENT + i;
            let first = corpus.form.len();
            let is_tree = sentence.iter().filter(|g| g.head.is_none()).count() == 1;
            for gold in sentence {
                let form = match number % LOUD {
                    7 if is_raw => gold.form.to_uppercase(),
                    19 if is_raw => gold.form.to_lowercase(),
                    _ => gold.form.clone(),
                };
                let id = forms.number(&form);
                corpus.form.push(id);
                corpus.right.push(forms.lookup.right(gold, &form));
                corpus.head.push(if is_tree { gold.head.map_or(0, |h| h as i16 + 1) } else { -1 });
                corpus.relation.push(if is_tree { relation(&gold.deprel) } else { u8::MAX });
                corpus.unnamed();
            }
            ranges.push(first - from..corpus.form.len() - from);
            corpus.lengths.push(sentence.len() as i32);
            corpus.held.push(u8::from(!is_raw && number % 8 == 3));
        }
        corpus.close(forms, from, &ranges);
    }
    Ok(corpus)
}

/// Tags of the tokens by the names of one layer.
fn tags(doc: &Document, layer: usize, spans: &Spans) -> Vec<u8> {
    let mut tags = vec![0; doc.tokens.len()];
    for &(span, kind) in spans {
        let Some(kind) = KINDS[layer].iter().position(|&k| k == kind) else { continue };
        for (place, at) in doc.tokens_in(span).enumerate() {
            tags[at] = (2 * kind + 1 + usize::from(place > 0)) as u8;
        }
    }
    tags
}

/// A name cut by the end of a sentence begins anew.
fn mend(tags: &mut [u8]) {
    let mut before = 0;
    for tag in tags {
        if *tag > 0 && *tag % 2 == 0 && before != *tag && before != *tag - 1 {
            *tag -= 1;
        }
        before = *tag;
    }
}

fn named(forms: &mut Forms, lexicon: &token::TokenLexicon, texts: &[Text]) -> Corpus {
    let mut corpus = Corpus::default();
    for text in texts {
        let mut doc = Document::new(Report { text: text.text.clone(), ..Report::default() });
        doc.tokens = token::tokenize(lexicon, doc.text());
        doc.sentences = sentence::split(lexicon, &doc);
        let from = corpus.form.len();
        for t in 0..doc.tokens.len() {
            let id = forms.number(doc.quote(doc.tokens[t].span));
            corpus.form.push(id);
            corpus.right.push(0);
            corpus.head.push(-1);
            corpus.relation.push(u8::MAX);
        }
        for (layer, spans) in text.layers.iter().enumerate() {
            let mut list = spans.as_ref().map_or_else(|| vec![u8::MAX; doc.tokens.len()], |spans| tags(&doc, layer, spans));
            if spans.is_some() {
                doc.sentences.iter().for_each(|s| mend(&mut list[s.tokens()]));
            }
            corpus.names[layer].extend(list);
        }
        let ranges: Vec<Range<usize>> = doc.sentences.iter().map(|s| s.tokens()).collect();
        corpus.lengths.extend(ranges.iter().map(|r| r.len() as i32));
        corpus.held.extend(ranges.iter().map(|_| u8::from(text.is_held_out())));
        corpus.close(forms, from, &ranges);
    }
    corpus
}

/// Runs `arrays OUT VOCABULARY.txt [--exclude DIR] KIND:NAME=PATH…` with kinds `gold`, `raw` (treebanks), `nerel`,
/// `factrueval`, `slavicner` and `silver` (names).
pub(crate) fn run(out: &str, vocabulary: &str, args: &[&str]) -> Result<()> {
    let out = Path::new(out);
    fs::create_dir_all(out)?;
    let text = fs::read_to_string(vocabulary).with_context(|| vocabulary.to_owned())?;
    let list: Vec<String> = text.lines().map(|w| w.to_lowercase().replace('ё', "е")).collect();
    let hashes: Vec<u64> = list.iter().map(|w| hash(w)).collect();
    let mut table = Vec::new();
    let order = lay_out(&hashes, &mut table);
    fs::write(out.join("vocabulary.table"), &table)?;
    fs::write(out.join("vocabulary.txt"), order.iter().map(|&i| list[i].as_str()).collect::<Vec<_>>().join("\n"))?;
    let mut forms = Forms {
        lookup: Lookup::new()?,
        words: order.iter().enumerate().map(|(at, &i)| (hashes[i], at as i32 + 1)).collect(),
        numbers: FxHashMap::default(),
        bundles: FxHashMap::default(),
        bundle_lines: String::new(),
        seen: Vec::new(),
        word: Vec::new(),
        gram_ends: Vec::new(),
        grams: Vec::new(),
        traits: Vec::new(),
        shape: Vec::new(),
        reading_ends: Vec::new(),
        reading_bundles: Vec::new(),
        reading_shares: Vec::new(),
    };
    let lexicon = token::TokenLexicon::bundled();
    let mut excluded: BTreeSet<String> = BTreeSet::new();
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if *arg == "--exclude" {
            let folder = args.next().context("--exclude needs a folder")?;
            excluded = stems(Path::new(folder))?;
            continue;
        }
        let (kind, rest) = arg.split_once(':').context("KIND:NAME=PATH expected")?;
        let (name, path) = rest.split_once('=').context("KIND:NAME=PATH expected")?;
        let folder = PathBuf::from(path);
        let corpus = match kind {
            "gold" => treebank(&mut forms, path, false)?,
            "raw" => treebank(&mut forms, path, true)?,
            kind => {
                let mut texts = match kind {
                    "nerel" => corpora::nerel(&folder)?,
                    "factrueval" => corpora::factrueval(&folder)?,
                    "slavicner" => corpora::slavicner(&folder)?,
                    "silver" => corpora::silver(&folder)?,
                    other => bail!("unknown kind of corpus {other}"),
                };
                texts.retain(|text| text.domain == Domain::Silver || !excluded.contains(&text.id));
                named(&mut forms, &lexicon, &texts)
            }
        };
        corpus.write(&out.join(name))?;
    }
    forms.write(out)?;
    println!("{} forms, {} bundles", forms.numbers.len(), forms.bundles.len());
    Ok(())
}

/// The file names of a folder without their endings.
fn stems(folder: &Path) -> Result<BTreeSet<String>> {
    let mut stems = BTreeSet::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if let Some(stem) = path.file_stem() {
            stems.insert(stem.to_string_lossy().into_owned());
        }
    }
    Ok(stems)
}
