"""PDF files with a text layer, read by PDFium. Pages are parted by a form feed."""

from __future__ import annotations

from collections.abc import Iterator

from wpkgraph.errors import InputError
from wpkgraph.model import Document
from wpkgraph.readers.base import Options, Source, digest

_AGAIN = "open it in a PDF reader and print it to a new file"
_HYPHENS = str.maketrans({"\ufffe": "-", "\x02": "-"})  # how PDFium marks a hyphen at a line end


def read(source: Source, data: bytes, media_type: str, options: Options) -> Iterator[Document]:
    """The text layer as one document. Raises InputError if there is none, or the file is damaged or locked."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError(source.name, _why(str(error), data)) from error
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
        raise InputError(source.name, f"page {len(pages) + 1} is damaged; {_AGAIN}") from error
    finally:
        pdf.close()
    text = "\f".join(pages)
    if not text.strip():
        raise InputError(source.name, "has no text layer; recognise its characters (OCR) first")
    yield Document(source.name, text, digest(data), media_type)


def _why(said: str, data: bytes) -> str:
    """Why PDFium can't open a file, by what it says and how the file begins."""
    if "assword" in said or "ecurity" in said:
        return "is locked; save a copy without a password"
    if b"%PDF-" not in data[:1024]:
        return "is no PDF file, whatever its name says"
    return f"is damaged or only a part of a PDF file; fetch it again, or {_AGAIN}"
