"""Known numbered events: the last resort for the year of a dateline that has none ("Riverside, April 9 (XNA)")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from wpkgraph.dates import PartialDate
from wpkgraph.knowledge import ordinals
from wpkgraph.knowledge.series import AllSeries

_GRACE = dt.timedelta(days=31)  # reports of an event appear within a month of its start


class Occasion(NamedTuple):
    """A curated event: how headlines name it, and the day on which it began."""

    wording: re.Pattern[str]
    start: PartialDate


def occasion(names: Sequence[str], ordinal: int, start: PartialDate) -> Occasion:
    """The nth event of a series known by `names` ("Conference of Net Menders").

    >>> sixth = occasion(["Conference of Net Menders"], 6, PartialDate(2009, 4, 6))
    >>> bool(sixth.wording.search("at 6th Conference of Net Menders"))
    True
    """
    in_words = (word for word, value in ordinals.in_words().items() if value == ordinal)
    numbers = "|".join((ordinals.in_digits(ordinal), *in_words))
    wordings = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in names)
    return Occasion(re.compile(rf"\b(?:{numbers})\s+(?:{wordings})\b", re.IGNORECASE), start)


def occasions(known: AllSeries) -> tuple[Occasion, ...]:
    """The numbered events of ontology/series.toml whose first day is known, in the file's order."""
    out = []
    for event in known.events.values():
        if event.series and event.ordinal and event.body_ordinal is None and event.start and event.start.day:
            series = known.series[event.series]
            out.append(occasion((series.label, *series.names), event.ordinal, event.start))
    return tuple(out)


def year_of(text: str, month: int, day: int, known: Sequence[Occasion]) -> int | None:
    """The year in which a report dated month and day speaks of an event that began at most a month before.

    None if no known event is named, or those named leave two years open.
    """
    years = set()
    for wording, start in known:
        began = start.to_date()
        if began is None or not wording.search(text):
            continue
        for year in (began.year, began.year + 1):
            try:
                dated = dt.date(year, month, day)
            except ValueError:  # February 29 of a common year
                continue
            if began <= dated <= began + _GRACE:
                years.add(year)
    return years.pop() if len(years) == 1 else None
