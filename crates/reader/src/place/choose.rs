//! Which of several places a name means.

use super::{
    gazetteer::{Candidate, Candidates, Described, Gazetteer, How},
    hand::PlaceId,
};
use svodka_lexicon::gazetteer::Kind;
use svodka_model::Case;

/// What is known around a name.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context<'a> {
    /// What the word before or behind the name says that it is; empty when nothing does.
    pub(crate) kinds: &'a [Kind],
    /// Case of the name's head, where the tagger knows it.
    pub(crate) case: Option<Case>,
    /// Other places of the report, countries included.
    pub(crate) near: &'a [PlaceId],
    /// Country that the report is about or comes from.
    pub(crate) country: Option<[u8; 2]>,
}

/// A chosen candidate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Choice {
    /// The candidate.
    pub(crate) candidate: Candidate,
    /// Its score: roughly the decimal logarithm of how many people it stands for, more when the context speaks for it. Under 3 it
    /// is a guess.
    pub(crate) score: f64,
    /// How far the next best lies behind.
    pub(crate) margin: f64,
}

impl Gazetteer {
    /// The best candidate in the context; fame, spelling, the kind word and the other places of the report decide together.
    pub(crate) fn choose(&self, candidates: &Candidates, context: &Context) -> Option<Choice> {
        let near: Vec<Described> = context.near.iter().filter_map(|&place| self.describe(place)).collect();
        let mut best: Option<Choice> = None;
        for &candidate in &candidates.places {
            let Some(described) = self.describe(candidate.place) else { continue };
            let score = self.score(&candidate, &described, context, &near);
            best = Some(match best {
                Some(best) if best.score >= score => Choice { margin: best.margin.min(best.score - score), ..best },
                Some(second) => Choice { candidate, score, margin: score - second.score },
                None => Choice { candidate, score, margin: f64::INFINITY },
            });
        }
        best
    }

    fn score(&self, candidate: &Candidate, described: &Described, context: &Context, near: &[Described]) -> f64 {
        let spelled = match candidate.how {
            How::Name | How::Demonym => 0.0,
            How::OtherName => -1.2,
            How::Adjective => -f64::from(candidate.turned),
        };
        fame(described)
            + spelled
            + fits_case(candidate, described, context)
            + fits_kind(described, context)
            + fits_place(candidate, described, context, near)
    }
}

/// Decimal logarithm of the inhabitants, and its like for what has none.
fn fame(described: &Described) -> f64 {
    let people = f64::from(described.population).max(100.0).log10();
    match described.kind {
        Kind::Country => people.max(4.0) + 2.5,
        // A town's region often bears its name; who means the region says so.
        Kind::Region if described.by_hand => 6.0,
        Kind::Region => people.max(5.5) - 1.5,
        Kind::Settlement if described.feature == "PPLC" => people + 1.0,
        Kind::Settlement if described.by_hand => 5.0,
        Kind::Settlement => people,
        Kind::Area => 7.2,
        Kind::Water | Kind::Land | Kind::Island => 6.2,
        Kind::Facility => 6.0,
        Kind::District => 5.5,
        Kind::Airport | Kind::Airfield if described.by_hand => 5.0,
        Kind::Airport | Kind::Airfield => 2.5,
    }
}

fn fits_case(candidate: &Candidate, described: &Described, context: &Context) -> f64 {
    if candidate.how >= How::Adjective {
        return 0.0;
    }
    match context.case {
        None if candidate.turned == 0 => 0.4,
        None => 0.0,
        Some(Case::Nom) if candidate.turned > 0 => -1.0,
        Some(case) if candidate.turned > 0 && !candidate.cases.contains(case) => -1.0,
        Some(Case::Gen | Case::Dat | Case::Ins | Case::Loc) if candidate.turned == 0 && declines(described.name) => -1.0,
        Some(_) => 0.4,
    }
}

/// True for a name whose other cases look different: those that end in «а», «я» or a consonant.
fn declines(name: &str) -> bool {
    name.chars().next_back().is_some_and(|c| !"оеёиуюэыОЕЁИУЮЭЫ".contains(c))
}

fn fits_kind(described: &Described, context: &Context) -> f64 {
    if context.kinds.is_empty() {
        return 0.0;
    }
    match context.kinds.iter().position(|&kind| kind == described.kind) {
        Some(0) => 3.0,
        Some(_) => 2.5,
        None => -3.0,
    }
}

fn fits_place(candidate: &Candidate, described: &Described, context: &Context, near: &[Described]) -> f64 {
    if described.kind == Kind::Country || described.country == [0; 2] {
        return 0.0;
    }
    let home = |country: [u8; 2]| country == described.country || described.other_countries.contains(&country);
    let mut score = if context.country.is_some_and(home) { 1.0 } else { 0.0 };
    if near.is_empty() {
        return score;
    }
    let compatriots = near.iter().filter(|other| home(other.country)).count();
    score += 1.6 * (compatriots as f64 / near.len() as f64).sqrt();
    let same_region = context.near.iter().zip(near).any(|(&id, other)| {
        let region = described.admin1.or(Some(candidate.place));
        id != candidate.place && (Some(id) == region || (other.admin1.is_some() && other.admin1 == region))
    });
    let at_hand = context.near.iter().zip(near).any(|(&id, other)| {
        let exact = matches!(other.kind, Kind::Settlement | Kind::Airport | Kind::Facility | Kind::District);
        // A degree of latitude is 111 km: the exact distance is worth computing for few.
        let close = exact && id != candidate.place && (described.lat - other.lat).abs() < 1.4;
        close && super::distance((described.lat, described.lon), (other.lat, other.lon)) < 150.0
    });
    let neighbourhood = [(same_region, 1.2), (at_hand, 0.8)];
    score + neighbourhood.iter().find(|(holds, _)| *holds).map_or(0.0, |&(_, worth)| worth)
}
