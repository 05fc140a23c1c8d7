"""The graph as a network of persons, organisations, events, places and concepts; network.graphml and network.gexf.

A fact that is a node in the graph (a membership, a participation, a statement) is an edge here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.model import Dataset
from wpkgraph.namespaces import DCTERMS, ORG, SCHEMA, SKOS, WPK
from wpkgraph.views.display import Display, load

if TYPE_CHECKING:
    import networkx as nx

# The kinds of nodes, by the class that makes one; the first that fits counts (a state is a body before it is a place).
KINDS = {
    f"{WPK}Person": "person",
    f"{WPK}Organization": "organization",
    f"{WPK}Unit": "organization",
    f"{WPK}Event": "event",
    f"{WPK}Place": "place",
    f"{SKOS}Concept": "concept",
}
_NOT = (f"{ORG}Role",)

# Facts that become edges: (from, to, words, the relation's name).
FACTS = (
    (f"{ORG}member", f"{ORG}organization", f"{WPK}roleText", "membership"),
    (f"{WPK}participant", f"{WPK}event", f"{WPK}capacityText", "participation"),
    (f"{WPK}saidBy", f"{WPK}references", f"{WPK}polarity", "statement"),
    (f"{WPK}saidBy", f"{WPK}appraises", f"{WPK}polarity", "appraisal"),
)
# Relations that are edges as they stand.
RELATIONS = (
    f"{ORG}unitOf",
    f"{ORG}subOrganizationOf",
    f"{SCHEMA}superEvent",
    f"{SCHEMA}location",
    f"{SCHEMA}organizer",
    f"{SCHEMA}containedInPlace",
    f"{WPK}locatedIn",
    f"{WPK}namedAfter",
    f"{WPK}partyLine",
    f"{WPK}speaker",
    f"{WPK}references",
)
_NODE_FACTS = ("readingOf", "evidence", "attestedOn", "rule", "membershipStatus", "quote", "inArticle", "start", "end")
WANTED = (
    [TYPE, LABEL, *RELATIONS]
    + [predicate for fact in FACTS for predicate in fact[:3]]
    + [f"{WPK}{name}" for name in (*_NODE_FACTS, "denotes", "sha256", "foundAt", "inFile", "fileName", "capacity")]
    + [f"{SCHEMA}startDate", f"{DCTERMS}title", f"{SKOS}notation"]
)


class Network:
    """Collects what the network needs; writes network.graphml and network.gexf. `made` and `index` serve other exporters.

    more  predicates that these want in the index
    """

    def __init__(self, more: Iterable[str] = ()) -> None:
        self._wanted = [*WANTED, *more]

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Begin with nothing."""
        self._folder, self._base = folder, dataset.base
        self.index = Index(self._wanted)

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Take in one graph."""
        self.index.add(triples)

    def finish(self) -> None:
        """Build the network and write both files."""
        from wpkgraph.exporters.xmlgraphs import gexf, graphml

        self.made = from_index(self.index, self._base)
        (self._folder / "network.graphml").write_bytes(graphml(self.made))
        (self._folder / "network.gexf").write_bytes(gexf(self.made))


def build_network(dataset: Dataset) -> nx.MultiDiGraph[str]:
    """The network of a dataset; see from_index."""
    index = Index(WANTED)
    for triples in dataset.graphs.values():
        index.add(triples)
    return from_index(index, dataset.base)


def from_index(index: Index, base: str) -> nx.MultiDiGraph[str]:
    """A networkx.MultiDiGraph whose nodes are IRIs; everything is added in sorted order.

    Nodes have label, kind (person, organization, event, place, concept) and class (the ontology's label).
    Edges have relation, text (role or capacity as worded), status, date (partial dates stay so), quote, evidence (the
    span's IRI), rule and readings (how many articles state it); their key is the fact's IRI or the relation.
    """
    import networkx as nx

    display = load()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, kind, cls in _nodes(index, base, display):
        graph.add_node(node, label=index.label(node), kind=kind, **{"class": display.label(cls)})
    readings: dict[str, list[str]] = {}
    for reading, fact in index.pairs(f"{WPK}readingOf"):
        readings.setdefault(fact, []).append(reading)
    for source, target, key, data in sorted(_edges(index, display, readings), key=lambda edge: edge[:3]):
        if source in graph and target in graph:
            graph.add_edge(source, target, key=key, **data)
    return graph


def _nodes(index: Index, base: str, display: Display) -> Iterator[tuple[str, str, str]]:
    """(IRI, kind, narrowest class) of each thing; terms of the ontology are no things."""
    for node in index.subjects(TYPE):
        types = index.values(node, TYPE)
        kind = next((KINDS[cls] for cls in KINDS if cls in types), None)
        if kind and node.startswith(base) and not any(cls in types for cls in _NOT):
            yield node, kind, display.narrowest(types)


def _edges(
    index: Index, display: Display, readings: dict[str, list[str]]
) -> Iterator[tuple[str, str, str, dict[str, str | int]]]:
    for start, end, words, relation in FACTS:
        for fact, source in index.pairs(start):
            for target in index.values(fact, end):
                text = _words(index, display, fact, words)
                yield source, target, fact, _attributes(index, display, relation, fact, text, readings.get(fact, []))
    for predicate in RELATIONS:
        relation = display.label(predicate)
        for subject, target in index.pairs(predicate):
            data = _attributes(index, display, relation, subject, "", readings.get(subject, []))
            if predicate == f"{WPK}speaker":  # drawn from the one who acts
                yield target, subject, relation, data
            else:
                yield subject, target, relation, data


def _words(index: Index, display: Display, fact: str, predicate: str) -> str:
    """The fact's words; a participation without any has those of its capacity."""
    text = index.one(fact, predicate) or index.one(fact, f"{WPK}capacity") or ""
    return display.label(text) if text.startswith("http") else text


def _attributes(
    index: Index, display: Display, relation: str, fact: str, text: str, readings: list[str]
) -> dict[str, str | int]:
    dates = [date for reading in readings for date in index.values(reading, f"{WPK}attestedOn")]
    status = sorted({display.label(s) for r in readings for s in index.values(r, f"{WPK}membershipStatus")})
    spans = index.values(fact, f"{WPK}evidence")
    return {
        "relation": relation,
        "text": text,
        "status": ", ".join(status),
        "date": min(dates, default="") or index.one(fact, f"{SCHEMA}startDate") or "",
        "quote": (index.one(spans[0], f"{WPK}quote") or "") if spans else "",
        "evidence": spans[0] if spans else "",
        "rule": ", ".join(sorted({rule for r in readings for rule in index.values(r, f"{WPK}rule")})),
        "readings": len(readings),
    }
