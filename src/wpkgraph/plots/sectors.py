"""Workplaces by sector, with the people who belong to them and the speakers among these: bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wpkgraph.errors import QueryError
from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import ORG, WPK
from wpkgraph.plots.frame import BLUE, FAINT, GREY, INK, MARGIN, ORANGE, RED, SMALL, Frame, Look, counted, cut, wide
from wpkgraph.store import read_graphs

TITLE = "Workplaces, their people and their speakers by sector"
NONE = "sector not known"
_UP = (f"{ORG}unitOf", f"{ORG}subOrganizationOf")
_SERIES = (("workplaces", BLUE), ("their people", ORANGE), ("their speakers", RED))
_BAR, _GAP, _TICKS = 2.3, 2.2, 5.0  # millimetres


@dataclass(frozen=True, slots=True)
class Sector:
    """A branch: its workplaces, the persons with a membership in one or below it, and those of them who made a speech."""

    label: str
    workplaces: frozenset[str]
    people: frozenset[str]
    speakers: frozenset[str]


def load(folder: str | Path) -> tuple[Sector, ...]:
    """The sectors of an output folder, those with most workplaces first, then the workplaces without one.

    A workplace with two sectors counts in both. Raises OutputError.
    """
    facts = (f"{ORG}member", f"{ORG}organization", f"{WPK}sector", f"{WPK}speaker")
    index = Index([TYPE, LABEL, *_UP, *facts])
    for triples in read_graphs(folder).values():
        index.add(triples)
    speakers = {person for _, person in index.pairs(f"{WPK}speaker")}
    members: dict[str, set[str]] = {}
    for fact, unit in index.pairs(f"{ORG}organization"):
        for body in _above(index, unit):
            members.setdefault(body, set()).update(index.values(fact, f"{ORG}member"))
    groups: dict[str, set[str]] = {}
    for place in index.subjects(TYPE):
        if f"{WPK}Workplace" in index.values(place, TYPE):
            for sector in index.values(place, f"{WPK}sector") or [""]:
                groups.setdefault(index.label(sector) if sector else NONE, set()).add(place)
    found = []
    for label, places in groups.items():
        people = {person for place in places for person in members.get(place, ())}
        found.append(Sector(label, frozenset(places), frozenset(people), frozenset(people & speakers)))
    return tuple(sorted(found, key=lambda s: (s.label == NONE, -len(s.workplaces), -len(s.people), s.label)))


def _above(index: Index, unit: str) -> Iterator[str]:
    """The unit or body itself and all that it is a part of."""
    queue, seen = [unit], {unit}
    while queue:
        yield (body := queue.pop())
        above = [other for relation in _UP for other in index.values(body, relation) if other not in seen]
        seen.update(above)
        queue += above


def draw(sectors: tuple[Sector, ...], look: Look) -> Frame:
    """The picture. Raises QueryError where no text names a workplace."""
    if not sectors:
        raise QueryError("the graph has no workplace")
    names = [cut(sector.label, 50) for sector in sectors]
    left = MARGIN + max(map(wide, names)) + 2
    room = look.width - left - MARGIN - 6
    row = len(_SERIES) * _BAR + _GAP
    frame = Frame(look, TITLE, _caption(sectors), row * len(sectors) + _TICKS + 3)
    axes = frame.axes(left, 4, room, row * len(sectors))
    most = max(len(part) for sector in sectors for part in _parts(sector))
    axes.set(xlim=(0, max(most, 1)), ylim=(row * len(sectors), 0), yticks=[])
    axes.set_xticks(ticks := _ticks(most), [str(n) for n in ticks], fontsize=SMALL)
    for n in ticks:
        axes.axvline(n, color=FAINT, linewidth=0.4, zorder=0)
    for i, (sector, name) in enumerate(zip(sectors, names, strict=True)):
        top = i * row + _GAP / 2
        axes.annotate(name, (0, top + row / 2 - _GAP / 2), (-4, 0), textcoords="offset points", ha="right", va="center")
        for j, (part, (_, color)) in enumerate(zip(_parts(sector), _SERIES, strict=True)):
            y = top + (j + 0.5) * _BAR
            axes.barh(y, len(part), _BAR * 0.86, color=color, linewidth=0)
            spot: dict[str, Any] = {"textcoords": "offset points", "va": "center_baseline", "fontsize": SMALL}
            axes.annotate(str(len(part)), (len(part), y), (2, 0), color=INK if part else GREY, **spot)
    _key(frame, min(left, 30.0))
    return frame


def _parts(sector: Sector) -> tuple[frozenset[str], ...]:
    return sector.workplaces, sector.people, sector.speakers


def _ticks(most: int) -> list[int]:
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 10**9) if most / n <= 8)
    return list(range(0, most + 1, step))


def _key(frame: Frame, left: float) -> None:
    from matplotlib.patches import Rectangle

    for words, color in _SERIES:
        spot = (left / frame.width, 1 - (frame.top + 2.2) / frame.height)
        frame.figure.add_artist(Rectangle(spot, 2.4 / frame.width, 1.8 / frame.height, facecolor=color, linewidth=0))
        frame.text(left + 3.2, frame.top + 1.3, words, size=SMALL)
        left += 3.2 + wide(words, SMALL) + 3.5


def _caption(sectors: tuple[Sector, ...]) -> str:
    places, people, speakers = (set().union(*parts) for parts in zip(*map(_parts, sectors), strict=True))
    persons = f"{counted(len(people), 'person')} with a post in one or in a unit of one"
    made = f"{counted(len(places), 'workplace')}, {persons}, {len(speakers):,} of whom made a speech"
    return (
        f"Counted by wpkgraph: {made}. The sector is that of the workplace's name where it tells; a workplace with two "
        "sectors counts in both."
    )
