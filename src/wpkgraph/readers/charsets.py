"""Which charset bytes are in that are no UTF-8 and bear no mark: Korean code pages, Western ones, and a guess at the rest."""

from __future__ import annotations

import re

_HANGUL = re.compile(r"[가-힣]")
_HANGUL_WORD = re.compile(r"[가-힣]{2,}")
_HANGUL_ALONE = re.compile(r"(?<![가-힣])[가-힣](?![가-힣])")
_USUAL = frozenset("이다는을의에가고하은를로지한기사어도자대인리나서해정스시아여장부일수그전주과들국김박최조성영철용")
_FEW = 10  # syllables; fewer say nothing about how often which of them occurs
_HANJA = re.compile(r"[\u4e00-\u9fff\uf900-\ufaff]")
_KOREAN = "Korean (cp949)"
_WESTERN = "Western European (Windows-1252)"
_MACINTOSH = "Western European (Macintosh)"
_GUESSES = ["cp1252", "cp949", "gb18030", "shift_jis", "cp1251", "koi8_r"]
_RARE = 8  # of a Western text at most one byte in so many is a letter beyond ASCII
_PUNCTUATION = re.compile(rb"(?:[\x00-\x7f]|[\xa1\xa2][\xa1-\xfe])*")  # in EUC-KR: English with its quotes and dots
# Curly quotes of the old Macintosh, where Windows-1252 would have capital letters with accents inside words.
_MAC_QUOTES = re.compile(rb"[a-z]\xd5[a-z]|\xd2[A-Za-z][^\xd2\xd3]{0,500}\xd3")
_WINDOWS_QUOTES = re.compile(rb"[\x91-\x94]")
_WIDE = re.compile(r"[\t\n\r -~\xa0-\u024f\u2000-\u206f\u2190-\u22ff\u3000-\u30ff\u3130-\u318f\u4e00-\u9fff가-힣]")
# What web pages call a charset, and the one that browsers take for it (WHATWG Encoding Standard).
_CALLED = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
}


def declared_text(data: bytes, declared: str) -> str | None:
    """The text in the charset that a file says it has; None if that is no charset, or not its own."""
    return _try(data, _CALLED.get(declared.strip().casefold(), declared))


def damaged(data: bytes) -> int | None:
    """Where UTF-8 is damaged: the offset of the first wrong byte; None if the bytes are another charset altogether.

    Characters of several bytes hardly come about by chance: bytes that hold more of them than wrong bytes are UTF-8.
    """
    if _try(data, "euc_kr") is not None:
        return None
    text = data.decode("utf-8", "surrogateescape")
    wrong = sum(1 for c in text if "\udc80" <= c <= "\udcff")
    right = sum(1 for c in text if c > "\x7f") - wrong
    if right < wrong:
        return None
    at = re.search("[\udc80-\udcff]", text)
    return len(text[: at.start()].encode()) if at else None


def assumed(data: bytes) -> tuple[str, str] | None:
    """The text of bytes that are no UTF-8, and the charset in words; None if nothing fits."""
    text = _korean(data)
    if text is not None:
        return text, _KOREAN
    if sum(1 for byte in data if byte >= 0xC0) * _RARE <= len(data):
        mac = _MAC_QUOTES.search(data) and not _WINDOWS_QUOTES.search(data)
        text = _try(data, "mac_roman" if mac else "cp1252")
        if text is not None:
            return text, _MACINTOSH if mac else _WESTERN
    return _guess(data)


def unmarked(data: bytes) -> tuple[str, str] | None:
    """The text of UTF-16 without a mark, and the charset in words; None if the bytes make no such text."""
    for charset, words in (("utf-16-le", "UTF-16 (little-endian)"), ("utf-16-be", "UTF-16 (big-endian)")):
        text = _try(data, charset)
        if text and len(_WIDE.findall(text)) >= 0.98 * len(text):
            return text, words
    return None


def _korean(data: bytes) -> str | None:
    """The text in cp949, if it then holds Korean words, or Korean punctuation only; else None.

    EUC-KR has two bytes beyond ASCII for each character, as only the code pages of East Asia have: then it must be the
    syllables that occur often. The other syllables of cp949 are rare in Korean, while a curly quote and the letter
    behind it read as one of them: "the Party" + 0x92 + "s".
    """
    text = _try(data, "cp949")
    if text is None or _PUNCTUATION.fullmatch(data):
        return text
    hangul = _HANGUL.findall(text)
    if not hangul or 2 * len(_HANJA.findall(text)) > len(hangul):
        return None
    if _try(data, "euc_kr") is not None:
        usual = sum(1 for syllable in hangul if syllable in _USUAL)
        return text if len(hangul) < _FEW or usual * _RARE >= len(hangul) else None
    inner = sum(1 for syllable in hangul if _in_euc_kr(syllable))
    words, alone = len(_HANGUL_WORD.findall(text)), len(_HANGUL_ALONE.findall(text))
    return text if words > alone and 2 * inner > len(hangul) else None


def _in_euc_kr(syllable: str) -> bool:
    try:
        return len(syllable.encode("euc_kr")) == 2  # the codec spells others out in eight bytes
    except UnicodeEncodeError:
        return False


def _try(data: bytes, charset: str) -> str | None:
    try:
        return data.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> tuple[str, str] | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_GUESSES).best()
    return None if best is None else (str(best), _WESTERN if best.encoding == "cp1252" else best.encoding)
