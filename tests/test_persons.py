"""Names of persons: their shapes, what is none, and names that are not Korean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import support
from wpkgraph.extractors.persons import normal

SURNAMES = st.sampled_from(["Ro", "Kye", "Phyo", "Maeng", "Ryom", "Kwak", "Jo", "Hwangbo", "Choe", "Tokko"])
SYLLABLES = st.sampled_from(["Chan", "Gyu", "Sol", "Mi", "Tae", "Sik", "Ryong", "Hyok", "Phil", "Ok", "Un", "Kwang"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Om Tae Sik spoke.", ["Om Tae Sik"]),
        ("Kye Ok and Hwangbo Il spoke.", ["Kye Ok", "Hwangbo Il"]),
        ("OM TAE SIK GUIDES WORK", ["Om Tae Sik"]),
        ("Om Tae-sik met RO CHAN GYU.", ["Om Tae Sik", "Ro Chan Gyu"]),
        ("U Sun Ok and O Jin Thae spoke.", ["U Sun Ok", "O Jin Thae"]),
        ("Om Thae Sik, Choe Tok Su and Ri Dok Chol spoke.", ["Om Thae Sik", "Choe Tok Su", "Ri Dok Chol"]),
        ("In Tae Sik and An Sol Mi spoke.", ["In Tae Sik", "An Sol Mi"]),
        ("Comrades Om Tae Sik, Han Sol Mi and Ro Chan Gyu", ["Om Tae Sik", "Han Sol Mi", "Ro Chan Gyu"]),
        ("the great Comrades Om Tae Sik and Han Sol Mi", ["Om Tae Sik", "Han Sol Mi"]),
        ("The Om Tae Sik-led group came.", ["Om Tae Sik"]),
        ("Om Tae Sik's Works were read.", ["Om Tae Sik"]),
        ("Om Tae Sik visited the Ro Chan Gyu Iron Works.", ["Om Tae Sik"]),
        ("(Om Tae Sik)", ["Om Tae Sik"]),
    ],
)
def test_names(text: str, found: list[str]) -> None:
    assert support.names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The Ro Chan Gyu Iron and Lamp Complex won.",
        "The Unsong Ro Chan Gyu Silk Mill won.",
        "They met at Om Tae Sik Square.",
        "Students of the Om Tae Sik Political University sang.",
        "Students of the Om Tae Sik Revolutionary School sang.",
        "the Om Tae Sik-Ro Chan Gyu school of thought",
        "In the hall, An old man sat. So long. To be.",
        "O Sun, U Ok. Han said so. Kim, too.",
        "The Song of the Nets. Son Mi came.",
        "The village of Ri Tong-ri lies in the U.S.",
        "Juche and the Party, The Front",
        "Dam No. 5-dong, Workteam No. 12, 216 Division",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert support.names(text) == []


def test_coordinated_names_before_one_head_are_inside_the_institutions() -> None:
    assert support.names("Children of the Ro Chan Gyu and Om Tae Sik Revolutionary Schools sang.") == []


def test_a_name_inside_an_honour_is_no_person() -> None:
    assert support.names("They were awarded the Ro Chan Gyu Order.") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("John Miller, head of the Lamp Office, came.", ["John Miller"]),
        ("Present were Nguyen Van Toan, secretary of the Net Office, and others.", ["Nguyen Van Toan"]),
        ("Mr Carlos Mendez came.", ["Carlos Mendez"]),
        ("Ambassador Ivan Petrov came.", ["Ivan Petrov"]),
        ("They met the families of Om Tae Sik, Carlos Mendez and Ho Sun.", ["Om Tae Sik", "Carlos Mendez", "Ho Sun"]),
        ("Political Economy, head of the list, was read.", []),
        ("Carlos Mendez came.", []),
        ("Valve Works, head of the list, won.", []),
    ],
)
def test_foreign_names_are_told_by_their_place(text: str, found: list[str]) -> None:
    assert support.names(text) == found


def test_foreign_names_do_not_count_in_headlines() -> None:
    text = "Carlos Mendez, Head of Lamp Office, Arrives\nNets were mended."
    assert support.names(text, body=text.index("Nets")) == []


def test_normal_form() -> None:
    assert normal(["KIM", "Jong-un"]) == "Kim Jong Un"


@settings(max_examples=60, deadline=None)
@given(SURNAMES, st.lists(SYLLABLES, min_size=2, max_size=2), st.sampled_from(["plain", "capitals", "hyphen"]))
def test_any_name_of_three_parts_is_found_however_it_is_written(surname: str, given_name: list[str], way: str) -> None:
    name = " ".join([surname, *given_name])
    written = {
        "plain": name,
        "capitals": name.upper(),
        "hyphen": f"{surname} {given_name[0]}-{given_name[1].lower()}",
    }[way]
    text = f"The lamps that {written} mended burn."
    (one,) = support.reading(text).names
    assert one.name == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Petrova, head of the Lamp Board, came. Anna Petrova spoke.", ["Anna Petrova"] * 2),
        ("Anna Petrova left. Anna Petrova, head of the Lamp Board, had come.", ["Anna Petrova"] * 2),
        ("Anna Petrova, head of the Lamp Board, came to Anna Petrova Street.", ["Anna Petrova"]),
        ("Anna Petrova, head of the Lamp Board, came. Maria Anna Petrova spoke.", ["Anna Petrova"]),
        ("Anna Petrova, head of the Lamp Board, came. Petrova spoke.", ["Anna Petrova"]),
        ("Anna Petrova spoke.", []),
    ],
)
def test_a_foreign_name_told_once_by_its_place_counts_wherever_it_stands(text: str, names: list[str]) -> None:
    assert support.names(text) == names


def test_whom_an_institution_is_named_after_is_no_person_there() -> None:
    assert support.names("the Lamp Society Named after Comrades Ro Chan Gyu and Om Tae Sik, and Han Sol Mi") == [
        "Han Sol Mi"
    ]
    assert support.names("the Lamp Society Named after Ro Chan Gyu, Om Tae Sik and others") == ["Om Tae Sik"]
    assert support.names("The mill was named after Ro Chan Gyu.") == ["Ro Chan Gyu"]
    assert support.names("It was set up after Ro Chan Gyu came.") == ["Ro Chan Gyu"]


def test_a_foreign_name_told_by_a_post_is_one_wherever_it_stands() -> None:
    text = "Anna Petrova, minister of Unsong, came. Anna Petrova said so. Then came Anna Petrova and Om Tae Sik sang."
    assert support.names(text) == ["Anna Petrova", "Anna Petrova", "Anna Petrova", "Om Tae Sik"]
    text = "Anna Petrova, minister of Unsong, saw the Anna Petrova School, Maria Anna Petrova and Anna."
    assert support.names(text) == ["Anna Petrova"]
    assert support.names("Anna Petrova said so. Anna Petrova came.") == []
