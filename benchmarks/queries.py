"""How long each named query takes, in a warm process: store opened read-only, one run before the ones that count.

    python benchmarks/queries.py [--runs N] [--limit SECONDS] FOLDER [FOLDER ...]

Each query is asked with the example in its header, else with its defaults: everything. Prints the rows and the median
of N runs for each output folder, the slowest last, in CPU time: other programs disturb it little. Exit code 1 if a
median is over the limit.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

import pyoxigraph as ox

from wpkgraph.query import ask, resolve
from wpkgraph.queryfiles import NamedQuery, named_queries
from wpkgraph.store import open_store, read_report


def measure(store: ox.Store, query: NamedQuery, base: str, runs: int) -> tuple[int, float]:
    """Rows, and the median of the runs in milliseconds of CPU time; the first run does not count."""
    sparql = resolve(query.name, query.example)
    rows = len(ask(store, sparql, base).rows)
    times = []
    for _ in range(runs):
        started = time.process_time()
        ask(store, sparql, base)
        times.append(1000 * (time.process_time() - started))
    return rows, statistics.median(times)


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; 1 if a query is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--limit", type=float, default=2.0, metavar="SECONDS")
    given = parser.parse_args(arguments)
    queries = [query for query in named_queries().values() if not query.elsewhere]
    over = False
    for folder in given.folders:
        store, base = open_store(folder), str(read_report(folder)["base"])
        found = {query.name: measure(store, query, base, given.runs) for query in queries}
        print(f"{folder}: {len(store)} quads, union included\n")
        print(f"{'query':24} {'rows':>6} {'ms':>8}")
        for name, (rows, median) in sorted(found.items(), key=lambda item: item[1][1]):
            late = median > 1000 * given.limit
            over = over or late
            print(f"{name:24} {rows:6} {median:8.1f}{'  over the limit' if late else ''}")
        print()
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
