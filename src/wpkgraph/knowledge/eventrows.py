"""The nouns and verbs that tell events: the [[head]] and [[act]] rows of ontology/events.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.knowledge import strict

_ACT: dict[str, type] = {"finer": str, "led": str} | dict.fromkeys(
    ("proper", "nobody", "leader", "first", "person", "bare"), bool
)


@dataclass(frozen=True, slots=True)
class Head:
    """Nouns that end the name of an event, and what may follow them."""

    words: tuple[str, ...]
    cls: str
    takes: tuple[str, ...]
    numbered: bool
    named: bool
    gerund: bool
    owned: bool
    verbs: tuple[str, ...]
    examples: tuple[str, ...]
    counter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """Verbs that are events by themselves: "inspected X" is the "inspection of X"."""

    words: tuple[str, ...]
    headline: tuple[str, ...]
    gives: str
    cls: str
    by: str
    proper: bool
    nobody: bool
    leader: bool
    first: bool
    person: bool
    bare: bool
    finer: str | None
    led: str | None
    examples: tuple[str, ...]
    counter: tuple[str, ...]


def plural(word: str) -> str:
    """The plural of the last word of a head."""
    if word.endswith(("ch", "sh", "ss", "x")):
        return word + "es"
    if word.endswith("s"):
        return word
    return word[:-1] + "ies" if word.endswith("y") and word[-2] not in "aeiou" else word + "s"


def heads(path: Path) -> Iterator[Head]:
    required = {"words": list, "cls": str, "takes": list, "examples": list, "counter": list}
    for row in strict.toml_rows(
        path, "head", required, {"numbered": bool, "named": bool, "gerund": bool, "owned": bool, "verbs": list}
    ):
        v = row.values
        yield Head(
            tuple(v["words"]),
            v["cls"],
            tuple(v["takes"]),
            v.get("numbered", False),
            v.get("named", False),
            v.get("gerund", False),
            v.get("owned", False),
            tuple(v.get("verbs", ())),
            tuple(v["examples"]),
            tuple(v["counter"]),
        )


def acts(path: Path) -> Iterator[Act]:
    required = {"words": list, "headline": list, "gives": str, "cls": str, "by": str, "examples": list, "counter": list}
    for row in strict.toml_rows(path, "act", required, _ACT):
        v = row.values
        if v["gives"].count("{}") != 1:
            raise row.error("gives must hold {} once")
        yield Act(
            tuple(v["words"]),
            tuple(v["headline"]),
            v["gives"],
            v["cls"],
            v["by"],
            v.get("proper", False),
            v.get("nobody", False),
            v.get("leader", False),
            v.get("first", False),
            v.get("person", False),
            v.get("bare", False),
            v.get("finer"),
            v.get("led"),
            tuple(v["examples"]),
            tuple(v["counter"]),
        )
