//! The best sequence of tags of one layer.

/// Viterbi over the tags `scores` (a row of `tags` a token) with `moves` from tag to tag. Tag 0 is outside, odd tags
/// begin a name, the even tag after continues it; continuations of another kind are never chosen.
pub fn best(scores: &[i32], tags: usize, moves: &[i32], path: &mut Vec<u8>) {
    path.clear();
    let count = scores.len() / tags;
    if count == 0 {
        return;
    }
    let mut back = vec![0u8; count * tags];
    let mut now = [i32::MIN / 2; MOST];
    let mut next = now;
    for (tag, &score) in scores[..tags].iter().enumerate() {
        if !continues(tag) {
            now[tag] = score;
        }
    }
    for at in 1..count {
        let row = &scores[at * tags..(at + 1) * tags];
        for tag in 0..tags {
            let mut top = (i32::MIN, 0);
            let allowed = if continues(tag) { tag - 1..tag + 1 } else { 0..tags };
            for from in allowed {
                let value = now[from] + moves[from * tags + tag];
                if value > top.0 {
                    top = (value, from);
                }
            }
            next[tag] = top.0.saturating_add(row[tag]);
            back[at * tags + tag] = top.1 as u8;
        }
        std::mem::swap(&mut now, &mut next);
    }
    let mut tag = (0..tags).max_by_key(|&t| (now[t], tags - t)).unwrap_or(0);
    path.resize(count, 0);
    for at in (0..count).rev() {
        path[at] = tag as u8;
        tag = usize::from(back[at * tags + tag]);
    }
}

/// Most tags that a layer may have.
const MOST: usize = 16;

fn continues(tag: usize) -> bool {
    tag > 0 && tag.is_multiple_of(2)
}

/// The names of a path: first token, one past the last, and kind from 0.
pub fn names(path: &[u8]) -> Vec<(usize, usize, usize)> {
    let mut names: Vec<(usize, usize, usize)> = Vec::new();
    for (at, &tag) in path.iter().enumerate() {
        match (tag, names.last_mut()) {
            (0, _) => {}
            (tag, Some(last)) if tag % 2 == 0 && last.1 == at => last.1 = at + 1,
            (tag, _) => names.push((at, at + 1, usize::from(tag - 1) / 2)),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn continuation_needs_a_beginning() {
        let mut path = Vec::new();
        best(&[0, 1, 9, 0, 0, 9], 3, &[0; 9], &mut path);
        assert_eq!(path, [1, 2]);
        assert_eq!(names(&path), [(0, 2, 0)]);
    }
}
