use super::*;

fn gazetteer() -> Gazetteer {
    Gazetteer::bundled().unwrap()
}

/// Name, country and rounded coordinates of what a phrase names.
fn read(gazetteer: &Gazetteer, phrase: &str) -> String {
    let found = gazetteer.resolve(phrase, &Context::default());
    found.map(|f| format!("{} {} {:.0} {:.0}", f.name, f.place.country, f.place.lat, f.place.lon)).unwrap_or_default()
}

#[test]
fn names_are_found_in_any_case() {
    let gazetteer = gazetteer();
    for (phrase, expected) in [
        ("Алма-Ату", "Алма-Ата KZ 43 77"),
        ("Алматы", "Алматы KZ 43 77"),
        ("Нижнего Новгорода", "Нижний Новгород RU 56 44"),
        ("Сергиевом Посаде", "Сергиев Посад RU 56 38"),
        ("Химках", "Химки RU 56 37"),
        ("Орла", "Орёл RU 53 36"),
        ("Вашингтоне", "Вашингтон US 39 -77"),
        ("Нью-Йорка", "Нью-Йорк US 41 -74"),
        ("Египта", "Египет EG 26 30"),
        ("Кыргызстаном", "Кыргызстан KG 41 75"),
        ("Соединённых Штатах Америки", "Соединённые Штаты Америки US 40 -99"),
        ("ОАЭ", "ОАЭ AE 24 54"),
        ("Крым", "Крым UA 45 34"),
        ("Нагорном Карабахе", "Нагорный Карабах AZ 40 47"),
        ("Старом городе Иерусалима", "Старый город Иерусалима IL 32 35"),
        ("Западном берегу реки Иордан", "Западный берег реки Иордан PS 32 35"),
        ("Чёрного моря", "Чёрное море  43 34"),
        ("площади Тахрир", "площадь Тахрир EG 30 31"),
        ("стране", ""),
        ("департамент полиции", ""),
        ("", ""),
    ] {
        assert_eq!(read(&gazetteer, phrase), expected, "{phrase}");
    }
}

#[test]
fn a_word_for_the_kind_says_what_is_meant() {
    let gazetteer = gazetteer();
    for (phrase, expected) in [
        ("городе Бишкек", "Бишкек KG 43 75"),
        ("штате Массачусетс", "Массачусетс US 42 -72"),
        ("штате Нью-Йорк", "Нью-Йорк US 43 -75"),
        ("Мангистауской области", "Мангистауская область KZ 44 54"),
        ("провинции Нангархар", "Нангархар AF 34 70"),
        ("аэропорта Алма-Аты", "аэропорт Алма-Аты KZ 43 77"),
        ("аэродрома Чкаловский", "аэродром Чкаловский RU 56 38"),
        ("столице Украины", "Киев UA 50 31"),
        ("британской столицы", "Лондон GB 52 -0"),
        ("севере Ирака", "север Ирака IQ 33 44"),
        ("округе Сан-Бернардино", "округ Сан-Бернардино US 34 -117"),
    ] {
        assert_eq!(read(&gazetteer, phrase), expected, "{phrase}");
    }
}

#[test]
fn adjectives_and_peoples_lead_to_places() {
    let gazetteer = gazetteer();
    let place = |candidates: Candidates| {
        let choice = gazetteer.choose(&candidates, &Context::default());
        choice.and_then(|choice| gazetteer.describe(choice.candidate.place)).map(|d| d.name).unwrap_or_default()
    };
    for (word, expected) in [
        ("казахстанской", "Казахстан"),
        ("казахская", "Казахстан"),
        ("американскими", "США"),
        ("алма-атинскую", "Алматы"),
        ("бостонской", "Бостон"),
        ("константинопольским", "Стамбул"),
        ("каирского", "Каир"),
        ("мангистауские", "Мангистау"),
        ("югоосетинских", "Южная Осетия"),
        ("российско", "Россия"),
        ("ближневосточное", "Ближний Восток"),
        ("деревянный", ""),
    ] {
        assert_eq!(place(gazetteer.by_adjective(word)), expected, "{word}");
    }
    for (word, expected) in [
        ("казахстанцев", "Казахстан"),
        ("россиянам", "Россия"),
        ("американка", "США"),
        ("сирийцами", "Сирия"),
        ("москвичей", "Москва"),
        ("чеченца", "Чечня"),
        ("полицейских", ""),
    ] {
        assert_eq!(place(gazetteer.by_demonym(word)), expected, "{word}");
    }
}

#[test]
fn the_other_places_of_the_report_decide() {
    let gazetteer = gazetteer();
    let regions = |words: &[&str]| {
        let phrases: Vec<Phrase> = words.iter().map(|words| Phrase { words, ..Phrase::default() }).collect();
        let found = gazetteer.resolve_all(&phrases, None);
        found.into_iter().map(|f| f.and_then(|f| f.place.admin1).unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(regions(&["Беркли", "Сан-Франциско", "Калифорнии"])[0], "Калифорния");
    assert_eq!(regions(&["Беркли", "Фергюсона", "Сент-Луиса", "Миссури"])[0], "Миссури");
    let country = |country: [u8; 2]| {
        let context = Context { country: Some(country), ..Context::default() };
        gazetteer.resolve("Триполи", &context).map(|f| f.place.country)
    };
    assert_eq!(country(*b"LY").as_deref(), Some("LY"));
}

#[test]
fn the_case_of_the_words_counts() {
    let gazetteer = gazetteer();
    let name = |case| gazetteer.resolve("Рима", &Context { case: Some(case), ..Context::default() }).map(|f| f.name);
    assert_eq!(name(svodka_model::Case::Gen).as_deref(), Some("Рим"));
}

#[test]
fn a_name_leads_to_the_place_inside_it() {
    let gazetteer = gazetteer();
    for (phrase, expected) in [
        ("Федеральный суд Бостона", "Бостон"),
        ("здание МВД Египта", "Египет"),
        ("алма-атинскую резиденцию главы Казахстана", "Алма-Ата"),
        ("торговый центр", ""),
    ] {
        let found = gazetteer.place_within(phrase, &Context::default()).map(|f| f.name).unwrap_or_default();
        assert_eq!(found, expected, "{phrase}");
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

#[test]
fn no_words_are_too_strange() {
    let gazetteer = gazetteer();
    let long = "Алма".repeat(50_000);
    let many = "Алма-Ата и ".repeat(20_000);
    for words in [
        "-",
        "«»",
        "\u{301}",
        "А́лма-Ата́",
        "ѣ",
        "🙂🙂",
        "город",
        "городе",
        "аэропорт ",
        " Ы ",
        "Ь",
        "ии",
        "ИЙ ОЙ",
        "\0",
        &long,
        &many,
    ] {
        let _ = gazetteer.resolve(words, &Context::default());
        let _ = gazetteer.place_within(words, &Context::default());
        let _ = (gazetteer.by_adjective(words), gazetteer.by_demonym(words), gazetteer.named(words), gazetteer.kind_word(words));
    }
    assert_eq!(read(&gazetteer, "А́лма-Ата́"), "Алма-Ата KZ 43 77");
}
