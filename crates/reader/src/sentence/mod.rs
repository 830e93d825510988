//! Sentences, headings and captions.

use svodka_model::{Document, Sentence, Span, TokenId};

/// Groups the tokens into sentences. A line break always ends one.
pub fn split(doc: &Document) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut first = 0;
    let mut paragraph = 0;
    for at in 0..doc.tokens.len() {
        let end = doc.tokens[at].span.end as usize;
        let next = doc.tokens.get(at + 1).map_or(doc.text().len(), |t| t.span.start as usize);
        let gap = Span::new(end, next).of(doc.text());
        let breaks = gap.contains('\n');
        if breaks || at + 1 == doc.tokens.len() || (matches!(doc.form(at.into()), "." | "!" | "?" | "…") && !gap.is_empty()) {
            let span = doc.tokens[first].span.cover(doc.tokens[at].span);
            sentences.push(Sentence { span, first: TokenId::from(first), end: TokenId::from(at + 1), paragraph });
            first = at + 1;
            paragraph += u32::from(breaks);
        }
    }
    sentences
}
