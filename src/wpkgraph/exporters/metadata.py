"""dataset.ttl: what this dataset is, in VoID, DCAT and PROV; apart from graph.ttl, which holds no software version."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from wpkgraph import __version__
from wpkgraph.exporters.network import Network
from wpkgraph.exporters.turtle import serialise
from wpkgraph.exporters.union import Union
from wpkgraph.lines import LABEL, TYPE, literal
from wpkgraph.model import Dataset
from wpkgraph.namespaces import DCTERMS, PREFIXES, SCHEMA, WPK, XSD

VOID, DCAT, PROV = PREFIXES["void"], PREFIXES["dcat"], PREFIXES["prov"]
# GeoNames asks for it, and it fits facts; the quotes remain their publishers'.
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = "Quotes and texts belong to their publishers. Places: GeoNames (CC BY 4.0). Links: Wikidata (CC0)."
FILES = {
    "graph.ttl": "text/turtle",
    "graph.nq": "application/n-quads",
    "network.graphml": "application/graphml+xml",
    "network.gexf": "application/gexf+xml",
    "graph.html": "text/html",
    "explorer.html": "text/html",
    "report.json": "application/json",
}


class Metadata:
    """Writes dataset.ttl from the union and from the types that the network's exporter collected."""

    def __init__(self, union: Union, network: Network) -> None:
        self._union, self._network = union, network

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Remember where to write."""
        self._path, self._base = folder / "dataset.ttl", dataset.base

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Nothing: the union and the types are collected for all."""

    def finish(self) -> None:
        """Write the file."""
        lines = {f"<{s}> <{p}> {o}" for s, p, o in self._triples()}
        self._path.write_bytes(serialise(sorted(lines), self._base))

    def _triples(self) -> Iterator[tuple[str, str, str]]:
        index, name = self._network.index, f"{self._base}dataset"
        sources = [node for node, cls in index.pairs(TYPE) if cls == f"{WPK}SourceFile"]
        yield from _typed(name, "wpkgraph dataset", f"{VOID}Dataset", f"{DCAT}Dataset", f"{PROV}Entity")
        yield name, f"{DCTERMS}title", literal("Facts read from documents by wpkgraph")
        yield name, f"{DCTERMS}license", f"<{LICENCE}>"
        yield name, f"{DCTERMS}rights", literal(RIGHTS)
        yield name, f"{VOID}uriSpace", literal(self._base)
        yield name, f"{VOID}triples", _number(len(self._union.lines))
        yield name, f"{VOID}documents", _number(len(sources))
        for namespace in sorted(PREFIXES.values()):
            yield name, f"{VOID}vocabulary", f"<{namespace}>"
        types = Counter(cls for _, cls in index.pairs(TYPE))
        for number, cls in enumerate(sorted(types), 1):
            part = f"{name}/class/{number}"
            yield name, f"{VOID}classPartition", f"<{part}>"
            yield from _typed(part, cls, f"{VOID}Dataset")
            yield part, f"{VOID}class", f"<{cls}>"
            yield part, f"{VOID}entities", _number(types[cls])
        for file, media_type in FILES.items():
            yield from self._file(name, file, media_type)
        yield from self._run(name, sources)

    def _file(self, name: str, file: str, media_type: str) -> Iterator[tuple[str, str, str]]:
        part = f"{name}/file/{file}"
        yield name, f"{DCAT}distribution", f"<{part}>"
        yield from _typed(part, file, f"{DCAT}Distribution")
        yield part, f"{DCTERMS}title", literal(file)
        yield part, f"{DCAT}mediaType", literal(media_type)

    def _run(self, name: str, sources: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        """How the dataset came about: the inputs with their hashes, the software, and the day if one is given."""
        run, software = f"{name}/build", f"{name}/software"
        yield name, f"{PROV}wasGeneratedBy", f"<{run}>"
        yield from _typed(run, "Build", f"{PROV}Activity")
        yield run, f"{PROV}wasAssociatedWith", f"<{software}>"
        yield from _typed(software, f"wpkgraph {__version__}", f"{PROV}SoftwareAgent", f"{SCHEMA}SoftwareApplication")
        yield software, f"{SCHEMA}softwareVersion", literal(__version__)
        if moment := build_time():
            yield run, f"{PROV}endedAtTime", literal(moment, f"{XSD}dateTime")
        for source in sources:
            yield run, f"{PROV}used", f"<{source}>"
            yield from _typed(source, self._network.index.label(source), f"{PROV}Entity")
            for predicate in (f"{WPK}fileName", f"{WPK}sha256"):
                for text in self._network.index.values(source, predicate):
                    yield source, predicate, literal(text)


_SECONDS = 11  # digits: enough to the year 5138, and never beyond the calendar


def build_time() -> str | None:
    """The time that SOURCE_DATE_EPOCH names (reproducible-builds.org), as xsd:dateTime; without it none is stated."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds.isdecimal():
        return None
    if len(seconds) > _SECONDS:
        return None
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _typed(name: str, label: str, *types: str) -> Iterator[tuple[str, str, str]]:
    yield name, LABEL, literal(label)
    for cls in types:
        yield name, TYPE, f"<{cls}>"


def _number(value: int) -> str:
    return literal(str(value), f"{XSD}integer")
