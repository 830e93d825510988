use crate::{
    Span, TokenId,
    vocabulary::{index, vocabulary},
};

index! { /// Index into [`crate::Document::mentions`].
MentionId }
index! { /// Index into [`crate::Document::entities`].
EntityId }

/// Words that refer to a person, organization, place or another thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The words, without quotation marks around them.
    pub span: Span,
    /// The syntactic head of the words.
    pub head: TokenId,
    /// What it refers to.
    pub kind: EntityKind,
    /// How it refers.
    pub form: Form,
    /// The words of a name in the nominative; `None` for nouns and pronouns.
    pub nominative: Option<String>,
}

/// One thing of the world that the report speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Canonical form in the nominative.
    pub name: String,
    /// `geonames:ID`, `iso:KZ`, `wikidata:QID`.
    pub reference: Option<String>,
    /// Where it is, for what has a place.
    pub place: Option<Place>,
    /// Its mentions, in text order; never empty.
    pub mentions: Vec<MentionId>,
}

/// A place on Earth.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Degrees north, WGS84.
    pub lat: f64,
    /// Degrees east, WGS84.
    pub lon: f64,
    /// What kind of place: a GeoNames feature code or a word («airport», «sea»).
    pub feature: String,
    /// ISO 3166-1 alpha-2, empty for seas and the like.
    pub country: String,
    /// Name of the first-level region.
    pub admin1: Option<String>,
    /// How exact the coordinates are.
    pub precision: PlacePrecision,
}

vocabulary! {
    /// What an entity is.
    EntityKind {
        Person = "person", Organization = "organization", Place = "place", Facility = "facility", Group = "group",
        Nationality = "nationality", Product = "product", Media = "media",
    }
}

vocabulary! {
    /// How a mention refers.
    Form { Name = "name", Nominal = "nominal", Pronoun = "pronoun" }
}

vocabulary! {
    /// How exact a place is.
    PlacePrecision {
        Point = "point", Settlement = "settlement", District = "district", Region = "region", Country = "country", Area = "area",
    }
}
