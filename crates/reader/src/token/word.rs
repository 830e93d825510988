//! Words: hyphens and apostrophes inside, the stop of an abbreviation or an initial at the end.

use super::Scan;
use super::abbreviation::Context;
use super::scan::{char_at, is_hyphen, next_visible, run, word_char};
use crate::letters::{is_capital, is_letter};

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`')
}

impl Scan<'_> {
    /// The end of the word that starts (or goes on) at `at`.
    pub(super) fn word(&self, at: usize) -> usize {
        let text = self.text;
        let mut end = run(text, at, inner);
        while let Some(c) = char_at(text, end).filter(|&c| is_hyphen(c) || is_apostrophe(c)) {
            let next = end + c.len_utf8();
            let Some(after) = char_at(text, next) else { break };
            let joins = if is_hyphen(c) { word_char(after) } else { is_letter(after) };
            if !joins {
                break;
            }
            end = run(text, next, inner);
        }
        match char_at(text, end) {
            Some('.') if self.takes_stop(at, end) => end + 1,
            _ => end,
        }
    }

    /// True where the full stop at `end` belongs to the word.
    fn takes_stop(&self, at: usize, end: usize) -> bool {
        let Some(word) = self.text.get(at..end).filter(|w| w.len() <= 16) else { return false };
        let mut letters = word.chars();
        let (first, second) = (letters.next(), letters.next());
        let after = next_visible(self.text, end + 1);
        if first.is_some_and(is_capital) && second.is_none() {
            return self.is_initial(at, end, after);
        }
        let context = Context { before: self.before(at), glued: self.glued_before(at).is_some(), text: self.text, after };
        self.lexicon.takes_stop(word, &context)
    }

    /// «А. Б. Иванов», «Иванов А. Б.»: a capital with a stop beside a name or another initial.
    fn is_initial(&self, at: usize, end: usize, after: Option<(usize, char)>) -> bool {
        let glued = char_at(self.text, end + 1).is_some_and(is_letter);
        let capital = after.is_some_and(|(_, c)| is_capital(c));
        let before = self.before(at);
        let initial_before = before.is_some_and(is_initial_token);
        let name_before = before.is_some_and(|w| w.chars().next().is_some_and(is_capital) && w.chars().count() > 2);
        let next_is_initial = after.is_some_and(|(i, c)| char_at(self.text, i + c.len_utf8()) == Some('.'));
        if glued || initial_before {
            return true;
        }
        // «витамин А. Он»: a lower-case word before and a plain capitalised word after decide nothing, so the name wins.
        capital && (before.is_none() || name_before || next_is_initial || !ends_like_object(before))
            || (name_before && after.is_none())
    }
}

/// Words after which a lone capital is a label rather than an initial.
fn ends_like_object(before: Option<&str>) -> bool {
    matches!(
        before,
        Some(
            "витамин"
                | "витамина"
                | "гепатит"
                | "гепатита"
                | "группа"
                | "группы"
                | "план"
                | "корпус"
                | "категории"
                | "категория"
        )
    )
}

/// True for a token that is one capital with its stop.
pub(crate) fn is_initial_token(token: &str) -> bool {
    let mut chars = token.chars();
    chars.next().is_some_and(is_capital) && chars.next() == Some('.') && chars.next().is_none()
}

/// Letters, digits, marks of stress and soft hyphens.
fn inner(c: char) -> bool {
    word_char(c) || c == '\u{00AD}'
}
