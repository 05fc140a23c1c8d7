"""Tests the ontology itself in the manner of FOOPS! (Garijo, Corcho and Poveda-Villalón, 2021): can it be found and reused?

A check is a small function that yields what is wrong; its name and the first line of its docstring are what users see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.errors import reason
from wpkgraph.knowledge import strict
from wpkgraph.lines import LABEL, TYPE
from wpkgraph.namespaces import DCTERMS, PREFIXES, RDFS, SKOS, WPK
from wpkgraph.ontologyfile import (
    DOMAIN,
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

_VANN = FURTHER["vann"]
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_PERSISTENT = ("https://w3id.org/", "https://purl.org/", "http://purl.org/")
_OWN = re.compile(r"\bwpk:([A-Za-z][\w-]*)|\{WPK\}([A-Za-z][\w-]*)|\bWPK \+ \"([A-Za-z][\w-]*)\"")
_CORE = (PREFIXES["rdf"], RDFS, OWL, WPK)


@dataclass(frozen=True)
class Subject:
    """What is tested: the ontology, its folder, and the Python files of the package."""

    ontology: OntologyFile
    folder: Path
    code: tuple[Path, ...]

    def head(self, predicate: str) -> list[str]:
        """What the ontology says of itself."""
        return self.ontology.values(self.ontology.iri, predicate)


@dataclass(frozen=True)
class Outcome:
    """A check with what it found wrong; nothing: it holds."""

    name: str
    asks: str
    faults: tuple[str, ...]


Check = Callable[[Subject], Iterator[str]]


def examine(folder: Path | None = None) -> tuple[Outcome, ...]:
    """The outcome of every check of an ontology folder, by default the one that is shipped. Raises KnowledgeError."""
    folder = folder or strict.folder()
    code = tuple(sorted(Path(__file__).parent.rglob("*.py")))
    subject = Subject(read(folder), folder, code)
    return tuple(
        Outcome(
            test.__name__.replace("_", " "), (test.__doc__ or "").split("\n")[0], tuple(dict.fromkeys(test(subject)))
        )
        for test in CHECKS
    )


# --- what the ontology says of itself -------------------------------------------------------------------------------


def iri(given: Subject) -> Iterator[str]:
    """There is one ontology; its IRI is persistent, and its namespace is that IRI with a #."""
    if not given.ontology.iri:
        yield f"{len(given.ontology.of_type(f'{OWL}Ontology'))} ontologies are declared"
    elif not given.ontology.iri.startswith(_PERSISTENT):
        yield f"{given.ontology.iri} is not of a service that keeps IRIs ({', '.join(_PERSISTENT)})"
    if f"{given.ontology.iri}#" != WPK:
        yield f"the namespace {WPK} is not the IRI and #"


def version(given: Subject) -> Iterator[str]:
    """The version is MAJOR.MINOR.PATCH, and the version's IRI is the ontology's with it."""
    versions = given.head(f"{OWL}versionInfo")
    if len(versions) != 1 or not _VERSION.fullmatch(versions[0]):
        yield f"owl:versionInfo is {', '.join(versions) or 'missing'}"
    elif given.head(f"{OWL}versionIRI") != [f"{given.ontology.iri}/{versions[0]}"]:
        yield f"owl:versionIRI is not {given.ontology.iri}/{versions[0]}"


def earlier_version(given: Subject) -> Iterator[str]:
    """An earlier version that is named is lower; the first version names none."""
    now = next(iter(given.head(f"{OWL}versionInfo")), "")
    for before in given.head(f"{OWL}priorVersion"):
        number = before.rpartition("/")[2]
        if not _VERSION.fullmatch(number) or _numbers(number) >= _numbers(now):
            yield f"{before} is no earlier version than {now}"


def licence(given: Subject) -> Iterator[str]:
    """One licence is named by its IRI."""
    licences = given.head(f"{DCTERMS}license")
    if len(licences) != 1 or not licences[0].startswith("https://"):
        yield f"dcterms:license is {', '.join(licences) or 'missing'}"


def makers(given: Subject) -> Iterator[str]:
    """It is said who made and who publishes it."""
    yield from (f"dcterms:{name} is missing" for name in ("creator", "publisher") if not given.head(DCTERMS + name))


def described(given: Subject) -> Iterator[str]:
    """It has a label, a title and a description in English, and names its language."""
    for predicate in (LABEL, f"{DCTERMS}title", f"{DCTERMS}description"):
        terms = given.ontology.says.get(given.ontology.iri, {}).get(predicate, ())
        if not any(term.language == "en" and term.value for term in terms):
            yield f"{short(predicate)} in English is missing"
    if not given.head(f"{DCTERMS}language"):
        yield "dcterms:language is missing"


def dates(given: Subject) -> Iterator[str]:
    """It is said when it was made and when changed, in that order."""
    days = {}
    for name in ("created", "modified"):
        terms = given.ontology.says.get(given.ontology.iri, {}).get(DCTERMS + name, ())
        fit = [t.value for t in terms if t.datatype.endswith("#date") and re.fullmatch(r"\d{4}-\d\d-\d\d", t.value)]
        if len(fit) != 1:
            yield f"dcterms:{name} is not one xsd:date"
        else:
            days[name] = fit[0]
    if days.get("created", "") > days.get("modified", "9"):
        yield f"changed on {days['modified']}, before it was made on {days['created']}"


def citation(given: Subject) -> Iterator[str]:
    """How to cite it is said, with this version and the IRI."""
    cited = given.head(f"{DCTERMS}bibliographicCitation")
    if not cited:
        yield "dcterms:bibliographicCitation is missing"
    for part in (given.ontology.iri, *given.head(f"{OWL}versionInfo")):
        if cited and not all(part in text for text in cited):
            yield f"the citation lacks {part}"


def state(given: Subject) -> Iterator[str]:
    """It is said how finished it is."""
    if not given.head(f"{FURTHER['bibo']}status"):
        yield "bibo:status is missing"


def namespace(given: Subject) -> Iterator[str]:
    """The preferred prefix and namespace are those that code and queries use."""
    for name, wanted in (("Prefix", "wpk"), ("Uri", PREFIXES["wpk"])):
        if given.head(f"{_VANN}preferredNamespace{name}") != [wanted]:
            yield f"vann:preferredNamespace{name} is not {wanted}"


# --- its terms ------------------------------------------------------------------------------------------------------


def labels(given: Subject) -> Iterator[str]:
    """Every term has one label, in English."""
    for term in given.ontology.terms:
        found = given.ontology.says[term].get(LABEL, ())
        if len(found) != 1 or found[0].language != "en" or not found[0].value.strip():
            yield f"{short(term)}: {len(found)} labels, or not in English"


def definitions(given: Subject) -> Iterator[str]:
    """Every term, reused ones included, says what it means here."""
    yield from (short(term) for term in given.ontology.terms if len(given.ontology.definition(term)) < len("Of it."))


def domains_and_ranges(given: Subject) -> Iterator[str]:
    """Every relation says which things have it and what its values are."""
    for term in given.ontology.properties:
        for predicate in (DOMAIN, RANGE):
            if not given.ontology.values(term, predicate):
                yield f"{short(term)} lacks {short(predicate)}"


def names(given: Subject) -> Iterator[str]:
    """Terms are of this namespace or of a vocabulary that is reused; classes begin with a capital, relations do not."""
    for term in given.ontology.terms:
        if not term.startswith(tuple(NAMES.values())):
            yield f"{term} is of no vocabulary that is known"
        elif term.startswith(WPK) and not re.fullmatch(r"[A-Za-z][\w-]*", term.removeprefix(WPK)):
            yield f"{term} is no plain name"
    for term in given.ontology.classes:
        if term.startswith(WPK) and not term.removeprefix(WPK)[:1].isupper():
            yield f"the class {short(term)} begins with a small letter"
    for term in (*given.ontology.properties, *given.ontology.annotations):
        if term.startswith(WPK) and term.removeprefix(WPK)[:1].isupper():
            yield f"the relation {short(term)} begins with a capital"


def kinds(given: Subject) -> Iterator[str]:
    """Every term has a type, and none is both a class and a relation."""
    both = set(given.ontology.classes) & {*given.ontology.properties, *given.ontology.annotations}
    yield from (f"{short(term)} is a class and a relation" for term in sorted(both))
    yield from (f"{short(term)} has no type" for term in given.ontology.terms if not given.ontology.values(term, TYPE))


def references(given: Subject) -> Iterator[str]:
    """Whatever the file points to within itself is declared in it."""
    for subject, says in given.ontology.says.items():
        for predicate, terms in says.items():
            for iri_ in (predicate, *(term.value for term in terms if term.kind == "iri")):
                if iri_.startswith(WPK) and iri_ not in given.ontology.says:
                    yield f"{short(subject)} points to {short(iri_)}, which is not declared"


def used_terms(given: Subject) -> Iterator[str]:
    """Every term of ours in the shapes, the concepts, the queries and the code is declared."""
    files = (
        given.folder / "shapes.ttl",
        given.folder / "concepts.ttl",
        *sorted((given.folder / "queries").glob("*.rq")),
    )
    for file in (*files, *given.code):
        for match in _OWN.finditer(file.read_text(encoding="utf-8")):
            name = match[1] or match[2] or match[3]
            if f"{WPK}{name}" not in given.ontology.says:
                yield f"{file.name} uses wpk:{name}"


def reused_declared(given: Subject) -> Iterator[str]:
    """Relations of other vocabularies that terms and shapes use are declared, with their kind."""
    used = {predicate for term in given.ontology.terms for predicate in given.ontology.says[term]}
    for name in re.findall(r"sh:path ([a-z]+:\w+)", (given.folder / "shapes.ttl").read_text(encoding="utf-8")):
        prefix, _, local = name.partition(":")
        used.add(NAMES.get(prefix, f"{prefix}:") + local)
    declared = {*given.ontology.properties, *given.ontology.annotations}
    yield from (short(p) for p in sorted(used) if p not in declared and not p.startswith(_CORE))


def alignment(given: Subject) -> Iterator[str]:
    """Every class of ours stands below a class of another vocabulary, or is matched with one."""
    yield from (short(cls) for cls in given.ontology.classes if not _aligned(given.ontology, cls))


def reuse(given: Subject) -> Iterator[str]:
    """Other vocabularies are reused: for people and bodies, events, concepts, origin and places."""
    spaces = {name for name, space in NAMES.items() for term in given.ontology.terms if term.startswith(space)}
    yield from (
        f"nothing of {name}: is reused"
        for name in ("foaf", "org", "sem", "skos", "prov", "schema")
        if name not in spaces
    )


def lists(given: Subject) -> Iterator[str]:
    """Concepts stand in a scheme that is declared, with one code each, and a top; schemes say what they list."""
    seen: dict[str, str] = {}
    for scheme in given.ontology.schemes:
        members = given.ontology.members(scheme)
        if not any(scheme in given.ontology.values(m, f"{SKOS}topConceptOf") for m in members):
            yield f"{short(scheme)} has no top concept"
        for member in members:
            codes = given.ontology.values(member, f"{SKOS}notation")
            key = f"{scheme} {codes[0]}" if len(codes) == 1 else ""
            if not key or seen.setdefault(key, member) != member:
                yield f"{short(member)} has no code of its own"
    for member in given.ontology.of_type(f"{SKOS}Concept"):
        if not set(given.ontology.values(member, f"{SKOS}inScheme")) & set(given.ontology.schemes):
            yield f"{short(member)} is in no scheme of this file"


def concept_schemes(given: Subject) -> Iterator[str]:
    """The schemes of concepts.ttl have a label and say what they list."""
    import pyoxigraph as ox

    found: dict[str, set[str]] = {}
    schemes = set()
    try:
        for triple in ox.parse(path=str(given.folder / "concepts.ttl"), format=ox.RdfFormat.TURTLE):
            found.setdefault(str(triple.subject), set()).add(triple.predicate.value)
            if triple.predicate.value == TYPE and str(triple.object) == f"<{SKOS}ConceptScheme>":
                schemes.add(str(triple.subject))
    except SyntaxError as error:
        yield f"concepts.ttl:{error.lineno}: is no Turtle: {reason(error)}"
        return
    if not schemes:
        yield "concepts.ttl has no scheme"
    for scheme in sorted(schemes):
        for name in ("prefLabel", "definition"):
            if f"{SKOS}{name}" not in found[scheme]:
                yield f"{scheme} has no skos:{name}"


def forms(given: Subject) -> Iterator[str]:
    """The file can be served as Turtle, N-Triples, RDF/XML and JSON-LD with the same triples."""
    import pyoxigraph as ox

    triples = {quad.triple for quad in ox.parse(path=str(given.folder / "wpk.ttl"), format=ox.RdfFormat.TURTLE)}
    for predicate in sorted({triple.predicate.value for triple in triples}):
        if not re.search(r"[A-Za-z_][\w.-]*$", predicate):  # the store's library would write XML that is none
            yield f"RDF/XML can't name {predicate}"
    for form in (ox.RdfFormat.TURTLE, ox.RdfFormat.N_TRIPLES, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD):
        text = ox.serialize(triples, format=form) or b""
        try:
            same = {quad.triple for quad in ox.parse(text, form)} == triples
        except SyntaxError as error:
            yield f"{form.name} can't be read again: {error.msg}"
        else:
            if not same:
                yield f"{form.name} loses triples"


CHECKS: tuple[Check, ...] = (
    iri,
    version,
    earlier_version,
    licence,
    makers,
    described,
    dates,
    citation,
    state,
    namespace,
    labels,
    definitions,
    domains_and_ranges,
    names,
    kinds,
    references,
    used_terms,
    reused_declared,
    alignment,
    reuse,
    lists,
    concept_schemes,
    forms,
)


def _aligned(ontology: OntologyFile, cls: str) -> bool:
    """Whether a class, or one above it, is of another vocabulary or matched with one. A circle ends the search."""
    seen, rest = set(), [cls]
    while rest:
        current = rest.pop()
        outside = [other for match in MATCHES for other in ontology.values(current, match) if not other.startswith(WPK)]
        if outside or not current.startswith(WPK):
            return True
        seen.add(current)
        rest += [above for above in ontology.values(current, SUBCLASS) if above not in seen]
    return False


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdecimal())
