"""Who held what when: the offices query, and the remarks on sightings of posts that can't all be right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import wpkgraph
from wpkgraph import knowledge, office_checks, outputs
from wpkgraph.check import check
from wpkgraph.iris import BASE, digest
from wpkgraph.lines import LABEL, Index, literal
from wpkgraph.namespaces import DCTERMS, ORG, WPK, XSD
from wpkgraph.query import named_queries, question
from wpkgraph.sightings import by_post

CABINET, BOARD = "org/cabinet", "org/lamp-board"


class Made:
    """Dated readings of memberships and participations, written by hand."""

    def __init__(self) -> None:
        self.lines: set[str] = set()

    def _link(self, subject: str, predicate: str, target: str) -> None:
        self.lines.add(f"<{subject}> <{predicate}> <{target}>")

    def _text(self, subject: str, predicate: str, text: str, datatype: str = "") -> None:
        self.lines.add(f"<{subject}> <{predicate}> {literal(text, XSD + datatype if datatype else '')}")

    def _reading(self, fact: str, day: str, until: str = "") -> str:
        article = f"{BASE}article/{digest(day)}"
        reading = f"{fact}/in/{digest(day)}{len(self.lines)}"
        self._link(reading, f"{WPK}readingOf", fact)
        self._link(reading, f"{WPK}inArticle", article)
        self._link(reading, f"{WPK}evidence", f"{article}/text#char=10,30")
        self._text(reading, f"{WPK}earliest", day, "date")
        self._text(reading, f"{WPK}latest", until or day, "date")
        self._link(article, f"{DCTERMS}isPartOf", f"{BASE}file/{day}")
        self._text(f"{BASE}file/{day}", f"{WPK}fileName", f"{day}.txt")
        return reading

    def post(self, name: str, role: str, body: str, *seen: str) -> Made:
        """Sightings: "2021-04-06", "2021-04-06 Recalled", "2021-04-06 dead", "2021-04-06 later", "2021-01-01/2021-12-31"."""
        person = f"{BASE}person/{name.lower().replace(' ', '-')}"
        self._text(person, LABEL, name)
        fact = f"{BASE}membership/{digest(name, role, body)}"
        self._link(fact, f"{ORG}member", person)
        self._text(fact, f"{WPK}roleText", role)
        if body:
            self._link(fact, f"{ORG}organization", BASE + body)
            self._text(BASE + body, LABEL, body.rpartition("/")[2])
        for sighting in seen:
            day, _, word = sighting.partition(" ")
            reading = self._reading(fact, *day.split("/"))
            status = word if word[:1].isupper() else "Holds"
            self._link(reading, f"{WPK}membershipStatus", f"{WPK}{status}")
            for flag, name_of in (("dead", "attestedDead"), ("later", "toldLater")):
                if word == flag:
                    self._text(reading, f"{WPK}{name_of}", "true", "boolean")
        return self

    def speaks(self, name: str, day: str) -> Made:
        fact = f"{BASE}speech/{digest(name, day)}"
        self._link(fact, f"{WPK}speaker", f"{BASE}person/{name.lower().replace(' ', '-')}")
        self._reading(fact, day)
        return self

    def index(self) -> Index:
        index = Index()
        index.add(sorted(self.lines))
        return index

    def remarks(self) -> list[str]:
        known = office_checks.records(self.index(), knowledge.load().offices, BASE)
        return [remark.words for test in office_checks.CHECKS for remark in test(known)]


@pytest.mark.parametrize(
    ("role", "body", "first", "second"),
    [
        ("minister of Railways", "org/dprk", ["2021-01-01", "2021-06-01"], ["2021-03-01"]),
        ("minister of Railways", "", ["2021-03-01"], ["2021-01-01", "2021-06-01"]),
        ("premier", CABINET, ["2021-01-01"], ["2021-01-01"]),
        ("chairman", BOARD, ["2021-01-01 Elected", "2021-06-01"], ["2021-03-01 Elected"]),
        ("chairman", BOARD, ["2021-01-01/2021-01-31", "2021-06-01"], ["2021-03-01/2021-03-31"]),
        ("president", "org/laos", ["2021-01-01", "2021-06-01"], ["2021-03-01", "2021-09-01"]),
        ("general secretary", "org/wpk", ["2022-01-01", "2022-06-01"], ["2022-03-01"]),
    ],
)
def test_two_at_one_time_are_remarked(role: str, body: str, first: Sequence[str], second: Sequence[str]) -> None:
    remarks = Made().post("Om Tae Sik", role, body, *first).post("Ro Un", role, body, *second).remarks()
    (said, *_) = [words for words in remarks if words.startswith("two hold one post")]
    assert role.lower() in said
    for name, days in (("Om Tae Sik", first), ("Ro Un", second)):
        assert name in said
        assert any(f"({day.partition(' ')[0].partition('/')[0]}.txt at 10-30)" in said for day in days)


@pytest.mark.parametrize(
    ("role", "body", "first", "second"),
    [
        ("vice-chairman", BOARD, ["2021-01-01", "2021-06-01"], ["2021-03-01"]),
        ("member", "org/wpk-presidium", ["2021-01-01"], ["2021-01-01"]),
        ("secretary", "org/wpk-cc", ["2021-01-01"], ["2021-01-01"]),
        ("department director", "org/wpk-cc", ["2021-01-01"], ["2021-01-01"]),
        ("deputy minister of Railways", "org/dprk", ["2021-01-01"], ["2021-01-01"]),
        ("minister", "org/dprk", ["2021-01-01"], ["2021-01-01"]),
        ("chairman", "", ["2021-01-01"], ["2021-01-01"]),
        ("manager", "org/in/0123/the-mill", ["2021-01-01"], ["2021-01-01"]),
        ("chairman", BOARD, ["2021-01-01", "2021-03-01"], ["2021-04-01", "2021-06-01"]),
        ("chairman", BOARD, ["2021-01-01", "2021-06-01 Former"], ["2021-03-01"]),
        ("chairman", BOARD, ["2021-01-01", "2021-06-01 Recalled"], ["2021-06-01 Elected"]),
        ("chairman", BOARD, ["2021-01-01", "2021-06-01"], ["2021-01-01 Elected"]),
        ("chairman", BOARD, ["2021-01-01", "2021-06-01 Elected"], ["2021-03-01"]),
        ("chairman", BOARD, ["2021-01-01", "2021-06-01 later"], ["2021-03-01"]),
        ("chairman", BOARD, ["2021-01-01", "2021-06-01 dead"], ["2021-03-01"]),
        ("chairman", BOARD, ["2021-01-01/2021-12-31"], ["2021-01-01/2021-12-31"]),
        ("chairman", BOARD, ["2021-01-01", "2021-06-01"], ["2021-01-01/2021-12-31"]),
    ],
)
def test_several_holders_and_one_after_the_other_are_none(
    role: str, body: str, first: Sequence[str], second: Sequence[str]
) -> None:
    remarks = Made().post("Om Tae Sik", role, body, *first).post("Ro Un", role, body, *second).remarks()
    assert not [words for words in remarks if words.startswith("two hold one post")]


@pytest.mark.parametrize("name", ["Om Tae Sik", "OM TAE SIK", "O. T. Sik"])
def test_one_name_is_no_two_holders(name: str) -> None:
    made = Made().post("Om Tae Sik", "premier", CABINET, "2021-01-01")
    made.post(name, "premier", CABINET, "2021-01-01")
    made.lines |= {
        line.replace("/person/om-tae-sik>", "/person/other>") for line in list(made.lines) if "om-tae" in line
    }
    assert made.remarks() == []


@pytest.mark.parametrize(
    ("name", "role", "body", "day", "why"),
    [
        ("Kim Jong Un", "general secretary", "org/wpk", "2020-06-01", "Kim Jong Un from 2021-01-10"),
        ("Kim Jong Un", "chairman", "org/wpk", "2021-06-01", "Kim Jong Un from 2016-05-09 until 2021-01-10"),
        ("Om Tae Sik", "general secretary", "org/wpk", "2022-06-01", "from 2021-01-10"),
        ("Kim Jong Il", "general secretary", "org/wpk", "2012-06-01", "from 1997-10-08 until 2011-12-17"),
    ],
)
def test_a_sighting_outside_the_known_time_is_remarked(name: str, role: str, body: str, day: str, why: str) -> None:
    (said,) = Made().post(name, role, body, day).remarks()
    assert said.startswith("outside the known time in ")
    assert f"{name} holds on {day} ({day}.txt at 10-30)" in said
    assert why in said


@pytest.mark.parametrize(
    ("name", "role", "body", "day"),
    [
        ("Kim Jong Un", "general secretary", "org/wpk", "2021-01-10"),
        ("Kim Jong Un", "general secretary", "org/wpk", "2021-01-01/2021-12-31"),
        ("Kim Jong Un", "general secretary", "org/wpk", "2012-06-01 later"),
        ("Kim Jong Un", "chairman", "org/wpk", "2019-06-01"),
        ("Kim Jong Un", "general secretary", BOARD, "2012-06-01"),
        ("Om Tae Sik", "general secretary", "org/wpk", "1950-06-01"),
        ("Om Tae Sik", "member", "org/wpk-presidium", "2022-06-01"),
    ],
)
def test_a_sighting_that_may_be_right_is_not(name: str, role: str, body: str, day: str) -> None:
    assert Made().post(name, role, body, day).remarks() == []


def test_one_who_is_called_dead_and_seen_later() -> None:
    made = Made().post("Om Tae Sik", "member", BOARD, "2021-01-01", "2021-02-01 dead")
    assert made.remarks() == []
    assert made.speaks("Om Tae Sik", "2021-02-01").remarks() == []
    (said,) = made.speaks("Om Tae Sik", "2021-03-01").remarks()
    assert said == (
        "Om Tae Sik is called dead on 2021-02-01 (2021-02-01.txt at 10-30), but seen at an event on 2021-03-01"
        " (2021-03-01.txt at 10-30)"
    )
    posted = Made().post("Ro Un", "member", BOARD, "2021-02-01 dead", "2021-04-01 dead", "2021-05-01")
    assert "seen as member, lamp-board on 2021-05-01" in posted.remarks()[0]


@pytest.mark.parametrize(
    ("seen", "start"),
    [
        (
            ["2021-01-01 Recalled", "2021-02-01"],
            "recalled and later holding member, lamp-board: Om Tae Sik recalled on",
        ),
        (
            ["2021-01-01", "2021-02-01 Elected"],
            "elected to a post held already, member, lamp-board: Om Tae Sik holds on",
        ),
        (["2021-01-01 Elected", "2021-02-01 Appointed"], "appointed to a post held already"),
        (["2021-01-01 Recalled", "2021-02-01 Elected", "2021-03-01"], None),
        (["2021-01-01", "2021-02-01 Recalled", "2021-03-01 Elected"], None),
        (["2021-01-01 Recalled", "2021-01-01"], None),
        (["2021-01-01 Elected", "2021-02-01"], None),
        (["2021-01-01 Recalled", "2021-02-01 later"], None),
        (["2021-01-01 Former", "2021-02-01 Elected"], None),
    ],
)
def test_what_was_gained_and_lost_in_what_order(seen: Sequence[str], start: str | None) -> None:
    remarks = Made().post("Om Tae Sik", "member", BOARD, *seen).remarks()
    assert len(remarks) == (start is not None)
    assert all(words.startswith(start or "-") for words in remarks)


def test_remarks_do_not_depend_on_the_order_of_lines() -> None:
    made = Made().post("Om Tae Sik", "premier", CABINET, "2021-01-01", "2021-06-01")
    made.post("Ro Un", "premier", CABINET, "2021-03-01", "2021-04-01")
    turned = Index()
    turned.add(sorted(made.lines, reverse=True))
    assert by_post(turned) == by_post(made.index())


TEXTS = {
    "a.txt": "Date: 07/04/2021 | Source: KCNA\n\nPyongyang, April 7 (KCNA) -- Om Tae Sik, chairman of the Lamp Board, spoke.",
    "b.txt": "Date: 09/05/2021 | Source: KCNA\n\nPyongyang, May 9 (KCNA) -- Ro Un, chairman of the Lamp Board, spoke.",
    "c.txt": "Date: 11/06/2021 | Source: KCNA\n\nPyongyang, June 11 (KCNA) -- Om Tae Sik, chairman of the Lamp Board, left"
    " and Kim Jong Un, general secretary of the WPK, came.",
    "d.txt": "Date: 11/07/2024 | Source: KCNA\n\nPyongyang, July 11 (KCNA) -- On March 1, Juche 107 (2018) Kim Jong Un, general"
    " secretary of the WPK, visited the Unsong Silk Mill.",
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("offices")
    (folder / "in").mkdir()
    for name, text in TEXTS.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    return outputs.write(wpkgraph.build(folder / "in").dataset, folder / "out")


def rows(output: Path, **params: str) -> list[dict[str, str | None]]:
    return list(wpkgraph.open_output(output).query(question("offices", params).sparql))


def test_check_reports_two_holders_as_a_note_with_both_places(output: Path) -> None:
    found = [problem for problem in check(output) if problem.check == "offices"]
    assert [problem.note for problem in found] == [True]
    for words in (
        "chairman, Lamp Board",
        "Om Tae Sik",
        "Ro Un",
        "2021-04-07 (a.txt at ",
        "2021-05-09 (b.txt at ",
        "(c.txt at ",
    ):
        assert words in found[0].message
    assert not [problem for problem in check(output) if not problem.note]


def test_the_view_gives_first_and_last_sighting_and_reference_data_apart(output: Path) -> None:
    assert [param.name for param in named_queries()["offices"].params] == ["office", "body", "person"]
    om, ro = rows(output, body="Lamp")
    assert (om["person"], om["first"], om["last"], om["sightings"]) == ("Om Tae Sik", "2021-04-07", "2021-06-11", "2")
    assert (ro["person"], ro["first"], ro["last"], ro["until"]) == ("Ro Un", "2021-05-09", "2021-05-09", None)
    texts, data = rows(output, office="general secretary", person="Kim Jong Un")
    assert (texts["basis"], texts["first"], texts["last"], texts["from"]) == ("texts", "2021-06-11", "2021-06-11", None)
    assert (data["basis"], data["from"], data["until"], data["first"]) == ("reference data", "2021-01-10", None, None)
    assert "KCNA" in (data["source"] or "")
    assert {row["person"] for row in rows(output, person="ro un")} == {"Ro Un"}


def test_what_a_text_tells_of_years_before_is_marked_and_no_sighting(output: Path) -> None:
    index = Index()
    for lines in wpkgraph.open_output(output).dataset.graphs.values():
        index.add(lines)
    (reading,) = index.subjects(f"{WPK}toldLater")
    assert index.values(reading, f"{WPK}attestedOn") == ["2018-03-01"]
    assert not [problem for problem in check(output) if "general secretary" in problem.message]


def test_elections_and_recalls_stand_in_the_view(built_example: Path) -> None:
    changes = {row["person"]: row["changes"] for row in rows(built_example) if row["changes"]}
    assert changes["Sok Yun Hui"] == "recalled 2022-03-07"
    assert changes["Ok Sun Bok"] == "elected 2022-06-18"
    former = next(row for row in rows(built_example, person="Kim Kum Su"))
    assert (former["first"], former["sightings"], former["changes"]) == (None, None, "former 2013-01-29")
