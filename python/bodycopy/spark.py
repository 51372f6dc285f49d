"""Data frames of pages to data frames of articles, on Spark.

::

    from bodycopy.spark import clean_df
    articles = clean_df(spark.read.parquet("pages"), html="html", url="url")
    articles.select("url", "article.status", "article.text").write.parquet("articles")
"""

from __future__ import annotations

from typing import Any, Iterable, Iterator, Optional

from ._bodycopy import Cleaner
from ._extras import missing

try:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import ArrayType, BinaryType, DataType, DoubleType, StringType, StructField, StructType
except ImportError as error:
    raise missing("spark", error) from error

from .arrow import ARTICLE as _ARTICLE
from .arrow import clean_array

__all__ = ["ARTICLE", "clean_df"]


def _type(kind: pa.DataType) -> DataType:
    if pa.types.is_list(kind):
        return ArrayType(_type(kind.value_type))
    return DoubleType() if pa.types.is_float64(kind) else StringType()


#: The type of an article in a column.
ARTICLE = StructType([StructField(field.name, _type(field.type)) for field in _ARTICLE])


def clean_df(
    df: DataFrame, html: str = "html", url: Optional[str] = "url", *, into: str = "article", **options: Any
) -> DataFrame:
    """Cleans the pages of a data frame: the column ``html`` goes, the column ``into`` comes.

    Whatever is in a page, the job goes on: what is no article, and null, has a
    status that says so. A task cleans on one core.

    :param html: the column of pages, binary or string.
    :param url: the column of their addresses, or ``None``.
    :param into: the new column, of type ``ARTICLE``.
    :param options: those of :class:`bodycopy.Cleaner`.
    :raises ValueError: if a column is missing, has a wrong type, or is there already.
    """
    names = df.columns
    for name in (html, url):
        if name is not None and names.count(name) != 1:
            found = "no column is" if name not in names else "more than one column is"
            raise ValueError(f"{found} called `{name}`; the columns are {', '.join(names)}")
    kept = [field for field in df.schema.fields if field.name != html]
    if into in [field.name for field in kept]:
        raise ValueError(f"there is a column `{into}` already; give another name with `into`")
    kind = df.schema[html].dataType
    if not isinstance(kind, (BinaryType, StringType)):
        raise ValueError(f"the column `{html}` is {kind.simpleString()}; pages are binary or string")
    schema = StructType([*kept, StructField(into, ARTICLE)])
    work = _Work(html, url, [field.name for field in kept], into, Cleaner(**options))
    return df.mapInArrow(work, schema)


class _Work:
    """What each task does; it goes to the workers once."""

    def __init__(self, html: str, url: Optional[str], kept: "list[str]", into: str, cleaner: Cleaner) -> None:
        self.html, self.url, self.kept, self.into, self.cleaner = html, url, kept, into, cleaner

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            pages = batch.column(batch.schema.get_field_index(self.html))
            urls = None if self.url is None else batch.column(batch.schema.get_field_index(self.url))
            articles = clean_array(pages, urls, cleaner=self.cleaner, workers=1)
            kept = [batch.column(batch.schema.get_field_index(name)) for name in self.kept]
            yield pa.RecordBatch.from_arrays([*kept, articles], names=[*self.kept, self.into])
