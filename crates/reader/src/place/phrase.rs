//! A phrase that names a place: with a word for its kind, an adjective, or inside the name of something else.

use super::{
    choose::{Choice, Context},
    gazetteer::{Candidates, Described, Gazetteer, How},
    genitive,
    hand::PlaceId,
    kinds::KindWord,
};
use crate::letters::is_capital;
use std::ops::Range;
use svodka_lexicon::gazetteer::{Folded, Kind, fold, unfold};
use svodka_model::{Case, Place, PlacePrecision};

/// A place that a phrase names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// The place that the coordinates are of.
    pub(crate) id: PlaceId,
    /// Nominative.
    pub(crate) name: String,
    /// `iso:`, `geonames:` or `wikidata:`; absent where the place only lies near or inside the one that is known.
    pub(crate) reference: Option<String>,
    /// Where it is.
    pub(crate) place: Place,
    /// How the words name it.
    pub(crate) how: How,
    /// See [`Choice::score`].
    pub(crate) score: f64,
    /// See [`Choice::margin`].
    pub(crate) margin: f64,
}

/// One phrase of several that are resolved together.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Phrase<'a> {
    /// The words as they stand in the report.
    pub(crate) words: &'a str,
    /// What the word before or behind the phrase says that it is.
    pub(crate) kinds: &'a [Kind],
    /// Case of the head.
    pub(crate) case: Option<Case>,
}

/// A phrase has more words than this only by mistake.
const WORDS: usize = 12;
/// No compound has more hyphens than this.
const CUTS: usize = 4;
/// No more places than this are asked about another one.
const NEAR: usize = 32;

/// «МО», «РТ»: two or three capitals.
fn is_short_abbreviation(word: &str) -> bool {
    word.chars().all(is_capital) && (2..=3).contains(&word.chars().count())
}

/// Words of a phrase with their keys.
struct Words<'a> {
    surface: Vec<&'a str>,
    keys: Vec<Folded>,
}

impl<'a> Words<'a> {
    fn split(phrase: &'a str) -> Words<'a> {
        let surface: Vec<&str> = phrase.split_whitespace().take(WORDS).collect();
        let key = |word: &&str| {
            let mut key = Folded::new();
            fold(word, &mut key);
            key
        };
        let (surface, keys) = surface.iter().map(|word| (*word, key(word))).filter(|(_, key)| !key.is_empty()).unzip();
        Words { surface, keys }
    }

    fn len(&self) -> usize {
        self.surface.len()
    }

    fn key(&self, from: usize, to: usize) -> Folded {
        self.keys.get(from..to).map(|keys| keys.join(&b' ')).unwrap_or_default()
    }

    fn surface(&self, from: usize, to: usize) -> String {
        self.surface.get(from..to).map(|words| words.join(" ")).unwrap_or_default()
    }
}

impl Gazetteer {
    /// The kind of place that a word or words in any case name: «области», «населённого пункта».
    pub(crate) fn kind_word(&self, words: &str) -> Option<&KindWord> {
        let mut key = Folded::new();
        fold(words, &mut key);
        self.kinds.find(&self.endings, &key)
    }

    /// The place that a phrase names: «Алма-Ату», «городе Алма-Ата», «Мангистауской области», «аэропорта Алма-Аты».
    pub(crate) fn resolve(&self, phrase: &str, context: &Context) -> Option<Found> {
        let words = Words::split(phrase);
        let key = words.key(0, words.len());
        // A name has a capital: «московский» is no town and «стране» is not Stran.
        let capital = phrase.chars().any(is_capital);
        // «МО» in capitals is no town of «Мо», and «мо» no abbreviation.
        let abbreviation = words.len() == 1 && is_short_abbreviation(phrase);
        let whole = if capital && !abbreviation { self.inflected(&key) } else { self.inflected_by_hand(&key) };
        let plain = self.choose(&whole, context);
        if words.len() == 1 {
            let adjectives = self.adjective_as_written(&key, capital);
            let adjective = self.choose(&adjectives, context);
            if let Some(choice) = adjective.filter(|a| !capital || plain.is_none_or(|plain| plain.score < a.score)) {
                return self.found(phrase, &adjectives, choice);
            }
        }
        // «Чёрное море» is known whole; «город Грозный» is not.
        match plain {
            Some(plain) => self.found(phrase, &whole, plain),
            None => self.with_kind(&words, context),
        }
    }

    /// Resolves the places of one report together: what is plain by itself helps to tell the others.
    pub(crate) fn resolve_all(&self, phrases: &[Phrase], country: Option<[u8; 2]>) -> Vec<Option<Found>> {
        let resolve = |phrase: &Phrase, near: &[PlaceId]| {
            self.resolve(phrase.words, &Context { kinds: phrase.kinds, case: phrase.case, near, country })
        };
        let mut found: Vec<Option<Found>> = phrases.iter().map(|phrase| resolve(phrase, &[])).collect();
        // Context is worth less than this, so what leads by more stays.
        const SETTLED: f64 = 4.0;
        for sure in [1.5, 0.5] {
            let mut near: Vec<PlaceId> = Vec::new();
            for place in found.iter().flatten().filter(|f| f.margin >= sure && f.score >= 3.0) {
                if near.len() < NEAR && !near.contains(&place.id) {
                    near.push(place.id);
                }
            }
            for (phrase, found) in phrases.iter().zip(&mut found).filter(|(_, f)| f.as_ref().is_none_or(|f| f.margin < SETTLED)) {
                let others: Vec<PlaceId> = near.iter().copied().filter(|&id| found.as_ref().is_none_or(|f| f.id != id)).collect();
                *found = resolve(phrase, &others);
            }
        }
        found
    }

    /// The place that an adjective belongs to: «алма-атинская» gives Алма-Ата.
    pub(crate) fn by_belonging(&self, adjective: &str, context: &Context) -> Option<Found> {
        let candidates = self.by_adjective(adjective);
        let choice = self.choose(&candidates, context)?;
        self.found(adjective, &candidates, choice)
    }

    /// The place whose people a word names: «жанаозенцы», «москвичей».
    pub(crate) fn by_people(&self, word: &str, context: &Context) -> Option<Found> {
        let candidates = self.by_demonym(word);
        let choice = self.choose(&candidates, context)?;
        self.found(word, &candidates, choice)
    }

    /// What the hand-written lists know under the words.
    pub(crate) fn by_hand(&self, words: &str) -> Option<Described<'_>> {
        let mut key = Folded::new();
        fold(words, &mut key);
        let candidates = self.inflected_by_hand(&key);
        self.describe(self.choose(&candidates, &Context::default())?.candidate.place)
    }

    /// Both places of a compound: «российско-казахстанская», «Кокчетав-Алма-Ата»; each with its bytes in the word.
    pub(crate) fn compound(&self, word: &str, context: &Context) -> Vec<(Range<usize>, Found)> {
        let cuts: Vec<usize> = word.match_indices(['-', '–', '—']).map(|(at, _)| at).take(CUTS).collect();
        for &cut in &cuts {
            let length = word.get(cut..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            let (Some(first), Some(rest)) = (word.get(..cut), word.get(cut + length..)) else { continue };
            let Some(one) = self.part(first, context) else { continue };
            let start = cut + length;
            if let Some(other) = self.part(rest, context) {
                return vec![(0..cut, one), (start..word.len(), other)];
            }
            let others = self.compound(rest, context);
            if !others.is_empty() {
                let others = others.into_iter().map(|(range, found)| (range.start + start..range.end + start, found));
                return std::iter::once((0..cut, one)).chain(others).collect();
            }
        }
        Vec::new()
    }

    /// One half of a compound.
    fn part(&self, part: &str, context: &Context) -> Option<Found> {
        let capital = part.starts_with(is_capital);
        let found = if capital { self.resolve(part, context) } else { self.by_belonging(part, context) };
        found.filter(|found| found.score >= 4.0)
    }

    /// Where something is whose name holds a place: «Федеральный суд Бостона», «здание МВД Египта», «казахстанская армия».
    pub(crate) fn place_within(&self, phrase: &str, context: &Context) -> Option<Found> {
        let words = Words::split(phrase);
        let context = Context { kinds: &[], case: None, ..*context };
        let mut best: Option<Found> = None;
        // The last words first: a name's place stands behind it. Longer stretches before shorter ones, finer places before wider.
        for from in (1..words.len()).rev().chain([0]) {
            for to in (from + 1..=words.len()).rev() {
                let capital = words.surface[from].chars().next().is_some_and(is_capital);
                let stretch = words.surface(from, to);
                let candidates = if capital && (from > 0 || to == words.len()) {
                    self.inflected(&words.key(from, to))
                } else {
                    Candidates::default()
                };
                let candidates = if candidates.is_empty() && to == from + 1 {
                    self.adjective_as_written(&words.keys[from], capital)
                } else {
                    candidates
                };
                let Some(choice) = self.choose(&candidates, &context).filter(|choice| choice.score >= 3.5) else { continue };
                let found = self.found(&stretch, &candidates, choice);
                if let Some(found) = found.filter(|f| best.as_ref().is_none_or(|best| f.place.precision < best.place.precision)) {
                    best = Some(found);
                }
                break;
            }
        }
        best
    }

    /// «западной» in small letters belongs to places, but names none.
    fn adjective_as_written(&self, key: &[u8], capital: bool) -> Candidates {
        let mut candidates = self.adjective(key);
        candidates.places.retain(|candidate| capital || candidate.how == How::Adjective);
        candidates
    }

    /// A word for the kind before the name or behind it, in up to three words.
    fn with_kind(&self, words: &Words, context: &Context) -> Option<Found> {
        for cut in (1..words.len().min(4)).rev() {
            let kind = self.kinds.find(&self.endings, &words.key(0, cut));
            if let Some(found) = kind.and_then(|kind| self.named_kind(kind, words, cut, context)) {
                return Some(found);
            }
        }
        let last = words.len().checked_sub(1).filter(|&last| last > 0)?;
        let kind = self.kinds.find(&self.endings, &words.key(last, last + 1))?;
        self.adjective_kind(kind, words, last, context)
    }

    /// «городе Алма-Ата», «штате Массачусетс», «аэропорта Алма-Аты».
    fn named_kind(&self, kind: &KindWord, words: &Words, cut: usize, context: &Context) -> Option<Found> {
        // The name behind the kind word is in the nominative or, as often, in the kind word's case.
        let inner = Context { kinds: &kind.kinds, case: None, ..*context };
        words.surface.get(cut).filter(|word| word.chars().any(is_capital))?;
        let candidates = self.inflected(&words.key(cut, words.len()));
        let choice = self.choose(&candidates, &inner)?;
        let described = self.describe(choice.candidate.place)?;
        let name = words.surface(cut, words.len());
        if let Some(capital) = self.capital(kind, &choice) {
            return Some(capital);
        }
        if kind.kinds.is_empty() {
            // «север Ирака» is not quite where Iraq is.
            let mut found = self.found(&name, &candidates, choice)?;
            let wide = matches!(found.place.precision, PlacePrecision::Country | PlacePrecision::Region);
            found.place.precision = if wide { PlacePrecision::Area } else { found.place.precision };
            found.place.feature = kind.feature.to_owned();
            found.reference = None;
            found.name = format!("{} {name}", kind.word);
            return Some(found);
        }
        if kind.kinds.contains(&described.kind) {
            let mut found = self.found(&name, &candidates, choice)?;
            if described.kind == Kind::Settlement || found.place.feature == "ADM1" {
                return Some(found);
            }
            found.place.feature = kind.feature.to_owned();
            return Some(found);
        }
        if described.kind == Kind::Settlement && matches!(kind.kinds.first(), Some(Kind::Region | Kind::District)) {
            // «округ Сан-Бернардино»: the land around a town that is known.
            let mut found = self.found(&name, &candidates, choice)?;
            found.place.precision = PlacePrecision::Region;
            found.place.feature = kind.feature.to_owned();
            found.reference = None;
            found.name = format!("{} {}", kind.word, found.name);
            return Some(found);
        }
        let airport = matches!(kind.kinds.first(), Some(Kind::Airport | Kind::Airfield));
        if !airport && kind.kinds.first() != Some(&Kind::Facility) {
            return None;
        }
        // «аэропорт Алма-Аты»: something in or near the place that is named.
        let mut home = Context { kinds: &[], ..inner };
        home.kinds = &[Kind::Settlement, Kind::Region, Kind::Country, Kind::Island];
        let choice = self.choose(&candidates, &home)?;
        let mut found = self.found(&name, &candidates, choice)?;
        if airport {
            self.move_to_airport(&mut found);
        }
        found.place.feature = kind.feature.to_owned();
        found.reference = None;
        // «аэропорт Алматинский» keeps its name.
        let town = if airport && found.how <= How::OtherName { genitive(&found.name) } else { name };
        found.name = format!("{} {town}", kind.word);
        Some(found)
    }

    /// What is said of a town's airport: the coordinates of the airport, where one is near.
    pub(crate) fn move_to_airport(&self, found: &mut Found) {
        let near = (found.place.precision == PlacePrecision::Settlement)
            .then(|| self.airport_near(found.place.lat, found.place.lon, 60.0).and_then(|id| Some((id, self.describe(id)?))));
        if let Some((id, airport)) = near.flatten() {
            found.id = id;
            found.place = Place { admin1: found.place.admin1.take(), ..self.place(&airport) };
        }
    }

    /// «столице Украины», «британской столице».
    fn capital(&self, kind: &KindWord, choice: &Choice) -> Option<Found> {
        if kind.feature != "PPLC" {
            return None;
        }
        let id = self.country_words(choice.candidate.place)?.capital_place?;
        let described = self.describe(id)?;
        Some(Found {
            id,
            name: described.name.to_owned(),
            reference: self.reference(&described),
            place: self.place(&described),
            how: choice.candidate.how,
            score: choice.score,
            margin: choice.margin,
        })
    }

    /// «Мангистауской области», «Бакинского района»: an adjective and its kind.
    fn adjective_kind(&self, kind: &KindWord, words: &Words, last: usize, context: &Context) -> Option<Found> {
        let candidates = self.adjective(&words.key(0, last));
        let inner = Context { kinds: &kind.kinds, case: None, ..*context };
        let choice = self.choose(&candidates, &inner)?;
        let described = self.describe(choice.candidate.place)?;
        if let Some(capital) = self.capital(kind, &choice) {
            return Some(capital);
        }
        let surface = words.surface(0, words.len());
        let mut found = self.found(&surface, &candidates, choice)?;
        if kind.kinds.contains(&described.kind) && matches!(described.kind, Kind::Region | Kind::Area) {
            found.name = described.name.to_owned();
            return Some(found);
        }
        if kind.kinds.first() == Some(&Kind::Airport) && described.kind == Kind::Settlement {
            // «Алматинский аэропорт» is the airport of Алматы.
            found.name = format!("{} {}", kind.word, genitive(&found.name));
            self.move_to_airport(&mut found);
            found.place.feature = kind.feature.to_owned();
            found.reference = None;
            return Some(found);
        }
        // The region or building of a town that is known itself.
        found.place.precision = match kind.kinds.first() {
            Some(Kind::Region | Kind::District) => PlacePrecision::Region,
            _ => found.place.precision,
        };
        found.place.feature = kind.feature.to_owned();
        found.reference = None;
        found.name = self.adjective_name(words, last, kind);
        Some(found)
    }

    /// The nominative of an adjective and a kind word, where both are singular.
    fn adjective_name(&self, words: &Words, last: usize, kind: &KindWord) -> String {
        let end = match kind.word.chars().next_back() {
            Some('ь' | 'а' | 'я') => "ая",
            Some('о' | 'е') => "ое",
            Some('и' | 'ы') => "ие",
            _ => "ий",
        };
        let adjective = words.surface(0, last);
        let stem = ["ого", "ому", "ими", "ий", "им", "ом", "ая", "ой", "ую", "ою", "ое", "ие", "их"]
            .iter()
            .find_map(|e| adjective.strip_suffix(e));
        format!("{}{end} {}", stem.unwrap_or(&adjective), kind.word)
    }

    fn found(&self, surface: &str, candidates: &Candidates, choice: Choice) -> Option<Found> {
        let described = self.describe(choice.candidate.place)?;
        Some(Found {
            id: choice.candidate.place,
            name: self.nominative(surface, candidates, &choice.candidate),
            reference: self.reference(&described),
            place: self.place(&described),
            how: choice.candidate.how,
            score: choice.score,
            margin: choice.margin,
        })
    }
}

/// The nominative `key` in the letters of `surface`, a form of it: «Нур-Султане» and «нур султан» give «Нур-Султан».
pub(super) fn respell(surface: &str, key: &[u8]) -> String {
    let nominative = unfold(key);
    let mut wanted = nominative.chars().peekable();
    let mut name = String::with_capacity(surface.len() + 4);
    let mut letter = Folded::new();
    let mut turned = false;
    for c in surface.chars() {
        letter.clear();
        fold(&c.to_string(), &mut letter);
        let same = unfold(&letter);
        if same.is_empty() {
            // A hyphen or space: the rest of the word's nominative comes first.
            let gap = c == '-' || c.is_whitespace();
            if gap {
                while let Some(rest) = wanted.next_if(|&w| w != ' ') {
                    name.push(rest);
                }
                wanted.next();
                turned = false;
            }
            if gap || !turned {
                name.push(c);
            }
        } else if !turned && wanted.peek().is_some_and(|w| same.starts_with(*w)) {
            wanted.next();
            name.push(c);
        } else {
            turned = true;
        }
    }
    name.extend(wanted);
    name
}
