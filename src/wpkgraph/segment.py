"""The articles of a document: where each starts and ends, its headline, date of issue, noise and cleaned text.

A slice runs from the headline or first title page to the last sentence; the end mark ("-0-") is furniture and stays
outside. What surrounds articles (mastheads, imprints, page frames) is left out; its dates and publishers are used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wpkgraph.clean import Glue, clean, glue, locate
from wpkgraph.datefield import valid
from wpkgraph.dates import PartialDate
from wpkgraph.knowledge.furniture import Furniture
from wpkgraph.layout import Dateline, Line, headlines, key, lines, resolve
from wpkgraph.model import Article, CleanText, Document, Span
from wpkgraph.occasions import Occasion, year_of

_MAX_HEADLINE = 12  # lines
_OPENING = 600  # code points in which a headline or first sentence names its event
_FRAME = {"site", "tail", "meta", "colophon"}  # never part of a text
_EDGE = _FRAME | {"cover", "masthead", "rule", "end"}  # never its last line


@dataclass(frozen=True, slots=True)
class Piece:
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


def segment(document: Document, furniture: Furniture, known: Sequence[Occasion] = ()) -> list[Article]:
    """The articles of a document, in order; a text without any mark of an article is one article.

    `issued` is the dateline's date, else the record's, else the masthead's or an address's own, else the imprint's.
    `known` are curated events: where nothing else tells a dateline's year, an event that the headline names may.
    """
    rows = lines(document.text, furniture)
    parting = glue(furniture.emphasised, furniture.camel_words, furniture.camel_prefixes)
    pieces = list(_pieces(rows, document.title))
    head = _surroundings(rows, pieces)
    return [_article(document, rows, piece, parting, head, known) for piece in pieces]


def described(document: Document, furniture: Furniture) -> Document:
    """The document with date and publisher read off its masthead, title page or imprint, where it has none."""
    if document.date and document.publisher:
        return document
    rows = lines(document.text, furniture)
    head = _surroundings(rows, list(_pieces(rows, document.title)))
    return replace(
        document, date=document.date or head.date or head.imprint, publisher=document.publisher or head.publisher
    )


@dataclass(frozen=True, slots=True)
class _Surroundings:
    """What the lines outside the articles' bodies say: date of a masthead or page, date of an imprint, publisher."""

    date: PartialDate | None = None
    imprint: PartialDate | None = None
    publisher: str | None = None


def _surroundings(rows: Sequence[Line], pieces: Sequence[Piece]) -> _Surroundings:
    bodies = [(p.body, p.last) for p in pieces]
    outer = [row for i, row in enumerate(rows) if not any(a <= i <= b for a, b in bodies)]
    masthead = any(row.kind == "masthead" for row in outer)
    date = next(
        (row.date for row in outer if row.date and (row.kind == "meta" or (row.kind == "date" and masthead))), None
    )
    imprint = next((row.date for row in outer if row.date and row.kind == "colophon"), None)
    if imprint is None and any(row.kind == "cover" for row in outer):
        years = [row.date for row in rows[: pieces[0].body] if row.date and row.date.month is None] if pieces else []
        imprint = years[0] if years else None
    named = {
        kind: row.found.publisher
        for row in reversed(outer)
        for kind in (row.kind,)
        if row.found and row.found.publisher
    }
    publisher = next((named[kind] for kind in ("masthead", "colophon", "cover", "meta") if kind in named), None)
    return _Surroundings(date, imprint, publisher.strip(" ,.") if publisher else None)


# --- where the articles are --------------------------------------------------------------------------------------


def _pieces(rows: Sequence[Line], title: str | None) -> Iterator[Piece]:
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
        if not row.headline or (rows[i + 1].gap > 2 and first < opener):
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
        return _titled(rows, low, high, anchors)
    first = next((i for i in range(low, high + 1) if rows[i].kind == "text"), low)
    body = first
    while body < prose and body - first < _MAX_HEADLINE and rows[body].headline:
        body += 1
        if body <= high and (rows[body].gap or (wanted and key(rows[body - 1].text) == wanted)):
            break
    block = rows[first:body]
    fits = bool(wanted) and any(key(row.text) == wanted for row in block)
    parted = body <= high and rows[body].gap > 0 and any(row.titled for row in block)
    if not block or body > high or not (fits or parted):
        body = first
    return Piece(first, _last(rows, body, high, ""), tuple(range(first, body)), body)


def _titled(rows: Sequence[Line], low: int, high: int, anchors: Sequence[int]) -> Piece:
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
        return Piece(body, _last(rows, body, high, ""), (), body)
    title = key("".join(rows[i].text for i in head))
    return Piece(first, _last(rows, body, high, title), head, body, repeated)


# --- an article of its lines -------------------------------------------------------------------------------------


def _article(
    document: Document,
    rows: Sequence[Line],
    piece: Piece,
    parting: Glue,
    around: _Surroundings,
    known: Sequence[Occasion],
) -> Article:
    start = rows[piece.first].start
    end = rows[piece.last].stop if rows[piece.last].closes else rows[piece.last].end
    text = document.text[start:end]
    noise = tuple(_noise(rows, piece, start))
    groups = headlines([rows[i] for i in piece.head])
    cleaned = clean(text, noise, parting, *_layout(rows, piece, groups, start))
    opener = rows[piece.body]
    issued, event_date = _dates(document, rows, piece, around)
    dateline = opener.dateline
    warnings: tuple[str, ...] = ()
    if dateline and issued is None:
        year = year_of(cleaned.text[:_OPENING], dateline.month, dateline.day, known)
        issued = valid(year, dateline.month, dateline.day) if year else None
        source = "its year follows from the event named" if issued else "nothing tells its year"
        warnings = (f"the dateline has no year; {source}",)
    return Article(
        text=text,
        start=start,
        clean=cleaned,
        title=_title(groups) or (" ".join(clean(document.title, (), parting).text.split()) if document.title else None),
        headline=_headline(rows, groups, cleaned, start),
        body=locate(cleaned, (dateline.end if dateline else opener.start) - start),
        issued=issued,
        event_date=event_date,
        dateline=_place(dateline, cleaned, start) if dateline else None,
        agency=dateline.agency if dateline else None,
        noise=noise,
        warnings=warnings,
    )


def _noise(rows: Sequence[Line], piece: Piece, base: int) -> Iterator[Span]:
    """Spans of the slice that are no part of the text: the repeated title page, lines of the page's frame."""
    if piece.repeated is not None:
        yield Span(rows[piece.repeated].start - base, rows[piece.body - 1].end - base)
    for i in range(piece.first, piece.last + 1):
        if rows[i].kind in _FRAME and (piece.repeated is None or i >= piece.body):
            yield Span(rows[i].start - base, rows[i].end - base)


def _layout(
    rows: Sequence[Line], piece: Piece, groups: Sequence[Sequence[Line]], base: int
) -> tuple[frozenset[int], frozenset[int]]:
    """Offsets in the slice where a paragraph must and must not start, as the headline and title page have it."""
    joins = {line.start - base for group in groups for line in group[1:]}
    breaks = {rows[i].start - base for i in range(piece.first, piece.body + 1)} - joins
    return frozenset(breaks), frozenset(joins)


def _title(groups: Sequence[Sequence[Line]]) -> str | None:
    """The headlines in one line; a speaker's name above the title of a booklet is not part of it."""
    wording = [" ".join(line.text for line in group) for group in groups]
    if len(wording) > 1 and wording[0].isupper() and len(wording[0].split()) <= 4 and wording[1].isupper():
        wording = wording[1:]
    return " / ".join(" ".join(word.split()) for word in wording) or None


def _headline(rows: Sequence[Line], groups: Sequence[Sequence[Line]], cleaned: CleanText, base: int) -> Span:
    if not groups:
        return Span(0, 0)
    first, last = groups[0][0], groups[-1][-1]
    return Span(locate(cleaned, first.start - base), locate(cleaned, last.end - 1 - base) + 1)


def _place(dateline: Dateline, cleaned: CleanText, base: int) -> tuple[str, Span]:
    at = locate(cleaned, dateline.start - base)
    return dateline.place, Span(at, at + len(dateline.place))


def _dates(
    document: Document, rows: Sequence[Line], piece: Piece, around: _Surroundings
) -> tuple[PartialDate | None, PartialDate | None]:
    """Date of issue, and the day of the event that a title page or an address's own date line gives."""
    above = [rows[i] for i in range(piece.first, piece.body) if rows[i].date]
    own = next((row.date for row in above if row.kind == "meta"), None)
    line = next((row.date for row in above if row.kind == "date" and row.date and row.date.day), None)
    known = document.date or own or around.date or line or around.imprint
    if dateline := rows[piece.body].dateline:
        return resolve(dateline, known) or known, None
    if document.date or own or around.date:
        return document.date or own or around.date, line
    return around.imprint or line, line
