"""Series of numbered meetings and known events (series.toml), found by any of their names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wpkgraph.dates import PartialDate
from wpkgraph.knowledge.bodies import Bodies
from wpkgraph.knowledge.bodies import load as load_bodies
from wpkgraph.knowledge.fields import date
from wpkgraph.knowledge.strict import Row, toml_rows, toml_tables, unique

_SERIES = {"id": str, "label": str, "cls": str, "source": str}
_SERIES_OPTIONAL = {"body": str, "names": list, "body_numbered": bool, "note": str}
_EVENT = {"id": str, "label": str, "source": str}
_EVENT_OPTIONAL = {
    "series": str,
    "ordinal": int,
    "body_ordinal": int,
    "cls": str,
    "names": list,
    "start": str,
    "end": str,
    "place": str,
    "note": str,
}
_ABBREVIATION = {"form": str, "to": str}


@dataclass(frozen=True, slots=True)
class Series:
    """Meetings under one line of numbers. `body_numbered`: it starts again with every term of the body."""

    id: str
    label: str
    cls: str
    source: str
    body: str | None = None
    names: tuple[str, ...] = ()
    body_numbered: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event with a row of its own: a meeting of a series, or one known by name. Dates are what a text states."""

    id: str
    label: str
    cls: str
    source: str
    series: str | None = None
    ordinal: int | None = None
    body_ordinal: int | None = None
    names: tuple[str, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    place: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AllSeries:
    """Series and known events by id; names (as `key` gives them) to ids; abbreviations, longest first."""

    series: Mapping[str, Series]
    events: Mapping[str, KnownEvent]
    names: Mapping[str, str]
    event_names: Mapping[str, str]
    abbreviations: tuple[tuple[re.Pattern[str], str], ...]

    def key(self, name: str) -> str:
        """A name in lower case without articles, brackets and possessives of the Party, abbreviations written out."""
        return _key(name, self.abbreviations)

    def find(self, name: str) -> Series | None:
        """The series that a name without its numbers stands for ("Conference of Cell Chairpersons of the WPK")."""
        found = self.names.get(self.key(name))
        return self.series[found] if found else None

    def find_event(self, name: str) -> KnownEvent | None:
        """The known event that stands under no number and has this name."""
        found = self.event_names.get(self.key(name))
        return self.events[found] if found else None

    def event(self, series: str, ordinal: int, body_ordinal: int | None = None) -> KnownEvent | None:
        """The row of a numbered meeting, if there is one."""
        return self.events.get(event_id(series, ordinal, body_ordinal))


def event_id(series: str, ordinal: int, body_ordinal: int | None = None) -> str:
    """The id of a numbered meeting: what stands behind `event/` in its IRI.

    >>> event_id("wpk-congress", 8), event_id("wpk-cc-plenary-meeting", 2, 8)
    ('wpk-congress/8', 'wpk-cc-plenary-meeting/8-2')
    """
    return f"{series}/{ordinal}" if body_ordinal is None else f"{series}/{body_ordinal}-{ordinal}"


def load(folder: Path, bodies: Bodies | None = None) -> AllSeries:
    """The series and events of ontology/series.toml.

    KnowledgeError: bad row, a name of two series, a body or series without a row, an id that does not fit its numbers.
    """
    bodies = bodies or load_bodies(folder)
    path = folder / "series.toml"
    toml_tables(path, {"abbreviation", "series", "event"}, sourced=True)
    abbreviations = _abbreviations(unique(toml_rows(path, "abbreviation", _ABBREVIATION, {}), "form"))
    series: dict[str, Series] = {}
    names: dict[str, str] = {}
    for row in unique(toml_rows(path, "series", _SERIES, _SERIES_OPTIONAL), "id"):
        one = _series(row, bodies)
        series[one.id] = one
        _keep(names, (one.label, *one.names), one.id, row, abbreviations)
    events: dict[str, KnownEvent] = {}
    event_names: dict[str, str] = {}
    for row in unique(toml_rows(path, "event", _EVENT, _EVENT_OPTIONAL), "id"):
        event = _event(row, series)
        events[event.id] = event
        if event.series is None:
            _keep(event_names, (event.label, *event.names), event.id, row, abbreviations)
    return AllSeries(series, events, names, event_names, abbreviations)


def _abbreviations(rows: list[Row]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns over keyed text, longest form first. What one pattern puts in may be a longer one's form: see `_key`."""
    pairs = [(_plain(row.values["form"]), _plain(row.values["to"])) for row in rows]
    pairs.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple((re.compile(rf"(?<!\w){re.escape(form)}(?!\w)"), to) for form, to in pairs)


def _plain(name: str) -> str:
    text = re.sub(r" *\([^)]*\)", "", name.lower().replace("’", "'")).replace(",", " ")
    text = re.sub(r"\b(?:the|a|an)\b", " ", text)
    return " ".join(text.replace("c.c.", "cc").replace("c. c.", "cc").split())


def _key(name: str, abbreviations: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    text = _plain(name)
    # two rounds: "party central committee" -> "central committee of wpk" needs a second look at what stands before it
    for _ in range(2):
        for pattern, to in abbreviations:
            text = pattern.sub(to, text)
    return re.sub(r"\b(central committee) (workers')", r"\1 of \2", text)


def _keep(
    names: dict[str, str],
    texts: tuple[str, ...],
    owner: str,
    row: Row,
    abbreviations: tuple[tuple[re.Pattern[str], str], ...],
) -> None:
    for text in texts:
        name = _key(text, abbreviations)
        if names.setdefault(name, owner) != owner:
            raise row.error(f"{text!r} names {names[name]!r} already")


def _series(row: Row, bodies: Bodies) -> Series:
    v = row.values
    if (body := v.get("body")) is not None and body not in bodies.bodies:
        raise row.error(f"body {body!r} is no id of bodies.toml")
    names, numbered = tuple(v.get("names", ())), v.get("body_numbered", False)
    return Series(v["id"], v["label"], v["cls"], v["source"], body, names, numbered, v.get("note"))


def _event(row: Row, series: Mapping[str, Series]) -> KnownEvent:
    v = row.values
    if (name := v.get("series")) is not None:
        if name not in series:
            raise row.error(f"series {name!r} has no [[series]] row")
        if "ordinal" not in v or v["id"] != event_id(name, v["ordinal"], v.get("body_ordinal")):
            raise row.error(f"id {v['id']!r} must be made of series, body_ordinal and ordinal")
    elif "cls" not in v:
        raise row.error("an event without a series needs cls")
    return KnownEvent(
        v["id"],
        v["label"],
        series[name].cls if name else v["cls"],
        v["source"],
        name,
        v.get("ordinal"),
        v.get("body_ordinal"),
        tuple(v.get("names", ())),
        date(row, "start"),
        date(row, "end"),
        v.get("place"),
        v.get("note"),
    )
