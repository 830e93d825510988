use crate::{
    Example,
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
    examples: Vec<String>,
}

pub(crate) fn compile(file: &File, faults: &mut Faults) -> Vec<Cue> {
    let Some(parsed) = file.parse::<CueFile>(faults) else { return Vec::new() };
    let mut cues = Vec::new();
    for source in parsed.cue {
        let at = source.stance.span().start;
        match source.examples.iter().map(|e| Example::parse(e)).collect::<Result<_, _>>() {
            Ok(examples) => cues.push(Cue {
                verbs: source.verbs,
                nouns: source.nouns,
                phrases: source.phrases,
                stance: source.stance.into_inner(),
                kind: source.kind,
                examples,
            }),
            Err(what) => faults.add(file, at, what),
        }
    }
    cues
}
