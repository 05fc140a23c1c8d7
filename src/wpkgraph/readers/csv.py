"""CSV collections: a header, then one record a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import Note, Options, Source
from wpkgraph.readers.decode import decoded
from wpkgraph.readers.records import Collection


def read(source: Source, data: bytes, media_type: str, options: Options) -> Iterator[Document | InputError | Note]:
    """One document a row; comma, semicolon or tab, told by the header. The row's own text is what is hashed.

    Raises InputError if the header lacks the text field or a row can't be parsed (then nothing below is trusted).
    """
    text, note = decoded(data, source.name)
    if note:
        yield Note(source.name, note)
    header = text[: text.find("\n") + 1 or len(text)]
    delimiter = max(",;\t", key=header.count)
    wanted = options.fields.get("text", "text")
    limit = csv.field_size_limit(options.max_bytes)
    collection = Collection(source, media_type, options)
    pieces = io.StringIO(text, newline="")
    taken: list[str] = []

    def tee() -> Iterator[str]:
        for line in pieces:
            taken.append(line)
            yield line

    try:
        rows = csv.reader(tee(), delimiter=delimiter, strict=True)
        names = [name.strip() for name in next(rows, [])]
        if wanted not in names:
            raise InputError(f"{source.name}:1", f"the header has no field {wanted!r}")
        line = len(taken) + 1
        taken.clear()
        for cells in rows:
            raw = "".join(taken)
            if cells and len(cells) != len(names):
                yield InputError(f"{source.name}:{line}", f"{len(cells)} cells where the header has {len(names)}")
            elif cells:
                record = {name: cell for name, cell in zip(names, cells, strict=True) if cell or name == wanted}
                yield from collection.document(record, raw.rstrip("\r\n").encode(), line)
            line += len(taken)
            taken.clear()
    except csv.Error as error:
        raise InputError(f"{source.name}:{line}", f"is no CSV: {error}") from error
    finally:
        csv.field_size_limit(limit)
