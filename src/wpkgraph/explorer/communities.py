"""Communities of a network as a tree: those that are too large hold smaller ones, those that are too small are bundled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

LEAF = 150  # nodes that a community holds before it is looked into for smaller ones
LARGEST = 400  # nodes that stand in one community without being parted
CHILDREN = 160
FEW = 40  # communities that stand beside each other without being bundled, however small
SMALL = 8  # else those of fewer nodes are
_SEED = 20210406

Links = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Group:
    """A community: its nodes in the order in which they are numbered, and the communities in it (none: a leaf).

    kind  as of tables.Community; name  a label, where it does not come from the nodes
    """

    kind: str
    members: tuple[int, ...]
    children: tuple[Group, ...] = field(default=())
    name: str = ""


def tree(degrees: Sequence[int], links: Links, lone: Mapping[str, Sequence[int]]) -> list[Group]:
    """The outermost communities: those found by links, the largest first, then those of nodes without any.

    degrees  of each node, counted from 0
    links    pairs of nodes; one that is given twice counts twice
    lone     name -> nodes without a link, in their order

    The same input gives the same tree: nodes are numbers and the search has a seed (Blondel et al., 2008, as networkx has it).
    """
    linked = [node for node, degree in enumerate(degrees) if degree]
    weights: dict[tuple[int, int], int] = {}
    for a, b in links:
        if a != b:
            pair = (min(a, b), max(a, b))
            weights[pair] = weights.get(pair, 0) + 1
    graph = _graph(linked, weights)
    found = _bundled(_parted(graph, linked, degrees))
    return found + [_alone(name, tuple(nodes)) for name, nodes in lone.items() if nodes]


def _graph(nodes: Sequence[int], weights: Mapping[tuple[int, int], int]) -> nx.Graph[int]:
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in sorted(weights.items()))
    return graph


def _parted(graph: nx.Graph[int], nodes: Sequence[int], degrees: Sequence[int]) -> list[Group]:
    """The communities of some nodes, each looked into again if it is too large."""
    from networkx.algorithms.community import louvain_communities

    if not nodes:
        return []
    part = _graph(nodes, {(a, b): data["weight"] for a, b, data in graph.subgraph(nodes).edges(data=True)})
    found = [sorted(group) for group in louvain_communities(part, seed=_SEED)]
    out = []
    for members in sorted(found, key=lambda group: (-len(group), group)):
        inner: list[Group] = []
        if LEAF < len(members) < len(nodes):
            inner = _parted(part, members, degrees)
        if len(inner) > 1:
            out.append(_joined("linked", _bundled(inner)))
        else:
            out.append(_leaf(members, degrees))
    return out


def _leaf(members: Sequence[int], degrees: Sequence[int]) -> Group:
    """A community without smaller ones, the heaviest node first; parted by weight if there are too many."""
    ordered = tuple(sorted(members, key=lambda node: (-degrees[node], node)))
    if len(ordered) <= LARGEST:
        return Group("linked", ordered)
    runs = [ordered[i : i + LARGEST] for i in range(0, len(ordered), LARGEST)]
    return _joined("linked", [Group("linked", run) for run in runs])


def _bundled(groups: list[Group]) -> list[Group]:
    """The groups with the small ones put together at the end, if there are many, so that there are at most CHILDREN."""
    if len(groups) <= FEW:
        return groups
    large = [group for group in groups if len(group.members) >= SMALL][: CHILDREN - 1]
    kept = set(map(id, large))
    rest = [group for group in groups if id(group) not in kept]
    if len(rest) < 2 or not large:
        return groups if len(groups) <= CHILDREN else _runs(groups)
    return [*large, _joined("bundle", _runs(rest))]


def _runs(groups: list[Group]) -> list[Group]:
    """At most CHILDREN groups: neighbours in the list put together, as often as it takes."""
    while len(groups) > CHILDREN:
        size = -(-len(groups) // -(-len(groups) // CHILDREN))
        groups = [_joined("bundle", groups[i : i + size]) for i in range(0, len(groups), size)]
    return groups


def _joined(kind: str, groups: Sequence[Group]) -> Group:
    return Group(kind, tuple(node for group in groups for node in group.members), tuple(groups))


def count(group: Group) -> int:
    """How many communities a bundle holds, those in bundles of bundles among them."""
    return sum(count(child) if child.kind == "bundle" else 1 for child in group.children)


def _alone(name: str, nodes: tuple[int, ...]) -> Group:
    """Nodes without a link, in runs if there are too many."""
    if len(nodes) <= LARGEST:
        return Group("lone", nodes, name=name)
    step = max(LARGEST // 2, -(-len(nodes) // CHILDREN))
    runs = tuple(Group("lone", nodes[i : i + step]) for i in range(0, len(nodes), step))
    return Group("lone", nodes, runs, name)
