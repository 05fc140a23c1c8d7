"""All ways to cut letters into Korean syllables, and what each syllable may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.knowledge.hangul import compose
from wpkgraph.knowledge.romanisation import Letter, Romanisation, System

LONGEST = 48  # letters
_SOUTH = System.MR | System.UNMARKED | System.RR | System.PRESS  # systems that write as it is said in the ROK

Readings = Mapping[str, System]


class Edge(NamedTuple):
    """One syllable as written: where it ends, its letters, what it may stand for in which systems.

    natural  False: the cut parts "ng", which writers who mean n and g mark
    """

    end: int
    spelling: str
    readings: Readings
    natural: bool


@dataclass(frozen=True, slots=True, eq=False)
class Lattice:
    """Letters and their syllables: edges[i] are those that begin at letter i and lie on a way from start to end.

    cuts  where the writer parted the letters
    """

    letters: str
    cuts: frozenset[int]
    edges: tuple[tuple[Edge, ...], ...]

    @property
    def readable(self) -> bool:
        """Whether the letters can be cut into Korean syllables."""
        return bool(self.edges and self.edges[0])


class _Place(NamedTuple):
    """What decides on the readings of a syllable besides its letters."""

    first: bool  # nothing stands before it
    inner: bool  # it continues a word
    before: str  # letters before it that it may assimilate to
    after: str


def build(words: tuple[tuple[str, ...], ...], table: Romanisation, *, assimilate: bool) -> Lattice:
    """The lattice of words given by their parts; `assimilate`: sounds may have changed where words meet, too."""
    parts = [part for word in words for part in word]
    letters = "".join(parts)
    if not letters or len(letters) > LONGEST:
        return Lattice(letters, frozenset(), tuple(() for _ in letters))
    starts, spaces, at = [], set(), 0
    for word in words:
        spaces.add(at)
        for part in word:
            starts.append(at)
            at += len(part)
    cuts = frozenset([*starts, at])
    for known in (True, False):  # syllables of no known word only where nothing else can be read
        edges = _edges(letters, cuts, frozenset(spaces), table, (assimilate, known))
        if edges[0]:
            return Lattice(letters, cuts, edges)
    return Lattice(letters, cuts, tuple(() for _ in letters))


def _edges(
    letters: str, cuts: frozenset[int], spaces: frozenset[int], table: Romanisation, how: tuple[bool, bool]
) -> tuple[tuple[Edge, ...], ...]:
    """The edges from each letter that lie on a way to the end."""
    assimilate, known = how
    found: list[tuple[Edge, ...]] = [() for _ in letters]
    for start in range(len(letters) - 1, -1, -1):
        stop = min(cut for cut in cuts if cut > start)
        edges = []
        for end in range(start + 1, min(stop, start + 8) + 1):
            if end < len(letters) and not found[end]:
                continue
            joined = assimilate or start not in spaces
            place = _Place(
                start == 0,
                start not in spaces,
                letters[max(0, start - 2) : start] if joined and start else "",
                letters[end : end + 1] if end < len(letters) and (assimilate or end not in spaces) else "",
            )
            readings = syllable(letters[start:end], place, table, known)
            if readings:
                natural = not any(p not in cuts and letters[p - 1 : p + 1] == "ng" for p in (start, end) if p)
                edges.append(Edge(end, letters[start:end], readings, natural))
        found[start] = tuple(edges)
    return tuple(found)


@lru_cache(maxsize=4096)
def syllable(spelling: str, place: _Place, table: Romanisation, known: bool) -> Readings:
    """What letters may stand for as one syllable; `known`: only syllables of the inventory."""
    found: dict[str, System] = {}
    for onset, vowel, coda in _split(spelling, table):
        for o, v in _heads(onset, vowel, place, table):
            for c in _codas(coda, place, table):
                hangul = compose(o.jamo, v.jamo, c.jamo)
                if not known or hangul in table.inventory:
                    mask = _systems(o, place) & _systems(v, place) & _systems(c, place)
                    changed = (o.inner | c.inner) & System.CHANGED
                    before = found.get(hangul, changed)
                    found[hangul] = (before | mask | System.MIXED) & ~(
                        System(0) if changed & before else System.CHANGED
                    )
    for hangul in table.spellings.get(spelling, ()):
        found[hangul] = (found.get(hangul, System(0)) | System.PRESS | System.MIXED) & ~System.CHANGED
    return dict(sorted(found.items()))


def bare(spelling: str, table: Romanisation) -> Readings:
    """What letters that stand alone may stand for, whether or not it is a syllable of the inventory."""
    return syllable(spelling, _Place(first=True, inner=False, before="", after=""), table, False)


def _split(spelling: str, table: Romanisation) -> Iterator[tuple[str, str, str]]:
    """All ways to see letters as onset, vowel and coda."""
    for o in range(4):
        if o <= len(spelling) and spelling[:o] in table.onsets:
            for v in range(o + 1, min(o + 4, len(spelling)) + 1):
                if spelling[o:v] in table.vowels and spelling[v:] in table.codas:
                    yield spelling[:o], spelling[o:v], spelling[v:]


def _changed(jamo: str, systems: System) -> Letter:
    """A consonant that letters stand for only if they show how it is said."""
    return Letter(jamo, systems, System.CHANGED)


def _systems(letter: Letter, place: _Place) -> System:
    return letter.systems if place.inner else letter.systems & ~letter.inner


def _heads(onset: str, vowel: str, place: _Place, table: Romanisation) -> Iterator[tuple[Letter, Letter]]:
    """What onset and vowel may stand for: their letters, what the ROK's initial law hides, what assimilation hides."""
    own = table.onsets[onset]
    dropped = [row for row in table.dropped if row.written == onset]
    met = [row for row in table.assimilations if onset == row.onset and place.before.endswith(row.coda)]
    changed = [_changed(jamo, _SOUTH) for row in met if place.before for jamo in row.onsets]
    for v in table.vowels[vowel]:
        for o in (*own, *changed):
            yield o, v
        for row in dropped:
            if v.jamo in row.vowels:
                yield from ((_changed(jamo, _SOUTH if place.first else System(0)), v) for jamo in row.onsets)


def _codas(coda: str, place: _Place, table: Romanisation) -> Iterator[Letter]:
    yield from table.codas[coda]
    for change in table.assimilations:
        if coda == change.coda and place.after and place.after.startswith(change.onset):
            yield from (_changed(jamo, _SOUTH) for jamo in change.codas)
