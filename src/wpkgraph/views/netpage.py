"""A page that draws a network: one file, opens offline, settled, and shows the sentence behind every line.

pyvis holds the network and brings the drawing library (vis-network). Its own page is not used: it loads Bootstrap from
another site and writes headings unescaped. Ours asks for nothing, forbids asking (Content-Security-Policy), and shows
whatever came from a document as text only. Where nodes stand is computed here; nothing moves by itself in the page.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from wpkgraph.lines import Index
from wpkgraph.namespaces import DCTERMS, WPK
from wpkgraph.views import display
from wpkgraph.views.excerpt import excerpt
from wpkgraph.views.layout import layout
from wpkgraph.views.page import fill, inert, policy

if TYPE_CHECKING:
    import networkx as nx

Line = tuple[str, str, dict[str, Any]]

LINES = 1500
_PER_PAIR = 4


def lines(graph: nx.MultiDiGraph[str], chosen: Sequence[str]) -> list[Line]:
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


def render(
    graph: nx.MultiDiGraph[str],
    chosen: Sequence[str],
    index: Index,
    texts: Mapping[str, str],
    *,
    title: str,
    shown: str,
    marked: Sequence[str] = (),
) -> str:
    """The page as text; the same network gives the same page.

    chosen  the nodes to draw, in the order of their weight
    shown   a line on what is drawn and what is left out; title and shown may hold a document's words
    marked  nodes that the drawing is about: drawn larger, with a ring
    """
    from importlib.resources import files

    views = files("wpkgraph.views")
    library = files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8")
    script = views.joinpath("network.js").read_text(encoding="utf-8")
    data = _network(graph, chosen, set(marked))
    data["sources"] = _sources(index, texts, data["edges"])
    parts = {
        "policy": html.escape(policy(library, script)),
        "style": views.joinpath("network.css").read_text(encoding="utf-8"),
        "title": html.escape(title),
        "shown": html.escape(shown),
        "data": inert(data),
        "library": library,
        "script": script,
    }
    return fill("network.html", parts)


def _network(graph: nx.MultiDiGraph[str], chosen: Sequence[str], marked: set[str]) -> dict[str, Any]:
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
        size = max(min(round(7 + 3 * graph.degree(node) ** 0.5), 28), 20 if node in marked else 0)
        x, y = spots[node]
        words = {"label": str(data["label"]), "kind": data["class"], "iri": node, "marked": node in marked}
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
