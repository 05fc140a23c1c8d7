"""dataset.ttl: what this dataset is, in VoID, DCAT and PROV; apart from graph.ttl, which holds no software version."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from wpkgraph import __version__
from wpkgraph.exporters.counted import Counted, count
from wpkgraph.exporters.network import KINDS, Network
from wpkgraph.exporters.report import sha256
from wpkgraph.exporters.turtle import serialise
from wpkgraph.exporters.union import Union
from wpkgraph.iris import slug
from wpkgraph.knowledge import strict
from wpkgraph.lines import LABEL, TYPE, Index, literal
from wpkgraph.model import Dataset
from wpkgraph.namespaces import ORG, PREFIXES, SCHEMA, WPK, XSD, expand, shorten
from wpkgraph.ontologyfile import OWL, read

# GeoNames asks for it, and it fits facts; the quotes remain their publishers'.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = "Quotes and texts belong to their publishers. Places: GeoNames (CC BY 4.0). Links: Wikidata (CC0)."
TITLE = "Facts read from documents by wpkgraph"
FILES = {
    "graph.ttl": "text/turtle",
    "graph.nq": "application/n-quads",
    "network.graphml": "application/graphml+xml",
    "network.gexf": "application/gexf+xml",
    "graph.html": "text/html",
    "explorer.html": "text/html",
    "report.json": "application/json",
}
DUMPS = ("graph.ttl", "graph.nq")  # those that hold all of the RDF
_FEATURES = ("Turtle", "N-Quads")
_ENGLISH = "http://id.loc.gov/vocabulary/iso639-1/en"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_EXAMPLES = (*KINDS, f"{ORG}Membership", f"{WPK}Speech", f"{WPK}Article")
_SPDX = "http://spdx.org/rdf/terms#"
_SOFTWARE_LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
_WITHIN = f"{SCHEMA}containedInPlace"

Said = tuple[str, str, str]  # subject (an IRI), predicate (short or an IRI), object (an N-Triples term)


class Metadata:
    """Writes dataset.ttl from the union. Must be finished after the files whose sizes and hashes it gives."""

    def __init__(self, union: Union, network: Network) -> None:
        self._union, self._network = union, network

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Remember where to write."""
        self._path, self._base = folder / "dataset.ttl", dataset.base
        self._ontology = dataset.recipe.ontology or strict.digest(strict.folder())

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Nothing: the union and the types are collected for all."""

    def finish(self) -> None:
        """Write the file."""
        self._path.write_bytes(serialise(lines(self._said()), self._base))

    def _said(self) -> Iterator[Said]:
        name, index = f"{self._base}dataset", self._network.index
        rows = self._union.lines
        counted = count(rows, self._base)
        more = Index((f"{WPK}earliest", f"{WPK}latest", _WITHIN))
        more.add(rows)
        version = _version(rows)
        sources = [node for node, cls in index.pairs(TYPE) if cls == f"{WPK}SourceFile"]
        articles = [node for node, cls in index.pairs(TYPE) if cls == f"{WPK}Article"]
        yield from _about(name, self._base, version, len(sources), counted)
        yield from _when(name, more, articles)
        yield from ((name, "dcterms:spatial", f"<{place}>") for place in _root(more))
        yield from _counts(name, counted)
        yield from _linksets(name, counted)
        yield from ((name, "void:exampleResource", f"<{iri}>") for iri in _examples(index))
        for file, media_type in FILES.items():
            yield from _file(name, self._path.with_name(file), media_type)
        yield from _run(name, index, sources, self._ontology)


def lines(said: Iterable[Said]) -> list[str]:
    """What is said, as sorted lines of N-Triples, each once."""
    return sorted({f"<{s}> <{expand(p, '') or p}> {o}" for s, p, o in said})


def _version(rows: Sequence[str]) -> str:
    """A version that says the same of the same triples: the beginning of their hash."""
    whole = hashlib.sha256()
    for row in rows:
        whole.update(f"{row} .\n".encode())
    return whole.hexdigest()[:16]


def _about(name: str, base: str, version: str, documents: int, counted: Counted) -> Iterator[Said]:
    """Title, licence, citation and the rest that people ask of a data set."""
    ontology = read()
    yield from _typed(name, TITLE, "void:Dataset", "dcat:Dataset", "prov:Entity")
    yield name, "dcterms:title", literal(TITLE, language="en")
    words = ontology.one(ontology.iri, f"{PREFIXES['dcterms']}description")
    yield name, "dcterms:description", literal(words, language="en")
    yield name, "dcterms:creator", f"<{name}/software>"
    yield name, "dcterms:license", f"<{LICENCE}>"
    yield name, "dcterms:rights", literal(RIGHTS, language="en")
    yield name, "dcterms:language", f"<{_ENGLISH}>"
    yield name, "dcterms:identifier", literal(f"{name}/{version}")
    cited = f"{TITLE}, version {version}, made with wpkgraph {__version__} from {documents} documents. {name}"
    yield name, "dcterms:bibliographicCitation", literal(cited, language="en")
    yield name, "dcterms:conformsTo", f"<{ontology.one(ontology.iri, f'{OWL}versionIRI')}>"
    for predicate in ("dcat:version", "owl:versionInfo"):
        yield name, predicate, literal(version)
    for caption in sorted({c for cls in counted.classes for c in ontology.values(cls, f"{WPK}caption")}):
        yield name, "dcat:keyword", literal(caption.lower(), language="en")
    yield name, "void:uriSpace", literal(base)
    yield name, "void:documents", _number(documents)
    yield from ((name, "void:feature", f"<http://www.w3.org/ns/formats/{form}>") for form in _FEATURES)
    if moment := build_time():
        yield name, "dcterms:modified", literal(moment, f"{XSD}dateTime")


def _when(name: str, index: Index, articles: Sequence[str]) -> Iterator[Said]:
    """The days of the first and the last article; nothing if none is dated."""
    first = min((day for each in articles for day in index.values(each, f"{WPK}earliest")), default="")
    last = max((day for each in articles for day in index.values(each, f"{WPK}latest")), default="")
    if first and last:
        yield name, "dcterms:temporal", f"<{name}/period>"
        yield from _typed(f"{name}/period", f"{first} to {last}", "dcterms:PeriodOfTime")
        yield f"{name}/period", "dcat:startDate", literal(first, f"{XSD}date")
        yield f"{name}/period", "dcat:endDate", literal(last, f"{XSD}date")


def _root(index: Index) -> list[str]:
    """The place within which most others lie, alone in the list; none if there are no places within places."""
    tops: Counter[str] = Counter()
    for place, above in index.pairs(_WITHIN):
        seen = {place}
        while above not in seen and (wider := index.one(above, _WITHIN)):
            seen.add(above)
            above = wider
        tops[above] += 1
    return sorted(tops, key=lambda place: (-tops[place], place))[:1]


def _counts(name: str, counted: Counted) -> Iterator[Said]:
    """The numbers of the whole, and of each class and property."""
    whole = {
        "void:triples": counted.triples,
        "void:entities": counted.entities,
        "void:distinctSubjects": counted.subjects,
        "void:distinctObjects": counted.objects,
        "void:classes": len(counted.classes),
        "void:properties": len(counted.properties),
    }
    yield from ((name, predicate, _number(value)) for predicate, value in whole.items())
    yield from ((name, "void:vocabulary", f"<{namespace}>") for namespace in counted.vocabularies)
    for cls, instances in counted.classes.items():
        part = f"{name}/class/{_part(cls)}"
        yield name, "void:classPartition", f"<{part}>"
        yield from _typed(part, f"Instances of {shorten(cls, '')}", "void:Dataset")
        yield part, "void:class", f"<{cls}>"
        yield part, "void:entities", _number(instances)
    for prop, usage in counted.properties.items():
        part = f"{name}/property/{_part(prop)}"
        yield name, "void:propertyPartition", f"<{part}>"
        yield from _typed(part, f"Triples of {shorten(prop, '')}", "void:Dataset")
        yield part, "void:property", f"<{prop}>"
        yield part, "void:triples", _number(usage.triples)
        yield part, "void:distinctSubjects", _number(usage.subjects)
        yield part, "void:distinctObjects", _number(usage.objects)


def _linksets(name: str, counted: Counted) -> Iterator[Said]:
    """One set for each relation and each data set that it leads to."""
    for (predicate, space), links in counted.links.items():
        host = urlsplit(space).netloc or space
        target, part = f"{name}/target/{slug(space)}", f"{name}/links/{_part(predicate)}/{slug(space)}"
        yield from _typed(target, host, "void:Dataset")
        yield target, "void:uriSpace", literal(space)
        yield name, "void:subset", f"<{part}>"
        yield from _typed(part, f"Links by {shorten(predicate, '')} to {host}", "void:Linkset")
        yield part, "void:linkPredicate", f"<{predicate}>"
        yield part, "void:subjectsTarget", f"<{name}>"
        yield part, "void:objectsTarget", f"<{target}>"
        yield part, "void:triples", _number(links)


def _examples(index: Index) -> Iterator[str]:
    """For each kind of thing, one that most words of texts name, or the first."""
    named = Counter(iri for _, iri in index.pairs(f"{WPK}denotes"))
    kinds: dict[str, list[str]] = {}
    for node, cls in index.pairs(TYPE):
        kinds.setdefault(cls, []).append(node)
    for cls in _EXAMPLES:
        if cls in kinds:
            yield min(kinds[cls], key=lambda node: (-named[node], node))


def _file(name: str, path: Path, media_type: str) -> Iterator[Said]:
    """A file of the output as a distribution; its size and hash where it is written already."""
    part = f"{name}/file/{path.name}"
    yield name, "dcat:distribution", f"<{part}>"
    yield from _typed(part, path.name, "dcat:Distribution")
    yield part, "dcterms:title", literal(path.name)
    yield part, "dcterms:license", f"<{LICENCE}>"
    yield part, "dcat:mediaType", f"<{_MEDIA}{media_type}>"
    if path.name != "report.json" and path.is_file():  # the report comes last: it hashes others
        yield part, "dcat:byteSize", literal(str(path.stat().st_size), f"{XSD}nonNegativeInteger")
        yield part, f"{_SPDX}checksum", f"<{part}/checksum>"
        yield from _typed(f"{part}/checksum", f"SHA-256 of {path.name}", f"{_SPDX}Checksum")
        yield f"{part}/checksum", f"{_SPDX}algorithm", f"<{_SPDX}checksumAlgorithm_sha256>"
        yield f"{part}/checksum", f"{_SPDX}checksumValue", literal(sha256(path), f"{XSD}hexBinary")


def _run(name: str, index: Index, sources: Sequence[str], ontology: str) -> Iterator[Said]:
    """How the dataset came about: the inputs with their hashes, the software with its data, and the day if one is given."""
    run, software, plan = f"{name}/build", f"{name}/software", f"{name}/plan"
    yield name, "prov:wasGeneratedBy", f"<{run}>"
    yield from _typed(run, "Build", "prov:Activity")
    yield run, "prov:generated", f"<{name}>"
    yield run, "prov:wasAssociatedWith", f"<{software}>"
    yield run, "prov:qualifiedAssociation", f"<{run}/association>"
    yield from _typed(f"{run}/association", "Software and data of the build", "prov:Association")
    yield f"{run}/association", "prov:agent", f"<{software}>"
    yield f"{run}/association", "prov:hadPlan", f"<{plan}>"
    yield from _typed(plan, "The files of ontology/", "prov:Plan", "prov:Entity")
    yield plan, f"{WPK}sha256", literal(ontology)
    yield from _typed(
        software,
        f"wpkgraph {__version__}",
        "prov:SoftwareAgent",
        "prov:Agent",
        "foaf:Agent",
        "schema:SoftwareApplication",
    )
    yield software, "foaf:name", literal("wpkgraph")
    yield software, "schema:softwareVersion", literal(__version__)
    yield software, "schema:license", f"<{_SOFTWARE_LICENCE}>"
    if moment := build_time():
        yield run, "prov:endedAtTime", literal(moment, f"{XSD}dateTime")
    for source in sources:
        yield run, "prov:used", f"<{source}>"
        yield name, "prov:wasDerivedFrom", f"<{source}>"
        yield from _typed(source, index.label(source), "prov:Entity")
        for predicate in (f"{WPK}fileName", f"{WPK}sha256"):
            yield from ((source, predicate, literal(text)) for text in index.values(source, predicate))


_SECONDS = 11  # digits: enough to the year 5138, and never beyond the calendar


def build_time() -> str | None:
    """The time that SOURCE_DATE_EPOCH names (reproducible-builds.org), as xsd:dateTime; without it none is stated."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds.isdecimal():
        return None
    if len(seconds) > _SECONDS:
        return None
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _typed(name: str, label: str, *types: str) -> Iterator[Said]:
    yield name, LABEL, literal(label)
    for cls in types:
        yield name, TYPE, f"<{expand(cls, '') or cls}>"


def _part(iri: str) -> str:
    """The short name of a class or property as a part of an IRI: "wpk-Person"; of one of no known prefix a slug."""
    short = shorten(iri, "")
    return slug(iri) if short == iri else short.replace(":", "-").replace("/", "-")


def _number(value: int) -> str:
    return literal(str(value), f"{XSD}integer")
