"""Pages of our own: invented articles, threads, products and manuals in the markup of
templates that many sites share, each with what must stay of it and what must go.

The labelled pages are of some thousand sites, and what is on none of them a judge has
never seen; more different templates help it more than more pages of one.
"""
import json
import lzma
import os

import align

PAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates.jsonl.xz")
# The type of those that are no news.
OTHER = "other"
# What is named nowhere and is mostly links is boilerplate; what else is named nowhere
# (a heading, a name) teaches nothing.
LINKS = 0.5


def write(folder):
    """Unpacks the pages into `folder`; returns the path of their list."""
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "templates.jsonl")
    with lzma.open(PAGES, "rt", encoding="utf-8") as pages, open(path, "w", encoding="utf-8") as out:
        for number, row in enumerate(map(json.loads, pages)):
            name = f"{number}.html"
            with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(row.pop("html"))
            out.write(json.dumps({**row, "html": name}, ensure_ascii=False) + "\n")
    return path


def labels(texts, links, row):
    """For each text 1 (main content), 0 (boilerplate) or None (nobody knows)."""
    keep, drop = ([p for p in map(align.plain, row[name]) if p] for name in ("keep", "drop"))
    found = [label(align.plain(text), keep, drop) for text in texts]
    return [0 if known is None and density > LINKS else known for known, density in zip(found, links)]


def label(block, keep, drop):
    good, bad = (any(stands_in(block, text) for text in named) for named in (keep, drop))
    return None if good == bad else int(good)


def stands_in(block, text):
    """The block is the text, or one of them is most of the other."""
    a, b = sorted((block, text), key=len)
    return bool(a) and (a == b or 2 * len(a) > len(b) and f" {a} " in f" {b} ")
