//! A text says the same in capitals, without «ё», with Latin letters among Russian ones, with a slip of the pen.

mod support;

use svodka_model::{Document, Report, Span};

fn read(text: &str) -> Document {
    support::read(Report { text: text.to_owned(), published: Some("2023-05-12".to_owned()), ..Report::default() })
}

/// What happened to whom, by the numbers of characters, which no spelling here changes.
fn told(text: &str) -> Vec<String> {
    let doc = read(text);
    let place = |span: Span| {
        let before = |end: usize| text.get(..end).expect("spans stand on characters").chars().count();
        format!("{}..{}", before(span.range().start), before(span.range().end))
    };
    let mut told: Vec<String> = Vec::new();
    for event in &doc.events {
        let mut roles: Vec<String> = event.roles.iter().map(|role| format!("{:?} {}", role.kind, place(role.span))).collect();
        roles.sort();
        told.push(format!("{:?} {:?} {} {}", event.kind, event.realis, place(event.trigger), roles.join(", ")));
    }
    told.sort();
    told
}

/// Reports in the usual spelling.
const TEXTS: &[&str] = &[
    "В Бишкеке протестующие захватили здание парламента.",
    "Семёнов потребовал отставки правительства.",
    "Полиция задержала двенадцать участников митинга в Орле.",
    "Самолёты с миротворцами вылетели из Еревана.",
    "Президент уволил министра обороны.",
    "При взрыве на рынке погибли трое полицейских.",
];

/// Texts whose story changes with their spelling.
fn changed(spell: impl Fn(&str) -> String) -> Vec<String> {
    let differs = |text: &&&str| told(text) != told(&spell(text));
    TEXTS
        .iter()
        .filter(differs)
        .map(|text| format!("{}\n  {:#?}\n  {:#?}", spell(text), told(text), told(&spell(text))))
        .collect()
}

#[test]
fn the_texts_tell_something() {
    assert!(TEXTS.iter().all(|text| !told(text).is_empty()));
}

#[test]
fn capitals_tell_the_same() {
    assert_eq!(changed(|text| text.to_uppercase()), [""; 0]);
}

#[test]
fn plain_letters_tell_the_same() {
    assert_eq!(changed(|text| text.replace('ё', "е")), [""; 0]);
}

#[test]
fn latin_letters_that_look_russian_tell_the_same() {
    let alike = |c: char| match c {
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        other => other,
    };
    // The second letter of each word is exchanged.
    let spell = |word: &str| word.chars().enumerate().map(|(at, c)| if at == 1 { alike(c) } else { c }).collect::<String>();
    assert_eq!(changed(|text| text.split(' ').map(spell).collect::<Vec<_>>().join(" ")), [""; 0]);
}

#[test]
fn slips_of_the_pen_leave_the_trees() {
    for (text, subject, verb) in [
        ("Протестуюшие захватили здание парламента.", "Протестуюшие", "захватили"),
        ("Правителство отменило налог.", "Правителство", "отменило"),
        ("Полицеские задержали шахтёров.", "Полицеские", "задержали"),
    ] {
        let doc = read(text);
        let at = |form: &str| doc.tokens.iter().position(|t| doc.quote(t.span) == form).expect("the word is a token");
        assert_eq!(doc.dependencies[at(subject)].head.map(|h| h.index()), Some(at(verb)), "{text}");
    }
}
