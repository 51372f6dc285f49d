"""The samples of the repository, and the command to compare with."""

import json
import pathlib
import subprocess
import threading
import time

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]

STORM = """<html lang="en"><head><title>Storm</title></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Storm</h1>
<p>The storm of Monday took the roof of the <a href="/chapel">old chapel</a>, and nobody was hurt, said the mayor.</p>
<figure><img src="/roof.jpg" alt="A roof"><figcaption>What is left of the roof</figcaption></figure>
<p>See also: <a href="/2">Harbour reopens</a></p>
<table><tr><td>Wind</td><td>Gale</td></tr><tr><td>Rain</td><td>Heavy</td></tr></table>
<p>The harbour stays closed until Friday, because the pier has lost three of its piles and its lamp.</p>
</article></body></html>"""


@pytest.fixture(scope="session")
def storm():
    return STORM


@pytest.fixture(scope="session")
def turns_during():
    """How often another thread gets its turn, once a millisecond, while ``work`` runs."""

    def turns_during(work):
        started, ended = threading.Event(), threading.Event()

        def run():
            started.set()
            work()
            ended.set()

        thread = threading.Thread(target=run)
        thread.start()
        started.wait()
        turns = 0
        while not ended.is_set():
            turns += 1
            time.sleep(0.001)
        thread.join()
        return turns

    return turns_during


@pytest.fixture(scope="session")
def samples():
    """All pages of the samples, in the order of their names."""
    files = sorted(f for f in (ROOT / "samples").rglob("*") if f.suffix in (".html", ".txt"))
    assert len(files) > 40
    return files


@pytest.fixture(scope="session")
def command():
    """What the command prints for some files: a JSON object each, ledger included."""
    program = ROOT / "target" / "debug" / "bodycopy"
    assert program.exists(), "the command is not built; run python/test"

    def run(files, *arguments):
        arguments = [program, "-f", "json", "--ledger", *arguments, *files]
        done = subprocess.run(arguments, capture_output=True, check=False)
        # 1 says that some inputs have no article.
        assert done.returncode in (0, 1), done.stderr
        return [json.loads(line) for line in done.stdout.decode().splitlines()]

    return run


@pytest.fixture(scope="session")
def expected(samples, command):
    """What the command says of every sample that is HTML."""
    return {file.stem: said for file, said in zip(samples, command(samples)) if file.suffix == ".html"}


#: How often every sample is in the archive.
COPIES = 40


@pytest.fixture(scope="session")
def warc(samples, tmp_path_factory):
    """A folder with an archive of some thousand pages."""
    warcio = pytest.importorskip("warcio", reason="warcio is not installed")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    assert warcio
    folder = tmp_path_factory.mktemp("warc")
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    with open(folder / "pages.warc.gz", "wb") as file:
        writer = WARCWriter(file, gzip=True)
        for copy in range(COPIES):
            for sample in (s for s in samples if s.suffix == ".html"):
                address = f"https://example.org/{copy}/{sample.stem}"
                with open(sample, "rb") as payload:
                    record = writer.create_warc_record(address, "response", payload=payload, http_headers=headers)
                    writer.write_record(record)
    return folder


#: Rows that are no pages.
BAD = {"https://example.org/null": None, "https://example.org/pdf": b"%PDF-1.7\n", "https://example.org/nothing": b""}

BAD_STATUS = {"null": "empty", "pdf": "not-text", "nothing": "empty"}


@pytest.fixture(scope="session")
def parquet(warc, tmp_path_factory):
    """The archive as Parquet, in several files, with some rows that are no pages."""
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    import pyarrow.parquet
    from warcio.archiveiterator import ArchiveIterator

    with open(warc / "pages.warc.gz", "rb") as file:
        rows = [
            {"url": record.rec_headers.get_header("WARC-Target-URI"), "html": record.content_stream().read()}
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        ]
    rows += [{"url": url, "html": html} for url, html in BAD.items()]
    folder = tmp_path_factory.mktemp("parquet")
    for part in range(4):
        table = pa.table({"id": range(part, len(rows), 4), **{k: [r[k] for r in rows[part::4]] for k in rows[0]}})
        pyarrow.parquet.write_table(table, folder / f"{part}.parquet")
    return folder


@pytest.fixture(scope="session")
def agrees(expected):
    """Checks rows of articles, as dictionaries, against what the command says."""

    def check(rows):
        rows = list(rows)
        assert len(rows) == COPIES * len(expected) + len(BAD)
        assert len({row["url"] for row in rows}) == len(rows)
        for row in rows:
            stem, article = row["url"].rsplit("/", 1)[1], row["article"]
            if stem in BAD_STATUS:
                assert (article["status"], article["text"]) == (BAD_STATUS[stem], "")
                continue
            said = expected[stem]
            for name in ("status", "text", "confidence", "notes"):
                assert article[name] == said[name], (stem, name)
            for name in ("title", "published", "modified", "site_name", "language", "description", "section", "license"):
                assert article[name] == said["metadata"][name], (stem, name)
            for name in ("authors", "tags", "categories"):
                assert list(article[name]) == said["metadata"][name], (stem, name)
            if said["status"] not in ("empty", "not-text"):
                assert article["url"] == (said["metadata"]["url"] or row["url"])

    return check
