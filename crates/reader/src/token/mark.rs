//! Punctuation, smileys and pictures.

use super::Scan;
use super::scan::{char_at, is_emoji, run};
use crate::letters::is_letter_or_digit;

impl Scan<'_> {
    /// The end of the mark that starts at `at` with `c`.
    pub(super) fn mark(&mut self, at: usize, c: char) -> usize {
        let text = self.text;
        let next = at + c.len_utf8();
        match c {
            '.' | '!' | '?' | '…' => run(text, next, |c| matches!(c, '.' | '!' | '?' | '…')),
            '(' => self.open_bracket(at, next),
            ')' => self.close_bracket(at, next),
            '-' | '*' | '_' | '~' | '=' | ',' | '\\' if char_at(text, next) == Some(c) => run(text, next, |d| d == c),
            '`' | '\'' if char_at(text, next) == Some(c) => next + 1,
            ':' | ';' | '=' => self.smiley(at, next),
            c if is_emoji(c) => run(text, next, is_emoji),
            _ => next,
        }
    }

    fn open_bracket(&mut self, at: usize, next: usize) -> usize {
        let end = run(self.text, next, |c| c == '(');
        // «((» after a word or at the end is a sad face, not two brackets.
        let face = end > next && char_at(self.text, end).is_none_or(|c| c.is_whitespace());
        if face {
            return end;
        }
        self.open += 1;
        debug_assert!(next > at);
        next
    }

    fn close_bracket(&mut self, _at: usize, next: usize) -> usize {
        if self.open > 0 {
            self.open -= 1;
            return next;
        }
        run(self.text, next, |c| c == ')')
    }

    /// «:)», «;-(», «=))»: only where no bracket is open that the mouth could close.
    fn smiley(&mut self, at: usize, next: usize) -> usize {
        if self.open > 0 {
            return next;
        }
        let nose = if char_at(self.text, next) == Some('-') { next + 1 } else { next };
        match char_at(self.text, nose) {
            Some(mouth @ (')' | '(')) => {
                let end = run(self.text, nose, |c| c == mouth);
                debug_assert!(end > at);
                // «см.: (там)» opens a bracket.
                let opens = mouth == '(' && char_at(self.text, end).is_some_and(is_letter_or_digit);
                if opens { next } else { end }
            }
            _ => next,
        }
    }
}
