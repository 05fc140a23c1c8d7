"""Strict reading of the data files in ontology/: every mistake is a KnowledgeError with file and line."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from wpkgraph.errors import KnowledgeError, reason

_SHORTEST_SOURCE = 3
_VAGUE = frozenset((*"unknown todo tbd various none n/a source sources internet web".split(), "public record"))
_TYPES = {str: "a string", int: "a whole number", bool: "true or false", list: "a list of strings", dict: "a table"}


class Row(NamedTuple):
    """One [[table]] of a TOML file, or one line of a TSV file, with where it stands."""

    values: dict[str, Any]
    file: str
    line: int

    def error(self, why: str) -> KnowledgeError:
        """An error that names this row's file and line."""
        return KnowledgeError(self.file, self.line, why)


def folder() -> Path:
    """The ontology folder: beside the package in an installed wheel, at the top level in a checkout."""
    here = Path(__file__).resolve().parents[1]
    for candidate in (here / "ontology", here.parents[1] / "ontology"):
        if candidate.is_dir():
            return candidate
    raise KnowledgeError("ontology", None, "the folder is missing; reinstall the package")


def digest(folder: Path) -> str:
    """The hex SHA-256 of the data files of an ontology folder, names included."""
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        if path.suffix in (".toml", ".tsv", ".ttl"):
            whole.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def toml_rows(path: Path, table: str, required: Mapping[str, type], optional: Mapping[str, type]) -> Iterator[Row]:
    """The rows of [[table]] in a TOML file, checked: no unknown key, no missing key, each of its type.

    A `list` is a list of strings. Other tables of the same file are read by their own call.
    """
    text = _text(path)
    data = _parsed(path.name, text)
    lines = [
        i for i, line in enumerate(text.splitlines(), 1) if re.match(rf"\s*\[\[\s*{re.escape(table)}\s*\]\]", line)
    ]
    rows = data.get(table, [])
    if not isinstance(rows, list) or len(rows) != len(lines):
        raise KnowledgeError(path.name, None, f"every {table} must be written as a [[{table}]] table")
    known = {**required, **optional}
    for values, line in zip(rows, lines, strict=True):
        row = Row(values, path.name, line)
        for key, value in values.items():
            if key not in known:
                raise row.error(f"unknown key {key!r} in [[{table}]]; known: {', '.join(sorted(known))}")
            wanted = known[key]
            good = isinstance(value, wanted) and not (wanted is int and isinstance(value, bool))
            if good and wanted is list:
                good = all(isinstance(item, str) for item in value)
            if not good:
                raise row.error(f"{key} must be {_TYPES[wanted]}")
        if missing := [key for key in required if key not in values]:
            raise row.error(f"[[{table}]] lacks {', '.join(missing)}")
        if "source" in required:
            sourced(row, "source")
        yield row


def sourced(row: Row, field: str) -> None:
    """Refuse a row whose source says nothing: empty, or one of the words that stand for any source at all."""
    if reason := says_nothing(row.values[field]):
        raise row.error(f"{field} {reason}")


def toml_tables(path: Path, known: set[str], *, sourced: bool = False) -> None:
    """Refuse a TOML file with a top-level table that nobody reads.

    sourced  its rows are words and bear no source: one key `source` at the top of the file says where they come from
    """
    data = _parsed(path.name, _text(path))
    if unknown := sorted(set(data) - known - ({"source"} if sourced else set())):
        raise KnowledgeError(path.name, None, f"unknown table {unknown[0]!r}; known: {', '.join(sorted(known))}")
    if sourced and not isinstance(data.get("source"), str):
        raise KnowledgeError(path.name, None, 'lacks the line `source = "where its words come from"` above its tables')
    if sourced and (reason := says_nothing(data["source"])):
        raise KnowledgeError(path.name, None, f"source {reason}")


def says_nothing(source: str) -> str:
    """Why a source is none, or ""."""
    plain = source.strip().strip(".").lower()
    if len(plain) < _SHORTEST_SOURCE:
        return "must be filled"
    return f"{source!r} names no source; write `general knowledge` where it is that" if plain in _VAGUE else ""


def tsv_rows(path: Path, columns: tuple[str, ...], name: str = "") -> Iterator[Row]:
    """The rows of a TSV file whose header is exactly `columns`; lines that start with # are comments.

    name  how errors call the file; default: its name without the folder
    """
    name = name or path.name
    text = _text(path, name).removeprefix("\ufeff")
    lines = [(i, line) for i, line in enumerate(text.split("\n"), 1) if line and line[0] != "#"]
    if not lines:
        raise KnowledgeError(name, None, "the file is empty")
    header = tuple(lines[0][1].split("\t"))
    if header != columns:
        raise KnowledgeError(name, lines[0][0], f"the header must be {' '.join(columns)}, with tabs between")
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise KnowledgeError(name, number, f"{len(cells)} cells where {len(columns)} are due")
        yield Row(dict(zip(columns, cells, strict=True)), name, number)


def unique(rows: Iterator[Row], key: str) -> list[Row]:
    """The rows, refused where two have the same value of `key`."""
    seen: dict[str, int] = {}
    out = []
    for row in rows:
        value = row.values[key]
        if value in seen:
            raise row.error(f"{key} {value!r} stands in line {seen[value]} already")
        seen[value] = row.line
        out.append(row)
    return out


@lru_cache(maxsize=8)  # each table of a file is read by its own call; a file is parsed once
def _parsed(name: str, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise KnowledgeError(name, int(found[1]) if found else None, f"is no TOML: {error}") from error


def _text(path: Path, name: str = "") -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KnowledgeError(name or path.name, None, f"can't be read: {reason(error)}") from error
