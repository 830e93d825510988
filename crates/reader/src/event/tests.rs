//! Which date governs which event: the trigger in brackets, its time behind «=». Which mentions tell of one event.

use crate::Reader;
use svodka_model::{EventType, Report};

fn dates(published: &str, marked: &str, wanted: &[Option<&str>]) {
    let text = marked.replace(['[', ']'], "");
    let triggers: Vec<&str> = marked.split('[').skip(1).filter_map(|rest| rest.split(']').next()).collect();
    let report = Report { text, published: Some(published.to_owned()), ..Report::default() };
    let doc = Reader::new().unwrap().read(report);
    assert_eq!(triggers.len(), wanted.len());
    for (trigger, wanted) in triggers.iter().zip(wanted) {
        let event = doc.events.iter().find(|e| doc.quote(e.trigger) == *trigger);
        let event = event.unwrap_or_else(|| panic!("no event at {trigger}: {marked}"));
        let value = event.when.as_ref().map(|when| when.value.as_str());
        assert_eq!(value, *wanted, "{trigger}: {marked}");
    }
}

#[test]
fn a_time_stays_in_its_clause() {
    dates("2023-05-12", "В четверг прокурор подтвердил, что полиция [задержала] десять человек.", &[None]);
    dates("2023-05-12", "Полиция [задержала] демонстрантов, выступавших за отсрочку реформы до 2028 года.", &[None]);
    dates("2023-05-12", "Иван Орлов, возглавлявший завод с 2008 года, [подал в отставку].", &[None]);
}

#[test]
fn a_relative_clause_dates_its_noun() {
    dates("2023-05-12", "Суд признал его виновным в [убийстве], которое он совершил 17 апреля.", &[Some("2023-04-17")]);
}

#[test]
fn what_happens_in_the_course_of_something_has_its_time() {
    dates(
        "2023-05-12",
        "В марте 2019 года произошёл переворот, в результате которого он был [смещён] с поста.",
        &[Some("2019-03")],
    );
}

#[test]
fn a_term_ahead_is_no_time_of_the_decision() {
    dates("2023-05-12", "Правительство [отказалось] от субсидий на ближайшие три года.", &[None]);
}

#[test]
fn then_looks_back_one_sentence() {
    dates("2023-05-12", "4 мая толпа взяла дворец. Тогда [погибли] двое.", &[Some("2023-05-04")]);
}

/// How many events of a type a text has.
fn told(kind: EventType, text: &str) -> usize {
    let doc = Reader::new().unwrap().read(Report { text: text.to_owned(), ..Report::default() });
    doc.events.iter().filter(|event| event.kind == kind).count()
}

#[test]
fn a_headline_and_its_text_tell_one_event() {
    assert_eq!(
        told(EventType::Coerce, "В Ваданске арестован банкир\n\nПолиция арестовала главу банка Ивана Орлова в пятницу."),
        1
    );
    assert_eq!(told(EventType::Harm, "Умер поэт Иван Орлов\n\nИван Орлов умер 3 мая в Ваданске."), 1);
}

#[test]
fn others_than_before_are_not_merged() {
    assert_eq!(told(EventType::Coerce, "Полиция арестовала редактора. На другой день полиция арестовала другого редактора."), 2);
}

#[test]
fn a_title_tells_no_event() {
    assert_eq!(told(EventType::Assault, "Писатель известен романом «Убийство соседа»."), 0);
    assert_eq!(told(EventType::Harm, "Дело возбуждено по статье 264 УК РФ (нарушение правил, повлёкшее смерть человека)."), 0);
    assert_eq!(told(EventType::State, "В публикации утверждается, что завод закроют."), 0);
}
