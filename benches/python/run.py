"""Python beside the command, and bodycopy beside its peers, on any folder of pages.

    cargo build --release --bin bodycopy --example pages
    python benches/python/run.py FOLDER COMMAND [ROUNDS]

COMMAND is that build, ``target/release/bodycopy``; the example, which stands for
the crate without Python and without reading, is found beside it. Prints processor
seconds, which a busy machine disturbs less than wall time, the best of some rounds
in turn, and their ratios. Peers that are not installed are left out.
"""

import pathlib
import resource
import subprocess
import sys
import time

import bodycopy


def files(folder):
    found = sorted(f for f in pathlib.Path(folder).rglob("*") if f.suffix in (".html", ".htm"))
    if not found:
        sys.exit(f"{folder}: there is no .html file in it")
    return found


def child(*command):
    """Seconds of a run of another program."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    # 1 says that some pages have no article.
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert done.returncode in (0, 1), done
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def by_crate(example, folder):
    """Seconds of a round of the crate's example, with a tenth of its start and of reading the files."""
    return lambda: child(example, folder, "10") / 10


def here(work):
    """Seconds of ``work`` in this process, its threads included."""

    def run():
        before = time.process_time()
        work()
        return time.process_time() - before

    return run


def peers(pages):
    """Others, on text that is decoded before."""
    texts = [page.decode("utf-8", "replace") for page in pages]
    try:
        from resiliparse.extract.html2text import extract_plain_text

        yield "resiliparse", lambda: [extract_plain_text(text, main_content=True) for text in texts]
    except ImportError:
        pass
    try:
        import trafilatura

        yield "trafilatura", lambda: [trafilatura.extract(text) for text in texts]
        yield "trafilatura, fast", lambda: [trafilatura.extract(text, fast=True) for text in texts]
    except ImportError:
        pass
    yield "bodycopy.extract", lambda: [bodycopy.extract(text) for text in texts]


def main(folder, command, rounds=5):
    paths = files(folder)
    pages = [path.read_bytes() for path in paths]
    cleaner = bodycopy.Cleaner()
    size = sum(map(len, pages))

    def columns():
        import pyarrow as pa

        from bodycopy.arrow import clean_array

        array = pa.array(pages, pa.binary())
        return here(lambda: clean_array(array, workers=1))

    contests = {
        "crate": by_crate(pathlib.Path(command).parent / "examples" / "pages", folder),
        "command -f json": lambda: child(command, "-f", "json", *paths),
        "clean, to_json": here(lambda: [cleaner.clean(path.read_bytes()).to_json() for path in paths]),
        "clean_many, to_json": here(lambda: [a.to_json() for a in cleaner.clean_many(p.read_bytes() for p in paths)]),
        "clean, text": here(lambda: [cleaner.clean(page).text for page in pages]),
        "clean, to_dict": here(lambda: [cleaner.clean(page).to_dict() for page in pages]),
    }
    try:
        contests["arrow.clean_array"] = columns()
    except ImportError:
        pass
    contests.update((name, here(work)) for name, work in peers(pages))
    best = dict.fromkeys(contests, float("inf"))
    for _ in range(rounds):
        for name, contest in contests.items():
            best[name] = min(best[name], contest())
    print(f"{len(pages)} pages, {size / 1e6:.1f} MB, best of {rounds} rounds, processor time")
    print(f"{'':22} {'ms a page':>10} {'pages/s':>8} {'MB/s':>7} {'of crate':>9} {'of command':>11} {'of clean':>9}")
    for name, seconds in best.items():
        rate = f"{1e3 * seconds / len(pages):10.3f} {len(pages) / seconds:8.0f} {size / 1e6 / seconds:7.1f}"
        ratios = " ".join(f"{seconds / best[to]:{w}.2f}" for to, w in (("crate", 9), ("command -f json", 11), ("clean, text", 9)))
        print(f"{name:22} {rate} {ratios}")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], *map(int, sys.argv[3:]))
