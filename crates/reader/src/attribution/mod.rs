//! Who says what: cues, holders, scopes and chains.

mod cues;
pub(crate) mod index;
mod scope;

use crate::{Resources, view::Scene};
use svodka_model::{Attribution, AttributionId, Document, EntityKind, SourceKind, TokenId};

/// Finds sources, what they answer for, and their chains.
pub(crate) fn find(resources: &Resources, doc: &Document) -> Vec<Attribution> {
    let scene = Scene::new(resources, doc);
    let mut found = cues::find(&scene);
    found.sort_by_key(|a| (a.cue, a.span));
    found.dedup_by(|b, a| a.cue.overlaps(b.cue));
    chain(doc, &mut found);
    found
}

/// A source inside the scope of another is relayed by it; the tightest scope around a cue is its parent.
fn chain(doc: &Document, found: &mut [Attribution]) {
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
            && !leads_to(found, parent, id)
        {
            found[id].parent = Some(parent);
        }
    }
}

/// «Со ссылкой на», «со слов»: the source behind another one.
fn relays(doc: &Document, attribution: &Attribution) -> bool {
    doc.quote(attribution.cue).to_lowercase().starts_with("со с")
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
        Some(EntityKind::Group) => SourceKind::Witness,
        _ => cue.unwrap_or(SourceKind::Official),
    }
}
