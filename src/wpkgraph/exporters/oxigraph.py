"""store/: an Oxigraph database on disk, for SPARQL without a server."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wpkgraph.exporters.union import Union
from wpkgraph.lines import blocks, stream
from wpkgraph.model import Dataset


class Oxigraph:
    """Loads graph.nq and the union into store/; must be finished after the exporter that writes graph.nq.

    The union stands in the default graph. Oxigraph can take all named graphs as the default graph at query time, but
    then a triple that stands in two graphs gives two rows, where graph.ttl gives one.
    """

    def __init__(self, union: Union) -> None:
        self._union = union

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Remember where to write."""
        self._folder = folder

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Nothing: one bulk load of the whole is many times faster than one per graph."""

    def finish(self) -> None:
        """Load, and close the database so that others can open it."""
        import pyoxigraph as ox

        store = ox.Store(str(self._folder / "store"))
        with (self._folder / "graph.nq").open("rb") as named:
            data = stream(iter(lambda: named.read(1 << 20), b""), blocks(self._union.lines))
            # Lenient skips the check of IRIs, which were minted here; syntax errors are still errors.
            store.bulk_load(data, ox.RdfFormat.N_QUADS, lenient=True)
        store.flush()
        del store
