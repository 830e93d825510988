use crate::{
    Attribution, Dependency, Entity, EntityId, Event, Mention, MentionId, Quantity, Span, Timex, Word, vocabulary::index,
};
use std::ops::Range;

index! { /// Index into [`Document::tokens`], [`Document::words`] and [`Document::dependencies`].
TokenId }

/// What a reader is given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The user's identifier.
    pub id: Option<String>,
    /// The headline, when given apart from the text.
    pub title: Option<String>,
    /// When it was published: RFC 3339 date or date-time.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// BCP 47 language tag; empty means Russian.
    pub lang: String,
    /// The text, with the title in front where it was given apart.
    pub text: String,
}

/// A word, number, punctuation mark or symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its characters.
    pub span: Span,
}

/// A sentence, heading or caption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first token to the last.
    pub span: Span,
    /// The first token.
    pub first: TokenId,
    /// One past the last token.
    pub end: TokenId,
    /// Number of the paragraph (line of text) that it stands in, from 0.
    pub paragraph: u32,
}

impl Sentence {
    /// The indices of its tokens.
    pub fn tokens(&self) -> Range<usize> {
        self.first.index()..self.end.index()
    }
}

/// A report and every layer read from it so far. Stages add one layer each and never edit an earlier one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The report as given.
    pub report: Report,
    /// Tokens in text order.
    pub tokens: Vec<Token>,
    /// Sentences in text order; together they hold every token once.
    pub sentences: Vec<Sentence>,
    /// One word a token.
    pub words: Vec<Word>,
    /// One head a token; a tree in each sentence.
    pub dependencies: Vec<Dependency>,
    /// Time expressions in text order.
    pub timexes: Vec<Timex>,
    /// Amounts in text order.
    pub quantities: Vec<Quantity>,
    /// Mentions of entities in text order.
    pub mentions: Vec<Mention>,
    /// Entities, in the order of their first mention; each mention belongs to one.
    pub entities: Vec<Entity>,
    /// Sources in text order of their cues.
    pub attributions: Vec<Attribution>,
    /// Events in text order of their triggers.
    pub events: Vec<Event>,
}

impl Document {
    /// A document without any layer.
    pub fn new(report: Report) -> Document {
        Document { report, ..Document::default() }
    }

    /// The text that all spans refer to.
    pub fn text(&self) -> &str {
        &self.report.text
    }

    /// The characters of a token.
    pub fn form(&self, token: TokenId) -> &str {
        self.tokens[token.index()].span.of(&self.report.text)
    }

    /// The words of a span.
    pub fn quote(&self, span: Span) -> &str {
        span.of(&self.report.text)
    }

    /// The tokens that overlap a span.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let first = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        first..end.max(first)
    }

    /// The index of the sentence that holds a token.
    pub fn sentence_of(&self, token: TokenId) -> usize {
        self.sentences.partition_point(|s| s.end <= token)
    }

    /// The entity that each mention belongs to, indexed by mention.
    pub fn entity_of_mentions(&self) -> Vec<EntityId> {
        let mut of = vec![EntityId(u32::MAX); self.mentions.len()];
        for (id, entity) in self.entities.iter().enumerate() {
            for &MentionId(mention) in &entity.mentions {
                of[mention as usize] = id.into();
            }
        }
        of
    }
}
