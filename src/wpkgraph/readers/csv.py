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

_SHOWN, _NAMED = 30, 12  # of a header that lacks the text: characters of a name, names


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
            raise InputError(f"{source.name}:1", _headless(names, wanted))
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
        raise InputError(f"{source.name}:{line}", _why(str(error))) from error
    finally:
        csv.field_size_limit(limit)


def _headless(names: list[str], wanted: str) -> str:
    """Why a header will not do: it lacks the field of the text."""
    there = ", ".join(repr(name[:_SHOWN]) for name in names[:_NAMED]) + (" ..." if len(names) > _NAMED else "")
    if not any(names):
        return f"has no header; the first line must name the fields, {wanted!r} among them"
    return f"the header has no field {wanted!r}; it has: {there}. Say which one holds the text: --field text=NAME"


def _why(said: str) -> str:
    """What is wrong with a row, by what the library says."""
    if "end of data" in said:
        return "is no CSV: a quotation mark opens a cell and none closes it"
    if "expected after" in said:
        return "is no CSV: a quotation mark stands inside a cell; double it there, and put the cell in quotation marks"
    if "new-line" in said:
        return "is no CSV: a line break stands inside a cell that has no quotation marks"
    return f"is no CSV: {said}"
