"""JSON Lines collections: one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import Note, Options, Source
from wpkgraph.readers.decode import decode
from wpkgraph.readers.records import Collection, no_json


def read(source: Source, data: bytes, media_type: str, options: Options) -> Iterator[Document | InputError | Note]:
    """One document a line; a line that is no object or has no text is an error in its place; empty lines are none."""
    collection = Collection(source, media_type, options)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16: bytes can't be split at line ends
        data = decode(data, source.name).encode()
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        raw = line.removesuffix(b"\r")
        if not raw.strip():
            continue
        where = f"{source.name}:{number}"
        try:
            record = json.loads(_text(raw, where))
        except InputError as error:
            yield error
        except (ValueError, RecursionError) as error:
            yield InputError(where, no_json(error))
        else:
            if isinstance(record, dict):
                yield from collection.document(record, raw, number)
            else:
                yield InputError(where, "is no JSON object")


def _text(raw: bytes, where: str) -> str:
    """The text of a line: UTF-8, as nearly all are, needs no further look, for JSON itself allows no control characters."""
    try:
        return raw.decode() if b"\0" not in raw else decode(raw, where)
    except UnicodeDecodeError:
        return decode(raw, where)
