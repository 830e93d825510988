//! Raw text to CoNLL-U with forms only, by the reader's own tokens and sentences.

use anyhow::Result;
use std::fmt::Write;
use svodka_model::{Document, Report};
use svodka_reader::{sentence, token};

/// Cuts the documents of a file, parted by form feeds.
pub(crate) fn cut(text: &str, out: &str) -> Result<()> {
    let lexicon = token::TokenLexicon::bundled();
    let mut lines = String::new();
    for text in std::fs::read_to_string(text)?.split('\u{c}') {
        let mut doc = Document::new(Report { text: text.to_owned(), ..Report::default() });
        doc.tokens = token::tokenize(&lexicon, doc.text());
        doc.sentences = sentence::split(&lexicon, &doc);
        for sentence in &doc.sentences {
            writeln!(lines, "# text = {}", doc.quote(sentence.span).replace('\n', " "))?;
            for (i, token) in sentence.tokens().enumerate() {
                let span = doc.tokens[token].span;
                let glued = doc.tokens.get(token + 1).is_some_and(|next| next.span.start == span.end);
                let misc = if glued { "SpaceAfter=No" } else { "_" };
                writeln!(lines, "{}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", i + 1, doc.quote(span))?;
            }
            lines.push('\n');
        }
    }
    std::fs::write(out, lines)?;
    Ok(())
}
