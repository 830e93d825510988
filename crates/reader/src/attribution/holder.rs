//! Who holds what a cue attributes.

use super::scope;
use crate::view::{Argument, Place, Scene, Tie, Tree, agrees, arguments};
use svodka_model::{Animacy, Case, Deprel, EntityKind, Form, Gender, Number, Person, Span, TokenId, Upos, VerbForm, Voice};

/// The noun phrase right after a prepositional cue: its dependent in the tree, else the next noun or name.
pub(super) fn following(scene: &Scene<'_>, last: TokenId, end: TokenId) -> Option<TokenId> {
    // «Указ, согласно которому…»
    if end.index() < scene.doc.tokens.len() && scene.tree.lemma(end) == "который" {
        return Some(end).filter(|&t| scene.mention(t).is_some());
    }
    let nominal = |t: TokenId| matches!(scene.tree.upos(t), Upos::Noun | Upos::Propn | Upos::X | Upos::Pron);
    let by_tree = scene.tree.children(last).iter().copied().find(|&t| {
        t >= end
            && t.0 <= end.0 + 6
            && nominal(t)
            && (end.0..t.0).all(|between| scene.doc.form(TokenId(between)) != ",")
            && matches!(scene.tree.deprel(t), Deprel::Nmod | Deprel::Obl | Deprel::Flat | Deprel::Appos)
    });
    if by_tree.is_some() {
        return by_tree;
    }
    let sentence = scene.doc.sentences[scene.doc.sentence_of(last)];
    (end.0..sentence.end.0.min(end.0 + 5))
        .map(TokenId)
        .take_while(|&t| !matches!(scene.doc.form(t), "," | "." | ":") && !scene.is_verbal(t) && scene.tree.upos(t) != Upos::Adp)
        .find(|&t| nominal(t) && !scene.in_timex(t))
}

/// The words that name a holder: a pronoun points to the nearest earlier phrase that does.
pub(super) fn named(scene: &Scene<'_>, holder: TokenId) -> Span {
    let own = scene.phrase(holder);
    let pronoun = scene.mention(holder).is_some_and(|m| scene.doc.mentions[m.index()].form == Form::Pronoun);
    let Some(entity) = scene.entity(holder).filter(|_| pronoun) else { return own };
    let mentions = scene.doc.entities[entity.index()].mentions.iter().map(|m| &scene.doc.mentions[m.index()]);
    let earlier = mentions.filter(|m| m.form != Form::Pronoun && m.span.end <= own.start);
    earlier.max_by_key(|m| m.span).map_or(own, |m| m.span)
}

/// Words that begin a clause of their own.
const RELATIVE: [&str; 6] = ["который", "чей", "что", "кто", "какой", "каковой"];
/// No holder stands farther behind an inserted verb.
const NEAR: u32 = 9;

/// «…, уточнила представительница Минздрава, …», «…, сообщил телеканал»: a verb between or behind the words that it reports,
/// before its subject. Punctuation and case tell it, so that no tree is needed.
pub(super) fn inserted(scene: &Scene<'_>, verb: TokenId) -> Option<(TokenId, Span)> {
    let tree = &scene.tree;
    let sentence = scene.doc.sentences[scene.doc.sentence_of(verb)];
    if tree.feats(verb).verb_form != Some(VerbForm::Fin) || is_impersonal(scene, verb) {
        return None;
    }
    let closes = |t: TokenId| matches!(scene.doc.form(t), "," | "—" | "–" | "-");
    let between = |t: TokenId| match tree.upos(t) {
        // «[сообщает](https://…)»
        Upos::Punct => scene.doc.form(t) == "[",
        // «при этом», «в свою очередь»
        Upos::Adv | Upos::Part | Upos::Adp => true,
        Upos::Pron | Upos::Det => tree.case(t) != Some(Case::Nom) && !RELATIVE.contains(&tree.lemma(t)),
        Upos::Noun => tree.preposition(t).is_some(),
        _ => false,
    };
    let before = (sentence.first.0..verb.0).rev().map(TokenId);
    let comma = before.take_while(|&t| closes(t) || between(t)).take(4).find(|&t| closes(t))?;
    let signs = comma == sentence.first;
    if signs && scene.doc.form(comma) == "," {
        return None;
    }
    let number = tree.feats(verb).number;
    let next = after_link(scene, verb).0;
    let behind = || {
        (next..sentence.end.0.min(next + NEAR))
            .map(TokenId)
            .take_while(|&t| !matches!(scene.doc.form(t), "," | ";" | ":" | "." | "—" | "(") && !scene.is_verbal(t))
            .filter(|&t| matches!(tree.upos(t), Upos::Noun | Upos::Propn | Upos::Pron | Upos::X))
    };
    let nominative = |&t: &TokenId| {
        // The nominative of things looks like their accusative.
        let body = matches!(scene.kind(t), Some(EntityKind::Media | EntityKind::Organization));
        let thing = body && tree.feats(t).animacy != Some(Animacy::Anim);
        tree.case(t).is_none_or(|c| c == Case::Nom || (thing && c == Case::Acc))
            && tree.preposition(t).is_none()
            && (number.is_none() || tree.feats(t).number.is_none_or(|n| Some(n) == number))
            && speaks(scene, t)
    };
    // «…, подтвердили агентству в пресс-службе порта»
    let within = |&t: &TokenId| {
        let inside = tree.preposition(t).is_some_and(|p| matches!(tree.lemma(p), "в" | "во"));
        inside && tree.case(t).is_none_or(|c| c == Case::Loc) && is_institution(scene, t)
    };
    // «…, сообщил РИА Новости источник»: of a name without case and a nominative behind it, the nominative speaks.
    let declined =
        |&t: &TokenId| tree.case(t) == Some(Case::Nom) && tree.deprel(t) == Deprel::Nsubj && tree.head(t) == Some(verb);
    let speaker = behind().filter(nominative).find(declined).or_else(|| behind().find(nominative));
    let holder = speaker.or_else(|| behind().find(within).filter(|_| number == Some(Number::Plur)))?;
    Some((holder, if signs { scope::of_signature(scene, comma) } else { scope::of_inserted(scene, comma) }))
}

/// «Восемь сенаторов заявили»: people who are counted speak where they are the subject.
fn is_people(scene: &Scene<'_>, token: TokenId) -> bool {
    matches!(scene.kind(token), Some(EntityKind::Group | EntityKind::Person)) && scene.tree.lemma(token) != "человек"
}

/// Who can hold a statement: anybody but a thing that is being counted or timed.
pub(super) fn speaks(scene: &Scene<'_>, token: TokenId) -> bool {
    if scene.in_timex(token) {
        return false;
    }
    match scene.kind(token) {
        Some(EntityKind::Product | EntityKind::Facility) => false,
        // «175 человек» are told of, they do not tell.
        Some(EntityKind::Group | EntityKind::Person) if scene.is_counted(token) => false,
        Some(_) => true,
        None => {
            let animate = scene.tree.upos(token) == Upos::Noun && scene.tree.feats(token).animacy == Some(Animacy::Anim);
            animate || scene.resources.cues.nouns.contains_key(scene.tree.lemma(token)) || scene.tree.upos(token) == Upos::Propn
        }
    }
}

pub(super) fn is_institution(scene: &Scene<'_>, token: TokenId) -> bool {
    matches!(scene.kind(token), Some(EntityKind::Organization | EntityKind::Media | EntityKind::Facility))
}

/// The token behind a verb and the address that is linked to it: «[сообщает](https://…)».
fn after_link(scene: &Scene<'_>, verb: TokenId) -> TokenId {
    const LINK: u32 = 5;
    let next = TokenId(verb.0 + 1);
    let form = |t: u32| scene.doc.tokens.get(t as usize).map_or("", |_| scene.doc.form(TokenId(t)));
    if form(next.0) != "]" || form(next.0 + 1) != "(" {
        return next;
    }
    (next.0..next.0 + LINK).find(|&t| form(t) == ")").map_or(next, |t| TokenId(t + 1))
}

/// A pronoun of the third person singular, possessive or not.
pub(super) fn is_he_or_she(tree: &Tree<'_>, token: TokenId) -> bool {
    matches!(tree.lemma(token), "он" | "она" | "его" | "её" | "ее") && tree.feats(token).number != Some(Number::Plur)
}

/// What such a pronoun says of whom it stands for; possessives hide it in the lemma.
pub(super) fn gender_of(tree: &Tree<'_>, pronoun: TokenId) -> Option<Gender> {
    match tree.lemma(pronoun) {
        "она" | "её" | "ее" => Some(Gender::Fem),
        "его" => Some(Gender::Masc),
        _ => tree.feats(pronoun).gender.or(Some(Gender::Masc)),
    }
}

/// «Предполагается», «сообщается»: a reflexive of a verb of speech has no speaker for its subject.
pub(super) fn is_impersonal(scene: &Scene<'_>, verb: TokenId) -> bool {
    let (lemma, verbs) = (scene.tree.lemma(verb), &scene.resources.cues.verbs);
    lemma.strip_suffix("ся").is_some_and(|base| verbs.contains_key(base) && !verbs.contains_key(lemma))
}

/// The speaker of a verb among its arguments: of several subjects the one that agrees, and before one that is lent from elsewhere
/// the phrase right before the verb.
pub(super) fn subject(scene: &Scene<'_>, verb: TokenId, args: &[Argument<'_>]) -> Option<TokenId> {
    let subjects = || args.iter().filter(|a| a.slot == Place::Subj);
    let agreeing = subjects().find(|a| agrees(&scene.tree, verb, a.head)).or_else(|| subjects().next());
    let lent = agreeing.is_none_or(|a| a.tie != Tie::Own);
    let beside = if lent { beside(scene, verb) } else { None };
    let own = agreeing.filter(|a| a.tie == Tie::Own && scene.is_counted(a.head)).map(|a| a.head).filter(|&t| is_people(scene, t));
    own.or_else(|| beside.or_else(|| agreeing.map(|a| a.head)).or_else(|| undeclined(scene, verb)).filter(|&t| speaks(scene, t)))
}

/// «Сообщает РИА Новости»: a name without case right behind the verb, which the tree may take for an object.
fn undeclined(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    let next = Some(TokenId(verb.0 + 1)).filter(|next| next.index() < scene.doc.tokens.len())?;
    let mention = scene.doc.mentions.get(scene.mention(next)?.index())?;
    let body = matches!(mention.kind, EntityKind::Media | EntityKind::Organization) && mention.form == Form::Name;
    let fits = body && scene.tree.case(mention.head).is_none() && agrees(&scene.tree, verb, mention.head);
    (fits && !is_alone(scene, verb, mention.head)).then_some(mention.head)
}

/// «Банк Lombard обвинили»: a name without number is no subject of a plural.
fn is_alone(scene: &Scene<'_>, verb: TokenId, noun: TokenId) -> bool {
    scene.tree.feats(verb).number == Some(Number::Plur) && scene.tree.feats(noun).number != Some(Number::Plur)
}

/// «Рассказал газете «Волна»», «сообщил РИА Новости источник»: the medium that somebody speaks to and that passes it on.
pub(super) fn told_to(scene: &Scene<'_>, verb: TokenId, holder: TokenId) -> Option<TokenId> {
    const NEAR: u32 = 6;
    let (doc, tree) = (scene.doc, &scene.tree);
    let sentence = doc.sentences[doc.sentence_of(verb)];
    let own = scene.mention(holder);
    let near = (verb.0.saturating_sub(NEAR).max(sentence.first.0)..sentence.end.0.min(verb.0 + NEAR)).map(TokenId);
    near.filter(|&t| tree.head(t) == Some(verb) && tree.preposition(t).is_none()).find(|&t| {
        let named = scene.mention(t).map(|m| &doc.mentions[m.index()]);
        let medium = named.is_some_and(|m| m.kind == EntityKind::Media && m.form == Form::Name);
        medium && scene.mention(t) != own && tree.case(t).is_none_or(|c| c == Case::Dat)
    })
}

/// «…, как премьер Иван Рогов заявил»: a nominative phrase that ends right before the verb, where the tree has lost it.
fn beside(scene: &Scene<'_>, verb: TokenId) -> Option<TokenId> {
    const FAR: usize = 3;
    let tree = &scene.tree;
    let start = scene.doc.sentences[scene.doc.sentence_of(verb)].first;
    let before = (start.0..verb.0).rev().map(TokenId).take(FAR + 1);
    let last = before.into_iter().find(|&t| !matches!(tree.upos(t), Upos::Adv | Upos::Part))?;
    let mention = scene.doc.mentions.get(scene.mention(last)?.index())?;
    let ends = mention.span.end == scene.doc.tokens[last.index()].span.end;
    let head = mention.head;
    let fits = ends && tree.case(head).is_none_or(|c| c == Case::Nom) && tree.preposition(head).is_none();
    (fits && agrees(tree, verb, head) && !is_alone(scene, verb, head)).then_some(head)
}

/// «В ведомстве подтвердили»: the body where people without a name speak.
pub(super) fn body(scene: &Scene<'_>, verb: TokenId, args: &[Argument<'_>]) -> Option<TokenId> {
    let feats = scene.tree.feats(verb);
    let passive = is_impersonal(scene, verb) || feats.short || feats.voice == Some(Voice::Pass);
    let plural =
        feats.number == Some(Number::Plur) && (feats.person == Some(Person::Third) || feats.verb_form == Some(VerbForm::Fin));
    if !plural || passive {
        return None;
    }
    let within = |a: &&Argument<'_>| matches!(a.slot, Place::Prep("в" | "во" | "на", c) if c.is_none_or(|c| c == Case::Loc));
    args.iter().filter(within).map(|a| a.head).find(|&t| is_institution(scene, t))
}

/// «В сообщении агентства говорится»: the document, or whose it is.
pub(super) fn document(scene: &Scene<'_>, args: &[Argument<'_>]) -> Option<TokenId> {
    let nouns = &scene.resources.cues.nouns;
    let within = |a: &&Argument<'_>| matches!(a.slot, Place::Prep("в" | "на" | "из", _));
    let document = args.iter().filter(within).find(|a| nouns.contains_key(scene.tree.lemma(a.head)))?.head;
    let whose = arguments(scene.doc, &scene.tree, document);
    Some(whose.iter().find(|a| a.slot == Place::Gen && speaks(scene, a.head)).map_or(document, |a| a.head))
}

/// «Министерство выпустило заявление», «выступив с заявлением»: who gives out what a noun of speech tells.
pub(super) fn issuer(scene: &Scene<'_>, noun: TokenId) -> Option<TokenId> {
    let tree = &scene.tree;
    let verb = tree.head(noun).filter(|&verb| scene.lexicon().is_a(tree.lemma(verb), "issuing"))?;
    let args = arguments(scene.doc, tree, verb);
    let given = args.iter().any(|a| a.head == noun && matches!(a.slot, Place::Obj | Place::Prep("с" | "со", _)));
    args.iter().filter(|a| a.slot == Place::Subj && given).map(|a| a.head).find(|&t| agrees(tree, verb, t))
}
