"""The sentence around a span, to show a fact in its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

_END = re.compile(r"[.?!][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n\s*\n|(?<=[.?!:;\"”])\s*\n|\n(?=[A-Z])")
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:No|Co|Ltd|Mt|Dr|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Col|Gen|Lt|Maj))\.$"
)


class Excerpt(NamedTuple):
    """A stretch of text in three parts: before the span, the span, after it."""

    before: str
    marked: str
    after: str


class Piece(NamedTuple):
    """A run of characters that is evidence (`marked`) or stands beside it."""

    text: str
    marked: bool


def sentence(text: str, start: int, end: int, limit: int = 600) -> tuple[int, int]:
    """Where the sentence or sentences that hold text[start:end] begin and end, at most `limit` code points from it.

    >>> sentence("It rained. The C.C., WPK met. It ended.", 20, 24)
    (11, 29)
    """
    low, high = max(0, start - limit), min(len(text), end + limit)
    first, last = low, high
    for match in _END.finditer(text, low, high):
        if _SHORT.search(text, max(low, match.start() - 6), match.start() + 1):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end - 1:
            # The stop itself belongs to the sentence, the white space after it does not.
            last = max(end, match.start() + len(match[0].rstrip()))
            break
    return first, max(end, first + len(text[first:last].rstrip()))


def excerpt(text: str, start: int, end: int, limit: int = 600) -> Excerpt:
    """The sentence around one span.

    >>> excerpt("It rained. The C.C., WPK met. It ended.", 21, 24)
    Excerpt(before='The C.C., ', marked='WPK', after=' met.')
    """
    first, last = sentence(text, start, end, limit)
    return Excerpt(text[first:start], text[start:end], text[end:last])


def excerpts(
    text: str, spans: Iterable[tuple[int, int]], limit: int = 600
) -> list[tuple[tuple[int, int], list[Piece]]]:
    """The sentences that hold the spans, those that touch made one: ((start, end) of each, its pieces)."""
    ordered = sorted(spans)
    stretches: list[tuple[int, int]] = []
    for start, end in ordered:
        first, last = sentence(text, start, end, limit)
        if stretches and first <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(last, stretches[-1][1]))
        else:
            stretches.append((first, last))
    return [(stretch, _pieces(text, stretch, ordered)) for stretch in stretches]


def _pieces(text: str, stretch: tuple[int, int], spans: list[tuple[int, int]]) -> list[Piece]:
    at, stop = stretch
    out = []
    for start, end in spans:
        if end <= at or start >= stop:
            continue
        start = max(start, at)
        out += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    out.append(Piece(text[at:stop], False))
    return [piece for piece in out if piece.text]
