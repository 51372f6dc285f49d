"""A scraped page goes in; the article's text comes out, and nothing else.

>>> import bodycopy
>>> page = '''<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Storm</h1>
... <p>The storm of Monday took the roof of the <a href="/chapel">old chapel</a>, and nobody was hurt.</p>
... <p>See also: <a href="/2">Harbour reopens</a></p>
... <p>The harbour stays closed until Friday, because the pier has lost three of its piles and its lamp.</p>
... </article>'''
>>> article = bodycopy.clean(page)
>>> print(article.text)
The storm of Monday took the roof of the old chapel, and nobody was hurt.
<BLANKLINE>
The harbour stays closed until Friday, because the pier has lost three of its piles and its lamp.
>>> [dropped.reason for dropped in article.dropped if dropped.by == "rule"]
['see-also']
"""

from __future__ import annotations

from typing import Any, Iterable, Iterator, Mapping, Optional, Sequence

from ._bodycopy import (
    LIMITS,
    ROLES,
    RULES,
    Article,
    Articles,
    Block,
    Cleaner,
    Dropped,
    Error,
    Image,
    LexiconError,
    SelectorError,
    UnknownInputError,
    UnknownLimitError,
    UnknownRoleError,
    UnknownRuleError,
    __version__,
)
from ._extract import Document, UnsupportedArgumentError, bare_extraction, extract
from ._types import Html, Page, StrPath

__all__ = [
    "LIMITS",
    "ROLES",
    "RULES",
    "Article",
    "Articles",
    "Block",
    "Cleaner",
    "Document",
    "Dropped",
    "Error",
    "Html",
    "Image",
    "LexiconError",
    "Page",
    "SelectorError",
    "UnknownInputError",
    "UnknownLimitError",
    "UnknownRoleError",
    "UnknownRuleError",
    "UnsupportedArgumentError",
    "__version__",
    "bare_extraction",
    "clean",
    "clean_many",
    "extract",
]


def clean(
    html: Html,
    *,
    url: Optional[str] = None,
    charset: Optional[str] = None,
    input: str = "auto",
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    keep: Sequence[str] = (),
    drop: Sequence[str] = (),
    without: Sequence[str] = (),
    markup_only: bool = False,
    lexicon: Optional[StrPath] = None,
    limits: Optional[Mapping[str, int]] = None,
) -> Article:
    """Cleans a page: ``bytes`` as they came, or ``str``.

    A page without an article raises nothing: its text is empty and its status
    says why. For many pages make a :class:`Cleaner` once, or call :func:`clean_many`.

    :param url: address of the page, if it does not name its own.
    :param charset: charset of the page, usually from the HTTP header; of no account for ``str``.
    :param input: ``auto``, ``html``, ``body`` (HTML that holds nothing but the article), ``text`` or ``markdown``.
    :param include: roles to add to the text, such as ``caption`` or ``title``; see ``ROLES``.
    :param exclude: roles to leave out, such as ``standfirst`` or ``table``.
    :param keep: elements to keep whatever the judge thinks: a tag, a class, or both, as in ``div.fact-box``.
    :param drop: elements to drop.
    :param markup_only: never take the text from the page's data, even if the markup has little of it.
    :param without: rules to switch off; see ``RULES``.
    :param lexicon: a file with cue phrases of your own.
    :param limits: what a page may cost, by the names in ``LIMITS``, in bytes, numbers of things,
        or seconds for ``time``.
    :raises Error: for a name that does not exist, or a lexicon that cannot be read.
    """
    cleaner = _cleaner(
        input=input,
        include=include,
        exclude=exclude,
        keep=keep,
        drop=drop,
        without=without,
        markup_only=markup_only,
        lexicon=lexicon,
        limits=limits,
    )
    return cleaner.clean(html, url=url, charset=charset)


def clean_many(
    pages: Iterable[Page],
    *,
    workers: Optional[int] = None,
    input: str = "auto",
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    keep: Sequence[str] = (),
    drop: Sequence[str] = (),
    without: Sequence[str] = (),
    markup_only: bool = False,
    lexicon: Optional[StrPath] = None,
    limits: Optional[Mapping[str, int]] = None,
) -> Iterator[Article]:
    """Cleans pages on all cores and gives the articles in the order of the pages.

    A page is ``html``, ``(html, url)`` or ``(html, url, charset)``. Pages are
    read as articles are taken, a few ahead. A page of a wrong type raises
    ``TypeError`` with its number; the iterator goes on with the next one if asked.

    :param workers: threads; all cores if left out.

    The other arguments are those of :func:`clean`.
    """
    return _cleaner(
        input=input,
        include=include,
        exclude=exclude,
        keep=keep,
        drop=drop,
        without=without,
        markup_only=markup_only,
        lexicon=lexicon,
        limits=limits,
    ).clean_many(pages, workers=workers)


_DEFAULT = Cleaner()


def _cleaner(**options: Any) -> Cleaner:
    if options["input"] == "auto" and not any(value for name, value in options.items() if name != "input"):
        return _DEFAULT
    return Cleaner(**options)
