"""Lists of words that rules read: concept_patterns.toml, lists.toml, figures.toml, speech_verbs.toml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wpkgraph.knowledge import ordinals
from wpkgraph.knowledge.strict import Row, toml_rows, toml_tables

NAMES: Mapping[str, tuple[str, ...]] = {
    "concept_patterns.toml": (
        "gerund_heads",
        "noun_heads",
        "not_gerunds",
        "stop",
        "own",
        "links",
        "to_after",
        "slogan_words",
        "no_slogans",
        "point_nouns",
        "first_nouns",
        "day_nouns",
        "name_nouns",
        "no_names",
        "turning",
        "giving",
        "relatives",
        "works",
        "numbered_qualifiers",
        "numbered_nouns",
        "styles",
        "isms_not",
    ),
    "lists.toml": ("list_nouns", "task_nouns", "announcers"),
    "figures.toml": (
        "about",
        "at_least",
        "less_than",
        "after_about",
        "after_at_least",
        "vague",
        "scales",
        "small_numbers",
        "units",
        "time_units",
        "no_unit",
        "not_before",
        "not_after",
    ),
    "speech_verbs.toml": (
        "said",
        "runs_on",
        "adverbs",
        "pronouns",
        "praise",
        "criticism",
        "himself",
    ),
}


_TABLES = {"lists.toml": {"words", "number"}, "speech_verbs.toml": {"words", "document", "stand_in"}}


class Voice(NamedTuple):
    """What a noun that speaks stands for: a text for its author, or the one speaker; kinds: of the speeches meant."""

    how: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """Word lists by name, number words (cardinal and ordinal word -> value), and nouns that speak for a person."""

    words: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    voices: Mapping[str, Voice]

    def __getitem__(self, name: str) -> tuple[str, ...]:
        """The words of a list. KeyError for a name that no file declares."""
        return self.words[name]


def load(folder: Path) -> Wording:
    """All word lists of an ontology folder. KnowledgeError: a list unknown, missing or twice there, or a bad word."""
    words: dict[str, tuple[str, ...]] = {}
    for file, names in NAMES.items():
        toml_tables(folder / file, _TABLES.get(file, {"words"}), sourced=True)
        for row in toml_rows(folder / file, "words", {"name": str, "words": list}, {}):
            name, found = row.values["name"], tuple(row.values["words"])
            _check(row, name, found, names, words)
            words[name] = found
        if missing := [name for name in names if name not in words]:
            raise Row({}, file, 1).error(f"lacks the list {missing[0]!r}")
    numbers = {row.values["word"]: row.values["value"] for row in ordinals.rows(folder)}
    return Wording(words, numbers, ordinals.in_words(folder), _voices(folder / "speech_verbs.toml"))


def _voices(path: Path) -> dict[str, Voice]:
    """The [[document]] and [[stand_in]] rows. KnowledgeError: a noun that stands there twice."""
    voices: dict[str, Voice] = {}
    for how in ("document", "stand_in"):
        for row in toml_rows(path, how, {"words": list, "kinds": list}, {}):
            for word in row.values["words"]:
                if word in voices:
                    raise row.error(f"{word!r} stands there twice")
                voices[word] = Voice(how, tuple(row.values["kinds"]))
    return voices


def _check(row: Row, name: str, found: tuple[str, ...], names: tuple[str, ...], seen: Mapping[str, object]) -> None:
    if name not in names:
        raise row.error(f"unknown list {name!r}; known: {', '.join(names)}")
    if name in seen:
        raise row.error(f"the list {name!r} stands in the file already")
    for word in found:
        if word != word.lower() or not word.strip() or found.count(word) > 1:
            raise row.error(f"{name}: {word!r} is empty, not in lower case, or stands there twice")
