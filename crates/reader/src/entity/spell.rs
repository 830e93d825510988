//! How words are written: capitals, scripts, endings.

/// True where the first letter is a capital.
use crate::letters::{is_letter, is_small, small};
pub(crate) fn is_capital(form: &str) -> bool {
    form.chars().next().is_some_and(crate::letters::is_capital)
}

/// Two to six capitals: «ОДКБ», «МВД». Digits and hyphens may follow.
pub(crate) fn is_abbreviation(form: &str) -> bool {
    let letters = form.chars().filter(|&c| is_letter(c)).count();
    (2..=6).contains(&letters) && form.chars().all(|c| !is_small(c))
}

/// Lower case with «е» for «ё», hyphens as spaces, without quotation marks: the key by which spellings are compared.
pub(crate) fn key(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '«' | '»' | '"' | '„' | '“' | '”' | '\u{301}'))
        .map(small)
        .map(|c| match c {
            'ё' => 'е',
            '-' | '‑' | '\u{a0}' => ' ',
            c => c,
        })
        .collect()
}

/// Gives `word` the capitals of `like`, and its «е» where the dictionary writes «ё» but the report does not.
pub(crate) fn keep_spelling(word: &str, like: &str) -> String {
    let word = recapitalise(word, like);
    if !word.contains(['ё', 'Ё']) || like.contains(['ё', 'Ё']) {
        return word;
    }
    // Only where the report shows that it writes «е» there: inside the common beginning.
    let mut shown = like.chars();
    let mut alike = true;
    let spelled = word.chars().map(|c| {
        let there = shown.next();
        match (c, there) {
            ('ё', Some('е')) if alike => 'е',
            ('Ё', Some('Е')) if alike => 'Е',
            _ => {
                alike &= there == Some(c);
                c
            }
        }
    });
    spelled.collect()
}

/// Gives `word` the capitals of `like`, part by part at hyphens.
pub(crate) fn recapitalise(word: &str, like: &str) -> String {
    let mut patterns = like.split('-');
    let parts = word.split('-').map(|part| {
        let pattern = patterns.next().unwrap_or_default();
        if pattern.chars().count() > 1 && pattern.chars().all(|c| !is_small(c)) {
            part.to_uppercase()
        } else if is_capital(pattern) {
            let mut chars = part.chars();
            chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
        } else {
            part.to_owned()
        }
    });
    parts.collect::<Vec<_>>().join("-")
}

/// True where two words are likely forms of one name: one stem with other endings.
pub(crate) fn same_stem(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let (short, long) = (a.chars().count().min(b.chars().count()), a.chars().count().max(b.chars().count()));
    common >= 3 && common + 2 >= short && long - common <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_given_back() {
        assert_eq!(recapitalise("алма-ата", "Алма-Ату"), "Алма-Ата");
        assert_eq!(recapitalise("одкб", "ОДКБ"), "ОДКБ");
        assert_eq!(recapitalise("аль-ганзури", "аль-Ганзури"), "аль-Ганзури");
    }

    #[test]
    fn stems_are_compared_without_endings() {
        assert!(same_stem("токаев", "токаевым"));
        assert!(same_stem("путина", "путин"));
        assert!(!same_stem("путин", "пушкин"));
        assert!(!same_stem("ли", "ливан"));
    }
}
