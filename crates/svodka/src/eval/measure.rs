//! What is measured, what is counted for it, and the figures that the counts give.

use std::ops::AddAssign;

/// One question that a reading is asked; [`Score`] counts the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Events whose type is right and whose trigger overlaps an annotated one.
    Strict,
    /// Events whose type is right and whose trigger lies in the annotated clause.
    Lenient,
    /// Of the annotated events: read at the same words, but as another type.
    WrongType,
    /// Of the found events that have a mode: the mode is right.
    Mode,
    /// Of the found events: realis is right.
    Realis,
    /// Of the found events that were read as actual: they are not.
    FalseActual,
    /// Times of found events, the same EDTF value.
    When,
    /// Roles of found events.
    RolesFound,
    /// Roles of all events: those of missed events are missed, those of extra events are extra.
    RolesAll,
    /// Actors of found events.
    Actor,
    /// Recipients of found events.
    Recipient,
    /// Places of found events.
    Place,
    /// Innermost sources of found events.
    Source,
    /// Of the annotated chains of two and more: every link is right.
    Chain,
    /// Actors that are in truth the source, a found event.
    Speaker,
    /// Numbers of found events, with both bounds.
    Counts,
    /// Of the right roles with an annotated name: the name of the entity is the same.
    Names,
    /// Of the right roles with annotated coordinates: the place lies near enough.
    Near,
    /// Of the right roles with annotated coordinates: the country is right.
    Country,
}

impl Measure {
    /// How many there are.
    pub const COUNT: usize = Measure::Country as usize + 1;
}

/// Answers counted: how many were right, how many the reading gave, how many the annotation wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Right answers.
    pub right: u32,
    /// Answers of the reading; 0 for measures that are a share.
    pub found: u32,
    /// Answers of the annotation; for a share, what it is a share of.
    pub wanted: u32,
}

/// The scores of one report or of many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    scores: [Score; Measure::COUNT],
    /// Annotated events that are neither optional nor told again.
    pub annotated: u32,
    /// Events of the reading.
    pub read: u32,
}

impl Tally {
    /// The score of a measure.
    pub fn score(&self, measure: Measure) -> Score {
        self.scores[measure as usize]
    }

    pub(super) fn count(&mut self, measure: Measure, right: usize, found: usize, wanted: usize) {
        let score = &mut self.scores[measure as usize];
        score.right += right as u32;
        score.found += found as u32;
        score.wanted += wanted as u32;
    }

    /// One more case of a share, right or not.
    pub(super) fn case(&mut self, measure: Measure, right: bool) {
        self.count(measure, usize::from(right), 0, 1);
    }
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        for (score, more) in self.scores.iter_mut().zip(&other.scores) {
            score.right += more.right;
            score.found += more.found;
            score.wanted += more.wanted;
        }
        self.annotated += other.annotated;
        self.read += other.read;
    }
}

/// How a figure is made of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Right of found.
    Precision,
    /// Right of wanted.
    Recall,
    /// The harmonic mean of precision and recall.
    F1,
    /// Right of wanted, for what is no search.
    Share,
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    /// Its name in JSON and TSV, the same in every language.
    pub key: &'static str,
    /// What it measures.
    pub measure: Measure,
    /// How it is computed.
    pub form: Form,
}

impl Figure {
    /// Every figure, in the order of the table.
    pub const ALL: [Figure; 23] = [
        figure("events.strict.precision", Measure::Strict, Form::Precision),
        figure("events.strict.recall", Measure::Strict, Form::Recall),
        figure("events.strict.f1", Measure::Strict, Form::F1),
        figure("events.lenient.precision", Measure::Lenient, Form::Precision),
        figure("events.lenient.recall", Measure::Lenient, Form::Recall),
        figure("events.lenient.f1", Measure::Lenient, Form::F1),
        figure("events.wrong-type", Measure::WrongType, Form::Share),
        figure("mode", Measure::Mode, Form::Share),
        figure("realis", Measure::Realis, Form::Share),
        figure("realis.false-actual", Measure::FalseActual, Form::Share),
        figure("when.f1", Measure::When, Form::F1),
        figure("roles.found.f1", Measure::RolesFound, Form::F1),
        figure("roles.all.f1", Measure::RolesAll, Form::F1),
        figure("roles.actor.f1", Measure::Actor, Form::F1),
        figure("roles.recipient.f1", Measure::Recipient, Form::F1),
        figure("roles.place.f1", Measure::Place, Form::F1),
        figure("source.f1", Measure::Source, Form::F1),
        figure("source.chain", Measure::Chain, Form::Share),
        figure("source.as-actor", Measure::Speaker, Form::Share),
        figure("counts.f1", Measure::Counts, Form::F1),
        figure("names", Measure::Names, Form::Share),
        figure("places.near", Measure::Near, Form::Share),
        figure("places.country", Measure::Country, Form::Share),
    ];

    /// The value in a tally, `None` where there is nothing to measure.
    pub fn of(self, tally: &Tally) -> Option<f64> {
        let Score { right, found, wanted } = tally.score(self.measure);
        match self.form {
            Form::Precision => share(right, found),
            Form::Recall | Form::Share => share(right, wanted),
            Form::F1 => share(2 * right, found + wanted),
        }
    }
}

const fn figure(key: &'static str, measure: Measure, form: Form) -> Figure {
    Figure { key, measure, form }
}

fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_made_of_counts() {
        let mut tally = Tally::default();
        tally.count(Measure::Strict, 6, 8, 12);
        tally.case(Measure::Mode, true);
        tally.case(Measure::Mode, false);
        let of = |key| Figure::ALL.iter().find(|f| f.key == key).and_then(|f| f.of(&tally));
        assert_eq!([of("events.strict.precision"), of("events.strict.recall")], [Some(0.75), Some(0.5)]);
        assert_eq!([of("events.strict.f1"), of("mode"), of("realis")], [Some(0.6), Some(0.5), None]);
    }
}
