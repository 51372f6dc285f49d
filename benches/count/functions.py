"""What a further round costs, by function, in millions of instructions: all
that is done inside it, and what it does itself."""

import re
import subprocess
import sys

LINE = re.compile(r"\s*([\d,]+) \([^)]*\)\s+\S*?:(.*?)(?: \[.*)?$")
SHOWN = 60


def costs(file, inclusive):
    command = ["callgrind_annotate", f"--inclusive={inclusive}", "--threshold=100", "--auto=no", file]
    found = {}
    for line in subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines():
        if match := LINE.match(line):
            name = match[2]
            found[name] = found.get(name, 0) + int(match[1].replace(",", ""))
    return found


def main(once, twice):
    differences = []
    for inclusive in ("yes", "no"):
        first, both = costs(once, inclusive), costs(twice, inclusive)
        differences.append({name: cost - first.get(name, 0) for name, cost in both.items()})
    whole, own = differences
    print(f"{'inside':>10} {'itself':>10}")
    for name in sorted(whole, key=whole.get, reverse=True)[:SHOWN]:
        print(f"{whole[name] / 1e6:10.1f} {own.get(name, 0) / 1e6:10.1f}  {name[:110]}")


main(*sys.argv[1:3])
