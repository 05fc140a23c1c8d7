"""Bytes to text: byte order marks, UTF-8, declared charsets, Korean code pages, and a guess as the last resort.

What is certain is read silently. What is assumed comes with a note that names the charset, for a wrong one gives wrong
characters without any other sign. What is no text is refused: wrong characters in a graph are worse than a missing file.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from wpkgraph.errors import InputError
from wpkgraph.readers.base import ASSUMED
from wpkgraph.readers.charsets import assumed, damaged, declared_text, unmarked

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x1b$)C", "iso2022_kr"),
)
# How files of other kinds begin, whatever their names say, and what to do with them.
_KINDS = (
    (b"%PDF-", "is a PDF file: let its name end in .pdf"),
    (
        b"PK\x03\x04",
        "is an Office file or a ZIP archive: end a Word file's name in .docx, save a table as CSV, unpack an archive",
    ),
    (b"\xd0\xcf\x11\xe0", "is an old Word file (.doc): save it as .docx"),
    (b"{\\rtf", "is rich text (RTF): save it as .docx or as plain text"),
    (b"\x89PNG", "is a picture: recognise its characters (OCR) first"),
    (b"\xff\xd8\xff", "is a picture: recognise its characters (OCR) first"),
    (b"\x1f\x8b", "is packed (gzip): unpack it first"),
)
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\v\f\r"})
_STRAY = 8  # control characters that any text may hold: an end-of-file mark, colours of a terminal, a scanner's hyphens
_SHARE = 50  # of a text at most one character in so many is a control character


class Decoded(NamedTuple):
    """The text of a file, and a warning where its charset is assumed ("" where it is certain)."""

    text: str
    note: str = ""


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of a file's bytes, as `decoded` gives it, without the warning."""
    return decoded(data, name, declared).text


def decoded(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The text of a file's bytes, line ends as they are, without its byte order mark.

    declared  the charset that the file names itself, as web pages do; it counts where the bytes are no UTF-8

    Raises InputError, naming the file, if the bytes are no text in any charset that fits.
    """
    for start, what in _KINDS:
        if data.startswith(start):
            raise InputError(name, f"{what}; it is not plain text")
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return Decoded(_checked(_marked(data, charset, name), name))
    if b"\0" in data:
        found = unmarked(data)
        if found is None:
            raise InputError(name, "is not text (it holds zero bytes)")
        return Decoded(_checked(found[0], name), _note(found[1]))
    _refuse_controls(len(data) - len(data.translate(None, _CONTROLS)), len(data), name)
    return _plain(data, name, declared)


def _marked(data: bytes, charset: str, name: str) -> str:
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        raise InputError(name, f"starts like {charset} but is not: the file is damaged") from error


def _plain(data: bytes, name: str, declared: str | None) -> Decoded:
    """The text of bytes of which each ASCII character is one."""
    try:
        return Decoded(data.decode())
    except UnicodeDecodeError:
        text = declared_text(data, declared) if declared else None
    if text is not None:
        return Decoded(text)
    if (at := damaged(data)) is not None:
        line = data.count(b"\n", 0, at) + 1
        raise InputError(
            name, f"is UTF-8 but damaged in line {line} (byte {at}): mend that place, or save the file as UTF-8 again"
        )
    found = assumed(data)
    if found is None:
        raise InputError(name, "its characters can't be decoded; save it as UTF-8")
    return Decoded(found[0], _note(found[1]))


def _note(charset: str) -> str:
    return f"{ASSUMED}{charset}. If characters look wrong, save it as UTF-8"


def _checked(text: str, name: str) -> str:
    """The text, if it is one."""
    shown = len(text.translate(dict.fromkeys(_CONTROLS)))
    _refuse_controls(len(text) - shown, len(text), name)
    return text


def _refuse_controls(controls: int, size: int, name: str) -> None:
    if controls > max(_STRAY, size // _SHARE):
        raise InputError(
            name,
            f"is not text: {max(1, round(100 * controls / size))} % of it are control characters, as in binary files",
        )
