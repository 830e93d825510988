use std::ops::Range;

/// A piece of the report's text: `[start, end)` in bytes, both on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; `start` must not lie after `end`.
    pub fn new(start: usize, end: usize) -> Span {
        debug_assert!(start <= end, "a span runs forwards: {start}..{end}");
        Span { start: start as u32, end: end as u32 }
    }

    /// The words of the span. Out-of-range spans give an empty string.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// As a range of byte offsets.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// True for a span of no bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True where the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True where `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The shortest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Turns byte offsets into code points, in constant time after one pass over the text.
#[derive(Debug)]
pub struct OffsetMap {
    /// Code points before each 64-byte block.
    blocks: Vec<u32>,
}

const BLOCK: usize = 64;

fn begins_char(byte: &u8) -> bool {
    (*byte as i8) >= -0x40
}

impl OffsetMap {
    /// Scans the text once.
    pub fn new(text: &str) -> OffsetMap {
        let mut seen = 0;
        let blocks = text
            .as_bytes()
            .chunks(BLOCK)
            .map(|block| {
                let before = seen;
                seen += block.iter().filter(|b| begins_char(b)).count() as u32;
                before
            })
            .collect();
        OffsetMap { blocks }
    }

    /// The number of code points before byte `offset` of `text`, the text that the map was made from.
    pub fn code_points(&self, text: &str, offset: u32) -> u32 {
        let block = offset as usize / BLOCK;
        let Some(before) = self.blocks.get(block) else {
            return text.chars().count() as u32;
        };
        let rest = &text.as_bytes()[block * BLOCK..offset as usize];
        before + rest.iter().filter(|b| begins_char(b)).count() as u32
    }

    /// Both ends of a span in code points.
    pub fn span(&self, text: &str, span: Span) -> [u32; 2] {
        [self.code_points(text, span.start), self.code_points(text, span.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_code_points_of_any_script() {
        let text = "Ил-76 — «борт» 🙂 ".repeat(20);
        let map = OffsetMap::new(&text);
        for (points, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(map.code_points(&text, byte as u32), points as u32);
        }
        assert_eq!(map.code_points(&text, text.len() as u32), text.chars().count() as u32);
        assert_eq!(OffsetMap::new("").code_points("", 0), 0);
    }
}
