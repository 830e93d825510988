"""Reads the same texts with natasha and with svodka in one run and prints a table of both: how right, how fast.

usage: beside.py SVODKA FILE…        FILE.conllu: treebank with `# text` lines; FILE.jsonl: {"text", "spans": [[start, end, "PER"|"LOC"|"ORG"], …]} a line
       (pip install natasha==1.6.0 setuptools)

Tags and trees are read from raw text, a line a sentence of the treebank, and matched by their characters: percent of all gold tokens (lemma: of gold words).
PROPN counts as NOUN, AUX as VERB, SCONJ as CCONJ. Core features are those that inflection shows. A name is right when its ends and its kind are, names
inside names left out. Both use one thread and take turns, three times; the fastest turn counts, svodka's with its start-up. Tokens of speed are natasha's.
"""
import inspect, json, os, resource, subprocess, sys, tempfile, time
from collections import Counter, namedtuple

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
if not hasattr(inspect, "getargspec"):
    spec = namedtuple("ArgSpec", "args varargs keywords defaults")
    inspect.getargspec = lambda f: spec(*inspect.getfullargspec(f)[:4])
from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

TURNS = 3
KINDS = {"person": "PER", "place": "LOC", "organization": "ORG", "media": "ORG"}
COARSE = {"PROPN": "NOUN", "AUX": "VERB", "SCONJ": "CCONJ"}
NOMINAL, VERBAL = ("Case", "Gender", "Number"), ("Aspect", "Gender", "Mood", "Number", "Person", "Tense", "VerbForm", "Voice")
CORE = dict(NOUN=NOMINAL, PROPN=NOMINAL, PRON=NOMINAL, DET=NOMINAL, ADJ=NOMINAL + ("Degree",), NUM=("Case",), VERB=VERBAL, AUX=VERBAL)
plain = lambda word: word.casefold().replace("ё", "е")


class Natasha:
    def __init__(self):
        embedding = NewsEmbedding()
        self.segmenter, self.vocabulary = Segmenter(), MorphVocab()
        self.tagger, self.parser, self.namer = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), NewsNERTagger(embedding)

    def read(self, texts):
        """All layers of every text."""
        docs = [Doc(text) for text in texts]
        for doc in docs:
            doc.segment(self.segmenter)
            doc.tag_morph(self.tagger)
            doc.parse_syntax(self.parser)
            doc.tag_ner(self.namer)
            for token in doc.tokens:
                token.lemmatize(self.vocabulary)
            for span in doc.spans:
                span.normalize(self.vocabulary)
        return docs


def natasha_tree(docs):
    """Words of a treebank: characters without white space from and to, tag, features, lemma, number of the head, relation."""
    words, text = [], docs[0].text
    before = [0]
    for c in text:
        before.append(before[-1] + (not c.isspace()))
    for sentence in docs[0].sents:
        number = {t.id: len(words) + i for i, t in enumerate(sentence.tokens)}
        for t in sentence.tokens:
            words.append((before[t.start], before[t.stop], t.pos, t.feats or {}, t.lemma, number.get(t.head_id), t.rel))
    return words


def tree(lines):
    """The same from lines of CoNLL-U; words that share a token are left out of the count by having no characters of their own."""
    words, at, first, shared = [], 0, 0, 0
    for line in lines:
        column = line.rstrip("\n").split("\t")
        if len(column) < 8:
            first, shared = (first, shared) if line.startswith("#") else (len(words), 0)
            continue
        length = len("".join(column[1].split()))
        if "-" in column[0]:
            shared, at = int(column[0].split("-")[1]), at + length
        elif column[0].isdigit():
            alone = int(column[0]) > shared
            feats = dict(pair.split("=", 1) for pair in column[5].split("|") if "=" in pair)
            head = first + int(column[6]) - 1 if column[6] not in ("0", "_") else None
            words.append((at, at + length * alone, column[3], feats, column[2], head, column[7]))
            at += length * alone
    return words


def compare_trees(gold, found):
    count, by_place = Counter(), {word[:2]: word for word in found}
    place = lambda words, head: None if head is None else words[head][:2]
    for word in gold:
        _, _, tag, feats, lemma, head, relation = word
        is_word = tag not in ("PUNCT", "SYM", "NUM", "X")
        count["words"] += is_word
        other = by_place.get(word[:2])
        if other is None:
            continue
        right = COARSE.get(tag, tag) == COARSE.get(other[2], other[2])
        count["UPOS"] += right
        count["core features"] += right and all(other[3].get(k) == feats[k] for k in CORE.get(tag, ()) if k in feats)
        count["lemma"] += is_word and plain(other[4]) == plain(lemma)
        arc = place(gold, head) == place(found, other[5])
        count["UAS"] += arc
        count["LAS"] += arc and other[6] == relation
    return {key: 100 * count[key] / (count["words"] if key == "lemma" else len(gold))
            for key in ("UPOS", "core features", "lemma", "UAS", "LAS")}


def outermost(spans):
    kept = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return set(kept)


def compare_names(gold, found):
    share = lambda hits, all_: 100 * hits / max(all_, 1)
    scores = {}
    for kind in ("PER", "LOC", "ORG", "all"):
        of = lambda spans: {(text, *s) for text, some in enumerate(spans) for s in some if kind in (s[2], "all")}
        g, f = of(gold), of(found)
        scores[f"F1 {kind}"] = share(2 * len(g & f), len(g) + len(f))
    return scores


def svodka(program, form, path):
    """Output lines and processor seconds of one reading."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    out = subprocess.run([program, "read", "--threads", "1", "--format", form, path], capture_output=True, check=True, text=True).stdout
    return out.split("\n"), resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def measure(program, natasha, path):
    lines = open(path, encoding="utf8").read().split("\n")
    trees = path.endswith(".conllu")
    if trees:
        gold = tree(lines)
        texts = ["\n".join(line.split("=", 1)[1].strip() for line in lines if line.startswith("# text ="))]
    else:
        rows = [json.loads(line) for line in lines if line]
        gold, texts = [outermost(map(tuple, row["spans"])) for row in rows], [row["text"] for row in rows]
    with tempfile.NamedTemporaryFile("w", encoding="utf8", suffix=".txt" if trees else ".jsonl") as file:
        file.write(texts[0] if trees else "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts))
        file.flush()
        seconds = ([], [])
        for _ in range(TURNS):
            start = time.process_time()
            docs = natasha.read(texts)
            seconds[0].append(time.process_time() - start)
            out, spent = svodka(program, "conllu" if trees else "jsonl", file.name)
            seconds[1].append(spent)
    tokens = sum(len(doc.tokens) for doc in docs)
    if trees:
        scores = compare_trees(gold, natasha_tree(docs)), compare_trees(gold, tree(out))
    else:
        theirs = [outermost((s.start, s.stop, s.type) for s in doc.spans) for doc in docs]
        mentions = lambda read: ((*m["span"], KINDS[e["kind"]]) for e in read["entities"] if e["kind"] in KINDS
                                 for m in e["mentions"] if m.get("form", "name") == "name")
        scores = compare_names(gold, theirs), compare_names(gold, [outermost(mentions(json.loads(line))) for line in out if line])
    for name, score, spent in zip(("natasha 1.6.0", "svodka"), scores, seconds):
        yield dict(file=os.path.basename(path), reader=name, **{k: f"{v:.1f}" for k, v in score.items()},
                   **{"thousand tokens/s": f"{tokens / min(spent) / 1000:.1f}"})


def main(program, *paths):
    natasha, heads = Natasha(), None
    for path in paths:
        for row in measure(program, natasha, path):
            if list(row) != heads:
                heads = list(row)
                print("\n| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
            print("| " + " | ".join(row.values()) + " |", flush=True)


main(*sys.argv[1:])
