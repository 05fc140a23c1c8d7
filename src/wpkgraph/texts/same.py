"""Which texts are one text in another make-up: another headline above it, an end mark, letters otherwise the same."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from wpkgraph.knowledge.furniture import Furniture

_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_GAP = re.compile(r"\n[ \t\r]*\n\s*")
_STOP = re.compile(r"[.?!:;][\"'”’)\]*_]*\Z")
_HEAD = 400  # letters that may stand above the body
_BLOCKS = 6  # headlines, sub-headlines and lines of a title page that may stand above the body
_OPENING = 1000  # code points in which a dateline is looked for
_LEAST = 120  # letters of a body that are not the same by chance


def letters(text: str) -> str:
    """The letters and digits of a text in small letters, accents and ligatures undone.

    >>> letters("Kim Jong Unsaid:") == letters("“Kim  Jong Un said”")
    True
    """
    low = text.lower()
    if low.isascii():
        return low.encode().translate(None, _NO_LETTERS).decode()
    apart = unicodedata.normalize("NFKD", low).lower()  # once more: signs such as ™ come apart into capitals
    return "".join(filter(str.isalnum, apart))


def body_keys(text: str, titles: Iterable[str], furniture: Furniture) -> frozenset[str]:
    """Digests of the letters of the whole text, and of what is left without each kind of headline above it.

    Two texts that have a key in common are one text. What may stand above a body: its titles, paragraphs that end in
    no stop, whatever stands before the dateline. A body of a few words, or shorter than its headline, gives no key.
    """
    end = _end(text, furniture)
    whole = letters(text[:end])
    keys = {_digest(whole)}
    for cut in sorted(set(_cuts(text, end, titles, furniture))):
        body = letters(text[cut:end])
        if len(body) >= _LEAST and 2 * len(body) >= len(whole) and len(whole) - len(body) <= _HEAD:
            keys.add(_digest(body))
    return frozenset(keys)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _end(text: str, furniture: Furniture) -> int:
    """Where a text ends without end marks and lines of furniture."""
    end = len(text.rstrip())
    while end:
        mark = next((mark for mark in furniture.ends if text.endswith(mark, 0, end)), "")
        if not mark:
            start = text.rfind("\n", 0, end) + 1
            if not start or furniture.line(text[start:end].strip(" *_\t\r")) is None:
                break
            mark = text[start:end]
        end = len(text[: end - len(mark)].rstrip())
    return end


def _cuts(text: str, end: int, titles: Iterable[str], furniture: Furniture) -> Iterator[int]:
    """Offsets at which the body may begin."""
    start = 0
    for gap in list(_GAP.finditer(text, 0, min(end, 2 * _OPENING)))[:_BLOCKS]:
        if _STOP.search(text, start, gap.start()):
            break
        start = gap.end()
        yield start
    if dateline := _dateline(tuple(sorted(furniture.agencies))).search(text, 0, _OPENING):
        yield dateline.start()
    for title in titles:
        if (after := _after(text, letters(title))) is not None:
            yield after


def _after(text: str, title: str) -> int | None:
    """The offset behind a title that the text starts with, whatever stands between its letters."""
    have = ""
    for match in re.finditer(r"\S+", text[: 4 * _HEAD]):
        have += letters(match[0])
        if have == title:
            return match.end()
        if not title.startswith(have):
            return None
    return None


@lru_cache(maxsize=4)
def _dateline(agencies: tuple[str, ...]) -> re.Pattern[str]:
    """Finds "Ryongsan, July 3 (KCNA)", also where it is glued to a headline."""
    codes = "|".join(map(re.escape, agencies))
    return re.compile(rf"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){{0,3}}, [A-Z][a-z]{{2,8}}\.? \d{{1,2}} \((?:{codes})\)")
