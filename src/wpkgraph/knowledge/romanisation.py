"""How Korean syllables are written in Latin letters (romanisation.toml, and the place endings of names.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntFlag
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from wpkgraph.knowledge import strict
from wpkgraph.knowledge.hangul import CODAS, ONSETS, VOWELS, decompose, is_hangul
from wpkgraph.knowledge.strict import Row

_JAMO: Mapping[str, tuple[str, ...]] = {"onset": tuple(ONSETS), "vowel": tuple(VOWELS), "coda": CODAS}
_TABLES = {
    "letter",
    "dropped",
    "assimilation",
    "inventory",
    "surnames",
    "surname_spelling",
    "spelling",
    "generic",
}


class System(IntFlag):
    """Ways of writing, as a set. MIXED: letters of several systems in one syllable, or any.

    CHANGED is no system: a reading that holds only if the letters show a sound as it is said, not as it is spelt.
    """

    DPRK = 1
    LOOSE = 2
    MR = 4
    UNMARKED = 8
    RR = 16
    PRESS = 32
    MIXED = 64
    CHANGED = 128


# what is spelt as the DPRK spells it is also spelt loosely so
_COLUMNS = {"dprk": System.DPRK | System.LOOSE, "loose": System.LOOSE, "mr": System.MR, "unmarked": System.UNMARKED}
_COLUMNS |= {"rr": System.RR, "press": System.PRESS}


class Letter(NamedTuple):
    """What letters may stand for: a jamo, in which systems, and in which of them not at the beginning of a word."""

    jamo: str
    systems: System
    inner: System


class Dropped(NamedTuple):
    """Letters at the beginning of a syllable that the ROK writes for other onsets before these vowels."""

    written: str
    vowels: str
    onsets: str


class Assimilation(NamedTuple):
    """Letters that meet at a boundary, and consonants that they may stand for besides their own."""

    coda: str
    onset: str
    codas: str
    onsets: str


@dataclass(frozen=True, slots=True, eq=False)
class Romanisation:
    """The tables of romanisation.toml. Spellings are in small letters; syllables are Hangul in the DPRK's orthography.

    onsets, vowels, codas  written letters -> what they may stand for
    dprk                   (part, jamo) -> its DPRK spellings
    surname_spellings      written surname -> surnames; `spellings` likewise for single syllables of given names
    endings                what names of places end in behind a hyphen ("gun"); generic: words beside them ("county")
    """

    onsets: Mapping[str, tuple[Letter, ...]]
    vowels: Mapping[str, tuple[Letter, ...]]
    codas: Mapping[str, tuple[Letter, ...]]
    dprk: Mapping[tuple[str, str], tuple[str, ...]]
    dropped: tuple[Dropped, ...]
    assimilations: tuple[Assimilation, ...]
    inventory: frozenset[str]
    surnames: frozenset[str]
    common: frozenset[str]
    surname_spellings: Mapping[str, frozenset[str]]
    spellings: Mapping[str, frozenset[str]]
    generic: frozenset[str]
    endings: frozenset[str]


@lru_cache(maxsize=4)
def load(folder: Path | None = None) -> Romanisation:
    """The romanisation of an ontology folder (default: the one shipped). KnowledgeError names file and line."""
    folder = folder or strict.folder()
    path = folder / "romanisation.toml"
    strict.toml_tables(path, _TABLES, sourced=True)
    parts, dprk = _letters(path)
    surnames, common = _surnames(path)
    return Romanisation(
        onsets=parts["onset"],
        vowels=parts["vowel"],
        codas=parts["coda"],
        dprk=dprk,
        dropped=tuple(_dropped(path)),
        assimilations=tuple(_assimilations(path)),
        inventory=frozenset(_inventory(path, dprk)),
        surnames=surnames,
        common=common,
        surname_spellings=_spellings(path, "surname_spelling", surnames),
        spellings=_spellings(path, "spelling", None),
        generic=frozenset(_words(path, "generic")),
        endings=frozenset(_words(folder / "names.toml", "place_ending")),
    )


def _letters(path: Path) -> tuple[dict[str, dict[str, tuple[Letter, ...]]], dict[tuple[str, str], tuple[str, ...]]]:
    """For each part its spellings; for each jamo its DPRK spellings."""
    found: dict[str, dict[str, list[Letter]]] = {part: {} for part in _JAMO}
    dprk: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in strict.toml_rows(path, "letter", {"part": str, "jamo": str}, dict.fromkeys(_COLUMNS, list)):
        part, jamo = row.values["part"], row.values["jamo"]
        if part not in _JAMO or jamo not in _JAMO[part]:
            raise row.error(f"{part} {jamo!r} is no onset, vowel or coda of Korean")
        if (part, jamo) in dprk:
            raise row.error(f"{part} {jamo!r} has a row already")
        dprk[part, jamo] = tuple(row.values.get("dprk", ()))
        for written, letter in _written(row, jamo):
            found[part].setdefault(written, []).append(letter)
    tables = {part: {w: tuple(letters) for w, letters in sorted(rows.items())} for part, rows in found.items()}
    return tables, dprk


def _written(row: Row, jamo: str) -> Iterator[tuple[str, Letter]]:
    """The spellings of one jamo, each with its systems."""
    masks: dict[str, tuple[System, System]] = {}
    for column, system in _COLUMNS.items():
        for text in row.values.get(column, ()):
            written, inner = text.removeprefix("-"), text.startswith("-")
            if not all(c.isalpha() or c == "'" for c in written) or written != written.lower():
                raise row.error(f"{text!r} must be small letters")
            systems, inners = masks.get(written, (System(0), System(0)))
            masks[written] = (systems | system, inners | system if inner else inners)
    yield from ((written, Letter(jamo, *mask)) for written, mask in masks.items())


def _dropped(path: Path) -> Iterator[Dropped]:
    for row in strict.toml_rows(path, "dropped", {"written": str, "vowels": str, "onsets": str}, {}):
        _known(row, "vowels", VOWELS)
        _known(row, "onsets", ONSETS)
        yield Dropped(**row.values)


def _assimilations(path: Path) -> Iterator[Assimilation]:
    columns = {"coda": str, "onset": str, "codas": str, "onsets": str}
    for row in strict.toml_rows(path, "assimilation", columns, {}):
        _known(row, "codas", "".join(CODAS))
        _known(row, "onsets", ONSETS)
        yield Assimilation(**row.values)


def _known(row: Row, key: str, jamo: str) -> None:
    if unknown := [c for c in row.values[key] if c not in jamo]:
        raise row.error(f"{key}: {unknown[0]!r} is none of {jamo}")


def _inventory(path: Path, dprk: Mapping[tuple[str, str], tuple[str, ...]]) -> Iterator[str]:
    """The syllables, each of letters that have a DPRK spelling."""
    seen: set[str] = set()
    for row in strict.toml_rows(path, "inventory", {"syllables": list}, {}):
        for syllable in "".join(row.values["syllables"]):
            if not is_hangul(syllable):
                raise row.error(f"{syllable!r} is no Hangul syllable")
            if syllable in seen:
                raise row.error(f"{syllable!r} is listed already")
            for part, jamo in zip(_JAMO, decompose(syllable), strict=True):
                if not dprk.get((part, jamo)):
                    raise row.error(f"{syllable!r} can't be written: the {part} {jamo!r} has no DPRK spelling")
            seen.add(syllable)
            yield syllable


def _surnames(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """All surnames, and the common ones."""
    found: dict[str, bool] = {}
    for row in strict.toml_rows(path, "surnames", {"names": list}, {"common": bool}):
        for name in row.values["names"]:
            if not is_hangul(name) or len(name) > 2:
                raise row.error(f"{name!r} must be one or two Hangul syllables")
            if name in found:
                raise row.error(f"{name!r} is listed already")
            found[name] = row.values.get("common", False)
    return frozenset(found), frozenset(name for name, common in found.items() if common)


def _spellings(path: Path, table: str, known: frozenset[str] | None) -> Mapping[str, frozenset[str]]:
    """Written form in small letters -> what it stands for, which must be among `known`, if that is given."""
    found: dict[str, frozenset[str]] = {}
    for row in strict.toml_rows(path, table, {"hangul": list, "written": list}, {}):
        hangul = row.values["hangul"]
        if wrong := [h for h in hangul if not is_hangul(h) or (known is not None and h not in known)]:
            raise row.error(f"{wrong[0]!r} is no surname of [[surnames]]" if known else f"{wrong[0]!r} is no Hangul")
        for written in row.values["written"]:
            if written.lower() in found:
                raise row.error(f"{written!r} has a row already")
            found[written.lower()] = frozenset(hangul)
    return found


def _words(path: Path, table: str) -> Iterator[str]:
    for row in strict.toml_rows(path, table, {"words": list}, {}):
        yield from (word.lower() for word in row.values["words"])
