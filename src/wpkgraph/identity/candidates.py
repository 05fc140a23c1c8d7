"""Pairs of persons who may be one, with the score and the words of their features; none on the name alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from wpkgraph.identity.features import points
from wpkgraph.identity.naming import NAMING, Naming
from wpkgraph.identity.profiles import Profile, World
from wpkgraph.knowledge.decisions import Decisions

_LARGEST = 60  # persons of one block of names that are compared pair by pair


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two persons by IRI, in the order of their letters; what speaks for and against their being one.

    grounded  whether anything speaks for it that is a ground, as the name, days and what speaks against it are not
    decided  "unsure" where somebody has looked at them and left it open, else ""
    """

    left: str
    right: str
    names: tuple[str, str]
    score: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    grounded: bool = True
    decided: str = ""


def candidates(world: World, decided: Decisions, base: str, naming: Naming = NAMING) -> list[Candidate]:
    """All pairs whose names agree and that have a ground beside the name; best first. Not those decided."""
    found = (_candidate(a, b, world, decided, base) for a, b in _pairs(world, naming))
    return sorted((one for one in found if one), key=lambda one: (-one.score, one.names, one.left, one.right))


def compared(a: Profile, b: Profile, world: World) -> Candidate:
    """What the features say of any two persons, ground or not."""
    a, b = sorted((a, b), key=lambda person: person.iri)
    found = points(a, b, world)
    reasons = tuple(words for _, point in found if point.weight > 0 for words in point.words)
    against = tuple(words for _, point in found if point.weight < 0 for words in point.words)
    score = sum((point.weight for _, point in found), 0.0)
    grounded = any(feature.ground for feature, _ in found)
    return Candidate(a.iri, b.iri, (a.label, b.label), score, reasons, against, grounded)


def _pairs(world: World, naming: Naming) -> Iterator[tuple[Profile, Profile]]:
    """Each pair of persons of whom a name of the one is the same as one of the other's, or compatible with it."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for iri, person in world.people.items() if len(world.people) > 1 else ():
        for name in person.names:
            for key in naming.keys(name):
                blocks[key].add(iri)
    pairs = {pair for block in blocks.values() if len(block) <= _LARGEST for pair in combinations(sorted(block), 2)}
    for left, right in sorted(pairs):
        a, b = world.people[left], world.people[right]
        if any(naming.compare(x, y) in ("same", "compatible") for x in sorted(a.names) for y in sorted(b.names)):
            yield a, b


def _candidate(a: Profile, b: Profile, world: World, decided: Decisions, base: str) -> Candidate | None:
    verdict = decided.between(a.iri.removeprefix(base), b.iri.removeprefix(base))
    if verdict in ("same", "different"):
        return None
    found = compared(a, b, world)
    return replace(found, decided=verdict or "") if found.grounded else None
