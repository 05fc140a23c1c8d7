"""Pieces of regular expressions that are made from lists of words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    """An alternative for each word, the longest first, so that none hides a longer one.

    >>> either(["C.C", "net", "nets"])
    'nets|C\\\\.C|net'
    """
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
