"""How names are compared before anything else is: the one place where another comparer is plugged in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple


class Naming(NamedTuple):
    """How two names of persons stand to each other.

    compare  "same" | "compatible" (one name in two spellings, perhaps) | "different"
    keys     names must share one of these to be compared at all, so that not every name meets every other
    """

    compare: Callable[[str, str], str]
    keys: Callable[[str], Iterable[str]]


def equal(left: str, right: str) -> str:
    """ "same" for the same letters in any case, else "different".

    >>> equal("Om Tae Sik", "OM TAE SIK"), equal("Om Tae Sik", "Om Thae Sik")
    ('same', 'different')
    """
    return "same" if left.casefold() == right.casefold() else "different"


def abbreviated(left: str, right: str) -> bool:
    """Whether one name has initials where the other may have names: no evidence that they are one, but none of two.

    >>> abbreviated("V. Tarn", "Vasil Olegovich Tarn"), abbreviated("V. Tarn", "Oleg Tarn"), abbreviated("Om Sik", "O Sik")
    (True, False, False)
    """
    one, other = left.split(), right.split()
    return _shortens(one, other) or _shortens(other, one)


def _shortens(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words of one name, with initials among them, can stand for those of the other."""
    initials = [word for word in short[:-1] if word.endswith(".")]
    same = bool(initials) and short[-1:] == long[-1:] and len(long) > 1
    return same and all(any(word.startswith(one[0]) for word in long[:-1]) for one in initials)


def _korean(left: str, right: str) -> str:
    """The verdict of the name engine, which is loaded when there is something to compare."""
    from wpkgraph.names import compare

    return compare(left, right).kind.value


def _keys(name: str) -> Iterable[str]:
    """Keys of which two names that the engine links share at least one."""
    from wpkgraph.names import key

    return (name.casefold(), *key(name))


EQUAL = Naming(equal, lambda name: (name.casefold(),))
NAMING = Naming(_korean, _keys)
