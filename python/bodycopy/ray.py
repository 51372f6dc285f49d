"""Datasets of pages to datasets of articles, on Ray.

::

    from bodycopy.ray import Clean
    articles = ray.data.read_parquet("pages").map_batches(
        Clean,
        fn_constructor_kwargs={"html": "html", "url": "url"},
        batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(size=8),
    )
"""

from __future__ import annotations

from typing import Any, Optional

from ._bodycopy import Cleaner
from ._extras import missing

try:
    import pyarrow as pa
except ImportError as error:
    raise missing("ray", error) from error

from .arrow import clean_array

__all__ = ["Clean"]


class Clean:
    """A class for ``Dataset.map_batches`` with ``batch_format="pyarrow"``.

    The column ``html`` goes, the column ``into`` comes, of type
    :data:`bodycopy.arrow.ARTICLE`. Whatever is in a page, the job goes on: what
    is no article, and null, has a status that says so.

    :param html: the column of pages, binary or string.
    :param url: the column of their addresses, or ``None``.
    :param into: the new column.
    :param workers: threads of an actor: as many as the CPUs it asks Ray for.
    :param options: those of :class:`bodycopy.Cleaner`.
    """

    def __init__(
        self, html: str = "html", url: Optional[str] = "url", into: str = "article", workers: int = 1, **options: Any
    ) -> None:
        self._html, self._url, self._into, self._workers = html, url, into, workers
        self._cleaner = Cleaner(**options)

    def __call__(self, batch: pa.Table) -> pa.Table:
        if not isinstance(batch, pa.Table):
            raise TypeError(f"a batch must be a pyarrow.Table: give map_batches batch_format='pyarrow' ({type(batch)})")
        for name in (self._html, self._url):
            if name is not None and name not in batch.column_names:
                raise ValueError(f"no column is called `{name}`; the columns are {', '.join(batch.column_names)}")
        urls = None if self._url is None else batch[self._url]
        articles = clean_array(batch[self._html], urls, cleaner=self._cleaner, workers=self._workers)
        kept = batch.drop_columns([self._html])
        if self._into in kept.column_names:
            raise ValueError(f"there is a column `{self._into}` already; give another name with `into`")
        return kept.append_column(self._into, articles)
