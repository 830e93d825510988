use crate::{
    Cue, DataError, Filler, Frame, Light, RealisRule, cue,
    files::{Faults, File, load},
    frame, light, realis,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// The compiled data files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Lexicon {
    /// Frames of events.
    pub frames: Vec<Frame>,
    /// Light verbs.
    pub lights: Vec<Light>,
    /// Cues of attribution.
    pub cues: Vec<Cue>,
    /// Rules of realis.
    pub realis: Vec<RealisRule>,
    /// Classes of lemmas, by name.
    pub classes: BTreeMap<String, BTreeSet<String>>,
}

impl Lexicon {
    /// Reads what [`Lexicon::to_bytes`] wrote; `None` when the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Lexicon> {
        postcard::from_bytes(bytes).ok()
    }

    /// The lexicon as a blob. The order of everything is fixed, so equal data give equal bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_stdvec(self).expect("plain data always serialises to memory")
    }

    /// True where a lemma belongs to a class.
    pub fn is_a(&self, lemma: &str, class: &str) -> bool {
        self.classes.get(class).is_some_and(|members| members.contains(lemma))
    }
}

/// Compiles a data folder, or tells everything that is wrong with it.
pub fn compile(data: &Path) -> Result<Lexicon, DataError> {
    let mut faults = Faults::default();
    let mut lexicon = Lexicon::default();
    for file in load(&data.join("classes.toml"))?.iter().chain(&load(&data.join("classes"))?) {
        for (name, members) in file.parse::<BTreeMap<String, Vec<String>>>(&mut faults).unwrap_or_default() {
            if lexicon.classes.insert(name.clone(), members.into_iter().collect()).is_some() {
                faults.add(file, 0, format!("class {name:?} is defined twice"));
            }
        }
    }
    let sets = load(&data.join("roles.toml"))?.iter().find_map(|file| file.parse(&mut faults)).unwrap_or_default();
    let mut seen = BTreeSet::new();
    for file in load(&data.join("frames"))? {
        for frame in frame::compile(&file, &sets, &mut faults) {
            refuse_unknown_classes(&frame, &lexicon, &file, &mut faults);
            if !seen.insert(frame.id.clone()) {
                faults.add(&file, position(&file, &frame.id), format!("frame {:?} is defined twice", frame.id));
            }
            lexicon.frames.push(frame);
        }
    }
    for file in load(&data.join("lightverbs.toml"))? {
        lexicon.lights.extend(light::compile(&file, &mut faults));
    }
    for file in load(&data.join("speech.toml"))? {
        lexicon.cues.extend(cue::compile(&file, &mut faults));
    }
    for file in load(&data.join("realis.toml"))? {
        lexicon.realis.extend(realis::compile(&file, &mut faults));
    }
    faults.finish()?;
    Ok(lexicon)
}

fn position(file: &File, needle: &str) -> usize {
    file.text.rfind(needle).unwrap_or(0)
}

fn refuse_unknown_classes(frame: &Frame, lexicon: &Lexicon, file: &File, faults: &mut Faults) {
    for condition in frame.require.iter().chain(&frame.reject) {
        for filler in &condition.fillers {
            if let Filler::Class(class) = filler
                && !lexicon.classes.contains_key(class.as_ref())
            {
                faults.add(file, position(file, &frame.id), format!("frame {:?}: unknown class @{class}", frame.id));
            }
        }
    }
}
