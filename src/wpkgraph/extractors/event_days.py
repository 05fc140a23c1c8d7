"""When an event took place: the date that the sentence reporting it gives, never the date of issue."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from functools import lru_cache

from wpkgraph import datetext
from wpkgraph.dates import PartialDate
from wpkgraph.extractors.context import Context
from wpkgraph.extractors.event_drafts import Draft, Drafts, within
from wpkgraph.knowledge import ordinals
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import Span

_NEAR = 14  # characters between the name of an event only referred to and its date
_IT = re.compile(r"it (?:also )?$|it,? (?:which )?$")
_INTO = re.compile(r"\b(?:into|enter(?:s|ed)) (?:its|the) ([a-z0-9]+) day\b")
_FALLS = (" falls on ", " fell on ", " falling on ")  # the day of an anniversary, not that on which it is marked
_NEXT = 2  # sentences behind the one that reports an event in which "it was held on .." may date it
_HELD_ON = re.compile(r"(?:,? held)? on |, ")
_FOR_DAYS = re.compile(r" for ([a-z]+) days(?: (?:from|since|starting|beginning)(?: on)?)? $")
_PLACE = re.compile(r" [\w' ,]{2,60}? ")


@lru_cache(maxsize=4)
def _same_day(words: EventWords) -> re.Pattern[str]:
    return re.compile(rf"(?:{words.any_of('same-day')})\b|.{{0,60}}\balso\b|.{{0,160}}\bthe same day\b")


def dated(ctx: Context, drafts: Drafts) -> list[datetext.DateMention]:
    """The dates in the sentences of the body that name events, without those to come."""
    named = {ctx.sentence_at(s.start) for d in drafts.items for s in [*(p.span for p in d.spots), *d.evidence]}
    found = [
        mention
        for sentence in sorted(named)
        for mention in datetext.find(ctx.text, ctx.article.issued, max(sentence.start, ctx.article.body), sentence.end)
    ]
    spots = sorted(s.span for d in drafts.items for s in d.spots)
    return [
        d
        for d in found
        if d.kind != "future"
        and (_adverbial(ctx, d.span) or not _within(spots, d.span))
        and not ctx.lower.endswith(_FALLS, 0, d.span.start)
    ]


def _adverbial(ctx: Context, span: Span) -> bool:
    """Whether a date says when, although it stands amid a name ("field guidance on May 2 at the Reed Mill")."""
    return ctx.lower.endswith((" on ", " from "), 0, span.start)


def _within(spots: list[Span], span: Span) -> bool:
    """Whether a date is part of a name ("2024 National Exhibition")."""
    i = bisect_left(spots, (span.start + 1,))
    return any(s.end > span.start for s in spots[max(0, i - 3) : i])


def assign(ctx: Context, words: EventWords, drafts: Drafts) -> None:
    """Give each event its start and end, where the text names them."""
    mentions = dated(ctx, drafts)
    main = drafts.main()
    sittings = [(d, d.above) for d in drafts.items if d.day is not None and d.above is not None]
    for draft, above in sittings:
        _sitting(ctx, draft, above, mentions)
    told = {ctx.sentence_at(span.start) for sitting, _ in sittings for span in sitting.evidence}
    for draft in drafts.items:
        whole = bool(sittings) and any(draft is above for _, above in sittings)
        if whole and all(ctx.sentence_at(span.start) in told for span in draft.evidence):
            continue  # a day told of its sitting alone is that of the sitting
        if draft.start is None and (draft.day is None or draft.told):
            others = whole and not draft.told
            own = [m for m in mentions if ctx.sentence_at(m.span.start) not in told] if others else mentions
            _from_text(ctx, words, draft, own)
            if draft.told and draft.start is None and draft.end is None:
                _from_next(ctx, words, draft)
    for draft, above in sittings:
        _whole(draft, above)
        _follow(draft, above)
    _bounds(words, drafts)
    if main and main.start is None and main.day is None:
        main.start = ctx.article.event_date
    for draft in drafts.items:
        if draft.start is None and draft.reported and main and main.start and not main.end and draft is not main:
            sentence = ctx.sentence_at(draft.evidence[0].start)
            if same := _same_day(words).match(ctx.lower, sentence.start, sentence.end):
                draft.start = _told_last(ctx, main.start, main, sentence.start, same[0].endswith(" day"))


def _told_last(ctx: Context, day: PartialDate, main: Draft, end: int, same: bool) -> PartialDate | None:
    """The day of the main event; where another one is told behind it, the last one for "the same day", else none."""
    start = ctx.sentence_at(main.evidence[-1].start).end
    found = datetext.find(ctx.text, ctx.article.issued, start, end) if start < end else []
    others = [m for m in found if m.kind != "future" and m.start != day and ctx.lower.endswith(" on ", 0, m.span.start)]
    if not others:
        return day
    return others[-1].start if same and others[-1].end is None else None


def _bounds(words: EventWords, drafts: Drafts) -> None:
    """The first and last day of an event of which only the opening or closing ceremony is dated."""
    if len(drafts.items) < 2:
        return
    opening, closing = (tuple(words.forms[part]) for part in ("opening-parts", "closing-parts"))
    for draft in drafts.items:
        if draft.start is None or draft.end is not None or not draft.told or " of " not in draft.label:
            continue
        name = draft.label.lower()
        if not name.startswith((*opening, *closing)):
            continue
        whole = next((d for d in drafts.items if d is not draft and within(draft, d)), None)
        if whole is not None and whole.start is None and whole.end is None and not whole.recalls:
            whole.start, whole.end = (draft.start, None) if name.startswith(opening) else (None, draft.start)


def _from_text(ctx: Context, words: EventWords, draft: Draft, mentions: list[datetext.DateMention]) -> None:
    if draft.recalls:
        mentions = [m for m in mentions if not _founding(ctx, m)]
    if not draft.told:
        best = next((m for s in draft.spots for m in mentions if _beside(ctx, words, s.span, m.span, draft)), None)
        if best is not None:
            draft.start, draft.end = best.start, best.end
        return
    for at in draft.evidence:
        sentence = ctx.sentence_at(at.start)
        inside = [m for m in mentions if sentence.start <= m.span.start < sentence.end]
        best = min(inside, key=lambda m: (_distance(m.span, at), m.span.start), default=None)
        if best:
            _stretch(ctx, words, draft, at, best, inside)
            return


def _founding(ctx: Context, mention: datetext.DateMention) -> bool:
    """Whether a date beside an anniversary is that of the day it recalls: years before the article."""
    issued = ctx.article.issued
    return issued is not None and mention.start.year < issued.year - 1


def _stretch(
    ctx: Context,
    words: EventWords,
    draft: Draft,
    at: Span,
    best: datetext.DateMention,
    inside: list[datetext.DateMention],
) -> None:
    """Start and end by the words of the report: "closed on" dates the end, "into its third day" the third day."""
    sentence = ctx.sentence_at(at.start)
    day = best.start.to_date()
    into = _INTO.search(ctx.lower, at.start, sentence.end)
    number = ordinals.value(into[1], words.ordinals) if into else None
    if number is not None and day is not None:
        draft.start = PartialDate.from_date(day - dt.timedelta(days=number - 1))
        return
    closing = words.closing.search(ctx.lower, at.start, at.end)
    if closing and best.end is None:
        draft.end = best.start
        days = _lasted(ctx, words, draft, at, sentence.end)
        if days and day is not None:  # "the three-day contest closed on May 6"
            draft.start = PartialDate.from_date(day - dt.timedelta(days=days - 1))
        return
    draft.start, draft.end = best.start, best.end
    if best.end is None and day is not None and (days := _lasted(ctx, words, draft, at, best.span.start)):
        draft.end = PartialDate.from_date(day + dt.timedelta(days=days - 1))  # "held for three days from May 2"
        return
    later = [m for m in inside if m.span.start > best.span.end and m.start.earliest > best.start.earliest]
    if later and draft.end is None and words.closing.search(ctx.lower, best.span.end, later[0].span.start):
        draft.end = later[0].start


def _lasted(ctx: Context, words: EventWords, draft: Draft, at: Span, end: int) -> int | None:
    """How many days an event lasted, by the word before its name or the words behind: "two-day", "for three days from"."""
    low, start = ctx.lower, at.start
    before = low[low.rfind(" ", 0, max(start - 1, 0)) + 1 : start].strip()
    if days := words.lasting.get(before) or words.lasting.get(draft.label.split(" ", 1)[0].lower()):
        return days
    counted = _FOR_DAYS.search(low, at.start, end)
    return words.lasting.get(counted[1] + "-day") if counted else None


def _from_next(ctx: Context, words: EventWords, draft: Draft) -> None:
    """The day in a sentence close behind that goes on: "It was held on December 3"."""
    sentence = ctx.sentence_at(draft.evidence[0].start)
    for _ in range(_NEXT):
        if sentence.end + 1 >= len(ctx.text):
            return
        sentence = ctx.sentence_at(sentence.end + 1)
        held = words.held_later.search(ctx.lower, sentence.start, min(sentence.end, sentence.start + 40))
        if held is None or not _IT.fullmatch(ctx.lower, sentence.start, held.start()):
            continue
        found = datetext.find(ctx.text, ctx.article.issued, held.end(), sentence.end)
        if found and found[0].kind != "future":
            _stretch(ctx, words, draft, Span(*held.span()), found[0], found)
        return


def _distance(span: Span, at: Span) -> int:
    return span.start - at.end if span.start >= at.end else 2 * (at.start - span.end)


def _beside(ctx: Context, words: EventWords, name: Span, date: Span, draft: Draft) -> bool:
    """The date right behind the name ("the launch of X last year") or, for a day's name, right before it."""
    low = ctx.lower
    if name.end <= date.start:
        between = low[name.end : date.start]
        if draft.recalls and between == " on ":
            return False  # "received a letter for the 5th birthday of the Guild on May 2": the day of the letter
        # "spoke at the 3rd Congress on May 2": a day of the speech
        said = draft.ordinal is not None and between == " on "
        plain = not said and len(between) <= _NEAR and not re.search(r"[.;\n]|\b(?:and|was|is|will|has|to)\b", between)
        held = words.held_at.match(between)
        return plain or (held is not None and _PLACE.fullmatch(between + " ", held.end()) is not None)
    return draft.recalls and re.fullmatch(r", the ", low[date.end : name.start]) is not None


def _sitting(ctx: Context, draft: Draft, above: Draft, mentions: list[datetext.DateMention]) -> None:
    """The nth day: its date stands right before or behind it; the whole began n - 1 days earlier."""
    end = draft.spots[0].span.end
    before = [
        m
        for m in mentions
        if 0 <= draft.at - m.span.end <= 8 or (m.span.start > end and _HELD_ON.fullmatch(ctx.lower, end, m.span.start))
    ]
    day = before[-1].start.to_date() if before else None
    if day is not None and draft.day is not None:
        draft.start = PartialDate.from_date(day)
        above.start = above.start or PartialDate.from_date(day - dt.timedelta(days=draft.day - 1))


def _whole(draft: Draft, above: Draft) -> None:
    """The start of the whole where only the day of its nth sitting is told: n - 1 days before, if that was one day."""
    day = draft.start.to_date() if draft.start and draft.end is None else None
    if day is not None and draft.day and above.start is None:
        above.start = PartialDate.from_date(day - dt.timedelta(days=draft.day - 1))


def _follow(draft: Draft, above: Draft) -> None:
    """The nth day where only the start of the whole is known."""
    if draft.start is None and above.start and draft.day and (first := above.start.to_date()):
        draft.start = PartialDate.from_date(first + dt.timedelta(days=draft.day - 1))
