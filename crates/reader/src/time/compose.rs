use super::grammar::{Grammar, Match, Meaning, Standing};
use super::leaf::Tape;
use super::reading::{Fields, Slot};
use crate::number::{Kind, RowId};

/// A whole time expression: one match or several that belong together, and how the words before it link it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Expression {
    /// The first atom, and one past the last.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The first atom of the prepositions that govern it, which belong to its words; `start` without any.
    pub(crate) lead: usize,
    pub(crate) part: Part,
    /// The other end of a range.
    pub(crate) to: Option<Part>,
    pub(crate) link: Link,
    /// The preposition before it.
    pub(crate) preposition: Preposition,
    /// «и» or a dash ties it to the expression before.
    pub(crate) tied: bool,
}

/// A rule with what it captured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) rule: usize,
    pub(crate) fields: Fields,
}

/// What stretch of time an expression opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// The time itself.
    At,
    /// «с …», «после …».
    Since,
    /// «до …».
    Until,
}

/// The prepositions that matter before an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Preposition {
    /// None, or one that changes nothing.
    Other,
    In,
    Since,
    Until,
    Through,
    After,
    Between,
    Onto,
    From,
    Around,
    And,
}

const YEARS: &[Slot] = &[Slot::Year, Slot::YearOffset, Slot::YearAnchored];
const CLOCKS: &[Slot] = &[Slot::Hour, Slot::Part];

/// Joins matches that belong together and reads the words between and before them.
pub(crate) fn compose(grammar: &Grammar, tape: &Tape<'_>, matches: &[Match]) -> Vec<Expression> {
    let mut whole: Vec<Expression> = Vec::with_capacity(matches.len());
    for found in matches {
        let part = Part { rule: found.rule, fields: found.fields };
        let next = Expression {
            start: found.start,
            end: found.end,
            lead: found.start,
            part,
            to: None,
            link: Link::At,
            preposition: Preposition::Other,
            tied: false,
        };
        let composer = Composer { grammar, tape };
        if !whole.last_mut().is_some_and(|last| composer.join(last, &next)) {
            composer.siblings(&mut whole, &next);
            whole.push(next);
        }
    }
    let composer = Composer { grammar, tape };
    composer.share_years(&mut whole);
    composer.link(whole)
}

struct Composer<'a> {
    grammar: &'a Grammar,
    tape: &'a Tape<'a>,
}

impl Composer<'_> {
    fn meaning(&self, part: &Part) -> Meaning {
        self.grammar.rules[part.rule].meaning
    }

    /// The preposition or conjunction at an atom.
    fn word(&self, at: Option<usize>) -> Preposition {
        let Some(atom) = at.and_then(|at| self.tape.atoms.get(at)).filter(|a| a.kind == Kind::Word && a.span.len() <= 14) else {
            return Preposition::Other;
        };
        match atom.span.of(self.tape.text) {
            "в" | "В" | "во" | "Во" => Preposition::In,
            "с" | "С" | "со" | "Со" | "c" | "C" => Preposition::Since,
            "до" | "До" => Preposition::Until,
            "по" | "По" => Preposition::Through,
            "после" | "После" => Preposition::After,
            "между" | "Между" => Preposition::Between,
            "на" | "На" => Preposition::Onto,
            "от" | "От" => Preposition::From,
            "около" | "Около" | "примерно" => Preposition::Around,
            "и" | "или" => Preposition::And,
            _ => Preposition::Other,
        }
    }

    fn has_row(&self, at: usize, row: RowId) -> bool {
        self.tape.atoms.get(at).is_some_and(|a| self.grammar.vocabulary.rows(a.sense).contains(&row))
    }

    fn has_class(&self, at: usize, class: &str) -> bool {
        let vocabulary = &self.grammar.vocabulary;
        self.tape.atoms.get(at).is_some_and(|a| vocabulary.rows(a.sense).iter().any(|&row| &*vocabulary.row(row).class == class))
    }

    /// A line break before any atom of the range.
    fn broken(&self, from: usize, to: usize) -> bool {
        self.tape.atoms.get(from..=to).is_none_or(|atoms| atoms.iter().any(|a| a.breaks))
    }

    /// Joins the next expression to the last when the two name one time together.
    fn join(&self, last: &mut Expression, next: &Expression) -> bool {
        let gap = next.start.saturating_sub(last.end);
        if gap > 3 || self.broken(last.end, next.start) {
            return false;
        }
        if self.meaning(&last.part) == Meaning::Edge {
            if gap != 0 || !self.is_period(&next.part) {
                return false;
            }
            last.part.rule = next.part.rule;
            last.part.fields.complete(&next.part.fields);
            last.end = next.end;
            return true;
        }
        let mut at = last.end;
        if at < next.start {
            let fits = match self.tape.atoms[at].mark() {
                ',' => true,
                '.' => matches!(self.tape.atoms[at - 1].span.of(self.tape.text), "г" | "гг"),
                // «во вторник — 13 сентября»
                '–' | '-' => self.day(&last.part) == Some(1) && self.day(&next.part) == Some(3),
                _ => false,
            };
            at += usize::from(fits);
        }
        if at < next.start && matches!(self.word(Some(at)), Preposition::In | Preposition::Around) {
            at += 1;
        }
        if at < next.start && matches!(self.word(Some(at)), Preposition::In | Preposition::Around) {
            at += 1;
        }
        if at != next.start {
            return false;
        }
        let (a, b) = (&last.part, &next.part);
        let Some(rule) = self.agree(a, b) else { return false };
        let first = if rule == a.rule { a.fields } else { b.fields };
        let mut fields = first;
        fields.complete(if rule == a.rule { &b.fields } else { &a.fields });
        last.part = Part { rule, fields };
        last.end = next.end;
        true
    }

    /// Whether two parts name one time; the rule that leads.
    fn agree(&self, a: &Part, b: &Part) -> Option<usize> {
        let (day_a, day_b) = (self.day(a), self.day(b));
        let (clock_a, clock_b) = (a.fields.any(CLOCKS), b.fields.any(CLOCKS));
        let range = |p: &Part| p.fields.any(&[Slot::Day2, Slot::Month2, Slot::Year2]);
        if range(a) || range(b) {
            return None;
        }
        match (day_a, day_b) {
            // «в среду, 5 января», «сегодня, в среду»: the date leads
            (Some(first), Some(second)) if first != second && !(clock_a && clock_b) => {
                Some(if first > second { a.rule } else { b.rule })
            }
            (Some(_), None) if clock_b && self.time_only(b) && (!clock_a || self.finer(a, b)) => Some(a.rule),
            (None, Some(_)) if clock_a && self.time_only(a) && (!clock_b || self.finer(b, a)) => Some(b.rule),
            (None, None) if self.time_only(a) && self.time_only(b) && self.finer(a, b) => {
                Some(if self.meaning(a) == Meaning::Piece { b.rule } else { a.rule })
            }
            _ => None,
        }
    }

    /// One names the part of the day and the other the hour.
    fn finer(&self, a: &Part, b: &Part) -> bool {
        (a.fields.has(Slot::Hour) != b.fields.has(Slot::Hour)) && !(a.fields.has(Slot::Part) && b.fields.has(Slot::Part))
    }

    fn time_only(&self, part: &Part) -> bool {
        matches!(self.meaning(part), Meaning::Calendar | Meaning::Piece) && part.fields.any(CLOCKS) && self.day(part).is_none()
    }

    /// How well a part names a day: 1 by the day of the week, 2 by its distance, 3 by its date.
    fn day(&self, part: &Part) -> Option<u8> {
        let fields = &part.fields;
        match self.meaning(part) {
            Meaning::Calendar if fields.has(Slot::Day) => Some(3),
            Meaning::Calendar if fields.has(Slot::Weekday) => Some(1),
            Meaning::Unit | Meaning::Same | Meaning::Shift if fields.at(Slot::Unit) == Some(3) => Some(2),
            _ => None,
        }
    }

    /// Whether a part names a period that has a beginning, a middle and an end.
    fn is_period(&self, part: &Part) -> bool {
        let fields = &part.fields;
        match self.meaning(part) {
            Meaning::Calendar => !fields.any(&[Slot::Day, Slot::Weekday, Slot::Hour, Slot::Part, Slot::Month2, Slot::Year2]),
            Meaning::Unit | Meaning::Same => fields.at(Slot::Unit).is_some_and(|unit| unit >= 4),
            _ => false,
        }
    }

    /// Numbers before «и 5 января» or «и 2005 годах» that share its month or are years too.
    fn siblings(&self, whole: &mut Vec<Expression>, next: &Expression) {
        let fields = &next.part.fields;
        let Some((value, _)) = self.tape.atoms.get(next.start).and_then(|a| a.plain()) else { return };
        let (slot, range) = match (fields.at(Slot::Day), fields.at(Slot::Year)) {
            (Some(day), _) if u64::try_from(day) == Ok(value) && fields.has(Slot::Month) => (Slot::Day, 1..=31),
            (None, Some(year)) if u64::try_from(year) == Ok(value) && !fields.has(Slot::Month) => (Slot::Year, 1000..=2100),
            _ => return,
        };
        let floor = whole.last().map_or(0, |e| e.end);
        let mut found = Vec::new();
        let mut at = next.start;
        while at >= floor + 2 && found.len() < 40 && !self.broken(at - 1, at) {
            let joined = match self.word(Some(at - 1)) {
                Preposition::And => true,
                _ => !found.is_empty() && self.tape.atoms[at - 1].mark() == ',',
            };
            let number = self.tape.atoms[at - 2].plain().filter(|(n, digits)| range.contains(n) && *digits <= 4);
            let Some((number, _)) = number.filter(|_| joined && !self.tape.sewn(at - 2)) else { break };
            at -= 2;
            let mut sibling = Expression { start: at, end: at + 1, lead: at, ..*next };
            sibling.part.fields.set(slot, number as i32);
            for second in [Slot::Day2, Slot::Year2] {
                sibling.part.fields.clear(second);
            }
            found.push(sibling);
        }
        whole.extend(found.into_iter().rev());
    }

    /// Gives «в мае» of «в мае и июне 2013 года» its year.
    fn share_years(&self, whole: &mut [Expression]) {
        for i in (1..whole.len()).rev() {
            let (left, right) = whole.split_at_mut(i);
            let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
            let near = b.start.saturating_sub(a.end) == 1
                && (self.word(Some(a.end)) == Preposition::And || matches!(self.tape.atoms[a.end].mark(), ',' | '-' | '–'));
            let wants = a.part.fields.has(Slot::Month) && !a.part.fields.any(YEARS) && self.meaning(&a.part) == Meaning::Calendar;
            if near && wants && b.part.fields.has(Slot::Month) && b.part.fields.any(YEARS) {
                for &slot in YEARS {
                    if let Some(value) = b.part.fields.at(slot) {
                        a.part.fields.set(slot, value);
                    }
                }
            }
        }
    }

    /// Makes ranges and reads the prepositions.
    fn link(&self, whole: Vec<Expression>) -> Vec<Expression> {
        let mut linked: Vec<Expression> = Vec::with_capacity(whole.len());
        for mut next in whole {
            next.preposition = self.word(next.start.checked_sub(1));
            next.lead = self.lead(&next, linked.last().map_or(0, |last| last.end));
            if let Some(bound) = self.term(&next) {
                (next.preposition, next.lead) = (bound, next.start - 2);
            }
            if let Some(last) = linked.last_mut().filter(|last| !self.broken(last.end, next.start)) {
                let gap = next.start.saturating_sub(last.end);
                let mark = self.tape.atoms[last.end].mark();
                let between = self.word(Some(last.end));
                let dash = gap == 1 && matches!(mark, '-' | '–') && self.alike(&last.part, &next.part);
                let through = gap == 1 && matches!(between, Preposition::Through | Preposition::Until);
                let range = match last.preposition {
                    _ if last.to.is_some() => false,
                    Preposition::Since | Preposition::From => through || dash,
                    Preposition::Between => gap == 1 && between == Preposition::And,
                    _ => dash,
                };
                if range && self.is_point(&last.part) && self.is_point(&next.part) {
                    last.to = Some(next.part);
                    last.end = next.end;
                    last.link = Link::At;
                    continue;
                }
                next.tied =
                    between == Preposition::And && (gap == 1 || (gap == 2 && self.word(Some(last.end + 1)) == Preposition::In));
                if next.tied && next.preposition == Preposition::And {
                    next.preposition = last.preposition;
                }
            }
            next.link = self.opens(&next);
            linked.push(next);
        }
        linked
    }

    /// Where the words before an expression begin that tie it to its clause: «в», «с», «примерно в», «на протяжении».
    fn lead(&self, expression: &Expression, floor: usize) -> usize {
        let start = expression.start;
        let attribute = self.grammar.rules[expression.part.rule].stands == Standing::AsAttribute;
        if (attribute && expression.end == start + 1) || self.broken(start, start) {
            return start;
        }
        let length = self.meaning(&expression.part) == Meaning::Length;
        let with = self.is_instrumental(expression);
        let class = |at: usize, class: &str| {
            at.checked_sub(1).is_some_and(|before| before >= floor && !self.broken(at, at) && self.has_class(before, class))
        };
        let near = |mut at: usize| {
            while class(at, "near") || (class(at, "nearer") && (at < start || class(at - 1, "near"))) {
                at -= 1;
            }
            at
        };
        let at = near(start);
        if class(at, "tie") {
            let word = self.tape.atoms[at - 1].span.of(self.tape.text);
            return match word {
                // «с маем» is no beginning, «приговорён к двум годам» no end
                "с" | "С" | "со" if with => at,
                "к" | "К" if length => at,
                _ if class(at - 1, "tieperiod") && class(at - 2, "tie") => at - 3,
                _ => near(at - 1),
            };
        }
        if class(at, "tienoun") && class(at - 1, "tie") { at - 2 } else { at }
    }

    /// «не позднее 1 марта», «не ранее 1 марта»: as «до» and «с».
    fn term(&self, expression: &Expression) -> Option<Preposition> {
        let word = |back: usize| {
            let at = expression.start.checked_sub(back)?;
            Some(self.tape.atoms[at].span.of(self.tape.text)).filter(|_| !self.broken(at, expression.start))
        };
        let bound = match word(1)? {
            "позднее" | "позже" => Preposition::Until,
            "ранее" | "раньше" => Preposition::Since,
            _ => return None,
        };
        word(2).filter(|w| matches!(*w, "не" | "Не")).map(|_| bound)
    }

    /// «с маем»: together with it.
    fn is_instrumental(&self, expression: &Expression) -> bool {
        (expression.start..expression.end).any(|at| self.has_row(at, self.grammar.instrumental))
    }

    /// Whether a part names a time that can begin or end a range.
    fn is_point(&self, part: &Part) -> bool {
        matches!(self.meaning(part), Meaning::Calendar | Meaning::Unit | Meaning::Same | Meaning::Shift | Meaning::Piece)
            && !part.fields.any(&[Slot::Day2, Slot::Month2, Slot::Year2])
    }

    /// Whether a dash between two parts makes a range: both dates, both clock times, both weekdays.
    fn alike(&self, a: &Part, b: &Part) -> bool {
        let calendar = self.meaning(a) == Meaning::Calendar && self.meaning(b) == Meaning::Calendar;
        let same = |slot| a.fields.has(slot) == b.fields.has(slot);
        calendar
            && ((same(Slot::Day) && same(Slot::Month) && same(Slot::Weekday))
                || (a.fields.has(Slot::Hour) && b.fields.has(Slot::Hour)))
    }

    fn opens(&self, expression: &Expression) -> Link {
        let meaning = self.meaning(&expression.part);
        let fields = &expression.part.fields;
        if !matches!(meaning, Meaning::Calendar | Meaning::Unit | Meaning::Same | Meaning::Shift)
            || fields.any(&[Slot::Day2, Slot::Month2, Slot::Year2])
        {
            return Link::At;
        }
        let rule = &self.grammar.rules[expression.part.rule];
        // «с утра» is the morning itself
        let part_first = fields.has(Slot::Part) && !fields.has(Slot::Hour) && self.has_class(expression.start, "partnoun");
        let last = expression.end - 1;
        let instrumental = self.is_instrumental(expression);
        match expression.preposition {
            _ if rule.stands == Standing::AsAttribute && expression.end == expression.start + 1 => Link::At,
            Preposition::Since if !part_first && !instrumental => Link::Since,
            Preposition::After => Link::Since,
            Preposition::Until => Link::Until,
            Preposition::Through => {
                let number = matches!(self.tape.atoms[expression.start].kind, Kind::Number { .. });
                let dative = self.tape.atoms[last].span.of(self.tape.text).ends_with(['у', 'ю']);
                if number && !dative { Link::Until } else { Link::At }
            }
            _ => Link::At,
        }
    }
}
