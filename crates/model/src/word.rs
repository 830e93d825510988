use crate::vocabulary::vocabulary;
use std::{fmt, str::FromStr, sync::Arc};

/// What the dictionary and the context say of a token.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Base form in lower case, by the conventions of UD Russian.
    pub lemma: Arc<str>,
    /// Universal part of speech.
    pub upos: Upos,
    /// Universal features.
    pub feats: Feats,
}

vocabulary! {
    /// Universal part of speech.
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET", Intj = "INTJ",
        Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN", Punct = "PUNCT",
        Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}
vocabulary! { /// UD Animacy.
Animacy { Anim = "Anim", Inan = "Inan" } }
vocabulary! { /// UD Aspect.
Aspect { Imp = "Imp", Perf = "Perf" } }
vocabulary! { /// UD Case of Russian.
Case { Nom = "Nom", Gen = "Gen", Dat = "Dat", Acc = "Acc", Ins = "Ins", Loc = "Loc", Par = "Par", Voc = "Voc" } }
vocabulary! { /// UD Degree.
Degree { Pos = "Pos", Cmp = "Cmp", Sup = "Sup" } }
vocabulary! { /// UD Gender.
Gender { Masc = "Masc", Fem = "Fem", Neut = "Neut" } }
vocabulary! { /// UD Mood.
Mood { Ind = "Ind", Imp = "Imp", Cnd = "Cnd" } }
vocabulary! { /// UD NameType: what kind of name a proper noun is.
NameType { Giv = "Giv", Sur = "Sur", Pat = "Pat", Geo = "Geo", Com = "Com", Oth = "Oth" } }
vocabulary! { /// UD Number.
Number { Sing = "Sing", Plur = "Plur" } }
vocabulary! { /// UD Person.
Person { First = "1", Second = "2", Third = "3" } }
vocabulary! { /// UD Tense.
Tense { Past = "Past", Pres = "Pres", Fut = "Fut" } }
vocabulary! { /// UD VerbForm.
VerbForm { Inf = "Inf", Fin = "Fin", Part = "Part", Conv = "Conv" } }
vocabulary! { /// UD Voice.
Voice { Act = "Act", Pass = "Pass", Mid = "Mid" } }

macro_rules! feats {
    ($($(#[$meta:meta])* $field:ident: $kind:ident),+ $(,)?) => {
        /// UD features that the later stages ask about; others are dropped.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
        pub struct Feats {
            $($(#[$meta])* pub $field: Option<$kind>,)+
            /// `Variant=Short`: the short form of an adjective or participle.
            pub short: bool,
        }

        impl fmt::Display for Feats {
            /// The CoNLL-U form: `Case=Nom|Number=Sing`, in alphabetical order, `_` when empty.
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut sep = "";
                $(if let Some(value) = self.$field {
                    write!(f, "{sep}{}={value}", stringify!($kind))?;
                    sep = "|";
                })+
                if self.short {
                    write!(f, "{sep}Variant=Short")?;
                    sep = "|";
                }
                if sep.is_empty() { f.write_str("_") } else { Ok(()) }
            }
        }

        impl FromStr for Feats {
            type Err = ();

            /// Reads the CoNLL-U form; unknown features and values are passed over.
            fn from_str(text: &str) -> Result<Self, ()> {
                let mut feats = Feats::default();
                for (name, value) in text.split('|').filter_map(|pair| pair.split_once('=')) {
                    match name {
                        $(stringify!($kind) => feats.$field = value.parse().ok(),)+
                        "Variant" => feats.short = value == "Short",
                        _ => {}
                    }
                }
                Ok(feats)
            }
        }
    };
}

feats! {
    /// Animacy of nouns and of what agrees with them.
    animacy: Animacy,
    /// Aspect of verbs.
    aspect: Aspect,
    /// Case.
    case: Case,
    /// Degree of adjectives and adverbs.
    degree: Degree,
    /// Gender.
    gender: Gender,
    /// Mood of finite verbs.
    mood: Mood,
    /// Kind of name.
    name_type: NameType,
    /// Number.
    number: Number,
    /// Person.
    person: Person,
    /// Tense.
    tense: Tense,
    /// Verb form.
    verb_form: VerbForm,
    /// Voice.
    voice: Voice,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_survive_the_round_trip() {
        for text in [
            "_",
            "Animacy=Anim|Case=Gen|Gender=Masc|NameType=Sur|Number=Sing",
            "Tense=Past|Variant=Short|VerbForm=Part|Voice=Pass",
        ] {
            let feats: Feats = text.parse().unwrap();
            let again: Feats = feats.to_string().parse().unwrap();
            assert_eq!(feats, again);
        }
    }
}
