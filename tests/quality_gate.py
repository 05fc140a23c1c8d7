"""Builds the annotated texts, evaluates what was found, and fails below the floors of tests/floors.toml.

    python tests/quality_gate.py [--shared FOLDER]

The examples and the invented texts are always measured. The research texts are measured where FOLDER (default: ../shared
beside the checkout) holds them. Prints the figures of each set; exit code 1 if a graph does not hold or a floor is not kept.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from wpkgraph.check import check

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / "tests" / "floors.toml"
SYNTHETIC = ROOT / "tests" / "synthetic"


class Set(NamedTuple):
    """Texts to build, and for each section of the floors the annotations that it is measured with."""

    name: str
    inputs: tuple[Path, ...]
    gold: dict[str, tuple[Path, ...]]


def sets(shared: Path) -> Iterator[Set]:
    """All that is to be measured; the texts without annotations are built and checked only."""
    examples = ROOT / "examples"
    yield Set("examples", (examples / "corpus",), {"examples": (examples / "expected",)})
    for part in ("open", "held", "second", "third"):
        yield Set(part, (SYNTHETIC / part / "texts",), {f"synthetic.{part}": (SYNTHETIC / part / "gold",)})
    if not (shared / "corpus").is_dir():
        print(f"research texts are not measured: {shared} is missing")
        return
    conferences, reports = shared / "gold" / "wpk-conferences", shared / "gold" / "kcna-2024"
    corpus = shared / "corpus"
    gold = {"research.both": (conferences, reports), "research.conferences": (conferences,)}
    yield Set("research", (corpus / "wpk-conferences", corpus / "kcna-2024-annotated.jsonl"), gold)
    yield Set("unannotated", (corpus / "kcna-2024-unannotated.jsonl",), {"unseen": (ROOT / "tests" / "unseen",)})


def wpkgraph(*arguments: str | Path) -> int:
    """The exit code of a wpkgraph command; what it prints is shown."""
    command = [sys.executable, "-m", "wpkgraph", *map(str, arguments)]
    return subprocess.run(command, check=False).returncode


def measure(given: Set, output: Path) -> bool:
    """Build a set, check its graph and evaluate it; whether all went well and all floors were kept."""
    if wpkgraph("build", *given.inputs, "-o", output, "-q"):
        return False
    faults = [problem for problem in check(output) if not problem.note]
    for problem in faults[:20]:
        print(f"{given.name}: {problem.check}: {problem.about}: {problem.message}")
    print(f"\n== {given.name}: {len(faults)} problems found by check", flush=True)
    texts = [part for path in given.inputs for part in ("--texts", path)]
    kept = not faults
    for section, gold in given.gold.items():
        print(f"\n{section}", flush=True)
        kept &= not wpkgraph("evaluate", output, *gold, *texts, "--floors", FLOORS, "--section", section)
    return kept


def main(arguments: list[str] | None = None) -> int:
    """Measure all there is; 1 if a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args(arguments).shared
    with tempfile.TemporaryDirectory() as folder:
        failed = [given.name for given in sets(shared) if not measure(given, Path(folder) / given.name)]
    print(f"\nnot reached: {', '.join(failed)}" if failed else "\nall floors are kept")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
