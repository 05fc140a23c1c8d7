"""A projection as a network and as a file: Turtle, GraphML, GEXF, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from wpkgraph.exporters.network import KINDS
from wpkgraph.exporters.turtle import serialise
from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import WPK
from wpkgraph.networks.projections import Projection
from wpkgraph.views.display import Display, load

if TYPE_CHECKING:
    import networkx as nx

_FROM, _TO, _KIND = f"{WPK}edgeFrom", f"{WPK}edgeTo", f"{WPK}edgeKind"
_TEXT, _WEIGHT, _YEAR, _DATE = (f"{WPK}{name}" for name in ("edgeText", "edgeWeight", "year", "edgeDate"))
_SHOWN = {TYPE, LABEL, _FROM, _TO, _KIND, _TEXT, _WEIGHT, _YEAR, _DATE}
COLUMNS = ("from", "from_label", "to", "to_label", "relation", "text", "weight", "years", "dates", "edge")


def network(projection: Projection) -> nx.MultiDiGraph[str]:
    """The projection as a networkx.MultiDiGraph; nodes and edges in sorted order.

    Nodes have label, kind and class as in network.graphml; edges have relation, text, weight, years and dates (several
    parted by "; "). Whatever else the projection says of a node or edge stands under the relation's own name. The key
    of an edge is its IRI; of a triple that is an edge by itself, the relation's label.
    """
    import networkx as nx

    look, index = load(), _index(projection)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    edges = sorted(_edges(index, look), key=lambda edge: edge[:3])
    for node in sorted({end for edge in edges for end in edge[:2]}):
        types = index.values(node, TYPE)
        kind = next((KINDS[cls] for cls in KINDS if cls in types), "thing")
        own = {"label": index.label(node), "kind": kind, "class": look.label(look.narrowest(types))}
        graph.add_node(node, **_more(index, node), **own)
    for source, target, key, data in edges:
        graph.add_edge(source, target, key=key, **data)
    return graph


def _index(projection: Projection) -> Index:
    index = Index()
    index.add(projection.triples)
    return index


def _edges(index: Index, look: Display) -> Iterator[tuple[str, str, str, dict[str, str | int]]]:
    for edge, source in index.pairs(_FROM):
        weight = int(index.one(edge, _WEIGHT) or 1)
        own: dict[str, str | int] = {
            "relation": index.one(edge, _KIND) or "",
            "text": index.one(edge, _TEXT) or "",
            "weight": weight,
            "years": "; ".join(index.values(edge, _YEAR)),
            "dates": "; ".join(index.values(edge, _DATE)),
        }
        yield source, index.one(edge, _TO) or "", edge, {**_more(index, edge), **own}
    things = {node for node in index.subjects(TYPE) if not index.one(node, _FROM)}
    for predicate in index.predicates():
        for subject, target in index.pairs(predicate):
            if predicate not in _SHOWN and subject in things and target in things:
                relation = look.label(predicate)
                yield (
                    subject,
                    target,
                    relation,
                    {"relation": relation, "text": "", "weight": 1, "years": "", "dates": ""},
                )


def _more(index: Index, node: str) -> dict[str, str]:
    """What else is said of a node or edge: values of one relation parted by "; ", IRIs by their labels if they have any."""
    out, labels = {}, load().words.labels
    for predicate in index.predicates():
        if predicate not in _SHOWN and (values := index.values(node, predicate)):
            name = predicate.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
            out[name] = "; ".join(index.one(value, LABEL) or labels.get(value) or value for value in values)
    return out


def turtle(projection: Projection) -> bytes:
    """The projection's triples as Turtle; the same projection gives the same bytes."""
    return serialise(projection.triples, projection.base)


def graphml(projection: Projection) -> bytes:
    """The projection as GraphML."""
    from wpkgraph.exporters import xmlgraphs

    return xmlgraphs.graphml(network(projection))


def gexf(projection: Projection) -> bytes:
    """The projection as GEXF."""
    from wpkgraph.exporters import xmlgraphs

    return xmlgraphs.gexf(network(projection))


def table(projection: Projection) -> bytes:
    """The edges as CSV (RFC 4180, UTF-8): COLUMNS, then whatever else the projection says of them, by name."""
    graph = network(projection)
    known = {"relation", "text", "weight", "years", "dates"}
    more = sorted({name for *_, data in graph.edges(data=True) for name in data} - known)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *more])
    for source, target, key, data in graph.edges(keys=True, data=True):
        ends = (source, graph.nodes[source]["label"], target, graph.nodes[target]["label"])
        own = (data["relation"], data["text"], data["weight"], data["years"], data["dates"])
        writer.writerow([*ends, *own, key, *(data.get(name, "") for name in more)])
    return out.getvalue().encode()


FORMS: Mapping[str, Callable[[Projection], bytes]] = {
    ".ttl": turtle,
    ".graphml": graphml,
    ".gexf": gexf,
    ".csv": table,
}
