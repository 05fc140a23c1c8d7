"""The rows of the explorer's tables, one type for each table.

In the file a table is an object of columns of one length, {"source": [...], "target": [...]}; see docs/explorer.md.
A whole number that names a row of another table is that row's place, counted from 0; NONE stands for no row.
Days are whole numbers, 0 is 1970-01-01; None stands for no day.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

NONE = -1
Day = int | None


def day(text: str | None) -> Day:
    """Days since 1970-01-01 of an xsd:date; None of nothing. Raises ValueError for any other text.

    >>> day("1970-01-02"), day(None)
    (1, None)
    """
    return dt.date.fromisoformat(text).toordinal() - 719163 if text else None


class Class(NamedTuple):
    """A class of the ontology with its looks; `above` is the class above it, `kind` what the network calls its nodes."""

    name: str
    label: str
    caption: str
    color: str
    shape: str
    above: int


class Relation(NamedTuple):
    """What edges are called in the network, the wording for a drawn edge, and whether that is read from target to source."""

    name: str
    label: str
    backward: int


class Community(NamedTuple):
    """A disc: the nodes first .. last - 1, which lie inside it, and its place in the tree (parents stand before children).

    kind    "linked": found by its links; "bundle": small ones put together; "lone": nodes of a class without an edge
    level   0 for those without a parent
    cls     the class that most of its nodes have
    weight  edges that begin or end in it; an edge inside counts twice
    top     its heaviest nodes, which make its label
    """

    parent: int
    level: int
    kind: str
    label: str
    x: int
    y: int
    r: int
    first: int
    last: int
    cls: int
    weight: int
    top: tuple[int, ...]


class Bridge(NamedTuple):
    """How many edges lead from one community to another of the same parent, in either direction; source < target."""

    source: int
    target: int
    weight: int


class Spot(NamedTuple):
    """A node of the first view, ready to be drawn; `id` is its row in the graph's nodes."""

    id: int
    label: str
    cls: int
    community: int
    x: int
    y: int
    size: int


class Line(NamedTuple):
    """Edges between two nodes of the first view, as one line; source and target are rows of the first view's nodes.

    edge   the row of the first of them in the graph's edges
    count  how many there are
    """

    source: int
    target: int
    edge: int
    count: int  # type: ignore[assignment]  # the column's name; tuple.count is not used


class Node(NamedTuple):
    """A node of the network.

    iri        without the base
    community  the innermost one
    degree     edges that begin or end here
    mentions   spans that denote it
    """

    iri: str
    label: str
    cls: int
    community: int
    x: int
    y: int
    size: int
    degree: int
    mentions: int


class Name(NamedTuple):
    """Another name of a node."""

    node: int
    text: str


class Happening(NamedTuple):
    """When an event was: bounds, and the dates as written ("2021-04", "2021-04-06/2021-04-08")."""

    node: int
    earliest: Day
    latest: Day
    when: str


class Where(NamedTuple):
    """Where a node is on the map.

    place     the node of the place it is put at; for a place itself its own
    steps     0: its own coordinates, or those of the place that is named for it; else how far up they were found: through
              the units, events and places that it is part of. What has steps is only somewhere in there
    lat, long  WGS84 degrees, None if no place on the way has any
    province  the province or special city around it, or NONE
    """

    node: int
    place: int
    steps: int
    lat: float | None
    long: float | None
    province: int


class Sector(NamedTuple):
    """The branch of a workplace, or of the workplace that a unit is part of (`steps` levels up); `sector` is a node."""

    node: int
    sector: int
    steps: int


class Speech(NamedTuple):
    """The kind of an event that is a speech."""

    node: int
    kind: int


class Note(NamedTuple):
    """A fact that speaks of a node and is no edge: an event itself, a post without a body, a statement that names no idea."""

    node: int
    fact: int
    relation: int


class Curated(NamedTuple):
    """What a node's reference data rest on."""

    node: int
    source: str


class Link(NamedTuple):
    """A thing of another data set, or a page: relation in words, address."""

    node: int
    relation: str
    iri: str


class Term(NamedTuple):
    """A coded concept or a role: code or IRI without the base, and label."""

    code: str
    label: str


class Fact(NamedTuple):
    """What edges state and readings attest; of a plain relation it is the thing that the relation is said of.

    iri    without the base
    words  role or capacity as worded, polarity of an appraisal; "" if none
    """

    iri: str
    words: str
    role: int
    capacity: int
    finer: int


class Edge(NamedTuple):
    """An edge of the network. Bounds are those of its readings, else of the fact's own dates.

    held  a bit for each membership status that readings give (1 << row)
    """

    source: int
    target: int
    relation: int
    fact: int
    earliest: Day
    latest: Day
    held: int


class File(NamedTuple):
    """A source file: name, title, address and publisher, "" where not known."""

    name: str
    title: str
    url: str
    publisher: str


class Article(NamedTuple):
    """An article; its text is texts[chunk][place], chunk NONE if it is not at hand.

    length  of the text in code points
    """

    iri: str
    title: str
    issued: str
    earliest: Day
    latest: Day
    chunk: int
    place: int
    length: int


class Astral(NamedTuple):
    """A character of an article that JavaScript counts as two: its offset in code points."""

    article: int
    at: int


class Passage(NamedTuple):
    """Where an article begins in a file, in code points of the file's text."""

    article: int
    file: int
    start: int


class Told(NamedTuple):
    """An article reports an event (1), or only refers to it (0)."""

    article: int
    event: int
    reported: int


class Span(NamedTuple):
    """A stretch of an article in code points, half-open; the node it denotes, and why, where words without a name do."""

    article: int
    start: int
    end: int
    node: int
    by: int


class Reading(NamedTuple):
    """An article states a fact."""

    fact: int
    article: int
    rule: int
    status: int
    earliest: Day
    latest: Day
    held: int
    position: int


class Signed(NamedTuple):
    """A further rule that made a reading, beside the one that its row names."""

    reading: int
    rule: int


class Proof(NamedTuple):
    """A span that a reading rests on."""

    reading: int
    span: int
