"""Word files: paragraphs and tables in their order, read by python-docx."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import Options, Source, digest

_UNPACKED = 8  # how many times max_bytes the parts may take when unpacked
# What the libraries raise for an archive that is damaged, locked, or packed in a way that they do not know.
_DAMAGE = (
    SyntaxError,
    LookupError,
    ValueError,
    AttributeError,
    RuntimeError,
    EOFError,
    OSError,
    zipfile.BadZipFile,
    zlib.error,
)
_BAD = "is no readable Word file"
_AGAIN = "open it in a word processor and save it anew as .docx, without a password"
_RATIO = 200  # XML packs 10 to 40 times; a part beyond this is made to hurt


def read(source: Source, data: bytes, media_type: str, options: Options) -> Iterator[Document]:
    """The file as one document: a paragraph a line, a table row a line with tabs between its cells.

    Raises InputError if the file is damaged, empty, or unpacks to more than its limits.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    _bounded(source, data, options)
    try:
        document = docx.Document(io.BytesIO(data))
        parts: list[str] = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                parts.extend("\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows)
            else:
                parts.append(block.text)
        title = " ".join((document.core_properties.title or "").split())
    except (PackageNotFoundError, *_DAMAGE) as error:
        raise InputError(source.name, _why(error)) from error
    text = "\n".join(parts)
    if not text.strip():
        raise InputError(source.name, "is empty")
    yield Document(source.name, text, digest(data), media_type, title=title or None)


def _why(error: Exception) -> str:
    """What is wrong with an archive that is no Word file, or a damaged one."""
    said = str(error)
    if isinstance(error, KeyError) or "content type" in said:
        return f"{_BAD}: the archive holds no Word document; if it is a table, save it as .csv"
    if isinstance(error, SyntaxError):
        return f"{_BAD}: the XML of a part is damaged; {_AGAIN}"
    return f"{_BAD}: it is damaged; {_AGAIN}"


def _bounded(source: Source, data: bytes, options: Options) -> None:
    """Refuse archives that would unpack to far more than they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except _DAMAGE as error:
        old = data.startswith(b"\xd0\xcf\x11\xe0")
        what = "an old one (.doc), or one with a password" if old else "no .docx, or only a part of one"
        raise InputError(source.name, f"{_BAD}: it is {what}; {_AGAIN}") from error
    unpacked = sum(part.file_size for part in parts)
    packed = any(p.file_size > 1_000_000 and p.file_size > _RATIO * max(1, p.compress_size) for p in parts)
    if packed or unpacked > _UNPACKED * options.max_bytes or len(parts) > 10_000:
        raise InputError(source.name, "unpacks to far more than a document holds")
