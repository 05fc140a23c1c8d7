"""Copies of the ontology folder with one change each: what the tests of its loaders use."""

from __future__ import annotations

import shutil
from pathlib import Path

from wpkgraph.knowledge import strict

FOLDER = strict.folder()


def altered(tmp_path: Path, file: str, old: str, new: str) -> Path:
    """A copy of the ontology folder in which the first `old` of a file is `new`."""
    return _copy(tmp_path, file, _once(file, old, new))


def extended(tmp_path: Path, file: str, text: str) -> Path:
    """A copy of the ontology folder with text added at the end of a file."""
    return _copy(tmp_path, file, (FOLDER / file).read_text(encoding="utf-8") + text)


def line_of(folder: Path, file: str, text: str) -> int:
    """The last line of a file that holds a text, counted from 1."""
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    return max(number for number, line in enumerate(lines, 1) if text in line)


def _once(file: str, old: str, new: str) -> str:
    text = (FOLDER / file).read_text(encoding="utf-8")
    assert old in text, f"{file} does not hold {old!r}"
    return text.replace(old, new, 1)


def _copy(tmp_path: Path, file: str, text: str) -> Path:
    folder = tmp_path / "ontology"
    shutil.copytree(FOLDER, folder)
    (folder / file).write_text(text, encoding="utf-8")
    return folder
