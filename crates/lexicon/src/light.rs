use crate::{
    Example, Slot,
    files::{Faults, File},
};
use serde::{Deserialize, Serialize};
use svodka_model::Phase;
use toml::Spanned;

/// Light verbs: they lend an event noun a subject, a phase and a tense («провести переговоры», «начался пожар»).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Light {
    /// Infinitives.
    pub verbs: Vec<String>,
    /// Phase that the verb gives the event.
    pub phase: Option<Phase>,
    /// True where the subject of the verb is the actor of the noun.
    pub actor: bool,
    /// Slots of the verb that fill the recipient of the noun.
    pub recipient: Vec<Slot>,
    /// Slots of the verb in which the event noun stands.
    pub noun: Vec<Slot>,
    /// Sentences in which it must work.
    pub examples: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LightFile {
    #[serde(default)]
    light: Vec<LightSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LightSource {
    verbs: Spanned<Vec<String>>,
    phase: Option<Phase>,
    #[serde(default)]
    actor: bool,
    #[serde(default)]
    recipient: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
}

pub(crate) fn compile(file: &File, faults: &mut Faults) -> Vec<Light> {
    let Some(parsed) = file.parse::<LightFile>(faults) else { return Vec::new() };
    let mut lights = Vec::new();
    for source in parsed.light {
        let at = source.verbs.span().start;
        let slots = |list: &[String]| list.iter().map(|s| s.parse()).collect::<Result<Vec<Slot>, String>>();
        let compiled = (|| {
            let mut noun = slots(&source.noun)?;
            if noun.is_empty() {
                noun.push(if source.actor { Slot::Obj } else { Slot::Subj });
            }
            Ok::<_, String>(Light {
                phase: source.phase,
                actor: source.actor,
                recipient: slots(&source.recipient)?,
                noun,
                examples: source.examples.iter().map(|e| Example::parse(e)).collect::<Result<_, _>>()?,
                verbs: source.verbs.into_inner(),
            })
        })();
        match compiled {
            Ok(light) => lights.push(light),
            Err(what) => faults.add(file, at, what),
        }
    }
    lights
}
