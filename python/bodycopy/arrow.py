"""Columns of pages to columns of articles, for pandas, Polars and all that speak Arrow.

>>> import pyarrow as pa
>>> from bodycopy.arrow import clean_array
>>> pages = pa.array(["<p>The storm of Monday took the roof of the old chapel, and nobody was hurt.</p>", None])
>>> clean_array(pages).field("status").to_pylist()
['ok', 'empty']
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Optional, Union

from ._bodycopy import Article, Cleaner
from ._extras import missing
from ._types import Page

try:
    import pyarrow as pa
except ImportError as error:
    raise missing("arrow", error) from error

__all__ = ["ARTICLE", "clean_array"]

_TEXT = (
    *("status", "limit", "text", "title", "published", "modified", "site_name", "language", "url"),
    *("description", "section", "license", "image"),
)
_LISTS = ("authors", "tags", "categories", "notes")

#: The type of an article in a column: attributes of :class:`bodycopy.Article`.
ARTICLE = pa.struct(
    [pa.field(name, pa.string()) for name in _TEXT]
    + [pa.field(name, pa.list_(pa.string())) for name in _LISTS]
    + [pa.field("confidence", pa.float64())]
)

_NAMES = tuple(field.name for field in ARTICLE)


def clean_array(
    html: Any, url: Any = None, *, cleaner: Optional[Cleaner] = None, workers: Optional[int] = None
) -> Union[pa.StructArray, pa.ChunkedArray]:
    """Cleans a column of pages; gives a column of articles, of type ``ARTICLE``.

    :param html: binary or string: an Arrow array or chunked array, a Series of pandas or Polars, or
        anything else that exports Arrow data. A page that is null has the status ``empty``.
    :param url: the addresses, a column of the same length; may hold nulls.
    :param cleaner: how to clean; as :func:`bodycopy.clean` if left out.
    :param workers: threads; all cores if left out.
    :returns: a ``pyarrow.StructArray`` for an array, else a ``pyarrow.ChunkedArray`` with the chunks of ``html``.
    :raises TypeError: if ``html`` is a column of something else.
    :raises ValueError: if there are not as many addresses as pages.
    """
    column = _column(html)
    text = _is_text(column.type)
    if text:
        column = column.cast(_bytes_of(column.type))
    addresses: Any = None if url is None else _column(url)
    if addresses is not None and len(addresses) != len(column):
        raise ValueError(f"there are {len(addresses)} addresses for {len(column)} pages")
    articles = (cleaner or Cleaner()).clean_many(_pages(column, addresses, text), workers=workers)
    if isinstance(column, pa.ChunkedArray):
        return pa.chunked_array([_articles(articles, len(chunk)) for chunk in column.chunks], type=ARTICLE)
    return _articles(articles, len(column))


def _column(values: Any) -> Union[pa.Array, pa.ChunkedArray]:
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return values
    if hasattr(values, "__arrow_c_stream__"):
        return pa.chunked_array(values)
    return pa.array(values)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or _is_view(kind, "is_string_view"):
        return True
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or _is_view(kind, "is_binary_view"):
        return False
    # A column of nothing but nulls has no type of its own.
    if pa.types.is_null(kind):
        return True
    raise TypeError(f"pages are a column of binary or string, not of {kind}")


def _is_view(kind: pa.DataType, name: str) -> bool:
    is_view = getattr(pa.types, name, None)
    return is_view is not None and bool(is_view(kind))


def _bytes_of(kind: pa.DataType) -> pa.DataType:
    """The type of the bytes of a text; the cast copies nothing but views."""
    if pa.types.is_large_string(kind) or _is_view(kind, "is_string_view"):
        return pa.large_binary()
    return pa.binary()


def _pages(column: Any, addresses: Any, text: bool) -> Iterator[Page]:
    charset = "utf-8" if text else None
    urls = iter(addresses) if addresses is not None else None
    for page in column:
        url = next(urls).as_py() if urls is not None else None
        yield (page.as_py() or b"", url, charset)


def _articles(articles: Iterator[Article], count: int) -> pa.StructArray:
    columns: Dict[str, List[Any]] = {name: [] for name in _NAMES}
    lists = [(name, column.append) for name, column in columns.items()]
    for _ in range(count):
        article = next(articles)
        for name, append in lists:
            append(getattr(article, name))
    arrays = [pa.array(columns[field.name], type=field.type) for field in ARTICLE]
    return pa.StructArray.from_arrays(arrays, fields=list(ARTICLE))
