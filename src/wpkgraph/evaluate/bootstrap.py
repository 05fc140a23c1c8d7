"""Intervals by bootstrap (Efron 1979): the files are drawn anew, with repeats, many times, always in the same way.

A file is drawn with all its facts, since facts of one text are not independent of each other. The interval is that of
the percentiles: 95 of 100 draws lie in it. It says how far the figures hang on which texts happen to be annotated; where
no draw can show an error because no file has one, it has no width and says nothing of texts that nobody annotated.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from statistics import quantiles

DRAWS = 1000
SEED = 20210406
LEVEL = 0.95
_PARTS = 40  # the first and the last of forty parts hold 2.5 % each

Interval = tuple[float, float]
Table = Mapping[str, Sequence[Sequence[int]]]


def draws(files: int, number: int = DRAWS, seed: int = SEED) -> list[list[int]]:
    """That many draws of so many files, by their numbers; the same for the same arguments, whatever Python runs it."""
    generator = random.Random(seed)
    # random() is what the library promises to keep; choices() is not.
    return [[int(generator.random() * files) for _ in range(files)] for _ in range(number)]


def intervals(
    columns: Table, rates: Callable[[Sequence[int]], Sequence[float | None]]
) -> dict[str, tuple[Interval | None, ...]]:
    """For each kind the intervals of its rates; None where fewer than two files have facts of the kind.

    columns  kind -> for each file its counts
    rates    what is computed from the counts of a draw, summed over its files
    """
    files = len(next(iter(columns.values()), ()))
    drawn = draws(files) if files > 1 else []
    return {kind: _spread(column, drawn, rates) for kind, column in columns.items()}


def _spread(
    column: Sequence[Sequence[int]],
    drawn: Sequence[Sequence[int]],
    rates: Callable[[Sequence[int]], Sequence[float | None]],
) -> tuple[Interval | None, ...]:
    parts = [[counts[part] for counts in column] for part in range(len(column[0]) if column else 0)]
    values = zip(*(rates([sum(map(part.__getitem__, draw)) for part in parts]) for draw in drawn), strict=True)
    if sum(map(any, column)) < 2:
        return tuple(None for _ in rates([0] * len(parts)))
    return tuple(_percentiles([value for value in column if value is not None]) for column in values)


def _percentiles(values: list[float]) -> Interval | None:
    if len(values) < _PARTS:
        return None
    cuts = quantiles(values, n=_PARTS, method="inclusive")
    return cuts[0], cuts[-1]
