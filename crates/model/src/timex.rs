use crate::{
    Span,
    vocabulary::{index, vocabulary},
};

index! { /// Index into [`crate::Document::timexes`].
TimexId }

/// A time expression and its resolved value.
#[derive(Clone, Debug, PartialEq)]
pub struct Timex {
    /// The words.
    pub span: Span,
    /// EDTF («2022-01-03», «2022-01-04/..», «2021~»); what the words leave open is `X` («XXXX-05-09»).
    pub value: String,
    /// The finest unit that the words name.
    pub precision: Precision,
    /// What the value was computed from.
    pub basis: Basis,
}

impl Timex {
    /// Whether the value has its place in the calendar; «5 мая» of no told year has none.
    pub fn is_dated(&self) -> bool {
        !self.value.contains("XXXX")
    }

    /// Whether the words tell a length of time alone («два года»), whose ends lie anywhere.
    pub fn is_length(&self) -> bool {
        self.value.contains('/') && !self.value.bytes().any(|b| b.is_ascii_digit())
    }
}

vocabulary! {
    /// The finest unit that a time expression names.
    Precision {
        Minute = "minute", Hour = "hour", PartOfDay = "part-of-day", Day = "day", Week = "week", Month = "month",
        Season = "season", Year = "year", Decade = "decade", Open = "open",
    }
}

vocabulary! {
    /// What the value of a time was computed from.
    Basis {
        Stated = "stated", Published = "published", Anchored = "anchored", Inherited = "inherited",
    }
}
