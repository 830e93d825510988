use crate::{
    Example, Slot,
    files::{Faults, File},
};
use serde::{Deserialize, Serialize};
use svodka_model::Realis;
use toml::Spanned;

/// Words that set the realis of the event that they govern («потребовал освободить», «намерен провести», «якобы»).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RealisRule {
    /// Lemmas of governing words (verbs, nouns, predicatives).
    pub governors: Vec<String>,
    /// Slots of the governor in which the event stands.
    pub slots: Vec<Slot>,
    /// True where the governor must stand in the past tense («смогли задержать»).
    pub past: bool,
    /// Lemmas of adverbs, particles and conjunctions of the event's own clause.
    pub adverbs: Vec<String>,
    /// Lemmas of adjectives and participles beside an event noun («предстоящая забастовка»).
    pub modifiers: Vec<String>,
    /// Lemmas of prepositions before an event noun, of several words their noun («без», «во избежание»).
    pub prepositions: Vec<String>,
    /// What they make of it.
    pub realis: Realis,
    /// Sentences in which it must work; the label of the mark is `event`.
    pub examples: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RealisFile {
    #[serde(default)]
    rule: Vec<RuleSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleSource {
    realis: Spanned<Realis>,
    #[serde(default)]
    governors: Vec<String>,
    #[serde(default)]
    slots: Vec<String>,
    #[serde(default)]
    past: bool,
    #[serde(default)]
    adverbs: Vec<String>,
    #[serde(default)]
    modifiers: Vec<String>,
    #[serde(default)]
    prepositions: Vec<String>,
    examples: Vec<String>,
}

pub(crate) fn compile(file: &File, faults: &mut Faults) -> Vec<RealisRule> {
    let Some(parsed) = file.parse::<RealisFile>(faults) else { return Vec::new() };
    let mut rules = Vec::new();
    for source in parsed.rule {
        let at = source.realis.span().start;
        let slots = source.slots.iter().map(|s| s.parse()).collect::<Result<Vec<Slot>, String>>();
        let examples = source.examples.iter().map(|e| Example::parse(e)).collect::<Result<Vec<_>, String>>();
        match slots.and_then(|slots| Ok((slots, examples?))) {
            Ok((_, examples)) if examples.is_empty() => faults.add(file, at, "a rule needs at least one example"),
            Ok((slots, examples)) => rules.push(RealisRule {
                governors: source.governors,
                slots,
                past: source.past,
                adverbs: source.adverbs,
                modifiers: source.modifiers,
                prepositions: source.prepositions,
                realis: source.realis.into_inner(),
                examples,
            }),
            Err(what) => faults.add(file, at, what),
        }
    }
    rules
}
