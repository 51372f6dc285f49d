#!/usr/bin/env python3
"""Scores metadata against labelled pages, ours and that of other tools side by side.

    metadata_score.py DATA.jsonl NAME=PRED.json ... [--tools] [--show FIELD] [--json]

DATA.jsonl  a page a line: id, html (path beside the file), url, title, author (a
            string or a list), date, topics (a list), country.
PRED.json   {page id: {title, authors, published, tags, language}}, as
            `predict --metadata` writes it.
--tools     runs trafilatura, newspaper4k and readability-lxml too, those that are installed.
--show      lists the pages on which the first prediction is wrong in FIELD:
            title, authors, published, tags or language.

A page counts for a field if it has a label for it.

title       equal after folding white space and case
title*      the same letters and digits: quotation marks and dashes may differ
authors     the same set of names, folded likewise; a label that is one string is
            split at commas, semicolons, `&` and `and`, and so is the prediction;
            what stands behind a name in the label (`A. Name, PhD`) may be missing
published   the same day, as written or in UTC
tags        F1 of the two sets, mean over the pages with topics
language    one that is spoken in the country of the publisher; for reading, no score
"""
import argparse
import json
import re
import sys
from datetime import datetime, timezone
from pathlib import Path

FIELDS = ("title", "title*", "authors", "published", "tags")

# Languages of newspapers in a country. Pages in another are listed, to be read.
SPOKEN = {
    "at": "de", "au": "en", "bd": "en bn", "be": "nl fr de", "br": "pt", "ca": "en fr", "ch": "de fr it rm",
    "cl": "es", "cn": "zh en", "cz": "cs", "de": "de", "dk": "da", "ee": "et ru", "eg": "ar en", "es": "es ca gl eu",
    "fi": "fi sv", "fr": "fr", "gl": "kl da", "gr": "el", "hr": "hr", "hu": "hu", "ie": "en ga", "il": "he en ar",
    "in": "en hi bn ta te mr gu", "intl": "en", "is": "is", "isl": "is", "it": "it", "jp": "ja en", "ke": "en sw",
    "kr": "ko en", "li": "de", "lt": "lt ru", "lu": "de fr lb", "lv": "lv ru", "mx": "es", "my": "ms en zh",
    "na": "en de af", "ng": "en", "nl": "nl", "no": "no nb nn", "nz": "en", "ph": "en tl fil", "pk": "en ur",
    "pl": "pl", "pt": "pt", "py": "es", "ro": "ro", "rs": "sr", "ru": "ru", "se": "sv", "sg": "en zh", "si": "sl",
    "sk": "sk", "th": "th en", "tr": "tr", "tw": "zh en", "tz": "en sw", "ua": "uk ru", "uk": "en", "us": "en es",
    "vn": "vi en", "za": "en af zu xh",
}


def fold(text):
    return " ".join(str(text or "").split()).casefold()


def letters(text):
    return "".join(c for c in fold(text) if c.isalnum())


def value(found):
    return found.get("value") if isinstance(found, dict) else found


def names(one):
    """The names in a string or a list of them, folded."""
    many = one if isinstance(one, list) else [one]
    joints = r"\s*[,;|]\s*(?:(?:&|and)\s+)?|\s+(?:&|and)\s+"
    parts = [p for m in many if m for p in re.split(joints, str(value(m)))]
    return {fold(p) for p in parts if p.strip()}


def same_names(label, found):
    """Also right: the label without the titles and degrees that follow a name."""
    if isinstance(label, list):
        listed = {fold(a) for a in label}
        return listed == {fold(value(a)) for a in found or []} or names(label) == names(found)
    wanted, got = names(label), names(found)
    return wanted == got or bool(got) and got <= wanted and all(is_suffix(p) for p in wanted - got)


def is_suffix(part):
    """PhD, MS, R.D.: short, and not the shape of a name."""
    return len(part.split()) == 1 and len(part) <= 6


def instant(text):
    text = str(value(text) or "").strip()
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?\s*(Z|[+-]\d\d:?\d\d)?", text)
    if not match:
        return None, None
    day = "-".join(match.group(1, 2, 3))
    if not (match.group(4) and match.group(7)):
        return day, day
    zone = match.group(7).replace("Z", "+0000").replace(":", "")
    try:
        moment = datetime.strptime(f"{day} {match.group(4)}:{match.group(5)}{zone}", "%Y-%m-%d %H:%M%z")
    except ValueError:
        return day, day
    return day, moment.astimezone(timezone.utc).strftime("%Y-%m-%d")


def same_day(label, found):
    (day, utc), (found_day, found_utc) = instant(label), instant(found)
    return day is not None and found_day is not None and (day == found_day or utc == found_utc)


def f1(label, found):
    wanted, got = {fold(t) for t in label}, {fold(value(t)) for t in found or []}
    return 2 * len(wanted & got) / (len(wanted) + len(got)) if wanted else None


def judge(page, found):
    """Score of a page by field; a field without a label is left out."""
    scores = {}
    if page.get("title"):
        title = value(found.get("title"))
        scores["title"] = float(fold(page["title"]) == fold(title))
        scores["title*"] = float(letters(page["title"]) == letters(title))
    if page.get("author"):
        scores["authors"] = float(same_names(page["author"], found.get("authors")))
    if page.get("date"):
        scores["published"] = float(same_day(page["date"], found.get("published")))
    if page.get("topics"):
        scores["tags"] = f1(page["topics"], found.get("tags"))
    return scores


def is_strange(page, found):
    """True if the language is none of the country's."""
    spoken = SPOKEN.get((page.get("country") or "").lower())
    language = str(value(found.get("language")) or "").split("-")[0].lower()
    return spoken is not None and language not in spoken.split()


def tools():
    """name: function of (html, url), for the tools that are installed."""
    found = {}
    try:
        import trafilatura

        def by_trafilatura(html, url):
            data = trafilatura.extract_metadata(html, default_url=url)
            data = data.as_dict() if data else {}
            tags = [t for key in ("tags", "categories") for t in data.get(key) or []]
            return {"title": data.get("title"), "authors": (data.get("author") or "").split("; "),
                    "published": data.get("date"), "tags": tags, "language": data.get("language")}

        found["trafilatura"] = by_trafilatura
    except ImportError:
        pass
    try:
        import newspaper

        def by_newspaper(html, url):
            article = newspaper.Article(url or "https://example.org/article", fetch_images=False)
            article.download(input_html=html)
            article.parse()
            date = article.publish_date
            return {"title": article.title, "authors": article.authors, "published": date and str(date)[:10],
                    "tags": list(article.tags or []) or list(article.keywords or article.meta_keywords or []),
                    "language": article.meta_lang}

        found["newspaper4k"] = by_newspaper
    except ImportError:
        pass
    try:
        from readability import Document

        found["readability-lxml"] = lambda html, url: {"title": Document(html).short_title()}
    except ImportError:
        pass
    return found


def run(tool, pages, folder):
    found = {}
    for page in pages:
        html = (folder / page["html"]).read_bytes()
        try:
            text = html.decode()
        except UnicodeDecodeError:
            text = html
        try:
            found[page["id"]] = tool(text, page.get("url"))
        except Exception as error:  # a tool that fails on a page finds nothing on it
            print(f"{page['id']}: {type(error).__name__}: {error}"[:160], file=sys.stderr)
            found[page["id"]] = {}
    return found


def show(field, pages, found):
    label = {"title": "title", "title*": "title", "authors": "author", "published": "date", "tags": "topics", "language": "country"}[field]
    for page in pages:
        ours = found.get(page["id"]) or {}
        wrong = is_strange(page, ours) if field == "language" else judge(page, ours).get(field, 1.0) < 1.0
        if wrong:
            place = (ours.get("found_in") or {}).get(field)
            said = value(ours.get(field.rstrip("*")))
            print(f"{page['id']}\n  label {page.get(label)!r}\n  found {said!r} ({place})")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("predictions", nargs="*", metavar="NAME=PRED.json")
    parser.add_argument("--tools", action="store_true")
    parser.add_argument("--show", choices=(*FIELDS, "language"))
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    pages = [json.loads(line) for line in options.data.read_text().split("\n") if line]
    found = {}
    for prediction in options.predictions:
        name, _, path = prediction.partition("=")
        found[name] = json.loads(Path(path or name).read_text())
    if options.show and found:
        show(options.show, pages, next(iter(found.values())))
        return
    if options.tools:
        found.update({name: run(tool, pages, options.data.parent) for name, tool in tools().items()})
    table = {}
    for name, predicted in found.items():
        scores = [judge(page, predicted.get(page["id"]) or {}) for page in pages]
        table[name] = {f: mean([s[f] for s in scores if f in s]) for f in FIELDS}
    if options.json:
        print(json.dumps(table))
        return
    labelled = {f: sum(1 for p in pages if f in judge(p, {})) for f in FIELDS}
    print(f"{options.data.stem}: " + ", ".join(f"{n} pages with {f}" for f, n in labelled.items()))
    print(f"{'':18}" + "".join(f"{f:>11}" for f in FIELDS))
    for name, row in table.items():
        print(f"{name:18}" + "".join(f"{'–' if row[f] is None else format(row[f], '.3f'):>11}" for f in FIELDS))


def mean(numbers):
    return sum(numbers) / len(numbers) if numbers else None


if __name__ == "__main__":
    main()
