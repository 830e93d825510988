//! Text through the reader's lower layers to CoNLL-U, to be measured against a treebank.

use crate::clock::cpu;
use anyhow::Result;
use std::fmt::Write;
use svodka_model::{Document, Report};
use svodka_reader::{Resources, Weights, morphology, sentence, syntax, token};

/// Weights from a folder.
fn weights(folder: &str) -> Result<Weights> {
    let file = |name: &str| -> Result<&'static [u8]> { Ok(std::fs::read(format!("{folder}/{name}.weights"))?.leak()) };
    Ok(Weights { tagger: file("tagger")?, parser: file("parser")?, labels: file("labels")? })
}

/// Reads the documents of a file, parted by form feeds, and writes their trees.
pub(crate) fn read(folder: &str, text: &str, out: &str) -> Result<()> {
    let resources = Resources::with(weights(folder)?)?;
    let mut lines = String::new();
    let mut spent = [0.0; 3];
    let mut tokens = 0;
    for text in std::fs::read_to_string(text)?.split('\u{c}') {
        let mut doc = Document::new(Report { text: text.to_owned(), ..Report::default() });
        let start = cpu();
        doc.tokens = token::tokenize(resources.tokens(), doc.text());
        doc.sentences = sentence::split(resources.tokens(), &doc);
        let cut = cpu();
        doc.words = morphology::tag(&resources, &doc);
        let tagged = cpu();
        doc.dependencies = syntax::parse(&resources, &doc);
        let parsed = cpu();
        for (sum, (from, to)) in spent.iter_mut().zip([(start, cut), (cut, tagged), (tagged, parsed)]) {
            *sum += to - from;
        }
        tokens += doc.tokens.len();
        write(&doc, &mut lines)?;
    }
    std::fs::write(out, lines)?;
    let each = spent.map(|s| s * 1e6 / tokens.max(1) as f64);
    println!("{tokens} tokens; µs a token: cut {:.2}, tag {:.2}, parse {:.2}", each[0], each[1], each[2]);
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
