"""Output folders and datasets as stores that answer SPARQL."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wpkgraph.errors import OutputError, reason
from wpkgraph.exporters.report import sha256
from wpkgraph.lines import blocks, stream
from wpkgraph.model import Dataset, Recipe, Report
from wpkgraph.outputs import Stand, require_output, seal

if TYPE_CHECKING:
    import pyoxigraph as ox
    import rdflib


def open_store(folder: str | Path) -> ox.Store:
    """The store of an output folder, read-only; if store/ is missing or damaged, graph.nq is loaded into memory."""
    import pyoxigraph as ox

    path = require_output(folder)
    if (path / "store" / "CURRENT").is_file():
        try:
            return ox.Store.read_only(str(path / "store"))
        except (OSError, RuntimeError):  # the library's errors for a damaged database
            pass  # fall back on the text form, which holds the same
    quads = path / "graph.nq"
    if not quads.is_file():
        raise OutputError(f"{path}: has neither a store that can be opened nor graph.nq; build it again")
    try:
        return memory_store(read_graphs(path))
    except SyntaxError as error:
        raise OutputError(f"{quads}: is damaged: {reason(error)}; build it again") from error


def memory_store(graphs: Mapping[str, Sequence[str]]) -> ox.Store:
    """An in-memory store of named graphs given as lines; its default graph is their union, each triple once."""
    import pyoxigraph as ox

    named = ((f" <{iri}> .\n".join(lines) + f" <{iri}> .\n").encode() for iri, lines in graphs.items() if lines)
    store = ox.Store()
    store.bulk_load(stream(named, blocks(_union(graphs))), ox.RdfFormat.N_QUADS, lenient=True)
    return store


def rdflib_graph(dataset: Dataset, *, oxigraph: bool = False) -> rdflib.Graph:
    """The union of all graphs for rdflib: in its own memory, or backed by Oxigraph through oxrdflib."""
    import rdflib
    from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

    from wpkgraph.namespaces import PREFIXES

    union = b"".join(blocks(_union(dataset.graphs)))
    if oxigraph:
        import pyoxigraph as ox
        from oxrdflib import OxigraphStore

        merged = ox.Store()
        merged.bulk_load(union, ox.RdfFormat.N_TRIPLES, lenient=True)
        graph = rdflib.Graph(store=OxigraphStore(store=merged), identifier=DATASET_DEFAULT_GRAPH_ID)
    else:
        graph = rdflib.Graph().parse(data=union, format="nt")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True)
    return graph


def _union(graphs: Mapping[str, Sequence[str]]) -> list[str]:
    return sorted({line for lines in graphs.values() for line in lines})


def read_graphs(folder: str | Path) -> dict[str, tuple[str, ...]]:
    """The named graphs of an output folder's graph.nq, as lines, sorted by graph IRI. Raises OutputError with the line."""
    path = require_output(folder) / "graph.nq"
    graphs: dict[str, list[str]] = {}
    try:
        with path.open(encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(file, 1):
                triple, _, graph = line[:-3].rpartition(" ")
                if not line.endswith("> .\n") or triple.count(" ") < 2:
                    raise OutputError(f"{path}: is damaged: line {number} is no statement of a graph; build it again")
                graphs.setdefault(graph[1:-1], []).append(triple)
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{path}: can't be read: {reason(error)}") from error
    return {iri: tuple(graphs[iri]) for iri in sorted(graphs)}


def read_report(folder: str | Path) -> dict[str, Any]:
    """report.json of an output folder."""
    data: dict[str, Any] = json.loads((require_output(folder) / "report.json").read_text(encoding="utf-8"))
    return data


def load_stand(folder: str | Path) -> Stand:
    """An output folder as a dataset that is to be changed and written back. Raises OutputError."""
    path = require_output(folder).absolute()
    mark = seal(path)  # before the rest is read: what is written in between is noticed
    hashes = require_as_written(path)
    return Stand(path, mark, load_dataset(path), hashes)


def require_as_written(folder: Path) -> dict[str, str]:
    """The hashes of files that an output folder's report names; raises OutputError if graph.nq has another."""
    hashes: dict[str, str] = read_report(folder).get("files") or {}
    quads = folder / "graph.nq"
    if quads.name in hashes and quads.is_file() and sha256(quads) != hashes[quads.name]:
        raise OutputError(f"{quads}: is not as it was written; build it again")
    return hashes


def load_dataset(folder: str | Path) -> Dataset:
    """An output folder as the dataset it was written from."""
    path = require_output(folder)
    data = read_report(path)
    fields: dict[str, Any] = {name: dict(data.get(name) or {}) for name in ("counts", "rules", "articles")}
    fields |= {name: tuple(data.get(name) or ()) for name in ("inputs", "variants", "declined", "warnings", "errors")}
    texts = {file.stem: _text(file) for file in sorted((path / "text").glob("*.txt"))}
    return Dataset(read_graphs(path), texts, Report(**fields), str(data["base"]), _recipe(data))


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"{file}: can't be read: {reason(error)}") from error


def _recipe(data: Mapping[str, Any]) -> Recipe:
    """What the folder was built with; an output of before this was recorded has a recipe like no other."""
    options = data.get("options") or {}
    limits = (int(options.get(name, 0)) for name in ("max_bytes", "max_text"))
    return Recipe(str(data.get("version")), str(data.get("ontology", "")), dict(options.get("fields") or {}), *limits)
