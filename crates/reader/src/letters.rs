//! Letters and their lower case, with a short way for Russian: the tables of all scripts cost several times more, and these
//! questions are asked of every letter of a report.

use std::borrow::Cow;

/// True for letters of any script.
#[inline]
pub(crate) fn is_letter(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё') || c.is_alphabetic()
}

/// True for letters and digits of any script.
#[inline]
pub(crate) fn is_letter_or_digit(c: char) -> bool {
    matches!(c, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё') || c.is_alphanumeric()
}

/// True for small letters.
#[inline]
pub(crate) fn is_small(c: char) -> bool {
    match c {
        'а'..='я' | 'ё' => true,
        'А'..='Я' | 'Ё' => false,
        _ => c.is_lowercase(),
    }
}

/// True for capitals.
#[inline]
pub(crate) fn is_capital(c: char) -> bool {
    match c {
        'а'..='я' | 'ё' => false,
        'А'..='Я' | 'Ё' => true,
        _ => c.is_uppercase(),
    }
}

/// The small letter of a capital, the first one where a capital has several; any other character as it is.
#[inline]
pub(crate) fn small(c: char) -> char {
    match c {
        'а'..='я' | 'ё' => c,
        'А'..='Я' => char::from_u32(c as u32 + 0x20).unwrap_or(c),
        'Ё' => 'ё',
        _ if c.is_ascii() => c.to_ascii_lowercase(),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// A word in small letters; most words are so as they stand.
pub(crate) fn in_small(word: &str) -> Cow<'_, str> {
    if word.chars().any(|c| small(c) != c) { Cow::Owned(word.chars().map(small).collect()) } else { Cow::Borrowed(word) }
}

/// True where a word in small letters is `wanted`.
#[inline]
pub(crate) fn is_in_small(word: &str, wanted: &str) -> bool {
    word.chars().map(small).eq(wanted.chars())
}

/// True for Latin letters among Russian ones: «тpое».
pub(crate) fn is_mixed(word: &str) -> bool {
    let russian = |c: char| matches!(c, 'а'..='я' | 'ё' | 'А'..='Я' | 'Ё');
    word.bytes().any(|b| b.is_ascii_alphabetic()) && word.chars().any(russian)
}

/// A word with the Russian letters that its Latin ones look like, where it has both.
pub(crate) fn unmixed(word: &str) -> Cow<'_, str> {
    const LATIN: &str = "acekopxyABCEHKMOPTXY";
    const RUSSIAN: &str = "асекорхуАВСЕНКМОРТХУ";
    if !is_mixed(word) {
        return Cow::Borrowed(word);
    }
    let russian = |c: char| LATIN.chars().zip(RUSSIAN.chars()).find(|(latin, _)| *latin == c).map_or(c, |(_, russian)| russian);
    // A word with a Latin letter that looks like none is two words in one: «IT-компания».
    let straight: String = word.chars().map(russian).collect();
    if straight.bytes().any(|b| b.is_ascii_alphabetic()) { Cow::Borrowed(word) } else { Cow::Owned(straight) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_says_what_the_tables_say() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(is_letter(c), c.is_alphabetic(), "{c}");
            assert_eq!(is_letter_or_digit(c), c.is_alphanumeric(), "{c}");
            assert_eq!(is_small(c), c.is_lowercase(), "{c}");
            assert_eq!(is_capital(c), c.is_uppercase(), "{c}");
            assert_eq!(Some(small(c)), c.to_lowercase().next(), "{c}");
        }
    }

    #[test]
    fn words_in_small_letters() {
        assert!(matches!(in_small("ёлка-1"), Cow::Borrowed("ёлка-1")));
        assert_eq!(in_small("МИДа Qазақ"), "мида qазақ");
        assert!(is_in_small("ООН", "оон") && !is_in_small("ООН", "оо") && !is_in_small("ОО", "оон"));
    }
}
