"""A name as written, taken apart into words and their parts, in small letters with the marks that tell systems apart."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

LONGEST = 60  # characters; no name of a person or place is longer
_BREVES = frozenset("\N{COMBINING BREVE}\N{COMBINING CARON}\N{COMBINING CIRCUMFLEX ACCENT}\N{COMBINING MACRON}")
_MARKED = {"o": "ŏ", "u": "ŭ"}
_APOSTROPHES = re.compile("['`´‘’‛ʻʼʽ′＇]")
_HYPHENS = re.compile("[-‐‑‒–—−]")
_ASPIRATE = re.compile(r"(?<=[ktph])'(?=[aeiouwyŏŭ])")
_CAMEL = re.compile("(?<=[a-zŏŭ])(?=[A-ZŎŬ])")


class Word(NamedTuple):
    """One word: its parts between hyphens in small letters, and how it is capitalised."""

    parts: tuple[str, ...]
    capitals: bool
    titled: bool


class Words(NamedTuple):
    """A name as written. `folded` is all that tells two spellings apart; no words: not Latin letters, or too long."""

    folded: str
    words: tuple[Word, ...]
    comma: bool


def split(text: str) -> Words:
    """The words of a name.

    >>> [word.parts for word in split("Ch’oe Yŏng-rim").words]
    [("ch'oe",), ('yŏng', 'rim')]
    """
    plain = " ".join(unicodedata.normalize("NFKC", text[: LONGEST + 1]).split())
    if len(text) > LONGEST or not plain:
        return Words(" ".join(text.split()).casefold(), (), comma=False)
    plain = _HYPHENS.sub("-", _APOSTROPHES.sub("'", plain))
    letters = "".join(map(_letter, plain)).strip(" .-'")
    if letters.count(",") > 1 or not _latin(letters.casefold()):
        return Words(letters.casefold(), (), comma=False)
    found = tuple(filter(None, map(_word, letters.replace(",", " ").split())))
    return Words(letters.casefold(), found, comma="," in letters)


def _letter(char: str) -> str:
    """The letter with its mark, if it is one of the marks that the systems know."""
    base, marks = unicodedata.normalize("NFD", char)[:1], unicodedata.normalize("NFD", char)[1:]
    if marks == "\N{COMBINING DIAERESIS}" and base.lower() == "e":
        return base
    if len(marks) == 1 and marks in _BREVES and base.lower() in _MARKED:
        marked = _MARKED[base.lower()]
        return marked if base.islower() else marked.upper()
    return char


def _latin(text: str) -> bool:
    return all("a" <= c <= "z" or c in "ŏŭ -'," for c in text)


def _word(word: str) -> Word | None:
    """The parts of a word: parted by hyphens, by capitals inside it, and by apostrophes that mark no aspirate."""
    capitals = len(re.findall("[^-']", word)) > 1 and word == word.upper()
    pieces = word.split("-") if capitals else [p for half in word.split("-") for p in _CAMEL.split(half)]
    parts = tuple(p for piece in pieces for p in _apostrophes(piece.lower()) if p)
    return Word(parts, capitals, word[:1].isupper()) if parts else None


def _apostrophes(piece: str) -> list[str]:
    kept = _ASPIRATE.sub("\0", piece)
    return [part.replace("\0", "'") for part in kept.split("'")]
