"""Bodies of an article: known ones, parents, classes, sectors, short forms and generic words."""

from __future__ import annotations

import pytest

import support
from wpkgraph.model import BodyRef


def bodies(text: str, body: int = 0) -> dict[str, BodyRef]:
    """What each mentioned body's words stand for."""
    return {text[slice(*f.span)]: f.ref for f in support.context(text, body=body).bodies}


def post_body(text: str) -> BodyRef | None:
    """The body of the last post of a text."""
    return support.facts(text)[-1].body


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("C.C., WPK", "wpk-cc"),
        ("C.C. of the WPK", "wpk-cc"),
        ("WPK Central Committee", "wpk-cc"),
        ("Central Committee of the Workers' Party of Korea", "wpk-cc"),
        ("8th Central Committee of the WPK", "wpk-cc"),
        ("Political Bureau of the C.C., WPK", "wpk-politburo"),
        ("WPK Political Bureau", "wpk-politburo"),
        ("KPA General Staff", "kpa-general-staff"),
        ("General Staff of the KPA", "kpa-general-staff"),
        ("SPA", "spa"),
        ("Standing Committee of the SPA", "spa-standing-committee"),
        ("DPRK", "dprk"),
        ("Democratic People's Republic of Korea", "dprk"),
    ],
)
def test_every_form_of_a_known_body_names_it(form: str, key: str) -> None:
    found = post_body(f"Om Tae Sik, adviser to the {form}, spoke.")
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("text", "cls", "sector"),
    [
        ("the Unsong Cement Complex", "Workplace", "building-materials"),
        ("the Unsong Silk Mill", "Workplace", "light-industry"),
        ("the Unsong Youth Mine", "Workplace", "mining"),
        ("the Unsong Farm", "Workplace", "agriculture"),
        ("the Unsong Fishery Station", "Workplace", "fisheries"),
        ("the Academy of Nets", "Workplace", "education-science"),
        ("the Unsong Valve Works", "Workplace", None),
        ("the Unsong Publishing House", "MediaOutlet", None),
        ("the Ministry of Nets", "StateBody", None),
        ("the Net Menders Union", "Organization", None),
        ("the Unsong County People's Committee", "StateBody", None),
        ("the Unsong Net Party", "PartyBody", None),
        ("the 99th Lamp Regiment", "MilitaryBody", None),
        ("the Communist Party of Laos", "ForeignBody", None),
    ],
)
def test_class_and_sector_of_a_body(text: str, cls: str, sector: str | None) -> None:
    found = post_body(f"Om Tae Sik, chief of {text}, spoke.")
    assert found is not None
    assert (found.cls, found.sector) == (cls, sector)


def test_shops_and_teams_are_units_below_their_workplace() -> None:
    found = post_body("Om Tae Sik, head of the net team of the glaze shop of the Unsong Silk Mill, spoke.")
    levels = []
    while found is not None:
        levels.append((found.name, found.cls))
        found = found.parent
    assert levels == [("net team", "Unit"), ("glaze shop", "Unit"), ("Unsong Silk Mill", "Workplace")]


def test_the_label_of_an_unlisted_body_spells_its_parent() -> None:
    found = post_body("Om Tae Sik, chairman of the Net Council of the Oar Union, spoke.")
    assert found is not None
    assert found.name == "Net Council of the Oar Union"
    assert found.parent is not None
    assert found.parent.name == "Oar Union"


def test_a_party_committee_in_a_workplace_hangs_on_the_workplace() -> None:
    found = post_body("Om Tae Sik, secretary of the committee of the WPK of the Unsong Silk Mill, spoke.")
    assert support.chain(found) == ("committee", "Unsong Silk Mill")


def test_a_short_form_in_brackets_names_the_body_from_then_on() -> None:
    text = "The General Association of Lamp Menders (GALM) met. Om Tae Sik, chairman of the GALM, spoke."
    assert support.chain(post_body(text)) == ("General Association of Lamp Menders",)


@pytest.mark.xfail(strict=True, reason="a short form in the middle of a body's name is not kept as its short form")
def test_a_short_form_inside_the_name() -> None:
    text = "Om Tae Sik, chairman of the Tobong Guild (TG) Council, came. Han Sol Mi, member of the TG Council, came."
    first, second = support.facts(text)
    assert first.body == second.body


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Unsong Academy of Nets opened. Om Tae Sik, dean of the academy, spoke.", ("Unsong Academy of Nets",)),
        (
            "The Unsong Silk Mill won. Om Tae Sik, head of the net shop of the mill, spoke.",
            ("net shop", "Unsong Silk Mill"),
        ),
        ("Om Tae Sik, dean of the academy, spoke.", ("academy",)),  # a body of this article alone
        ("The Unsong Silk Mill won. Om Tae Sik, dean of the academy, spoke.", ("academy",)),
        ("Om Tae Sik, dean of the academy, spoke. The Unsong Academy of Nets opened.", ("academy",)),
        (
            "The North Hamgyong Provincial People's Committee met. Om Tae Sik, chairman of the provincial people's "
            "committee, spoke.",
            ("#north-hamgyong-provincial-peoples-committee",),
        ),
    ],
)
def test_generic_words_take_up_the_named_body(text: str, wanted: tuple[str, ...]) -> None:
    assert support.chain(post_body(text)) == wanted


def test_a_generic_word_is_a_mention_but_no_form_of_the_body() -> None:
    text = "The Unsong Academy of Nets opened. Om Tae Sik, dean of the academy, spoke."
    generic = {m.form: m.generic for m in support.context(text).mentions if isinstance(m.ref, BodyRef)}
    assert generic == {"Unsong Academy of Nets": False, "academy": True}


def test_a_generic_word_for_two_bodies_is_left_open() -> None:
    text = "The Unsong Silk Mill and the Tobong Silk Mill won. Om Tae Sik, an engineer of the mill, spoke."
    assert support.posts(text) in (set(), {support.Post("Om Tae Sik", "engineer")})


def test_forms_inside_a_form_are_mentions_of_the_bodies_above() -> None:
    found = bodies("They thanked the Political Bureau of the C.C., WPK.")
    assert {form: ref.key for form, ref in found.items()} == {
        "Political Bureau of the C.C., WPK": "wpk-politburo",
        "C.C., WPK": "wpk-cc",
        "WPK": "wpk",
    }


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The Unsong Silk Mill and the February 20 Factory won.", {"Unsong Silk Mill", "February 20 Factory"}),
        ("Workers of Pyongyang Valve Works came.", {"Pyongyang Valve Works"}),
        ("The Ro Chan Gyu Silk Mill won.", {"Ro Chan Gyu Silk Mill"}),
        ("The mill won. Mills won. A Mill of nets.", set()),
        ("The Party and the state care for the people.", {"Party"}),
        ("The Unsong County won.", set()),
    ],
)
def test_bodies_named_outside_posts(text: str, named: set[str]) -> None:
    assert set(bodies(text)) - {"Party"} == named - {"Party"}


def test_names_of_unlisted_bodies_in_headlines_are_left_out() -> None:
    text = "New Net Factory Opens under WPK\nNets were mended."
    found = bodies(text, body=text.index("Nets"))
    assert {form: ref.key for form, ref in found.items()} == {"WPK": "wpk"}


def test_a_former_ministry_is_the_ministry() -> None:
    found = post_body("Om Tae Sik, an advisor of the former Ministry of Nets, spoke.")
    assert support.chain(found) == ("Ministry of Nets",)


def test_a_numbered_body_with_a_short_word() -> None:
    assert support.chain(post_body("Om Tae Sik, chief of the 99th Net Regiment, spoke.")) == ("99th Net Regiment",)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The Communist Party of Cuba and the Nepal Party members met.", ["Communist Party of Cuba", "Nepal"]),
        ("The Communist Party of Belarus met.", ["Communist Party of Belarus"]),
        ("The Workers' Party of Mexico met.", ["Workers' Party of Mexico"]),
        ("The Party for Peace and Lamps of Russia met.", ["Party for Peace and Lamps of Russia"]),
        ("The Hungarian Workers' Party met.", ["Hungarian Workers' Party"]),
        ("The Nepal Communist Party met.", ["Nepal Communist Party"]),
        ("The Group for Solidarity with Cuba met.", ["Group for Solidarity with Cuba"]),
        ("The Communist Party met in the Area of Lamps.", []),
    ],
)
def test_names_of_parties_elsewhere(text: str, forms: list[str]) -> None:
    assert list(bodies(text)) == forms


@pytest.mark.parametrize(
    ("form", "cls"),
    [
        ("Hungarian Workers' Party", "ForeignBody"),
        ("Nepal Net Association", "ForeignBody"),
        ("Lamp Party of the People of Spain", "ForeignBody"),
        ("Chinese Valve Works", "Workplace"),
        ("Unsong Association of Nets", "Organization"),
        ("DPRK Net Association", "Organization"),
    ],
)
def test_a_body_that_a_states_name_opens_or_closes_is_that_states(form: str, cls: str) -> None:
    found = post_body(f"Om Tae Sik, adviser to the {form}, spoke.")
    assert found is not None
    assert (found.name, found.cls) == (form, cls)


def test_a_committee_of_a_party_that_a_states_name_opens() -> None:
    found = post_body("Om Tae Sik, general secretary of the C.C., Nepal Communist Party, spoke.")
    assert support.chain(found) == ("Central Committee", "Nepal Communist Party")


def test_the_post_behind_a_states_adjective_is_no_party() -> None:
    assert ("Ro Un", "prime minister") in {
        (fact.person.name, fact.role) for fact in support.facts("Hungarian Prime Minister Ro Un came.")
    }


def test_a_committee_of_a_mass_organisation_is_one_of_its_kind() -> None:
    found = post_body("Om Tae Sik, chairman of the Tobong Provincial Committee of the UAWK, spoke.")
    assert found is not None
    assert found.cls == "MassOrganization"
    found = post_body("Om Tae Sik, chairman of the Tobong Committee of the Unsong Net Forum, spoke.")
    assert found is not None
    assert found.cls != "MassOrganization"
