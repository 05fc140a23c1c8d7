"""What an evaluation must reach: floors in a TOML file, by measure and kind of fact.

[f1]
"persons" = 0.97

[most]
"in_noise" = 0

[least]
"texts" = 12
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wpkgraph.errors import AnnotationError, reason
from wpkgraph.evaluate.evaluation import Evaluation

_MOST, _LEAST = "most", "least"  # of what checks.py counts
_MEASURES = ("precision", "recall", "f1", _MOST, _LEAST)


@dataclass(frozen=True)
class Floor:
    """One measure with what it must reach, or must not pass; `value` is None where nothing was measured."""

    measure: str
    kind: str
    value: float | None
    bound: float

    @property
    def kept(self) -> bool:
        """Whether the bound is kept; what was not measured is not kept."""
        if self.value is None:
            return False
        return self.value <= self.bound if self.measure == _MOST else self.value >= self.bound


def load(path: Path, section: str = "") -> Mapping[str, Mapping[str, float]]:
    """measure -> kind -> bound, of the file or of a section of it ("research.both"). AnnotationError names the place."""
    try:
        table: Any = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(str(path), "", f"can't be read: {reason(error)}") from error
    except tomllib.TOMLDecodeError as error:
        raise AnnotationError(str(path), "", f"is no TOML: {error}") from error
    for name in section.split(".") if section else ():
        table = table.get(name) if isinstance(table, dict) else None
    if not isinstance(table, dict):
        raise AnnotationError(str(path), "", f"has no section [{section}]")
    if not table:
        raise AnnotationError(str(path), "", "holds no floors")
    for measure, kinds in table.items():
        where = f"[{'.'.join(filter(None, (section, measure)))}]"
        if measure not in _MEASURES:
            raise AnnotationError(str(path), where, f"is no measure; known: {', '.join(_MEASURES)}")
        for kind, bound in kinds.items() if isinstance(kinds, dict) else [("", None)]:
            if not isinstance(bound, int | float) or isinstance(bound, bool):
                raise AnnotationError(str(path), where, f"{kind!r} must be a number")
    return table


def measure(found: Evaluation, floors: Mapping[str, Mapping[str, float]], path: Path) -> tuple[Floor, ...]:
    """Every floor with what was reached. AnnotationError: a kind or count that there is not."""
    return tuple(_measured(found, floors, path))


def _measured(found: Evaluation, floors: Mapping[str, Mapping[str, float]], path: Path) -> Iterator[Floor]:
    rates = {score.kind: score.rates._asdict() for score in found.scores}
    counts: Mapping[str, float] = vars(found.checks)
    for name, kinds in floors.items():
        known = counts if name in (_MOST, _LEAST) else rates
        for kind, bound in kinds.items():
            if kind not in known:
                raise AnnotationError(str(path), name, f"there is no {kind!r}; known: {', '.join(known)}")
            yield Floor(name, kind, counts[kind] if known is counts else rates[kind][name], bound)
