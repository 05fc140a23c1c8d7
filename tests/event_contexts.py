"""Contexts for tests of events, speeches and participations: a text, its persons, and perhaps a headline and a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wpkgraph import knowledge
from wpkgraph.dates import PartialDate
from wpkgraph.extractors import events, participations, speeches
from wpkgraph.extractors.context import Context, Found, open_article
from wpkgraph.model import (
    Article,
    BodyRef,
    CleanText,
    EventFact,
    EventRef,
    Mention,
    ParticipationFact,
    PersonRef,
    Span,
    SpeechFact,
)

PEOPLE = ("Om Tae Sik", "Han Sol Mi", "Ro Chan Gyu", "Kim Jong Un", "Kim Jong Il")
ISSUED = PartialDate(2030, 12, 8)  # a Sunday


def context(
    text: str,
    headline: str = "",
    issued: PartialDate | None = ISSUED,
    event_date: PartialDate | None = None,
    bodies: Sequence[str] = (),
) -> Context:
    """A context in which persons and bodies are found, and nothing else."""
    head = f"{headline}\n" if headline else ""
    text = head + text
    article = Article(
        text,
        0,
        CleanText(text, (0,), (0,)),
        title=headline or None,
        headline=Span(0, len(headline)),
        body=len(head),
        issued=issued,
        event_date=event_date,
    )
    ctx = open_article(article, knowledge.load())
    for name in PEOPLE:
        ctx.people += [Found(Span(*m.span()), PersonRef(name)) for m in re.finditer(name, text, re.IGNORECASE)]
    for name in bodies:
        ctx.bodies += [Found(Span(*m.span()), BodyRef(name, "Organization")) for m in re.finditer(name, text)]
    ctx.people.sort(key=lambda found: found.span)
    ctx.bodies.sort(key=lambda found: found.span)
    return ctx


def run(text: str, headline: str = "", issued: PartialDate | None = ISSUED, **more: object) -> Context:
    """The context after events, speeches and participations."""
    ctx = context(text, headline, issued, **more)  # type: ignore[arg-type]
    for extract in (events.extract, speeches.extract, participations.extract):
        extract(ctx)
    return ctx


def told(ctx: Context) -> list[EventFact]:
    """The events, the main one first."""
    return ctx.events


def labels(ctx: Context) -> list[str]:
    """The labels of the events, the main one first."""
    return [fact.event.label for fact in ctx.events]


def takes_part(ctx: Context) -> list[tuple[str, str, str | None, int | None]]:
    """(name, capacity, finer, position) of every participation."""
    facts = (f for f in ctx.facts if isinstance(f, ParticipationFact))
    return [(f.participant.name, f.capacity, f.finer, f.position) for f in facts]


def spoken(ctx: Context) -> list[tuple[str, str, str | None]]:
    """(speaker, kind, label of the event) of every speech, each once."""
    facts = (f for f in ctx.facts if isinstance(f, SpeechFact))
    return list(dict.fromkeys((f.speaker.name, f.kind, f.event.label if f.event else None) for f in facts))


def namings(ctx: Context, generic: bool | None = None) -> list[tuple[str, str]]:
    """(words, label) of every naming of an event."""
    found = (m for m in ctx.mentions if isinstance(m.ref, EventRef) and generic in (None, m.generic))
    return [(_words(ctx, m), m.ref.label) for m in sorted(found, key=lambda m: m.span)]  # type: ignore[union-attr]


def _words(ctx: Context, mention: Mention) -> str:
    return ctx.text[mention.span.start : mention.span.end]
