"""An output folder seen as a list of pairs to decide on: candidates, the persons' facts, and rows for the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from wpkgraph.errors import NotFoundError
from wpkgraph.explain import Explainer, Explanation
from wpkgraph.identity.candidates import Candidate, candidates, compared
from wpkgraph.identity.profiles import Profile, indexed, world
from wpkgraph.knowledge.decisions import Decision, Decisions
from wpkgraph.lines import Index
from wpkgraph.namespaces import WPK, shorten
from wpkgraph.store import read_graphs, read_report

_SHOWN = 5  # facts of each person


class Review:
    """The persons of one output folder."""

    def __init__(self, folder: str | Path, decided: Iterable[Decision] = ()) -> None:
        """Read the folder; `decided` are rows that a later build will use. Raises OutputError."""
        graphs = read_graphs(folder)
        self.base = str(read_report(folder)["base"])
        self._explainer = Explainer(folder)
        self._world = world(indexed(graphs.values(), self.base), self.base)
        self._decided = _with_those_applied(graphs.get(f"{self.base}graph/derived", ()), tuple(decided))

    def candidates(self, part_of_name: str = "") -> list[Candidate]:
        """The pairs that nobody has decided, best first; with a name, those whose names hold it."""
        found = candidates(self._world, self._decided, self.base)
        wanted = part_of_name.casefold()
        return [one for one in found if any(wanted in name.casefold() for name in one.names)]

    def row(self, left: str, right: str, verdict: str, why: str, who: str) -> Decision:
        """A row on two persons, named as users name them, with what speaks for and against it now."""
        a, b = self.person(left), self.person(right)
        if a.iri == b.iri:
            raise NotFoundError(f"{left!r} and {right!r} are one person in this output: {shorten(a.iri, self.base)}")
        found = compared(a, b, self._world)
        return Decision(self._id(left, a), self._id(right, b), verdict, why, who, grounds(found))

    def row_of(self, pair: Candidate, verdict: str, why: str, who: str) -> Decision:
        """A row on a candidate."""
        left, right = pair.left.removeprefix(self.base), pair.right.removeprefix(self.base)
        return Decision(left, right, verdict, why, who, grounds(pair))

    def person(self, name: str) -> Profile:
        """The one person whom an IRI, a short name or a name stands for. NotFoundError: nobody, or several."""
        found = [iri for iri in self._explainer.find(name) if iri in self._world.people]
        if len(found) == 1:
            return self._world.people[found[0]]
        if not found:
            raise NotFoundError(f"{name!r} is no person")
        several = "\n  ".join(shorten(iri, self.base) for iri in found)
        raise NotFoundError(f"{len(found)} persons are called {name!r}; name one of them:\n  {several}")

    def shown(self, iri: str) -> Explanation:
        """What the graph says of a person, shortened: posts before all else, and of these the first few."""
        whole = self._explainer.explain(iri)
        facts = [fact for fact in whole.facts if fact.readings]
        posts = [fact for fact in facts if fact.kind == "membership"]
        return replace(whole, facts=tuple((posts or facts)[:_SHOWN]))

    def _id(self, given: str, person: Profile) -> str:
        """The id to write: the one that was given, where a decision has joined several, else the person's own."""
        for own in sorted(person.ids):
            if given in (own, self.base + own, shorten(self.base + own, self.base)):
                return own
        return person.iri.removeprefix(self.base)


def grounds(found: Candidate) -> str:
    """Score and reasons in one cell.

    >>> grounds(Candidate("a", "b", ("Om", "Om"), 1.5, ("same post: clerk",), ("called dead",)))
    'score 1.5; same post: clerk; against: called dead'
    """
    return "; ".join([f"score {found.score:g}", *found.reasons, *(f"against: {words}" for words in found.against)])


def _with_those_applied(derived: Iterable[str], rows: tuple[Decision, ...]) -> Decisions:
    """The rows, and those that keep persons apart in the graph, unless the rows say otherwise."""
    given = Decisions(rows)
    pairs = {row.pair for row in rows}
    more = [row for row in _applied(derived) if row.verdict != "same" and row.pair not in pairs]
    return Decisions((*rows, *(row for row in more if given.between(row.left, row.right) != "same")))


def _applied(derived: Iterable[str]) -> Iterator[Decision]:
    """The decisions that the graph was built with."""
    index = Index([f"{WPK}{name}" for name in ("decidedId", "verdict", "decidedBy", "reason")])
    index.add(derived)
    for node in index.subjects(f"{WPK}verdict"):
        left, right = index.values(node, f"{WPK}decidedId")
        verdict, why, who = (index.one(node, f"{WPK}{name}") or "" for name in ("verdict", "reason", "decidedBy"))
        yield Decision(left, right, verdict, why, who)
