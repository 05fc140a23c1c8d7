"""The first view: what is drawn before anything else is unpacked, and never more than DRAWN nodes."""

from __future__ import annotations

from collections.abc import Sequence

from wpkgraph.explorer.tables import Community, Edge, Line, Node, Spot

DRAWN = 2000  # nodes and outermost communities together
LINES = 4000


def spots(nodes: Sequence[Node], communities: Sequence[Community], limit: int = DRAWN) -> list[Spot]:
    """The nodes of the first view in the order of their weight; any beginning of it is a fair picture of the whole.

    Outermost communities take turns, larger ones more often (by the root of their size), each with its heaviest nodes
    first. Nodes without an edge are in their communities only.
    """
    outer = [row for row in communities if row.level == 0]
    ranked = []
    for number, row in enumerate(outer):
        if row.kind == "lone":
            continue
        members = sorted(range(row.first, row.last), key=lambda node: (-nodes[node].degree, node))
        root = len(members) ** 0.5
        ranked += [((turn + 0.5) / root, number, node) for turn, node in enumerate(members)]
    chosen = [node for *_, node in sorted(ranked)[: max(0, limit - len(outer))]]
    return [_spot(node, nodes[node]) for node in chosen]


def _spot(number: int, node: Node) -> Spot:
    return Spot(number, node.label, node.cls, node.community, node.x, node.y, node.size)


def lines(shown: Sequence[Spot], edges: Sequence[Edge], limit: int = LINES) -> list[Line]:
    """One line for each pair of shown nodes with an edge; those between the heaviest nodes first."""
    rank = {spot.id: number for number, spot in enumerate(shown)}
    found: dict[tuple[int, int], list[int]] = {}
    for number, edge in enumerate(edges):
        if edge.source in rank and edge.target in rank and edge.source != edge.target:
            low, high = sorted((rank[edge.source], rank[edge.target]))
            found.setdefault((high, low), []).append(number)
    ordered = sorted(found.items())[:limit]
    return [
        Line(rank[edges[numbers[0]].source], rank[edges[numbers[0]].target], numbers[0], len(numbers))
        for _, numbers in ordered
    ]
