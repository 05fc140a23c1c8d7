"""Named tuples made from tuples: no field is left out, whoever makes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import support
from wpkgraph import knowledge, layout
from wpkgraph.extractors import event_names
from wpkgraph.extractors.context import Found, new_found
from wpkgraph.making import maker, new_mention, new_span
from wpkgraph.model import Mention, PersonRef, Span

TEXT = (
    "Unsong, April 6 (XNA) -- The 3rd Conference of Net Menders was held at the Unsong Indoor Stadium.\n"
    "Om Tae Sik, secretary of the WPK Central Committee, and Han Sol Mi, manager of the Unsong Works, came."
)


def test_what_is_made_is_what_the_class_makes() -> None:
    span, ref = Span(4, 9), PersonRef("Om Tae Sik")
    made = (new_span((4, 9)), new_mention((span, ref, "Om", True, None)), new_found((span, ref, False, None)))
    assert made == (span, Mention(span, ref, "Om", True), Found(span, ref))
    assert [type(one) for one in made] == [Span, Mention, Found]
    assert maker(Span)((1, 2)).end == 2


def tuples() -> Iterator[tuple[Any, ...]]:
    """Lines, units, namings, mentions and things found in a text."""
    known, ctx = knowledge.load(), support.opened(TEXT)
    yield from layout.lines(TEXT, known.furniture)
    reading = support.reading(TEXT)
    yield from (unit for _, unit in reading.book.named_units)
    yield from event_names.find(ctx, known.eventwords)
    yield from support.extraction(TEXT)[1].mentions
    for article, extraction in support.segmented(TEXT):
        yield from extraction.mentions
        assert article.dateline is not None


def test_no_field_is_left_out() -> None:
    found = list(tuples())
    assert {type(one).__name__ for one in found} >= {"Line", "Unit", "Naming", "Mention"}
    for one in found:
        assert len(one) == len(one._fields)  # type: ignore[attr-defined]
