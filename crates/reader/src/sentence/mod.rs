//! Sentences, headings and captions.

use crate::letters::{is_capital, is_letter_or_digit, is_small};
use crate::token::{Ends, TokenLexicon, is_closer, is_initial_token};
use svodka_model::{Document, Sentence, Span, TokenId};

/// Groups the tokens into sentences. A line break ends one, except where the line goes on in lower case.
pub fn split(lexicon: &TokenLexicon, doc: &Document) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::with_capacity(doc.tokens.len() / 15 + 1);
    let mut walk = Walk { lexicon, doc, first: 0, quotes: 0 };
    let mut paragraph = 0;
    for at in 0..doc.tokens.len() {
        walk.quotes += u32::from(walk.form(at) == "\"");
        let breaks = walk.line_breaks(at);
        if !breaks && at + 1 < doc.tokens.len() && !walk.ends(at) {
            continue;
        }
        let span = doc.tokens[walk.first].span.cover(doc.tokens[at].span);
        sentences.push(Sentence { span, first: TokenId::from(walk.first), end: TokenId::from(at + 1), paragraph });
        walk.first = at + 1;
        walk.quotes = 0;
        paragraph += u32::from(breaks);
    }
    sentences
}

/// Bytes of a line that may have been wrapped: some 45 Cyrillic letters.
const WRAPPED: usize = 80;

/// Where the splitter stands.
struct Walk<'a> {
    lexicon: &'a TokenLexicon,
    doc: &'a Document,
    /// First token of the sentence that is open.
    first: usize,
    /// Straight quotation marks in it so far.
    quotes: u32,
}

/// A mark that ends a sentence: «.», «!», «?..», «…».
fn is_stop(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…'))
}

fn is_dash(form: &str) -> bool {
    matches!(form, "—" | "–" | "-" | "--" | "―")
}

/// True for a smiley or picture, which may follow the stop of its sentence.
fn is_picture(form: &str) -> bool {
    form.chars().next().is_some_and(|c| !is_letter_or_digit(c) && !c.is_ascii_punctuation() && c as u32 >= 0x2300)
        || (form.len() > 1 && form.ends_with(['(', ')']))
}

fn starts_upper(form: &str) -> bool {
    form.chars().next().is_some_and(is_capital)
}

impl<'a> Walk<'a> {
    fn form(&self, at: usize) -> &'a str {
        self.doc.tokens.get(at).map_or("", |t| t.span.of(self.doc.text()))
    }

    /// What stands between a token and the next.
    fn gap(&self, at: usize) -> &'a str {
        let end = self.doc.tokens[at].span.end as usize;
        let next = self.doc.tokens.get(at + 1).map_or(self.doc.text().len(), |t| t.span.start as usize);
        Span::new(end, next).of(self.doc.text())
    }

    /// True where the line ends after the token and its sentence with it.
    fn line_breaks(&self, at: usize) -> bool {
        let gap = self.gap(at);
        if !gap.contains('\n') {
            return false;
        }
        // A blank line parts paragraphs; a single break may only wrap a long line.
        let blank = gap.bytes().filter(|&b| b == b'\n').count() > 1;
        let goes_on = self.form(at + 1).starts_with(is_small) && !is_stop(self.form(at)) && self.form(at) != ":";
        blank || !goes_on || !self.is_long_line(at)
    }

    /// True where the line up to the end of the token is as long as lines are that a program has wrapped.
    fn is_long_line(&self, at: usize) -> bool {
        let end = self.doc.tokens[at].span.end as usize;
        let near = self.doc.text().as_bytes().get(end.saturating_sub(WRAPPED)..end).unwrap_or_default();
        near.len() == WRAPPED && !near.contains(&b'\n')
    }

    /// True where the sentence ends after the token, in the middle of a line.
    fn ends(&self, at: usize) -> bool {
        let form = self.form(at);
        if is_stop(form) {
            return !self.closes_next(at) && self.starts_after(at, form);
        }
        if form.ends_with('.') {
            return self.abbreviation_ends(at, form);
        }
        // A closing mark or a picture right after the stop.
        if self.is_tail(at) {
            let mut stop = at;
            while stop > self.first && self.is_tail(stop) {
                stop -= 1;
            }
            let before = self.form(stop);
            let ended = is_stop(before) && stop > self.first;
            return ended && !self.closes_next(at) && self.starts_after(at, before);
        }
        false
    }

    /// True for a mark that closes the sentence together with its stop.
    fn is_tail(&self, at: usize) -> bool {
        let form = self.form(at);
        if is_picture(form) {
            return true;
        }
        let closes = form.chars().next().is_some_and(is_closer) && form.len() <= 3;
        let glued = at > 0 && self.gap(at - 1).is_empty();
        closes && glued && (form != "\"" || self.quotes.is_multiple_of(2))
    }

    /// True where the next token still belongs to the end of this sentence.
    fn closes_next(&self, at: usize) -> bool {
        let next = self.form(at + 1);
        if is_picture(next) && !self.gap(at).contains('\n') {
            // «Ура! 🔥 Да»: the picture closes; «Ура. ❗Да»: it opens.
            return self.gap(at).is_empty() || !self.gap(at + 1).is_empty();
        }
        let closes = next.chars().next().is_some_and(is_closer) && next.len() <= 3;
        closes && self.gap(at).is_empty() && (next != "\"" || self.quotes % 2 == 1)
    }

    /// True where a new sentence starts after the stop at `at`.
    fn starts_after(&self, at: usize, stop: &str) -> bool {
        let mut next = at + 1;
        let spaced = !self.gap(at).is_empty();
        let plain = stop == ".";
        if is_dash(self.form(next)) {
            // Direct speech: «…!» — сказал он.
            return starts_upper(self.form(next + 1)) && plain || starts_upper(self.form(next + 1)) && !self.gap(next).is_empty();
        }
        while matches!(self.form(next), "«" | "\"" | "“" | "„" | "(" | "[" | "'" | "``" | "''" | "*" | "**") {
            next += 1;
        }
        let form = self.form(next);
        let Some(first) = form.chars().next() else { return true };
        if is_small(first) {
            return false;
        }
        // The number of a list entry: «1. Первое».
        if plain && at == self.first + 1 && self.form(self.first).bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        if !spaced && next == at + 1 {
            // «дома.Потом», but not «3.Б» or «НТВ.Ру».
            let before = self.form(at.saturating_sub(1));
            return is_capital(first) && before.chars().count() > 2 && before.chars().all(is_small);
        }
        if matches!(form, "," | ";" | ":" | ")" | "»") {
            return false;
        }
        true
    }

    fn abbreviation_ends(&self, at: usize, form: &str) -> bool {
        if is_initial_token(form) || self.gap(at).is_empty() {
            return false;
        }
        let mut next = at + 1;
        while matches!(self.form(next), "«" | "\"" | "“" | "—" | "–") {
            next += 1;
        }
        if !starts_upper(self.form(next)) {
            return false;
        }
        match self.lexicon.ends(form) {
            Some(Ends::BeforeCapital) => at > self.first + 1,
            Some(Ends::AfterDate) => {
                let dated = self.form(at.saturating_sub(1)).starts_with(|c: char| c.is_ascii_digit());
                dated && at > self.first + 4
            }
            Some(Ends::Never) | None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use svodka_model::Report;

    /// Checks a text whose sentences are parted by «¦».
    fn check(marked: &str) {
        let lexicon = TokenLexicon::bundled();
        let text = marked.replace('¦', "");
        let mut doc = Document::new(Report { text, ..Report::default() });
        doc.tokens = crate::token::tokenize(&lexicon, doc.text());
        let found: Vec<String> = split(&lexicon, &doc).iter().map(|s| doc.quote(s.span).to_owned()).collect();
        let wanted: Vec<&str> = marked.split('¦').map(str::trim).collect();
        assert_eq!(found, wanted, "{marked}");
    }

    #[test]
    fn stops_before_capitals() {
        check("Мэр ушёл. ¦Город спит! ¦Да?.. ¦Нет.");
        check("Он сказал «Нет!» и ушёл. ¦Все рады.");
        check("Он спросил: «Когда?» ¦Она ушла.");
        check("Он ушёл.¦Потом вернулся.");
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        check("На ул. Мира живёт А. Б. Иванов. ¦Он рад.");
        check("Это было в прошлом веке в 2005 г. ¦Потом стало тише.");
        check("В 2005 г. Иванов уехал.");
        check("Купили хлеб, соль и др. ¦Потом ушли.");
        check("Купили хлеб, т. е. еду. ¦Потом ушли.");
    }

    #[test]
    fn direct_speech() {
        check("«Мы идём. ¦Они стоят», — сказал он.");
        check("«Мы идём!» — сказал он. ¦«Стойте.» ¦Все стоят.");
        check("\"Мы идём\", — сказал он. ¦\"Стойте\".");
        check("\"Мы идём.\" ¦Все стоят.");
    }

    #[test]
    fn lines() {
        check("Отставка мэра\n¦Фото автора\n\n¦Мэр ушёл.\n¦Город спит.");
        check("Мэр города, в котором прошли выборы нового совета, подал\nв отставку.");
        check("Мэр города\n¦подал в отставку.");
        check("Итоги:\n¦хлеб;");
    }

    #[test]
    fn pictures_close_or_open() {
        check("Ура! 🔥 ¦Да.");
        check("Ушёл. ¦❗️Срочно.");
        check("1. Первое. ¦2. Второе.");
    }
}
