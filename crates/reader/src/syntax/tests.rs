use super::*;
use svodka_model::{Feats, Upos, Word};

/// Nodes of any words.
fn nodes(n: usize) -> Vec<Node> {
    let upos = [Upos::Noun, Upos::Verb, Upos::Adp, Upos::Punct];
    (0..n).map(|i| Node::new(&Word { lemma: format!("w{}", i % 7).into(), upos: upos[i % 4], feats: Feats::default() })).collect()
}

fn is_tree(heads: &[Option<u32>]) -> bool {
    let one_root = heads.iter().filter(|h| h.is_none()).count() == 1;
    let reaches = |mut at: usize| {
        for _ in 0..=heads.len() {
            match heads[at] {
                None => return true,
                Some(head) => at = head as usize,
            }
        }
        false
    };
    one_root && (0..heads.len()).all(reaches)
}

#[test]
fn any_weights_give_a_tree() {
    let mut state = State::default();
    let mut keys = Vec::new();
    for n in 1..60 {
        let nodes = nodes(n);
        for seed in 0..20u64 {
            let score = |keys: &[u64]| [0, 1, 2].map(|a| keys.iter().fold(seed, |h, &k| crate::linear::mix(h, k ^ a)));
            run(&mut state, &nodes, &mut keys, score);
            assert!(is_tree(state.heads()), "{n} words, seed {seed}: {:?}", state.heads());
        }
        run(&mut state, &nodes, &mut keys, |_| [0; 3]);
        assert!(is_tree(state.heads()), "{n} words");
    }
}

#[test]
fn long_sentences_take_linear_time() {
    let mut state = State::default();
    let nodes = nodes(200_000);
    run(&mut state, &nodes, &mut Vec::new(), |keys| [keys.len() as u64, 0, 0]);
    assert_eq!(state.heads().len(), 200_000);
}

/// Checks single arcs «dependent relation head» of a text read by the bundled weights.
fn arcs(text: &str, wanted: &[&str]) {
    let resources = Resources::bundled().unwrap();
    let mut doc = Document::new(svodka_model::Report { text: text.to_owned(), ..Default::default() });
    doc.tokens = crate::token::tokenize(resources.tokens(), doc.text());
    doc.sentences = crate::sentence::split(resources.tokens(), &doc);
    doc.words = crate::morphology::tag(&resources, &doc);
    doc.dependencies = parse(&resources, &doc);
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
