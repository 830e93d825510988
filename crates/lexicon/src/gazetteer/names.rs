//! Folded names as an FST that can be walked letter by letter.

use fst::raw::{CompiledAddr, Fst, Output};

/// Folded names with a number each, held as an automaton.
pub struct Names<D> {
    fst: Fst<D>,
}

impl<D: AsRef<[u8]>> std::fmt::Debug for Names<D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Names").field("len", &self.len()).finish()
    }
}

/// A point in the automaton: every name that begins with the letters walked so far lies ahead of it.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    addr: CompiledAddr,
    output: u64,
}

impl<D: AsRef<[u8]>> Names<D> {
    /// Opens compiled names; the bytes are looked at where they lie.
    pub fn open(bytes: D) -> Option<Names<D>> {
        Fst::new(bytes).ok().map(|fst| Names { fst })
    }

    /// Where every walk begins.
    pub fn root(&self) -> Node {
        Node { addr: self.fst.root().addr(), output: 0 }
    }

    /// One letter further.
    pub fn step(&self, node: Node, letter: u8) -> Option<Node> {
        let at = self.fst.node(node.addr);
        let transition = at.transition(at.find_input(letter)?);
        Some(Node { addr: transition.addr, output: node.output + transition.out.value() })
    }

    /// Several letters further.
    pub fn walk(&self, node: Node, letters: &[u8]) -> Option<Node> {
        letters.iter().try_fold(node, |node, &letter| self.step(node, letter))
    }

    /// The number of the name that ends here.
    pub fn number(&self, node: Node) -> Option<u64> {
        let at = self.fst.node(node.addr);
        at.is_final().then(|| node.output + at.final_output().value())
    }

    /// The number of a whole folded name.
    pub fn find(&self, name: &[u8]) -> Option<u64> {
        self.fst.get(name).map(Output::value)
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.fst.len()
    }

    /// True without any name.
    pub fn is_empty(&self) -> bool {
        self.fst.is_empty()
    }
}

impl Names<Vec<u8>> {
    /// Compiles names; they must be sorted and differ.
    pub fn compile(sorted: impl IntoIterator<Item = (Vec<u8>, u64)>) -> Option<Names<Vec<u8>>> {
        let names = sorted.into_iter().map(|(name, number)| (name, Output::new(number)));
        let mut builder = fst::raw::Builder::memory();
        for (name, number) in names {
            builder.insert(name, number.value()).ok()?;
        }
        Names::open(builder.into_inner().ok()?)
    }

    /// The compiled bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.fst.into_inner()
    }
}
