//! Why the reader says what it says: for one event, the words, frame, slot and anchor behind each field.

use crate::{
    annotate::{self, Mark},
    chronicle,
    edtf::Edtf,
    look::{Ink, Look},
    page::{Page, columns, piece},
    telling,
};
use svodka_model::{Basis, Document, EntityId, Event, EventId, Precision, Realis, Role, RoleKind, Span, Stance};
use svodka_reader::Reader;

/// One event of a document that `reader` has read, field by field. Empty when there is no such event.
pub fn to_text(reader: &Reader, doc: &Document, event: EventId, look: &Look) -> String {
    let Some(about) = doc.events.get(event.index()) else { return String::new() };
    let mut page = Page::new(look);
    chronicle::headline(&mut page, doc, event.index());
    page.gap();
    let why = Why { reader, doc, event: about, look };
    let margin = chronicle::margin(doc);
    annotate::write(&mut page, doc.text(), telling::window(doc, about), &why.marks(), margin);
    page.gap();
    let fields = why.fields();
    let label = fields.iter().map(|(name, _)| columns(name)).max().unwrap_or_default();
    let blank = [piece(Ink::Plain, " ".repeat(margin + label + 2))];
    for (name, lines) in fields {
        let pad = label - columns(&name) + 2;
        let mut first = vec![piece(Ink::Plain, " ".repeat(margin)), piece(Ink::Faint, name), piece(Ink::Plain, " ".repeat(pad))];
        for line in lines.into_iter().filter(|line| !line.is_empty()) {
            // What belongs to a line stands under it, further in.
            let next = [piece(Ink::Plain, " ".repeat(margin + label + 4))];
            page.paragraph(&first, &next, &[piece(Ink::Plain, line)]);
            first = blank.to_vec();
        }
    }
    page.finish()
}

/// An event with all that is needed to say why.
struct Why<'a> {
    reader: &'a Reader,
    doc: &'a Document,
    event: &'a Event,
    look: &'a Look,
}

/// A field: its name and its lines, the first the value itself.
type Field = (String, Vec<String>);

/// Quoted words longer than this are cut in the middle.
const LONGEST: usize = 160;

impl Why<'_> {
    fn word(&self, key: &str) -> String {
        self.look.word(key).to_owned()
    }

    /// Words of the report in quotation marks, with the number of their sentence where it is another than the trigger's.
    fn quoted(&self, span: Span) -> String {
        let words = short(self.doc.quote(span));
        let at = self.doc.tokens_in(span).start;
        let here = self.doc.sentence_of(self.event.head);
        match self.doc.tokens.get(at).map(|_| self.doc.sentence_of(at.into())) {
            Some(other) if other != here => self.look.say("explain.sentence", &[("words", &words), ("n", &(other + 1))]),
            _ => self.look.say("explain.words", &[("words", &words)]),
        }
    }

    /// What to underline in the sentence of the trigger; the trigger first, so that its ink wins.
    fn marks(&self) -> Vec<Mark> {
        let (doc, event) = (self.doc, self.event);
        let mut marks =
            vec![Mark { span: event.trigger, label: self.word("explain.trigger"), ink: telling::ink(event), line: '^' }];
        let mut add = |span: Span, label: String| match marks.iter_mut().find(|m| m.span == span) {
            Some(mark) => mark.label = format!("{}, {label}", mark.label),
            None => marks.push(Mark { span, label, ink: Ink::Plain, line: '-' }),
        };
        for role in &event.roles {
            add(role.span, telling::role_label(event, role.kind, self.look));
        }
        if let Some(timex) = event.when.as_ref().and_then(|w| w.time).and_then(|t| doc.timexes.get(t.index())) {
            add(timex.span, self.word("field.when"));
        }
        for quantity in event.counts.iter().filter_map(|count| doc.quantities.get(count.quantity.index())) {
            add(quantity.span, self.word("field.counts"));
        }
        if let Some(source) = event.source {
            for id in telling::chain(doc, source) {
                add(doc.attributions[id.index()].span, self.word("field.source"));
            }
        }
        marks
    }

    fn fields(&self) -> Vec<Field> {
        let mut fields = vec![(self.word("explain.trigger"), self.trigger()), (self.word("explain.rule"), self.rule())];
        for &kind in RoleKind::ALL {
            for role in self.event.roles.iter().filter(|role| role.kind == kind) {
                fields.push((telling::role_label(self.event, kind, self.look), self.role(role)));
            }
        }
        fields.push((self.word("field.when"), self.when()));
        fields.extend(self.counts().map(|lines| (self.word("field.counts"), lines)));
        fields.push((self.word("explain.realis"), vec![self.realis()]));
        fields.extend(self.phase().map(|line| (self.word("explain.phase"), vec![line])));
        fields.push((self.word("field.source"), self.source()));
        fields.extend(self.causes().map(|lines| (self.word("field.causes"), lines)));
        fields.push((self.word("explain.codes"), self.codes()));
        let confidence = format!("{:.0}\u{A0}%", self.event.confidence * 100.0);
        fields.push((self.word("explain.confidence"), vec![confidence]));
        fields
    }

    fn trigger(&self) -> Vec<String> {
        let event = self.event;
        let words = short(self.doc.quote(event.trigger));
        let mut lines = vec![self.look.say("explain.lemma", &[("words", &words), ("lemma", &event.lemma)])];
        if !event.mentions.is_empty() {
            let words: Vec<String> = event.mentions.iter().map(|&span| self.quoted(span)).collect();
            lines.push(self.look.say("explain.also", &[("words", &words.join(", "))]));
        }
        lines
    }

    fn rule(&self) -> Vec<String> {
        let (id, matched) = self.event.rule.split_once('/').unwrap_or((&self.event.rule, ""));
        let matched = self.look.find(&format!("explain.matched.{matched}")).unwrap_or(matched);
        let mode = self.event.mode.map(|mode| format!(" {mode}")).unwrap_or_default();
        let mut lines = vec![format!("{} → {}{mode}", self.event.rule, self.event.kind)];
        lines.push(self.look.say("explain.frame", &[("frame", &id), ("matched", &matched)]));
        match self.reader.frame(id) {
            Some(frame) => {
                let roles = frame.roles.iter().map(|(role, slots)| {
                    let slots: Vec<String> = slots.iter().map(ToString::to_string).collect();
                    format!("{role} = {}", slots.join(" | "))
                });
                let roles: Vec<String> = roles.collect();
                if !roles.is_empty() {
                    lines.push(self.look.say("explain.frame.roles", &[("roles", &roles.join("; "))]));
                }
            }
            None => lines.push(self.word("explain.frame.none")),
        }
        lines
    }

    fn role(&self, role: &Role) -> Vec<String> {
        let slot: &str = &role.slot;
        let key = if slot.contains('+') { "explain.slot.preposition".to_owned() } else { format!("explain.slot.{slot}") };
        let slot = match self.look.find(&key) {
            Some(meaning) => self.look.say("explain.slot", &[("slot", &slot), ("meaning", &meaning)]),
            None => self.look.say("explain.slot.bare", &[("slot", &slot)]),
        };
        let mut lines = vec![self.quoted(role.span), slot];
        match role.entity {
            Some(entity) => lines.extend(self.entity(entity)),
            None => lines.push(self.word("explain.no-entity")),
        }
        lines
    }

    fn entity(&self, id: EntityId) -> Vec<String> {
        let Some(entity) = self.doc.entities.get(id.index()) else { return Vec::new() };
        let kind = self.word(&format!("kind.{}", entity.kind));
        let mut lines = vec![
            self.look
                .say("explain.entity", &[("id", &format_args!("n{}", id.index() + 1)), ("name", &entity.name), ("kind", &kind)]),
        ];
        if let Some(place) = &entity.place {
            let precision = self.word(&format!("near.{}", place.precision));
            let reference = entity.reference.as_deref().unwrap_or_default();
            let coordinates = self.look.say(
                "explain.place",
                &[("lat", &place.lat), ("lon", &place.lon), ("precision", &precision), ("ref", &reference)],
            );
            lines.push(format!("{}: {}", telling::with_surroundings(&entity.name, place, self.look), coordinates.trim_end()));
        }
        // Where the name comes from, when the words of the role are not all there is.
        const SHOWN: usize = 6;
        if entity.mentions.len() > 1 {
            let spans = entity.mentions.iter().filter_map(|m| self.doc.mentions.get(m.index())).take(SHOWN);
            let mut words: Vec<String> = spans.map(|mention| self.quoted(mention.span)).collect();
            if entity.mentions.len() > SHOWN {
                words.push(format!("… +{}", entity.mentions.len() - SHOWN));
            }
            lines.push(self.look.say("explain.mentions", &[("words", &words.join(", "))]));
        }
        lines
    }

    fn when(&self) -> Vec<String> {
        let Some(when) = &self.event.when else { return vec![self.word("explain.none.when")] };
        let unit = self.word(&unit(when.precision));
        let basis = self.word(&format!("basis.{}", when.basis));
        let mut lines = vec![self.look.say("explain.when", &[("value", &when.value), ("unit", &unit), ("basis", &basis)])];
        let timex = when.time.and_then(|id| self.doc.timexes.get(id.index()).map(|timex| (id, timex)));
        if let Some((id, timex)) = timex {
            let own = if timex.basis == when.basis {
                String::new()
            } else {
                format!(": {}", self.look.word(&format!("basis.{}", timex.basis)))
            };
            lines.push(format!("t{} = {} → {}{own}", id.index() + 1, self.quoted(timex.span), timex.value));
        }
        if when.basis == Basis::Published || timex.is_some_and(|(_, timex)| timex.basis == Basis::Published) {
            lines.push(match &self.doc.report.published {
                Some(date) => self.look.say("explain.published", &[("date", date)]),
                None => self.word("explain.unpublished"),
            });
        }
        lines.push(Edtf::parse(&when.value).words(self.look));
        lines
    }

    fn counts(&self) -> Option<Vec<String>> {
        let line = |count: &svodka_model::Count| {
            let quantity = self.doc.quantities.get(count.quantity.index())?;
            let n = telling::number(self.doc, quantity, self.look);
            let what = self.word(&format!("count.{}", count.what));
            let open = self.word("explain.open");
            let end = |end: Option<f64>| end.map_or_else(|| open.clone(), |n| n.to_string());
            let id = format!("q{}", count.quantity.index() + 1);
            let (min, max) = (end(quantity.min), end(quantity.max));
            let words = self.quoted(quantity.span);
            let key = if quantity.min == quantity.max { "explain.exactly" } else { "explain.quantity" };
            let read = self.look.say(key, &[("id", &id), ("words", &words), ("min", &min), ("max", &max)]);
            let about = if quantity.approx { self.look.word("explain.about") } else { "" };
            Some([self.look.say("explain.count", &[("what", &what), ("n", &n)]), format!("{read}{about}")])
        };
        let lines: Vec<String> = self.event.counts.iter().filter_map(line).flatten().collect();
        (!lines.is_empty()).then_some(lines)
    }

    fn realis(&self) -> String {
        let realis = self.event.realis;
        let said = self.word(&format!("realis.{realis}"));
        if self.reader.frame(&self.event.rule).is_some_and(|frame| frame.realis == Some(realis)) {
            return self.look.say("explain.realis.frame", &[("realis", &said)]);
        }
        if realis == Realis::Actual {
            return self.look.say("explain.realis.plain", &[("realis", &said)]);
        }
        let source = self.event.source.and_then(|id| self.doc.attributions.get(id.index()));
        if let Some(source) =
            source.filter(|s| matches!((s.stance, realis), (Stance::Deny, Realis::Denied) | (Stance::Doubt, Realis::Possible)))
        {
            let stance = self.word(&format!("stance.{}", source.stance));
            let name = telling::speaker(self.doc, source);
            return self.look.say("explain.realis.stance", &[("realis", &said), ("name", &name), ("stance", &stance)]);
        }
        self.look.say("explain.realis.words", &[("realis", &said)])
    }

    fn phase(&self) -> Option<String> {
        let phase = self.event.phase?;
        let frame = self.reader.frame(&self.event.rule).is_some_and(|frame| frame.phase == Some(phase));
        let key = if frame { "explain.phase.frame" } else { "explain.phase.words" };
        Some(self.look.say(key, &[("phase", &self.look.word(&format!("phase.{phase}")))]))
    }

    /// The innermost source first, each with the one that relays it after it.
    fn source(&self) -> Vec<String> {
        let Some(source) = self.event.source else { return vec![self.word("explain.none.source")] };
        let chain = telling::chain(self.doc, source);
        let mut lines = Vec::new();
        for (depth, id) in chain.iter().rev().enumerate() {
            let said = &self.doc.attributions[id.index()];
            if depth > 0 {
                lines.push(self.word("explain.relayed"));
            }
            let (kind, stance) = (self.word(&format!("source.{}", said.kind)), self.word(&format!("stance.{}", said.stance)));
            let name = telling::speaker(self.doc, said);
            let id = format!("s{}", id.index() + 1);
            lines.push(self.look.say("explain.source", &[("id", &id), ("name", &name), ("kind", &kind), ("stance", &stance)]));
            lines.push(self.look.say("explain.cue", &[("words", &self.quoted(said.cue))]));
            lines.push(self.look.say("explain.scope", &[("words", &self.quoted(said.scope))]));
        }
        lines
    }

    fn causes(&self) -> Option<Vec<String>> {
        let line = |cause: &EventId| {
            let event = self.doc.events.get(cause.index())?;
            Some(format!("{} = {}", telling::event_id(cause.index()), self.quoted(event.trigger)))
        };
        let lines: Vec<String> = self.event.causes.iter().filter_map(line).collect();
        (!lines.is_empty()).then_some(lines)
    }

    fn codes(&self) -> Vec<String> {
        let codes = &self.event.codes;
        let quad = codes.quad.map(|quad| format!("quad {quad} ({})", self.look.word(&format!("explain.quad.{quad}"))));
        let known = [
            codes.plover.map(|code| format!("PLOVER {code}")),
            quad,
            codes.cameo.map(|code| format!("CAMEO {code}")),
            codes.acled.map(|code| format!("ACLED {code}")),
        ];
        let known: Vec<String> = known.into_iter().flatten().collect();
        if known.is_empty() {
            return vec![self.word("explain.codes.none")];
        }
        let mode = self.event.mode.map_or("-", |mode| mode.as_str());
        let row = self.look.say("explain.codes.row", &[("row", &format_args!("{} {mode}", self.event.kind))]);
        vec![known.join(" · "), row]
    }
}

fn unit(precision: Precision) -> String {
    format!("unit.{precision}")
}

/// Long words with their middle left out.
fn short(words: &str) -> String {
    let length = words.chars().count();
    if length <= LONGEST {
        return words.to_owned();
    }
    let head: String = words.chars().take(LONGEST * 2 / 3).collect();
    let tail: String = words.chars().skip(length - LONGEST / 3).collect();
    format!("{head} … {tail}")
}
