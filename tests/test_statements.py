"""Statements: whose they are, how far a speaker goes on, what is praised and criticised."""

from __future__ import annotations

import re

import pytest

from wpkgraph import knowledge
from wpkgraph.extractors import concepts, statements
from wpkgraph.extractors.attribution import verbs
from wpkgraph.extractors.context import Context, Found, open_article
from wpkgraph.model import (
    Article,
    BodyRef,
    CleanText,
    EventRef,
    Mention,
    PersonRef,
    Span,
    SpeechFact,
    StatementFact,
    Status,
)

RO, OM = PersonRef("Ro Chan Gyu"), PersonRef("Om Tae Sik")
WORKS = BodyRef("Blue Lamp Works", "Workplace")


def run(text: str, *speeches: SpeechFact, body: int = 0, titles: tuple[str, ...] = ()) -> Context:
    """A read text; `titles` stand for Ro Chan Gyu wherever they occur."""
    ctx = open_article(Article(text, 0, CleanText(text, (0,), (0,)), body=body), knowledge.load())
    for ref in (RO, OM):
        ctx.people += [Found(Span(*m.span()), ref) for m in re.finditer(ref.name, text)]
    ctx.bodies += [Found(Span(*m.span()), WORKS) for m in re.finditer(WORKS.name, text)]
    for title in titles:
        ctx.mentions += [Mention(Span(*m.span()), RO, title, generic=True) for m in re.finditer(title, text)]
    ctx.people.sort(key=lambda found: found.span)
    ctx.facts += speeches
    concepts.extract(ctx)
    statements.extract(ctx)
    return ctx


def made(text: str, *speeches: SpeechFact, body: int = 0, titles: tuple[str, ...] = ()) -> list[StatementFact]:
    ctx = run(text, *speeches, body=body, titles=titles)
    return [fact for fact in ctx.facts if isinstance(fact, StatementFact)]


def who(text: str, *speeches: SpeechFact) -> list[str | None]:
    return [fact.speaker.name if fact.speaker else None for fact in made(text, *speeches)]


@pytest.mark.parametrize(
    "text",
    [
        "Ro Chan Gyu said that the lamps shine.",
        "Ro Chan Gyu also stressed the need for oil.",
        "Ro Chan Gyu, head of the pit, said that the lamps shine.",
        "The lamps shine, Ro Chan Gyu noted.",
        "The lamps shine, said Ro Chan Gyu.",
        '"The lamps shine," said Ro Chan Gyu.',
        "The respected Comrade Ro Chan Gyu pointed out that the lamps shine.",
        "Saying that the lamps shine, Ro Chan Gyu called for more oil.",
    ],
)
def test_named_speakers(text: str) -> None:
    (fact,) = made(text)
    assert (fact.speaker, fact.status, fact.rule) == (RO, Status.STATED, "statement-said")
    assert fact.evidence == (Span(0, len(text)),)


@pytest.mark.parametrize(
    "text",
    [
        "The words said by Ro Chan Gyu shine.",
        "Ro Chan Gyu and Om Tae Sik said that the lamps shine.",
        "Ro Chan Gyu met Om Tae Sik, and the lamps were mentioned.",
        "The lamps shine.",
        "It said so on the lamp.",
        "Ro Chan Gyu unsaid it.",
    ],
)
def test_no_statement(text: str) -> None:
    assert made(text) == []


def test_a_pronoun_is_the_last_subject() -> None:
    first, second = made("Ro Chan Gyu spoke first. He said that lamps shine.\nThe oil is good, he noted.")
    assert (first.speaker, first.status) == (RO, Status.RESOLVED)
    assert second.speaker == RO


def test_a_person_spoken_of_does_not_become_the_speaker() -> None:
    text = "Ro Chan Gyu spoke. He said that Om Tae Sik came. Om Tae Sik is good, he added. He noted that all shine."
    assert who(text) == ["Ro Chan Gyu"] * 3


def test_a_new_subject_takes_over() -> None:
    assert who("Ro Chan Gyu spoke. Om Tae Sik rose next. He said that lamps shine.") == ["Om Tae Sik"]


def test_those_who_come_along_do_not_take_over() -> None:
    assert who("Ro Chan Gyu came. Accompanying him was Om Tae Sik. He said that lamps shine.") == ["Ro Chan Gyu"]


def test_two_subjects_leave_a_pronoun_open() -> None:
    ctx = run("Ro Chan Gyu and Om Tae Sik came. He said that lamps shine.")
    (fact,) = (f for f in ctx.facts if isinstance(f, StatementFact))
    assert fact.speaker is None
    assert [(d.rule, d.reason) for d in ctx.declined] == [("statement-said", "no one person for 'he'")]
    assert ctx.text[slice(*ctx.declined[0].span)] == "said"


def test_a_pronoun_without_anyone_is_declined() -> None:
    ctx = run("He said that lamps shine.")
    assert [f.speaker for f in ctx.facts if isinstance(f, StatementFact)] == [None]
    assert len(ctx.declined) == 1


@pytest.mark.parametrize("other", ["The king", "An old official", "On that day, the envoy", "Lu Mi"])
def test_a_stranger_who_speaks_leaves_a_pronoun_open(other: str) -> None:
    assert who(f"Ro Chan Gyu came. {other} expressed thanks. He said that lamps shine.")[-1] is None


def test_what_a_stranger_says_of_a_person_is_not_that_persons() -> None:
    assert made("The king said that Ro Chan Gyu noted the oil.") == []


def test_tasks_specified_somewhere_are_no_stranger() -> None:
    assert who("Ro Chan Gyu came. The tasks specified at the forum are old. He said so.") == ["Ro Chan Gyu"]


def test_he_and_she_are_two() -> None:
    assert who("Ro Chan Gyu came. He said that lamps shine. She said no.") == ["Ro Chan Gyu", None]


def test_a_stand_in_is_the_one_who_speaks() -> None:
    speech = SpeechFact(rule="x", evidence=(Span(0, 1),), speaker=OM, kind="report")
    text = "There was a report. The reporter said that lamps shine."
    assert who(text, speech) == ["Om Tae Sik"]
    assert who(text) == [None]
    assert who("Ro Chan Gyu reported. The reporter said that lamps shine.") == ["Ro Chan Gyu"]
    unnamed = "Ro Chan Gyu sent a letter. A report was made. The reporter said that lamps shine. He said more."
    assert who(unnamed) == [None, None], "it is not he who was named last"
    assert who(unnamed.replace("A report", "A song")) == ["Ro Chan Gyu"] * 2
    other = "Ro Chan Gyu opened it. The reporter said that lamps shine. He said more."
    assert who(other, speech) == ["Om Tae Sik"] * 2, "the one who made the report goes before the last subject"


def test_a_report_speaks_for_its_maker() -> None:
    speech = SpeechFact(rule="x", evidence=(Span(0, 1),), speaker=OM, kind="report")
    text = "The report stressed the oil. It also pointed out that lamps shine. The oil ran. It said more."
    facts = made(text, speech)
    assert [f.speaker for f in facts] == [OM, OM, OM]
    assert all(f.speech == speech and f.status is Status.RESOLVED for f in facts)


def test_two_reports_leave_it_open() -> None:
    speeches = [
        SpeechFact(rule="x", evidence=(Span(i, i + 1),), speaker=p, kind="report") for i, p in enumerate((RO, OM))
    ]
    assert who("The report stressed the oil.", *speeches) == [None]


def test_the_speech_of_a_speaker() -> None:
    one = SpeechFact(rule="x", evidence=(Span(0, 1),), speaker=RO, kind="report", event=EventRef("Meeting", "A"))
    again = SpeechFact(rule="y", evidence=(Span(2, 3),), speaker=RO, kind="report", event=EventRef("Meeting", "A"))
    other = SpeechFact(rule="z", evidence=(Span(4, 5),), speaker=RO, kind="speech")
    text = "Ro Chan Gyu said that lamps shine."
    assert made(text, one)[0].speech is one
    assert made(text, one, again)[0].speech is one
    assert made(text, one, other)[0].speech is None
    assert made(text, SpeechFact(rule="x", evidence=(Span(0, 1),), speaker=OM, kind="report"))[0].speech is None


def test_a_title_that_the_article_resolves_is_a_speaker() -> None:
    (fact,) = made("The Chief Warden noted that lamps shine.", titles=("The Chief Warden",))
    assert fact.speaker == RO


def test_the_speaker_goes_on() -> None:
    text = (
        "Ro Chan Gyu went on:\nThe lamps shine. We need oil for the Party cells.\nWe dig.\n"
        "Ro Chan Gyu left the pit.\nThe lamps went out."
    )
    facts = made(text)
    assert [f.rule for f in facts] == ["statement-said"] + ["statement-run-on"] * 3
    assert [text[slice(*f.evidence[0])] for f in facts[1:]] == [
        "The lamps shine.",
        "We need oil for the Party cells.",
        "We dig.",
    ]
    assert all(f.speaker == RO and f.status is Status.RESOLVED for f in facts[1:])
    assert [ref.key for ref in facts[2].concepts] == ["party-cell"]


@pytest.mark.parametrize(
    "turn", ["The lamps shine, he said.", "The Chief Warden noted the oil.", "Om Tae Sik said no."]
)
def test_what_ends_a_speakers_own_words(turn: str) -> None:
    facts = made(f"Ro Chan Gyu went on:\nWe dig.\n{turn}\nThe pit is deep.")
    assert [f.rule for f in facts].count("statement-run-on") == 1
    assert all("deep" not in str(f.evidence) for f in facts)


def test_nobody_goes_on_without_a_name() -> None:
    assert [f.rule for f in made("He went on:\nWe dig.")] == ["statement-said"]


def test_ideas_of_a_statement_in_order_and_once() -> None:
    (fact,) = made("Ro Chan Gyu said that self-reliance, Party life and self-reliance count.")
    assert [ref.key for ref in fact.concepts] == ["self-reliance", "party-life"]


def test_the_headline_makes_no_statement() -> None:
    text = "Ro Chan Gyu Said So\nRo Chan Gyu said that lamps shine."
    (fact,) = made(text, body=text.index("\n") + 1)
    assert text[slice(*fact.evidence[0])] == "Ro Chan Gyu said that lamps shine."


def test_a_dateline_is_no_part_of_the_statement() -> None:
    text = "Riverside, May 9 (XNA) -- Ro Chan Gyu said that lamps shine."
    (fact,) = made(text, body=text.index("Ro"))
    assert fact.evidence[0].start == text.index("Ro")


@pytest.mark.parametrize(
    ("text", "target", "polarity", "rule"),
    [
        ("Ro Chan Gyu highly appreciated the Blue Lamp Works.", WORKS, "Praise", "appraisal"),
        ("Ro Chan Gyu praised Om Tae Sik for his lamps.", OM, "Praise", "appraisal"),
        ("Ro Chan Gyu sharply criticized Om Tae Sik.", OM, "Criticism", "appraisal"),
        ("Ro Chan Gyu exposed the mistakes of the Blue Lamp Works.", WORKS, "Criticism", "appraisal"),
        ("Ro Chan Gyu made self-criticism of his slackness.", RO, "Criticism", "appraisal-self"),
        ("Ro Chan Gyu criticized himself before all.", RO, "Criticism", "appraisal-self"),
    ],
)
def test_appraisals(text: str, target: PersonRef | BodyRef, polarity: str, rule: str) -> None:
    (fact,) = made(text)
    assert (fact.appraises, fact.polarity, fact.rule, fact.speaker) == (target, polarity, rule, RO)


def test_passive_appraisals_name_no_speaker() -> None:
    (fact,) = made("The Blue Lamp Works was highly praised for its lamps.")
    assert (fact.appraises, fact.polarity, fact.rule, fact.speaker) == (WORKS, "Praise", "appraisal-passive", None)


def test_praise_of_no_one_named_is_a_plain_statement() -> None:
    ctx = run("Ro Chan Gyu highly praised the lamp men.")
    (fact,) = (f for f in ctx.facts if isinstance(f, StatementFact))
    assert (fact.rule, fact.appraises, fact.polarity) == ("statement-said", None, None)
    assert [(d.rule, d.reason) for d in ctx.declined] == [("appraisal", "whom it is about is not named")]


def test_appraisal_goes_before_plain_speech() -> None:
    (fact,) = made("Ro Chan Gyu said so, and he sharply criticized Om Tae Sik.")
    assert (fact.rule, fact.appraises) == ("appraisal", OM)


def test_verbs_are_whole_words_with_their_kind() -> None:
    ctx = open_article(Article(t := "He said, unsaid, and was praised.", 0, CleanText(t, (0,), (0,))), knowledge.load())
    assert {n: [(t[v.start : v.end], v.kind, v.passive) for v in found] for n, found in verbs(ctx).items()} == {
        0: [("said", "said", False), ("praised", "praise", True)]
    }


@pytest.mark.parametrize(
    ("voice", "kind", "speaker"),
    [
        ("The report", "report", "Ro Chan Gyu"),
        ("The address", "opening-speech", "Ro Chan Gyu"),
        ("The speech", "concluding-speech", "Ro Chan Gyu"),
        ("The conclusion", "concluding-speech", "Ro Chan Gyu"),
        ("The conclusion", "report", None),
        ("The letter", "report", None),
        ("The reporter", "report", "Ro Chan Gyu"),
        ("The lecturer", "speech", "Ro Chan Gyu"),
    ],
)
def test_nouns_that_speak_for_the_maker_of_a_kind_of_speech(voice: str, kind: str, speaker: str | None) -> None:
    speech = SpeechFact(rule="speech-made", evidence=(Span(0, 1),), speaker=RO, kind=kind, event=None)
    assert who(f"{voice} said that the lamps shine.", speech) == [speaker]


def test_kinds_of_nouns_that_speak_are_those_of_the_ontology() -> None:
    known = knowledge.load()
    kinds = {kind for voice in known.wording.voices.values() for kind in voice.kinds}
    assert kinds <= set(known.vocabulary.speech_kinds)
