"""Passages of two texts beside one another, found by dynamic programming.

Two translations of one text share no wording, but names, numbers, ideas, roots of words and their order. A pair of
passages is scored by those, rare ones counting more; one passage may answer to two. From all pairs worth a look the
chain is chosen that keeps the order of both texts and shares most, in O(n log n) of the pairs: long texts need no band.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from wpkgraph.texts.passages import Passage

LIKE = 0.22  # the likeness from which one passage answers to another
_PART = 0.25  # of its weight, what each of two passages must add to the likeness of the one that answers to both
_NEAR = 2  # passages before and after the place of like proportion that are always looked at
_BEST = 6  # other passages that one is compared with: those that share most rare features
_COMMON = 40  # a feature of more passages than that points to none of them
_IDEA = 1.5  # a thing that both texts name weighs more than a word


@dataclass(frozen=True, slots=True)
class Pair:
    """Passages left[a:b] answer to right[c:d]; one side is empty where the other text has nothing like it (score 0)."""

    left: tuple[int, int]
    right: tuple[int, int]
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Alignment:
    """All passages of both texts in order, and how close the texts are.

    closeness  the weight of what aligned passages share in the weight of both texts, from 0 to 1
    contained  the same in the weight of the lighter text: near 1 if the other text only adds
    """

    pairs: tuple[Pair, ...]
    closeness: float
    contained: float


class _Bag(NamedTuple):
    """The features of one or two passages with their weight, and the place of each feature that they have once."""

    counts: Counter[str]
    mass: float
    once: dict[str, int]


class _Side:
    """The passages of one text as bags of features."""

    def __init__(self, passages: Sequence[Passage], weight: dict[str, float]) -> None:
        self.weight = weight
        self.size = len(passages)
        self._order = [p.features for p in passages]
        self._bags: dict[tuple[int, int], _Bag] = {}

    def bag(self, start: int, end: int) -> _Bag:
        """The features of passages[start:end]."""
        made = self._bags.get((start, end))
        if made is None:
            order = [f for i in range(start, end) for f in self._order[i]]
            counts = Counter(order)
            mass = math.fsum(self.weight[f] for f in order)
            made = _Bag(counts, mass, {f: n for n, f in enumerate(order) if counts[f] == 1})
            self._bags[start, end] = made
        return made

    @property
    def mass(self) -> float:
        """The weight of the whole text."""
        return math.fsum(self.bag(i, i + 1).mass for i in range(self.size))


class _Link(NamedTuple):
    """A pair in the making: left[a0:a1] and right[b0:b1], its likeness, and the weight that it shares."""

    a0: int
    a1: int
    b0: int
    b1: int
    score: float
    shared: float


def align(left: Sequence[Passage], right: Sequence[Passage]) -> Alignment:
    """The passages of two texts beside one another."""
    weight = _weights(left, right)
    a, b = _Side(left, weight), _Side(right, weight)
    chain = _chain(_links(a, b))
    shared = math.fsum(link.shared for link in chain)
    pairs = tuple(_filled(chain, a.size, b.size))
    both, lighter = a.mass + b.mass, min(a.mass, b.mass)
    return Alignment(pairs, 2 * shared / both if both else 0.0, shared / lighter if lighter else 0.0)


def _weights(left: Sequence[Passage], right: Sequence[Passage]) -> dict[str, float]:
    """What a feature weighs: the fewer passages of both texts have it, the more."""
    spread = Counter(f for p in (*left, *right) for f in sorted(set(p.features)))
    total = len(left) + len(right)
    return {f: math.log(1 + total / n) ** 2 * (_IDEA if ":" in f else 1.0) for f, n in spread.items()}


def _links(a: _Side, b: _Side) -> list[_Link]:
    """The pairs that are like enough, one passage to one first, then one to two around those."""
    found: dict[tuple[int, int, int, int], _Link] = {}
    for i, j in sorted(_meetings(a, b)):
        link = _link(a, b, (i, i + 1), (j, j + 1))
        if link.score < LIKE / 2:
            continue
        for x, y in _around(i, j, a.size, b.size):
            if (*x, *y) not in found:
                found[(*x, *y)] = _link(a, b, x, y)
        found[i, i + 1, j, j + 1] = link
    return [link for _, link in sorted(found.items()) if link.score >= LIKE and _each_has_part(a, b, link)]


def _around(i: int, j: int, width: int, height: int) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """One passage and two neighbours, for each way that i and j can be among them."""
    for k in (i - 1, i):
        if 0 <= k < width - 1:
            yield (k, k + 2), (j, j + 1)
    for k in (j - 1, j):
        if 0 <= k < height - 1:
            yield (i, i + 1), (k, k + 2)


def _each_has_part(a: _Side, b: _Side, link: _Link) -> bool:
    """Whether each of two passages adds its share to what the other one has in common with the one beside them."""
    at, to = (link.a0, link.a1), (link.b0, link.b1)
    if at[1] - at[0] == 2:
        alone = [(a.bag(k, k + 1), _link(a, b, (k, k + 1), to)) for k in range(*at)]
    elif to[1] - to[0] == 2:
        alone = [(b.bag(k, k + 1), _link(a, b, at, (k, k + 1))) for k in range(*to)]
    else:
        return True
    (first, of_first), (second, of_second) = alone
    return link.shared - of_second.shared >= _PART * first.mass and link.shared - of_first.shared >= _PART * second.mass


def _meetings(a: _Side, b: _Side) -> set[tuple[int, int]]:
    """The pairs of passages worth a look: those that share most rare features, and those at one place of the texts."""
    where: dict[str, list[int]] = {}
    for j in range(b.size):
        for f in b.bag(j, j + 1).counts:
            where.setdefault(f, []).append(j)
    found = set()
    for i in range(a.size):
        shared: dict[int, float] = {}
        for f in a.bag(i, i + 1).counts:
            places = where.get(f, ())
            if len(places) <= _COMMON:
                for j in places:
                    shared[j] = shared.get(j, 0.0) + a.weight[f]
        best = sorted(shared, key=lambda j: (-shared[j], j))[:_BEST]
        near = round(i * b.size / a.size)
        found |= {(i, j) for j in (*best, *range(max(0, near - _NEAR), min(b.size, near + _NEAR + 1)))}
    return found


def _link(a: _Side, b: _Side, at: tuple[int, int], to: tuple[int, int]) -> _Link:
    """How like two stretches are: the weight of shared features in that of all (Dice), less where their order differs."""
    x, y = a.bag(*at), b.bag(*to)
    small, large = (x, y) if len(x.counts) <= len(y.counts) else (y, x)
    common = [a.weight[f] * min(n, large.counts[f]) for f, n in small.counts.items() if f in large.counts]
    shared = math.fsum(common) * (0.85 + 0.15 * _order(x, y))
    both = x.mass + y.mass
    return _Link(*at, *to, 2 * shared / both if both else 0.0, shared)


def _order(x: _Bag, y: _Bag) -> float:
    """How far the features that each side has once come in the same order: the longest run in order, as a share."""
    places = [y.once[f] for f in x.once if f in y.once]
    if len(places) < 2:
        return 1.0
    tails: list[int] = []
    for place in places:
        k = bisect_left(tails, place)
        tails[k : k + 1] = [place]
    return (len(tails) - 1) / (len(places) - 1)


class _Best:
    """The best chain that ends at or before a place of the right text (a Fenwick tree of maxima)."""

    def __init__(self, places: int) -> None:
        self._tree = [(0.0, 0)] * (places + 1)

    def upto(self, place: int) -> tuple[float, int]:
        """(what the chain shares, minus the number of its last link less one)."""
        out = (0.0, 0)
        while place > 0:
            out = max(out, self._tree[place])
            place -= place & -place
        return out

    def put(self, place: int, found: tuple[float, int]) -> None:
        """Note a chain that ends before `place`, which counts from 1."""
        while place < len(self._tree):
            self._tree[place] = max(self._tree[place], found)
            place += place & -place


def _chain(links: Sequence[_Link]) -> list[_Link]:
    """The links that share most, each wholly behind the one before it in both texts. `links` are sorted."""
    best = _Best(max((link.b1 for link in links), default=0))
    ended = iter(sorted(range(len(links)), key=lambda k: (links[k].a1, k)))
    waiting = next(ended, None)
    total, before = [0.0] * len(links), [-1] * len(links)
    for k, link in enumerate(links):
        while waiting is not None and links[waiting].a1 <= link.a0:
            best.put(links[waiting].b1, (total[waiting], -waiting - 1))
            waiting = next(ended, None)
        sofar, last = best.upto(link.b0)
        total[k], before[k] = sofar + link.shared, -last - 1
    at = max(range(len(links)), key=lambda k: (total[k], -k), default=-1)
    out = []
    while at >= 0:
        out.append(links[at])
        at = before[at]
    return out[::-1]


def _filled(chain: Sequence[_Link], left: int, right: int) -> Iterator[Pair]:
    """The chain with the passages between its links, which only one text has."""
    i = j = 0
    for link in (*chain, None):
        a0, b0 = (link.a0, link.b0) if link else (left, right)
        yield from (Pair((k, k + 1), (j, j)) for k in range(i, a0))
        yield from (Pair((a0, a0), (k, k + 1)) for k in range(j, b0))
        if link:
            yield Pair((link.a0, link.a1), (link.b0, link.b1), link.score)
            i, j = link.a1, link.b1
