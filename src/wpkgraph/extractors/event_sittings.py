"""Days and sittings of an event: "the second-day sitting of the 6th Conference" is an event within the conference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.extractors import event_series
from wpkgraph.extractors.context import Context
from wpkgraph.extractors.event_drafts import Drafts, Spot, opened, within
from wpkgraph.extractors.event_names import Naming
from wpkgraph.knowledge import ordinals
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import Span
from wpkgraph.patterns import either


@lru_cache(maxsize=4)
def _day(words: EventWords) -> re.Pattern[str]:
    """ "The third day of the", "the third-day sitting of": the day, or whatever an event may be, of that day."""
    heads = either(word for row in words.head_rows for word in row.words)
    return re.compile(rf"(?:the )?([a-z0-9]+)(?: day|-day (?:{heads})) of (?:the )?$")


class Day(NamedTuple):
    """The nth day of an event: its words, and the words that report it."""

    number: int
    span: Span
    held: Span | None


def split_days(
    ctx: Context, words: EventWords, namings: Sequence[Naming]
) -> tuple[list[Naming], list[tuple[Span, Day]]]:
    """The namings, and the days told of them ("the third day of the 6th Conference", "third-day sitting of ..").

    What is said of a day is not said of the whole: its naming loses the words that report it.
    """
    out: list[Naming] = []
    days: list[tuple[Span, Day]] = []
    for naming in namings:
        start = naming.span.start
        may = (naming.ordinal or naming.determiner) and ctx.lower.endswith((" of ", " of the "), 0, start)
        found = _day(words).search(ctx.lower, max(0, start - 40), start) if may else None
        number = ordinals.value(found[1], words.ordinals) if found else None
        if found is None or number is None:
            out.append(naming)
            continue
        at = found.start(1)
        days.append((naming.span, Day(number, Span(at, naming.span.end), naming.held)))
        out = [n for n in out if not at <= n.span.start < start]  # the word "sitting" itself
        out.append(naming._replace(held=None, reported=naming.headline))
    return out, days


def _parts(drafts: Drafts) -> None:
    """A numbered sitting lies within the event that its name ends with, which the article reports by it."""
    for draft in drafts.items:
        if draft.part and draft.reported and draft.above is None:
            inside = (d for d in drafts.items if d is not draft and within(draft, d))
            draft.above = next(inside, None)
            if draft.above is not None:
                draft.above.reported = True


def open_days(ctx: Context, words: EventWords, drafts: Drafts, days: Sequence[tuple[Span, Day]]) -> None:
    """Each day told is an event within the event that it is a day of."""
    _parts(drafts)
    for name, day in days:
        above = next((d for d in drafts.items if any(s.span == name for s in d.spots)), None)
        if above is None:
            continue
        label = f"{event_series.written(day.number, words).capitalize()} Day of the {above.label}"
        spot = Spot(day.span, ctx.text[day.span.start : day.span.end])
        draft = drafts.unnumbered(label)
        if draft is None:
            evidence = Span(day.span.start, max(day.span.end, day.held.end)) if day.held else day.span
            draft = opened(words.part, label, words.part.words[0], "event-sitting")
            draft.evidence.append(evidence)
            draft.reported, draft.told = True, day.held is not None
            draft.above, draft.day = above, day.number
            drafts.items.append(draft)
        draft.spots.append(spot)
        above.reported = above.reported or day.held is not None
