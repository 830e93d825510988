//! Compiles the gazetteer: countries, regions, settlements, airports.

mod airports;
mod countries;
mod outline;
mod regions;
mod settlements;
mod spelling;

use crate::packages::Packages;
use anyhow::{Context, Result};
use std::{fs, path::Path};
use svodka_lexicon::gazetteer::{VERSION, Writer};

/// Writes `gazetteer.bin` and notes the hash of its inputs in `resources.toml`.
pub(crate) fn compile(root: &Path) -> Result<()> {
    let mut packages = Packages::open(root)?;
    packages.depends_on(&VERSION.to_le_bytes());
    let mut writer = Writer::new();
    let countries = countries::read(&mut packages)?;
    let mut regions = regions::read(&mut packages)?;
    let settlements = settlements::read(&mut packages)?;
    let airports = airports::read(&mut packages)?;
    // Towns tell how populous a region is, and outlines tell in which region a town lies.
    let homes: Vec<Option<usize>> = settlements.iter().map(|s| regions.home_of(&s.place, &s.admin1)).collect();
    for (settlement, home) in settlements.iter().zip(&homes) {
        if let Some(home) = *home {
            regions.add_people(home, settlement.place.population);
        }
    }
    for country in &countries {
        writer.add(country);
    }
    let rows: Vec<u32> = regions.places().map(|place| writer.add(place)).collect();
    let mut named = 0;
    for (settlement, home) in settlements.into_iter().zip(homes) {
        if settlement.place.name.is_empty() {
            continue;
        }
        let mut place = settlement.place;
        place.admin1 = home.map(|home| rows[home]);
        writer.add(&place);
        named += 1;
    }
    for mut place in airports.iter().cloned() {
        place.admin1 = regions.home_of(&place, "").map(|home| rows[home]);
        writer.add(&place);
    }
    println!("{} countries, {} regions, {named} settlements, {} airports", countries.len(), rows.len(), airports.len());
    let file = writer.finish(packages.inputs());
    let target = root.join("crates/reader/resources/gazetteer.bin");
    fs::create_dir_all(target.parent().context("no folder")?)?;
    fs::write(&target, &file)?;
    println!("{} bytes", file.len());
    note_inputs(root, packages.inputs())
}

fn note_inputs(root: &Path, inputs: [u8; 32]) -> Result<()> {
    let path = root.join("resources.toml");
    let manifest = fs::read_to_string(&path)?;
    let (before, after) = manifest.split_once("[compiled.gazetteer]").context("resources.toml has no [compiled.gazetteer]")?;
    let note = format!("inputs = \"{}\"", blake3::Hash::from_bytes(inputs).to_hex());
    let after: Vec<String> =
        after.lines().map(|line| if line.starts_with("inputs") { note.clone() } else { line.to_owned() }).collect();
    fs::write(&path, format!("{before}[compiled.gazetteer]{}\n", after.join("\n")))?;
    Ok(())
}
