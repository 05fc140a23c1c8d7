"""Which of many texts share wording: a quick look that picks the pairs worth a closer one."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+")
_ONE_IN = 4  # of the shingles that are kept, chosen by their hash: the same ones in every text
_SHARE = 0.2  # of the kept shingles of the shorter text that the other must have
_LEAST = 3
_CROWD = 200  # texts that share a shingle: more of them share a formula, which tells nothing


def sketch(text: str) -> frozenset[int]:
    """A fixed sample of the runs of three words of a text, as numbers."""
    words = _WORD.findall(text.lower())
    runs = {f"{a} {b} {c}" for (a, b), c in zip(pairwise(words), words[2:], strict=False)}
    return frozenset(number for run in runs if (number := zlib.crc32(run.encode())) % _ONE_IN == 0)


def alike(sketches: Mapping[str, frozenset[int]], days: Mapping[str, tuple[int, int]]) -> list[tuple[str, str]]:
    """The pairs of texts that share wording and can be of the same days, each pair and the list sorted.

    days  the first and last day that each text can be of, as a number
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for name in sorted(sketches, key=lambda name: (days[name], name)):
        for number in sketches[name]:
            holders[number].append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in holders.values():
        if len(names) > 1:
            shared.update(_met(names, days))
    return sorted(
        (a, b) for (a, b), n in shared.items() if n >= max(_LEAST, _SHARE * min(len(sketches[a]), len(sketches[b])))
    )


def _met(names: Sequence[str], days: Mapping[str, tuple[int, int]]) -> list[tuple[str, str]]:
    """The pairs of names, sorted by their first day, whose days overlap."""
    out: list[tuple[str, str]] = []
    for k, name in enumerate(names):
        last = days[name][1]
        for other in names[k + 1 : k + _CROWD]:
            if days[other][0] > last:
                break
            out.append((name, other) if name < other else (other, name))
    return out
