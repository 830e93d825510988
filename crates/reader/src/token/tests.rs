use super::*;

/// Checks a text whose tokens are marked by «¦» where no white space parts them; white space parts them always.
fn check(marked: &str) {
    let text = marked.replace('¦', "");
    let wanted: Vec<&str> = marked.split(|c: char| c == '¦' || c.is_whitespace()).filter(|t| !t.is_empty()).collect();
    let tokens = tokenize(&TokenLexicon::bundled(), &text);
    let found: Vec<&str> = tokens.iter().map(|t| t.span.of(&text)).collect();
    assert_eq!(found, wanted, "{marked}");
}

#[test]
fn plain_sentences() {
    check("Мэр города¦, подал в отставку¦.");
    check("«¦Город¦»¦, — сказал он¦, — «¦спит¦»¦.");
    check("\"¦Город¦\" спит¦; да¦: спит¦!");
    check("Он ушёл¦.¦Потом вернулся¦.");
    check("Что¦?! Где¦... Когда¦?..");
    check("Москва¦—¦Киев и Москва¦–¦Киев");
}

#[test]
fn abbreviations_and_initials() {
    check("В 2005 г. на ул. Мира¦, д. 5 и т. д.");
    check("т.¦е. около 5 тыс. руб. и др.");
    check("А.¦Б.¦Иванов и Иванов А. Б.");
    check("Завод им. Кирова помог им¦. Они рады¦.");
    check("Это тоже год¦. Дом и сад¦.");
    check("I тыс. до н. э.");
}

#[test]
fn numbers() {
    check("1,5 и 18:30 и 05.01.2022 и 2007/08");
    check("10¦-¦15 человек¦, 1992¦–¦1995 годов");
    check("30-летний и 90-х и 1-й и 10-15-летний");
    check("100¦кг и 20¦км¦, 5¦% и 5%-й");
    check("+¦7-912-345-67-89 и 2022-01-05");
    check("№¦5¦, $¦100¦, 300¦руб.");
    check("Ил-76 и Су-24М¦, G8¦, СУ-155");
    check("Всего 10¦.");
}

#[test]
fn words_with_marks_inside() {
    check("Ростов-на-Дону¦, кто-то¦, из-за¦, О'Коннор¦, за́мок");
    check("и¦/¦или");
    check("- пункт¦; -¦пункт");
}

#[test]
fn addresses() {
    check("Сайт https://example.ru/a?b=1¦, почта me@example.com¦, @kanal и #тег_1¦.");
    check("На example.ru¦, example.ru/news¦. Обед¦.¦Потом");
}

#[test]
fn smileys_and_pictures() {
    check("Ура¦))) Да :) нет¦((");
    check("Он (¦она¦) ушёл (¦да¦)¦.");
    check("❗️¦Срочно 🔥🔥¦, флаг 🇰🇿");
}

#[test]
fn any_bytes_are_cut() {
    for text in [
        "",
        " ",
        "\u{FEFF}",
        "a\u{0301}",
        "\0\0x",
        "…",
        "．．",
        "日本語 テキスト",
        "((((((",
        "-",
        "--",
        "1-",
        "1.",
        "@",
        "#",
        "http://",
        "a@",
        "А.",
    ] {
        let tokens = tokenize(&TokenLexicon::bundled(), text);
        assert!(tokens.windows(2).all(|w| w[0].span.end <= w[1].span.start), "{text:?}");
        assert!(tokens.iter().all(|t| !t.span.of(text).is_empty()), "{text:?}");
    }
}
