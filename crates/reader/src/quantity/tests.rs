//! Every example of `data/quantities/examples.txt` is read and compared, amount by amount.

use crate::Reader;
use svodka_model::{Document, Quantity, Report};

fn bound(value: Option<f64>) -> String {
    value.map_or("..".to_owned(), |v| v.to_string())
}

/// `28 of человек`, `10000000 EUR`, `100-..`, `~50`.
fn written(doc: &Document, quantity: &Quantity) -> String {
    let mut text = String::new();
    if quantity.approx {
        text.push('~');
    }
    text.push_str(&bound(quantity.min));
    if quantity.min != quantity.max {
        text.push('-');
        text.push_str(&bound(quantity.max));
    }
    for word in quantity.unit.iter() {
        text.push(' ');
        text.push_str(word);
    }
    if let Some(of) = quantity.of {
        text.push_str(" of ");
        text.push_str(doc.form(of));
    }
    text
}

#[test]
fn examples_hold() {
    let reader = Reader::new().unwrap();
    let text = include_str!("../../data/quantities/examples.txt");
    let mut failures = Vec::new();
    let mut count = 0;
    for (i, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let (mut plain, mut expected) = (String::new(), Vec::new());
        for piece in line.split('[') {
            match piece.split_once(']') {
                None => plain.push_str(piece),
                Some((marked, rest)) => {
                    let (words, value) = marked.split_once(" = ").unwrap_or_else(|| panic!("no value in [{marked}]"));
                    plain.push_str(words);
                    plain.push_str(rest);
                    expected.push((words.to_owned(), value.to_owned()));
                }
            }
        }
        count += 1;
        let doc = reader.read(Report { text: plain, published: Some("2022-01-06".into()), ..Report::default() });
        let found: Vec<_> = doc.quantities.iter().map(|q| (doc.quote(q.span).to_owned(), written(&doc, q))).collect();
        if found != expected {
            failures.push(format!("examples.txt:{}: {line}\n    found {found:?}", i + 1));
        }
    }
    assert!(count >= 100, "{count} examples");
    assert!(failures.is_empty(), "{} examples fail:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn hostile_texts_are_read() {
    let reader = Reader::new().unwrap();
    for text in [
        "1",
        "$",
        "$ ",
        "до",
        "более",
        "99999999999999999999999999",
        "1,",
        "1-",
        "-1-1-1-",
        "до до до 5",
        "тысячи тысяч тысяч",
        "0,000000000000001 %",
    ] {
        reader.read(Report { text: text.into(), ..Report::default() });
    }
    reader.read(Report { text: "до 5 - ".repeat(20_000), ..Report::default() });
    reader.read(Report { text: "1 000 ".repeat(20_000), ..Report::default() });
}
