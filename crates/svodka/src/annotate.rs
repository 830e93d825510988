//! Words with marks under them, as a compiler shows a line of code: which words gave which field.

use crate::{
    look::Ink,
    page::{Page, Piece, columns, piece, printable},
};
use svodka_model::Span;
use unicode_width::UnicodeWidthChar;

/// Words to be marked, and what to write under them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Mark {
    /// The words, in the same text as the window.
    pub(crate) span: Span,
    pub(crate) label: String,
    pub(crate) ink: Ink,
    /// What the words are underlined with.
    pub(crate) line: char,
}

/// A character on the page: where it begins in the text, its column, its columns.
#[derive(Clone, Copy)]
struct Cell {
    at: u32,
    c: char,
    column: usize,
    width: usize,
}

/// Writes the words of `window` with the marks under each line.
pub(crate) fn write(page: &mut Page<'_>, text: &str, window: Span, marks: &[Mark], margin: usize) {
    let room = page.look.columns().saturating_sub(margin).max(8);
    let indent = " ".repeat(margin);
    let mut labelled = vec![false; marks.len()];
    for line in lines(text, window, room) {
        page.line(&[vec![piece(Ink::Plain, indent.clone())], words(&line, marks)].concat());
        for row in rows(&line, marks, &mut labelled, room) {
            for strip in row.into_iter().filter(|strip| !strip.is_empty()) {
                page.line(&[vec![piece(Ink::Plain, indent.clone())], strip].concat());
            }
        }
    }
}

/// The words of the window, broken at spaces into lines of at most `room` columns.
fn lines(text: &str, window: Span, room: usize) -> Vec<Vec<Cell>> {
    let mut lines: Vec<Vec<Cell>> = vec![Vec::new()];
    let mut used = 0;
    // The last space of the current line, after which it may be broken.
    let mut space: Option<usize> = None;
    for (at, c) in window.of(text).char_indices() {
        let c = printable(c);
        let width = c.width().unwrap_or(0);
        let cell = |column| Cell { at: window.start + at as u32, c, column, width };
        if used + width > room {
            let line = lines.last_mut().expect("there is always a line");
            let mut carried: Vec<Cell> =
                if c == ' ' { Vec::new() } else { space.map_or_else(Vec::new, |space| line.split_off(space + 1)) };
            used = 0;
            for cell in &mut carried {
                cell.column = used;
                used += cell.width;
            }
            lines.push(carried);
            space = None;
        }
        let line = lines.last_mut().expect("there is always a line");
        if c == ' ' {
            if line.is_empty() {
                continue;
            }
            space = Some(line.len());
        }
        line.push(cell(used));
        used += width;
    }
    for line in &mut lines {
        while line.pop_if(|cell| cell.c == ' ').is_some() {}
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// A line of text, its marked words in their ink.
fn words(line: &[Cell], marks: &[Mark]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for cell in line {
        let marked = marks.iter().find(|m| m.ink != Ink::Faint && covers(m, cell));
        let ink = marked.map_or(Ink::Plain, |m| m.ink);
        match pieces.last_mut() {
            Some(last) if last.ink == ink => last.text.push(cell.c),
            _ => pieces.push(piece(ink, cell.c)),
        }
    }
    pieces
}

fn covers(mark: &Mark, cell: &Cell) -> bool {
    mark.span.start <= cell.at && cell.at < mark.span.end
}

/// What stands under one line: rows of underlines with a strip of labels each, as few as keep marks apart.
fn rows(line: &[Cell], marks: &[Mark], labelled: &mut [bool], room: usize) -> Vec<[Vec<Piece>; 2]> {
    struct Placed<'m> {
        from: usize,
        to: usize,
        label: usize,
        mark: &'m Mark,
        text: &'m str,
    }
    let mut placed: Vec<Placed<'_>> = Vec::new();
    for (number, mark) in marks.iter().enumerate() {
        let mut covered = line.iter().filter(|cell| covers(mark, cell) && cell.c != ' ');
        let Some(first) = covered.next() else { continue };
        let last = covered.next_back().unwrap_or(first);
        // A mark that goes on in the next line is named once.
        let text = if std::mem::replace(&mut labelled[number], true) { "" } else { mark.label.as_str() };
        let (from, to) = (first.column, (last.column + last.width).max(first.column + 1));
        let label = from.min(room.saturating_sub(columns(text)));
        placed.push(Placed { from, to, label, mark, text });
    }
    placed.sort_by_key(|p| (p.from, p.to));
    let mut rows: Vec<(usize, [Vec<Piece>; 2], [usize; 2])> = Vec::new();
    for p in placed {
        let left = p.from.min(p.label);
        let row = match rows.iter_mut().find(|(end, ..)| *end <= left) {
            Some(row) => row,
            None => {
                rows.push((0, [Vec::new(), Vec::new()], [0, 0]));
                rows.last_mut().expect("a row was just added")
            }
        };
        let (end, strips, used) = row;
        let under = p.mark.line.to_string().repeat(p.to - p.from);
        let ink = if p.mark.ink == Ink::Plain { Ink::Faint } else { p.mark.ink };
        for (strip, at, text, ink) in [(0, p.from, under.as_str(), ink), (1, p.label, p.text, Ink::Faint)] {
            if !text.is_empty() {
                strips[strip].push(piece(Ink::Plain, " ".repeat(at - used[strip])));
                strips[strip].push(piece(ink, text));
                used[strip] = at + columns(text);
            }
        }
        *end = p.to.max(p.label + columns(p.text)) + 1;
    }
    rows.into_iter().map(|(_, strips, _)| strips).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::look::Look;

    fn mark(text: &str, words: &str, label: &str, line: char) -> Mark {
        let at = text.find(words).unwrap();
        Mark { span: Span::new(at, at + words.len()), label: label.to_owned(), ink: Ink::Plain, line }
    }

    fn drawn(text: &str, marks: &[Mark], width: usize) -> String {
        let look = Look { width, ..Look::default() };
        let mut page = Page::new(&look);
        write(&mut page, text, Span::new(0, text.len()), marks, 0);
        page.finish()
    }

    #[test]
    fn marks_stand_under_their_words_on_every_line() {
        let text = "Рыбаки вышли на площадь перед акиматом вчера вечером.";
        let marks = [mark(text, "вышли на площадь", "событие", '^'), mark(text, "площадь перед акиматом", "место", '-')];
        assert_eq!(
            drawn(text, &marks, 30),
            "\
Рыбаки вышли на площадь перед
       ^^^^^^^^^^^^^^^^
       событие
                -------------
                место
акиматом вчера вечером.
--------
"
        );
    }

    #[test]
    fn a_label_that_would_cross_the_edge_moves_left() {
        let text = "Рынки закрыты до понедельника.";
        let marks = [mark(text, "понедельника", "время события", '-')];
        assert_eq!(drawn(text, &marks, 30), format!("{text}\n{}------------\n{}время события\n", " ".repeat(17), " ".repeat(17)));
        let text = "Рынки закрыты с субботы, 8 мая";
        assert_eq!(
            drawn(text, &[mark(text, "мая", "когда", '-')], 30),
            format!("{text}\n{}---\n{}когда\n", " ".repeat(27), " ".repeat(25))
        );
    }
}
