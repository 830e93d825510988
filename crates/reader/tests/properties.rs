//! What holds for every text, whatever its bytes.

mod support;

use proptest::{collection::vec, prelude::*, sample::select};
use std::{fs, path::Path, thread, time::Instant};
use svodka_model::{Document, Report, Span};

/// Words and marks that wake many stages at once, in no order that makes sense.
const PIECES: &str = "протестующие|захватили|аэропорт|Актау|3 января|с 38 до 120|тенге|за литр|не|«|»|(|)|,|.|\
    —|:|;|!|?|…|по словам|очевидцев|сообщил|телеканал|«Волна»|который|где|чтобы|что|и|\
    а также|погибли|двое|16 человек|около|более 100|ранены|задержан|задержаны|были|будет|накануне|\
    до этого|в ночь на|вторник|утром|18:30|10.05.2023|5–7 мая|А. Б. Иванов|президент|министр|он|их|\
    её|в|на|из|у|под|против|повышения|цены|правительство|пошло на|уступки|потребовал|отставки|\
    опроверг|слухи|о|взрыве|начались|столкновения|с полицией|прекратились|объявил|режим|ЧС|МВД|\
    Минобороны|Ил-76|#новости|@kanal|https://example.org/a?b=1|🙂|🇰🇿|\n|\n\n|\t|ПОГИБЛИ|1,5 тыс.|\
    № 5|%|x2|’";

fn pieces(count: usize) -> impl Strategy<Value = Vec<&'static str>> {
    vec(select(PIECES.split('|').collect::<Vec<_>>()), 0..count)
}

fn read(text: &str, published: Option<&str>) -> Document {
    support::read(Report { text: text.to_owned(), published: published.map(str::to_owned), ..Report::default() })
}

/// The golden texts, as reports of the kind that the reader is for.
fn golden() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the golden folder is there").flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a golden text is UTF-8")).collect()
}

/// Every span of every layer.
fn spans(doc: &Document) -> Vec<Span> {
    let mut spans: Vec<Span> = doc.tokens.iter().map(|t| t.span).collect();
    spans.extend(doc.sentences.iter().map(|s| s.span));
    spans.extend(doc.timexes.iter().map(|t| t.span));
    spans.extend(doc.quantities.iter().map(|q| q.span));
    spans.extend(doc.mentions.iter().map(|m| m.span));
    spans.extend(doc.attributions.iter().flat_map(|a| [a.cue, a.span, a.scope]));
    for event in &doc.events {
        spans.push(event.trigger);
        spans.extend(&event.mentions);
        spans.extend(event.roles.iter().map(|role| role.span));
    }
    spans
}

/// Reads the text and checks everything that must hold of any document.
fn hold(text: &str, published: Option<&str>) -> Document {
    let doc = read(text, published);
    assert_eq!(doc.check(), Ok(()), "{text:?}");
    assert_eq!(doc.text(), text, "the text is never changed");
    for span in spans(&doc) {
        let words = text.get(span.range()).unwrap_or_else(|| panic!("{span:?} does not cut {text:?}"));
        assert!(!words.is_empty(), "{span:?} is empty in {text:?}");
        assert_eq!(words, doc.quote(span));
    }
    let covered: usize = doc.tokens.iter().map(|t| doc.quote(t.span).chars().filter(|c| !c.is_whitespace()).count()).sum();
    let visible = text.chars().filter(|c| !c.is_whitespace()).count();
    assert!(covered <= visible, "tokens repeat characters of {text:?}");
    doc
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        hold(&text, Some("2023-05-12"));
    }

    #[test]
    fn any_bytes_are_read(bytes in vec(any::<u8>(), 0..600)) {
        hold(&String::from_utf8_lossy(&bytes), None);
    }

    #[test]
    fn any_order_of_words_is_read(pieces in pieces(80), gap in select(&[" ", "", "\u{a0}", "\r\n"][..])) {
        hold(&pieces.join(gap), Some("2023-05-12"));
    }

    #[test]
    fn any_date_of_publication_is_survived(published in "\\PC{0,12}|[0-9]{1,6}-[0-9]{1,3}-[0-9]{1,3}(T[0-9:]{0,8}Z?)?") {
        hold("Вчера, 3 января, в ночь на вторник, на прошлой неделе и до этого горожане митинговали.", Some(&published));
    }

    #[test]
    fn a_damaged_report_is_read(which in any::<prop::sample::Index>(), from in any::<prop::sample::Index>(), len in 0usize..40, patch in "\\PC{0,6}") {
        let texts = golden();
        let text: Vec<char> = texts[which.index(texts.len())].chars().collect();
        let from = from.index(text.len());
        let until = (from + len).min(text.len());
        let damaged: String = text[..from].iter().copied().chain(patch.chars()).chain(text[until..].iter().copied()).collect();
        hold(&damaged, Some("2023-05-12"));
    }

    #[test]
    fn reading_twice_gives_the_same(pieces in pieces(80)) {
        let text = pieces.join(" ");
        prop_assert_eq!(read(&text, Some("2023-05-12")), read(&text, Some("2023-05-12")));
    }
}

#[test]
fn threads_read_alike() {
    let texts = golden();
    let alone: Vec<Document> = texts.iter().map(|text| read(text, Some("2023-05-12"))).collect();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                // Backwards, so that no order of reading can matter either.
                for (text, wanted) in texts.iter().zip(&alone).rev() {
                    assert_eq!(read(text, Some("2023-05-12")), *wanted);
                }
            });
        }
    });
}

#[test]
fn odd_texts_are_read() {
    let nested = format!("{}штурм{}", "(".repeat(10_000), ")".repeat(10_000));
    let quotes = format!("{}взрыв", "«".repeat(10_000));
    let commas = "сказал, ".repeat(3_000);
    let conjuncts = format!("Погибли {}.", vec!["мэр"; 3_000].join(" и "));
    let clauses = "который сказал, что ".repeat(2_000);
    let genitives = "начальника ".repeat(3_000);
    let numbers = "1 000 000 ".repeat(3_000);
    let long = [
        "а".repeat(100_000),
        "-".repeat(50_000),
        "9".repeat(50_000),
        "ё\u{301}".repeat(20_000),
        "\u{301}".repeat(20_000),
        "👩‍👩‍👧‍👦".repeat(3_000),
        "\u{0}".repeat(10_000),
        "\n".repeat(10_000),
        " \t\u{a0}\u{2028}".repeat(3_000),
        "?!…".repeat(10_000),
        "https://".to_owned() + &"a/".repeat(20_000),
        "А. ".repeat(10_000),
    ];
    let short = [
        "",
        " ",
        "\u{feff}Взрыв.",
        "Взрыв",
        "взрыв\r\nпожар\rштурм\nмитинг\u{2029}обстрел",
        "שלום, קראו לזה мир 2023-05-12 مرحبا",
        "\u{202e}взрыв\u{202c} в Актау",
        "Пре\u{0}зи\u{0}дент по\u{0}дал в от\u{0}ставку.",
        "ПРЕЗИДЕНТ ПОДАЛ В ОТСТАВКУ!!!11",
        "Dозвращены в Aктау: смешанные буквы",
        "Погибли 99999999999999999999999999999999999999999 человек, ранены -5, пропали 1e309.",
        "31 февраля 00:99 29.02.2023 0000-00-00 99.99.9999 в 25 часов",
        "«»()[]{}<>„“\"'",
        "—",
        "Об этом сообщает",
        "— СМИ",
        "Порт закрыт, [сообщает](",
        "Взрыв в порту —",
        "По её словам",
        "со ссылкой на",
        "Ведомство приводит цифры:",
        "𝕭𝖟𝖗𝖞𝖛 ʙᴢʀʏᴠ взрыв",
    ];
    for text in [nested, quotes, commas, conjuncts, clauses, genitives, numbers].iter().chain(&long) {
        hold(text, Some("2023-05-12"));
    }
    for text in short {
        hold(text, None);
        hold(&text.repeat(3), Some("2023-05-12"));
    }
}

/// Twice the words take about twice the time, also when no line break and no full stop helps.
#[test]
fn time_grows_with_the_length() {
    let one_line = "Жители вышли на площадь против повышения цены, сообщил телеканал, а полиция задержала 12 человек, ";
    let seconds = |times: usize| {
        let text = one_line.repeat(times);
        let once = |_: i32| {
            let start = Instant::now();
            read(&text, None);
            start.elapsed().as_secs_f64()
        };
        (0..3).map(once).fold(f64::INFINITY, f64::min)
    };
    let (small, large) = (seconds(60), seconds(960));
    // Linear work gives 16, quadratic work 256; between them lies the noise of a busy machine.
    assert!(large < 64.0 * small, "16 times the text took {:.0} times as long ({small:.4} s, then {large:.4} s)", large / small);
}
