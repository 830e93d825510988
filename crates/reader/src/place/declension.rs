//! Undoes the declension of names: a walk through known names with each word as it is or with its ending turned back.

use super::{Table, TableError, table};
use svodka_lexicon::gazetteer::{Folded, Names, Node, fold};
use svodka_model::Case;

/// Folded names that can be walked letter by letter.
pub(crate) trait Trie {
    /// A point of the walk: some names lie ahead of it.
    type Node: Copy;

    /// Where every walk begins.
    fn root(&self) -> Self::Node;

    /// One letter further.
    fn step(&self, node: Self::Node, letter: u8) -> Option<Self::Node>;

    /// The number of the name that ends here.
    fn number(&self, node: Self::Node) -> Option<u64>;

    /// Several letters further.
    fn walk(&self, node: Self::Node, letters: &[u8]) -> Option<Self::Node> {
        letters.iter().try_fold(node, |node, &letter| self.step(node, letter))
    }
}

impl<D: AsRef<[u8]>> Trie for Names<D> {
    type Node = Node;

    fn root(&self) -> Node {
        Names::root(self)
    }

    fn step(&self, node: Node, letter: u8) -> Option<Node> {
        Names::step(self, node, letter)
    }

    fn number(&self, node: Node) -> Option<u64> {
        Names::number(self, node)
    }
}

/// How endings decline.
pub(crate) const DECLENSION: Table = table!("places/declension.tsv");

/// A set of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Cases(u8);

impl Cases {
    /// Every case.
    pub(crate) const ALL: Cases = Cases(0xff);

    /// One case.
    pub(crate) const fn only(case: Case) -> Cases {
        Cases(1 << case as u8)
    }

    /// The cases in both.
    pub(crate) const fn and(self, other: Cases) -> Cases {
        Cases(self.0 & other.0)
    }

    /// The cases in either.
    pub(crate) const fn or(self, other: Cases) -> Cases {
        Cases(self.0 | other.0)
    }

    /// True where no case is left.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// True where the case is in the set.
    pub(crate) const fn contains(self, case: Case) -> bool {
        self.0 & Cases::only(case).0 != 0
    }
}

/// An ending of a case, and the nominative ending that it goes back to.
#[derive(Clone, Debug)]
struct Ending {
    form: Folded,
    nominative: Folded,
    cases: Cases,
}

/// All endings, by length of the form and then by the form.
#[derive(Debug)]
pub(crate) struct Endings {
    by_length: [Vec<Ending>; Endings::LONGEST + 1],
}

/// A known name that some words may be a form of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    /// What the name stands for.
    pub(crate) number: u64,
    /// Its key in the nominative.
    pub(crate) key: Folded,
    /// The cases that the words may be in; all of them when no ending was turned back.
    pub(crate) cases: Cases,
    /// How many endings were turned back.
    pub(crate) turned: u8,
}

impl Endings {
    /// Letters of the longest ending.
    pub(crate) const LONGEST: usize = 5;

    /// Reads the table.
    pub(crate) fn load() -> Result<Endings, TableError> {
        let mut by_length = <[Vec<Ending>; Endings::LONGEST + 1]>::default();
        for line in DECLENSION.lines::<7>() {
            let line = line?;
            let nominative = ending(line.cells[0]);
            for (cell, case) in line.cells.into_iter().skip(1).zip([Case::Gen, Case::Dat, Case::Acc, Case::Ins, Case::Loc]) {
                for form in cell.split('|').map(ending).filter(|form| *form != nominative) {
                    let forms = by_length.get_mut(form.len()).ok_or_else(|| line.fault("ending too long"))?;
                    match forms.iter_mut().find(|e| e.form == form && e.nominative == nominative) {
                        Some(known) => known.cases = known.cases.or(Cases::only(case)),
                        None => forms.push(Ending { form, nominative: nominative.clone(), cases: Cases::only(case) }),
                    }
                }
            }
        }
        // Stable, so that the rules of one form keep the order of the table.
        by_length.iter_mut().for_each(|forms| forms.sort_by(|a, b| a.form.cmp(&b.form)));
        Ok(Endings { by_length })
    }

    /// The endings with this form, `length` letters long.
    fn of(&self, length: usize, form: &[u8]) -> &[Ending] {
        let forms = &self.by_length[length];
        let first = forms.partition_point(|ending| ending.form.as_slice() < form);
        let count = forms[first..].iter().take_while(|ending| ending.form == form).count();
        &forms[first..first + count]
    }

    /// Every known name that `words` (folded) may be a form of; what is a name as it stands comes first.
    pub(crate) fn readings<T: Trie>(&self, names: &T, words: &[u8]) -> Vec<Reading> {
        let mut walk = Walk { endings: self, names, key: Folded::with_capacity(words.len() + 4), found: Vec::new() };
        if !words.is_empty() {
            walk.word(names.root(), words, Cases::ALL, 0);
        }
        walk.found
    }
}

fn ending(cell: &str) -> Folded {
    let mut key = Folded::new();
    fold(cell, &mut key);
    key
}

struct Walk<'a, T> {
    endings: &'a Endings,
    names: &'a T,
    key: Folded,
    found: Vec<Reading>,
}

/// A stem has two letters at least and a vowel: «Оша» is a form of «Ош», but «Крым» is none of «КР».
fn declines(stem: &[u8]) -> bool {
    // In Windows-1251, as the keys are written: а е и о у ы э ю я.
    stem.len() >= 2 && stem.iter().any(|letter| matches!(letter, 0xE0 | 0xE5 | 0xE8 | 0xEE | 0xF3 | 0xFB | 0xFD | 0xFE | 0xFF))
}

/// More names than this for one phrase mean that the phrase is no name.
const ENOUGH: usize = 24;

impl<T: Trie> Walk<'_, T> {
    fn word(&mut self, from: T::Node, words: &[u8], cases: Cases, turned: u8) {
        let length = words.iter().position(|&b| b == b' ').unwrap_or(words.len());
        let (word, rest) = words.split_at(length);
        let rest = rest.strip_prefix(b" ");
        let start = self.key.len();
        // Nodes behind the last few letters of the word, where an ending may be cut off.
        let mut nodes = [None; Endings::LONGEST + 1];
        let stem = length.saturating_sub(Endings::LONGEST);
        let Some(mut node) = self.names.walk(from, &word[..stem]) else { return };
        nodes[length - stem] = Some(node);
        for (at, &letter) in word.iter().enumerate().skip(stem) {
            let Some(next) = self.names.step(node, letter) else { break };
            node = next;
            nodes[length - at - 1] = Some(node);
        }
        if let Some(whole) = nodes[0] {
            self.key.extend(word);
            self.end(whole, rest, cases, turned);
            self.key.truncate(start);
        }
        let endings = self.endings;
        for (cut, node) in nodes.into_iter().enumerate() {
            let (Some(node), Some(stem)) = (node, length.checked_sub(cut).filter(|&stem| declines(&word[..stem]))) else {
                continue;
            };
            for ending in endings.of(cut, &word[stem..]) {
                let both = cases.and(ending.cases);
                if both.is_empty() || self.found.len() >= ENOUGH {
                    continue;
                }
                let Some(node) = self.names.walk(node, &ending.nominative) else { continue };
                self.key.extend(&word[..stem]);
                self.key.extend(&ending.nominative);
                self.end(node, rest, both, turned + 1);
                self.key.truncate(start);
            }
        }
    }

    fn end(&mut self, node: T::Node, rest: Option<&[u8]>, cases: Cases, turned: u8) {
        let Some(rest) = rest else {
            if let Some(number) = self.names.number(node) {
                match self.found.iter_mut().find(|r| r.key == self.key) {
                    Some(known) if known.turned == turned => known.cases = known.cases.or(cases),
                    Some(_) => {}
                    None => self.found.push(Reading { number, key: self.key.clone(), cases, turned }),
                }
            }
            return;
        };
        if let Some(node) = self.names.step(node, b' ').filter(|_| turned < 8) {
            self.key.push(b' ');
            self.word(node, rest, cases, turned);
            self.key.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(words: &str) -> Folded {
        let mut key = Folded::new();
        fold(words, &mut key);
        key
    }

    #[test]
    fn the_examples_of_the_table_hold() {
        let endings = Endings::load().unwrap();
        for line in DECLENSION.lines::<7>() {
            let line = line.unwrap();
            assert_ne!(line.cells[6], "", "{}", line.fault("no example"));
            for example in super::super::list(line.cells[6]) {
                let (nominative, forms) = example.split_once(" > ").unwrap();
                let names = Names::compile([(key(nominative), 7)]).unwrap();
                // Forms of several words are as many words long as the nominative.
                let words: Vec<&str> = forms.split(' ').collect();
                for form in words.chunks(nominative.split(' ').count()) {
                    let found = endings.readings(&names, &key(&form.join(" ")));
                    assert_eq!(found.len(), 1, "{form:?} of {nominative}");
                }
            }
        }
    }

    #[test]
    fn all_words_stand_in_one_case() {
        let endings = Endings::load().unwrap();
        let names = Names::compile([(key("Нижний Новгород"), 1), (key("Сума"), 2), (key("Сумы"), 3)]).unwrap();
        let cases =
            |words: &str| endings.readings(&names, &key(words)).into_iter().map(|r| (r.number, r.cases)).collect::<Vec<_>>();
        assert_eq!(cases("Нижнем Новгороде"), [(1, Cases::only(Case::Loc))]);
        assert_eq!(cases("Нижним Новгороду"), []);
        assert_eq!(cases("Нижний Новгород"), [(1, Cases::ALL)]);
        assert_eq!(cases("Сумы"), [(3, Cases::ALL), (2, Cases::only(Case::Gen))]);
        assert_eq!(cases(""), []);
    }

    #[test]
    fn a_long_line_costs_no_more_than_the_names_in_it() {
        let endings = Endings::load().unwrap();
        let names = Names::compile([(key("а"), 1), (key("а а а а а а а а а а а а"), 2)]).unwrap();
        assert_eq!(endings.readings(&names, &key(&"а ".repeat(100_000))), []);
    }
}
