//! What may be wrong with an annotation, and what to do about it.

use crate::{look::Look, wording::Language};

/// Something wrong with an annotated report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The event as the annotation names it, where the fault lies in one.
    pub event: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The file is no JSON: why, with line and column.
    NotJson(String),
    /// A key without a value.
    Missing(&'static str),
    /// A value of another form than the key asks for.
    Form(&'static str),
    /// The clause does not occur exactly once: the clause, how often.
    Clause(String, usize),
    /// The trigger does not stand in the clause.
    Trigger(String),
    /// A quote that the text does not hold: the key, the words.
    Quote(&'static str, String),
    /// A word that the vocabulary lacks: the key, the word, the words that it has.
    Unknown(&'static str, String, Vec<&'static str>),
    /// A mode of a type that has none: the mode, the type.
    NoModes(String, &'static str),
    /// A reference to an event that does not exist: the key, the identifier.
    Reference(&'static str, String),
    /// An identifier that an earlier event has.
    Duplicate,
}

/// The longest quote that is repeated in full.
const LONGEST: usize = 60;

impl Fault {
    /// The fault in words, with what to do; a user's words are kept short and on one line.
    pub fn words(&self, language: Language) -> String {
        let look = Look { language, ..Look::default() };
        let say = |key: &str, fill: &[(&str, &dyn std::fmt::Display)]| look.say(&format!("eval.fault.{key}"), fill);
        let what = match &self.problem {
            Problem::NotJson(why) => say("json", &[("why", why)]),
            Problem::Missing(key) => say("missing", &[("key", key)]),
            Problem::Form(key) => say("form", &[("key", key), ("form", &look.word(&format!("eval.form.{key}")))]),
            Problem::Clause(quote, 0) => say("clause.none", &[("quote", &short(quote))]),
            Problem::Clause(quote, times) => say("clause.many", &[("quote", &short(quote)), ("n", times)]),
            Problem::Trigger(quote) => say("trigger", &[("quote", &short(quote))]),
            Problem::Quote(key, quote) => say("quote", &[("key", key), ("quote", &short(quote))]),
            Problem::Unknown(key, word, known) => {
                say("unknown", &[("key", key), ("word", &short(word)), ("known", &known.join(", "))])
            }
            Problem::NoModes(mode, kind) => say("no-modes", &[("word", &short(mode)), ("type", kind)]),
            Problem::Reference(key, id) => say("reference", &[("key", key), ("id", &short(id))]),
            Problem::Duplicate => say("duplicate", &[]),
        };
        match &self.event {
            Some(event) => say("event", &[("id", &short(event)), ("what", &what)]),
            None => what,
        }
    }
}

fn short(quote: &str) -> String {
    let mut shown: String = quote.chars().take(LONGEST).map(crate::page::printable).collect();
    if quote.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_where_what_and_what_to_do() {
        let fault = Fault { event: Some("7".to_owned()), problem: Problem::Trigger("митинг".to_owned()) };
        let words = fault.words(Language::English);
        assert!(words.starts_with("event 7: ") && words.contains("«митинг»"), "{words}");
        assert!(fault.words(Language::Russian).starts_with("событие 7: "));
        let known = Fault { event: None, problem: Problem::Unknown("type", "RIOT".to_owned(), vec!["AGREE", "PROTEST"]) };
        assert!(known.words(Language::English).contains("AGREE, PROTEST"));
        let long = Problem::Quote("roles", "слово\n".repeat(40));
        let long = Fault { event: None, problem: long }.words(Language::English);
        assert!(!long.contains('\n') && long.contains('…'), "{long}");
    }
}
