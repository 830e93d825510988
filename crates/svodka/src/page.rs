//! Laying words out on a page of fixed width: wrapping, indents, colour. Knows nothing of events.

use crate::look::{Ink, Look};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A stretch of text in one ink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    pub(crate) ink: Ink,
}

/// A piece of text.
pub(crate) fn piece(ink: Ink, text: impl Into<String>) -> Piece {
    Piece { text: text.into(), ink }
}

/// Columns that a text takes on a terminal.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// What a terminal may be sent: control and direction-changing characters of a report could rewrite the screen.
pub(crate) fn printable(c: char) -> char {
    match c {
        '\u{2028}' | '\u{2029}' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => '\u{FFFD}',
        c if c.is_whitespace() && c.is_control() => ' ',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    }
}

/// A place where a line may break.
fn is_break(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// One word as it stands between two breaks, perhaps in several inks.
#[derive(Default)]
struct Atom {
    pieces: Vec<Piece>,
    width: usize,
    /// The ink of the space before it.
    space: Option<Ink>,
}

impl Atom {
    fn push(&mut self, c: char, ink: Ink) {
        self.width += c.width().unwrap_or(0);
        match self.pieces.last_mut() {
            Some(last) if last.ink == ink => last.text.push(c),
            _ => self.pieces.push(piece(ink, c)),
        }
    }
}

/// A page being written.
pub(crate) struct Page<'l> {
    pub(crate) look: &'l Look,
    out: String,
}

impl<'l> Page<'l> {
    pub(crate) fn new(look: &'l Look) -> Page<'l> {
        Page { look, out: String::new() }
    }

    /// The finished text.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// An empty line.
    pub(crate) fn gap(&mut self) {
        self.out.push('\n');
    }

    /// A line as it stands, without wrapping.
    pub(crate) fn line(&mut self, pieces: &[Piece]) {
        for Piece { text, ink } in pieces {
            ink.write(&mut self.out, text, self.look.paint);
        }
        self.out.push('\n');
    }

    /// A paragraph, wrapped; `first` stands before its first line and `next` before the others.
    pub(crate) fn paragraph(&mut self, first: &[Piece], next: &[Piece], body: &[Piece]) {
        let indent = |pieces: &[Piece]| pieces.iter().map(|p| columns(&p.text)).sum::<usize>();
        let room = |prefix: usize| self.look.columns().saturating_sub(prefix).max(8);
        let lines = wrap(body, room(indent(first)), room(indent(next)));
        for (number, line) in lines.into_iter().enumerate() {
            let mut whole = if number == 0 { first.to_vec() } else { next.to_vec() };
            whole.extend(line);
            self.line(&whole);
        }
    }
}

/// Breaks pieces into lines of at most `first` columns for the first and `rest` for the others. Never empty.
pub(crate) fn wrap(body: &[Piece], first: usize, rest: usize) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut used = 0;
    let mut room = first;
    for atom in atoms(body) {
        let gap = usize::from(used > 0);
        if used > 0 && used + gap + atom.width > room {
            lines.push(Vec::new());
            used = 0;
            room = rest;
        }
        let line = lines.last_mut().expect("there is always a line");
        if used > 0 {
            append(line, " ", atom.space.unwrap_or(Ink::Plain));
            used += 1;
        }
        if used + atom.width <= room {
            atom.pieces.iter().for_each(|p| append(line, &p.text, p.ink));
            used += atom.width;
            continue;
        }
        // A word wider than the line is cut where the line ends.
        for Piece { text, ink } in &atom.pieces {
            for c in text.chars() {
                let width = c.width().unwrap_or(0);
                if used + width > room && used > 0 {
                    lines.push(Vec::new());
                    used = 0;
                    room = rest;
                }
                let line = lines.last_mut().expect("there is always a line");
                append(line, c.encode_utf8(&mut [0; 4]), *ink);
                used += width;
            }
        }
    }
    lines
}

fn append(line: &mut Vec<Piece>, text: &str, ink: Ink) {
    match line.last_mut() {
        Some(last) if last.ink == ink => last.text.push_str(text),
        _ => line.push(piece(ink, text)),
    }
}

fn atoms(body: &[Piece]) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut atom = Atom::default();
    let mut space: Option<Ink> = None;
    for Piece { text, ink } in body {
        for c in text.chars().map(printable) {
            if is_break(c) {
                if !atom.pieces.is_empty() {
                    atoms.push(std::mem::take(&mut atom));
                }
                space = Some(*ink);
                continue;
            }
            if atom.pieces.is_empty() {
                // A space between two inks belongs to neither.
                atom.space = space.take().map(|before| if before == *ink { before } else { Ink::Plain });
            }
            atom.push(c, *ink);
        }
    }
    if !atom.pieces.is_empty() {
        atoms.push(atom);
    }
    atoms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Paint;

    fn text(lines: &[Vec<Piece>]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|p| p.text.as_str()).collect()).collect()
    }

    #[test]
    fn wraps_cyrillic_by_columns() {
        let body = [piece(Ink::Plain, "Власти объявили чрезвычайное положение")];
        assert_eq!(text(&wrap(&body, 16, 22)), ["Власти объявили", "чрезвычайное положение"]);
        assert_eq!(text(&wrap(&[], 10, 10)), [""]);
        assert_eq!(text(&wrap(&[piece(Ink::Plain, "  \n ")], 10, 10)), [""]);
    }

    #[test]
    fn cuts_words_that_no_line_holds() {
        let body = [piece(Ink::Plain, "ух ааааааааааааааа ох")];
        assert_eq!(text(&wrap(&body, 6, 6)), ["ух", "аааааа", "аааааа", "ааа ох"]);
    }

    #[test]
    fn a_word_in_two_inks_stays_whole() {
        let body = [piece(Ink::Plain, "они "), piece(Ink::Trigger, "вышли на улицы"), piece(Ink::Plain, ", а")];
        let lines = wrap(&body, 12, 12);
        assert_eq!(text(&lines), ["они вышли на", "улицы, а"]);
        assert_eq!(lines[1], [piece(Ink::Trigger, "улицы"), piece(Ink::Plain, ", а")]);
    }

    #[test]
    fn wide_and_combining_characters_count_by_columns() {
        assert_eq!(text(&wrap(&[piece(Ink::Plain, "漢字漢字 и\u{306}о")], 5, 5)), ["漢字", "漢字", "и\u{306}о"]);
    }

    #[test]
    fn escape_codes_of_a_report_never_reach_the_terminal() {
        let look = Look { paint: Paint::Ansi, ..Look::default() };
        let mut page = Page::new(&look);
        page.paragraph(&[], &[], &[piece(Ink::Plain, "до \u{1b}[31mкрасного\u{202e}\tи после\u{9b}")]);
        assert_eq!(page.finish(), "до \u{FFFD}[31mкрасного\u{FFFD} и после\u{FFFD}\n");
    }
}
