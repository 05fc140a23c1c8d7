"""What the graph says of one thing, and the characters that say so."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from wpkgraph.errors import NotFoundError
from wpkgraph.exporters.network import KINDS
from wpkgraph.lines import LABEL, TYPE
from wpkgraph.namespaces import DCTERMS, SKOS, WPK, expand, shorten
from wpkgraph.outputs import require_output
from wpkgraph.store import open_store, read_report
from wpkgraph.views import display
from wpkgraph.views.excerpt import Piece, excerpts

if TYPE_CHECKING:
    import pyoxigraph as ox

_EVIDENCE, _READING, _DENOTES = f"{WPK}evidence", f"{WPK}readingOf", f"{WPK}denotes"
_HINTS = 8
_ALT = f"{SKOS}altLabel"
_MADE = ("Match", "Decision")
_SOURCES = tuple(f"{WPK}{name}" for name in ("Span", "Reading", "Passage"))
# Relations that the page shows in a form of their own, or that say nothing to a reader.
_HIDDEN = {TYPE, LABEL, _EVIDENCE, _READING, _ALT, f"{SKOS}prefLabel"} | {
    f"{WPK}{name}" for name in ("earliest", "latest", "inArticle", "rule", "status", "sha256", "textKey")
}


@dataclass(frozen=True)
class Quote:
    """The sentence or sentences of one article that state a fact.

    title   the article's title
    files   where each file has it: "x.txt, characters 10-90"
    start, end  in the article's text, in code points, half-open
    pieces  the words; the marked ones are the evidence
    """

    title: str
    files: tuple[str, ...]
    start: int
    end: int
    pieces: tuple[Piece, ...]


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
        self._folder = require_output(folder)
        self._store = open_store(folder)
        self._base = str(read_report(folder)["base"])
        self._display = display.load()

    def find(self, name: str) -> list[str]:
        """The IRIs that an IRI, a short name ("person:x") or a label stands for. Raises NotFoundError with hints."""
        iri = expand(name, self._base)
        if iri and self._known(iri):
            return [iri]
        if iri and (joined := self._holding(f"{WPK}mergedId", iri.removeprefix(self._base))):
            return joined
        wanted = name.casefold()
        for predicate in (LABEL, _ALT):
            found = [s for s, text in self._labels(predicate) if text.casefold() == wanted and self._is_thing(s)]
            if found:
                return sorted(set(found))
        raise NotFoundError(self._not_found(name))

    def _known(self, iri: str) -> bool:
        try:
            return next(iter(self._pairs(iri)), None) is not None
        except ValueError:  # looks like an IRI and is none ("https://[x")
            return False

    def describe(self, iri: str) -> tuple[str, str, str]:
        """(label, kind, short IRI), for a list of candidates."""
        return self._label(iri), self._kind(iri), shorten(iri, self._base)

    def explain(self, iri: str) -> Explanation:
        """All that the graph says of a thing; facts in the order of their kinds and IRIs."""
        label, kind, short = self.describe(iri)
        if self._is(iri, "Reading"):
            fact = self._fact(self._one(iri, _READING), "")
            own = replace(fact, readings=(self._reading(iri),))
            return Explanation(label, short, kind, (), (), (own,), ())
        facts = sorted((self._fact(fact, iri) for fact in self._facts(iri)), key=lambda fact: (fact.kind, fact.iri))
        mentions, titles = self._mentions(iri)
        return Explanation(
            label,
            short,
            kind,
            tuple(self._values(iri, _ALT)),
            () if any(fact.iri == short for fact in facts) else self._says(iri, ""),
            (*facts, *self._behind(iri)),
            mentions,
            titles,
        )

    def _mentions(self, iri: str) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, str, int], ...]]:
        """How often each article names a thing, and which words without its name stand for it, why and how often."""
        named: Counter[str] = Counter()
        titles: Counter[tuple[str, str]] = Counter()
        for span in self._subjects(_DENOTES, iri):
            named[self._title(self._one(span, f"{WPK}inArticle"))] += 1
            if why := self._one(span, f"{WPK}resolvedBy"):
                titles[self._one(span, f"{WPK}quote"), why] += 1
        return tuple(sorted(named.items())), tuple((*said, count) for said, count in sorted(titles.items()))

    def _facts(self, iri: str) -> list[str]:
        """The thing itself if it is a fact, and the facts that speak of it."""
        about = {_value(quad.subject) for quad in self._store.quads_for_pattern(None, None, _node(iri), _default())}
        return sorted(node for node in about | {iri} if self._is_fact(node))

    def _behind(self, iri: str) -> list[Fact]:
        """Of a match: what articles say of the two persons, from which it is derived."""
        persons = self._values(iri, f"{WPK}between") if self._is(iri, "Match") else []
        facts = [self._fact(fact, "") for person in persons for fact in self._facts(person)]
        return [fact for fact in facts if fact.readings]

    def _is_fact(self, node: str) -> bool:
        """Whether articles state it, somebody decided it, it is derived, or reference data state it of other things."""
        if self._subjects(_READING, node) or any(self._is(node, name) for name in ("ListItem", *_MADE)):
            return True
        curated = bool(self._one(node, f"{WPK}status")) and not self._one(node, _READING)
        return curated and not set(self._values(node, TYPE)) & set(KINDS)

    def _fact(self, fact: str, thing: str) -> Fact:
        readings = tuple(self._reading(reading) for reading in self._subjects(_READING, fact))
        if self._is(fact, "ListItem"):
            readings = tuple(self._item_readings(fact))
        basis = "" if readings else self._basis(fact)
        return Fact(shorten(fact, self._base), self._kind(fact), self._says(fact, thing), readings, basis)

    def _item_readings(self, item: str) -> Iterator[Reading]:
        """The readings of an item's list, with the item's own words."""
        for owner in self._subjects(f"{WPK}item", item):
            for reading in self._subjects(_READING, owner):
                quotes = self._quotes(self._one(reading, f"{WPK}inArticle"), self._values(item, _EVIDENCE))
                yield replace(self._reading(reading), quotes=tuple(quotes))

    def _basis(self, fact: str) -> str:
        """What a fact rests on that no article states."""
        if self._is(fact, "Match"):
            return "derived by rule possibly-same from what articles say of the two"
        if self._is(fact, "Decision"):
            return f"decided by {self._one(fact, f'{WPK}decidedBy')}: {self._one(fact, f'{WPK}reason')}"
        return f"curated; source: {self._one(fact, f'{DCTERMS}source') or 'none given'}"

    def _reading(self, reading: str) -> Reading:
        status = self._display.label(self._one(reading, f"{WPK}status"))
        quotes = self._quotes(self._one(reading, f"{WPK}inArticle"), self._values(reading, _EVIDENCE))
        return Reading(self._one(reading, f"{WPK}rule"), status, self._says(reading, ""), tuple(quotes))

    def _quotes(self, article: str, spans: list[str]) -> Iterator[Quote]:
        path = self._folder / "text" / f"{self._one(article, f'{WPK}sha256')}.txt"
        if not path.is_file():
            return
        bounds = [(int(self._one(span, f"{WPK}start")), int(self._one(span, f"{WPK}end"))) for span in spans]
        for (start, end), pieces in excerpts(path.read_bytes().decode(), bounds):
            yield Quote(self._title(article), self._files(article, start, end), start, end, tuple(pieces))

    def _files(self, article: str, start: int, end: int) -> tuple[str, ...]:
        out = []
        for passage in self._values(article, f"{WPK}foundAt"):
            at = int(self._one(passage, f"{WPK}start"))
            file = self._one(self._one(passage, f"{WPK}inFile"), f"{WPK}fileName")
            out.append(f"{file}, characters {at + start}-{at + end}")
        return tuple(sorted(out))

    def _says(self, iri: str, thing: str) -> tuple[tuple[str, str], ...]:
        """(relation, value) in words, without what is shown elsewhere and without the thing itself."""
        rows = {
            (self._display.label(predicate), self._label(value) if is_iri else value)
            for predicate, value, is_iri in self._pairs(iri)
            if predicate not in _HIDDEN and value != thing
        }
        return tuple(sorted(rows))

    def _pairs(self, iri: str) -> Iterator[tuple[str, str, bool]]:
        for quad in self._store.quads_for_pattern(_node(iri), None, None, _default()):
            yield quad.predicate.value, _value(quad.object), type(quad.object).__name__ == "NamedNode"

    def _values(self, iri: str, predicate: str) -> list[str]:
        quads = self._store.quads_for_pattern(_node(iri), _node(predicate), None, _default()) if iri else ()
        return sorted(_value(quad.object) for quad in quads)

    def _one(self, iri: str, predicate: str) -> str:
        return next(iter(self._values(iri, predicate)), "")

    def _subjects(self, predicate: str, value: str) -> list[str]:
        quads = self._store.quads_for_pattern(None, _node(predicate), _node(value), _default())
        return sorted(_value(quad.subject) for quad in quads)

    def _holding(self, predicate: str, text: str) -> list[str]:
        """The subjects that have a string as their value."""
        quads = self._store.quads_for_pattern(None, _node(predicate), _string(text), _default())
        return sorted(_value(quad.subject) for quad in quads)

    def _labels(self, predicate: str) -> Iterator[tuple[str, str]]:
        for quad in self._store.quads_for_pattern(None, _node(predicate), None, _default()):
            yield _value(quad.subject), _value(quad.object)

    def _label(self, iri: str) -> str:
        return self._one(iri, LABEL) or self._display.words.labels.get(iri) or shorten(iri, self._base)

    def _title(self, article: str) -> str:
        return self._one(article, f"{DCTERMS}title") or self._label(article)

    def _kind(self, iri: str) -> str:
        cls = self._display.narrowest(self._values(iri, TYPE))
        return self._display.label(cls) if cls else "thing"

    def _is(self, iri: str, name: str) -> bool:
        return f"{WPK}{name}" in self._values(iri, TYPE)

    def _is_thing(self, iri: str) -> bool:
        return not set(self._values(iri, TYPE)) & set(_SOURCES)

    def _not_found(self, name: str) -> str:
        """The sentence for a name that nothing has, with names like it: things first, then facts, one a line."""
        said = f"{name!r} stands for nothing in {self._folder}"
        known = [(s, text) for s, text in self._labels(LABEL) if self._is_thing(s)]
        near = [row for row in known if name.casefold() in row[1].casefold()]
        if not near:
            close = difflib.get_close_matches(name, sorted({text for _, text in known}), _HINTS, 0.6)
            near = [row for row in known if row[1] in close]
        if not near or not name.strip():
            return said
        ranked = sorted((*self._rank(s, text, name), s) for s, text in near)
        lines = [f"{self._label(s)} ({self._kind(s)})  {shorten(s, self._base)}" for *_, s in ranked]
        more = [f"... and {len(lines) - _HINTS} more"] if len(lines) > _HINTS else []
        shown = ["".join(c if c.isprintable() else " " for c in line) for line in lines[:_HINTS] + more]
        return "\n  ".join([f"{said}; did you mean:", *shown])

    def _rank(self, iri: str, label: str, name: str) -> tuple[bool, bool, str]:
        """The order of hints: things, then facts; of each those that begin with the name first."""
        fact = not set(self._values(iri, TYPE)) & set(KINDS)
        return fact, not label.casefold().startswith(name.casefold()), label.casefold()


def _value(term: object) -> str:
    """The IRI or lexical form of a store's term."""
    return str(getattr(term, "value", term))


def _node(iri: str) -> ox.NamedNode:
    import pyoxigraph as ox

    return ox.NamedNode(iri)


def _string(text: str) -> ox.Literal:
    import pyoxigraph as ox

    return ox.Literal(text)


def _default() -> ox.DefaultGraph:
    import pyoxigraph as ox

    return ox.DefaultGraph()
