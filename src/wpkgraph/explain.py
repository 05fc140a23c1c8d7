"""What the graph says of one thing, and the characters that say so."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
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
    """A fact: its kind, what it relates, its readings; `source` for a curated one, which has none."""

    iri: str
    kind: str
    says: tuple[tuple[str, str], ...]
    readings: tuple[Reading, ...]
    source: str = ""


@dataclass(frozen=True)
class Explanation:
    """One thing: label, short IRI, kind, other names, plain relations, facts, and how often it is named where."""

    label: str
    iri: str
    kind: str
    names: tuple[str, ...]
    says: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]
    mentions: tuple[tuple[str, int], ...]


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
        facts = [self._fact(fact, iri) for fact in self._facts(iri)]
        mentions: dict[str, int] = {}
        for span in self._subjects(_DENOTES, iri):
            title = self._title(self._one(span, f"{WPK}inArticle"))
            mentions[title] = mentions.get(title, 0) + 1
        label, kind, short = self.describe(iri)
        if self._is(iri, "Reading"):
            return Explanation(label, short, kind, (), (), (self._fact(self._one(iri, _READING), ""),), ())
        return Explanation(
            label,
            short,
            kind,
            tuple(self._values(iri, _ALT)),
            () if any(fact.iri == short for fact in facts) else self._says(iri, ""),
            tuple(sorted(facts, key=lambda fact: (fact.kind, fact.iri))),
            tuple(sorted(mentions.items())),
        )

    def _facts(self, iri: str) -> list[str]:
        """The thing itself if it is a fact, and the facts that speak of it."""
        about = {_value(quad.subject) for quad in self._store.quads_for_pattern(None, None, _node(iri), _default())}
        return sorted(node for node in about | {iri} if self._is_fact(node))

    def _is_fact(self, node: str) -> bool:
        """Whether articles state it, or reference data do and it is no thing of its own."""
        if self._subjects(_READING, node):
            return True
        curated = bool(self._one(node, f"{WPK}status")) and not self._one(node, _READING)
        return curated and not set(self._values(node, TYPE)) & set(KINDS)

    def _fact(self, fact: str, thing: str) -> Fact:
        readings = tuple(self._reading(reading) for reading in self._subjects(_READING, fact))
        source = self._one(fact, f"{DCTERMS}source") if not readings else ""
        return Fact(shorten(fact, self._base), self._kind(fact), self._says(fact, thing), readings, source)

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


def _default() -> ox.DefaultGraph:
    import pyoxigraph as ox

    return ox.DefaultGraph()
