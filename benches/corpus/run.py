#!/usr/bin/env python3
"""Throughput and memory of `bodycopy corpus`, beside one page's speed and beside
trafilatura, on a corpus made from the samples. One command, no arguments needed:

    python3 -m venv target/venv && target/venv/bin/pip install trafilatura fastwarc lxml_html_clean
    cargo build --release --bin bodycopy --example pages && target/venv/bin/python benches/corpus/run.py

Pages are the HTML samples, each with a number of its own in its words and with
scripts as large as real pages have them. All runs of a round follow each other, so
that the ratios hold on a busy machine. `--rounds` repeats them.
"""

import argparse
import itertools
import json
import multiprocessing
import os
import random
import subprocess
import sys
import time
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RELEASE = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
PROGRAM = RELEASE / "bodycopy"
#: Cleans pages in memory and does nothing else.
EXAMPLE = RELEASE / "examples" / "pages"


def pages():
    samples = [p.read_bytes() for p in sorted((ROOT / "samples").rglob("*.html"))]
    # Samples of unusual sizes are for other tests.
    return [p for p in samples if 1_000 < len(p) < 100_000]


def scripts(source, size):
    """Data as pages carry it: keys that repeat, values that do not."""
    state = {f"item{i}": {"id": source.getrandbits(48), "href": f"/a/{source.getrandbits(64):x}"} for i in range(size // 70)}
    return b"<script>window.state = " + json.dumps(state).encode() + b";</script>"


def record(kind, number, headers, block):
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>\r\n"
        f"WARC-Date: 2026-01-02T03:04:05Z\r\nWARC-Target-URI: https://host{number % 50}.example/{number}\r\n{headers}"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def member(data):
    deflate = zlib.compressobj(6, zlib.DEFLATED, 31)
    return deflate.compress(data) + deflate.flush()


def bodies():
    """Pages without an end, the same on every run."""
    source, samples = random.Random(1), pages()
    blobs = [scripts(source, 10_000 * (i % 8)) for i in range(64)]
    for number in itertools.count():
        body = samples[number % len(samples)]
        extra = source.choice(blobs) + f"<p>Copy number {number} of a sample.</p>".encode()
        yield body.replace(b"</body>", extra + b"</body>") if b"</body>" in body else body + extra


def make(path, megabytes):
    """A WARC.gz of so many MB, decompressed: a request, a response and metadata for each page."""
    if path.exists():
        return
    size, number = 0, 0
    part = path.with_suffix(".part")
    with part.open("wb") as out:
        for body in bodies():
            if size >= megabytes * 1_000_000:
                break
            response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
            http = "Content-Type: application/http\r\n"
            for kind, headers, block in [
                ("request", http, b"GET / HTTP/1.1\r\nHost: example\r\n\r\n"),
                ("response", http, response),
                ("metadata", "", b"fetchTimeMs: 5\r\n"),
            ]:
                data = record(kind, number, headers, block)
                size += len(data)
                out.write(member(data))
            number += 1
    part.rename(path)


def run(arguments, program=PROGRAM):
    """Seconds, peak memory in MB, and processor seconds of a run of the program."""
    begun = time.perf_counter()
    child = subprocess.Popen([program, *map(str, arguments)], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{program.name} {' '.join(map(str, arguments))} has failed")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


def write_pages(folder, count):
    """The first pages of the corpus as files."""
    folder.mkdir(exist_ok=True)
    for number, body in zip(range(count), bodies()):
        (folder / f"{number:05}.html").write_bytes(body)


def extract(job):
    import trafilatura

    url, html = job
    return trafilatura.extract(html, url=url, output_format="json", with_metadata=True)


def responses(path):
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with open(path, "rb") as stream:
        for found in ArchiveIterator(stream, record_types=WarcRecordType.response):
            yield found.headers.get("WARC-Target-URI"), found.reader.read()


def trafilatura_pool(path, out, processes):
    begun = time.perf_counter()
    with multiprocessing.Pool(processes) as pool, open(out, "w") as lines:
        for text in pool.imap(extract, responses(path), chunksize=8):
            lines.write((text or "null") + "\n")
    return time.perf_counter() - begun


def has_trafilatura():
    try:
        import fastwarc  # noqa: F401
        import trafilatura  # noqa: F401
    except ImportError:
        return False
    return True


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=ROOT / "target" / "corpus-bench")
    parser.add_argument("--large", type=int, default=2000, help="MB of the large corpus, for memory")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    folder = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    small, large = folder / "50.warc.gz", folder / f"{arguments.large}.warc.gz"
    make(small, 50)
    out = folder / "out.jsonl"
    size = small.stat().st_size / 1e6
    run(["corpus", small, "-o", out, "--overwrite"])
    with out.open() as lines:
        count = sum(1 for _ in lines)
    if not has_trafilatura():
        print("trafilatura or fastwarc cannot be imported: no comparison", flush=True)
    write_pages(folder / "pages", count)
    print(f"50 MB, {size:.1f} MB compressed, {count} pages", flush=True)
    for number in range(arguments.rounds):
        alone, _, cpu = run([folder / "pages", 4, 2], EXAMPLE)
        alone, cpu = alone / 4, cpu / 4
        one = run(["corpus", small, "-o", out, "--overwrite", "-j", 1])
        two = run(["corpus", small, "-o", out, "--overwrite", "-j", 2])
        print(
            f"round {number + 1}\n"
            f"  cleaning alone   {cpu / count * 1e3:.2f} ms of CPU a page, {count / alone:.0f} pages/s on two threads\n"
            f"  corpus, 1 worker {one[2] / count * 1e3:.2f} ms of CPU a page, {count / one[0]:.0f} pages/s\n"
            f"  corpus, 2        {two[2] / count * 1e3:.2f} ms of CPU a page, {count / two[0]:.0f} pages/s: "
            f"{alone / two[0]:.0%} of that\n"
            f"                   {size / two[0]:.1f} MB/s of WARC.gz, {50 / two[0]:.1f} MB/s decompressed",
            flush=True,
        )
        if has_trafilatura():
            pool = trafilatura_pool(small, folder / "trafilatura.jsonl", 2)
            print(f"  trafilatura, 2   {count / pool:.0f} pages/s, ratio {pool / two[0]:.1f}", flush=True)
    if arguments.large:
        make(large, arguments.large)
        for path in (small, large):
            seconds, memory, _ = run(["corpus", path, "-o", out, "--overwrite", "-j", 2])
            with out.open() as lines:
                rate = sum(1 for _ in lines) / seconds
            print(f"{path.name}: peak memory {memory:.0f} MB, {seconds:.0f} s, {rate:.0f} pages/s", flush=True)


if __name__ == "__main__":
    main()
