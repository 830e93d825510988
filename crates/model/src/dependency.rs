use crate::{TokenId, vocabulary::vocabulary};

/// The syntactic head of a token, by Universal Dependencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dependency {
    /// The head, `None` for the root of the sentence.
    pub head: Option<TokenId>,
    /// The relation to the head.
    pub deprel: Deprel,
}

vocabulary! {
    /// Universal dependency relation, with the subtypes used for Russian.
    Deprel {
        Root = "root", Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", Advmod = "advmod", Amod = "amod",
        Appos = "appos", Aux = "aux", AuxPass = "aux:pass", Case = "case", Cc = "cc", Ccomp = "ccomp",
        Compound = "compound", Conj = "conj", Cop = "cop", Csubj = "csubj", CsubjPass = "csubj:pass", Dep = "dep", Det = "det",
        Discourse = "discourse", Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
        FlatForeign = "flat:foreign", FlatName = "flat:name", Goeswith = "goeswith", Iobj = "iobj", List = "list",
        Mark = "mark", Nmod = "nmod", Nsubj = "nsubj", NsubjPass = "nsubj:pass", Nummod = "nummod",
        NummodEntity = "nummod:entity", NummodGov = "nummod:gov", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
        Orphan = "orphan", Parataxis = "parataxis", Punct = "punct", Reparandum = "reparandum",
        Vocative = "vocative", Xcomp = "xcomp",
    }
}
