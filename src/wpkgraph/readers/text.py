"""Plain text and Markdown files: one document each."""

from __future__ import annotations

from collections.abc import Iterator

from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import Note, Options, Source, digest
from wpkgraph.readers.decode import decoded


def read(source: Source, data: bytes, media_type: str, options: Options) -> Iterator[Document | Note]:
    """The file as one document, and a note if its charset is assumed. Raises InputError if it is empty or no text."""
    text, note = decoded(data, source.name)
    if not text.strip():
        raise InputError(source.name, "is empty")
    if note:
        yield Note(source.name, note)
    yield Document(source.name, text, digest(data), media_type)
