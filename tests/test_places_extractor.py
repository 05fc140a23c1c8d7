"""Places named in an article: known ones and names with a place's head, never inside names of bodies and persons."""

from __future__ import annotations

import pytest

import support
from wpkgraph import knowledge
from wpkgraph.extractors.places import place


def places(text: str, body: int = 0) -> list[str]:
    """The labels of the places found, in order."""
    return [found.ref.name for found in support.context(text, body=body).places]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("New houses rose in Unsong County.", ["Unsong County"]),
        ("They met at the Tobong Indoor Stadium in Hamhung.", ["Tobong Indoor Stadium", "Hamhung City"]),
        ("The April 25 House of Culture was full.", ["April 25 House of Culture"]),
        ("They crossed the Unsong River to Sinmi-dong.", ["Unsong River", "Sinmi-dong"]),
        ("They met at Om Tae Sik Square.", ["Om Tae Sik Square"]),
        ("They climbed Mt Paektu.", ["Mt Paektu"]),
        ("They saw the Unsong City Stadium and the Tobong Farm.", ["Unsong City Stadium"]),
        ("The county and the city won.", []),
        ("Juche 113 (2024), April 7", []),
    ],
)
def test_places(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The Pyongyang Valve Works won.",
        "The Unsong County Valve Works won.",
        "Workers of Unsong County Valve Works came.",
        "Om Tae Sik, manager of the Hamhung Silk Mill, came.",
        "Om Tae Sik, chairman of the North Hamgyong Provincial People's Committee, came.",
        "The February 20 Factory won.",
    ],
)
def test_a_place_inside_the_name_of_a_body_is_none(text: str) -> None:
    assert places(text) == []


def test_a_place_behind_a_body_is_one() -> None:
    text = "Om Tae Sik, manager of the Unsong Works in Hamhung, came."
    assert places(text) == ["Hamhung City"]
    (fact,) = support.facts(text)
    assert fact.place is not None
    assert fact.place.key == "hamhung-city"


def test_in_headlines_only_known_places_count() -> None:
    text = "New Street Opens in Unsong Village and Hamhung\nNets were mended."
    assert places(text, body=text.index("Nets")) == ["Hamhung City"]


def test_the_form_as_met_is_kept_beside_the_label() -> None:
    text = "They went to Hamhung."
    (mention,) = support.context(text).mentions
    assert (mention.form, mention.ref.name) == ("Hamhung", "Hamhung City")  # type: ignore[union-attr]


def test_a_name_of_several_places_is_not_decided() -> None:
    known = knowledge.load().places
    name = next(n for row in known.places.values() for n in (row.label, *row.forms) if len(known.find(n)) > 1)
    found = place(support.opened(""), name)
    assert found is not None
    assert (found.name, found.key) == (name, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They left the Kanggye Revolutionary Martyrs Cemetery.", ["Kanggye Revolutionary Martyrs Cemetery"]),
        ("They left the Pyongyang Koryo Hotel.", ["Koryo Hotel"]),
        ("They left Kanggye, the Koryo Hotel and Hamhung.", ["Kanggye City", "Koryo Hotel", "Hamhung City"]),
        ("They left the Hyesan Revolutionary Martyrs Cemetery.", ["Hyesan Revolutionary Martyrs Cemetery"]),
    ],
)
def test_a_place_right_before_a_venue_belongs_to_its_name(text: str, found: list[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Commanders of the East and West Sea Fleets came.", []),
        ("They crossed the West Sea and the Unsong River.", ["West Sea", "Unsong River"]),
    ],
)
def test_a_place_before_the_plural_of_a_head_is_none(text: str, found: list[str]) -> None:
    assert [name.removesuffix(" of Korea") for name in places(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rained in North and South Hwanghae provinces.", ["North Hwanghae Province", "South Hwanghae Province"]),
        (
            "It rained in South and North Hamgyong and Kangwon provinces.",
            ["South Hamgyong Province", "North Hamgyong Province", "Kangwon Province"],
        ),
        ("It rained in the north and South Hwanghae Province.", ["South Hwanghae Province"]),
        ("It rained in Tobong and South Hwanghae Province.", ["South Hwanghae Province"]),
        ("It rained in East and South Hwanghae provinces.", ["South Hwanghae Province"]),
        ("It rained in Nampho and Kaesong municipalities.", ["Nampho Municipality", "Kaesong Municipality"]),
        ("It rained in Nampho and Kaesong.", ["Nampho", "Kaesong"]),
        ("It rained in Nampho and Kaesong farms.", ["Nampho", "Kaesong"]),
    ],
)
def test_what_stands_once_for_two(text: str, found: list[str]) -> None:
    assert places(text) == found


def test_north_alone_is_no_other_name() -> None:
    mentions = support.context("It rained in North and South Hwanghae provinces.").mentions
    assert sorted(m.form for m in mentions) == ["North Hwanghae", "South Hwanghae"]
