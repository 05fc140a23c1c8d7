"""Days and parts of events, events told beside the main one, and whose event a list, speech or statement belongs to."""

from __future__ import annotations

import pytest

import support
from event_contexts import labels, run, spoken, takes_part
from wpkgraph.dates import PartialDate
from wpkgraph.model import EventFact, EventRef, ParticipationFact, PersonRef, SpeechFact, StatementFact

ISSUED = PartialDate(2030, 6, 7)  # a Friday
SIXTH = "Sixth Conference of Menders"
OM, HAN = "Om Tae Sik", "Han Sol Mi"


def events(text: str) -> dict[str, EventRef]:
    """The events of a text read with all extractors, by label."""
    return {f.event.label: f.event for f in support.extraction(text, ISSUED)[1].facts if isinstance(f, EventFact)}


def days(event: EventRef) -> str:
    return f"{event.start.iso if event.start else ''}/{event.end.iso if event.end else ''}"


# --- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The 6th Conference of Menders was held for three days from May 2.", "2030-05-02/2030-05-04"),
        ("The 6th Conference of Menders was held from May 2.", "2030-05-02/"),
        ("The two-day 6th Conference of Menders ended on May 3.", "2030-05-02/2030-05-03"),
        ("The great 6th Conference of Menders ended on May 3.", "/2030-05-03"),
        ("The 6th Conference of Menders, which opened on May 2, closed on May 4.", "2030-05-02/2030-05-04"),
        ("The 6th Conference of Menders, a landmark for nets, opened on May 2.", "2030-05-02/"),
        ("The 6th Conference of Menders entered its third day on May 4.", "2030-05-02/"),
        ("The 6th Conference of Menders was held on Monday and Tuesday.", "2030-06-03/2030-06-04"),
        ("The 6th Conference of Menders was held on Tuesday and Monday was a holiday.", "2030-06-04/"),
        ("The opening ceremony of the 6th Conference of Menders was held on May 2.", "2030-05-02/"),
        ("The closing ceremony of the 6th Conference of Menders was held on May 4.", "/2030-05-04"),
        ("The award ceremony of the 6th Conference of Menders was held on May 4.", "/"),
    ],
)
def test_days_of_a_conference(text: str, told: str) -> None:
    assert days(events(text)[SIXTH]) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The second-day sitting of the conference was held on May 3.", "2030-05-03/"),
        ("On the second day of the conference, held on May 3, nets were mended.", "2030-05-03/"),
    ],
)
def test_a_day_of_the_conference_referred_to(text: str, told: str) -> None:
    found = events("The 6th Conference of Menders opened. " + text)
    day = found[f"Second Day of the {SIXTH}"]
    assert day.super_event is not None
    assert day.super_event.label == SIXTH
    assert days(day) == told


def test_a_day_of_another_thing_is_none_of_the_conference() -> None:
    assert list(events("The 6th Conference of Menders opened. On the second day of the harvest it rained.")) == [SIXTH]


@pytest.mark.parametrize(
    ("between", "told"),
    [("", "2030-05-02/"), ("He met Han Sol Mi on May 4. ", "/"), ("He met Han Sol Mi. ", "2030-05-02/")],
)
def test_also_tells_the_day_of_the_main_event_if_no_other_is_told(between: str, told: str) -> None:
    text = f"A meeting of menders was held on May 2. {between}They also toured the Vientiane Museum."
    assert days(events(text)["tour of the Vientiane Museum"]) == told


def test_the_same_day_is_the_one_told_last() -> None:
    text = "A meeting of menders was held on May 2. He left on May 4. The same day a fair of nets was held."
    assert days(events(text)["fair of nets"]) == "2030-05-04/"


# --- names -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "A gala of rowers and a fireworks display were held at the quay.",
            ["gala of rowers", "fireworks display"],
        ),
        ("A gala of rowers and menders was held at the quay.", ["gala of rowers and menders"]),
        ("Om Tae Sik, clerk, had talks with Han Sol Mi, head of the team.", ["talks with Han Sol Mi"]),
        ("Om Tae Sik, clerk, met Han Sol Mi, head of the team.", ["meeting with Han Sol Mi"]),
        (
            "Talks between the Oar Union and the Net Union were held. A banquet was given for them.",
            ["talks between the Oar Union and the Net Union", "banquet for them"],
        ),
        ("A fair of nets was held. A banquet was given at noon.", ["fair of nets", "banquet"]),
        ("A fair of nets was held. The banquet was given at noon.", ["fair of nets"]),
        ("A fair of nets was held. A lecture was given at noon.", ["fair of nets"]),
    ],
)
def test_events_told_beside_each_other(text: str, found: list[str]) -> None:
    made = labels(run(text))
    assert [label.removesuffix(" for them") for label in made] == [label.removesuffix(" for them") for label in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A book and photo exhibition opened in Tobong.", "book and photo exhibition"),
        ("They mended nets and photo exhibitions opened in Tobong.", "photo exhibitions"),
        ("A rally and parade of menders took place.", "rally"),
    ],
)
def test_a_name_with_two_nouns_before_its_head(text: str, found: str) -> None:
    assert labels(run(text))[0] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The delegation of menders visited Mangyongdae on May 2.", ["visit to Mangyongdae"]),
        ("The delegation of menders visited Russia on May 2.", []),
        ("The delegation of menders visited Somewhere on May 2.", []),
    ],
)
def test_a_visit_to_a_place_of_one_word(text: str, found: list[str]) -> None:
    assert list(events(text)) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [("A meeting was held in Moscow.", True), ("A meeting was held in the evening.", False)],
)
def test_a_bare_meeting_at_a_place_of_its_own(text: str, told: bool) -> None:
    assert ("meeting" in events("A fair of nets was held in Hamhung. " + text)) is told


def test_the_body_that_held_its_meeting_is_the_whole_one() -> None:
    (label,) = events("The 8th Political Bureau of the WPK Central Committee had held its 8th meeting on May 12.")
    assert label.startswith("Eighth Meeting of the Political Bureau of the Central Committee")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The embassy hosted a reception at the Okryu Restaurant on May 2.", "Okryu Restaurant"),
        ("The embassy hosted a reception for the staff of the Okryu Restaurant on May 2.", None),
        ("Om Tae Sik visited the mill in Hamhung.", None),
    ],
)
def test_a_place_within_the_name(text: str, place: str | None) -> None:
    (event,) = events(text).values()
    assert (event.place.name if event.place else None) == place


def test_the_place_is_told_in_the_body_where_the_headline_names_the_event() -> None:
    text = (
        "Pyongyang, June 6 (KCNA) -- The state funeral of Om Tae Sik, clerk of the Oar Union, was held in Hamhung on "
        "June 5. Clerks came."
    )
    ((_, made),) = support.segmented(f"Funeral of Om Tae Sik Held\n\n{text}")
    (event,) = [f.event for f in made.facts if isinstance(f, EventFact)]
    assert event.place is not None
    assert event.place.name == "Hamhung City"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Oar Union held its meeting on May 2.", ["meeting of the Oar Union"]),
        ("The Oar Union opened its meeting hall on May 2.", []),
        ("He held its meeting on May 2.", []),
    ],
)
def test_a_body_that_held_its_meeting(text: str, found: list[str]) -> None:
    assert list(events(text)) == found


# --- whose event it is -----------------------------------------------------------------------------------------------


def test_the_meeting_is_the_one_told_last_where_meetings_are_told_first() -> None:
    several = "Meetings of rowers took place on Sunday. A meeting of menders was held. "
    assert spoken(run(f"{several}{OM} made a report at the meeting.")) == [(OM, "report", "meeting of menders")]
    first = "A meeting of rowers took place on Sunday. A meeting of menders was held. "
    assert spoken(run(f"{first}{OM} made a report at the meeting.")) == [(OM, "report", "meeting of rowers")]


def test_who_attends_the_opening_ceremony_attends_it() -> None:
    ctx = run(f"The games of rowers opened. The opening ceremony of the games was attended by {OM}, clerk.")
    (fact,) = [f for f in ctx.facts if isinstance(f, ParticipationFact)]
    assert fact.event.label == "opening ceremony of the games"


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (f"At a seminar in Tobong {OM} made a speech.", None),
        (f"At the meeting {OM} made a speech.", "symposium of menders"),
        (f"{OM} made a speech at an exhibition hall.", "symposium of menders"),
    ],
)
def test_a_speech_at_another_event_is_not_given_to_the_main_one(text: str, event: str | None) -> None:
    assert spoken(run("A symposium of menders was held. " + text)) == [(OM, "speech", event)]


@pytest.mark.parametrize(
    ("before", "event"),
    [
        ("A banquet was given at noon.", "banquet"),
        ("A photo session was held at noon.", "talks of menders"),
        ("A banquet was given at noon. They sang.", "talks of menders"),
    ],
)
def test_speeches_right_behind_a_banquet(before: str, event: str) -> None:
    text = f"Talks of menders were held. {before} {OM} and {HAN} made speeches."
    assert spoken(run(text)) == [(OM, "speech", event), (HAN, "speech", event)]


def test_speeches_are_made_at_a_parade_and_not_at_a_drill() -> None:
    assert spoken(run(f"A parade of rowers took place. {OM} made a speech.")) == [(OM, "speech", "parade of rowers")]
    assert spoken(run(f"A drill of rowers took place. {OM} made a speech.")) == [(OM, "speech", None)]


@pytest.mark.parametrize(
    ("text", "headline", "event"),
    [
        (f"They were met at the Reed Airport by {OM}.", "Talks Held", None),
        (f"They were met at the Reed Airport by {OM}.", "Menders Back Home", "Menders Back Home"),
        (f"They were met at the gate by {OM}.", "Talks Held", "talks of menders"),
    ],
)
def test_who_meets_travellers_at_an_airport_takes_no_part_in_talks(text: str, headline: str, event: str | None) -> None:
    ctx = run("Talks of menders were held. " + text, headline)
    taken = [f.event.label for f in ctx.facts if isinstance(f, ParticipationFact)]
    assert [label.lower() for label in taken] == ([event.lower()] if event else [])


def test_a_guest_received_by_somebody_is_not_greeted_at_the_talks_before() -> None:
    assert takes_part(run(f"Talks of menders were held. The guests were received by {OM}.")) == []
    assert takes_part(run(f"Talks of menders were held. The guests were received at the quay by {OM}."))


@pytest.mark.parametrize(
    ("text", "finer"),
    [
        ("On the same day he made a field survey of the Reed Dam.", "inspected"),
        ("On the same day the clerks made a field survey of the Reed Dam.", None),
    ],
)
def test_he_behind_a_phrase_of_time(text: str, finer: str | None) -> None:
    ctx = run(f"{OM}, premier, saw the lamps. {text}")
    assert [f for _, _, f, _ in takes_part(ctx)] == ([finer] if finer else [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Self-critical speeches were made by Om Tae Sik and others.", "self-criticism"),
        ("Om Tae Sik made a speech of self-criticism.", "self-criticism"),
        ("Om Tae Sik criticized that he had torn nets.", "self-criticism"),
        ("Om Tae Sik made a critical speech.", "speech"),
    ],
)
def test_kinds_of_speech(text: str, kind: str) -> None:
    assert {(name, made) for name, made, _ in spoken(run(f"The {SIXTH} opened. {text}"))} == {(OM, kind)}


@pytest.mark.parametrize("title", ["", ' "On Mending Nets"'])
def test_what_another_does_behind_and_is_not_where_the_report_was_made(title: str) -> None:
    text = f"A meeting of menders was held. {OM} made a report{title} and {HAN} gave a lecture on lamps."
    assert (OM, "report", "meeting of menders") in spoken(run(text))
    at = f"A meeting of menders was held. A fair of nets opened. {OM} made a report{title} at the fair."
    assert spoken(run(at)) == [(OM, "report", "fair of nets")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kim Jong Un looked round the Reed Mill with Om Tae Sik and Han Sol Mi.", {"Kim Jong Un", OM, HAN}),
        ("Kim Jong Un looked round the Reed Mill with a smile on the face of Om Tae Sik.", {"Kim Jong Un"}),
        ("Kim Jong Un visited the Reed Mill.", {"Kim Jong Un"}),
    ],
)
def test_companions_right_behind_an_act(text: str, names: set[str]) -> None:
    assert {name for name, *_ in takes_part(run(text))} == names


def test_panel_meetings_held_guided_by_those_named() -> None:
    ctx = run(f"Panel meetings of menders were held, guided by {OM}, clerk, and {HAN}.")
    assert {(name, capacity) for name, capacity, *_ in takes_part(ctx)} == {(OM, "guided"), (HAN, "guided")}


def test_present_on_the_platform_is_on_the_platform() -> None:
    ctx = run(f"The {SIXTH} opened. Present on the platform were {OM}, clerk, and {HAN}. Present there were clerks.")
    assert {(name, capacity) for name, capacity, *_ in takes_part(ctx)} == {(OM, "platform"), (HAN, "platform")}


# --- statements ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Om Tae Sik in his report said that the lamps burn.", OM),
        ("Om Tae Sik, director of the Oar Union, in a talk with menders on Saturday said that nets tear.", OM),
        ("Om Tae Sik, director of the Oar Union, in the speech stressed that nets matter.", OM),
        ("Om Tae Sik and Han Sol Mi in their reports said that the lamps burn.", None),
        ("Om Tae Sik, who in the mill said nothing, left.", None),
    ],
)
def test_a_phrase_between_the_speaker_and_the_verb(text: str, speaker: str | None) -> None:
    made = [f for f in support.extraction(text)[1].facts if isinstance(f, StatementFact)]
    assert [f.speaker for f in made] == ([PersonRef(speaker)] if speaker else [])


def test_an_admission_is_a_criticism_of_oneself() -> None:
    found = support.extraction(f"The {SIXTH} opened. {OM}, clerk, admitted that he had torn nets.")[1].facts
    (fact,) = [f for f in found if isinstance(f, StatementFact)]
    assert (fact.speaker, fact.appraises, fact.polarity) == (PersonRef(OM), PersonRef(OM), "Criticism")
    assert [f.kind for f in found if isinstance(f, SpeechFact)] == ["self-criticism"]
