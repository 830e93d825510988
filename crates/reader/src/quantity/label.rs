use super::lexis::{Lexis, Role};
use crate::number::{Atom, Kind, NumeralClass};
use svodka_model::{Degree, Document, Upos};

/// Whether digits at atoms `start..end` are a name, a label, a score, a telephone number or the like, and no amount.
pub(crate) fn is_label(doc: &Document, atoms: &[Atom], start: usize, end: usize) -> bool {
    let (number, before) = (&atoms[start], start.checked_sub(1).and_then(|i| atoms.get(i)));
    if let Some((value, digits)) = number.plain() {
        let padded = digits > 1 && (digits > 19 || value < 10u64.pow(u32::from(digits) - 1));
        let single = end == start + 1;
        if padded || (single && digits > 11) {
            return true;
        }
    }
    let heads_line = start == 0 || number.breaks;
    if heads_line && number.plain().is_some_and(|(value, _)| value <= 60) {
        // «1. …», «2) …»: the number of a point
        let next = atoms.get(end);
        if next.is_some_and(|a| matches!(a.mark(), '.' | ')') && a.tight && atoms.get(end + 1).is_some_and(|b| !b.tight)) {
            return true;
        }
    }
    if number.tight {
        let sewn = match before.map(|a| a.kind) {
            Some(Kind::Word) => true,
            Some(Kind::Mark(mark)) => {
                let letters = start >= 2 && atoms[start - 1].tight && atoms[start - 2].kind != Kind::Mark(' ');
                match mark {
                    '№' | '#' | '_' | '@' | '&' | '=' | '+' | '/' | '\\' => true,
                    '-' | ':' | '.' | ',' => letters && !matches!(atoms[start - 2].kind, Kind::Mark(_)),
                    _ => false,
                }
            }
            _ => false,
        };
        if sewn {
            return true;
        }
    }
    if is_area_code(atoms, start, end) {
        return true;
    }
    let Some(next) = atoms.get(end).filter(|a| a.tight) else { return is_name(doc, atoms, start, end) };
    let digit_after = atoms.get(end + 1).is_some_and(|a| a.tight && matches!(a.kind, Kind::Number { .. }));
    match next.kind {
        Kind::Mark(':' | '.' | '/' | ',') if digit_after => true,
        Kind::Mark('/' | '_' | '@' | '=' | '&') => true,
        // «8-800-555»: a chain of three
        Kind::Mark('-') if digit_after => atoms.get(end + 2).is_some_and(|a| a.tight && a.mark() == '-'),
        Kind::Mark('(') => true,
        // «5G», «3D»
        Kind::Word => atoms[end].capital || next.span.of(doc.text()).starts_with(|c: char| c.is_ascii_alphabetic()),
        _ => is_name(doc, atoms, start, end),
    }
}

/// «(495)» of a telephone number.
fn is_area_code(atoms: &[Atom], start: usize, end: usize) -> bool {
    let bracketed = start >= 1 && atoms[start - 1].mark() == '(' && atoms.get(end).is_some_and(|a| a.mark() == ')');
    let digits = |at: Option<usize>| at.and_then(|at| atoms.get(at)).is_some_and(|a| a.plain().is_some());
    bracketed && (digits(start.checked_sub(2)) || digits(Some(end + 1)))
}

/// «Россия 24», «Боинг 737»: a capitalised word before and no noun to count after, or a quotation mark at the end of a name.
fn is_name(doc: &Document, atoms: &[Atom], start: usize, end: usize) -> bool {
    let Some(before) = start.checked_sub(1).and_then(|i| atoms.get(i)) else { return false };
    let text = doc.text();
    let latin = before.span.of(text).starts_with(|c: char| c.is_ascii_uppercase());
    let named = before.kind == Kind::Word
        && before.capital
        && start >= 2
        && !atoms[start - 1].breaks
        && !sentence_start(atoms, start - 1);
    // «235 Гарнизонный военный суд»
    let next = atoms.get(end).filter(|a| a.kind == Kind::Word && a.capital && !a.breaks && !sentence_start(atoms, start));
    if next.and_then(|a| doc.words.get(a.token as usize)).is_some_and(|w| w.upos == Upos::Adj) {
        return true;
    }
    let closes = atoms.get(end).is_none_or(|a| matches!(a.mark(), '»' | '"' | '”' | '\'' | ')' | '(' | ',' | '.' | ';'));
    let quoted = atoms.get(end).is_some_and(|a| matches!(a.mark(), '»' | '"' | '”') && a.tight) && before.kind == Kind::Word;
    quoted || (before.kind == Kind::Word && latin && named) || (named && closes)
}

fn sentence_start(atoms: &[Atom], at: usize) -> bool {
    at == 0 || atoms[at].breaks || matches!(atoms[at - 1].mark(), '.' | '!' | '?' | '…' | '«' | '"' | ':' | '–')
}

/// Whether the word before makes the number a label («статья 65»); «школы 3 ребёнка» is none.
pub(crate) fn labelled(lexis: &Lexis, text: &str, atoms: &[Atom], start: usize) -> Option<Role> {
    let mut at = start.checked_sub(1)?;
    // «ст. 318 и 212»: a row of labels
    for _ in 0..8 {
        let joined = matches!(atoms[at].mark(), ',' | '-' | '–') || atoms[at].span.of(text) == "и";
        if at == 0 || !joined || atoms[at - 1].plain().is_none() {
            break;
        }
        at = at.saturating_sub(2);
    }
    if atoms[at].mark() == '.' && at > 0 && atoms[at].tight {
        at -= 1;
    }
    match atoms[at].mark() {
        '№' => return Some(Role::Label),
        '\0' => {}
        _ => return None,
    }
    let role = lexis.role(&atoms[at]).0;
    matches!(role, Role::Label | Role::WeakLabel | Role::Age).then_some(role)
}

/// «одним из крупнейших», «одной из московских больниц»: a description, which counts nothing; «один из нападавших» counts.
fn is_one_of_many<'a>(lexis: &Lexis, atoms: &[Atom], word: &impl Fn(usize) -> &'a str, at: usize, end: usize) -> bool {
    if word(end) != "из" {
        return false;
    }
    let straight =
        matches!(word(at), "один" | "одна" | "одно" | "одного" | "одну" | "Один" | "Одна" | "Одно" | "Одного" | "Одну");
    let superlative = atoms.get(end + 1).is_some_and(|a| lexis.role(a).0 == Role::Superlative || matches!(a.mark(), '«' | '"'))
        || word(end + 1).ends_with("ейших")
        || word(end + 1).ends_with("айших");
    !straight || superlative
}

/// Whether a numeral in words at `at` is part of an expression that counts nothing.
pub(crate) fn is_idiom(lexis: &Lexis, doc: &Document, atoms: &[Atom], at: usize, end: usize) -> bool {
    let text = doc.text();
    let word = |at: usize| atoms.get(at).filter(|a| a.kind == Kind::Word && a.span.len() <= 16).map_or("", |a| a.span.of(text));
    let before = at.checked_sub(1).map_or("", word);
    let upos = |at: usize| atoms.get(at).and_then(|a| doc.words.get(a.token as usize)).map(|w| w.upos);
    let compared = |at: usize| {
        atoms.get(at).and_then(|a| doc.words.get(a.token as usize)).is_some_and(|w| w.feats.degree == Some(Degree::Cmp))
    };
    let noun = |at: usize| matches!(upos(at), Some(Upos::Noun | Upos::Adj));
    let ordinal = at > 0 && matches!(lexis.vocabulary.numeral(atoms[at - 1].sense), Some((NumeralClass::Ordinal, _)));
    let Some((class, value)) = lexis.vocabulary.numeral(atoms[at].sense) else { return false };
    match class {
        NumeralClass::Unit if value == 1.0 && end == at + 1 => {
            let adverbial = matches!(
                before,
                "в" | "В"
                    | "на"
                    | "На"
                    | "под"
                    | "у"
                    | "при"
                    | "из"
                    | "по"
                    | "По"
                    | "к"
                    | "с"
                    | "С"
                    | "со"
                    | "о"
                    | "об"
                    | "ни"
                    | "за"
                    | "как"
                    | "для"
                    | "все"
            );
            let side = atoms.get(end).is_some_and(|a| lexis.role(a).0 == Role::Side);
            let pair = word(end) == "и"
                && matches!(word(end + 1), "тот" | "та" | "то" | "те" | "того" | "той" | "ту" | "тому" | "тем" | "том");
            let chain = matches!(word(end), "за" | "на")
                && lexis.vocabulary.numeral(atoms.get(end + 1).map_or(0, |a| a.sense)) == Some((class, value));
            adverbial || side || pair || chain || word(end) == "только" || is_one_of_many(lexis, atoms, &word, at, end)
        }
        NumeralClass::ScaleEither | NumeralClass::ScaleMany | NumeralClass::ScaleOne => ordinal,
        NumeralClass::Pair => word(at) == "пары" || word(at) == "парой" || (end == at + 1 && !noun(end)),
        // «несколько позже»
        NumeralClass::Vague => end == at + 1 && (upos(end) == Some(Upos::Adv) || compared(end)),
        _ => false,
    }
}
