"""One named graph in the making: a set of lines, each a triple without the closing " ."."""

from __future__ import annotations

from functools import lru_cache

from wpkgraph.dates import PartialDate
from wpkgraph.iris import Minter
from wpkgraph.knowledge.vocabulary import Vocabulary
from wpkgraph.model import Article, Ground, Span
from wpkgraph.namespaces import PREFIXES, XSD

_INTEGER, _DECIMAL, _BOOLEAN, _DATE = (f"^^<{XSD}{kind}>" for kind in ("integer", "decimal", "boolean", "date"))


@lru_cache(maxsize=1024)
def term(name: str) -> str:
    """The IRI of a prefixed name, as a term: "wpk:start" -> "<https://w3id.org/wpkgraph/ontology#start>"."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def quoted(text: str) -> str:
    """A string as N-Triples writes it, without datatype."""
    if "\\" in text or '"' in text or "\n" in text or "\r" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{text}"'


_LABEL, _START, _END, _QUOTE = map(term, ("rdfs:label", "wpk:start", "wpk:end", "wpk:quote"))


class Graph:
    """Collects the triples of one graph; IRIs are given bare, predicates and classes as prefixed names."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.lines: set[str] = set()
        self.done: set[str] = set()
        self._types = vocabulary.superclasses
        self._lines_of: dict[str, tuple[str, ...]] = {}

    def link(self, subject: str, predicate: str, target: str) -> None:
        """A triple whose object is an IRI."""
        self.lines.add(f"<{subject}> {term(predicate)} <{target}>")

    def coded(self, subject: str, predicate: str, name: str) -> None:
        """A triple whose object is a prefixed name."""
        self.lines.add(f"<{subject}> {term(predicate)} {term(name)}")

    def text(self, subject: str, predicate: str, text: str) -> None:
        """A triple whose object is a string."""
        self.lines.add(f"<{subject}> {term(predicate)} {quoted(text)}")

    def number(self, subject: str, predicate: str, value: int | float) -> None:
        """A triple whose object is an integer, or a decimal."""
        kind = _INTEGER if isinstance(value, int) else _DECIMAL
        self.lines.add(f'<{subject}> {term(predicate)} "{value}"{kind}')

    def flag(self, subject: str, predicate: str) -> None:
        """A triple whose object is true."""
        self.lines.add(f'<{subject}> {term(predicate)} "true"{_BOOLEAN}')

    def date(self, subject: str, predicate: str, day: PartialDate) -> None:
        """A triple whose object is a date as partial as it is."""
        self.lines.add(f'<{subject}> {term(predicate)} "{day.iso}"^^<{XSD}{day.datatype}>')

    def bounds(self, subject: str, start: PartialDate, end: PartialDate | None = None) -> None:
        """The first and last day that a node's dates can mean."""
        self.lines.add(f'<{subject}> {term("wpk:earliest")} "{start.earliest}"{_DATE}')
        self.lines.add(f'<{subject}> {term("wpk:latest")} "{(end or start).latest}"{_DATE}')

    def span_of_days(self, subject: str, start: PartialDate | None, end: PartialDate | None) -> None:
        """The start and end of an event as far as they are told, and the first and last day that they can mean."""
        if start is not None:
            self.date(subject, "schema:startDate", start)
        if end is not None:
            self.date(subject, "schema:endDate", end)
        if first := start or end:
            self.bounds(subject, first, end)

    def typed(self, subject: str, cls: str, label: str) -> None:
        """The class with all superclasses, and the label."""
        self.lines.update([f"<{subject}> {tail}" for tail in self._class_lines(cls)])
        self.lines.add(f"<{subject}> {_LABEL} {quoted(label)}")

    def _class_lines(self, cls: str) -> tuple[str, ...]:
        found = self._lines_of.get(cls)
        if found is None:
            kind = term("rdf:type")
            found = self._lines_of[cls] = tuple(f"{kind} <{iri}>" for iri in self._types[cls])
        return found


class Spans:
    """Writes the spans of an article, each once."""

    def __init__(self, graph: Graph, article: Article, iri: str, base: str) -> None:
        self.graph = graph
        self.text = article.text
        self.article = iri
        self._made: dict[Span, str] = {}
        self._home = f"{term('wpk:inArticle')} <{iri}>"
        self._base = base

    def iri(self, span: Span) -> str:
        """The IRI of a span; its node is in the graph from now on."""
        made = self._made.get(span)
        if made is None:
            start, end = span
            made = self._made[span] = Minter.stretch(self.article, start, end)
            quote = self.text[start:end]
            # Two thirds of all triples are those of spans: written here in one go, not by the graph's methods.
            self.graph.typed(made, "Span", f"{start}-{end}: {' '.join(quote.split())[:80]}")
            self.graph.lines.update(
                (
                    f"<{made}> {self._home}",
                    f'<{made}> {_START} "{start}"{_INTEGER}',
                    f'<{made}> {_END} "{end}"{_INTEGER}',
                    f"<{made}> {_QUOTE} {quoted(quote)}",
                )
            )
        return made

    def ground_lines(self, subject: str, ground: Ground) -> set[str]:
        """Why a reading's or span's words stand for a person: the reason, the antecedent, the tenure that decides it."""
        lines = {f"<{subject}> {term('wpk:resolvedBy')} {quoted(ground.words)}"}
        if ground.at is not None:
            lines.add(f"<{subject}> {term('wpk:antecedent')} <{self.iri(ground.at)}>")
        if ground.tenure is not None:
            lines.add(f"<{subject}> {term('wpk:byTenure')} <{Minter(self._base).tenure(*ground.tenure)}>")
        return lines
