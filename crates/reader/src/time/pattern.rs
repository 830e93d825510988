use super::leaf::{Leaf, Make, Tape};
use super::reading::{Fields, Slot};
use crate::letters::is_letter_or_digit;
use crate::number::{RowId, Vocabulary};

/// A compiled pattern: `DAY month (YEAR год?)?` and the like.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    steps: Vec<Step>,
}

#[derive(Clone, Debug)]
enum Step {
    Leaf(Leaf, Slot),
    /// Go on at either.
    Fork(usize, usize),
    Jump(usize),
}

/// A search for the longest match; no match runs over a line break.
struct Run<'a> {
    tape: &'a Tape<'a>,
    start: usize,
    best: Option<(Fields, usize)>,
    budget: u32,
}

/// What can begin a pattern.
#[derive(Debug, Default)]
pub(crate) struct Starts {
    pub(crate) rows: Vec<RowId>,
    /// Begins with a number that may be written in digits.
    pub(crate) digits: bool,
    /// Begins with a number that may be written in words.
    pub(crate) numerals: bool,
}

impl Pattern {
    /// Compiles the text of a pattern, with its named pieces already put in.
    pub(crate) fn compile(vocabulary: &mut Vocabulary, text: &str) -> Result<Pattern, String> {
        let words = words(text);
        let mut compiler = Compiler { vocabulary, words: &words, at: 0, steps: Vec::new() };
        compiler.alternatives()?;
        match words.get(compiler.at) {
            Some(word) => Err(format!("«{word}» out of place")),
            None => Ok(Pattern { steps: compiler.steps }),
        }
    }

    /// The longest match from an atom: what it captured and one past its last atom.
    pub(crate) fn longest(&self, tape: &Tape<'_>, at: usize) -> Option<(Fields, usize)> {
        let mut run = Run { tape, start: at, best: None, budget: 400 };
        self.run(&mut run, 0, at, Fields::default());
        run.best
    }

    fn run(&self, run: &mut Run<'_>, mut step: usize, mut at: usize, mut fields: Fields) {
        while let Some(next) = self.steps.get(step) {
            if run.budget == 0 {
                return;
            }
            run.budget -= 1;
            match next {
                Step::Leaf(..) if at > run.start && run.tape.atoms.get(at).is_some_and(|a| a.breaks) => return,
                Step::Leaf(leaf, slot) => match run.tape.leaf(leaf, *slot, at, &mut fields) {
                    Some(after) => (at, step) = (after, step + 1),
                    None => return,
                },
                Step::Fork(first, second) => {
                    self.run(run, *first, at, fields);
                    step = *second;
                }
                Step::Jump(to) => step = *to,
            }
        }
        if run.best.as_ref().is_none_or(|(_, end)| at > *end) {
            run.best = Some((fields, at));
        }
    }

    /// What can begin it.
    pub(crate) fn starts(&self) -> Starts {
        let mut starts = Starts::default();
        self.collect(0, &mut starts);
        starts
    }

    fn collect(&self, step: usize, starts: &mut Starts) {
        match self.steps.get(step) {
            Some(Step::Leaf(Leaf::Word(rows), _)) => starts.rows.extend(rows),
            Some(Step::Leaf(Leaf::Number(make), _)) => {
                starts.digits |= *make != Make::Roman;
                starts.numerals |= make.worded();
            }
            Some(Step::Fork(first, second)) => {
                self.collect(*first, starts);
                self.collect(*second, starts);
            }
            Some(Step::Jump(to)) => self.collect(*to, starts),
            Some(Step::Leaf(..)) | None => {}
        }
    }
}

/// Cuts a pattern: words, `(`, `|`, `)`, `?`; a mark to be matched is quoted with a backslash when it is one of these.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for mut piece in text.split_whitespace() {
        while !piece.is_empty() {
            let cut = match piece.chars().next() {
                Some('\\') => piece.len().min(2),
                Some('(' | '|' | ')' | '?') => 1,
                _ => piece.find(['(', '|', ')', '?']).unwrap_or(piece.len()),
            };
            let (word, rest) = piece.split_at(cut);
            words.push(word);
            piece = rest;
        }
    }
    words
}

struct Compiler<'a> {
    vocabulary: &'a mut Vocabulary,
    words: &'a [&'a str],
    at: usize,
    steps: Vec<Step>,
}

impl Compiler<'_> {
    fn peek(&self) -> Option<&str> {
        self.words.get(self.at).copied()
    }

    fn alternatives(&mut self) -> Result<(), String> {
        let mut exits = Vec::new();
        loop {
            let fork = self.steps.len();
            self.sequence()?;
            if self.peek() != Some("|") {
                break;
            }
            self.at += 1;
            self.steps.insert(fork, Step::Fork(0, 0));
            shift(&mut self.steps[fork + 1..], fork, 1);
            exits.push(self.steps.len());
            self.steps.push(Step::Jump(0));
            self.steps[fork] = Step::Fork(fork + 1, self.steps.len());
        }
        let end = self.steps.len();
        for exit in exits {
            self.steps[exit] = Step::Jump(end);
        }
        Ok(())
    }

    fn sequence(&mut self) -> Result<(), String> {
        while let Some(word) = self.words.get(self.at).copied() {
            if matches!(word, "|" | ")") {
                break;
            }
            let start = self.steps.len();
            self.at += 1;
            if word == "(" {
                self.alternatives()?;
                if self.peek() != Some(")") {
                    return Err("a parenthesis is not closed".into());
                }
                self.at += 1;
            } else {
                let (leaf, slot) = self.leaf(word)?;
                self.steps.push(Step::Leaf(leaf, slot));
            }
            if self.peek() == Some("?") {
                self.at += 1;
                self.steps.insert(start, Step::Fork(0, 0));
                shift(&mut self.steps[start + 1..], start, 1);
                self.steps[start] = Step::Fork(start + 1, self.steps.len());
            }
        }
        Ok(())
    }

    fn leaf(&mut self, word: &str) -> Result<(Leaf, Slot), String> {
        let (name, slot) = match word.split_once(':') {
            Some((name, slot)) if !name.is_empty() => (name, Some(Slot::named(slot).ok_or_else(|| format!("no slot {slot}"))?)),
            _ => (word, None),
        };
        let default = Slot::named(name);
        if let Some(make) = Make::named(name) {
            return Ok((Leaf::Number(make), slot.or(default).unwrap_or(Slot::Nothing)));
        }
        if name == "ANY" {
            return Ok((Leaf::Any, Slot::Nothing));
        }
        let mark = name.trim_start_matches('\\');
        if let Some(mark) = mark.chars().next().filter(|c| mark.chars().count() == 1 && !is_letter_or_digit(*c)) {
            return Ok((Leaf::Mark(mark), Slot::Nothing));
        }
        let mut rows = self.vocabulary.class(name);
        if rows.is_empty() {
            rows = vec![match name.strip_prefix('=') {
                Some(form) => self.vocabulary.exact(form)?,
                None if name.is_ascii() => return Err(format!("no class {name}")),
                None => self.vocabulary.literal(name)?,
            }];
            return Ok((Leaf::Word(rows), slot.unwrap_or(Slot::Nothing)));
        }
        let slot = slot.or(default).ok_or_else(|| format!("class {name} has no slot"))?;
        Ok((Leaf::Word(rows), slot))
    }
}

/// Moves the targets behind an insertion.
fn shift(steps: &mut [Step], from: usize, by: usize) {
    let moved = |to: usize| if to >= from { to + by } else { to };
    for step in steps {
        match step {
            Step::Fork(first, second) => (*first, *second) = (moved(*first), moved(*second)),
            Step::Jump(to) => *to = moved(*to),
            Step::Leaf(..) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::atoms;

    fn matched(pattern: &str, text: &str) -> Option<String> {
        let mut vocabulary = Vocabulary::new(&[]).unwrap();
        let pattern = Pattern::compile(&mut vocabulary, pattern).unwrap();
        let doc = crate::number::cut(text);
        let atoms = atoms(&vocabulary, &doc);
        let tape = Tape { vocabulary: &vocabulary, text, atoms: &atoms };
        pattern
            .longest(&tape, 0)
            .map(|(_, end)| text.get(..end.checked_sub(1).map_or(0, |i| atoms[i].span.end as usize)).unwrap().to_owned())
    }

    #[test]
    fn takes_the_longest_way() {
        for (pattern, text, found) in [
            ("DAY мая (YEAR года?)?", "5 мая 2013 года и", Some("5 мая 2013 года")),
            ("DAY мая (YEAR года?)?", "5 мая и", Some("5 мая")),
            ("DAY мая (YEAR года?)?", "32 мая", None),
            ("(за|через) (N (дня|дней) | день)", "через два дня", Some("через два дня")),
            ("(за|через) (N (дня|дней) | день)", "за день", Some("за день")),
            ("(а (б|в)? | а б г)?  д", "а б г д", Some("а б г д")),
            ("YEAR - YEAR:year2", "1999—2003", Some("1999—2003")),
            ("CLOCK (\\( мск \\))?", "18:30 (мск)", Some("18:30 (мск)")),
        ] {
            assert_eq!(matched(pattern, text).as_deref(), found, "{pattern} on {text}");
        }
    }

    #[test]
    fn refuses_what_it_cannot_read() {
        let mut vocabulary = Vocabulary::new(&[]).unwrap();
        for pattern in ["(а", "а )", "N:nowhere", "аb"] {
            assert!(Pattern::compile(&mut vocabulary, pattern).is_err(), "{pattern}");
        }
    }
}
