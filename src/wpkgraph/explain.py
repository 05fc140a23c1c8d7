"""What the graph says of one thing, and the characters that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from wpkgraph.errors import NotFoundError
from wpkgraph.exporters.network import KINDS
from wpkgraph.lines import LABEL, TYPE
from wpkgraph.lookup import DENOTES, EVIDENCE, READING, Lookup, Quote
from wpkgraph.namespaces import SKOS, WPK, expand, shorten
from wpkgraph.nearnames import nearest

__all__ = ["Explainer", "Explanation", "Fact", "Quote", "Reading"]

_HINTS = 8
_ALT = f"{SKOS}altLabel"
# Relations that the page shows in a form of their own, or that say nothing to a reader.
_HIDDEN = {TYPE, LABEL, EVIDENCE, READING, _ALT, f"{SKOS}prefLabel"} | {
    f"{WPK}{name}" for name in ("earliest", "latest", "inArticle", "rule", "status", "sha256", "textKey")
}


@dataclass(frozen=True)
class Reading:
    """One article's statement of a fact: the rule that read it, its status, what it says beyond the fact, and where."""

    rule: str
    status: str
    says: tuple[tuple[str, str], ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Fact:
    """A fact: its kind, what it relates, its readings.

    basis  of one that no article states, in words: "curated; source: ...", who decided it, what it is derived from
    """

    iri: str
    kind: str
    says: tuple[tuple[str, str], ...]
    readings: tuple[Reading, ...]
    basis: str = ""


@dataclass(frozen=True)
class Explanation:
    """One thing: label, short IRI, kind, other names, plain relations, facts, and how often it is named where.

    titles  words that stand for it without its name, why they do, and how often
    """

    label: str
    iri: str
    kind: str
    names: tuple[str, ...]
    says: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    mentions: tuple[tuple[str, int], ...]
    titles: tuple[tuple[str, str, int], ...] = ()


class Explainer:
    """Looks things up in an output folder."""

    def __init__(self, folder: str | Path) -> None:
        """Open the folder's store; raises OutputError."""
        self._graph = Lookup(folder)
        self._base = self._graph.base

    def find(self, name: str) -> list[str]:
        """The IRIs that an IRI, a short name ("person:x") or a label stands for. Raises NotFoundError with hints."""
        iri = expand(name, self._base)
        if iri and self._graph.known(iri):
            return [iri]
        if iri and (joined := self._graph.holding(f"{WPK}mergedId", iri.removeprefix(self._base))):
            return joined
        wanted = name.casefold()
        for predicate in (LABEL, _ALT):
            found = [
                s for s, text in self._graph.all(predicate) if text.casefold() == wanted and self._graph.is_thing(s)
            ]
            if found:
                return sorted(set(found))
        if iri and (term := self._graph.display.words.labels.get(iri)):
            raise NotFoundError(
                f"{name!r} is a term of the ontology ({term}), no thing of the graph; what the graph has of it: "
                f"wpkgraph query {self._graph.folder} 'SELECT ?s {{ ?s ?p {shorten(iri, self._base)} }}'"
            )
        raise NotFoundError(self._not_found(name))

    def describe(self, iri: str) -> tuple[str, str, str]:
        """(label, kind, short IRI), for a list of candidates."""
        return self._graph.label(iri), self._graph.kind(iri), shorten(iri, self._base)

    def explain(self, iri: str) -> Explanation:
        """All that the graph says of a thing; facts in the order of their kinds and IRIs."""
        label, kind, short = self.describe(iri)
        if self._graph.is_a(iri, "Reading"):
            fact = self._fact(self._graph.one(iri, READING), "")
            own = replace(fact, readings=(self._reading(iri),))
            return Explanation(label, short, kind, (), (), (own,), ())
        facts = sorted((self._fact(fact, iri) for fact in self._facts(iri)), key=lambda fact: (fact.kind, fact.iri))
        mentions, titles = self._mentions(iri)
        return Explanation(
            label,
            short,
            kind,
            tuple(self._graph.values(iri, _ALT)),
            () if any(fact.iri == short for fact in facts) else self._says(iri, ""),
            (*facts, *self._behind(iri)),
            mentions,
            titles,
        )

    def _mentions(self, iri: str) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, str, int], ...]]:
        """How often each article names a thing, and which words without its name stand for it, why and how often."""
        named: Counter[str] = Counter()
        titles: Counter[tuple[str, str]] = Counter()
        for span in self._graph.subjects(DENOTES, iri):
            named[self._graph.title(self._graph.one(span, f"{WPK}inArticle"))] += 1
            if why := self._graph.one(span, f"{WPK}resolvedBy"):
                titles[self._graph.one(span, f"{WPK}quote"), why] += 1
        return tuple(sorted(named.items())), tuple((*said, count) for said, count in sorted(titles.items()))

    def _facts(self, iri: str) -> list[str]:
        """The thing itself if it is a fact, and the facts that speak of it."""
        about = {subject for _, subject in self._graph.pointing(iri)}
        return sorted(node for node in about | {iri} if self._graph.is_fact(node))

    def _behind(self, iri: str) -> list[Fact]:
        """Of a match: what articles say of the two persons, from which it is derived."""
        persons = self._graph.values(iri, f"{WPK}between") if self._graph.is_a(iri, "Match") else []
        facts = [self._fact(fact, "") for person in persons for fact in self._facts(person)]
        return [fact for fact in facts if fact.readings]

    def _fact(self, fact: str, thing: str) -> Fact:
        readings = tuple(self._reading(reading) for reading in self._graph.subjects(READING, fact))
        if self._graph.is_a(fact, "ListItem"):
            readings = tuple(self._item_readings(fact))
        basis = "" if readings else self._graph.basis(fact)
        return Fact(shorten(fact, self._base), self._graph.kind(fact), self._says(fact, thing), readings, basis)

    def _item_readings(self, item: str) -> Iterator[Reading]:
        """The readings of an item's list, with the item's own words."""
        for owner in self._graph.subjects(f"{WPK}item", item):
            for reading in self._graph.subjects(READING, owner):
                quotes = self._graph.quotes(
                    self._graph.one(reading, f"{WPK}inArticle"), self._graph.values(item, EVIDENCE)
                )
                yield replace(self._reading(reading), quotes=tuple(quotes))

    def _reading(self, reading: str) -> Reading:
        status = self._graph.display.label(self._graph.one(reading, f"{WPK}status"))
        quotes = self._graph.quotes(self._graph.one(reading, f"{WPK}inArticle"), self._graph.values(reading, EVIDENCE))
        return Reading(self._graph.one(reading, f"{WPK}rule"), status, self._says(reading, ""), tuple(quotes))

    def _says(self, iri: str, thing: str) -> tuple[tuple[str, str], ...]:
        """(relation, value) in words, without what is shown elsewhere and without the thing itself."""
        rows = {
            (self._graph.display.label(predicate), self._graph.label(value) if is_iri else value)
            for predicate, value, is_iri in self._graph.pairs(iri)
            if predicate not in _HIDDEN and value != thing
        }
        return tuple(sorted(rows))

    def _not_found(self, name: str) -> str:
        """The sentence for a name that nothing has, with names like it: things first, then facts, one a line."""
        said = f"{name!r} stands for nothing in {self._graph.folder}"
        known = [(s, text) for s, text in self._graph.all(LABEL) if self._graph.is_thing(s)]
        part = [row for row in known if name.casefold() in row[1].casefold()] if name.strip() else []
        near = [s for *_, s in sorted((*self._rank(s, text, name), s) for s, text in part)] or self._near(name, known)
        if not near:
            return said
        lines = [f"{self._graph.label(s)} ({self._graph.kind(s)})  {shorten(s, self._base)}" for s in near]
        more = [f"... and {len(lines) - _HINTS} more"] if len(lines) > _HINTS else []
        shown = ["".join(c if c.isprintable() else " " for c in line) for line in lines[:_HINTS] + more]
        return "\n  ".join([f"{said}; did you mean:", *shown])

    def _near(self, name: str, known: Iterable[tuple[str, str]]) -> list[str]:
        """What a misspelt name, short name or IRI may stand for, the nearest first; facts only where no thing is near."""
        short = expand(name, self._base) is not None
        names = {s: [shorten(s, self._base)] if short else [text, *self._own(s)] for s, text in known}
        for s, text in self._graph.all(_ALT) if not short else ():
            if s in names:
                names[s].append(text)
        persons = set() if short else {s for s in self._graph.subjects(TYPE, f"{WPK}Person") if s in names}
        kinds = set(KINDS)
        things = {s: names[s] for s in names if kinds & set(self._graph.values(s, TYPE))}
        given = shorten(name, self._base)
        return nearest(given, things, persons) or nearest(given, names)

    def _own(self, iri: str) -> list[str]:
        """The name that an IRI itself has, where it is one word: "wpk-politburo"."""
        local = shorten(iri, self._base).partition(":")[2]
        return [] if "/" in local else [local]

    def _rank(self, iri: str, label: str, name: str) -> tuple[bool, bool, str]:
        """The order of hints: things, then facts; of each those that begin with the name first."""
        fact = not set(self._graph.values(iri, TYPE)) & set(KINDS)
        return fact, not label.casefold().startswith(name.casefold()), label.casefold()
