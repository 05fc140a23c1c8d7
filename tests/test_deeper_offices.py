"""Sightings of posts read out of lines, and remarks on them: days at the limit, places, persons of one name, order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph import knowledge, office_checks
from wpkgraph.iris import BASE
from wpkgraph.lines import LABEL, Index, literal
from wpkgraph.namespaces import DCTERMS, ORG, WPK, XSD
from wpkgraph.office_checks import Remark
from wpkgraph.sightings import Post, Sighting, by_post, place

BOARD = f"{BASE}org/lamp-board"
STATUSES = ("Holds", "Former", "Elected", "Appointed", "Recalled")


def link(subject: str, predicate: str, target: str) -> str:
    return f"<{subject}> <{predicate}> <{target}>"


def held(person: str, *seen: tuple[str, str], role: str = "Chairman", body: str = BOARD) -> list[str]:
    """The lines of a membership with a reading for each (day, status)."""
    fact = f"{BASE}membership/{person}"
    lines = [
        link(fact, f"{ORG}member", BASE + f"person/{person}"),
        f"<{BASE}person/{person}> <{LABEL}> {literal(person.replace('-', ' ').title())}",
        f"<{fact}> <{WPK}roleText> {literal(role)}",
        link(fact, f"{ORG}organization", body),
        f'<{body}> <{LABEL}> "Lamp Board"',
    ]
    for n, (day, status) in enumerate(seen):
        reading, article = f"{fact}/in/{n}", f"{BASE}article/{day}"
        lines += [
            link(reading, f"{WPK}readingOf", fact),
            link(reading, f"{WPK}inArticle", article),
            link(reading, f"{WPK}membershipStatus", WPK + status),
            link(reading, f"{WPK}evidence", f"{article}/text#char=5,9"),
            link(article, f"{DCTERMS}isPartOf", f"{BASE}file/{day}"),
            f'<{BASE}file/{day}> <{WPK}fileName> "{day}.txt"',
            *(f'<{reading}> <{WPK}{end}> "{day}"^^<{XSD}date>' for end in ("earliest", "latest")),
        ]
    return lines


def indexed(*lines: str) -> Index:
    index = Index()
    index.add(sorted(set(lines)))
    return index


def remarks(*lines: str) -> list[Remark]:
    known = office_checks.records(indexed(*lines), knowledge.load().offices, BASE)
    return [remark for test in office_checks.CHECKS for remark in test(known)]


# --- sightings ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dead", [True, False])
@pytest.mark.parametrize(("status", "holds"), list(zip(STATUSES, (True, False, True, True, False), strict=True)))
def test_who_holds_a_post(status: str, dead: bool, holds: bool) -> None:
    made = Sighting("2021-01-01", "2021-01-01", "p", status, "m", "a", "x at 1-2", dead)
    assert made.holds is (holds and not dead)


def test_a_sighting_is_read_whole() -> None:
    ((post, (seen,)),) = by_post(indexed(*held("om-il", ("2021-04-06", "Elected")))).items()
    assert post == Post("chairman", BOARD, "Lamp Board")
    assert str(post) == "chairman, Lamp Board"
    assert (seen.first, seen.last, seen.status, seen.exact) == ("2021-04-06", "2021-04-06", "Elected", True)
    assert (seen.place, seen.article) == ("2021-04-06.txt at 5-9", f"{BASE}article/2021-04-06")
    assert not seen.dead
    assert not seen.later


@pytest.mark.parametrize("gone", ["earliest", "latest", "readingOf", "#member>"])
def test_a_reading_without_a_day_or_a_person_is_no_sighting(gone: str) -> None:
    lines = [line for line in held("om-il", ("2021-04-06", "Holds")) if gone not in line]
    assert by_post(indexed(*lines)) == {}


def test_a_post_without_a_body_is_its_wording() -> None:
    lines = [line for line in held("om-il", ("2021-04-06", "Holds"), role="Captain of Guards") if BOARD not in line]
    (post,) = by_post(indexed(*lines))
    assert (str(post), post.body) == ("captain of guards", "")


def test_one_role_in_two_spellings_of_case_is_one_post() -> None:
    lines = held("om-il", ("2021-04-07", "Holds")) + held("ro-un", ("2021-04-06", "Holds"), role="CHAIRMAN")
    (seen,) = by_post(indexed(*lines)).values()
    assert [one.first for one in seen] == ["2021-04-06", "2021-04-07"]


@pytest.mark.parametrize(
    ("spans", "file", "found"),
    [
        (["90,120", "9,30"], "lamp.txt", "lamp.txt at 9-120"),
        (["5,9"], "", "a at 5-9"),
        ([], "lamp.txt", "a"),
        (["x,y"], "lamp.txt", "a"),
    ],
)
def test_a_place_is_the_file_and_the_outer_characters(spans: list[str], file: str, found: str) -> None:
    lines = [link("r", f"{WPK}inArticle", "a"), *(link("r", f"{WPK}evidence", f"a/text#char={s}") for s in spans)]
    if file:
        lines += [link("a", f"{DCTERMS}isPartOf", "f"), f'<f> <{WPK}fileName> "{file}"']
    assert place(indexed(*lines), "r") == found


# --- remarks -----------------------------------------------------------------------------------------------------------

sightings = st.lists(
    st.tuples(st.sampled_from(["2021-01-01", "2021-02-01", "2021-03-01"]), st.sampled_from(STATUSES)), max_size=4
)


@settings(max_examples=60, deadline=None)
@given(first=sightings, second=sightings, seed=st.integers(0, 99))
def test_remarks_do_not_depend_on_order_and_name_what_they_are_about(
    first: list[tuple[str, str]], second: list[tuple[str, str]], seed: int
) -> None:
    lines = held("om-tae-sik", *first) + held("ro-un", *second)
    mixed = Index()
    mixed.add(random.Random(seed).sample(lines, len(lines)))
    known = office_checks.records(mixed, knowledge.load().offices, BASE)
    found = [remark for test in office_checks.CHECKS for remark in test(known)]
    assert found == remarks(*lines)
    for about, words in found:
        assert about in (f"{BASE}membership/om-tae-sik", f"{BASE}membership/ro-un")
        assert "chairman, Lamp Board" in words
        assert ".txt at 5-9)" in words


@settings(max_examples=60, deadline=None)
@given(seen=sightings)
def test_one_holder_alone_is_never_two(seen: list[tuple[str, str]]) -> None:
    found = remarks(*held("om-tae-sik", *seen))
    assert not [words for _, words in found if words.startswith("two hold")]
    if not {status for _, status in seen} & {"Elected", "Appointed", "Recalled"}:
        assert found == []


def test_two_holders_are_told_the_same_whoever_comes_first() -> None:
    a, b = ("2021-01-01", "Holds"), ("2021-02-01", "Holds")
    one = remarks(*held("om-il", a, ("2021-03-01", "Holds")), *held("ro-un", b))
    other = remarks(*held("ro-un", a, ("2021-03-01", "Holds")), *held("om-il", b))
    assert [words.count("Om Il") for _, words in one] == [2]
    assert [words.count("Ro Un") for _, words in other] == [2]


@pytest.mark.parametrize("names", [("y.-tarn", "yu-tarn"), ("yu-tarn", "y.-tarn")])
def test_an_initial_may_be_the_other_whichever_iri_comes_first(names: tuple[str, str]) -> None:
    lines = [line for name in names for line in held(name, ("2021-01-01", "Holds"))]
    swapped = [line.replace(f"person/{names[0]}>", "person/zz>") for line in lines]
    assert remarks(*lines) == []
    assert remarks(*swapped) == []


def test_three_in_one_post_are_told_of_in_pairs() -> None:
    lines = [line for name in ("om-il", "ro-un", "kang-su") for line in held(name, ("2021-01-01", "Holds"))]
    found = remarks(*lines)
    assert len(found) == 3
    assert len({words for _, words in found}) == 3


def test_labels_of_documents_stay_text() -> None:
    lines = [*held("om-il", ("2021-01-01", "Recalled"), ("2021-02-01", "Holds"))]
    nasty = [line.replace('"Lamp Board"', '"<script> \\"x\\""') for line in lines]
    ((_, words),) = remarks(*nasty)
    assert words == (
        'recalled and later holding chairman, <script> "x": Om Il recalled on 2021-01-01 (2021-01-01.txt at 5-9);'
        " Om Il holds on 2021-02-01 (2021-02-01.txt at 5-9)"
    )


@pytest.mark.parametrize(
    ("seen", "count"),
    [
        ((("2021-01-01", "Recalled"), ("2021-01-02", "Holds")), 1),
        ((("2021-01-01", "Recalled"), ("2021-01-01", "Holds")), 0),
        ((("2021-01-01", "Recalled"), ("2021-02-01", "Recalled"), ("2021-03-01", "Holds")), 1),
        ((("2021-01-01", "Holds"), ("2021-02-01", "Elected"), ("2021-03-01", "Elected")), 1),
        ((("2021-01-01", "Holds"), ("2021-01-01", "Elected")), 0),
        ((("2021-01-01", "Former"), ("2021-02-01", "Holds")), 0),
    ],
)
def test_each_person_and_post_is_remarked_once(seen: tuple[tuple[str, str], ...], count: int) -> None:
    assert len(remarks(*held("om-il", *seen))) == count


def test_no_lines_give_no_remarks() -> None:
    assert remarks() == []
    assert by_post(indexed()) == {}
