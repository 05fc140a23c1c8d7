"""Names as search compares them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph.pages.names import best, fit, fold


@pytest.mark.parametrize(
    "text",
    [
        "Jo Yong Won",
        "JO YONG-WON",
        "Jo Yŏng-wŏn",
        "jo  yong\twon",
        "Jo Yong Won.",
        "Jo Y’ong Won",
        "Jo Yong'Won"[:7] + " Won",
    ],
)
def test_case_accents_hyphens_and_apostrophes_do_not_matter(text: str) -> None:
    assert fold(text) == "jo yong won"


def test_signs_are_no_letters_and_other_scripts_stay() -> None:
    assert fold("Workers' Party (WPK)") == "workers party wpk"
    assert fold("<b>&") == "b"
    assert fold("김정은") == fold("김정은".encode().decode())
    assert fold("!?") == ""


@pytest.mark.parametrize(
    ("wanted", "rank"),
    [
        ("jo", 0),
        ("jo yong w", 0),
        ("won", 1),
        ("won jo", 1),
        ("yongwon", 2),
        ("joyong", 2),
        ("ong", None),
        ("jo kim", None),
    ],
)
def test_how_well_a_name_fits(wanted: str, rank: int | None) -> None:
    assert fit("jo yong won", wanted) == rank


def test_a_label_counts_more_than_another_name() -> None:
    assert best(("kiln guild", "guild of the kiln"), "guild") == 1  # the other name begins with it
    assert best(("guild", "kiln"), "guild") == 0
    assert best(("kiln", "lamp"), "guild") is None


@settings(deadline=None)
@given(st.text(max_size=20))
def test_folding_twice_changes_nothing_and_a_name_fits_itself(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert not folded or fit(folded, folded) == 0
