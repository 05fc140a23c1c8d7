"""graph.nq: the named graphs kept apart, as N-Quads."""

from __future__ import annotations

from collections.abc import Sequence
from io import BufferedWriter
from pathlib import Path

from wpkgraph.model import Dataset


class Quads:
    """Writes graph.nq: one block per graph, in the order of the graphs' IRIs, each block sorted."""

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Open graph.nq."""
        self._file: BufferedWriter = (folder / "graph.nq").open("wb")

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Append one graph. Joined in one go: a call per line would take ten times as long."""
        if triples:
            end = f" <{iri}> .\n"
            self._file.write((end.join(triples) + end).encode())

    def finish(self) -> None:
        """Close the file."""
        self._file.close()
