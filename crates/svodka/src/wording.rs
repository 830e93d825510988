//! Tables of words for people, in two languages: `key`, English, Russian.

use rustc_hash::FxHashMap;
use std::fmt::{Display, Write};

/// The language that a page speaks to its reader in; the report itself stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Russian.
    Russian,
}

/// A table of words, read from tab-separated text.
#[derive(Debug)]
pub struct Wording {
    rows: FxHashMap<&'static str, [&'static str; 2]>,
}

impl Wording {
    /// Reads a table; empty lines and lines that begin with `#` are passed over.
    pub fn parse(table: &'static str) -> Wording {
        let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let rows = lines.filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?, [cells.next()?, cells.next()?]))
        });
        Wording { rows: rows.collect() }
    }

    /// The words of a key, `None` when the table lacks it.
    pub fn find(&self, key: &str, language: Language) -> Option<&'static str> {
        let [english, russian] = self.rows.get(key)?;
        Some(match language {
            Language::English => english,
            Language::Russian => russian,
        })
    }

    /// The words of a key; a key that the table lacks stands for itself.
    pub fn get<'k>(&self, key: &'k str, language: Language) -> &'k str {
        self.find(key, language).unwrap_or(key)
    }

    /// The words of a key with every `{name}` filled in.
    pub fn say(&self, key: &str, language: Language, fill: &[(&str, &dyn Display)]) -> String {
        let mut out = String::new();
        let mut rest = self.get(key, language);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            match fill.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => write!(out, "{value}").expect("writing to memory cannot fail"),
                None => out.push_str(name),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    /// The words of a key in the form that a number asks for, with `{n}` filled in.
    pub fn count(&self, key: &str, language: Language, n: usize) -> String {
        let forms = self.get(key, language);
        let form = forms.split('/').nth(form_of(n, language)).or_else(|| forms.split('/').next_back());
        form.unwrap_or_default().replace("{n}", &n.to_string())
    }

    /// Every key of the table, sorted.
    pub fn keys(&self) -> Vec<&'static str> {
        let mut keys: Vec<_> = self.rows.keys().copied().collect();
        keys.sort_unstable();
        keys
    }
}

/// Which of the forms parted by `/` goes with a number: 1 событие, 2 события, 5 событий; 1 event, 2 events.
pub(crate) fn form_of(n: usize, language: Language) -> usize {
    match (language, n % 10, n % 100) {
        (Language::English, ..) => usize::from(n != 1),
        (Language::Russian, _, 11..=14) => 2,
        (Language::Russian, 1, _) => 0,
        (Language::Russian, 2..=4, _) => 1,
        (Language::Russian, ..) => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# comment\n\nhello\tgood {part}, {name}\t{name}, добрый {part}\nevents\t{n} event/{n} events\t{n} событие/{n} события/{n} событий\n";

    #[test]
    fn fills_in_and_counts() {
        let table = Wording::parse(TABLE);
        assert_eq!(table.say("hello", Language::English, &[("name", &"Ann"), ("part", &"day")]), "good day, Ann");
        assert_eq!(table.say("hello", Language::Russian, &[("name", &"Анна"), ("part", &"день")]), "Анна, добрый день");
        assert_eq!(table.get("missing", Language::English), "missing");
        let counted = |n| table.count("events", Language::Russian, n);
        assert_eq!(
            [1, 3, 5, 11, 21, 112].map(counted),
            ["1 событие", "3 события", "5 событий", "11 событий", "21 событие", "112 событий"]
        );
        assert_eq!([0, 1, 2].map(|n| table.count("events", Language::English, n)), ["0 events", "1 event", "2 events"]);
    }
}
