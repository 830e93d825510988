"""Word clusters from the navec vectors of natasha: `word<TAB>coarse<TAB>fine`, words by falling frequency.

usage: clusters.py OUT.tsv [WORDS] [FINE] [COARSE]
"""
import sys
import numpy as np
from navec import Navec
import natasha, os

def kmeans(x, k, rounds, seed=1):
    rng = np.random.default_rng(seed)
    c = x[rng.choice(len(x), k, replace=False)].copy()
    for r in range(rounds):
        near = np.empty(len(x), np.int64)
        for i in range(0, len(x), 8192):
            near[i:i + 8192] = (x[i:i + 8192] @ c.T).argmax(1)
        new = np.zeros_like(c)
        np.add.at(new, near, x)
        n = np.bincount(near, minlength=k)
        dead = n == 0
        new[dead] = x[rng.choice(len(x), dead.sum())]
        c = new / np.linalg.norm(new, axis=1, keepdims=True).clip(1e-9)
    return near, c

def main(out, words=120000, fine=2048, coarse=200):
    path = os.path.join(os.path.dirname(natasha.__file__), "data/emb/navec_news_v1_1B_250K_300d_100q.tar")
    navec = Navec.load(path)
    vocab = [w for w in navec.vocab.words if not w.startswith("<")]
    counts = dict(zip(navec.vocab.words, navec.vocab.counts))
    vocab = sorted((w for w in vocab if any("а" <= c <= "я" or c.isascii() and c.isalpha() for c in w)), key=lambda w: (-counts[w], w))[:words]
    x = np.stack([navec[w] for w in vocab]).astype(np.float32)
    x -= x.mean(0)
    x /= np.linalg.norm(x, axis=1, keepdims=True).clip(1e-9)
    near, centres = kmeans(x, fine, 25)
    group, _ = kmeans(centres, coarse, 40)
    with open(out, "w", encoding="utf8") as f:
        for w, n in zip(vocab, near):
            f.write(f"{w}\t{group[n]}\t{n}\n")

main(sys.argv[1], *map(int, sys.argv[2:]))
