"""What of a network is drawn: what lies near some nodes, of some kinds, by some relations."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wpkgraph.errors import QueryError
from wpkgraph.namespaces import expand
from wpkgraph.views import display

if TYPE_CHECKING:
    import networkx as nx

_EDGES = ("membership", "participation", "statement", "appraisal")


@dataclass(frozen=True, slots=True)
class Near:
    """The part of a network that is drawn: its nodes, the most important first, and how many were left out.

    graph  the network with the kinds and relations that were asked for
    """

    graph: nx.MultiDiGraph[str]
    nodes: tuple[str, ...]
    left_out: int


def near(graph: nx.MultiDiGraph[str], centres: Sequence[str], depth: int, limit: int) -> Near:
    """The nodes at most `depth` links away from one of the centres (all that are linked, if there is none).

    Of too many, those nearer are kept, then those with more links, ties by label and IRI.
    """
    import networkx as nx

    steps = _steps(graph, centres, depth) if centres else {node: 1 for node in graph if graph.degree(node)}
    ordered = sorted(steps, key=lambda node: (steps[node], -graph.degree(node), str(graph.nodes[node]["label"]), node))
    chosen = ordered[: max(limit, len(centres))]
    if not centres:  # a node whose neighbours are all left out would stand bare
        drawn = set(chosen)
        chosen = [node for node in chosen if any(other in drawn for other in nx.all_neighbors(graph, node))]
    return Near(graph, tuple(chosen), len(ordered) - len(chosen))


def _steps(graph: nx.MultiDiGraph[str], centres: Iterable[str], depth: int) -> dict[str, int]:
    """How many links each node is away from the nearest centre, whatever their directions."""
    import networkx as nx

    steps = dict.fromkeys(sorted(set(centres)), 0)
    edge = list(steps)
    for step in range(1, depth + 1):
        found = sorted({other for node in edge for other in nx.all_neighbors(graph, node)} - steps.keys())
        steps |= dict.fromkeys(found, step)
        edge = found
    return steps


def only(
    graph: nx.MultiDiGraph[str], kinds: Sequence[str], relations: Sequence[str], kept: Iterable[str]
) -> nx.MultiDiGraph[str]:
    """The network with nodes of some kinds (see `classes`) and edges of some relations; an empty list means all.

    kept  nodes that stay whatever their kind
    """
    always = set(kept)
    staying = [node for node in graph if not kinds or graph.nodes[node]["class"] in kinds or node in always]
    part: nx.MultiDiGraph[str] = graph.subgraph(staying).copy()
    if relations:
        edges = part.edges(keys=True, data=True)
        part.remove_edges_from([(a, b, key) for a, b, key, data in edges if data["relation"] not in relations])
    return part


def classes(words: Sequence[str], base: str) -> list[str]:
    """The labels of the classes that words stand for, narrower classes included; QueryError with the known words.

    A word is a kind of node ("person", "organization", "event", "place", "concept"), or a class of the ontology by its
    label ("plenary meeting"), name ("PlenaryMeeting") or short name ("wpk:PlenaryMeeting"); case does not matter.
    """
    from wpkgraph.exporters.network import KINDS
    from wpkgraph.knowledge.vocabulary import local

    look = display.load()
    above = look.words.superclasses
    roots = set(KINDS)
    named: dict[str, set[str]] = {}
    for name, chain in above.items():
        if roots & set(chain):
            for word in (name, look.label(chain[0])):
                named.setdefault(word.casefold(), set()).add(chain[0])
    for cls, kind in KINDS.items():
        named.setdefault(kind.casefold(), set()).add(cls)
    found: set[str] = set()
    for word in words:
        iri = expand(word, base) or ""
        wanted = {iri} if local(iri) in above and roots & set(above[local(iri)]) else named.get(word.casefold())
        if not wanted:
            raise QueryError(_unknown("type", word, named, sorted(set(KINDS.values()))))
        found |= {look.label(chain[0]) for chain in above.values() if wanted & set(chain)}
    return sorted(found)


def relations(words: Sequence[str], base: str) -> list[str]:
    """The names of relations as edges have them; QueryError with the known ones.

    A word is the name that an edge bears ("participation", "unit of"), or a relation of the ontology by its name
    ("unitOf") or short name ("org:unitOf"); case does not matter.
    """
    from wpkgraph.exporters.network import RELATIONS
    from wpkgraph.knowledge.vocabulary import local

    look = display.load()
    named = {name: name for name in _EDGES}
    for iri in RELATIONS:
        named |= {
            look.label(iri).casefold(): look.label(iri),
            local(iri).casefold(): look.label(iri),
            iri: look.label(iri),
        }
    found = set()
    for word in words:
        said = named.get(word.casefold()) or named.get(expand(word, base) or "")
        if not said:
            raise QueryError(_unknown("relation", word, named, sorted(set(named.values()))))
        found.add(said)
    return sorted(found)


def _unknown(what: str, word: str, named: Iterable[str], known: Sequence[str]) -> str:
    close = difflib.get_close_matches(word.casefold(), [name for name in named if "//" not in name], 3)
    hint = f"did you mean: {', '.join(close)}? " if close else ""
    more = " (and every class below one, by its name in the ontology)" if what == "type" else ""
    return f"there is no {what} {word!r} in the network; {hint}known: {', '.join(known)}{more}"
