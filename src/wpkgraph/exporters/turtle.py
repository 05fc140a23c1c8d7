"""graph.ttl: the union of all graphs, the same bytes for the same triples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from wpkgraph.exporters.union import Union
from wpkgraph.lines import blocks, stream
from wpkgraph.model import Dataset
from wpkgraph.namespaces import PREFIXES, data_prefixes


class Turtle:
    """Writes graph.ttl from the sorted union."""

    def __init__(self, union: Union) -> None:
        self._union = union

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Remember where to write."""
        self._path, self._base = folder / "graph.ttl", dataset.base

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Nothing: the union is collected for all."""

    def finish(self) -> None:
        """Write the file."""
        self._path.write_bytes(serialise(self._union.lines, self._base))


def serialise(ordered: Sequence[str], base: str) -> bytes:
    """Turtle of triples ("<s> <p> <o>", sorted, each once) with prefixes; the same triples give the same bytes.

    Raises SyntaxError if a line is not N-Triples.
    """
    import pyoxigraph as ox

    prefixes = PREFIXES | data_prefixes(base, heads(ordered, base))
    quads = ox.parse(stream(blocks(ordered)), ox.RdfFormat.N_TRIPLES)
    out = ox.serialize((quad.triple for quad in quads), None, ox.RdfFormat.TURTLE, prefixes=prefixes) or b""
    # The library writes the prefixes in an order of its own; only the body follows the input.
    body = out.split(b"\n", len(prefixes))[-1]
    header = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items()))
    return header.encode() + b"\n" + body


def heads(triples: Iterable[str], base: str) -> set[str]:
    """The first path parts after `base` of the triples' subjects, where they can be a prefix's name."""
    start = len(base) + 1
    found = {line[start : line.find("/", start)] for line in triples if line.startswith(base, 1)}
    return {head for head in found if re.fullmatch(r"[a-z][a-z0-9-]*", head)}
