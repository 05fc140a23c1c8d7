"""Posts as they are worded: modifiers, heads, fields, and the chain behind or before them."""

from __future__ import annotations

import pytest

import support
from wpkgraph import knowledge
from wpkgraph.extractors.roles import Role, role_at


def role(text: str) -> Role | None:
    """The post that starts at the text's first token."""
    return role_at(support.tokens(text), 0, knowledge.load().lexicon)


@pytest.mark.parametrize(
    ("text", "wording", "units"),
    [
        ("chief engineer of the Unsong Works.", "chief engineer", ["Unsong Works"]),
        ("secretary for seed affairs of the Net Committee.", "secretary for seed affairs", ["Net Committee"]),
        ("secretary in charge of seed affairs of the Net Committee.", "secretary in charge of seed affairs", None),
        ("minister of Nets of the DPRK.", "minister of Nets", ["DPRK"]),
        ("vice-minister of Land and Net Protection, who", "vice-minister of Land and Net Protection", []),
        ("president of the State Affairs of the DPRK.", "president of the State Affairs", ["DPRK"]),
        ("president of the Net Committee.", "president", ["Net Committee"]),
        ("first vice department director of the Net Committee.", "first vice department director", ["Net Committee"]),
        ("deputy to the SPA.", "deputy", ["SPA"]),
        ("ambassador of Laos to the DPRK.", "ambassador", ["Laos"]),
        ("KPA commanding officer, who", "commanding officer", ["KPA"]),
        ("the Party's delegate, who", "delegate", ["Party"]),
        ("a member of the Net Board.", "member", ["Net Board"]),
        ("vice-director general of the Net Board.", "vice-director general", ["Net Board"]),
        ("scientific and technical adviser to the Net Board.", "scientific and technical adviser", ["Net Board"]),
        ("Marshal of the KPA.", "Marshal", ["KPA"]),
        ("Party cell secretary of the net shop at the Unsong Works.", "Party cell secretary", None),
        (
            "section chief of the Net Department of the Unsong Works.",
            "section chief",
            ["Net Department", "Unsong Works"],
        ),
    ],
)
def test_wording_and_chain(text: str, wording: str, units: list[str] | None) -> None:
    found = role(text)
    assert found is not None
    assert found.wording == wording
    assert not found.many
    if units is not None:
        assert [unit.name for unit in (found.chain.units if found.chain else ())] == units


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("secretaries of the Net Committee", "secretary"),
        ("alternate members of the Net Committee", "alternate member"),
        ("vice-chairmen of the Net Committee", "vice-chairman"),
        ("secretaries-general of the Net Committee", "secretary-general"),
        ("department directors of the Net Committee", "department director"),
        ("editors-in-chief of the Net Newspaper", "editor-in-chief"),
        ("Vice-Premiers of the DPRK", "Vice-Premier"),
    ],
)
def test_the_wording_is_singular(text: str, wording: str) -> None:
    found = role(text)
    assert found is not None
    assert found.wording == wording
    assert found.many


@pytest.mark.parametrize(
    ("text", "wording", "marks"),
    [
        ("former deputy head of the Net Office", "deputy head", {"Former", "Deputy"}),
        ("late director of the Net Office", "director", {"Late"}),
        ("deceased director of the Net Office", "director", {"Late"}),
        ("acting director of the Net Office", "acting director", {"Acting"}),
        ("ex-chairman of the Net Board", "ex-chairman", {"Former"}),
        ("first vice-chairman of the Net Board", "first vice-chairman", {"First", "Deputy"}),
        ("alternate member of the Net Board", "alternate member", {"Alternate"}),
        ("honorary chairman of the Net Board", "honorary chairman", set()),
    ],
)
def test_what_modifiers_mark(text: str, wording: str, marks: set[str]) -> None:
    found = role(text)
    assert found is not None
    assert (found.wording, found.marks) == (wording, marks)
    assert found.former == ("Former" in marks)
    assert found.dead == ("Late" in marks)


def test_its_member_is_of_the_body_named_before() -> None:
    found = role("its members")
    assert found is not None
    assert found.own
    assert found.chain is None


@pytest.mark.parametrize(
    "text",
    [
        "engineer, who spoke",  # a profession without a body is no post
        "weaver and mother",
        "work of the secretary",
        "of the Net Office",
        "spoke about the director",
        "The Net Works",
        "and members",
        "",
    ],
)
def test_where_no_post_starts(text: str) -> None:
    assert role(text) is None


def test_honours_are_told_apart() -> None:
    found = role("winner of the Golden Oar")
    assert found is not None
    assert found.head.honour


@pytest.mark.parametrize("field", ["River Transport", "City Management"])
def test_a_field_that_opens_with_a_place_word(field: str) -> None:
    found = role(f"minister of {field}, who")
    assert found is not None
    assert found.wording == f"minister of {field}"


def test_heads_with_and_without_a_hyphen_are_one_post() -> None:
    normal = knowledge.load().lexicon.normal_role
    assert normal("Secretary General") == normal("secretary-general") == "secretary-general"
    assert normal("deputy director general") == "deputy director-general"
    assert normal("general secretary") == "general secretary"


@pytest.mark.parametrize(
    "text",
    ["iron-willed and brilliant commander, who", "peerlessly great man and outstanding leader of the net revolution."],
)
def test_praise_is_no_post(text: str) -> None:
    assert role(text) is None


def test_what_joins_two_bodies_is_no_praise() -> None:
    found = role("senior Party and government official, who")
    assert found is not None
    assert found.wording == "senior Party and government official"
