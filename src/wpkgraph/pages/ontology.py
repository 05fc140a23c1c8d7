"""The page about the ontology, made from ontology/wpk.ttl: every term with what is said of it, at an anchor of its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from wpkgraph.knowledge import strict
from wpkgraph.knowledge.vocabulary import local
from wpkgraph.lines import LABEL, TYPE, Term
from wpkgraph.namespaces import DCTERMS, PREFIXES, RDFS, SKOS, WPK
from wpkgraph.ontologyfile import (
    COMMENT,
    DOMAIN,
    FILE,
    FURTHER,
    MATCHES,
    NAMES,
    OWL,
    RANGE,
    SUBCLASS,
    OntologyFile,
    read,
    short,
)
from wpkgraph.pages import layout
from wpkgraph.pages.links import ENDINGS, FileLinks

if TYPE_CHECKING:
    from wpkgraph.pages.shapes import Links

PATH = "ontology"
STYLES = ("static/ontology.css",)
RDF_FORMS = ("turtle", "jsonld", "ntriples", "rdfxml")
FILED_FORMS = RDF_FORMS[:2]  # those that a site of files has
# What the heads of rows say, in the order of the rows; a predicate that is not here comes last, under its own label.
_ROWS = {
    SUBCLASS: "Is a kind of",
    f"{SKOS}broader": "Stands below",
    DOMAIN: "Of",
    RANGE: "Values",
    **{
        match: f"{name} match"
        for match, name in zip(MATCHES, ("Exact", "Close", "Broader", "Narrower", "Related"), strict=True)
    },
    f"{SKOS}notation": "Code",
    f"{WPK}caption": "Caption",
    f"{WPK}edgeLabel": "On edges",
    f"{RDFS}seeAlso": "See also",
}
_TOLD = {LABEL, COMMENT, TYPE, f"{SKOS}definition", f"{SKOS}prefLabel", f"{SKOS}inScheme", f"{SKOS}topConceptOf"}
_SHOWN = {f"{WPK}displayColor", f"{WPK}displayShape"}
_HEAD = (
    (f"{OWL}versionInfo", "Version"),
    (f"{OWL}versionIRI", "IRI of this version"),
    (f"{OWL}priorVersion", "Earlier version"),
    (f"{FURTHER['bibo']}status", "State"),
    (f"{DCTERMS}creator", "Made by"),
    (f"{DCTERMS}publisher", "Published by"),
    (f"{DCTERMS}created", "Made"),
    (f"{DCTERMS}modified", "Changed"),
    (f"{DCTERMS}license", "Licence"),
    (f"{DCTERMS}bibliographicCitation", "To cite it"),
    (f"{DCTERMS}language", "Language"),
)
_KINDS = {
    f"{OWL}ObjectProperty": "relation to a thing",
    f"{OWL}DatatypeProperty": "relation to a value",
    f"{OWL}AnnotationProperty": "annotation",
    f"{OWL}FunctionalProperty": "at most one",
    f"{OWL}SymmetricProperty": "both ways",
    f"{PREFIXES['rdf']}Property": "relation",
    f"{OWL}Class": "class",
}


@dataclass(frozen=True, slots=True)
class Ref:
    """Something that is pointed to, or words."""

    text: str
    href: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term as the page shows it. rows: (head, what stands there); depth: how deep a class stands below its family."""

    anchor: str
    name: str
    label: str
    iri: str
    definition: str
    kinds: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Ref, ...]], ...]
    depth: int = 0
    count: str = ""
    listed: str = ""
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page."""

    anchor: str
    title: str
    words: str
    entries: tuple[Entry, ...] = field(default_factory=tuple)


def page(links: Links, *, counts: Mapping[str, int] | None = None) -> str:
    """The page as HTML. counts: how many things of a class the data have, by its IRI. Raises KnowledgeError."""
    ontology = _file()
    body = layout.fill(
        "ontology.html",
        links=links,
        title=ontology.one(ontology.iri, f"{DCTERMS}title"),
        words=ontology.one(ontology.iri, f"{DCTERMS}description"),
        iri=ontology.iri,
        head=tuple(_head(ontology)),
        forms=_forms(links),
        prefixes=sorted(NAMES.items()),
        sections=_sections(ontology, links, counts or {}),
    )
    words = "The classes and relations of the data, with their definitions and matches in other vocabularies."
    return layout.render(links, "Ontology", body, here=PATH, styles=STYLES, description=words)


def _forms(links: Links) -> list[tuple[str, str]]:
    """(form, address): what a server gives, or the files that stand beside the page."""
    if isinstance(links, FileLinks):
        return [(form, ENDINGS[form]) for form in FILED_FORMS]
    return [(form, f"{links.path(PATH)}?format={form}") for form in RDF_FORMS]


def data(form: str) -> bytes:
    """The ontology in a form of RDF_FORMS; Turtle as the file stands, comments included."""
    import pyoxigraph as ox

    path = strict.folder() / FILE
    if form == "turtle":
        return path.read_bytes()
    kind = {"jsonld": ox.RdfFormat.JSON_LD, "ntriples": ox.RdfFormat.N_TRIPLES, "rdfxml": ox.RdfFormat.RDF_XML}[form]
    triples = [quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)]
    return ox.serialize(triples, None, kind, prefixes=NAMES) or b""


@lru_cache(maxsize=1)
def _file() -> OntologyFile:
    return read()


def _head(ontology: OntologyFile) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    said = ontology.says[ontology.iri]
    for predicate, words in _HEAD:
        if terms := said.get(predicate):
            yield words, tuple(Ref(_status(t.value), t.value) if t.kind == "iri" else Ref(t.value) for t in terms)


def _status(iri: str) -> str:
    return local(iri) if iri.startswith(FURTHER["bibo"]) else iri


def _sections(ontology: OntologyFile, links: Links, counts: Mapping[str, int]) -> tuple[Section, ...]:
    """The parts of the page: ours first, then what is reused; a part without terms is left out."""
    maker = _Maker(ontology, links, counts)
    classes, others = _parted(ontology.classes)
    relations, reused = _parted(ontology.properties)
    hints, notes = _parted(ontology.annotations)
    valued = [cls for cls in classes if ontology.individuals(cls)]
    tree = [cls for cls in _tree(ontology, classes) if cls not in valued]
    lists = [(cls, ontology.individuals(cls)) for cls in valued] + [(s, ontology.members(s)) for s in ontology.schemes]
    sections = (
        Section("classes", "Classes", "Narrower classes stand below wider ones.", maker.entries(tree)),
        Section("relations", "Relations", "", maker.entries(relations)),
        *(Section(f"list-{local(s)}", f"Values: {ontology.label(s)}", "", maker.entries([s, *m])) for s, m in lists),
        Section("hints", "Hints for pages and drawings", "", maker.entries(hints)),
        Section("reused-classes", "Reused classes", _REUSED, maker.entries(others)),
        Section("reused-relations", "Reused relations", _REUSED, maker.entries([*reused, *notes])),
    )
    return tuple(section for section in sections if section.entries)


def _parted(terms: Iterable[str]) -> tuple[list[str], list[str]]:
    """Ours, and those of other vocabularies."""
    given = list(terms)
    return [t for t in given if t.startswith(WPK)], [t for t in given if not t.startswith(WPK)]


_REUSED = "Of other vocabularies; what is said here is how these data use them."


def _tree(ontology: OntologyFile, own: Sequence[str]) -> list[str]:
    """Classes in the order of the file, each followed by those below it."""
    out: list[str] = []

    def walk(cls: str) -> None:
        if cls not in out:
            out.append(cls)
            for below in own:
                if cls in ontology.values(below, SUBCLASS):
                    walk(below)

    for cls in own:
        if not set(ontology.values(cls, SUBCLASS)) & set(own):
            walk(cls)
    return [*out, *(cls for cls in own if cls not in out)]


class _Maker:
    """Makes entries. `links` gives the addresses of lists; terms of the page are pointed to by their anchors."""

    def __init__(self, ontology: OntologyFile, links: Links, counts: Mapping[str, int]) -> None:
        self._ontology, self._links, self._counts = ontology, links, counts

    def entries(self, terms: Iterable[str]) -> tuple[Entry, ...]:
        """The entries of terms, in their order."""
        return tuple(self._entry(term) for term in terms)

    def _entry(self, term: str) -> Entry:
        ontology, count = self._ontology, self._counts.get(term, 0)
        types = [ontology.label(t) if t.startswith(WPK) else _KINDS.get(t, "") for t in ontology.values(term, TYPE)]
        return Entry(
            anchor=anchor(term),
            name=short(term),
            label=ontology.label(term),
            iri=term,
            definition=ontology.definition(term),
            kinds=tuple(kind for kind in types if kind),
            rows=tuple(self._rows(term)),
            depth=self._depth(term),
            count=f"{count:,}" if count else "",
            listed=self._links.path(f"browse/{local(term)}") if count else "",
            bullet=local(term) if ontology.values(term, f"{WPK}displayColor") else "",
        )

    def _rows(self, term: str) -> Iterator[tuple[str, tuple[Ref, ...]]]:
        says = self._ontology.says[term]
        order = [*(p for p in _ROWS if p in says), *(p for p in says if p not in _ROWS and p not in _TOLD | _SHOWN)]
        for predicate in order:
            head = _ROWS.get(predicate) or self._ontology.label(predicate)
            yield head, tuple(self._ref(other) for other in says[predicate])
        looks = [value for predicate in sorted(_SHOWN) for value in self._ontology.values(term, predicate)]
        if looks:
            yield "Drawn as", tuple(Ref(text) for text in looks)
        for predicate, head in (
            (SUBCLASS, "Narrower"),
            (DOMAIN, "Its relations"),
            (RANGE, "Value of"),
            (f"{SKOS}broader", "Above"),
        ):
            if back := [s for s in self._ontology.says if term in self._ontology.values(s, predicate)]:
                yield head, tuple(self._ref(Term("iri", iri)) for iri in back)

    def _ref(self, term: Term) -> Ref:
        if term.kind != "iri":
            return Ref(term.value)
        if term.value in self._ontology.says:
            return Ref(self._ontology.label(term.value), f"#{anchor(term.value)}", short(term.value))
        return Ref(short(term.value), term.value)

    def _depth(self, term: str) -> int:
        """How many of our classes stand above it; 0 for anything that is no class."""
        depth, seen = 0, {term}
        above = self._above(term)
        while above and above not in seen:
            seen.add(above)
            depth, above = depth + 1, self._above(above)
        return depth

    def _above(self, term: str) -> str:
        return next((cls for cls in self._ontology.values(term, SUBCLASS) if cls.startswith(WPK)), "")


def anchor(iri: str) -> str:
    """The anchor of a term: "Person" for one of ours, "org-Membership" for one that is reused."""
    return iri[len(WPK) :] if iri.startswith(WPK) else short(iri).replace(":", "-")
