"""Dates in running text, resolved against the text's own date of issue and never the clock."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import NamedTuple

from wpkgraph.datefield import month_number, valid, year
from wpkgraph.dates import PartialDate
from wpkgraph.datewords import (
    BEFORE_DAY,
    BEFORE_MONTH,
    BEFORE_YEAR,
    COUNTED,
    EDGE_DAY,
    FIND,
    FUTURE,
    NAMED_NEXT,
    RANGE_LINK,
    STARTS,
    UNTIL,
    WEEKDAYS,
)
from wpkgraph.model import Span

_SOON = 31  # days; a date this little ahead is the next one: those of a year ago are given with their year
_LOOK = 100  # code points before a date in which words may change its meaning


class DateMention(NamedTuple):
    """A date at a span of the text.

    start, end  the day, month or year meant; `end` is the last one of a stretch, None for a single date
    kind        "full" (the year is written), "day" or "month" (its year follows from the date of issue), "weekday",
                "relative" (last year, today), "future" (after the date of issue)
    conflict    a sentence if a Juche year and the year in brackets differ; the bracket was taken
    """

    span: Span
    start: PartialDate
    end: PartialDate | None
    kind: str
    conflict: str | None = None


def find(text: str, issued: PartialDate | None, start: int = 0, end: int | None = None) -> list[DateMention]:
    """The dates of text[start:end], in order; spans count in `text`.

    Days without a year, weekdays and "last year" need `issued` and are left out without it. A month and day that
    would lie far after the date of issue are those of the year before, unless the words before speak of the future.
    Month-days inside names ("the April 3 Dam Works") and ordinals of things ("the 8th Congress") are no dates.

    >>> [m.start.iso for m in find("The dam was built on April 3, Juche 98 (2009).", None)]
    ['2009-04-03']
    >>> [(m.start.iso, m.end.iso) for m in find("from July 29 to August 2", PartialDate(2009, 8, 9)) if m.end]
    [('2009-07-29', '2009-08-02')]
    """
    out: list[DateMention] = []
    limit, done = len(text) if end is None else end, start
    for begun in STARTS.finditer(text, start, limit):
        match = FIND.match(text, begun.start(), limit) if begun.start() >= done else None
        if match is None:
            continue
        done = match.end()
        for mention in _read(match, issued):
            ranged = _ranged(text, out[-1], mention) if out else None
            if ranged:
                out[-1] = ranged
            else:
                out.append(mention)
    return out


def _read(match: re.Match[str], issued: PartialDate | None) -> list[DateMention]:
    group = match.re.groupindex
    if match[group["month"]] or match[group["dmonth"]]:
        return _monthly(match, issued)
    if match[group["juche"]] or match[group["plain"]]:
        return _yearly(match)
    if issued is None:
        return []
    if match[group["weekday"]]:
        return _weekday(match, issued)
    if match[group["nth"]]:
        return _nth(match, issued)
    return _relative(match, issued)


def _monthly(match: re.Match[str], issued: PartialDate | None) -> list[DateMention]:
    """April 3, 3 April, August 24 and 25, in March: with a year, or the year that the date of issue gives."""
    text, first = match.string, match["month"] is not None
    month = month_number(match["month"] or match["dmonth"])
    days = [int(d) for d in ((match["day"], match["day2"]) if first else (match["dday"], match["dday2"])) if d]
    written = match["year"] if first else match["dyear"]
    before = text[max(0, match.start() - _LOOK) : match.start()]
    if not written and not _means_date(text, match, before, bool(days)):
        return []
    conflict, kind = None, "day" if days else "month"
    if written and written[0] in "lnt":  # last, next, this year
        if issued is None:
            return []
        step = {"l": -1, "t": 0, "n": 1}[written[0]]
        years, kind = issued.year + step, "future" if step > 0 else kind
    elif written:
        years, conflict = year(written)
        kind = "full"
    elif issued is None:
        return []
    else:
        years, kind = _year_for(month, days[0] if days else None, issued, before, kind)
    if not days and (edge := EDGE_DAY.search(before)):  # "the last day of May"
        days, kind = [1 if edge[1] == "first" else calendar.monthrange(years, month)[1]], "day"
    dates = [valid(years, month, day) for day in days] if days else [valid(years, month)]
    found = [date for date in dates if date]
    if len(found) < len(dates) or (len(found) == 2 and found[1].earliest <= found[0].earliest):
        return []
    span = Span(match.start(), match.end())
    return [DateMention(span, found[0], found[1] if len(found) > 1 else None, kind, conflict)]


def _means_date(text: str, match: re.Match[str], before: str, has_day: bool) -> bool:
    """Whether a month (and day) is a date rather than part of a name ("the April 3 Dam Works", "May Day")."""
    named = bool(NAMED_NEXT.match(text, match.end()))
    if not has_day:
        return bool(BEFORE_MONTH.search(before)) and not named
    return not named or bool(BEFORE_DAY.search(before))


def _year_for(month: int, day: int | None, issued: PartialDate, before: str, kind: str) -> tuple[int, str]:
    """The year of a month and day: that of issue, or the one before if it would lie ahead; with the kind."""
    ahead = (month, day or 0) > (issued.month or 12, (issued.day or 31) if day else 0)
    if ahead and day and issued.day and (month - (issued.month or 12)) * 31 + day - issued.day <= _SOON:
        return issued.year, "future"
    last, upcoming = before.rstrip().lower().endswith("last"), before.rstrip().lower().endswith("next")
    if upcoming:
        return issued.year + (not ahead), "future"
    if ahead and not last and (UNTIL.search(before) or FUTURE.search(before)):
        return issued.year, "future"
    return issued.year - ahead, kind


def _yearly(match: re.Match[str]) -> list[DateMention]:
    text, span = match.string, Span(match.start(), match.end())
    if match["plain"]:
        before = text[max(0, span.start - _LOOK) : span.start]
        if not BEFORE_YEAR.search(before) or COUNTED.match(text, span.end):
            return []
        return [DateMention(span, PartialDate(int(match["plain"])), None, "full")]
    years, conflict = year(match["juche"])
    return [DateMention(span, PartialDate(years), None, "full", conflict)]


def _weekday(match: re.Match[str], issued: PartialDate) -> list[DateMention]:
    """The last such day before or on the day of issue."""
    today = issued.to_date()
    if today is None or (NAMED_NEXT.match(match.string, match.end()) and not _verb_before(match)):
        return []
    before = match.string[max(0, match.start() - 6) : match.start()].lower()
    back = (today.weekday() - WEEKDAYS[match["weekday"][:3]]) % 7
    if before.endswith("next "):
        return [_mention(match, today + dt.timedelta(days=7 - back if back else 7), "future")]
    if before.endswith("last ") and back == 0:
        back = 7
    return [_mention(match, today - dt.timedelta(days=back), "weekday")]


def _verb_before(match: re.Match[str]) -> bool:
    """ "on Monday Om Tae Sik said": a preposition says that the weekday is none of the name's."""
    return match.string[max(0, match.start() - 3) : match.start()].lower() == "on "


def _nth(match: re.Match[str], issued: PartialDate) -> list[DateMention]:
    """ "on the 7th": the last such day before or on the day of issue."""
    day, months = int(match["nth"]), 0
    if issued.month is None or not BEFORE_DAY.search(match.string[max(0, match.start() - 14) : match.start()]):
        return []
    if match["of"] == "last" or (match["of"] is None and day > (issued.day or 31)):
        months = 1
    years, month = _back(issued.year, issued.month, months)
    date = valid(years, month, day)
    return [DateMention(Span(match.start(), match.end()), date, None, "day")] if date else []


def _relative(match: re.Match[str], issued: PartialDate) -> list[DateMention]:
    span = Span(match.start(), match.end())
    if match["word"]:
        today = issued.to_date()
        if today is None:
            return []
        step = {"t": 0, "y": -1}.get(match["word"][0].lower(), 0) if match["word"][2] != "m" else 1
        return [_mention(match, today + dt.timedelta(days=step), "future" if step > 0 else "relative")]
    step = {"l": -1, "t": 0, "n": 1}[match["which"][0].lower()]
    kind = "future" if step > 0 else "relative"
    if match["unit"] == "year":
        return [DateMention(span, PartialDate(issued.year + step), None, kind)]
    if issued.month is None:
        return []
    return [DateMention(span, PartialDate(*_back(issued.year, issued.month, -step)), None, kind)]


def _back(years: int, month: int, count: int) -> tuple[int, int]:
    months = years * 12 + month - 1 - count
    return months // 12, months % 12 + 1


def _mention(match: re.Match[str], day: dt.date, kind: str) -> DateMention:
    return DateMention(Span(match.start(), match.end()), PartialDate.from_date(day), None, kind)


def _ranged(text: str, first: DateMention, second: DateMention) -> DateMention | None:
    """ "from July 29 to August 2": one stretch of the two, if they are alike and in order."""
    between = text[first.span.end : second.span.start]
    days = between == " and " and first.kind == second.kind == "weekday"  # "on Sunday and Monday"
    if len(between) > 10 or not (days or RANGE_LINK.fullmatch(between)) or first.end or second.end:
        return None
    opening = first.start
    if (opening.day is None) != (second.start.day is None) or (opening.month is None) != (second.start.month is None):
        return None
    if first.kind != "full" and second.kind == "full":  # the year is written once: "from July 29 to August 2, 2009"
        ahead = (opening.month or 0, opening.day or 0) > (second.start.month or 0, second.start.day or 0)
        opening = PartialDate(second.start.year - ahead, opening.month, opening.day)
    if opening.earliest >= second.start.earliest:
        return None
    return DateMention(
        Span(first.span.start, second.span.end), opening, second.start, second.kind, first.conflict or second.conflict
    )
