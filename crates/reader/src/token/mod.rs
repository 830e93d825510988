//! Tokens: UD's way of cutting words.
//!
//! One pass over the text. At each character that is not white space the first reader that knows it takes as much as
//! belongs together: an address, a number, a word, a run of marks. White space is between tokens and never inside.

mod abbreviation;
mod address;
mod mark;
mod number;
mod scan;
mod word;

pub(crate) use abbreviation::Ends;
pub use abbreviation::TokenLexicon;
pub(crate) use scan::is_closer;
use scan::{char_at, is_space, word_char};
use svodka_model::{Span, Token};
pub(crate) use word::is_initial_token;

/// What the cutter knows at one place of the text.
struct Scan<'a> {
    text: &'a str,
    lexicon: &'a TokenLexicon,
    tokens: Vec<Token>,
    /// Round brackets that are open at this place.
    open: u32,
}

/// Cuts a text into tokens; white space is between them.
pub fn tokenize(lexicon: &TokenLexicon, text: &str) -> Vec<Token> {
    let mut scan = Scan { text, lexicon, tokens: Vec::with_capacity(text.len() / 9 + 1), open: 0 };
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        if is_space(c) {
            if c == '\n' {
                scan.open = 0;
            }
            at += c.len_utf8();
            continue;
        }
        let end = scan.take(at, c).max(at + c.len_utf8());
        scan.tokens.push(Token { span: Span::new(at, end) });
        at = end;
    }
    scan.tokens
}

impl Scan<'_> {
    /// The end of the token that starts at `at` with `c`.
    fn take(&mut self, at: usize, c: char) -> usize {
        if let Some(end) = self.address(at, c) {
            return end;
        }
        if c.is_ascii_digit() {
            return self.number(at);
        }
        if word_char(c) {
            return self.word(at);
        }
        self.mark(at, c)
    }

    /// The token before, where nothing stands between it and `at`.
    fn glued_before(&self, at: usize) -> Option<&str> {
        let last = self.tokens.last()?;
        (last.span.end as usize == at).then(|| last.span.of(self.text))
    }

    /// The token before, across white space on the same line.
    fn before(&self, at: usize) -> Option<&str> {
        let last = self.tokens.last()?;
        let gap = self.text.get(last.span.end as usize..at)?;
        (gap.len() <= 3 && !gap.contains('\n')).then(|| last.span.of(self.text))
    }
}

#[cfg(test)]
mod tests;
