"""A name as a user sees it: its parts, the systems it fits, its DPRK spelling or the candidates for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from wpkgraph.knowledge import romanisation
from wpkgraph.knowledge.romanisation import System
from wpkgraph.names.forms import folded, spelt, spelt_name
from wpkgraph.names.lattice import Lattice, Readings
from wpkgraph.names.orders import SINGLE, Analysis, Order, analyse, likeliest, only

LABELS = {
    System.DPRK: "DPRK",
    System.MR: "McCune-Reischauer",
    System.UNMARKED: "McCune-Reischauer without marks",
    System.RR: "Revised Romanization",
    System.LOOSE: "DPRK, loosely",
    System.PRESS: "press",
}
_MOST_FORMS = 512  # readings tried for DPRK spellings


@dataclass(frozen=True, slots=True)
class Name:
    """A text read as a Korean name.

    surname, given  the spellings in small letters; no surname: a given name, a place, or no Korean name at all
    last            the surname stands at the end
    readings        for the surname and each syllable the Korean syllables that it may stand for, in the DPRK's orthography
    systems         the systems that all syllables fit, by name; none: a mixture
    forms           the DPRK spellings that the name may have, the likeliest first; one: it is certain
    """

    text: str
    surname: str | None = None
    given: tuple[str, ...] = ()
    last: bool = False
    readings: tuple[tuple[str, ...], ...] = ()
    systems: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    @property
    def form(self) -> str | None:
        """The DPRK spelling, if it is certain."""
        return self.forms[0] if len(self.forms) == 1 else None

    @property
    def readable(self) -> bool:
        """Whether the text can be read as Korean syllables."""
        return bool(self.given)


def parse(text: str) -> Name:
    """How a name is read. Never raises; a text that is no Korean name has no syllables.

    >>> name = parse("Cho Hyŏkch'ŏl")
    >>> name.given, name.readings[1:], name.form
    (('hyŏk', "ch'ŏl"), (('혁',), ('철',)), 'Jo Hyok Chol')
    >>> parse("Kim Chung-hyok").forms
    ('Kim Chung Hyok', 'Kim Jung Hyok')
    >>> parse("Putin V.").readable
    False
    """
    found = analyse(text)
    for order in (*found.persons, *found.plain):
        return _name(text, order)
    return Name(text)


def key(text: str) -> frozenset[str]:
    """Blocking keys: two texts that compare() calls same or compatible share at least one.

    >>> bool(key("Jo Yong Won") & key("Cho Yŏngwŏn")), bool(key("Jo Yong Won") & key("Jo Myong Rok"))
    (True, False)
    """
    found = analyse(text)
    return frozenset(_keys(found)) or frozenset((f"={found.folded}",))


def _keys(found: Analysis) -> Iterator[str]:
    for order in found.persons:
        starts = {_folded(surname) for surname in order.surname.readings} if order.surname else set()
        yield from (f"{start}/{rest}" for start in starts for rest in _heads(order.given, 2))
    for order in found.plain:
        yield from _heads(order.given, 3)


def _folded(syllables: str) -> str:
    return " ".join(map(folded, syllables))


def _heads(given: Lattice, most: int) -> set[str]:
    """The folded readings of the first syllables, at most so many."""
    states = {(0, "")}
    for _ in range(most):
        states = {
            (edge.end, f"{text} {code}".strip())
            for at, text in states
            if at < len(given.letters)
            for edge in given.edges[at]
            for code in {folded(h) for h in edge.readings}
        } | {state for state in states if state[0] == len(given.letters)}
    return {text for _, text in states}


def _name(text: str, order: Order) -> Name:
    cut = likeliest(order)
    spelt_as = [order.surname.readings] if order.surname else []
    choices = [only(readings, order.strict) for readings in (*spelt_as, *(edge.readings for edge in cut))]
    systems = order.systems & ~(System.LOOSE if System.DPRK in order.systems else System(0))
    return Name(
        text,
        surname=order.surname.spelling if order.surname else None,
        given=tuple(edge.spelling for edge in cut),
        last=order.last,
        readings=tuple(tuple(_ranked(readings)) for readings in choices),
        systems=tuple(LABELS[system] for system in SINGLE if system & systems),
        forms=tuple(_forms(choices, person=order.surname is not None)),
    )


def _ranked(readings: Readings) -> list[str]:
    """Readings that take the letters as they stand come first."""
    return sorted(readings, key=lambda h: (bool(readings[h] & System.CHANGED), h))


def _forms(choices: list[Readings], *, person: bool) -> list[str]:
    """The DPRK spellings, those that need the fewest changes of sound first; a place is written in one word."""
    table = romanisation.load()
    found: dict[str, int] = {}
    for reading in islice(product(*map(_ranked, choices)), _MOST_FORMS):
        changes = sum(bool(c[h] & System.CHANGED) for c, h in zip(choices, reading, strict=True))
        form = spelt_name(reading[0], reading[1:], table) if person else spelt("".join(reading), table)
        found[form] = min(changes, found.get(form, changes))
    return sorted(found, key=lambda form: (found[form], form))
