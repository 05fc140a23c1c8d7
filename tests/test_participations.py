"""Participations: lists and verbs, capacities, order, and who takes no part."""

from __future__ import annotations

import pytest

from event_contexts import context, labels, run, takes_part
from wpkgraph.extractors import events, participations
from wpkgraph.extractors.context import Found
from wpkgraph.model import ParticipationFact, PersonRef, Span, Status

FAIR = "A fair of lamps was held in Tobong. "
BOTH = "Om Tae Sik, clerk of the Reed shop and head of Tobong, and Han Sol Mi"


@pytest.mark.parametrize(
    ("opener", "capacity"),
    [
        ("Present there were", "attended"),
        ("Present at the fair were", "attended"),
        ("Also present were", "attended"),
        ("Present there on invitation were", "attended"),
        ("Attending the fair as observers were", "attended"),
        ("Among the spectators were", "attended"),
        ("Among them were", "attended"),
        ("On hand were", "attended"),
        ("It was attended by", "attended"),
        ("The fair was watched by", "attended"),
        ("Taking the platform were", "platform"),
        ("Seen on the platform were", "platform"),
        ("Taking seats on the platform of the fair were", "platform"),
        ("The platform was taken by", "platform"),
        ("The fair was presided over by", "presided"),
    ],
)
def test_lists_behind_their_words(opener: str, capacity: str) -> None:
    found = takes_part(run(f"{FAIR}{opener} {BOTH} and other clerks."))
    assert [(name, cap, place) for name, cap, _, place in found] == [
        ("Om Tae Sik", capacity, 1),
        ("Han Sol Mi", capacity, 2),
    ]


@pytest.mark.parametrize(
    ("predicate", "capacity"),
    [
        ("attended the fair", "attended"),
        ("were present at the fair", "attended"),
        ("took part in the fair", "attended"),
        ("sat together with them", "attended"),
        ("took the platform", "platform"),
        ("presided over the fair", "presided"),
        ("guided the fair", "guided"),
    ],
)
def test_verbs_behind_their_subjects(predicate: str, capacity: str) -> None:
    found = takes_part(run(f"{FAIR}{BOTH} {predicate}."))
    assert [(name, cap) for name, cap, _, _ in found] == [("Om Tae Sik", capacity), ("Han Sol Mi", capacity)]


@pytest.mark.parametrize(
    ("sentence", "finer"),
    [
        ("He was accompanied by Om Tae Sik.", "accompanied"),
        ("Accompanying him were Om Tae Sik, clerk.", "accompanied"),
        ("He was greeted by Om Tae Sik, head of the school.", "greeted"),
        ("He was greeted on the spot by Om Tae Sik.", "greeted"),
    ],
)
def test_those_with_the_leader_attend(sentence: str, finer: str) -> None:
    ctx = run(f"Kim Jong Un on December 3 inspected the Reed School. {sentence}")
    assert takes_part(ctx) == [("Kim Jong Un", "guided", "inspected", None), ("Om Tae Sik", "attended", finer, 1)]
    assert len(labels(ctx)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Kim Jong Un visited the Reed Mill.",
        "Kim Jong Un gave field guidance at the Reed Mill.",
        "Kim Jong Un oversaw a firing drill of the rowers.",
        "Kim Jong Un watched a concert of the Lamp Choir.",
        "Kim Jong Un convened a meeting of menders.",
        "Kim Jong Un paid a visit to the Reed unit.",
    ],
)
def test_acts_of_a_leader_are_guided(sentence: str) -> None:
    assert [(name, cap) for name, cap, _, _ in takes_part(run(sentence))] == [("Kim Jong Un", "guided")]


@pytest.mark.parametrize(
    ("sentence", "capacity"),
    [
        ("Om Tae Sik visited the Unsong embassy.", "attended"),
        ("Om Tae Sik inspected the Reed Mill.", "guided"),
        ("Om Tae Sik watched a concert of the Lamp Choir.", "attended"),
        ("Clerks of the Guild including Om Tae Sik visited the Unsong embassy.", "attended"),
        ("Om Tae Sik paid a visit to the Reed unit.", "attended"),
    ],
)
def test_acts_of_others(sentence: str, capacity: str | None) -> None:
    expected = [("Om Tae Sik", capacity)] if capacity else []
    assert [(name, cap) for name, cap, _, _ in takes_part(run(sentence))] == expected


def test_out_to_the_platform_to_guide() -> None:
    ctx = run("The 6th Conference of Menders opened. Kim Jong Un appeared on the platform to guide the conference.")
    assert [(name, cap) for name, cap, _, _ in takes_part(ctx)] == [
        ("Kim Jong Un", "platform"),
        ("Kim Jong Un", "guided"),
    ]


def test_the_verb_only_in_the_headline() -> None:
    ctx = run("The 6th Conference of Menders opened in Tobong.", "Kim Jong Un Guides 6th Conference of Menders")
    assert takes_part(ctx) == [("Kim Jong Un", "guided", None, None)]


@pytest.mark.parametrize(
    "sentence",
    [
        "A wreath in the name of Om Tae Sik was laid.",
        "Present there were the family of Om Tae Sik.",
        "Om Tae Sik will attend the fair.",
        "Om Tae Sik was not present at the fair.",
        "The fair was full of thanks to Om Tae Sik.",
        "Present there were those yearning for great Comrades Om Tae Sik and Han Sol Mi.",
        "He met menders, who participated in the fair of Om Tae Sik.",
        "Present there were clerks. Om Tae Sik's lamps were praised.",
    ],
)
def test_who_takes_no_part(sentence: str) -> None:
    assert takes_part(run(FAIR + sentence)) == []


def test_he_is_the_last_subject() -> None:
    ctx = run(FAIR + "Om Tae Sik came by boat. He attended the fair.")
    (fact,) = [f for f in ctx.facts if isinstance(f, ParticipationFact)]
    assert (fact.participant.name, fact.status) == ("Om Tae Sik", Status.RESOLVED)
    assert fact.wording == "attended"


def test_each_list_has_its_own_event() -> None:
    ctx = run(FAIR + "Present there was Om Tae Sik. A contest of rowers was held. Present there was Han Sol Mi.")
    found = {f.participant.name: f.event.label for f in ctx.facts if isinstance(f, ParticipationFact)}
    assert found == {"Om Tae Sik": "fair of lamps", "Han Sol Mi": "contest of rowers"}


def test_without_an_event_the_headline_is_one() -> None:
    ctx = run("Om Tae Sik and Han Sol Mi stood at the quay to greet them.", "Rowers Return Home")
    assert labels(ctx) == ["Rowers Return Home"]
    assert [(name, finer) for name, _, finer, _ in takes_part(ctx)] == [
        ("Om Tae Sik", "greeted"),
        ("Han Sol Mi", "greeted"),
    ]


def test_without_event_and_headline_the_list_is_declined() -> None:
    ctx = run("Present there were Om Tae Sik and Han Sol Mi.")
    assert takes_part(ctx) == []
    assert [d.reason for d in ctx.declined] == ["no event is named"]


def test_nobody_counts_twice_in_one_capacity() -> None:
    ctx = run(FAIR + "Present there was Om Tae Sik. It was attended by Om Tae Sik. Om Tae Sik guided the fair.")
    assert [(name, cap) for name, cap, _, _ in takes_part(ctx)] == [
        ("Om Tae Sik", "attended"),
        ("Om Tae Sik", "guided"),
    ]


def test_evidence_is_the_words_and_the_name() -> None:
    ctx = run(FAIR + "Present there was Om Tae Sik, clerk.")
    (fact,) = [f for f in ctx.facts if isinstance(f, ParticipationFact)]
    assert [ctx.text[s.start : s.end] for s in fact.evidence] == ["Present there was", "Om Tae Sik"]
    assert fact.rule == "participation-list"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Kim Jong Un, together with Han Sol Mi, enjoyed a concert of the Lamp Choir.",
            {("Kim Jong Un", "guided"), ("Han Sol Mi", "attended")},
        ),
        (
            "Kim Jong Un, accompanied by Om Tae Sik and Han Sol Mi, inspected the Reed Mill.",
            {("Kim Jong Un", "guided"), ("Om Tae Sik", "attended"), ("Han Sol Mi", "attended")},
        ),
        (
            "Om Tae Sik, clerk of the Guild, met Han Sol Mi, head of the Reed team, on Friday.",
            {("Om Tae Sik", "attended"), ("Han Sol Mi", "attended")},
        ),
        (
            "Kim Jong Un received a delegation headed by Om Tae Sik.",
            {("Kim Jong Un", "attended"), ("Om Tae Sik", "attended")},
        ),
        ("Kim Jong Un received a letter from Om Tae Sik.", set()),
        ("A delegation headed by Om Tae Sik attended the 6th Conference of Menders.", {("Om Tae Sik", "attended")}),
    ],
)
def test_companions_guests_and_heads_of_delegations(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert {(name, cap) for name, cap, _, _ in takes_part(run(sentence))} == expected


def test_he_who_presides_sits_with_them() -> None:
    ctx = run(FAIR + "Om Tae Sik presided over it. Seated with him on the platform was Han Sol Mi.")
    facts = {(f.participant.name, f.capacity): f.status for f in ctx.facts if isinstance(f, ParticipationFact)}
    assert facts == {
        ("Om Tae Sik", "presided"): Status.STATED,
        ("Om Tae Sik", "platform"): Status.RESOLVED,
        ("Han Sol Mi", "platform"): Status.STATED,
    }


def test_who_is_named_in_a_clause_about_another_is_not_listed() -> None:
    ctx = run(FAIR + "Present there were Om Tae Sik, who mended nets with clerk Han Sol Mi, and Ro Chan Gyu.")
    assert [name for name, _, _, _ in takes_part(ctx)] == ["Om Tae Sik", "Ro Chan Gyu"]


def test_objects_are_no_subjects() -> None:
    assert takes_part(run(FAIR + "Om Tae Sik thanked Han Sol Mi and attended the fair.")) == [
        ("Om Tae Sik", "attended", None, None)
    ]
    assert takes_part(run("Kim Jong Un guided it. He asked Om Tae Sik for nets, and attended the fair.")) == []


def test_the_subject_of_the_next_clause_is_not_listed() -> None:
    ctx = run(FAIR + "Present were Om Tae Sik and Han Sol Mi, and Ro Chan Gyu made a speech.")
    assert [name for name, _, _, _ in takes_part(ctx)] == ["Om Tae Sik", "Han Sol Mi"]


def test_a_title_is_resolved() -> None:
    ctx = context(FAIR + "The Captain attended the fair.")
    at = ctx.text.index("The Captain")
    ctx.people.append(Found(Span(at, at + 11), PersonRef("Om Tae Sik"), generic=True))
    events.extract(ctx)
    participations.extract(ctx)
    (fact,) = [f for f in ctx.facts if isinstance(f, ParticipationFact)]
    assert fact.status == Status.RESOLVED


def test_a_reader_attends_unless_more_is_told() -> None:
    ctx = run(FAIR + "Present was Om Tae Sik. Om Tae Sik read out a letter. Han Sol Mi read out the decision.")
    assert [(name, cap) for name, cap, _, _ in takes_part(ctx)] == [
        ("Om Tae Sik", "attended"),
        ("Han Sol Mi", "attended"),
    ]


@pytest.mark.parametrize("verb", ["stressed that nets matter", "made an address", "referred to the nets"])
def test_who_speaks_behind_a_list_is_not_in_it(verb: str) -> None:
    ctx = run(f"The 6th Conference of Menders opened. Present were Om Tae Sik and others, and Han Sol Mi {verb}.")
    assert [name for name, *_ in takes_part(ctx)] == ["Om Tae Sik"]


def test_whom_a_school_is_named_after_takes_no_part() -> None:
    text = "Present there were Om Tae Sik, rector of the school named after Ro Chan Gyu, and Han Sol Mi."
    assert [found[0] for found in takes_part(run(FAIR + text))] == ["Om Tae Sik", "Han Sol Mi"]
    text = "Present there were Om Tae Sik and, after Ro Chan Gyu, Han Sol Mi."
    assert len(takes_part(run(FAIR + text))) == 3


THERE = "Present there were Om Tae Sik and Han Sol Mi."


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            f"A meeting of menders took place. Prior to it, wreaths were laid before the tower. {THERE}",
            "meeting of menders",
        ),
        (f"A meeting of menders took place. Wreaths were laid before the tower. {THERE}", "wreaths before the tower"),
        (f"Before noon, wreaths were laid before the tower. {THERE}", "wreaths before the tower"),
        (f"A meeting of menders took place. Prior to it, a fair of nets was held. {THERE}", "fair of nets"),
        ("A fair of nets was held. Present at the opening ceremony were Om Tae Sik and Han Sol Mi.", "fair of nets"),
        ("A fair of nets was held. Present at the fair were Om Tae Sik and Han Sol Mi.", "fair of nets"),
        ("A pact was signed. Present at the signing ceremony were Om Tae Sik and Han Sol Mi.", "Pact on Nets Signed"),
        (
            "A fair of nets was held. Present at the signing ceremony were Om Tae Sik and Han Sol Mi.",
            "Pact on Nets Signed",
        ),
        (f"A pact was signed. {THERE} Then a working meeting was held to fulfil it.", "Pact on Nets Signed"),
    ],
)
def test_the_event_of_a_list(text: str, event: str) -> None:
    facts = [f for f in run(text, "Pact on Nets Signed").facts if isinstance(f, ParticipationFact)]
    assert [(f.participant.name, f.event.label) for f in facts] == [("Om Tae Sik", event), ("Han Sol Mi", event)]


@pytest.mark.parametrize(
    "text",
    ["The wife of Lamp Board Chairman Om Tae Sik attended it.", "The daughter of the late Om Tae Sik attended it."],
)
def test_whose_kin_takes_part_does_not(text: str) -> None:
    ctx = run(f"The 6th Conference of Menders was held. {text}")
    assert not [fact for fact in ctx.facts if isinstance(fact, ParticipationFact)]
