"""Events: meetings by number or name, ceremonies, visits, launches, and every naming of each of them.

Fills `ctx.events` (the main event that the article reports comes first), `ctx.mentions` and `ctx.facts`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.extractors import event_acts, event_days, event_groups, event_names, event_series
from wpkgraph.extractors.body_classes import is_state
from wpkgraph.extractors.context import Context, Found, first_from
from wpkgraph.extractors.event_drafts import Draft
from wpkgraph.extractors.event_series import Series
from wpkgraph.extractors.participation_acts import deed_span, of_deeds
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import BodyRef, EventFact, EventRef, Mention, PlaceRef, Span

# What makes a name behind it a complement of what stands before.
_COMPLEMENT = re.compile(r"(?:^|[ ,])(of|in|at|from|under|by|with|for|to|on|and|including) (?:the |a |an )?$")


_AT = re.compile(r" (?:at|in) (?:the )?$")


class _Before(NamedTuple):
    """What stands before the name of a body that holds an event, and of a place at which it is held.

    where      what makes a body say where somebody is or whom something is for: it does not hold the event itself
    elsewhere  what begins another clause or tells of another event: a place behind it is not that of the event before
    """

    sponsor: re.Pattern[str]
    place: re.Pattern[str]
    where: re.Pattern[str]
    elsewhere: re.Pattern[str]


@lru_cache(maxsize=4)
def _before(words: EventWords) -> _Before:
    return _Before(
        re.compile(rf"\b(?:{words.any_of('sponsors')}) (?:the )?$"),
        re.compile(rf"\b(?:in|at) (?:the )?(?:(?:{words.any_of('city')}) )?$"),
        re.compile(r"\b(?:in|at|to|from|with|for|by|on|near|outside) (?:the |an? |its |his |her |their )?$"),
        re.compile(
            r"[;:]|\b(?:who|which|that|where|while|after|before|when)\b|, (?:and|for|to|as) "
            rf"|\band (?:[a-z]+ed|was|were|{words.any_of('past')})\b|.{{25}}\b(?:{words.any_of('also-held')})\b"
        ),
    )


def extract(ctx: Context) -> None:
    """Find the events of the article and every naming of them."""
    words = ctx.knowledge.eventwords
    namings = list(event_names.find(ctx, words))
    deeds = list(event_acts.find(ctx, words, namings))
    if deeds and namings:  # "had talks with A": the talks are what the verb tells
        namings = [n for n in namings if not any(d.verb.start <= n.span.start < d.verb.end for d in deeds)]
    drafts = event_groups.group(ctx, words, namings, deeds)
    if not drafts.items:
        return
    event_days.assign(ctx, words, drafts)
    main = drafts.main()
    facts = [(draft, _fact(ctx, words, draft)) for draft in drafts.items]
    ctx.events += [fact for draft, fact in facts if draft is main] + [f for d, f in facts if d is not main]
    ctx.facts += ctx.events
    by_span = {}
    for draft, fact in facts:
        for spot in draft.spots:
            form = " ".join(spot.form.split()) or fact.event.label
            ctx.mentions.append(Mention(spot.span, fact.event, form, spot.generic))
            by_span[spot.span] = fact.event
    acts = ((deed, by_span[deed_span(deed)]) for deed in deeds if deed_span(deed) in by_span)
    ctx.facts += of_deeds(ctx, words, acts)


def _fact(ctx: Context, words: EventWords, draft: Draft) -> EventFact:
    return EventFact(
        rule=draft.rule, evidence=tuple(draft.evidence), event=_ref(ctx, words, draft), reported=draft.reported
    )


def _ref(ctx: Context, words: EventWords, draft: Draft) -> EventRef:
    """The frozen event; an event above it is frozen first."""
    if draft.ref is None:
        draft.ref = EventRef(
            cls=draft.cls,
            label=draft.label,
            series=draft.series.core if draft.series else None,
            ordinal=draft.ordinal if draft.ordinal is not None else draft.day,
            body=_body(ctx, words, draft.series),
            body_ordinal=draft.series.body_ordinal if draft.series else None,
            about=draft.about,
            start=draft.start,
            end=draft.end,
            place=_place(ctx, words, draft),
            organizer=_organizer(ctx, words, draft),
            super_event=_ref(ctx, words, draft.above) if draft.above else None,
            offset=draft.at,
        )
    return draft.ref


def _body(ctx: Context, words: EventWords, series: Series | None) -> BodyRef | None:
    """The organisation whose meeting it is, if ontology/ knows the name; always the same for the same series."""
    bodies = ctx.knowledge.bodies
    if series is None:
        return None
    for name in event_series.bodies_of(series, words):
        if key := bodies.forms.get(name):
            return bodies.ref(key)
    return None


def _organizer(ctx: Context, words: EventWords, draft: Draft) -> BodyRef | None:
    """Who holds it: the body right before the verb ("The Guild held ..") or behind "under the sponsorship of"."""
    if not draft.told or not ctx.bodies:
        return None
    at = draft.evidence[0]
    sentence = ctx.sentence_at(at.start)
    before = _before(words)
    for body in ctx.bodies:
        if body.span.end + 1 == at.start and not draft.acted:
            holder = _holder(ctx, words, body)
            return holder if holder != body.ref or _heads(ctx, sentence.start, body.span.start) else None
        behind = at.end <= body.span.start < sentence.end
        if behind and before.sponsor.search(ctx.lower, at.end, body.span.start):
            return body.ref
    return None


def _heads(ctx: Context, start: int, at: int) -> bool:
    """Whether a body before a verb is its subject and no complement of it: not in "menders of the Guild held", "guests in
    Russia and the Guild sent".
    """
    before = _COMPLEMENT.search(ctx.lower, max(start, at - 12), at)
    return before is None or (before[1] == "and" and any(b.span.end == before.start() for b in ctx.bodies))


def _holder(ctx: Context, words: EventWords, body: Found[BodyRef]) -> BodyRef | None:
    """The body that holds what the verb behind it tells: in "the Unsong embassy in Tobong hosted", the embassy.

    None for "The envoy to Tobong hosted" and "The people of Tobong held".
    """
    where = _before(words).where
    at, low = body.span.start, ctx.lower
    if is_state(ctx.knowledge.bodies, body.ref) and low.endswith((" of ", " of the "), 0, at):
        return None
    if where.search(low, max(0, at - 12), at) is None:
        return body.ref
    outer = [b for b in ctx.bodies if b.span.end < at and low[b.span.end : at] in (" in ", " in the ")]
    return (
        outer[-1].ref
        if outer and where.search(low, max(0, outer[-1].span.start - 12), outer[-1].span.start) is None
        else None
    )


def _place(ctx: Context, words: EventWords, draft: Draft) -> PlaceRef | None:
    """The place that the sentence reporting the event names behind "in" or "at"."""
    if not draft.reported or not ctx.places:
        return None
    at = draft.evidence[0]
    sentence = ctx.sentence_at(at.start)
    before = _before(words)
    named = {spot.span.end for spot in draft.spots if spot.span.start >= at.start}
    for place in ctx.places:
        inside = at.start <= place.span.start and place.span.end in named and not draft.acted
        if inside and _AT.search(ctx.lower, at.start, place.span.start):
            return place.ref  # "a reception at the Reed Restaurant"
        if at.end - 1 <= place.span.start < sentence.end and before.place.search(ctx.lower, at.start, place.span.start):
            elsewhere = before.elsewhere.search(ctx.lower, at.end, place.span.start) is not None
            elsewhere = elsewhere or _named_between(ctx, at.end, place.span.start)
            return None if elsewhere or _one_of_several(ctx, place.span) else place.ref
    return None


def _named_between(ctx: Context, start: int, end: int) -> bool:
    """Whether a person is named between two offsets: "Present at the fair were A and menders in Tobong" gives no place."""
    i = first_from(ctx.people, start)
    return i < len(ctx.people) and ctx.people[i].span.start < end


def _one_of_several(ctx: Context, place: Span) -> bool:
    """Whether a place opens a list, so that the event has no one place: "in Riverside, Tobong and Unsong counties"."""
    for after in ctx.places[first_from(ctx.places, place.end) :]:
        between = ctx.lower[place.end : after.span.start]
        if between in (" and ", " and the "):
            return True
        if between not in (", ", ", the "):
            return False
        place = after.span
    return False
