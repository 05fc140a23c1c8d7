"""What the graph says of the nodes themselves: names, days, places, sectors, kinds of speeches, references."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wpkgraph.explorer.tables import NONE, Curated, Happening, Link, Name, Sector, Speech, Term, Where, day
from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import DCTERMS, ORG, PREFIXES, SCHEMA, SKOS, WPK
from wpkgraph.views.display import Display

GEO = PREFIXES["geo"]
_LINKS = (f"{SCHEMA}sameAs", f"{SKOS}exactMatch", f"{SKOS}closeMatch", f"{PREFIXES['foaf']}isPrimaryTopicOf")
_AROUND = f"{SCHEMA}containedInPlace"
WANTED = (
    *_LINKS,
    f"{SKOS}altLabel",
    f"{WPK}earliest",
    f"{WPK}latest",
    f"{SCHEMA}endDate",
    f"{GEO}lat",
    f"{GEO}long",
    f"{WPK}sector",
    f"{WPK}speechKind",
    f"{WPK}candidate",
    f"{DCTERMS}source",
)
_FAR = 8  # steps up that are followed: nothing nests deeper, and a circle would never end


@dataclass(frozen=True, slots=True)
class Known:
    """What all tables are made from: triples, the base of data IRIs, the ontology's wording, and each node's row."""

    index: Index
    base: str
    display: Display
    numbers: Mapping[str, int]


class Things:
    """Asks about nodes."""

    def __init__(self, known: Known) -> None:
        self._index, self._display, self._numbers = known.index, known.display, known.numbers
        self._nodes = {number: iri for iri, number in self._numbers.items()}

    def names(self) -> list[Name]:
        """Other names, by node."""
        return sorted({Name(node, text) for node, text in self._pairs(f"{SKOS}altLabel")})

    def events(self) -> list[Happening]:
        """The days of all nodes that have any, by node."""
        out = []
        for node, first in self._pairs(f"{WPK}earliest"):
            iri = self._nodes[node]
            last = self._index.one(iri, f"{WPK}latest")
            dates = [self._index.one(iri, f"{SCHEMA}{name}") for name in ("startDate", "endDate")]
            written = sorted({date for date in dates if date})
            out.append(Happening(node, day(first), day(last), "/".join(written)))
        return sorted(out)

    def where(self) -> list[Where]:
        """Where nodes are, by node; those of which nothing is said are left out."""
        found = ((number, self._placed(iri)) for iri, number in self._numbers.items())
        return sorted(
            (self._where(number, *place) for number, place in found if place is not None), key=lambda row: row.node
        )

    def _placed(self, iri: str) -> tuple[str, int] | None:
        """The place that a node is, or is said to be in, or that what it is part of is said to be in, and how far up."""
        index = self._index
        for steps in range(_FAR):
            if index.one(iri, f"{GEO}lat") or index.one(iri, _AROUND):
                return iri, steps
            if place := index.one(iri, f"{WPK}locatedIn") or index.one(iri, f"{SCHEMA}location"):
                return (place, steps) if place in self._numbers else None
            above = index.one(iri, f"{ORG}unitOf") or index.one(iri, f"{SCHEMA}superEvent")
            if above is None:
                return None
            iri = above
        return None

    def _where(self, node: int, place: str, steps: int) -> Where:
        province, at = NONE, self._numbers[place]
        spot: tuple[float, float] | None = None
        chain = self._chain(place)
        for up, iri in enumerate(chain):
            lat, long = self._index.one(iri, f"{GEO}lat"), self._index.one(iri, f"{GEO}long")
            if spot is None and lat and long:
                spot, steps = (round(float(lat), 5), round(float(long), 5)), steps + up
            types = self._index.values(iri, TYPE)
            if province == NONE and (f"{WPK}Province" in types or f"{WPK}SpecialCity" in types):
                province = self._numbers.get(iri, NONE)
        lat_long: tuple[float | None, float | None] = spot or (None, None)
        return Where(node, at, steps, *lat_long, province)

    def _chain(self, place: str) -> list[str]:
        """The place and those around it, innermost first; a state is around places, but no spot for them."""
        chain = [place]
        while len(chain) < _FAR and (above := self._index.one(chain[-1], _AROUND)) is not None:
            if above in chain or f"{WPK}Organization" in self._index.values(above, TYPE):
                break
            chain.append(above)
        return chain

    def sectors(self) -> list[Sector]:
        """The sectors of workplaces and of the units in them, by node."""
        out = []
        for iri, number in self._numbers.items():
            above: str | None = iri
            for steps in range(_FAR):
                if above is None:
                    break
                if found := self._index.values(above, f"{WPK}sector"):
                    out += [Sector(number, self._numbers[s], steps) for s in found if s in self._numbers]
                    break
                above = self._index.one(above, f"{ORG}unitOf")
        return sorted(out)

    def speeches(self) -> tuple[list[Speech], list[Term]]:
        """The kind of each speech, and the kinds met."""
        pairs = list(self._pairs(f"{WPK}speechKind"))
        kinds = sorted({kind for _, kind in pairs})
        rows = sorted(Speech(node, kinds.index(kind)) for node, kind in pairs)
        return rows, [term(self._index, self._display, kind) for kind in kinds]

    def candidates(self) -> list[int]:
        """The concepts that a rule found and the vocabulary lacks."""
        return sorted(node for node, said in self._pairs(f"{WPK}candidate") if said == "true")

    def curated(self) -> list[Curated]:
        """The sources of reference data, by node."""
        return sorted(Curated(node, text) for node, text in self._pairs(f"{DCTERMS}source"))

    def links(self) -> list[Link]:
        """Addresses of the same things elsewhere, by node."""
        label = self._display.label
        return sorted(Link(node, label(relation), iri) for relation in _LINKS for node, iri in self._pairs(relation))

    def _pairs(self, predicate: str) -> Iterator[tuple[int, str]]:
        for iri, text in self._index.pairs(predicate):
            if iri in self._numbers:
                yield self._numbers[iri], text


def term(index: Index, display: Display, iri: str) -> Term:
    """A coded concept of the ontology."""
    return Term(index.one(iri, f"{SKOS}notation") or iri, index.one(iri, LABEL) or display.label(iri))
