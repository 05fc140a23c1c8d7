"""Counts as precision, recall and F1, with the intervals that resampling the files gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wpkgraph.evaluate.bootstrap import Interval, intervals
from wpkgraph.evaluate.case import Judged


class Counts(NamedTuple):
    """How many facts of one kind are right, missed and wrong."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    def plus(self, other: Sequence[int]) -> Counts:
        """Both together."""
        return Counts(self.right + other[0], self.missed + other[1], self.wrong + other[2])

    @property
    def gold(self) -> int:
        """The annotated facts."""
        return self.right + self.missed


class Rates(NamedTuple):
    """Precision, recall and F1; None where there is nothing to take a share of."""

    precision: float | None
    recall: float | None
    f1: float | None


def rates(counts: Counts) -> Rates:
    """The shares; of facts that are all missed the precision is 0, as nothing right was found.

    >>> rates(Counts(3, 1, 1))
    Rates(precision=0.75, recall=0.75, f1=0.75)
    """
    right, missed, wrong = counts
    if not right + missed + wrong:
        return Rates(None, None, None)
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else None
    both = precision + (recall or 0.0)
    return Rates(precision, recall, 2 * precision * (recall or 0.0) / both if both else 0.0)


@dataclass(frozen=True)
class Score:
    """One kind of fact over all files.

    files   that have an annotated or a wrong fact of the kind
    judged  files in which a wrong fact of the kind would be seen; with none, precision and F1 are None
    strict  precision in those files alone, where they are not all
    """

    kind: str
    counts: Counts
    rates: Rates
    spread: tuple[Interval | None, Interval | None, Interval | None]
    files: int
    judged: int
    strict: float | None = None


def score(files: Sequence[Iterable[Judged]]) -> tuple[Score, ...]:
    """The scores of all kinds, in the order in which files have them."""
    rows = [{judged.kind: judged for judged in file} for file in files]
    kinds = list(dict.fromkeys(kind for row in rows for kind in row))
    columns = {kind: [_counts(row.get(kind)) for row in rows] for kind in kinds}
    spreads = intervals(columns, lambda counts: rates(Counts(*counts)))
    return tuple(_score(kind, rows, columns[kind], spreads[kind]) for kind in kinds)


def _counts(judged: Judged | None) -> Counts:
    return Counts(len(judged.right), len(judged.missed), len(judged.wrong)) if judged else Counts()


def _score(
    kind: str,
    rows: Sequence[Mapping[str, Judged]],
    column: Sequence[Counts],
    spread: Sequence[Interval | None],
) -> Score:
    seeing = [kind in row and row[kind].judged for row in rows]
    total, complete = Counts(), Counts()
    for counts, seen in zip(column, seeing, strict=True):
        total = total.plus(counts)
        complete = complete.plus(counts) if seen else complete
    found = rates(total)
    files, judged = sum(map(any, column)), sum(seeing)
    low, middle, high = spread
    if not judged:
        found, low, high = Rates(None, found.recall, None), None, None
    strict = rates(complete).precision if 0 < judged < len(rows) else None
    return Score(kind, total, found, (low, middle, high), files, judged, strict)
