"""The articles of a document: where each starts and ends, its headline, date of issue, noise and cleaned text.

A slice runs from the headline or first title page to the last sentence; the end mark ("-0-") is furniture and stays
outside. What surrounds articles (mastheads, imprints, page frames) is left out; its dates and publishers are used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wpkgraph.clean import Glue, clean, glue_of, locate
from wpkgraph.datefield import valid
from wpkgraph.dates import PartialDate
from wpkgraph.knowledge.furniture import Furniture
from wpkgraph.knowledge.occasions import Occasion, year_of
from wpkgraph.layout import Dateline, Line, headlines, lines, resolve
from wpkgraph.model import Article, CleanText, Document, Span
from wpkgraph.pieces import FRAME, Piece, Surroundings, pieces, surroundings

_OPENING = 600  # code points in which a headline or first sentence names its event


def segment(document: Document, furniture: Furniture, known: Sequence[Occasion] = ()) -> list[Article]:
    """The articles of a document, in order; a text without any mark of an article is one article.

    `issued` is the dateline's date, else the record's, else the masthead's or an address's own, else the imprint's.
    `known` are curated events: where nothing else tells a dateline's year, an event that the headline names may.
    """
    return segment_all([document], furniture, known)[0]


def segment_all(
    documents: Sequence[Document], furniture: Furniture, known: Sequence[Occasion] = ()
) -> list[list[Article]]:
    """The articles of several documents; the same as `segment` gives for each.

    Each step is done for all documents before the next one, so that its patterns stay in the processor's cache.
    """
    parting = glue_of(furniture)
    read = [lines(document.text, furniture) for document in documents]
    found = [list(pieces(rows, document.title)) for rows, document in zip(read, documents, strict=True)]
    return [
        [_article(document, rows, piece, parting, around, known) for piece in parts]
        for document, rows, parts in zip(documents, read, found, strict=True)
        for around in (surroundings(rows, parts),)
    ]


def described(document: Document, furniture: Furniture) -> Document:
    """The document with date and publisher read off its masthead, title page or imprint, where it has none."""
    if document.date and document.publisher:
        return document
    rows = lines(document.text, furniture)
    head = surroundings(rows, list(pieces(rows, document.title)))
    return replace(
        document, date=document.date or head.date or head.imprint, publisher=document.publisher or head.publisher
    )


def _article(
    document: Document,
    rows: Sequence[Line],
    piece: Piece,
    parting: Glue,
    around: Surroundings,
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
        title=_title(groups, parting.names)
        or (" ".join(clean(document.title, (), parting).text.split()) if document.title else None),
        headline=_headline(groups, cleaned, start),
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
        if rows[i].kind in FRAME and (piece.repeated is None or i >= piece.body):
            yield Span(rows[i].start - base, rows[i].end - base)


def _layout(
    rows: Sequence[Line], piece: Piece, groups: Sequence[Sequence[Line]], base: int
) -> tuple[frozenset[int], frozenset[int]]:
    """Offsets in the slice where a paragraph must and must not start, as the headline and title page have it."""
    joins = {line.start - base for group in groups for line in group[1:]}
    breaks = {rows[i].start - base for i in range(piece.first, piece.body + 1)} - joins
    return frozenset(breaks), frozenset(joins)


def _title(groups: Sequence[Sequence[Line]], names: frozenset[str]) -> str | None:
    """The headlines in one line; a speaker's name above the title of a booklet is not part of it."""
    wording = [" ".join(line.text for line in group) for group in groups]
    if len(wording) > 1 and (
        wording[0] in names or (wording[0].isupper() and len(wording[0].split()) <= 4 and wording[1].isupper())
    ):
        wording = wording[1:]
    return " / ".join(" ".join(word.split()) for word in wording) or None


def _headline(groups: Sequence[Sequence[Line]], cleaned: CleanText, base: int) -> Span:
    if not groups:
        return Span(0, 0)
    first, last = groups[0][0], groups[-1][-1]
    return Span(locate(cleaned, first.start - base), locate(cleaned, last.end - 1 - base) + 1)


def _place(dateline: Dateline, cleaned: CleanText, base: int) -> tuple[str, Span]:
    at = locate(cleaned, dateline.start - base)
    return dateline.place, Span(at, at + len(dateline.place))


def _dates(
    document: Document, rows: Sequence[Line], piece: Piece, around: Surroundings
) -> tuple[PartialDate | None, PartialDate | None]:
    """Date of issue, and the day of the event that a title page or an address's own date line gives."""
    above = [rows[i] for i in range(piece.first, piece.body) if rows[i].date]
    foot, then = (*rows[piece.last + 1 : piece.last + 3], None, None)[:2]
    below = [foot] if foot and foot.date and not (then and then.gap < foot.gap) else []
    own = next((row.date for row in (*above, *below) if row.kind == "meta"), None)
    line = next((row.date for row in above if row.kind == "date" and row.date and row.date.day), None)
    known = document.date or own or around.date or line or around.imprint
    if dateline := rows[piece.body].dateline:
        return resolve(dateline, known or around.above) or known, None
    if document.date or own or around.date:
        return document.date or own or around.date, line if line != around.date else None
    return around.imprint or line or around.above, line
