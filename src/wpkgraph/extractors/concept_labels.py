"""Labels of the vocabulary in an article, at word boundaries, whatever hyphens and capitals they are written with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wpkgraph.extractors.context import Context
from wpkgraph.extractors.scan import Raw, View, table
from wpkgraph.model import ConceptRef

_LABELS = table(lambda knowledge: knowledge.concepts.patterns, View.PLAIN)


class Hit(NamedTuple):
    """A label found in a text: clean offsets, half-open, and the concept."""

    start: int
    end: int
    ref: ConceptRef


def labels(ctx: Context) -> list[Hit]:
    """The longest labels in an article, left to right, not overlapping."""
    return whole(ctx.lower, _LABELS.overlapping(ctx), ctx.knowledge.concepts.refs)


def whole(lower: str, found: Sequence[Raw], refs: Sequence[ConceptRef]) -> list[Hit]:
    """The longest of the labels found that are whole words, left to right, not overlapping."""
    hits: list[Hit] = []
    done = 0
    for start, minus_end, number in found:
        if start >= done and not _in_word(lower, start, -minus_end):
            hits.append(Hit(start, -minus_end, refs[number]))
            done = -minus_end
    return hits


def _in_word(lower: str, start: int, end: int) -> bool:
    """Whether a label begins or ends inside a word."""
    return (start > 0 and _joined(lower, start - 1, -1)) or (end < len(lower) and _joined(lower, end, 1))


def _joined(lower: str, at: int, step: int) -> bool:
    """True if the character at `at`, next to a match, makes it a part of a word ("juche" in "juche-based")."""
    char = lower[at]
    if char.isalnum():
        return True
    return char == "-" and 0 <= at + step < len(lower) and lower[at + step].isalnum()
