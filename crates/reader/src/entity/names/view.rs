//! What the tagger sees of a token, computed once a document.

use crate::letters::{self, small};
use crate::{Resources, entity::nouns::Noun, linear::hash, morphology::Analyses};
use rustc_hash::FxHashMap;
use svodka_model::{Document, NameType, Upos};

/// A token as hashes and small codes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct View {
    /// The form in lower case.
    pub(crate) form: u64,
    /// The lemma.
    pub(crate) lemma: u64,
    /// The first three and four letters.
    pub(crate) prefixes: [u64; 2],
    /// The last one to four letters.
    pub(crate) suffixes: [u64; 4],
    /// Runs of capitals, small letters, digits and other signs.
    pub(crate) shape: u64,
    /// Part of speech, case and the kinds of name that the dictionary knows.
    pub(crate) class: u64,
    /// How the lemma is written elsewhere in the report.
    pub(crate) habit: u64,
    /// Where the token stands between quotation marks; 0 outside.
    pub(crate) quoted: u64,
    /// The lemma before the opening quotation mark; 0 outside.
    pub(crate) introduced_by: u64,
    /// What the list of nouns says of that lemma.
    pub(crate) introduced_as: u64,
    /// Word classes, coarse and fine.
    pub(crate) clusters: [u64; 2],
    /// What the lists of nouns say of the lemma.
    pub(crate) noun: u64,
}

impl View {
    /// True for a token with a capital or a foreign letter in front.
    pub(crate) fn may_name(&self) -> bool {
        matches!(first_run(self.shape), 3 | 4 | 5 | 10)
    }
}

/// How a lemma is written in the report, the first words of sentences left out.
#[derive(Clone, Copy, Debug, Default)]
struct Habit {
    seen: u16,
    capitals: u16,
    after_given_name: bool,
}

impl Habit {
    fn code(self) -> u64 {
        let case = match (self.seen, self.capitals) {
            (0, _) => 0,
            (_, 0) => 1,
            (seen, capitals) if seen == capitals => 2 + u64::from(seen > 2),
            _ => 4,
        };
        case * 2 + u64::from(self.after_given_name)
    }
}

const GIVEN: u64 = 1;
const SURNAME: u64 = 2;
const PATRONYMIC: u64 = 4;
const PLACE: u64 = 8;
const COMPANY: u64 = 16;
const OTHER_NAME: u64 = 32;
const COMMON: u64 = 64;
const ADJECTIVE: u64 = 128;
const GUESSED: u64 = 256;

/// The kinds of name that the dictionary allows for a word.
fn name_bits(analyses: &Analyses) -> u64 {
    let mut bits = 0;
    for candidate in &analyses.candidates {
        if candidate.is_guess() {
            bits |= GUESSED;
            if candidate.is_unlikely() {
                continue;
            }
        }
        bits |= match (candidate.word.feats.name_type, candidate.word.upos) {
            (Some(NameType::Giv), _) => GIVEN,
            (Some(NameType::Sur), _) => SURNAME,
            (Some(NameType::Pat), _) => PATRONYMIC,
            (Some(NameType::Geo), _) => PLACE,
            (Some(NameType::Com), _) => COMPANY,
            (Some(NameType::Oth), _) | (None, Upos::Propn) => OTHER_NAME,
            (None, Upos::Adj | Upos::Det) => ADJECTIVE,
            (None, _) => COMMON,
        };
    }
    bits
}

/// Views of all tokens of a report.
pub(crate) fn views(resources: &Resources, doc: &Document) -> Vec<View> {
    let mut views = Vec::with_capacity(doc.tokens.len());
    let mut lower = String::new();
    for (token, word) in doc.tokens.iter().zip(&doc.words) {
        let form = doc.quote(token.span);
        lower.clear();
        lower.extend(form.chars().map(small).map(|c| if c == 'ё' { 'е' } else { c }));
        let key = hash(&lower);
        let capital = form.starts_with(letters::is_capital);
        let names = if capital { name_bits(&resources.analyses.look_up(&resources.dictionary, form)) } else { 0 };
        let class = (names << 16) | ((word.upos as u64) << 8) | word.feats.case.map_or(0, |c| c as u64 + 1);
        let (prefixes, suffixes) = affixes(&lower);
        views.push(View {
            form: key,
            lemma: hash(&word.lemma),
            prefixes,
            suffixes,
            shape: shape(form),
            class,
            clusters: resources.clusters.of(key),
            noun: resources.nouns.of_word(form, word).map_or(0, Noun::code),
            ..View::default()
        });
    }
    habits(doc, &mut views);
    quotes(doc, &mut views);
    views
}

/// Hashes of prefixes of three and four letters and of suffixes of one to four; 0 where the word is no longer than that.
fn affixes(lower: &str) -> ([u64; 2], [u64; 4]) {
    let (mut prefixes, mut suffixes) = ([0; 2], [0; 4]);
    for (slot, (at, _)) in prefixes.iter_mut().zip(lower.char_indices().skip(3)) {
        *slot = hash(lower.get(..at).unwrap_or_default());
    }
    for (slot, (at, _)) in suffixes.iter_mut().zip(lower.char_indices().rev()) {
        *slot = hash(lower.get(at..).unwrap_or_default());
    }
    (prefixes, suffixes)
}

/// Runs of the same kind of character, and whether the token is a single one.
fn shape(form: &str) -> u64 {
    let (mut code, mut last, mut runs, mut count) = (0u64, 0, 0, 0u64);
    for c in form.chars() {
        count += 1;
        let kind = match c {
            '0'..='9' => 1,
            'а'..='я' | 'ё' => 2,
            'А'..='Я' | 'Ё' => 3,
            'a'..='z' => 4,
            'A'..='Z' => 5,
            '-' => 6,
            '.' => 7,
            '«' | '»' | '"' | '“' | '”' | '„' => 8,
            _ if c.is_lowercase() => 9,
            _ if c.is_uppercase() => 10,
            _ => 11,
        };
        if kind != last && runs < 8 {
            code = code * 12 + kind;
            runs += 1;
        }
        last = kind;
    }
    code * 4 + count.min(3)
}

/// The kind of the first run of characters.
fn first_run(shape: u64) -> u64 {
    let mut runs = shape / 4;
    while runs >= 12 {
        runs /= 12;
    }
    runs
}

fn is_capital(shape: u64) -> bool {
    matches!(first_run(shape), 3 | 5 | 10)
}

/// Fills in how each lemma is written in the whole report.
fn habits(doc: &Document, views: &mut [View]) {
    let mut habits: FxHashMap<u64, Habit> = FxHashMap::default();
    for sentence in &doc.sentences {
        for at in sentence.tokens().skip(1) {
            let view = &views[at];
            if doc.words[at].upos == Upos::Punct {
                continue;
            }
            let habit = habits.entry(view.lemma).or_default();
            habit.seen = habit.seen.saturating_add(1);
            let capital = is_capital(view.shape);
            habit.capitals = habit.capitals.saturating_add(u16::from(capital));
            habit.after_given_name |= capital && (views[at - 1].class >> 16) & GIVEN != 0 && is_capital(views[at - 1].shape);
        }
    }
    for view in views {
        view.habit = habits.get(&view.lemma).copied().unwrap_or_default().code();
    }
}

const QUOTED_AT_MOST: u8 = 12;

/// Fills in quotation: first, inner and last tokens, and the lemma that stands before the opening mark.
fn quotes(doc: &Document, views: &mut [View]) {
    for sentence in &doc.sentences {
        let mut open: Option<(usize, View, u8)> = None;
        let mut straight = false;
        for at in sentence.tokens() {
            let mark = doc.form(at.into());
            let opens = matches!(mark, "«" | "„" | "“") || (mark == "\"" && !straight);
            let closes = matches!(mark, "»" | "”") || (mark == "\"" && straight);
            if mark == "\"" {
                straight = !straight;
            }
            if opens {
                let before = if at > sentence.first.index() { views[at - 1] } else { View::default() };
                open = Some((at, before, 0));
            } else if closes {
                if let Some((from, before, _)) = open.take() {
                    let length = at - from - 1;
                    for (inner, view) in views.iter_mut().enumerate().take(at).skip(from + 1) {
                        let place = u64::from(inner == from + 1) + 2 * u64::from(inner + 1 == at) + 4 * (length.min(4) as u64);
                        view.quoted = 1 + place;
                        view.introduced_by = before.lemma;
                        view.introduced_as = before.noun;
                    }
                }
            } else if let Some((_, _, length)) = &mut open {
                *length += 1;
                if *length > QUOTED_AT_MOST {
                    open = None;
                }
            }
        }
    }
}
