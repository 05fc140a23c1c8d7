"""How lists of words become parts of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable


def either(words: Iterable[str]) -> str:
    r"""Any of some words, the longest first, so that none is cut short by one that it begins with.

    >>> either(["met", "met with", "c.c."])
    'met\\ with|c\\.c\\.|met'
    """
    return "|".join(sorted((re.escape(w) for w in words), key=lambda w: (-len(w), w)))
