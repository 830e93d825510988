//! State organs with their country: «МВД Казахстана», «афганская полиция», «прокуратура РФ».

use super::{Known, Organ, Registry, Target, count, spelled_like};
use crate::letters::is_small;
use crate::place::{Context, Gazetteer, How, genitive};
use svodka_lexicon::gazetteer::{Folded, Kind, fold};
use svodka_model::EntityKind;

/// The part of a phrase that names an organ.
struct Head<'r> {
    organ: &'r Organ,
    /// Nominative.
    name: String,
}

/// More words than this an organ's own name does not have.
const LONGEST: usize = 5;

impl Registry {
    /// An organ alone, with a country behind it or an adjective before it.
    pub(crate) fn organ(&self, gazetteer: &Gazetteer, words: &str, country: Option<[u8; 2]>) -> Option<Known> {
        let all: Vec<&str> = words.split_whitespace().take(16).collect();
        // The longest name first: «Министерство обороны» before «Министерство».
        for length in (1..=all.len().min(LONGEST)).rev() {
            if let Some(head) = self.head(gazetteer, &all[..length].join(" ")) {
                let rest = all[length..].join(" ");
                return self.behind(gazetteer, head, &rest, length, country);
            }
        }
        // «казахстанское МВД», «египетские Вооружённые силы».
        let (adjective, rest) = all.split_first()?;
        if rest.is_empty() || rest.len() > LONGEST {
            return None;
        }
        let head = self.head(gazetteer, &rest.join(" "))?;
        let found = gazetteer.by_belonging(adjective, &Context { kinds: &[Kind::Country], ..Context::default() })?;
        let place = gazetteer.describe(found.id)?;
        // «Нью-йоркская фондовая биржа» is called so, «казанский суд» is one of several, «чешские спецслужбы» are no
        // body of that name.
        let keeps_words = matches!(head.organ.class, "exchange" | "court" | "security");
        if place.kind == Kind::Country {
            return Some(Known { keeps_words, ..self.of_country(gazetteer, &head, place.country, all.len()) });
        }
        let name = format!("{} {}", head.name, genitive(&found.name));
        Some(Known { keeps_words, ..known(&head, name, place.country, all.len()) })
    }

    /// An organ of a country by its class: the parliament of Bulgaria is its Народное собрание.
    pub(crate) fn of_class(&self, gazetteer: &Gazetteer, class: &str, country: [u8; 2]) -> Option<Known> {
        let organ = self.organs.iter().find(|organ| organ.class == class)?;
        Some(self.of_country(gazetteer, &Head { organ, name: organ.name.to_owned() }, country, 0))
    }

    fn head(&self, gazetteer: &Gazetteer, words: &str) -> Option<Head<'_>> {
        let mut key = Folded::new();
        fold(words, &mut key);
        let mut readings = self.names.readings(&gazetteer.endings, &key);
        readings.sort_by_key(|(reading, _)| reading.turned);
        readings
            .into_iter()
            .filter(|(reading, listed)| {
                spelled_like(words, listed.spelling, reading.turned) || (listed.spelling.contains(is_small))
            })
            .find_map(|(_, listed)| {
                listed.targets.iter().find_map(|target| match *target {
                    Target::Organ { at, keeps_name } => {
                        let organ = self.organs.get(at)?;
                        Some(Head { organ, name: if keeps_name { listed.spelling.to_owned() } else { organ.name.to_owned() } })
                    }
                    Target::Body { .. } => None,
                })
            })
    }

    fn behind(&self, gazetteer: &Gazetteer, head: Head, rest: &str, length: usize, country: Option<[u8; 2]>) -> Option<Known> {
        if rest.is_empty() {
            return Some(match country {
                Some(country) => Known { bare: true, ..self.of_country(gazetteer, &head, country, length) },
                None => Known { bare: true, ..known(&head, head.name.clone(), [0; 2], length) },
            });
        }
        // «МВД России по Московской области» is still the ministry of Russia.
        let (named, tail) = rest.split_once(" по ").map_or((rest, None), |(named, tail)| (named, Some(tail)));
        let found = gazetteer.resolve(named, &Context::default()).filter(|found| found.how <= How::OtherName)?;
        let place = gazetteer.describe(found.id)?;
        let words = length + count(named);
        if place.kind == Kind::Country && tail.is_none() {
            return Some(self.of_country(gazetteer, &head, place.country, words));
        }
        let tail = tail.map_or(String::new(), |tail| format!(" по {tail}"));
        Some(known(&head, format!("{} {named}{tail}", head.name), place.country, length + count(rest)))
    }

    fn of_country(&self, gazetteer: &Gazetteer, head: &Head, country: [u8; 2], words: usize) -> Known {
        let mut own = self.bodies.iter().filter(|body| body.country == country && body.class == head.organ.class);
        // A country with two chambers has no one parliament.
        let own = match (own.next(), own.next(), head.organ.class) {
            (Some(only), None, "parliament") => Some(only),
            (Some(first), _, "army") if first.name.starts_with(head.organ.name) => Some(first),
            _ => None,
        };
        if let Some(body) = own.filter(|_| head.name == head.organ.name) {
            return body.known(false, words);
        }
        let name = match gazetteer.country(country) {
            Some(named) => format!("{} {}", head.name, named.genitive),
            None => head.name.clone(),
        };
        known(head, name, country, words)
    }
}

fn known(head: &Head, name: String, country: [u8; 2], words: usize) -> Known {
    Known {
        name,
        kind: EntityKind::Organization,
        class: head.organ.class,
        country,
        reference: None,
        bare: false,
        common: false,
        keeps_words: false,
        words,
    }
}
