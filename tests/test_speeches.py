"""Speeches: kinds, speakers, events, titles; recorded speeches and those without a named speaker."""

from __future__ import annotations

import pytest

from event_contexts import run, spoken
from wpkgraph import knowledge
from wpkgraph.extractors.speech_parts import passive_end, title_after, verb_before
from wpkgraph.extractors.speeches import without_speaker
from wpkgraph.model import Span, SpeechFact, Status

OPEN = "The 6th Conference of Menders opened. "
SIXTH = "Sixth Conference of Menders"


def facts(text: str, headline: str = "") -> list[SpeechFact]:
    return [f for f in run(text, headline).facts if isinstance(f, SpeechFact)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Om Tae Sik made an opening speech of the 6th Conference of Menders.", "opening-speech"),
        ("Om Tae Sik, clerk of Reed, made an opening address.", "opening-speech"),
        ("Om Tae Sik made an important concluding speech.", "concluding-speech"),
        ("Om Tae Sik gave an important conclusion.", "concluding-speech"),
        ("Om Tae Sik made a report.", "report"),
        ("Om Tae Sik made a congratulatory address at the conference.", "speech"),
        ("Om Tae Sik delivered a lecture.", "speech"),
        ("Om Tae Sik said at the conference that nets matter.", "speech"),
        ("A report on the state of the nets was delivered by Om Tae Sik.", "report"),
        ("Om Tae Sik criticized himself for the torn nets.", "self-criticism"),
        ("Om Tae Sik declared the conference open.", "opening-speech"),
        ("Mender Om Tae Sik in his reply speech gave thanks.", "speech"),
        ("In his speech Om Tae Sik praised the nets.", "speech"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert spoken(run(OPEN + text)) == [("Om Tae Sik", kind, SIXTH)]


@pytest.mark.parametrize(
    "text",
    [
        "Om Tae Sik made public a report.",
        "Om Tae Sik made a reply to his speech.",
        "Speeches were made at the conference.",
        "The report of Om Tae Sik was long.",
        "Om Tae Sik read out a letter.",
        "The clerk spoke to Om Tae Sik by the river.",
    ],
)
def test_what_is_no_speech(text: str) -> None:
    assert spoken(run(OPEN + text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Speeches were made by Om Tae Sik, clerk of the Reed team of the Lamp shop, and Han Sol Mi, head of Tobong.",
        "The report was followed by speeches by Om Tae Sik, clerk of Reed, and Han Sol Mi.",
        "Speeches were made at the conference by Om Tae Sik and Han Sol Mi.",
        "Discussing the report, Om Tae Sik, clerk of Reed, and Han Sol Mi, head of Tobong, made speeches.",
    ],
)
def test_every_speaker_of_a_list(text: str) -> None:
    assert spoken(run(OPEN + text)) == [("Om Tae Sik", "speech", SIXTH), ("Han Sol Mi", "speech", SIXTH)]


def test_two_speeches_in_one_sentence() -> None:
    ctx = run(OPEN + "Om Tae Sik, clerk, made an opening address and Han Sol Mi, head of Tobong, made a report.")
    assert spoken(ctx) == [("Om Tae Sik", "opening-speech", SIXTH), ("Han Sol Mi", "report", SIXTH)]


def test_a_pronoun_stands_for_the_last_subject() -> None:
    (first, second) = facts(
        OPEN + "Om Tae Sik made a report. Saying much, he declared the 6th Conference of Menders open."
    )
    assert (second.speaker.name, second.kind, second.status) == ("Om Tae Sik", "opening-speech", Status.RESOLVED)
    assert first.status == Status.STATED


def test_a_pronoun_with_two_candidates_is_declined() -> None:
    ctx = run(OPEN + "Om Tae Sik, clerk, and Han Sol Mi came. He made a speech.")
    assert spoken(ctx) == []
    assert [d.reason for d in ctx.declined] == ["whom the pronoun means is open"]


def test_titles() -> None:
    (fact,) = facts(OPEN + 'Om Tae Sik made a report "Let us mend all nets."')
    assert fact.title == "Let us mend all nets"
    assert title_after('speech titled "On Nets".', 6) == "On Nets"
    assert title_after("speech on nets", 6) is None


def test_all_namings_of_a_speech_get_its_title() -> None:
    both = facts(
        'Om Tae Sik made a concluding speech "On Nets" at the 6th Conference of Menders.',
        "Om Tae Sik Makes Concluding Speech at 6th Conference of Menders",
    )
    assert {(f.kind, f.title, f.event.label if f.event else "") for f in both} == {
        ("concluding-speech", "On Nets", SIXTH)
    }
    assert any(f.recorded for f in both)


@pytest.mark.parametrize(
    "headline",
    [
        "OM TAE SIK\nOPENING SPEECH AT THE 6TH CONFERENCE OF MENDERS",
        "Opening Speech Made by Om Tae Sik at 6th Conference of Menders",
        "Om Tae Sik Makes Opening Speech at 6th Conference of Menders",
    ],
)
def test_a_text_that_is_the_speech(headline: str) -> None:
    found = facts("Dear menders, be welcome. I declare the 6th Conference of Menders open.", headline)
    assert {(f.speaker.name, f.kind) for f in found} <= {
        ("Om Tae Sik", "opening-speech"),
        ("OM TAE SIK", "opening-speech"),
    }
    assert found[0].recorded


def test_a_speech_without_a_named_speaker_is_declined() -> None:
    ctx = run("I think that nets matter.", "Address Delivered at the 4th Conference of Menders")
    assert spoken(ctx) == []
    assert [(d.rule, d.reason) for d in ctx.declined] == [("speech-record", "the speaker is not named")]


def test_a_speech_only_spoken_of_is_not_one_of_this_event() -> None:
    ctx = run(OPEN + "They read the speech made by Om Tae Sik with zeal.")
    assert spoken(ctx) == [("Om Tae Sik", "speech", None)]


def test_a_speech_at_a_sitting_belongs_to_the_whole() -> None:
    ctx = run("Om Tae Sik made a speech on December 5, the second day of the 6th Conference of Menders.")
    assert spoken(ctx) == [("Om Tae Sik", "speech", SIXTH)]


def test_parts() -> None:
    low = "he was there and made an important speech"
    assert verb_before(low, knowledge.load().eventwords, low.index("speech"), 0) == (17, 21)
    assert verb_before("made it with a speech", knowledge.load().eventwords, 15, 0) is None
    assert passive_end("speeches were made there by a", knowledge.load().eventwords, Span(0, 8), 30) == 28
    assert passive_end("speeches were long", knowledge.load().eventwords, Span(0, 8), 18) is None


@pytest.mark.parametrize(
    "text",
    [
        "Then spoke Om Tae Sik, clerk of Reed, and Han Sol Mi, head of Tobong.",
        "Om Tae Sik, clerk of Reed, and Han Sol Mi took the floor.",
        "Speeches were made by Om Tae Sik at the Reed Hall and by Han Sol Mi at the quay.",
        "In their speeches Om Tae Sik, clerk, and Han Sol Mi said that nets matter.",
        "Papers on nets were read by Om Tae Sik, clerk, and Han Sol Mi.",
    ],
)
def test_speakers_told_without_a_verb_of_making(text: str) -> None:
    assert spoken(run(OPEN + text)) == [("Om Tae Sik", "speech", SIXTH), ("Han Sol Mi", "speech", SIXTH)]


def test_openings_and_conclusions_by_other_words() -> None:
    ctx = run(OPEN + "It opened with an address by Om Tae Sik and closed with a short speech by Han Sol Mi.")
    assert set(spoken(ctx)) == {("Om Tae Sik", "opening-speech", SIXTH), ("Han Sol Mi", "concluding-speech", SIXTH)}


def test_a_speech_still_to_come_is_none() -> None:
    assert spoken(run(OPEN + "Om Tae Sik will make a speech.")) == []


def test_a_report_told_of_in_passing() -> None:
    (fact,) = facts(OPEN + "The debate on Om Tae Sik's report went on.")
    assert (fact.speaker.name, fact.kind, fact.rule) == ("Om Tae Sik", "report", "speech-owned")


RECALLED = (
    "The Fifth Conference of Menders of the Guild was held in December 2017. In April 2021 the Sixth Conference of Net "
    "Menders of the Guild opened in Tobong. "
)


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        (
            "In the report to the Sixth Conference Om Tae Sik, secretary of the Guild, named the nets.",
            "Sixth Conference of Net Menders of Guild",
        ),
        ("Om Tae Sik made a speech on April 8, 2021.", "Sixth Conference of Net Menders of Guild"),
        ("Om Tae Sik said in the report of May 8, 2024, that the Sixth Conference of Net Menders had a task.", None),
    ],
)
def test_a_speech_is_of_no_event_that_was_on_other_days_or_that_it_only_speaks_of(
    sentence: str, event: str | None
) -> None:
    made = [f for f in run(RECALLED + sentence).facts if isinstance(f, SpeechFact)]
    assert [fact.event.label if fact.event else None for fact in made] == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ('Om Tae Sik made a report "On the Tasks Set by the 4th Congress of Weavers".', SIXTH),
        ('Om Tae Sik made a report "On the Tasks Set by the 4th Congress of Weavers', SIXTH),
        (
            'Om Tae Sik made a speech "On the Tasks of the 4th Congress of Weavers" at the 2nd Congress of Dyers.',
            "Second Congress of Dyers",
        ),
        ("Om Tae Sik made a speech at the 2nd Congress of Dyers.", "Second Congress of Dyers"),
    ],
)
def test_an_event_in_the_title_of_a_speech_is_not_that_at_which_it_is_made(text: str, event: str) -> None:
    assert [made[2] for made in spoken(run(OPEN + text))] == [event]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Om Tae Sik's speech was followed by a report made by Han Sol Mi.", SIXTH),
        ("A report made by Han Sol Mi was read.", None),
    ],
)
def test_a_report_that_follows_a_speech_is_made_at_the_same_event(text: str, event: str | None) -> None:
    assert ("Han Sol Mi", "report", event) in spoken(run(f"{text} {OPEN}"))


@pytest.mark.parametrize(
    "text",
    [
        "A lecture was given at the meeting to explain the letter sent by Om Tae Sik.",
        "Speeches were made on the tasks set forth by Om Tae Sik.",
        "There was a report on the feats performed by Om Tae Sik.",
        "Papers were read on the work done by Om Tae Sik.",
    ],
)
def test_who_did_what_a_speech_is_about_does_not_speak(text: str) -> None:
    assert spoken(run(OPEN + text)) == []


def test_a_speaker_behind_what_the_speech_is_about() -> None:
    text = "Reports were made on the feats performed by Han Sol Mi and speeches by Om Tae Sik."
    assert spoken(run(OPEN + text)) == [("Om Tae Sik", "speech", SIXTH)]
    assert spoken(run(OPEN + "A report on the work was made for the menders by Om Tae Sik.")) == [
        ("Om Tae Sik", "report", SIXTH)
    ]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("A report was made.", True),
        ("A report on the state of the nets was delivered.", True),
        ("Then followed reports.", True),
        ("There was a long report.", True),
        ("The report of the team was long.", False),
        ("A speech was made.", False),
    ],
)
def test_a_speech_told_without_its_speaker(text: str, alone: bool) -> None:
    ctx = run(OPEN + text)
    assert without_speaker(ctx, ("report",), len(OPEN), len(ctx.text)) is alone
    assert not without_speaker(ctx, ("report",), len(ctx.text) - 2, len(ctx.text))
