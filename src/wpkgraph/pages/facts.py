"""Facts and things as rows: what they say in words that lead on, when, and the sentences that state them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from wpkgraph.knowledge.vocabulary import local
from wpkgraph.lines import LABEL, TYPE, Term
from wpkgraph.lookup import ARTICLE, DENOTES, EVIDENCE, READING, Lookup, Quote
from wpkgraph.namespaces import DCTERMS, ORG, RDFS, SCHEMA, SKOS, WPK
from wpkgraph.pages.parts import Cited, Link, Row, Said, outside, plain
from wpkgraph.pages.shapes import Links
from wpkgraph.views.display import Display
from wpkgraph.views.excerpt import Piece

# Facts that are known by what they relate, not by a name of their own.
NAMELESS = frozenset(
    [f"{ORG}Membership"]
    + [f"{WPK}{name}" for name in ("Participation", "Statement", "Figure", "Location", "Match", "Decision", "Tenure")]
)
BEHIND = frozenset(f"{WPK}{name}" for name in ("Span", "Reading", "Passage"))
# What pages show in a form of its own, or what says nothing to a reader.
HIDDEN = frozenset(
    [TYPE, LABEL, EVIDENCE, READING, ARTICLE, f"{SKOS}altLabel", f"{SKOS}prefLabel"]
    + [f"{WPK}{name}" for name in ("earliest", "latest", "rule", "status", "sha256", "textKey", "start", "end")]
    + [f"{WPK}{name}" for name in ("foundAt", "inFile", "quote", "antecedent", "mergedId")]
)
_WORDED = {f"{WPK}roleText": f"{ORG}role", f"{WPK}capacityText": f"{WPK}capacity"}  # words beside what they mean
_DATES = (f"{WPK}attestedOn", f"{SCHEMA}startDate", f"{DCTERMS}issued")
_FAR = 10**9
_VALUES = 12
_HINT = 60
_FAR_OFF = 200  # characters of a sentence that are shown beside what is marked in it
_CUT_AT = 78  # a label that is as long is the beginning of a text


class Facts:
    """Makes rows, links and quotations for the pages; `links` says how pages point at each other."""

    def __init__(self, graph: Lookup, links: Links) -> None:
        self.graph, self.links = graph, links
        self._order = {predicate: n for n, predicate in enumerate(graph.display.words.inverse_captions)}

    def family(self, iri: str) -> str:
        """The class that a thing is listed under; "" if it has none."""
        cls = self.graph.cls(iri)
        return self.graph.display.family(cls) if cls else ""

    def link(self, iri: str) -> Link:
        """A thing of the graph, or a term of the ontology, as words that lead to its page."""
        cls = self.graph.cls(iri)
        known = iri.startswith((self.graph.base, WPK))
        text = self.title(iri) if cls == f"{WPK}Article" else plain(self.graph.label(iri))
        kind = self.graph.display.label(cls) if cls else ""
        href = self.links.iri(iri) if known else outside(iri)
        hint = self.hint(iri) if cls and known else ""
        outward = href.startswith(("http:", "https:"))
        return Link(text or "(no name)", href, local(cls) if cls else "", kind, outward, hint)

    def hint(self, iri: str) -> str:
        """What tells a thing from those that have its name: a post, a date, or where it is named; "" if none has it."""
        if self.graph.namesakes(iri) < 2 or self.graph.cls(iri) in NAMELESS | BEHIND:
            return ""
        for membership in self.graph.subjects(f"{ORG}member", iri):
            return plain(self.graph.label(membership).partition(": ")[2])
        if date := self.date(iri)[1]:
            return date
        spans = self.graph.subjects(DENOTES, iri)
        return f"in {_cut(self.title(owner(spans[0])), _HINT)}" if spans else ""

    def article(self, iri: str, span: tuple[int, int] | None = None) -> Link:
        """An article as its title, leading into the reader."""
        at = f"#char={span[0]},{span[1]}" if span else ""
        return Link(self.title(iri), self.links.iri(f"{iri}/text{at}"), "Article", "article")

    def title(self, article: str) -> str:
        """An article's title; else that of its file, if the file holds no other article; else how its text begins."""
        if title := self.graph.one(article, f"{DCTERMS}title"):
            return plain(title)
        for file in self.graph.values(article, f"{DCTERMS}isPartOf"):
            title = self.graph.one(file, f"{DCTERMS}title")
            if title and len(self.graph.subjects(f"{WPK}inFile", file)) == 1:
                return plain(title)
        label = plain(self.graph.label(article))
        return f"{label} …" if len(label) >= _CUT_AT else label

    def value(self, predicate: str, term: Term) -> Link:
        """A value as words; an address that a document gives leads there only if it is one that may be followed."""
        if term.kind == "iri":
            return self.link(term.value)
        url = outside(term.value) if predicate == f"{DCTERMS}source" else ""
        return Link(plain(term.value), url, outside=bool(url))

    def says(self, iri: str, without: str = "", *, brief: bool = False) -> tuple[Said, ...]:
        """What is said of a node, relation by relation, without what leads back to the page's own thing.

        brief  with the short wording of edges, and without text that only repeats what a relation means
        """
        about, display = self.graph.about(iri), self.graph.display
        words = display.words.edge_labels if brief else display.words.labels
        out = []
        for predicate in sorted(about, key=lambda p: (self._order.get(p, _FAR), p)):
            worded = brief and (_WORDED.get(predicate) in about or predicate in _DATES)
            if predicate in HIDDEN or worded or self.is_link_out(predicate) or predicate == f"{RDFS}comment":
                continue
            terms = [term for term in about[predicate] if term.value != without]
            values = [self.value(predicate, term) for term in terms[:_VALUES]]
            if brief:  # the sentence below tells which one it is
                values = [replace(value, hint="") for value in values]
            if len(terms) > _VALUES:
                values.append(Link(f"and {len(terms) - _VALUES} more"))
            if values:
                out.append(Said(words.get(predicate) or display.label(predicate), tuple(values)))
        return tuple(out)

    @staticmethod
    def is_link_out(predicate: str) -> bool:
        """Whether a relation leads to other data sets and pages, which are listed apart."""
        names = ("sameAs", "identifier", "isPrimaryTopicOf", "homepage", "exactMatch", "closeMatch")
        return local(predicate) in names

    def date(self, iri: str) -> tuple[str, str]:
        """(a day to sort by, the date as it is known) of a fact or thing; the earliest that its readings tell. "" if none."""
        found = [self._own_date(iri), *(self._own_date(reading) for reading in self.graph.readings(iri))]
        return min((date for date in found if date[1]), default=("", ""))

    def _own_date(self, iri: str) -> tuple[str, str]:
        text = next((value for predicate in _DATES if (value := self.graph.one(iri, predicate))), "")
        return (self.graph.one(iri, f"{WPK}earliest") or text, text)

    def place(self, iri: str) -> tuple[int, int, str]:
        """Where a fact stands in the lists and texts that state it: (list position, first character, IRI)."""
        positions, starts = [_FAR], [_FAR]
        for reading in self.graph.readings(iri):
            positions += [int(value) for value in self.graph.values(reading, f"{WPK}listPosition")]
            starts += [stretch(span)[0] for span in self.graph.values(reading, EVIDENCE)]
        positions += [int(value) for value in self.graph.values(iri, f"{WPK}position")]
        return min(positions), min(starts), iri

    def row(self, iri: str, without: str, most: int = 1) -> Row:
        """A fact or thing in a list, with at most so many of the quotations that state it."""
        family = self.family(iri)
        cited, readings = tuple(islice(self.cited(iri), most)), len(self.graph.readings(iri))
        named = self.link(iri)
        says = self.says(iri, without, brief=True) if family in NAMELESS or cited else ()
        basis = "" if cited or family not in NAMELESS else plain(self.graph.basis(iri))
        fact = replace(named, text=named.kind or "page")
        lead = None if family in NAMELESS else named
        return Row(self.date(iri)[1], lead, fact, says, cited, max(0, readings - most), basis)

    def cited(self, fact: str) -> Iterator[Cited]:
        """The sentences that state a fact, article by article, in order of time."""
        dated = sorted((self._own_date(reading)[0] or "~", reading) for reading in self.graph.readings(fact))
        for _, reading in dated:
            yield from self.reading(reading, self.graph.values(reading, EVIDENCE))
        if self.graph.is_a(fact, "ListItem"):
            for owner in self.graph.subjects(f"{WPK}item", fact):
                for reading in self.graph.readings(owner):
                    yield from self.reading(reading, self.graph.values(fact, EVIDENCE))

    def reading(self, reading: str, spans: Sequence[str]) -> Iterator[Cited]:
        """The sentences of one article's reading of a fact."""
        article = self.graph.one(reading, ARTICLE)
        status = self.graph.display.label(self.graph.one(reading, f"{WPK}status"))
        says = tuple(said for said in self.says(reading, brief=False))
        for quote in self.graph.quotes(article, list(spans)):
            yield self._cited(quote, status, self.graph.one(reading, f"{WPK}rule"), says)

    def _cited(self, quote: Quote, status: str, rule: str, says: tuple[Said, ...]) -> Cited:
        issued = self.graph.one(quote.article, f"{DCTERMS}issued")
        where = self.article(quote.article, quote.spans[0] if quote.spans else (quote.start, quote.end))
        pieces = _near([Piece(_visible(piece.text), piece.marked) for piece in quote.pieces])
        return Cited(pieces, where, issued, tuple(map(plain, quote.files)), status, plain(rule), says)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest].rstrip()} …"


def _near(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """A quotation without what stands far from its marks; the marked words themselves are never cut."""
    out = []
    for number, piece in enumerate(pieces):
        text, first, last = piece.text, number == 0, number == len(pieces) - 1
        if not piece.marked and len(text) > _FAR_OFF * (1 if first or last else 2):
            before = "" if first else text[:_FAR_OFF].rpartition(" ")[0] + " "
            after = "" if last else " " + text[-_FAR_OFF:].partition(" ")[2]
            text = f"{before}…{after}"
        out.append(Piece(text, piece.marked))
    return tuple(out)


def _visible(text: str) -> str:
    """Text without characters that are not to be seen; its length and its spaces stay."""
    return "".join(c if c.isprintable() or c.isspace() else " " for c in text)


def is_listed(display: Display, cls: str) -> bool:
    """Whether a class has a list of its things: it is described, and says more than where words stand."""
    return (
        cls not in BEHIND and local(cls) in display.words.captions and display.words.superclasses[local(cls)][0] == cls
    )


def stretch(span: str) -> tuple[int, int]:
    """(start, end) of a span, from its IRI.

    >>> stretch("https://example.org/id/article/x/text#char=10,14")
    (10, 14)
    """
    start, _, end = span.rpartition("=")[2].partition(",")
    return int(start), int(end)


def owner(span: str) -> str:
    """The IRI of the article that a span is of, from the span's IRI."""
    return span.rpartition("/text#")[0]
