"""Whose words they are: what the sentences read so far leave for the next one, and how it is used."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from wpkgraph.extractors.attribution import (
    Attribution,
    Person,
    Verb,
    are_listed,
    introduced,
    leads,
    persons_between,
    stranger,
)
from wpkgraph.extractors.context import Context
from wpkgraph.extractors.speeches import without_speaker
from wpkgraph.model import Ground, PersonRef, Span, SpeechFact, StatementFact, Status


@dataclass(slots=True)
class Thread:
    """What the sentences read so far leave for the next one, and the speeches of the article."""

    people: list[Person]
    speeches: tuple[SpeechFact, ...]
    subject: PersonRef | None = None  # the last subject, if it was one person
    at: Span | None = None  # where the last subject stands
    document: PersonRef | None = None  # who made the text that spoke last
    spoke: str = ""  # how the last attribution was made
    running: StatementFact | None = None  # the statement whose speaker goes on
    pronouns: dict[PersonRef, str] = field(default_factory=dict)  # he or she, as used before


class Speaker(NamedTuple):
    """Who says it, whether the text names or the article resolves him, and by what. Left open: nobody, and stated."""

    ref: PersonRef | None
    status: Status = Status.RESOLVED
    ground: Ground | None = None


def speaker_of(ctx: Context, one: Attribution, thread: Thread) -> Speaker:
    """The speaker of an attribution; none where the pronoun or noun leaves it open."""
    if one.person is not None:
        ground = one.person.ground
        return Speaker(one.person.ref, Status.RESOLVED if ground else Status.STATED, ground)
    if one.how == "document":
        made = [fact for fact in thread.speeches if fact.kind in one.kinds]
        thread.document = made[0].speaker if len({fact.speaker for fact in made}) == 1 else None
        return _by_text(one, thread.document, made)
    if one.how == "it":
        document = thread.document if thread.spoke in ("document", "it") else None
        return _by_text(one, document, [fact for fact in thread.speeches if fact.speaker == document])
    if one.how == "stand_in":
        made = [fact for fact in thread.speeches if fact.kind in one.kinds]
        if not made and thread.subject is None:
            made = list(thread.speeches)
        if made:
            thread.subject = made[0].speaker if len({fact.speaker for fact in made}) == 1 else None
            thread.at = made[0].evidence[0]
            return _by_text(one, thread.subject, made)
        if thread.at is not None and without_speaker(ctx, one.kinds, thread.at.end, one.verb.start):
            thread.subject = None  # "A report was made. The reporter said": not the last who was named
    if one.how == "pronoun" and thread.subject and thread.pronouns.setdefault(thread.subject, one.word) != one.word:
        return Speaker(None, Status.STATED)
    if thread.subject is None:
        return Speaker(None, Status.STATED)
    ground = Ground(f"{one.word!r} takes up {thread.subject.name}, the last subject", thread.at)
    return Speaker(thread.subject, ground=ground)


def _by_text(one: Attribution, speaker: PersonRef | None, made: list[SpeechFact]) -> Speaker:
    """The one who made the speech or text that a noun means."""
    if speaker is None:
        return Speaker(None, Status.STATED)
    ground = Ground(f"{one.word!r} takes up the {made[0].kind} that {speaker.name} made", made[0].evidence[0])
    return Speaker(speaker, ground=ground)


def speech_of(thread: Thread, speaker: PersonRef | None) -> SpeechFact | None:
    """The speech of a speaker who makes one in the article."""
    made = [fact for fact in thread.speeches if fact.speaker == speaker]
    same = all(fact.kind == made[0].kind and fact.event == made[0].event for fact in made)
    return made[0] if made and same else None


def _alone(people: list[Person]) -> bool:
    """Whether one person is all that are named."""
    return all(person.ref == people[0].ref for person in people)


def follow(ctx: Context, sentence: Span, said: list[Verb], thread: Thread) -> None:
    """Take the subject of a sentence without attribution: one person at its start; several or a stranger leave none."""
    people = persons_between(thread.people, sentence.start, sentence.end)
    if people and (
        leads(ctx, sentence.start, people[0].start)
        or (_alone(people) and introduced(ctx, sentence.start, people[0].start, people[0].end))
    ):
        thread.subject = None if are_listed(ctx, people[:2]) else people[0].ref
        thread.at = Span(people[0].start, people[0].end)
        thread.spoke = ""
    if any(stranger(ctx, thread.people, sentence, verb) for verb in said):
        thread.subject = None
