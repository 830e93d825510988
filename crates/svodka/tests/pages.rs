//! The chronicle and `explain`, as people see them. `UPDATE_EXPECT=1 cargo test -p svodka` writes the pages anew.

mod sample;

use expect_test::expect_file;
use std::sync::LazyLock;
use svodka::{Document, Language, Look, Paint, Reader, Report, chronicle, explain, model::EventId};
use unicode_width::UnicodeWidthStr;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new().expect("the resources are bundled"));

fn strike() -> Document {
    sample::strike(&READER)
}

fn russian() -> Look {
    Look { language: Language::Russian, ..Look::default() }
}

#[test]
fn a_chronicle_in_russian() {
    expect_file!["pages/strike.ru.txt"].assert_eq(&chronicle::to_text(&strike(), &russian()));
}

#[test]
fn a_chronicle_in_english_on_a_narrow_page() {
    let look = Look { width: 50, min_confidence: 0.6, ..Look::default() };
    expect_file!["pages/strike.en.txt"].assert_eq(&chronicle::to_text(&strike(), &look));
}

#[test]
fn every_event_explained() {
    let doc = strike();
    let pages: Vec<String> =
        (0..doc.events.len()).map(|e| explain::to_text(&READER, &doc, EventId::from(e), &russian())).collect();
    expect_file!["pages/strike.explain.ru.txt"].assert_eq(&pages.join("\n"));
    let page = explain::to_text(&READER, &doc, EventId(3), &Look::default());
    expect_file!["pages/strike.explain.en.txt"].assert_eq(&page);
    assert_eq!(explain::to_text(&READER, &doc, EventId(99), &Look::default()), "");
}

#[test]
fn a_frame_is_shown_with_what_it_takes() {
    let mut doc = strike();
    doc.events[3].rule = "coerce.arrest/verb".into();
    let page = explain::to_text(&READER, &doc, EventId(3), &Look { width: 200, ..Look::default() });
    assert!(page.contains("coerce.arrest/verb → COERCE arrest"), "{page}");
    assert!(page.contains("the frame takes actor = subj"), "{page}");
}

#[test]
fn no_line_is_wider_than_the_page() {
    let doc = strike();
    for width in [30, 40, 41, 60, 80, 120, 200] {
        for language in [Language::English, Language::Russian] {
            let look = Look { width, language, ..Look::default() };
            let explained = (0..doc.events.len()).map(|e| explain::to_text(&READER, &doc, EventId::from(e), &look));
            for page in explained.chain([chronicle::to_text(&doc, &look)]) {
                for line in page.lines() {
                    assert!(line.width() <= width, "{width}: {line:?}");
                    assert_eq!(line.trim_end(), line, "{width}");
                }
            }
        }
    }
}

#[test]
fn colour_changes_no_word() {
    let doc = strike();
    let look = Look { paint: Paint::Ansi, ..russian() };
    let coloured = chronicle::to_text(&doc, &look);
    assert!(coloured.contains("\u{1b}[1m\u{1b}[4mперекрыли\u{1b}[0m"), "{coloured}");
    let bare = anstream::adapter::strip_str(&coloured).to_string();
    let plain = chronicle::to_text(&doc, &russian()).replace(['‹', '›'], "");
    let words = |page: &str| page.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&bare), words(&plain));
}

#[test]
fn an_empty_report_has_a_page() {
    let doc = READER.read(Report::default());
    assert_eq!(chronicle::to_text(&doc, &Look::default()), "\nno events found\n");
}

/// A line as long as a book is quoted in part, whatever stands around the trigger.
#[test]
fn a_sentence_without_end_is_cut_around_its_trigger() {
    let mut doc = strike();
    let filler = "очень длинное предложение без конца и края ".repeat(2_000);
    let text = format!("{filler}Они бастуют {filler}");
    let read = READER.read(Report { text: text.clone(), ..Report::default() });
    let at = text.find("бастуют").unwrap();
    let mut event = doc.events.swap_remove(0);
    event.trigger = svodka::model::Span::new(at, at + "бастуют".len());
    event.head = read.tokens_in(event.trigger).start.into();
    (event.roles, event.mentions, event.counts, event.when) = (Vec::new(), Vec::new(), Vec::new(), None);
    let doc = Document { events: vec![event; 50], ..read };
    let page = chronicle::to_text(&doc, &russian());
    assert!(page.len() < 50 * 4_000, "{}", page.len());
    assert!(page.contains("‹бастуют›") && page.contains("│ … "));
}
