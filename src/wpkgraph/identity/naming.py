"""How names are compared before anything else is: the one place where another comparer is plugged in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Naming(NamedTuple):
    """How two names of persons stand to each other.

    compare  "same" | "compatible" (one name in two spellings, perhaps) | "different"
    block    a key that names must share to be compared at all, so that not every name meets every other
    """

    compare: Callable[[str, str], str]
    block: Callable[[str], str]


def equal(left: str, right: str) -> str:
    """ "same" for the same letters in any case, else "different".

    >>> equal("Om Tae Sik", "OM TAE SIK"), equal("Om Tae Sik", "Om Thae Sik")
    ('same', 'different')
    """
    return "same" if left.casefold() == right.casefold() else "different"


NAMING = Naming(equal, str.casefold)
