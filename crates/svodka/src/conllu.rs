//! Tokens to dependencies in CoNLL-U, with code points in MISC.

use std::fmt::{self, Write};
use svodka_model::{Document, OffsetMap, TokenId, Upos};

/// The document in CoNLL-U: `# newdoc`, then a block a sentence with `# sent_id` and `# text`; `# newpar` where a paragraph begins.
pub fn to_conllu(doc: &Document) -> String {
    let mut out = String::with_capacity(doc.text().len() * 4);
    write(doc, &mut out).expect("writing to memory cannot fail");
    out
}

fn write(doc: &Document, out: &mut String) -> fmt::Result {
    let offsets = OffsetMap::new(doc.text());
    // A comment is one line, and an identifier in it has no spaces.
    let report = crate::record::report_id(doc).replace(|c: char| c.is_whitespace() || c.is_control(), "_");
    let mut paragraph = None;
    for (number, sentence) in doc.sentences.iter().enumerate() {
        if number == 0 {
            writeln!(out, "# newdoc id = {report}")?;
        }
        if paragraph.replace(sentence.paragraph) != Some(sentence.paragraph) {
            writeln!(out, "# newpar")?;
        }
        writeln!(out, "# sent_id = {report}-{}", number + 1)?;
        let text: Vec<&str> = doc.quote(sentence.span).split_whitespace().collect();
        writeln!(out, "# text = {}", text.join(" "))?;
        for (id, token) in sentence.tokens().enumerate() {
            let word = &doc.words[token];
            let dependency = doc.dependencies[token];
            let head = dependency.head.map_or(0, |TokenId(h)| h as usize - sentence.first.index() + 1);
            let [start, end] = offsets.span(doc.text(), doc.tokens[token].span);
            let glued = doc.tokens.get(token + 1).is_some_and(|next| next.span.start == doc.tokens[token].span.end);
            let lemma = if word.upos == Upos::Punct { doc.form(token.into()) } else { &word.lemma };
            writeln!(
                out,
                "{}\t{}\t{lemma}\t{}\t_\t{}\t{head}\t{}\t_\t{}start={start}|end={end}",
                id + 1,
                doc.form(token.into()),
                word.upos,
                word.feats,
                dependency.deprel,
                if glued { "SpaceAfter=No|" } else { "" },
            )?;
        }
        out.push('\n');
    }
    Ok(())
}
