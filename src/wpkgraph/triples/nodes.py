"""The things that an article speaks of: persons, bodies, places, concepts, roles, events, with types, labels, parents."""

from __future__ import annotations

from wpkgraph.iris import Minter
from wpkgraph.knowledge import Knowledge
from wpkgraph.model import BodyRef, ConceptRef, EventRef, PersonRef, PlaceRef, Ref
from wpkgraph.resolve import Resolver, person_label
from wpkgraph.triples.graph import Graph


class Nodes:
    """Writes each thing once into an article's graph, and gives its IRI."""

    def __init__(self, graph: Graph, resolver: Resolver) -> None:
        self.graph = graph
        self.resolver = resolver
        self.mint: Minter = resolver.mint
        self.knowledge: Knowledge = resolver.knowledge
        self._labels: dict[str, str] = {}
        self._met: dict[int, tuple[Ref, str]] = {}  # by identity: references are shared within an article

    def iri(self, ref: Ref) -> str:
        """The IRI of a reference; its node is in the graph from now on."""
        met = self._met.get(id(ref))
        if met is not None:
            return met[1]
        iri = self.resolver.iri(ref)
        if iri not in self.graph.done:
            self.graph.done.add(iri)
            self._write(iri, ref)
        if isinstance(ref, PersonRef):
            self._joined(iri, ref)
        self._met[id(ref)] = (ref, iri)
        return iri

    def label(self, iri: str) -> str:
        """The label of a thing written before."""
        return self._labels[iri]

    def form(self, iri: str, form: str) -> None:
        """A wording under which the thing was met: an altLabel unless it is the label."""
        if form != self._labels.get(iri):
            self.graph.text(iri, "skos:altLabel", form)

    def role(self, wording: str) -> str:
        """The role of a wording, with its head role above it and what its modifiers say."""
        iri = self.mint.role(wording)
        if iri in self.graph.done:
            return iri
        self.graph.done.add(iri)
        self._typed(iri, "Role", wording)
        self.graph.text(iri, "skos:prefLabel", wording)
        lexicon = self.knowledge.lexicon
        stem = wording.split(" for ")[0].split(" in charge ")[0].split(" of ")[0]
        for word in stem.lower().split():
            prefix = lexicon.prefixes.get(word.partition("-")[0]) if "-" in word else None
            found = prefix or (lexicon.modifiers.get(word) if not stem.lower().endswith(word) else None)
            if found and found.marks and found.marks not in ("Former", "Late"):
                self.graph.coded(iri, "wpk:modifier", f"wpk:{found.marks}")
        head = self._head(stem)
        if head and head != wording:
            self.graph.link(iri, "skos:broader", self.role(head))
        return iri

    def _head(self, stem: str) -> str | None:
        """The head of a post's wording: the longest known ending that is shorter than it."""
        words = stem.lower().split()
        for n in range(min(3, len(words)), 0, -1):
            if head := self.knowledge.lexicon.role_head(" ".join(words[-n:])):
                return head.word
        return None

    def _typed(self, iri: str, cls: str, label: str) -> None:
        self._labels[iri] = label
        self.graph.typed(iri, cls, label)

    def _write(self, iri: str, ref: Ref) -> None:
        if isinstance(ref, PersonRef):
            tail = iri.removeprefix(self.mint.base)
            self._typed(iri, "Person", person_label(tail, ref.name, self.knowledge))
        elif isinstance(ref, BodyRef):
            self._body(iri, ref)
        elif isinstance(ref, PlaceRef):
            self._place(iri, ref)
        elif isinstance(ref, ConceptRef):
            self._concept(iri, ref)
        else:
            self._event(iri, ref)

    def _joined(self, iri: str, ref: PersonRef) -> None:
        """Of a person whom a decision joins with others: the id without the decision, and the name if it is another."""
        own = self.resolver.person_id(ref)
        if own in self.knowledge.decisions.same:
            self.graph.text(iri, "wpk:mergedId", own)
            self.form(iri, ref.name)

    def _body(self, iri: str, ref: BodyRef) -> None:
        self._typed(iri, ref.cls, ref.name)
        row = self.knowledge.bodies.bodies.get(ref.key) if ref.key else None
        if row is not None and row.also:
            self.graph.typed(iri, row.also, ref.name)
        known = (
            self.knowledge.lexicon.sector_of(row.label, None) if row is not None and row.cls == "Workplace" else None
        )
        if sector := ref.sector or known:
            self._sector(iri, sector)
        if ref.party_line is not None:
            self.graph.link(iri, "wpk:partyLine", self.iri(ref.party_line))
        if ref.parent is not None:
            relation = "org:unitOf" if ref.cls == "Unit" else "org:subOrganizationOf"
            self.graph.link(iri, relation, self.iri(ref.parent))

    def _sector(self, iri: str, key: str) -> None:
        """The sector that the name of a workplace tells."""
        sector = self.mint.sector(key)
        self.graph.link(iri, "wpk:sector", sector)
        if sector not in self.graph.done:
            self.graph.done.add(sector)
            label = self.knowledge.lexicon.sector_labels[key]
            self._typed(sector, "Concept", label)
            self.graph.text(sector, "skos:prefLabel", label)
            self.graph.link(sector, "skos:inScheme", f"{self.mint.base}scheme/sectors")

    def _place(self, iri: str, ref: PlaceRef) -> None:
        body = self.knowledge.bodies.bodies.get(ref.key) if ref.key else None
        if body is not None and iri == self.mint.body(ref.key, ref.name, None):
            self._body(iri, self.knowledge.bodies.ref(body.id))
            return
        row = self.knowledge.places.places.get(ref.key) if ref.key else None
        self._typed(iri, row.cls if row else "Place", row.label if row else ref.name)
        if ref.parent is not None:
            self.graph.link(iri, "schema:containedInPlace", self.iri(ref.parent))

    def _concept(self, iri: str, ref: ConceptRef) -> None:
        self._typed(iri, "Concept", ref.label)
        self.graph.text(iri, "skos:prefLabel", ref.label)
        self.graph.link(iri, "skos:inScheme", f"{self.mint.base}scheme/concepts")
        for kind in ref.kinds:
            self.graph.link(iri, "wpk:conceptKind", f"{self.mint.base}concept-kind/{kind}")
        if ref.candidate:
            self.graph.flag(iri, "wpk:candidate")

    def _event(self, iri: str, ref: EventRef) -> None:
        g = self.graph
        label = self.resolver.event_label(ref)
        self._typed(iri, ref.cls, label)
        if ref.ordinal is not None:
            g.number(iri, "wpk:ordinal", ref.ordinal)
        if ref.body_ordinal is not None:
            g.number(iri, "wpk:bodyOrdinal", ref.body_ordinal)
        if ref.series is not None and ref.cls != "Sitting":
            row = self.knowledge.series.find(ref.series)
            series = self.mint.series(row.id if row else ref.series)
            g.link(iri, "wpk:series", series)
            if series not in g.done:
                g.done.add(series)
                self._typed(series, "EventSeries", row.label if row else ref.series)
        g.span_of_days(iri, ref.start, ref.end)
        if ref.place is not None:
            g.link(iri, "schema:location", self.iri(ref.place))
        if ref.super_event is not None:
            g.link(iri, "schema:superEvent", self.iri(ref.super_event))
        for body in (ref.organizer, ref.body):
            if body is not None:
                g.link(iri, "schema:organizer", self.iri(body))
                break
