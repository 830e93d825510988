//! Tokens: UD's way of cutting words.

use svodka_model::{Span, Token};

/// Cuts a text into tokens; white space is between them.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        let word = c.is_alphanumeric() || c == '-';
        if let Some(from) = start.filter(|_| !word) {
            tokens.push(Token { span: Span::new(from, at) });
            start = None;
        }
        if word {
            start = start.or(Some(at));
        } else if !c.is_whitespace() {
            tokens.push(Token { span: Span::new(at, at + c.len_utf8()) });
        }
    }
    if let Some(from) = start {
        tokens.push(Token { span: Span::new(from, text.len()) });
    }
    tokens
}
