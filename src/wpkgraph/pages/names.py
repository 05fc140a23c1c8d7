"""Names folded for search, and how well a name fits what was typed. static/site.js does the same: keep both alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_APOSTROPHES = re.compile(r"['’‘ʼ`´]")


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """A name as search compares it: lower case, no accents, no apostrophes, hyphens and signs as spaces.

    >>> fold("Cho Yŏng-wŏn"), fold("Workers’ Party")
    ('cho yong won', 'workers party')
    """
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).lower()
    letters = "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))
    return " ".join("".join(c if unicodedata.category(c)[0] in "LN" else " " for c in letters).split())


def fit(name: str, wanted: str) -> int | None:
    """How well a folded name fits folded words: 0 begins with them, 1 all of them begin words of it, 2 they do when
    spaces do not count; None not at all.

    >>> [fit("jo yong won", text) for text in ("jo y", "won jo", "yongwon", "ong")]
    [0, 1, 2, None]
    """
    if name.startswith(wanted):
        return 0
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 1
    squeezed = wanted.replace(" ", "")
    if any("".join(words[i:]).startswith(squeezed) for i in range(len(words))):
        return 2
    return None


def best(names: Iterable[str], wanted: str) -> int | None:
    """The best fit of a label and its other names, all folded: twice that of `fit`, one more for another name."""
    found = [fit(name, wanted) for name in names]
    ranks = [2 * rank + (number > 0) for number, rank in enumerate(found) if rank is not None]
    return min(ranks, default=None)
