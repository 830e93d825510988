use super::Scan;
use super::amount::{Amount, Core};
use super::lexis::{Bound, Effect, Government};
use super::unit::Unit;
use crate::number::{Kind, NumeralSense};

impl Scan<'_> {
    /// Reads the words beside a number: bounds, «около», «с лишним».
    pub(super) fn bound(&self, core: Core, start: usize, number: usize, floor: usize, unit: Unit) -> Amount {
        let (mut min, mut max) = (Some(core.low), Some(core.high));
        let mut approximate = core.sense == NumeralSense::About;
        let (mut edge, mut end) = (start, core.end);
        let mut governed = false;
        let effects = |effect, min: &mut Option<f64>, max: &mut Option<f64>, approximate: &mut bool| match effect {
            Effect::AtLeast => *max = None,
            Effect::AtMost => (*max, *min) = (max.or(*min), None),
            Effect::About => *approximate = true,
        };
        for _ in 0..3 {
            let through = usize::from(edge > floor && self.is_preposition(edge - 1));
            let near = self.lexis.before(self.atoms, edge).filter(|m| m.edge >= floor);
            let over = || {
                self.lexis
                    .before(self.atoms, edge - through)
                    .filter(|m| through > 0 && m.government != Government::Genitive && m.edge >= floor)
            };
            let Some(found) = near.filter(|m| self.applies(m.preposition, number, &unit)).or_else(over) else { break };
            governed |= found.government == Government::Genitive;
            effects(found.effect, &mut min, &mut max, &mut approximate);
            if found.government == Government::Verb {
                break;
            }
            edge = found.edge;
        }
        if let Some(found) = self.lexis.after(self.atoms, end) {
            effects(found.effect, &mut min, &mut max, &mut approximate);
            end = found.edge;
        }
        if unit == Unit::Factor && edge == start && edge > floor && self.word(edge - 1) == "в" && end > number + 1 {
            edge -= 1;
        }
        let before = if edge > 0 { self.word(edge - 1) } else { "" };
        governed |= matches!(before, "с" | "от" | "до" | "из");
        match core.sense {
            NumeralSense::AtLeast if max.is_some() && min.is_some() => max = None,
            NumeralSense::Either if !governed => {
                min = min.map(|_| core.low * 2.0);
                max = if min.is_some() { None } else { max };
            }
            _ => {}
        }
        if min.is_none() && max.is_none() {
            // «до 120 и более»: the later word wins
            min = Some(core.low);
        }
        Amount { start: edge, end, min, max, approximate, unit, number, inverted: None }
    }

    fn is_preposition(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "в" | "на" | "с" | "со" | "из" | "за" | "по" | "к" | "у" | "о" | "об" | "для" | "до" | "от" | "через"
        )
    }

    /// Whether «до» and «от» bound the amount: «до 50 человек», but not «снизить до 50» or «от 5 пуль».
    fn applies(&self, preposition: Option<Bound>, number: usize, unit: &Unit) -> bool {
        match preposition {
            None => true,
            Some(Bound::From) => !matches!(unit, Unit::None | Unit::Factor),
            Some(Bound::UpTo) => !self.changed(number),
        }
    }

    /// Whether a word for change or «с N» stands before in the clause.
    fn changed(&self, number: usize) -> bool {
        let from = number.saturating_sub(12);
        for at in (from..number.saturating_sub(1)).rev() {
            let atom = &self.atoms[at];
            if atom.breaks || matches!(atom.mark(), '.' | ';' | '!' | '?') {
                return false;
            }
            if atom.kind == Kind::Word && self.lexis.changes(atom.span.of(self.text)) {
                return true;
            }
        }
        false
    }
}
