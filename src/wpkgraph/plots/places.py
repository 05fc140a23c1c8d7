"""Where events took place and where workplaces stand: circles on a graticule, with the provinces' points for bearings.

Only what a text or a reviewed row says is drawn. There is no outline of the country and no picture of anybody else's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, radians, sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from wpkgraph.errors import QueryError
from wpkgraph.lines import LABEL, TYPE, Index
from wpkgraph.namespaces import PREFIXES, SCHEMA, WPK
from wpkgraph.plots.frame import BLUE, FAINT, GREEN, GREY, INK, MARGIN, SMALL, TEXT, Frame, Look, counted, plain, wide
from wpkgraph.store import read_graphs, read_report

if TYPE_CHECKING:
    from matplotlib.axes import Axes

TITLE = "Where events took place and workplaces stand"
_GEO = PREFIXES["geo"]
_INSIDE, _AT, _STANDS = f"{SCHEMA}containedInPlace", f"{SCHEMA}location", f"{WPK}locatedIn"
_KINDS = (("Event", "events"), ("Workplace", "workplaces"))


Box = tuple[float, float, float, float]  # left, right, low, high


class Spot(NamedTuple):
    """A point with what is there: latitude, longitude, the place's label, events and workplaces; years of the events.

    vague  whether only the province is known, whose point says little
    """

    lat: float
    long: float
    label: str
    vague: bool
    events: frozenset[str]
    workplaces: frozenset[str]


@dataclass(frozen=True, slots=True)
class Atlas:
    """What can be drawn of an output folder, and how much has no point.

    provinces  (latitude, longitude, label) of the provinces and special cities of the reference data
    years      event -> the years that its dates can mean: (first, last)
    """

    spots: tuple[Spot, ...]
    provinces: tuple[tuple[float, float, str], ...]
    years: dict[str, tuple[int, int]]
    pointless: dict[str, int]


def load(folder: str | Path) -> Atlas:
    """The places of an output folder with what is at them. Raises OutputError and KnowledgeError."""
    dates = [f"{WPK}{name}" for name in ("earliest", "latest")]
    index = Index([TYPE, LABEL, _INSIDE, _AT, _STANDS, f"{_GEO}lat", f"{_GEO}long", *dates])
    for triples in read_graphs(folder).values():
        index.add(triples)
    found: dict[tuple[float, float, str, bool], dict[str, set[str]]] = {}
    pointless = {}
    for cls, name in _KINDS:
        things = [node for node in index.subjects(TYPE) if f"{WPK}{cls}" in index.values(node, TYPE)]
        without = 0
        for thing in things:
            points = {point for at in _sites(index, thing) if (point := _point(index, at))}
            without += not points
            for point in points:
                found.setdefault(point, {kind: set() for _, kind in _KINDS})[name].add(thing)
        pointless[name] = without
    spots = (Spot(*point, frozenset(at["events"]), frozenset(at["workplaces"])) for point, at in sorted(found.items()))
    years = {}
    for event in index.subjects(dates[0]):
        bounds = [int(day[:4]) for name in dates for day in index.values(event, name)]
        years[event] = (min(bounds), max(bounds))
    return Atlas(tuple(spots), _provinces(str(read_report(folder)["base"])), years, pointless)


def _sites(index: Index, thing: str) -> Iterator[str]:
    """The places where a thing is; an event at an institution is where that stands."""
    for at in (*index.values(thing, _AT), *index.values(thing, _STANDS)):
        yield at
        yield from index.values(at, _STANDS)


def _point(index: Index, place: str) -> tuple[float, float, str, bool] | None:
    """The point of a place, else that of the smallest area around it that has one; whether that is a province's."""
    seen: set[str] = set()
    while place not in seen:
        seen.add(place)
        lat, long = index.one(place, f"{_GEO}lat"), index.one(place, f"{_GEO}long")
        if lat and long:
            return float(lat), float(long), index.label(place), f"{WPK}Province" in index.values(place, TYPE)
        above = index.one(place, _INSIDE)
        if above is None:
            return None
        place = above
    return None


def _provinces(base: str) -> tuple[tuple[float, float, str], ...]:
    """The provinces and special cities of the reference data that have a point."""
    from wpkgraph.knowledge import load as knowledge

    rows = knowledge().places.places.values()
    kinds = ("province", "special city")
    return tuple(sorted((p.lat, p.lon, p.label) for p in rows if p.kind in kinds and p.lat and p.lon))


def within(atlas: Atlas, look: Look) -> tuple[Spot, ...]:
    """The places with the events of the years to show; where years are asked for, events without a date are left out."""
    if look.first is None and look.last is None:
        return atlas.spots
    first, last = look.first or 0, look.last or 9999
    kept = {event for event, (start, end) in atlas.years.items() if start <= last and end >= first}
    spots = (spot._replace(events=spot.events & kept) for spot in atlas.spots)
    return tuple(spot for spot in spots if spot.events or spot.workplaces)


def draw(atlas: Atlas, look: Look) -> Frame:
    """The picture. Raises QueryError where nothing has a point."""
    spots = within(atlas, look)
    if not spots:
        raise QueryError("nothing in the graph has a place with coordinates (in these years)")
    points = [(spot.lat, spot.long) for spot in spots] + [(lat, long) for lat, long, _ in atlas.provinces]
    south, north = (floor(min(lat for lat, _ in points)), ceil(max(lat for lat, _ in points)))
    west, east = (floor(min(long for _, long in points)), ceil(max(long for _, long in points)))
    shape = cos(radians((south + north) / 2))  # how long a degree of longitude is there, against one of latitude
    room = look.width - 2 * MARGIN - 11
    tall = min(room * (north - south) / ((east - west) * shape), 230.0)
    room = tall * (east - west) * shape / (north - south)
    frame = Frame(look, TITLE, _caption(atlas, spots, look), tall + 12)
    axes = frame.axes(MARGIN + 7, 6, room, tall)
    axes.set(xlim=(west, east), ylim=(south, north))
    step = next(n for n in (1, 2, 5, 10, 20, 30) if (east - west) / n <= 12)
    longs, lats = range(-(-west // step) * step, east + 1, step), range(-(-south // step) * step, north + 1, step)
    axes.set_xticks(longs, [_degrees(n, "EW") for n in longs], fontsize=SMALL)
    axes.set_yticks(lats, [_degrees(n, "NS") for n in lats], fontsize=SMALL)
    axes.spines[["top", "right"]].set_visible(True)
    axes.grid(color=FAINT, linewidth=0.4, zorder=0)
    axes.set_axisbelow(True)
    scale = tall / (north - south)
    for spot in sorted(spots, key=lambda s: -_number(s)):
        _spot(axes, spot, look)
    for lat, long, _ in atlas.provinces:
        axes.plot(long, lat, "^", markersize=3.2, color="#b0b0b0", markeredgewidth=0, zorder=1)
    _name_all(axes, spots, atlas.provinces, Names(scale, shape, (west, east), (south, north)), look)
    _key(frame)
    return frame


class Names:
    """Where on the map names stand already; a name goes where it covers nothing, or nowhere."""

    def __init__(self, scale: float, shape: float, longs: tuple[int, int], lats: tuple[int, int]) -> None:
        """scale  millimetres of a degree of latitude; shape  those of a degree of longitude, as a share of it"""
        self._x, self._y, self._longs, self._lats = scale * shape, scale, longs, lats
        self._taken: list[Box] = []

    def take(self, lat: float, long: float, radius: float) -> None:
        """A mark of this radius in millimetres stands there."""
        x, y = long * self._x, lat * self._y
        self._taken.append((x - radius, x + radius, y - radius, y + radius))

    def find(self, lat: float, long: float, radius: float, words: str, size: float) -> tuple[float, float, str] | None:
        """Longitude, latitude and alignment for the words beside a mark, or None."""
        x, y, length, half = long * self._x, lat * self._y, wide(words, size), size * 0.2
        off, slant = radius + 0.5, radius * 0.7 + 0.4
        spots = [
            (x + off, y, "left"),
            (x - off, y, "right"),
            (x, y + off + half, "center"),
            (x, y - off - half, "center"),
        ]
        spots += [(x + slant, y + side * (slant + half), "left") for side in (1, -1)]
        spots += [(x - slant, y + side * (slant + half), "right") for side in (1, -1)]
        for at, level, align in spots:
            left = {"left": at, "right": at - length, "center": at - length / 2}[align]
            box = (left, left + length, level - half, level + half)
            if self._inside(box) and not any(_overlap(box, other) for other in self._taken):
                self._taken.append(box)
                return at / self._x, level / self._y, align
        return None

    def _inside(self, box: Box) -> bool:
        (west, east), (south, north) = self._longs, self._lats
        return (
            west * self._x <= box[0]
            and box[1] <= east * self._x
            and south * self._y <= box[2]
            and box[3] <= north * self._y
        )


def _overlap(one: Box, two: Box) -> bool:
    return one[0] < two[1] and two[0] < one[1] and one[2] < two[3] and two[2] < one[3]


def _radius(number: int, look: Look) -> float:
    """Of a mark in millimetres: its area grows with the number."""
    return (0.6 if look.narrow else 0.9) * min(sqrt(number), 8.0)


def _number(spot: Spot) -> int:
    return max(len(spot.events), len(spot.workplaces))


def _spot(axes: Axes, spot: Spot, look: Look) -> None:
    """The marks of a place: empty where only the province is known."""
    for kind, things, color, marker in zip(
        ("events", "workplaces"), (spot.events, spot.workplaces), (GREEN, BLUE), ("o", "s"), strict=True
    ):
        if things:
            points = 2 * _radius(len(things), look) * 72 / 25.4
            face = "none" if spot.vague else color
            zorder = 3 if kind == "workplaces" else 2
            axes.plot(
                *(spot.long, spot.lat, marker),
                markersize=points,
                markerfacecolor=face,
                markeredgecolor=color if spot.vague else "#ffffff",
                markeredgewidth=0.9 if spot.vague else 0.4,
                zorder=zorder,
            )


def _name_all(
    axes: Axes, spots: Sequence[Spot], provinces: Sequence[tuple[float, float, str]], names: Names, look: Look
) -> None:
    """Name the places, those with most first, then the provinces in grey, as far as there is room."""
    size = SMALL if look.narrow else TEXT
    several = [s for s in spots if _number(s) > 1]
    single = [s for s in spots if _number(s) == 1]
    for group in (several, single):  # a name of many may cover the mark of one, not the other way round
        for spot in group:
            names.take(spot.lat, spot.long, _radius(_number(spot), look))
        for spot in sorted(group, key=lambda s: (-_number(s), s.label)):
            words = f"{spot.label} ({_number(spot)})" if _number(spot) > 1 else spot.label
            _name(axes, names, spot[:3], words, _radius(_number(spot), look), (size, INK))
    drawn = {spot[:2] for spot in spots}
    rest = [at for at in provinces if at[:2] not in drawn]
    for at in rest:
        names.take(*at[:2], 0.6)
    for at in rest:
        _name(axes, names, at, at[2], 0.6, (SMALL, GREY))


def _name(
    axes: Axes, names: Names, at: tuple[float, float, str], words: str, radius: float, style: tuple[float, str]
) -> None:
    from matplotlib.patheffects import withStroke

    size, color = style
    halo = [withStroke(linewidth=1.2, foreground="#ffffff")]
    if found := names.find(at[0], at[1], radius, words := plain(words), size):
        x, y, align = found
        axes.text(x, y, words, ha=align, va="center_baseline", fontsize=size, color=color, zorder=4, path_effects=halo)


def _degrees(number: int, sides: str) -> str:
    return f"{abs(number)}°{sides[number < 0] if number else ''}"


def _key(frame: Frame) -> None:
    """What the marks mean."""
    from matplotlib.lines import Line2D

    start = left = MARGIN + 7.0
    y = frame.top + 1.5
    grey = "#b0b0b0"
    vague = ("somewhere in the province", "o", GREEN, "none")
    rows = (("events", "o", GREEN, GREEN), vague, ("workplaces", "s", BLUE, BLUE), ("province", "^", grey, grey))
    for words, marker, edge, face in rows:
        if left + 2.8 + wide(words, SMALL) > frame.width - MARGIN:
            left, y = start, y + 3
        spot = ([(left + 1) / frame.width], [1 - y / frame.height])
        mark: dict[str, Any] = {"marker": marker, "markeredgecolor": edge, "markerfacecolor": face}
        frame.figure.add_artist(Line2D(*spot, markersize=4.5, linestyle="", **mark))
        frame.text(left + 2.8, y, words, size=SMALL)
        left += 2.8 + wide(words, SMALL) + 3


def _caption(atlas: Atlas, spots: Sequence[Spot], look: Look) -> str:
    events = len({event for spot in spots for event in spot.events})
    works = len({work for spot in spots for work in spot.workplaces})
    years = f" of the years {look.first or ''}-{look.last or ''}" if look.first or look.last else ""
    return (
        f"Counted by wpkgraph: {counted(events, 'event')}{years} and {counted(works, 'workplace')} of which a text or table "
        f"says the place, at the point of its city, county or province; not drawn, as no such point is known: "
        f"{counted(atlas.pointless['events'], 'event')}, {counted(atlas.pointless['workplaces'], 'workplace')}. The area of a "
        "mark grows with the number; names stand where there is room. Coordinates: GeoNames, Who's On First (CC BY 4.0)."
    )
