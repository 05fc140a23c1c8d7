"""Where a missed or wrong fact stands: the sentence with its characters marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wpkgraph.evaluate.case import Found, Wanted
from wpkgraph.evaluate.graph import Graph, Passage, Stretch
from wpkgraph.views.excerpt import Piece, excerpts

_MARK = "['’‘]"
_SEEN = 200  # occurrences of one form that are looked at
_SHOWN = 3  # sentences of one fact


@dataclass(frozen=True)
class Place:
    """A place in an article: its title, the characters there and in the source file (half-open), and the sentences."""

    article: str
    title: str
    start: int
    end: int
    file_start: int
    file_end: int
    sentences: tuple[tuple[Piece, ...], ...]


def of_found(graph: Graph, passages: Sequence[Passage], found: Found) -> Place | None:
    """The evidence of a fact, or where a thing is named first."""
    spans = [span for span in found.spans if span.article == found.spans[0].article]
    return _place(graph, passages, spans if found.facts else spans[:1])


def of_wanted(graph: Graph, passages: Sequence[Passage], wanted: Wanted) -> Place | None:
    """Where an annotated fact stands: by its offsets if it has some, else where its words stand nearest each other."""
    if wanted.at:
        return _place(graph, passages, list(_at(graph, passages, wanted.at)))
    for passage in passages:
        if spans := _search(graph.text(passage.article), wanted.words):
            return _place(graph, passages, [Stretch(passage.article, *span) for span in spans])
    return None


def _at(graph: Graph, passages: Sequence[Passage], at: tuple[int, int]) -> Iterator[Stretch]:
    """Offsets of the source file as a stretch of the article that holds them."""
    for passage in passages:
        start, end = at[0] - passage.start, at[1] - passage.start
        if 0 <= start < end <= len(graph.text(passage.article)):
            yield Stretch(passage.article, start, end)
            return


def _search(text: str, words: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Where the first words stand, and the others as near to them as they come; [] if the first stand nowhere."""
    found = [_occurrences(text, forms) for forms in words]
    if not found or not found[0]:
        return []
    best: list[tuple[int, int]] = []
    for span in found[0]:
        near = [min(spans, key=lambda other, at=span[0]: abs(other[0] - at)) for spans in found[1:] if spans]  # type: ignore[misc]
        if not best or _width([span, *near]) < _width(best):
            best = [span, *near]
    return sorted(set(best))


def _width(spans: Sequence[tuple[int, int]]) -> int:
    return max(end for _, end in spans) - min(start for start, _ in spans)


def _occurrences(text: str, forms: Sequence[str]) -> list[tuple[int, int]]:
    """Where the first form that occurs stands: any case, any white space between its words, any mark for an apostrophe."""
    for form in forms:
        words = [re.sub("['’‘]", lambda _: _MARK, re.escape(word)) for word in form.split()]
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)", re.IGNORECASE)
        if words and (spans := [match.span() for match, _ in zip(pattern.finditer(text), range(_SEEN), strict=False)]):
            return spans
    return []


def _place(graph: Graph, passages: Sequence[Passage], spans: Sequence[Stretch]) -> Place | None:
    if not spans:
        return None
    article, text = spans[0].article, graph.text(spans[0].article)
    bounds = [(span.start, span.end) for span in spans if span.end <= len(text)]
    if not bounds:
        return None
    start, end = min(bounds)[0], max(end for _, end in bounds)
    offset = next((passage.start for passage in passages if passage.article == article), 0)
    sentences = tuple(tuple(pieces) for _, pieces in excerpts(text, bounds)[:_SHOWN])
    return Place(article, graph.title(article), start, end, offset + start, offset + end, sentences)
