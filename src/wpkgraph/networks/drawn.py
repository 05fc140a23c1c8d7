"""A page with what surrounds some things of an output folder: what `wpkgraph view` writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wpkgraph.errors import AmbiguousError, QueryError
from wpkgraph.explain import Explainer
from wpkgraph.exporters.network import WANTED, from_index
from wpkgraph.lines import Index
from wpkgraph.networks import near
from wpkgraph.views import netpage

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be drawn.

    about      IRIs, short names or labels of the things in the middle; none: the nodes with most links
    depth      links from one of them, at most
    types      kinds of nodes or classes of the ontology; none: all
    relations  names of relations; none: all
    limit      nodes at most
    """

    about: tuple[str, ...] = ()
    depth: int = 2
    types: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    limit: int = 300


def page(folder: str | Path, wish: Wish) -> tuple[str, str]:
    """(the page, a line on what it shows). Raises OutputError, NotFoundError, AmbiguousError and QueryError."""
    from wpkgraph.store import load_dataset

    dataset = load_dataset(folder)
    index = Index(WANTED)
    for triples in dataset.graphs.values():
        index.add(triples)
    whole = from_index(index, dataset.base)
    centres = _centres(folder, wish.about, whole)
    kinds, relations = near.classes(wish.types, dataset.base), near.relations(wish.relations, dataset.base)
    graph = near.only(whole, kinds, relations, centres)
    found = near.near(graph, centres, wish.depth, wish.limit)
    if not found.nodes:
        raise QueryError("nothing is left to draw: no two nodes of these types are linked by these relations")
    names = [str(graph.nodes[node]["label"]) for node in centres]
    title = f"What surrounds {', '.join(names)}" if names else "wpkgraph network"
    shown = _shown(found, wish, kinds, relations)
    made = netpage.render(graph, found.nodes, index, dataset.texts, title=title, shown=shown, marked=centres)
    return made, shown


def _centres(folder: str | Path, names: Sequence[str], graph: nx.MultiDiGraph[str]) -> list[str]:
    """The nodes that names stand for; each must stand for one."""
    explainer = Explainer(folder) if names else None
    centres: list[str] = []
    for name in names:
        assert explainer is not None
        found = explainer.find(name)
        drawn = [iri for iri in found if iri in graph]
        rows = ["{} ({})  {}".format(*explainer.describe(iri)) for iri in drawn or found]
        if not drawn:
            kinds = "a person, organisation, event, place or concept"
            raise QueryError(
                f"{name!r} is no node of the network, which holds things and not facts; name {kinds}: {rows[0]}"
            )
        if len(drawn) > 1:
            raise AmbiguousError(name, rows)
        centres += [iri for iri in drawn if iri not in centres]
    return centres


def _shown(found: near.Near, wish: Wish, kinds: Sequence[str], relations: Sequence[str]) -> str:
    """A line on what is drawn, and what is left out."""
    total = len(found.nodes) + found.left_out
    inside = found.graph.subgraph(found.nodes).number_of_edges()
    drawn = len(netpage.lines(found.graph, found.nodes))
    reach = f"within {wish.depth} link{'' if wish.depth == 1 else 's'}" if wish.about else "that are linked"
    words = f"{len(found.nodes)} of {total} things {reach}, {drawn} of {inside} links between them"
    if wish.types:
        words += f"; only types {', '.join(wish.types)}"
    if wish.relations:
        words += f"; only relations {', '.join(relations)}"
    if found.left_out:
        first = "farther ones, then " if wish.about else ""
        words += f"; {found.left_out} left out: {first}those with fewer links (--limit)"
    return words
