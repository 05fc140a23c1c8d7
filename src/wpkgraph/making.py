"""Objects of NamedTuples made from tuples: for those that are made by the thousand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from wpkgraph.model import Mention, Span

T = TypeVar("T", bound=tuple[Any, ...])


def maker(cls: type[T]) -> Callable[[tuple[Any, ...]], T]:
    """What makes an object of a NamedTuple's class from a tuple of all its fields.

    It takes half the time of a call of the class, a third where the class has many fields.

    >>> maker(Span)((4, 9))
    Span(start=4, end=9)
    """
    return partial(tuple.__new__, cls)


new_span = maker(Span)
new_mention = maker(Mention)
