//! Annotations of our own, looked up and held against readings made by hand.

use super::{
    pairing::{lenient, strict},
    *,
};
use serde_json::{Value, json};
use svodka_model::{
    Attribution, AttributionId, Count, Counted, Document, Entity, EntityId, EntityKind, Event, EventType, Mention, MentionId,
    Mode, Place, PlacePrecision, Quantity, QuantityId, Realis, Report, Role, RoleKind, SourceKind, Span, Stance, TokenId, When,
};

const TEXT: &str = "Митинг в Омске. Полиция задержала 12 участников, сообщило МВД. Полиция и мэр молчат. Полиция ждёт.";

fn span(words: &str) -> Span {
    let at = TEXT.find(words).unwrap();
    Span::new(at, at + words.len())
}

fn resolved(events: &Value) -> (Gold, Vec<Fault>) {
    let annotation = json!({"names": {"Омске": "Омск"}, "places": {"Омск": ["RU", 55.0, 73.4]}, "events": events});
    Annotation::parse(&annotation.to_string()).unwrap().resolve(TEXT)
}

fn gold(events: &Value) -> Gold {
    let (gold, faults) = resolved(events);
    assert_eq!(faults, []);
    gold
}

fn problems(events: &Value) -> Vec<Problem> {
    resolved(events).1.into_iter().map(|fault| fault.problem).collect()
}

/// An event of a reading, with nothing but its type and trigger.
fn read(kind: EventType, trigger: &str) -> Event {
    Event {
        kind,
        mode: None,
        phase: None,
        realis: Realis::Actual,
        trigger: span(trigger),
        head: TokenId(0),
        lemma: String::new(),
        mentions: Vec::new(),
        roles: Vec::new(),
        when: None,
        counts: Vec::new(),
        source: None,
        causes: Vec::new(),
        codes: svodka_model::Codes::default(),
        confidence: 0.5,
        rule: "".into(),
    }
}

fn document(events: Vec<Event>) -> Document {
    Document { report: Report { text: TEXT.to_owned(), ..Report::default() }, events, ..Document::default() }
}

fn role(kind: RoleKind, words: &str, entity: Option<u32>) -> Role {
    Role { kind, entity: entity.map(EntityId), span: span(words), head: TokenId(0), slot: "".into() }
}

/// Right, found and wanted of a measure.
fn counted(scored: &Scored, measure: Measure) -> [u32; 3] {
    let Score { right, found, wanted } = scored.tally.score(measure);
    [right, found, wanted]
}

fn kinds(scored: &Scored) -> Vec<DifferenceKind> {
    scored.differences.iter().map(|difference| difference.kind).collect()
}

#[test]
fn a_quote_is_looked_up_in_its_clause_then_before_it_then_after() {
    let at = |clause: &str, quote: &str| {
        let gold = gold(&json!([{"id": 1, "in": clause, "trigger": clause, "type": "STATE", "roles": [["actor", quote]]}]));
        gold.events[0].roles[0].quote.span.start as usize
    };
    let polices: Vec<usize> = TEXT.match_indices("Полиция").map(|(at, _)| at).collect();
    assert_eq!(at("Полиция и мэр молчат", "Полиция"), polices[1], "in the clause");
    assert_eq!(at("мэр молчат", "Полиция"), polices[1], "the nearest before");
    assert_eq!(at("Митинг", "Полиция"), polices[0], "the first after");
}

#[test]
fn every_fault_of_an_event_is_told() {
    let found = problems(&json!([{
        "id": 1, "in": "Полиция", "trigger": "ловила", "type": "RIOT", "realis": "maybe",
        "roles": [["hero", "МВД"], ["actor", "Минобороны"], "МВД"], "counts": [["cats", 1, 1, "12"], ["items", "1", 1, "12"]],
    }]));
    assert!(matches!(&found[0], Problem::Clause(words, 3) if words == "Полиция"), "{found:?}");
    assert!(matches!(&found[1], Problem::Unknown("type", word, _) if word == "RIOT"), "{found:?}");
    assert!(matches!(&found[2], Problem::Unknown("realis", word, _) if word == "maybe"), "{found:?}");
    assert_eq!(found.len(), 8, "roles and counts are looked at though the clause is not found: {found:?}");
    let found = problems(&json!([{
        "id": 1, "in": "Митинг", "trigger": "митинг", "type": "AID", "mode": "food",
        "roles": [["hero", "МВД"], ["actor", "Минобороны"], "МВД"], "counts": [["cats", 1, 1, "12"], ["items", "1", 1, "12"]],
        "source": ["ТАСС"], "when": 2031, "optional": "yes",
    }]));
    let shown: Vec<String> = found.iter().map(|p| format!("{p:?}").chars().take(25).collect()).collect();
    assert_eq!(
        shown,
        [
            "Trigger(\"митинг\")",
            "NoModes(\"food\", \"AID\")",
            "Unknown(\"roles\", \"hero\", ",
            "Quote(\"roles\", \"Миноборон",
            "Form(\"roles\")",
            "Unknown(\"counts\", \"cats\",",
            "Form(\"counts\")",
            "Quote(\"source\", \"ТАСС\")",
            "Form(\"when\")",
            "Form(\"optional\")",
        ]
    );
}

#[test]
fn identifiers_are_given_once_and_lead_somewhere() {
    let event =
        |id: Value, more: &str| json!({"id": id, "in": "Митинг", "trigger": "Митинг", "type": "PROTEST", "same_as": more});
    let (gold, faults) = resolved(&json!([event(json!(1), "2"), event(json!("1"), "1"), {"in": "Митинг"}, 7]));
    let told: Vec<_> = faults.iter().map(|fault| (fault.event.as_deref(), &fault.problem)).collect();
    assert_eq!(
        told,
        [
            (Some("1"), &Problem::Duplicate),
            (Some("Митинг"), &Problem::Missing("id")),
            (None, &Problem::Form("events")),
            (Some("1"), &Problem::Reference("same_as", "2".to_owned())),
        ]
    );
    assert_eq!(gold.events.len(), 2, "what can be scored is kept");
    assert!(matches!(Annotation::parse("{"), Err(Fault { problem: Problem::NotJson(_), .. })));
    assert!(matches!(Annotation::parse("[]"), Err(Fault { problem: Problem::Form("file"), .. })));
    assert!(matches!(Annotation::parse("{}"), Err(Fault { problem: Problem::Missing("events"), .. })));
}

#[test]
fn every_word_of_a_fault_is_said_in_both_languages() {
    let keys = ["file", "events", "names", "places", "published", "outlet", "in", "trigger", "type", "mode", "realis", "alt"];
    let more = ["when", "roles", "counts", "source", "same_as", "causes", "optional"];
    for key in keys.into_iter().chain(more) {
        for language in [crate::Language::English, crate::Language::Russian] {
            let words = Fault { event: None, problem: Problem::Form(key) }.words(language);
            assert!(!words.contains("eval."), "{words}");
        }
    }
    for figure in Figure::ALL {
        let key = format!("eval.figure.{}", figure.key);
        assert!(crate::Look::default().find(&key).is_some(), "{key}");
    }
    for kind in DifferenceKind::ALL {
        let key = format!("eval.kind.{}", kind.as_str());
        assert!(crate::Look::default().find(&key).is_some(), "{key}");
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
}

#[test]
fn strict_wants_the_trigger_and_lenient_the_clause() {
    let clause = "Полиция задержала 12 участников";
    let gold = gold(&json!([
        {"id": 1, "in": clause, "trigger": "задержала", "type": "COERCE", "mode": "arrest", "alt": ["SANCTION"]},
        {"id": 2, "in": "сообщило МВД", "trigger": "сообщило", "type": "COERCE", "same_as": 1},
    ]));
    let entry = &gold.events[0];
    let doc = document(Vec::new());
    let both = |event: &Event| (strict(&gold, &doc, entry, event) > 0.0, lenient(&gold, &doc, entry, event) > 0.0);
    assert_eq!(both(&read(EventType::Coerce, "задержала 12")), (true, true));
    assert_eq!(both(&read(EventType::Sanction, "задержала")), (true, true), "an alternative type");
    assert_eq!(both(&read(EventType::Coerce, "участников")), (false, true));
    assert_eq!(both(&read(EventType::Harm, "задержала")), (false, false));
    assert_eq!(both(&read(EventType::Coerce, "сообщило")), (true, true), "told again in other words");
    let mentioned = Event { mentions: vec![span("задержала")], ..read(EventType::Coerce, "мэр") };
    assert_eq!(both(&mentioned), (true, true));
    let own = strict(&gold, &doc, entry, &read(EventType::Coerce, "задержала"));
    assert!(own > strict(&gold, &doc, entry, &read(EventType::Coerce, "сообщило")), "its own words come first");
}

#[test]
fn optional_entries_and_retellings_are_neither_required_nor_punished() {
    let gold = gold(&json!([
        {"id": 1, "in": "Полиция задержала 12 участников", "trigger": "задержала", "type": "COERCE"},
        {"id": 2, "in": "12 участников", "trigger": "участников", "type": "COERCE", "same_as": 1},
        {"id": 3, "in": "Митинг", "trigger": "Митинг", "type": "PROTEST", "optional": true},
        {"id": 4, "in": "мэр молчат", "trigger": "молчат", "type": "REJECT"},
    ]));
    let events = vec![
        read(EventType::Protest, "Митинг"),
        read(EventType::Coerce, "задержала"),
        read(EventType::Coerce, "участников"),
        read(EventType::State, "молчат"),
        read(EventType::Aid, "ждёт"),
    ];
    let scored = score("test", &gold, &document(events.clone()), 0.0);
    assert_eq!(counted(&scored, Measure::Strict), [1, 3, 2]);
    assert_eq!(counted(&scored, Measure::WrongType), [1, 0, 2]);
    assert_eq!(kinds(&scored), [DifferenceKind::Type, DifferenceKind::Extra]);
    assert_eq!((scored.tally.annotated, scored.tally.read), (2, 5));
    let unsure = score("test", &gold, &document(events), 0.6);
    assert_eq!(counted(&unsure, Measure::Strict), [0, 0, 2]);
}

fn entity(name: &str, mention: u32, place: Option<Place>) -> Entity {
    let mentions = vec![MentionId(mention)];
    Entity { kind: EntityKind::Place, name: name.to_owned(), reference: None, place, mentions }
}

/// A reading in which the place is named elsewhere, the ministry relays nobody and the police speaks for itself.
fn arrests() -> Document {
    let mention = |words: &str| Mention {
        span: span(words),
        head: TokenId(0),
        kind: EntityKind::Place,
        form: svodka_model::Form::Name,
        nominative: None,
    };
    let omsk = Place {
        lat: 55.05,
        lon: 73.3,
        feature: "PPLA".to_owned(),
        country: "RU".to_owned(),
        admin1: None,
        precision: PlacePrecision::Settlement,
    };
    let source = Attribution {
        holder: None,
        kind: SourceKind::Official,
        stance: Stance::Report,
        cue: span("сообщило"),
        span: span("МВД"),
        scope: span("Полиция задержала"),
        parent: None,
    };
    let twelve = Quantity { span: span("12"), min: Some(12.0), max: Some(12.0), approx: false, unit: None, of: None };
    let event = Event {
        mode: Some(Mode::Seize),
        realis: Realis::Planned,
        roles: vec![
            role(RoleKind::Actor, "МВД", None),
            role(RoleKind::Theme, "участников", None),
            role(RoleKind::Place, "мэр", Some(0)),
        ],
        when: Some(When {
            value: "2031-05-07".to_owned(),
            precision: svodka_model::Precision::Day,
            basis: svodka_model::Basis::Published,
            time: None,
        }),
        counts: vec![Count { what: Counted::Arrested, quantity: QuantityId(0) }],
        source: Some(AttributionId(0)),
        ..read(EventType::Coerce, "задержала")
    };
    Document {
        mentions: vec![mention("Омске")],
        entities: vec![entity("ОМСК", 0, Some(omsk))],
        attributions: vec![source],
        quantities: vec![twelve],
        ..document(vec![event])
    }
}

#[test]
fn fields_of_a_found_event_are_held_against_the_annotation() {
    let gold = gold(&json!([{
        "id": 1, "in": "Полиция задержала 12 участников, сообщило МВД", "trigger": "задержала", "type": "COERCE", "mode": "arrest",
        "when": "2031-05-07", "roles": [["actor", "Полиция"], ["recipient", "участников"], ["place", "Омске"]],
        "counts": [["arrested", 12, 12, "12"]], "source": ["Полиция", "МВД"],
    }]));
    let scored = score("test", &gold, &arrests(), 0.0);
    let expected = [
        (Measure::Mode, [0, 0, 1]),
        (Measure::Realis, [0, 0, 1]),
        (Measure::FalseActual, [0, 0, 0]),
        (Measure::When, [1, 1, 1]),
        // The theme is taken for the recipient; the place is another mention of its entity.
        (Measure::RolesFound, [2, 3, 3]),
        (Measure::Actor, [0, 1, 1]),
        (Measure::Recipient, [1, 0, 1]),
        (Measure::Place, [1, 1, 1]),
        (Measure::Source, [1, 1, 1]),
        (Measure::Chain, [0, 0, 1]),
        (Measure::Speaker, [1, 0, 1]),
        (Measure::Counts, [1, 1, 1]),
        (Measure::Names, [1, 0, 1]),
        (Measure::Near, [1, 0, 1]),
        (Measure::Country, [1, 0, 1]),
    ];
    for (measure, score) in expected {
        assert_eq!(counted(&scored, measure), score, "{measure:?}");
    }
    use DifferenceKind::*;
    assert_eq!(kinds(&scored), [Mode, Realis, Role, Speaker, Source]);
    let source = &scored.differences[4];
    assert_eq!((source.expected.as_deref(), source.found.as_deref()), (Some("Полиция > МВД"), Some("МВД")));
    assert_eq!((source.event.as_deref(), source.read.as_deref()), (Some("1"), Some("e1")));
}

#[test]
fn roles_of_a_retelling_are_free() {
    let gold = gold(&json!([
        {"id": 1, "in": "Полиция задержала 12 участников", "trigger": "задержала", "type": "COERCE"},
        {"id": 2, "in": "12 участников", "trigger": "участников", "type": "COERCE", "same_as": 1,
         "roles": [["recipient", "участников"]]},
    ]));
    let scored = score("test", &gold, &arrests(), 0.0);
    assert_eq!(counted(&scored, Measure::RolesFound), [0, 2, 0]);
}

#[test]
fn the_same_evaluation_in_three_forms() {
    let gold = gold(&json!([{"id": "a", "in": "Митинг", "trigger": "Митинг", "type": "PROTEST", "mode": "demo"}]));
    let evaluation = Evaluation::new(vec![score("отчёт", &gold, &arrests(), 0.0)]);
    let all = Show { reports: true, differences: true };
    let page = to_text(&evaluation, all, &crate::Look::default());
    assert!(page.contains("1 report, 1 annotated event, 1 event read"), "{page}");
    assert!(page.contains("chain of sources exact           –"), "{page}");
    assert!(page.contains("missed    a «Митинг»: expected PROTEST.demo, found –"), "{page}");
    let json: Value = serde_json::from_str(&to_json(&evaluation, all)).unwrap();
    assert_eq!(json["figures"].as_array().unwrap().len(), Figure::ALL.len());
    assert_eq!(json["differences"][0]["expected"], "PROTEST.demo");
    assert_eq!(json["per_report"][0]["figures"]["source.chain"], Value::Null);
    let table = to_tsv(&evaluation, Show { reports: true, differences: false });
    assert_eq!(table.lines().count(), 1 + 2 * Figure::ALL.len());
    assert!(table.lines().all(|line| line.split('\t').count() == 5), "{table}");
    let table = to_tsv(&evaluation, all);
    assert_eq!(table.lines().nth(1), Some("отчёт\tmissed\ta\t\tМитинг\tPROTEST.demo\t\tМитинг"));
}
