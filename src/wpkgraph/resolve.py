"""Who and what the references of one article are: every reference gets the IRI that its identity fields mint."""

from __future__ import annotations

from wpkgraph.dates import PartialDate
from wpkgraph.extractors.event_series import Series
from wpkgraph.extractors.event_series import label as numbered_label
from wpkgraph.iris import Minter, slug
from wpkgraph.knowledge import Knowledge
from wpkgraph.knowledge.eventwords import words_of
from wpkgraph.model import (
    Article,
    BodyRef,
    ConceptRef,
    EventFact,
    EventRef,
    Extraction,
    MembershipFact,
    PersonRef,
    PlaceRef,
    Ref,
    SpeechFact,
)


class Resolver:
    """The identities of one article. Persons without a row are told by the organisation of their first membership."""

    def __init__(self, article: Article, extraction: Extraction, knowledge: Knowledge, minter: Minter) -> None:
        self.mint = minter
        self.knowledge = knowledge
        self.article = minter.article(article.text, article.issued.iso if article.issued else "")
        self._organization = self._first_organizations(extraction)
        self._known: dict[Ref, str] = {}
        self.attested, self.by_issue = self._attested(article, extraction)
        day, issued = self.attested, article.issued
        self.told_later = day is not None and issued is not None and _a_year_after(day) < issued.earliest

    def iri(self, ref: Ref) -> str:
        """The IRI of a reference."""
        known = self._known.get(ref)
        if known is None:
            known = self._known[ref] = self._mint(ref)
        return known

    def person_id(self, ref: PersonRef) -> str:
        """The person's own IRI behind the base, before any decision joins it with others."""
        iri = self.mint.person(ref.key, ref.name, self._organization.get(ref.name), self.article)
        return iri.removeprefix(self.mint.base)

    def speech(self, fact: SpeechFact) -> str:
        """The IRI of a speech: the outermost numbered event, else the event, else the article."""
        event = fact.event
        while event is not None and event.super_event is not None:
            event = event.super_event
        at = self.iri(event) if event is not None else self.article
        numbered = event is not None and event.ordinal is not None
        return self.mint.speech(at, self.iri(fact.speaker), fact.kind, None if numbered else fact.title)

    def _mint(self, ref: Ref) -> str:
        if isinstance(ref, PersonRef):
            return self.mint.base + self.knowledge.decisions.stands_for(self.person_id(ref))
        if isinstance(ref, BodyRef):
            return self._body(ref)
        if isinstance(ref, PlaceRef):
            if ref.key and ref.key in self.knowledge.bodies.bodies:
                return self.mint.body(ref.key, ref.name, None)
            return self.mint.place(ref.key, ref.name)
        if isinstance(ref, ConceptRef):
            return self.mint.concept(ref.key, ref.label)
        return self._event(ref)

    def _event(self, ref: EventRef) -> str:
        if ref.super_event is not None and ref.ordinal is not None and ref.cls == "Sitting":
            return self.mint.sitting(self.iri(ref.super_event), ref.ordinal)
        if ref.series is not None and ref.ordinal is not None:
            row = self.knowledge.series.find(ref.series)
            return self.mint.numbered_event(row.id if row else ref.series, ref.ordinal, ref.body_ordinal)
        if known := self.knowledge.series.find_event(ref.label):
            return self.mint.known_event(known.id)
        about = ref.about or (ref.place.name if ref.place else None)
        if about and ref.start is not None:
            return self.mint.dated_event(ref.cls, about, ref.start.iso)
        return self.mint.local_event(self.article, ref.offset or 0)

    def event_label(self, ref: EventRef) -> str:
        """The label of an event, of the fields that mint its IRI: its row's, else number and series, else its wording."""
        meetings = self.knowledge.series
        if ref.series is None or ref.ordinal is None or ref.cls == "Sitting":
            known = meetings.find_event(ref.label)
            return known.label if known else ref.label
        row = meetings.find(ref.series)
        if row is None:
            return ref.label
        known = meetings.event(row.id, ref.ordinal, ref.body_ordinal)
        if known is not None:
            return known.label
        series = Series(meetings.key(row.label), ref.body_ordinal)
        return numbered_label(ref.ordinal, series, words_of(self.knowledge))

    def _first_organizations(self, extraction: Extraction) -> dict[str, str]:
        """For each name the organisation (not unit) of its first membership in the article."""
        out: dict[str, str] = {}
        facts = [f for f in extraction.facts if isinstance(f, MembershipFact) and f.body is not None]
        for fact in sorted(facts, key=lambda f: f.evidence):
            body = fact.body
            while body is not None and body.cls == "Unit" and body.parent is not None:
                body = body.parent
            if body is not None and fact.person.name not in out:
                out[fact.person.name] = self._body(body)
        return out

    def _body(self, body: BodyRef) -> str:
        if body.local:
            return self.mint.local_body(body.name, self.article)
        return self.mint.body(body.key, bare_name(body), self._body(body.parent) if body.parent else None)

    @staticmethod
    def _attested(article: Article, extraction: Extraction) -> tuple[PartialDate | None, bool]:
        """The date that the article's facts are attested on, and whether it is only the date of issue.

        The day of the reported event; else of issue; for reprints and booklets (issue known to the month) none.
        """
        main = next((f.event for f in extraction.facts if isinstance(f, EventFact) and f.reported), None)
        if article.event_date is not None:
            return article.event_date, False
        if main is not None and main.start is not None:
            return main.start, False
        if article.issued is not None and article.issued.day is not None:
            return article.issued, True
        return None, False


def _a_year_after(day: PartialDate) -> str:
    """The day a year after the last that a date can mean, as it is written: dates compare as text."""
    return f"{day.year + 1:04d}{day.latest[4:]}"


def person_label(person: str, name: str, knowledge: Knowledge) -> str:
    """The label of the person whose IRI behind the base is given: of a known person the row's, else the name.

    A person that a decision has joined with one of another spelling is named as its IRI is spelt, so that every article
    gives the same label.
    """
    tail = person.removeprefix("person/")
    if row := knowledge.people.persons.get(tail):
        return row.label
    spelt = tail.split("/")[0]
    if spelt == slug(name) and person not in knowledge.decisions.respelt:
        return name
    return spelt.replace("-", " ").title()


def bare_name(body: BodyRef) -> str:
    """A body's name without the parents that its label spells."""
    if body.parent is None:
        return body.name
    for link in (" of the ", " of "):
        if body.name.endswith(link + body.parent.name):
            return body.name.removesuffix(link + body.parent.name)
    return body.name
