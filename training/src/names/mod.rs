//! Weights of the name tagger.

pub(crate) mod corpora;
mod learn;
mod measure;

use anyhow::{Context, Result, bail};
use corpora::Text;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use svodka_reader::{
    Resources, Weights,
    entity::names::{SCHEMA, clusters, model::COLUMNS},
    linear,
};

/// What to train on and where to write.
struct Options {
    nerel: Option<PathBuf>,
    factrueval: Option<PathBuf>,
    slavicner: Option<PathBuf>,
    silver: Option<PathBuf>,
    /// A folder; texts whose file name occurs there are left out.
    exclude: Option<PathBuf>,
    /// Keep part of the gold texts for measuring.
    held_out: bool,
    /// Write what is found in the held-out texts in the form of `layers.py ner`.
    out: PathBuf,
    learn: learn::Options,
}

/// Runs `names clusters IN.tsv OUT.bin` or `names train [--nerel DIR] … OUT.bin`.
pub(crate) fn run(args: &[&str]) -> Result<()> {
    match args {
        ["measure", model, rest @ ..] => {
            let options = options(rest)?;
            let held: Vec<Text> = texts(&options)?.into_iter().filter(Text::is_held_out).collect();
            measure::measure(fs::read(model)?, &held)
        }
        ["clusters", from, to] => pack_clusters(from, to),
        ["train", rest @ ..] => train(&options(rest)?),
        _ => bail!(
            "usage: names clusters IN.tsv OUT.bin | names train [--nerel DIR] [--factrueval DIR] [--slavicner DIR] [--silver FILE] [--exclude DIR] [--held-out] OUT.bin"
        ),
    }
}

fn options(args: &[&str]) -> Result<Options> {
    let mut options = Options {
        nerel: None,
        factrueval: None,
        slavicner: None,
        silver: None,
        exclude: None,
        held_out: false,
        out: PathBuf::new(),
        learn: learn::Options::default(),
    };
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().with_context(|| format!("{arg} needs a value"));
        match *arg {
            "--nerel" => options.nerel = Some(value()?.into()),
            "--factrueval" => options.factrueval = Some(value()?.into()),
            "--slavicner" => options.slavicner = Some(value()?.into()),
            "--silver" => options.silver = Some(value()?.into()),
            "--exclude" => options.exclude = Some(value()?.into()),
            "--held-out" => options.held_out = true,
            "--epochs" => options.learn.epochs = value()?.parse()?,
            "--buckets" => options.learn.buckets = value()?.parse()?,
            "--clipped" => options.learn.clipped = value()?.parse()?,
            "--margin" => options.learn.margin = value()?.parse()?,
            "--recall" => options.learn.recall = value()?.parse()?,
            "--forget" => options.learn.forget = value()?.parse()?,
            "--target" => options.learn.target = value()?.split(',').map(str::parse).collect::<Result<_, _>>()?,
            path => options.out = path.into(),
        }
    }
    Ok(options)
}

fn pack_clusters(from: &str, to: &str) -> Result<()> {
    let mut words = Vec::new();
    for (number, line) in fs::read_to_string(from)?.lines().enumerate() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [word, coarse, fine] = fields[..] else { bail!("{from}:{}: three fields expected", number + 1) };
        words.push((word.to_owned(), coarse.parse()?, fine.parse()?));
    }
    fs::write(to, clusters::pack(&words)).with_context(|| to.to_owned())
}

/// The gold texts that the options name.
fn texts(options: &Options) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    let excluded = options.exclude.as_deref().map(stems).transpose()?.unwrap_or_default();
    if let Some(folder) = &options.nerel {
        texts.extend(corpora::nerel(folder)?);
    }
    if let Some(folder) = &options.factrueval {
        texts.extend(corpora::factrueval(folder)?);
    }
    if let Some(folder) = &options.slavicner {
        texts.extend(corpora::slavicner(folder)?);
    }
    texts.retain(|text| !excluded.contains(&text.id));
    Ok(texts)
}

fn train(options: &Options) -> Result<()> {
    let (held, mut taught): (Vec<Text>, Vec<Text>) =
        texts(options)?.into_iter().partition(|text| options.held_out && text.is_held_out());
    if let Some(file) = &options.silver {
        taught.extend(corpora::silver(file)?);
    }
    println!("{} texts to learn from, {} held out", taught.len(), held.len());
    let resources = Resources::with(Weights { names: empty(), ..Weights::BUNDLED })?;
    let bytes = learn::learn(&resources, taught, &options.learn);
    println!("{} bytes", bytes.len());
    fs::write(&options.out, &bytes).with_context(|| options.out.display().to_string())?;
    measure::measure(bytes, &held)
}

/// Weights that know nothing, to start from.
fn empty() -> &'static [u8] {
    linear::pack::<COLUMNS>(Vec::new(), 1, SCHEMA).leak()
}

/// The file names of a folder without their endings.
pub(crate) fn stems(folder: &Path) -> Result<BTreeSet<String>> {
    let mut stems = BTreeSet::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if let Some(stem) = path.file_stem() {
            stems.insert(stem.to_string_lossy().into_owned());
        }
    }
    Ok(stems)
}
