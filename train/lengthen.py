"""Long articles out of labelled ones: hardly any labelled page has more than a few
thousand words, and a judge that has never seen a long article takes its hundredth
paragraph for one more comment.

The paragraphs and headings of an article are written again, many times, with their
words in another order, so that no two are the same. Nothing else about a page is new.
"""
import html
import json
import os
import random
import re
import zlib

import align

# Words that a longer page gets: between these, evenly on a logarithmic scale.
LEAST, MOST = 1_000, 30_000
# Most elements that are added to a page.
ELEMENTS = 600
# An article needs so many paragraphs to be made longer.
PARAGRAPHS = 4
# One article of so many is made longer.
ONE_OF = 3
# Letters change places instead of words where a run of text has fewer parts
# between spaces than the first, or they are longer on average than the second.
SPACES, LONGEST = 5, 20

_ELEMENT = re.compile(r"<(p|h2|h3)\b[^>]*>(?:(?!<(?:p|h[1-6]|div|br|img|script|style|iframe|li|table|figure)\b).)*?</\1\s*>", re.S | re.I)
_TAG = re.compile(r"<[^>]*>")
_RUN = re.compile(r"(?<=>)[^<]+(?=<)")
# A letter, or a character reference, which is one.
_LETTER = re.compile(r"&#?\w+;|.", re.S)


def text_of(element):
    return html.unescape(_TAG.sub("", element))


def is_paragraph(match):
    return match.group(1).lower() == "p"


def main_content(source, reference):
    """The paragraphs of the reference and the headings between them, in order."""
    whole = " " + " ".join(align.words(reference)) + " "
    lines = {tuple(align.words(line)) for line in reference.splitlines()}
    found = []
    for match in _ELEMENT.finditer(source):
        words = align.words(text_of(match.group()))
        if words and (len(words) >= 8 and f" {' '.join(words)} " in whole if is_paragraph(match) else tuple(words) in lines):
            found.append(match)
    return found


def _shuffled(element, rng):
    """The element with the inner words of each run of text in another order; its
    letters where there are few spaces, as in Chinese and in short headings."""
    def shuffle(match):
        run = match.group()
        space = " "
        parts = run.split(space)
        if len(parts) < SPACES or len(run) > LONGEST * len(parts):
            space, parts = "", _LETTER.findall(run)
        inner = parts[1:-1]
        rng.shuffle(inner)
        return space.join(parts[:1] + inner + parts[-1:])
    return _RUN.sub(shuffle, element)


def longer(source, found, rng):
    """The page with more main content, and the texts that are new."""
    wanted = LEAST * (MOST / LEAST) ** rng.random()
    at_end = rng.random() < 0.5
    pattern = found if at_end else list(filter(is_paragraph, found))
    after, added, words = [[] for _ in pattern], [], 0
    known = {tuple(align.words(text_of(match.group()))) for match in found}
    for k in range(ELEMENTS):
        new = _shuffled(pattern[k % len(pattern)].group(), rng)
        text = tuple(align.words(text_of(new)))
        if text in known:
            continue  # a copy is what boilerplate is
        known.add(text)
        after[-1 if at_end else k % len(pattern)].append(new)
        added.append(text_of(new))
        words += len(text)
        if words > wanted:
            break
    out, end = [], 0
    for match, new in zip(pattern, after):
        out += [source[end:match.end()], *new]
        end = match.end()
    return "".join([*out, source[end:]]), added


def lengthened(source, row):
    """The page of a row with a longer article, and the texts that are new; None if it stays as it is."""
    found = main_content(source, row["reference"])
    if sum(map(is_paragraph, found)) < PARAGRAPHS:
        return None
    return longer(source, found, random.Random(row["id"]))


def is_chosen(row):
    return row.get("reference") and row.get("type") in (None, "article") and zlib.crc32(row["id"].encode()) % ONE_OF == 0


def write(rows, data_dir, folder):
    """Writes some pages with longer articles and a row for each, `long.jsonl`, to `folder`."""
    os.makedirs(folder, exist_ok=True)
    made = []
    for row in filter(is_chosen, rows):
        with open(os.path.join(data_dir, row["html"]), "rb") as f:
            source = f.read()
        try:
            new = lengthened(source.decode("utf-8"), row)
        except UnicodeDecodeError:
            continue
        if new:
            name = f"{len(made)}.html"
            with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as f:
                f.write(new[0])
            made.append({**row, "html": name, "added": new[1]})
    with open(os.path.join(folder, "long.jsonl"), "w", encoding="utf-8") as f:
        f.writelines(json.dumps(row) + "\n" for row in made)
