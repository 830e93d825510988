//! The record: a read document as one JSON object, spans in code points.

use serde::{Serialize, Serializer};
use svodka_model::{
    Attribution, Document, Entity, EntityKind, Event, EventType, Form, MentionId, Mode, OffsetMap, Phase, Place, Precision,
    Quantity, Realis, RoleKind, SourceKind, Span, Stance, Timex, When,
};

/// The version of the record that this program writes.
pub const SCHEMA: &str = "svodka/1";

/// The document as one line of JSON.
pub fn to_json(doc: &Document) -> String {
    to_json_above(doc, 0.0)
}

/// The document as one line of JSON, without events less certain than `min_confidence`; the others keep their identifiers.
pub fn to_json_above(doc: &Document, min_confidence: f32) -> String {
    serde_json::to_string(&Record::new(doc, min_confidence)).expect("a record is plain data and always serialises")
}

/// The identifier of a report: the user's, or the BLAKE3 of its text.
pub fn report_id(doc: &Document) -> String {
    doc.report.id.clone().unwrap_or_else(|| blake3::hash(doc.text().as_bytes()).to_hex().to_string())
}

/// A prefixed identifier: `e7`, `n0`.
#[derive(Clone, Copy)]
struct Id(char, u32);

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}", self.0, self.1 + 1))
    }
}

type Points = [u32; 2];

#[derive(Serialize)]
struct Record<'d> {
    schema: &'static str,
    report: ReportRecord<'d>,
    entities: Vec<EntityRecord<'d>>,
    times: Vec<TimeRecord<'d>>,
    quantities: Vec<QuantityRecord<'d>>,
    sources: Vec<SourceRecord>,
    events: Vec<EventRecord<'d>>,
}

#[derive(Serialize)]
struct ReportRecord<'d> {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'d str>,
    lang: &'d str,
    text: &'d str,
}

#[derive(Serialize)]
struct EntityRecord<'d> {
    id: Id,
    kind: EntityKind,
    name: &'d str,
    #[serde(rename = "ref", skip_serializing_if = "Option::is_none")]
    reference: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<PlaceRecord<'d>>,
    mentions: Vec<MentionRecord<'d>>,
}

#[derive(Serialize)]
struct PlaceRecord<'d> {
    lat: f64,
    lon: f64,
    feature: &'d str,
    country: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    admin1: Option<&'d str>,
    precision: svodka_model::PlacePrecision,
}

#[derive(Serialize)]
struct MentionRecord<'d> {
    span: Points,
    form: Form,
    /// What the words are in the nominative, where the entity goes by another name.
    #[serde(skip_serializing_if = "Option::is_none")]
    nominative: Option<&'d str>,
}

#[derive(Serialize)]
struct TimeRecord<'d> {
    id: Id,
    span: Points,
    value: &'d str,
    precision: Precision,
    basis: svodka_model::Basis,
}

#[derive(Serialize)]
struct QuantityRecord<'d> {
    id: Id,
    span: Points,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<Number>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<Number>,
    approx: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'d str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<Points>,
}

/// A number written without a fraction where it has none.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Whole(i64),
    Real(f64),
}

impl From<f64> for Number {
    fn from(value: f64) -> Number {
        // Beyond 2^53 a float no longer holds every whole number.
        let whole = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0;
        if whole { Number::Whole(value as i64) } else { Number::Real(value) }
    }
}

#[derive(Serialize)]
struct SourceRecord {
    id: Id,
    holder: Option<Id>,
    kind: SourceKind,
    stance: Stance,
    cue: Points,
    span: Points,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Id>,
}

#[derive(Serialize)]
struct EventRecord<'d> {
    id: Id,
    #[serde(rename = "type")]
    kind: EventType,
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<Mode>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phase: Option<Phase>,
    realis: Realis,
    trigger: Points,
    lemma: &'d str,
    mentions: Vec<SpanRecord>,
    roles: Vec<RoleRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<WhenRecord<'d>>,
    counts: Vec<CountRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Id>,
    causes: Vec<Id>,
    codes: CodesRecord,
    confidence: f64,
    rule: &'d str,
}

#[derive(Serialize)]
struct SpanRecord {
    span: Points,
}

#[derive(Serialize)]
struct RoleRecord {
    role: RoleKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    entity: Option<Id>,
    span: Points,
}

#[derive(Serialize)]
struct WhenRecord<'d> {
    value: &'d str,
    precision: Precision,
    basis: svodka_model::Basis,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<Id>,
}

#[derive(Serialize)]
struct CountRecord {
    what: svodka_model::Counted,
    quantity: Id,
}

#[derive(Serialize)]
struct CodesRecord {
    #[serde(skip_serializing_if = "Option::is_none")]
    plover: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quad: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cameo: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    acled: Option<&'static str>,
}

/// Writes spans of one document in code points.
struct Door<'d> {
    doc: &'d Document,
    offsets: OffsetMap,
    min_confidence: f32,
}

impl<'d> Record<'d> {
    fn new(doc: &'d Document, min_confidence: f32) -> Record<'d> {
        let door = Door { doc, offsets: OffsetMap::new(doc.text()), min_confidence };
        let report = &doc.report;
        Record {
            schema: SCHEMA,
            report: ReportRecord {
                id: report_id(doc),
                title: report.title.as_deref(),
                published: report.published.as_deref(),
                outlet: report.outlet.as_deref(),
                url: report.url.as_deref(),
                lang: if report.lang.is_empty() { "ru" } else { &report.lang },
                text: &report.text,
            },
            entities: doc.entities.iter().enumerate().map(|(i, e)| door.entity(i as u32, e)).collect(),
            times: doc.timexes.iter().enumerate().map(|(i, t)| door.time(i as u32, t)).collect(),
            quantities: doc.quantities.iter().enumerate().map(|(i, q)| door.quantity(i as u32, q)).collect(),
            sources: doc.attributions.iter().enumerate().map(|(i, a)| door.source(i as u32, a)).collect(),
            events: doc.events.iter().enumerate().filter(|(_, e)| door.tells(e)).map(|(i, e)| door.event(i as u32, e)).collect(),
        }
    }
}

impl<'d> Door<'d> {
    fn tells(&self, event: &Event) -> bool {
        event.confidence >= self.min_confidence
    }

    fn points(&self, span: Span) -> Points {
        self.offsets.span(self.doc.text(), span)
    }

    fn entity(&self, id: u32, entity: &'d Entity) -> EntityRecord<'d> {
        let mention = |&MentionId(m): &MentionId| {
            let mention = &self.doc.mentions[m as usize];
            let nominative = mention.nominative.as_deref().filter(|&n| n != entity.name);
            MentionRecord { span: self.points(mention.span), form: mention.form, nominative }
        };
        EntityRecord {
            id: Id('n', id),
            kind: entity.kind,
            name: &entity.name,
            reference: entity.reference.as_deref(),
            place: entity.place.as_ref().map(place),
            mentions: entity.mentions.iter().map(mention).collect(),
        }
    }

    fn time(&self, id: u32, timex: &'d Timex) -> TimeRecord<'d> {
        let Timex { span, ref value, precision, basis } = *timex;
        TimeRecord { id: Id('t', id), span: self.points(span), value, precision, basis }
    }

    fn quantity(&self, id: u32, quantity: &'d Quantity) -> QuantityRecord<'d> {
        QuantityRecord {
            id: Id('q', id),
            span: self.points(quantity.span),
            min: quantity.min.map(Number::from),
            max: quantity.max.map(Number::from),
            approx: quantity.approx,
            unit: quantity.unit.as_deref(),
            of: quantity.of.map(|token| self.points(self.doc.tokens[token.index()].span)),
        }
    }

    fn source(&self, id: u32, source: &Attribution) -> SourceRecord {
        SourceRecord {
            id: Id('s', id),
            holder: source.holder.map(|e| Id('n', e.0)),
            kind: source.kind,
            stance: source.stance,
            cue: self.points(source.cue),
            span: self.points(source.span),
            parent: source.parent.map(|p| Id('s', p.0)),
        }
    }

    fn event(&self, id: u32, event: &'d Event) -> EventRecord<'d> {
        let role = |role: &svodka_model::Role| RoleRecord {
            role: role.kind,
            entity: role.entity.map(|e| Id('n', e.0)),
            span: self.points(role.span),
        };
        let codes = &event.codes;
        EventRecord {
            id: Id('e', id),
            kind: event.kind,
            mode: event.mode,
            phase: event.phase,
            realis: event.realis,
            trigger: self.points(event.trigger),
            lemma: &event.lemma,
            mentions: event.mentions.iter().map(|&span| SpanRecord { span: self.points(span) }).collect(),
            roles: event.roles.iter().map(role).collect(),
            when: event.when.as_ref().map(when),
            counts: event.counts.iter().map(|c| CountRecord { what: c.what, quantity: Id('q', c.quantity.0) }).collect(),
            source: event.source.map(|s| Id('s', s.0)),
            causes: event.causes.iter().filter(|c| self.tells(&self.doc.events[c.index()])).map(|c| Id('e', c.0)).collect(),
            codes: CodesRecord { plover: codes.plover, quad: codes.quad, cameo: codes.cameo, acled: codes.acled },
            // Through text, so that 0.9 is written as 0.9 and not as its nearest float of another width.
            confidence: (f64::from(event.confidence) * 1000.0).round() / 1000.0,
            rule: &event.rule,
        }
    }
}

fn place(place: &Place) -> PlaceRecord<'_> {
    PlaceRecord {
        lat: place.lat,
        lon: place.lon,
        feature: &place.feature,
        country: &place.country,
        admin1: place.admin1.as_deref(),
        precision: place.precision,
    }
}

fn when(when: &When) -> WhenRecord<'_> {
    WhenRecord { value: &when.value, precision: when.precision, basis: when.basis, time: when.time.map(|t| Id('t', t.0)) }
}
