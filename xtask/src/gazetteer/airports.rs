//! Airports and airfields.

use super::spelling::is_russian;
use crate::packages::Packages;
use anyhow::{Context, Result};
use serde::Deserialize;
use svodka_lexicon::gazetteer::{Kind, NewPlace};

#[derive(Deserialize)]
struct Airport {
    #[serde(rename = "type")]
    size: String,
    name: String,
    latitude_deg: f64,
    longitude_deg: f64,
    iso_country: String,
    scheduled_service: String,
    keywords: String,
}

/// Airports of medium or large size, and every airfield with a Russian name. `population` is 2 for a large one with
/// scheduled flights, else 1. From south to north.
pub(super) fn read(packages: &mut Packages) -> Result<Vec<NewPlace>> {
    let table = packages.read("ourairports", "ourairports/data/airports.csv.gz")?;
    let mut table = csv::Reader::from_reader(flate2::read::GzDecoder::new(table.as_slice()));
    let mut places = Vec::new();
    for airport in table.deserialize() {
        let airport: Airport = airport?;
        let mut spellings: Vec<String> =
            airport.keywords.split([',', ';']).chain([airport.name.as_str()]).filter_map(russian_name).collect();
        spellings.dedup();
        let sized = matches!(airport.size.as_str(), "large_airport" | "medium_airport");
        if !sized && (spellings.is_empty() || airport.size == "heliport") {
            continue;
        }
        let served = airport.scheduled_service == "yes";
        let mut spellings = spellings.into_iter();
        places.push(NewPlace {
            name: spellings.next().unwrap_or(airport.name),
            others: spellings.collect(),
            kind: if served { Kind::Airport } else { Kind::Airfield },
            lat: airport.latitude_deg,
            lon: airport.longitude_deg,
            population: if served && airport.size == "large_airport" { 2 } else { 1 },
            geonames: 0,
            wikidata: 0,
            admin1: None,
            country: airport.iso_country.as_bytes().try_into().context("country of two letters")?,
        });
    }
    // The look-up for the nearest airport relies on this order.
    places.sort_by(|a: &NewPlace, b| a.lat.total_cmp(&b.lat));
    Ok(places)
}

/// «Аэропорт Чкаловский» as «Чкаловский»; nothing for codes and for other languages.
fn russian_name(keyword: &str) -> Option<String> {
    let words = keyword.split_whitespace().filter(|word| {
        let word = word.to_lowercase();
        !matches!(
            word.as_str(),
            "аэропорт"
                | "аэродром"
                | "авиабаза"
                | "международный"
                | "вертолётная"
                | "площадка"
                | "имени"
        )
    });
    let name = words.collect::<Vec<_>>().join(" ");
    (name.chars().count() > 2 && is_russian(&name)).then_some(name)
}
