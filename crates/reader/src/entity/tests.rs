//! Who and what a text speaks of, as the record shows it.

use crate::Reader;
use svodka_model::Report;

/// The entities of a text, one a line: `kind name = mention / mention`.
fn entities(text: &str) -> Vec<String> {
    let doc = Reader::new().unwrap().read(Report { text: text.to_owned(), ..Report::default() });
    assert_eq!(doc.check(), Ok(()));
    let words = |entity: &svodka_model::Entity| {
        let mentions = entity.mentions.iter().map(|m| doc.quote(doc.mentions[m.index()].span).to_owned());
        mentions.collect::<Vec<_>>().join(" / ")
    };
    doc.entities.iter().map(|e| format!("{} {} = {}", e.kind, e.name, words(e))).collect()
}

fn has(text: &str, expected: &[&str]) {
    let found = entities(text);
    for line in expected {
        assert!(found.iter().any(|f| f == line), "{line}\n  not in\n{}", found.join("\n"));
    }
}

#[test]
fn a_surname_is_the_person_named_before() {
    has(
        "Губернатор Игорь Рогозин уехал в Москву. В министерстве ждали Рогозина.",
        &["person Игорь Рогозин = Игорь Рогозин / Рогозина", "place Москва = Москву"],
    );
}

#[test]
fn names_are_told_in_the_nominative() {
    has(
        "Вчера в Алма-Ате полиция встретила Хамида Карзая и Анну Петровну Соколову.",
        &[
            "person Хамид Карзай = Хамида Карзая",
            "person Анна Петровна Соколова = Анну Петровну Соколову",
            "place Алма-Ата = Алма-Ате",
        ],
    );
}

#[test]
fn complements_belong_to_a_common_noun() {
    has(
        "Журналисты ждали у базы НАТО, а рабочие захватили здание администрации.",
        &["facility база НАТО = базы НАТО", "facility здание администрации = здание администрации"],
    );
}

#[test]
fn the_side_of_a_country_is_the_country() {
    has(
        "Казахстан отказался от сделки. Казахская сторона ждёт писем.",
        &["place Казахстан = Казахстан / Казахская / Казахская сторона"],
    );
}

#[test]
fn any_text_is_read() {
    for text in ["", "«", "\"\"\"", "А. Б.", "«»", "Ё-ё-ё", "ООН ООН ООН", "«Заря", "\u{301}", "аль-", "-", "президент «"]
    {
        entities(text);
    }
}

#[test]
fn what_stands_in_a_town_goes_by_the_town() {
    has(
        "В Жанаозене толпа собралась у акимата. Аэропорт закрыт.",
        &["organization акимат Жанаозена = акимата", "facility аэропорт Жанаозена = Аэропорт"],
    );
    has("Жанаозенцы вышли на улицы.", &["nationality жители Жанаозена = Жанаозенцы"]);
    has("В Актау ждали алма-атинскую полицию.", &["organization Полиция Алма-Аты = алма-атинскую полицию"]);
}

#[test]
fn compounds_name_two_places() {
    has("Застава стоит на российско-казахстанской границе.", &["place Россия = российско", "place Казахстан = казахстанской"]);
}

#[test]
fn the_president_is_who_holds_the_office() {
    has(
        "В Казахстане ввели чрезвычайное положение. Токаев обратился к народу. Президент обещал реформы. Казахстан ждёт.",
        &["person Касым-Жомарт Токаев = Токаев / Президент"],
    );
}

#[test]
fn a_cabinet_bears_the_name_of_its_head() {
    has(
        "В Ливане бастуют. Правительство Наджиба Микати молчит. Ливан ждёт, что скажет кабинет.",
        &["organization Правительство Наджиба Микати = Правительство Наджиба Микати / кабинет"],
    );
}

#[test]
fn a_counted_noun_is_more_than_one() {
    let found = entities("Пострадали сорок два сотрудника МВД Грузии, погибла мать одной женщины.");
    assert!(found.iter().any(|f| f.contains("сотрудники МВД Грузии =")), "{found:?}");
    assert!(!found.iter().any(|f| f.contains(" женщины =")), "{found:?}");
}

#[test]
fn a_title_finds_the_name_below_it() {
    has(
        "Спикер ушёл в отставку\n\nСпикер нижней палаты Пётр Ганин объявил об этом. П.Ганина обвиняют в подкупе.",
        &["person Пётр Ганин = Спикер / Пётр Ганин / П.Ганина"],
    );
}

#[test]
fn common_adjectives_are_no_places() {
    let found = entities("Протестующие заблокировали морской порт, женский хор ушёл.");
    assert!(found.iter().all(|f| !f.starts_with("place ")), "{found:?}");
}

#[test]
fn who_is_described_is_named_below() {
    has("Житель Твери задержан после пожара. Иван Кротов признал вину.", &["person Иван Кротов = Житель Твери / Иван Кротов"]);
    has("Экс-мэр арестован за взятки. Пресс-секретарь суда Олег Лысенко рассказал о деле.", &["person Экс-мэр = Экс-мэр"]);
}

#[test]
fn a_surname_in_a_family_is_who_the_report_is_about() {
    has(
        "Роман Кротов признал вину. Кротова, сына депутата Глеба Кротова, обвиняют в краже. Кротов уехал в марте.",
        &["person Роман Кротов = Роман Кротов / Кротова / Кротов"],
    );
    has("Олег Шмидт и Анна Шмидт приехали в Омск. Шмидт заявила о победе.", &["person Анна Шмидт = Анна Шмидт / Шмидт"]);
}

#[test]
fn courts_keep_their_words() {
    has("Казанский суд вынес приговор.", &["organization Казанский суд = Казанский суд"]);
    has("Его приговорили судом в Казани.", &["organization суд в Казани = судом"]);
}

#[test]
fn the_surroundings_of_a_building_are_the_building() {
    has("Стрельба слышна в районе вокзала.", &["facility вокзал = районе вокзала / вокзала"]);
}

#[test]
fn who_is_said_to_be_that_is_that() {
    has("Глеб Кротов — новый президент федерации.", &["person Глеб Кротов = Глеб Кротов / президент федерации"]);
    has("Глеб Кротов не президент федерации.", &["person Глеб Кротов = Глеб Кротов"]);
}

#[test]
fn descriptions_bear_full_names() {
    has("Суд выслушал Ивана Кротова. Адвокаты Кротова подали жалобу.", &["group Адвокаты Ивана Кротова = Адвокаты Кротова"]);
}

#[test]
fn another_word_of_the_sort_means_the_same_person() {
    has(
        "Певец Глеб Кротов попал в больницу. Врачи помогли, и артист уехал домой.",
        &["person Глеб Кротов = Глеб Кротов / артист"],
    );
    has("Из Омска доставили Глеба Кротова, главу завода.", &["person Глеб Кротов = Глеба Кротова / главу завода"]);
}

#[test]
fn a_client_is_whose_lawyer_speaks() {
    has(
        "Адвокат Глеба Кротова Олег Лысенко заявил, что его подзащитный не виновен.",
        &["person Глеб Кротов = Глеба Кротова / подзащитный"],
    );
}
