use svodka_model::{Case, Deprel, Document, TokenId, Upos, VerbForm, Word};

/// The token that names what is counted by an amount whose number begins at token `first` and whose words end before token `next`.
pub(crate) fn counted(doc: &Document, first: usize, next: usize) -> Option<TokenId> {
    neighbour(doc, next).or_else(|| tree(doc, first, next))
}

/// By the tree: the head that the number modifies.
fn tree(doc: &Document, first: usize, next: usize) -> Option<TokenId> {
    let dependency = doc.dependencies.get(first)?;
    let head = dependency.head?;
    let counts = matches!(dependency.deprel, Deprel::Nummod | Deprel::NummodGov | Deprel::NummodEntity);
    let near = (next..next + 8).contains(&head.index());
    let noun =
        doc.words.get(head.index()).is_some_and(|w| matches!(w.upos, Upos::Noun | Upos::Adj | Upos::Propn) && !w.feats.short);
    (counts && near && noun).then_some(head)
}

/// By adjacency: the first noun after the amount, over adjectives and participles; a participle alone where no noun follows.
fn neighbour(doc: &Document, next: usize) -> Option<TokenId> {
    let sentence = doc.sentences.get(doc.sentence_of(next.into()))?;
    let mut standing = None;
    for at in next..sentence.end.index().min(next + 7) {
        let (word, form) = (doc.words.get(at)?, doc.form(at.into()));
        if matches!(form, "которых" | "них" | "нас" | "вас" | "тех" | "этих") {
            break;
        }
        match word.upos {
            // «десять захваченных боевиками зданий»: what belongs to the participle
            Upos::Noun
                if standing.is_some_and(|s: usize| doc.words[s].feats.case == Some(Case::Gen))
                    && word.feats.case == Some(Case::Ins) => {}
            Upos::Noun => return Some(at.into()),
            Upos::Adj | Upos::Det if declined(form) => standing = standing.or(Some(at)),
            Upos::Verb if is_participle(word, form) => standing = standing.or(Some(at)),
            Upos::Adv | Upos::Part if standing.is_some() => {}
            Upos::Propn if at == next && declined(form) => standing = Some(at),
            // «двое из нападавших»
            Upos::Adp if at == next && form == "из" => {}
            _ => break,
        }
    }
    standing.map(TokenId::from)
}

fn declined(form: &str) -> bool {
    ["ых", "их", "ого", "его", "ой", "ый", "ий", "ая", "яя", "ую", "юю", "ыми", "ими", "ым", "им", "ые", "ие", "ей", "ому", "ему"]
        .iter()
        .any(|ending| form.ends_with(ending))
}

fn is_participle(word: &Word, form: &str) -> bool {
    match word.feats.verb_form {
        Some(VerbForm::Part) => !word.feats.short,
        Some(_) => false,
        None => form.len() > 10 && declined(form),
    }
}
