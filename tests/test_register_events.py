"""Events in the register's ways of telling them: titles in quotes, purposes, subjects, places and lists."""

from __future__ import annotations

import pytest

import support
from event_contexts import labels, run, told
from wpkgraph import knowledge
from wpkgraph.model import EventFact, ParticipationFact


def events(text: str) -> dict[str, EventFact]:
    """The events of a text read with all extractors, by label."""
    _, found = support.extraction(text)
    return {fact.event.label: fact for fact in found.facts if isinstance(fact, EventFact)}


# --- titles in quotes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('A symposium "Nets and Rivers" was held in Tobong.', 'symposium "Nets and Rivers"'),
        ('An art exhibition "Our River" opened at the Reed Hall.', 'art exhibition "Our River"'),
        (
            'A meeting "Night of Lamps" of Tobong and Unsong menders took place.',
            'meeting "Night of Lamps" of Tobong and Unsong menders',
        ),
        ('Clerks attended a concert "Song of Lamps" on May 2.', 'concert "Song of Lamps"'),
    ],
)
def test_a_title_in_quotes_belongs_to_the_name(text: str, label: str) -> None:
    ctx = run(text)
    assert labels(ctx) == [label]
    assert told(ctx)[0].reported


@pytest.mark.parametrize(
    "text",
    [
        'The performance "Song of Lamps" is loved.',
        'He praised the game "Lamps and Nets".',
        'A meeting "hall" was full.',
    ],
)
def test_a_title_alone_makes_no_event(text: str) -> None:
    assert labels(run(text)) == []


# --- what an event is for, and what it is of -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (
            "Meetings of rowers to carry through the tasks of the 3rd Conference of Net Menders took place.",
            "meetings of rowers",
        ),
        ("A rally of rowers to honour the spirit of the 3rd Conference of Net Menders was held.", "rally of rowers"),
    ],
)
def test_the_verb_is_that_of_the_subject_and_not_of_what_it_is_for(text: str, held: str) -> None:
    reported = {fact.event.label: fact.reported for fact in told(run(text))}
    assert reported == {held: True, "Third Conference of Net Menders": False}


@pytest.mark.parametrize(
    "text",
    [
        "The 3rd Conference of Net Menders took place.",
        "To carry through the tasks, the 3rd Conference of Net Menders was held.",
        "A meeting of rowers closed, and the 3rd Conference of Net Menders was held.",
    ],
)
def test_a_numbered_event_with_a_verb_of_its_own_is_reported(text: str) -> None:
    assert {f.event.label: f.reported for f in told(run(text))}["Third Conference of Net Menders"]


# --- who holds it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "organizer"),
    [
        ("The Oar Union held a meeting of rowers.", "Oar Union"),
        ("The Central Committee of the Oar Union held a meeting of rowers.", "Central Committee of the Oar Union"),
        ("On Friday the Oar Union held a meeting of rowers.", "Oar Union"),
        ("The Net Union and the Oar Union held a meeting of rowers.", "Oar Union"),
        ("Guests and Koreans in China sent floral baskets to the statues of the founders.", None),
        ("Clerks of the Oar Union sent floral baskets to the statues of the founders.", None),
        ("The envoy of Russia and staff of the Oar Union held a meeting of rowers.", None),
        ("Om Tae Sik and the Oar Union held a meeting of rowers.", None),
    ],
)
def test_the_organizer_is_the_subject(text: str, organizer: str | None) -> None:
    (fact,) = events(text).values()
    assert (fact.event.organizer.name if fact.event.organizer else None) == organizer


# --- where it is -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Present at a meeting of rowers held in Hamhung were Om Tae Sik, clerk, and others.", "Hamhung City"),
        ("A meeting of rowers was held in Hamhung with Om Tae Sik present.", "Hamhung City"),
        ("Present at a meeting of rowers were Om Tae Sik, clerk, and menders in Hamhung.", None),
        ("A meeting of rowers was attended by Om Tae Sik, clerk, and menders in Hamhung.", None),
    ],
)
def test_where_a_member_of_a_list_is_at_home_is_not_where_it_is_held(text: str, place: str | None) -> None:
    (fact,) = events(text).values()
    assert (fact.event.place.name if fact.event.place else None) == place


# --- which event a list belongs to -----------------------------------------------------------------------------------


def test_a_list_belongs_to_no_event_that_is_told_only_behind_it() -> None:
    ctx = run("Present there were Om Tae Sik and others. A joint performance of the choir was given.", "Lamps Lit")
    assert {f.event.label for f in ctx.facts if isinstance(f, ParticipationFact)} == {"Lamps Lit"}


def test_a_list_belongs_to_the_event_before_it() -> None:
    ctx = run("A fair of lamps was held. Present there were Om Tae Sik and others. A joint performance was given.")
    assert {f.event.label for f in ctx.facts if isinstance(f, ParticipationFact)} == {"fair of lamps"}


def test_on_the_spot_opens_no_list() -> None:
    ctx = run("Kim Jong Un visited the Reed Dam. On the spot, Om Tae Sik and Han Sol Mi said that it was strong.")
    assert {f.participant.name for f in ctx.facts if isinstance(f, ParticipationFact)} == {"Kim Jong Un"}


# --- games and championships -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("They won lamps at the 33rd Olympic Games.", "33rd Olympic Games"),
        ("The 9th Asian Games opened in Tobong on May 2.", "Ninth Asian Games"),
        ("The Reed U-15 Women's Championship 2031 was held in Tobong.", "Reed U-15 Women's Championship 2031"),
        ("A contest among menders of nets took place.", "contest among menders of nets"),
    ],
)
def test_games_and_championships(text: str, label: str) -> None:
    assert labels(run(text)) == [label]


@pytest.mark.parametrize(
    "text",
    [
        "He loves the olympic games.",
        "They saw the second games.",
        "They came to the contest 1999 rowers strong.",
        "The Guild's championship was praised.",
    ],
)
def test_what_is_no_game_by_name(text: str) -> None:
    assert labels(run(text)) == []


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("He won a lamp at the 33rd Olympic Games on May 2.", None),
        ("He spoke at the 3rd Conference of Net Menders on May 2.", None),
        ("The 3rd Conference of Net Menders was held on May 2.", "2030-05-02"),
        ("He spoke of the 3rd Conference of Net Menders in May 2029.", "2029-05"),
        ("During his visit to the Reed Mill on May 2, 2029, Kim Jong Un smiled.", "2029-05-02"),
    ],
)
def test_the_day_of_what_is_done_at_an_event_is_not_its_first(text: str, start: str | None) -> None:
    found = told(run(text))[0].event.start
    assert (found.iso if found else None) == start


# --- anniversaries ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "They met on the 58th anniversary of the establishment of diplomatic relations between the two countries.",
        "They marked the 100th founding anniversary of the schools.",
        "They marked the 71st anniversary of its independence.",
    ],
)
def test_an_anniversary_told_in_words_of_this_text_alone_is_no_event(text: str) -> None:
    assert labels(run(text)) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "They met on the 58th anniversary of diplomatic relations between Tobong and Unsong.",
            "58th Anniversary of Diplomatic Relations between Tobong and Unsong",
        ),
        ("They marked the 79th anniversary of national liberation.", "79th Anniversary of National Liberation"),
        ("They marked the 5th founding anniversary of the Oar Guild.", "Fifth Founding Anniversary of Oar Guild"),
    ],
)
def test_an_anniversary_by_name_is_one(text: str, label: str) -> None:
    assert labels(run(text)) == [label]


def test_a_later_wording_of_an_anniversary_joins_it() -> None:
    ctx = run("They marked the 5th founding anniversary of the Oar Guild. Its 5th founding anniversary was on May 2.")
    assert labels(ctx) == ["Fifth Founding Anniversary of Oar Guild"]


@pytest.mark.parametrize(
    ("names", "series"),
    [
        (
            ("76th birthday of the DPRK", "76th DPRK birthday", "76th founding anniversary of the friendly DPRK"),
            "dprk-founding-anniversary",
        ),
        (("79th birthday of the WPK", "79th founding anniversary of the WPK"), "wpk-founding-anniversary"),
        (
            (
                "71st anniversary of the victory in the great Fatherland Liberation War",
                "71st anniversary of great victory in the Fatherland Liberation War",
            ),
            "war-victory-anniversary",
        ),
        (
            ("79th anniversary of Korea's liberation", "79th anniversary of national liberation"),
            "liberation-anniversary",
        ),
    ],
)
def test_the_names_of_one_day_are_one_series(names: tuple[str, ...], series: str) -> None:
    known = knowledge.load().series
    for name in names:
        (fact,) = told(run(f"Guests met on the {name}."))
        row = known.find(str(fact.event.series))
        assert row is not None
        assert row.id == series


# --- what is no part of a name ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "It won a prize at the 37th National Festival of Nets for its use in farms.",
            "37th National Festival of Nets",
        ),
        ("The 3rd Conference of Net Menders in Tobong opened.", "Third Conference of Net Menders in Tobong"),
        ("Kim Jong Un visited the Reed Mill about ten years ago.", "visit to the Reed Mill"),
        ("Kim Jong Un visited the Reed Mill two months ago.", "visit to the Reed Mill"),
        ("Kim Jong Un visited the Ten Years Mill.", "visit to the Ten Years Mill"),
    ],
)
def test_what_follows_a_name(text: str, label: str) -> None:
    assert labels(run(text))[0] == label


def test_credentials_are_presented() -> None:
    ctx = run("Om Tae Sik, ambassador, presented his credentials to the president of Unsong on May 2.")
    assert labels(ctx) == ["presentation of credentials to the president of Unsong"]
    assert [f.participant.name for f in ctx.facts if isinstance(f, ParticipationFact)] == ["Om Tae Sik"]


def test_other_things_presented_are_no_event() -> None:
    assert labels(run("Om Tae Sik, ambassador, presented a lamp to the president of Unsong.")) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Clerks came. The field consultative meetings discussed the issue of lamps.", ["field consultative meetings"]),
        ("A field consultative meeting took measures for lamps.", ["field consultative meeting"]),
        ("The consultative meetings were useful.", []),
        ("The net exhibition discussed lamps.", []),
    ],
)
def test_verbs_behind_that_tell_a_meeting(text: str, found: list[str]) -> None:
    assert labels(run(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "A delegation led by Om Tae Sik, clerk, left here on Friday to attend the 10th Conference of Net Menders.",
        "A delegation led by Om Tae Sik, clerk, arrived here on Friday to take part in the 10th Conference of Net Menders.",
    ],
)
def test_who_leaves_for_an_event_has_not_attended_it(text: str) -> None:
    ctx = run(text, "Menders on Their Way")
    taken = {f.event.label for f in ctx.facts if isinstance(f, ParticipationFact)}
    assert taken == {"Menders on Their Way"}


def test_who_comes_back_from_an_event_has_attended_it() -> None:
    ctx = run("Om Tae Sik, clerk, who took part in the 10th Conference of Net Menders, returned home.", "Menders Back")
    assert "Tenth Conference of Net Menders" in {f.event.label for f in ctx.facts if isinstance(f, ParticipationFact)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "The funeral of Om Tae Sik, member of the Oar Board and clerk of Reed, was held on May 3.",
            ["funeral of Om Tae Sik"],
        ),
        ("The funeral of Om Tae Sik was held on May 3.", ["funeral of Om Tae Sik"]),
        ("The meeting for Om Tae Sik, clerk of Reed, was long.", []),
        ("The clerks, at the funeral of Om Tae Sik, clerk of Reed, were sad.", []),
    ],
)
def test_the_posts_of_whom_an_event_is_for_stand_before_its_verb(text: str, found: list[str]) -> None:
    assert labels(run(text)) == found


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Laid before the statues of the founders were floral baskets in the name of the Guild.",
            "before the statues of the founders",
        ),
        ("Placed at the Reed Tower were also wreaths.", "at the Reed Tower"),
        (
            "Floral baskets in the names of the Guild, the Oar Union, the boards and the mills of the towns, the schools and "
            "the homes of the rowers, the net menders, the lamp makers and others and bouquets were laid before the statues.",
            "before the statues",
        ),
    ],
)
def test_things_laid_are_told_before_or_far_behind_their_noun(text: str, label: str) -> None:
    (found,) = labels(run(text))
    assert found.split(" ", 1)[0].lower() in ("floral", "wreaths")
    assert found.endswith(label)


@pytest.mark.parametrize("text", ["Laid before the statues were nets.", "They had laid lamps before floral baskets."])
def test_other_things_laid(text: str) -> None:
    assert labels(run(text)) == []


def test_what_is_laid_is_told_again_in_general_words() -> None:
    ctx = run(
        "Wreaths were laid before the Reed Cemetery. Placed before the cemetery were wreaths in the name of the Guild."
    )
    assert labels(ctx) == ["wreaths before the Reed Cemetery"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "Clerks visited the Monument to the Victorious Fatherland Liberation War on Friday.",
            "visit to the Monument to the Victorious Fatherland Liberation War",
        ),
        (
            "A performance was given before the Monument to the Victorious Fatherland Liberation War.",
            "performance before the Monument to the Victorious Fatherland Liberation War",
        ),
        ("Clerks visited the Monument to Party Founding on Friday.", "visit to the Monument to Party Founding"),
        ("Clerks visited the Reed Terraced Lamp District on Friday.", "visit to the Reed Terraced Lamp District"),
        ("Clerks visited the Unsong Tower to see the lamps.", "visit to the Unsong Tower"),
    ],
)
def test_a_name_is_not_cut_within_that_of_a_place(text: str, label: str) -> None:
    assert list(events(text)) == [label]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (
            "They marked the 10th anniversary of Om Tae Sik's field guidance over the Reed Mill.",
            "Tenth Anniversary of Om Tae Sik's Field Guidance over Reed Mill",
        ),
        (
            "They marked the 75th anniversary of the establishment of relations between the Oar Guild and the Net Guild.",
            "75th Anniversary of Establishment of Relations between Oar Guild and Net Guild",
        ),
        ("They marked the 5th anniversary of the Oar Guild over tea.", "Fifth Anniversary of Oar Guild"),
    ],
)
def test_an_anniversary_is_not_cut_before_what_it_is_of(text: str, label: str) -> None:
    assert labels(run(text))[0] == label
