use super::Vocabulary;
use crate::letters::{is_capital, is_letter};
use svodka_model::{Document, Span};

/// A run of letters, a run of digits, or a mark: tokens cut as small as dates and amounts need, however the tokenizer cut them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    /// Its characters; of a number with its ending («80-х»), both.
    pub(crate) span: Span,
    /// The token that it begins in.
    pub(crate) token: u32,
    pub(crate) kind: Kind,
    /// No white space before it.
    pub(crate) tight: bool,
    /// A line break before it.
    pub(crate) breaks: bool,
    /// It begins with a capital letter.
    pub(crate) capital: bool,
    /// Its rows in the vocabulary; 0 for none.
    pub(crate) sense: u16,
}

/// What an atom is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits, with the letters that a hyphen ties to them: `2-го`, `90-х`, `70-летний`.
    Number {
        value: u64,
        digits: u8,
        /// Empty at the end of the digits where there is no ending.
        ending: Span,
    },
    /// One character that is neither; any hyphen is `-`, any dash `–`.
    Mark(char),
}

impl Atom {
    /// The mark, `\0` for words and numbers.
    pub(crate) fn mark(&self) -> char {
        match self.kind {
            Kind::Mark(mark) => mark,
            _ => '\0',
        }
    }

    /// The value and number of digits of a number without an ending.
    pub(crate) fn plain(&self) -> Option<(u64, u8)> {
        match self.kind {
            Kind::Number { value, digits, ending } if ending.is_empty() => Some((value, digits)),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Class {
    Letter,
    Digit,
    Other,
}

fn class(c: char) -> Class {
    match c {
        'а'..='я' | 'А'..='Я' | 'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        '\0'..='\x7f' => Class::Other,
        _ if is_letter(c) || c == '\u{301}' => Class::Letter,
        _ => Class::Other,
    }
}

/// Cuts the tokens of a document into atoms.
pub(crate) fn atoms(vocabulary: &Vocabulary, doc: &Document) -> Vec<Atom> {
    let text = doc.text();
    let mut atoms: Vec<Atom> = Vec::with_capacity(doc.tokens.len() + doc.tokens.len() / 8);
    let mut folded = String::new();
    let mut last = 0;
    for (token, span) in doc.tokens.iter().map(|t| t.span).enumerate() {
        let mut chars = span.of(text).char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() {
                continue;
            }
            let kind = class(c);
            let start = span.start as usize + at;
            let mut end = start + c.len_utf8();
            let mut value = c.to_digit(10).map_or(0, u64::from);
            if kind != Class::Other {
                while let Some(&(_, next)) = chars.peek().filter(|(_, next)| class(*next) == kind) {
                    end += next.len_utf8();
                    value = value.saturating_mul(10).saturating_add(next.to_digit(10).map_or(0, u64::from));
                    chars.next();
                }
            }
            let gap = text.get(last..start).unwrap_or_default();
            let here = Span::new(start, end);
            let mut atom = Atom {
                span: here,
                token: token as u32,
                kind: Kind::Word,
                tight: gap.is_empty() && start > 0,
                breaks: gap.contains('\n'),
                capital: is_capital(c),
                sense: 0,
            };
            last = end;
            match kind {
                Class::Letter if end_number(&mut atoms, here, atom.tight) => continue,
                Class::Letter => atom.sense = vocabulary.sense(here.of(text), &mut folded),
                Class::Digit => {
                    let digits = (end - start).min(u8::MAX as usize) as u8;
                    atom.kind = Kind::Number { value, digits, ending: Span::new(end, end) };
                }
                Class::Other => {
                    atom.kind = Kind::Mark(match c {
                        '‐' | '‑' => '-',
                        '—' | '−' => '–',
                        _ => c,
                    })
                }
            }
            atoms.push(atom);
        }
    }
    atoms
}

/// Ties letters after a number and a hyphen to the number; says whether it did.
fn end_number(atoms: &mut Vec<Atom>, letters: Span, tight: bool) -> bool {
    let [.., number, hyphen] = atoms.as_mut_slice() else { return false };
    let (Kind::Number { ending, .. }, '-') = (&mut number.kind, hyphen.mark()) else { return false };
    if !tight || !hyphen.tight || !ending.is_empty() {
        return false;
    }
    *ending = letters;
    number.span = number.span.cover(letters);
    atoms.pop();
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_letters_digits_and_marks() {
        let doc = crate::number::cut("В 80-х Ил-76, 2-го: 18:30 и 5–7\u{a0}млн, $27");
        let vocabulary = Vocabulary::new(&[]).unwrap();
        let words: Vec<&str> = atoms(&vocabulary, &doc).iter().map(|a| a.span.of(doc.text())).collect();
        assert_eq!(words.join("|"), "В|80-х|Ил|-|76|,|2-го|:|18|:|30|и|5|–|7|млн|,|$|27");
    }
}
