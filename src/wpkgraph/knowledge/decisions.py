"""Decisions on who is who (decisions.tsv): the only place where two persons become one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.knowledge.strict import tsv_rows

COLUMNS = ("left", "right", "decision", "why")


@dataclass(frozen=True, slots=True)
class Decisions:
    """What was decided, by pair of IRIs behind the base ("person/x"), each pair in the order of its letters.

    same  IRI -> the one that stands for its group (the first by the letters); only members of groups are in it
    """

    pairs: Mapping[tuple[str, str], str]
    reasons: Mapping[tuple[str, str], str]
    same: Mapping[str, str]

    def between(self, left: str, right: str) -> str | None:
        """same, different, unsure, or None where nothing was decided. A chain of "same" rows counts as same."""
        if left in self.same and self.same.get(left) == self.same.get(right):
            return "same"
        return self.pairs.get((min(left, right), max(left, right)))


def load(folder: Path) -> Decisions:
    """The decisions of ontology/decisions.tsv.

    KnowledgeError: a cell missing, a pair decided twice, two persons told apart whom a chain of rows makes one.
    """
    rows = list(tsv_rows(folder / "decisions.tsv", COLUMNS))
    pairs: dict[tuple[str, str], str] = {}
    reasons: dict[tuple[str, str], str] = {}
    parent: dict[str, str] = {}
    for row in rows:
        left, right, decision, why = (row.values[column] for column in COLUMNS)
        pair = (min(left, right), max(left, right))
        if not left or not right or left == right or not why:
            raise row.error("left, right and why must be filled, and left is not right")
        if decision not in ("same", "different", "unsure"):
            raise row.error(f"decision {decision!r}; known: same, different, unsure")
        if pair in pairs:
            raise row.error("the pair is decided already")
        pairs[pair], reasons[pair] = decision, why
        if decision == "same":
            first, second = sorted((_root(left, parent), _root(right, parent)))
            parent.setdefault(first, first)
            parent[second] = first
    same = {name: _root(name, parent) for name in sorted(parent)}
    for row in rows:
        left, right = row.values["left"], row.values["right"]
        if row.values["decision"] == "different" and left in same and same[left] == same.get(right):
            raise row.error("other rows make the two the same")
    return Decisions(pairs, reasons, same)


def _root(name: str, parent: Mapping[str, str]) -> str:
    while parent.get(name, name) != name:
        name = parent[name]
    return name
