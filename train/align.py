"""Aligns the blocks of a page with its reference text: which blocks are main content.

A block is main content if its words stand in the reference. The same words may
stand on a page more than once (teasers, hidden copies), so the blocks that
match are put into a chain in the order of the reference, heaviest chain first;
what lies off the chain is boilerplate, unless it covers words of the reference
that nothing on the chain covers.
"""
import re
import unicodedata
from collections import defaultdict

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

# Occurrences of a block's first words that are tried as its place.
CANDIDATES = 8
# Share of a block's words that must be in the reference around its place.
ENOUGH = 0.6


def words(text):
    return _WORD.findall(_INVISIBLE.sub("", unicodedata.normalize("NFC", text or "")).lower())


def plain(text):
    """The words alone, with a space between them."""
    return " ".join(words(text))


def _matches(block, where, reference):
    """Places in the reference where the block may stand: (start, end, matching words)."""
    n = len(block)
    size = min(3, n)
    votes = defaultdict(int)
    for i in range(n - size + 1):
        for at in where[size].get(tuple(block[i:i + size]), ())[:64]:
            votes[at - i] += 1
    # Small insertions and deletions shift the place: neighbours count together.
    merged = []
    for start in sorted(votes):
        if merged and start - merged[-1][1] <= 3:
            merged[-1][1] = start
            merged[-1][2] += votes[start]
        else:
            merged.append([start, start, votes[start]])
    merged.sort(key=lambda m: -m[2])
    out = []
    for start, _, count in merged[:CANDIDATES]:
        share = min(1.0, count / (n - size + 1))
        if share >= ENOUGH:
            start = max(start, 0)
            out.append((start, min(start + n, len(reference)), share * n))
    return out


def labels(texts, reference):
    """For each text 1 (main content), 0 (boilerplate) or None (no word in it)."""
    ref = words(reference)
    where = {size: defaultdict(list) for size in (1, 2, 3)}
    for size, index in where.items():
        for at in range(len(ref) - size + 1):
            index[tuple(ref[at:at + size])].append(at)
    line_starts = {tuple(words(line)) for line in reference.splitlines()}
    tokens = [words(t) for t in texts]
    found = []
    for i, block in enumerate(tokens):
        for start, end, weight in _matches(block, where, ref) if block else ():
            if len(block) <= 3 and tuple(block) not in line_starts:
                weight *= 0.2
            found.append((i, start, end, weight))
    chain = _chain(found, len(ref))
    out = [0 if block else None for block in tokens]
    covered = bytearray(len(ref) + 1)
    for i, start, end, _ in chain:
        out[i] = 1
        covered[start:end] = b"\1" * (end - start)
    for i, start, end, weight in found:
        if not out[i] and len(tokens[i]) >= 8 and not any(covered[start:end]):
            out[i] = 1
            covered[start:end] = b"\1" * (end - start)
    return out


def _chain(found, size):
    """The heaviest chain: blocks in page order at non-overlapping, growing places."""
    best = [(0.0, -1)] * (size + 2)  # Fenwick tree over end places: (weight, index in `found`)
    back, total = [-1] * len(found), [0.0] * len(found)
    by_block = defaultdict(list)
    for k, f in enumerate(found):
        by_block[f[0]].append(k)
    for i in sorted(by_block):
        ready = []
        for k in by_block[i]:
            _, start, end, weight = found[k]
            at, value = start + 1, (0.0, -1)
            while at > 0:
                value = max(value, best[at])
                at -= at & -at
            total[k], back[k] = value[0] + weight, value[1]
            ready.append((end + 1, k))
        for at, k in ready:
            while at < len(best):
                best[at] = max(best[at], (total[k], k))
                at += at & -at
    if not found:
        return []
    k = max(range(len(found)), key=lambda k: total[k])
    chain = []
    while k >= 0:
        chain.append(found[k])
        k = back[k]
    return chain
