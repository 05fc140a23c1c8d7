"""What the derived graph says of who is who: pairs that are possibly the same, and the decisions that were applied.

Nothing is merged here; only decisions do that, where an article's persons get their IRIs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wpkgraph.identity.candidates import Candidate, candidates
from wpkgraph.identity.features import LIKELY
from wpkgraph.identity.profiles import World, indexed, world
from wpkgraph.iris import Minter
from wpkgraph.knowledge import Knowledge
from wpkgraph.knowledge.decisions import Decision, Decisions
from wpkgraph.triples.graph import Graph


def matches(graphs: Iterable[Sequence[str]], knowledge: Knowledge, base: str, g: Graph) -> None:
    """Add wpk:possiblySameAs and a wpk:Match for each likely pair, and a wpk:Decision for each row on persons here."""
    known = world(indexed(graphs, base), base)
    for candidate in candidates(known, knowledge.decisions, base):
        if candidate.score >= LIKELY:
            _match(g, base, candidate)
    for row in knowledge.decisions.rows:
        _decision(g, base, row, knowledge.decisions, known)


def unmet(graphs: Iterable[Sequence[str]], decided: Decisions, base: str) -> list[tuple[Decision, str]]:
    """The rows of files given to the build that name persons whom no article names, each with the person."""
    rows = [row for row in decided.rows if not row.shipped]
    if not rows:
        return []
    met = {own for person in world(indexed(graphs, base), base).people.values() for own in person.ids}
    return [(row, name) for row in rows for name in (row.left, row.right) if name not in met]


def _match(g: Graph, base: str, found: Candidate) -> None:
    g.link(found.left, "wpk:possiblySameAs", found.right)
    g.link(found.right, "wpk:possiblySameAs", found.left)
    match = Minter(base).match(found.left, found.right)
    names = " or ".join(dict.fromkeys(found.names))
    g.typed(match, "Match", f"{names}: two who may be one ({_short(match)})")
    g.link(match, "wpk:between", found.left)
    g.link(match, "wpk:between", found.right)
    g.number(match, "wpk:score", found.score)
    for reason in found.reasons:
        g.text(match, "wpk:reason", reason)
    for reason in found.against:
        g.text(match, "wpk:counterReason", reason)


def _decision(g: Graph, base: str, row: Decision, decided: Decisions, known: World) -> None:
    """The row as a node, if those whom it is about are here: for "same" the one that stands for them."""
    persons = sorted({base + decided.stands_for(name) for name in (row.left, row.right)})
    if not all(person in known.people for person in persons):
        return
    node = Minter(base).decision(row.left, row.right)
    names = " and ".join(dict.fromkeys(known.people[person].label for person in persons))
    g.typed(node, "Decision", f"{names}: {row.verdict} ({_short(node)})")
    for person in persons:
        g.link(node, "wpk:decides", person)
    for name in row.pair:
        g.text(node, "wpk:decidedId", name)
    g.text(node, "wpk:verdict", row.verdict)
    g.text(node, "wpk:decidedBy", row.who)
    g.text(node, "wpk:reason", row.why)
    for reason in filter(None, row.reasons.split("; ")):
        g.text(node, "wpk:reasonThen", reason)


def _short(iri: str) -> str:
    """What tells labels of pairs with the same names apart."""
    return iri.rpartition("/")[2][:6]
