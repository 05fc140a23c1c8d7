"""Degree, strength, betweenness and communities of a network, each the same for the same network.

networkx does it where it is fast enough, NetworKit (on one thread, with a fixed seed) where it is not: which one is a
matter of the network's size alone, so that the same network gives the same numbers everywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

SEED = 1
# Up to this many nodes times edges networkx's betweenness takes about a second, no more than importing NetworKit does; up
# to the second bound NetworKit's takes about half a minute; above it the betweenness is estimated from the shortest paths
# out of PIVOTS nodes.
SLOW = 1_000_000
EXACT = 600_000_000
PIVOTS = 1_000
MANY = 60_000  # edges up to which networkx finds communities in a few seconds

Edge = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured of one node: neighbours, sum of weights, betweenness (0 to 1), number of its community (from 1)."""

    node: str
    degree: int
    strength: int
    betweenness: float
    community: int


@dataclass(frozen=True, slots=True)
class Measured:
    """The measures of a network's nodes, in the order of their IRIs; the number of its links and of its parts; methods."""

    nodes: tuple[Measure, ...]
    links: int
    parts: int
    methods: tuple[str, ...]

    def communities(self) -> list[int]:
        """How many nodes each community has: the first number is that of community 1."""
        sizes = Counter(measure.community for measure in self.nodes)
        return [sizes[number] for number in sorted(sizes)]


def measure(edges: Iterable[Edge]) -> Measured:
    """The measures of the nodes of some edges; directions are left aside, weights of parallel edges added, loops dropped.

    edges  (IRI, IRI, weight); the order does not matter
    """
    import networkx as nx

    weights: Counter[tuple[str, str]] = Counter()
    for source, target, weight in edges:
        weights[min(source, target), max(source, target)] += weight
    names = sorted({end for pair in weights for end in pair})
    number = {name: i for i, name in enumerate(names)}
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(names)))  # numbers, not names: sets of names have an order of their own in each run
    for (a, b), weight in sorted(weights.items()):
        if a != b:
            graph.add_edge(number[a], number[b], weight=weight)
    between, how = _betweenness(graph)
    groups, found = _communities(graph)
    place = {node: i for i, group in enumerate(groups, 1) for node in group}
    strength = dict(graph.degree(weight="weight"))
    nodes = tuple(
        Measure(name, graph.degree(i), int(strength[i]), round(between[i], 6), place[i]) for i, name in enumerate(names)
    )
    return Measured(nodes, graph.number_of_edges(), nx.number_connected_components(graph), (how, found))


def _betweenness(graph: nx.Graph[int]) -> tuple[Sequence[float], str]:
    """The share of shortest paths through each node, and how it was found."""
    import networkx as nx

    size = graph.number_of_nodes() * graph.number_of_edges()
    if size <= SLOW:
        scores = nx.betweenness_centrality(graph)
        return [scores[i] for i in range(len(graph))], f"betweenness: exact (Brandes, 2001), networkx {nx.__version__}"
    kit, made = _networkit(graph, weighted=False)  # it would take weights for lengths
    if size <= EXACT:
        exact = kit.centrality.Betweenness(made, normalized=True)
        return exact.run().scores(), f"betweenness: exact (Brandes, 2001), NetworKit {kit.__version__}"
    guess = kit.centrality.EstimateBetweenness(made, PIVOTS, True, False)
    how = f"betweenness: estimated from {PIVOTS} nodes (Geisberger et al., 2008), NetworKit {kit.__version__}, seed {SEED}"
    return [min(score, 1.0) for score in guess.run().scores()], how


def _communities(graph: nx.Graph[int]) -> tuple[list[list[int]], str]:
    """The communities as sorted lists of nodes, the largest first, and how they were found."""
    import networkx as nx

    if graph.number_of_edges() <= MANY:
        found = [sorted(group) for group in nx.community.louvain_communities(graph, weight="weight", seed=SEED)]
        how = f"communities: Louvain (Blondel et al., 2008), networkx {nx.__version__}, seed {SEED}"
    else:
        kit, made = _networkit(graph, weighted=True)
        split = kit.community.PLM(made, refine=True).run().getPartition()
        found = [sorted(split.getMembers(part)) for part in split.getSubsetIds()]
        how = f"communities: Louvain with refinement (PLM), NetworKit {kit.__version__}, one thread, seed {SEED}"
    return sorted(found, key=lambda group: (-len(group), group)), how


def _networkit(graph: nx.Graph[int], *, weighted: bool) -> tuple[Any, Any]:
    """NetworKit, on one thread and with the seed set anew, and the graph in its form."""
    import networkit

    networkit.setNumberOfThreads(1)
    networkit.setSeed(SEED, False)
    made = networkit.Graph(graph.number_of_nodes(), weighted=weighted)
    for a, b in sorted(graph.edges()):
        made.addEdge(a, b, graph[a][b]["weight"] if weighted else 1)
    return networkit, made
