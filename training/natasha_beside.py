"""Reads texts with natasha 1.6.0 in the forms that svodka writes, to be scored beside it.

usage: natasha_beside.py names TEXTS.jsonl OUT.jsonl      names of each text, as in the record
       natasha_beside.py trees TEXT.txt OUT.conllu        tokens, tags, lemmas, trees
       (pip install natasha==1.6.0 setuptools)
"""
import inspect, json, sys, time
from collections import namedtuple

if not hasattr(inspect, "getargspec"):
    spec = namedtuple("ArgSpec", "args varargs keywords defaults")
    inspect.getargspec = lambda f: spec(*inspect.getfullargspec(f)[:4])
from natasha import Doc, MorphVocab, NewsEmbedding, NewsMorphTagger, NewsNERTagger, NewsSyntaxParser, Segmenter

KINDS = {"PER": "person", "LOC": "place", "ORG": "organization"}
segmenter, embedding = Segmenter(), NewsEmbedding()


def names(in_path, out_path):
    tagger, tokens, spent = NewsNERTagger(embedding), 0, 0.0
    with open(out_path, "w", encoding="utf8") as out:
        for line in open(in_path, encoding="utf8"):
            text = json.loads(line)["text"]
            start = time.process_time()
            doc = Doc(text)
            doc.segment(segmenter)
            doc.tag_ner(tagger)
            spent += time.process_time() - start
            tokens += len(doc.tokens)
            entities = [dict(kind=KINDS[s.type], name=s.text, mentions=[dict(span=[s.start, s.stop])]) for s in doc.spans]
            out.write(json.dumps(dict(report=dict(text=text), entities=entities), ensure_ascii=False) + "\n")
    print(f"{tokens} tokens, {1e6 * spent / tokens:.1f} µs a token")


def trees(in_path, out_path):
    morph, syntax, vocabulary = NewsMorphTagger(embedding), NewsSyntaxParser(embedding), MorphVocab()
    doc = Doc(open(in_path, encoding="utf8").read())
    start = time.process_time()
    doc.segment(segmenter)
    doc.tag_morph(morph)
    doc.parse_syntax(syntax)
    for token in doc.tokens:
        token.lemmatize(vocabulary)
    spent = time.process_time() - start
    with open(out_path, "w", encoding="utf8") as out:
        for sentence in doc.sents:
            number = {t.id: i + 1 for i, t in enumerate(sentence.tokens)}
            for i, t in enumerate(sentence.tokens):
                feats = "|".join(f"{k}={v}" for k, v in sorted((t.feats or {}).items())) or "_"
                out.write(f"{i + 1}\t{t.text}\t{t.lemma}\t{t.pos}\t_\t{feats}\t{number.get(t.head_id, 0)}\t{t.rel}\t_\t_\n")
            out.write("\n")
    print(f"{len(doc.tokens)} tokens, {1e6 * spent / len(doc.tokens):.1f} µs a token")


dict(names=names, trees=trees)[sys.argv[1]](*sys.argv[2:])
