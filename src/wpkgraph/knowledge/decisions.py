"""Decisions on who is who (decisions.tsv and files of the same form): the only place where two persons become one.

A file is evidence of nothing but what somebody decided, and why; what follows from all its rows is computed here, anew
for every build. Deleting a row undoes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge.strict import Row, tsv_rows

COLUMNS = ("left", "right", "decision", "why", "who", "reasons")
VERDICTS = ("same", "different", "unsure")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: two persons by their IRIs behind the base ("person/x"), what was decided, why, and by whom.

    reasons  what spoke for and against it at that time, as `wpkgraph resolve` had it; may be empty
    file, line  where the row stands; `shipped` if in the ontology folder
    """

    left: str
    right: str
    verdict: str
    why: str
    who: str
    reasons: str = ""
    file: str = ""
    line: int = 0
    shipped: bool = False

    @property
    def pair(self) -> Pair:
        """The two in the order of their letters."""
        return (min(self.left, self.right), max(self.left, self.right))


@dataclass(frozen=True, slots=True)
class Used:
    """A file of decisions that a build was told to use: its path as given, its hash, the number of its rows."""

    path: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Decisions:
    """The rows in the order of their pairs, and what follows from them all.

    same   a person that a group of "same" rows holds -> the one that stands for the group
    apart  pairs of persons, each stood for by its group's, that a row calls "different" or "unsure"
    respelt  those that stand for a group with names of several spellings
    """

    rows: tuple[Decision, ...] = ()
    files: tuple[Used, ...] = ()
    same: Mapping[str, str] = field(init=False, compare=False)
    apart: Mapping[Pair, str] = field(init=False, compare=False)
    respelt: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """Follow the rows; raises KnowledgeError where two of them contradict each other."""
        object.__setattr__(self, "same", _groups(self.rows))
        object.__setattr__(self, "apart", _apart(self.rows, self.same))
        respelt = {first for name, first in self.same.items() if _spelling(name) != _spelling(first)}
        object.__setattr__(self, "respelt", frozenset(respelt))

    def stands_for(self, name: str) -> str:
        """The one that stands for a person's group; a person in no group stands for itself."""
        return self.same.get(name, name)

    def between(self, left: str, right: str) -> str | None:
        """same, different, unsure, or None where nothing was decided; what holds for one of a group holds for all."""
        first, second = sorted((self.stands_for(left), self.stands_for(right)))
        return "same" if first == second else self.apart.get((first, second))


def load(folder: Path, more: Sequence[str] = ()) -> Decisions:
    """The decisions of ontology/decisions.tsv and of further files, whose rows count as much and in any order.

    KnowledgeError, with file and line: a file that can't be read, a cell missing, a pair decided in two ways, two
    persons told apart whom a chain of rows makes one.
    """
    rows = [decision(row, shipped=True) for row in tsv_rows(folder / "decisions.tsv", COLUMNS)]
    _once(rows)
    files = []
    for given in dict.fromkeys(more):
        own = read(given)
        files.append(Used(Path(given).as_posix(), hashlib.sha256(Path(given).read_bytes()).hexdigest(), len(own)))
        rows += own
    return Decisions(_joined(rows), tuple(sorted(files, key=lambda used: used.path)))


def read(path: str | Path) -> list[Decision]:
    """The rows of one file of decisions, each checked by itself and no pair twice. Raises KnowledgeError."""
    rows = [decision(row, shipped=False) for row in tsv_rows(Path(path), COLUMNS, str(path))]
    _once(rows)
    return rows


def decision(row: Row, *, shipped: bool = False) -> Decision:
    """A row of a file as a decision. KnowledgeError: a cell is missing or can't be one."""
    left, right, verdict, why, who, reasons = (row.values[column].strip() for column in COLUMNS)
    if not (left and right and why and who) or left == right:
        raise row.error("left, right, why and who must be filled, and left is not right")
    if not all(value.isprintable() for value in row.values.values()):
        raise row.error("a cell holds a control character")
    for name in (left, right):
        if not name.startswith("person/") or set(name) & set(' <>"{}|^`\\'):
            raise row.error(f"{name!r} is no person's IRI behind the base (person/...)")
    if verdict not in VERDICTS:
        raise row.error(f"decision {verdict!r}; known: {', '.join(VERDICTS)}")
    return Decision(left, right, verdict, why, who, reasons, row.file, row.line, shipped)


def _once(rows: Iterable[Decision]) -> None:
    """Refuse a pair that one file decides twice."""
    seen: dict[Pair, int] = {}
    for row in rows:
        if row.pair in seen:
            raise _error(row, f"the pair is decided already in line {seen[row.pair]}")
        seen[row.pair] = row.line


def _joined(rows: Sequence[Decision]) -> tuple[Decision, ...]:
    """The rows of all files in one order; a row that another file has as well counts once, if both say the same."""
    found: dict[Pair, Decision] = {}
    for row in sorted(rows, key=lambda row: (row.pair, not row.shipped, row.file, row.line)):
        first = found.setdefault(row.pair, row)
        if first.verdict != row.verdict:
            raise _error(row, f"the pair is called {first.verdict!r} in {first.file}:{first.line}")
    return tuple(found.values())


def _groups(rows: Iterable[Decision]) -> dict[str, str]:
    """Each person of a chain of "same" rows -> the one that stands for it: a known person, else one with a body, else
    one of an article; among several the first by the letters.
    """
    parent: dict[str, str] = {}
    for row in rows:
        if row.verdict == "same":
            first, second = sorted((_root(row.left, parent), _root(row.right, parent)), key=_rank)
            parent.setdefault(first, first)
            parent[second] = first
    return {name: _root(name, parent) for name in sorted(parent)}


def _rank(name: str) -> tuple[bool, bool, str]:
    return name.count("/") > 1, "/in/" in name, name


def _spelling(name: str) -> str:
    return name.split("/")[1]


def _root(name: str, parent: Mapping[str, str]) -> str:
    while parent.get(name, name) != name:
        name = parent[name]
    return name


def _apart(rows: Iterable[Decision], same: Mapping[str, str]) -> dict[Pair, str]:
    """What is decided between groups; "different" outweighs "unsure", and neither can part a group."""
    apart: dict[Pair, str] = {}
    for row in rows:
        first, second = sorted((same.get(row.left, row.left), same.get(row.right, row.right)))
        if row.verdict == "different" and first == second:
            raise _error(row, f"{row.left} and {row.right} are different here, but other rows make the two the same")
        if row.verdict != "same" and first != second and apart.get((first, second)) != "different":
            apart[first, second] = row.verdict
    return apart


def _error(row: Decision, why: str) -> KnowledgeError:
    return KnowledgeError(row.file, row.line or None, why)
