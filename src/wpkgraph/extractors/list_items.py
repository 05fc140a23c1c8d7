"""The items of a list: their spans and wording, split at semicolons, or at commas and the last "and"."""

from __future__ import annotations

import re
from itertools import pairwise

from wpkgraph.model import Item, Span

_SHUT = re.compile(r'"[^"\n]*"|\([^()\n]*\)')  # commas inside do not part items
_AND = re.compile(r"\s+and\s+")
_EDGE = " \t\n,;.:"


def item(text: str, position: int, start: int, end: int) -> Item:
    """An item between two offsets, without white space and punctuation at its edges.

    >>> item("1. Seed matters.", 1, 2, 16)
    Item(position=1, label='Seed matters', span=Span(start=3, end=15))
    """
    start, end = trim(text, start, end)
    return Item(position, " ".join(text[start:end].split()), Span(start, end))


def trim(text: str, start: int, end: int) -> Span:
    """The span without white space and closing punctuation at its edges."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Span(start, end)


def split_items(text: str, start: int, end: int, announced: int | None) -> list[Span]:
    """The items of text[start:end]; where "and" may join or part, the reading that has the announced number.

    >>> [t[s:e] for t in ["coal, art and song, and safety"] for s, e in split_items(t, 0, len(t), 3)]
    ['coal', 'art and song', 'safety']
    """
    masked = _SHUT.sub(lambda m: "x" * len(m[0]), text[start:end])
    mark = ";" if ";" in masked else ","
    edges = [0, *(m.end() for m in re.finditer(mark, masked)), len(masked) + 1]
    parts = [(a, b - 1) for a, b in pairwise(edges)]
    head, (first, last) = parts[:-1], parts[-1]
    whole = [*head, (_after_and(masked, first, last), last)]
    found = list(_AND.finditer(masked, first, last))
    split = [*head, (first, found[-1].start()), (found[-1].end(), last)] if found else whole
    ways = [split, whole] if found and found[-1].start() > first else [whole]
    best = next((way for way in ways if len(way) == announced), ways[0])
    spans = (trim(text, start + a, start + b) for a, b in best)
    return [span for span in spans if span.end > span.start]


def _after_and(masked: str, first: int, last: int) -> int:
    """Where the last item begins: after an "and" that stands right behind the comma."""
    match = re.compile(r"\s*and\s+").match(masked, first, last)
    return match.end() if match else first
