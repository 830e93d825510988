use crate::{Span, TokenId, vocabulary::index};

index! { /// Index into [`crate::Document::quantities`].
QuantityId }

/// An amount: an interval, with what it is measured in and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The words of the amount itself («более 100», «с 38 до 120» gives two).
    pub span: Span,
    /// Lower bound, `None` when open.
    pub min: Option<f64>,
    /// Upper bound, `None` when open.
    pub max: Option<f64>,
    /// True for «около», «примерно», «порядка».
    pub approx: bool,
    /// Unit: `%`, `x` for a factor, ISO 4217 code, or a unit word in the nominative singular; `None` for a bare count.
    pub unit: Option<String>,
    /// The token that names what is counted («человек», «полицейских»).
    pub of: Option<TokenId>,
}
