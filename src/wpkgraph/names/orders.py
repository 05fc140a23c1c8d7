"""The ways to read a text as a name: which part is the surname, how the rest is cut, which systems it is written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from wpkgraph.knowledge import romanisation
from wpkgraph.knowledge.romanisation import Romanisation, System
from wpkgraph.names import lattice
from wpkgraph.names.lattice import Edge, Lattice, Readings
from wpkgraph.names.words import Word, Words, split

SINGLE = (System.DPRK, System.MR, System.UNMARKED, System.RR, System.LOOSE, System.PRESS)
_STRICT = System.DPRK | System.MR | System.UNMARKED | System.RR
_FREE = System.LOOSE | System.PRESS


@dataclass(frozen=True, slots=True, eq=False)
class Surname:
    """A surname as written, and what it may stand for."""

    spelling: str
    readings: Readings


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """One way to read a name.

    surname  None: the text is read as a given name or a place
    systems  the systems that all syllables fit together
    strict   those of them that are taken for the name's own
    shown    DPRK or MR, if the way of writing shows that it is this one and no other; else no system
    """

    surname: Surname | None
    given: Lattice
    last: bool
    systems: System
    strict: System
    shown: System


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """All ways to read a text: as a person with a surname, the likeliest first; and as syllables without one."""

    folded: str
    persons: tuple[Order, ...]
    plain: tuple[Order, ...]


@lru_cache(maxsize=8192)
def analyse(text: str) -> Analysis:
    """All ways to read a text. Never raises; a text that is no Korean name has none."""
    table = romanisation.load()
    found = split(text)
    persons = tuple(o for o in _persons(found, table) if o.given.readable)
    plain = tuple(o for o in _plain(found, table) if o.given.readable)
    return Analysis(found.folded, persons, plain)


def _persons(found: Words, table: Romanisation) -> Iterator[Order]:
    """The orders with a surname: first, or at the end where that is possible."""
    words = found.words
    if len(words) < 2 or len(words) > 4:
        return
    first, last = _surname(words[0], table), _surname(words[-1], table)
    shouted = [word.capitals for word in words]
    if first and not (shouted[-1] and not any(shouted[:-1]) and last and len(words[-1].parts[0]) > 1):
        yield _order(found, first, words[1:], table, last=False)
    may_be_last = last and not found.comma and (not shouted[0] or all(shouted))
    if last and may_be_last and (not first or (len(words) == 3 and set(last.readings) & table.common)):
        yield _order(found, last, words[:-1], table, last=True)


def _plain(found: Words, table: Romanisation) -> Iterator[Order]:
    """The orders without a surname: the whole, and names of places without their generic word."""
    words = found.words
    if len(words) > 1 and words[-1].parts[0] in table.generic:
        words = words[:-1]
    if not words or len(words) > 6:
        return
    if len(words) == 1 and len(words[0].parts) > 1 and _ending(words[0].parts[-1]) in table.endings:
        word = words[0]
        yield _order(found, None, (word._replace(parts=word.parts[:-1]),), table, last=False)
    yield _order(found, None, words, table, last=False)


def _ending(part: str) -> str:
    return part.replace("ŏ", "o").replace("ŭ", "u")


def _surname(word: Word, table: Romanisation) -> Surname | None:
    if len(word.parts) != 1:
        return None
    return _readings_of_surname(word.parts[0], table)


@lru_cache(maxsize=1024)
def _readings_of_surname(spelling: str, table: Romanisation) -> Surname | None:
    found: dict[str, System] = {h: m for h, m in lattice.bare(spelling, table).items() if h in table.surnames}
    if not found and len(spelling) > 3:
        for one, two in _pairs(lattice.build(((spelling,),), table, assimilate=True)):
            found |= {
                a + b: x & y | System.MIXED
                for a, x in one.readings.items()
                for b, y in two.readings.items()
                if a + b in table.surnames
            }
    for hangul in table.surname_spellings.get(spelling, ()):
        found[hangul] = found.get(hangul, System(0)) | System.PRESS | System.MIXED
    return Surname(spelling, dict(sorted(found.items()))) if found else None


def _pairs(cut: Lattice) -> Iterator[tuple[Edge, Edge]]:
    """The ways to cut letters into two syllables."""
    if cut.readable:
        for one in cut.edges[0]:
            if one.end < len(cut.letters):
                yield from ((one, two) for two in cut.edges[one.end] if two.end == len(cut.letters))


def _order(found: Words, surname: Surname | None, words: tuple[Word, ...], table: Romanisation, *, last: bool) -> Order:
    marked = any(c in "ŏŭ'" for word in found.words for part in word.parts for c in part)
    given = lattice.build(tuple(word.parts for word in words), table, assimilate=marked)
    breves = any(c in "ŏŭ" for word in found.words for part in word.parts for c in part)
    least = fewest(given, System.MIXED)
    systems = System(0)
    for system in SINGLE:
        if least is not None and fewest(given, system) == least:
            systems |= system
    systems &= ~System.UNMARKED if breves else System(0xFF)
    systems &= ~(System.MR if not marked and System.UNMARKED in systems else System(0))
    shown = System(0)
    dprk = surname and not last and System.DPRK in systems and any(m & System.DPRK for m in surname.readings.values())
    if dprk and not marked and _apart(found.words, given):
        shown = System.DPRK
    elif breves and System.MR in systems:
        shown = System.MR
    return Order(surname, given, last, systems, shown or _own(systems), shown)


def _own(systems: System) -> System:
    """What is taken for the system of a name: the strict ones, else the free ones, else a mixture."""
    return systems & _STRICT or systems & _FREE or System.MIXED


def _apart(words: tuple[Word, ...], given: Lattice) -> bool:
    """Whether each word is one syllable with one capital, as DPRK publications write names."""
    alone = all(len(word.parts) == 1 and word.titled and not word.capitals for word in words)
    at, ends = 0, sorted(given.cuts)[1:]
    for end in ends:
        if not any(edge.end == end and _in(edge, System.DPRK) for edge in given.edges[at]):
            return False
        at = end
    return alone


def fewest(given: Lattice, systems: System) -> int | None:
    """The fewest syllables of some systems that the letters can be cut into; None if there is no way."""
    return cuts(given, systems)[0]


def cuts(given: Lattice, systems: System, *, natural: bool = False) -> tuple[int | None, int]:
    """The fewest syllables that the letters can be cut into, and in how many ways."""
    end = len(given.letters)
    found: list[tuple[int | None, int]] = [(None, 0)] * end + [(0, 1)]
    for at in range(end - 1, -1, -1):
        after = [found[edge.end] for edge in given.edges[at] if _in(edge, systems) and (edge.natural or not natural)]
        least = min((count for count, _ in after if count is not None), default=None)
        if least is not None:
            found[at] = (least + 1, sum(ways for count, ways in after if count == least))
    return found[0]


def _in(edge: Edge, system: System) -> bool:
    return any(mask & system for mask in edge.readings.values())


def only(readings: Readings, systems: System) -> Mapping[str, System]:
    """The readings under some systems; all of them, if there is none."""
    return {h: m for h, m in readings.items() if m & systems} or readings


def likeliest(order: Order) -> tuple[Edge, ...]:
    """The syllables of the likeliest cut: natural, in the name's own system, with as few syllables as can be."""
    given, end = order.given, len(order.given.letters)
    best: list[tuple[tuple[int, int], tuple[Edge, ...]] | None] = [None] * end + [((0, 0), ())]
    for at in range(end - 1, -1, -1):
        for edge in given.edges[at]:
            if (after := best[edge.end]) is not None:
                fits = edge.natural and _in(edge, order.strict)
                cost = (after[0][0] + (not fits), after[0][1] + 1)
                if (now := best[at]) is None or cost < now[0]:
                    best[at] = (cost, (edge, *after[1]))
    return best[0][1] if best[0] else ()
