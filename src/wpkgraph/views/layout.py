"""Where the nodes of a drawing stand: computed once, the same for the same network, without any other library."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Point = tuple[int, int]
_GOLDEN = math.pi * (3 - math.sqrt(5))


def layout(
    nodes: Sequence[str], edges: Sequence[tuple[str, str]], *, distance: float = 150.0, rounds: int = 60
) -> dict[str, Point]:
    """Integer positions in pixels for the nodes; linked nodes are drawn near each other, others apart.

    nodes     in the order of their weight: the first begin in the middle
    distance  how far linked nodes want to stand from each other

    Nodes begin on a sunflower spiral (Vogel, 1979) and are moved by springs along edges and by a push between nodes
    closer than twice the distance, found through a grid, so that the cost grows with the nodes and not their square.
    """
    order = {node: i for i, node in enumerate(nodes)}
    x = [distance * math.sqrt(i) * math.cos(i * _GOLDEN) for i in range(len(nodes))]
    y = [distance * math.sqrt(i) * math.sin(i * _GOLDEN) for i in range(len(nodes))]
    known = [(order[a], order[b]) for a, b in edges if a in order and b in order and a != b]
    links = sorted({(min(pair), max(pair)) for pair in known})
    degree = [0] * len(nodes)
    for a, b in links:
        degree[a] += 1
        degree[b] += 1
    for step in range(rounds):
        heat = distance * (1 - step / rounds) * 0.5
        push = _pushes(x, y, distance)
        _pulls(push, x, y, links, degree, distance)
        for i, (dx, dy) in enumerate(push):
            length = math.hypot(dx, dy)
            scale = min(length, heat) / (length or 1.0)
            # A slight drift to the middle keeps parts that hang on nothing in view.
            x[i] = (x[i] + dx * scale) * 0.998
            y[i] = (y[i] + dy * scale) * 0.998
    return {node: (round(x[i]), round(y[i])) for node, i in order.items()}


def _pulls(
    push: list[list[float]],
    x: list[float],
    y: list[float],
    links: Sequence[tuple[int, int]],
    degree: list[int],
    distance: float,
) -> None:
    """Add what the springs along the links do; the more links a node has, the less each of them moves it."""
    for a, b in links:
        dx, dy = x[b] - x[a], y[b] - y[a]
        pull = (math.hypot(dx, dy) - distance) / (math.hypot(dx, dy) or 1.0)
        push[a][0] += dx * pull / (degree[a] + 1)
        push[a][1] += dy * pull / (degree[a] + 1)
        push[b][0] -= dx * pull / (degree[b] + 1)
        push[b][1] -= dy * pull / (degree[b] + 1)


def _pushes(x: list[float], y: list[float], distance: float) -> list[list[float]]:
    """For each node the sum of the pushes of its near neighbours."""
    size = 2 * distance
    cells: dict[tuple[int, int], list[int]] = {}
    for i, (a, b) in enumerate(zip(x, y, strict=True)):
        cells.setdefault((math.floor(a / size), math.floor(b / size)), []).append(i)
    out = [[0.0, 0.0] for _ in x]
    for (column, row), members in cells.items():
        near = [j for dc in (-1, 0, 1) for dr in (-1, 0, 1) for j in cells.get((column + dc, row + dr), ())]
        for i in members:
            for j in near:
                if j <= i:
                    continue
                # Two nodes on one spot are parted along a line of their own.
                dx, dy = x[i] - x[j] or 0.01 * (i - j), y[i] - y[j]
                square = dx * dx + dy * dy
                if square < size * size:
                    length = math.sqrt(square)
                    force = (size - length) / length / 4
                    out[i][0] += dx * force
                    out[i][1] += dy * force
                    out[j][0] -= dx * force
                    out[j][1] -= dy * force
    return out


def heaviest(degree: Mapping[str, int], label: Mapping[str, str], limit: int) -> list[str]:
    """The nodes with most edges, ties by label and IRI; nodes without an edge come last."""
    return sorted(degree, key=lambda node: (-degree[node], label.get(node, ""), node))[:limit]
