//! Training of the parser: actions with a dynamic oracle, then the names of arcs.

use crate::{
    conllu::{self, Gold},
    learner::{Learner, Random},
    tagger::Lookup,
};
use anyhow::Result;
use std::rc::Rc;
use svodka_model::Deprel;
use svodka_reader::{
    linear::{self, Table},
    morphology::{self, Context},
    syntax::{self, ACTIONS, Action, LABEL_SCHEMA, LABELS, Node, SCHEMA, State, Tree},
};

/// Sizes of the tables: buckets of eight features.
const ACTION_BUCKETS: usize = 27_500;
const LABEL_BUCKETS: usize = 5_000;

struct Sentence {
    nodes: Vec<Node>,
    heads: Vec<Option<u32>>,
    deprels: Vec<Deprel>,
    children: Vec<Vec<u32>>,
}

/// The relation as the reader knows it: subtypes that it does not know fall back to their base.
fn deprel(name: &str) -> Deprel {
    let base = name.split(':').next().unwrap_or_default();
    name.parse().or_else(|()| base.parse()).unwrap_or(Deprel::Dep)
}

fn is_tree(sentence: &[Gold]) -> bool {
    let one_root = sentence.iter().filter(|g| g.head.is_none()).count() == 1;
    let reaches = |at: usize| {
        let mut at = at;
        for _ in 0..=sentence.len() {
            match sentence.get(at).map(|g| g.head) {
                Some(None) => return true,
                Some(Some(head)) => at = head,
                None => return false,
            }
        }
        false
    };
    one_root && (0..sentence.len()).all(reaches)
}

/// Tags a sentence with the trained tagger, as the reader would.
struct Tagger {
    lookup: Lookup,
    table: Table<1>,
    context: Context,
    features: Vec<u64>,
}

impl Tagger {
    fn nodes(&mut self, sentence: &[Gold]) -> Vec<Node> {
        let found: Vec<_> = sentence.iter().map(|g| self.lookup.get(&g.form)).collect();
        self.context.start();
        let mut nodes = Vec::with_capacity(found.len());
        for (at, here) in found.iter().enumerate() {
            let (next, after) = (found.get(at + 1).map(|f| &**f), found.get(at + 2).map(|f| &**f));
            let table = self.table;
            let chosen = self.context.choose(here, next, after, |f| table.score(f)[0], &mut self.features);
            self.context.push(&here.candidates[chosen]);
            nodes.push(Node::new(&here.candidates[chosen].word));
        }
        nodes
    }

    fn sentence(&mut self, gold: &[Gold]) -> Option<Sentence> {
        if !is_tree(gold) {
            return None;
        }
        let mut children = vec![Vec::new(); gold.len()];
        for (at, word) in gold.iter().enumerate() {
            if let Some(head) = word.head {
                children[head].push(at as u32);
            }
        }
        Some(Sentence {
            nodes: self.nodes(gold),
            heads: gold.iter().map(|g| g.head.map(|h| h as u32)).collect(),
            deprels: gold.iter().map(|g| deprel(&g.deprel)).collect(),
            children,
        })
    }
}

/// How many right arcs each action loses; `u32::MAX` where it may not be taken.
fn costs(state: &State, gold: &Sentence) -> [u32; ACTIONS] {
    let next = state.next();
    let end = gold.heads.len() as u32;
    let stack = state.stack();
    let head = |word: u32| gold.heads[word as usize].unwrap_or(end);
    let ahead = |word: u32| gold.children[word as usize].iter().filter(|&&c| c >= next).count() as u32;
    Action::ALL.map(|action| {
        if !state.can(action) {
            return u32::MAX;
        }
        match action {
            Action::Shift => {
                let below = &stack[..stack.len().saturating_sub(1)];
                let lost_head = u32::from(head(next) < next && below.contains(&head(next)));
                let lost = gold.children[next as usize].iter().filter(|&&c| c < next && stack.contains(&c));
                lost_head + lost.count() as u32
            }
            Action::Left => {
                let top = stack[stack.len() - 1];
                let h = head(top);
                let elsewhere = h > next || stack.len() > 1 && h == stack[stack.len() - 2];
                u32::from(elsewhere) + ahead(top)
            }
            Action::Right => {
                let top = stack[stack.len() - 1];
                u32::from(head(top) >= next) + ahead(top)
            }
        }
    })
}

/// Reads corpora («FILE*COPIES»), trains, reports on the held-out parts and writes both tables.
pub(crate) fn train(tagger: &str, actions_out: &str, labels_out: &str, epochs: usize, corpora: &[&str]) -> Result<()> {
    let table = Table::new(std::fs::read(tagger)?.leak(), morphology::SCHEMA)?;
    let mut tagger = Tagger { lookup: Lookup::new()?, table, context: Context::default(), features: Vec::new() };
    let (mut train, mut held) = (Vec::new(), Vec::new());
    for path in corpora {
        let (path, copies) = path.split_once('*').map_or((*path, 1), |(path, n)| (path, n.parse().unwrap_or(1)));
        let sentences: Vec<_> = conllu::read(path)?;
        let all = sentences.len();
        let sentences: Vec<Rc<Sentence>> = sentences.iter().filter_map(|s| tagger.sentence(s)).map(Rc::new).collect();
        eprintln!("{path}: {all} sentences, {} trees", sentences.len());
        let (a, b) = conllu::split(sentences);
        for _ in 0..copies {
            train.extend(a.iter().cloned());
        }
        held.push((path.to_owned(), b));
    }
    let file = linear::pack::<ACTIONS>(learn_actions(&mut train, epochs), ACTION_BUCKETS, SCHEMA);
    std::fs::write(actions_out, &file)?;
    let actions = Table::<ACTIONS>::new(file.leak(), SCHEMA)?;
    let file = linear::pack::<LABELS>(learn_labels(&mut train, &actions, epochs.min(4)), LABEL_BUCKETS, LABEL_SCHEMA);
    std::fs::write(labels_out, &file)?;
    let labels = Table::<LABELS>::new(file.leak(), LABEL_SCHEMA)?;
    for (path, sentences) in &held {
        report(path, sentences, &actions, &labels);
    }
    Ok(())
}

fn learn_actions(train: &mut [Rc<Sentence>], epochs: usize) -> Vec<(u64, [f32; ACTIONS])> {
    let mut learner = Learner::<ACTIONS>::new();
    let mut random = Random(2);
    let mut state = State::default();
    let mut keys = Vec::new();
    for epoch in 0..epochs {
        random.shuffle(train);
        let (mut wrong, mut all) = (0u64, 0u64);
        for sentence in train.iter() {
            state.start(sentence.nodes.len());
            while !state.is_done() {
                if let Some(action) = state.only() {
                    state.take(action, &sentence.nodes);
                    continue;
                }
                keys.clear();
                syntax::features(&state, &sentence.nodes, &mut keys);
                let scores = learner.score(&keys);
                let mut action = state.best(&scores);
                let costs = costs(&state, sentence);
                let least = costs.iter().copied().min().unwrap_or(0);
                learner.tick();
                all += 1;
                if costs[action as usize] > least {
                    wrong += 1;
                    let right = Action::ALL.into_iter().filter(|&a| costs[a as usize] == least);
                    let right = right.max_by(|a, b| scores[*a as usize].total_cmp(&scores[*b as usize])).unwrap_or(action);
                    learner.update(&keys, right as usize, 1.0);
                    learner.update(&keys, action as usize, -1.0);
                    // Mostly the parser goes on from its own mistake, as it will have to.
                    if epoch == 0 || random.one_in(8) {
                        action = right;
                    }
                }
                state.take(action, &sentence.nodes);
            }
        }
        eprintln!("epoch {}: {:.2} % wrong actions, {} features", epoch + 1, 100.0 * wrong as f64 / all as f64, learner.len());
    }
    let rows = learner.average(3);
    eprintln!("{} features of actions kept", rows.len());
    rows
}

fn learn_labels(train: &mut [Rc<Sentence>], actions: &Table<ACTIONS>, epochs: usize) -> Vec<(u64, [f32; LABELS])> {
    let mut learner = Learner::<LABELS>::new();
    let mut random = Random(3);
    let mut state = State::default();
    let mut keys = Vec::new();
    for epoch in 0..epochs {
        random.shuffle(train);
        let (mut wrong, mut all) = (0u64, 0u64);
        for sentence in train.iter() {
            syntax::run(&mut state, &sentence.nodes, &mut keys, |keys| actions.score(keys));
            let tree = Tree::new(&sentence.nodes, state.heads());
            for (at, head) in state.heads().iter().enumerate() {
                let Some(head) = *head else { continue };
                if sentence.heads[at] != Some(head) {
                    continue;
                }
                keys.clear();
                syntax::label_features(&tree, head as usize, at, &mut keys);
                let found = syntax::best_label(&learner.score(&keys));
                learner.tick();
                all += 1;
                if found != sentence.deprels[at] {
                    wrong += 1;
                    learner.update(&keys, sentence.deprels[at] as usize, 1.0);
                    learner.update(&keys, found as usize, -1.0);
                }
            }
        }
        eprintln!("epoch {}: {:.2} % wrong names, {} features", epoch + 1, 100.0 * wrong as f64 / all as f64, learner.len());
    }
    let rows = learner.average(4);
    eprintln!("{} features of names kept", rows.len());
    rows
}

fn report(path: &str, sentences: &[Rc<Sentence>], actions: &Table<ACTIONS>, labels: &Table<LABELS>) {
    let mut state = State::default();
    let mut keys = Vec::new();
    let (mut all, mut uas, mut las) = (0, 0, 0);
    let started = crate::clock::cpu();
    for sentence in sentences {
        syntax::run(&mut state, &sentence.nodes, &mut keys, |keys| actions.score(keys));
        let tree = Tree::new(&sentence.nodes, state.heads());
        for (at, &head) in state.heads().iter().enumerate() {
            all += 1;
            let right = head == sentence.heads[at];
            uas += usize::from(right);
            let label = head.map_or(Deprel::Root, |head| {
                keys.clear();
                syntax::label_features(&tree, head as usize, at, &mut keys);
                syntax::best_label(&labels.score(&keys))
            });
            las += usize::from(right && label == sentence.deprels[at]);
        }
    }
    let each = (crate::clock::cpu() - started) * 1e6 / all.max(1) as f64;
    let percent = |n: usize| 100.0 * n as f64 / all.max(1) as f64;
    println!("{path}: held out {all} words, UAS {:.2} LAS {:.2}, {each:.2} µs a word", percent(uas), percent(las));
}
