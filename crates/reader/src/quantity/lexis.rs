use crate::number::{Atom, DataError, Kind, RowId, Vocabulary};

const UNITS: (&str, &str) = ("quantities/units.tsv", include_str!("../../data/quantities/units.tsv"));
const WORDS: (&str, &str) = ("quantities/words.tsv", include_str!("../../data/quantities/words.tsv"));
const MODIFIERS: (&str, &str) = ("quantities/modifiers.tsv", include_str!("../../data/quantities/modifiers.tsv"));
const CHANGE: (&str, &str) = ("quantities/change.tsv", include_str!("../../data/quantities/change.tsv"));

/// The words of amounts.
#[derive(Debug)]
pub(crate) struct Lexis {
    pub(crate) vocabulary: Vocabulary,
    /// What each row is, beside its numeral.
    roles: Vec<Role>,
    before: Vec<Modifier>,
    after: Vec<Modifier>,
    /// Beginnings of words for change.
    change: Vec<&'static str>,
}

/// What a word does around an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Nothing.
    Other,
    /// A currency.
    Currency,
    /// An adjective that makes a currency another.
    Foreign,
    /// An adjective that leaves a currency as it is.
    Native,
    /// A measure.
    Measure,
    /// «квадратный», «кубический».
    Square,
    Cubic,
    Percent,
    /// «процентных (пункта)».
    PercentAdjective,
    /// «раз».
    Times,
    /// A stretch of time.
    Span,
    Year,
    /// What makes the number before it a date.
    Calendar,
    /// A factor in one word, and one that needs a word for change after it.
    Factor,
    FactorAdjective,
    /// «дважды».
    Adverb,
    /// What makes the number after it a label, and what does so unless a noun follows.
    Label,
    WeakLabel,
    /// What makes the number after it an age.
    Age,
    /// What makes a number of years an amount.
    Term,
    OnTerm,
    /// What the number before it puts in order: «8 класса».
    OrdinalNoun,
    /// «самых».
    Superlative,
    /// «стороны».
    Side,
}

/// What the words beside a number make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    AtLeast,
    AtMost,
    About,
}

#[derive(Debug)]
struct Modifier {
    words: Vec<Piece>,
    effect: Effect,
    government: Government,
    /// «до», «от».
    preposition: Option<Bound>,
}

/// What a modifier wants after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Government {
    /// A genitive, with no preposition between.
    Genitive,
    /// Anything.
    Any,
    /// Anything; the modifier itself is no part of the amount's words.
    Verb,
}

/// The two modifiers that are plain prepositions too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    UpTo,
    From,
}

#[derive(Debug, PartialEq)]
enum Piece {
    Row(RowId),
    Mark(char),
}

/// A modifier found beside a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) effect: Effect,
    pub(crate) government: Government,
    pub(crate) preposition: Option<Bound>,
    /// Its first atom on the left side, one past its last on the right side.
    pub(crate) edge: usize,
}

impl Lexis {
    /// The bundled words.
    pub(crate) fn bundled() -> Result<Lexis, DataError> {
        let mut vocabulary = Vocabulary::new(&[UNITS, WORDS])?;
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (i, line) in MODIFIERS.1.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let fault = |what: String| DataError { path: MODIFIERS.0, line: i + 1, what };
            let [phrase, side, effect, government] = line.split('\t').collect::<Vec<_>>()[..] else {
                return Err(fault("not 4 columns".into()));
            };
            let effect = match effect {
                "min" => Effect::AtLeast,
                "max" => Effect::AtMost,
                "about" => Effect::About,
                other => return Err(fault(format!("no effect {other}"))),
            };
            let piece = |word: &str| match word.chars().next() {
                Some(mark) if !mark.is_alphanumeric() => Ok(Piece::Mark(mark)),
                _ => vocabulary.exact(word).map(Piece::Row).map_err(fault),
            };
            let preposition = match phrase {
                "до" => Some(Bound::UpTo),
                "от" => Some(Bound::From),
                _ => None,
            };
            let words = phrase.split(' ').map(piece).collect::<Result<Vec<_>, _>>()?;
            let government = match government {
                "gen" => Government::Genitive,
                "any" => Government::Any,
                "verb" => Government::Verb,
                other => return Err(fault(format!("no government {other}"))),
            };
            let modifier = Modifier { words, effect, government, preposition };
            if side == "before" { before.push(modifier) } else { after.push(modifier) }
        }
        // the longest phrase first
        before.sort_by_key(|m: &Modifier| std::cmp::Reverse(m.words.len()));
        after.sort_by_key(|m: &Modifier| std::cmp::Reverse(m.words.len()));
        let roles = (0..vocabulary.len()).map(|row| role(&vocabulary.row(row as RowId).class)).collect();
        let change = CHANGE.1.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        Ok(Lexis { vocabulary, roles, before, after, change })
    }

    /// The role of a word, with the row that has it.
    pub(crate) fn role(&self, atom: &Atom) -> (Role, RowId) {
        let rows = self.vocabulary.rows(atom.sense);
        rows.iter().map(|&row| (self.roles[row as usize], row)).find(|(role, _)| *role != Role::Other).unwrap_or((Role::Other, 0))
    }

    /// The longest modifier that ends just before an atom.
    pub(crate) fn before(&self, atoms: &[Atom], at: usize) -> Option<Found> {
        let last = atoms.get(at.checked_sub(1)?)?;
        if last.sense == 0 && last.kind == Kind::Word {
            return None;
        }
        let comma = usize::from(last.mark() == ',');
        let found = self.before.iter().find_map(|m| {
            let start = at.checked_sub(m.words.len() + comma)?;
            self.spells(&m.words, atoms.get(start..at - comma)?).then_some((m, start))
        })?;
        (comma == 0 || found.0.words.len() > 1).then_some(Found {
            effect: found.0.effect,
            government: found.0.government,
            preposition: found.0.preposition,
            edge: found.1,
        })
    }

    /// The longest modifier that begins at an atom.
    pub(crate) fn after(&self, atoms: &[Atom], at: usize) -> Option<Found> {
        atoms.get(at).filter(|a| a.sense != 0)?;
        self.after.iter().find_map(|m| {
            let end = at + m.words.len();
            let spelled = self.spells(&m.words, atoms.get(at..end)?);
            spelled.then_some(Found { effect: m.effect, government: m.government, preposition: None, edge: end })
        })
    }

    fn spells(&self, words: &[Piece], atoms: &[Atom]) -> bool {
        words.iter().zip(atoms).all(|(piece, atom)| match piece {
            Piece::Row(row) => atom.kind == Kind::Word && self.vocabulary.rows(atom.sense).contains(row),
            Piece::Mark(mark) => atom.mark() == *mark,
        })
    }

    /// Whether a word tells of change.
    pub(crate) fn changes(&self, word: &str) -> bool {
        let mut folded = String::new();
        Vocabulary::fold(word, &mut folded);
        self.change.iter().any(|stem| folded.starts_with(stem))
    }
}

fn role(class: &str) -> Role {
    match class {
        "currency" => Role::Currency,
        "currency.same" => Role::Native,
        "unit" => Role::Measure,
        "square" => Role::Square,
        "cubic" => Role::Cubic,
        "percent" => Role::Percent,
        "percentadj" => Role::PercentAdjective,
        "times" => Role::Times,
        "span" => Role::Span,
        "year" => Role::Year,
        "calendar" => Role::Calendar,
        "factor" => Role::Factor,
        "factoradj" => Role::FactorAdjective,
        "adverb" => Role::Adverb,
        "ordinalnoun" => Role::OrdinalNoun,
        "superlative" => Role::Superlative,
        "label" => Role::Label,
        "weaklabel" => Role::WeakLabel,
        "age" => Role::Age,
        "term" => Role::Term,
        "onterm" => Role::OnTerm,
        "side" => Role::Side,
        _ if class.starts_with("currency.") => Role::Foreign,
        _ => Role::Other,
    }
}
