"""Two ways to read a name side by side: is there a common reading, syllable by syllable, and what does it leave open?"""

from __future__ import annotations

from typing import NamedTuple

from wpkgraph.knowledge.hangul import decompose
from wpkgraph.knowledge.romanisation import System
from wpkgraph.names.lattice import Edge, Readings
from wpkgraph.names.orders import Order, cuts, only

SAME, OPEN = 2, 1


class Step(NamedTuple):
    """One syllable of both names: spellings, the Korean syllables they share, SAME or OPEN, what is left open."""

    a: str
    b: str
    shared: tuple[str, ...]
    grade: int
    cause: str = ""


class Common(NamedTuple):
    """A common reading. The grade is the lowest of the steps'."""

    grade: int
    steps: tuple[Step, ...]


def common(a: Order, b: Order, allowed: System | None = None) -> Common | None:
    """The best common reading of two names, or None; readings count in the systems `allowed` (default: as they show)."""
    allowed = allowed or _allowed(a, b)
    steps: tuple[Step, ...] = ()
    if a.surname and b.surname:
        first = _step(
            (a.surname.spelling, a.surname.readings), (b.surname.spelling, b.surname.readings), (a, b), allowed
        )
        if first is None:
            return None
        steps = (first,)
    rest = _walk(a, b, allowed)
    if rest is None:
        return None
    steps += rest.steps
    if min(step.grade for step in steps) == SAME and _cut_differs(a, b, len(rest.steps)):
        steps = (*steps[:-1], steps[-1]._replace(grade=OPEN, cause="cut"))
    return Common(min(step.grade for step in steps), steps)


def _allowed(a: Order, b: Order) -> System:
    """The systems whose readings count: one that both names show; otherwise any."""
    if a.shown and a.shown == b.shown:
        return System.LOOSE if a.shown == System.DPRK else a.shown
    return System.MIXED


def _walk(a: Order, b: Order, allowed: System) -> Common | None:
    """The best way through both lattices at once, from the end backwards."""
    one, two = a.given, b.given
    ends = (len(one.letters), len(two.letters))
    best: dict[tuple[int, int], Common] = {ends: Common(SAME, ())}
    for i in range(ends[0] - 1, -1, -1):
        for j in range(ends[1] - 1, -1, -1):
            for x in one.edges[i]:
                for y in two.edges[j]:
                    after = best.get((x.end, y.end))
                    if after is None:
                        continue
                    step = _syllable(x, y, (a, b), allowed)
                    if step is None:
                        continue
                    found = Common(min(step.grade, after.grade), (step, *after.steps))
                    if (i, j) not in best or _better(found, best[i, j]):
                        best[i, j] = found
    return best.get((0, 0))


def _better(one: Common, two: Common) -> bool:
    """The higher grade is better, then fewer syllables."""
    return (one.grade, -len(one.steps)) > (two.grade, -len(two.steps))


def _syllable(x: Edge, y: Edge, orders: tuple[Order, Order], allowed: System) -> Step | None:
    step = _step((x.spelling, x.readings), (y.spelling, y.readings), orders, allowed)
    if step and step.grade == SAME and not (x.natural and y.natural):
        return step._replace(grade=OPEN, cause="cut")
    return step


def _step(
    x: tuple[str, Readings], y: tuple[str, Readings], orders: tuple[Order, Order], allowed: System
) -> Step | None:
    """Two syllables side by side; None if nothing is common to them."""
    a, b = orders
    shared = tuple(h for h in x[1] if x[1][h] & allowed and y[1].get(h, System(0)) & allowed)
    if not shared:
        return None
    if x[0] == y[0] and a.strict & b.strict:
        return Step(x[0], y[0], shared, SAME)
    one, two = only(x[1], a.strict), only(y[1], b.strict)
    if set(one) == set(two):
        return Step(x[0], y[0], tuple(one), SAME)
    return Step(x[0], y[0], shared, OPEN, _open(one, two))


def _direct(readings: Readings) -> set[str]:
    """The readings that take the letters as they stand."""
    return {h for h, systems in readings.items() if not systems & System.CHANGED}


def _open(one: Readings, two: Readings) -> str:
    """What two spellings leave open: as the letters stand, if that has a reading in common; else with changes of sound."""
    plain, other = _direct(one), _direct(two)
    if plain & other and plain != other:
        return _cause(plain, other)
    return _cause(set(one), set(two))


def _cause(one: set[str], two: set[str]) -> str:
    """What is left open, by where the readings differ."""
    parts = [tuple({decompose(h[0])[k] for h in side} for k in range(3)) for side in (one, two)]
    (onsets, vowels, codas), (others, vowels2, codas2) = parts
    differing = onsets ^ others
    if codas != codas2:
        return "assimilation"
    if differing & set("ㄹㄴㅇ"):
        return "initial"
    if differing:
        return "consonant"
    if vowels != vowels2:
        return "vowel"
    return "syllable"


def _cut_differs(a: Order, b: Order, count: int) -> bool:
    """Whether letters may be cut in another way than the common reading does, and their writers have not cut them alike."""
    if a.given.letters == b.given.letters and a.given.cuts == b.given.cuts:
        return False
    return any(cuts(order.given, order.strict, natural=True) != (count, 1) for order in (a, b))
