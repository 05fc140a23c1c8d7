"""PDF files with a text layer, read by PDFium. Pages are parted by a form feed."""

from __future__ import annotations

from collections.abc import Iterator

from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import Options, Source, digest

_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})  # how PDFium marks a hyphen at a line end


def read(source: Source, data: bytes, media_type: str, options: Options) -> Iterator[Document]:
    """The text layer as one document. Raises InputError if there is none, or the file is damaged or locked."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(source.name, f"is damaged or locked: {error}") from error
    try:
        pages: list[str] = []
        size = 0
        for page in pdf:
            layer = page.get_textpage()
            pages.append(layer.get_text_range().translate(_HYPHENS))
            layer.close()
            page.close()
            size += len(pages[-1])
            if size > options.max_text:
                raise InputError(source.name, f"its text is longer than {options.max_text:,} characters")
    except pypdfium2.PdfiumError as error:
        raise InputError(source.name, f"page {len(pages) + 1} is damaged: {error}") from error
    finally:
        pdf.close()
    text = "\f".join(pages)
    if not text.strip():
        raise InputError(source.name, "has no text layer; recognise its characters (OCR) first")
    yield Document(source.name, text, digest(data), media_type)
