"""The Python API: build a graph, or open one that was built, and use it with the usual libraries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from wpkgraph.model import Dataset, Report
from wpkgraph.options import BuildOptions, Progress

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph as ox
    import rdflib

    from wpkgraph.choice import Choice
    from wpkgraph.outputs import Stand
    from wpkgraph.query import Answer


def build(
    paths: str | Path | Sequence[str | Path],
    *,
    options: BuildOptions | None = None,
    on_progress: Progress | None = None,
) -> Built:
    """Read documents and return their graph; nothing is written. Raises WpkgraphError.

    paths    files, folders or globs; "-" is standard input
    options  see BuildOptions

    >>> graph = build("examples/corpus")  # doctest: +SKIP
    >>> graph.query("SELECT ?person { ?person a wpk:Person }").rows  # doctest: +SKIP
    """
    from wpkgraph import pipeline

    return Built(pipeline.build(_texts(paths), options or BuildOptions(), on_progress))


def open_output(folder: str | Path) -> Built:
    """The graph of an output folder that `wpkgraph build` wrote. Raises OutputError.

    >>> graph = open_output("output/mine").replace("report.txt")  # doctest: +SKIP
    >>> graph.write("output/mine")  # doctest: +SKIP
    """
    from wpkgraph.store import load_stand

    stand = load_stand(folder)
    return Built(stand.dataset, stand)


@dataclass(frozen=True, repr=False)
class Built:
    """A built graph. `dataset` holds the triples as text; the libraries' own objects are made when asked for.

    stand  the output folder that it was opened from, if any
    """

    dataset: Dataset
    stand: Stand | None = None

    def __repr__(self) -> str:
        """What it holds, counted."""
        counts = self.report.counts
        parts = [f"{self.report.documents} documents", f"{sum(map(len, self.dataset.graphs.values()))} quads"]
        parts += [f"{counts[name]} {name}" for name in ("Article", "Person", "Membership", "Event") if name in counts]
        return f"<Built: {', '.join(parts)}>"

    @property
    def report(self) -> Report:
        """Counts, declined cases, warnings, errors."""
        return self.dataset.report

    @cached_property
    def store(self) -> ox.Store:
        """An in-memory pyoxigraph.Store with the named graphs."""
        from wpkgraph.store import memory_store

        return memory_store(self.dataset.graphs)

    def query(self, sparql: str, params: Mapping[str, str] | None = None) -> Answer:
        """The answer to a SPARQL query over the union of all graphs; prefixes need not be declared. Raises QueryError.

        The query runs in this process and can't be interrupted; the command line runs it in a child with a time limit.
        """
        from wpkgraph.errors import QuerySyntaxError
        from wpkgraph.query import Question, ask, prepare

        asked = Question(sparql, params or {}, prepare(sparql, params or {}))
        try:
            return ask(self.store, asked.sparql, self.dataset.base)
        except QuerySyntaxError as error:
            raise asked.placed(error) from error

    def to_rdflib(self, *, oxigraph: bool = False) -> rdflib.Graph:
        """The union of all graphs as an rdflib.Graph.

        oxigraph  True: backed by an Oxigraph store (loading and SPARQL many times faster, single triples slower);
                  False: in rdflib's own memory
        """
        from wpkgraph.store import rdflib_graph

        return rdflib_graph(self.dataset, oxigraph=oxigraph)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Persons, organisations, events, places and concepts as nodes; memberships, participations ... as edges."""
        from wpkgraph.exporters.network import build_network

        return build_network(self.dataset)

    def add(self, paths: str | Path | Sequence[str | Path], choice: Choice | None = None) -> Built:
        """This graph with more documents, as if all had been built together; nothing is written, no other is read again.

        A document that can't be read is in the report's errors, as of a build. Raises InputError if a name is taken or
        nothing could be read, OutputError if this graph was built by another version or with another ontology.
        paths   as of build
        choice  names, fields and jobs; see wpkgraph.choice.Choice
        """
        from wpkgraph import change
        from wpkgraph.choice import Choice

        return Built(change.add(self.dataset, _texts(paths), choice or Choice()).dataset, self.stand)

    def replace(self, paths: str | Path | Sequence[str | Path], choice: Choice | None = None) -> Built:
        """This graph with documents read again, each in the place of the one of its name.

        Raises NotFoundError if there is none of the name, InputError if a file can't be read, OutputError as of add.
        """
        from wpkgraph import change
        from wpkgraph.choice import Choice

        return Built(change.replace(self.dataset, _texts(paths), choice or Choice()).dataset, self.stand)

    def remove(self, names: str | Sequence[str]) -> Built:
        """This graph without the documents of these names (a record: NAME#ID). Raises NotFoundError, OutputError."""
        from wpkgraph import change

        return Built(change.remove(self.dataset, _texts(names)).dataset, self.stand)

    def write(self, folder: str | Path) -> Path:
        """Write all output files, as `wpkgraph build -o` does; the folder is replaced whole. Raises OutputError."""
        from wpkgraph.outputs import seal, write

        target, read = Path(folder).absolute(), self.stand
        if read is not None and (target != read.folder or seal(target) != read.seal):
            read = None
        return write(self.dataset, target, read)


def _texts(given: str | Path | Sequence[str | Path]) -> list[str]:
    return [str(one) for one in ([given] if isinstance(given, str | Path) else given)]
