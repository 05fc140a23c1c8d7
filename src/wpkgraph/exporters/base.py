"""What every exporter is: something that is started, handed each graph once, and finished."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from wpkgraph.model import Dataset


class Before(NamedTuple):
    """An output folder as it stands, from which what has not changed can be taken.

    graphs  what it holds
    hashes  of its files when they were written, by name
    """

    folder: Path
    graphs: Mapping[str, tuple[str, ...]]
    hashes: Mapping[str, str]

    def differences(self, graphs: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, list[str], list[str]]]:
        """(IRI, triples that are gone, triples that have come) for each graph that is not as it was."""
        for iri in sorted(self.graphs.keys() | graphs.keys()):
            was, now = self.graphs.get(iri, ()), graphs.get(iri, ())
            if was != now:
                yield iri, sorted(set(was) - set(now)), sorted(set(now) - set(was))


class Exporter(Protocol):
    """Writes one or more files of the output folder, in one pass over the graphs."""

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Get ready to write into `folder`, which exists."""

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Take in one named graph: its triples as sorted lines "<s> <p> <o>"."""

    def finish(self) -> None:
        """Write what is left and close."""
