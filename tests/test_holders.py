"""Who holds which post: appositions, titles, lists, relative clauses, shared bodies."""

from __future__ import annotations

import pytest

import support
from support import Post

OM, HAN, RO, KYE, PHYO = "Om Tae Sik", "Han Sol Mi", "Ro Chan Gyu", "Kye Myong Ok", "Phyo Il Gun"
BOARD = ("Lamp Board",)
WORKS = ("Unsong Works",)


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Om Tae Sik, chairman of the Lamp Board, spoke.", {Post(OM, "chairman", BOARD)}),
        (
            "Om Tae Sik, member of the Political Bureau of the C.C., WPK, deputy head of the Net Office and director "
            "of the Kiln Bureau, spoke.",
            {
                Post(OM, "member", ("#wpk-politburo",)),
                Post(OM, "deputy head", ("Net Office",)),
                Post(OM, "director", ("Kiln Bureau",)),
            },
        ),
        (
            "Om Tae Sik, member and secretary of the Lamp Board, spoke.",
            {Post(OM, "member", BOARD), Post(OM, "secretary", BOARD)},
        ),
        (
            "Om Tae Sik, chairman of the Lamp Board and head of its Net Department, spoke.",
            {Post(OM, "chairman", BOARD), Post(OM, "head", ("Net Department", "Lamp Board"))},
        ),
        (
            "Om Tae Sik, secretary of the primary committee and chief engineer of the Unsong Works, spoke.",
            {Post(OM, "secretary", ("primary committee", *WORKS)), Post(OM, "chief engineer", WORKS)},
        ),
        (
            "Om Tae Sik, vice-chairman and director of the Net Department of the Lamp Board, spoke.",
            {Post(OM, "vice-chairman", BOARD), Post(OM, "director", ("Net Department", "Lamp Board"))},
        ),
        (
            "Om Tae Sik, manager of the Unsong Works, Han Sol Mi, its secretary, and Ro Chan Gyu came.",
            {Post(OM, "manager", WORKS), Post(HAN, "secretary", WORKS)},
        ),
        ("Om Tae Sik, former manager of the Unsong Works, spoke.", {Post(OM, "manager", WORKS, "Former")}),
        ("Om Tae Sik, manager of the Unsong Works in Hamhung, spoke.", {Post(OM, "manager", WORKS, place="Hamhung")}),
        ("Om Tae Sik who is chairman of the Lamp Board spoke.", {Post(OM, "chairman", BOARD)}),
    ],
)
def test_appositions(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Deputy Han Sol Mi spoke.", {Post(HAN, "deputy")}),
        ("Director of the Net Office Han Sol Mi spoke.", {Post(HAN, "director", ("Net Office",))}),
        ("Acting Director of the Net Office Han Sol Mi spoke.", {Post(HAN, "acting director", ("Net Office",))}),
        (
            "Shift Chief Han Sol Mi and Assistant Shift Chief Om Tae Sik of the Unsong Works came.",
            {Post(HAN, "Shift chief", WORKS), Post(OM, "assistant Shift chief", WORKS)},
        ),
        (
            "Present were vice-chairmen Om Tae Sik and Han Sol Mi and other members of the Lamp Board.",
            {Post(OM, "vice-chairman", BOARD), Post(HAN, "vice-chairman", BOARD)},
        ),
        (
            "Om Tae Sik, Han Sol Mi and Deputies Ro Chan Gyu and Phyo Il Gun came.",
            {Post(RO, "deputy"), Post(PHYO, "deputy")},
        ),
        ("Om Tae Sik, Vice-Premier Han Sol Mi and Ro Chan Gyu came.", {Post(HAN, "vice-premier")}),
        (
            "Marshal of the KPA Om Tae Sik, adviser to the Ministry of Nets, looked on.",
            {Post(OM, "Marshal", ("#kpa",)), Post(OM, "adviser", ("Ministry of Nets",))},
        ),
        (
            "Army General Om Tae Sik, minister of Nets of the DPRK, looked on.",
            {Post(OM, "Army General"), Post(OM, "minister of Nets", ("#dprk",))},
        ),
        ("Comrade Om Tae Sik spoke.", set()),
        ("The secretary Om Tae Sik met was old.", set()),
        (
            "Winner of the Golden Oar and Labour Hero Om Tae Sik, an advisor of the Unsong Works, came.",
            {Post(OM, "advisor", WORKS)},
        ),
    ],
)
def test_titles_before_names(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Om Tae Sik, Han Sol Mi and Ro Chan Gyu, secretaries of the Lamp Board, came.",
            {Post(p, "secretary", BOARD) for p in (OM, HAN, RO)},
        ),
        (
            "Om Tae Sik and Han Sol Mi, secretaries of the Lamp Board, Ro Chan Gyu and Kye Myong Ok, department "
            "directors of the Net Council, Phyo Il Gun, chairman of the Oar Union, and other officials came.",
            {
                *(Post(p, "secretary", BOARD) for p in (OM, HAN)),
                *(Post(p, "department director", ("Net Council",)) for p in (RO, KYE)),
                Post(PHYO, "chairman", ("Oar Union",)),
            },
        ),
        (
            "Om Tae Sik, Han Sol Mi and Ro Chan Gyu who are members of the Lamp Board came.",
            {Post(p, "member", BOARD) for p in (OM, HAN, RO)},
        ),
        (
            "Leading officials of the Lamp Board Om Tae Sik, Han Sol Mi and chief clerks of the towns came.",
            {Post(p, "leading official", BOARD) for p in (OM, HAN)},
        ),
        (
            "Present were members of the Lamp Board including Om Tae Sik and Han Sol Mi.",
            {Post(p, "member", BOARD) for p in (OM, HAN)},
        ),
        ("Om Tae Sik, member of the Lamp Board, Han Sol Mi and Ro Chan Gyu came.", {Post(OM, "member", BOARD)}),
        (
            "Om Tae Sik, Han Sol Mi and other secretaries of the Lamp Board came.",
            {Post(p, "secretary", BOARD) for p in (OM, HAN)},
        ),
        ("Members and alternate members of the Lamp Board came.", set()),
        ("The chief secretaries of the provincial committees came.", set()),
        ("Om Tae Sik, Han Sol Mi, officials concerned and workers came.", set()),
        ("Om Tae Sik, Han Sol Mi and heroines of labour came.", set()),
    ],
)
def test_lists(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


def test_a_post_shared_with_several_bodies_is_declined() -> None:
    text = "Om Tae Sik, Han Sol Mi and other senior officials of the C.C., WPK, the Cabinet and the KPA came."
    ctx = support.context(text)
    assert support.posts(text) == set()
    (case,) = ctx.declined
    assert case.rule == "and-other"
    assert text[slice(*case.span)].startswith("Om Tae Sik, Han Sol Mi and other senior officials")
    assert "left open" in case.reason


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Om Tae Sik, late manager of the Unsong Works, was kind.", True),
        ("Om Tae Sik, deceased manager of the Unsong Works, was kind.", True),
        ("Om Tae Sik, manager of the Unsong Works, was late.", False),
    ],
)
def test_the_dead_are_told(text: str, dead: bool) -> None:
    (fact,) = support.facts(text)
    assert (fact.dead, fact.held) == (dead, "Holds")


def test_late_before_the_name() -> None:
    (fact,) = support.facts("The late Om Tae Sik, manager of the Unsong Works, was kind.")
    assert fact.dead


def test_one_post_in_coordinated_bodies() -> None:
    found = support.posts("Om Tae Sik, chairman of the Lamp Board, the Net Council and the Oar Union, came.")
    assert {post.chain for post in found} == {BOARD, ("Net Council",), ("Oar Union",)}


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("Om Tae Sik, chairman of the Lamp Board and of the Net Council, guided it.", {BOARD, ("Net Council",)}),
        ("Om Tae Sik, chairman of the Lamp Board and the Net Council, guided it.", {BOARD, ("Net Council",)}),
        ("Om Tae Sik, chairman of the Lamp Board, and the Net Council came.", {BOARD}),
        ("Om Tae Sik, chairman of the Lamp Board, the Net Council came.", {BOARD}),
        ("Om Tae Sik, chairman of the Lamp Board and secretary of the Net Council, came.", {BOARD, ("Net Council",)}),
        ("Om Tae Sik, chairman of the Lamp Board, and Han Sol Mi of the Net Council came.", {BOARD}),
    ],
)
def test_bodies_joined_behind_one_post(text: str, chains: set[tuple[str, ...]]) -> None:
    assert {post.chain for post in support.posts(text) if post.person == OM} == chains


def test_its_secretary_before_a_name() -> None:
    found = support.posts("Om Tae Sik, chairman of the Lamp Board, and its secretary Han Sol Mi came.")
    assert Post(HAN, "secretary", BOARD) in found


def test_its_engineer_behind_a_name() -> None:
    found = support.posts("Om Tae Sik, manager of the Unsong Works, Han Sol Mi, its chief engineer, and others came.")
    assert Post(HAN, "chief engineer", WORKS) in found


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Om Tae Sik is a team leader of the Unsong Works.", {Post(OM, "team leader", WORKS)}),
        ("Om Tae Sik was the manager of the Unsong Works.", {Post(OM, "manager", WORKS)}),
        ("Om Tae Sik is a man of few words.", set()),
        ("The Lamp Board was founded with Om Tae Sik as its chairman.", {Post(OM, "chairman", BOARD)}),
        ("The Lamp Board knows Om Tae Sik as its chairman does.", set()),
        (
            "Om Tae Sik, chairman of the Lamp Board, Han Sol Mi, vice-chairman of it, came.",
            {Post(OM, "chairman", BOARD), Post(HAN, "vice-chairman", BOARD)},
        ),
        (
            "Om Tae Sik, chief of the Lamp Board, and the commander and other commanding officers of the unit came.",
            {Post(OM, "chief", BOARD)},
        ),
        (
            "Om Tae Sik and Han Sol Mi, directors of the Lamp Board, and secretaries of the Net Bureau came.",
            {Post(OM, "director", BOARD), Post(HAN, "director", BOARD)},
        ),
        (
            "By order of Chairman of the Lamp Board Om Tae Sik, members of the board came.",
            {Post(OM, "chairman", BOARD)},
        ),
        ("DPRK Ambassador to China Om Tae Sik spoke.", {Post(OM, "ambassador", ("#dprk",))}),
        (
            "Om Tae Sik, secretary of the youth league committee of the Unsong Works, came.",
            {Post(OM, "secretary", ("youth league committee", *WORKS))},
        ),
        ("Oleg P. Savin, chairman of the Lamp Board, came.", {Post("Oleg P. Savin", "chairman", BOARD)}),
        ("K. R. Savin, chairman of the Lamp Board, came.", {Post("K. R. Savin", "chairman", BOARD)}),
        ("Ahmad al-Savi, chairman of the Lamp Board, came.", {Post("Ahmad al-Savi", "chairman", BOARD)}),
        ("They stood in Hall B. The chairman of the Lamp Board came.", set()),
        (
            "Om Tae Sik, minister of Lamps and Nets, officials concerned and workers came.",
            {Post(OM, "minister of Lamps and Nets")},
        ),
    ],
)
def test_posts_told_by_other_words(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts
