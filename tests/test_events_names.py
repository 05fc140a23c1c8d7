"""Names of events: where they end, their normal wording, what refers to them."""

from __future__ import annotations

import pytest

from event_contexts import context, labels, namings, run, told
from wpkgraph import knowledge
from wpkgraph.extractors import event_names, event_series
from wpkgraph.extractors.event_series import Series
from wpkgraph.knowledge import ordinals
from wpkgraph.model import EventRef

WORDS = knowledge.load().eventwords
CC = "Central Committee of the Workers' Party of Korea"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The 6th Conference of Net Menders of the WPK was opened.", "6th Conference of Net Menders of the WPK"),
        ("The 8th Congress of the WPK by its nature is long.", "8th Congress of the WPK"),
        (
            "The first workshop for the chief clerks of towns clearly set it.",
            "first workshop for the chief clerks of towns",
        ),
        ("A contest for mending nets took place.", "contest"),
        ("A ceremony for moving into new houses took place.", "ceremony for moving into new houses"),
        (
            "A match between the Reed team and the Tobong team was held.",
            "match between the Reed team and the Tobong team",
        ),
        ("They conducted a test-fire of the rocket Tobong-5 on May 2.", "test-fire of the rocket Tobong-5"),
        ("A fair of lamps in April drew many.", "fair of lamps"),
        ("An exhibition of nets and discussed lamps.", "exhibition of nets"),
        ("A conference of menders whose nets broke took place.", "conference of menders"),
        ("A symposium on nets, lamps and reeds was held.", "symposium on nets"),
        ("The reception at the Reed Inn ended.", "reception at the Reed Inn"),
        ('The "Forum of Lamps-2030" took place.', "Forum of Lamps-2030"),
    ],
)
def test_where_names_begin_and_end(text: str, name: str) -> None:
    ctx = context(text)
    found = [ctx.text[n.span.start : n.span.end] for n in event_names.find(ctx, WORDS)]
    assert name in found


@pytest.mark.parametrize(
    "text", ["The conference hall is big.", "They use meeting rooms.", "a congress-like crowd", "He met them."]
)
def test_what_names_nothing(text: str) -> None:
    assert list(event_names.find(context(text), WORDS)) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("the 2nd Plenary Meeting of the 8th Party Central Committee", f"Second Plenary Meeting of the Eighth {CC}"),
        ("the Second Plenary Meeting of its Eighth Central Committee", f"Second Plenary Meeting of the Eighth {CC}"),
        ("the 2nd plenary meeting of the 8th C.C., WPK", f"Second Plenary Meeting of the Eighth {CC}"),
        ("the 19th Enlarged Meeting of the Political Bureau of the 8th C.C., WPK", ""),
        ("the Eighth Party Congress", "Eighth Congress of the Workers' Party of Korea"),
        ("the WPK's Eighth Congress", "Eighth Congress of the Workers' Party of Korea"),
        ("the 8th Congress of the WPK", "Eighth Congress of the Workers' Party of Korea"),
        ("the 8th WPK Congress", "Eighth Congress of the Workers' Party of Korea"),
        ("the Eighth Congress of the Party", "Eighth Congress of the Workers' Party of Korea"),
        ("the 11th Session of the 14th SPA of the DPRK", "Eleventh Session of the 14th Supreme People's Assembly"),
        ("the 28th regular general meeting of the Lamp Guild", "28th Regular General Meeting of Lamp Guild"),
        ("the 79th session of the UN General Assembly", "79th Session of UN General Assembly"),
        ("the 5th Conference of the Cell Secretaries of the WPK", ""),
    ],
)
def test_one_wording_for_every_variant(text: str, label: str) -> None:
    expected = {
        "the 19th": f"19th Enlarged Meeting of the Political Bureau of the Eighth {CC}",
        "the 5th ": "Fifth Conference of Cell Secretaries of the Workers' Party of Korea",
    }
    assert labels(run(f"It follows {text}.")) == [label or expected[text[:8]]]


def test_fields_of_a_numbered_event() -> None:
    event = told(run("It follows the 2nd Plenary Meeting of the 8th Party Central Committee."))[0].event
    assert (event.cls, event.ordinal, event.body_ordinal) == ("PlenaryMeeting", 2, 8)
    assert event.body is not None
    assert event.body.key == "wpk-cc"
    assert event.offset == len("It follows the ")


def test_a_name_cut_short_is_the_same_event() -> None:
    ctx = run("The 6th Conference of Net Menders of the WPK opened. The Sixth Conference of Net Menders goes on.")
    assert labels(ctx) == ["Sixth Conference of Net Menders of the Workers' Party of Korea"]


def test_two_numbers_are_two_events() -> None:
    ctx = run("Since the 4th Conference of Net Menders and the 5th Conference of Net Menders much was done.")
    assert labels(ctx) == ["Fourth Conference of Net Menders", "Fifth Conference of Net Menders"]
    assert not any(fact.reported for fact in told(ctx))


@pytest.mark.parametrize(
    ("text", "generic"),
    [
        ("The 6th Conference of Net Menders opened. The conference went on.", ["conference"]),
        ("The 6th Conference of Net Menders opened. This conference is large.", ["conference"]),
        (
            "It follows the 2nd Plenary Meeting of the 8th C.C., WPK. The plenary meeting decided it.",
            ["plenary meeting"],
        ),
        ("A symposium on nets took place. The event was lively.", ["event"]),
        ("A forum of menders was held. They like forums.", []),
        ("The 6th Conference of Net Menders opened. A conference of menders is useful.", []),
    ],
)
def test_references(text: str, generic: list[str]) -> None:
    assert [words for words, _ in namings(run(text), generic=True)] == generic


@pytest.mark.parametrize(
    "text",
    [
        "The 6th Conference of Menders took place. The teams raised the militant functions of their crews.",
        "A workshop of menders was held. Songs were sung at the events of the towns.",
        "The 6th Conference of Menders took place. They recalled the conferences of menders.",
        "A meeting to convey the lamps took place. They named the meetings of the Lamp Guild.",
        "A ceremony for conveying the lamps took place. They named the ceremony of lighting the nets.",
        "A rally of net menders was held. They came from the candlelight rally.",
        "A ceremony for moving into new houses took place. The mill was famous for its inaugural ceremony.",
    ],
)
def test_what_takes_up_no_event_told_before(text: str) -> None:
    assert namings(run(text), generic=True) == []


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Ceremonies for moving into new houses were held. The ceremonies were joyful.", "ceremonies"),
        ("A meeting to convey the lamps took place. The event moved them.", "event"),
        ("Meetings of menders were held. The meetings to be closed by songs were joyful.", "meetings to be closed"),
        (
            "Clerks made a tour of the Reed Rowing School. It was the tour of the rowing school by Clerks.",
            "tour of the r",
        ),
        ("Talks of menders were held. The talks were frank.", "talks"),
    ],
)
def test_what_takes_up_an_event_told_before(text: str, taken: str) -> None:
    assert any(words.startswith(taken) for words, _ in namings(run(text), generic=True))


def test_two_candidates_are_declined() -> None:
    ctx = run(
        "Since the 7th Congress of the WPK and the 8th Congress of the WPK much was done. The Party congress said so."
    )
    assert [(d.rule, d.reason) for d in ctx.declined] == [("event-reference", "2 events can be meant")]


def test_the_article_reports_what_the_headline_names() -> None:
    ctx = run("It follows the 8th Congress of the WPK. A contest of menders took place.", "Contest of Menders Held")
    assert labels(ctx)[0] == "contest of menders"
    assert ("Contest of Menders", "contest of menders") in namings(ctx)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "first"), (12, "twelfth"), (13, "13th"), (21, "21st"), (22, "22nd"), (111, "111th")]
)
def test_written(number: int, text: str) -> None:
    assert event_series.written(number, WORDS) == text
    assert ordinals.value(text, WORDS.ordinals) == number


def test_same_series() -> None:
    long, short = Series("conference of menders of guild"), Series("conference of menders")
    assert event_series.same(long, short)
    assert event_series.same(short, long)
    assert not event_series.same(long, Series("conference of mend"))
    assert not event_series.same(Series("session of board", 3), Series("session of board", 4))
    assert list(event_series.bodies_of(long, WORDS)) == ["Menders of Guild", "Guild"]


def test_same_input_same_output() -> None:
    text = "The 6th Conference of Net Menders opened. Om Tae Sik attended the conference. A fair of lamps was held."
    first, second = run(text), run(text)
    assert first.facts == second.facts
    assert first.mentions == second.mentions


def test_long_nasty_input_ends() -> None:
    for part in ("the meeting of ", "A meeting of and b ", "present at ", 'speech "', "declare ", "(((("):
        ctx = run(part * (20_000 // len(part)))
        assert not any(isinstance(m.ref, EventRef) and m.ref.ordinal for m in ctx.mentions)


@pytest.mark.parametrize("verb", ["told us much", "laid out tasks", "dealt with nets", "stood out", "wrote to them"])
def test_a_past_form_ends_the_name_of_an_event(verb: str) -> None:
    (event,) = run(f"The 6th Conference of Menders {verb}.").events
    assert event.event.label == "Sixth Conference of Menders"
