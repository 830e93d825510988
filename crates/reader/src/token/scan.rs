//! Classes of characters, and steps over the text that cannot fail.

/// The character that starts at byte `at`.
use crate::letters::is_letter_or_digit;
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character before byte `at`.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// White space, control characters and the invisible characters that separate nothing.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2060}' | '\u{00AD}' | '\u{200E}' | '\u{200F}')
}

/// A combining mark, such as the stress of «за́мок».
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0487}')
}

/// A character that a word is made of.
pub(super) fn word_char(c: char) -> bool {
    is_letter_or_digit(c) || c == '_' || is_mark(c)
}

/// A hyphen that joins parts of a word; dashes do not.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// A mark that closes what an opening mark began.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, '»' | '”' | '“' | '"' | ')' | ']' | '’' | '\'')
}

/// The end of the run of characters from `at` that satisfy `wanted`.
pub(super) fn run(text: &str, at: usize, wanted: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.char_indices().find(|&(_, c)| !wanted(c)).map_or(text.len(), |(i, _)| at + i)
}

/// The first character after `at` that is not a space, with its place, looking only a few characters ahead on the line.
pub(super) fn next_visible(text: &str, at: usize) -> Option<(usize, char)> {
    let rest = text.get(at..)?;
    let near = rest.char_indices().take(4).take_while(|&(_, c)| c != '\n');
    near.into_iter().find(|&(_, c)| !is_space(c)).map(|(i, c)| (at + i, c))
}

/// A character that is shown as a picture, or that changes or joins one.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{2300}'..='\u{23FF}'
        | '\u{FE0E}' | '\u{FE0F}' | '\u{200D}' | '\u{20E3}' | '\u{203C}' | '\u{2049}' | '\u{25A0}'..='\u{25FF}'
        | '\u{E0020}'..='\u{E007F}' | '\u{3030}' | '\u{303D}')
}
