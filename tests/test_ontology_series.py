"""series.toml, offices.toml and decisions.tsv."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology_copies import FOLDER, extended
from wpkgraph.dates import PartialDate
from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import bodies, decisions, offices, places, series, vocabulary
from wpkgraph.knowledge.offices import Offices, Undecided
from wpkgraph.knowledge.series import AllSeries, event_id

LEADERS = {"kim-il-sung", "kim-jong-il", "kim-jong-un"}


@pytest.fixture(scope="module")
def lines() -> AllSeries:
    return series.load(FOLDER)


@pytest.fixture(scope="module")
def posts() -> Offices:
    return offices.load(FOLDER)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Conference of Cell Secretaries of the Workers' Party of Korea", "cell-secretaries-conference"),
        ("Conference of Cell Chairpersons of the WPK", "cell-secretaries-conference"),
        ("Meeting of Secretaries of Cells", "cell-secretaries-conference"),
        ("conference of cell secretaries of workers' party of korea", "cell-secretaries-conference"),
        ("Conference of Chairpersons of the Primary Party Committees", "primary-committee-secretaries-conference"),
        ("Party Congress", "wpk-congress"),
        ("WPK Congress", "wpk-congress"),
        ("Congress of the Party", "wpk-congress"),
        ("Conference of the WPK", "wpk-conference"),
        ("Plenary Meeting of the C.C., WPK", "wpk-cc-plenary-meeting"),
        ("Plenary Meeting of the Party Central Committee", "wpk-cc-plenary-meeting"),
        ("Enlarged Meeting of the Political Bureau of the WPK Central Committee", "wpk-politburo-meeting"),
        ("Session of the SPA", "spa-session"),
        ("Congress of Chongryon", "chongryon-congress"),
        (
            "Workshop for the Chief Secretaries of the City and County Party Committees",
            "city-county-chief-secretaries-workshop",
        ),
    ],
)
def test_every_name_finds_its_series(lines: AllSeries, name: str, found: str) -> None:
    one = lines.find(name)
    assert one is not None
    assert one.id == found


@pytest.mark.parametrize("name", ["Conference of Net Menders", "Conference", "Congress of the Communist Party of Cuba"])
def test_other_meetings_are_in_no_series(lines: AllSeries, name: str) -> None:
    assert lines.find(name) is None


def test_numbered_meetings_have_ids_of_their_numbers(lines: AllSeries) -> None:
    assert event_id("spa-session", 10, 14) == "spa-session/14-10"
    sixth = lines.event("cell-secretaries-conference", 6)
    assert sixth is not None
    assert (sixth.start, sixth.end) == (PartialDate(2021, 4, 6), None)
    fifth = lines.event("cell-secretaries-conference", 5)
    assert fifth is not None
    assert fifth.start is None  # no text at hand states it
    assert lines.event("cell-secretaries-conference", 60) is None


def test_events_without_a_number_are_found_by_name(lines: AllSeries) -> None:
    launch = lines.find_event("the launch of the artificial earth satellite Kwangmyongsong 3-2")
    assert launch is not None
    assert (launch.cls, launch.start) == ("Launch", PartialDate(2012))
    assert lines.find_event("launch of a lamp") is None


def test_what_series_refer_to_exists(lines: AllSeries) -> None:
    words, atlas, book = vocabulary.load(FOLDER), places.load(FOLDER), bodies.load(FOLDER)
    for one in lines.series.values():
        assert words.is_a(one.cls, "Event"), one.id
        assert one.body is None or one.body in book.bodies, one.id
    for event in lines.events.values():
        assert words.is_a(event.cls, "Event"), event.id
        assert event.place is None or event.place in atlas.places, event.id


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (
            '[[series]]\nid = "x"\nlabel = "Congress of the WPK"\ncls = "Congress"\nsource = "invented"\n',
            "names 'wpk-congress'",
        ),
        ('[[series]]\nid = "x"\nlabel = "X"\ncls = "Congress"\nbody = "moon"\nsource = "invented"\n', "body 'moon'"),
        ('[[event]]\nid = "x"\nlabel = "X"\nseries = "moon"\nordinal = 1\nsource = "invented"\n', "series 'moon'"),
        (
            '[[event]]\nid = "x"\nlabel = "X"\nseries = "wpk-congress"\nordinal = 9\nsource = "invented"\n',
            "must be made of",
        ),
        ('[[event]]\nid = "x"\nlabel = "X"\nsource = "invented"\n', "needs cls"),
        (
            '[[event]]\nid = "x"\nlabel = "X"\ncls = "Launch"\nstart = "May 2012"\nsource = "invented"\n',
            "not of the form",
        ),
        ('[[event]]\nid = "x"\nlabel = "X"\ncls = "Launch"\nstart = "2012-02-30"\nsource = "invented"\n', "2012-02-30"),
        ('[[event]]\nid = "x"\nlabel = "X"\ncls = "Launch"\nstart = "2012-13"\nsource = "invented"\n', "2012-13"),
    ],
)
def test_mistakes_in_series(tmp_path: Path, row: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why):
        series.load(extended(tmp_path, "series.toml", "\n" + row))


@pytest.mark.parametrize(
    ("form", "day", "person"),
    [
        ("the General Secretary", PartialDate(2021, 4, 9), "kim-jong-un"),
        ("the General Secretary", PartialDate(2024, 10, 1), "kim-jong-un"),
        ("the President", PartialDate(2013, 1, 29), "kim-il-sung"),
        ("the Chairman", PartialDate(2024, 2, 1), "kim-jong-il"),
        ("the General", PartialDate(2013, 1, 29), "kim-jong-il"),
        ("the respected Marshal", PartialDate(2022, 5, 1), "kim-jong-un"),
        ("the Supreme Commander", PartialDate(2024, 8, 3), "kim-jong-un"),
    ],
)
def test_title_denotes_the_holder_at_the_date(posts: Offices, form: str, day: PartialDate, person: str) -> None:
    assert posts.holder(form, day, LEADERS) == person


@pytest.mark.parametrize(
    ("form", "day", "named", "why"),
    [
        ("the General Secretary", PartialDate(2021, 4, 9), set(), "does not name"),
        ("the General Secretary", None, LEADERS, "no date"),
        ("the General Secretary", PartialDate(2005, 6, 1), LEADERS, "not confirmed"),
        ("the General Secretary", PartialDate(2014, 6, 1), LEADERS, "no holder"),
        ("the General Secretary", PartialDate(2021), LEADERS, "no holder"),
        ("the Chairman", PartialDate(2018, 6, 1), LEADERS, "not known for texts of 2018-06-01"),
        ("the Supreme Commander", PartialDate(2010, 6, 1), LEADERS, "no holder"),
        ("the leader", PartialDate(2021, 4, 9), LEADERS, "in no row"),
        ("the president", PartialDate(2021, 4, 9), LEADERS, "in no row"),
        ("the great leaders", PartialDate(2021, 4, 9), LEADERS, "denotes 2 persons"),
    ],
)
def test_title_denotes_nobody(posts: Offices, form: str, day: PartialDate | None, named: set[str], why: str) -> None:
    found = posts.holder(form, day, named)
    assert isinstance(found, Undecided)
    assert why in found.reason


def test_a_title_can_denote_two(posts: Offices) -> None:
    assert posts.persons("the great leaders", PartialDate(2021, 4, 9), LEADERS) == ("kim-il-sung", "kim-jong-il")
    one = posts.persons("the great leaders", PartialDate(2021, 4, 9), {"kim-il-sung"})
    assert isinstance(one, Undecided)


def holder(person: str, start: str, until: str = "", attested: str = "") -> str:
    rows = [
        "[[holder]]",
        'office = "chairman-of-the-wpk"',
        f'person = "{person}"',
        f'from = "{start}"',
        'source = "invented"',
    ]
    rows += [f'until = "{until}"'] if until else []
    rows += [f'attested_from = "{attested}"'] if attested else []
    return "\n" + "\n".join([*rows, f"confirmed = {'true' if attested else 'false'}"]) + "\n"


TITLE = '\n[[title]]\nform = "the Clerk"\nsource = "invented"\noffice = "chairman-of-the-wpk"\n'


def test_an_office_holder_added_as_a_row_decides(tmp_path: Path) -> None:
    posts = offices.load(extended(tmp_path, "offices.toml", TITLE + holder("jo-yong-won", "2031-02", "", "2031-03-01")))
    assert posts.holder("the Clerk", PartialDate(2031, 3, 1)) == "jo-yong-won"
    assert isinstance(posts.holder("the Clerk", PartialDate(2031, 2, 27)), Undecided)


def test_two_holders_at_one_time_decide_nothing(tmp_path: Path) -> None:
    rows = holder("jo-yong-won", "2031", "", "2031-03-01") + holder("ri-il-hwan", "2031", "", "2031-03-01")
    posts = offices.load(extended(tmp_path, "offices.toml", TITLE + rows))
    found = posts.holder("the Clerk", PartialDate(2032, 3, 1))
    assert isinstance(found, Undecided)
    assert "two holders" in found.reason


def test_two_rows_of_one_title_decide_nothing(tmp_path: Path) -> None:
    rows = "".join(
        f'\n[[title]]\nform = "the Clerk"\nsource = "invented"\npersons = ["{p}"]\n'
        for p in ("jo-yong-won", "ri-il-hwan")
    )
    found = offices.load(extended(tmp_path, "offices.toml", rows)).holder("the Clerk", PartialDate(2020, 1, 1))
    assert isinstance(found, Undecided)
    assert "jo-yong-won or ri-il-hwan" in found.reason


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (holder("nobody", "2001"), "person 'nobody' has no row"),
        (holder("kim-jong-un", "2001-05", "1999"), "until lies before from"),
        (holder("kim-jong-un", "yesterday"), "not of the form"),
        (holder("kim-jong-un", "2001").replace("false", "true"), "goes with confirmed"),
        ('\n[[title]]\nform = "the Clerk"\nsource = "invented"\n', "either office or persons"),
        ('\n[[title]]\nform = "the Clerk"\nsource = "invented"\noffice = "moon"\n', "office 'moon' has no row"),
        ('\n[[office]]\nid = "x"\nlabel = "X"\nbody = "moon"\nrole = "x"\nsource = "invented"\n', "body 'moon'"),
    ],
)
def test_mistakes_in_offices(tmp_path: Path, row: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why):
        offices.load(extended(tmp_path, "offices.toml", row))


def test_priors_of_the_reference_data_are_kept(posts: Offices, shared: Path) -> None:
    rows = (shared / "data" / "offices.tsv").read_text(encoding="utf-8").splitlines()[1:]
    have = {(h.start.iso, h.until.iso if h.until else "") for h in posts.holders}
    assert all(tuple(row.split("\t")[2:4]) in have for row in rows)


def test_decisions_join_and_part(tmp_path: Path) -> None:
    rows = ["a b same", "c b same", "d a unsure", "e a different"]
    known = decisions.load(extended(tmp_path, "decisions.tsv", decided(*rows)))
    assert known.same == {"person/a": "person/a", "person/b": "person/a", "person/c": "person/a"}
    assert known.between("person/c", "person/a") == "same"
    assert known.between("person/a", "person/e") == "different"
    assert known.between("person/d", "person/a") == "unsure"
    assert known.between("person/d", "person/e") is None
    assert [row.why for row in known.rows if row.pair == ("person/a", "person/d")] == ["the reason"]


def decided(*rows: str) -> str:
    """Rows of decisions.tsv from "left right verdict"."""
    lines = []
    for left, right, verdict in map(str.split, rows):
        lines.append(f"person/{left}\tperson/{right}\t{verdict}\tthe reason\tthe reader\t\n")
    return "".join(lines)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (decided("a a same"), "left is not right"),
        (decided("a b same").replace("the reason", ""), "must be filled"),
        (decided("a b same").replace("the reader", " "), "must be filled"),
        (decided("a b same").replace("person/a", "org/a"), "'org/a' is no person's IRI"),
        (decided("a b perhaps"), "known: same"),
        (decided("a b same").replace("reason", "rea\x07son"), "control character"),
        (decided("a b same", "b a same"), "decided already in line"),
        (decided("a b same", "b c same", "a c different"), "make the two the same"),
    ],
)
def test_mistakes_in_decisions(tmp_path: Path, rows: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=rf"decisions.tsv:\d+: .*{why}"):
        decisions.load(extended(tmp_path, "decisions.tsv", rows))


def test_no_decision_is_shipped() -> None:
    assert decisions.load(FOLDER).rows == ()


def test_an_unknown_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="unknown table"):
        offices.load(extended(tmp_path, "offices.toml", "\n[[bureau]]\n"))
