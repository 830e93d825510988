use crate::{
    Example, Slot,
    files::{Faults, File},
};
use serde::{Deserialize, Serialize};
use svodka_model::{SourceKind, Stance};
use toml::Spanned;

/// Words that attribute: verbs and nouns of speech, prepositional cues, impersonal forms.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Cue {
    /// Infinitives.
    pub verbs: Vec<String>,
    /// Nouns («заявление», «кадры»).
    pub nouns: Vec<String>,
    /// Several words («по словам», «со ссылкой на», «стало известно»).
    pub phrases: Vec<String>,
    /// How the source stands to what it says.
    pub stance: Stance,
    /// What kind of source it is, where the words tell.
    pub kind: Option<SourceKind>,
    /// Slots of which the verb must fill one to speak («видели, как…»).
    pub needs: Vec<Slot>,
    /// Slots with which the verb does something else («назвали ввод войск оккупацией»).
    pub without: Vec<Slot>,
    /// Sentences in which it must work.
    pub examples: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    #[serde(default)]
    cue: Vec<CueSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueSource {
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    phrases: Vec<String>,
    stance: Spanned<Stance>,
    kind: Option<SourceKind>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
}

pub(crate) fn compile(file: &File, faults: &mut Faults) -> Vec<Cue> {
    let Some(parsed) = file.parse::<CueFile>(faults) else { return Vec::new() };
    let mut cues = Vec::new();
    for source in parsed.cue {
        let at = source.stance.span().start;
        let slots = |list: &[String]| list.iter().map(|s| s.parse()).collect::<Result<Vec<Slot>, String>>();
        let examples = source.examples.iter().map(|e| Example::parse(e)).collect::<Result<Vec<_>, String>>();
        match slots(&source.needs).and_then(|needs| Ok((needs, slots(&source.without)?, examples?))) {
            Ok((needs, without, examples)) => cues.push(Cue {
                verbs: source.verbs,
                nouns: source.nouns,
                phrases: source.phrases,
                stance: source.stance.into_inner(),
                kind: source.kind,
                needs,
                without,
                examples,
            }),
            Err(what) => faults.add(file, at, what),
        }
    }
    cues
}
