//! What the command says to its user, in two languages.

use std::{env, fmt::Display, sync::LazyLock};
use svodka::{Language, wording::Wording};

static MESSAGES: LazyLock<Wording> = LazyLock::new(|| Wording::parse(include_str!("../data/messages.tsv")));

/// A message with its names filled in.
pub(crate) fn say(key: &str, language: Language, fill: &[(&str, &dyn Display)]) -> String {
    MESSAGES.say(key, language, fill)
}

/// A message in the form that a number asks for.
pub(crate) fn count(key: &str, language: Language, n: usize) -> String {
    MESSAGES.count(key, language, n)
}

/// The language of the locale: Russian where it says so, else English.
pub(crate) fn locale() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(env::var_os).find(|value| !value.is_empty());
    let russian = set.is_some_and(|value| value.to_string_lossy().to_lowercase().starts_with("ru"));
    if russian { Language::Russian } else { Language::English }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_said_in_both_languages() {
        for key in MESSAGES.keys() {
            for language in [Language::English, Language::Russian] {
                assert!(MESSAGES.find(key, language).is_some_and(|words| !words.is_empty()), "{key}");
            }
        }
    }
}
