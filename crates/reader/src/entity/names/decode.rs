//! The best sequence of tags of one layer.

/// Whether tokens that belong to no name stand before and after a stretch.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edges {
    /// There is one before.
    pub(super) before: bool,
    /// There is one after.
    pub(super) after: bool,
}

/// Finds best sequences; its room is used again.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    back: Vec<u8>,
    path: Vec<u8>,
}

impl Decoder {
    /// Viterbi over the tags `scores` (a row of `tags` a token) with `moves` from tag to tag. Tag 0 is outside, odd tags
    /// begin a name, the even tag after continues it; continuations of another kind are never chosen.
    pub(super) fn best(&mut self, scores: &mut [i32], tags: usize, moves: &[i32], edges: Edges) -> &[u8] {
        let (back, path) = (&mut self.back, &mut self.path);
        path.clear();
        let count = scores.len() / tags;
        if count == 0 {
            return path;
        }
        back.clear();
        back.resize(count * tags, 0);
        if edges.before {
            scores.iter_mut().zip(&moves[..tags]).for_each(|(score, from_outside)| *score += from_outside);
        }
        if edges.after {
            let to_outside = moves.iter().step_by(tags);
            scores[(count - 1) * tags..].iter_mut().zip(to_outside).for_each(|(score, move_out)| *score += move_out);
        }
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
        path
    }
}

/// Most tags that a layer may have.
const MOST: usize = 16;

fn continues(tag: usize) -> bool {
    tag > 0 && tag.is_multiple_of(2)
}

/// The names of a path: first token, one past the last, and kind from 0.
pub(super) fn names(path: &[u8]) -> Vec<(usize, usize, usize)> {
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
    fn a_stretch_is_decoded_as_in_its_sentence() {
        // Moves that favour staying outside and going on.
        let moves = [5, -2, 0, -1, 3, 4, 2, -3, 6];
        let inner = [1, 4, 0, 0, 3, 2, 2, 1, 5];
        let outside = [0, -1000, -1000];
        let whole = [outside, outside].concat().into_iter().chain(inner).chain(outside).collect::<Vec<_>>();
        let mut decoder = Decoder::default();
        let in_sentence = decoder.best(&mut whole.clone(), 3, &moves, Edges::default())[2..5].to_vec();
        let alone = decoder.best(&mut inner.clone(), 3, &moves, Edges { before: true, after: true });
        assert_eq!(alone, in_sentence);
    }

    #[test]
    fn continuation_needs_a_beginning() {
        let mut decoder = Decoder::default();
        let path = decoder.best(&mut [0, 1, 9, 0, 0, 9], 3, &[0; 9], Edges::default());
        assert_eq!(path, [1, 2]);
        assert_eq!(names(path), [(0, 2, 0)]);
    }
}
