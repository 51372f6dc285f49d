"""An extractor for datatrove, to stand where its ``Trafilatura`` stands.

::

    pipeline = [WarcReader("warcs"), Bodycopy(), JsonlWriter("articles")]
"""

from __future__ import annotations

from typing import Any

from ._bodycopy import Cleaner
from ._extras import missing

try:
    from datatrove.pipeline.extractors.base import BaseExtractor
except ImportError as error:
    raise missing("datatrove", error) from error

__all__ = ["Bodycopy"]


class Bodycopy(BaseExtractor):  # type: ignore[misc]
    """Puts the article's text in the place of the page; drops pages without an article.

    :param timeout: most seconds for a page, as for all of datatrove's extractors.
    :param options: those of :class:`bodycopy.Cleaner`.
    """

    name = "📰 bodycopy"

    def __init__(self, timeout: float = 1, **options: Any) -> None:
        super().__init__(timeout)
        self.cleaner = Cleaner(**options)

    def extract(self, text: str) -> str:
        """The text of the article of a page; empty if it has none."""
        return self.cleaner.clean(text).text
