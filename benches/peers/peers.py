"""Times the peers that are called from Python: a line each, name and seconds of
processor time a round."""

import pathlib
import sys
import time

import trafilatura
from resiliparse.extract.html2text import extract_plain_text


def main(folder, rounds):
    files = sorted(f for f in pathlib.Path(folder).rglob("*") if f.suffix in (".html", ".htm"))
    pages = [f.read_bytes().decode("utf-8", "replace") for f in files]
    peers = {
        "resiliparse": lambda page: extract_plain_text(page, main_content=True),
        "trafilatura": lambda page: trafilatura.extract(page),
    }
    for name, peer in peers.items():
        best = float("inf")
        for _ in range(rounds):
            started = time.process_time()
            for page in pages:
                peer(page)
            best = min(best, time.process_time() - started)
        print(f"{name}\t{best}")


main(sys.argv[1], int(sys.argv[2]))
