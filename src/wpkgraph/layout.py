"""The lines of a text, each with what it is: prose, headline, dateline, date, end mark, furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.clean import joined, unified
from wpkgraph.datefield import MONTHS, month_number, parse, valid, year
from wpkgraph.dates import PartialDate
from wpkgraph.knowledge.furniture import LINE_LIMIT, Found, Furniture
from wpkgraph.making import maker

_EDGES = " \t*_#>\xa0\ufeff\u200b\u3000"
_RULE = re.compile(r"[-_=*~—–─]{3,}|\* ?\* ?\*")
_SENTENCE = re.compile(r"[.?!][\"')\]]*\Z")
_WORDS = re.compile(r"[A-Za-z0-9]{4,}")
_DIGITS = re.compile(r"\d+")
_DIGIT = re.compile(r"\d")  # one class of characters, to which the engine skips
_WIDE = re.compile(r" {3,}|\t+| +[/|] +")
_WIDE_MARKS = ("   ", "\t", " /", " |")  # one of them stands where the pattern matches
_PART = 48  # code points of one part of a masthead line
_PAGES = 3
_DATE = 100  # code points; no date is longer
_NUMERALS = frozenset("0123456789")
_BESIDE_NUMBER = re.compile(r"\d{1,3} +([^\W\d_].*)|(.*\D) +\d{1,3}")
_HEAD = 100  # code points of a page's head, and of the rest of a masthead
_FRONT = 16  # lines among which a title page or headline stands
_NAMED = 8  # letters of a title beside a page number, at least
_PLACE_AND_DAY = 90  # code points of a line in which a dateline names its agency
HEADLINE_LIMIT = 200  # code points of one line


class Dateline(NamedTuple):
    """What "Riverside, March 9 (XNA) --" says; `start` is where the place stands, `end` where the body begins."""

    place: str
    agency: str
    month: int
    day: int
    year: int | None
    start: int
    end: int


class Line(NamedTuple):
    """A line that is not blank.

    start, end  in the document's text, without surrounding space and emphasis
    text        the line bare of emphasis, quotes unified
    gap         how many blank lines stand above it
    kind        "text", "dateline", "date", "rule", or a kind of furniture
    closes      an end mark stands at its end; `stop` is where the text before the mark ends
    ruled       a rule stands right above
    """

    start: int
    end: int
    text: str
    gap: int
    kind: str
    closes: bool = False
    stop: int = 0
    dateline: Dateline | None = None
    date: PartialDate | None = None
    found: Found | None = None
    ruled: bool = False

    @property
    def prose(self) -> bool:
        """A sentence or a long line, as no headline and no title page has them."""
        if self.kind != "text":
            return False
        return len(self.text) > 120 or (len(self.text) > 40 and bool(_SENTENCE.search(self.text)))

    @property
    def headline(self) -> bool:
        """May be (part of) a headline: not long, no full stop at the end."""
        return (
            self.kind == "text" and len(self.text) <= HEADLINE_LIMIT and not self.closes and self.text[-1] not in ".;:,"
        )

    @property
    def titled(self) -> bool:
        """Its longer words mostly start with a capital, as in a headline."""
        words = _WORDS.findall(self.text)
        return (
            self.headline and bool(words) and sum(w[0].isupper() or w[0].isdigit() for w in words) * 3 >= len(words) * 2
        )


_new_line = maker(Line)


def lines(text: str, furniture: Furniture) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    out: list[Line] = []
    gap = at = 0
    ruled = framed = False
    running = _running(text)
    plain = unified(text)
    for raw in text.splitlines(keepends=True):
        bare = raw.strip().strip(_EDGES)
        if not bare:
            if (bare := raw.strip()) and _RULE.fullmatch(bare):
                ruled = True
            else:
                gap += 1
        else:
            start = at + raw.index(bare)
            if running and running.get(_DIGITS.sub("#", bare), at) < at:
                line = Line(start, start + len(bare), plain[start : start + len(bare)], gap, "site")
            else:
                line = _line(plain[start : start + len(bare)], start, gap, furniture)
            if ruled:
                line = line._replace(ruled=True)
                ruled = False
            if line.kind != "text":
                framed, ruled = framed or line.kind in ("masthead", "cover"), line.kind == "rule"
            elif framed and (kind := _in_context(line, out)):
                line = line._replace(kind=kind)
            out.append(line)
            gap = 0
        at += len(raw)
    return out


def _in_context(line: Line, above: Sequence[Line]) -> str | None:
    """The kind of a line that the lines above it tell: the rest of a masthead, or the title beside a page number."""
    if len(line.text) > _HEAD:
        return None
    last = above[-1]
    if last.kind == "masthead" and last.found and last.found.publisher and not line.gap and not line.prose:
        return "masthead" if line.text[0].islower() or last.text[-1] == "," else None
    if line.text[0] not in _NUMERALS and line.text[-1] not in _NUMERALS:
        return None
    front = above[:_FRONT]
    beside = _BESIDE_NUMBER.fullmatch(line.text) if any(row.kind == "cover" for row in front) else None
    if beside and len(name := key(beside[1] or beside[2])) >= _NAMED:
        return "site" if name in key("".join(row.text for row in front)) else None
    return None


def _running(text: str) -> dict[str, int]:
    """Headers and footers: lines at the edge of at least three pages, digits as "#"; with where the first page ends.

    On the first page such a line may be the headline, and stays.
    """
    pages = text.split("\f")
    if len(pages) < _PAGES:
        return {}
    met: Counter[str] = Counter()
    for page in pages:
        rows = [bare for raw in page.splitlines() if (bare := raw.strip().strip(_EDGES))]
        met.update({_DIGITS.sub("#", row) for row in (*rows[:1], *rows[-1:]) if len(row) <= HEADLINE_LIMIT})
    return {row: len(pages[0]) for row, count in met.items() if count >= _PAGES}


def headlines(block: Sequence[Line]) -> list[list[Line]]:
    """The lines of a headline block, grouped: wrapped lines go together, each distinct headline stands alone."""
    width = max((len(line.text) for line in block), default=0)
    groups: list[list[Line]] = []
    for line in block:
        if groups and joined(groups[-1][-1].text, line.text, width, blank=line.gap > 0, half=False):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def key(text: str) -> str:
    """Letters and digits only, in lower case: equal keys are the same headline."""
    return "".join(filter(str.isalnum, text)).lower()


def resolve(dateline: Dateline, anchor: PartialDate | None) -> PartialDate | None:
    """The full date of a dateline without a year: the last such day not after the anchor (with a week's grace)."""
    if dateline.year:
        return valid(dateline.year, dateline.month, dateline.day)
    if anchor is None:
        return None
    month = anchor.month or 12
    later = (dateline.month - month) * 31 + (dateline.day - anchor.day if anchor.day else 0)
    return valid(anchor.year - (later > 7), dateline.month, dateline.day)


@lru_cache(maxsize=8)
def _dateline_scan(agencies: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in agencies)
    juche = r"Juche ?\d{1,3}(?: ?\(\d{4}\))?|\d{4}"
    word = r"[A-Z][\w'.-]*"
    name = rf"{word}(?: {word}){{0,3}}"
    day = rf"(?:(?P<m1>{MONTHS})\.? {{1,2}}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\.?|(?P<d2>\d{{1,2}}) (?P<m2>{MONTHS}))"
    return re.compile(
        rf"(?P<place>{name})(?:, ?{name})?(?:, {{0,2}}| ){day}(?:,? (?P<y>{juche}))?,? {{0,2}}"
        rf"\((?P<agency>{names})\)[*_]{{0,2}} {{0,2}}(?:[-—]{{1,3}}|:|(?=[A-Z\"])) {{0,2}}"
    )


def _line(text: str, start: int, gap: int, furniture: Furniture) -> Line:
    end = start + len(text)
    if text.endswith(furniture.ends):
        mark = next(mark for mark in furniture.ends if text.endswith(mark))
        body = text[: -len(mark)].rstrip(_EDGES)
        line = Line(start, end, text, gap, "text" if body else "end", True, start + len(body))
        return _dated(line, furniture) or line
    if len(text) <= LINE_LIMIT:
        dated = _DIGIT.search(text) is not None
        if dated and len(text) <= _DATE and (date := parse(text)):
            return Line(start, end, text, gap, "date", date=date)
        if _RULE.fullmatch(text):
            return Line(start, end, text, gap, "rule")
        if found := furniture.line(text.replace("*", "") if "*" in text else text):
            return Line(start, end, text, gap, found.kind, found=found, date=parse(found.date) if found.date else None)
        if dated and any(mark in text for mark in _WIDE_MARKS) and (date := _masthead_date(text)):
            return Line(start, end, text, gap, "masthead", date=date)
    line = _new_line((start, end, text, gap, "text", False, end, None, None, None, False))
    return _dated(line, furniture) or line if text.find("(", 0, _PLACE_AND_DAY) >= 0 else line


def _masthead_date(text: str) -> PartialDate | None:
    """The day in a line of short parts with wide gaps between them: "NAME OF A PAPER      March 9, Juche 98 (2009)"."""
    parts = [part for part in _WIDE.split(text) if part]
    dates = [date for part in parts if _DIGITS.search(part) and (date := parse(part)) and date.day]
    return dates[0] if len(dates) == 1 and 1 < len(parts) <= 4 and max(map(len, parts)) <= _PART else None


def _dated(line: Line, furniture: Furniture) -> Line | None:
    """The line as a dateline, or None if it starts with none."""
    match = _dateline_scan(tuple(furniture.agencies)).match(line.text) if "(" in line.text[:_PLACE_AND_DAY] else None
    if not match:
        return None
    dateline = Dateline(
        place=match["place"].title() if match["place"].isupper() else match["place"],
        agency=match["agency"],
        month=month_number(match["m1"] or match["m2"]),
        day=int(match["d1"] or match["d2"]),
        year=year(match["y"])[0] if match["y"] else None,
        start=line.start + match.start("place"),
        end=line.start + match.end(),
    )
    return Line(line.start, line.end, line.text, line.gap, "dateline", line.closes, line.stop, dateline)
