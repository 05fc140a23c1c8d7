"""Who took part in an event, and how: inverted lists, verbs with their subjects, acts of leaders.

    "Present there were Om Tae Sik, clerk of the Guild, and Han Sol Mi"   attended: Om Tae Sik 1, Han Sol Mi 2
    "Om Tae Sik guided the meeting"                                       guided: Om Tae Sik
Senders of wreaths and letters take no part; planned and negated acts do not count.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from wpkgraph.extractors import event_lists, participation_cues
from wpkgraph.extractors.context import Context, Found
from wpkgraph.extractors.cues import event_cues
from wpkgraph.extractors.event_near import Near
from wpkgraph.extractors.participation_cues import Told
from wpkgraph.knowledge.eventopeners import Opener
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import BodyRef, Declined, EventRef, ParticipationFact, PersonRef, Span, SpeechFact, Status

_OPENERS = event_cues(lambda words: words.openers)
_IT = re.compile(r" (?:it|them)\b")
_BOUND = re.compile(r" to (?:attend|take part|participate|join|be present)\b")
_WITH_HIM = re.compile(r"\bwith (?:him|her) $")
There = tuple[PersonRef | BodyRef, EventRef]
Seen = set[tuple[PersonRef | BodyRef, EventRef, str]]


def extract(ctx: Context) -> None:
    """Find the lists and verbs of participation and the persons that belong to them."""
    if not _OPENERS.table.overlapping(ctx):
        return
    words = ctx.knowledge.eventwords
    near = Near(ctx, words)
    seen: Seen = {(f.participant, f.event, f.capacity) for f in ctx.facts if isinstance(f, ParticipationFact)}
    found = list(participation_cues.find(ctx, words, _OPENERS))
    for told in found:
        if not told.opener.weak:
            _take(ctx, words, near, told, seen)
    there = {(person, event) for person, event, _ in seen}
    there |= {(f.speaker, f.event) for f in ctx.facts if isinstance(f, SpeechFact) and f.event is not None}
    for told in found:
        if told.opener.weak:
            _take(ctx, words, near, told, seen, there)


def _take(ctx: Context, words: EventWords, near: Near, told: Told, seen: Seen, but: Container[There] = ()) -> None:
    """The facts of one opener: its persons, its event, each person once in a capacity, none of those in `but`."""
    opener, cue = told.opener, told.cue
    people = _counting(words, told)
    event = _event(near, opener, cue, told.sentence)
    if event is None:
        if not opener.named:
            ctx.declined.append(Declined(cue, _rule(opener), "no event is named"))
        return
    if opener.unsent and event.cls in words.forms["sent"]:
        return
    several = len(people) > 1 or opener.order == "after"
    facts = [
        _fact(ctx, told, person, event, capacity, position if several else None)
        for position, (person, capacity) in enumerate(people, 1)
    ]
    for fact in [*facts, *_host(ctx, words, told, event)]:
        key = (fact.participant, event, fact.capacity)
        if key not in seen and (fact.participant, event) not in but:
            seen.add(key)
            ctx.facts.append(fact)


def _counting(words: EventWords, told: Told) -> list[tuple[Found[PersonRef], str]]:
    """The persons who count for this opener, each with the capacity: leaders, others, or all."""
    opener = told.opener
    if opener.leader and not any(words.is_leader(p.ref.name) for p in told.people):
        return [(p, opener.others or opener.capacity) for p in told.people]
    if opener.leader:
        return [(p, opener.capacity) for p in told.people if words.is_leader(p.ref.name)]
    return [(p, opener.capacity) for p in told.people]


def _fact(
    ctx: Context, told: Told, person: Found[PersonRef], event: EventRef, capacity: str, position: int | None
) -> ParticipationFact:
    cue = told.cue
    return ParticipationFact(
        rule=_rule(told.opener),
        evidence=(cue, person.span) if cue.start < person.span.start else (person.span, cue),
        status=told.status_of(person.generic),
        ground=person.ground,
        participant=person.ref,
        event=event,
        capacity=capacity,
        finer=told.opener.finer if capacity == told.opener.capacity else None,
        wording=ctx.text[cue.start : cue.end],
        position=position,
    )


def _host(ctx: Context, words: EventWords, told: Told, event: EventRef) -> list[ParticipationFact]:
    """ "Seated with him on the platform were ..": he sits there, too."""
    if told.opener.capacity != "platform" or told.opener.order != "after":
        return []
    if not _WITH_HIM.search(ctx.lower, told.sentence.start, told.cue.start):
        return []
    person = event_lists.antecedent(ctx, words, told.sentence)
    if person is None:
        return []
    host = Told(told.opener, told.cue, told.sentence, [person], Status.RESOLVED)
    return [_fact(ctx, host, person, event, "platform", None)]


def _rule(opener: Opener) -> str:
    return "participation-verb" if opener.order == "before" else "participation-list"


@lru_cache(maxsize=4)
def _travels(words: EventWords) -> re.Pattern[str]:
    """ "met at the Reed International Airport by"."""
    return re.compile(rf" at [^.;:]*\b(?:{words.any_of('stations')}) by$")


def _event(near: Near, opener: Opener, cue: Span, sentence: Span) -> EventRef | None:
    """The event that the words are about, by what the opener asks for."""
    if opener.named:
        it = _IT.match(near.ctx.lower, cue.end)
        return near.of_verb(cue, sentence) or (near.before(cue.start) if it else None)
    if opener.first and _BOUND.search(near.ctx.lower, cue.end, sentence.end):
        return near.or_title(None, cue)  # who "left here to attend the 3rd Fair" has not been there yet
    if opener.same:
        return near.before(cue.start, sentence.start) or near.of_verb(cue, sentence)
    if opener.order == "before":
        event = near.of_verb(cue, sentence) or near.of_list(cue, sentence)
    else:
        event = near.of_list(cue, sentence)
    if opener.capacity == "attended" and _travels(near.ctx.knowledge.eventwords).search(
        near.ctx.lower, cue.start, cue.end
    ):
        return near.on_the_way(cue)
    return event if opener.weak else near.or_title(event, cue)
