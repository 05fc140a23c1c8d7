"""What all readers share: the table of formats, sources, options, notes, and the bytes of a file within its limits."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wpkgraph.errors import InputError
from wpkgraph.options import FIELDS

# ending -> module of this package (with `read`), media type
FORMATS: dict[str, tuple[str, str]] = {
    ".txt": ("text", "text/plain"),
    ".md": ("text", "text/markdown"),
    ".html": ("html", "text/html"),
    ".htm": ("html", "text/html"),
    ".pdf": ("pdf", "application/pdf"),
    ".docx": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".jsonl": ("jsonl", "application/x-ndjson"),
    ".csv": ("csv", "text/csv"),
}


ASSUMED = "is not UTF-8; read as "  # how a note on a charset that was assumed begins


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    path  absolute path; None for standard input
    name  path relative to its input root, POSIX form: what stands in the graph
    ending  of the format, with its dot, in lower case
    """

    path: Path | None
    name: str
    ending: str


@dataclass(frozen=True, slots=True)
class Options:
    """How to read.

    fields     our field (id, title, date, url, publisher, text) -> its name in .jsonl and .csv collections
    max_bytes  of one file
    max_text   code points of one document
    stdin      ending of the format that standard input has
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 64 << 20
    max_text: int = 16_000_000
    stdin: str = ".txt"

    def __post_init__(self) -> None:
        if unknown := sorted(set(self.fields) - set(FIELDS)):
            raise InputError(f"field {unknown[0]}", f"no such field; known: {', '.join(FIELDS)}")


@dataclass(frozen=True, slots=True)
class Note:
    """A warning: where ("file" or "file:line"), what was odd though it was read, and the record's id if it is one."""

    where: str
    why: str
    record: str | None = None


def content(source: Source, options: Options) -> bytes:
    """The bytes of a source. Raises InputError if it is missing, no file, unreadable or too large."""
    limit = options.max_bytes
    try:
        if source.path is None:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            with source.path.open("rb") as file:
                data = file.read(limit + 1)
    except OSError as error:
        raise InputError(source.name, f"can't be read: {error.strerror or error}") from error
    if len(data) > limit:
        raise InputError(source.name, f"is larger than {limit:,} bytes")
    return data


def digest(data: bytes) -> str:
    """The hex SHA-256 of bytes."""
    return hashlib.sha256(data).hexdigest()
