"""Builds the annotated texts, measures what was found, and fails below the floors of tests/floors.toml.

    python tests/quality_gate.py [--shared FOLDER]

The examples are always measured. The research texts are measured where FOLDER (default: ../shared beside the checkout)
holds them. Prints one line per measure; exit code 1 if any is below its floor.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import scores
from wpkgraph.check import check

ROOT = Path(__file__).resolve().parents[1]
COLLECTIONS = ("wpk-conferences", "kcna-2024")


class Measure(NamedTuple):
    """One number and the least it may be."""

    name: str
    value: float
    floor: float

    @property
    def good(self) -> bool:
        """Whether the floor is kept."""
        return self.value >= self.floor


def run(*command: str | Path) -> str:
    """Standard output of a command; a CalledProcessError with its message shown if it fails."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        done.check_returncode()
    return done.stdout


def build(output: Path, *inputs: Path) -> Measure:
    """Build inputs into a folder and check the graph: how many problems `check` finds, as a negative number."""
    run(sys.executable, "-m", "wpkgraph", "build", *inputs, "-o", output, "-q")
    found = [problem for problem in check(output) if not problem.note]
    for problem in found[:20]:
        print(f"{output.name}: {problem.check}: {problem.about}: {problem.message}")
    return Measure(f"{output.name}: problems found by check (none)", -len(found), 0)


def examples(work: Path, floors: dict[str, Any]) -> Iterator[Measure]:
    """The bundled examples against examples/expected."""
    yield build(work / "examples", ROOT / "examples" / "corpus")
    turtle = work / "examples" / "graph.ttl"
    found = scores.score(scores.load(turtle), (ROOT / "examples" / "expected").glob("*.json"))
    for measure, kinds in floors.items():
        for kind, floor in kinds.items():
            yield Measure(f"examples: {kind} {measure}", getattr(found[kind], measure), floor)


def research(work: Path, shared: Path, floors: dict[str, Any]) -> Iterator[Measure]:
    """The annotated research texts, with the scoring tool that stands beside them."""
    corpus = shared / "corpus"
    yield build(work / "research", corpus / COLLECTIONS[0], corpus / f"{COLLECTIONS[1]}-annotated.jsonl")
    turtle = work / "research" / "graph.ttl"
    for name, collections in (("both", COLLECTIONS), ("conferences", COLLECTIONS[:1])):
        result = work / f"{name}.json"
        folders = [shared / "gold" / collection for collection in collections]
        tool = shared / "tools" / "score.py"
        print(run(sys.executable, tool, turtle, *folders, "--texts", corpus, "--json", result), flush=True)
        data = json.loads(result.read_text(encoding="utf-8"))
        for measure, kinds in floors[name].items():
            for kind, floor in kinds.items():
                yield Measure(f"research, {name}: {kind} {measure}", data[kind][measure], floor)
        for count in ("spans_in_noise", "spans_not_in_text", "false_persons"):
            yield Measure(f"research, {name}: {count} (none)", -data[count], 0)
        yield Measure(f"research, {name}: files checked", data["files_checked_against_text"], len(_files(folders)))


def _files(folders: list[Path]) -> list[Path]:
    return [path for folder in folders for path in folder.glob("*.json")]


def main() -> int:
    """Measure all there is; 1 if a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    floors = tomllib.loads((ROOT / "tests" / "floors.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        measures = list(examples(work, floors["examples"]))
        if (shared / "tools" / "score.py").is_file():
            measures += research(work, shared, floors["research"])
            measures.append(build(work / "unannotated", shared / "corpus" / f"{COLLECTIONS[1]}-unannotated.jsonl"))
        else:
            print(f"research texts are not measured: {shared} is missing")
    for measure in measures:
        print(f"{'ok  ' if measure.good else 'LOW '} {measure.value:7.3f}  floor {measure.floor:6.3f}  {measure.name}")
    return 0 if all(measure.good for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main())
