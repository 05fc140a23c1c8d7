"""Where the articles of a text are, as ranges of its lines, and what the lines around them say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wpkgraph.dates import PartialDate
from wpkgraph.layout import Line, key

_MAX_HEADLINE = 12  # lines
_TELLING = 12  # letters of a headline that a table of contents may repeat
_APART = 2  # blank lines that more must stand above what is set apart
_NUMBER = re.compile(r"(\d{1,2})[.)] ?(?=\D)")
FRAME = frozenset({"site", "tail", "meta", "colophon"})  # never part of a text
_DATING = frozenset({"meta", "masthead"})  # a date in them is that of issue
_EDGE = FRAME | {"cover", "masthead", "rule", "end"}  # never its last line


class Piece(NamedTuple):
    """An article as lines: headline lines, then the rest.

    first, last  indices of its first and last line
    head         indices of the headline's lines
    body         index of the first line of the body
    repeated     index of the line at which a repeated title page starts, or None
    """

    first: int
    last: int
    head: tuple[int, ...]
    body: int
    repeated: int | None = None


class Surroundings(NamedTuple):
    """What the lines outside the articles' bodies say: date of a masthead or page, date of an imprint, publisher.

    above  a date line that stands above all articles without a masthead: it tells a dateline's year and no more
    """

    date: PartialDate | None = None
    above: PartialDate | None = None
    imprint: PartialDate | None = None
    publisher: str | None = None


def surroundings(rows: Sequence[Line], found: Sequence[Piece]) -> Surroundings:
    """The metadata in lines that belong to no article's body."""
    if len(found) == 1 and found[0].body == 0 and found[0].last == len(rows) - 1:
        return Surroundings()  # most records: one article, and nothing around it
    inner = {i for piece in found for i in range(piece.body, piece.last + 1)}
    outer = [row for i, row in enumerate(rows) if i not in inner]
    masthead = any(row.kind == "masthead" for row in outer)
    date = next(
        (row.date for row in outer if row.date and (row.kind in _DATING or (row.kind == "date" and masthead))), None
    )
    imprint = next((row.date for row in outer if row.date and row.kind == "colophon"), None)
    if imprint is None and any(row.kind == "cover" for row in outer):
        front = rows[: found[0].body] if found else []
        imprint = next((row.date for row in front if row.date and row.date.month is None), None)
    named = {
        kind: row.found.publisher
        for row in reversed(outer)
        for kind in (row.kind,)
        if row.found and row.found.publisher
    }
    publisher = next((named[kind] for kind in ("masthead", "colophon", "cover", "meta") if kind in named), None)
    first = found[0].first if found else 0
    above = next((row.date for row in rows[:first] if row.date and row.kind == "date"), None)
    return Surroundings(date, above, imprint, publisher.strip(" ,.").removeprefix("the ") if publisher else None)


def pieces(rows: Sequence[Line], title: str | None) -> Iterator[Piece]:
    """The articles. End marks part the text into zones; datelines, else dated headlines, part a zone."""
    wanted = key(title) if title else ""
    low = 0
    closed = [i for i, row in enumerate(rows) if row.closes]
    found = False
    for high in [*closed, len(rows) - 1]:
        if high < low:
            continue
        zone = list(_zone(rows, low, high, wanted, marked=rows[high].closes or not found))
        found = found or bool(zone)
        yield from zone
        low = high + 1


def _zone(rows: Sequence[Line], low: int, high: int, wanted: str, *, marked: bool) -> Iterator[Piece]:
    openers = [i for i in range(low, high + 1) if rows[i].kind == "dateline"]
    if high > low and (others := list(_undated(rows, low, high))) and len(others) + len(openers) > 1:
        openers = sorted([*openers, *others])
    dated = bool(openers)
    if not dated:
        openers = list(_dated_headlines(rows, low, high))
        if not openers and not (marked and any(row.kind == "text" for row in rows[low : high + 1])):
            return
    if len(openers) < 2 and not dated:
        yield _single(rows, low, high, wanted)
        return
    firsts = [_headline_start(rows, i, low if n == 0 else openers[n - 1] + 1, wanted) for n, i in enumerate(openers)]
    for n, opener in enumerate(openers):
        last = _last(rows, opener, firsts[n + 1] - 1 if n + 1 < len(openers) else high, "")
        head = tuple(i for i in range(firsts[n], opener) if rows[i].kind == "text")
        body = opener if dated else min(opener + 1, last)
        yield Piece(firsts[n], last, head, body)


def _undated(rows: Sequence[Line], low: int, high: int) -> Iterator[int]:
    """First sentences of a bulletin's articles without a dateline: below a headline that a rule, the masthead, wide
    space or the next number sets apart.
    """
    if not any(row.kind == "masthead" for row in rows):  # most texts
        return
    top = next((i for i in range(high + 1) if rows[i].prose or rows[i].kind == "dateline"), high + 1)
    if not any(row.kind == "masthead" for row in rows[:top]):
        return
    contents = "".join(key(row.text) for row in rows[:top])
    number = 0
    for i in range(max(low, 1), high + 1):
        row = rows[i]
        if row.kind != "text" or not (row.prose or row.text[-1] == ":") or not rows[i - 1].titled:
            continue
        first = i - 1
        while first > low and not rows[first].ruled and not rows[first].gap and rows[first - 1].titled:
            first -= 1
        counted = _NUMBER.match(rows[first].text)
        behind = rows[first - 1].kind in ("masthead", "date", "meta", "colophon") and i == top if first else True
        if counted and int(counted[1]) == number + 1 and (number or behind):
            number += 1
        elif not (behind or rows[first].ruled or rows[first].gap > _APART or _listed(rows[first:i], contents)):
            continue
        yield i


def _listed(head: Sequence[Line], contents: str) -> bool:
    """Whether a bulletin's table of contents has the headline."""
    wording = key("".join(row.text for row in head))
    return len(wording) >= _TELLING and wording in contents


def _dated_headlines(rows: Sequence[Line], low: int, high: int) -> Iterator[int]:
    """Lines with a date or source between a headline and prose, where no title page is meant."""
    for i in range(low + 1, high):
        if rows[i].kind in ("date", "meta") and rows[i].date and rows[i - 1].headline and rows[i + 1].prose:
            yield i


def _headline_start(rows: Sequence[Line], opener: int, low: int, wanted: str) -> int:
    """The first line of the headline above a dateline; the dateline itself if there is none."""
    first = i = opener
    while i > low and opener - i < _MAX_HEADLINE:
        i -= 1
        row = rows[i]
        if row.kind in ("meta", "site"):
            continue
        if not row.headline or ((rows[i + 1].gap > _APART or rows[i + 1].ruled) and first < opener):
            break
        first = i
        if wanted and key(row.text) == wanted:
            break
    return first


def _last(rows: Sequence[Line], first: int, last: int, title: str) -> int:
    """The last line of an article: before what ends a page, without imprint, rules and a repeated title below."""
    for i in range(first + 1, last + 1):
        if rows[i].kind == "tail":
            last = i - 1
            break
    while last > first:
        row = rows[last]
        repeats = bool(title) and row.headline and len(key(row.text)) > 3 and key(row.text) in title
        if row.kind not in _EDGE and row.kind != "date" and not repeats:
            break
        last -= 1
    return last


def _single(rows: Sequence[Line], low: int, high: int, wanted: str) -> Piece:
    """One article without a dateline: title page or headline, then everything to the last sentence."""
    prose = next((i for i in range(low, high + 1) if rows[i].prose), high + 1)
    anchors = [i for i in range(low, prose) if rows[i].kind in ("cover", "date", "meta", "masthead", "colophon")]
    if anchors:
        return _titled(rows, low, high, anchors, wanted)
    first = next((i for i in range(low, high + 1) if rows[i].kind == "text"), low)
    body = first
    while body < prose and body - first < _MAX_HEADLINE and rows[body].headline:
        body += 1
        if body <= high and (rows[body].gap or (wanted and key(rows[body - 1].text) == wanted)):
            break
    block, apart = rows[first:body], False
    while body <= high and rows[body].kind == "site":  # a byline
        apart, body = apart or rows[body].gap > 0, body + 1
    fits = bool(wanted) and any(key(row.text) == wanted for row in block)
    under = low > 0 and rows[low - 1].kind in ("masthead", "date", "meta")
    parted = body <= high and (apart or rows[body].gap > 0) and (under or any(row.titled for row in block))
    if not block or body > high or not (fits or parted):
        body = first
    head = tuple(i for i in range(first, body) if rows[i].kind == "text")
    return Piece(first, _last(rows, body, high, ""), head, body)


def _titled(rows: Sequence[Line], low: int, high: int, anchors: Sequence[int], wanted: str) -> Piece:
    """An article behind a title page, possibly printed twice, or a title with a date line."""
    body = min(anchors[-1] + 1, high)
    front = [i for i in range(low, body) if rows[i].kind in ("text", "cover", "date")]
    while len(front) > 1 and rows[front[0]].kind == "date":
        front = front[1:]
    first = front[0] if front else body
    opening = key(rows[first].text)
    repeated = next((i for i in front[1:] if key(rows[i].text) == opening), None)
    page = [i for i in front if repeated is None or i < repeated]
    head = tuple(i for i in page if rows[i].kind == "text")
    if not head:  # the text begins behind the furniture
        return _single(rows, body, high, wanted)
    title = key("".join(rows[i].text for i in head))
    return Piece(first, _last(rows, body, high, title), head, body, repeated)
