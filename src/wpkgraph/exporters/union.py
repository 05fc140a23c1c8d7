"""The union of all graphs, collected once for the exporters that need it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wpkgraph.model import Dataset


class Union:
    """Writes nothing; `lines` is the sorted union once every graph has been handed in."""

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Begin with nothing."""
        self._found: set[str] = set()
        self._sorted: list[str] | None = None

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Add one graph."""
        self._found.update(triples)

    def finish(self) -> None:
        """Nothing."""

    @property
    def lines(self) -> list[str]:
        """The triples of all graphs, each once, sorted."""
        if self._sorted is None:
            self._sorted = sorted(self._found)
            self._found = set()
        return self._sorted
