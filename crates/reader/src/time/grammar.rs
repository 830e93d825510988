use super::leaf::{Leaf, Make, Tape};
use super::pattern::Pattern;
use super::reading::{Fields, Slot};
use crate::letters::is_letter_or_digit;
use crate::number::{DataError, Kind, NumeralClass, RowId, Vocabulary};
use serde::Deserialize;
use std::collections::BTreeMap;

const WORDS: (&str, &str) = ("times/words.tsv", include_str!("../../data/times/words.tsv"));
const RULES: (&str, &str) = ("times/rules.toml", include_str!("../../data/times/rules.toml"));

/// The rules and words of time expressions.
#[derive(Debug)]
pub(crate) struct Grammar {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) rules: Vec<Rule>,
    /// The rules that can begin with a word of each row.
    by_row: Vec<Vec<u16>>,
    /// The rules that can begin with digits, and with a numeral in words.
    by_digits: Vec<u16>,
    by_numeral: Vec<u16>,
    /// Instrumental forms: «с» before them opens no period.
    pub(crate) instrumental: RowId,
    /// Words that put a clause in the future.
    pub(crate) future: RowId,
}

/// What a matched expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Meaning {
    /// Fields of the calendar.
    Calendar,
    /// Calendar fields that say nothing unless another expression stands beside them.
    Piece,
    /// A part of the period that follows («в начале …»).
    Edge,
    /// The anchor moved by the amount of units, in the direction of `step`.
    Shift,
    /// The unit that holds the anchor, moved by the offset.
    Unit,
    /// The time from the amount of units before the anchor until the anchor.
    Back,
    /// The time from the anchor until the amount of units after it.
    Ahead,
    /// Everything since the amount of units before the anchor.
    Lasting,
    /// The anchor once more.
    Same,
    /// Everything since the anchor.
    Since,
    /// Everything until the anchor.
    Until,
    /// So much time, wherever it lies in the calendar.
    Length,
    /// A time expression without a value.
    Nothing,
}

/// The time that an expression is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Anchor {
    /// The publication.
    Published,
    /// The last time named before.
    Last,
    /// The publication in a clause about the future or where no time was named, else the last time named.
    Tense,
}

/// A rule: which words, and what they mean.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: Box<str>,
    pattern: Pattern,
    pub(crate) meaning: Meaning,
    pub(crate) anchor: Anchor,
    pub(crate) step: i32,
    pub(crate) stands: Standing,
    set: Vec<(Slot, i32)>,
    before: Vec<Leaf>,
    after: Vec<Leaf>,
    not_before: Vec<Leaf>,
    not_after: Vec<Leaf>,
    next: Next,
    case: Letters,
}

/// What may follow an expression.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Next {
    #[default]
    Anything,
    /// No noun or adjective: «в 2003», not «в 2003 домах».
    NoNoun,
    /// No noun or adjective in the genitive: «накануне власти», not «накануне выборов».
    NoGenitive,
}

/// How an expression stands in its phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Standing {
    #[default]
    Free,
    /// It modifies a noun, to which the preposition before it belongs.
    AsAttribute,
}

/// How the first word must be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Letters {
    #[default]
    Any,
    /// No capital letter: «март», not «Марта».
    Lower,
    /// A capital letter, as at the beginning of a sentence.
    Upper,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "let")]
    pieces: BTreeMap<String, String>,
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(rename = "match")]
    pattern: String,
    #[serde(rename = "as")]
    meaning: Meaning,
    anchor: Option<Anchor>,
    #[serde(default)]
    step: i32,
    #[serde(default)]
    set: BTreeMap<String, i32>,
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    not_before: String,
    #[serde(default)]
    not_after: String,
    #[serde(default)]
    next: Next,
    #[serde(default)]
    stands: Standing,
    #[serde(default)]
    case: Letters,
    /// `published | text with [span = value basis]`; run by the tests.
    #[serde(rename = "examples")]
    _examples: Vec<String>,
}

/// A match of a rule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    pub(crate) rule: usize,
    pub(crate) fields: Fields,
    /// The first atom, and one past the last.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Grammar {
    /// The bundled rules.
    pub(crate) fn bundled() -> Result<Grammar, DataError> {
        let fault = |what: String| DataError { path: RULES.0, line: 0, what };
        let mut vocabulary = Vocabulary::new(&[WORDS])?;
        let file: File = toml::from_str(RULES.1).map_err(|e| {
            let line = e.span().map_or(0, |s| RULES.1.as_bytes()[..s.start].iter().filter(|&&b| b == b'\n').count() + 1);
            DataError { path: RULES.0, line, what: e.message().to_owned() }
        })?;
        let mut rules: Vec<Rule> = Vec::with_capacity(file.rule.len());
        for entry in &file.rule {
            let line = || {
                let id = format!("id = \"{}\"", entry.id);
                RULES.1.lines().position(|line| line == id).map_or(0, |line| line + 1)
            };
            let fault = |what: String| DataError { path: RULES.0, line: line(), what };
            if rules.iter().any(|rule| *rule.id == *entry.id) || entry._examples.is_empty() {
                return Err(fault("a rule of that id stands before, or it has no example".into()));
            }
            rules.push(entry.compile(&mut vocabulary, &file.pieces).map_err(fault)?);
        }
        let (instrumental, future) = (vocabulary.literal("ins").map_err(fault)?, vocabulary.literal("будет").map_err(fault)?);
        let by_row = vec![Vec::new(); vocabulary.len()];
        let mut grammar =
            Grammar { vocabulary, rules, by_row, by_digits: Vec::new(), by_numeral: Vec::new(), instrumental, future };
        grammar.index();
        Ok(grammar)
    }

    fn index(&mut self) {
        for (id, rule) in self.rules.iter().enumerate() {
            let id = id as u16;
            let starts = rule.pattern.starts();
            for row in starts.rows {
                let rules = &mut self.by_row[row as usize];
                if rules.last() != Some(&id) {
                    rules.push(id);
                }
            }
            if starts.digits {
                self.by_digits.push(id);
            }
            if starts.numerals {
                self.by_numeral.push(id);
            }
        }
    }

    /// The longest match that begins at an atom; of equals, that of the earlier rule.
    pub(crate) fn longest(&self, tape: &Tape<'_>, at: usize, follows: impl Fn(usize) -> Follower) -> Option<Match> {
        let atom = tape.atoms.get(at)?;
        let mut best: Option<Match> = None;
        let mut attempt = |id: u16| {
            let rule = &self.rules[id as usize];
            if let Some((fields, end)) = rule.matches(tape, at, &follows) {
                let better = best.as_ref().is_none_or(|b| end > b.end || (end == b.end && (id as usize) < b.rule));
                if better && end > at {
                    best = Some(Match { rule: id as usize, fields, start: at, end });
                }
            }
        };
        match atom.kind {
            Kind::Number { .. } => self.by_digits.iter().copied().for_each(&mut attempt),
            Kind::Word => {
                for &row in self.vocabulary.rows(atom.sense) {
                    self.by_row[row as usize].iter().copied().for_each(&mut attempt);
                }
                let numeral = self.vocabulary.numeral(atom.sense).is_some_and(|(class, _)| class != NumeralClass::Denominator);
                if numeral || (atom.sense == 0 && atom.capital && atom.span.len() <= 8) {
                    self.by_numeral.iter().copied().for_each(&mut attempt);
                }
            }
            Kind::Mark(_) => {}
        }
        best
    }
}

/// What the tags say of the word after an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Follower {
    /// A noun or adjective, in the genitive.
    GenitiveNoun,
    /// A noun or adjective in another case.
    Noun,
    /// Anything else, or nothing.
    Other,
}

impl Rule {
    fn matches(&self, tape: &Tape<'_>, at: usize, follows: &impl Fn(usize) -> Follower) -> Option<(Fields, usize)> {
        let stands = |leaves: &[Leaf], at: Option<usize>| {
            at.is_some_and(|at| leaves.iter().any(|leaf| tape.leaf(leaf, Slot::Nothing, at, &mut Fields::default()).is_some()))
        };
        let before = at.checked_sub(1);
        let written = match self.case {
            Letters::Any => true,
            Letters::Lower => !tape.atoms[at].capital,
            Letters::Upper => tape.atoms[at].capital,
        };
        if !written || (!self.before.is_empty() && !stands(&self.before, before)) {
            return None;
        }
        let (mut fields, end) = self.pattern.longest(tape, at)?;
        if stands(&self.not_before, before)
            || stands(&self.not_after, Some(end))
            || (!self.after.is_empty() && !stands(&self.after, Some(end)))
        {
            return None;
        }
        let fits = match self.next {
            Next::Anything => true,
            Next::NoNoun => follows(end) == Follower::Other,
            Next::NoGenitive => follows(end) != Follower::GenitiveNoun,
        };
        for &(slot, value) in &self.set {
            fields.set(slot, value);
        }
        fits.then_some((fields, end))
    }
}

impl Entry {
    fn compile(&self, vocabulary: &mut Vocabulary, pieces: &BTreeMap<String, String>) -> Result<Rule, String> {
        let pattern = Pattern::compile(vocabulary, &expand(&self.pattern, pieces)?)?;
        let mut leaves = |words: &str| -> Result<Vec<Leaf>, String> {
            let word = |word: &str| match (word.chars().next(), Make::named(word)) {
                (Some(mark), _) if !mark.is_alphanumeric() && mark != '=' => Ok(Leaf::Mark(mark)),
                (_, Some(make)) => Ok(Leaf::Number(make)),
                _ => {
                    let rows = vocabulary.class(word);
                    if rows.is_empty() { vocabulary.literal(word).map(|row| Leaf::Word(vec![row])) } else { Ok(Leaf::Word(rows)) }
                }
            };
            words.split_whitespace().map(word).collect()
        };
        let slot = |(name, value): (&String, &i32)| Slot::named(name).map(|slot| (slot, *value)).ok_or(format!("no slot {name}"));
        Ok(Rule {
            id: self.id.as_str().into(),
            pattern,
            meaning: self.meaning,
            anchor: self.anchor.unwrap_or(Anchor::Published),
            step: self.step,
            stands: self.stands,
            set: self.set.iter().map(slot).collect::<Result<_, _>>()?,
            before: leaves(&self.before)?,
            after: leaves(&self.after)?,
            not_before: leaves(&self.not_before)?,
            not_after: leaves(&self.not_after)?,
            next: self.next,
            case: self.case,
        })
    }
}

/// Puts the named pieces into a pattern.
fn expand(pattern: &str, pieces: &BTreeMap<String, String>) -> Result<String, String> {
    let mut text = pattern.to_owned();
    for _ in 0..5 {
        let Some(at) = text.find('$') else { break };
        let rest = text.get(at + 1..).unwrap_or_default();
        let name = rest.get(..rest.find(|c: char| !is_letter_or_digit(c) && c != '-').unwrap_or(rest.len())).unwrap_or_default();
        let piece = pieces.get(name).ok_or_else(|| format!("no piece ${name}"))?;
        text = text.replace(&format!("${name}"), &format!("( {piece} )"));
    }
    if text.contains('$') { Err("pieces nest too deep".into()) } else { Ok(text) }
}

/// The examples of the rules, for the tests.
#[cfg(test)]
pub(crate) fn examples() -> Vec<(String, Vec<String>)> {
    let file: File = toml::from_str(RULES.1).expect("the tests load the grammar first");
    file.rule.into_iter().map(|entry| (entry.id, entry._examples)).collect()
}
