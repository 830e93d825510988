use crate::letters;
use rustc_hash::FxHashMap;

/// A fault in one of the bundled data files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {what}")]
pub struct DataError {
    /// The file, relative to the crate's `data` folder.
    pub path: &'static str,
    /// The line, from 1; 0 when the fault is in the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// A row of a word list.
pub(crate) type RowId = u16;

/// What a word list says of a word.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: Box<str>,
    pub(crate) class: Box<str>,
    pub(crate) value: f64,
    /// The class, when the word is a numeral.
    pub(crate) numeral: Option<NumeralClass>,
}

/// How a numeral takes part in a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumeralClass {
    /// 0.
    Zero,
    /// 1 to 9.
    Unit,
    /// 10 to 19.
    Teen,
    /// 20 to 90.
    Ten,
    /// 100 to 900, and whole numbers in one word («полтораста»).
    Hundred,
    /// «полтора».
    Half,
    /// «тысяча»: one of it when nothing stands before.
    ScaleOne,
    /// «тысяч»: at least two of it when nothing stands before.
    ScaleMany,
    /// «тысячи»: either, by what stands before.
    ScaleEither,
    /// «тыс»: never alone.
    ScaleShort,
    /// «несколько».
    Vague,
    /// «пара».
    Pair,
    /// «половина».
    Fraction,
    /// «трети» after a numeral.
    Denominator,
    /// «третий».
    Ordinal,
}

impl NumeralClass {
    fn named(class: &str) -> Option<NumeralClass> {
        Some(match class {
            "zero" => NumeralClass::Zero,
            "digit" => NumeralClass::Unit,
            "teen" => NumeralClass::Teen,
            "ten" => NumeralClass::Ten,
            "hundred" => NumeralClass::Hundred,
            "half" => NumeralClass::Half,
            "scale.sg" => NumeralClass::ScaleOne,
            "scale.pl" => NumeralClass::ScaleMany,
            "scale.gen" => NumeralClass::ScaleEither,
            "abbr.scale" => NumeralClass::ScaleShort,
            "vague" => NumeralClass::Vague,
            "pair" => NumeralClass::Pair,
            "fraction" => NumeralClass::Fraction,
            "denominator" => NumeralClass::Denominator,
            "ordinal" => NumeralClass::Ordinal,
            _ => return None,
        })
    }
}

/// Word lists by form. A form may stand in several rows; a set of rows is what an atom remembers.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    rows: Vec<Row>,
    forms: FxHashMap<Box<str>, u16>,
    /// The rows of each distinct form; number 0 is the unknown word.
    senses: Vec<Vec<RowId>>,
    /// The number of each set of rows, the first row of each name, and all rows of each class.
    sets: FxHashMap<Vec<RowId>, u16>,
    names: FxHashMap<Box<str>, RowId>,
    classes: FxHashMap<Box<str>, Vec<RowId>>,
    /// The first two letters and the last of all forms: most words of a text need no more than a look here.
    outlines: Box<[u64; OUTLINES / 64]>,
    longest: usize,
}

/// Five bits for each of three letters.
const OUTLINES: usize = 1 << 15;

/// The outline of a word, the same for capital and small letters; `None` for what needs a closer look.
fn outline(word: &str) -> Option<usize> {
    let mut chars = word.chars();
    let (first, second, last) = (chars.next()?, chars.next(), chars.next_back());
    let bits = |c: char| match c {
        'ё' | 'Ё' => 'е' as usize & 31,
        _ => c as usize & 31,
    };
    if word.as_bytes().contains(&0xCC) || letters::is_mixed(word) {
        return None; // a stress mark, or letters of two alphabets
    }
    Some(bits(first) | bits(second.unwrap_or('\0')) << 5 | bits(last.unwrap_or('\0')) << 10)
}

const ENDINGS: (&str, &str) = ("endings.tsv", include_str!("../../data/endings.tsv"));
const NUMERALS: (&str, &str) = ("quantities/numerals.tsv", include_str!("../../data/quantities/numerals.tsv"));

impl Vocabulary {
    /// The numerals and the given lists, each with its path.
    pub(crate) fn new(lists: &[(&'static str, &str)]) -> Result<Vocabulary, DataError> {
        let mut vocabulary = Vocabulary {
            rows: Vec::new(),
            forms: FxHashMap::default(),
            senses: vec![Vec::new()],
            sets: FxHashMap::default(),
            names: FxHashMap::default(),
            classes: FxHashMap::default(),
            outlines: Box::new([0; OUTLINES / 64]),
            longest: 0,
        };
        let endings = endings()?;
        vocabulary.add(NUMERALS.0, NUMERALS.1, &endings)?;
        for &(path, text) in lists {
            vocabulary.add(path, text, &endings)?;
        }
        Ok(vocabulary)
    }

    fn add(&mut self, path: &'static str, text: &str, endings: &FxHashMap<&str, Vec<&str>>) -> Result<(), DataError> {
        for (line, columns) in rows(text) {
            let fault = |what: String| DataError { path, line, what };
            let [name, class, value, forms] = columns[..] else {
                return Err(fault(format!("{} columns, not 4", columns.len())));
            };
            let value = value.parse().map_err(|_| fault(format!("value {value} is no number")))?;
            if self.named(name).is_some_and(|row| &*self.rows[row as usize].class == class) {
                return Err(fault(format!("{name} is listed twice")));
            }
            let row = self.push(Row { name: name.into(), class: class.into(), value, numeral: NumeralClass::named(class) });
            for form in forms.split(' ') {
                match form.split_once('{') {
                    None => self.spell(form, row).map_err(fault)?,
                    Some((stem, set)) => {
                        let set = endings.get(set.trim_end_matches('}')).ok_or_else(|| fault(format!("no endings {set}")))?;
                        for ending in set {
                            self.spell(&format!("{stem}{}", ending.trim_end_matches('-')), row).map_err(fault)?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn push(&mut self, row: Row) -> RowId {
        let id = self.rows.len() as RowId;
        self.names.entry(row.name.clone()).or_insert(id);
        self.classes.entry(row.class.clone()).or_default().push(id);
        self.rows.push(row);
        id
    }

    fn spell(&mut self, form: &str, row: RowId) -> Result<(), String> {
        let latin = form.chars().any(|c| c.is_ascii_alphabetic());
        let cyrillic = form.chars().any(|c| ('а'..='я').contains(&c));
        if form.is_empty() || form.contains('ё') || (latin && cyrillic) || form.to_lowercase() != form {
            return Err(format!("«{form}» is not a folded form"));
        }
        self.longest = self.longest.max(form.len());
        let known = self.forms.get(form).copied().unwrap_or(0);
        let mut rows = self.senses[known as usize].clone();
        if rows.contains(&row) {
            return Ok(());
        }
        rows.push(row);
        let sense = *self.sets.entry(rows).or_insert_with_key(|rows| {
            self.senses.push(rows.clone());
            (self.senses.len() - 1) as u16
        });
        if let Some(outline) = outline(form) {
            self.outlines[outline / 64] |= 1 << (outline % 64);
        }
        self.forms.insert(form.into(), sense);
        Ok(())
    }

    /// The row of a name; a name that no list has becomes a row of its own with that one form.
    pub(crate) fn literal(&mut self, name: &str) -> Result<RowId, String> {
        if let Some(row) = self.named(name) {
            return Ok(row);
        }
        let row = self.push(Row { name: name.into(), class: "-".into(), value: 0.0, numeral: None });
        self.spell(name, row)?;
        Ok(row)
    }

    /// The row of exactly this form, whatever lists have it.
    pub(crate) fn exact(&mut self, form: &str) -> Result<RowId, String> {
        let name = format!("={form}");
        if let Some(row) = self.named(&name) {
            return Ok(row);
        }
        let row = self.push(Row { name: name.into(), class: "-".into(), value: 0.0, numeral: None });
        self.spell(form, row)?;
        Ok(row)
    }

    fn named(&self, name: &str) -> Option<RowId> {
        self.names.get(name).copied()
    }

    /// All rows of a class.
    pub(crate) fn class(&self, class: &str) -> Vec<RowId> {
        self.classes.get(class).cloned().unwrap_or_default()
    }

    /// The number of rows.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// A row.
    pub(crate) fn row(&self, row: RowId) -> &Row {
        &self.rows[row as usize]
    }

    /// The set of rows of a word, 0 when no list has it. `folded` is scratch space.
    pub(crate) fn sense(&self, word: &str, folded: &mut String) -> u16 {
        if word.len() > self.longest + 8 || outline(word).is_some_and(|o| self.outlines[o / 64] & (1 << (o % 64)) == 0) {
            return 0;
        }
        Self::fold(word, folded);
        self.forms.get(folded.as_str()).copied().unwrap_or(0)
    }

    /// Writes the key of a word: lower case, «е» for «ё», no stress marks, no Latin letters among Russian ones.
    pub(crate) fn fold(word: &str, folded: &mut String) {
        folded.clear();
        for c in letters::unmixed(word).chars() {
            match c {
                'а'..='я' | 'a'..='z' => folded.push(c),
                'ё' | 'Ё' => folded.push('е'),
                '\u{301}' => {}
                _ => folded.push(letters::small(c)),
            }
        }
    }

    /// The rows of a set.
    pub(crate) fn rows(&self, sense: u16) -> &[RowId] {
        self.senses.get(sense as usize).map_or(&[], |rows| rows)
    }

    /// The parts that a denominator names: 3 for «трети».
    pub(crate) fn denominator(&self, sense: u16) -> Option<f64> {
        let rows = self.rows(sense).iter().map(|&row| self.row(row));
        rows.filter(|row| row.numeral == Some(NumeralClass::Denominator)).map(|row| row.value).next()
    }

    /// The first numeral among the rows of a set.
    pub(crate) fn numeral(&self, sense: u16) -> Option<(NumeralClass, f64)> {
        self.rows(sense).iter().find_map(|&row| {
            let row = self.row(row);
            row.numeral.map(|class| (class, row.value))
        })
    }
}

fn rows(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(i, line)| (i + 1, line.split('\t').collect()))
}

fn endings() -> Result<FxHashMap<&'static str, Vec<&'static str>>, DataError> {
    let mut sets = FxHashMap::default();
    for (line, columns) in rows(ENDINGS.1) {
        let [name, set] = columns[..] else {
            return Err(DataError { path: ENDINGS.0, line, what: format!("{} columns, not 2", columns.len()) });
        };
        sets.insert(name, set.split(' ').collect());
    }
    Ok(sets)
}
