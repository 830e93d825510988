//! A view of the dependency layer that answers questions in both directions.

use svodka_model::{Case, Deprel, Document, Feats, Span, TokenId, Upos};

/// The trees of a document with their children at hand.
pub(crate) struct Tree<'d> {
    doc: &'d Document,
    /// Children of token `t`: `children[starts[t]..starts[t + 1]]`, in text order.
    starts: Vec<u32>,
    children: Vec<TokenId>,
}

impl<'d> Tree<'d> {
    pub(crate) fn new(doc: &'d Document) -> Tree<'d> {
        let n = doc.tokens.len();
        let mut starts = vec![0u32; n + 1];
        for dependency in &doc.dependencies {
            if let Some(head) = dependency.head {
                starts[head.index() + 1] += 1;
            }
        }
        for i in 0..n {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut children = vec![TokenId(0); starts[n] as usize];
        for (token, dependency) in doc.dependencies.iter().enumerate() {
            if let Some(head) = dependency.head {
                children[next[head.index()] as usize] = token.into();
                next[head.index()] += 1;
            }
        }
        Tree { doc, starts, children }
    }

    pub(crate) fn form(&self, token: TokenId) -> &'d str {
        self.doc.form(token)
    }

    pub(crate) fn children(&self, token: TokenId) -> &[TokenId] {
        &self.children[self.starts[token.index()] as usize..self.starts[token.index() + 1] as usize]
    }

    /// Children in one of these relations.
    pub(crate) fn children_as<'s>(&'s self, token: TokenId, rels: &'s [Deprel]) -> impl Iterator<Item = TokenId> + 's {
        self.children(token).iter().copied().filter(move |&c| rels.contains(&self.deprel(c)))
    }

    pub(crate) fn child(&self, token: TokenId, rels: &[Deprel]) -> Option<TokenId> {
        self.children(token).iter().copied().find(|&c| rels.contains(&self.deprel(c)))
    }

    pub(crate) fn head(&self, token: TokenId) -> Option<TokenId> {
        self.doc.dependencies[token.index()].head
    }

    pub(crate) fn deprel(&self, token: TokenId) -> Deprel {
        self.doc.dependencies[token.index()].deprel
    }

    pub(crate) fn lemma(&self, token: TokenId) -> &'d str {
        &self.doc.words[token.index()].lemma
    }

    pub(crate) fn upos(&self, token: TokenId) -> Upos {
        self.doc.words[token.index()].upos
    }

    pub(crate) fn feats(&self, token: TokenId) -> &'d Feats {
        &self.doc.words[token.index()].feats
    }

    pub(crate) fn case(&self, token: TokenId) -> Option<Case> {
        self.feats(token).case
    }

    /// The token, its head, the head's head, up to the root.
    pub(crate) fn ancestors(&self, token: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        std::iter::successors(self.head(token), |&t| self.head(t))
    }

    /// The preposition that governs a noun, if any; the first where several stand. «Как» of «как против него, так и …» is none.
    pub(crate) fn preposition(&self, token: TokenId) -> Option<TokenId> {
        let mut cases = self.children_as(token, &[Deprel::Case]);
        let first = cases.next()?;
        if self.upos(first) == Upos::Sconj { cases.next().or(Some(first)) } else { Some(first) }
    }

    /// The first of a chain of coordinated tokens that this one belongs to.
    pub(crate) fn first_conjunct(&self, mut token: TokenId) -> TokenId {
        while self.deprel(token) == Deprel::Conj {
            match self.head(token) {
                Some(head) => token = head,
                None => break,
            }
        }
        token
    }

    /// The token and everything coordinated under it, in text order.
    pub(crate) fn conjuncts(&self, token: TokenId) -> Vec<TokenId> {
        let mut all = vec![token];
        let mut at = 0;
        while let Some(&t) = all.get(at) {
            all.extend(self.children_as(t, &[Deprel::Conj]));
            at += 1;
        }
        all.sort_unstable();
        all
    }

    /// The words of the whole subtree, outer punctuation left off. Subtrees that `stop` accepts are left out.
    pub(crate) fn span(&self, token: TokenId, stop: impl Fn(TokenId) -> bool) -> Span {
        let mut members = vec![token];
        let mut at = 0;
        while let Some(&t) = members.get(at) {
            members.extend(self.children(t).iter().copied().filter(|&c| !stop(c)));
            at += 1;
        }
        members.sort_unstable();
        // What is left out may cut the subtree in two: keep the piece around its head.
        let place = members.binary_search(&token).unwrap_or(0);
        let (mut first, mut last) = (place, place);
        let joined = |a: TokenId, b: TokenId| b.0 - a.0 == 1;
        while first > 0 && joined(members[first - 1], members[first]) {
            first -= 1;
        }
        while last + 1 < members.len() && joined(members[last], members[last + 1]) {
            last += 1;
        }
        let punct = |t: TokenId| self.upos(t) == Upos::Punct && !matches!(self.doc.form(t), "«" | "»" | "\"");
        while first < place && punct(members[first]) {
            first += 1;
        }
        while last > place && punct(members[last]) {
            last -= 1;
        }
        let span = |t: TokenId| self.doc.tokens[t.index()].span;
        span(members[first]).cover(span(members[last]))
    }

    /// True where `ancestor` is the token or stands above it.
    pub(crate) fn dominates(&self, ancestor: TokenId, token: TokenId) -> bool {
        token == ancestor || self.ancestors(token).any(|t| t == ancestor)
    }
}
