//! Numbers: «1,5», «18:30», «05.01.2022», «2007/08», «90-х», «30-летний», «10» «-» «15», «100» «кг».

use super::Scan;
use super::scan::{char_at, is_hyphen, run, word_char};
use crate::letters::is_letter;

fn digits(text: &str, at: usize) -> usize {
    run(text, at, |c| c.is_ascii_digit())
}

/// The end of digits joined by decimal marks, colons and strokes.
fn joined(text: &str, at: usize) -> usize {
    let mut end = digits(text, at);
    while let Some(c) = char_at(text, end) {
        let next = end + c.len_utf8();
        let more = digits(text, next);
        if !matches!(c, '.' | ',' | ':' | '/') || more == next {
            break;
        }
        end = more;
    }
    end
}

impl Scan<'_> {
    /// The end of the token that starts with the digit at `at`.
    pub(super) fn number(&self, at: usize) -> usize {
        let text = self.text;
        let end = joined(text, at);
        let Some(c) = char_at(text, end) else { return end };
        let next = end + c.len_utf8();
        if is_hyphen(c) {
            return match char_at(text, next) {
                Some(d) if d.is_ascii_digit() => self.hyphenated(end, next),
                Some(d) if is_letter(d) => self.word(next),
                _ => end,
            };
        }
        if c == '%' {
            let ending = char_at(text, next).filter(|&h| is_hyphen(h)).map(|h| next + h.len_utf8());
            return match ending {
                Some(ending) if char_at(text, ending).is_some_and(is_letter) => run(text, ending, word_char),
                _ => end,
            };
        }
        if !word_char(c) {
            return end;
        }
        let letters = run(text, end, word_char);
        let unit = text.get(end..letters).unwrap_or_default();
        if self.lexicon.is_unit(unit) { end } else { self.word(end) }
    }

    /// One hyphen between numbers is a range and a token of its own; more of them make one code (a telephone, an ISO date).
    fn hyphenated(&self, end: usize, next: usize) -> usize {
        let mut last = joined(self.text, next);
        let mut hyphens = 1;
        while let Some(h) = char_at(self.text, last).filter(|&h| is_hyphen(h)) {
            let part = last + h.len_utf8();
            let more = joined(self.text, part);
            if more == part {
                // «10-15-летний»
                let letters = char_at(self.text, part).is_some_and(is_letter);
                return if letters {
                    self.word(part)
                } else if hyphens > 1 {
                    last
                } else {
                    end
                };
            }
            hyphens += 1;
            last = more;
        }
        if hyphens > 1 { last } else { end }
    }
}
