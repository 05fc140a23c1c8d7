"""Bodies in the register's ways of naming them: what stands behind a name, before it, and around it."""

from __future__ import annotations

import pytest

import support
from wpkgraph.model import BodyRef


def bodies(text: str) -> dict[str, str]:
    """The label of the body that each wording of a text names."""
    return {m.form: m.ref.name for m in support.context(text).mentions if isinstance(m.ref, BodyRef)}


def post_body(text: str) -> BodyRef | None:
    """The body of the last post of a text."""
    return support.facts(text)[-1].body


# --- time and place behind a name are no body above it ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("They hold drills with Japan in August.", {"Japan": "Japan"}),
        ("Japan in Sept. withdrew.", {"Japan": "Japan"}),
        ("A treaty with Russia at Tobong was signed.", {"Russia": "Russia"}),
        ("The State Affairs Commission in June met.", {"State Affairs Commission": None}),
        ("The Lamp Committee in Tobong met.", {"Lamp Committee": "Lamp Committee"}),
    ],
)
def test_time_and_place_behind_a_name_are_no_body_above_it(text: str, named: dict[str, str | None]) -> None:
    found = bodies(text)
    assert set(found) == set(named)
    assert all(name in (None, found[form]) for form, name in named.items())


@pytest.mark.parametrize("when", ["in August", "in Riverside", "at Riverside in May"])
def test_a_post_in_a_body_stands_below_no_month(when: str) -> None:
    found = post_body(f"Om Tae Sik, chairman of the Lamp Committee {when}, spoke.")
    assert found is not None
    assert support.chain(found)[0].startswith("Lamp Committee")
    assert "August" not in found.name


def test_a_name_without_a_head_behind_of_is_still_a_body() -> None:
    assert support.chain(post_body("Om Tae Sik, head of the net shop of Moranbong, spoke.")) == (
        "net shop",
        "Moranbong",
    )


def test_a_study_of_an_idea_belongs_to_the_name() -> None:
    name = "National Alliance of Guilds for the Study of the Lamp Idea"
    assert bodies(f"The {name} met.") == {name: name}


# --- bodies of other states ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("The Mongolian Lamp Party sent flowers.", "Mongolian Lamp Party", "Mongolian Lamp Party"),
        ("The Cuban Workers' Party sent flowers.", "Cuban Workers' Party", "Cuban Workers' Party"),
        ("They thanked the Workers' Party of Cuba.", "Workers' Party of Cuba", "Workers' Party of Cuba"),
        ("They thanked the Communist Party of Italy.", "Communist Party of Italy", "Communist Party of Italy"),
        ("The Mongolian Cabinet met.", "Mongolian Cabinet", "Mongolian Cabinet"),
        ("The Cuban Foreign Ministry sent a book.", "Cuban Foreign Ministry", "Cuban Foreign Ministry"),
        ("The Lao embassy sent a book.", "Lao embassy", "Lao embassy"),
        (
            "Officials of the Mongolian Ministry of Culture and Wicks came.",
            "Mongolian Ministry of Culture and Wicks",
            "Mongolian Ministry of Culture and Wicks",
        ),
    ],
)
def test_a_name_with_another_state_is_a_foreign_body(text: str, form: str, name: str) -> None:
    found = {m.form: m.ref for m in support.context(text).mentions if isinstance(m.ref, BodyRef)}
    assert (found[form].name, found[form].cls) == (name, "ForeignBody")


def test_a_party_of_no_other_state_is_no_foreign_body() -> None:
    found = {
        m.form: m.ref
        for m in support.context("They thanked the Unsong Net Party.").mentions
        if isinstance(m.ref, BodyRef)
    }
    assert found["Unsong Net Party"].cls == "PartyBody"


@pytest.mark.parametrize(
    "text",
    [
        "Present were officials of Chinese sectors concerned, including the Foreign Ministry and the Cabinet.",
        "Present were personages of the State Duma of Russia, the Foreign Ministry and the Cabinet.",
        "Officials of the Mongolian Lamp Union, the Foreign Ministry and the Ministry of Nets and the Cabinet came.",
        "They are officials of organizations of Cuba including the Cabinet.",
    ],
)
def test_bare_forms_in_a_list_of_another_state_are_left_open(text: str) -> None:
    found = {m.ref.key for m in support.context(text).mentions if isinstance(m.ref, BodyRef)}
    assert not found & {"cabinet", "ministry-of-foreign-affairs"}


@pytest.mark.parametrize(
    "text",
    [
        "Officials of national agencies including the Cabinet and the Foreign Ministry came.",
        "The president of Russia, the Foreign Ministry said, visited the Cabinet.",
        "They left for China. Officials including those of the Cabinet and the Foreign Ministry came.",
        "Officials of the Lamp Union, the Foreign Ministry and the Cabinet came.",
        "Ambassadors of Cuba visited the Foreign Ministry and the Cabinet.",
    ],
)
def test_bare_forms_elsewhere_are_the_bodies_of_the_country(text: str) -> None:
    found = {m.ref.key for m in support.context(text).mentions if isinstance(m.ref, BodyRef)}
    assert {"cabinet", "ministry-of-foreign-affairs"} <= found


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("They visited the Ministry of Culture and Wicks.", "Ministry of Culture and Wicks"),
        ("They visited the Ministry of Railways, Lamps and Wicks.", "Ministry of Railways, Lamps and Wicks"),
    ],
)
def test_a_known_name_may_only_open_a_longer_one(text: str, form: str) -> None:
    assert bodies(text) == {form: form}


@pytest.mark.parametrize(
    "text",
    [
        "They visited the Ministry of Culture and Unsong University.",
        "They visited the Ministry of Culture and Om Tae Sik.",
        "They visited the Ministry of Culture and Chairman Om Tae Sik.",
        "They visited the Ministry of Culture, and left.",
    ],
)
def test_what_else_stands_behind_a_known_name_is_no_part_of_it(text: str) -> None:
    assert "Ministry of Culture" in bodies(text)


def test_new_with_a_capital_is_part_of_a_name() -> None:
    assert "New Mongolian Lamp Party" in bodies("They thanked the New Mongolian Lamp Party.")
    assert post_body("Om Tae Sik, chairman of the new Lamp Guild, spoke.") == BodyRef("Lamp Guild", "Organization")


# --- numbers and dashes within a name --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The column of the Om Tae Sik Guards 2nd Lamp Division marched.", "Om Tae Sik Guards 2nd Lamp Division"),
        ("They saluted the Guards 19th Lamp Regiment.", "Guards 19th Lamp Regiment"),
        ("The 105th Lamp Division marched.", "105th Lamp Division"),
        ("They visited the Unsong Mill 2nd Workshop.", "Unsong Mill 2nd Workshop"),
        ("Soldiers of the 4th Corps of the KPA came.", "4th Corps of the KPA"),
    ],
)
def test_the_number_of_a_military_unit_is_part_of_its_name(text: str, form: str) -> None:
    assert form in bodies(text)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("They saluted the 31st Lamp Committee.", "Lamp Committee"),  # the number of a term
        ("The Lamp Regiment 3rd from the left won.", "Lamp Regiment"),
        ("The 25th Central Committee of the WPK met.", "Central Committee of the WPK"),
    ],
)
def test_other_numbers_are_no_part_of_a_name(text: str, form: str) -> None:
    assert {name.removeprefix("25th ") for name in bodies(text)} >= {form}


@pytest.mark.parametrize(
    "text",
    [
        "The Tobong Office for Operating Small- and Medium-sized Lamps won.",
        "The Tobong Bureau of Short- and Long-range Lamps won.",
    ],
)
def test_a_name_that_breaks_off_at_a_hyphen_is_left_out(text: str) -> None:
    assert bodies(text) == {}


# --- what is no name of a body ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["They saw the militant General Staff of the river.", "They met guests of the Riverside net Co. Ltd. of China."],
)
def test_a_head_behind_a_word_in_small_letters_is_no_body_by_itself(text: str) -> None:
    assert not {form for form in bodies(text) if form.startswith(("General Staff", "Co."))}


@pytest.mark.parametrize(
    "text", ["They met the General Staff.", "They met guests of the Riverside Net Co. Ltd. of China."]
)
def test_a_head_with_its_name_or_an_article_is_one(text: str) -> None:
    assert [form for form in bodies(text) if form.startswith(("General Staff", "Riverside Net Co."))]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("They praised the Tobong Women's Union.", set()),
        ("They praised the Women's Union.", {"swuk"}),
        ("They praised the Korean Democratic Women's Union.", {"swuk"}),
        ("They praised the Eighth Central Committee.", {"wpk-cc"}),
        ("They left. Meanwhile Central Committee officials came.", {"wpk-cc"}),
    ],
)
def test_a_bare_form_within_a_longer_name_names_nothing(text: str, keys: set[str]) -> None:
    found = {m.ref.key for m in support.context(text).mentions if isinstance(m.ref, BodyRef)}
    assert found - {None} == keys
