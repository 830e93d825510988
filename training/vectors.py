"""Vectors for the vocabulary of the encoder: the 64 main components of the navec vectors of natasha (MIT).

usage: vectors.py ARRAYS OUT.npy         (pip install natasha==1.6.0 numpy)
"""
import os, sys
import numpy as np
import natasha
from navec import Navec

navec = Navec.load(os.path.join(os.path.dirname(natasha.__file__), "data/emb/navec_news_v1_1B_250K_300d_100q.tar"))
words = open(f"{sys.argv[1]}/vocabulary.txt", encoding="utf8").read().split("\n")
x = np.stack([navec[w] if w in navec else np.zeros(300, np.float32) for w in words]).astype(np.float32)
known = np.abs(x).sum(1) > 0
mean = x[known].mean(0)
_, _, axes = np.linalg.svd(x[known][::4] - mean, full_matrices=False)
out = (x - mean) @ axes[:64].T
out[~known] = 0
np.save(sys.argv[2], out.astype(np.float32))
print(f"{known.mean():.3f} of the vocabulary known")
