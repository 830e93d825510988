//! Measures on corpora that are not part of the project: run with `--ignored` and the corpus named by `NEREL` or `GOLD`.
#![allow(clippy::print_stdout)]

use super::*;
use std::{collections::BTreeMap, fs, path::Path, time::Instant};

/// A name in a brat file.
struct Name {
    kind: String,
    text: String,
    wikidata: Option<u32>,
    label: Option<String>,
}

fn brat(folder: &Path) -> Vec<Vec<Name>> {
    let mut files: Vec<_> =
        fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "ann")).collect();
    files.sort();
    let document = |path: &std::path::PathBuf| {
        let mut names = BTreeMap::new();
        let text = fs::read_to_string(path).unwrap();
        for line in text.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [id, what, words] = cells[..] else { continue };
            if id.starts_with('T') {
                let kind = what.split(' ').next().unwrap().to_owned();
                names.insert(id.to_owned(), Name { kind, text: words.to_owned(), wikidata: None, label: None });
            } else if let Some((id, reference)) = what.strip_prefix("Reference ").and_then(|r| r.split_once(' '))
                && let Some(name) = names.get_mut(id)
            {
                name.wikidata = reference.strip_prefix("Wikidata:Q").and_then(|q| q.parse().ok());
                name.label = Some(words.to_owned());
            }
        }
        names.into_values().collect()
    };
    files.iter().map(document).collect()
}

#[derive(Default)]
struct Score {
    all: u32,
    found: u32,
    linked: u32,
    right: u32,
    labelled: u32,
    nominative: u32,
    missed: BTreeMap<String, u32>,
    wrong: BTreeMap<String, u32>,
}

#[test]
#[ignore = "needs a corpus"]
fn names_of_nerel() {
    let Ok(folder) = std::env::var("NEREL") else { return };
    let gazetteer = Gazetteer::bundled().unwrap();
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let (mut time, mut calls, mut adjectives) = (std::time::Duration::ZERO, 0, (0, 0));
    let show: usize = std::env::var("SHOW").ok().and_then(|s| s.parse().ok()).unwrap_or(0);
    for document in brat(Path::new(&folder)) {
        let names: Vec<&Name> = document
            .iter()
            .filter(|n| {
                matches!(n.kind.as_str(), "CITY" | "COUNTRY" | "STATE_OR_PROVINCE" | "DISTRICT" | "LOCATION" | "NATIONALITY")
            })
            .collect();
        let phrases: Vec<Phrase> = names.iter().map(|n| Phrase { words: &n.text, kinds: &[], case: None }).collect();
        let start = Instant::now();
        let resolved = gazetteer.resolve_all(&phrases, None);
        time += start.elapsed();
        calls += phrases.len() as u32;
        for (name, found) in names.iter().zip(resolved) {
            let adjective = || gazetteer.by_adjective(&name.text);
            let demonym = || gazetteer.by_demonym(&name.text);
            let found = found.or_else(|| {
                let candidates = Some(adjective()).filter(|c| !c.is_empty()).unwrap_or_else(demonym);
                let choice = gazetteer.choose(&candidates, &Context::default())?;
                let described = gazetteer.describe(choice.candidate.place)?;
                Some(Found {
                    id: choice.candidate.place,
                    name: described.name.to_owned(),
                    reference: gazetteer.reference(&described),
                    place: gazetteer.place(&described),
                    how: choice.candidate.how,
                    score: choice.score,
                    margin: choice.margin,
                })
            });
            if let Some(label) = name.label.as_ref().filter(|l| !l.is_empty() && *l != "нет данных")
                && matches!(name.kind.as_str(), "CITY" | "COUNTRY" | "STATE_OR_PROVINCE")
                && !adjective().is_empty()
                && gazetteer.lookup_inflected(&name.text).is_empty()
            {
                let place = found.as_ref().and_then(|f| gazetteer.describe(f.id));
                // Right by number, or because the label is a name of the place.
                let right = place.is_some_and(|p| {
                    let named = gazetteer.lookup_inflected(label);
                    Some(p.wikidata).filter(|q| *q > 0) == name.wikidata
                        || named.places.iter().any(|c| Some(c.place) == found.as_ref().map(|f| f.id))
                });
                adjectives.0 += 1;
                adjectives.1 += u32::from(right);
                if !right && show > 0 {
                    println!("adjective {} → {}, not {label}", name.text, place.map_or("", |p| p.name));
                }
            }
            let score = scores.entry(name.kind.clone()).or_default();
            score.all += 1;
            let Some(found) = found else {
                *score.missed.entry(name.text.clone()).or_default() += 1;
                continue;
            };
            score.found += 1;
            let known = gazetteer.describe(found.id).map_or(0, |d| d.wikidata);
            if let Some(wikidata) = name.wikidata.filter(|_| known > 0) {
                score.linked += 1;
                if wikidata == known {
                    score.right += 1
                } else {
                    *score
                        .wrong
                        .entry(format!("{} → {} {}, not {:?}", name.text, found.name, found.place.country, name.label))
                        .or_default() += 1
                }
            } else if let Some(label) = &name.label {
                score.labelled += 1;
                let mut keys = [Vec::new(), Vec::new()];
                svodka_lexicon::gazetteer::fold(label, &mut keys[0]);
                svodka_lexicon::gazetteer::fold(&found.name, &mut keys[1]);
                if keys[0] == keys[1] {
                    score.nominative += 1
                } else {
                    *score
                        .wrong
                        .entry(format!(
                            "{} → {} {} {}, label {label}",
                            name.text, found.name, found.place.country, found.place.feature
                        ))
                        .or_default() += 1
                }
            }
        }
    }
    println!("{calls} phrases of whole reports in {time:?}: {:?} each", time / calls.max(1));
    println!("Adjectives: right {} of {}", adjectives.1, adjectives.0);
    for (kind, s) in &scores {
        println!(
            "{kind}: {} of {} found; Wikidata right {} of {}; name as labelled {} of {}",
            s.found, s.all, s.right, s.linked, s.nominative, s.labelled
        );
        for (what, map) in [("missed", &s.missed), ("wrong", &s.wrong)] {
            let mut list: Vec<_> = map.iter().collect();
            list.sort_by_key(|(name, n)| (std::cmp::Reverse(**n), (*name).clone()));
            for (name, n) in list.iter().take(show) {
                println!("  {what} {n} {name}");
            }
        }
    }
}

/// The shortest of many runs: what the machine's other work does not disturb.
fn shortest<T>(runs: u32, mut run: impl FnMut() -> T) -> std::time::Duration {
    let timed = |run: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed()
    };
    (0..runs).map(|_| timed(&mut run)).min().unwrap_or_default()
}

#[test]
#[ignore = "a bench"]
fn lookups_a_second() {
    println!("load: {:?}", shortest(40, || Gazetteer::bundled().unwrap()));
    let gazetteer = Gazetteer::bundled().unwrap();
    let phrases = [
        "Алма-Ату",
        "Мангистауской области",
        "Нижнего Новгорода",
        "Казахстана",
        "городе Бишкек",
        "Лондоне",
        "Спрингфилде",
        "правительства",
        "аэропорта Алма-Аты",
    ];
    for phrase in phrases {
        let resolve = shortest(300, || gazetteer.resolve(phrase, &Context::default()));
        println!("{phrase}: resolve {resolve:?}, look-up {:?}", shortest(300, || gazetteer.lookup_inflected(phrase)));
    }
}

#[test]
#[ignore = "needs a corpus"]
fn places_of_gold() {
    let Ok(folder) = std::env::var("GOLD") else { return };
    let gazetteer = Gazetteer::bundled().unwrap();
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let (mut all, mut found, mut country, mut near) = (0, 0, 0, 0);
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "json")) {
        let gold: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let places = gold["places"].as_object().unwrap();
        let names = gold["names"].as_object().unwrap();
        // Each place under its own name and under every surface that the gold file gives for it.
        let surfaces = names.iter().filter_map(|(surface, name)| Some((surface.as_str(), places.get(name.as_str()?)?)));
        let surfaces: Vec<(&str, &serde_json::Value)> =
            surfaces.chain(places.iter().map(|(name, place)| (name.as_str(), place))).collect();
        let phrases: Vec<Phrase> = surfaces.iter().map(|(words, _)| Phrase { words, ..Phrase::default() }).collect();
        let resolved = gazetteer.resolve_all(&phrases, None);
        for ((surface, place), mut resolved) in surfaces.iter().zip(resolved) {
            all += 1;
            resolved = resolved.or_else(|| gazetteer.place_within(surface, &Context::default()));
            let Some(resolved) = resolved else {
                println!("not found: {surface}");
                continue;
            };
            found += 1;
            let code = place[0].as_str().unwrap();
            let away =
                distance((place[1].as_f64().unwrap(), place[2].as_f64().unwrap()), (resolved.place.lat, resolved.place.lon));
            let exact = matches!(resolved.place.precision.as_str(), "point" | "settlement" | "district");
            let right = resolved.place.country == code;
            let close = away <= if exact { 25.0 } else { 500.0 };
            country += u32::from(right);
            near += u32::from(close);
            if !right || !close {
                println!("{surface} → {} {} {away:.0} km, not {code}", resolved.name, resolved.place.country);
            }
        }
    }
    println!("gold: {found} of {all} found, {country} in the right country, {near} near enough");
}
