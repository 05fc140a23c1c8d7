"""What the extractors of one article share: its text, its sentences, and what those before have found.

All offsets here are clean offsets (`article.clean.text`). An extractor is a function `extract(ctx) -> None` that reads the
context and appends to `mentions`, `facts` and `declined`; those that come later may use what those before found.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from wpkgraph.knowledge import Knowledge
from wpkgraph.making import maker, new_span
from wpkgraph.model import (
    Article,
    BodyRef,
    Declined,
    EventFact,
    Fact,
    Ground,
    Mention,
    PersonRef,
    PlaceRef,
    Span,
)

if TYPE_CHECKING:
    from wpkgraph.extractors.reading import Reading
    from wpkgraph.extractors.scan import Raw

R = TypeVar("R")

# A sentence ends at . ? ! before white space and a capital, quote, bracket or digit, but not after an initial or a
# usual abbreviation ("C.C., WPK", "No. 2", "Co. Ltd.", "Oct. 8"), and at every line end.
# The pattern begins with one character class, which lets the engine skip quickly to the next mark.
_END = re.compile(r"[.?!\n](?:(?<=\n)\n*|(?<!\n)(?!\n)[\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9]))")
_NO_END = re.compile(
    r"(?:\b[A-Z]|\b(?:No|Co|Ltd|Mt|Mr|Mrs|Ms|Dr|Prof|St|vs|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Col|Gen|Lt|Maj|etc))\.$"
)


def first_from(found: Sequence[tuple[Any, ...]], offset: int) -> int:
    """The index of the first one that starts at or behind an offset; `found` begin with their spans and are in order."""
    return bisect_left(found, ((offset,),))  # compared as tuples, which is quicker than to call a key for each


class Found(NamedTuple, Generic[R]):
    """A reference found at a clean span; `generic` if without the name, `ground` then says why, as it does of "he"."""

    span: Span
    ref: R
    generic: bool = False
    ground: Ground | None = None


new_found = maker(Found)


@dataclass(slots=True)
class Context:
    """One article under extraction."""

    article: Article
    knowledge: Knowledge
    text: str
    lower: str
    sentences: tuple[Span, ...]
    people: list[Found[PersonRef]] = field(default_factory=list)
    bodies: list[Found[BodyRef]] = field(default_factory=list)
    places: list[Found[PlaceRef]] = field(default_factory=list)
    events: list[EventFact] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    declined: list[Declined] = field(default_factory=list)
    reading: Reading | None = None
    scanned: list[list[Raw]] | None = None  # what scan.py has found, for each of its tables
    starts: list[int] = field(init=False)  # of the sentences

    def __post_init__(self) -> None:
        """Keep what every look for a sentence needs."""
        self.starts = [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds a clean offset."""
        return self.sentences[bisect_right(self.starts, offset, 1) - 1]


def sentences(text: str) -> Iterator[Span]:
    """The sentences of clean text, in order, without the white space between them.

    >>> [t[s:e] for t in ["The C.C., WPK met. It ended."] for s, e in sentences(t)]
    ['The C.C., WPK met.', 'It ended.']
    """
    start = 0
    for match in _END.finditer(text):
        end = match.start()
        if text[end] != "\n":
            end += 1
            whole = end > 5 and text[end - 6 : end - 1].isalpha()  # five letters are no abbreviation
            if not whole and _NO_END.search(text, max(0, end - 6), end):
                continue
            while text[end] in "\"')]":
                end += 1
        if end > start:
            yield new_span((start, end))
        start = match.end()
    if start < (end := len(text.rstrip())):
        yield Span(start, end)


def lowered(text: str) -> str:
    """The text in lower case, of the same length (characters whose lower case is longer stay as they are)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def open_article(article: Article, knowledge: Knowledge) -> Context:
    """A fresh context for an article."""
    text = article.clean.text
    return Context(article, knowledge, text, lowered(text), tuple(sentences(text)))
