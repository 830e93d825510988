"""Trains the shared encoder on the arrays of `svodka-training arrays` and writes its weights (see README.md).

usage: encoder.py ARRAYS OUT.pt [key=value …]
       keys: minutes, d, seed, threads, lr, tokens (of a batch), navec, init, reach (of each convolution), drop (of inputs and of
             activations after each convolution), unknown (words that lose their vector), decay (of embeddings), share (corpus:weight,…)
"""
import os, sys, time
import numpy as np

config = dict(minutes=20.0, d=96, seed=1, threads=1, lr=3e-3, tokens=2200, navec="", init="", reach="1,1,1,4", drop=0.2, unknown=0.3, decay=0.02,
              share="raw:34,oc:9,taiga:4,taigadev:1.5,gsd:1.5,nerel:18,factru:3,slavic:12,tg:17")
for arg in sys.argv[3:]:
    key, value = arg.split("=", 1)
    config[key] = type(config[key])(value)
os.environ["OMP_NUM_THREADS"] = str(config["threads"])
import torch
from torch import nn
import torch.nn.functional as F

WORD, GRAM, TRAIT, SHAPE, PLACE = 64, 64, 32, 16, 16
GRAMS, SHAPES, TRAITS, SHARES, RELATIONS = 1 << 15, 512, 92, 32, 48
REACH = [int(steps) for steps in config["reach"].split(",")]        # how far a convolution looks to either side
LAYERS = (7, 9, 7)                       # tags of the three layers of names
CORPORA = ("nerel", "factru", "slavic", "tg")
CLIP = 4.0                               # of activations; 127 steps


class Arrays:
    """What all corpora share: tables over forms and readings."""

    def __init__(self, folder):
        load = lambda name, kind: np.fromfile(f"{folder}/{name}", kind)
        self.folder = folder
        self.word, self.shape = load("word.i32", "<i4").astype(np.int64), load("shape.u16", "<u2").astype(np.int64)
        self.gram_ends = np.concatenate([[0], load("gram_ends.i32", "<i4")]).astype(np.int64)
        self.grams = load("grams.u16", "<u2").astype(np.int64)
        bits = load("traits.u128", np.uint8).reshape(-1, 16)
        self.traits = np.unpackbits(bits, axis=1, bitorder="little")[:, :TRAITS]
        self.reading_ends = np.concatenate([[0], load("reading_ends.i32", "<i4")]).astype(np.int64)
        self.bundle = load("reading_bundles.u16", "<u2").astype(np.int64)
        self.share = load("reading_shares.u8", np.uint8).astype(np.int64)
        lines = [line.rstrip("\n").split("\t") for line in open(f"{folder}/bundles.tsv")]
        self.bundle_hash = [int(line[0]) for line in lines]
        self.bundle_traits = np.zeros((len(lines), 60), np.float32)
        for row, line in zip(self.bundle_traits, lines):
            row[[int(t) for t in line[1].split()]] = 1
        self.vocabulary = open(f"{folder}/vocabulary.txt", encoding="utf8").read().split("\n")

    def corpus(self, name):
        load = lambda file, kind: np.fromfile(f"{self.folder}/{name}/{file}", kind).astype(np.int64)
        corpus = dict(form=load("form.i32", "<i4"), place=load("place.u16", "<u2"), right=load("right.u32", "<u4"),
                      head=load("head.i16", "<i2"), relation=load("relation.u8", np.uint8),
                      names=np.stack([load(f"names{i}.u8", np.uint8) for i in range(3)], 1),
                      length=load("lengths.i32", "<i4"), held=load("held.u8", np.uint8), name=name)
        corpus["start"] = np.concatenate([[0], np.cumsum(corpus["length"])])[:-1]
        return corpus


def ranges(starts, lengths):
    """All numbers of several ranges, and the row that each belongs to."""
    rows = np.repeat(np.arange(len(starts)), lengths)
    at = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return starts[rows] + at, rows, at


def word_vectors(arrays, path):
    """Vectors of the vocabulary: the main components of natasha's, or small random ones."""
    table = np.random.default_rng(0).normal(0, 0.1, (len(arrays.vocabulary) + 1, WORD)).astype(np.float32)
    if path:
        known = np.load(path)
        table[1:] = known * (0.3 / known.std())
    table[0] = 0
    return torch.from_numpy(table.clip(-1, 1))


class Encoder(nn.Module):
    def __init__(self, arrays, d, navec):
        super().__init__()
        self.arrays, self.d = arrays, d
        self.word = nn.Embedding.from_pretrained(word_vectors(arrays, navec), freeze=False)
        self.gram = nn.EmbeddingBag(GRAMS, GRAM, mode="mean")
        self.trait = nn.Linear(TRAITS, TRAIT)
        self.shape = nn.Embedding(SHAPES, SHAPE)
        nn.init.normal_(self.gram.weight, std=0.3)
        nn.init.normal_(self.shape.weight, std=0.3)
        width = WORD + GRAM + TRAIT + SHAPE + PLACE
        self.conv = nn.ModuleList([nn.Linear(3 * (width if i == 0 else d), d) for i in range(len(REACH))])
        self.norm = nn.ModuleList([nn.BatchNorm1d(d) for _ in REACH])
        for conv in self.conv:
            nn.init.kaiming_normal_(conv.weight, nonlinearity="relu")
            nn.init.zeros_(conv.bias)
        for norm in self.norm[3:]:
            nn.init.zeros_(norm.weight)                         # a layer that is new to a trained net starts silent
        self.drop = nn.Dropout(config["drop"])
        bundles = len(arrays.bundle_hash)
        self.factor = nn.Linear(d, 60, bias=False)              # a reading is scored by its traits and as a whole
        self.own = nn.Parameter(torch.zeros(bundles, d))
        self.bundle_bias, self.share_bias = nn.Parameter(torch.zeros(bundles)), nn.Parameter(torch.zeros(SHARES))
        self.register_buffer("bundle_traits", torch.from_numpy(arrays.bundle_traits))
        self.dependent, self.head = nn.Linear(d, 64), nn.Linear(d, 64)
        self.root = nn.Parameter(torch.randn(64) * 0.1)
        self.distance = nn.Parameter(torch.zeros(65))
        self.of_dependent, self.of_head = nn.Linear(d, 64), nn.Linear(d, 64, bias=False)
        self.relation = nn.Linear(64, RELATIONS)
        self.tags = nn.Linear(d, sum(LAYERS))
        self.corpus_tags = nn.ModuleList([nn.Linear(d, LAYERS[0]) for _ in CORPORA])
        for own in self.corpus_tags:
            nn.init.zeros_(own.weight), nn.init.zeros_(own.bias)
        self.moves = nn.ParameterList([nn.Parameter(torch.zeros(n, n)) for n in LAYERS])

    def rows(self, forms):
        """Input rows of forms, without the place bits."""
        a = self.arrays
        word = torch.from_numpy(a.word[forms])
        if self.training:
            word = word * (torch.rand(len(word)) > config["unknown"]).long()
        starts, lengths = a.gram_ends[forms], a.gram_ends[forms + 1] - a.gram_ends[forms]
        grams = torch.from_numpy(a.grams[ranges(starts, lengths)[0]])
        offsets = torch.from_numpy(np.cumsum(lengths) - lengths)
        traits = torch.from_numpy(a.traits[forms].astype(np.float32))
        parts = [self.word(word) * (word > 0).float()[:, None], self.gram(grams, offsets),
                 F.relu(self.trait(traits)), self.shape(torch.from_numpy(a.shape[forms]))]
        return torch.cat(parts, 1)

    def forward(self, batch):
        x = self.rows(batch["forms"])[batch["form"]]
        x = self.drop(torch.cat([x, batch["place"]], 1)).clamp(-1, 1)
        for i, (conv, norm, reach) in enumerate(zip(self.conv, self.norm, REACH)):
            padded = torch.cat([x, x.new_zeros(1, x.shape[1])])
            left, right = batch["sides"][reach]
            y = norm(conv(torch.cat([padded[left], x, padded[right]], 1)))
            x = self.drop((y + x if i else y).clamp(0, CLIP))
        return x

    def bundles(self):
        return self.bundle_traits @ self.factor.weight + self.own


def batch_of(arrays, corpus, sentences):
    """Sentences one after the other."""
    lengths = corpus["length"][sentences]
    at, row, place = ranges(corpus["start"][sentences], lengths)
    starts = np.cumsum(lengths) - lengths
    total = len(at)
    b = dict(lengths=torch.from_numpy(lengths), starts=starts, at=at, n=total, corpus=corpus["name"])
    b["forms"], inverse = np.unique(corpus["form"][at], return_inverse=True)
    b["form"] = torch.from_numpy(inverse.astype(np.int64))
    b["place"] = torch.from_numpy(((corpus["place"][at][:, None] >> np.arange(PLACE)) & 1).astype(np.float32))
    here, left_of = np.arange(total), lengths[row] - place
    b["sides"] = {reach: (torch.from_numpy(np.where(place >= reach, here - reach, total)),
                          torch.from_numpy(np.where(left_of > reach, here + reach, total))) for reach in set(REACH)}
    longest = int(lengths.max())
    grid = starts[:, None] + np.arange(longest)[None]
    mask = np.arange(longest)[None] < lengths[:, None]
    b["grid"], b["mask"] = torch.from_numpy(np.where(mask, grid, 0)), torch.from_numpy(mask)
    padded = lambda values: torch.from_numpy(np.where(mask, values[np.where(mask, (corpus["start"][sentences][:, None] + np.arange(longest)[None]), 0)], 0))
    b["head"], b["relation"] = padded(corpus["head"]), padded(corpus["relation"])
    b["names"] = [padded(corpus["names"][:, i]) for i in range(3)]
    return b


def tag_scores(net, x, forms):
    """Scores of all readings of tokens with these forms: one row a reading, and the token of each."""
    a = net.arrays
    readings, token, rank = ranges(a.reading_ends[forms], a.reading_ends[forms + 1] - a.reading_ends[forms])
    bundle, share = torch.from_numpy(a.bundle[readings]), torch.from_numpy(a.share[readings])
    token = torch.from_numpy(token)
    table = net.bundles()
    if len(forms) * len(table) < 4_000_000:
        score = (x @ table.T)[token, bundle]
    else:
        score = (x[token] * table[bundle]).sum(1)
    return score + net.bundle_bias[bundle] + net.share_bias[share], token, rank


def tag_loss(net, x, corpus, b):
    right = corpus["right"][b["at"]]
    forms = corpus["form"][b["at"]]
    counts = net.arrays.reading_ends[forms + 1] - net.arrays.reading_ends[forms]
    pick = np.where((right > 0) & (counts > 1))[0]
    if len(pick) == 0:
        return None
    score, token, rank = tag_scores(net, x[pick], forms[pick])
    good = torch.from_numpy((right[pick][token.numpy()] >> rank) & 1 == 1)
    def total(values, keep):
        top = torch.full((len(pick),), -1e9).scatter_reduce(0, token, score.detach(), "amax")
        e = torch.exp(values - top[token]) * keep
        return top + torch.log(torch.zeros(len(pick)).index_add(0, token, e) + 1e-20)
    return (total(score, torch.ones(len(score))) - total(score, good.float())).mean() * len(pick) / len(forms)


def arc_scores(net, x, b):
    """Scores of all heads of all tokens of all sentences; column 0 is the root."""
    dependent, head = F.relu(net.dependent(x))[b["grid"]], net.head(x)[b["grid"]]
    score = dependent @ head.transpose(1, 2)
    n = score.shape[1]
    near = (torch.arange(n)[None] - torch.arange(n)[:, None]).clamp(-32, 32) + 32
    score = (score + net.distance[near]).masked_fill(~b["mask"][:, None], -1e4)
    score = score.masked_fill(torch.eye(n, dtype=torch.bool), -1e4)
    return torch.cat([dependent @ net.root[:, None], score], 2)


def relation_scores(net, x, b, heads):
    """Scores of the relations of all tokens to given heads (0 for the root, whose relation is not asked for)."""
    at = torch.gather(b["grid"], 1, (heads - 1).clamp(min=0))
    return net.relation(F.relu(net.of_dependent(x)[b["grid"]] + net.of_head(x)[at]))


def tree_loss(net, x, b):
    own = torch.arange(b["head"].shape[1])[None] + 1             # silver trees are not always trees
    known = b["mask"] & (b["head"] >= 0) & (b["head"] != own) & (b["head"] <= b["lengths"][:, None])
    if not known.any():
        return None
    arcs = F.cross_entropy(arc_scores(net, x, b)[known], b["head"][known])
    named = known & (b["head"] > 0)
    relations = relation_scores(net, x, b, b["head"])[named]
    return arcs + F.cross_entropy(relations, b["relation"][named]) * named.sum() / known.sum()


def crf_loss(score, moves, gold, lengths):
    """Mean negative log-likelihood of a linear chain a token."""
    length = score.shape[1]
    mask = torch.arange(length)[None] < lengths[:, None]
    path = (score.gather(2, gold[..., None])[..., 0] * mask).sum(1) + (moves[gold[:, :-1], gold[:, 1:]] * mask[:, 1:]).sum(1)
    alpha = score[:, 0]
    for t in range(1, length):
        new = torch.logsumexp(alpha[:, :, None] + moves[None], 1) + score[:, t]
        alpha = torch.where(mask[:, t, None], new, alpha)
    return (torch.logsumexp(alpha, 1) - path).sum() / mask.sum()


def name_scores(net, x, corpus):
    """Scores of the tags of all layers, with the habits of a corpus in the first one (or the mean habit)."""
    score = net.tags(x)
    first = score[:, : LAYERS[0]]
    if corpus in CORPORA:
        first = first + net.corpus_tags[CORPORA.index(corpus)](x)
    return [first, score[:, 7:16], score[:, 16:]]


def name_loss(net, x, b):
    losses = []
    for layer, score in enumerate(name_scores(net, x, b["corpus"])):
        gold = b["names"][layer]
        keep = gold[:, 0] != 255
        if not keep.any():
            continue
        losses.append(crf_loss(score[b["grid"]][keep], net.moves[layer], gold[keep], b["lengths"][keep]) * (2, 1, 1)[layer])
    own = sum(m.weight.square().sum() for m in net.corpus_tags)
    return sum(losses) + 1e-4 * own if losses else None


def losses(net, corpus, b):
    x = net(b)
    parts = dict(tags=tag_loss(net, x, corpus, b), trees=tree_loss(net, x, b), names=name_loss(net, x, b))
    weight = dict(tags=3.0, trees=1.0, names=6.0)
    parts = {k: v for k, v in parts.items() if v is not None}
    return sum(weight[k] * v for k, v in parts.items()), {k: float(v.detach()) for k, v in parts.items()}


def viterbi(score, moves):
    best, back = score[0].copy(), np.zeros(score.shape, np.int64)
    for t in range(1, len(score)):
        through = best[:, None] + moves
        back[t] = through.argmax(0)
        best = through.max(0) + score[t]
    path = [int(best.argmax())]
    for t in range(len(score) - 1, 0, -1):
        path.append(int(back[t][path[-1]]))
    return path[::-1]


def spans(tags):
    found = []
    for at, tag in enumerate(tags):
        if tag == 0:
            continue
        if tag % 2 == 1 or not found or found[-1][1] != at or found[-1][2] != (tag - 1) // 2:
            found.append([at, at + 1, (tag - 1) // 2])
        else:
            found[-1][1] = at + 1
    return {tuple(s) for s in found}


@torch.no_grad()
def measure(net, corpora):
    """Agreement with the held-out sentences of each corpus."""
    net.eval()
    for corpus in corpora.values():
        held = np.where((corpus["held"] == 1) & (corpus["length"] > 0) & (corpus["length"] <= 200))[0]
        if not len(held):
            continue
        c = {}
        def count(key, ok, all_):
            c.setdefault(key, [0, 0])
            c[key][0] += int(ok)
            c[key][1] += int(all_)
        for sentences in np.array_split(held, max(1, len(held) // 60)):
            b = batch_of(net.arrays, corpus, sentences)
            x = net(b)
            right = corpus["right"][b["at"]]
            pick = np.where(right > 0)[0]
            if len(pick):
                score, token, rank = tag_scores(net, x[pick], corpus["form"][b["at"]][pick])
                order = np.lexsort((rank, -score.numpy(), token.numpy()))
                first = np.unique(token.numpy()[order], return_index=True)[1]
                chosen = rank[order][first]
                count("tags", ((right[pick] >> chosen) & 1).sum(), len(pick))
            known = b["mask"] & (b["head"] >= 0)
            if known.any() and corpus["name"] in ("taiga", "taigadev", "gsd"):
                heads = arc_scores(net, x, b).argmax(2)
                relations = relation_scores(net, x, b, heads).argmax(2)
                ok = (heads == b["head"]) & known
                count("uas", ok.sum(), known.sum())
                count("las", (ok & ((relations == b["relation"]) | (heads == 0))).sum(), known.sum())
            for own in (True, False):
                for layer, score in enumerate(name_scores(net, x, b["corpus"] if own else "")):
                    if layer and not own:
                        continue
                    for row, start in enumerate(b["starts"]):
                        n = int(b["lengths"][row])
                        gold = b["names"][layer][row, :n].numpy()
                        if gold[0] == 255:
                            continue
                        found, gold = spans(viterbi(score[start:start + n].numpy(), net.moves[layer].numpy())), spans(gold)
                        count(f"names{layer}{'own' if own else 'general'}", 2 * len(found & gold), len(found) + len(gold))
        print("HELD", corpus["name"], {k: round(100 * v[0] / max(v[1], 1), 2) for k, v in c.items()}, flush=True)
    net.train()


def main():
    torch.set_num_threads(config["threads"])
    torch.manual_seed(config["seed"])
    random = np.random.default_rng(config["seed"])
    arrays = Arrays(sys.argv[1])
    share = dict((k, float(v)) for k, v in (item.split(":") for item in config["share"].split(",")))
    corpora = {name: arrays.corpus(name) for name in share}
    net = Encoder(arrays, config["d"], config["navec"])
    if config["init"]:
        net.load_state_dict(torch.load(config["init"]), strict=False)
    embeddings = [net.word.weight, net.gram.weight]
    rest = [p for p in net.parameters() if all(p is not e for e in embeddings)]
    optimizer = torch.optim.AdamW([dict(params=rest, weight_decay=0.0), dict(params=embeddings, weight_decay=config["decay"])],
                                  lr=config["lr"], betas=(0.9, 0.98), fused=True)

    def stream(corpus):
        """Batches of sentences of similar length, for ever."""
        taught = np.where((corpus["held"] == 0) & (corpus["length"] > 0) & (corpus["length"] <= 100))[0]
        while True:
            for chunk in np.array_split(random.permutation(taught), max(1, len(taught) // 1500)):
                chunk = chunk[np.argsort(corpus["length"][chunk], kind="stable")]
                group = np.cumsum(corpus["length"][chunk]) // config["tokens"]
                parts = [chunk[group == g] for g in np.unique(group)]
                for i in random.permutation(len(parts)):
                    yield parts[i]

    streams = {name: stream(corpora[name]) for name in share}
    names, weights = list(share), np.array(list(share.values()))
    start, steps, sums, tokens, last = time.time(), 0, {}, 0, time.time()
    while (passed := (time.time() - start) / (60 * config["minutes"])) < 1:
        rate = min(1, (steps + 1) / 100) * max(0.01, 1 - passed)
        for group in optimizer.param_groups:
            group["lr"] = config["lr"] * rate
        name = names[random.choice(len(names), p=weights / weights.sum())]
        b = batch_of(arrays, corpora[name], next(streams[name]))
        loss, parts = losses(net, corpora[name], b)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(rest, 5.0)
        optimizer.step()
        steps += 1
        tokens += b["n"]
        for key, value in parts.items():
            sums.setdefault((name, key), []).append(value)
        if steps % 100 == 0:
            line = " ".join(f"{n}.{k} {np.mean(v):.3f}" for (n, k), v in sorted(sums.items()))
            print(f"{steps} steps {passed:.2f} {tokens / (time.time() - last):.0f} tokens/s {line}", flush=True)
            sums, tokens, last = {}, 0, time.time()
        if steps % 250 == 0:
            torch.save(net.state_dict(), sys.argv[2])
    torch.save(net.state_dict(), sys.argv[2])
    measure(net, corpora)


if __name__ == "__main__":
    main()
