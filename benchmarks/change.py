"""One document changed in an output against a build of everything: times and their ratio, in one run.

    python benchmarks/change.py [--runs N] [COLLECTION.jsonl ...]

Default: the collections of research texts beside the checkout, else the examples. The first record of the first
collection gets a sentence more, and `wpkgraph replace` is timed on the whole output, then `wpkgraph build` of the same.
Both are commands in processes of their own, in turns. Exit code 1 if they do not write the same graph.nq.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SENTENCE = "Riverside notes on lamps and nets. "


def timed(*arguments: str | Path) -> tuple[float, float]:
    """Seconds of clock and of CPU that a command takes."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "wpkgraph", *map(str, arguments), "-q"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - started, used


def change_first(path: Path) -> None:
    """Put a sentence in front of the text of the first record."""
    first, *rest = path.read_text(encoding="utf-8").split("\n")
    record = json.loads(first)
    record["text"] = SENTENCE + record["text"]
    path.write_text("\n".join([json.dumps(record, ensure_ascii=False), *rest]), encoding="utf-8")


def main() -> int:
    """Measure and print; 1 if the two ways differ."""
    shared = sorted((ROOT.parent / "shared" / "corpus").glob("*.jsonl"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=shared or [ROOT / "examples/corpus/articles.jsonl"])
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    rows: list[tuple[float, float, float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        inputs, old, new, full = (Path(folder, name) for name in ("in", "old", "new", "full"))
        inputs.mkdir()
        copies = [Path(shutil.copy(file, inputs)) for file in given.files]
        timed("build", inputs, "-o", old)
        change_first(copies[0])
        for _ in range(given.runs):
            shutil.rmtree(new, ignore_errors=True)
            shutil.copytree(old, new)
            rows.append((*timed("replace", new, copies[0]), *timed("build", inputs, "-o", full)))
        same = (new / "graph.nq").read_bytes() == (full / "graph.nq").read_bytes()
    clock, cpu, clock_full, cpu_full = (statistics.median(column) for column in zip(*rows, strict=True))
    print(f"replace  {clock:6.2f} s  {cpu:6.2f} s CPU")
    print(f"build    {clock_full:6.2f} s  {cpu_full:6.2f} s CPU")
    print(f"ratio    {clock / clock_full:6.2f}    {cpu / cpu_full:6.2f}")
    print(f"the same graph: {'yes' if same else 'NO'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
