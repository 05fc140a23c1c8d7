"""Where communities and nodes stand: discs in discs without overlap, nodes in their disc. Computed once, the same each time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wpkgraph.explorer.communities import Group

SPACE = 14.0  # of a node: a disc of n nodes has about n * pi * SPACE ** 2 of area
# Tighter in communities of other kinds: nodes without a link are small, and so are groups of a few nodes.
SPACES = {"lone": 8.0, "bundle": 9.0}
_EDGE = 8.0  # from the outermost node or disc to the rim of the disc around it
_GAP = 10.0  # between discs; in rings half of it
_MANY = 8  # discs that nothing pulls together stand in rings if there are more
_WIDE = 1.3  # the whole is drawn that much wider than high, as screens are
_GOLDEN = math.pi * (3 - math.sqrt(5))
_TURNS = tuple(math.pi * step / 6 for step in (0, 1, -1, 2, -2, 3, -3, 4, -4, 6))

Weights = Mapping[tuple[int, int], int]
Point = tuple[float, float]


class Disc(NamedTuple):
    """A circle."""

    x: float
    y: float
    r: float


def leaf(
    members: Sequence[int], near: Mapping[int, Sequence[int]], space: float = SPACE
) -> tuple[dict[int, Point], float]:
    """Places around (0, 0) for the nodes of a community, and its radius.

    near   node -> its neighbours
    space  how much room a node has

    The first node stands in the middle. Places lie on a sunflower spiral (Vogel, 1979) and are given away from the inside,
    in the order of steps from the middle; of those given at once each node takes the one towards its neighbour further in.
    """
    count = len(members)
    spots = [(space * math.sqrt(i + 1), i * _GOLDEN % math.tau) for i in range(1, count)]
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
    return placed, space * math.sqrt(count) + _EDGE


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


def pack(radii: Sequence[float], weights: Weights, wide: float = 1.0) -> tuple[list[Disc], float]:
    """Discs around (0, 0) that do not touch, and the radius that holds them all.

    weights  (a, b) with a < b -> how strongly two of them pull together; without any they stand in rings
    wide     how much more readily they spread sideways than upwards

    Each disc in turn is put beside one that stands already, where it is nearest to those that it is linked to.
    """
    placed = _rings_of(radii) if not weights and len(radii) > _MANY else _pulled(radii, weights, wide)
    if not placed:
        return [], 0.0
    x, y = _centre(placed)
    moved = [Disc(disc.x - x, disc.y - y, disc.r) for disc in placed]
    return moved, max(math.hypot(disc.x, disc.y) + disc.r for disc in moved) + _EDGE


def _centre(placed: Sequence[Disc]) -> Point:
    """About the middle of the smallest circle around all (Badoiu and Clarkson, 2003: step towards the farthest, ever less)."""
    x, y = _middle([(disc, disc.r**2) for disc in placed])
    for step in range(1, 60):
        far = max(placed, key=lambda disc: math.hypot(disc.x - x, disc.y - y) + disc.r)
        away = math.hypot(far.x - x, far.y - y) or 1.0
        reach = (away + far.r) / away  # the farthest point of that disc
        x, y = x + (far.x - x) * reach / (step + 1), y + (far.y - y) * reach / (step + 1)
    return x, y


def _rings_of(radii: Sequence[float]) -> list[Disc]:
    """Discs that nothing pulls together: the largest in the middle, the others in rings around it."""
    order = sorted(range(len(radii)), key=lambda number: (-radii[number], number))
    out = {order[0]: Disc(0.0, 0.0, radii[order[0]])}
    rest, rim = order[1:], radii[order[0]]
    while rest:
        widest = radii[rest[0]]
        away = rim + _GAP / 2 + widest
        turns = [2 * math.asin((radii[number] + _GAP / 4) / away) for number in rest]
        fits = 1
        while fits < len(rest) and sum(turns[: fits + 1]) <= math.tau:
            fits += 1
        loose = (math.tau - sum(turns[:fits])) / fits
        angle = 0.0
        for number, turn in zip(rest[:fits], turns, strict=False):
            angle += turn / 2
            out[number] = Disc(away * math.cos(angle), away * math.sin(angle), radii[number])
            angle += turn / 2 + loose
        rest, rim = rest[fits:], away + widest
    return [out[number] for number in range(len(radii))]


def _pulled(radii: Sequence[float], weights: Weights, wide: float) -> list[Disc]:
    pulls: dict[int, list[tuple[int, int]]] = {}
    for (a, b), weight in weights.items():
        pulls.setdefault(a, []).append((b, weight))
        pulls.setdefault(b, []).append((a, weight))
    placed: list[Disc] = []
    for number, r in enumerate(radii):
        tied = [(placed[other], weight) for other, weight in sorted(pulls.get(number, ())) if other < number]
        middle = _middle([(disc, disc.r**2) for disc in placed])
        near = _middle(tied) if tied else middle
        # Half towards its links, half towards the middle of all: the whole stays round.
        placed.append(_beside(placed, r, ((near[0] + middle[0]) / 2, (near[1] + middle[1]) / 2), wide))
    return placed


def _middle(tied: Sequence[tuple[Disc, float]]) -> Point:
    total = sum(weight for _, weight in tied) or 1.0
    return sum(disc.x * w for disc, w in tied) / total, sum(disc.y * w for disc, w in tied) / total


def _beside(placed: Sequence[Disc], r: float, wanted: Point, wide: float) -> Disc:
    """A disc of radius r that touches none of those placed, as near to the wanted point as the tried places allow."""
    if not placed:
        return Disc(0.0, 0.0, r)
    tries = []
    for disc in placed:
        away = disc.r + r + _GAP
        towards = math.atan2(wanted[1] - disc.y, wanted[0] - disc.x)
        for turn in _TURNS:
            x, y = disc.x + away * math.cos(towards + turn), disc.y + away * math.sin(towards + turn)
            tries.append((math.hypot(x - wanted[0], (y - wanted[1]) * wide), x, y))
    blocked = placed[-1]
    for _, x, y in sorted(tries):
        if _touch(blocked, x, y, r):  # neighbouring tries are mostly blocked by the same disc
            continue
        found = next((disc for disc in placed if _touch(disc, x, y, r)), None)
        if found is None:
            return Disc(x, y, r)
        blocked = found
    far = max(math.hypot(disc.x, disc.y) + disc.r for disc in placed)  # beyond all of them: always free
    return Disc(far + r + _GAP, 0.0, r)


def _touch(disc: Disc, x: float, y: float, r: float) -> bool:
    return math.hypot(x - disc.x, y - disc.y) < r + disc.r + _GAP * 0.9


def place(groups: Sequence[Group], near: Mapping[int, Sequence[int]]) -> tuple[dict[int, Point], dict[int, Disc]]:
    """Where each node and each community stands; communities by id(), as they are no values to compare."""
    nodes: dict[int, Point] = {}
    discs: dict[int, Disc] = {}
    whole = Group("", tuple(node for group in groups for node in group.members), tuple(groups))
    _place(whole, near, nodes, discs, _WIDE)
    _shift(whole, (0.0, 0.0), nodes, discs)
    return nodes, discs


def _place(
    group: Group,
    near: Mapping[int, Sequence[int]],
    nodes: dict[int, Point],
    discs: dict[int, Disc],
    wide: float = 1.0,
    above: str = "",
) -> None:
    """Everything inside a community, around its own middle. `above`: the kind of the community around it."""
    if not group.children:
        space = SPACES.get(group.kind, SPACES.get(above, SPACE))
        spots, r = leaf(group.members, near, space) if group.members else ({}, 0.0)
        nodes.update(spots)
    else:
        for child in group.children:
            _place(child, near, nodes, discs, above=group.kind)
        inner, r = pack([discs[id(child)].r for child in group.children], between(group.children, near), wide)
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
