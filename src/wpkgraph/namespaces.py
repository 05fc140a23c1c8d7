"""The namespaces of the graph and their usual prefixes."""

from __future__ import annotations

import re

_IRI = re.compile(r"[A-Za-z][\w+.-]*:[^\s<>\"{}|^`\\\x00-\x20]*")

WPK = "https://w3id.org/wpkgraph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ORG = "http://www.w3.org/ns/org#"
DCTERMS = "http://purl.org/dc/terms/"
SCHEMA = "https://schema.org/"

PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": DCTERMS,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "org": ORG,
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": SKOS,
    "void": "http://rdfs.org/ns/void#",
    "wpk": WPK,
    "xsd": XSD,
}


# The first path parts of data IRIs: what iris.py mints, and what stands in graph.ttl.
HEADS = frozenset(
    "article concept concept-kind decision event figure file graph list location match membership office org "
    "participation person place role scheme sector series speech statement tenure".split()
)


def data_prefixes(base: str, heads: set[str]) -> dict[str, str]:
    """Prefixes for the kinds of data IRIs: the first path part after `base`; one that is taken gets "d-" before it.

    >>> data_prefixes("https://example.org/id/", {"person", "org"})
    {'d-org': 'https://example.org/id/org/', 'person': 'https://example.org/id/person/'}
    """
    names = ((f"d-{head}" if head in PREFIXES else head, f"{base}{head}/") for head in heads)
    return dict(sorted(names))


def query_prefixes(base: str) -> dict[str, str]:
    """The prefixes that a query need not declare: the reused ones, those of graph.ttl, and "id" for the base itself.

    >>> query_prefixes("https://example.org/id/")["d-org"]
    'https://example.org/id/org/'
    """
    return PREFIXES | data_prefixes(base, set(HEADS)) | {"id": base}


def expand(name: str, base: str) -> str | None:
    """The IRI for "<iri>", an absolute IRI, "wpk:Person" or "person:kim-jong-un"; None for anything else.

    >>> expand("rdfs:label", "https://example.org/id/")
    'http://www.w3.org/2000/01/rdf-schema#label'
    >>> expand("person:x", "https://example.org/id/")
    'https://example.org/id/person/x'
    >>> expand("Kim Jong Un", "https://example.org/id/") is None
    True
    """
    if name.startswith("<") and name.endswith(">"):
        name = name[1:-1]
    if not _IRI.fullmatch(name):
        return None
    if name.startswith(("http://", "https://", "urn:")):
        return name
    prefix, _, local = name.partition(":")
    if prefix in PREFIXES:
        return PREFIXES[prefix] + local
    head = prefix.removeprefix("d-") if prefix.removeprefix("d-") in PREFIXES else prefix
    return f"{base}{head + '/' if head not in ('', 'id') else ''}{local}"


def shorten(iri: str, base: str) -> str:
    """The shortest usual way to write an IRI: "wpk:Person", "person:kim-jong-un", else the IRI itself.

    >>> shorten("https://example.org/id/org/x/shop", "https://example.org/id/")
    'd-org:x/shop'
    """
    if base and iri.startswith(base):
        head, slash, local = iri[len(base) :].partition("/")
        if slash:
            return f"{'d-' if head in PREFIXES else ''}{head}:{local}"
        return f"id:{head}"
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
