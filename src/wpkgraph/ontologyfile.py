"""ontology/wpk.ttl as it stands: every term with all that is said of it, in the order of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.errors import KnowledgeError, reason
from wpkgraph.knowledge import strict
from wpkgraph.lines import LABEL, TYPE, Term
from wpkgraph.namespaces import PREFIXES, RDFS, SKOS, WPK

FILE = "wpk.ttl"
OWL = PREFIXES["owl"]
COMMENT = f"{RDFS}comment"
SUBCLASS = f"{RDFS}subClassOf"
DOMAIN, RANGE = f"{PREFIXES['schema']}domainIncludes", f"{PREFIXES['schema']}rangeIncludes"
MATCHES = tuple(f"{SKOS}{name}Match" for name in ("exact", "close", "broad", "narrow", "related"))
# Namespaces that only this file uses, beside those of the graph.
FURTHER = {
    "bibo": "http://purl.org/ontology/bibo/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "oa": "http://www.w3.org/ns/oa#",
    "sssom": "https://w3id.org/sssom/",
    "vann": "http://purl.org/vocab/vann/",
}
NAMES = PREFIXES | FURTHER

Says = Mapping[str, tuple[Term, ...]]


@dataclass(frozen=True)
class OntologyFile:
    """The file's statements: subject -> predicate -> objects, all in the order of the file."""

    says: Mapping[str, Says]

    @property
    def iri(self) -> str:
        """The ontology's own IRI; "" if none or several are declared."""
        found = self.of_type(f"{OWL}Ontology")
        return found[0] if len(found) == 1 else ""

    def values(self, subject: str, predicate: str) -> list[str]:
        """IRIs and lexical forms."""
        return [term.value for term in self.says.get(subject, {}).get(predicate, ())]

    def one(self, subject: str, predicate: str) -> str:
        """The first of the values, or ""."""
        return next(iter(self.values(subject, predicate)), "")

    def of_type(self, cls: str) -> list[str]:
        """The subjects of a class."""
        return [subject for subject in self.says if cls in self.values(subject, TYPE)]

    @property
    def terms(self) -> list[str]:
        """All that is declared, the ontology itself left out."""
        return [subject for subject in self.says if subject != self.iri]

    @property
    def classes(self) -> list[str]:
        """Classes, ours and reused."""
        return self.of_type(f"{OWL}Class")

    @property
    def properties(self) -> list[str]:
        """Relations of data, ours and reused."""
        kinds = {f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty", f"{PREFIXES['rdf']}Property"}
        return [subject for subject in self.says if kinds & set(self.values(subject, TYPE))]

    @property
    def annotations(self) -> list[str]:
        """Annotation properties: what the file is written with."""
        return self.of_type(f"{OWL}AnnotationProperty")

    @property
    def schemes(self) -> list[str]:
        """Concept schemes."""
        return self.of_type(f"{SKOS}ConceptScheme")

    def members(self, scheme: str) -> list[str]:
        """The concepts of a scheme."""
        return [subject for subject in self.says if scheme in self.values(subject, f"{SKOS}inScheme")]

    def individuals(self, cls: str) -> list[str]:
        """The individuals of one of our classes."""
        return self.of_type(cls) if cls.startswith(WPK) else []

    def label(self, iri: str) -> str:
        """The label of a term, else its short name."""
        return self.one(iri, LABEL) or short(iri)

    def definition(self, iri: str) -> str:
        """The words that say what a term means."""
        return self.one(iri, COMMENT) or self.one(iri, f"{SKOS}definition")


def read(folder: Path | None = None) -> OntologyFile:
    """The ontology of a folder, by default the one that is shipped. Raises KnowledgeError with the line."""
    import pyoxigraph as ox

    path = (folder or strict.folder()) / FILE
    says: dict[str, dict[str, list[Term]]] = {}
    try:
        for triple in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if not isinstance(triple.subject, ox.NamedNode):
                raise KnowledgeError(FILE, None, f"a blank node at {triple.subject}")
            found = says.setdefault(triple.subject.value, {})
            found.setdefault(triple.predicate.value, []).append(_term(triple.object))
    except SyntaxError as error:
        raise KnowledgeError(FILE, error.lineno, f"is no Turtle: {reason(error)}") from error
    except OSError as error:
        raise KnowledgeError(FILE, None, f"can't be read: {reason(error)}") from error
    return OntologyFile({subject: {p: tuple(terms) for p, terms in of.items()} for subject, of in says.items()})


def short(iri: str) -> str:
    """The usual short name of a term, else its IRI.

    >>> short("https://w3id.org/wpkgraph/ontology#Person"), short("http://www.w3.org/ns/oa#Annotation")
    ('wpk:Person', 'oa:Annotation')
    """
    fits = [(name, space) for name, space in NAMES.items() if iri.startswith(space) and iri != space]
    name, space = max(fits, key=lambda pair: len(pair[1]), default=("", ""))
    return f"{name}:{iri[len(space) :]}" if name else iri


def _term(term: object) -> Term:
    import pyoxigraph as ox

    if isinstance(term, ox.Literal):
        return Term("literal", term.value, term.datatype.value, term.language or "")
    if isinstance(term, ox.NamedNode):
        return Term("iri", term.value)
    raise KnowledgeError(FILE, None, f"a blank node: {term}")
