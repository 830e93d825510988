//! Names of arcs, chosen when the tree stands.

use super::node::{NONE, Node, join};
use svodka_model::{Deprel, Upos};

/// Number of this feature set: raise it with every change, so that old weights are refused.
pub const LABEL_SCHEMA: u32 = 1;
/// Classes of the table: the relations in declaration order, and room to a whole number of registers.
pub const LABELS: usize = 48;

const _: () = assert!(Deprel::ALL.len() <= LABELS, "every relation has its column");

/// A finished tree without names.
#[derive(Debug)]
pub struct Tree<'a> {
    nodes: &'a [Node],
    heads: &'a [Option<u32>],
    relatives: Vec<Relatives>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Relatives {
    slots: u64,
    left: Option<u32>,
    right: Option<u32>,
    preposition: Option<u32>,
}

impl<'a> Tree<'a> {
    /// A tree over the words of a sentence.
    pub fn new(nodes: &'a [Node], heads: &'a [Option<u32>]) -> Tree<'a> {
        let mut relatives = vec![Relatives::default(); nodes.len()];
        for (at, (node, head)) in nodes.iter().zip(heads).enumerate() {
            let Some(mother) = head.and_then(|h| relatives.get_mut(h as usize)) else { continue };
            let at = at as u32;
            mother.slots |= node.slot();
            if Some(at) < *head {
                mother.left = mother.left.or(Some(at));
                if node.upos == Upos::Adp {
                    mother.preposition = Some(at);
                }
            } else {
                mother.right = Some(at);
            }
        }
        Tree { nodes, heads, relatives }
    }

    fn node(&self, at: Option<u32>) -> Option<&Node> {
        self.nodes.get(at? as usize)
    }
}

/// The features of the arc from `head` to `at`.
pub fn label_features(tree: &Tree<'_>, head: usize, at: usize, out: &mut Vec<u64>) {
    let (Some(h), Some(d)) = (tree.nodes.get(head), tree.nodes.get(at)) else { return };
    let (Some(of_h), Some(of_d)) = (tree.relatives.get(head), tree.relatives.get(at)) else { return };
    let lemma = |at: Option<u32>| tree.node(at).map_or(NONE, |n| n.lemma);
    let tag = |at: Option<u32>| tree.node(at).map_or(NONE, |n| n.tag);
    let side = u64::from(at < head);
    let prep = lemma(of_d.preposition);
    let distance = match at.abs_diff(head) {
        d @ 1..=3 => d as u64,
        4..=8 => 4,
        _ => 5,
    };
    let agree = h.agreement(d);
    let grand = tree.heads.get(head).copied().flatten();
    let around = |i: Option<usize>| i.and_then(|i| tree.nodes.get(i));
    let before = around(at.checked_sub(1)).map_or(NONE, |n| n.lemma);
    let after = around(Some(at + 1)).map_or(NONE, |n| n.lemma);
    let named = u64::from(h.feats.name_type.is_some()) * 2 + u64::from(d.feats.name_type.is_some());

    let mut t = 1000 + side;
    macro_rules! feature {
        ($($part:expr),+ $(,)?) => {{ t += 2; out.push(join(t, [$($part),+])); }};
    }
    feature!(d.tag);
    feature!(d.lemma, d.pos);
    feature!(d.morph);
    feature!(h.tag);
    feature!(h.lemma);
    feature!(h.tag, d.tag);
    feature!(h.tag, d.tag, distance);
    feature!(h.lemma, d.tag);
    feature!(h.tag, d.lemma);
    feature!(h.lemma, d.lemma);
    feature!(h.morph, d.morph);
    feature!(h.pos, d.pos, agree);
    feature!(h.tag, d.tag, prep);
    feature!(h.pos, d.tag, prep);
    feature!(h.lemma, prep, d.case());
    feature!(prep, d.lemma);
    feature!(h.tag, d.tag, of_h.slots);
    feature!(h.pos, d.tag, of_d.slots);
    feature!(h.lemma, of_h.slots & 0x3FE, d.tag);
    feature!(h.pos, d.pos, lemma(of_d.left));
    feature!(h.pos, d.tag, tag(of_d.left));
    feature!(d.tag, tag(of_d.right), h.pos);
    feature!(h.tag, d.tag, tag(grand));
    feature!(h.pos, d.tag, lemma(grand));
    feature!(d.tag, before, h.pos);
    feature!(d.tag, after, h.pos);
    feature!(d.lemma, after);
    feature!(h.pos, d.tag, named, distance);
    feature!(h.tag, d.tag, lemma(of_h.preposition));
}
