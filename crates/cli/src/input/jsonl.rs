//! One line of JSONL to one report.

use super::{Given, published};
use crate::fault::Fault;
use serde::Deserialize;
use serde_json::Value;
use svodka::Report;

/// The keys that are known; others are passed over.
#[derive(Deserialize)]
struct Line {
    text: Option<Value>,
    id: Option<Value>,
    title: Option<Value>,
    published: Option<Value>,
    outlet: Option<Value>,
    url: Option<Value>,
    lang: Option<Value>,
}

/// Reads a line. The report may come with a fault: a date that is none leaves the rest good.
pub(crate) fn parse(line: &str, given: &Given) -> Result<(Report, Option<Fault>), Fault> {
    if !line.trim_start().starts_with('{') {
        let value: Value = serde_json::from_str(line).map_err(not_json)?;
        return Err(Fault::NotObject(found(&value)));
    }
    let line: Line = serde_json::from_str(line).map_err(not_json)?;
    let text = string(line.text, "text")?.ok_or(Fault::NoText)?;
    if text.trim().is_empty() {
        return Err(Fault::EmptyText);
    }
    let (published, fault) = match filled(string(line.published, "published")?) {
        None => (given.published.clone(), None),
        Some(text) => match published::normalize(&text) {
            Some(date) => (Some(date), None),
            None => (None, Some(Fault::Published(text))),
        },
    };
    let report = Report {
        id: filled(string(line.id, "id")?),
        title: filled(string(line.title, "title")?),
        published,
        outlet: filled(string(line.outlet, "outlet")?).or_else(|| given.outlet.clone()),
        url: filled(string(line.url, "url")?),
        lang: string(line.lang, "lang")?.unwrap_or_default(),
        text,
    };
    Ok((super::titled(report), fault))
}

/// A blank value says no more than a missing one.
fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

fn string(value: Option<Value>, key: &'static str) -> Result<Option<String>, Fault> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(other) => Err(Fault::WrongType(key, found(&other))),
    }
}

/// The key of the message that names a kind of value.
fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "found.null",
        Value::Bool(_) => "found.bool",
        Value::Number(_) => "found.number",
        Value::String(_) => "found.string",
        Value::Array(_) => "found.array",
        Value::Object(_) => "found.object",
    }
}

fn not_json(error: serde_json::Error) -> Fault {
    let words = error.to_string();
    let why = words.rsplit_once(" at line ").map_or(words.as_str(), |(why, _)| why);
    Fault::NotJson(why.to_owned(), error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(line: &str) -> String {
        let origin = crate::fault::Origin { path: None, line: None };
        match parse(line, &Given::default()) {
            Ok((_, None)) => "no fault".to_owned(),
            Ok((_, Some(fault))) | Err(fault) => fault.words(&origin, svodka::Language::English),
        }
    }

    #[test]
    fn a_line_becomes_a_report() {
        let line = r#"{"id":"a1","text":"Дороги перекрыты.","title":"Паводок","published":"2022-01-05","outlet":"Вестник","mood":{"any":[1]},"url":null}"#;
        let (report, fault) = parse(line, &Given::default()).unwrap();
        assert!(fault.is_none());
        assert_eq!(report.text, "Паводок\n\nДороги перекрыты.");
        assert_eq!((report.id.as_deref(), report.outlet.as_deref(), report.url), (Some("a1"), Some("Вестник"), None));
    }

    #[test]
    fn what_is_given_for_all_fills_what_the_line_lacks() {
        let given = Given {
            published: Some("2022-01-05".to_owned()),
            outlet: Some("Вестник".to_owned()),
            title: Some("Общий".to_owned()),
        };
        let (report, _) = parse(r#"{"text":"Снег."}"#, &given).unwrap();
        assert_eq!(
            (report.published.as_deref(), report.outlet.as_deref(), report.title),
            (Some("2022-01-05"), Some("Вестник"), None)
        );
        let (report, _) = parse(r#"{"text":"Снег.","published":"2021-01-01","outlet":"Заря"}"#, &given).unwrap();
        assert_eq!((report.published.as_deref(), report.outlet.as_deref()), (Some("2021-01-01"), Some("Заря")));
    }

    #[test]
    fn faults_say_what_is_wrong() {
        assert_eq!(fault("{\"text\":\"a\"}"), "no fault");
        assert_eq!(fault("[1]"), "not a JSON object but an array");
        assert_eq!(fault("7"), "not a JSON object but a number");
        assert_eq!(fault("{}"), "the object has no \"text\"");
        assert_eq!(fault("{\"text\":null}"), "the object has no \"text\"");
        assert_eq!(fault("{\"text\":\" \\n\"}"), "\"text\" is empty");
        assert_eq!(fault("{\"text\":5}"), "\"text\" must be a string, not a number");
        assert_eq!(fault("{\"text\":\"a\",\"outlet\":[]}"), "\"outlet\" must be a string, not an array");
        assert_eq!(fault("{\"text\":\"a"), "not JSON: EOF while parsing a string (byte 10 of the line)");
        assert!(fault("{\"text\":\"a\",\"text\":\"b\"}").starts_with("not JSON: duplicate field `text`"));
        assert!(fault(&format!("{{\"x\":{}", "[".repeat(100_000))).starts_with("not JSON: "));
        let absurd = fault("{\"text\":\"a\",\"published\":\"2022-02-31\"}");
        assert!(
            absurd.starts_with("\"2022-02-31\" is no date of publication") && absurd.ends_with("read without a date"),
            "{absurd}"
        );
    }
}
