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
    /// EDTF, level 1 («2022-01-03», «2022-01-04/..», «2021~»).
    pub value: String,
    /// The finest unit that the words name.
    pub precision: Precision,
    /// What the value was computed from.
    pub basis: Basis,
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
