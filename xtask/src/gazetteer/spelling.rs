//! Which of a place's Cyrillic names are Russian, and which of them comes first.

/// True for names in letters of the Russian alphabet that begin with a capital.
pub(super) fn is_russian(name: &str) -> bool {
    let letters = name.chars().all(|c| matches!(c, 'А'..='я' | 'Ё' | 'ё' | '-' | ' ' | '\'' | '’' | '.' | '(' | ')' | '0'..='9'));
    letters
        && name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().any(|c| c.is_lowercase())
        && !name.ends_with(" ош")
}

/// A name without stress marks and without what stands in brackets; dashes between parts as hyphens.
pub(super) fn clean(name: &str) -> String {
    let bare: String = name.chars().filter(|&c| c != '\u{301}').collect();
    let outside = match (bare.find('('), bare.find(')')) {
        (Some(open), Some(close)) if open < close => format!("{}{}", &bare.split_at(open).0, &bare.split_at(close + 1).1),
        _ => bare,
    };
    outside.replace(" — ", "-").replace('–', "-").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How much a spelling looks like a Russian one and not like one in a sister language; more is better.
fn russianness(name: &str) -> i32 {
    let lower = name.to_lowercase();
    let letters: Vec<char> = lower.chars().collect();
    let mut score = 0;
    for pair in letters.windows(2) {
        score -= match pair {
            // Bulgarian «Бедфърд», Belarusian «Дэрби», «Рыд», Ukrainian «Первомайське», «Бобровиця».
            ['ъ', next] if !"еёюя".contains(*next) => 6,
            [before, 'э'] if !"аеиоуэ -".contains(*before) => 3,
            [first, second] if first == second && !"аеиоуыэюя".contains(*first) => -1,
            ['ж' | 'ш' | 'ч' | 'ц', 'ы'] if pair[0] != 'ц' => 4,
            ['ц', 'я' | 'ю'] => 6,
            ['й', 'о'] => 1,
            _ => 0,
        };
    }
    score -= if lower.ends_with("ське") || lower.ends_with("цьке") || lower.ends_with('ъ') || lower.contains("щч") {
        8
    } else {
        0
    };
    score -= 2 * lower.matches(' ').count() as i32;
    score + letters.len() as i32 / 4
}

/// The best spelling first. `hint` is what a list of Russian names has; it is not always Russian.
pub(super) fn rank(mut spellings: Vec<String>, hint: Option<&str>) -> Vec<String> {
    if let Some(hint) = hint.filter(|h| is_russian(h)) {
        if !spellings.iter().any(|s| s == hint) {
            // Names missing from the other list are often in a wrong case («Фейсалабаде»): then the spelling under it is meant.
            if let Some(under) = spellings.iter().find(|s| hint.starts_with(s.as_str())).cloned() {
                return by_russianness(spellings, Some(&under));
            }
            let known = spellings.iter().any(|s| s.chars().take(4).eq(hint.chars().take(4)));
            if known {
                spellings.push(hint.to_owned())
            } else {
                spellings.insert(0, hint.to_owned())
            }
            if spellings.len() > 1 {
                return by_russianness(spellings, None);
            }
        }
        return by_russianness(spellings, Some(hint));
    }
    by_russianness(spellings, None)
}

fn by_russianness(mut spellings: Vec<String>, first: Option<&str>) -> Vec<String> {
    spellings.sort_by_cached_key(|s| (first != Some(s.as_str()), -russianness(s), s.clone()));
    spellings.dedup();
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(spellings: &[&str], hint: Option<&str>) -> String {
        rank(spellings.iter().map(|&s| s.to_owned()).collect(), hint).remove(0)
    }

    #[test]
    fn the_russian_spelling_comes_first() {
        assert_eq!(best(&["Дерби", "Дэрби"], None), "Дерби");
        assert_eq!(best(&["Первомайское", "Первомайське"], None), "Первомайское");
        assert_eq!(best(&["Некарцимерн", "Неккарциммерн"], None), "Неккарциммерн");
        assert_eq!(best(&["Сан Лорензо", "Сан-Лоренсо"], None), "Сан-Лоренсо");
        assert_eq!(best(&["Алма-Ата", "Алматы", "Верный"], Some("Алматы")), "Алматы");
        assert_eq!(best(&["Файсалабад", "Фейсалабад"], Some("Фейсалабаде")), "Фейсалабад");
        assert!(!is_russian("Київ") && !is_russian("Казан ош") && !is_russian("Tel’mankend"));
        assert_eq!(clean("Анба́р (мухафаза)"), "Анбар");
    }
}
