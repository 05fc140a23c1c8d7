"""Names of bodies and units, and the chains they stand in."""

from __future__ import annotations

import pytest

import support
from wpkgraph import knowledge
from wpkgraph.extractors.chains import Chain, chain_at
from wpkgraph.extractors.units import unit_at


def chain(text: str) -> Chain | None:
    """The chain that starts at the text's first token."""
    return chain_at(support.tokens(text), 0, knowledge.load().lexicon)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the Unsong Valve Works, and", ["Unsong Valve Works"]),
        (
            "the repair work-team of the cement shop under Unsong Works.",
            ["repair work-team", "cement shop", "Unsong Works"],
        ),
        (
            "the committee at the glaze shop of Tobong Pottery Works",
            ["committee", "glaze shop", "Tobong Pottery Works"],
        ),
        ("workshop No. 3 of the Unsong Works", ["workshop No. 3", "Unsong Works"]),
        ("the 3rd Workteam of the Unsong Farm", ["3rd Workteam", "Unsong Farm"]),
        ("Workteam No. 12 of the Unsong Farm", ["Workteam No. 12", "Unsong Farm"]),
        ("the February 20 Factory", ["February 20 Factory"]),
        ("the Academy of Nets and Lamps", ["Academy of Nets and Lamps"]),
        ("the Academy of Nets and the Lamp Office", ["Academy of Nets"]),
        ("the Ministry of Nets", ["Ministry of Nets"]),
        ("the Association of Net Menders in Laos, who", ["Association of Net Menders in Laos"]),
        ("the Unsong Iron and Steel Complex", ["Unsong Iron and Steel Complex"]),
        ("the Ro Chan Gyu Silk Mill", ["Ro Chan Gyu Silk Mill"]),
        ("the Unsong Trading (Beijing) Co.", ["Unsong Trading (Beijing) Co."]),
        ("the Party committee of the Unsong Works", ["Party committee", "Unsong Works"]),
        ("the Pyongyang Valve Works", ["Pyongyang Valve Works"]),
        ("the Unsong County Valve Works", ["Unsong County Valve Works"]),
        ("C.C., WPK", ["C.C., WPK"]),
        ("the 8th C.C., WPK", ["C.C., WPK"]),
        ("the Eighth Central Committee of the WPK", ["Central Committee of the WPK"]),
        ("the DPRK Net Association", ["DPRK Net Association"]),
        ("C.C., Unsong Party", ["Central Committee", "Unsong Party"]),
        ("Moranbong, and", ["Moranbong"]),
        ("its Net Department, and", ["Net Department"]),
        ("the Tobong Regiment of Party Members, and", ["Tobong Regiment of Party Members"]),
        ("the Tobong Brigade of Scientists and Technicians", ["Tobong Brigade of Scientists and Technicians"]),
        ("the Tobong Brigade of scientists and technicians", ["Tobong Brigade"]),
        ("the Tobong Brigade of the Lamp Office", ["Tobong Brigade", "Lamp Office"]),
    ],
)
def test_names_of_a_chain(text: str, names: list[str]) -> None:
    found = chain(text)
    assert found is not None
    assert [unit.name for unit in found.units] == names


@pytest.mark.parametrize("text", ["of the Works", "spoke.", ", and", "Mongolian, and", "", "12 nets", "who came"])
def test_where_no_chain_starts(text: str) -> None:
    assert chain(text) is None


@pytest.mark.parametrize(
    ("text", "names", "place"),
    [
        ("the Unsong Works in Hamhung", ["Unsong Works"], "Hamhung"),
        ("the net shop of the Unsong Works in Unsong County", ["net shop", "Unsong Works"], "Unsong County"),
        ("the Unsong Works of the Net Bureau", ["Unsong Works", "Net Bureau"], None),
        ("the Net Office in Cuba", ["Net Office"], "Cuba"),
        ("the Net Office of Cuba", ["Net Office", "Cuba"], None),
        ("the Net Committee in Trade", ["Net Committee"], None),
        ("Cuba in August", ["Cuba"], None),
        ("Cuba at the Lamp Office", ["Cuba"], None),
        ("the work-team in the glaze shop", ["work-team", "glaze shop"], None),
    ],
)
def test_the_place_that_closes_a_chain(text: str, names: list[str], place: str | None) -> None:
    found = chain(text)
    assert found is not None
    assert [unit.name for unit in found.units] == names
    assert (found.place.name if found.place else None) == place


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("the cement shop of the Works", {"lower"}),
        ("Unsong County", {"place"}),
        ("Hamhung", {"place"}),
        ("Tobong Indoor Stadium", {"venue"}),
        ("its Net Department", {"own"}),
        ("the Unsong Works", set()),
    ],
)
def test_what_is_noted_of_a_unit(text: str, flags: set[str]) -> None:
    unit = unit_at(support.tokens(text), 0, knowledge.load().lexicon)
    assert unit is not None
    assert {flag for flag in ("lower", "place", "venue", "own") if getattr(unit, flag)} == flags


def test_a_short_form_in_brackets_belongs_to_the_unit() -> None:
    found = chain("the General Association of Lamp Menders (GALM) met")
    assert found is not None
    assert found.units[0].alias == "GALM"
    assert found.units[0].name == "General Association of Lamp Menders"
    assert found.end == 9


def test_a_known_body_that_opens_a_name_is_its_prefix() -> None:
    unit = unit_at(support.tokens("the KPA Net Battalion"), 0, knowledge.load().lexicon)
    assert unit is not None
    assert (unit.prefix, unit.rest, unit.known) == ("kpa", "Net Battalion", None)


def test_only_behind_a_post_a_capital_without_a_head_is_a_unit() -> None:
    lexicon = knowledge.load().lexicon
    assert unit_at(support.tokens("Moranbong, and"), 0, lexicon) is not None
    assert unit_at(support.tokens("Moranbong, and"), 0, lexicon, role=False) is None


def test_a_numbered_unit_in_lower_case() -> None:
    found = chain("the 3rd section of the Unsong Silk Mill")
    assert found is not None
    assert [unit.name for unit in found.units] == ["3rd section", "Unsong Silk Mill"]
