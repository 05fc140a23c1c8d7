"""The explorer's data of a graph: communities, places on the page, and all tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from wpkgraph.explorer import articles, facts, things
from wpkgraph.explorer.articles import Shelf
from wpkgraph.explorer.communities import Group, count, tree
from wpkgraph.explorer.data import FORMAT, Data, First, Sources, Whole
from wpkgraph.explorer.discs import Disc, between, place
from wpkgraph.explorer.facts import Stated
from wpkgraph.explorer.first import lines, spots
from wpkgraph.explorer.tables import NONE, Bridge, Class, Community, Node
from wpkgraph.explorer.things import Known, Things
from wpkgraph.exporters import network
from wpkgraph.knowledge.vocabulary import local
from wpkgraph.lines import TYPE, Index
from wpkgraph.model import Dataset
from wpkgraph.namespaces import SKOS, WPK, shorten
from wpkgraph.views import display as looks
from wpkgraph.views.display import Display

if TYPE_CHECKING:
    import networkx as nx

WANTED = tuple(dict.fromkeys([*things.WANTED, *articles.WANTED, *facts.WANTED]))
_TOP = 3
_LABEL = 40  # characters of a node's label in the label of its community


def of_dataset(dataset: Dataset) -> Data:
    """The data of a dataset; see build."""
    index = Index([*network.WANTED, *WANTED])
    for triples in dataset.graphs.values():
        index.add(triples)
    return build(network.from_index(index, dataset.base), index, dataset.texts, dataset.base)


def build(graph: nx.MultiDiGraph[str], index: Index, texts: Mapping[str, str], base: str) -> Data:
    """The data of a network and of the index that it was made from, which must hold network.WANTED and WANTED.

    The nodes and edges are those of network.graphml. The same graph gives the same data.
    """
    display = looks.load()
    drawn = _Map(graph, index, display)
    known = Known(index, base, display, drawn.numbers)
    shelf = articles.shelve(known, texts)
    stated = facts.state(graph, known, shelf)
    nodes = tuple(drawn.nodes(base, Counter(span.node for span in shelf.spans)))
    first = _first(base, drawn, nodes, stated, shelf)
    return Data(first, _whole(nodes, stated, Things(known)), _sources(shelf, stated), tuple(shelf.texts))


def _first(base: str, drawn: _Map, nodes: tuple[Node, ...], stated: Stated, shelf: Shelf) -> First:
    shown = spots(nodes, drawn.communities)
    counts = {"nodes": len(nodes), "edges": len(stated.edges), "facts": len(stated.facts)}
    counts |= {"articles": len(shelf.articles), "spans": len(shelf.span), "communities": len(drawn.communities)}
    return First(
        format=FORMAT,
        base=base,
        counts=counts,
        classes=tuple(drawn.classes),
        relations=tuple(stated.relations),
        communities=tuple(drawn.communities),
        bridges=tuple(drawn.bridges),
        nodes=tuple(shown),
        lines=tuple(lines(shown, stated.edges)),
    )


def _whole(nodes: tuple[Node, ...], stated: Stated, things: Things) -> Whole:
    speeches, kinds = things.speeches()
    return Whole(
        nodes=nodes,
        edges=tuple(stated.edges),
        facts=tuple(stated.facts),
        notes=tuple(stated.notes),
        names=tuple(things.names()),
        events=tuple(things.events()),
        where=tuple(things.where()),
        sectors=tuple(things.sectors()),
        speeches=tuple(speeches),
        curated=tuple(things.curated()),
        links=tuple(things.links()),
        candidates=tuple(things.candidates()),
        roles=tuple(stated.roles),
        capacities=tuple(stated.capacities),
        kinds=tuple(kinds),
        held=tuple(stated.held),
    )


def _sources(shelf: Shelf, stated: Stated) -> Sources:
    return Sources(
        files=tuple(shelf.files),
        articles=tuple(shelf.articles),
        astral=tuple(shelf.astral),
        passages=tuple(shelf.passages),
        tells=tuple(shelf.tells),
        spans=tuple(shelf.spans),
        readings=tuple(stated.readings),
        signed=tuple(stated.signed),
        proofs=tuple(stated.proofs),
        rules=tuple(stated.rules),
        statuses=tuple(stated.statuses),
        reasons=tuple(shelf.reasons),
    )


class _Map:
    """The network drawn: classes, communities, and every node's number and place."""

    def __init__(self, graph: nx.MultiDiGraph[str], index: Index, display: Display) -> None:
        self._iris = sorted(graph)
        self._labels = [str(graph.nodes[iri]["label"]) for iri in self._iris]
        first = {iri: i for i, iri in enumerate(self._iris)}
        links = sorted((first[a], first[b]) for a, b in graph.edges())
        self._degrees = [int(graph.degree(iri)) for iri in self._iris]
        narrowest = [display.narrowest(index.values(iri, TYPE)) for iri in self._iris]
        self.classes = _classes(display, narrowest)
        row = {cls.name: number for number, cls in enumerate(self.classes)}
        self._cls = [row[shorten(iri, "")] for iri in narrowest]
        near: dict[int, list[int]] = {}
        for a, b in links:
            if a != b:
                near.setdefault(a, []).append(b)
                near.setdefault(b, []).append(a)
        self._groups = tree(self._degrees, links, self._lone())
        self._order = [node for group in self._groups for node in group.members]
        self.numbers = {self._iris[node]: number for number, node in enumerate(self._order)}
        self._places, self._discs = place(self._groups, near)
        self.communities: list[Community] = []
        self.bridges: list[Bridge] = []
        self._inner = [0] * len(self._order)
        self._walk(self._groups, NONE, 0, 0, near)

    def _lone(self) -> dict[str, list[int]]:
        """Nodes without an edge by the caption of their outermost class, in the order of their labels."""
        out: dict[str, list[int]] = {}
        for node in sorted(range(len(self._iris)), key=lambda node: (self._labels[node].casefold(), node)):
            if not self._degrees[node]:
                cls = self.classes[self._cls[node]]
                while cls.above != NONE:
                    cls = self.classes[cls.above]
                out.setdefault(f"{cls.caption} without a link", []).append(node)
        return dict(sorted(out.items()))

    def _walk(
        self, groups: Sequence[Group], parent: int, level: int, at: int, near: Mapping[int, Sequence[int]]
    ) -> None:
        """Write the communities, parents before children, and the bridges between those of one parent."""
        rows = []
        for group in groups:
            number = len(self.communities)
            rows.append(number)
            last = at + len(group.members)
            self.communities.append(self._community(group, parent, level, at, self._discs[id(group)]))
            self._inner[at:last] = [number] * len(group.members)
            self._walk(group.children, number, level + 1, at, near)
            at = last
        weights = sorted(between(groups, near).items(), key=lambda pair: (-pair[1], pair[0]))
        self.bridges += [Bridge(rows[a], rows[b], weight) for (a, b), weight in weights]

    def _community(self, group: Group, parent: int, level: int, at: int, disc: Disc) -> Community:
        heavy = sorted(group.members, key=lambda node: (-self._degrees[node], self._labels[node], node))[:_TOP]
        top = tuple(self.numbers[self._iris[node]] for node in heavy)
        label = group.name or " · ".join(_cut(self._labels[node]) for node in heavy)
        if group.kind == "bundle":
            label = f"{count(group)} small groups"
        elif group.kind == "lone" and not group.name:
            label = " – ".join(_cut(self._labels[node]) for node in (group.members[0], group.members[-1]))
        cls = Counter(self._cls[node] for node in group.members)
        most = min(cls, key=lambda row: (-cls[row], row))
        weight = sum(self._degrees[node] for node in group.members)
        spot = (round(disc.x), round(disc.y), round(disc.r))
        return Community(parent, level, group.kind, label, *spot, at, at + len(group.members), most, weight, top)

    def nodes(self, base: str, mentions: Mapping[int, int]) -> Iterator[Node]:
        """The nodes in their order."""
        for number, node in enumerate(self._order):
            x, y = (round(v) for v in self._places[node])
            degree = self._degrees[node]
            yield Node(
                iri=self._iris[node].removeprefix(base),
                label=self._labels[node],
                cls=self._cls[node],
                community=self._inner[number],
                x=x,
                y=y,
                size=min(round(4 + 1.4 * degree**0.5), 16),
                degree=degree,
                mentions=mentions[number],
            )


def _cut(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"


def _classes(display: Display, met: Sequence[str]) -> list[Class]:
    """The classes of nodes and ours above them, sorted by name."""
    above: dict[str, str] = {}
    for cls in sorted(set(met)):
        chain = [iri for iri in display.words.superclasses[local(cls)] if iri.startswith((WPK, f"{SKOS}Concept"))]
        for lower, upper in zip(chain, [*chain[1:], ""], strict=True):
            above.setdefault(lower, upper)
    rows = {iri: number for number, iri in enumerate(sorted(above))}
    return [
        Class(shorten(iri, ""), display.label(iri), display.caption(iri), *_looks(display, iri), rows.get(up, NONE))
        for iri, up in sorted(above.items())
    ]


def _looks(display: Display, cls: str) -> tuple[str, str]:
    looks_of = display.looks(cls)
    return looks_of["color"], looks_of["shape"]
