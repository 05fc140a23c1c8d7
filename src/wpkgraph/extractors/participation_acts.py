"""Those who did what a verb tells: the leader who inspects guides it, others who visit attend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wpkgraph.extractors.context import Context
from wpkgraph.extractors.event_acts import Deed
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import EventRef, ParticipationFact, Span, Status

RULE = "participation-act"


def of_deeds(ctx: Context, words: EventWords, deeds: Iterable[tuple[Deed, EventRef]]) -> Iterator[ParticipationFact]:
    """The participations of the subjects of acts; with a leader among them, he guides and the others attend."""
    for deed, event in deeds:
        led = any(words.is_leader(p.ref.name) for p in deed.people)
        people = [*sorted(deed.people, key=lambda p: not words.is_leader(p.ref.name)), *deed.met]
        for position, person in enumerate(people, 1):
            led_by = words.is_leader(person.ref.name) and not deed.act.person
            yield ParticipationFact(
                rule=RULE,
                evidence=(person.span, deed.verb),
                status=Status.RESOLVED if person.ground else Status.STATED,
                ground=person.ground,
                participant=person.ref,
                event=event,
                finer=deed.act.led if led_by else deed.act.finer,
                capacity="guided" if led_by else "attended" if led or person in deed.met else deed.act.by,
                wording=ctx.text[deed.verb.start : deed.verb.end],
                position=position if len(people) > 1 else None,
            )


def deed_span(deed: Deed) -> Span:
    """The span by which the events know the act."""
    return Span(deed.verb.start, deed.object.end)
