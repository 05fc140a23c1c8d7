"""Events of one article while they are put together: each naming joins the event it means, or opens a new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from wpkgraph.dates import PartialDate
from wpkgraph.extractors.event_names import Naming
from wpkgraph.extractors.event_series import Series, same
from wpkgraph.knowledge.eventwords import Act, Head
from wpkgraph.model import EventRef, PlaceRef, Span


@dataclass(slots=True)
class Spot:
    """One naming of an event: its span, the wording, and whether it is only a reference ("the meeting")."""

    span: Span
    form: str
    generic: bool = False


@dataclass(slots=True)
class Draft:
    """An event being put together; frozen into an EventRef once all of its namings are known.

    noun      the last word of its head in the singular ("meeting"), by which "the meeting" finds it
    evidence  the words of the first naming that reports it, else of the first naming
    told      the text says that it takes place; `reported` is also true of what only the headline names
    recalls, acted, part    as on the row of events.toml that opened it
    actor     clean offset of the verb that makes it an act ("inspected"), else None
    """

    cls: str
    label: str
    noun: str
    spots: list[Spot]
    evidence: list[Span]
    rule: str
    recalls: bool = False
    acted: bool = False
    part: bool = False
    reported: bool = False
    told: bool = False
    headline: bool = False
    ordinal: int | None = None
    series: Series | None = None
    about: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    place: PlaceRef | None = None
    above: Draft | None = None
    day: int | None = None
    actor: Span | None = None
    ref: EventRef | None = None

    @property
    def at(self) -> int:
        """Where it is first named in the body, else in the headline."""
        return self.spots[0].span.start


@dataclass(slots=True)
class Drafts:
    """The events of an article in the order in which they are named."""

    items: list[Draft] = field(default_factory=list)

    def numbered(self, ordinal: int, series: Series) -> Draft | None:
        """The event of that number whose series is the same wording, or one cut short."""
        found = [d for d in self.items if d.ordinal == ordinal and d.series and same(d.series, series)]
        exact = [d for d in found if d.series == series]
        return (exact or found)[0] if len(exact or found) == 1 else None

    def unnumbered(self, label: str) -> Draft | None:
        """The unnumbered event of that label."""
        folded = label.lower()
        return next((d for d in self.items if d.ordinal is None and d.label.lower() == folded), None)

    def headed(self, noun: str) -> Iterator[Draft]:
        """The events whose head noun this is."""
        return (d for d in self.items if d.noun == noun)

    def main(self) -> Draft | None:
        """What the article reports: the event of the headline, else the first one reported."""
        reported = [d for d in self.items if d.reported]
        return next((d for d in reported if d.headline), reported[0] if reported else None)


def opened(row: Head | Act, label: str, noun: str, rule: str) -> Draft:
    """An event of the kind that a row of events.toml tells, with no naming yet."""
    draft = Draft(row.cls, label, noun, [], [], rule, acted=row.acted)
    if isinstance(row, Head):
        draft.recalls, draft.part = row.recalls, row.part
    return draft


def spot_of(naming: Naming, text: str, generic: bool = False) -> Spot:
    """The naming as a spot."""
    return Spot(naming.span, text[naming.span.start : naming.span.end], generic)


def within(part: Draft, whole: Draft) -> bool:
    """Whether a name of the first event ends with one of the second: "closing ceremony of the 3rd Fair"."""
    return any(
        name.span.start < spot.span.start and spot.span.end == name.span.end
        for name in part.spots
        for spot in whole.spots
    )
