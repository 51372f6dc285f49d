"""``extract`` and ``bare_extraction`` with the argument names of trafilatura.

Where an argument means the same here, it has the same name and default. Where
bodycopy has nothing of the kind, it raises :class:`UnsupportedArgumentError`.
"""

from __future__ import annotations

import dataclasses
import functools
import html as _html
import json
import re
from typing import AbstractSet, Any, Dict, List, Mapping, Optional, Tuple
from urllib.parse import urlsplit

from ._bodycopy import Article, Cleaner, Error
from ._types import Html

#: Arguments that mean nothing here unless they have this value, and what to do instead.
_REFUSED: Mapping[str, Tuple[object, str]] = {
    "author_blacklist": (None, "compare the names in `bare_extraction(…).author` with yours"),
    "config": (None, "give `Cleaner` its options instead"),
    "date_extraction_params": (None, "dates are read as the page states them"),
    "deduplicate": (False, "compare the texts that you get"),
    "favor_precision": (False, "a page is judged in one way; leave out pages by `clean(…).confidence`"),
    "favor_recall": (False, "a page is judged in one way; `clean(…, without=bodycopy.RULES)` keeps what rules drop"),
    "include_images": (False, "`clean(…).images` lists them"),
    "max_tree_size": (None, "`clean(…, limits={'nodes': N})` cuts a larger page and says so"),
    "options": (None, "give `Cleaner` its options instead"),
    "prune_xpath": (None, "remove the elements before, or name them in `clean(…).dropped`"),
    "settingsfile": (None, "give `Cleaner` its options instead"),
    "target_language": (None, "compare `clean(…).language`, which is what the page states"),
    "tei_validation": (False, "there is no TEI output"),
}

_FORMATS = ("txt", "markdown", "json", "html")

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")


class UnsupportedArgumentError(Error):
    """An argument of trafilatura that has no meaning here."""


@dataclasses.dataclass
class Document:
    """The article and its metadata, under trafilatura's names."""

    title: Optional[str] = None
    author: Optional[str] = None
    url: Optional[str] = None
    hostname: Optional[str] = None
    description: Optional[str] = None
    sitename: Optional[str] = None
    date: Optional[str] = None
    categories: List[str] = dataclasses.field(default_factory=list)
    tags: List[str] = dataclasses.field(default_factory=list)
    id: Optional[str] = None
    text: str = ""
    comments: str = ""
    language: Optional[str] = None
    image: Optional[str] = None

    def as_dict(self) -> Dict[str, Any]:
        """The same as a dictionary."""
        return dataclasses.asdict(self)


def extract(
    filecontent: Html,
    url: Optional[str] = None,
    record_id: Optional[str] = None,
    *,
    include_comments: bool = True,
    output_format: str = "txt",
    include_tables: bool = True,
    include_links: bool = False,
    include_formatting: Optional[bool] = None,
    with_metadata: bool = False,
    only_with_metadata: bool = False,
    url_blacklist: Optional[AbstractSet[str]] = None,
    fast: bool = False,
    no_fallback: bool = False,
    **unsupported: object,
) -> Optional[str]:
    """The article of a page as a string, or ``None`` if the page has none.

    :param output_format: ``txt``, ``markdown``, ``json`` or ``html``.
    :param include_comments: readers' comments, where they are told from the rest.
    :param include_links: addresses of links, in Markdown and HTML.
    :param with_metadata: a header before text and Markdown, a head in HTML, more fields in JSON.
    :param only_with_metadata: ``None`` too for pages without title, address or date.
    :param fast: nothing changes; there is one way, and it is fast.
    :param no_fallback: nothing changes; there is no fallback.
    :raises UnsupportedArgumentError: for an argument that has no meaning here.
    """
    _refuse("extract", unsupported)
    _check_form(output_format, include_links, include_formatting)
    whole = output_format != "json" and include_comments
    article = _clean(filecontent, url, whole, include_tables)
    if article is None:
        return None
    document = _document(article, url, include_comments)
    document.id = record_id
    if _is_unwanted(document, only_with_metadata, url_blacklist):
        return None
    if output_format == "json":
        return _json(document, with_metadata)
    if output_format == "html":
        return _page(document, article.to_html(links=include_links), with_metadata)
    body = article.text if output_format == "txt" else article.to_markdown(links=include_links)
    return _header(document) + body if with_metadata else body


def bare_extraction(
    filecontent: Html,
    url: Optional[str] = None,
    *,
    include_comments: bool = True,
    output_format: str = "python",
    include_tables: bool = True,
    with_metadata: bool = True,
    only_with_metadata: bool = False,
    url_blacklist: Optional[AbstractSet[str]] = None,
    fast: bool = False,
    no_fallback: bool = False,
    **unsupported: object,
) -> Optional[Document]:
    """The article of a page and its metadata, or ``None`` if the page has none.

    The arguments are those of :func:`extract`; metadata costs nothing and is always there.
    """
    _refuse("bare_extraction", {"include_links": False, "include_formatting": None, "as_dict": False, **unsupported})
    if output_format != "python":
        raise UnsupportedArgumentError("bare_extraction gives Python objects; call `extract` for other formats")
    article = _clean(filecontent, url, False, include_tables)
    if article is None:
        return None
    document = _document(article, url, include_comments)
    return None if _is_unwanted(document, only_with_metadata, url_blacklist) else document


def _refuse(function: str, arguments: Mapping[str, object]) -> None:
    further: Mapping[str, Tuple[object, str]] = {
        "include_links": (False, "call `extract` with output_format='markdown'"),
        "include_formatting": (None, "call `extract` with output_format='markdown'"),
        "as_dict": (False, "call `.as_dict()` on the result"),
    }
    for name, value in arguments.items():
        known = _REFUSED.get(name) or (further.get(name) if function == "bare_extraction" else None)
        if known is None:
            raise TypeError(f"{function}() got an unexpected keyword argument '{name}'")
        default, instead = known
        if value is not None and value != default:
            raise UnsupportedArgumentError(f"{function} does not know `{name}={value!r}`: {instead}")


def _check_form(output_format: str, links: bool, formatting: Optional[bool]) -> None:
    if output_format not in _FORMATS:
        raise UnsupportedArgumentError(
            f"extract does not write `{output_format}`; the formats are {', '.join(_FORMATS)}"
        )
    marked = output_format in ("markdown", "html")
    if links and not marked:
        raise UnsupportedArgumentError(
            f"`{output_format}` has no place for links: use output_format='markdown' or 'html'"
        )
    if formatting and not marked:
        raise UnsupportedArgumentError(f"`{output_format}` has no formatting: use output_format='markdown' or 'html'")
    if formatting is False and marked:
        raise UnsupportedArgumentError(f"`{output_format}` is always formatted: use output_format='txt'")


@functools.lru_cache(maxsize=None)
def _cleaner(comments: bool, tables: bool) -> Cleaner:
    return Cleaner(include=["comment"] if comments else [], exclude=[] if tables else ["table"])


def _clean(html: Html, url: Optional[str], comments: bool, tables: bool) -> Optional[Article]:
    article = _cleaner(bool(comments), bool(tables)).clean(html, url=url)
    return article if article.has_article else None


def _hostname(address: str) -> Optional[str]:
    try:
        return urlsplit(address).hostname
    except ValueError:  # Pages name addresses that are none, such as `http://[x/a`.
        return None


def _document(article: Article, url: Optional[str], comments: bool) -> Document:
    address = article.url or url
    said = [d.text for d in article.dropped if d.role == "comment" and d.by != "judge"] if comments else []
    day = _DAY.match(article.published or "")
    images = article.images
    return Document(
        title=article.title,
        author="; ".join(article.authors) or None,
        url=address,
        hostname=_hostname(address) if address else None,
        description=article.description,
        sitename=article.site_name,
        date=day.group() if day else article.published,
        categories=article.categories,
        tags=article.tags,
        text=article.text,
        comments="\n".join(said),
        language=article.language,
        image=article.image or (images[0].src if images else None),
    )


def _is_unwanted(document: Document, complete: bool, unwanted: Optional[AbstractSet[str]]) -> bool:
    if complete and not (document.title and document.url and document.date):
        return True
    return document.url in (unwanted or ())


def _described(document: Document) -> Dict[str, Any]:
    names = ("title", "author", "url", "hostname", "description", "sitename", "date", "categories", "tags", "id")
    fields = {name: getattr(document, name) for name in names}
    return {name: value for name, value in fields.items() if value}


def _header(document: Document) -> str:
    # A JSON value is a YAML value.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in _described(document).items()]
    return "---\n" + "".join(lines) + "---\n"


def _json(document: Document, with_metadata: bool) -> str:
    fields: Dict[str, Any] = {"text": document.text, "comments": document.comments}
    if with_metadata:
        fields = {
            "title": document.title,
            "author": document.author,
            "hostname": document.hostname,
            "date": document.date,
            "id": document.id,
            **fields,
            "language": document.language,
            "image": document.image,
            "source": document.url,
            "source-hostname": document.sitename,
            "excerpt": document.description,
            "categories": ";".join(document.categories),
            "tags": ";".join(document.tags),
        }
    return json.dumps(fields, ensure_ascii=False)


def _page(document: Document, body: str, with_metadata: bool) -> str:
    head = ""
    if with_metadata:
        for name, value in _described(document).items():
            content = ";".join(value) if isinstance(value, list) else str(value)
            head += f'<meta name="{name}" content="{_html.escape(content)}">\n'
        head = f"<head>\n{head}</head>\n"
    return f"<html>\n{head}<body>\n{body}\n</body>\n</html>"
