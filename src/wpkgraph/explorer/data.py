"""The explorer's data as a whole: the parts that the tables stand in, and tables as columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

from wpkgraph.explorer.tables import (
    Article,
    Astral,
    Bridge,
    Class,
    Community,
    Curated,
    Edge,
    Fact,
    File,
    Happening,
    Line,
    Link,
    Name,
    Node,
    Note,
    Passage,
    Proof,
    Reading,
    Relation,
    Sector,
    Signed,
    Span,
    Speech,
    Spot,
    Term,
    Told,
    Where,
)

FORMAT = "wpkgraph explorer 1"


@dataclass(frozen=True, slots=True)
class First:
    """What the first view needs. Nodes and lines stand in the order of their weight."""

    format: str
    base: str
    counts: Mapping[str, int]
    classes: tuple[Class, ...]
    relations: tuple[Relation, ...]
    communities: tuple[Community, ...]
    bridges: tuple[Bridge, ...]
    nodes: tuple[Spot, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """The network: nodes in the order of communities, so that each of these is a run of rows."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    facts: tuple[Fact, ...]
    notes: tuple[Note, ...]
    names: tuple[Name, ...]
    events: tuple[Happening, ...]
    where: tuple[Where, ...]
    sectors: tuple[Sector, ...]
    speeches: tuple[Speech, ...]
    curated: tuple[Curated, ...]
    links: tuple[Link, ...]
    candidates: tuple[int, ...]
    roles: tuple[Term, ...]
    capacities: tuple[Term, ...]
    kinds: tuple[Term, ...]
    held: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What the facts rest on, but for the texts themselves."""

    files: tuple[File, ...]
    articles: tuple[Article, ...]
    astral: tuple[Astral, ...]
    passages: tuple[Passage, ...]
    tells: tuple[Told, ...]
    spans: tuple[Span, ...]
    readings: tuple[Reading, ...]
    signed: tuple[Signed, ...]
    proofs: tuple[Proof, ...]
    rules: tuple[str, ...]
    statuses: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Data:
    """All that explorer.html shows: `texts` are chunks of whole texts, each to be unpacked when it is needed."""

    first: First
    graph: Whole
    sources: Sources
    texts: tuple[tuple[str, ...], ...]


def columns(rows: Sequence[tuple[Any, ...]], kind: type) -> dict[str, list[Any]]:
    """Rows of one type as columns: {field: values}.

    >>> columns([Name(3, "Kim"), Name(4, "Pak")], Name)
    {'node': [3, 4], 'text': ['Kim', 'Pak']}
    """
    names: Sequence[str] = kind._fields  # type: ignore[attr-defined]
    found = zip(*rows, strict=True) if rows else ((),) * len(names)
    return {name: list(column) for name, column in zip(names, found, strict=True)}


def part(given: First | Whole | Sources) -> dict[str, Any]:
    """A part of the data as what JSON holds: tables as columns, the rest as it is."""
    out: dict[str, Any] = {}
    for name, hint in get_type_hints(type(given)).items():
        value, kinds = getattr(given, name), get_args(hint)
        if isinstance(value, tuple):
            table = issubclass(kinds[0], tuple)  # of rows; else a list of plain values
            out[name] = columns(value, kinds[0]) if table else list(value)
        else:
            out[name] = value
    return out
