"""Plain text and Markdown files: one document each."""

from __future__ import annotations

from collections.abc import Iterator

from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import Options, Source, digest
from wpkgraph.readers.decode import decode


def read(source: Source, data: bytes, media_type: str, options: Options) -> Iterator[Document]:
    """The file as one document. Raises InputError if it is empty or no text."""
    text = decode(data, source.name)
    if not text.strip():
        raise InputError(source.name, "is empty")
    yield Document(source.name, text, digest(data), media_type)
