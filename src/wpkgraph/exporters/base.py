"""What every exporter is: something that is started, handed each graph once, and finished."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from wpkgraph.model import Dataset


class Before(NamedTuple):
    """An output folder as it stands, and the graphs that it holds: what a changed dataset need not write anew."""

    folder: Path
    graphs: Mapping[str, tuple[str, ...]]


class Exporter(Protocol):
    """Writes one or more files of the output folder, in one pass over the graphs."""

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Get ready to write into `folder`, which exists."""

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Take in one named graph: its triples as sorted lines "<s> <p> <o>"."""

    def finish(self) -> None:
        """Write what is left and close."""
