"""Bytes to text: byte order marks, UTF-8, declared charsets, Korean code pages, and a guess as the last resort."""

from __future__ import annotations

import codecs
import re

from wpkgraph.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HANGUL_WORD = re.compile(r"[가-힣]{2,}")
_HANGUL_ALONE = re.compile(r"(?<![가-힣])[가-힣](?![가-힣])")
_GUESSES = ["cp1252", "cp949", "gb18030", "shift_jis", "cp1251", "koi8_r"]


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of a file's bytes, line ends as they are, without its byte order mark.

    Raises InputError, naming the file, if the bytes are no text in any charset that fits.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            text = _try(data, charset)
            if text is None:
                raise InputError(name, f"starts like {charset} but is not: the file is damaged")
            return text
    if b"\0" in data:
        raise InputError(name, "is not text (it holds zero bytes)")
    text = _try(data, "utf-8")
    if text is None and declared:
        text = _try(data, declared)
    if text is None:
        text = _korean(data)
    return text if text is not None else _guess(data, name)


def _try(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _korean(data: bytes) -> str | None:
    """The text in cp949 (a superset of EUC-KR), if it then holds Korean words rather than stray syllables."""
    text = _try(data, "cp949")
    if text is None:
        return None
    words, alone = len(_HANGUL_WORD.findall(text)), len(_HANGUL_ALONE.findall(text))
    return text if words > alone else None


def _guess(data: bytes, name: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_GUESSES).best()
    if best is None:
        raise InputError(name, "its characters can't be decoded; save it as UTF-8")
    return str(best)
