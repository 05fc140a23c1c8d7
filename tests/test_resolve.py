"""Identity within an article, and the day that its facts are attested on."""

from __future__ import annotations

from dataclasses import replace

import pytest

import support
from wpkgraph import knowledge
from wpkgraph.dates import PartialDate
from wpkgraph.iris import BASE, Minter
from wpkgraph.knowledge.decisions import Decision, Decisions
from wpkgraph.model import BodyRef, EventFact, EventRef, Extraction, PersonRef, PlaceRef, Span
from wpkgraph.resolve import Resolver, bare_name

OM = PersonRef("Om Tae Sik")


def resolver(text: str, issued: PartialDate | None = None) -> Resolver:
    """The identities of a text."""
    return Resolver(*support.extraction(text, issued), knowledge.load(), Minter())


def tail(iri: str) -> str:
    return iri.removeprefix(BASE)


def test_one_name_with_two_organisations_is_two_persons() -> None:
    first = resolver("Om Tae Sik, head of the net shop of the Unsong Works, spoke.")
    second = resolver("Om Tae Sik, chairman of the Lamp Board, spoke.")
    assert tail(first.iri(OM)) == "person/om-tae-sik/unsong-works"
    assert tail(second.iri(OM)) == "person/om-tae-sik/lamp-board"


def test_the_first_membership_of_the_text_decides_not_the_unit() -> None:
    text = "Om Tae Sik, chairman of the Lamp Board, spoke. Om Tae Sik was elected member of the Net Council."
    assert tail(resolver(text).iri(OM)) == "person/om-tae-sik/lamp-board"


def test_two_articles_that_agree_name_one_person() -> None:
    first = resolver("Om Tae Sik, chairman of the Lamp Board, spoke.")
    second = resolver("Nets were mended. Om Tae Sik, vice-chairman of the Lamp Board, came.")
    assert first.iri(OM) == second.iri(OM)
    assert first.article != second.article


def test_a_name_without_a_post_is_local_to_the_article() -> None:
    first, second = resolver("Om Tae Sik came."), resolver("Om Tae Sik left.")
    assert tail(first.iri(OM)).startswith("person/om-tae-sik/in/")
    assert first.iri(OM) != second.iri(OM)


def test_a_row_of_people_decides_over_the_organisation() -> None:
    found = resolver("Kim Jong Un, general secretary of the WPK, came.")
    assert tail(found.iri(PersonRef("Kim Jong Un", "kim-jong-un"))) == "person/kim-jong-un"


def test_only_a_decision_merges() -> None:
    made, extraction = support.extraction("Om Tae Sik, chairman of the Lamp Board, spoke.")
    one, other = "person/om-tae-sik/lamp-board", "person/om-tae-sik/kiln-bureau"
    decided = Decisions((Decision(one, other, "same", "x", "y"),))
    known = knowledge.load()
    assert tail(Resolver(made, extraction, known, Minter()).iri(OM)) == one
    merged = Resolver(made, extraction, replace(known, decisions=decided), Minter())
    assert tail(merged.iri(OM)) == other


def test_a_place_that_is_a_state_is_one_node_with_the_state() -> None:
    found = resolver("Nets were mended.")
    assert tail(found.iri(PlaceRef("Laos", "laos"))) == "org/laos"
    assert tail(found.iri(PlaceRef("Unsong County"))) == "place/unsong-county"


def test_the_label_of_a_body_does_not_repeat_its_parents_in_the_iri() -> None:
    union = BodyRef("Oar Union", "Organization")
    council = BodyRef("Net Council of the Oar Union", "Organization", union)
    assert bare_name(council) == "Net Council"
    assert tail(resolver("Nets.").iri(council)) == "org/oar-union/net-council"


DAY = PartialDate(2021, 4, 7)


@pytest.mark.parametrize(
    ("event", "wanted"),
    [
        (EventRef("Visit", "visit", about="Unsong Works", start=DAY), "event/visit/unsong-works/2021-04-07"),
        (EventRef("Visit", "visit", place=PlaceRef("Unsong"), start=DAY), "event/visit/unsong/2021-04-07"),
        (EventRef("Conference", "x", series="Net Menders' Day", ordinal=3), "event/net-menders-day/3"),
        (EventRef("Meeting", "x", series="net talks", ordinal=3, body_ordinal=8), "event/net-talks/8-3"),
    ],
)
def test_events(event: EventRef, wanted: str) -> None:
    assert tail(resolver("Nets.").iri(event)) == wanted


def test_an_event_of_which_nothing_is_known_is_local() -> None:
    found = resolver("Nets.")
    assert found.iri(EventRef("Meeting", "a", offset=4)) != found.iri(EventRef("Meeting", "a", offset=9))
    assert found.iri(EventRef("Meeting", "a", offset=4)).endswith("/4")


def test_a_sitting_stands_below_its_event() -> None:
    session = EventRef("Session", "Fifth Session of the Net Council", series="net council session", ordinal=5)
    sitting = EventRef("Sitting", "Second day", ordinal=2, super_event=session)
    found = resolver("Nets.")
    assert found.iri(sitting) == found.iri(session) + "/day-2"


def attested(issued: PartialDate | None, day: PartialDate | None = None, start: PartialDate | None = None) -> object:
    """What facts are attested on, of an article with an issue date, a day of its own, and a reported event's start."""
    made = replace(support.article("Nets were mended.", issued), event_date=day)
    event = EventFact(rule="x", evidence=(Span(0, 4),), event=EventRef("Meeting", "x", start=start))
    found = Resolver(made, Extraction(facts=(event,) if start else ()), knowledge.load(), Minter())
    return found.attested, found.by_issue


@pytest.mark.parametrize(
    ("issued", "day", "start", "wanted"),
    [
        (PartialDate(2021, 4, 8), None, None, (PartialDate(2021, 4, 8), True)),
        (PartialDate(2021, 4, 8), None, DAY, (DAY, False)),
        (PartialDate(2021, 4, 8), DAY, None, (DAY, False)),
        (PartialDate(2021, 4), None, None, (None, False)),
        (PartialDate(2021), None, DAY, (DAY, False)),
        (None, None, None, (None, False)),
    ],
)
def test_attested_on_the_day_of_the_event_else_of_issue_never_of_a_booklet(
    issued: PartialDate | None, day: PartialDate | None, start: PartialDate | None, wanted: object
) -> None:
    assert attested(issued, day, start) == wanted
