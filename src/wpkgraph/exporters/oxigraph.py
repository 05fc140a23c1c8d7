"""store/: an Oxigraph database on disk, for SPARQL without a server."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from wpkgraph.exporters.base import Before
from wpkgraph.exporters.union import Union
from wpkgraph.lines import blocks, stream
from wpkgraph.model import Dataset

_SHARE = 0.1  # of all quads: if more of them changed, loading the whole is quicker


class Oxigraph:
    """Loads graph.nq and the union into store/; must be finished after the exporter that writes graph.nq.

    The union stands in the default graph. Oxigraph can take all named graphs as the default graph at query time, but
    then a triple that stands in two graphs gives two rows, where graph.ttl gives one.
    Where little differs from an output that stands already, a copy of its store is changed instead: loading takes
    longer than all other files together.
    """

    def __init__(self, union: Union, before: Before | None = None) -> None:
        self._union, self._before = union, before

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Remember where to write."""
        self._folder, self._dataset = folder, dataset

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Nothing: one bulk load of the whole is many times faster than one per graph."""

    def finish(self) -> None:
        """Load, or change a copy, and close the database so that others can open it."""
        if self._before is None or not self._changed(self._before):
            self._load()

    def _load(self) -> None:
        import pyoxigraph as ox

        store = ox.Store(str(self._folder / "store"))
        with (self._folder / "graph.nq").open("rb") as named:
            data = stream(iter(lambda: named.read(1 << 20), b""), blocks(self._union.lines))
            # Lenient skips the check of IRIs, which were minted here; syntax errors are still errors.
            store.bulk_load(data, ox.RdfFormat.N_QUADS, lenient=True)
        store.flush()
        del store

    def _changed(self, before: Before) -> bool:
        """Whether a changed copy of the old store now holds all; False if too much differs or it can't be used."""
        import pyoxigraph as ox

        old, new = before.folder / "store", self._folder / "store"
        gone, come, size = self._differences(before)
        if not (old / "CURRENT").is_file() or len(gone) + len(come) > _SHARE * size:
            return False
        try:
            shutil.copytree(old, new, ignore=shutil.ignore_patterns("LOCK"))
            store = ox.Store(str(new))
            for quad in ox.parse(stream(blocks(gone)), ox.RdfFormat.N_QUADS, lenient=True):
                store.remove(quad)
            store.extend(ox.parse(stream(blocks(come)), ox.RdfFormat.N_QUADS, lenient=True))
            store.flush()
            whole = len(store) == size
            del store
        except (OSError, RuntimeError, shutil.Error):  # damaged, or not to be read: the whole is loaded instead
            whole = False
        if not whole:
            shutil.rmtree(new, ignore_errors=True)
        return whole

    def _differences(self, before: Before) -> tuple[list[str], list[str], int]:
        """Quads to take out and to put in, as lines, and how many there are in the end."""
        union, graphs = set(self._union.lines), self._dataset.graphs
        gone, come = [], []
        for iri, less, more in before.differences(graphs):
            gone += [f"{line} <{iri}>" for line in less] + [line for line in less if line not in union]
            come += [f"{line} <{iri}>" for line in more] + more
        return gone, come, len(union) + sum(map(len, graphs.values()))
