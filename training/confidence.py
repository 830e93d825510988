"""Fits the table of confidence (crates/reader/data/confidence.tsv) on annotated reports.

usage: confidence.py FRAMES OUT.tsv GOLD.jsonl=READINGS.jsonl…     (pip install numpy)
       FRAMES: crates/reader/data/frames; GOLD: one resolved report a line (events with trigger, type, alt, same_as, optional);
       READINGS: `svodka read --format jsonl` of the same texts

An event is right when its type is annotated at words that overlap its trigger. Ridge regression of the logarithm of the odds; the
types are held to nothing more strongly than the other signs. The figures printed are of reports left out in turn (eight parts).
Fit it on reports that no rule was written from: on others everything looks sure.
"""
import glob, json, sys, tomllib
import numpy as np

NAMES = ["no role", "one role", "two roles", "three roles"]


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def right(gold, events):
    """Numbers of the events that an annotation pairs with, one to one, the longest overlap first."""
    pairs = []
    for i, g in enumerate(gold):
        for j, e in enumerate(events):
            if e["type"] in [g["type"], *g["alt"]]:
                shared = max(overlap(g["trigger"], t) for t in [e["trigger"], *(m["span"] for m in e["mentions"])])
                if shared:
                    pairs.append((-shared, i, j))
    taken, found = set(), set()
    for _, i, j in sorted(pairs):
        if i not in taken and j not in found:
            taken.add(i), found.add(j)
    return found


def signs(event, constrained):
    frame, matched = event["rule"].rsplit("/", 1)
    kinds = {role["role"] for role in event["roles"]}
    given = {matched, event["type"], NAMES[min(3, len(kinds))]}
    told = {"constrained": frame in constrained, "when": event.get("when"), "count": event["counts"], "actor": "actor" in kinds,
            "not actual": event["realis"] != "actual", "repeated": event["mentions"]}
    return given | {sign for sign, is_so in told.items() if is_so}


def fit(x, y, ridge):
    """Weights and bias by Newton's method."""
    w = np.zeros(x.shape[1] + 1)
    x, ridge = np.column_stack([x, np.ones(len(x))]), np.append(ridge, 0)
    for _ in range(60):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(ridge + 1e-9), x.T @ (p - y) + ridge * w)
    return w


def main(frames, out, *pairs):
    tables = [tomllib.load(open(path, "rb"))["frame"] for path in sorted(glob.glob(f"{frames}/*.toml"))]
    constrained = {frame["id"] for table in tables for frame in table if frame.get("require")}
    rows, y, report = [], [], []
    for pair in pairs:
        gold_path, readings_path = pair.split("=")
        readings = {}
        for line in open(readings_path, encoding="utf8"):
            reading = json.loads(line)
            readings[reading["report"]["text"].strip()] = reading["events"]
        for line in open(gold_path, encoding="utf8"):
            gold = json.loads(line)
            events = readings[gold["text"].strip()]
            hits = right(gold["events"], events)
            rows += [signs(event, constrained) for event in events]
            y += [j in hits for j in range(len(events))]
            report += [gold_path + gold["doc"]] * len(events)
    names = sorted(set().union(*rows))
    x, y, report = np.array([[n in row for n in names] for row in rows], float), np.array(y, float), np.array(report)
    ridge = np.array([8.0 if name.isupper() else 2.0 for name in names])
    order, held_out = np.random.default_rng(1).permutation(sorted(set(report))), np.zeros(len(y))
    for part in range(8):
        held = np.isin(report, order[part::8])
        w = fit(x[~held], y[~held], ridge)
        held_out[held] = 1 / (1 + np.exp(-(x[held] @ w[:-1] + w[-1])))
    rank = held_out.argsort().argsort()
    hits = y.sum()
    auc = (rank[y == 1].sum() - hits * (hits - 1) / 2) / (hits * (len(y) - hits))
    print(f"{len(y)} events, {y.mean():.3f} right; held out: AUC {auc:.3f}, Brier {((held_out - y) ** 2).mean():.4f} ({y.mean() * (1 - y.mean()):.4f} for one figure for all)")
    for low, high in ((0, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
        inside = (held_out >= low) & (held_out < high)
        if inside.any():
            print(f"said {low:.1f} to {min(high, 1):.1f}: {inside.sum()} events, {y[inside].mean():.3f} right")
    w = fit(x, y, ridge)
    with open(out, "w", encoding="utf8") as file:
        file.write("# What each sign of an event adds to the logarithm of the odds that it is right, fitted on annotated reports (docs/confidence.md).\n")
        file.write(f"bias\t{w[-1]:.2f}\n")
        file.writelines(f"{name}\t{weight:.2f}\n" for name, weight in zip(names, w) if abs(weight) >= 0.005)


main(*sys.argv[1:])
