//! Persons whom news calls by the surname alone.

use super::PEOPLE;
use crate::place::TableError;
use rustc_hash::FxHashMap;

/// A person in office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// Full name.
    pub(crate) name: &'static str,
    /// `president`, `premier`, `minister.foreign`, …
    pub(crate) office: &'static str,
    /// ISO code; zeros for the head of a body.
    pub(crate) country: [u8; 2],
    /// First and last year in office.
    pub(crate) years: (i32, i32),
}

/// Everybody who is listed, by surname.
#[derive(Debug, Default)]
pub(crate) struct People {
    persons: Vec<Person>,
    by_surname: FxHashMap<&'static str, Vec<usize>>,
}

impl People {
    /// Reads the list.
    pub(crate) fn load() -> Result<People, TableError> {
        let mut people = People::default();
        for line in PEOPLE.lines::<5>() {
            let line = line?;
            let [name, office, country, ..] = line.cells;
            let year = |cell: usize, open: i32| if line.cells[cell].is_empty() { Ok(open) } else { line.number(cell) };
            let (Some((_, surname)), false) = (name.rsplit_once(' '), office.is_empty()) else {
                return Err(line.fault("full name and office expected"));
            };
            people.by_surname.entry(surname).or_default().push(people.persons.len());
            people.persons.push(Person {
                name,
                office,
                country: country.as_bytes().try_into().unwrap_or_default(),
                years: (year(3, i32::MIN)?, year(4, i32::MAX)?),
            });
        }
        Ok(people)
    }

    /// Who is meant by a surname in a report that speaks of these countries, published in that year.
    pub(crate) fn by_surname(&self, surname: &str, countries: &[[u8; 2]], year: Option<i32>) -> Option<&Person> {
        let bearers = self.by_surname.get(surname)?.iter().filter_map(|&at| self.persons.get(at));
        let mut fitting = bearers.filter(|p| p.country == [0; 2] || countries.contains(&p.country));
        let in_office = |p: &&Person| year.is_some_and(|year| p.years.0 <= year && year <= p.years.1);
        let best = fitting.clone().find(in_office).or_else(|| fitting.clone().max_by_key(|p| p.years.1))?;
        // Of two whom nothing tells apart nobody is meant.
        let rival = fitting.find(|p| p.name != best.name && in_office(p) == in_office(&best));
        rival.is_none().then_some(best)
    }

    /// The listed person of a full name.
    pub(crate) fn by_name(&self, name: &str) -> Option<&Person> {
        let (_, surname) = name.rsplit_once(' ')?;
        let bearers = self.by_surname.get(surname)?.iter().filter_map(|&at| self.persons.get(at));
        bearers.into_iter().find(|p| p.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_somebody_where_the_report_speaks_of_the_country() {
        let people = People::load().unwrap();
        let who = |surname, country: &[u8; 2], year| people.by_surname(surname, &[*country], year).map(|p| p.name);
        assert_eq!(who("Токаев", b"KZ", None), Some("Касым-Жомарт Токаев"));
        assert_eq!(who("Токаев", b"FR", None), None);
        assert_eq!(who("Кастро", b"CU", Some(2012)), Some("Рауль Кастро"));
        assert_eq!(who("Кастро", b"CU", Some(1999)), Some("Фидель Кастро"));
        assert_eq!(who("Иванов", b"RU", None), None);
    }
}
