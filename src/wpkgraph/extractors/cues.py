"""Searches that begin at cues: what the one scan of an article has found, read further by patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from wpkgraph.extractors.context import Context
from wpkgraph.extractors.scan import Table, leftmost, table
from wpkgraph.knowledge.eventopeners import Cues
from wpkgraph.knowledge.eventwords import EventWords


class EventCues(NamedTuple):
    """Cues of events.toml, and the table by which they are looked for."""

    which: Callable[[EventWords], Cues]
    table: Table

    def find(self, ctx: Context, end: int | None = None) -> list[tuple[Any, int, int]]:
        """(meaning, start, end) of every cue in the article (up to `end`), left to right, at word boundaries."""
        cues = self.which(ctx.knowledge.eventwords)
        if end is None:
            hits = self.table.hits(ctx)
            return cues.meant(ctx.lower, hits) if hits else []
        return cues.meant(ctx.lower[:end], leftmost([raw for raw in self.table.overlapping(ctx) if -raw[1] <= end]))


def event_cues(which: Callable[[EventWords], Cues]) -> EventCues:
    """The cues that `which` gives of the words of events."""
    return EventCues(which, table(lambda knowledge: which(knowledge.eventwords).phrases))


def from_cues(pattern: re.Pattern[str], text: str, starts: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer` gives, a hundred times as fast: `starts` are all places where it may match, in order.

    >>> pattern = re.compile("(?:ten|two) lamps")
    >>> [match[0] for match in from_cues(pattern, "two lamps, ten oars", [0, 11])]
    ['two lamps']
    """
    done = 0
    for start in starts:
        if start >= done and (found := pattern.match(text, start)):
            done = found.end()
            yield found
