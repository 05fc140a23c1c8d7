"""Where communities and nodes stand: discs in discs without overlap, nodes in their disc. Computed once, the same each time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wpkgraph.explorer.communities import Group

SPACE = 14.0  # of a node: a disc of n nodes has about n * pi * SPACE ** 2 of area
_MARGIN = 12.0
_GOLDEN = math.pi * (3 - math.sqrt(5))
_TURNS = tuple(math.pi * step / 6 for step in (0, 1, -1, 2, -2, 3, -3, 4, -4, 6))

Weights = Mapping[tuple[int, int], int]
Point = tuple[float, float]


class Disc(NamedTuple):
    """A circle."""

    x: float
    y: float
    r: float


def leaf(members: Sequence[int], near: Mapping[int, Sequence[int]]) -> tuple[dict[int, Point], float]:
    """Places around (0, 0) for the nodes of a community, and its radius.

    near  node -> its neighbours

    The first node stands in the middle. Places lie on a sunflower spiral (Vogel, 1979) and are given away from the inside,
    in the order of steps from the middle; of those given at once each node takes the one towards its neighbour further in.
    """
    count = len(members)
    spots = [(SPACE * math.sqrt(i + 1), i * _GOLDEN % math.tau) for i in range(1, count)]
    placed = {members[0]: (0.0, 0.0)}
    turned: dict[int, float] = {}
    at = 0
    for ring in _rings(members, near):
        chosen = sorted(spots[at : at + len(ring)], key=lambda spot: spot[1])
        at += len(ring)
        # Children of one node stand side by side, in the direction of that node.
        ordered = sorted(ring, key=lambda pair: (turned.get(pair[1], 0.0), pair[1]))
        for (node, _), (r, angle) in zip(ordered, chosen, strict=True):
            turned[node] = angle
            placed[node] = (r * math.cos(angle), r * math.sin(angle))
    return placed, SPACE * math.sqrt(count + 1) + _MARGIN


def _rings(members: Sequence[int], near: Mapping[int, Sequence[int]]) -> list[list[tuple[int, int]]]:
    """The nodes but for the first, step by step from it, each with the node that led there; what nothing leads to is last."""
    waiting = set(members[1:])
    ring, out = [members[0]], []
    while ring:
        found = []
        for node in ring:
            for other in near.get(node, ()):
                if other in waiting:
                    waiting.discard(other)
                    found.append((other, node))
        if found:
            out.append(found)
        ring = [node for node, _ in found]
    if waiting:
        out.append([(node, members[0]) for node in members if node in waiting])
    return out


def pack(radii: Sequence[float], weights: Weights) -> tuple[list[Disc], float]:
    """Discs around (0, 0) that do not touch, and the radius that holds them all.

    weights  (a, b) with a < b -> how strongly two of them pull together

    Each disc in turn is put beside one that stands already, where it is nearest to those that it is linked to.
    """
    pulls: dict[int, list[tuple[int, int]]] = {}
    for (a, b), weight in weights.items():
        pulls.setdefault(a, []).append((b, weight))
        pulls.setdefault(b, []).append((a, weight))
    placed: list[Disc] = []
    for number, r in enumerate(radii):
        tied = [(placed[other], weight) for other, weight in sorted(pulls.get(number, ())) if other < number]
        placed.append(_beside(placed, r, _middle(tied)))
    if not placed:
        return [], 0.0
    x, y = _middle([(disc, disc.r**2) for disc in placed])
    moved = [Disc(disc.x - x, disc.y - y, disc.r) for disc in placed]
    return moved, max(math.hypot(disc.x, disc.y) + disc.r for disc in moved) + _MARGIN


def _middle(tied: Sequence[tuple[Disc, float]]) -> Point:
    total = sum(weight for _, weight in tied) or 1.0
    return sum(disc.x * w for disc, w in tied) / total, sum(disc.y * w for disc, w in tied) / total


def _beside(placed: Sequence[Disc], r: float, wanted: Point) -> Disc:
    """A disc of radius r that touches none of those placed, as near to the wanted point as the tried places allow."""
    if not placed:
        return Disc(0.0, 0.0, r)
    tries = []
    for disc in placed:
        away = disc.r + r + _MARGIN
        towards = math.atan2(wanted[1] - disc.y, wanted[0] - disc.x)
        for turn in _TURNS:
            x, y = disc.x + away * math.cos(towards + turn), disc.y + away * math.sin(towards + turn)
            tries.append((math.hypot(x - wanted[0], y - wanted[1]), x, y))
    for _, x, y in sorted(tries):
        if all(math.hypot(x - other.x, y - other.y) > r + other.r + _MARGIN / 2 for other in placed):
            return Disc(x, y, r)
    far = max(math.hypot(disc.x, disc.y) + disc.r for disc in placed)  # beyond all of them: always free
    return Disc(far + r + _MARGIN, 0.0, r)


def place(groups: Sequence[Group], near: Mapping[int, Sequence[int]]) -> tuple[dict[int, Point], dict[int, Disc]]:
    """Where each node and each community stands; communities by id(), as they are no values to compare."""
    nodes: dict[int, Point] = {}
    discs: dict[int, Disc] = {}
    whole = Group("", tuple(node for group in groups for node in group.members), tuple(groups))
    _place(whole, near, nodes, discs)
    _shift(whole, (0.0, 0.0), nodes, discs)
    return nodes, discs


def _place(
    group: Group, near: Mapping[int, Sequence[int]], nodes: dict[int, Point], discs: dict[int, Disc]
) -> None:
    """Everything inside a community, around its own middle."""
    if not group.children:
        spots, r = leaf(group.members, near) if group.members else ({}, 0.0)
        nodes.update(spots)
    else:
        for child in group.children:
            _place(child, near, nodes, discs)
        inner, r = pack([discs[id(child)].r for child in group.children], between(group.children, near))
        for child, disc in zip(group.children, inner, strict=True):
            discs[id(child)] = disc
    discs[id(group)] = Disc(0.0, 0.0, r)


def _shift(group: Group, by: Point, nodes: dict[int, Point], discs: dict[int, Disc]) -> None:
    """What stands around a community's middle, around the middle of the page."""
    x, y, r = discs[id(group)]
    x, y = x + by[0], y + by[1]
    discs[id(group)] = Disc(x, y, r)
    for child in group.children:
        _shift(child, (x, y), nodes, discs)
    if not group.children:
        for node in group.members:
            nodes[node] = (nodes[node][0] + x, nodes[node][1] + y)


def between(groups: Sequence[Group], near: Mapping[int, Sequence[int]]) -> dict[tuple[int, int], int]:
    """How many links lead from one of the groups to another: (a, b) with a < b, by their places in the list."""
    of = {node: number for number, group in enumerate(groups) for node in group.members}
    out: dict[tuple[int, int], int] = {}
    for node, a in of.items():
        for other in near.get(node, ()):
            b = of.get(other, -1)
            if b > a:
                out[a, b] = out.get((a, b), 0) + 1
    return out
