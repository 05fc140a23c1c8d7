"""The nouns and verbs that tell events: the [[head]] and [[act]] rows of ontology/events.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.knowledge import strict

_HEAD_FLAGS = ("numbered", "named", "gerund", "owned", "recalls", "acted", "general", "part", "several")
_ACT_FLAGS = ("proper", "nobody", "leader", "first", "person", "bare", "acted")
_ACT: dict[str, type] = {"finer": str, "led": str} | dict.fromkeys(_ACT_FLAGS, bool)


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
    recalls: bool
    acted: bool
    general: bool
    part: bool
    several: bool
    verbs: tuple[str, ...]
    told: tuple[str, ...]
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
    acted: bool
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
    """The [[head]] rows."""
    required = {"words": list, "cls": str, "takes": list, "examples": list, "counter": list}
    for row in strict.toml_rows(
        path, "head", required, {"verbs": list, "told": list} | dict.fromkeys(_HEAD_FLAGS, bool)
    ):
        v = row.values
        yield Head(
            words=tuple(v["words"]),
            cls=v["cls"],
            takes=tuple(v["takes"]),
            verbs=tuple(v.get("verbs", ())),
            told=tuple(v.get("told", ())),
            examples=tuple(v["examples"]),
            counter=tuple(v["counter"]),
            **{flag: v.get(flag, False) for flag in _HEAD_FLAGS},
        )


def acts(path: Path) -> Iterator[Act]:
    """The [[act]] rows. KnowledgeError: a name that has no place for the object."""
    required = {"words": list, "headline": list, "gives": str, "cls": str, "by": str, "examples": list, "counter": list}
    for row in strict.toml_rows(path, "act", required, _ACT):
        v = row.values
        if v["gives"].count("{}") != 1:
            raise row.error("gives must hold {} once")
        yield Act(
            words=tuple(v["words"]),
            headline=tuple(v["headline"]),
            gives=v["gives"],
            cls=v["cls"],
            by=v["by"],
            finer=v.get("finer"),
            led=v.get("led"),
            examples=tuple(v["examples"]),
            counter=tuple(v["counter"]),
            **{flag: v.get(flag, False) for flag in _ACT_FLAGS},
        )
