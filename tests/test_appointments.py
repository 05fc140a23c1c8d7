"""Posts given and taken: elections, appointments, recalls."""

from __future__ import annotations

import pytest

import support
from support import Post

OM, HAN, RO = "Om Tae Sik", "Han Sol Mi", "Ro Chan Gyu"
BOARD, NET, OAR = ("Lamp Board",), ("Net Bureau",), ("Oar Commission",)


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Om Tae Sik and Han Sol Mi, alternate members of the Lamp Board, were by-elected as members of the "
            "Lamp Board.",
            {
                *(Post(p, "alternate member", BOARD) for p in (OM, HAN)),
                *(Post(p, "member", BOARD, "Elected") for p in (OM, HAN)),
            },
        ),
        ("Om Tae Sik was directly by-elected as member of the Lamp Board.", {Post(OM, "member", BOARD, "Elected")}),
        (
            "Om Tae Sik was elected member of the Lamp Board to fill a vacancy.",
            {Post(OM, "member", BOARD, "Elected")},
        ),
        (
            "Om Tae Sik was appointed head of the Net Bureau, Han Sol Mi minister of Nets, Ro Chan Gyu chairman of "
            "the Lamp Board.",
            {
                Post(OM, "head", NET, "Appointed"),
                Post(HAN, "minister of Nets", (), "Appointed"),
                Post(RO, "chairman", BOARD, "Appointed"),
            },
        ),
        (
            "Om Tae Sik was elected chairman of the Oar Commission and concurrently director of the Net Bureau.",
            {Post(OM, "chairman", OAR, "Elected"), Post(OM, "director", NET, "Elected")},
        ),
        (
            "Om Tae Sik was by-elected as chairman of the Oar Commission and Han Sol Mi as its member.",
            {Post(OM, "chairman", OAR, "Elected"), Post(HAN, "member", OAR, "Elected")},
        ),
        (
            "Om Tae Sik and Han Sol Mi were elected to the Lamp Board.",
            {Post(p, "member", BOARD, "Elected") for p in (OM, HAN)},
        ),
        (
            "Om Tae Sik and Han Sol Mi were elected to the Lamp Board as its vice-chairmen.",
            {Post(p, "vice-chairman", BOARD, "Elected") for p in (OM, HAN)},
        ),
        ("Om Tae Sik was elected to speak.", set()),
        ("The meeting recalled and by-elected secretaries of the Lamp Board.", set()),
        ("The elected Om Tae Sik spoke.", set()),
    ],
)
def test_elections(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Deputy Om Tae Sik was recalled from the vice-chairmanship of the Oar Commission and Deputy Han Sol Mi "
            "from the membership of the Oar Commission.",
            {
                Post(OM, "deputy"),
                Post(HAN, "deputy"),
                Post(OM, "vice-chairman", OAR, "Recalled"),
                Post(HAN, "member", OAR, "Recalled"),
            },
        ),
        (
            "Om Tae Sik and Han Sol Mi were dismissed from the posts of director of the Net Bureau.",
            {Post(p, "director", NET, "Recalled") for p in (OM, HAN)},
        ),
        (
            "Om Tae Sik was relieved of the post of director of the Net Bureau and appointed head of the Lamp Board.",
            {Post(OM, "director", NET, "Recalled"), Post(OM, "head", BOARD, "Appointed")},
        ),
        (
            "At the request of Deputy Om Tae Sik, head of the Net Bureau, Han Sol Mi was recalled from the "
            "membership of the Oar Commission.",
            {Post(OM, "deputy"), Post(OM, "head", NET), Post(HAN, "member", OAR, "Recalled")},
        ),
        ("Om Tae Sik recalled the meeting of the Oar Commission.", set()),
    ],
)
def test_recalls(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


def test_active_appointments_keep_old_and_new_posts_apart() -> None:
    found = support.posts(
        "The meeting appointed Om Tae Sik, former head of the Net Bureau, as director of the Kiln Bureau, Han Sol Mi, "
        "director of the Kiln Bureau, as manager of the Unsong Works and Ro Chan Gyu as head of the Net Bureau."
    )
    assert found == {
        Post(OM, "head", NET, "Former"),
        Post(OM, "director", ("Kiln Bureau",), "Appointed"),
        Post(HAN, "director", ("Kiln Bureau",)),
        Post(HAN, "manager", ("Unsong Works",), "Appointed"),
        Post(RO, "head", NET, "Appointed"),
    }


def test_evidence_is_the_name_and_the_words_of_the_post() -> None:
    text = "Yesterday Om Tae Sik was elected to the Lamp Board as its chairman."
    (fact,) = support.facts(text)
    assert [text[slice(*span)] for span in fact.evidence] == ["Om Tae Sik", "chairman"]
    assert fact.rule == "elected-as"


def test_gapped_election_with_a_plural_title() -> None:
    found = support.posts(
        "Om Tae Sik was by-elected as chairman of the Oar Commission and Deputies Han Sol Mi and Ro Chan Gyu as its "
        "members."
    )
    assert {Post(p, "member", OAR, "Elected") for p in (HAN, RO)} <= found


def test_recall_from_a_presidency() -> None:
    found = support.posts("Om Tae Sik was recalled from the vice-presidency of the Oar Commission.")
    assert found == {Post(OM, "vice-president", OAR, "Recalled")}


def test_active_election_without_as() -> None:
    found = support.posts("The meeting elected Om Tae Sik chairman of the Lamp Board.")
    assert found == {Post(OM, "chairman", BOARD, "Elected")}


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Om Tae Sik was elected member of the Lamp Board in place of Han Sol Mi and Ro Chan Gyu.",
            {
                Post(OM, "member", BOARD, "Elected"),
                Post(HAN, "member", BOARD, "Recalled"),
                Post(RO, "member", BOARD, "Recalled"),
            },
        ),
        (
            "Om Tae Sik was recalled from the post of chairman of the Lamp Board and Han Sol Mi was elected chairman of it.",
            {Post(OM, "chairman", BOARD, "Recalled"), Post(HAN, "chairman", BOARD, "Elected")},
        ),
        (
            "Om Tae Sik was elected chairman of the Lamp Board and Han Sol Mi and Ro Chan Gyu vice-chairmen.",
            {
                Post(OM, "chairman", BOARD, "Elected"),
                Post(HAN, "vice-chairman", BOARD, "Elected"),
                Post(RO, "vice-chairman", BOARD, "Elected"),
            },
        ),
        (
            "Om Tae Sik was elected as member of the Lamp Board and Han Sol Mi was directly elected member.",
            {Post(OM, "member", BOARD, "Elected"), Post(HAN, "member", BOARD, "Elected")},
        ),
        (
            "Deputy Om Tae Sik was elected chairman of the Lamp Board, Deputy Han Sol Mi head of the Net Bureau and "
            "Deputy Ro Chan Gyu chairman of the Oar Commission.",
            {
                *(Post(p, "deputy") for p in (OM, HAN, RO)),
                Post(OM, "chairman", BOARD, "Elected"),
                Post(HAN, "head", NET, "Elected"),
                Post(RO, "chairman", OAR, "Elected"),
            },
        ),
    ],
)
def test_posts_named_by_the_one_before(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts
