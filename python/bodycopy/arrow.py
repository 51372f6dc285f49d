"""Columns of pages to columns of articles, for pandas, Polars and all that speak Arrow.

>>> import pyarrow as pa
>>> from bodycopy.arrow import clean_array
>>> pages = pa.array(["<p>The storm of Monday took the roof of the old chapel, and nobody was hurt.</p>", None])
>>> clean_array(pages).field("status").to_pylist()
['ok', 'empty']
"""

from __future__ import annotations

from typing import Any, List, Optional, Union

from ._bodycopy import Cleaner
from ._extras import missing

try:
    import pyarrow as pa
except ImportError as error:
    raise missing("arrow", error) from error

from ._bodycopy import article_type, clean_column

__all__ = ["ARTICLE", "clean_array"]

#: The type of an article in a column, a struct: attributes of :class:`bodycopy.Article`.
ARTICLE: pa.DataType = article_type()


def clean_array(
    html: Any, url: Any = None, *, cleaner: Optional[Cleaner] = None, workers: Optional[int] = None
) -> Union[pa.StructArray, pa.ChunkedArray]:
    """Cleans a column of pages; gives a column of articles, of type ``ARTICLE``.

    Pages are read where Arrow has them, and no other thread of Python waits meanwhile.

    :param html: binary or string: an Arrow array or chunked array, a Series of pandas or Polars, or
        anything else that exports Arrow data. A page that is null has the status ``empty``.
    :param url: the addresses, a column of the same length; may hold nulls.
    :param cleaner: how to clean; as :func:`bodycopy.clean` if left out.
    :param workers: threads; all cores if left out.
    :returns: a ``pyarrow.StructArray`` for an array, else a ``pyarrow.ChunkedArray`` with the chunks of ``html``.
    :raises TypeError: if ``html`` or ``url`` is a column of something else.
    :raises ValueError: if there are not as many addresses as pages, or the articles of a chunk
        would take more than 2 GiB.
    """
    column, cleaner = _column(html), cleaner or Cleaner()
    addresses = None if url is None else _column(url)
    if addresses is not None and len(addresses) != len(column):
        raise ValueError(f"there are {len(addresses)} addresses for {len(column)} pages")
    if isinstance(column, pa.Array):
        return clean_column(column, _array(addresses), cleaner, workers)
    articles: List[pa.Array] = []
    start = 0
    for chunk in column.chunks:
        urls = None if addresses is None else _array(addresses.slice(start, len(chunk)))
        articles.append(clean_column(chunk, urls, cleaner, workers))
        start += len(chunk)
    return pa.chunked_array(articles, type=ARTICLE)


def _column(values: Any) -> Union[pa.Array, pa.ChunkedArray]:
    if isinstance(values, (pa.Array, pa.ChunkedArray)):
        return values
    if hasattr(values, "__arrow_c_stream__"):
        return pa.chunked_array(values)
    return pa.array(values)


def _array(column: Any) -> Optional[pa.Array]:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
