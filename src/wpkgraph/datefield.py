"""Dates as metadata fields, datelines and mastheads write them."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from wpkgraph.dates import PartialDate

JUCHE = 1911  # Juche 1 is 1912
MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sep(?:tember|t?\.?)"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_NUMBER = {"janfebmaraprmayjunjulaugsepoctnovdec"[3 * i : 3 * i + 3]: i + 1 for i in range(12)}
_TH = r"(?:st|nd|rd|th)?"
_JUCHE_BEHIND = re.compile(r"(\d{4}) ?\(Juche ?(\d{1,3})\)", re.IGNORECASE)
_JUCHE = re.compile(r"Juche ?(\d{1,3})(?: ?\((\d{4})\))?", re.IGNORECASE)
_Y = r"(?P<y>Juche ?\d{1,3}(?: ?\(\d{4}\))?|\d{4}(?: ?\(Juche ?\d{1,3}\))?)"
_DAYS = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day|\.)?"
_DAY_NAME = rf"(?:{_DAYS},? )?"
_DAY_BEHIND = re.compile(
    rf"(?<=[\d.)日일]),? ?(?:\({_DAYS}\)|{_DAYS}|\(?[월화수목금토일](?:요일)?\)?)\Z", re.IGNORECASE
)
_FIELDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2})(?:[T ]\d\d?:\d\d.{0,24})?)?)?",
        r"(?P<y>(?:Juche ?)?\d{2,4})[./] ?(?P<m>\d{1,2})[./] ?(?P<d>\d{1,2})\.?",
        rf"{_DAY_NAME}(?P<month>{MONTHS}) (?P<d>\d{{1,2}}){_TH},? {_Y}(?:[ ,]+\d\d?:\d\d.{{0,24}})?",
        rf"{_DAY_NAME}(?P<d>\d{{1,2}}){_TH}(?: of)? (?P<month>{MONTHS}),? {_Y}(?:[ ,]+\d\d?:\d\d.{{0,24}})?",
        rf"(?P<month>{MONTHS}),? {_Y}",
        _Y,
        r"(?P<n1>\d{1,2})[/.-](?P<n2>\d{1,2})[/.-](?P<y>\d{4})",
    )
)
# What begins with the Juche year, or is not in Latin letters: few lines.
_RARE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<y>Juche ?\d{{1,3}}(?: ?\(\d{{4}}\))?),? (?P<month>{MONTHS}) (?P<d>\d{{1,2}})",
        r"(?P<y>Juche ?\d{1,3} ?\(\d{4}\))[.,] ?(?P<m>\d{1,2})[./] ?(?P<d>\d{1,2})\.?",
        r"(?P<y>\d{4}) ?[年년] ?(?P<m>\d{1,2}) ?[月월] ?(?P<d>\d{1,2}) ?[日일]",
    )
)


def parse(text: str) -> PartialDate | None:
    """The date that the whole of a field says, or None.

    ISO with or without a time, "2024.02.11.", "Juche113.1.17.", "Feb 11, 2024", "7th April, Juche 110 (2021)",
    "May Juche 110 (2021)", "2021"; the day of the week may stand before or behind. "03/04/2021" leaves day and month
    open: the year alone is returned.

    >>> [date.iso for field in ("7th April, Juche 98 (2009)", "13/04/2009", "03/04/2009") if (date := parse(field))]
    ['2009-04-07', '2009-04-13', '2009']
    """
    text = " ".join(text.split()).strip("[]*_ ").removesuffix(",")
    if not text[-1:].isdigit() and (behind := _DAY_BEHIND.search(text, max(0, len(text) - 14))):
        text = text[: behind.start()]
    rare = text[:1] in ("J", "j") or not text.isascii()
    for pattern in (*_FIELDS, *_RARE) if rare else _FIELDS:
        if match := pattern.fullmatch(text):
            return _field(match.groupdict())
    return None


def month_number(name: str) -> int:
    """1 to 12 for a month's name or its abbreviation."""
    return _NUMBER[name[:3].casefold()]  # patterns that ignore case take a long s for an s


def year(text: str) -> tuple[int, str | None]:
    """The year of "Juche 98 (2009)", "2009 (Juche 98)", "Juche 98" or "2009", and a sentence if the two differ (the common
    era's wins).
    """
    if match := _JUCHE_BEHIND.match(text):
        counted = int(match[2]) + JUCHE
        return int(match[1]), None if int(match[1]) == counted else f"{match[0]}: Juche {match[2]} is {counted}"
    if match := _JUCHE.match(text):
        counted = int(match[1]) + JUCHE
        if match[2] and int(match[2]) != counted:
            return int(match[2]), f"{match[0]}: Juche {match[1]} is {counted}"
        return counted, None
    return int(text), None


def valid(year_: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    """The date, or None if the calendar has no such day."""
    if not 1 <= year_ <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and not (month and 1 <= day <= _days(year_, month)):
        return None
    return PartialDate(year_, month, day)


@lru_cache(maxsize=512)
def _days(year_: int, month: int) -> int:
    """How many days a month has."""
    return calendar.monthrange(year_, month)[1]


def _field(groups: dict[str, str | None]) -> PartialDate | None:
    when = year(groups["y"] or "")[0]
    if when < 200 and len(groups["y"] or "") < 4:  # "113.1.17": a Juche year without its word
        when += JUCHE
    if groups.get("n1"):
        first, second = int(groups["n1"] or 0), int(groups["n2"] or 0)
        if first > 12 or first == second:
            return valid(when, second, first)
        return valid(when, first, second) if second > 12 else PartialDate(when)
    name, digits, day = groups.get("month"), groups.get("m"), groups.get("d")
    month = month_number(name) if name else int(digits) if digits else None
    return valid(when, month, int(day) if day else None)
