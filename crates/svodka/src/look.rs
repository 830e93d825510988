//! How a page for people looks: its width, its colours, its language.

use crate::wording::{Language, Wording};
use anstyle::{AnsiColor, Style};
use std::sync::LazyLock;

/// How a page for people looks, and what it leaves out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Columns of the terminal; less than [`Look::NARROWEST`] counts as that.
    pub width: usize,
    /// Whether to use colour.
    pub paint: Paint,
    /// The language of everything but the report's own words.
    pub language: Language,
    /// Events less certain than this are left out; the others keep their identifiers.
    pub min_confidence: f32,
}

/// Whether a page uses colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paint {
    /// No colour: triggers stand between ‹ and ›.
    #[default]
    Plain,
    /// ANSI escape codes.
    Ansi,
}

impl Default for Look {
    fn default() -> Look {
        Look { width: 80, paint: Paint::Plain, language: Language::English, min_confidence: 0.0 }
    }
}

impl Look {
    /// The fewest columns that a page is laid out for.
    pub const NARROWEST: usize = 30;

    pub(crate) fn columns(&self) -> usize {
        self.width.max(Look::NARROWEST)
    }

    pub(crate) fn word<'k>(&self, key: &'k str) -> &'k str {
        WORDS.get(key, self.language)
    }

    pub(crate) fn find(&self, key: &str) -> Option<&'static str> {
        WORDS.find(key, self.language)
    }

    pub(crate) fn say(&self, key: &str, fill: &[(&str, &dyn std::fmt::Display)]) -> String {
        WORDS.say(key, self.language, fill)
    }

    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        WORDS.count(key, self.language, n)
    }

    /// The name of a country by its ISO code.
    pub(crate) fn country(&self, code: &str) -> Option<&'static str> {
        COUNTRIES.find(code, self.language)
    }

    pub(crate) fn shows(&self, event: &svodka_model::Event) -> bool {
        event.confidence >= self.min_confidence
    }
}

static WORDS: LazyLock<Wording> = LazyLock::new(|| Wording::parse(include_str!("../data/words.tsv")));
static COUNTRIES: LazyLock<Wording> = LazyLock::new(|| Wording::parse(include_str!("../data/countries.tsv")));

/// What a piece of text is, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Plain words.
    Plain,
    /// A title.
    Title,
    /// A date that heads a group.
    Date,
    /// Names of fields, identifiers, figures of confidence.
    Faint,
    /// The trigger within quoted words.
    Trigger,
    /// Planned, denied, begins.
    Mark,
    /// The type of an event, by its quad class (0 for none).
    Kind(u8),
}

impl Ink {
    fn style(self) -> Style {
        let colour = |c: AnsiColor| Style::new().fg_color(Some(c.into()));
        match self {
            Ink::Plain => Style::new(),
            Ink::Title => Style::new().bold(),
            Ink::Date => Style::new().bold().underline(),
            Ink::Faint => Style::new().dimmed(),
            Ink::Trigger => Style::new().bold().underline(),
            Ink::Mark => colour(AnsiColor::Yellow),
            Ink::Kind(1) => colour(AnsiColor::Cyan).bold(),
            Ink::Kind(2) => colour(AnsiColor::Green).bold(),
            Ink::Kind(3) => colour(AnsiColor::Magenta).bold(),
            Ink::Kind(4) => colour(AnsiColor::Red).bold(),
            Ink::Kind(_) => colour(AnsiColor::Blue).bold(),
        }
    }

    /// Writes text in this ink.
    pub(crate) fn write(self, out: &mut String, text: &str, paint: Paint) {
        let style = self.style();
        if paint == Paint::Plain || text.is_empty() || style.is_plain() {
            out.push_str(text);
        } else {
            out.push_str(&format!("{style}{text}{style:#}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use svodka_model::{
        Basis, Counted, EntityKind, EventType, Form, Phase, PlacePrecision, Precision, Realis, RoleKind, SourceKind, Stance,
    };

    /// Every value of every vocabulary of the record has words in both languages.
    #[test]
    fn every_value_has_words() {
        let mut keys = Vec::new();
        for kind in EventType::ALL {
            keys.push(format!("type.{kind}"));
            keys.extend(kind.modes().iter().map(|mode| format!("mode.{kind}.{mode}")));
        }
        keys.extend(Realis::ALL.iter().map(|v| format!("realis.{v}")));
        keys.extend(Phase::ALL.iter().map(|v| format!("phase.{v}")));
        keys.extend(RoleKind::ALL.iter().map(|v| format!("role.{v}")));
        keys.extend(Counted::ALL.iter().map(|v| format!("count.{v}")));
        keys.extend(Stance::ALL.iter().map(|v| format!("stance.{v}")));
        keys.extend(SourceKind::ALL.iter().map(|v| format!("source.{v}")));
        keys.extend(EntityKind::ALL.iter().map(|v| format!("kind.{v}")));
        keys.extend(Form::ALL.iter().map(|v| format!("form.{v}")));
        keys.extend(PlacePrecision::ALL.iter().map(|v| format!("near.{v}")));
        keys.extend(Precision::ALL.iter().map(|v| format!("unit.{v}")));
        keys.extend(Basis::ALL.iter().map(|v| format!("basis.{v}")));
        let missing: Vec<_> = keys.iter().filter(|key| WORDS.find(key, Language::Russian).is_none()).collect();
        assert!(missing.is_empty(), "words.tsv lacks {missing:?}");
        // A mode, kind or value that the vocabulary no longer has must not linger.
        let prefixes = ["type.", "mode.", "realis.", "phase.", "stance.", "source.", "kind.", "form.", "near.", "basis."];
        for key in WORDS.keys() {
            let closed = prefixes.iter().any(|prefix| key.starts_with(prefix));
            assert!(!closed || keys.iter().any(|known| known == key), "words.tsv: {key} is no value of the record");
        }
        assert_eq!(COUNTRIES.find("KZ", Language::Russian), Some("Казахстан"));
    }

    #[test]
    fn both_languages_fill_in_the_same_names() {
        let names = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).filter_map(|t| t.split_once('}')).map(|(n, _)| n.to_owned()).collect();
            names.sort_unstable();
            names.dedup();
            names
        };
        for key in WORDS.keys() {
            let [english, russian] = [Language::English, Language::Russian].map(|l| names(WORDS.get(key, l)));
            assert_eq!(english, russian, "{key}");
        }
    }
}
