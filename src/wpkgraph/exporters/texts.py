"""text/<sha256>.txt: the articles' texts as kept, which all spans count in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wpkgraph.model import Dataset


class Texts:
    """Writes each article's text as UTF-8, byte for byte (line ends included)."""

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Write all texts; they come with the dataset."""
        target = folder / "text"
        target.mkdir()
        for sha256, text in dataset.texts.items():
            (target / f"{sha256}.txt").write_bytes(text.encode())

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Nothing."""

    def finish(self) -> None:
        """Nothing."""
