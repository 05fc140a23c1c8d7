"""Ordinals: in words as ontology/lists.toml has them ("sixth"), in digits ("6th")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from wpkgraph.knowledge import strict

DIGITS = r"\d{1,3}(?:st|nd|rd|th)"  # what an ordinal in digits looks like
_DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_ROW = {"word": str, "ordinal": str, "value": int}
_SUFFIX = {1: "st", 2: "nd", 3: "rd"}


def in_digits(number: int) -> str:
    """The ordinal of a number in digits.

    >>> [in_digits(number) for number in (1, 12, 28, 102)]
    ['1st', '12th', '28th', '102nd']
    """
    return f"{number}{'th' if 10 < number % 100 < 14 else _SUFFIX.get(number % 10, 'th')}"


def value(ordinal: str, words: Mapping[str, int]) -> int | None:
    """The number of an ordinal in digits or words, in lower case; None if it is none.

    >>> value("28th", {}), value("sixth", {"sixth": 6}), value("net", {})
    (28, 6, None)
    """
    found = _DIGITS.fullmatch(ordinal) if ordinal[:1].isdigit() else None
    return int(found[1]) if found else words.get(ordinal)


def rows(folder: Path) -> list[strict.Row]:
    """The [[number]] rows of lists.toml, checked: no word in two of them."""
    seen: set[str] = set()
    found = list(strict.toml_rows(folder / "lists.toml", "number", _ROW, {}))
    for row in found:
        for word in (row.values["word"], row.values["ordinal"]):
            if word in seen:
                raise row.error(f"{word!r} stands in the file already")
            seen.add(word)
    return found


@lru_cache(maxsize=4)
def in_words(folder: Path | None = None) -> Mapping[str, int]:
    """The ordinals of an ontology folder (default: the one shipped) in words, with their numbers."""
    return {row.values["ordinal"]: row.values["value"] for row in rows(folder or strict.folder())}
