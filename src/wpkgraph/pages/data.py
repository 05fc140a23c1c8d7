"""What the graph says of one thing, as RDF: the same bytes for the same graph, each triple one of graph.ttl."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wpkgraph.exporters.turtle import serialise
from wpkgraph.lines import LABEL
from wpkgraph.lookup import DENOTES, EVIDENCE, Lookup
from wpkgraph.namespaces import WPK

MOST = 500  # triples of one relation that point at a thing
RDF_FORMS = ("turtle", "jsonld", "ntriples", "rdfxml")
_ASIDE = frozenset((DENOTES, EVIDENCE, f"{WPK}inArticle", f"{WPK}antecedent"))


def known_of(graph: Lookup, iri: str) -> list[str]:
    """The triples with the IRI as their subject, the readings of a fact, what points at it, and the labels of all these.

    Spans that name it are left out, and what points at it by one relation beyond the first MOST.
    """
    lines = set(graph.lines(iri))
    for reading in graph.readings(iri):
        lines.update(graph.lines(reading))
    counts: Counter[str] = Counter()
    for predicate, subject in graph.pointing(iri):
        counts[predicate] += 1
        if predicate not in _ASIDE and counts[predicate] <= MOST:
            lines.add(f"<{subject}> <{predicate}> <{iri}>")
    for other in sorted({term[1:-1] for line in lines for term in _ends(line) if term.startswith("<")}):
        lines.update(graph.lines(other, LABEL))
    return sorted(lines)


def written(lines: Sequence[str], form: str, base: str) -> bytes:
    """Sorted triples in one of RDF_FORMS."""
    import pyoxigraph as ox

    if form == "turtle":
        return serialise(lines, base)
    text = "".join(f"{line} .\n" for line in lines).encode()
    if form == "ntriples":
        return text
    kind = {"jsonld": ox.RdfFormat.JSON_LD, "rdfxml": ox.RdfFormat.RDF_XML}[form]
    # Lenient, as stores are loaded: what a graph holds can be had. No prefixes: the library orders them as it likes.
    triples = [quad.triple for quad in ox.parse(text, ox.RdfFormat.N_TRIPLES, lenient=True)]
    return ox.serialize(triples, None, kind) or b""


def _ends(line: str) -> tuple[str, str]:
    subject, _, term = line.split(" ", 2)
    return subject, term
