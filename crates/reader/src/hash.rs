//! The two hashes: of bytes, and of what features are made of.

const A: u64 = 0x9E37_79B9_7F4A_7C15;
const B: u64 = 0xA076_1D64_78BD_642F;

fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ ((product >> 64) as u64)
}

/// Joins two hashes; the order matters.
pub fn mix(a: u64, b: u64) -> u64 {
    fold(a ^ A, b.rotate_left(32) ^ B)
}

fn word(bytes: &[u8]) -> u64 {
    let mut word = [0; 8];
    for (to, from) in word.iter_mut().zip(bytes) {
        *to = *from;
    }
    u64::from_le_bytes(word)
}

/// The hash of a string.
pub fn hash(text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let start = words.iter().fold(text.len() as u64, |h, w| mix(h, u64::from_le_bytes(*w)));
    mix(start, word(rest))
}

/// The hash of a whole file, by four lanes so that a table of megabytes takes less than a millisecond.
pub fn digest(bytes: &[u8]) -> u64 {
    let (blocks, rest) = bytes.as_chunks::<32>();
    let mut lanes = [1, 2, 3, 4];
    for block in blocks {
        for (lane, part) in lanes.iter_mut().zip(block.as_chunks::<8>().0) {
            *lane = mix(*lane, u64::from_le_bytes(*part));
        }
    }
    for (lane, part) in lanes.iter_mut().zip(rest.chunks(8)) {
        *lane = mix(*lane, word(part));
    }
    lanes.iter().fold(bytes.len() as u64, |h, &lane| mix(h, lane))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_counts() {
        let long: Vec<u8> = (0..100).collect();
        for at in 0..long.len() {
            let mut other = long.clone();
            other[at] ^= 1;
            assert_ne!(digest(&long), digest(&other), "byte {at}");
        }
        assert_ne!(hash("а"), hash("б"));
        assert_ne!(hash("приказ"), hash("приказы"));
        assert_ne!(mix(1, 2), mix(2, 1));
    }
}
