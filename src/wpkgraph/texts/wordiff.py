"""Two passages word by word: what stands in both, what only in one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

NEAR = 0.45  # share of equal words from which marks help a reader; below it nearly every word would be marked
_MOST = 8_000  # pairs of equal words of two passages: beyond that (the same word over and over) nothing is marked
_TOKEN = re.compile(r"\s*(?:[^\W_]+(?:['’-][^\W_]+)*|[^\s\w]+|_+)")


class Run(NamedTuple):
    """A run of characters that the other passage has too, or (`own`) has not."""

    text: str
    own: bool


def word_diff(left: str, right: str) -> tuple[list[Run], list[Run]] | None:
    """The runs of both passages, or None if so little is equal that marks would not help. Case and space do not count.

    >>> word_diff("The old lamp was lit.", "The new lamp was lit.")[0]
    [Run(text='The', own=False), Run(text=' old', own=True), Run(text=' lamp was lit.', own=False)]
    """
    a, b = _TOKEN.findall(left), _TOKEN.findall(right)
    x, y = ([token.strip().casefold() for token in side] for side in (a, b))
    counts = Counter(y)
    if sum(counts[word] for word in x) > _MOST:
        return None
    matcher = SequenceMatcher(None, x, y, autojunk=False)
    if matcher.ratio() < NEAR:
        return None
    blocks = matcher.get_opcodes()
    return (
        _runs([(a[i1:i2], tag != "equal") for tag, i1, i2, _, _ in blocks]),
        _runs([(b[j1:j2], tag != "equal") for tag, _, _, j1, j2 in blocks]),
    )


def _runs(parts: Sequence[tuple[Sequence[str], bool]]) -> list[Run]:
    return [Run("".join(tokens), own) for tokens, own in parts if tokens]
