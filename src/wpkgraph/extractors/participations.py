"""Who took part in an event, and how: inverted lists, verbs with their subjects, acts of leaders.

    "Present there were Om Tae Sik, clerk of the Guild, and Han Sol Mi"   attended: Om Tae Sik 1, Han Sol Mi 2
    "Om Tae Sik guided the meeting"                                       guided: Om Tae Sik
Senders of wreaths and letters take no part; planned and negated acts do not count.
"""

from __future__ import annotations

import re

from wpkgraph.extractors import event_lists
from wpkgraph.extractors.context import Context
from wpkgraph.extractors.event_near import Near
from wpkgraph.knowledge.eventwords import EventWords, Opener, words_of
from wpkgraph.model import BodyRef, Declined, EventRef, ParticipationFact, PersonRef, Span, Status

_NOT = re.compile(r"\b(?:will|would|not|never|to be|due to|is to|are to|should|could|can|may|must)(?: also| be)? $")
_TELLS = re.compile(r"\b(?:that|said|made a|made an|delivered|expressed|stressed)\b")
_NAMED = frozenset(("guided", "presided"))  # capacities that need the event behind the verb


def extract(ctx: Context) -> None:
    """Find the lists and verbs of participation and the persons that belong to them."""
    words = words_of(ctx.knowledge)
    near = Near(ctx, words)
    seen = {(f.participant, f.event, f.capacity) for f in ctx.facts if isinstance(f, ParticipationFact)}
    done = -1
    for openers, start, _ in words.openers.find(ctx.lower):
        if start < done:
            continue
        sentence = ctx.sentence_at(start)
        for opener in openers:
            found = opener.pattern.match(ctx.lower, start, sentence.end)
            if found and not _NOT.search(ctx.lower, max(sentence.start, start - 16), start):
                done = found.end()
                _take(ctx, words, near, opener, Span(*found.span()), sentence, seen)
                break


def _take(
    ctx: Context,
    words: EventWords,
    near: Near,
    opener: Opener,
    cue: Span,
    sentence: Span,
    seen: set[tuple[PersonRef | BodyRef, EventRef, str]],
) -> None:
    """The facts of one opener: its persons, its event, each person once in a capacity."""
    people, status = _people(ctx, words, opener, cue, sentence)
    capacity = opener.capacity
    if opener.leader:
        leaders = [p for p in people if p.ref.name in words.forms["leaders"]]
        people, capacity = (people, opener.others) if opener.others and not leaders else (leaders, capacity)
    if not people:
        return
    event = _event(near, opener, cue, sentence)
    if event is None:
        if opener.capacity not in _NAMED and not opener.leader:
            ctx.declined.append(Declined(cue, _rule(opener), "no event is named"))
        return
    for position, person in enumerate(people, 1):
        key = (person.ref, event, capacity)
        if key in seen:
            continue
        seen.add(key)
        ctx.facts.append(
            ParticipationFact(
                rule=_rule(opener),
                evidence=(cue, person.span) if cue.start < person.span.start else (person.span, cue),
                status=status,
                participant=person.ref,
                event=event,
                capacity=capacity,
                finer=opener.finer,
                wording=ctx.text[cue.start : cue.end],
                position=position if len(people) > 1 or opener.order == "after" else None,
            )
        )


def _rule(opener: Opener) -> str:
    return "participation-list" if opener.order == "after" else "participation-verb"


def _people(
    ctx: Context, words: EventWords, opener: Opener, cue: Span, sentence: Span
) -> tuple[event_lists.People, Status]:
    if opener.order == "after":
        end = min(sentence.end, cue.end + event_lists.LONG)
        told = _TELLS.search(ctx.lower, cue.end, end)
        return event_lists.listed(ctx, words, cue.end, told.start() if told else end), Status.STATED
    people = event_lists.subjects(ctx, words, sentence, cue.start)
    if not people and event_lists.pronoun(ctx, sentence, cue.start):
        person = event_lists.antecedent(ctx, words, sentence)
        return ([person] if person else []), Status.RESOLVED
    return people, Status.STATED


def _event(near: Near, opener: Opener, cue: Span, sentence: Span) -> EventRef | None:
    if opener.order == "before" and (opener.capacity in _NAMED or opener.leader):
        return near.of_verb(cue, sentence)
    if opener.order == "before":
        event = near.of_verb(cue, sentence) or near.of_list(cue, sentence)
    elif opener.same:
        return near.before(cue.start, sentence.start)
    else:
        event = near.of_list(cue, sentence)
    return near.or_title(event, cue)
