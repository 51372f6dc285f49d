"""The extractor for datatrove, in a real pipeline from WARC to JSON lines."""

import json

import pytest

pytest.importorskip("datatrove", reason="datatrove is not installed")

from datatrove.executor import LocalPipelineExecutor  # noqa: E402
from datatrove.pipeline.extractors import Trafilatura  # noqa: E402
from datatrove.pipeline.readers import WarcReader  # noqa: E402
from datatrove.pipeline.writers.jsonl import JsonlWriter  # noqa: E402

import bodycopy  # noqa: E402
from bodycopy.datatrove import Bodycopy  # noqa: E402


def run(folder, out, *steps):
    pipeline = [WarcReader(str(folder)), *steps, JsonlWriter(str(out / "out"), compression=None)]
    stats = LocalPipelineExecutor(pipeline=pipeline, logging_dir=str(out / "log"), tasks=1, workers=1).run()
    assert stats is not None
    files = sorted((out / "out").rglob("*.jsonl"))
    return {row["metadata"]["url"]: row["text"] for file in files for row in map(json.loads, file.open())}


def test_from_an_archive_to_json_lines(warc, tmp_path):
    texts = run(warc, tmp_path, Bodycopy(timeout=20))
    pages = {document.metadata["url"]: document.text for document in WarcReader(str(warc)).run()}
    assert len(pages) > 1000
    articles = {url: bodycopy.clean(page) for url, page in pages.items()}
    assert texts == {url: article.text for url, article in articles.items() if article.has_article}
    assert len(texts) > 1000


def test_it_stands_where_trafilatura_stands(storm):
    theirs, ours = Trafilatura(), Bodycopy()
    assert ours.extract(storm) == bodycopy.clean(storm).text
    assert set(vars(theirs)) - {"favour_precision", "include_images", "deduplicate", "kwargs"} <= set(vars(ours))
    with pytest.raises(bodycopy.UnknownRoleError):
        Bodycopy(include=["poem"])
