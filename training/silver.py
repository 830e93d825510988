#!/usr/bin/env python3
"""Raw text and silver trees for the parser (see README.md beside this file).

usage: silver.py texts CORPORA OUT.txt         raw documents, parted by form feeds
       silver.py label IN.conllu OUT.conllu    trees of slovnet (pip install natasha==1.6.0 setuptools) for given tokens
"""
import glob, json, os, re, sys

LEFT_OUT = set(os.environ.get("LEFT_OUT", "").split())      # documents kept for measuring, by file name without suffix
CHATTER = {"Типичный программист", "Библиотека программиста | программирование, кодинг, разработка"}


def texts(corpora, out_path):
    seen, n = set(), 0
    with open(out_path, "w", encoding="utf8") as out:
        def put(text):
            nonlocal n
            key = re.sub(r"\W+", "", text)[:200]
            if len(key) > 30 and key not in seen:
                seen.add(key)
                out.write(text.strip().replace("\f", " ") + "\n\f\n")
                n += 1
        for folder in ("nerel/train", "factrueval"):
            for path in sorted(glob.glob(f"{corpora}/{folder}/*.txt")):
                if os.path.basename(path)[:-4] not in LEFT_OUT:
                    put(open(path, encoding="utf8").read())
        for path in sorted(glob.glob(f"{corpora}/slavicner/raw/**/*.txt", recursive=True)):
            put(open(path, encoding="utf8").read())
        for line in open(f"{corpora}/telegram/posts.jsonl", encoding="utf8"):
            post = json.loads(line)
            if post["outlet"] not in CHATTER:
                put(re.sub(r"\*\*|__", "", post["text"]))
    print(n, "documents")


def sentences(path):
    rows = []
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line and line[0] != "#":
            f = line.split("\t")
            if f[0].isdigit():
                rows.append(f)
        elif not line and rows:
            yield rows
            rows = []


def label(in_path, out_path):
    import inspect
    from collections import namedtuple
    if not hasattr(inspect, "getargspec"):
        spec = namedtuple("ArgSpec", "args varargs keywords defaults")
        inspect.getargspec = lambda f: spec(*inspect.getfullargspec(f)[:4])
    from natasha import NewsEmbedding, NewsSyntaxParser
    parser = NewsSyntaxParser(NewsEmbedding())

    def batches(size=2000):
        batch = []
        for rows in sentences(in_path):
            if 2 <= len(rows) <= 100:
                batch.append(rows)
            if len(batch) == size:
                yield batch
                batch = []
        yield batch

    done = 0
    with open(out_path, "w", encoding="utf8") as out:
        for batch in batches():
            order = sorted(range(len(batch)), key=lambda i: len(batch[i]))      # the parser pads to the longest
            trees = dict(zip(order, parser.map([[r[1] for r in batch[i]] for i in order])))
            for i, rows in enumerate(batch):
                for r, token in zip(rows, trees[i].tokens):
                    r[6], r[7] = token.head_id, token.rel
                    out.write("\t".join(r) + "\n")
                out.write("\n")
                done += len(rows)
            out.flush()
    print(done, "tokens")


if __name__ == "__main__":
    {"texts": texts, "label": label}[sys.argv[1]](*sys.argv[2:])
