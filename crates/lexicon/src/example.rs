use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A sentence with marked stretches, as written in the data files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The sentence without marks.
    pub text: String,
    /// The marked stretches in text order.
    pub marks: Vec<Mark>,
}

/// A marked stretch: `[actor Протестующие]`, or `[захватил]` without a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The label, empty where only brackets stand.
    pub label: String,
    /// Bytes of [`Example::text`].
    pub range: Range<usize>,
}

impl Example {
    /// Reads bracket markup; brackets do not nest. A label is a word of Latin letters.
    pub fn parse(source: &str) -> Result<Example, String> {
        let mut example = Example { text: String::with_capacity(source.len()), marks: Vec::new() };
        let mut rest = source;
        while let Some((before, inner)) = rest.split_once('[') {
            let (inside, after) = inner.split_once(']').ok_or_else(|| format!("bracket never closed in {source:?}"))?;
            if before.contains(']') || inside.contains('[') {
                return Err(format!("brackets cross in {source:?}"));
            }
            let (label, words) = match inside.split_once(' ') {
                Some((label, words)) if !label.is_empty() && label.bytes().all(|b| b.is_ascii_lowercase()) => (label, words),
                _ => ("", inside),
            };
            example.text.push_str(before);
            let start = example.text.len();
            example.text.push_str(words);
            example.marks.push(Mark { label: label.to_owned(), range: start..example.text.len() });
            rest = after;
        }
        if rest.contains(']') {
            return Err(format!("bracket never opened in {source:?}"));
        }
        example.text.push_str(rest);
        Ok(example)
    }

    /// The marks with this label.
    pub fn labelled<'a>(&'a self, label: &'a str) -> impl Iterator<Item = &'a Mark> {
        self.marks.iter().filter(move |mark| mark.label == label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_cut_out_of_the_sentence() {
        let example = Example::parse("[actor Толпа] [trigger взяла] [почту].").unwrap();
        assert_eq!(example.text, "Толпа взяла почту.");
        let quotes: Vec<_> =
            example.marks.iter().map(|m| (m.label.as_str(), example.text.get(m.range.clone()).unwrap())).collect();
        assert_eq!(quotes, [("actor", "Толпа"), ("trigger", "взяла"), ("", "почту")]);
        assert!(Example::parse("[actor Толпа").is_err());
        assert!(Example::parse("Толпа]").is_err());
        assert!(Example::parse("[a [b] c]").is_err());
    }
}
