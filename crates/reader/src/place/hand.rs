//! Places, names and peoples that are written by hand, in `data/places/`.

use super::{
    Table, TableError,
    listing::{Listing, Listings},
    table,
    table::{Line, list},
};
use rustc_hash::FxHashMap;
use svodka_lexicon::gazetteer::{Folded, Gazetteer, Kind, fold};
use svodka_model::PlacePrecision;

const COUNTRIES: Table = table!("places/countries.tsv");
const PLACES: [Table; 5] = [
    table!("places/towns.tsv"),
    table!("places/areas.tsv"),
    table!("places/waters.tsv"),
    table!("places/regions.tsv"),
    table!("places/facilities.tsv"),
];
const NAMES: Table = table!("places/names.tsv");
const PEOPLES: Table = table!("places/peoples.tsv");

/// A place: a row of the compiled gazetteer, or behind them a hand-written one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct PlaceId(pub(crate) u32);

/// A hand-written place.
#[derive(Debug)]
pub(crate) struct HandPlace {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) feature: &'static str,
    /// The first code of its countries; zeros for none.
    pub(crate) country: [u8; 2],
    /// The other countries that it reaches into.
    pub(crate) others: Vec<[u8; 2]>,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    pub(crate) precision: PlacePrecision,
    pub(crate) wikidata: u32,
}

/// What is said of a country by hand.
#[derive(Debug)]
pub(crate) struct CountryWords {
    /// ISO code.
    pub(crate) code: [u8; 2],
    /// Row of the compiled gazetteer.
    pub(crate) place: PlaceId,
    /// Usual name.
    pub(crate) name: &'static str,
    /// The usual name in the genitive.
    pub(crate) genitive: &'static str,
    /// Main adjective, masculine nominative.
    pub(crate) adjective: &'static str,
    /// Usual name of the capital.
    pub(crate) capital: &'static str,
    /// The capital, where the gazetteer has it under that name.
    pub(crate) capital_place: Option<PlaceId>,
}

/// How a word belongs to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Belonging {
    /// «казахстанский».
    Adjective,
    /// «казахстанец», «казахстанцы».
    Demonym,
}

/// All hand-written knowledge of places.
#[derive(Debug)]
pub(crate) struct Hand {
    pub(crate) places: Vec<HandPlace>,
    pub(crate) countries: Vec<CountryWords>,
    /// The capitals of all countries, sorted.
    pub(crate) capitals: Vec<PlaceId>,
    /// Index into `countries` by row.
    pub(crate) country_of: FxHashMap<PlaceId, usize>,
    pub(crate) names: Listing<PlaceId>,
    pub(crate) peoples: Listing<(PlaceId, Belonging)>,
}

impl Hand {
    /// Reads the tables.
    pub(crate) fn load(rows: &Gazetteer) -> Result<Hand, TableError> {
        let mut names = Listings::new();
        let mut peoples = Listings::new();
        let (countries, country_of) = countries(rows, &mut names, &mut peoples)?;
        let mut places = Vec::new();
        for table in PLACES {
            for line in table.lines::<9>() {
                let line = line?;
                let [name, variants, kind, feature, codes, _, _, precision, wikidata] = line.cells;
                let place = PlaceId((rows.len() + places.len()) as u32);
                names.add(name, place);
                list(variants).for_each(|variant| names.add(variant, place));
                let mut codes = codes.split(',').filter_map(|code| code.trim().as_bytes().try_into().ok());
                places.push(HandPlace {
                    name,
                    kind: kind_of(kind).ok_or_else(|| line.fault("unknown kind"))?,
                    feature,
                    country: codes.next().unwrap_or_default(),
                    others: codes.collect(),
                    lat: line.number(5)?,
                    lon: line.number(6)?,
                    precision: precision.parse().map_err(|()| line.fault("unknown precision"))?,
                    wikidata: wikidata.strip_prefix('Q').map_or(Ok(0), str::parse).map_err(|_| line.fault("bad Wikidata id"))?,
                });
            }
        }
        name_rows(rows, &mut names)?;
        belong(rows, &names, &mut peoples)?;
        let mut capitals: Vec<PlaceId> = countries.iter().filter_map(|country| country.capital_place).collect();
        capitals.sort_unstable();
        Ok(Hand { places, countries, capitals, country_of, names: names.finish(), peoples: peoples.finish() })
    }
}

type Peoples = Listings<(PlaceId, Belonging)>;

#[cfg(test)]
/// Lines of the tables that name a place which nobody knows; all of them at once.
pub(super) fn unknown_places(rows: &Gazetteer) -> Vec<String> {
    let mut hand = Listings::new();
    for line in COUNTRIES.lines::<7>().flatten() {
        [line.cells[1]].into_iter().chain(list(line.cells[3])).for_each(|name| hand.add(name, ()));
    }
    for line in PLACES.iter().flat_map(|table| table.lines::<9>()).flatten() {
        [line.cells[0]].into_iter().chain(list(line.cells[1])).for_each(|name| hand.add(name, ()));
    }
    let names = NAMES.lines::<3>().flatten().filter(|line| known_row(rows, line.cells[0], line.cells[1]).is_none());
    let names: Vec<String> = names.map(|line| line.fault("the gazetteer has no such place").to_string()).collect();
    let peoples = PEOPLES.lines::<4>().flatten();
    let peoples =
        peoples.filter(|line| hand.first(line.cells[0]).is_none() && known_row(rows, line.cells[0], line.cells[1]).is_none());
    names.into_iter().chain(peoples.map(|line| no_place(&line).to_string())).collect()
}

/// Countries: ISO code, name, genitive, variants, adjectives, demonyms, capital.
fn countries(
    rows: &Gazetteer,
    names: &mut Listings<PlaceId>,
    peoples: &mut Peoples,
) -> Result<(Vec<CountryWords>, FxHashMap<PlaceId, usize>), TableError> {
    // Countries are the first rows.
    let by_code: FxHashMap<[u8; 2], PlaceId> =
        (0..).map_while(|row| rows.row(row).filter(|r| r.kind == Kind::Country).map(|r| (r.country, PlaceId(row)))).collect();
    let mut countries = Vec::new();
    let mut country_of = FxHashMap::default();
    for line in COUNTRIES.lines::<7>() {
        let line = line?;
        let [code, name, genitive, variants, adjectives, demonyms, capital] = line.cells;
        let code: [u8; 2] = code.as_bytes().try_into().map_err(|_| line.fault("a code has two letters"))?;
        let place = *by_code.get(&code).ok_or_else(|| line.fault("the gazetteer has no such country"))?;
        names.add(name, place);
        list(variants).for_each(|variant| names.add(variant, place));
        list(adjectives).for_each(|word| peoples.add(word, (place, Belonging::Adjective)));
        list(demonyms).for_each(|word| peoples.add(word, (place, Belonging::Demonym)));
        if country_of.insert(place, countries.len()).is_some() {
            return Err(line.fault("the country is listed twice"));
        }
        let adjective = list(adjectives).next().unwrap_or_default();
        let capital_place = known_row(rows, capital, line.cells[0]);
        countries.push(CountryWords { code, place, name, genitive, adjective, capital, capital_place });
    }
    Ok((countries, country_of))
}

/// More names of settlements and regions of the compiled gazetteer: a name that it knows, country, more names.
fn name_rows(rows: &Gazetteer, names: &mut Listings<PlaceId>) -> Result<(), TableError> {
    for line in NAMES.lines::<3>() {
        let line = line?;
        let place = known_row(rows, line.cells[0], line.cells[1]).ok_or_else(|| line.fault("the gazetteer has no such place"))?;
        names.add(line.cells[0], place);
        list(line.cells[2]).for_each(|name| names.add(name, place));
    }
    Ok(())
}

/// Adjectives and demonyms of other places than countries: name, country, adjectives, demonyms.
fn belong(rows: &Gazetteer, names: &Listings<PlaceId>, peoples: &mut Peoples) -> Result<(), TableError> {
    for line in PEOPLES.lines::<4>() {
        let line = line?;
        let [name, country, adjectives, demonyms] = line.cells;
        let place = names.first(name).or_else(|| known_row(rows, name, country)).ok_or_else(|| no_place(&line))?;
        list(adjectives).for_each(|word| peoples.add(word, (place, Belonging::Adjective)));
        list(demonyms).for_each(|word| peoples.add(word, (place, Belonging::Demonym)));
    }
    Ok(())
}

fn no_place<const CELLS: usize>(line: &Line<CELLS>) -> TableError {
    line.fault("no such place is known")
}

/// The most populous place of a country that bears a name.
fn known_row(rows: &Gazetteer, name: &str, country: &str) -> Option<PlaceId> {
    let mut key = Folded::new();
    fold(name, &mut key);
    let bearers = rows.postings(rows.names().find(&key)?).filter_map(|p| rows.row(p.row).map(|row| (p.row, row)));
    let there =
        bearers.filter(|(_, row)| row.country == country.as_bytes() && matches!(row.kind, Kind::Settlement | Kind::Region));
    there.max_by_key(|(_, row)| (row.kind == Kind::Settlement, row.population)).map(|(row, _)| PlaceId(row))
}

/// The kind of place that a word in a table stands for.
pub(super) fn kind_of(word: &str) -> Option<Kind> {
    Some(match word {
        "country" => Kind::Country,
        "area" => Kind::Area,
        "region" => Kind::Region,
        "settlement" => Kind::Settlement,
        "district" => Kind::District,
        "airport" => Kind::Airport,
        "airfield" => Kind::Airfield,
        "water" => Kind::Water,
        "island" => Kind::Island,
        "land" => Kind::Land,
        "facility" => Kind::Facility,
        _ => return None,
    })
}
