//! The arc-hybrid transition system. The root stands behind the last word.

use super::node::Node;

/// What the parser can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Puts the next word on the stack.
    Shift,
    /// Takes the top of the stack off, under the next word.
    Left,
    /// Takes the top of the stack off, under the word below.
    Right,
}

impl Action {
    /// Every action; the order is that of the weights.
    pub const ALL: [Action; 3] = [Action::Shift, Action::Left, Action::Right];
}

/// The dependents that a word has got so far.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Family {
    pub(super) leftmost: Option<u32>,
    pub(super) rightmost: Option<u32>,
    /// Kinds of dependents, a bit each.
    pub(super) slots: u64,
    /// The preposition among them.
    pub(super) preposition: Option<u32>,
}

/// A sentence half parsed.
#[derive(Clone, Debug, Default)]
pub struct State {
    stack: Vec<u32>,
    next: u32,
    end: u32,
    heads: Vec<Option<u32>>,
    families: Vec<Family>,
}

impl State {
    /// Begins a sentence of `length` words.
    pub fn start(&mut self, length: usize) {
        self.stack.clear();
        self.next = 0;
        self.end = length as u32;
        self.heads.clear();
        self.heads.resize(length, None);
        self.families.clear();
        self.families.resize(length, Family::default());
    }

    /// True when every word has its head.
    pub fn is_done(&self) -> bool {
        self.next == self.end && self.stack.is_empty()
    }

    /// True where the action may be taken.
    pub fn can(&self, action: Action) -> bool {
        match action {
            Action::Shift => self.next < self.end,
            Action::Left => !self.stack.is_empty() && (self.next < self.end || self.stack.len() == 1),
            Action::Right => self.stack.len() > 1,
        }
    }

    /// The action, where only one may be taken.
    pub fn only(&self) -> Option<Action> {
        let mut possible = Action::ALL.into_iter().filter(|&a| self.can(a));
        possible.next().filter(|_| possible.next().is_none())
    }

    /// The possible action with the highest score.
    pub fn best<S: PartialOrd + Copy>(&self, scores: &[S; 3]) -> Action {
        let mut best: Option<(Action, S)> = None;
        for (action, &score) in Action::ALL.into_iter().zip(scores) {
            if self.can(action) && best.is_none_or(|(_, top)| score > top) {
                best = Some((action, score));
            }
        }
        best.map_or(Action::Shift, |(action, _)| action)
    }

    /// Takes an action that may be taken; another changes nothing.
    pub fn take(&mut self, action: Action, nodes: &[Node]) {
        if !self.can(action) {
            return;
        }
        match action {
            Action::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Action::Left => {
                let Some(top) = self.stack.pop() else { return };
                let head = (self.next < self.end).then_some(self.next);
                self.attach(head, top, nodes);
            }
            Action::Right => {
                let Some(top) = self.stack.pop() else { return };
                self.attach(self.stack.last().copied(), top, nodes);
            }
        }
    }

    fn attach(&mut self, head: Option<u32>, dependent: u32, nodes: &[Node]) {
        if let Some(slot) = self.heads.get_mut(dependent as usize) {
            *slot = head;
        }
        let (Some(head), Some(node)) = (head, nodes.get(dependent as usize)) else { return };
        let Some(family) = self.families.get_mut(head as usize) else { return };
        family.slots |= node.slot();
        if dependent < head {
            family.leftmost = Some(family.leftmost.map_or(dependent, |l| l.min(dependent)));
            if node.upos == svodka_model::Upos::Adp {
                family.preposition = Some(dependent);
            }
        } else {
            family.rightmost = Some(family.rightmost.map_or(dependent, |r| r.max(dependent)));
        }
    }

    /// Heads of all words; `None` for the root and for words that have none yet.
    pub fn heads(&self) -> &[Option<u32>] {
        &self.heads
    }

    /// Words on the stack, the top last.
    pub fn stack(&self) -> &[u32] {
        &self.stack
    }

    /// The next word; the length of the sentence when all are read.
    pub fn next(&self) -> u32 {
        self.next
    }

    /// The word `depth` below the top of the stack.
    pub(super) fn below(&self, depth: usize) -> Option<u32> {
        let at = self.stack.len().checked_sub(depth + 1)?;
        self.stack.get(at).copied()
    }

    pub(super) fn family(&self, word: Option<u32>) -> Family {
        word.and_then(|w| self.families.get(w as usize)).copied().unwrap_or_default()
    }
}
