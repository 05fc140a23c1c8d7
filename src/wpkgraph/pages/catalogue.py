"""All that a reader may look for: classes with their counts, and things by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from wpkgraph.exporters.network import KINDS
from wpkgraph.knowledge.vocabulary import local
from wpkgraph.lines import LABEL, TYPE
from wpkgraph.lookup import DENOTES
from wpkgraph.namespaces import DCTERMS, PREFIXES, SKOS, WPK
from wpkgraph.pages.facts import BEHIND, NAMELESS, Facts, is_listed
from wpkgraph.pages.names import best, fold
from wpkgraph.pages.parts import plain

_UNNAMED = NAMELESS | BEHIND | {f"{WPK}ListItem", f"{WPK}TaskList", f"{SKOS}ConceptScheme"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be looked for: its names folded, the label's first, and how often texts name it."""

    iri: str
    label: str
    cls: str
    family: str
    names: tuple[str, ...]
    weight: int


class Catalogue:
    """Made from the whole graph at first use; the folder must not change meanwhile."""

    def __init__(self, facts: Facts) -> None:
        self._facts, self._graph = facts, facts.graph

    @cached_property
    def counts(self) -> Counter[str]:
        """How many things each class has that pages list, the classes above included; by IRI."""
        counted = Counter(cls for _, cls in self._graph.all(TYPE))
        return Counter({cls: counted[cls] for cls in sorted(counted) if is_listed(self._graph.display, cls)})

    def classes(self) -> list[tuple[str, list[str]]]:
        """(family, the narrower classes of it) of the classes that have things: things before facts."""
        display = self._graph.display
        kinds: dict[str, list[str]] = {}
        for cls in sorted(self.counts, key=display.caption):
            kinds.setdefault(display.family(cls), []).append(cls)
        order = {cls: n for n, cls in enumerate(KINDS)}
        ranked = sorted(kinds, key=lambda f: (f in _UNNAMED, order.get(f, len(order)), display.caption(f)))
        return [(family, [cls for cls in kinds[family] if cls != family]) for family in ranked]

    def members(self, cls: str) -> list[tuple[str, str]]:
        """(label, IRI) of a class's things, in the order of their names."""
        rows = [(plain(self._graph.label(iri)), iri) for iri in self._graph.subjects(TYPE, cls)]
        return sorted(rows, key=lambda row: (fold(row[0]), row))

    @cached_property
    def weights(self) -> Counter[str]:
        """How many spans name each thing."""
        return Counter(iri for _, iri in self._graph.all(DENOTES))

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The things with names, in the order of their labels."""
        display = self._graph.display
        types: dict[str, list[str]] = {}
        for iri, cls in self._graph.all(TYPE):
            types.setdefault(iri, []).append(cls)
        alternatives: dict[str, list[str]] = {}
        for predicate in (f"{SKOS}altLabel", f"{DCTERMS}title"):
            for iri, text in self._graph.all(predicate):
                alternatives.setdefault(iri, []).append(fold(text))
        found = []
        for iri, label in self._graph.all(LABEL):
            cls = display.narrowest(types.get(iri, ()))
            family = display.family(cls) if cls else ""
            if cls and family not in _UNNAMED and iri.startswith(self._graph.base):
                names = (fold(label), *sorted(set(alternatives.get(iri, ())) - {fold(label), ""}))
                found.append(Entry(iri, plain(label), local(cls), family, names, self.weights[iri]))
        return tuple(sorted(found, key=lambda entry: (entry.names[0], entry.iri)))

    def search(self, words: str) -> list[Entry]:
        """The things whose names fit, best first: see names.fit; among equals those that texts name most."""
        wanted = fold(words)
        if not wanted:
            return []
        ranked = ((best(entry.names, wanted), entry) for entry in self.entries)
        fits = [(rank, -entry.weight, entry.label, entry.iri, entry) for rank, entry in ranked if rank is not None]
        return [entry for *_, entry in sorted(fits, key=lambda row: row[:4])]

    def most_named(self, families: Sequence[str], most: int) -> list[tuple[str, list[Entry]]]:
        """(family, its things that texts name most)."""
        out = []
        for family in families:
            entries = [entry for entry in self.entries if entry.family == family and entry.weight]
            out.append((family, sorted(entries, key=lambda entry: (-entry.weight, entry.label, entry.iri))[:most]))
        return [(family, entries) for family, entries in out if entries]

    @cached_property
    def articles(self) -> tuple[tuple[str, str, str], ...]:
        """(day to sort by, date of issue, IRI) of all articles, newest first, undated ones last."""
        rows = []
        for iri in self._graph.subjects(TYPE, f"{WPK}Article"):
            issued = self._graph.one(iri, f"{DCTERMS}issued")
            rows.append((self._graph.one(iri, f"{WPK}earliest") or issued, issued, iri))
        return tuple(sorted(sorted(rows, key=lambda row: row[2]), key=lambda row: row[0], reverse=True))

    @cached_property
    def spots(self) -> tuple[tuple[float, float], ...]:
        """(latitude, longitude) of all places that have them, sorted."""
        geo = PREFIXES["geo"]
        long = {iri: float(value) for iri, value in self._graph.all(f"{geo}long")}
        return tuple(sorted({(float(value), long[iri]) for iri, value in self._graph.all(f"{geo}lat") if iri in long}))
