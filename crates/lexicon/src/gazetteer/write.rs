//! Compiles places to the gazetteer's file.

use super::{
    Kind,
    fold::{Folded, fold},
    format::{HEADER, LAST, MAGIC, STEPS, VERSION},
    names::Names,
};
use std::collections::BTreeMap;

/// A place to be compiled.
#[derive(Clone, Debug, PartialEq)]
pub struct NewPlace {
    /// Preferred Russian name.
    pub name: String,
    /// Other spellings and older names.
    pub others: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// See [`super::Row::population`].
    pub population: u32,
    /// GeoNames number, 0 for none.
    pub geonames: u32,
    /// Number of the Wikidata entity, 0 for none; kept for countries and regions only.
    pub wikidata: u32,
    /// Row of the region that it lies in.
    pub admin1: Option<u32>,
    /// ISO 3166-1 alpha-2; zeros for none.
    pub country: [u8; 2],
}

/// Collects places in the order of their rows: countries and regions come first.
#[derive(Debug, Default)]
pub struct Writer {
    rows: Vec<u8>,
    count: u32,
    wikidata: Vec<u8>,
    texts: Vec<u8>,
    text_of: BTreeMap<String, u32>,
    bearers: BTreeMap<Folded, Vec<(u32, bool)>>,
}

impl Writer {
    /// An empty gazetteer.
    pub fn new() -> Writer {
        Writer::default()
    }

    /// Adds a place and tells its row.
    pub fn add(&mut self, place: &NewPlace) -> u32 {
        let row = self.count;
        self.count += 1;
        self.rows.extend(steps(place.lat));
        self.rows.extend(steps(place.lon));
        self.rows.extend(place.population.to_le_bytes());
        self.rows.extend(place.geonames.to_le_bytes());
        let admin1 = place.admin1.and_then(|row| u16::try_from(row + 1).ok()).unwrap_or_default();
        self.rows.extend(admin1.to_le_bytes());
        self.rows.extend(place.country);
        self.rows.push(place.kind as u8);
        let text = self.text(&place.name);
        self.rows.extend(text.to_le_bytes());
        if matches!(place.kind, Kind::Country | Kind::Region) {
            debug_assert_eq!(self.wikidata.len(), row as usize * 4, "countries and regions come first");
            self.wikidata.extend(place.wikidata.to_le_bytes());
        }
        self.bear(row, &place.name, true);
        for other in &place.others {
            self.bear(row, other, false);
        }
        row
    }

    fn text(&mut self, name: &str) -> u32 {
        if let Some(&at) = self.text_of.get(name) {
            return at;
        }
        let at = self.texts.len() as u32;
        let mut end = name.len().min(255);
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        self.texts.push(end as u8);
        self.texts.extend(&name.as_bytes()[..end]);
        self.text_of.insert(name.to_owned(), at);
        at
    }

    fn bear(&mut self, row: u32, name: &str, preferred: bool) {
        let mut key = Folded::new();
        fold(name, &mut key);
        if key.is_empty() {
            return;
        }
        let bearers = self.bearers.entry(key).or_default();
        if bearers.iter().all(|&(known, _)| known != row) {
            bearers.push((row, preferred));
        }
    }

    /// The file. `inputs` is the hash of everything that the places were made from.
    pub fn finish(self, inputs: [u8; 32]) -> Vec<u8> {
        let mut postings = Vec::new();
        let mut keys = Vec::with_capacity(self.bearers.len());
        let mut known: BTreeMap<Vec<(u32, bool)>, u64> = BTreeMap::new();
        for (key, bearers) in self.bearers {
            let next = postings.len() as u64 / 4;
            let number = *known.entry(bearers).or_insert_with_key(|bearers| {
                for (i, &(row, preferred)) in bearers.iter().enumerate() {
                    let last = if i + 1 == bearers.len() { LAST } else { 0 };
                    postings.extend((row << 1 | u32::from(preferred) | last).to_le_bytes());
                }
                next
            });
            keys.push((key, number));
        }
        let names = Names::compile(keys).expect("a map's keys are sorted and differ").into_bytes();
        let sections = [self.rows, self.wikidata, self.texts, postings, names];
        let mut file = Vec::new();
        file.extend(MAGIC);
        file.extend(VERSION.to_le_bytes());
        file.extend(inputs);
        let mut end = HEADER;
        for section in &sections {
            end += section.len();
            file.extend((end as u32).to_le_bytes());
        }
        file.extend(sections.concat());
        file
    }
}

fn steps(degrees: f64) -> [u8; 3] {
    let steps = (degrees * STEPS).round() as i32;
    let [a, b, c, _] = steps.to_le_bytes();
    [a, b, c]
}

#[cfg(test)]
mod tests {
    use super::{
        super::{FormatError, Gazetteer},
        *,
    };

    fn town(name: &str, others: &[&str], lat: f64, lon: f64) -> NewPlace {
        let others = others.iter().map(|&o| o.to_owned()).collect();
        NewPlace {
            name: name.into(),
            others,
            kind: Kind::Settlement,
            lat,
            lon,
            population: 7,
            geonames: 42,
            wikidata: 0,
            admin1: Some(0),
            country: *b"KZ",
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let mut writer = Writer::new();
        let region = NewPlace { kind: Kind::Region, wikidata: 9, admin1: None, ..town("Область", &[], -12.5, -179.99) };
        writer.add(&region);
        writer.add(&town("Алма-Ата", &["Алматы", "алма ата"], 43.25249, 76.9115));
        writer.add(&town("Алматы", &[], -77.5, 160.0));
        let file = writer.finish([5; 32]);
        let gazetteer = Gazetteer::open(&file).unwrap();
        assert_eq!((gazetteer.len(), gazetteer.inputs()), (3, &[5; 32]));
        let mut key = Folded::new();
        fold("АЛМАТЫ", &mut key);
        let number = gazetteer.names().find(&key).unwrap();
        let rows: Vec<_> = gazetteer.postings(number).map(|p| (p.row, p.preferred)).collect();
        assert_eq!(rows, [(1, false), (2, true)]);
        let row = gazetteer.row(1).unwrap();
        assert_eq!((row.name, row.lat, row.lon, row.population, row.admin1), ("Алма-Ата", 43.2525, 76.9115, 7, Some(0)));
        assert_eq!(gazetteer.row(0).map(|r| (r.wikidata, r.lon)), Some((9, -179.99)));
        assert_eq!(gazetteer.row(3), None);
    }

    #[test]
    fn a_strange_file_is_refused() {
        let file = Writer::new().finish([0; 32]);
        assert!(Gazetteer::open(&file).is_ok());
        assert_eq!(Gazetteer::open(b"svodka").unwrap_err(), FormatError::Magic);
        assert_eq!(Gazetteer::open(&file[..file.len() - 1]).unwrap_err(), FormatError::Damaged);
        let mut newer = file;
        newer[8] += 1;
        assert_eq!(Gazetteer::open(&newer).unwrap_err(), FormatError::Version(VERSION + 1));
    }
}
