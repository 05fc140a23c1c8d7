"""bodies.toml, states.toml and people.toml: forms, nesting, and when a name denotes the person of a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology_copies import FOLDER, altered, extended, line_of
from wpkgraph.errors import KnowledgeError
from wpkgraph.knowledge import bodies, people, vocabulary
from wpkgraph.knowledge.bodies import Bodies
from wpkgraph.knowledge.people import People


@pytest.fixture(scope="module")
def book() -> Bodies:
    return bodies.load(FOLDER)


@pytest.fixture(scope="module")
def persons(book: Bodies) -> People:
    return people.load(FOLDER, book)


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("WPK", "wpk"),
        ("C.C., WPK", "wpk-cc"),
        ("C.C. WPK", "wpk-cc"),
        ("WPK Central Committee", "wpk-cc"),
        ("Workers' Party of Korea Central Committee", "wpk-cc"),
        ("Central Committee of the WPK", "wpk-cc"),
        ("Party Central Committee", "wpk-cc"),
        ("Political Bureau of the C.C., WPK", "wpk-politburo"),
        ("Presidium of the Political Bureau of the WPK Central Committee", "wpk-presidium"),
        ("Central Military Commission of the WPK", "wpk-cmc"),
        ("KPA General Staff", "kpa-general-staff"),
        ("General Political Bureau of the KPA", "kpa-general-political-bureau"),
        ("Standing Committee of the DPRK SPA", "spa-standing-committee"),
        ("DPRK Foreign Ministry", "ministry-of-foreign-affairs"),
        ("Ministry of National Defence of the DPRK", "ministry-of-national-defence"),
        ("North Hamgyong Provincial Party Committee", "wpk-north-hamgyong-provincial-committee"),
        ("SAC", "sac"),
        ("SPA", "spa"),
        ("KCNA", "kcna"),
        ("People's Republic of China", "china"),
    ],
)
def test_form_names_the_body(book: Bodies, form: str, body: str) -> None:
    assert book.forms[form] == body


@pytest.mark.parametrize(
    "form", ["Cabinet", "Navy", "Political Bureau", "Central Committee", "Foreign Ministry", "Party"]
)
def test_short_forms_need_a_text_without_another_owner(book: Bodies, form: str) -> None:
    assert form in book.bare
    assert form not in book.forms


def test_label_comes_first_and_spells_the_parents(book: Bodies) -> None:
    body = book.bodies["kpa-general-staff"]
    assert body.forms[0] == body.label == "General Staff of the Korean People's Army"
    assert book.bodies["wpk-cc"].label == "Central Committee of the Workers' Party of Korea"


def test_bodies_nest(book: Bodies) -> None:
    assert book.chain("wpk-presidium") == ("wpk-presidium", "wpk-politburo", "wpk-cc", "wpk")
    assert book.chain("ministry-of-railways") == ("ministry-of-railways", "cabinet", "dprk")
    assert book.chain("unheard-of") == ("unheard-of",)
    assert book.below("wpk-presidium", "wpk-cc")
    assert not book.below("wpk", "wpk-cc")


def test_reference_carries_its_parents(book: Bodies) -> None:
    ref = book.ref("kpa-navy")
    assert (ref.cls, ref.key) == ("MilitaryBody", "kpa-navy")
    assert ref.parent is not None
    assert ref.parent.name == "Korean People's Army"
    with pytest.raises(KeyError):
        book.ref("unheard-of")


def test_states_are_bodies_and_places(book: Bodies) -> None:
    for key in ("dprk", "vietnam"):
        assert (book.bodies[key].cls, book.bodies[key].also) == ("StateBody", "Place")
    assert book.adjectives["Vietnamese"] == "vietnam"
    assert book.bodies["vietnam"].capital == "Hanoi"


def test_classes_and_references_exist(book: Bodies, persons: People) -> None:
    words = vocabulary.load(FOLDER)
    for body in book.bodies.values():
        assert words.is_a(body.cls, "Organization"), body.id
        assert body.source, body.id
        assert body.named_after is None or body.named_after in persons.persons


def test_labels_below_the_central_committee_spell_it(book: Bodies) -> None:
    for body in book.bodies.values():
        if body.parent == "wpk-cc":
            assert "Workers' Party of Korea" in body.label or body.bare, body.id


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('[[body]]\nid = "wpk"\nlabel = "Lamp Guild"\ncls = "PartyBody"\nsource = "invented"\n', "stands in line"),
        (
            '[[body]]\nid = "china"\nlabel = "Lamp Guild"\ncls = "PartyBody"\nsource = "invented"\n',
            "stands in bodies.toml",
        ),
        ('[[body]]\nid = "lamps"\nlabel = "KPA"\ncls = "PartyBody"\nsource = "invented"\n', "names 'kpa'"),
        ('[[body]]\nid = "lamps"\nlabel = "Lamps"\ncls = "PartyBody"\nparent = "moon"\nsource = "invented"\n', "no id"),
        (
            '[[body]]\nid = "lamps"\nlabel = "Lamps"\ncls = "PartyBody"\nparent = "lamps"\nsource = "invented"\n',
            "below itself",
        ),
        (
            '[[body]]\nid = "lamps"\nlabel = "Lamps"\ncls = "PartyBody"\nstem = ["L"]\nsource = "invented"\n',
            "needs an owner",
        ),
        (
            '[[body]]\nid = "lamps"\nlabel = "Lamps"\ncls = "PartyBody"\nalso = "Person"\nsource = "invented"\n',
            "only be",
        ),
        ('[[body]]\nid = "lamps"\nlabel = "Lamps"\ncls = "PartyBody"\nalt = [""]\nsource = "invented"\n', "empty form"),
        (
            '[[body]]\nid = "lamps"\nlabel = "Lamps"\ncls = "PartyBody"\ncolour = "red"\nsource = "invented"\n',
            "unknown key",
        ),
        ('[[body]]\nid = "lamps"\nlabel = "Lamps"\ncls = "PartyBody"\n', "lacks source"),
        ('[[lamp]]\nid = "x"\n', "unknown table"),
    ],
)
def test_mistakes_in_bodies(tmp_path: Path, row: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why):
        bodies.load(extended(tmp_path, "bodies.toml", "\n" + row))


def test_error_names_the_line_of_the_row(tmp_path: Path) -> None:
    row = '\n[[body]]\nid = "lamps"\nlabel = "Lamps"\ncls = "PartyBody"\nparent = "moon"\nsource = "invented"\n'
    folder = extended(tmp_path, "bodies.toml", row)
    with pytest.raises(KnowledgeError) as caught:
        bodies.load(folder)
    assert (caught.value.file, caught.value.line) == ("bodies.toml", line_of(folder, "bodies.toml", "[[body]]"))


def test_a_body_added_as_a_row_is_found_in_every_form(tmp_path: Path) -> None:
    row = '\n[[body]]\nid = "lamps"\nlabel = "Lamp Bureau of the Korean People\'s Army"\ncls = "MilitaryBody"\n'
    row += 'parent = "kpa"\nstem = ["Lantern Bureau"]\nbare = ["Lamp Bureau"]\nsource = "invented"\n'
    book = bodies.load(extended(tmp_path, "bodies.toml", row))
    for form in ("KPA Lamp Bureau", "Lantern Bureau of the KPA", "Korean People's Army Lantern Bureau"):
        assert book.forms[form] == "lamps"
    assert book.bare["Lamp Bureau"] == "lamps"


def test_leaders_are_known_by_name_alone(book: Bodies, persons: People) -> None:
    for name in ("Kim Jong Un", "KIM JONG UN", "Kim Jong-un"):
        assert persons.decide(name, (), book) == "kim-jong-un"


def test_an_official_needs_a_post_that_fits(book: Bodies, persons: People) -> None:
    assert persons.decide("Jo Yong Won", ("wpk-presidium",), book) == "jo-yong-won"
    assert persons.decide("Jo Yong Won", ("sangwon-cement-complex",), book) is None
    assert persons.decide("Jo Yong Won", (), book) is None


def test_a_condition_can_ask_for_the_body_itself(book: Bodies, persons: People) -> None:
    assert persons.decide("No Kwang Chol", ("dprk",), book) == "no-kwang-chol"
    assert persons.decide("No Kwang Chol", ("ministry-of-railways",), book) is None


@pytest.mark.parametrize("name", ["Kim Chol", "Ri Chol", "Ro Chan Gyu"])
def test_common_names_have_no_row(book: Bodies, persons: People, name: str) -> None:
    assert persons.find(name) is None
    assert persons.decide(name, ("wpk-cc",), book) is None


def test_only_leaders_and_eponyms_stand_without_a_condition(persons: People) -> None:
    free = {person.label for person in persons.persons.values() if not person.bodies}
    assert {"Kim Il Sung", "Kim Jong Il", "Kim Jong Un", "Kim Jong Suk"} <= free
    assert len(free) <= 12


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ('[[person]]\nid = "x"\nlabel = "Kim Jong-Il"\nsource = "invented"\n', "names 'kim-jong-il'"),
        ('[[person]]\nid = "x"\nlabel = "Om Tae Sik"\nbodies = ["moon"]\nsource = "invented"\n', "is no id"),
        ('[[person]]\nid = "kim-jong-il"\nlabel = "Om Tae Sik"\nsource = "invented"\n', "stands in line"),
        ('[[person]]\nid = "x"\nlabel = 7\nsource = "invented"\n', "must be a string"),
    ],
)
def test_mistakes_in_people(tmp_path: Path, row: str, why: str) -> None:
    with pytest.raises(KnowledgeError, match=why):
        people.load(extended(tmp_path, "people.toml", "\n" + row))


def test_a_state_must_not_take_a_body_s_form(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="names 'cuba'"):
        bodies.load(altered(tmp_path, "states.toml", '"Republic of Belarus"', '"Republic of Cuba"'))
