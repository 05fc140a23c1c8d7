"""No sentence of the research texts stands in the project: facts may be copied, wording may not."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RUN = 16  # words in a row that are no longer a name or a post
LARGEST = 3_000_000  # characters; larger files are data, not prose


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """All runs of RUN words, case and punctuation aside."""
    words = re.findall(r"\w+", text.lower())
    yield from zip(*(words[i:] for i in range(RUN)), strict=False)


def texts(corpus: Path) -> Iterator[str]:
    """The research texts: .txt files and the records of .jsonl collections."""
    for path in sorted(corpus.rglob("*.txt")):
        yield path.read_text(encoding="utf-8", errors="replace")
    for path in sorted(corpus.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["text"]


def project_files() -> list[Path]:
    """The files under version control, or all files of an unpacked archive that are not hidden or made by tools."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    made = {"build", "dist", "output", "__pycache__"}
    inside = (path.relative_to(ROOT) for path in sorted(ROOT.rglob("*")) if path.is_file())
    return [ROOT / p for p in inside if not any(part.startswith(".") or part in made for part in p.parts)]


def test_runs_ignore_case_and_punctuation() -> None:
    words = " ".join(f"word{i}" for i in range(RUN))
    assert list(runs(words)) == list(runs(words.upper().replace(" ", ", ")))
    assert not list(runs("too short a text"))


def test_project_borrows_no_sentence(shared: Path) -> None:
    known = {hash(run) for text in texts(shared / "corpus") for run in runs(text)}
    found = []
    for path in project_files():
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        if len(text) < LARGEST:
            found += [f"{path.name}: {' '.join(run)}" for run in runs(text) if hash(run) in known]
    if found:
        pytest.fail("wording of the research texts:\n" + "\n".join(found[:10]))
