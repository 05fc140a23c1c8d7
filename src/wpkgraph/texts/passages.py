"""A text cut into sentences, each with the features by which it is found again in another text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from wpkgraph.clean import Glue, clean
from wpkgraph.model import Span

MOST = 4000  # passages of a text: where there are more (a text of very short lines), neighbours are taken together
LONGEST = 1200  # code points of a passage: a longer "sentence" (a table, a list without stops) is cut at a space
_STOP = re.compile(r"[.?!]+[\"')\]]*(?= +[\"'(\[]?[A-Z0-9])")
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:No|Co|Ltd|Mt|Dr|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Col|Gen|Lt|Maj))\.\Z"
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+(?:[.,]\d+)*")
_PROSE = re.compile(r"[.?!:;,-][\"')\]]*\Z")  # how a sentence ends and a headline does not
_NUMBER = re.compile(r"\b\d+(?:[.,]\d+)*")
_CAPITALS = re.compile(r"\b[A-Z][^\W\d_]*(?: [A-Z][^\W\d_]*)*+")
_ENDINGS = ("ings", "ing", "edly", "ed", "ies", "es", "ly", "s")
_STEM = 6  # letters that stand for a word: what two translators' words of one root have in common


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or headline.

    span      where it stands in the article's text as kept
    text      its cleaned words
    opens     it is the first of its paragraph
    features  what it can be recognised by, in order: stems of words, numbers, and the IRIs of things that it names
    """

    span: Span
    text: str
    opens: bool
    features: tuple[str, ...]


def passages(text: str, glued: Glue, names: Mapping[Span, Iterable[str]] | None = None) -> list[Passage]:
    """The passages of an article's text, in order.

    names  spans of the text with the IRIs that they denote
    """
    cleaned = clean(text, (), glued)
    named = sorted((span, iri) for span, iris in (names or {}).items() for iri in iris)
    out: list[Passage] = []
    at = 0
    for start, end, opens in _few(list(_sentences(cleaned.text))):
        span = cleaned.source(start, end)
        found = []
        while at < len(named) and named[at][0].start < span.end:
            if named[at][0].start >= span.start:
                found.append(named[at][1])
            at += 1
        words = cleaned.text[start:end]
        out.append(Passage(span, words, opens, (*features(words), *found)))
    return out


def features(text: str) -> tuple[str, ...]:
    """The stems and numbers of a passage, in order.

    >>> features("The miners' 1,200 new lamps")
    ('the', 'miner', '1200', 'new', 'lamp')
    """
    return tuple(found for word in _WORD.finditer(text) if (found := _feature(word[0])))  # a lone accent is no word


def named(passages: Iterable[Passage]) -> frozenset[str]:
    """The names and figures of a text: pairs of neighbouring words with capitals, lone ones inside a sentence, numbers.

    Headlines are left out. A name of three words gives two pairs, so that two names of one family have little in common.

    >>> sorted(named([Passage(Span(0, 46), "The 7 lamps of Om Tae Sik burn at dusk in Moran.", True, ())]))
    ['7', 'moran', 'om tae', 'tae sik']
    """
    found: set[str] = set()
    for text in (p.text for p in passages if _PROSE.search(p.text)):
        found.update(_feature(match[0]) for match in _NUMBER.finditer(text))
        for run in _CAPITALS.finditer(text):
            words = [_feature(word) for word in run[0].split(" ")]
            found.update(f"{a} {b}" for a, b in pairwise(words))
            if len(words) == 1 and run.start():
                found.add(words[0])
    return frozenset(found)


@lru_cache(maxsize=1 << 15)  # the same words are met again and again
def _feature(word: str) -> str:
    if word[0].isdecimal():
        return word.replace(",", "").rstrip(".")
    low = plain(word).replace("'s", "").replace("'", "")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 3:
            low = low.removesuffix(ending)
            break
    return low[:_STEM]


def plain(text: str) -> str:
    """The text in small letters without accents."""
    low = text.lower()
    if low.isascii():
        return low
    apart = unicodedata.normalize("NFKD", low).lower()  # once more: signs such as ™ come apart into capitals
    return "".join(c for c in apart if not unicodedata.combining(c))


def _sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether it opens a paragraph) of each sentence of a cleaned text."""
    at = 0
    for line in text.split("\n"):
        end = at + len(line)
        opens, start = True, at
        for stop in _ends(text, at, end):
            while stop - start > LONGEST:
                cut = text.rfind(" ", start, start + LONGEST)
                cut = cut if cut > start else start + LONGEST
                yield start, cut, opens
                start, opens = cut + (text[cut] == " "), False
            if text[start:stop].strip():
                yield start, stop, opens
            opens = False
            start = stop
            while start < end and text[start] == " ":
                start += 1
        at = end + 1


def _few(found: list[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    """At most MOST stretches: runs of neighbours become one."""
    step = -(-len(found) // MOST)
    for i in range(0, len(found), step or 1):
        yield found[i][0], found[min(i + step, len(found)) - 1][1], found[i][2]


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    for match in _STOP.finditer(text, start, end):
        if not _SHORT.search(text, max(start, match.start() - 6), match.start() + 1):
            yield match.end()
    yield end
