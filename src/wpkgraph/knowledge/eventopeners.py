"""Words beside the names of those who take part or speak ([[opener]] rows of ontology/events.toml), and their cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wpkgraph.knowledge import strict

_ORDERS = ("after", "before", "either", "with")
_PIECE = re.compile(r"(?<!\(\?)<([a-z]+)>")
_FLAGS = ("leader", "nobody", "same", "named", "initial", "first", "one", "companions", "weak", "unsent")


@dataclass(frozen=True, slots=True)
class Opener:
    """Words beside a list of persons: where the names stand, and in which capacity they take part or how they speak.

    The meaning of every field is told at the head of ontology/events.toml. One of `capacity` and `kind` is empty.
    """

    cue: tuple[str, ...]
    pattern: re.Pattern[str]
    order: str
    capacity: str
    kind: str
    finer: str | None
    others: str | None
    leader: bool
    nobody: bool
    same: bool
    named: bool
    initial: bool
    first: bool
    one: bool
    companions: bool
    weak: bool
    unsent: bool
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """Phrases in lower case, each with what it stands for."""

    phrases: tuple[str, ...]
    meaning: tuple[Any, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Any]]) -> Cues:
        """The cues of (phrase, meaning) pairs; of two meanings of a phrase, the first given."""
        table: dict[str, Any] = {}
        for phrase, meaning in pairs:
            table.setdefault(phrase, meaning)
        return cls(tuple(table), tuple(table.values()))

    def meant(self, lower: str, hits: Iterable[tuple[int, int, int]]) -> list[tuple[Any, int, int]]:
        """(meaning, start, end) of those hits (number of the phrase, start, end) that stand at word boundaries."""
        size = len(lower)
        return [
            (self.meaning[i], start, end)
            for i, start, end in hits
            if not (start and lower[start].isalnum() and lower[start - 1].isalnum())
            and not (end < size and lower[end].isalnum() and lower[end - 1].isalnum())
        ]


def rows(path: Path) -> Iterator[Opener]:
    """The [[opener]] rows, checked. KnowledgeError: a bad pattern, an unknown piece, both or none of capacity and kind."""
    pieces = {
        row.values["id"]: row.values["pattern"]
        for row in strict.unique(strict.toml_rows(path, "piece", {"id": str, "pattern": str}, {}), "id")
    }
    optional: dict[str, type] = {"capacity": str, "kind": str, "finer": str, "others": str, "examples": list}
    optional |= {"counter": list} | dict.fromkeys(_FLAGS, bool)
    for row in strict.toml_rows(path, "opener", {"cue": list, "pattern": str, "order": str}, optional):
        yield _opener(row, pieces)


def _opener(row: strict.Row, pieces: dict[str, str]) -> Opener:
    v = row.values
    if v["order"] not in _ORDERS:
        raise row.error(f"order must be one of {', '.join(_ORDERS)}")
    if ("capacity" in v) == ("kind" in v):
        raise row.error("give either capacity or kind")
    return Opener(
        cue=tuple(v["cue"]),
        pattern=_pattern(row, pieces),
        order=v["order"],
        capacity=v.get("capacity", ""),
        kind=v.get("kind", ""),
        finer=v.get("finer"),
        others=v.get("others"),
        examples=tuple(v.get("examples", ())),
        counter=tuple(v.get("counter", ())),
        **{flag: v.get(flag, False) for flag in _FLAGS},
    )


def _pattern(row: strict.Row, pieces: dict[str, str]) -> re.Pattern[str]:
    """The pattern with every <piece> put in; pieces may hold no others."""
    text = row.values["pattern"]
    if unknown := [name for name in _PIECE.findall(text) if name not in pieces]:
        raise row.error(f"unknown piece <{unknown[0]}>; known: {', '.join(sorted(pieces))}")
    try:
        return re.compile(_PIECE.sub(lambda found: pieces[found[1]], text))
    except re.error as error:
        raise row.error(f"bad pattern: {error}") from error


def cues(openers: Iterable[Opener]) -> Cues:
    """The cues of some rows; a cue stands for all of its rows, in their order."""
    table: dict[str, list[Opener]] = {}
    for opener in openers:
        for cue in opener.cue:
            table.setdefault(cue, []).append(opener)
    return Cues.of((cue, tuple(found)) for cue, found in table.items())
