use super::*;

fn name(words: &str) -> String {
    let gazetteer = Gazetteer::bundled().unwrap();
    let registry = Registry::bundled().unwrap();
    registry.find(&gazetteer, words, None).map(|known| known.name).unwrap_or_default()
}

#[test]
fn surface_forms_are_found() {
    let gazetteer = Gazetteer::bundled().unwrap();
    let registry = Registry::bundled().unwrap();
    for (words, expected) in [
        ("ООН", "Организация Объединённых Наций"),
        ("Организации Объединённых наций", "Организация Объединённых Наций"),
        ("Совбеза ООН", "Совет Безопасности ООН"),
        ("Верховной рады", "Верховная Рада Украины"),
        ("Жогорку Кенеша", "Жогорку Кенеш"),
        ("«Аль-Каиды»", "Аль-Каида"),
        ("Братьев-мусульман", "Братья-мусульмане"),
        ("Талибана", "Талибан"),
        ("Интерфаксом", "Интерфакс"),
        ("Reuters", "Рейтер"),
        ("ВДВ", "Воздушно-десантные войска России"),
        ("Европейскому союзу", "Европейский союз"),
        ("Революционных вооружённых сил Колумбии", "Революционные вооружённые силы Колумбии"),
        ("ФСБ", "Федеральная служба безопасности"),
        ("ДУМ", ""),
        ("мид", ""),
        ("ес", ""),
        ("звезда", ""),
        ("Иванова", ""),
        ("", ""),
    ] {
        let found = registry.find(&gazetteer, words, None).map(|known| known.name).unwrap_or_default();
        assert_eq!(found, expected, "{words}");
    }
}

#[test]
fn organs_are_composed_with_their_country() {
    for (words, expected) in [
        ("МВД Казахстана", "Министерство внутренних дел Казахстана"),
        ("Министерством обороны Румынии", "Министерство обороны Румынии"),
        ("Минобороны РФ", "Министерство обороны России"),
        ("казахстанское МВД", "Министерство внутренних дел Казахстана"),
        ("болгарского парламента", "Народное собрание Болгарии"),
        ("парламент Грузии", "Парламент Грузии"),
        ("армии Египта", "Вооружённые силы Египта"),
        ("египетской армии", "Вооружённые силы Египта"),
        ("афганской полиции", "Полиция Афганистана"),
        ("правоохранительные органы Киргизии", "правоохранительные органы Киргизии"),
        ("правительства Казахстана", "Правительство Казахстана"),
        ("правительством Республики Казахстан", "Правительство Казахстана"),
        ("Генеральной прокуратуры Республики Узбекистан", "Генеральная прокуратура Узбекистана"),
        ("акимата Алма-Аты", "акимат Алма-Аты"),
        ("МВД", "Министерство внутренних дел"),
        ("МИДа Украины", "Министерство иностранных дел Украины"),
        ("Коммунистической партии Кубы", "Коммунистическая партия Кубы"),
    ] {
        assert_eq!(name(words), expected, "{words}");
    }
}

#[test]
fn the_report_s_country_completes_a_bare_organ() {
    let gazetteer = Gazetteer::bundled().unwrap();
    let registry = Registry::bundled().unwrap();
    let known = registry.find(&gazetteer, "полиции", Some(*b"BG")).unwrap();
    assert_eq!((known.name.as_str(), known.bare), ("Полиция Болгарии", true));
    let known = registry.find(&gazetteer, "парламента", Some(*b"BG")).unwrap();
    assert_eq!(known.name, "Народное собрание Болгарии");
    let known = registry.body(&gazetteer.endings, "Меджлиса", Some(*b"IR")).unwrap();
    assert_eq!(known.name, "Меджлис Ирана");
}

#[test]
fn a_common_word_is_marked() {
    let gazetteer = Gazetteer::bundled().unwrap();
    let registry = Registry::bundled().unwrap();
    let known = registry.find(&gazetteer, "Звезды", None).unwrap();
    assert!(known.common && known.kind == EntityKind::Media);
    assert!(!registry.find(&gazetteer, "Интерфакса", None).unwrap().common);
}

#[test]
fn the_lists_are_as_large_as_the_documentation_says() {
    let [bodies, media, organs] = Registry::bundled().unwrap().counts();
    assert!(bodies >= 800 && media >= 300 && organs >= 50, "{bodies} {media} {organs}");
}

#[test]
#[ignore = "needs a corpus"]
#[allow(clippy::print_stdout)]
fn organizations_of_nerel() {
    let Ok(folder) = std::env::var("NEREL") else { return };
    let gazetteer = Gazetteer::bundled().unwrap();
    let registry = Registry::bundled().unwrap();
    let mut missed = std::collections::BTreeMap::<String, u32>::new();
    let (mut all, mut found, mut linked, mut right) = (0, 0, 0, 0);
    let (mut time, mut calls) = (std::time::Duration::ZERO, 0);
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|e| e != "ann") {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        let cells: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
        for line in cells.iter().filter(|l| l.len() == 3 && l[1].starts_with("ORGANIZATION ")) {
            let link = format!("Reference {} Wikidata:", line[0]);
            let link = cells.iter().find_map(|l| l.get(1)?.strip_prefix(&link));
            all += 1;
            let start = std::time::Instant::now();
            let known = registry.find(&gazetteer, line[2], None);
            time += start.elapsed();
            calls += 1;
            match known {
                Some(known) => {
                    found += 1;
                    if let (Some(link), Some(reference)) = (link, known.reference) {
                        linked += 1;
                        let same = reference.strip_prefix("wikidata:") == Some(link);
                        right += u32::from(same);
                        if !same && std::env::var("SHOW").is_ok() {
                            println!("{} → {} {reference}, not {link}", line[2], known.name);
                        }
                    }
                }
                None => *missed.entry(line[2].to_owned()).or_default() += 1,
            }
        }
    }
    let mut missed: Vec<_> = missed.into_iter().collect();
    missed.sort_by_key(|(name, n)| (std::cmp::Reverse(*n), name.clone()));
    if std::env::var("SHOW").is_ok() {
        println!("missed: {}", missed.iter().take(500).map(|(name, n)| format!("{n} {name}")).collect::<Vec<_>>().join("; "));
    }
    println!("{found} of {all} found; Wikidata right {right} of {linked}; {:?} a look-up", time / calls);
}

#[test]
fn members_belong_to_known_bodies_and_countries() {
    let gazetteer = Gazetteer::bundled().unwrap();
    let registry = Registry::bundled().unwrap();
    for line in table!("registry/members.tsv").lines::<2>() {
        let line = line.unwrap();
        let [body, members] = line.cells;
        assert!(registry.bodies.iter().any(|known| known.name == body), "{}", line.fault("no such body"));
        for member in list(members) {
            let (code, years) = member.split_once(' ').unwrap_or_default();
            assert!(code.as_bytes().try_into().is_ok_and(|code| gazetteer.country(code).is_some()), "{}", line.fault(member));
            let (from, to) = years.split_once('-').unwrap_or((years, "9999"));
            assert!(from.parse::<u32>().unwrap() <= to.parse().unwrap(), "{}", line.fault(member));
        }
    }
}
