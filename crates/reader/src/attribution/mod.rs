//! Who says what: cues, holders, scopes and chains.

mod cues;
mod holder;
pub(crate) mod index;
mod marks;
mod scope;

use crate::{Resources, view::Scene};
use svodka_model::{Attribution, AttributionId, Deprel, Document, EntityKind, Form, Mention, SourceKind, Span, TokenId, Upos};

/// Finds sources, what they answer for, and their chains.
pub(crate) fn find(resources: &Resources, doc: &Document) -> Vec<Attribution> {
    let scene = Scene::new(resources, doc);
    let mut found = cues::find(&scene);
    found.sort_by_key(|a| (a.cue, a.span));
    found.dedup_by(|b, a| a.cue.overlaps(b.cue));
    carry(&scene, &mut found);
    chain(doc, &mut found);
    found
}

/// «В сообщении говорится», «газета пишет»: what is named by its kind alone belongs to the source or medium told of right before.
fn carry(scene: &Scene<'_>, found: &mut [Attribution]) {
    let doc = scene.doc;
    for at in 0..found.len() {
        let (before, rest) = found.split_at_mut(at);
        let Some(own) = rest.first_mut() else { continue };
        let Some(noun) = bare_noun(scene, own.span) else { continue };
        if scene.lexicon().is_a(scene.tree.lemma(noun), "outlet") {
            let named = |m: &&Mention| m.kind == EntityKind::Media && m.form == Form::Name;
            let earlier = doc.mentions.partition_point(|m| m.span.start < own.span.start);
            let near = doc.mentions[..earlier].iter().rev().take_while(|m| is_near(doc, m.span, own.span));
            if let Some(medium) = near.into_iter().find(named) {
                (own.holder, own.span, own.kind) = (scene.entity(medium.head), medium.span, SourceKind::Media);
            }
        } else if own.kind == SourceKind::Document && scene.lexicon().is_a(scene.tree.lemma(noun), "statement") {
            let speaks = |a: &&Attribution| matches!(a.kind, SourceKind::Official | SourceKind::Media) && a.holder.is_some();
            if let Some(source) = before.iter().rev().find(|a| speaks(a) && is_near(doc, a.cue, own.cue)) {
                (own.holder, own.span, own.kind) = (source.holder, source.span, source.kind);
            }
        }
    }
}

/// The noun that a span is, where it stands alone and names nothing.
fn bare_noun(scene: &Scene<'_>, span: Span) -> Option<TokenId> {
    let noun = TokenId::from(scene.doc.tokens_in(span).next()?);
    let tree = &scene.tree;
    let alone = tree.children_as(noun, &[Deprel::Nmod, Deprel::Appos, Deprel::Amod, Deprel::FlatName]).next().is_none();
    (alone && tree.upos(noun) == Upos::Noun && scene.doc.tokens[noun.index()].span == span).then_some(noun)
}

/// Not many sentences before.
fn is_near(doc: &Document, earlier: Span, later: Span) -> bool {
    const FAR: usize = 3;
    let sentence = |span: Span| doc.sentence_of(doc.tokens_in(span).start.into());
    sentence(later) <= sentence(earlier) + FAR
}

/// A source inside the scope of another is relayed by it; the tightest scope around a cue is its parent.
fn chain(doc: &Document, found: &mut [Attribution]) {
    beside(doc, found);
    let parents: Vec<Option<AttributionId>> = (0..found.len())
        .map(|inner| {
            let own = &found[inner];
            let around = found.iter().enumerate().filter(|(outer, other)| {
                *outer != inner
                    && other.scope.contains(own.cue)
                    && (!own.scope.contains(other.cue) || relays(doc, own) && !relays(doc, other))
                    && !own.span.overlaps(other.span)
                    && (own.holder.is_none() || own.holder != other.holder)
            });
            around.min_by_key(|(outer, other)| (other.scope.len(), *outer)).map(|(outer, _)| AttributionId::from(outer))
        })
        .collect();
    for (id, parent) in parents.into_iter().enumerate() {
        if let Some(parent) = parent
            && found[id].parent.is_none()
            && !leads_to(found, parent, id)
        {
            found[id].parent = Some(parent);
        }
    }
}

/// «Пишет «Волна» со слов сторожа», «сказал в эфире «Волны»»: who is relayed beside a cue, and the medium that relays, answer for the
/// same words.
fn beside(doc: &Document, found: &mut [Attribution]) {
    const NEAR: usize = 3;
    const REACH: usize = 8;
    let sentence = |a: &Attribution| doc.sentence_of(doc.tokens_in(a.cue).start.into());
    for at in 0..found.len() {
        let (relays, carries) = (relays(doc, &found[at]), carries(doc, &found[at]));
        if !relays && !carries {
            continue;
        }
        let own = &found[at];
        let around = at.saturating_sub(REACH)..found.len().min(at + REACH);
        let host = around.into_iter().find(|&other| {
            let other = &found[other];
            let told = other.cue.cover(other.span);
            let apart = doc.tokens_in(Span { start: told.end.min(own.cue.start), end: own.cue.start }).len();
            let speaks = !self::relays(doc, other) && !self::carries(doc, other);
            let near = told.contains(own.cue) || told.end <= own.cue.start && apart <= NEAR;
            speaks && sentence(other) == sentence(own) && (if carries { other.scope == own.scope || near } else { near })
        });
        let Some(host) = host else { continue };
        found[at].scope = found[host].scope;
        let (inner, outer) = if relays { (at, host) } else { (host, at) };
        found[inner].parent = found[inner].parent.or(Some(AttributionId::from(outer)));
    }
}

/// «В эфире «Волны»», «рассказал газете «Волна»»: the medium that somebody speaks in.
fn carries(doc: &Document, attribution: &Attribution) -> bool {
    let spoken = ["в эфире", "в интервью", "в беседе", "в разговоре"].iter().any(|c| words(doc, attribution.cue).starts_with(c));
    attribution.kind == SourceKind::Media && (spoken || attribution.cue == attribution.span)
}

/// «Со ссылкой на», «со слов»: the source behind another one.
fn relays(doc: &Document, attribution: &Attribution) -> bool {
    let cue = words(doc, attribution.cue);
    cue.starts_with("со с") || cue.starts_with("ссыла")
}

/// The words of a span in small letters, whatever space parts them.
fn words(doc: &Document, span: Span) -> String {
    let forms: Vec<String> = doc.tokens_in(span).map(|t| doc.form(t.into()).to_lowercase()).collect();
    forms.join(" ")
}

/// True where following parents from `from` arrives at `to`.
fn leads_to(found: &[Attribution], from: AttributionId, to: usize) -> bool {
    let mut at = Some(from);
    while let Some(id) = at {
        if id.index() == to {
            return true;
        }
        at = found[id.index()].parent;
    }
    false
}

/// The kind of a source by its cue and by who holds it.
pub(crate) fn kind(scene: &Scene<'_>, cue: Option<SourceKind>, holder: Option<TokenId>) -> SourceKind {
    let Some(holder) = holder else { return cue.unwrap_or(SourceKind::Unnamed) };
    if scene.lexicon().is_a(scene.tree.lemma(holder), "witness") {
        return SourceKind::Witness;
    }
    match scene.kind(holder) {
        Some(EntityKind::Media) => SourceKind::Media,
        Some(EntityKind::Organization | EntityKind::Person | EntityKind::Place) => SourceKind::Official,
        Some(EntityKind::Group) => {
            let official = scene.resources.cues.nouns.get(scene.tree.lemma(holder)).and_then(|cue| cue.kind);
            official.filter(|&kind| kind == SourceKind::Official).unwrap_or(SourceKind::Witness)
        }
        _ => cue.unwrap_or(SourceKind::Official),
    }
}
