use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use svodka_model::{Case, EntityKind};

/// A place in the valency of a verb or event noun, the same for any voice.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Slot {
    /// Who does it: subject of the active, agent of the passive.
    Subj,
    /// What it is done to: object of the active, subject of the passive.
    Obj,
    /// Genitive complement, possessive or relational adjective.
    Gen,
    /// Dative without preposition.
    Dat,
    /// Instrumental without preposition.
    Ins,
    /// Infinitive complement.
    Inf,
    /// Complement clause or direct speech.
    That,
    /// A preposition with its case.
    Prep(Box<str>, Case),
}

impl FromStr for Slot {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text {
            "subj" => Slot::Subj,
            "obj" => Slot::Obj,
            "gen" => Slot::Gen,
            "dat" => Slot::Dat,
            "ins" => Slot::Ins,
            "inf" => Slot::Inf,
            "that" => Slot::That,
            _ => {
                let (preposition, case) = text.split_once('+').ok_or_else(|| format!("unknown slot {text:?}"))?;
                let case = case.parse().map_err(|()| format!("unknown case in slot {text:?}"))?;
                Slot::Prep(preposition.into(), case)
            }
        })
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Slot::Subj => f.write_str("subj"),
            Slot::Obj => f.write_str("obj"),
            Slot::Gen => f.write_str("gen"),
            Slot::Dat => f.write_str("dat"),
            Slot::Ins => f.write_str("ins"),
            Slot::Inf => f.write_str("inf"),
            Slot::That => f.write_str("that"),
            Slot::Prep(preposition, case) => write!(f, "{preposition}+{case}"),
        }
    }
}

/// What may fill a slot, in `require` and `reject`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Filler {
    /// This lemma.
    Lemma(Box<str>),
    /// A lemma of this class.
    Class(Box<str>),
    /// An entity of this kind.
    Kind(EntityKind),
    /// A number.
    Number,
    /// Anything.
    Any,
}

impl FromStr for Filler {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(match text.split_at_checked(1) {
            Some(("*", "")) => Filler::Any,
            Some(("@", class)) => Filler::Class(class.into()),
            Some(("#", "number")) => Filler::Number,
            Some(("#", kind)) => Filler::Kind(kind.parse().map_err(|()| format!("unknown entity kind #{kind}"))?),
            _ if text.is_empty() => return Err("empty filler".to_owned()),
            _ => Filler::Lemma(text.into()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_and_fillers_read_as_written() {
        for text in ["subj", "that", "в+Loc", "со стороны+Gen"] {
            assert_eq!(text.parse::<Slot>().unwrap().to_string(), text);
        }
        assert!("в+Xyz".parse::<Slot>().is_err());
        assert!("object".parse::<Slot>().is_err());
        assert_eq!("#place".parse(), Ok(Filler::Kind(EntityKind::Place)));
        assert_eq!("@measure".parse(), Ok(Filler::Class("measure".into())));
        assert!("#planet".parse::<Filler>().is_err());
    }
}
