"""What a number counts or measures: a unit of the list (ontology/figures.toml), or the plural noun that follows."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.knowledge.wording import Wording
from wpkgraph.model import Span
from wpkgraph.patterns import either

_WORD = re.compile(r" ?([^\W\d_](?:\w|[-'](?=\w))*)")


class Units(NamedTuple):
    """Compiled from the word lists: the units, and those of time, as patterns; the words that end a unit."""

    listed: re.Pattern[str]
    times: re.Pattern[str]
    stop: frozenset[str]

    def find(self, lower: str, at: int) -> Span | None:
        """The unit behind a number: one of the list, or up to three words of which the last is a plural."""
        if match := self.listed.match(lower, at):
            return Span(match.start(1), match.end(1))
        start, place = -1, at
        for _ in range(4):
            match = _WORD.match(lower, place)
            if match is None or match.start(1) == place or match[1] in self.stop:
                return None
            start, place = (match.start(1) if start < 0 else start), match.end()
            if match[1].endswith("s") and not match[1].endswith(("ss", "us", "is", "'s", "ous")):
                return Span(start, place)
        return None

    def about(self, text: str, lower: str, at: int) -> str | None:
        """What a share is of: up to three words after "of", to the first word that ends a phrase."""
        if not lower.startswith(" of ", at):
            return None
        words: list[str] = []
        place = at + 3
        while len(words) < 3 and (match := _WORD.match(lower, place)):
            if match[1] in self.stop and not (match[1] in ("the", "its", "a", "an") and not words):
                break
            words.append(text[match.start(1) : match.end(1)])
            place = match.end()
        return " ".join(words) or None


@lru_cache(maxsize=4)
def units_of(wording: Wording) -> Units:
    """The units of the word lists."""
    names = either(wording["units"])
    return Units(
        re.compile(rf" ?({names})(?![a-z0-9])"),
        re.compile(rf" ?(?:{either(wording['time_units'])})\b"),
        frozenset(wording["no_unit"]),
    )


def has_unit(lower: str, at: int, units: Units) -> bool:
    """True if a unit of the list stands at `at`, other than one of time."""
    return bool(units.listed.match(lower, at)) and not units.times.match(lower, at)
