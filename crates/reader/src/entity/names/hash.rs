//! Feature hashing: cheap, stable between runs and machines.

/// Mixes two values into one; not symmetric.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let wide = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xA076_1D64_78BD_642F);
    (wide as u64) ^ ((wide >> 64) as u64)
}

/// Hash of a string.
pub(crate) fn text(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    for chunk in chunks {
        hash = mix(hash, u64::from_le_bytes(*chunk));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(hash, u64::from_le_bytes(last))
}

/// Hash of a word written in lower case with «е» for «ё».
pub(crate) fn folded(word: &str) -> u64 {
    let plain = |c: char| !c.is_uppercase() && c != 'ё';
    if word.chars().all(plain) {
        return text(word);
    }
    let lower: String = word.chars().flat_map(char::to_lowercase).map(|c| if c == 'ё' { 'е' } else { c }).collect();
    text(&lower)
}
