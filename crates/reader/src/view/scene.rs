//! What the later stages look at: the document, its trees, its entities.

use super::Tree;
use crate::Resources;
use svodka_lexicon::Lexicon;
use svodka_model::{Deprel, Document, EntityId, EntityKind, Form, MentionId, Span, TokenId, Upos};

/// A document with the views that the later stages need.
pub(crate) struct Scene<'d> {
    pub(crate) doc: &'d Document,
    pub(crate) tree: Tree<'d>,
    pub(crate) resources: &'d Resources,
    entities: Vec<EntityId>,
    /// The mention headed by each token.
    headed: Vec<Option<MentionId>>,
    /// The innermost mention that covers each token.
    covering: Vec<Option<MentionId>>,
    /// The timex that covers each token.
    timex: Vec<bool>,
    /// Whether an amount counts each token.
    counted: Vec<bool>,
}

impl<'d> Scene<'d> {
    pub(crate) fn new(resources: &'d Resources, doc: &'d Document) -> Scene<'d> {
        let mut headed = vec![None; doc.tokens.len()];
        let mut covering: Vec<Option<MentionId>> = vec![None; doc.tokens.len()];
        for (id, mention) in doc.mentions.iter().enumerate() {
            let id = MentionId::from(id);
            let longer = |old: MentionId| doc.mentions[old.index()].span.len() < mention.span.len();
            let slot: &mut Option<MentionId> = &mut headed[mention.head.index()];
            if slot.is_none_or(longer) {
                *slot = Some(id);
            }
            for token in doc.tokens_in(mention.span) {
                if covering[token].is_none_or(|old| !longer(old)) {
                    covering[token] = Some(id);
                }
            }
        }
        let mut timex = vec![false; doc.tokens.len()];
        for t in doc.timexes.iter().filter(|t| !t.is_length()) {
            doc.tokens_in(t.span).for_each(|token| timex[token] = true);
        }
        let mut counted = vec![false; doc.tokens.len()];
        doc.quantities.iter().filter_map(|q| q.of).for_each(|noun| counted[noun.index()] = true);
        let (tree, entities) = (Tree::new(doc), doc.entity_of_mentions());
        Scene { doc, tree, resources, entities, headed, covering, timex, counted }
    }

    pub(crate) fn lexicon(&self) -> &'d Lexicon {
        &self.resources.lexicon
    }

    pub(crate) fn in_timex(&self, token: TokenId) -> bool {
        self.timex[token.index()]
    }

    /// True inside a stretch of time: «за последние годы».
    pub(crate) fn in_length(&self, token: TokenId) -> bool {
        let span = self.doc.tokens[token.index()].span;
        let at = self.doc.timexes.partition_point(|t| t.span.end <= span.start);
        self.doc.timexes.get(at).is_some_and(|t| t.span.contains(span))
    }

    /// True for what an amount counts: «175 человек».
    pub(crate) fn is_counted(&self, token: TokenId) -> bool {
        self.counted[token.index()]
    }

    /// The mention that a token heads, the name that stands beside it as its apposition («президент Токаев», «телеканал
    /// «Звезда»»), or a name that it is part of.
    pub(crate) fn mention(&self, token: TokenId) -> Option<MentionId> {
        let own = self.headed[token.index()];
        let named = |m: MentionId| self.doc.mentions[m.index()].form == Form::Name;
        if own.is_some_and(named) {
            return own;
        }
        own.filter(|&m| self.doc.mentions[m.index()].form == Form::Pronoun)
            .or_else(|| self.beside(token).filter(|&name| !self.holds(own, name)))
            .or(own)
            .or(self.covering[token.index()])
    }

    /// «правительство Исама Шарафа» is not Исам Шараф, whatever the tree says.
    fn holds(&self, own: Option<MentionId>, name: MentionId) -> bool {
        own.is_some_and(|own| self.doc.mentions[own.index()].span.contains(self.doc.mentions[name.index()].span))
    }

    /// The name that a common noun introduces.
    fn beside(&self, token: TokenId) -> Option<MentionId> {
        if self.tree.upos(token) != Upos::Noun {
            return None;
        }
        let rels = [Deprel::Appos, Deprel::Flat, Deprel::FlatName, Deprel::FlatForeign];
        let mut at = token;
        // «премьер-министр Болгарии Бойко Борисов» may hang the name under the title or under another apposition.
        for _ in 0..3 {
            let next = self.tree.children_as(at, &rels).find(|&c| c > token)?;
            let mention = self.headed[next.index()].filter(|&m| self.doc.mentions[m.index()].form == Form::Name);
            if mention.is_some() {
                return mention;
            }
            at = next;
        }
        None
    }

    pub(crate) fn entity(&self, token: TokenId) -> Option<EntityId> {
        let mention = self.mention(token)?;
        self.entities.get(mention.index()).copied()
    }

    pub(crate) fn kind(&self, token: TokenId) -> Option<EntityKind> {
        self.mention(token).map(|m| self.doc.mentions[m.index()].kind)
    }

    /// The words that stand for a participant: its mention, or the noun phrase without clauses and appositions.
    pub(crate) fn phrase(&self, token: TokenId) -> Span {
        if let Some(mention) = self.mention(token) {
            return self.doc.mentions[mention.index()].span;
        }
        let keep = |t: TokenId| match self.tree.deprel(t) {
            Deprel::Amod
            | Deprel::Nmod
            | Deprel::Flat
            | Deprel::FlatName
            | Deprel::FlatForeign
            | Deprel::Compound
            | Deprel::Fixed => true,
            Deprel::Case | Deprel::Det => self.tree.head(t) != Some(token),
            Deprel::Nummod | Deprel::NummodGov => true,
            Deprel::Appos => self.doc.form(t).chars().next().is_some_and(crate::letters::is_capital),
            _ => false,
        };
        self.tree.span(token, |t| !keep(t) || self.in_timex(t))
    }

    /// The words of a clause or infinitive that fills a role.
    pub(crate) fn clause(&self, token: TokenId) -> Span {
        let left_out =
            |t: TokenId| matches!(self.tree.deprel(t), Deprel::Mark | Deprel::Cc | Deprel::Discourse | Deprel::Parataxis);
        self.tree.span(token, left_out)
    }

    /// The nearest governing finite verb, short participle or root: the head of the clause.
    pub(crate) fn clause_head(&self, token: TokenId) -> TokenId {
        let mut at = token;
        while let Some(head) = self.tree.head(at) {
            let rel = self.tree.deprel(at);
            let boundary = matches!(rel, Deprel::Ccomp | Deprel::Advcl | Deprel::AclRelcl | Deprel::Parataxis | Deprel::Csubj)
                || (rel == Deprel::Conj && self.is_verbal(at));
            if boundary {
                break;
            }
            at = head;
        }
        at
    }

    pub(crate) fn is_verbal(&self, token: TokenId) -> bool {
        matches!(self.tree.upos(token), Upos::Verb | Upos::Aux) || self.tree.feats(token).short
    }
}
