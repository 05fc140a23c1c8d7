"""Records of a collection as documents: what .jsonl and .csv share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wpkgraph.datefield import parse
from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import Note, Options, Source, digest

# Scraped titles carry the date below: "Weir Opened\n\n[2009.02.11.]"
_TITLE_DATE = re.compile(r"\s*\[((?:Juche ?)?\d[\d. /-]{5,12})\]\s*\Z", re.IGNORECASE)


@dataclass(slots=True)
class Collection:
    """A collection under reading; remembers the ids met."""

    source: Source
    media_type: str
    options: Options
    seen: dict[str, int] = field(default_factory=dict)

    def document(self, record: Mapping[str, object], raw: bytes, line: int) -> Iterator[Document | InputError | Note]:
        """The record's document, a note if its date is not understood, or the error that keeps it out."""
        where = f"{self.source.name}:{line}"
        values: dict[str, str | None] = {}
        for ours in ("id", "title", "date", "url", "publisher", "text"):
            value = record.get(self.options.fields.get(ours, ours))
            if value is not None and not isinstance(value, str) and (ours != "id" or not isinstance(value, int)):
                field_name = self.options.fields.get(ours, ours)
                yield InputError(where, f"the field {field_name!r} holds {_kind(value)}, not text")
                return
            values[ours] = str(value).strip() if value is not None and ours != "text" else value  # type: ignore[assignment]
        identity, text = values["id"] or f"L{line}", values["text"]
        if any(_torn(value) for value in values.values() if value):
            named = None if _torn(identity) else identity
            yield InputError(where, f"record {identity!r} holds half a character (a lone surrogate)", named)
            return
        if not text or not text.strip():
            wanted = self.options.fields.get("text", "text")
            yield InputError(where, f"record {identity} has no text (field {wanted!r})", identity)
            return
        if identity in self.seen:
            yield InputError(where, f"record id {identity!r} stands in line {self.seen[identity]} already", identity)
            return
        self.seen[identity] = line
        title, title_date = _title(values["title"] or "")
        date = parse(values["date"]) if values["date"] else None
        if values["date"] and date is None:
            why = f"the date {values['date'][:40]!r} is not understood; the record is read without it"
            yield Note(where, why, identity)
        yield Document(
            path=self.source.name,
            text=text,
            sha256=digest(raw),
            media_type=self.media_type,
            record=identity,
            title=title or None,
            date=date or (parse(title_date) if title_date else None),
            url=values["url"] or None,
            publisher=values["publisher"] or None,
        )


def _title(title: str) -> tuple[str, str | None]:
    """The title in one line, and the date printed below it."""
    match = _TITLE_DATE.search(title)
    date = match[1] if match and parse(match[1]) else None
    if date and match:
        title = title[: match.start()]
    return " ".join(title.split()), date


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "an object" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a number"


def no_json(error: ValueError | RecursionError) -> str:
    """Why a line is no JSON, with the place in it."""
    if isinstance(error, json.JSONDecodeError):
        return f"is no JSON: character {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}"
    if isinstance(error, RecursionError):
        return "is no JSON that can be read: too many brackets inside one another"
    return "is no JSON that can be read: a number in it is too long"


def _torn(text: str) -> bool:
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False
