"""Posts in the register's ways of stating them: whose they are, and since when they are not."""

from __future__ import annotations

import pytest

import support
from support import Post


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "They carried portraits of former Front Commander Om Tae Sik.",
            Post("Om Tae Sik", "Front commander", (), "Former"),
        ),
        (
            "They read a letter of former Minister of Nets Om Tae Sik.",
            Post("Om Tae Sik", "minister of Nets", (), "Former"),
        ),
        ("They greeted Front Commander Om Tae Sik.", Post("Om Tae Sik", "Front commander")),
        ("They heard of former workers and Minister of Nets Om Tae Sik.", Post("Om Tae Sik", "minister of Nets")),
    ],
)
def test_former_counts_behind_a_preposition_too(text: str, wanted: Post) -> None:
    assert wanted in support.posts(text)


def test_a_title_shares_the_body_and_not_the_department_of_the_next_title() -> None:
    text = (
        "Vice-Chairman and Director of the Wick Department Om Tae Sik and Secretary Han Sol Mi of the Central Committee "
        "of the Oar Union came."
    )
    body = ("Central Committee", "Oar Union")
    assert support.posts(text) == {
        Post("Om Tae Sik", "vice-chairman", body),
        Post("Om Tae Sik", "director", ("Wick Department", *body)),
        Post("Han Sol Mi", "secretary", body),
    }


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Om Tae Sik, vice-chairman and director of the Wick Department, came.", ()),
        ("Om Tae Sik, vice-chairman and director of the Wick Department of the Oar Union, came.", ("Oar Union",)),
        ("Om Tae Sik, vice-chairman and director of the Oar Union, came.", ("Oar Union",)),
        ("Om Tae Sik, secretary and head of the net shop of the Unsong Mill, came.", ("net shop", "Unsong Mill")),
    ],
)
def test_the_first_of_two_posts_is_none_in_the_department_of_the_second(text: str, chain: tuple[str, ...]) -> None:
    assert {post.chain for post in support.posts(text) if post.role in ("vice-chairman", "secretary")} == {chain}


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Om Tae Sik, head of the Wick Department of the Central Committee of the Oar Union, came.",
            ("Wick Department", "Central Committee", "Oar Union"),
        ),
        (
            "Om Tae Sik, secretary of the Political Bureau of the Central Committee of the Oar Party of Italy, came.",
            ("Political Bureau", "Central Committee", "Oar Party of Italy"),
        ),
        ("Om Tae Sik, secretary of the committee of the WPK of the Unsong Mill, came.", ("committee", "Unsong Mill")),
    ],
)
def test_the_central_committee_of_another_body_is_not_that_of_the_party(text: str, chain: tuple[str, ...]) -> None:
    (post,) = support.facts(text)
    assert support.chain(post.body) == chain
    assert (post.body is not None and post.body.party_line is not None) == (chain[0] == "committee")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "They received a delegation led by Vice-Minister of Defence Aleksey Petrov on May 2.",
            Post("Aleksey Petrov", "vice-minister of Defence"),
        ),
        ("Om Tae Sik met Minister of Culture Anna Petrova at the hall.", Post("Anna Petrova", "minister of Culture")),
        ("They smiled. Minister of Trade Anna Petrova visited the hall.", Post("Anna Petrova", "minister of Trade")),
    ],
)
def test_a_foreign_name_behind_a_title_with_a_field(text: str, wanted: Post) -> None:
    assert wanted in support.posts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Om Tae Sik met the minister of Culture and left.",
        "He told ministers of Culture Lamp Tales on May 2.",
        "He saw the Ministry of Culture Lamp Hall.",
    ],
)
def test_no_name_behind_a_field(text: str) -> None:
    assert set(support.names(text)) <= {"Om Tae Sik"}


@pytest.mark.parametrize("role", ["emir", "sultan", "crown prince", "king"])
def test_sovereigns_hold_posts(role: str) -> None:
    text = f"They received a message from Faisal Al Ahmad Al Nur Al Hakim, {role} of the State of Kuwait, on May 2."
    assert support.posts(text) == {Post("Faisal Al Ahmad Al Nur Al Hakim", role, ("#kuwait",))}


def test_a_prince_alone_is_no_post() -> None:
    assert support.posts("Om Tae Sik, a prince of a man, came.") == set()
