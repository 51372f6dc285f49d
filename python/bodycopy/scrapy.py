"""For Scrapy: an item pipeline, and a helper for spiders.

In ``settings.py``::

    ITEM_PIPELINES = {"bodycopy.scrapy.CleanPipeline": 300}

Then an item with the page in ``html`` and its address in ``url`` gets ``text``,
``title``, ``authors`` and so on. Or, in a spider, without a pipeline::

    def parse(self, response):
        article = clean_response(response)
        yield {"url": response.url, "text": article.text}

Settings, all of which may be left out:

``BODYCOPY_HTML``
    The field that holds the page, ``bytes`` or ``str``: ``"html"``. An item
    without it goes through as it is.
``BODYCOPY_URL``
    The field that holds the address: ``"url"``.
``BODYCOPY_FIELDS``
    Attributes of :class:`bodycopy.Article`, each with the field of the item that
    it goes to. An item class without such a field does not get it.
``BODYCOPY_OPTIONS``
    Arguments of :class:`bodycopy.Cleaner`, as a dictionary.
``BODYCOPY_KEEP_HTML``
    Whether the page stays in the item: ``False``.
``BODYCOPY_DROP``
    Whether items without an article are dropped: ``False``.

The crawl's statistics count ``bodycopy/<status>``.
"""

from __future__ import annotations

from typing import Any, Mapping, Optional

from ._bodycopy import Article, Cleaner
from ._extras import missing

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
    from scrapy.http import Response
    from w3lib.encoding import http_content_type_encoding
except ImportError as error:
    raise missing("scrapy", error) from error

__all__ = ["CleanPipeline", "clean_response"]

#: What an item gets unless ``BODYCOPY_FIELDS`` says otherwise.
FIELDS: Mapping[str, str] = {
    name: name
    for name in (
        "status",
        "confidence",
        "text",
        "title",
        "authors",
        "published",
        "modified",
        "site_name",
        "language",
        "description",
        "tags",
        "categories",
    )
}


def clean_response(response: Response, cleaner: Optional[Cleaner] = None) -> Article:
    """Cleans the page of a response, with its address and the charset of its header."""
    header = response.headers.get("Content-Type")
    charset = http_content_type_encoding(header.decode("latin-1") if header else None)
    return (cleaner or Cleaner()).clean(response.body, url=response.url, charset=charset)


class CleanPipeline:
    """Cleans the page that an item holds; see the module for its settings."""

    def __init__(
        self,
        html: str = "html",
        url: str = "url",
        fields: Mapping[str, str] = FIELDS,
        options: Optional[Mapping[str, Any]] = None,
        keep_html: bool = False,
        drop: bool = False,
        stats: Any = None,
    ) -> None:
        for name in fields:
            if not hasattr(Article, name):
                raise ValueError(f"BODYCOPY_FIELDS: an article has no attribute `{name}`")
        self._html, self._url, self._fields = html, url, dict(fields)
        self._cleaner = Cleaner(**dict(options or {}))
        self._keep_html, self._drop, self._stats = keep_html, drop, stats

    @classmethod
    def from_crawler(cls, crawler: Any) -> "CleanPipeline":
        """A pipeline with the crawl's settings."""
        settings = crawler.settings
        return cls(
            html=settings.get("BODYCOPY_HTML", "html"),
            url=settings.get("BODYCOPY_URL", "url"),
            fields=settings.getdict("BODYCOPY_FIELDS") or FIELDS,
            options=settings.getdict("BODYCOPY_OPTIONS"),
            keep_html=settings.getbool("BODYCOPY_KEEP_HTML", False),
            drop=settings.getbool("BODYCOPY_DROP", False),
            stats=crawler.stats,
        )

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """Cleans the item's page."""
        adapter = ItemAdapter(item)
        page = adapter.get(self._html)
        if page is None:
            return item
        article = self._cleaner.clean(page, url=adapter.get(self._url))
        if self._stats is not None:
            self._stats.inc_value(f"bodycopy/{article.status}")
        if self._drop and not article.has_article:
            raise DropItem(f"{article.status_message}: {adapter.get(self._url)}")
        known = set(adapter.field_names())
        open_ended = isinstance(item, dict)
        for name, field in self._fields.items():
            if open_ended or field in known or field in _declared(adapter):
                adapter[field] = getattr(article, name)
        if not self._keep_html:
            if open_ended:
                del adapter[self._html]
            elif self._html not in self._fields.values():
                adapter[self._html] = None
        return item


def _declared(adapter: ItemAdapter) -> "frozenset[str]":
    names = ItemAdapter.get_field_names_from_class(adapter.item.__class__)
    return frozenset(names or ())
