"""Events told by a verb: "inspected the Tobong Rowing School" is the "inspection of the Tobong Rowing School"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wpkgraph.extractors import event_lists
from wpkgraph.extractors.context import Context, first_from
from wpkgraph.extractors.cues import event_cues
from wpkgraph.extractors.event_names import Naming, whole_name, without_tail
from wpkgraph.knowledge.eventwords import Act, EventWords
from wpkgraph.model import Span, Status

_PASSIVE = re.compile(r"\b(?:was|were|been|be|being|is|are|having|had|has|have|to|which|who) $")
_ACTS = event_cues(lambda words: words.acts)
_TITLED = 60  # characters of a title between the end of the object and the name
_LONGEST = 400  # characters that an object may run on
_ADVERB = re.compile(r" (?:again |also )?")
_SKIP = re.compile(r" (?:again |also |there )?(?:the |an? |various |different )*")
_AGO = re.compile(
    r" (?:(?:about|some|nearly|almost|over|around|more than) )?[a-z0-9-]+ (?:year|month|week|day|decade)s? ago\b"
)
_WHERE = re.compile(r" (?:in|at) ")
_TITLES = ("", "comrade", "comrades", "his wife", "her husband")
_PRONOUNS = re.compile(r"(?:it|him|her|them|there|here|us|me|you|each|one|this|that|his|their|by|and|in|on|at)\b")


@dataclass(frozen=True, slots=True)
class Deed:
    """An act that a verb tells: the verb, the object, who did it, and the name that the event gets."""

    act: Act
    verb: Span
    object: Span
    label: str
    people: event_lists.People
    met: event_lists.People  # the persons of the object, where they take part
    sentence: Span
    headline: bool


def find(ctx: Context, words: EventWords, namings: Sequence[Naming]) -> Iterator[Deed]:
    """The acts of the article, in order; not those whose object is the name of an event by itself."""
    named = {n.span.start for n in namings}
    for (act, in_headline), start, end in _ACTS.find(ctx):
        headline = start < ctx.article.headline.end
        if headline != in_headline or _PASSIVE.search(ctx.lower, max(0, start - 8), start):
            continue
        deed = _deed(ctx, words, act, Span(start, end), headline)
        if deed and not any(at in named for at in (deed.object.start, _noun(ctx.lower, end))):
            yield deed


def _noun(low: str, end: int) -> int:
    found = _SKIP.match(low, end)
    return found.end() if found else end


def _deed(ctx: Context, words: EventWords, act: Act, verb: Span, headline: bool) -> Deed | None:
    sentence = ctx.sentence_at(verb.start)
    if (act.first or act.person) and sentence.start > ctx.article.body:
        return None
    object_ = _object(ctx, words, verb.end, min(sentence.end, verb.end + _LONGEST))
    if object_ is None or words.often.search(ctx.lower, object_.start, min(sentence.end, object_.end + 40)):
        return None
    people, status = event_lists.doers(ctx, words, sentence, verb.start)
    resolved = status is Status.RESOLVED
    met = _met(ctx, words, verb, object_, sentence) if act.person else _beside(ctx, words, object_.end, sentence.end)
    if act.person and met and _WHERE.match(ctx.lower, met[-1].span.end, object_.end):
        object_ = Span(object_.start, met[-1].span.end)  # "met A in Tobong"
    text = ctx.text[object_.start : object_.end]
    plain = text.islower() or (text[:1].isupper() and text[1:].islower() and not _at_home(ctx, object_))
    if (act.proper or resolved or not people) and plain and not headline and not act.bare:
        return None
    if not _counts(act, words, people, met):
        return None
    return Deed(act, verb, object_, act.gives.format(_tidy(text)), people, met, sentence, headline)


def _counts(act: Act, words: EventWords, people: event_lists.People, met: event_lists.People) -> bool:
    """Whether the act is one for those who do it."""
    leader = any(words.is_leader(p.ref.name) for p in people)
    if act.person:
        return bool(people and met)
    return leader or not act.leader if not act.nobody else bool(people) and not leader


def _met(ctx: Context, words: EventWords, verb: Span, object_: Span, sentence: Span) -> event_lists.People:
    """The persons whom the object names or who head the group that it names; none for "received a letter from A"."""
    met = event_lists.listed(ctx, words, verb.end, object_.end)
    group = ctx.lower[object_.start : object_.end].rsplit(" ", 1)[-1] in words.forms["groups"]
    if not met and group:
        met = event_lists.listed(ctx, words, object_.end, min(sentence.end, object_.end + _TITLED))
    if not met:
        return []
    end = _goes_on(words).search(ctx.lower, met[0].span.end, sentence.end)
    return event_lists.listed(ctx, words, met[0].span.start, end.start() if end else sentence.end)


def _at_home(ctx: Context, object_: Span) -> bool:
    """Whether an object of one word is a place known to lie in another: "visited Tobong", but not a state."""
    i = first_from(ctx.places, object_.start)
    found = ctx.places[i] if i < len(ctx.places) else None
    return found is not None and found.span == object_ and found.ref.key in ctx.knowledge.places.places


def _beside(ctx: Context, words: EventWords, end: int, limit: int) -> event_lists.People:
    """Those named right behind an act as companions: "looked round the mill with A and B"."""
    if not ctx.lower.startswith(" with ", end):
        return []
    people = event_lists.listed(ctx, words, end, limit)
    first = people[0].span.start if people else 0
    return people if people and ctx.lower[end + 6 : first].strip() in _TITLES else []


@lru_cache(maxsize=4)
def _goes_on(words: EventWords) -> re.Pattern[str]:
    return re.compile(rf"\b(?:who|at|after|before|and was|and were|{words.any_of('going-on')})\b")


def _object(ctx: Context, words: EventWords, end: int, limit: int) -> Span | None:
    start = end
    if found := _ADVERB.match(ctx.lower, end):
        start = found.end()
    if start >= limit or _PRONOUNS.match(ctx.lower, start):
        return None
    first = _noun(ctx.lower, start - 1)
    found = words.numbered_complement.match(ctx.lower, max(first, start), limit)
    stop = found.end() if found else start
    if ctx.lower.find(" ago", start, stop + 4) > 0 and (ago := _AGO.search(ctx.lower, start, stop + 4)):
        stop = ago.start()
    stop = start + len(without_tail(ctx.lower[start:stop]))
    return Span(start, whole_name(ctx, stop)) if stop - start > 3 else None


def _tidy(text: str) -> str:
    return " ".join(re.sub(r" \([^)]*\)", "", text).split())
