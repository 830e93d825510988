//! Whether an event happened, will, might, should or did not.

use super::{roles::is_nominal, select::Candidate, source};
use crate::view::{Argument, Scene, Use, arguments, use_of, verb_dependents};
use svodka_model::{Deprel, Mood, Phase, Precision, Realis, Stance, Tense, TokenId, Upos, VerbForm, When};

/// The realis of a candidate by its own words, its clause and what governs it.
pub(crate) fn judge(scene: &Scene<'_>, candidate: &Candidate<'_>) -> Realis {
    let anchor = candidate.light.map_or(candidate.head, |(verb, _)| verb);
    if let Some(fixed) = candidate.frame.realis {
        // «Не пропустят» is told by its negation, but still to come.
        let ahead = fixed == Realis::Actual && clause(scene, anchor, is_nominal(scene, anchor)) == Realis::Planned;
        return if ahead { Realis::Planned } else { fixed };
    }
    if is_negated(scene, candidate.head) || (anchor != candidate.head && is_negated(scene, anchor)) {
        return Realis::Denied;
    }
    let governed = governed(scene, candidate.head, anchor).filter(|_| !source::is_rejected(scene, candidate));
    if let Some(governed) = governed {
        return governed;
    }
    let nominal = is_nominal(scene, anchor);
    if stands_as_noun(scene, candidate.head) {
        if let Some(realis) = described(scene, candidate.head) {
            return realis;
        }
        if precedes_future(scene, candidate.head) {
            return Realis::Planned;
        }
        if let Some(verb) = happening(scene, candidate.head) {
            return if is_negated(scene, verb) {
                Realis::Denied
            } else {
                self::governed(scene, verb, verb).unwrap_or_else(|| clause(scene, verb, false))
            };
        }
    }
    clause(scene, anchor, nominal)
}

/// A noun, or a participle for people: «о пострадавших не сообщалось».
fn stands_as_noun(scene: &Scene<'_>, token: TokenId) -> bool {
    let tree = &scene.tree;
    let bears =
        matches!(tree.deprel(token), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Iobj | Deprel::Obl | Deprel::Nmod);
    is_nominal(scene, token) || bears && use_of(tree, token) == Use::Participle
}

/// «Предстоящая забастовка», «без столкновений»: what stands right before the noun decides.
fn described(scene: &Scene<'_>, noun: TokenId) -> Option<Realis> {
    let (tree, index) = (&scene.tree, &scene.resources.index);
    let rule = |of: Option<&Vec<u32>>| of.and_then(|ids| ids.first()).map(|&id| scene.lexicon().realis[id as usize].realis);
    let modifiers = tree.children_as(noun, &[Deprel::Amod, Deprel::Acl]).filter(|&c| c < noun);
    let modifier = modifiers.into_iter().find_map(|c| rule(index.modifiers.get(tree.lemma(c))));
    // «Поводом для протестов, вспыхнувших зимой» is of what has been.
    let over = |c: TokenId| tree.feats(c).tense == Some(Tense::Past);
    modifier.or_else(|| {
        let preposition = tree.preposition(noun).filter(|_| !tree.children_as(noun, &[Deprel::Acl]).any(over))?;
        let mut words = tree.children(preposition).iter().copied().chain([preposition]);
        words.find_map(|word| rule(index.prepositions.get(tree.lemma(word))))
    })
}

/// «Прекратит огонь после вывода войск»: what the time of a future deed is told by is to come too.
fn precedes_future(scene: &Scene<'_>, noun: TokenId) -> bool {
    let tree = &scene.tree;
    let temporal = tree.preposition(noun).is_some_and(|p| matches!(tree.lemma(p), "после" | "до" | "перед" | "накануне"));
    temporal && tree.feats(scene.clause_head(noun)).tense == Some(Tense::Fut)
}

/// «Должен пройти первый тур выборов», «выборы, которые состоятся»: the verb that says of an event noun that it comes about.
fn happening(scene: &Scene<'_>, noun: TokenId) -> Option<TokenId> {
    const CHAIN: usize = 2;
    let tree = &scene.tree;
    let happens = |&verb: &TokenId| scene.lexicon().is_a(tree.lemma(verb), "happening");
    let mut at = noun;
    for _ in 0..=CHAIN {
        if let Some(relative) = tree.child(at, &[Deprel::AclRelcl]).filter(happens) {
            return Some(relative);
        }
        if tree.deprel(at) != Deprel::Nmod {
            break;
        }
        at = tree.head(at)?;
    }
    let subject = matches!(tree.deprel(at), Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj) && tree.preposition(at).is_none();
    tree.head(at).filter(|_| subject).filter(happens)
}

/// The phase that the frame or the light verb gives.
pub(crate) fn phase(candidate: &Candidate<'_>) -> Option<Phase> {
    candidate.frame.phase.or_else(|| candidate.light.and_then(|(_, light)| light.phase))
}

fn is_negated(scene: &Scene<'_>, token: TokenId) -> bool {
    scene.tree.children_as(token, &[Deprel::Advmod, Deprel::Aux, Deprel::AuxPass, Deprel::Cop, Deprel::Discourse]).any(|c| {
        scene.tree.lemma(c) == "не"
            || (matches!(scene.tree.lemma(c), "быть") && scene.tree.children(c).iter().any(|&n| scene.tree.lemma(n) == "не"))
    }) && !scene.tree.children(token).iter().any(|&c| scene.tree.lemma(c) == "только" && c.0.abs_diff(token.0) <= 2)
        || scene
            .tree
            .children(token)
            .iter()
            .any(|&c| scene.tree.lemma(c) == "нет" && (stands_as_noun(scene, token) || is_unparted(scene, c, token)))
}

/// True where no comma stands between two words.
fn is_unparted(scene: &Scene<'_>, a: TokenId, b: TokenId) -> bool {
    (a.min(b).0..a.max(b).0).all(|t| scene.doc.form(TokenId(t)) != ",")
}

/// What governs the event decides: «потребовал освободить», «намерен провести», «угроза взрыва».
fn governed(scene: &Scene<'_>, head: TokenId, anchor: TokenId) -> Option<Realis> {
    let starts = if head == anchor { vec![head] } else { vec![head, anchor] };
    for start in starts {
        let mut at = start;
        for _ in 0..4 {
            let first = scene.tree.first_conjunct(at);
            if first != at && scene.tree.feats(at).verb_form == scene.tree.feats(first).verb_form {
                at = first;
            }
            let Some(above) = scene.tree.head(at) else { break };
            if let Some(rules) = scene.resources.index.governors.get(scene.tree.lemma(above)) {
                let args = governor_arguments(scene, above);
                for &id in rules {
                    let rule = &scene.lexicon().realis[id as usize];
                    let here = args.iter().any(|a| a.head == at && rule.slots.iter().any(|s| a.slot.is(s)));
                    if here && (!rule.past || scene.tree.feats(above).tense == Some(Tense::Past)) {
                        return Some(if is_negated(scene, above) { negate(rule.realis) } else { rule.realis });
                    }
                }
            }
            // «Заявит об отказе», «о пострадавших не сообщалось»: what is not said yet, or not at all.
            let said = stands_as_noun(scene, at) && is_told_of(scene, at, above);
            if said && scene.tree.feats(above).tense == Some(Tense::Fut) {
                return Some(Realis::Planned);
            }
            if said && is_negated(scene, above) {
                return Some(Realis::Denied);
            }
            // Only infinitives and noun chains pass the influence on; a clause of its own does not.
            let transparent = scene.tree.feats(at).verb_form == Some(VerbForm::Inf)
                || (is_nominal(scene, at) && scene.tree.deprel(at) == Deprel::Nmod)
                || (said && scene.tree.feats(above).verb_form == Some(VerbForm::Inf));
            if !transparent {
                break;
            }
            at = above;
        }
    }
    None
}

/// True for a noun that a verb of speech is about: «сообщил о взрыве».
fn is_told_of(scene: &Scene<'_>, noun: TokenId, verb: TokenId) -> bool {
    let (tree, verbs) = (&scene.tree, &scene.resources.cues.verbs);
    let lemma = tree.lemma(verb);
    let speech = verbs.contains_key(lemma) || lemma.strip_suffix("ся").is_some_and(|base| verbs.contains_key(base));
    speech && tree.preposition(noun).is_some_and(|p| matches!(tree.lemma(p), "о" | "об" | "обо"))
}

fn governor_arguments<'d>(scene: &Scene<'d>, governor: TokenId) -> Vec<Argument<'d>> {
    if is_nominal(scene, governor) {
        return arguments(scene.doc, &scene.tree, governor);
    }
    let mut args = Vec::new();
    verb_dependents(scene.doc, &scene.tree, governor, &mut args);
    args
}

fn negate(realis: Realis) -> Realis {
    match realis {
        Realis::Planned | Realis::Possible | Realis::Actual => Realis::Denied,
        other => other,
    }
}

/// Tense, mood, conjunctions and adverbs of the event's clause.
fn clause(scene: &Scene<'_>, anchor: TokenId, nominal: bool) -> Realis {
    let tree = &scene.tree;
    let feats = tree.feats(anchor);
    let auxiliary = tree.children_as(anchor, &[Deprel::Aux, Deprel::AuxPass, Deprel::Cop]);
    let future = |t: TokenId| tree.feats(t).tense == Some(Tense::Fut);
    let mut verdict = Realis::Actual;
    if !nominal {
        if feats.mood == Some(Mood::Imp) && feats.verb_form == Some(VerbForm::Fin) {
            return Realis::Requested;
        }
        if auxiliary.into_iter().any(future) || (future(anchor) && feats.verb_form == Some(VerbForm::Fin)) {
            verdict = Realis::Planned;
        }
    }
    let adverbs = tree.children_as(
        anchor,
        &[Deprel::Advmod, Deprel::Parataxis, Deprel::Discourse, Deprel::Mark, Deprel::Aux, Deprel::Amod, Deprel::Cc],
    );
    for adverb in adverbs {
        if let Some(&rule) = scene.resources.index.adverbs.get(tree.lemma(adverb)).and_then(|rules| rules.first()) {
            return scene.lexicon().realis[rule as usize].realis;
        }
    }
    if verdict == Realis::Planned && has_condition(scene, anchor) {
        return Realis::Possible;
    }
    if !nominal
        && feats.verb_form == Some(VerbForm::Inf)
        && verdict == Realis::Actual
        && let Some(mark) = tree.child(anchor, &[Deprel::Mark])
        && tree.lemma(mark) == "чтобы"
    {
        return Realis::Planned;
    }
    verdict
}

/// «28 ноября — выборы»: what is dated after the report and not told in the past is still to come.
pub(crate) fn is_ahead(scene: &Scene<'_>, candidate: &Candidate<'_>, when: &When) -> bool {
    const DAY: usize = "2022-01-05".len();
    const YEAR: usize = "2022".len();
    let published = scene.doc.report.published.as_deref().unwrap_or_default();
    let start = when.value.split(['/', '~', 'T']).next().unwrap_or_default();
    // The number of a season is none of a month.
    let length = if when.precision == Precision::Season { YEAR } else { start.len().min(DAY) };
    let later = start.starts_with(|c: char| c.is_ascii_digit())
        && matches!((start.get(..length), published.get(..length)), (Some(start), Some(published)) if start > published);
    let past = |t: TokenId| scene.tree.feats(t).tense == Some(Tense::Past);
    later && !past(candidate.head) && !past(scene.clause_head(candidate.head))
}

/// «Если долги не выплатят, рабочие выйдут на улицу»: a condition in the sentence, under the clause or under one of its words.
fn has_condition(scene: &Scene<'_>, anchor: TokenId) -> bool {
    let tree = &scene.tree;
    let tokens = scene.doc.sentences[scene.doc.sentence_of(anchor)].tokens();
    let opens = |t: &TokenId| tree.upos(*t) == Upos::Sconj && tree.lemma(*t) == "если";
    tokens.map(TokenId::from).filter(opens).any(|t| tree.ancestors(t).skip(1).any(|above| above == anchor))
}

/// A source that denies or doubts changes what its words claim.
pub(crate) fn under_stance(realis: Realis, stance: Stance) -> Realis {
    match (stance, realis) {
        (Stance::Deny, Realis::Actual) => Realis::Denied,
        (Stance::Doubt, Realis::Actual) => Realis::Possible,
        (_, realis) => realis,
    }
}
