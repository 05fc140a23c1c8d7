"""Events by kind over time: a bar for the days that the date of an event can mean, named where there is room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wpkgraph.errors import QueryError
from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import SCHEMA, WPK
from wpkgraph.plots.frame import BLUE, FAINT, GREY, INK, MARGIN, SKY, SMALL, Frame, Look, counted, cut, wide
from wpkgraph.store import read_graphs
from wpkgraph.views import display

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "Events by kind"
_LANE, _GAP, _TICKS = 2.7, 1.3, 6.0  # millimetres
_LANES = 6  # of one kind, and one for what has no room in them
_THIN = 0.7  # millimetres: no bar is narrower
_DAY = len("2021-04-06")
_EARLY = 0.1  # of the events may lie before the picture begins, if that halves its length


class Event(NamedTuple):
    """An event: the first and last day that its dates can mean, its kind as the plural of its class, its label.

    exact     whether its days are known; else its dates are months or years
    readings  in how many articles it is read
    """

    first: dt.date
    last: dt.date
    kind: str
    label: str
    iri: str
    exact: bool
    readings: int


@dataclass(frozen=True, slots=True)
class Events:
    """The dated events of an output folder, and how many have no date."""

    dated: tuple[Event, ...]
    undated: int


def load(folder: str | Path) -> Events:
    """The events of an output folder, in the order of time. Raises OutputError."""
    dates = (f"{SCHEMA}startDate", f"{SCHEMA}endDate")
    index = Index([TYPE, LABEL, *dates, *(f"{WPK}{name}" for name in ("earliest", "latest", "readingOf"))])
    for triples in read_graphs(folder).values():
        index.add(triples)
    look = display.load()
    readings: dict[str, int] = {}
    for _, fact in index.pairs(f"{WPK}readingOf"):
        readings[fact] = readings.get(fact, 0) + 1
    dated, undated = [], 0
    for iri in index.subjects(TYPE):
        types = index.values(iri, TYPE)
        if f"{WPK}Event" not in types:
            continue
        bounds = [*index.values(iri, f"{WPK}earliest"), *index.values(iri, f"{WPK}latest")]
        if not bounds:
            undated += 1
            continue
        said = [text for name in dates for text in index.values(iri, name)]
        first, last = (dt.date.fromisoformat(day) for day in (min(bounds), max(bounds)))
        kind, exact = look.caption(look.narrowest(types)), all(len(text) == _DAY for text in said)
        dated.append(Event(first, last, kind, index.label(iri), iri, exact, readings.get(iri, 0)))
    return Events(tuple(sorted(dated)), undated)


def within(events: Events, look: Look) -> tuple[Event, ...]:
    """The events of the years to show; where none is asked for, a few early ones may be left out.

    Raises QueryError if nothing is left.
    """
    first, last = look.first, look.last
    kept = [e for e in events.dated if last is None or e.first.year <= last]
    if first is None and kept:
        starts = sorted(e.first.year for e in kept)
        late, end = starts[int(len(starts) * _EARLY)], max(e.last.year for e in kept)
        if end - late < (end - starts[0]) / 2:
            first = late
    found = tuple(e for e in kept if first is None or e.last.year >= first)
    if not found:
        raise QueryError("there is no dated event in these years; see --from and --until")
    return found


class Placed(NamedTuple):
    """A bar in a lane, from and to in millimetres, with its name right ("left") of it or before it ("right"), or none."""

    lane: int
    start: float
    end: float
    event: Event
    name: str = ""
    align: str = "left"


@dataclass(slots=True)
class Lanes:
    """What stands in the lanes of one kind: the stretches that are taken, in millimetres, and what is drawn where.

    In the last lane bars may lie over one another; no name stands there.
    """

    taken: list[list[tuple[float, float]]] = field(default_factory=list)
    placed: list[Placed] = field(default_factory=list)

    def place(self, start: float, end: float, event: Event, names: Sequence[str], edge: float) -> None:
        """Find a lane for a bar: with the longest of some names that has room behind or before it, else without one."""
        for name in names:
            room = wide(name, SMALL) + 1.6
            for left, right, align in ((start, end + room, "left"), (start - room, end, "right")):
                if left >= 0 and right <= edge and self._fits(left, right, Placed(0, start, end, event, name, align)):
                    return
        if not self._fits(start, end + 0.3, Placed(0, start, end, event)):
            self.placed.append(Placed(_LANES, start, end, event))

    def _fits(self, left: float, right: float, bar: Placed) -> bool:
        for lane in range(_LANES):
            if lane == len(self.taken):
                self.taken.append([])
            if all(right <= a or b <= left for a, b in self.taken[lane]):
                self.taken[lane].append((left, right))
                self.placed.append(bar._replace(lane=lane))
                return True
        return False

    @property
    def depth(self) -> float:
        """How deep the lanes are in millimetres."""
        return _LANE * (1 + max(bar.lane for bar in self.placed)) + _GAP


def draw(events: Events, look: Look) -> Frame:
    """The picture; see `within` for what it raises."""
    shown = within(events, look)
    first, last = _span(shown, look)
    kinds = sorted({e.kind for e in shown}, key=lambda kind: (-sum(e.kind == kind for e in shown), kind))
    named = {kind: f"{kind} ({sum(e.kind == kind for e in shown)})" for kind in kinds}
    left = MARGIN + max(wide(words) for words in named.values()) + 2
    room = look.width - left - MARGIN
    scale = room / ((last - first).days + 1)
    rows = {kind: _lanes([e for e in shown if e.kind == kind], first, last, scale, room) for kind in kinds}
    tall = sum(rows[kind].depth for kind in kinds)
    frame = Frame(look, TITLE, _caption(events, shown, look), tall + _TICKS + 4)
    axes = frame.axes(left, 0, room, tall)
    axes.set(xlim=(0, room), ylim=(tall, 0), yticks=[])
    axes.spines["left"].set_visible(False)
    at = [((day - first).days * scale, words) for day, words in _ticks(first, last, room)]
    axes.set_xticks([x for x, _ in at], [words for _, words in at], fontsize=SMALL)
    for x, _ in at:
        axes.axvline(x, color=FAINT, linewidth=0.4, zorder=0)
    top = 0.0
    for kind in kinds:
        deep = rows[kind].depth
        axes.text(-2, top + deep / 2, named[kind], ha="right", va="center", color=INK)
        axes.axhline(top + deep, color=FAINT, linewidth=0.4, zorder=0)
        for bar in rows[kind].placed:
            _bar(axes, bar, top + _GAP / 2 + (bar.lane + 0.5) * _LANE)
        top += deep
    _key(frame, left, tall + _TICKS + 2)
    return frame


def _bar(axes: Axes, bar: Placed, y: float) -> None:
    color = BLUE if bar.event.exact else SKY + "66"
    axes.barh(y, bar.end - bar.start, 1.7, bar.start, color=color, edgecolor=BLUE, linewidth=0.3)
    if bar.name:
        x = bar.end + 0.6 if bar.align == "left" else bar.start - 0.6
        axes.text(x, y, bar.name, fontsize=SMALL, ha=bar.align, va="center_baseline", color=INK)


def _lanes(events: Sequence[Event], first: dt.date, last: dt.date, scale: float, room: float) -> Lanes:
    """The events of one kind in lanes; those that most articles speak of choose first."""
    lanes = Lanes()
    for event in sorted(events, key=lambda e: (-e.readings, e.first, e.label, e.iri)):
        start = max((event.first - first).days, 0) * scale
        end = min((event.last - first).days + 1, (last - first).days + 1) * scale
        grow = max(_THIN - (end - start), 0)
        names = list(dict.fromkeys(cut(event.label, width, SMALL) for width in (90, 60, 30)))
        lanes.place(min(start, room - _THIN), min(end + grow, room), event, names, room)
    return lanes


def _span(shown: Sequence[Event], look: Look) -> tuple[dt.date, dt.date]:
    """The first and last day of the picture: whole years, or whole months where all lies within two years."""
    first, last = min(e.first for e in shown), max(e.last for e in shown)
    if look.first is None and any(e.first < _start(shown) for e in shown):
        first = _start(shown)
    first = max(first, dt.date(look.first, 1, 1)) if look.first else first
    last = min(last, dt.date(look.last, 12, 31)) if look.last else last
    if (last - first).days < 2 * 366:
        return first.replace(day=1), (last.replace(day=28) + dt.timedelta(4)).replace(day=1) - dt.timedelta(1)
    return dt.date(first.year, 1, 1), dt.date(last.year, 12, 31)


def _start(shown: Sequence[Event]) -> dt.date:
    """The first day that an event of the picture ends on or that one begins on, whichever is later."""
    return max(min(e.first for e in shown), min(e.last for e in shown).replace(month=1, day=1))


def _ticks(first: dt.date, last: dt.date, room: float) -> Iterator[tuple[dt.date, str]]:
    """The days to mark on the axis, as many as there is room for."""
    if (last - first).days < 2 * 366:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        step = next(n for n in (1, 2, 3, 6, 12) if months / n <= max(room / 12, 2) or n == 12)
        for n in range(0, months, step):
            day = dt.date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
            yield day, day.strftime("%Y-%m")
        return
    years = last.year - first.year + 1
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 1000) if years / n <= max(room / 9, 2))
    for year in range(-(-first.year // step) * step, last.year + 1, step):
        yield dt.date(year, 1, 1), str(year)


def _key(frame: Frame, left: float, y: float) -> None:
    """What the two kinds of bars mean."""
    from matplotlib.patches import Rectangle

    for words, color, edge in (("day known", BLUE, BLUE), ("month or year known only", SKY + "66", BLUE)):
        spot = (left / frame.width, 1 - (frame.top + y + 0.8) / frame.height)
        size = (4 / frame.width, 1.6 / frame.height)
        frame.figure.add_artist(Rectangle(spot, *size, facecolor=color, edgecolor=edge, linewidth=0.3))
        frame.text(left + 5, frame.top + y, words, size=SMALL, color=GREY)
        left += 5 + wide(words, SMALL) + 5


def _caption(events: Events, shown: Sequence[Event], look: Look) -> str:
    left_out = len(events.dated) - len(shown)
    words = f"Counted by wpkgraph: {counted(len(shown), 'dated event')}"
    if left_out:
        words += f"; {left_out:,} of other years left out" + ("" if look.first or look.last else " (--from)")
    words += f"; {events.undated:,} without a date not shown."
    return f"{words} A bar covers the days that the date can mean; behind a kind, its number of events."
