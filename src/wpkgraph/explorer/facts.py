"""Facts, the edges that state them, and their readings with the spans that these rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wpkgraph.explorer.articles import Shelf
from wpkgraph.explorer.tables import NONE, Day, Edge, Fact, Note, Proof, Reading, Relation, Signed, Term, day
from wpkgraph.explorer.things import Known, term
from wpkgraph.exporters.network import FACTS, RELATIONS
from wpkgraph.lines import LABEL
from wpkgraph.namespaces import ORG, SCHEMA, WPK
from wpkgraph.views.display import Display

if TYPE_CHECKING:
    import networkx as nx

_LOCATED = f"{WPK}locatedIn"
_BACKWARD = (f"{WPK}speaker",)  # the network draws these from the one who acts
_HELD = f"{WPK}membershipStatus"
WANTED = (
    f"{ORG}role",
    f"{WPK}status",
    f"{WPK}finerCapacity",
    f"{WPK}listPosition",
    f"{WPK}locates",
    f"{WPK}earliest",
    f"{WPK}latest",
)


@dataclass(frozen=True, slots=True)
class Stated:
    """The tables of facts; edges in the order of source, target, relation and fact."""

    relations: list[Relation]
    edges: list[Edge]
    facts: list[Fact]
    notes: list[Note]
    readings: list[Reading]
    signed: list[Signed]
    proofs: list[Proof]
    roles: list[Term]
    capacities: list[Term]
    held: list[str]
    rules: list[str]
    statuses: list[str]


def relations(display: Display) -> list[Relation]:
    """All relations that edges may have: facts by their name in the network, then relations that are edges as they stand."""
    words = display.words.edge_labels
    rows = [Relation(name, words.get(end, name), 0) for _, end, _, name in FACTS]
    return rows + [
        Relation(display.label(iri), words.get(iri, display.label(iri)), int(iri in _BACKWARD)) for iri in RELATIONS
    ]


def state(graph: nx.MultiDiGraph[str], known: Known, shelf: Shelf) -> Stated:
    """The tables of all facts that a network's edges state or that speak of one of its nodes."""
    return _Facts(graph, known, shelf).stated()


class _Facts:
    """Numbers facts, roles, capacities, rules and statuses, and writes the rows."""

    def __init__(self, graph: nx.MultiDiGraph[str], known: Known, shelf: Shelf) -> None:
        self._index, self._base, self._display, self._numbers = known.index, known.base, known.display, known.numbers
        self._shelf = shelf
        self._relations = relations(self._display)
        self._relation = {row.name: number for number, row in enumerate(self._relations)}
        self._readings: dict[str, list[str]] = {}
        for reading, fact in self._index.pairs(f"{WPK}readingOf"):
            self._readings.setdefault(fact, []).append(reading)
        self._located = self._locations()
        drawn = [(s, t, self._relation[r], self._behind(s, t, k, r)) for s, t, k, r in _edges(graph)]
        self._drawn = sorted(drawn, key=lambda edge: (self._numbers[edge[0]], self._numbers[edge[1]], *edge[2:]))
        self._noted = sorted(self._notes({fact for *_, fact in drawn}))
        facts = {fact for *_, fact in drawn} | {fact for _, fact, _ in self._noted}
        self._facts = {fact: row for row, fact in enumerate(sorted(facts - {""}))}
        self._pairs = [(reading, fact) for fact in self._facts for reading in self._readings.get(fact, ())]
        self._held = self._of_readings(_HELD)
        self._rules, self._statuses = self._of_readings(f"{WPK}rule"), self._of_readings(f"{WPK}status")
        self._roles = self._of_facts(f"{ORG}role")
        self._capacities = self._of_facts(f"{WPK}capacity", f"{WPK}finerCapacity")

    def stated(self) -> Stated:
        """The tables."""
        readings, signed, proofs = self._read()
        label = self._display.label
        return Stated(
            relations=self._relations,
            edges=[self._edge(*edge) for edge in self._drawn],
            facts=[self._fact(fact) for fact in self._facts],
            notes=[Note(node, self._facts[fact], relation) for node, fact, relation in self._noted],
            readings=readings,
            signed=signed,
            proofs=proofs,
            roles=[Term(iri.removeprefix(self._base), self._index.one(iri, LABEL) or iri) for iri in self._roles],
            capacities=[term(self._index, self._display, iri) for iri in self._capacities],
            held=[label(iri) for iri in self._held],
            rules=list(self._rules),
            statuses=[label(iri) for iri in self._statuses],
        )

    def _locations(self) -> dict[tuple[str, str], str]:
        """(body, place) -> the fact that a text states of them."""
        return {
            (body, place): fact
            for fact, body in self._index.pairs(f"{WPK}locates")
            for place in self._index.values(fact, f"{SCHEMA}location")
        }

    def _behind(self, source: str, target: str, key: str, relation: str) -> str:
        """The fact behind an edge: what its key names, the location that texts state, or what the relation is said of."""
        number = self._relation[relation]
        if number < len(FACTS):
            return key
        row = self._relations[number]
        if row.name == self._display.label(_LOCATED):
            return self._located.get((source, target), "")
        said_of = target if row.backward else source
        return said_of if said_of in self._readings else ""

    def _notes(self, drawn: set[str]) -> Iterator[tuple[int, str, int]]:
        """(node, fact, relation or NONE) of the facts that are no edges."""
        for start, _, _, name in FACTS:
            for fact, node in self._index.pairs(start):
                if node in self._numbers and fact not in drawn and fact in self._readings:
                    yield self._numbers[node], fact, self._relation[name]
        for fact in self._readings:
            if fact in self._numbers:
                yield self._numbers[fact], fact, NONE

    def _of_readings(self, predicate: str) -> dict[str, int]:
        """The values that readings have, sorted and numbered."""
        return _numbered(value for reading, _ in self._pairs for value in self._index.values(reading, predicate))

    def _of_facts(self, *predicates: str) -> dict[str, int]:
        """The values that facts have, sorted and numbered."""
        return _numbered(v for fact in self._facts for one in predicates for v in self._index.values(fact, one))

    def _edge(self, source: str, target: str, relation: int, fact: str) -> Edge:
        held = 0
        for reading in self._readings.get(fact, ()):
            for status in self._index.values(reading, _HELD):
                held |= 1 << self._held[status]
        ends = self._numbers[source], self._numbers[target]
        return Edge(*ends, relation, self._facts.get(fact, NONE), *self._bounds(fact), held)

    def _bounds(self, fact: str) -> tuple[Day, Day]:
        """The first and last day of a fact's readings, else of its own dates."""
        for subjects in (self._readings.get(fact, ()), [fact]):
            first = [d for s in subjects for d in self._index.values(s, f"{WPK}earliest")]
            last = [d for s in subjects for d in self._index.values(s, f"{WPK}latest")]
            if first and last:
                return day(min(first)), day(max(last))
        return None, None

    def _fact(self, fact: str) -> Fact:
        words = self._index.one(fact, f"{WPK}roleText") or self._index.one(fact, f"{WPK}capacityText") or ""
        if polarity := self._index.one(fact, f"{WPK}polarity"):
            words = self._display.label(polarity)
        return Fact(
            fact.removeprefix(self._base),
            words,
            self._row(self._roles, fact, f"{ORG}role"),
            self._row(self._capacities, fact, f"{WPK}capacity"),
            self._row(self._capacities, fact, f"{WPK}finerCapacity"),
        )

    def _row(self, numbers: Mapping[str, int], subject: str, predicate: str) -> int:
        found = self._index.one(subject, predicate)
        return NONE if found is None else numbers[found]

    def _read(self) -> tuple[list[Reading], list[Signed], list[Proof]]:
        """The readings in the order of facts and articles, their further rules, and what each rests on."""
        rows = [(self._reading(reading, fact), reading) for reading, fact in self._pairs]
        rows.sort(key=lambda pair: (pair[0].fact, pair[0].article, pair[1]))  # days may be None
        signed, proofs = [], []
        for number, (_, reading) in enumerate(rows):
            signed += [Signed(number, self._rules[rule]) for rule in self._index.values(reading, f"{WPK}rule")[1:]]
            spans = self._index.values(reading, f"{WPK}evidence")
            proofs += sorted(Proof(number, self._shelf.span[span]) for span in spans if span in self._shelf.span)
        return [row for row, _ in rows], signed, proofs

    def _reading(self, reading: str, fact: str) -> Reading:
        position = self._index.one(reading, f"{WPK}listPosition")
        return Reading(
            self._facts[fact],
            self._shelf.article.get(self._index.one(reading, f"{WPK}inArticle") or "", NONE),
            self._row(self._rules, reading, f"{WPK}rule"),
            self._row(self._statuses, reading, f"{WPK}status"),
            day(self._index.one(reading, f"{WPK}earliest")),
            day(self._index.one(reading, f"{WPK}latest")),
            self._row(self._held, reading, _HELD),
            int(position) if position else 0,
        )


def _numbered(values: Iterable[str]) -> dict[str, int]:
    return {value: row for row, value in enumerate(sorted(set(values)))}


def _edges(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str, str, str]]:
    """(source, target, key, relation)."""
    for source, target, key, data in graph.edges(keys=True, data=True):
        yield source, target, key, str(data["relation"])
