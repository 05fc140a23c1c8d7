"""What has to be sent and deleted so that a server holds what an output folder holds."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from wpkgraph.errors import RemoteError
from wpkgraph.lines import blocks

DEFAULT = ""  # stands for the default graph, where others have an IRI; so it does in the journal

_IRI = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|^`\\]+")


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph that a server shall hold: its IRI or DEFAULT, its lines, each once, and the hash of its body."""

    iri: str
    lines: Sequence[str]
    sha256: str

    @property
    def quads(self) -> int:
        """How many there are."""
        return len(self.lines)

    def body(self) -> bytes:
        """The graph as N-Triples."""
        return b"".join(blocks(self.lines))


@dataclass(frozen=True, slots=True)
class Plan:
    """Graphs to send and to leave as they are, in the order of the output, and the names of those to delete."""

    send: tuple[Graph, ...]
    skip: tuple[Graph, ...]
    delete: tuple[str, ...]


def graphs_of(named: Mapping[str, Sequence[str]], unions: Sequence[str] = ()) -> tuple[Graph, ...]:
    """The graphs that a server shall hold: the named ones, then those of `unions`, each with the triples of all, once.

    Raises RemoteError if one of `unions` is no IRI, or has the name of a graph of the output.
    """
    if wrong := [iri for iri in unions if iri != DEFAULT and not (_IRI.fullmatch(iri) and iri.isprintable())]:
        raise RemoteError(f"--union-graph: {wrong[0]!r} is not an absolute IRI")
    if taken := sorted(set(unions) & set(named)):
        raise RemoteError(f"<{taken[0]}> is a graph of the output; name another one for the union")
    found = [_graph(iri, sorted(set(lines))) for iri, lines in named.items()]
    if unions:
        whole = _graph(DEFAULT, sorted({line for lines in named.values() for line in lines}))
        found += [Graph(iri, whole.lines, whole.sha256) for iri in unions]
    return tuple(found)


def plan(
    graphs: Collection[Graph], known: Mapping[str, str], there: Mapping[str, int] | None, *, everything: bool = False
) -> Plan:
    """What to do, given the journal's hashes and, if the server was asked, how many quads each of its graphs has.

    A graph is left as it is only if its hash is the journal's and the server, if asked, has as many quads of it.
    """
    send: list[Graph] = []
    skip: list[Graph] = []
    for graph in graphs:
        same = known.get(graph.iri) == graph.sha256 and (there is None or there.get(graph.iri) == graph.quads)
        (skip if same and not everything else send).append(graph)
    wanted = {graph.iri for graph in graphs}
    return Plan(tuple(send), tuple(skip), tuple(sorted(set(known) - wanted)))


def _graph(iri: str, lines: Sequence[str]) -> Graph:
    digest = hashlib.sha256()
    for block in blocks(lines):
        digest.update(block)
    return Graph(iri, lines, digest.hexdigest())
