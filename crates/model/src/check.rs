use crate::{Document, EventId, Span};

/// A broken invariant of a document: a fault of the reader, never of the text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{layer} {index}: {what}")]
pub struct Violation {
    /// The layer at fault.
    pub layer: &'static str,
    /// The element at fault.
    pub index: usize,
    /// What is wrong.
    pub what: String,
}

type Check = Result<(), Violation>;

fn ensure(ok: bool, layer: &'static str, index: usize, what: &str) -> Check {
    if ok { Ok(()) } else { Err(Violation { layer, index, what: what.to_owned() }) }
}

impl Document {
    /// Every invariant of a fully read document, once.
    pub fn check(&self) -> Check {
        self.check_tokens()?;
        self.check_trees()?;
        self.check_fields()?;
        self.check_entities()?;
        self.check_events()
    }

    fn cuts(&self, span: Span, layer: &'static str, index: usize) -> Check {
        let text = self.text();
        let sound = span.start < span.end && text.get(span.range()).is_some();
        ensure(sound, layer, index, &format!("span {}..{} does not cut the text", span.start, span.end))
    }

    fn check_tokens(&self) -> Check {
        let mut last = 0;
        for (i, token) in self.tokens.iter().enumerate() {
            self.cuts(token.span, "token", i)?;
            ensure(token.span.start >= last, "token", i, "overlaps the token before")?;
            last = token.span.end;
        }
        let mut next = 0;
        for (i, sentence) in self.sentences.iter().enumerate() {
            ensure(sentence.first.index() == next && sentence.end > sentence.first, "sentence", i, "tokens are not partitioned")?;
            next = sentence.end.index();
        }
        ensure(next == self.tokens.len(), "sentence", self.sentences.len(), "tokens are left over")?;
        ensure(self.words.len() == self.tokens.len(), "word", self.words.len(), "not one a token")
    }

    fn check_trees(&self) -> Check {
        ensure(self.dependencies.len() == self.tokens.len(), "dependency", self.dependencies.len(), "not one a token")?;
        for sentence in &self.sentences {
            let tokens = sentence.tokens();
            let roots = tokens.clone().filter(|&t| self.dependencies[t].head.is_none()).count();
            ensure(roots == 1, "dependency", tokens.start, &format!("{roots} roots in a sentence"))?;
            for token in tokens.clone() {
                let mut at = token;
                let mut steps = 0;
                while let Some(head) = self.dependencies[at].head {
                    ensure(tokens.contains(&head.index()), "dependency", token, "head in another sentence")?;
                    at = head.index();
                    steps += 1;
                    ensure(steps <= tokens.len(), "dependency", token, "cycle")?;
                }
            }
        }
        Ok(())
    }

    fn check_fields(&self) -> Check {
        for (i, timex) in self.timexes.iter().enumerate() {
            self.cuts(timex.span, "timex", i)?;
            ensure(!timex.value.is_empty(), "timex", i, "no value")?;
        }
        for (i, quantity) in self.quantities.iter().enumerate() {
            self.cuts(quantity.span, "quantity", i)?;
            let known = quantity.min.is_some() || quantity.max.is_some();
            ensure(known, "quantity", i, "open at both ends")?;
            let ordered = quantity.min.zip(quantity.max).is_none_or(|(min, max)| min <= max);
            ensure(ordered, "quantity", i, "runs backwards")?;
        }
        for (i, source) in self.attributions.iter().enumerate() {
            self.cuts(source.cue, "attribution", i)?;
            self.cuts(source.span, "attribution", i)?;
            let parent = source.parent.is_none_or(|p| p.index() < self.attributions.len() && p.index() != i);
            ensure(parent, "attribution", i, "parent does not exist")?;
            ensure(source.holder.is_none_or(|h| h.index() < self.entities.len()), "attribution", i, "holder does not exist")?;
            let mut at = source.parent;
            for _ in 0..=self.attributions.len() {
                at = at.and_then(|p| self.attributions[p.index()].parent);
            }
            ensure(at.is_none(), "attribution", i, "chain has a cycle")?;
        }
        Ok(())
    }

    fn check_entities(&self) -> Check {
        let mut owners = vec![0; self.mentions.len()];
        for (i, mention) in self.mentions.iter().enumerate() {
            self.cuts(mention.span, "mention", i)?;
            ensure(mention.head.index() < self.tokens.len(), "mention", i, "head does not exist")?;
        }
        for (i, entity) in self.entities.iter().enumerate() {
            ensure(!entity.mentions.is_empty(), "entity", i, "no mention")?;
            ensure(!entity.name.trim().is_empty(), "entity", i, "no name")?;
            for mention in &entity.mentions {
                ensure(mention.index() < owners.len(), "entity", i, "mention does not exist")?;
                owners[mention.index()] += 1;
            }
        }
        match owners.iter().position(|&n| n != 1) {
            Some(mention) => ensure(false, "mention", mention, "does not belong to exactly one entity"),
            None => Ok(()),
        }
    }

    fn check_events(&self) -> Check {
        for (i, event) in self.events.iter().enumerate() {
            self.cuts(event.trigger, "event", i)?;
            for &span in &event.mentions {
                self.cuts(span, "event", i)?;
            }
            for role in &event.roles {
                self.cuts(role.span, "event", i)?;
                ensure(role.entity.is_none_or(|e| e.index() < self.entities.len()), "event", i, "role of no entity")?;
            }
            let mode = event.mode.is_none_or(|mode| event.kind.modes().contains(&mode));
            ensure(mode, "event", i, "mode does not belong to the type")?;
            ensure(event.counts.iter().all(|c| c.quantity.index() < self.quantities.len()), "event", i, "count of no quantity")?;
            ensure(event.source.is_none_or(|s| s.index() < self.attributions.len()), "event", i, "source does not exist")?;
            let causes = event.causes.iter().all(|&EventId(c)| (c as usize) < self.events.len() && c as usize != i);
            ensure(causes, "event", i, "cause does not exist")?;
            ensure((0.0..=1.0).contains(&event.confidence), "event", i, "confidence out of range")?;
        }
        Ok(())
    }
}
