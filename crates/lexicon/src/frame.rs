use crate::{
    Example, Filler, Slot,
    files::{Faults, File},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, ops::Range};
use svodka_model::{Counted, EventType, Mode, Phase, Realis, RoleKind};
use toml::Spanned;

/// Words that tell of one kind of event, with what fills its roles.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Frame {
    /// «coerce.seize».
    pub id: String,
    /// What happens.
    pub kind: EventType,
    /// How it happens.
    pub mode: Option<Mode>,
    /// Phase that the words imply.
    pub phase: Option<Phase>,
    /// Realis that the words imply.
    pub realis: Option<Realis>,
    /// The voice that the frame is restricted to.
    pub voice: Option<VoiceFilter>,
    /// What may trigger it.
    pub triggers: Vec<Trigger>,
    /// Slots that fill each role, best first.
    pub roles: Vec<(RoleKind, Vec<Slot>)>,
    /// What a number with the filler of a slot counts.
    pub counts: Vec<(Slot, Counted)>,
    /// All must hold.
    pub require: Vec<Condition>,
    /// None may hold.
    pub reject: Vec<Condition>,
    /// Sentences in which the frame must be found.
    pub yes: Vec<Example>,
    /// Sentences in which it must not.
    pub no: Vec<Example>,
}

/// Words that trigger a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trigger {
    /// A verb, by infinitive.
    Verb(String),
    /// An event noun.
    Noun(String),
    /// Another word by lemma.
    Word(String),
    /// Several words, the head first.
    Phrase(Vec<String>),
}

/// A restriction on the voice of the trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VoiceFilter {
    /// Active, the indefinite-personal plural included, and passives with an agent.
    Active,
    /// Passive without an agent.
    Passive,
}

/// A slot and what it may be filled by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The slot.
    pub slot: Slot,
    /// Any of these.
    pub fillers: Vec<Filler>,
}

/// Named role sets.
pub(crate) type RoleSets = BTreeMap<String, RoleSet>;

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RoleSet {
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    recipient: Vec<String>,
    #[serde(default)]
    place: Vec<String>,
    #[serde(default)]
    origin: Vec<String>,
    #[serde(default)]
    destination: Vec<String>,
    #[serde(default)]
    instrument: Vec<String>,
    #[serde(default)]
    theme: Vec<String>,
    #[serde(default)]
    counts: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FrameFile {
    #[serde(default)]
    frame: Vec<FrameSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameSource {
    id: Spanned<String>,
    r#type: String,
    mode: Option<String>,
    phase: Option<String>,
    realis: Option<String>,
    voice: Option<VoiceFilter>,
    #[serde(default)]
    verbs: Vec<Spanned<String>>,
    #[serde(default)]
    nouns: Vec<Spanned<String>>,
    #[serde(default)]
    words: Vec<Spanned<String>>,
    #[serde(default)]
    phrases: Vec<Spanned<String>>,
    roles: Option<String>,
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    recipient: Vec<String>,
    #[serde(default)]
    place: Vec<String>,
    #[serde(default)]
    origin: Vec<String>,
    #[serde(default)]
    destination: Vec<String>,
    #[serde(default)]
    instrument: Vec<String>,
    #[serde(default)]
    theme: Vec<String>,
    #[serde(default)]
    counts: BTreeMap<String, String>,
    #[serde(default)]
    require: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    reject: BTreeMap<String, Vec<String>>,
    examples: Examples,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    yes: Vec<Spanned<String>>,
    #[serde(default)]
    no: Vec<Spanned<String>>,
}

/// Compiles the frames of one file.
pub(crate) fn compile(file: &File, sets: &RoleSets, faults: &mut Faults) -> Vec<Frame> {
    let Some(parsed) = file.parse::<FrameFile>(faults) else { return Vec::new() };
    parsed
        .frame
        .into_iter()
        .filter_map(|source| {
            let at = source.id.span();
            match source.compile(sets) {
                Ok(frame) => Some(frame),
                Err((range, what)) => {
                    faults.add(file, range.unwrap_or(at).start, what);
                    None
                }
            }
        })
        .collect()
}

type Fault = (Option<Range<usize>>, String);

impl FrameSource {
    fn compile(self, sets: &RoleSets) -> Result<Frame, Fault> {
        let plain = |what: String| (None, what);
        let kind: EventType = self.r#type.parse().map_err(|()| plain(format!("unknown type {:?}", self.r#type)))?;
        let mode: Option<Mode> = word(self.mode, "mode")?;
        if let Some(mode) = mode.filter(|mode| !kind.modes().contains(mode)) {
            return Err(plain(format!("{kind} has no mode {mode}")));
        }
        let set = match &self.roles {
            Some(name) => sets.get(name).ok_or_else(|| plain(format!("unknown role set {name:?}")))?,
            None => &RoleSet::default(),
        };
        let own = [
            (RoleKind::Actor, &self.actor, &set.actor),
            (RoleKind::Recipient, &self.recipient, &set.recipient),
            (RoleKind::Place, &self.place, &set.place),
            (RoleKind::Origin, &self.origin, &set.origin),
            (RoleKind::Destination, &self.destination, &set.destination),
            (RoleKind::Instrument, &self.instrument, &set.instrument),
            (RoleKind::Theme, &self.theme, &set.theme),
        ];
        // A slot that the frame gives to one role is no longer the set's to give to another.
        let claimed: Vec<&String> = own.iter().flat_map(|(_, own, _)| own.iter()).collect();
        let mut roles = Vec::new();
        for (role, own, inherited) in own {
            let inherited = inherited.iter().filter(|slot| !claimed.contains(slot));
            let slots: Vec<Slot> = own.iter().chain(inherited).map(|s| s.parse()).collect::<Result<_, _>>().map_err(plain)?;
            if !slots.is_empty() {
                roles.push((role, slots));
            }
        }
        let mut counts = Vec::new();
        for (slot, counted) in self.counts.iter().chain(&set.counts) {
            let counted = counted.parse().map_err(|()| plain(format!("cannot count {counted:?}")))?;
            counts.push((slot.parse().map_err(plain)?, counted));
        }
        if self.examples.yes.is_empty() {
            return Err(plain("a frame needs at least one example".to_owned()));
        }
        let frame = Frame {
            kind,
            mode,
            phase: word(self.phase, "phase")?,
            realis: word(self.realis, "realis")?,
            voice: self.voice,
            triggers: triggers(self.verbs, self.nouns, self.words, self.phrases)?,
            roles,
            counts,
            require: conditions(&self.require).map_err(plain)?,
            reject: conditions(&self.reject).map_err(plain)?,
            yes: examples(self.examples.yes, true)?,
            no: examples(self.examples.no, false)?,
            id: self.id.into_inner(),
        };
        if frame.triggers.is_empty() {
            return Err((None, "a frame needs a trigger".to_owned()));
        }
        Ok(frame)
    }
}

fn word<T: std::str::FromStr>(text: Option<String>, what: &str) -> Result<Option<T>, Fault> {
    text.map(|text| text.parse().map_err(|_| (None, format!("unknown {what} {text:?}")))).transpose()
}

fn conditions(source: &BTreeMap<String, Vec<String>>) -> Result<Vec<Condition>, String> {
    source
        .iter()
        .map(|(slot, fillers)| {
            Ok(Condition { slot: slot.parse()?, fillers: fillers.iter().map(|f| f.parse()).collect::<Result<_, String>>()? })
        })
        .collect()
}

fn triggers(
    verbs: Vec<Spanned<String>>,
    nouns: Vec<Spanned<String>>,
    words: Vec<Spanned<String>>,
    phrases: Vec<Spanned<String>>,
) -> Result<Vec<Trigger>, Fault> {
    let mut triggers = Vec::new();
    for (list, make) in [(verbs, Trigger::Verb as fn(String) -> Trigger), (nouns, Trigger::Noun), (words, Trigger::Word)] {
        for word in list {
            let at = word.span();
            let word = word.into_inner();
            if word.is_empty() {
                return Err((Some(at), "empty trigger".to_owned()));
            }
            // Several words are a phrase wherever they are listed.
            match word.contains(char::is_whitespace) {
                true => triggers.push(Trigger::Phrase(word.split_whitespace().map(str::to_owned).collect())),
                false => triggers.push(make(word)),
            }
        }
    }
    for phrase in phrases {
        let at = phrase.span();
        let words: Vec<String> = phrase.get_ref().split_whitespace().map(str::to_owned).collect();
        if words.len() < 2 {
            return Err((Some(at), format!("{:?} is one word: list it under verbs, nouns or words", phrase.get_ref())));
        }
        triggers.push(Trigger::Phrase(words));
    }
    Ok(triggers)
}

fn examples(source: Vec<Spanned<String>>, marked: bool) -> Result<Vec<Example>, Fault> {
    source
        .into_iter()
        .map(|text| {
            let at = text.span();
            let example = Example::parse(text.get_ref()).map_err(|what| (Some(at.clone()), what))?;
            if marked && example.labelled("trigger").count() != 1 {
                return Err((Some(at), "an example marks exactly one [trigger …]".to_owned()));
            }
            let roles = example.marks.iter().filter(|m| !matches!(m.label.as_str(), "" | "trigger"));
            for mark in roles {
                if mark.label.parse::<RoleKind>().is_err() {
                    return Err((Some(at), format!("unknown role [{} …]", mark.label)));
                }
            }
            Ok(example)
        })
        .collect()
}
