"""Persons of one name who may be one: pairs that agree on more than the name, each with its reasons.

Nothing is merged here; only ontology/decisions.tsv does that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from wpkgraph.iris import digest
from wpkgraph.knowledge import Knowledge
from wpkgraph.lines import LABEL, Index
from wpkgraph.namespaces import ORG, SCHEMA, WPK
from wpkgraph.triples.graph import Graph

_WANTED = (
    LABEL,
    *(f"{ORG}{name}" for name in ("member", "organization", "unitOf")),
    *(f"{WPK}{name}" for name in ("roleText", "participant", "event", "speaker")),
    f"{SCHEMA}superEvent",
)
_SPAN = "/text#char="  # in most lines, and in none that tells of persons
_LARGEST = 60  # persons of one name that are compared pair by pair


@dataclass(slots=True)
class _Known:
    """What the graphs say of one person: posts, bodies with those above them, events."""

    label: str
    posts: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)


def matches(graphs: Iterable[Sequence[str]], knowledge: Knowledge, base: str, g: Graph) -> None:
    """Add wpk:possiblySameAs and a wpk:Match with its reasons for every pair that agrees on a body, or on post and event."""
    people = _people(graphs, base)
    by_name: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(people):
        by_name[people[iri].label].append(iri)
    decided = knowledge.decisions
    for name in sorted(by_name):
        group = by_name[name]
        for left, right in combinations(group, 2) if len(group) <= _LARGEST else ():
            if decided.between(left.removeprefix(base), right.removeprefix(base)) == "different":
                continue
            if reasons := _reasons(people[left], people[right]):
                _write(g, base, left, right, name, reasons)


def _reasons(a: _Known, b: _Known) -> list[str]:
    """What two persons of one name agree on; too little gives none."""
    bodies, posts, events = a.bodies & b.bodies, a.posts & b.posts, a.events & b.events
    if not bodies and not (posts and events):
        return []
    out = [f"same body: {name}" for name in sorted(bodies)]
    out += [f"same post: {name}" for name in sorted(posts)]
    return out + [f"same event: {name}" for name in sorted(events)]


def _write(g: Graph, base: str, left: str, right: str, name: str, reasons: list[str]) -> None:
    g.link(left, "wpk:possiblySameAs", right)
    g.link(right, "wpk:possiblySameAs", left)
    match = f"{base}match/{digest(left, right)}"
    g.typed(match, "Match", f"{name}: two who may be one ({digest(left, right)[:6]})")
    g.link(match, "wpk:between", left)
    g.link(match, "wpk:between", right)
    for reason in reasons:
        g.text(match, "wpk:reason", reason)


def _people(graphs: Iterable[Sequence[str]], base: str) -> dict[str, _Known]:
    """The persons of all graphs with their posts, bodies and events, by IRI."""
    index = Index(_WANTED)
    for lines in graphs:
        index.add([line for line in lines if _SPAN not in line])
    people = {iri: _Known(label) for iri, label in index.pairs(LABEL) if iri.startswith(f"{base}person/")}
    for fact, person in index.pairs(f"{ORG}member"):
        if person in people:
            people[person].posts |= set(index.values(fact, f"{WPK}roleText"))
            for body in index.values(fact, f"{ORG}organization"):
                people[person].bodies |= _with_levels_above(body, index)
    for relation, to_event in ((f"{WPK}participant", f"{WPK}event"), (f"{WPK}speaker", f"{SCHEMA}superEvent")):
        for fact, person in index.pairs(relation):
            if person in people:
                people[person].events |= {index.label(event) for event in index.values(fact, to_event)}
    return people


def _with_levels_above(body: str, index: Index) -> set[str]:
    """The labels of a unit and of all it is a unit of; bodies above bodies do not count, as all are the Party's in the end."""
    out = {index.label(body)}
    while (above := index.one(body, f"{ORG}unitOf")) is not None and index.label(above) not in out:
        out.add(index.label(above))
        body = above
    return out
