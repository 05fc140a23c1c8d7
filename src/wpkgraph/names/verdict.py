"""The verdict on two names, and the rule that decided it."""

from __future__ import annotations

from enum import StrEnum
from itertools import product
from typing import NamedTuple

from wpkgraph.knowledge.romanisation import System
from wpkgraph.names.align import OPEN, Common, common
from wpkgraph.names.orders import Analysis, Order, analyse, likeliest

RULES = {
    "spelling": "the same spelling",
    "readings": "the spellings stand for the same Korean syllables",
    "order": "the same name only if the surname stands last in one of them",
    "cut": "the same name only if its letters are cut into syllables that way",
    "assimilation": "the same name only if one spelling shows sounds as they change where syllables meet",
    "initial": "the same name only if one spelling drops or changes an initial r or n",
    "consonant": "a consonant is left open: aspirates without their mark, or ch for two consonants",
    "vowel": "a vowel is left open: o without a breve, u for several vowels",
    "syllable": "a spelling leaves open which syllable it stands for",
    "surnames": "the surnames have no reading in common",
    "syllables": "a syllable has no reading in common",
    "length": "the numbers of syllables differ",
    "system": "both are written in one system, and it writes them as different names",
    "unread": "not both can be read as a Korean name",
}
_PRIORITY = ("cut", "assimilation", "initial", "consonant", "vowel", "syllable")


class Kind(StrEnum):
    """same: one name; compatible: one name, if what a spelling leaves open is so; different: two names."""

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERENT = "different"


class Pair(NamedTuple):
    """One syllable (or surname) of both names, and the Korean syllables that both may stand for."""

    a: str
    b: str
    shared: tuple[str, ...]


class Verdict(NamedTuple):
    """What two spellings say of each other.

    rule       the name of the rule that decided, a key of RULES
    syllables  the syllables side by side, surname first; of different names up to the first that differs
    """

    kind: Kind
    rule: str
    syllables: tuple[Pair, ...] = ()

    @property
    def why(self) -> str:
        """The rule in words."""
        return RULES[self.rule]


def compare(a: str, b: str) -> Verdict:
    """Whether two spellings can be one Korean name. Names are compared, never persons; any text is accepted.

    >>> compare("Pak Pong Ju", "Park Bong-ju").kind.value, compare("Jo Yong Won", "Cho Yŏng-wŏn").rule
    ('same', 'vowel')
    >>> verdict = compare("Ri Myong Chol", "Ri Pyong Chol")
    >>> verdict.kind.value, verdict.rule, verdict.syllables[-1]
    ('different', 'syllables', Pair(a='myong', b='pyong', shared=()))
    """
    one, two = analyse(a), analyse(b)
    swapped = two.folded < one.folded
    verdict = _verdict(two, one) if swapped else _verdict(one, two)
    return (
        verdict._replace(syllables=tuple(Pair(p.b, p.a, p.shared) for p in verdict.syllables)) if swapped else verdict
    )


def _verdict(one: Analysis, two: Analysis) -> Verdict:
    if one.folded == two.folded:
        return Verdict(Kind.SAME, "spelling")
    orders = _orders(one, two)
    if not orders:
        return Verdict(Kind.DIFFERENT, "unread")
    best: Verdict | None = None
    for number, (a, b) in enumerate(orders):
        found = common(a, b)
        if found is None:
            continue
        verdict = _linked(found, first=number == 0, persons=a.surname is not None)
        if verdict.kind == Kind.SAME:
            return verdict
        best = best or verdict
    return best or _different(*orders[0])


def _orders(one: Analysis, two: Analysis) -> list[tuple[Order, Order]]:
    """The pairs of ways to read both names, the likeliest first: as persons, or without surnames if one has none."""
    if one.persons and two.persons:
        return list(product(one.persons, two.persons))
    return list(product(one.plain, two.plain))


def _linked(found: Common, *, first: bool, persons: bool) -> Verdict:
    """The verdict on two names that have a common reading."""
    pairs = tuple(Pair(step.a, step.b, step.shared) for step in found.steps)
    if found.grade == OPEN:
        causes = {step.cause for step in found.steps if step.grade == OPEN}
        return Verdict(Kind.COMPATIBLE, next(rule for rule in _PRIORITY if rule in causes), pairs)
    if persons and not first:
        return Verdict(Kind.COMPATIBLE, "order", pairs)
    spelt = all(step.a == step.b for step in found.steps)
    return Verdict(Kind.SAME, "spelling" if spelt else "readings", pairs)


def _different(a: Order, b: Order) -> Verdict:
    """The verdict on two names that have no common reading: the first place where they part."""
    if common(a, b, System.MIXED):
        return Verdict(Kind.DIFFERENT, "system")
    pairs: tuple[Pair, ...] = ()
    if a.surname and b.surname:
        shared = tuple(h for h in a.surname.readings if h in b.surname.readings)
        pairs = (Pair(a.surname.spelling, b.surname.spelling, shared),)
        if not shared:
            return Verdict(Kind.DIFFERENT, "surnames", pairs)
    one, two = likeliest(a), likeliest(b)
    if len(one) != len(two):
        return Verdict(Kind.DIFFERENT, "length", pairs)
    for x, y in zip(one, two, strict=True):
        pairs += (Pair(x.spelling, y.spelling, tuple(h for h in x.readings if h in y.readings)),)
        if not pairs[-1].shared:
            break
    return Verdict(Kind.DIFFERENT, "syllables", pairs)
