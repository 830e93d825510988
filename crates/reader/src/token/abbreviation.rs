//! The lists that the cutter looks words up in: abbreviations, units, internet domains.

use super::scan::{char_at, run};
use crate::letters::{is_letter, is_small};
use rustc_hash::{FxHashMap, FxHashSet};

/// Whether an abbreviation may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// Never: a word follows that belongs to it.
    Never,
    /// Where a capital follows.
    BeforeCapital,
    /// Where a capital follows, after a number, and not at the very start of the sentence («В 2005 г. Иванов…»).
    AfterDate,
}

#[derive(Clone, Copy, Debug)]
enum When {
    Always,
    DigitBefore,
    DigitAfter,
    Digit,
    Capital,
    Lower,
    Name,
    Pair,
    PairNext,
}

/// What stands around a word with a full stop.
pub(super) struct Context<'a> {
    /// The token before on the same line.
    pub(super) before: Option<&'a str>,
    /// True where nothing stands between the token before and the word.
    pub(super) glued: bool,
    /// The whole text.
    pub(super) text: &'a str,
    /// The next visible character on the line after the stop, with its place.
    pub(super) after: Option<(usize, char)>,
}

/// Abbreviations, units and internet domains.
#[derive(Debug)]
pub struct TokenLexicon {
    abbreviations: FxHashMap<Box<str>, Vec<(When, Ends)>>,
    units: FxHashSet<Box<str>>,
    domains: FxHashSet<Box<str>>,
}

const ABBREVIATIONS: &str = include_str!("../../data/abbreviations.tsv");
const UNITS: &str = include_str!("../../data/units.tsv");
const DOMAINS: &str = include_str!("../../data/domains.tsv");

/// The lines of a data file that are neither empty nor comments.
fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
}

impl TokenLexicon {
    /// The lists that are compiled into the program. A line that makes no sense is left out; a test finds it.
    pub fn bundled() -> TokenLexicon {
        let mut abbreviations: FxHashMap<Box<str>, Vec<(When, Ends)>> = FxHashMap::default();
        for line in lines(ABBREVIATIONS) {
            let mut columns = line.split('\t');
            let (Some(word), Some(when), Some(ends)) = (columns.next(), columns.next(), columns.next()) else { continue };
            if let (Some(when), Some(ends)) = (When::read(when), Ends::read(ends)) {
                abbreviations.entry(word.into()).or_default().push((when, ends));
            }
        }
        let set = |data| lines(data).map(Box::from).collect();
        TokenLexicon { abbreviations, units: set(UNITS), domains: set(DOMAINS) }
    }

    /// True for letters that make a unit right after a number.
    pub(super) fn is_unit(&self, letters: &str) -> bool {
        letters.len() <= 16 && (self.units.contains(letters) || self.units.contains(letters.to_lowercase().as_str()))
    }

    /// True for the last part of an internet name.
    pub(super) fn is_domain(&self, part: &str) -> bool {
        self.domains.contains(part)
    }

    fn rules(&self, word: &str) -> &[(When, Ends)] {
        let rules = self.abbreviations.get(word).or_else(|| {
            word.chars().any(char::is_uppercase).then(|| self.abbreviations.get(word.to_lowercase().as_str())).flatten()
        });
        rules.map_or(&[], Vec::as_slice)
    }

    /// True where the full stop after `word` belongs to it.
    pub(super) fn takes_stop(&self, word: &str, context: &Context<'_>) -> bool {
        self.rules(word).iter().any(|(when, _)| when.holds(context))
    }

    /// Whether an abbreviation, given with its stop, may end a sentence; `None` for other tokens.
    pub(crate) fn ends(&self, token: &str) -> Option<Ends> {
        let word = token.strip_suffix('.')?;
        let rules = self.rules(word);
        let strongest = |ends| rules.iter().any(|&(_, e)| e == ends).then_some(ends);
        strongest(Ends::AfterDate).or_else(|| strongest(Ends::BeforeCapital)).or_else(|| strongest(Ends::Never))
    }
}

impl Ends {
    fn read(text: &str) -> Option<Ends> {
        Some(match text {
            "no" => Ends::Never,
            "yes" => Ends::BeforeCapital,
            "date" => Ends::AfterDate,
            _ => return None,
        })
    }
}

impl When {
    fn read(text: &str) -> Option<When> {
        Some(match text {
            "always" => When::Always,
            "digit-before" => When::DigitBefore,
            "digit-after" => When::DigitAfter,
            "digit" => When::Digit,
            "capital" => When::Capital,
            "lower" => When::Lower,
            "name" => When::Name,
            "pair" => When::Pair,
            "pair-next" => When::PairNext,
            _ => return None,
        })
    }

    fn holds(self, context: &Context<'_>) -> bool {
        let text = context.text;
        let number_before = || {
            context.before.is_some_and(|b| b.starts_with(|c: char| c.is_ascii_digit()) || b.chars().all(|c| "IVXLC".contains(c)))
        };
        let next = |test: &dyn Fn(char) -> bool| context.after.is_some_and(|(_, c)| test(c));
        match self {
            When::Always => true,
            When::DigitBefore => number_before(),
            When::DigitAfter => next(&|c| c.is_ascii_digit()),
            When::Digit => number_before() || next(&|c| c.is_ascii_digit()),
            When::Capital => next(&char::is_uppercase),
            When::Lower => next(&|c| is_small(c) || c.is_ascii_digit()),
            When::Name => context.after.is_some_and(|(i, c)| c.is_uppercase() && is_name(text, i, c)),
            When::Pair => context.before.is_some_and(|b| b.ends_with('.') && b.len() > 1),
            When::PairNext => {
                !context.glued && context.after.is_some_and(|(i, c)| is_small(c) && char_at(text, i + c.len_utf8()) == Some('.'))
            }
        }
    }
}

/// An initial, or a word of four letters or more.
fn is_name(text: &str, at: usize, first: char) -> bool {
    let end = run(text, at, is_letter);
    let letters = text.get(at..end).map_or(0, |w| w.chars().count());
    letters >= 4 || (letters == 1 && char_at(text, at + first.len_utf8()) == Some('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokenize;

    #[test]
    fn every_abbreviation_is_read_and_its_example_holds() {
        let lexicon = TokenLexicon::bundled();
        for line in lines(ABBREVIATIONS) {
            let columns: Vec<&str> = line.split('\t').collect();
            let &[word, when, ends, example] = columns.as_slice() else { panic!("{line}: four columns are wanted") };
            assert!(When::read(when).is_some() && Ends::read(ends).is_some(), "{line}");
            let wanted = format!("{word}.");
            let found = tokenize(&lexicon, example).iter().any(|t| t.span.of(example).to_lowercase() == wanted);
            assert!(found, "{line}: no token «{wanted}»");
        }
    }
}
