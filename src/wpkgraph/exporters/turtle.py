"""graph.ttl: the union of all graphs, the same bytes for the same triples."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from wpkgraph.exporters.base import Before
from wpkgraph.exporters.union import Union
from wpkgraph.lines import blocks, stream
from wpkgraph.model import Dataset
from wpkgraph.namespaces import PREFIXES, data_prefixes

_END = b" .\n"  # of a subject's block, and nowhere else: literals have no line ends of their own


class Turtle:
    """Writes graph.ttl from the sorted union.

    Where an output stands already, the blocks of subjects that are as they were are taken from its graph.ttl.
    """

    def __init__(self, union: Union, before: Before | None = None) -> None:
        self._union, self._before = union, before

    def start(self, folder: Path, dataset: Dataset) -> None:
        """Remember where to write."""
        self._path, self._dataset = folder / "graph.ttl", dataset

    def graph(self, iri: str, triples: Sequence[str]) -> None:
        """Nothing: the union is collected for all."""

    def finish(self) -> None:
        """Write the file."""
        made = self._spliced(self._before) if self._before else None
        self._path.write_bytes(made or serialise(self._union.lines, self._dataset.base))

    def _spliced(self, before: Before) -> bytes | None:
        """The old file with the changed subjects' blocks in their places; None if it is not what it should be."""
        lines, base = self._union.lines, self._dataset.base
        was = _subjects(line for graph in before.graphs.values() for line in graph)
        found = before.differences(self._dataset.graphs)
        changed = _subjects(line for _, gone, come in found for line in (*gone, *come))
        parts = {
            subject: lines[bisect_left(lines, subject + " ") : bisect_left(lines, subject + "!")] for subject in changed
        }
        now = sorted((was - changed) | {subject for subject in changed if parts[subject]})
        head = header(prefixes := _prefixes(now, base))
        try:
            old = (before.folder / self._path.name).read_bytes()
        except OSError:
            return None
        kept = old.removeprefix(head).split(_END)
        same = hashlib.sha256(old).hexdigest() == before.hashes.get(self._path.name)
        if not same or not old.startswith(head) or len(kept) != len(was) + 1:
            return None
        known = dict(zip(sorted(was), kept, strict=False))  # behind the last end nothing stands
        fresh = _body([line for subject in sorted(changed) for line in parts[subject]], prefixes).split(_END)
        known.update(zip([subject for subject in now if subject in changed], fresh, strict=False))
        return head + b"".join([known[subject] + _END for subject in now])


def serialise(ordered: Sequence[str], base: str) -> bytes:
    """Turtle of triples ("<s> <p> <o>", sorted, each once) with prefixes; the same triples give the same bytes.

    Raises SyntaxError if a line is not N-Triples.
    """
    prefixes = _prefixes(ordered, base)
    return header(prefixes) + _body(ordered, prefixes)


def header(prefixes: Mapping[str, str]) -> bytes:
    """The declarations of prefixes, in the order of their names."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(prefixes.items())).encode() + b"\n"


def _body(ordered: Sequence[str], prefixes: Mapping[str, str]) -> bytes:
    import pyoxigraph as ox

    quads = ox.parse(stream(blocks(ordered)), ox.RdfFormat.N_TRIPLES)
    out = ox.serialize((quad.triple for quad in quads), None, ox.RdfFormat.TURTLE, prefixes=dict(prefixes)) or b""
    # The library writes the prefixes in an order of its own; only the body follows the input.
    return out.split(b"\n", len(prefixes))[-1]


def _prefixes(ordered: Iterable[str], base: str) -> dict[str, str]:
    return PREFIXES | data_prefixes(base, heads(ordered, base))


def _subjects(lines: Iterable[str]) -> set[str]:
    """The subjects, in their brackets: so they sort as the lines do."""
    return {line[: line.index(">") + 1] for line in lines}


def heads(triples: Iterable[str], base: str) -> set[str]:
    """The first path parts after `base` of the triples' subjects, where they can be a prefix's name."""
    start = len(base) + 1
    found = {line[start : max(line.find("/", start), start)] for line in triples if line.startswith(base, 1)}
    return {head for head in found if re.fullmatch(r"[a-z][a-z0-9-]*", head)}
