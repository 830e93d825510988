use super::*;
use crate::Resources;

/// Checks single arcs «dependent relation head» of a text read by the bundled weights.
fn arcs(text: &str, wanted: &[&str]) {
    let resources = Resources::bundled().unwrap();
    let mut doc = Document::new(svodka_model::Report { text: text.to_owned(), ..Default::default() });
    doc.tokens = crate::token::tokenize(resources.tokens(), doc.text());
    doc.sentences = crate::sentence::split(resources.tokens(), &doc);
    doc.dependencies = parse(&crate::encoder::encode(&resources, &doc), &doc);
    let found: Vec<String> = (0..doc.tokens.len())
        .map(|t| {
            let arc = doc.dependencies[t];
            let head = arc.head.map_or("", |h| doc.form(h));
            format!("{} {} {head}", doc.form(TokenId::from(t)), arc.deprel).trim().to_owned()
        })
        .collect();
    for arc in wanted {
        assert!(found.iter().any(|f| f == arc), "{text}: no «{arc}» among {found:#?}");
    }
}

#[test]
fn long_sentences_take_linear_time() {
    let arc = |word: usize, head: usize| ((word * 31 + head * 17) % 101) as i32;
    assert_eq!(tree::best(100_000, arc, |_| 0).len(), 100_000);
}

#[test]
fn plain_news_sentences_are_parsed() {
    arcs(
        "Полиция задержала участников митинга.",
        &["задержала root", "Полиция nsubj задержала", "участников obj задержала", "митинга nmod участников"],
    );
    arcs(
        "В городе Актау жители вышли на площадь.",
        &["вышли root", "В case городе", "жители nsubj вышли", "на case площадь", "площадь obl вышли"],
    );
    arcs("Здание было захвачено.", &["Здание nsubj:pass захвачено", "было aux:pass захвачено"]);
    arcs("Министр сообщил, что погибли пять человек.", &["погибли ccomp сообщил", "что mark погибли", "пять nummod:gov человек"]);
}
