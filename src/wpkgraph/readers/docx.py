"""Word files: paragraphs and tables in their order, read by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import Options, Source, digest

_UNPACKED = 8  # how many times max_bytes the parts may take when unpacked
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
    except (PackageNotFoundError, SyntaxError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise InputError(source.name, f"is no readable Word file: {error}") from error
    text = "\n".join(parts)
    if not text.strip():
        raise InputError(source.name, "is empty")
    yield Document(source.name, text, digest(data), media_type, title=title or None)


def _bounded(source: Source, data: bytes, options: Options) -> None:
    """Refuse archives that would unpack to far more than they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise InputError(source.name, f"is no readable Word file: {error}") from error
    unpacked = sum(part.file_size for part in parts)
    packed = any(p.file_size > 1_000_000 and p.file_size > _RATIO * max(1, p.compress_size) for p in parts)
    if packed or unpacked > _UNPACKED * options.max_bytes or len(parts) > 10_000:
        raise InputError(source.name, "unpacks to far more than a document holds")
