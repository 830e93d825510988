//! The crosswalk from types and modes to the codes of other event vocabularies.

use svodka_model::{Codes, EventType, Mode};

const TABLE: &str = include_str!("../../data/codes.tsv");

/// Rows of the crosswalk, parsed once at start.
#[derive(Debug)]
pub(crate) struct Crosswalk(Vec<(EventType, Option<Mode>, Codes)>);

impl Crosswalk {
    /// Parses the bundled table; `Err` names the first line that is wrong.
    pub(crate) fn bundled() -> Result<Crosswalk, String> {
        let rows = TABLE.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let parsed = rows.map(|(number, line)| row(line).ok_or_else(|| format!("codes.tsv:{}: {line:?}", number + 1)));
        parsed.collect::<Result<_, _>>().map(Crosswalk)
    }

    /// The codes of a type and mode; a mode without a row of its own takes the row of its type.
    pub(crate) fn codes(&self, kind: EventType, mode: Option<Mode>) -> Codes {
        let row = |mode| self.0.iter().find(|(k, m, _)| *k == kind && *m == mode).map(|(.., codes)| codes.clone());
        row(mode).or_else(|| row(None)).unwrap_or_default()
    }
}

fn row(line: &'static str) -> Option<(EventType, Option<Mode>, Codes)> {
    let mut cells = line.split('\t');
    let kind: EventType = cells.next()?.parse().ok()?;
    let mode = match cells.next()? {
        "-" => None,
        mode => Some(mode.parse().ok().filter(|m| kind.modes().contains(m))?),
    };
    let mut code = || match cells.next()? {
        "-" => Some(None),
        code => Some(Some(code)),
    };
    let plover = code()?;
    let quad = match code()? {
        Some(digit) => Some(digit.parse().ok().filter(|q| (1..=4).contains(q))?),
        None => None,
    };
    let codes = Codes { plover, quad, cameo: code()?, acled: code()? };
    cells.next().is_none().then_some((kind, mode, codes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_a_row() {
        let crosswalk = Crosswalk::bundled().unwrap();
        for &kind in EventType::ALL {
            assert!(crosswalk.0.iter().any(|(k, m, _)| *k == kind && m.is_none()), "{kind}");
        }
        let arrest = crosswalk.codes(EventType::Coerce, Some(Mode::Arrest));
        assert_eq!((arrest.plover, arrest.cameo), (Some("COERCE/arrest"), Some("173")));
    }
}
