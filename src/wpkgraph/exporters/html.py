"""graph.html: a drawing of the network that opens offline, in one file. What is drawn of a large one is chosen here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wpkgraph.exporters.network import Network
from wpkgraph.lines import Index
from wpkgraph.model import Dataset
from wpkgraph.views import netpage
from wpkgraph.views.layout import heaviest

if TYPE_CHECKING:
    import networkx as nx

LIMIT = 300
_SHARE = 0.8  # of the drawn nodes that persons, organisations and events may take before concepts and places get theirs
_FIRST = ("person", "organization", "event")
_RULE = "persons, bodies and events with most links first, then concepts and places; network.graphml has all"


class Html:
    """Writes graph.html from the network that another exporter built; must be finished after that one."""

    def __init__(self, network: Network) -> None:
        self._network = network

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Remember where to write and the texts."""
        self._path, self._dataset = folder / "graph.html", dataset

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Nothing: the network collects."""

    def finish(self) -> None:
        """Write the page."""
        page = render(self._network.made, self._network.index, self._dataset.texts)
        self._path.write_text(page, encoding="utf-8", newline="\n")


def choose(graph: nx.MultiDiGraph[str], limit: int = LIMIT) -> list[str]:
    """The nodes to draw: persons, organisations and events with most edges, then concepts and places linked to those.

    Nodes without an edge to another drawn node are not drawn. If the rest fits, all of it is; else a fifth of the room
    is kept for concepts and places.
    """
    import networkx as nx

    degree = {node: graph.degree(node) for node in graph if graph.degree(node)}
    label = {node: str(data["label"]) for node, data in graph.nodes(data=True)}
    first = {node: n for node, n in degree.items() if graph.nodes[node]["kind"] in _FIRST}
    room = limit - min(int(limit * (1 - _SHARE)), len(degree) - len(first))
    chosen = heaviest(first, label, room)
    taken = set(chosen)
    linked = {}
    for node in degree:
        if node not in first:
            neighbours = set(graph.predecessors(node)) | set(graph.successors(node))
            linked[node] = len(neighbours & taken)
    chosen += heaviest(linked, label, limit - len(chosen))
    drawn = set(chosen)
    near = [node for node in chosen if any(n in drawn and n != node for n in nx.all_neighbors(graph, node))]
    return heaviest({node: degree[node] for node in near}, label, limit)


def render(graph: nx.MultiDiGraph[str], index: Index, texts: Mapping[str, str]) -> str:
    """The page as text; the same network gives the same page."""
    chosen = choose(graph)
    linked = sum(1 for node in graph if graph.degree(node))
    drawn = len(netpage.lines(graph, chosen))
    shown = f"{len(chosen)} of {linked} linked things, {drawn} of {graph.number_of_edges()} links"
    if len(chosen) < linked:
        shown += f": {_RULE}"
    return netpage.render(graph, chosen, index, texts, title="wpkgraph network", shown=shown)
