"""From labelled pages to the judge's model.

    pip install -r train/requirements.txt
    python train/train.py DATA_DIR [--work DIR] [--folds-only]

DATA_DIR holds dev-fundus.jsonl, dev-wcxb.jsonl and dev-snippets.jsonl with
their pages. The features are dumped by the program itself; see train/README.md.
Writes a model for each fold (for honest scores) to the work directory, and the
model of all pages to src/judge/model/judge.model.
"""
import argparse
import json
import os
import subprocess
import sys
import zlib
from urllib.parse import urlsplit

import numpy as np

import align
import lengthen
import templates
import tokens
import trees

SETS = ("fundus", "wcxb", "snippets")
# Articles of the first two made longer.
LONG = "long"
# Pages of our own.
TEMPLATES = "templates"
FOLDS = 5
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# Weight of a set's pages: the labels of snippets cover few blocks.
SET_WEIGHT = {"fundus": 1.5, "wcxb": 1.0, "snippets": 0.5, LONG: 0.2, TEMPLATES: 0.3}
# Of that, the weight of those that are no news: there are twice as many of them.
OTHER_WEIGHT = 0.5
# Weight of a block that is not shown: references disagree more about those.
HIDDEN_WEIGHT = 0.5


def site(url, publisher=None):
    """Pages of one site belong to one fold; a publisher has one site or several."""
    host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    parts = host.split(".")
    keep = 3 if len(parts) > 2 and len(parts[-2]) <= 3 and len(parts[-1]) == 2 else 2
    return publisher or ".".join(parts[-keep:])


def fold_of(row):
    return zlib.crc32(site(row.get("url"), row.get("publisher")).encode()) % FOLDS


def read_rows(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def dump_longer(data_dir, work):
    rows = [row for name in SETS for row in read_rows(os.path.join(data_dir, f"dev-{name}.jsonl"))]
    folder = os.path.join(work, LONG)
    lengthen.write(rows, data_dir, folder)
    return dump(os.path.join(folder, f"{LONG}.jsonl"), work, LONG)


def dump_templates(work):
    return dump(templates.write(os.path.join(work, TEMPLATES)), work, TEMPLATES)


def dump(data, work, name):
    out = os.path.join(work, name)
    command = ["cargo", "run", "--release", "--quiet", "--example", "dump", "--no-default-features", "--features", "train", "--", data, out]
    subprocess.run(command, cwd=ROOT, check=True)
    rows = {r["id"]: r for r in read_rows(data)}
    with open(out + ".jsonl", encoding="utf-8") as f:
        header = json.loads(next(f))
        pages = [json.loads(line) for line in f]
    x = np.fromfile(out + ".f32", dtype="<f4").reshape(-1, len(header["features"]))
    links, at = x[:, header["features"].index("link_density")], 0
    for page in pages:
        row, start = rows[page["id"]], at
        at += len(page["blocks"])
        page.update(set=name, fold=fold_of(row), type=row.get("type"), labels=label(page, row, links[start:at]))
    return header, pages, x


def squeeze(text):
    return " ".join(text.split())


def label(page, row, links):
    """The labels of a page's blocks; `links` are their link densities."""
    texts = [b["text"] for b in page["blocks"]]
    if row.get("keep"):
        return templates.labels(texts, links, row)
    if row.get("added"):
        return label_longer(texts, row)
    if row.get("reference"):
        return align.labels(texts, row["reference"])
    found = []
    for text in map(squeeze, texts):
        good = any(squeeze(s) in text for s in row.get("with") or () if s)
        bad = any(squeeze(s) in text for s in row.get("without") or () if s)
        found.append(None if good == bad else int(good))
    return found


def label_longer(texts, row):
    """What was added is main content; the rest is what it was without."""
    added = set(map(align.plain, row["added"]))
    new = [align.plain(text) in added for text in texts]
    labels = iter(align.labels([t for t, n in zip(texts, new) if not n], row["reference"]))
    return [1 if n else next(labels) for n in new]


def training_set(pages):
    """Labels and weights of all blocks; weight 0 for blocks that teach nothing."""
    y, weight = [], []
    for page in pages:
        hidden = np.array([b["hidden"] for b in page["blocks"]], dtype=bool)
        size = np.array([min(b["words"], 200) ** 0.5 for b in page["blocks"]])
        known = np.array([lab is not None for lab in page["labels"]], dtype=bool)
        if 1 not in page["labels"]:
            known[:] = False  # the text is not on the page: nothing to learn
        total = size[known & ~hidden].sum() or size[known].sum() or 1.0
        size = np.where(hidden, HIDDEN_WEIGHT, 1.0) * size
        of_page = SET_WEIGHT[page["set"]] * (OTHER_WEIGHT if page["type"] == templates.OTHER else 1.0)
        weight.extend(of_page * np.where(known, size * 60.0 / total ** 0.7, 0.0))
        y.extend(lab or 0 for lab in page["labels"])
    return np.array(y), np.array(weight)


def columns(names, wanted="token_"):
    return [i for i, n in enumerate(names) if n.startswith(wanted)]


class Data:
    """All blocks of all pages, with what training needs to know of each."""

    def __init__(self, data_dir, work):
        parts = [dump(os.path.join(data_dir, f"dev-{name}.jsonl"), work, name) for name in SETS]
        parts.extend((dump_longer(data_dir, work), dump_templates(work)))
        self.names, self.buckets = parts[0][0]["features"], parts[0][0]["buckets"]
        self.pages = [p for _, pages, _ in parts for p in pages]
        self.x = np.concatenate([x for _, _, x in parts])
        self.y, self.weight = training_set(self.pages)
        self.fold = np.repeat([p["fold"] for p in self.pages], [len(p["blocks"]) for p in self.pages])
        self.tokens = tokens.matrix(self.pages, self.buckets)
        self.token_columns = columns(self.names)
        # Longer pages have the tokens of the pages that they are made of.
        self.own = self.blocks_of(lambda page: page["set"] != LONG)

    def blocks_of(self, chosen):
        """Of all blocks, those of the pages that are `chosen`."""
        return np.repeat([chosen(p) for p in self.pages], [len(p["blocks"]) for p in self.pages])

    def fit_tokens(self, mask):
        mask = mask & self.own & (self.weight > 0)
        return tokens.fit(self.tokens[mask], self.y[mask], self.weight[mask])

    def with_tokens(self, weights, mask):
        """The rows of `mask`, token columns computed with `weights`."""
        x = self.x.copy()
        x[:, self.token_columns] = self.token_features(weights)
        return x[mask]

    def token_features(self, weights):
        return tokens.features(self.pages, weights)


def fit(data, mask):
    """Token weights and trees of the blocks of `mask`. The trees see token
    scores as they are for sites that the weights do not know."""
    inner = np.zeros((len(data.y), len(data.token_columns)), dtype=np.float32)
    for k in range(FOLDS):
        held = mask & (data.fold == k)
        if held.any():
            weights = data.fit_tokens(mask & ~held)
            inner[held] = data.token_features(weights)[held]
    x = data.x.copy()
    x[:, data.token_columns] = inner
    rows, weight = trees.sample(np.where(mask, data.weight, 0.0))
    model = trees.train(x[rows], data.y[rows], weight)
    return data.fit_tokens(mask), model


def isotonic(score, y, weight, corners=48):
    """A monotone curve from score to share of `y`, as a few corners."""
    order = np.argsort(score, kind="stable")
    blocks = []
    for group in np.array_split(order, 400):
        if not len(group):
            continue
        blocks.append([np.average(score[group], weights=weight[group] + 1e-9), np.average(y[group], weights=weight[group] + 1e-9), weight[group].sum() + 1e-9])
        while len(blocks) > 1 and blocks[-2][1] > blocks[-1][1]:
            (s0, y0, w0), (s1, y1, w1) = blocks[-2:]
            blocks[-2:] = [[(s0 * w0 + s1 * w1) / (w0 + w1), (y0 * w0 + y1 * w1) / (w0 + w1), w0 + w1]]
    step = max(1, len(blocks) // corners)
    kept = blocks[::step] + ([blocks[-1]] if (len(blocks) - 1) % step else [])
    points = [[round(float(s), 3), round(float(v), 5)] for s, v, _ in kept]
    return [p for i, p in enumerate(points) if i == 0 or p[0] > points[i - 1][0]]


def expected_f1(p, words, lowest=0.3, highest=0.7):
    """The page's cut, as `src/judge/cut.rs` chooses it: threshold and expected F1."""
    relevant, taken, right = float((p * words).sum()), 0.0, 0.0
    threshold, best = highest, 0.0
    for i in np.lexsort((np.arange(len(p)), -p)):
        taken += words[i]
        right += p[i] * words[i]
        expected = 2 * right / max(taken + relevant, 1.0)
        if p[i] >= highest or (p[i] >= lowest and expected > best):
            threshold, best = min(p[i], highest), expected
    return threshold, best


def curves(data, score):
    """Probability and confidence as they turn out on pages that the models had not seen."""
    known = (data.weight > 0) & data.blocks_of(lambda page: page["set"] in SETS)
    probability = isotonic(score[known], data.y[known], data.weight[known])
    p = np.interp(score, *zip(*probability))
    expected, reached, at = [], [], 0
    for page in data.pages:
        span = slice(at, at := at + len(page["blocks"]))
        if page["set"] not in ("fundus", "wcxb") or 1 not in page["labels"]:
            continue
        words = np.array([b["words"] for b in page["blocks"]], dtype=float)
        threshold, value = expected_f1(p[span], words)
        main = (p[span] >= threshold) & (p[span] > 0)
        truth = data.y[span] == 1
        expected.append(value)
        reached.append(2 * words[main & truth].sum() / max(words[main].sum() + words[truth].sum(), 1.0))
    expected, reached = np.array(expected), np.array(reached)
    return probability, isotonic(expected, reached, np.ones(len(expected)), corners=12), expected, reached


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data_dir")
    parser.add_argument("--work", default=os.path.join(ROOT, "target", "train"))
    parser.add_argument("--folds-only", action="store_true", help="do not write the model of all pages")
    options = parser.parse_args()
    os.makedirs(options.work, exist_ok=True)
    data = Data(options.data_dir, options.work)
    score = np.zeros(len(data.y))
    fitted = []
    for k in range(FOLDS):
        test = data.fold == k
        weights, model = fit(data, ~test)
        score[test] = trees.score(model, data.with_tokens(weights, test))
        fitted.append((weights, model))
        print(f"fold {k}: {test.sum()} blocks held out", file=sys.stderr)
    probability, confidence, expected, reached = curves(data, score)
    sure = expected_curve(expected, confidence) >= 0.9
    print(f"block selection, out of fold: mean word F1 {reached.mean():.4f}; told 0.9 or more: {sure.mean():.3f} of the pages, "
          f"{(reached[sure] >= 0.9).mean():.3f} of them rightly")
    for k, (weights, model) in enumerate(fitted):
        trees.write(os.path.join(options.work, f"fold{k}.model"), model, data.names, weights, probability, confidence)
    with open(os.path.join(options.work, "folds.json"), "w", encoding="utf-8") as f:
        json.dump({p["set"] + "/" + p["id"]: p["fold"] for p in data.pages}, f)
    if not options.folds_only:
        weights, model = fit(data, np.ones(len(data.y), dtype=bool))
        trees.write(os.path.join(ROOT, "src", "judge", "model", "judge.model"), model, data.names, weights, probability, confidence)


def expected_curve(expected, confidence):
    return np.interp(expected, *zip(*confidence))


if __name__ == "__main__":
    main()
