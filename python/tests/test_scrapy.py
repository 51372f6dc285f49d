"""The pipeline for Scrapy, with a real spider on a real server."""

import dataclasses
import functools
import http.server
import json
import os
import pathlib
import subprocess
import sys
import threading

import pytest

import bodycopy

scrapy = pytest.importorskip("scrapy", reason="Scrapy is not installed")

from scrapy.exceptions import DropItem  # noqa: E402

from bodycopy.scrapy import CleanPipeline, clean_response  # noqa: E402

SPIDER = pathlib.Path(__file__).with_name("spider.py")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site(samples, tmp_path_factory):
    """A site of all samples that are HTML."""
    folder = tmp_path_factory.mktemp("site")
    pages = [f for f in samples if f.suffix == ".html"]
    for page in pages:
        (folder / page.name).write_bytes(page.read_bytes())
    links = "".join(f'<a href="{page.name}">{page.stem}</a>\n' for page in pages)
    (folder / "index.html").write_text(f"<html><body>{links}</body></html>")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", {page.name: page.read_bytes() for page in pages}
    server.shutdown()
    thread.join()
    server.server_close()


def crawl(address, folder, *settings):
    out = folder / "items.jsonl"
    arguments = ["-a", f"site={address}", "-o", str(out)]
    for setting in settings:
        arguments += ["-s", setting]
    environment = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "runspider", str(SPIDER), *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    return {item["url"].rsplit("/", 1)[1]: item for item in map(json.loads, out.read_text().splitlines())}, done.stderr


def test_a_crawl(site, tmp_path):
    address, pages = site
    items, log = crawl(address, tmp_path)
    assert items.pop("") == {"url": address, "index": True}
    assert set(items) == set(pages)
    ok = 0
    for name, page in pages.items():
        article, item = bodycopy.clean(page, url=address + name), items[name]
        for field in ("status", "text", "title", "authors", "published", "language", "tags", "confidence"):
            assert item[field] == getattr(article, field), (name, field)
        assert (item["helper_text"], item["helper_url"]) == (article.text, article.url)
        assert "html" not in item
        ok += article.status == "ok"
    assert f"'bodycopy/ok': {ok}" in log


def test_a_crawl_with_settings(site, tmp_path):
    address, pages = site
    fields = json.dumps({"title": "headline", "text": "body"})
    options = json.dumps({"include": ["title"]})
    settings = [f"BODYCOPY_FIELDS={fields}", f"BODYCOPY_OPTIONS={options}"]
    items, _ = crawl(address, tmp_path, *settings, "BODYCOPY_DROP=True")
    cleaner = bodycopy.Cleaner(include=["title"])
    articles = {name: cleaner.clean(page, url=address + name) for name, page in pages.items()}
    assert set(items) - {""} == {name for name, article in articles.items() if article.has_article}
    assert len(items) - 1 < len(pages)
    for name in set(items) - {""}:
        assert (items[name]["body"], items[name]["headline"]) == (articles[name].text, articles[name].title)
        assert "text" not in items[name]


class Item(scrapy.Item):
    html = scrapy.Field()
    url = scrapy.Field()
    text = scrapy.Field()
    title = scrapy.Field()


@dataclasses.dataclass
class Record:
    html: str
    url: str = ""
    text: str = ""


def test_items_of_every_kind(storm):
    pipeline = CleanPipeline()
    text = bodycopy.clean(storm).text
    item = pipeline.process_item(Item(html=storm, url="https://example.org/"))
    assert (item["text"], item["title"], item["html"]) == (text, "Storm", None)
    record = pipeline.process_item(Record(html=storm))
    assert (record.text, record.html) == (text, None)
    assert CleanPipeline(keep_html=True).process_item({"html": storm})["html"] == storm
    assert pipeline.process_item({"url": "x"}) == {"url": "x"}
    with pytest.raises(DropItem, match="there is no text in the input: x"):
        CleanPipeline(drop=True).process_item({"html": "", "url": "x"})


def test_wrong_settings_are_told_at_once():
    with pytest.raises(ValueError, match="BODYCOPY_FIELDS: an article has no attribute `headline`"):
        CleanPipeline(fields={"headline": "title"})
    with pytest.raises(bodycopy.UnknownRoleError):
        CleanPipeline(options={"include": ["poem"]})


def test_the_header_says_the_charset(storm):
    page = storm.replace("mayor", "b\u00fcrgermeister").encode("latin-1")
    headers = {"Content-Type": "text/html; charset=ISO-8859-1"}
    response = scrapy.http.HtmlResponse("https://example.org/storm", body=page, headers=headers)
    article = clean_response(response)
    assert "b\u00fcrgermeister" in article.text
    assert (article.encoding_source, article.url) == ("hint", "https://example.org/storm")
