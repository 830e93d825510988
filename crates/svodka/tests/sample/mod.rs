//! A report with every kind of field, annotated by hand, so that what is written about it depends on no stage of the reader.

use std::sync::Arc;
use svodka::{
    Document, Reader, Report,
    model::{
        Attribution, AttributionId, Basis, Codes, Count, Counted, Entity, EntityId, EntityKind, Event, EventId, EventType, Form,
        Mention, MentionId, Mode, Phase, Place, PlacePrecision, Precision, Quantity, QuantityId, Realis, Role, RoleKind,
        SourceKind, Span, Stance, Timex, TimexId, TokenId, When,
    },
};

const TEXT: &str = "\
Шахтёры перекрыли трассу под Кентау

Во вторник, 4 января, около 300 шахтёров перекрыли трассу у въезда в Кентау. Они требуют повысить зарплату с 200 до 350 тысяч тенге. \
По данным МВД, которые приводит «Южный вестник», задержаны не менее 12 человек. Начальник полиции Серик Ахметов отрицает избиение \
задержанных. В пятницу бастующие намерены выйти к акимату. Около 18:30 в Туркестане началась такая же акция.";

/// The words of a span as they stand, `nth` for the nth time.
fn span(text: &str, words: &str, nth: usize) -> Span {
    let (at, _) =
        text.match_indices(words).nth(nth).unwrap_or_else(|| panic!("{words:?} does not stand {nth} times in the text"));
    Span::new(at, at + words.len())
}

struct Builder {
    doc: Document,
}

impl Builder {
    fn span(&self, words: &str, nth: usize) -> Span {
        span(self.doc.text(), words, nth)
    }

    fn head(&self, span: Span) -> TokenId {
        self.doc.tokens_in(span).start.into()
    }

    fn entity(&mut self, kind: EntityKind, name: &str, mentions: &[(&str, usize, Form)]) -> EntityId {
        let mut ids = Vec::new();
        for &(words, nth, form) in mentions {
            let span = self.span(words, nth);
            ids.push(MentionId::from(self.doc.mentions.len()));
            self.doc.mentions.push(Mention { span, head: self.head(span), kind, form, nominative: None });
        }
        self.doc.entities.push(Entity { kind, name: name.to_owned(), reference: None, place: None, mentions: ids });
        EntityId::from(self.doc.entities.len() - 1)
    }

    fn place(&mut self, name: &str, words: (&str, usize), reference: &str, lat: f64, lon: f64) -> EntityId {
        let id = self.entity(EntityKind::Place, name, &[(words.0, words.1, Form::Name)]);
        let entity = &mut self.doc.entities[id.index()];
        entity.reference = Some(reference.to_owned());
        entity.place = Some(Place {
            lat,
            lon,
            feature: "PPL".to_owned(),
            country: "KZ".to_owned(),
            admin1: Some("Туркестанская область".to_owned()),
            precision: PlacePrecision::Settlement,
        });
        id
    }

    fn timex(&mut self, words: &str, value: &str, precision: Precision, basis: Basis) -> TimexId {
        let span = self.span(words, 0);
        self.doc.timexes.push(Timex { span, value: value.to_owned(), precision, basis });
        TimexId::from(self.doc.timexes.len() - 1)
    }

    fn quantity(&mut self, words: &str, bounds: (Option<f64>, Option<f64>), unit: Option<&str>, of: Option<&str>) -> QuantityId {
        let span = self.span(words, 0);
        let of = of.map(|of| self.head(self.span(of, 0)));
        let quantity = Quantity {
            span,
            min: bounds.0,
            max: bounds.1,
            approx: words.starts_with("около"),
            unit: unit.map(str::to_owned),
            of,
        };
        self.doc.quantities.push(quantity);
        QuantityId::from(self.doc.quantities.len() - 1)
    }

    fn when(&self, time: TimexId) -> When {
        let timex = &self.doc.timexes[time.index()];
        When { value: timex.value.clone(), precision: timex.precision, basis: timex.basis, time: Some(time) }
    }

    fn role(&self, kind: RoleKind, words: (&str, usize), slot: &str, entity: Option<EntityId>) -> Role {
        let span = self.span(words.0, words.1);
        Role { kind, entity, span, head: self.head(span), slot: Arc::from(slot) }
    }

    fn event(&mut self, kind: EventType, mode: Option<Mode>, trigger: (&str, usize), lemma: &str, rule: &str) -> &mut Event {
        let trigger = self.span(trigger.0, trigger.1);
        let head = self.head(trigger);
        let event = Event {
            kind,
            mode,
            phase: None,
            realis: Realis::Actual,
            trigger,
            head,
            lemma: lemma.to_owned(),
            mentions: Vec::new(),
            roles: Vec::new(),
            when: None,
            counts: Vec::new(),
            source: None,
            causes: Vec::new(),
            codes: Codes::default(),
            confidence: 0.8,
            rule: Arc::from(rule),
        };
        self.doc.events.push(event);
        self.doc.events.last_mut().expect("one was pushed")
    }
}

/// The report as the reader ought to read it.
pub(crate) fn strike(reader: &Reader) -> Document {
    let report = Report {
        id: Some("strike-1".to_owned()),
        title: Some("Шахтёры перекрыли трассу под Кентау".to_owned()),
        published: Some("2022-01-05T09:15:00+06:00".to_owned()),
        outlet: Some("Степная газета".to_owned()),
        url: Some("https://example.org/strike".to_owned()),
        text: TEXT.to_owned(),
        ..Report::default()
    };
    let read = reader.read(report.clone());
    let mut b = Builder {
        doc: Document {
            tokens: read.tokens,
            sentences: read.sentences,
            words: read.words,
            dependencies: read.dependencies,
            ..Document::new(report)
        },
    };
    let miners = b.entity(
        EntityKind::Group,
        "шахтёры",
        &[("Шахтёры", 0, Form::Nominal), ("шахтёров", 0, Form::Nominal), ("Они", 0, Form::Pronoun)],
    );
    let kentau = b.place("Кентау", ("Кентау", 1), "geonames:1519843", 43.52, 68.51);
    let ministry = b.entity(EntityKind::Organization, "МВД Казахстана", &[("МВД", 0, Form::Name)]);
    let paper = b.entity(EntityKind::Media, "Южный вестник", &[("Южный вестник", 0, Form::Name)]);
    let chief = b.entity(EntityKind::Person, "Серик Ахметов", &[("Серик Ахметов", 0, Form::Name)]);
    let turkistan = b.place("Туркестан", ("Туркестане", 0), "geonames:1517945", 43.3, 68.27);
    let tuesday = b.timex("4 января", "2022-01-04", Precision::Day, Basis::Published);
    let friday = b.timex("пятницу", "2022-01-07", Precision::Day, Basis::Published);
    let evening = b.timex("18:30", "2022-01-04T18:30", Precision::Minute, Basis::Anchored);
    let crowd = b.quantity("около 300", (Some(300.0), Some(300.0)), None, Some("шахтёров"));
    let before = b.quantity("200", (Some(200_000.0), Some(200_000.0)), Some("KZT"), None);
    let after = b.quantity("350 тысяч тенге", (Some(350_000.0), Some(350_000.0)), Some("KZT"), None);
    let held = b.quantity("не менее 12", (Some(12.0), None), None, Some("человек"));
    let whole = b.span("задержаны не менее 12 человек", 0);
    let relay = b.span("По данным МВД", 0).cover(whole);
    let source = |holder, kind, stance, cue, span, scope, parent| Attribution {
        holder: Some(holder),
        kind,
        stance,
        cue,
        span,
        scope,
        parent,
    };
    b.doc.attributions = vec![
        source(
            ministry,
            SourceKind::Official,
            Stance::Report,
            b.span("По данным", 0),
            b.span("МВД", 0),
            whole,
            Some(AttributionId(1)),
        ),
        source(paper, SourceKind::Media, Stance::Report, b.span("приводит", 0), b.span("Южный вестник", 0), relay, None),
        source(
            chief,
            SourceKind::Official,
            Stance::Deny,
            b.span("отрицает", 0),
            b.span("Серик Ахметов", 0),
            b.span("избиение задержанных", 0),
            None,
        ),
    ];

    let roles = vec![
        b.role(RoleKind::Actor, ("шахтёров", 0), "subj", Some(miners)),
        b.role(RoleKind::Place, ("Кентау", 1), "place", Some(kentau)),
        b.role(RoleKind::Theme, ("трассу", 1), "obj", None),
    ];
    let (when, told) = (b.when(tuesday), b.span("перекрыли", 0));
    let event = b.event(EventType::Protest, Some(Mode::Obstruct), ("перекрыли", 1), "перекрыть", "sample.obstruct/verb");
    (event.roles, event.when, event.mentions, event.confidence) = (roles, Some(when), vec![told], 0.9);
    event.counts = vec![Count { what: Counted::Participants, quantity: crowd }];
    event.codes =
        Codes { plover: Some("PROTEST/obstruct"), quad: Some(4), cameo: Some("144"), acled: Some("Protests/Peaceful protest") };

    let roles = vec![
        b.role(RoleKind::Actor, ("Они", 0), "subj", Some(miners)),
        b.role(RoleKind::Theme, ("повысить зарплату", 0), "inf", None),
    ];
    let event = b.event(EventType::Request, Some(Mode::Change), ("требуют", 0), "требовать", "sample.demand/verb");
    (event.roles, event.codes.quad) = (roles, Some(3));

    let roles = vec![b.role(RoleKind::Theme, ("зарплату", 0), "obj", None)];
    let event = b.event(EventType::Change, Some(Mode::Rise), ("повысить", 0), "повысить", "sample.rise/verb");
    (event.roles, event.realis, event.confidence) = (roles, Realis::Requested, 0.55);
    event.counts = vec![Count { what: Counted::From, quantity: before }, Count { what: Counted::To, quantity: after }];

    let roles = vec![b.role(RoleKind::Recipient, ("человек", 0), "obj", None)];
    let when = When { basis: Basis::Inherited, ..b.when(tuesday) };
    let event = b.event(EventType::Coerce, Some(Mode::Arrest), ("задержаны", 0), "задержать", "sample.arrest/verb");
    (event.roles, event.when, event.source, event.codes.quad) = (roles, Some(when), Some(AttributionId(0)), Some(4));
    event.counts = vec![Count { what: Counted::Arrested, quantity: held }];

    let roles = vec![b.role(RoleKind::Recipient, ("задержанных", 0), "gen", None)];
    let event = b.event(EventType::Assault, Some(Mode::Beat), ("избиение", 0), "избиение", "sample.beat/noun");
    (event.roles, event.source, event.realis, event.codes.quad) = (roles, Some(AttributionId(2)), Realis::Denied, Some(4));

    let roles = vec![
        b.role(RoleKind::Actor, ("бастующие", 0), "subj", Some(miners)),
        b.role(RoleKind::Destination, ("акимату", 0), "к+Dat", None),
    ];
    let when = b.when(friday);
    let event = b.event(EventType::Protest, Some(Mode::Demo), ("выйти", 0), "выйти", "sample.demo/verb");
    (event.roles, event.when, event.realis, event.codes.quad) = (roles, Some(when), Realis::Planned, Some(3));
    event.causes = vec![EventId(1)];

    let roles = vec![b.role(RoleKind::Place, ("Туркестане", 0), "place", Some(turkistan))];
    let when = b.when(evening);
    let event = b.event(EventType::Protest, Some(Mode::Demo), ("акция", 0), "акция", "sample.demo/noun");
    (event.roles, event.when, event.phase, event.codes.quad) = (roles, Some(when), Some(Phase::Begin), Some(3));
    b.doc
}
