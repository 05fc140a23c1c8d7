"""Saved web pages: boilerplate removed by trafilatura, which also reads title, date, address and site from metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wpkgraph.datefield import parse
from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import Note, Options, Source, digest
from wpkgraph.readers.decode import decoded

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
# The extractor refuses dates after "today": a fixed bound keeps the clock out.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read(source: Source, data: bytes, media_type: str, options: Options) -> Iterator[Document | Note]:
    """The page's main text as one document, its title above it, and a note if its charset is assumed.

    Raises InputError if the page has no text.
    """
    import trafilatura

    declared = _CHARSET.search(data[:4096])
    page, note = decoded(data, source.name, declared[1].decode("ascii") if declared else None)
    if note:
        yield Note(source.name, note)
    found = trafilatura.bare_extraction(
        page, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=_DATES
    )
    if isinstance(found, dict):  # the library's other shape, which is not asked for
        raise TypeError("trafilatura returned a dict")
    text = (found.text or "").strip() if found else ""
    if not found or not text:
        raise InputError(source.name, "holds no text of an article")
    title = " ".join((found.title or "").split()) or None
    if title and not " ".join(text[: len(title) + 40].split()).startswith(title):
        text = f"{title}\n\n{text}"
    yield Document(
        path=source.name,
        text=text,
        sha256=digest(data),
        media_type=media_type,
        title=title,
        date=parse(found.date) if found.date else None,
        url=found.url or None,
        publisher=found.sitename or None,
    )
