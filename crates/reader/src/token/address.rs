//! Addresses of the net: links, mail, `@names`, `#tags`.

use super::Scan;
use super::scan::{char_at, char_before, is_closer, is_space, run, word_char};
use crate::letters::{is_letter, is_letter_or_digit, is_small};

/// Characters of a name in mail addresses and `@names`.
fn name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// A character that may stand in a link.
fn link_char(c: char) -> bool {
    !is_space(c) && !matches!(c, '<' | '>' | '«' | '»' | '"' | '“' | '”' | '—' | '(' | '[' | ']')
}

impl Scan<'_> {
    /// The end of the address at `at`, if one starts there.
    pub(super) fn address(&self, at: usize, c: char) -> Option<usize> {
        let rest = self.text.get(at..)?;
        match c {
            '#' => {
                let end = run(self.text, at + 1, |c| word_char(c) || c == '-');
                let named = rest.chars().nth(1).is_some_and(|c| is_letter(c) || c == '_');
                named.then(|| self.trim(at + 1, end))
            }
            '@' => {
                let end = self.trim(at + 1, run(self.text, at + 1, |c| word_char(c) || c == '-'));
                (end > at + 1).then_some(end)
            }
            _ if c.is_ascii_alphanumeric() => self.link(at, rest).or_else(|| self.mail(at)).or_else(|| self.domain(at)),
            _ if is_letter(c) => self.domain(at),
            _ => None,
        }
    }

    fn link(&self, at: usize, rest: &str) -> Option<usize> {
        let head = rest.as_bytes();
        let scheme = ["http://", "https://", "www.", "ftp://"]
            .iter()
            .find(|s| head.get(..s.len()).is_some_and(|h| h.eq_ignore_ascii_case(s.as_bytes())))?;
        let end = self.trim(at + scheme.len(), run(self.text, at, link_char));
        (end > at + scheme.len()).then_some(end)
    }

    fn mail(&self, at: usize) -> Option<usize> {
        let user = run(self.text, at, name_char);
        if char_at(self.text, user) != Some('@') {
            return None;
        }
        let end = self.trim(user + 1, run(self.text, user + 1, name_char));
        self.text.get(user + 1..end)?.contains('.').then_some(end)
    }

    /// A name with a known last part, with the path that may follow: «example.ru/news».
    fn domain(&self, at: usize) -> Option<usize> {
        let mut end = run(self.text, at, |c| is_letter_or_digit(c) || c == '-');
        let mut known = false;
        while char_at(self.text, end) == Some('.') {
            let next = run(self.text, end + 1, |c| is_letter_or_digit(c) || c == '-');
            if next == end + 1 {
                break;
            }
            let part = self.text.get(end + 1..next)?;
            known = part.chars().all(is_small) && self.lexicon.is_domain(part);
            // A sentence without a space after its stop («на обед.Ещё») is no address.
            if !known && !part.is_ascii() {
                return None;
            }
            end = next;
        }
        if !known {
            return None;
        }
        if char_at(self.text, end) == Some('/') {
            end = self.trim(end, run(self.text, end, link_char));
        }
        Some(end)
    }

    /// Gives back the marks that close a sentence rather than an address.
    fn trim(&self, from: usize, mut end: usize) -> usize {
        while end > from {
            match char_before(self.text, end) {
                Some(c) if is_closer(c) || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '-' | '*') => {
                    end -= c.len_utf8()
                }
                _ => break,
            }
        }
        end
    }
}
