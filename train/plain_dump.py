#!/usr/bin/env python3
"""Plain text of labelled articles, as a simple scraper would have left it.

    plain_dump.py DATA.jsonl OUT_DIR                needs: pip install selectolax

Of every article the text of its main container, one line a block, nothing dropped
but scripts and the like. The container is the smallest element that holds nine
tenths of what the page has of the reference. OUT_DIR gets a text file a page and
a file of rows that name it as `text`: `predict --text` cleans these.
"""
import json
import re
import sys
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

BLOCKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td th tr ul".split())
SKIPPED = frozenset("script style noscript template svg iframe button select textarea".split())
HELD = 0.9


def runs(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i:i + 3]) for i in range(len(words) - 2)}


def lines_and_spans(root):
    """The text block by block, and which of these lines each block element holds."""
    lines, current, spans = [], [], []

    def flush():
        line = " ".join("".join(current).split())
        current.clear()
        if line:
            lines.append(line)

    def walk(node):
        child = node.child
        while child is not None:
            tag = child.tag or "-comment"
            if tag == "-text":
                current.append(child.text(deep=False) or "")
            elif tag in BLOCKS:
                flush()
                start = len(lines)
                walk(child)
                flush()
                spans.append((start, len(lines)))
            elif tag not in SKIPPED and not tag.endswith("comment"):
                walk(child)
            child = child.next

    walk(root)
    flush()
    spans.append((0, len(lines)))
    return lines, spans


def main_text(html, reference):
    tree = LexborHTMLParser(html)
    if tree.body is None:
        return ""
    lines, spans = lines_and_spans(tree.body)
    wanted = runs(reference)
    held = [len(runs(line) & wanted) for line in lines]
    before = [0]
    for count in held:
        before.append(before[-1] + count)
    enough = [(end - start, start, end) for start, end in spans if before[end] - before[start] >= HELD * before[-1]]
    _, start, end = min(enough)
    return "\n".join(lines[start:end]) + "\n"


def main():
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    sys.setrecursionlimit(20000)
    with open(out / data.name, "w", encoding="utf-8") as rows:
        for row in map(json.loads, open(data, encoding="utf-8")):
            if row.get("type") != "article" or not row.get("reference"):
                continue
            page = data.resolve().parent / row["html"]
            text = out / f"{row['id']}.txt"
            html = page.read_bytes().decode("utf-8", "replace")
            text.write_text(main_text(html, row["reference"]), encoding="utf-8")
            row["html"], row["text"] = str(page.resolve()), str(text.resolve())
            rows.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
