use super::*;

fn gazetteer() -> Gazetteer {
    Gazetteer::bundled().unwrap()
}

#[test]
fn names_are_found_in_any_case() {
    let gazetteer = gazetteer();
    let found = |phrase: &str| {
        let found = gazetteer.resolve(phrase, &Context::default());
        found.map(|f| format!("{} {} {:.1} {:.1}", f.name, f.place.country, f.place.lat, f.place.lon)).unwrap_or_default()
    };
    for (phrase, expected) in [
        ("Алма-Ату", "Алма-Ата KZ 43.3 76.9"),
        ("Нижнего Новгорода", "Нижний Новгород RU 56.3 44.0"),
        ("Мангистауской области", "Мангистауская область KZ 44.0 53.9"),
        ("городе Бишкек", "Бишкек KG 42.9 74.6"),
        ("штате Массачусетс", "Массачусетс US 42.4 -72.0"),
        ("аэропорта Алма-Аты", "аэропорт Алма-Аты KZ 43.4 77.0"),
    ] {
        assert_eq!(found(phrase), expected, "{phrase}");
    }
}

#[test]
fn every_table_names_known_places() {
    let rows = svodka_lexicon::gazetteer::Gazetteer::open(include_bytes!("../../resources/gazetteer.bin")).unwrap();
    let unknown: Vec<String> = super::hand::unknown_places(&rows);
    assert!(unknown.is_empty(), "{}", unknown.join("\n"));
}

#[test]
fn the_compiled_file_is_what_resources_toml_says() {
    let rows = svodka_lexicon::gazetteer::Gazetteer::open(include_bytes!("../../resources/gazetteer.bin")).unwrap();
    let manifest = include_str!("../../../../resources.toml");
    let inputs: String = rows.inputs().iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(manifest.contains(&inputs), "run `cargo xtask resources`");
    let airports =
        (0..rows.len() as u32).filter_map(|row| rows.row(row)).filter(|r| r.kind >= svodka_lexicon::gazetteer::Kind::Airport);
    assert!(airports.map(|r| r.lat).is_sorted(), "airports stand from south to north");
}

#[test]
fn no_word_of_the_tables_mixes_scripts() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for name in ["places", "registry"] {
        for file in std::fs::read_dir(folder.join(name)).unwrap() {
            let path = file.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            for (number, line) in text.lines().enumerate() {
                let words = line.split(|c: char| !c.is_alphabetic());
                // The agency writes itself so.
                let mixed = |word: &str| {
                    word != "АКИpress"
                        && word.chars().any(|c| c.is_ascii())
                        && word.chars().any(|c| matches!(c, 'А'..='я' | 'ё' | 'Ё'))
                };
                assert_eq!(words.clone().find(|word| mixed(word)), None, "{}:{}", path.display(), number + 1);
            }
        }
    }
}
