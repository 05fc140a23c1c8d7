"""Wording of annotations (annotations.toml): when two labels, roles or parts taken count as the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from wpkgraph.knowledge import ordinals, vocabulary
from wpkgraph.knowledge.strict import Row, toml_rows, toml_tables

FILE = "annotations.toml"
LISTS = (
    "dropped",
    "no_role",
    "ranks",
    "understood",
    "party",
    "counted",
    "events_elsewhere",
    "events_optional",
)
_DIGITS = re.compile(r"(\d+)(?:st|nd|rd|th)")
_FEW = 2  # words that a role may have more than another: "secretary" and "secretary for organizational affairs"

Words = frozenset[str]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Compares wording; what it has compared once it remembers.

    unify       (pattern, what it becomes), to be applied in order
    words       lists of words by name
    ordinals    ordinal word -> number
    capacities  wording of an annotation -> code of a capacity or of a kind of speech
    """

    unify: tuple[tuple[re.Pattern[str], str], ...]
    words: Mapping[str, Words]
    ordinals: Mapping[str, int]
    capacities: Mapping[str, str]
    _known: dict[str, str] = field(default_factory=dict, repr=False)

    def norm(self, text: str) -> str:
        """A label in the form in which labels are compared: small letters, no articles, ordinals as numbers."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._norm(text)
        return found

    def _norm(self, text: str) -> str:
        text = text.lower().replace("’", "'").replace("‘", "'")
        for pattern, said in self.unify:
            text = pattern.sub(said, text)
        plain = re.sub(r"[^\w]+", " ", re.sub(r"'s\b", "", text))
        words = (self._number(word) for word in plain.split())
        return " ".join(word for word in words if word not in self.words["dropped"])

    def _number(self, word: str) -> str:
        if match := _DIGITS.fullmatch(word):
            return match[1]
        return str(self.ordinals.get(word, word))

    def bag(self, text: str) -> Words:
        """The words of a label in the form in which they are compared, whatever their order."""
        return frozenset(self.norm(text).split())

    def same(self, labels: Iterable[str], wanted: Iterable[str]) -> bool:
        """Whether a label is one of those wanted, word for word."""
        return bool({self.norm(label) for label in labels} & {self.norm(want) for want in wanted})

    def same_words(self, labels: Iterable[str], wanted: Iterable[str]) -> bool:
        """Whether a label has the words of one of those wanted, in any order."""
        return bool({self.bag(label) for label in labels} & {self.bag(want) for want in wanted})

    def same_role(self, one: str, other: str) -> bool:
        """Whether two wordings mean one role: a topic may be left out, a rank may not; "former" is no part of it."""
        a, b = (self.bag(role) - self.words["no_role"] for role in (one, other))
        if a == b:
            return True
        nested = bool(a and b) and (a <= b or b <= a)
        return nested and len(a ^ b) <= _FEW and not (a ^ b) & self.words["ranks"]


@lru_cache(maxsize=4)
def load(folder: Path) -> Comparison:
    """The rows of annotations.toml. KnowledgeError: a list unknown, missing or there twice, or an unknown code."""
    path = folder / FILE
    toml_tables(path, {"unify", "words", "capacity"}, sourced=True)
    unify = []
    for row in toml_rows(path, "unify", {"say": str, "forms": list}, {}):
        _small(row, [row.values["say"], *row.values["forms"]])
        unify.append((_pattern(row.values["forms"]), row.values["say"]))
    return Comparison(tuple(unify), _lists(path), ordinals.in_words(folder), _capacities(path, folder))


def _pattern(forms: list[str]) -> re.Pattern[str]:
    """Any of the forms as whole words; white space as it comes."""
    written = [r"\s+".join(map(re.escape, form.split())) for form in forms]
    ends = [rf"\b{text}" + (r"\b" if form[-1].isalnum() else "") for form, text in zip(forms, written, strict=True)]
    return re.compile("|".join(ends))


def _lists(path: Path) -> dict[str, Words]:
    found: dict[str, Words] = {}
    for row in toml_rows(path, "words", {"name": str, "words": list}, {}):
        name = row.values["name"]
        if name not in LISTS or name in found:
            why = "stands in the file already" if name in found else f"is unknown; known: {', '.join(LISTS)}"
            raise row.error(f"the list {name!r} {why}")
        _small(row, row.values["words"])
        found[name] = frozenset(row.values["words"])
    if missing := [name for name in LISTS if name not in found]:
        raise Row({}, path.name, 1).error(f"lacks the list {missing[0]!r}")
    return found


def _capacities(path: Path, folder: Path) -> dict[str, str]:
    known = vocabulary.load(folder)
    found: dict[str, str] = {}
    for row in toml_rows(path, "capacity", {"code": str, "words": list}, {}):
        code = row.values["code"]
        if code not in known.capacities and code not in known.speech_kinds:
            raise row.error(f"{code!r} is no code of a capacity or of a kind of speech in wpk.ttl")
        _small(row, row.values["words"])
        for word in row.values["words"]:
            if word in found:
                raise row.error(f"{word!r} stands in the file already")
            found[word] = code
    return found


def _small(row: Row, words: list[str]) -> None:
    for word in words:
        if not word.strip() or word != word.lower():
            raise row.error(f"{word!r} is empty or not in lower case")
