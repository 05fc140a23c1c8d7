"""A file of decisions that grows: rows are appended, never changed, and the file is replaced whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import decisions, strict
from wpkgraph.knowledge.decisions import COLUMNS, Decision, Decisions
from wpkgraph.knowledge.strict import Row

_HEAD = (
    "# Decisions on who is who, for: wpkgraph build ... --decisions THIS-FILE\n"
    "# Deleting a row and building again undoes it.\n"
)


def known(path: str | Path) -> tuple[Decision, ...]:
    """The rows of a file of decisions; none if there is no such file yet. Raises KnowledgeError."""
    return tuple(decisions.read(path)) if Path(path).exists() else ()


def append(path: str | Path, rows: Sequence[Decision]) -> None:
    """Add rows to a file, which is made if need be.

    KnowledgeError: the file is damaged, or a row lacks something, or contradicts it, the shipped decisions, or another
    one. Nothing is written then.
    """
    target = Path(path)
    new = [_placed(row, str(path)) for row in rows]
    before = known(target)
    decided = {row.pair: row for row in before}
    for row in new:
        if row.pair in decided:
            there = decided[row.pair]
            at = f" in line {there.line}" if there.line else ""
            raise KnowledgeError(str(path), None, f"{row.pair[0]} and {row.pair[1]} are decided already{at}")
        decided[row.pair] = row
    shipped = decisions.load(strict.folder()).rows
    Decisions((*shipped, *before, *new))
    _replace(target, "".join("\t".join(_cells(row)) + "\n" for row in new))


def _placed(row: Decision, file: str) -> Decision:
    """The row as it will be read from the file: what could not be read again is refused before it is written."""
    return decisions.decision(Row(dict(zip(COLUMNS, _cells(row), strict=True)), file, 0))


def _cells(row: Decision) -> tuple[str, ...]:
    """The cells of a row, each in one line; what can't be printed is a space."""
    cells = (row.left, row.right, row.verdict, row.why, row.who, row.reasons)
    printed = ("".join(c if c.isprintable() else " " for c in cell) for cell in cells)
    return tuple(" ".join(cell.split()) for cell in printed)


def _replace(target: Path, lines: str) -> None:
    """Write the old text and the new lines aside, and put them in the file's place."""
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        text = target.read_text(encoding="utf-8") if target.exists() else _HEAD + "\t".join(COLUMNS) + "\n"
        text += "" if text.endswith("\n") else "\n"
        try:
            fresh.write_text(text + lines, encoding="utf-8", newline="\n")
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise KnowledgeError(str(target), None, f"can't be written: {error.strerror}") from error
