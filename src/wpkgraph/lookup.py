"""An output folder asked for single things: what is said of one, what points at it, its label, its words in the texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from wpkgraph.exporters.network import KINDS
from wpkgraph.lines import LABEL, TYPE, Term
from wpkgraph.namespaces import DCTERMS, WPK, shorten
from wpkgraph.outputs import require_output
from wpkgraph.store import open_store, read_report
from wpkgraph.views import display
from wpkgraph.views.excerpt import Piece, excerpts

if TYPE_CHECKING:
    import pyoxigraph as ox

EVIDENCE, READING, DENOTES, ARTICLE = (f"{WPK}{name}" for name in ("evidence", "readingOf", "denotes", "inArticle"))
_MADE = ("Match", "Decision")
_SOURCES = tuple(f"{WPK}{name}" for name in ("Span", "Reading", "Passage"))
_KEPT = 20_000  # subjects whose triples are remembered
_TEXTS = 64
_KINDS = 1000  # combinations of classes


@dataclass(frozen=True)
class Quote:
    """The sentence or sentences of one article that state a fact.

    title   the article's title
    files   where each file has it: "x.txt, characters 10-90"
    start, end  in the article's text, in code points, half-open
    pieces  the words; the marked ones are the evidence
    article  its IRI
    spans   (start, end) of each piece of evidence, in order
    """

    title: str
    files: tuple[str, ...]
    start: int
    end: int
    pieces: tuple[Piece, ...]
    article: str = ""
    spans: tuple[tuple[int, int], ...] = ()


class Lookup:
    """Looks things up in an output folder. `store` and `base` are those of the folder, `display` the ontology's wording.

    What was looked up is remembered within bounds: the folder must not change meanwhile.
    """

    def __init__(self, folder: str | Path) -> None:
        """Open the folder's store; raises OutputError."""
        self.folder = require_output(folder)
        self.store = open_store(folder)
        self.base = str(read_report(folder)["base"])
        self.display = display.load()
        self.about = lru_cache(_KEPT)(self._about)
        self.text = lru_cache(_TEXTS)(self._text)
        self.readings = lru_cache(_KEPT)(self._readings)
        self._narrowest = lru_cache(_KINDS)(self.display.narrowest)
        self.namesakes = lru_cache(_KEPT)(self._namesakes)

    def _about(self, iri: str) -> Mapping[str, tuple[Term, ...]]:
        """What is said of an IRI: predicate -> its objects, sorted. Raises ValueError for what is no IRI."""
        found: dict[str, list[Term]] = {}
        for quad in self.store.quads_for_pattern(_node(iri), None, None, _default()):
            found.setdefault(quad.predicate.value, []).append(_term(quad.object))
        return {predicate: tuple(sorted(found[predicate])) for predicate in sorted(found)}

    def _readings(self, fact: str) -> list[str]:
        """The readings of a fact, sorted."""
        return self.subjects(READING, fact)

    def _namesakes(self, iri: str) -> int:
        """How many things of its narrowest class have the label of a thing, itself among them."""
        cls = self.cls(iri)
        return sum(1 for other in self.holding(LABEL, self.one(iri, LABEL)) if self.cls(other) == cls)

    def known(self, iri: str) -> bool:
        """Whether anything is said of an IRI; False for what only looks like one ("https://[x")."""
        try:
            return bool(self.about(iri))
        except ValueError:
            return False

    def pointing(self, iri: str) -> list[tuple[str, str]]:
        """(predicate, subject) of each triple whose object is the IRI, sorted."""
        quads = self.store.quads_for_pattern(None, None, _node(iri), _default())
        return sorted((quad.predicate.value, _value(quad.subject)) for quad in quads)

    def pairs(self, iri: str) -> Iterator[tuple[str, str, bool]]:
        """(predicate, value, whether it is an IRI) of each triple of a subject."""
        for predicate, terms in self.about(iri).items():
            yield from ((predicate, term.value, term.kind == "iri") for term in terms)

    def values(self, iri: str, predicate: str) -> list[str]:
        """The values of one relation, sorted."""
        return [term.value for term in self.about(iri).get(predicate, ())] if iri else []

    def one(self, iri: str, predicate: str) -> str:
        """The first value, or ""."""
        return next(iter(self.values(iri, predicate)), "")

    def subjects(self, predicate: str, value: str) -> list[str]:
        """What points at an IRI by one relation, sorted."""
        quads = self.store.quads_for_pattern(None, _node(predicate), _node(value), _default())
        return sorted(_value(quad.subject) for quad in quads)

    def holding(self, predicate: str, text: str) -> list[str]:
        """The subjects that have a string as their value, sorted."""
        quads = self.store.quads_for_pattern(None, _node(predicate), _string(text), _default())
        return sorted(_value(quad.subject) for quad in quads)

    def all(self, predicate: str) -> Iterator[tuple[str, str]]:
        """(subject, value) of each triple of one relation, in the store's order."""
        for quad in self.store.quads_for_pattern(None, _node(predicate), None, _default()):
            yield _value(quad.subject), _value(quad.object)

    def lines(self, iri: str, predicate: str = "") -> list[str]:
        """The triples of a subject, or those of one relation, as lines ("<s> <p> <o>"), sorted."""
        wanted = _node(predicate) if predicate else None
        return sorted(str(quad.triple) for quad in self.store.quads_for_pattern(_node(iri), wanted, None, _default()))

    def is_graph(self, iri: str) -> bool:
        """Whether an IRI names one of the graphs."""
        try:
            return self.store.contains_named_graph(_node(iri))
        except ValueError:
            return False

    def graph(self, iri: str) -> list[str]:
        """The triples of one named graph as lines ("<s> <p> <o>"), sorted."""
        return sorted(str(quad.triple) for quad in self.store.quads_for_pattern(None, None, None, _node(iri)))

    def label(self, iri: str) -> str:
        """The label of the graph or of the ontology, else the short name."""
        return self.one(iri, LABEL) or self.display.words.labels.get(iri) or shorten(iri, self.base)

    def title(self, article: str) -> str:
        """An article's title, else its label."""
        return self.one(article, f"{DCTERMS}title") or self.label(article)

    def cls(self, iri: str) -> str:
        """The narrowest class, or ""."""
        return self._narrowest(tuple(self.values(iri, TYPE)))

    def kind(self, iri: str) -> str:
        """The narrowest class in words."""
        cls = self.cls(iri)
        return self.display.label(cls) if cls else "thing"

    def is_a(self, iri: str, name: str) -> bool:
        """Whether a node has one of our classes, by its local name."""
        return f"{WPK}{name}" in self.values(iri, TYPE)

    def is_thing(self, iri: str) -> bool:
        """Whether it is no span, reading or passage."""
        return not set(self.values(iri, TYPE)) & set(_SOURCES)

    def is_fact(self, node: str) -> bool:
        """Whether articles state it, somebody decided it, it is derived, or reference data state it of other things."""
        if self.subjects(READING, node) or any(self.is_a(node, name) for name in ("ListItem", *_MADE)):
            return True
        curated = bool(self.one(node, f"{WPK}status")) and not self.one(node, READING)
        return curated and not set(self.values(node, TYPE)) & set(KINDS)

    def basis(self, fact: str) -> str:
        """What a fact rests on that no article states, in words."""
        if self.is_a(fact, "Match"):
            return "derived by rule possibly-same from what articles say of the two"
        if self.is_a(fact, "Decision"):
            return f"decided by {self.one(fact, f'{WPK}decidedBy')}: {self.one(fact, f'{WPK}reason')}"
        return f"curated; source: {self.one(fact, f'{DCTERMS}source') or 'none given'}"

    def quotes(self, article: str, spans: list[str]) -> Iterator[Quote]:
        """The sentences of an article that hold the spans; none if its text is missing."""
        text = self.text(self.one(article, f"{WPK}sha256"))
        if text is None:
            return
        bounds = sorted((int(self.one(span, f"{WPK}start")), int(self.one(span, f"{WPK}end"))) for span in spans)
        for (start, end), pieces in excerpts(text, bounds):
            inside = tuple(span for span in bounds if start <= span[0] and span[1] <= end)
            files = self.files(article, start, end)
            yield Quote(self.title(article), files, start, end, tuple(pieces), article, inside)

    def files(self, article: str, start: int, end: int) -> tuple[str, ...]:
        """Where each file has a stretch of an article: "x.txt, characters 10-90"."""
        out = []
        for passage in self.values(article, f"{WPK}foundAt"):
            at = int(self.one(passage, f"{WPK}start"))
            file = self.one(self.one(passage, f"{WPK}inFile"), f"{WPK}fileName")
            out.append(f"{file}, characters {at + start}-{at + end}")
        return tuple(sorted(out))

    def _text(self, sha256: str) -> str | None:
        """An article's text; None if it is missing."""
        path = self.folder / "text" / f"{sha256}.txt"
        return path.read_bytes().decode() if path.is_file() else None


def _value(term: object) -> str:
    """The IRI or lexical form of a store's term."""
    return str(getattr(term, "value", term))


def _term(term: object) -> Term:
    if type(term).__name__ == "NamedNode":
        return Term("iri", _value(term))
    literal = cast("ox.Literal", term)
    datatype, language = literal.datatype.value, literal.language or ""
    return Term("literal", literal.value, "" if language or datatype.endswith("#string") else datatype, language)


def _node(iri: str) -> ox.NamedNode:
    import pyoxigraph as ox

    return ox.NamedNode(iri)


def _string(text: str) -> ox.Literal:
    import pyoxigraph as ox

    return ox.Literal(text)


def _default() -> ox.DefaultGraph:
    import pyoxigraph as ox

    return ox.DefaultGraph()
