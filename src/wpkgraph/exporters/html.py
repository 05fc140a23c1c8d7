"""graph.html: a drawing of the network that opens offline, in one file.

pyvis holds the network and brings the drawing library (vis-network). Its own page is not used: it loads Bootstrap from
another site and writes headings unescaped. Ours asks for nothing, forbids asking (Content-Security-Policy), and shows
whatever came from a document as text only.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wpkgraph.exporters.network import Network
from wpkgraph.lines import Index
from wpkgraph.model import Dataset
from wpkgraph.namespaces import DCTERMS, WPK
from wpkgraph.views import display
from wpkgraph.views.excerpt import excerpt
from wpkgraph.views.layout import heaviest, layout
from wpkgraph.views.page import fill, inert, policy

if TYPE_CHECKING:
    import networkx as nx

LIMIT = 300
_SHARE = 0.8  # of the drawn nodes that persons, organisations and events may take before concepts and places get theirs
_FIRST = ("person", "organization", "event")
LINES = 1500
_PER_PAIR = 4
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


def lines(graph: nx.MultiDiGraph[str], chosen: Sequence[str]) -> list[tuple[str, str, dict[str, Any]]]:
    """The edges to draw between the chosen nodes: the earliest few of each pair, LINES at most."""
    rank = {node: i for i, node in enumerate(chosen)}
    pairs: dict[tuple[str, str], list[tuple[str, str, dict[str, Any]]]] = {}
    for source, target, key, data in graph.edges(keys=True, data=True):
        if source in rank and target in rank:
            pairs.setdefault((source, target), []).append((str(data["date"]), key, data))
    kept = []
    for (source, target), found in sorted(pairs.items(), key=lambda item: (rank[item[0][0]], rank[item[0][1]])):
        for _, _, data in sorted(found, key=lambda row: row[:2])[:_PER_PAIR]:
            kept.append((source, target, data))
    # In turns: every node's first line comes before any node's second, so that no drawn node stands bare.
    used = dict.fromkeys(chosen, 0)
    turns = []
    for number, (source, target, _) in enumerate(kept):
        turns.append((min(used[source], used[target]), number))
        used[source] += 1
        used[target] += 1
    return [kept[number] for _, number in sorted(turns)[:LINES]]


def render(graph: nx.MultiDiGraph[str], index: Index, texts: Mapping[str, str]) -> str:
    """The page as text; the same network gives the same page."""
    from importlib.resources import files

    views = files("wpkgraph.views")
    library = files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8")
    script = views.joinpath("network.js").read_text(encoding="utf-8")
    chosen = choose(graph)
    data = _network(graph, chosen)
    data["sources"] = _sources(index, texts, data["edges"])
    lone = sum(1 for node in graph if not graph.degree(node))
    shown = (
        f"{len(chosen)} of {len(graph) - lone} linked things, {len(data['edges'])} of {graph.number_of_edges()} links"
    )
    if len(chosen) < len(graph) - lone:
        shown += f": {_RULE}"
    parts = {
        "policy": html.escape(policy(library, script)),
        "style": views.joinpath("network.css").read_text(encoding="utf-8"),
        "shown": html.escape(shown),
        "data": inert(data),
        "library": library,
        "script": script,
    }
    return fill("network.html", parts)


def _network(graph: nx.MultiDiGraph[str], chosen: Sequence[str]) -> dict[str, Any]:
    """Nodes and edges in vis-network's form, and the legend."""
    from pyvis.network import Network as Vis

    look = display.load()
    by_label = {look.label(chain[0]): chain[0] for chain in look.words.superclasses.values()}
    edges = lines(graph, chosen)
    spots = layout(chosen, [(source, target) for source, target, _ in edges])
    vis = Vis(directed=True, cdn_resources="in_line")
    legend: dict[str, dict[str, str]] = {}
    number = {node: i for i, node in enumerate(chosen)}
    for node in chosen:
        data = graph.nodes[node]
        cls = by_label.get(str(data["class"]), "")
        looks = look.looks(cls)
        legend.setdefault(str(data["class"]), {**looks, "caption": look.caption(cls)})
        size = min(round(7 + 3 * graph.degree(node) ** 0.5), 28)
        x, y = spots[node]
        words = {"label": str(data["label"]), "kind": data["class"], "iri": node}
        vis.add_node(number[node], x=x, y=y, size=size, **words, **looks)
    for i, (source, target, data) in enumerate(edges):
        kept = {k: v for k, v in data.items() if k != "quote" and v != ""}
        vis.add_edge(number[source], number[target], id=i, fact=kept)
    nodes, links, *_ = vis.get_network_data()
    return {"nodes": nodes, "edges": links, "legend": sorted(legend.values(), key=lambda entry: entry["caption"])}


def _sources(index: Index, texts: Mapping[str, str], edges: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Span IRI -> the sentence in three parts, the article's title and its files, for the edges drawn."""
    wanted = {str(edge["fact"].get("evidence", "")) for edge in edges}
    return {span: found for span in sorted(wanted - {""}) if (found := source_of(index, texts, span))}


def source_of(index: Index, texts: Mapping[str, str], span: str) -> list[str] | None:
    """[before, marked, after, title, files] of a span; None if its article or text is not there."""
    article = index.one(span, f"{WPK}inArticle")
    start, end = index.one(span, f"{WPK}start"), index.one(span, f"{WPK}end")
    text = texts.get(index.one(article, f"{WPK}sha256") or "") if article else None
    if not article or text is None or start is None or end is None:
        return None
    files = {
        index.one(file, f"{WPK}fileName") or ""
        for passage in index.values(article, f"{WPK}foundAt")
        for file in index.values(passage, f"{WPK}inFile")
    }
    title = index.one(article, f"{DCTERMS}title") or ""
    return [*excerpt(text, int(start), int(end), 300), title, ", ".join(sorted(files))]
