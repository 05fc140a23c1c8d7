"""Events that a text tells: unnumbered ones, acts, sittings; their days, places and organisers."""

from __future__ import annotations

import pytest

from event_contexts import context, labels, namings, run, told
from wpkgraph import knowledge
from wpkgraph.dates import PartialDate
from wpkgraph.extractors import events
from wpkgraph.extractors.context import Found
from wpkgraph.model import EventFact, PlaceRef, Span


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A meeting was held at the Reed Hall on Monday to convey the lamps.", "meeting to convey the lamps"),
        ("A banquet was given for lamp makers at the Reed Hall.", "banquet for lamp makers"),
        ("The embassy hosted a grand reception at the Reed Inn.", "reception at the Reed Inn"),
        ("There took place various drills of the rowers.", "drills of the rowers"),
        ("A meeting and a gala of menders took place to mark the day.", "gala of menders"),
        ("A gala of pupils and a film show took place in Tobong.", "gala of pupils"),
        ("A gala of pupils and menders took place in Tobong.", "gala of pupils and menders"),
        ("The Guild held on Monday a meeting of menders.", "meeting of menders"),
        (
            "He cut the tape at the inaugural ceremony of the Reed Mill held on May 2.",
            "inaugural ceremony of the Reed Mill",
        ),
        ("Present at the ceremony for moving into new houses were clerks.", "ceremony for moving into new houses"),
        ("Guests sent floral baskets to the statues of the founders.", "floral baskets to the statues of the founders"),
        ("Wreaths were laid before the Reed Tower.", "wreaths before the Reed Tower"),
        ("Ceremonies for moving into new houses were held.", "ceremonies for moving into new houses"),
        ("Clerks paid a congratulatory visit to the Reed unit.", "congratulatory visit to the Reed unit"),
    ],
)
def test_events_without_a_number(text: str, label: str) -> None:
    ctx = run(text)
    assert label in labels(ctx)
    assert told(ctx)[0].reported


@pytest.mark.parametrize(
    ("text", "cls", "label"),
    [
        (
            "Om Tae Sik inspected the Reed School in the west.",
            "Inspection",
            "inspection of the Reed School in the west",
        ),
        ("Clerks visited the Unsong embassy here on Thursday.", "Visit", "visit to the Unsong embassy"),
        ("Om Tae Sik visited a mill under the Reed Board.", "Visit", "visit to a mill under the Reed Board"),
        ("Kim Jong Un guided the boatbuilding on the spot.", "Inspection", "guidance of the boatbuilding"),
        ("Om Tae Sik gave field guidance over the Reed Dam.", "Inspection", "field guidance over the Reed Dam"),
        ("Kim Jong Un oversaw a live firing drill of the rowers.", "Exercise", "live firing drill of the rowers"),
    ],
)
def test_acts(text: str, cls: str, label: str) -> None:
    assert [(f.event.cls, f.event.label) for f in told(run(text))] == [(cls, label)]


@pytest.mark.parametrize(
    "text",
    [
        "The Guild will hold a meeting of menders.",
        "It is good to hold meetings of menders.",
        "Om Tae Sik visited it.",
        "They visited the mill several times.",
        "Kim Jong Un has visited the Reed Mill many times.",
        "The boats inspected by Om Tae Sik are new.",
        "Om Tae Sik guided the rowers.",
        "A wreath in the name of the Guild.",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert labels(run(text)) == []


def test_headline_and_body_tell_one_visit() -> None:
    ctx = run("Om Tae Sik visited the Reed Mill to see lamps.", "Om Tae Sik Inspects Reed Mill")
    assert labels(ctx) == ["visit to the Reed Mill"]
    assert [words for words, _ in namings(ctx)] == ["Inspects Reed Mill", "visited the Reed Mill"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("A fair of lamps was held in Tobong on December 2.", "2030-12-02", None),
        ("A fair of lamps took place from December 2 to 4.", "2030-12-02", "2030-12-04"),
        ("A fair of lamps took place Friday.", "2030-12-06", None),
        ("Om Tae Sik on December 3 inspected the Reed School.", "2030-12-03", None),
        ("A fair of lamps was held.", None, None),
        ("A fair of lamps was held in Tobong for three days from December 2.", "2030-12-02", "2030-12-04"),
        ("A fair of lamps was held on the eve of the day of lamps which falls on December 2.", None, None),
        ("On the evening of the 6th a fair of lamps was held in Tobong.", "2030-12-06", None),
        ("The launch of river satellite Tobong-5 last year was great.", "2029", None),
        ("They recall the launch of river satellite Tobong-5. Last year was hard.", None, None),
        ("The 2028 National Fair of Lamps was held.", None, None),
        ("Om Tae Sik gave field guidance on December 3 at the Reed Mill.", "2030-12-03", None),
        ("A fair of lamps opened in Tobong Monday and closed on Tuesday.", "2030-12-02", "2030-12-03"),
        ("The 6th Conference of Menders closed on December 6.", None, "2030-12-06"),
        ("A five-day contest of rowers closed on December 6.", "2030-12-02", "2030-12-06"),
        ("The 6th Conference of Menders went into its second day on December 4.", "2030-12-03", None),
        ("A fair of lamps was held in Tobong. It took place from the 3rd to the 5th.", "2030-12-03", "2030-12-05"),
        ("They met on December 5, the 30th founding anniversary of the Guild.", "2030-12-05", None),
        ("They hailed the 30th founding anniversary of the Guild (December 5, 2000).", None, None),
    ],
)
def test_days(text: str, start: str | None, end: str | None) -> None:
    event = told(run(text))[0].event
    assert (event.start.iso if event.start else None, event.end.iso if event.end else None) == (start, end)


def test_what_follows_that_day_has_its_date() -> None:
    ctx = run("Om Tae Sik inspected the Reed School on December 3. That day there was a gala of rowers.")
    assert {fact.event.start.iso for fact in told(ctx) if fact.event.start} == {"2030-12-03"}
    assert len(told(ctx)) == 2


def test_the_day_of_a_speech_is_that_of_its_event() -> None:
    day = PartialDate(2030, 4, 6)
    ctx = run("The Sixth Conference of Net Menders is convening now.", issued=None, event_date=day)
    assert told(ctx)[0].event.start == day


def test_the_nth_day_dates_the_whole() -> None:
    ctx = run(
        "He spoke at the 6th Conference of Menders on December 5, the third day of the 6th Conference of Menders."
    )
    by_label = {fact.event.label: fact.event for fact in told(ctx)}
    sitting = by_label["Third Day of the Sixth Conference of Menders"]
    assert sitting.cls == "Sitting"
    assert sitting.start == PartialDate(2030, 12, 5)
    assert sitting.super_event is not None
    assert sitting.super_event.start == PartialDate(2030, 12, 3)


def test_what_is_told_of_a_sitting_is_not_told_of_the_whole() -> None:
    ctx = run("The second-day sitting of the 6th Conference of Menders was held on December 5.")
    by_class = {fact.event.cls: fact.event for fact in told(ctx)}
    assert by_class["Sitting"].start == PartialDate(2030, 12, 5)
    assert by_class["Conference"].start == PartialDate(2030, 12, 4)
    assert "held" not in next(f for f in told(ctx) if f.event.cls == "Conference").rule


def test_organiser() -> None:
    ctx = run("The Lamp Guild held a meeting of menders.", bodies=["Lamp Guild"])
    assert told(ctx)[0].event.organizer == ctx.bodies[0].ref
    ctx = run("A fair took place under the sponsorship of the Lamp Guild.", bodies=["Lamp Guild"])
    assert told(ctx)[0].event.organizer == ctx.bodies[0].ref


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The Lamp Guild in the Town hosted a banquet.", "Lamp Guild"),
        ("The Lamp Guild and the Town hosted a banquet.", "Town"),
        ("The teachers of the Lamp Guild gave a performance.", None),
        ("The envoy to the Town hosted a banquet.", None),
        ("Menders in the Town hosted a banquet.", None),
        ("The envoy to the Lamp Guild in the Town hosted a banquet.", None),
    ],
)
def test_where_or_to_whom_somebody_is_does_not_hold_it(text: str, holder: str | None) -> None:
    found = told(run(text, bodies=("Lamp Guild", "Town")))[0].event.organizer
    assert (found.name if found else None) == holder


def test_a_state_behind_of_does_not_hold_what_its_people_do() -> None:
    ctx = context("The people of Cuba held a meeting. The Cuba team left.")
    cuba = knowledge.load().bodies.ref("cuba")
    ctx.bodies.append(Found(Span(14, 18), cuba))
    events.extract(ctx)
    assert told(ctx)[0].event.organizer is None
    ctx = context("Cuba held a meeting.")
    ctx.bodies.append(Found(Span(0, 4), cuba))
    events.extract(ctx)
    assert told(ctx)[0].event.organizer == cuba


def test_nobody_holds_a_meeting_of_two_persons() -> None:
    ctx = run("Om Tae Sik on a visit to the Town met Han Sol Mi, head of Reed.", bodies=("Town",))
    assert [e.event.organizer for e in told(ctx) if e.event.label.startswith("meeting with")] == [None]


def test_the_body_that_holds_its_nth_meeting() -> None:
    ctx = run("The Lamp Guild held its Third Enlarged Meeting on December 2.", bodies=["Lamp Guild"])
    assert labels(ctx) == ["Third Enlarged Meeting of Lamp Guild"]


def test_place() -> None:
    from event_contexts import context

    ctx = context("A fair of lamps was held in Tobong on December 2. They love Unsong.")
    for name in ("Tobong", "Unsong"):
        at = ctx.text.index(name)
        ctx.places.append(Found(Span(at, at + len(name)), PlaceRef(name)))
    events.extract(ctx)
    assert ctx.events[0].event.place == PlaceRef("Tobong")


def test_evidence_holds_the_words_that_tell_it() -> None:
    ctx = run("It was warm. A fair of lamps took place in Tobong.")
    fact = next(f for f in ctx.facts if isinstance(f, EventFact))
    assert [ctx.text[s.start : s.end] for s in fact.evidence] == ["fair of lamps took place"]
    assert fact.rule == "event-held"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("The River Office on December 3 test-launched a signal rocket.", "test-launch of a signal rocket"),
        ("Om Tae Sik on December 3 met Han Sol Mi, head of Reed.", "meeting with Han Sol Mi"),
        ("Om Tae Sik provided field guidance to the Reed Mill.", "field guidance to the Reed Mill"),
        ("A wreath in the name of Om Tae Sik was laid.", "wreath in the name of Om Tae Sik"),
        ("Om Tae Sik visited the Reed Mill in the afternoon.", "visit to the Reed Mill"),
    ],
)
def test_more_that_is_told(text: str, label: str) -> None:
    assert labels(run(text)) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "It was warm. They say that similar rallies were held.",
        "The launch of heavy boats was planned.",
        "It was the 72nd anniversary of the day when the dam was built.",
        "It was warm. Om Tae Sik met Han Sol Mi, head of Reed.",
        "He had reduced meetings to the reading of papers.",
    ],
)
def test_more_that_is_no_event(text: str) -> None:
    assert labels(run(text)) == []


def test_a_headline_that_is_only_a_name() -> None:
    ctx = run("Guests came.", "Floral Baskets to Towers from Afar")
    assert labels(ctx) == ["Floral Baskets to Towers from Afar"]


def test_a_part_and_the_whole_are_told_apart() -> None:
    ctx = run("The closing ceremony of the 3rd Fair of Lamps took place on Friday.")
    assert [(f.event.label, f.event.start) for f in told(ctx)] == [
        ("closing ceremony of the 3rd Fair of Lamps", PartialDate(2030, 12, 6)),
        ("Third Fair of Lamps", None),
    ]


def test_a_numbered_sitting_lies_in_its_conference() -> None:
    ctx = run("The second sitting of the 6th Conference of Menders was held on December 5.")
    sitting = next(f.event for f in told(ctx) if f.event.cls == "Sitting")
    assert sitting.super_event is not None
    assert (sitting.super_event.cls, sitting.super_event.start) == ("Conference", None)


def test_the_same_day_is_that_of_the_main_event() -> None:
    ctx = run("On December 5 a contest of rowers took place. A gala of rowers was held on the same day.")
    assert {f.event.start for f in told(ctx)} == {PartialDate(2030, 12, 5)}


@pytest.mark.parametrize("second", ["parade", "a parade"])
def test_names_that_share_an_article_and_what_reports_them(second: str) -> None:
    ctx = run(f"A meeting and {second} of menders were held on May 2.")
    assert labels(ctx) == ["meeting", "parade of menders"]
    assert {fact.event.start for fact in told(ctx)} == {PartialDate(2030, 5, 2)}


def test_an_act_ends_before_the_next_verb() -> None:
    assert labels(run("Om Tae Sik visited the Reed Palace and laid wreaths before the Reed Tower.")) == [
        "visit to the Reed Palace",
        "wreaths before the Reed Tower",
    ]


def test_two_events_with_one_verb_and_a_complement_between() -> None:
    ctx = run("A gala of pupils and a film show of menders took place on December 2.")
    assert labels(ctx) == ["gala of pupils", "film show of menders"]
    assert {fact.event.start for fact in told(ctx)} == {PartialDate(2030, 12, 2)}
    assert labels(run("A ceremony for conveying a lamp and a net was held.")) == [
        "ceremony for conveying a lamp and a net"
    ]


@pytest.mark.parametrize(
    "before",
    ["", "Clerks were elected at the 8th Congress of Menders. ", "The 8th Congress of Menders goes on. "],
)
def test_a_day_of_a_sitting_tells_when_the_whole_began(before: str) -> None:
    ctx = run(f"{before}The sixth-day sitting of the 8th Congress of Menders went on on December 6.")
    days = {fact.event.label: fact.event.start for fact in told(ctx)}
    assert days == {
        "Eighth Congress of Menders": PartialDate(2030, 12, 1),
        "Sixth Day of the Eighth Congress of Menders": PartialDate(2030, 12, 6),
    }


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("A fair of lamps took place in Tobong and Riverside on December 2.", None),
        ("Fairs of lamps took place in Tobong, Hillside and Riverside.", None),
        ("A fair of lamps took place in Tobong, Riverside.", "Tobong"),
        ("A fair of lamps took place in Tobong and songs were sung in Riverside.", "Tobong"),
        ("Guests toured the Reed Mill and the Net Mill and spent the day at Tobong.", None),
    ],
)
def test_the_place_of_an_event_is_one(text: str, where: str | None) -> None:
    ctx = context(text)
    for name in ("Tobong", "Hillside", "Riverside"):
        if (at := text.find(name)) >= 0:
            ctx.places.append(Found(Span(at, at + len(name)), PlaceRef(name)))
    events.extract(ctx)
    (event,) = (fact.event for fact in told(ctx))
    assert (event.place.name if event.place else None) == where


def test_where_two_persons_meet_is_no_part_of_the_name() -> None:
    assert labels(run("Om Tae Sik met Han Sol Mi in Tobong on December 2.")) == ["meeting with Han Sol Mi"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("He received a letter for the 76th birthday of the Lamp Guild on December 2.", None),
        ("He came on December 2, the 76th birthday of the Lamp Guild.", PartialDate(2030, 12, 2)),
        ("They spoke of the 76th birthday of the Lamp Guild in 2030.", PartialDate(2030)),
    ],
)
def test_the_day_of_an_anniversary(text: str, start: PartialDate | None) -> None:
    assert [fact.event.start for fact in told(run(text))] == [start]


def test_a_visit_amid_which_two_persons_met_is_not_told_by_it() -> None:
    text = "Om Tae Sik on an official visit to the Reed Town met with Han Sol Mi on December 4."
    assert labels(run(text)) == ["meeting with Han Sol Mi"]
    assert labels(run("The conference of menders met on December 4.")) == ["conference of menders"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Talks between Om Tae Sik, clerk of Reed, and Han Sol Mi, head of Tobong, took place here on December 2.",
            "talks between Om Tae Sik and Han Sol Mi",
        ),
        (
            "On December 2 there were talks between Om Tae Sik, clerk of Reed, and Han Sol Mi, head of Tobong.",
            "talks between Om Tae Sik and Han Sol Mi",
        ),
        ("A meeting between Om Tae Sik, clerk of Reed, and others took place on December 2.", "meeting"),
        (
            "Talks between the Lamp Guild and the Net Guild took place on December 2.",
            "talks between the Lamp Guild and the Net Guild",
        ),
    ],
)
def test_talks_between_two_whose_posts_are_told(text: str, label: str) -> None:
    (fact,) = told(run(text))
    assert (fact.event.label, fact.event.start) == (label, PartialDate(2030, 12, 2))
