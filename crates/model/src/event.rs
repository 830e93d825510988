use crate::{
    AttributionId, Basis, EntityId, Precision, QuantityId, Span, TimexId, TokenId,
    vocabulary::{index, vocabulary},
};
use std::sync::Arc;

index! { /// Index into [`crate::Document::events`].
EventId }

/// One happening that the report tells of.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happens.
    pub kind: EventType,
    /// How it happens.
    pub mode: Option<Mode>,
    /// Whether it begins, goes on or ends.
    pub phase: Option<Phase>,
    /// Whether it happened at all.
    pub realis: Realis,
    /// The words of the most informative mention.
    pub trigger: Span,
    /// The token that heads the trigger.
    pub head: TokenId,
    /// The trigger in its base form.
    pub lemma: String,
    /// Other words of the report that tell of the same happening, in text order.
    pub mentions: Vec<Span>,
    /// Who and what takes part.
    pub roles: Vec<Role>,
    /// When it happens, where the text tells.
    pub when: Option<When>,
    /// Numbers that belong to it.
    pub counts: Vec<Count>,
    /// Who says so; `None` is the report's own voice.
    pub source: Option<AttributionId>,
    /// Events that the report names as the reason.
    pub causes: Vec<EventId>,
    /// Lossy views in other vocabularies.
    pub codes: Codes,
    /// 0 to 1.
    pub confidence: f32,
    /// The frame and what matched in it.
    pub rule: Arc<str>,
}

/// A participant of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Role {
    /// Its part in the event.
    pub kind: RoleKind,
    /// Who it is, where that is an entity.
    pub entity: Option<EntityId>,
    /// The words.
    pub span: Span,
    /// The token that heads the words.
    pub head: TokenId,
    /// The slot that it was found in («subj», «в+Loc»), for `explain`.
    pub slot: Arc<str>,
}

/// The time of an event.
#[derive(Clone, Debug, PartialEq)]
pub struct When {
    /// EDTF.
    pub value: String,
    /// The finest unit named.
    pub precision: Precision,
    /// What the value comes from.
    pub basis: Basis,
    /// The time expression behind it.
    pub time: Option<TimexId>,
}

/// A number that belongs to an event.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Count {
    /// What is counted.
    pub what: Counted,
    /// How many.
    pub quantity: QuantityId,
}

/// The event in other vocabularies; a missing code does not exist.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Codes {
    /// PLOVER type and mode.
    pub plover: Option<&'static str>,
    /// PLOVER quad class, 1 to 4.
    pub quad: Option<u8>,
    /// CAMEO code.
    pub cameo: Option<&'static str>,
    /// ACLED event and sub-event type.
    pub acled: Option<&'static str>,
}

vocabulary! {
    /// What happens: PLOVER's sixteen types and six more.
    EventType {
        Agree = "AGREE", Consult = "CONSULT", Support = "SUPPORT", Concede = "CONCEDE", Cooperate = "COOPERATE", Aid = "AID",
        Retreat = "RETREAT", Request = "REQUEST", Accuse = "ACCUSE", Reject = "REJECT", Threaten = "THREATEN",
        Protest = "PROTEST", Sanction = "SANCTION", Mobilize = "MOBILIZE", Coerce = "COERCE", Assault = "ASSAULT",
        State = "STATE", Move = "MOVE", Harm = "HARM", Hazard = "HAZARD", Govern = "GOVERN", Change = "CHANGE",
    }
}

vocabulary! {
    /// How it happens. Which modes go with which type: [`EventType::modes`].
    Mode {
        Visit = "visit", ThirdParty = "third-party", Multilateral = "multilateral", Phone = "phone", Withdraw = "withdraw",
        Release = "release", Return = "return", Disarm = "disarm", Ceasefire = "ceasefire", Access = "access", Resign = "resign",
        Assist = "assist", Change = "change", Yield = "yield", Meet = "meet", Disapprove = "disapprove",
        Investigate = "investigate", Allege = "allege", Restrict = "restrict", Arrest = "arrest", Relations = "relations",
        Expel = "expel", Territory = "territory", Violence = "violence", Demo = "demo", Riot = "riot", Strike = "strike",
        Hunger = "hunger", Boycott = "boycott", Obstruct = "obstruct", Vandalize = "vandalize", Convict = "convict",
        Discontinue = "discontinue", Troops = "troops", Weapons = "weapons", Police = "police", Militia = "militia",
        Seize = "seize", Censor = "censor", Curfew = "curfew", MartialLaw = "martial-law", Deport = "deport",
        Withhold = "withhold", Misinformation = "misinformation", Cyber = "cyber", Abduct = "abduct", Beat = "beat",
        Torture = "torture", Sexual = "sexual", Targeted = "targeted", Destroy = "destroy", Primitive = "primitive",
        Firearms = "firearms", Explosives = "explosives", SuicideAttack = "suicide-attack", Aerial = "aerial",
        Drone = "drone", HeavyWeapons = "heavy-weapons", CrowdControl = "crowd-control", Clash = "clash",
        Unconventional = "unconventional", Publish = "publish", Declare = "declare", Depart = "depart", Arrive = "arrive",
        Transfer = "transfer", Evacuate = "evacuate", Flee = "flee", Spread = "spread", Kill = "kill", Injure = "injure",
        Missing = "missing", Sick = "sick", Earthquake = "earthquake", Flood = "flood", Fire = "fire", Storm = "storm",
        Drought = "drought", Epidemic = "epidemic", Crash = "crash", Explosion = "explosion", Outage = "outage",
        Accident = "accident", Pollution = "pollution", Appoint = "appoint", Dismiss = "dismiss", Elect = "elect",
        Vote = "vote", Legislate = "legislate", Join = "join", Rise = "rise", Fall = "fall", Set = "set",
    }
}

impl EventType {
    /// The modes that the record allows for this type.
    pub const fn modes(self) -> &'static [Mode] {
        use Mode::*;
        match self {
            EventType::Consult => &[Visit, ThirdParty, Multilateral, Phone],
            EventType::Retreat => &[Withdraw, Release, Return, Disarm, Ceasefire, Access, Resign],
            EventType::Request | EventType::Reject => &[Assist, Change, Yield, Meet],
            EventType::Accuse => &[Disapprove, Investigate, Allege],
            EventType::Threaten => &[Restrict, Arrest, Relations, Expel, Territory, Violence],
            EventType::Protest => &[Demo, Riot, Strike, Hunger, Boycott, Obstruct, Vandalize],
            EventType::Sanction => &[Convict, Expel, Withdraw, Discontinue],
            EventType::Mobilize => &[Troops, Weapons, Police, Militia],
            EventType::Coerce => &[Seize, Restrict, Censor, Curfew, MartialLaw, Arrest, Deport, Withhold, Misinformation, Cyber],
            EventType::Assault => &[
                Abduct, Beat, Torture, Sexual, Targeted, Destroy, Primitive, Firearms, Explosives, SuicideAttack, Aerial, Drone,
                HeavyWeapons, CrowdControl, Clash, Unconventional,
            ],
            EventType::State => &[Publish, Declare],
            EventType::Move => &[Depart, Arrive, Transfer, Evacuate, Flee, Spread],
            EventType::Harm => &[Kill, Injure, Missing, Sick],
            EventType::Hazard => {
                &[Earthquake, Flood, Fire, Storm, Drought, Epidemic, Crash, Explosion, Outage, Accident, Pollution]
            }
            EventType::Govern => &[Appoint, Dismiss, Elect, Vote, Legislate, Join],
            EventType::Change => &[Rise, Fall, Set],
            EventType::Agree | EventType::Support | EventType::Concede | EventType::Cooperate | EventType::Aid => &[],
        }
    }
}

vocabulary! { /// Whether an event begins, goes on or ends.
Phase { Begin = "begin", Continue = "continue", End = "end" } }

vocabulary! {
    /// Whether an event happened.
    Realis {
        Actual = "actual", Planned = "planned", Possible = "possible", Requested = "requested", Threatened = "threatened",
        Denied = "denied", Habitual = "habitual",
    }
}

vocabulary! {
    /// The part that a participant plays.
    RoleKind {
        Actor = "actor", Recipient = "recipient", Place = "place", Origin = "origin", Destination = "destination",
        Instrument = "instrument", Theme = "theme",
    }
}

vocabulary! {
    /// What a number of an event counts.
    Counted {
        Participants = "participants", Killed = "killed", Injured = "injured", Missing = "missing", Arrested = "arrested",
        Displaced = "displaced", Items = "items", From = "from", To = "to", By = "by",
    }
}
