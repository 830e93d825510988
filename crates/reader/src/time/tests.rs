//! Every example of the rules and of `data/times/examples.txt` is read and compared, expression by expression.

use super::grammar::examples;
use crate::Reader;
use svodka_model::Report;

/// The text of an example without its brackets, and what it expects in them.
fn parse(example: &str) -> (Option<String>, String, Vec<(String, String)>) {
    let (published, marked) = example.split_once(" | ").unwrap_or_else(|| panic!("no date of publication: {example}"));
    let published = (published != "-").then(|| published.to_owned());
    let (mut text, mut expected) = (String::new(), Vec::new());
    for piece in marked.split('[') {
        match piece.split_once(']') {
            None => text.push_str(piece),
            Some((marked, rest)) => {
                let (words, value) = marked.split_once(" = ").unwrap_or_else(|| panic!("no value in [{marked}]"));
                text.push_str(words);
                text.push_str(rest);
                expected.push((words.to_owned(), value.to_owned()));
            }
        }
    }
    (published, text, expected)
}

fn failures(reader: &Reader, examples: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
    let mut failures = Vec::new();
    for (name, example) in examples {
        let (published, text, expected) = parse(&example);
        let doc = reader.read(Report { published, text, ..Report::default() });
        let found: Vec<(String, String)> = doc
            .timexes
            .iter()
            .zip(expected.iter().map(|(_, value)| value.contains(' ')).chain(std::iter::repeat(true)))
            .map(|(t, basis)| {
                let value = if basis { format!("{} {}", t.value, t.basis) } else { t.value.clone() };
                (doc.quote(t.span).to_owned(), value)
            })
            .collect();
        if found != expected {
            failures.push(format!("{name}: {example}\n    found {found:?}"));
        }
    }
    failures
}

#[test]
fn examples_of_rules_hold() {
    let reader = Reader::new().unwrap();
    let all = examples().into_iter().flat_map(|(id, examples)| examples.into_iter().map(move |e| (id.clone(), e)));
    let failures = failures(&reader, all);
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn examples_of_news_hold() {
    let reader = Reader::new().unwrap();
    let text = include_str!("../../data/times/examples.txt");
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let all: Vec<_> = lines.map(|(i, line)| (format!("examples.txt:{}", i + 1), line.to_owned())).collect();
    let values = text.matches(" = ").count();
    assert!(values >= 450, "{values} values");
    let failures = failures(&reader, all);
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn hostile_texts_are_read() {
    let reader = Reader::new().unwrap();
    for text in [
        "",
        "5",
        "99 мая 9999 года",
        "31 февраля 2013 года",
        "в 0 часов",
        "-5 мая",
        "5 и 5 и 5 и 5 мая",
        "999999999999999999999 лет назад",
        "\u{0}2013\u{301}г",
        "с по до 5 по",
    ] {
        reader.read(Report { text: text.into(), published: Some("2022-01-06".into()), ..Report::default() });
    }
    let long = "5, ".repeat(50_000) + "и 5 мая";
    reader.read(Report { text: long, ..Report::default() });
}
