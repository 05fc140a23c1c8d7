"""Whose words they are: what the sentences read so far leave for the next one, and how it is used."""

from __future__ import annotations

from dataclasses import dataclass, field

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
from wpkgraph.model import PersonRef, Span, SpeechFact, StatementFact, Status


@dataclass(slots=True)
class Thread:
    """What the sentences read so far leave for the next one, and the speeches of the article."""

    people: list[Person]
    speeches: tuple[SpeechFact, ...]
    subject: PersonRef | None = None  # the last subject, if it was one person
    document: PersonRef | None = None  # who made the text that spoke last
    spoke: str = ""  # how the last attribution was made
    running: StatementFact | None = None  # the statement whose speaker goes on
    pronouns: dict[PersonRef, str] = field(default_factory=dict)  # he or she, as used before


def speaker_of(one: Attribution, thread: Thread) -> tuple[PersonRef | None, Status]:
    """The speaker, and whether the text names or the article resolves him."""
    if one.how == "person":
        return one.person, Status.STATED
    if one.how == "document":
        makers = {fact.speaker for fact in thread.speeches if fact.kind in one.kinds}
        thread.document = makers.pop() if len(makers) == 1 else None
        return thread.document, Status.RESOLVED
    if one.how == "it":
        return (thread.document if thread.spoke in ("document", "it") else None), Status.RESOLVED
    if one.how == "stand_in":
        makers = {fact.speaker for fact in thread.speeches if fact.kind in one.kinds}
        if not makers and thread.subject is None:
            makers = {fact.speaker for fact in thread.speeches}
        if makers:
            thread.subject = makers.pop() if len(makers) == 1 else None
    if one.how == "pronoun" and thread.subject and thread.pronouns.setdefault(thread.subject, one.word) != one.word:
        return None, Status.RESOLVED
    return thread.subject, Status.RESOLVED


def speech_of(thread: Thread, speaker: PersonRef | None) -> SpeechFact | None:
    """The speech of a speaker who makes one in the article."""
    made = [fact for fact in thread.speeches if fact.speaker == speaker]
    same = all(fact.kind == made[0].kind and fact.event == made[0].event for fact in made)
    return made[0] if made and same else None


def follow(ctx: Context, sentence: Span, said: list[Verb], thread: Thread) -> None:
    """Take the subject of a sentence without attribution: one person at its start; several or a stranger leave none."""
    people = persons_between(thread.people, sentence.start, sentence.end)
    alone = len({person.ref for person in people}) == 1
    if people and (
        leads(ctx, sentence.start, people[0].start)
        or (alone and introduced(ctx, sentence.start, people[0].start, people[0].end))
    ):
        thread.subject = None if are_listed(ctx, people[:2]) else people[0].ref
        thread.spoke = ""
    if any(stranger(ctx, thread.people, sentence, verb) for verb in said):
        thread.subject = None
