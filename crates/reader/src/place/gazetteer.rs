//! One look-up over the compiled rows and the hand-written places.

use super::{
    TableError,
    declension::{Cases, Endings},
    hand::{Belonging, CountryWords, Hand, PlaceId},
    kinds::Kinds,
    town_adjective::TownAdjectives,
};
use svodka_lexicon::gazetteer::{self as compiled, Folded, FormatError, Kind, fold};
use svodka_model::{Place, PlacePrecision};

static COMPILED: &[u8] = include_bytes!("../../resources/gazetteer.bin");

/// The gazetteer does not fit the program: a fault of the build.
#[derive(Debug, thiserror::Error)]
pub enum GazetteerError {
    /// The compiled file is of another format.
    #[error("resources/gazetteer.bin: {0}")]
    Format(#[from] FormatError),
    /// A hand-written table is wrong.
    #[error(transparent)]
    Table(#[from] TableError),
}

/// All places, by name, adjective and demonym.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    rows: compiled::Gazetteer<'static>,
    pub(super) hand: Hand,
    pub(crate) endings: Endings,
    pub(super) kinds: Kinds,
    adjectives: TownAdjectives,
    /// Rows of the airports: they are the last, from south to north.
    airports: std::ops::Range<u32>,
}

/// What the gazetteer says of a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Described<'g> {
    pub(crate) name: &'g str,
    pub(crate) kind: Kind,
    pub(crate) feature: &'g str,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    /// Inhabitants, 0 when unknown.
    pub(crate) population: u32,
    /// ISO code, zeros for none.
    pub(crate) country: [u8; 2],
    /// Other countries that it reaches into.
    pub(crate) other_countries: &'g [[u8; 2]],
    pub(crate) admin1: Option<PlaceId>,
    pub(crate) geonames: u32,
    pub(crate) wikidata: u32,
    pub(crate) precision: PlacePrecision,
    /// True for a place that was thought worth writing down by hand.
    pub(crate) by_hand: bool,
}

/// How words name a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum How {
    /// By its usual name.
    Name,
    /// By another spelling or an older name.
    OtherName,
    /// By an adjective («бостонский»).
    Adjective,
    /// By the name of its people («казахстанцы»).
    Demonym,
}

/// A place that words may name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) place: PlaceId,
    pub(crate) how: How,
    /// The cases that the words may be in.
    pub(crate) cases: Cases,
    /// How many endings were turned back.
    pub(crate) turned: u8,
    /// Which of the names of [`Candidates::names`] it bears.
    name: u16,
}

/// Every place that words may name, best spelled first.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Candidates {
    /// The places.
    pub(crate) places: Vec<Candidate>,
    names: Vec<Named>,
}

#[derive(Clone, Debug, PartialEq)]
struct Named {
    key: Folded,
    spelling: Option<&'static str>,
}

impl Candidates {
    /// True where nothing was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    fn add(&mut self, candidate: Candidate) {
        match self.places.iter_mut().find(|known| known.place == candidate.place) {
            Some(known) if (candidate.how, candidate.turned) < (known.how, known.turned) => *known = candidate,
            Some(_) => {}
            None => self.places.push(candidate),
        }
    }

    fn name(&mut self, key: Folded, spelling: Option<&'static str>) -> u16 {
        self.names.push(Named { key, spelling });
        (self.names.len() - 1) as u16
    }
}

impl Gazetteer {
    /// The gazetteer that is compiled into the program.
    pub(crate) fn bundled() -> Result<Gazetteer, GazetteerError> {
        let rows = compiled::Gazetteer::open(COMPILED)?;
        let hand = Hand::load(&rows)?;
        let len = rows.len() as u32;
        let is_airport = |row: u32| rows.row(row).is_some_and(|r| matches!(r.kind, Kind::Airport | Kind::Airfield));
        let first = partition_point(len, |row| !is_airport(row));
        Ok(Gazetteer {
            hand,
            endings: Endings::load()?,
            kinds: Kinds::load()?,
            adjectives: TownAdjectives::load()?,
            airports: first..len,
            rows,
        })
    }

    /// Places of which the words are a name as they stand: for nominative forms.
    pub(crate) fn named(&self, words: &str) -> Candidates {
        let mut key = Folded::new();
        fold(words, &mut key);
        let mut found = Candidates::default();
        if let Some(listed) = self.hand.names.exact(&key) {
            let name = found.name(key.clone(), Some(listed.spelling));
            self.add_hand(&mut found, &listed.targets, Cases::ALL, 0, name);
        }
        if let Some(number) = self.rows.names().find(&key) {
            let name = found.name(key, None);
            self.add_rows(&mut found, number, Cases::ALL, 0, name);
        }
        found
    }

    /// Places of which the words are a name in any case: «Нижнего Новгорода», «Алма-Ату».
    pub(crate) fn lookup_inflected(&self, words: &str) -> Candidates {
        let mut key = Folded::new();
        fold(words, &mut key);
        self.inflected(&key)
    }

    pub(super) fn inflected(&self, key: &[u8]) -> Candidates {
        let mut found = self.inflected_by_hand(key);
        for reading in self.endings.readings(self.rows.names(), key) {
            let name = found.name(reading.key, None);
            self.add_rows(&mut found, reading.number, reading.cases, reading.turned, name);
        }
        found
    }

    /// The same among the hand-written names only: they may be common words («запад»).
    pub(super) fn inflected_by_hand(&self, key: &[u8]) -> Candidates {
        let mut found = Candidates::default();
        for (reading, listed) in self.hand.names.readings(&self.endings, key) {
            let name = found.name(reading.key, Some(listed.spelling));
            self.add_hand(&mut found, &listed.targets, reading.cases, reading.turned, name);
        }
        found
    }

    /// Places that an adjective in any form belongs to: «алма-атинскую», «казахстанский».
    pub(crate) fn by_adjective(&self, word: &str) -> Candidates {
        let mut key = Folded::new();
        fold(word, &mut key);
        self.adjective(&key)
    }

    pub(super) fn adjective(&self, key: &[u8]) -> Candidates {
        let mut found = self.listed_adjective(key);
        let listed = !found.is_empty();
        self.named_by_adjective(&mut found, key);
        if listed {
            return found;
        }
        for key in self.adjectives.names(key) {
            let (listed, number) = (self.hand.names.exact(&key), self.rows.names().find(&key));
            if listed.is_none() && number.is_none() {
                continue;
            }
            let name = found.name(key, None);
            for &place in listed.iter().flat_map(|listed| &listed.targets) {
                found.add(Candidate { place, how: How::Adjective, cases: Cases::ALL, turned: 0, name });
            }
            for posting in number.into_iter().flat_map(|number| self.rows.postings(number)) {
                found.add(Candidate {
                    place: PlaceId(posting.row),
                    how: How::Adjective,
                    cases: Cases::ALL,
                    turned: u8::from(!posting.preferred),
                    name,
                });
            }
        }
        found
    }

    /// Places whose people a word in any form names: «казахстанцев», «москвичи».
    pub(crate) fn by_demonym(&self, word: &str) -> Candidates {
        let mut key = Folded::new();
        fold(word, &mut key);
        self.demonym(&key)
    }

    /// Regions that an adjective in any form is the name of: «Мангистауской», «Приморского».
    fn named_by_adjective(&self, found: &mut Candidates, key: &[u8]) {
        for (number, name) in self.adjectives.own_names(self.rows.names(), key) {
            let name = found.name(name, None);
            let postings = self.rows.postings(number);
            for posting in postings.filter(|p| self.rows.row(p.row).is_some_and(|row| row.kind == Kind::Region)) {
                found.add(Candidate { place: PlaceId(posting.row), how: How::OtherName, cases: Cases::ALL, turned: 0, name });
            }
        }
    }

    fn listed_adjective(&self, key: &[u8]) -> Candidates {
        let mut found = Candidates::default();
        let name = found.name(Folded::new(), None);
        for listed in self.adjectives.nominatives(key).iter().filter_map(|word| self.hand.peoples.exact(word)) {
            for &(place, _) in listed.targets.iter().filter(|(_, belonging)| *belonging == Belonging::Adjective) {
                found.add(Candidate { place, how: How::Adjective, cases: Cases::ALL, turned: 0, name });
            }
        }
        found
    }

    fn demonym(&self, key: &[u8]) -> Candidates {
        let mut found = Candidates::default();
        let name = found.name(Folded::new(), None);
        for (reading, listed) in self.hand.peoples.readings(&self.endings, key) {
            for &(place, _) in listed.targets.iter().filter(|(_, belonging)| *belonging == Belonging::Demonym) {
                found.add(Candidate { place, how: How::Demonym, cases: reading.cases, turned: reading.turned, name });
            }
        }
        if !found.is_empty() {
            return found;
        }
        for key in self.adjectives.homes(key) {
            let (listed, number) = (self.hand.names.exact(&key), self.rows.names().find(&key));
            if listed.is_none() && number.is_none() {
                continue;
            }
            let name = found.name(key, None);
            let rows = number.into_iter().flat_map(|number| self.rows.postings(number)).filter(|p| p.preferred);
            let places = listed.iter().flat_map(|listed| listed.targets.iter().copied()).chain(rows.map(|p| PlaceId(p.row)));
            for place in places.filter(|&place| self.describe(place).is_some_and(|d| d.kind == Kind::Settlement)) {
                found.add(Candidate { place, how: How::Demonym, cases: Cases::ALL, turned: 1, name });
            }
        }
        found
    }

    fn add_hand(&self, found: &mut Candidates, places: &[PlaceId], cases: Cases, turned: u8, name: u16) {
        for &place in places {
            found.add(Candidate { place, how: How::Name, cases, turned, name });
        }
    }

    fn add_rows(&self, found: &mut Candidates, number: u64, cases: Cases, turned: u8, name: u16) {
        for posting in self.rows.postings(number) {
            let how = if posting.preferred { How::Name } else { How::OtherName };
            found.add(Candidate { place: PlaceId(posting.row), how, cases, turned, name });
        }
    }

    /// What is known of a place.
    pub(crate) fn describe(&self, place: PlaceId) -> Option<Described<'_>> {
        if let Some(hand) = (place.0 as usize).checked_sub(self.rows.len()) {
            let hand = self.hand.places.get(hand)?;
            return Some(Described {
                name: hand.name,
                kind: hand.kind,
                feature: hand.feature,
                lat: hand.lat,
                lon: hand.lon,
                population: 0,
                country: hand.country,
                other_countries: &hand.others,
                admin1: None,
                geonames: 0,
                wikidata: hand.wikidata,
                precision: hand.precision,
                by_hand: true,
            });
        }
        let row = self.rows.row(place.0)?;
        let (feature, precision) = match row.kind {
            Kind::Country => ("PCLI", PlacePrecision::Country),
            Kind::Region => ("ADM1", PlacePrecision::Region),
            Kind::Airport => ("AIRP", PlacePrecision::Point),
            Kind::Airfield => ("AIRF", PlacePrecision::Point),
            _ if self.hand.capitals.binary_search(&place).is_ok() => ("PPLC", PlacePrecision::Settlement),
            _ => ("PPL", PlacePrecision::Settlement),
        };
        Some(Described {
            name: self.country_words(place).map_or(row.name, |words| words.name),
            kind: row.kind,
            feature,
            lat: row.lat,
            lon: row.lon,
            population: row.population,
            country: row.country,
            other_countries: &[],
            admin1: row.admin1.map(PlaceId),
            geonames: row.geonames,
            wikidata: row.wikidata,
            precision,
            by_hand: false,
        })
    }

    /// Name, genitive, adjective and capital of a country.
    pub(crate) fn country_words(&self, place: PlaceId) -> Option<&CountryWords> {
        self.hand.countries.get(*self.hand.country_of.get(&place)?)
    }

    /// The country with a code.
    pub(crate) fn country(&self, code: [u8; 2]) -> Option<&CountryWords> {
        self.hand.countries.iter().find(|country| country.code == code)
    }

    /// The nominative under which `surface` named a candidate, spelled as in the gazetteer where it is the gazetteer's
    /// spelling, else as in the report.
    pub(super) fn nominative(&self, surface: &str, candidates: &Candidates, candidate: &Candidate) -> String {
        let usual = self.describe(candidate.place).map_or("", |described| described.name);
        let Some(named) = candidates.names.get(usize::from(candidate.name)).filter(|named| !named.key.is_empty()) else {
            return usual.to_owned();
        };
        let mut key = Folded::new();
        fold(usual, &mut key);
        // «алма-атинский» is of «Алма-Ата», where the hand-written lists know that name.
        let listed = || self.hand.names.exact(&named.key).map_or(usual, |listed| listed.spelling).to_owned();
        match named.spelling {
            _ if key == named.key => usual.to_owned(),
            // «Chicago» is «Чикаго».
            None if surface.is_ascii() => usual.to_owned(),
            _ if candidate.how >= How::Adjective => listed(),
            Some(spelling) => spelling.to_owned(),
            None => super::respell(surface, &named.key),
        }
    }

    /// The nearest airport within `km` kilometres; a large one with flights before others.
    pub(super) fn airport_near(&self, lat: f64, lon: f64, km: f64) -> Option<PlaceId> {
        let degrees = km / 111.0;
        let count = self.airports.end - self.airports.start;
        let south = partition_point(count, |at| self.rows.row(self.airports.start + at).is_some_and(|r| r.lat < lat - degrees));
        let rows = (self.airports.start + south..self.airports.end)
            .map_while(|row| self.rows.row(row).filter(|r| r.lat <= lat + degrees).map(|r| (row, r)));
        let near = rows.filter_map(|(row, airport)| {
            let away = super::distance((lat, lon), (airport.lat, airport.lon));
            let handicap = match (airport.kind, airport.population) {
                (Kind::Airport, 2) => 0.0,
                (Kind::Airport, _) => 40.0,
                _ => 80.0,
            };
            (away <= km).then_some((row, away + handicap))
        });
        near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(row, _)| PlaceId(row))
    }

    /// The record's view of a place.
    pub(super) fn place(&self, described: &Described) -> Place {
        let code =
            |country: [u8; 2]| if country == [0; 2] { String::new() } else { String::from_utf8_lossy(&country).into_owned() };
        Place {
            lat: described.lat,
            lon: described.lon,
            feature: described.feature.to_owned(),
            country: code(described.country),
            admin1: described.admin1.and_then(|region| self.describe(region)).map(|region| region.name.to_owned()),
            precision: described.precision,
        }
    }

    /// `iso:`, `geonames:` or `wikidata:`, the best there is.
    pub(super) fn reference(&self, described: &Described) -> Option<String> {
        match *described {
            Described { kind: Kind::Country, country, .. } => Some(format!("iso:{}", String::from_utf8_lossy(&country))),
            Described { geonames, .. } if geonames > 0 => Some(format!("geonames:{geonames}")),
            Described { wikidata, .. } if wikidata > 0 => Some(format!("wikidata:Q{wikidata}")),
            _ => None,
        }
    }
}

fn partition_point(len: u32, holds: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, len);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { low = middle + 1 } else { high = middle }
    }
    low
}
