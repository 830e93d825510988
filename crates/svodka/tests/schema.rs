//! The record and its JSON Schema: what is written is valid, what would not be is refused.

mod sample;

use serde_json::{Value, json};
use svodka::{Reader, Report, record};

fn schema() -> jsonschema::Validator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/record.schema.json");
    let text = std::fs::read_to_string(path).expect("docs/record.schema.json exists");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    jsonschema::draft202012::meta::validate(&schema).map_err(|e| e.to_string()).expect("the schema is a schema");
    jsonschema::draft202012::new(&schema).expect("the schema compiles")
}

fn faults(schema: &jsonschema::Validator, record: &Value) -> Vec<String> {
    schema.iter_errors(record).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

/// Texts of our own that touch every layer.
const TEXTS: [&str; 8] = [
    "",
    "Снег.",
    "Второго марта 2019 года в Орске полиция задержала около 40 участников митинга против свалки.",
    "Премьер-министр Эстонии Кая Каллас прибыла в Ригу. Она встретилась с президентом Латвии и обсудила поставки газа.",
    "По словам очевидцев, в результате взрыва на рынке погибли не менее 7 человек, ещё 20 получили ранения.",
    "МВД опровергло сообщения «Вечерних новостей» о стрельбе в порту.\n\nЦена на бензин выросла с 48 до 53 рублей за литр.",
    "Не то 🙂 #хэштег https://example.org/путь?x=1 @имя 18:30 № 7 — «…»\u{0}\u{1b}[31m\u{202e}",
    "Суд приговорил Ивана Петрова к 12 годам колонии; защита подала апелляцию и потребовала отменить приговор.",
];

#[test]
fn what_the_reader_writes_is_valid() {
    let (schema, reader) = (schema(), Reader::new().unwrap());
    for text in TEXTS {
        for published in [None, Some("2022-01-05"), Some("2022-01-05T18:30:00+06:00")] {
            let report = Report { text: text.to_owned(), published: published.map(str::to_owned), ..Report::default() };
            let record: Value = serde_json::from_str(&record::to_json(&reader.read(report))).unwrap();
            assert_eq!(faults(&schema, &record), Vec::<String>::new(), "{text}");
        }
    }
}

#[test]
fn a_record_with_every_field_is_valid() {
    let doc = sample::strike(&Reader::new().unwrap());
    assert_eq!(doc.check(), Ok(()));
    let record: Value = serde_json::from_str(&record::to_json(&doc)).unwrap();
    assert_eq!(faults(&schema(), &record), Vec::<String>::new());
}

#[test]
fn what_the_record_does_not_allow_is_refused() {
    let schema = schema();
    let record: Value = serde_json::from_str(&record::to_json(&sample::strike(&Reader::new().unwrap()))).unwrap();
    let wrong: [(&str, Value); 17] = [
        ("/schema", json!("svodka/2")),
        ("/report/published", json!("5 января")),
        ("/report/extra", json!(1)),
        ("/entities/0/kind", json!("animal")),
        ("/entities/0/mentions", json!([])),
        ("/entities/1/ref", json!("Q12")),
        ("/entities/1/place/lat", json!(91)),
        ("/entities/1/place/country", json!("Казахстан")),
        ("/times/0/value", json!("../..")),
        ("/times/0/basis", json!("inherited")),
        ("/quantities/0/approx", json!("yes")),
        ("/sources/0/holder", json!("e1")),
        ("/events/0/trigger", json!([1, 2, 3])),
        ("/events/0/mode", json!("strike-and-run")),
        ("/events/0/mode", json!("rise")),
        ("/events/0/codes/quad", json!(5)),
        ("/events/0/confidence", json!(1.5)),
    ];
    for (path, value) in wrong {
        let mut record = record.clone();
        let (parent, key) = path.rsplit_once('/').unwrap();
        let parent = record.pointer_mut(parent).unwrap_or_else(|| panic!("{path}: no such field in the sample"));
        parent[key] = value;
        assert!(!schema.is_valid(&record), "{path} should be refused");
    }
}

#[test]
fn less_certain_events_are_left_out_and_the_others_keep_their_names() {
    let doc = sample::strike(&Reader::new().unwrap());
    let record: Value = serde_json::from_str(&record::to_json_above(&doc, 0.6)).unwrap();
    let ids: Vec<&str> = record["events"].as_array().unwrap().iter().filter_map(|e| e["id"].as_str()).collect();
    assert_eq!(ids, ["e1", "e2", "e4", "e5", "e6", "e7"]);
    assert_eq!(faults(&schema(), &record), Vec::<String>::new());
}
