//! Text through the reader's lower layers to CoNLL-U, to be measured against a treebank.

use crate::clock::cpu;
use anyhow::Result;
use std::fmt::Write;
use svodka_model::{Document, Report};
use svodka_reader::{Resources, encoder, entity::names, morphology, sentence, syntax, token};

/// Reads the documents of a file, parted by form feeds, and writes their trees.
pub(crate) fn read(weights: &str, text: &str, out: &str) -> Result<()> {
    let resources = Resources::with(std::fs::read(weights)?.leak())?;
    let mut lines = String::new();
    let mut spent = [0.0; 5];
    let mut tokens = 0;
    for text in std::fs::read_to_string(text)?.split('\u{c}') {
        let mut doc = Document::new(Report { text: text.to_owned(), ..Report::default() });
        let start = cpu();
        doc.tokens = token::tokenize(resources.tokens(), doc.text());
        doc.sentences = sentence::split(resources.tokens(), &doc);
        let cut = cpu();
        let encoded = encoder::encode(&resources, &doc);
        let seen = cpu();
        doc.words = morphology::tag(&encoded, &doc);
        let tagged = cpu();
        doc.dependencies = syntax::parse(&encoded, &doc);
        let parsed = cpu();
        names::tag(&encoded, &doc);
        let times = [start, cut, seen, tagged, parsed, cpu()];
        spent.iter_mut().zip(times.windows(2)).for_each(|(sum, times)| *sum += times[1] - times[0]);
        tokens += doc.tokens.len();
        write(&doc, &mut lines)?;
    }
    std::fs::write(out, lines)?;
    let each = spent.map(|s| s * 1e6 / tokens.max(1) as f64);
    println!(
        "{tokens} tokens; µs a token: cut {:.2}, encode {:.2}, tag {:.2}, parse {:.2}, names {:.2}",
        each[0], each[1], each[2], each[3], each[4]
    );
    Ok(())
}

fn write(doc: &Document, lines: &mut String) -> Result<()> {
    for sentence in &doc.sentences {
        writeln!(lines, "# text = {}", doc.quote(sentence.span).replace('\n', " "))?;
        for (i, t) in sentence.tokens().enumerate() {
            let (word, arc) = (&doc.words[t], &doc.dependencies[t]);
            let head = arc.head.map_or(0, |h| h.index() - sentence.first.index() + 1);
            let form = doc.quote(doc.tokens[t].span);
            writeln!(lines, "{}\t{form}\t{}\t{}\t_\t{}\t{head}\t{}\t_\t_", i + 1, word.lemma, word.upos, word.feats, arc.deprel)?;
        }
        lines.push('\n');
    }
    Ok(())
}
