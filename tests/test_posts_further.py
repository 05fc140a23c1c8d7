"""Posts in wordings of committees, governments, funeral committees and lives."""

from __future__ import annotations

import pytest

import support
from support import Post
from wpkgraph.model import Status

OM, HAN, RO, KYE = "Om Tae Sik", "Han Sol Mi", "Ro Chan Gyu", "Kye Myong Ok"
BOARD, WORKS = ("Lamp Board",), ("Unsong Works",)


@pytest.mark.parametrize(
    ("body", "chain"),
    [
        ("the primary youth league committee of the Unsong Works", ("primary youth league committee", *WORKS)),
        ("the Tobong County Youth League Committee", ("Tobong County Youth League Committee",)),
        ("the Kosong County women's union committee", ("Kosong County women's union committee",)),
        ("the Kosong County Party committee", ("Kosong County Party committee",)),
        ("the Nampho Municipal youth league committee", ("Nampho Municipal youth league committee",)),
        ("the Hamhung City trade union committee", ("Hamhung City trade union committee",)),
    ],
)
def test_committees_named_by_a_place_and_an_organisation(body: str, chain: tuple[str, ...]) -> None:
    assert support.posts(f"Om Tae Sik, secretary of {body}, spoke.") == {Post(OM, "secretary", chain)}


def test_a_place_behind_a_post_stays_a_place() -> None:
    assert support.posts("Om Tae Sik, chairman of Kosong County, spoke.") == {
        Post(OM, "chairman", place="Kosong County")
    }


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Om Tae Sik, minister of Nets and member of the Lamp Board, spoke.",
            {Post(OM, "minister of Nets"), Post(OM, "member", BOARD)},
        ),
        (
            "Om Tae Sik, premier and chairman of the Lamp Board, spoke.",
            {Post(OM, "premier"), Post(OM, "chairman", BOARD)},
        ),
        (
            "Om Tae Sik, minister of Nets and vice-premier of the Cabinet, spoke.",
            {Post(OM, "minister of Nets", ("#cabinet",)), Post(OM, "vice-premier", ("#cabinet",))},
        ),
        (
            "Om Tae Sik, minister of Nets, Lamps and River Transport, spoke.",
            {Post(OM, "minister of Nets, Lamps and River Transport")},
        ),
    ],
)
def test_posts_of_a_government(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Om Tae Sik was elected chairman and Han Sol Mi and Ro Chan Gyu vice-chairmen of the Lamp Board.",
            {
                Post(OM, "chairman", BOARD, "Elected"),
                Post(HAN, "vice-chairman", BOARD, "Elected"),
                Post(RO, "vice-chairman", BOARD, "Elected"),
            },
        ),
        (
            "It elected Om Tae Sik as chairman, and Han Sol Mi and Ro Chan Gyu as vice-chairpersons of the Lamp Board.",
            {
                Post(OM, "chairman", BOARD, "Elected"),
                Post(HAN, "vice-chairperson", BOARD, "Elected"),
                Post(RO, "vice-chairperson", BOARD, "Elected"),
            },
        ),
        (
            "Om Tae Sik was elected premier and Han Sol Mi chairman of the Lamp Board.",
            {Post(OM, "premier", held="Elected"), Post(HAN, "chairman", BOARD, "Elected")},
        ),
    ],
)
def test_a_body_told_once_behind_the_last_of_those_elected(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


def test_a_committee_set_up_with_its_chairman_and_its_members() -> None:
    text = "The Lamp Board was set up with Om Tae Sik as its chairman and Han Sol Mi, Ro Chan Gyu as its members."
    assert support.posts(text) == {
        Post(OM, "chairman", BOARD),
        Post(HAN, "member", BOARD),
        Post(RO, "member", BOARD),
    }


def test_members_not_told_of_with_the_chairman_are_left_open() -> None:
    text = "The Lamp Board was set up with Om Tae Sik as its chairman. Nets went to Han Sol Mi and Ro Chan Gyu as its members."
    assert support.posts(text) == {Post(OM, "chairman", BOARD)}


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Om Tae Sik worked as head of the Lamp Board.", {Post(OM, "head", BOARD, "Former")}),
        ("Om Tae Sik, who served as head of the Lamp Board, came.", {Post(OM, "head", BOARD, "Former")}),
        ("Om Tae Sik has long worked as head of the Lamp Board.", {Post(OM, "head", BOARD)}),
        (
            "Om Tae Sik died. He had worked as director of the Unsong Works and chairman of the Lamp Board.",
            {Post(OM, "director", WORKS, "Former"), Post(OM, "chairman", BOARD, "Former")},
        ),
        (
            "Han Sol Mi came. Lamps were lit. Born in Unsong, she worked as head of the Lamp Board.",
            {Post(HAN, "head", BOARD, "Former")},
        ),
        ("Om Tae Sik met Ro Chan Gyu. He served as head of the Lamp Board.", set()),
        ("He served as head of the Lamp Board. Om Tae Sik came.", set()),
        ("Om Tae Sik worked as a weaver.", set()),
        ("Om Tae Sik worked as hard as the head of the Lamp Board.", set()),
        ("Om Tae Sik came. It was cold. It was late. It rained. It froze. He served as head of the Lamp Board.", set()),
    ],
)
def test_posts_that_somebody_had(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


def test_a_pronoun_is_evidence_and_says_whom_it_takes_up() -> None:
    text = "Om Tae Sik died. He served as head of the Lamp Board."
    (fact,) = support.facts(text)
    assert [text[slice(*span)] for span in fact.evidence] == ["He", "head of the Lamp Board"]
    assert fact.status is Status.RESOLVED
    assert fact.ground is not None
    assert fact.ground.at is not None
    assert text[slice(*fact.ground.at)] == OM


def test_titles_of_two_words_behind_of() -> None:
    assert support.posts("It was held under the guidance of Supreme Leader Om Tae Sik.") == {Post(OM, "supreme leader")}


def test_members_elected_after_others_of_the_same_body() -> None:
    text = "The Lamp Board elected Om Tae Sik as its member and Han Sol Mi and Ro Chan Gyu as alternate members."
    assert support.posts(text) == {
        Post(OM, "member", BOARD, "Elected"),
        Post(HAN, "alternate member", BOARD, "Elected"),
        Post(RO, "alternate member", BOARD, "Elected"),
    }


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "The head of the Lamp Board, Om Tae Sik, and the manager of the Unsong Works, Han Sol Mi, attended.",
            {Post(OM, "head", BOARD), Post(HAN, "manager", WORKS)},
        ),
        ("It rained. The head of the Lamp Board, Om Tae Sik, stressed it.", {Post(OM, "head", BOARD)}),
        # Lists of which the first person is not named
        ("The head of the Lamp Board, Om Tae Sik, Han Sol Mi and others came.", set()),
        ("The head of the Lamp Board, Om Tae Sik and others came.", set()),
        ("Present were the head of the Lamp Board, Om Tae Sik, and others.", set()),
        (
            "The head of the Lamp Board, Om Tae Sik, manager of the Unsong Works, and others came.",
            {Post(OM, "manager", WORKS)},
        ),
    ],
)
def test_a_name_set_apart_behind_a_post(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Elected as members of the Lamp Board were Om Tae Sik, Han Sol Mi and Ro Chan Gyu.",
            {Post(name, "member", BOARD, "Elected") for name in (OM, HAN, RO)},
        ),
        (
            "Elected as its head was Om Tae Sik, and appointed as secretaries of the Lamp Board were Han Sol Mi and "
            "Ro Chan Gyu.",
            {Post(name, "secretary", BOARD, "Appointed") for name in (HAN, RO)},
        ),
        ("The members of the Lamp Board are Om Tae Sik and Han Sol Mi.", {Post(n, "member", BOARD) for n in (OM, HAN)}),
        ("The head of the Lamp Board is Om Tae Sik.", {Post(OM, "head", BOARD)}),
        ("The head of the Lamp Board is Om Tae Sik, the secretary is Han Sol Mi.", {Post(OM, "head", BOARD)}),
        ("Secretaries of the Lamp Board: Om Tae Sik, Han Sol Mi", {Post(n, "secretary", BOARD) for n in (OM, HAN)}),
        ("Present with members of the Lamp Board were Om Tae Sik and Han Sol Mi.", set()),
        ("The head of the Lamp Board and two secretaries were Om Tae Sik and Han Sol Mi.", set()),
        ("Members of the Lamp Board were glad. Om Tae Sik came.", set()),
        (
            "The meeting elected Om Tae Sik and Han Sol Mi to the Lamp Board.",
            {Post(n, "member", BOARD, "Elected") for n in (OM, HAN)},
        ),
        ("Om Tae Sik was transferred to the post of head of the Lamp Board.", {Post(OM, "head", BOARD, "Appointed")}),
        (
            "The Lamp Board was elected with Om Tae Sik as chairman and Han Sol Mi and Ro Chan Gyu as vice-chairmen.",
            {
                Post(OM, "chairman", BOARD, "Elected"),
                Post(HAN, "vice-chairman", BOARD, "Elected"),
                Post(RO, "vice-chairman", BOARD, "Elected"),
            },
        ),
        ("A delegation of the Lamp Board came with Om Tae Sik as head.", set()),
        ("Members of the Lamp Board\nOm Tae Sik, Han Sol Mi\nThey met.", {Post(n, "member", BOARD) for n in (OM, HAN)}),
        ("Members of the Lamp Board\nOm Tae Sik met them.", set()),
        (
            "Om Tae Sik is head of the Lamp Board and concurrently manager of the Unsong Works.",
            {Post(OM, "head", BOARD), Post(OM, "manager", WORKS)},
        ),
        ("Om Tae Sik is head.", set()),
        (
            "Om Tae Sik was appointed as editor of Party organ Rodong Sinmun.",
            {Post(OM, "editor", ("#rodong-sinmun",), "Appointed")},
        ),
    ],
)
def test_posts_told_before_those_who_hold_them(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Om Tae Sik, aged 34, head of the Lamp Board, came.", {Post(OM, "head", BOARD)}),
        ("Om Tae Sik, 34, head of the Lamp Board, came.", {Post(OM, "head", BOARD)}),
        ("Om Tae Sik, a 34-year-old weaver of the Unsong Works, came.", {Post(OM, "weaver", WORKS)}),
        ("Om Tae Sik, a 34-year-old resident of the town, came.", set()),
        ("Om Tae Sik (male, 34), head of the Lamp Board, came.", {Post(OM, "head", BOARD)}),
        ("Om Tae Sik, 34 clerks, head of the Lamp Board, came.", set()),
        (
            "Om Tae Sik, secretary of the net shop of the Unsong Works, met Han Sol Mi, weaver of the same shop.",
            {Post(OM, "secretary", ("net shop", *WORKS)), Post(HAN, "weaver", ("net shop", *WORKS))},
        ),
        (
            "The meeting dismissed the head of the Lamp Board and appointed Om Tae Sik as head.",
            {Post(OM, "head", BOARD, "Appointed")},
        ),
        (
            "The meeting dismissed the head of the Lamp Board and appointed Om Tae Sik as director.",
            {Post(OM, "director", held="Appointed")},
        ),
    ],
)
def test_posts_behind_an_age_of_the_same_body_and_of_one_dismissed(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Om Tae Sik, also head of the Lamp Board, came.", {Post(OM, "head", BOARD)}),
        ("Om Tae Sik, the Lao embassy's counsellor, came.", {Post(OM, "counsellor", ("Lao embassy",))}),
        (
            "Present were deputy ministers Om Tae Sik and Han Sol Mi of Nets.",
            {Post(n, "deputy minister of Nets") for n in (OM, HAN)},
        ),
        (
            "Om Tae Sik and Han Sol Mi, both members of the Lamp Board, came.",
            {Post(n, "member", BOARD) for n in (OM, HAN)},
        ),
        ("Om Tae Sik, all members of the Lamp Board and others came.", set()),
        ("Om Tae Sik, also seen with the head of the Lamp Board, came.", set()),
    ],
)
def test_posts_behind_a_leading_word(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize(
    ("body", "chain", "place"),
    [
        ("the No. 1 work-team at the Unsong Works", ("No. 1 work-team", *WORKS), None),
        ("Party cell No. 2 of the No. 1 Shop of the Unsong Works", ("Party cell No. 2", "No. 1 Shop", *WORKS), None),
        ("the 4th Party cell in the lamp shop of the Unsong Works", ("4th Party cell", "lamp shop", *WORKS), None),
        ("the lamp shop under the direct control of the Unsong Works", ("lamp shop", *WORKS), None),
        ("the lamp corps in Hamhung under the Lamp Board", ("lamp corps", *BOARD), "Hamhung"),
        ("the Lamp Board in the shop", BOARD, None),
        ("the lamp shop in Hamhung of the Unsong Works", ("lamp shop", *WORKS), "Hamhung"),
        ("the lamp shop in Tobi-dong of the Unsong Works", ("lamp shop", *WORKS), "Tobi-dong"),
        (
            "the Unsong Power Station Construction General Office",
            ("Unsong Power Station Construction General Office",),
            None,
        ),
    ],
)
def test_chains_of_units(body: str, chain: tuple[str, ...], place: str | None) -> None:
    assert support.posts(f"Om Tae Sik, secretary of {body}, spoke.") == {Post(OM, "secretary", chain, place=place)}


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "Om Tae Sik, marshal of the KPA and adviser to the Lamp Board, died.",
            {Post(OM, "Marshal", ("#kpa",)), Post(OM, "adviser", BOARD)},
        ),
        (
            "The Lamp Board is made up of Om Tae Sik as its chairman, Han Sol Mi and Ro Chan Gyu.",
            {Post(OM, "chairman", BOARD)},
        ),
        ("Om Tae Sik, who is now head of the Lamp Board, came.", {Post(OM, "head", BOARD)}),
        (
            "Om Tae Sik died.\nThe Guild met.\nHe was elected head of the Lamp Board in 2010.",
            {Post(OM, "head", BOARD, "Elected")},
        ),
        ("Om Tae Sik met Han Sol Mi. He was elected head of the Lamp Board.", set()),
        ("Om Tae Sik came. It was elected head of the Lamp Board.", set()),
    ],
)
def test_posts_in_an_obituary(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Om Tae Sik (head of the Lamp Board) came.", {Post(OM, "head", BOARD)}),
        ("Comrade Om Tae Sik - head of the Lamp Board - came.", {Post(OM, "head", BOARD)}),
        ("Om Tae Sik (see the head of the Lamp Board) came.", set()),
        ("Om Tae Sik - head of the Lamp Board came.", set()),
        (
            "Om Tae Sik, manager of the Unsong Works, and Han Sol Mi, secretary of the same works' Party committee, came.",
            {Post(OM, "manager", WORKS), Post(HAN, "secretary", ("Party committee", *WORKS))},
        ),
        ("Om Tae Sik, who is working as head of the Lamp Board, came.", {Post(OM, "head", BOARD)}),
        ("Om Tae Sik was serving as head of the Lamp Board.", {Post(OM, "head", BOARD, "Former")}),
        (
            "Om Tae Sik, former manager of the Unsong Works and now head of the Lamp Board, came.",
            {Post(OM, "manager", WORKS, "Former"), Post(OM, "head", BOARD)},
        ),
        ("Om Tae Sik, appointed as head of the Lamp Board, came.", {Post(OM, "head", BOARD, "Appointed")}),
        ("Om Tae Sik, elected to the Lamp Board in May, came.", {Post(OM, "member", BOARD, "Elected")}),
        ("Om Tae Sik, newly-elected head of the Lamp Board, came.", {Post(OM, "head", BOARD)}),
        (
            "Head of the Lamp Board Om Tae Sik, acting manager Han Sol Mi of the Unsong Works and incumbent director of "
            "the Kiln Bureau Ro Chan Gyu came.",
            {
                Post(OM, "head", BOARD),
                Post(HAN, "acting manager", WORKS),
                Post(RO, "director", ("Kiln Bureau",)),
            },
        ),
    ],
)
def test_posts_set_apart_and_posts_of_now_and_then(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ('Om Tae Sik, head of the "Red" Shop of the Unsong Works, came.', {Post(OM, "head", ('"Red" Shop', *WORKS))}),
        ("Om Tae Sik, a labor hero and head of the Lamp Board, came.", {Post(OM, "head", BOARD)}),
        (
            "Om Tae Sik, head of the kindergarten attached to the Unsong Works, came.",
            {Post(OM, "head", ("kindergarten", *WORKS))},
        ),
        (
            "Om Tae Sik and Han Sol Mi, heads of the Lamp Board and the Kiln Bureau respectively, came.",
            {Post(OM, "head", BOARD), Post(HAN, "head", ("Kiln Bureau",))},
        ),
        (
            "Om Tae Sik and Han Sol Mi, heads of the Lamp Board, the Net Office and the Kiln Bureau respectively, came.",
            set(),
        ),
        (
            "Deputy director Om Tae Sik and researcher Han Sol Mi of the Unsong Works came.",
            {Post(OM, "deputy director", WORKS), Post(HAN, "researcher", WORKS)},
        ),
        (
            "The Kiln Bureau met. Om Tae Sik, director of a bureau, and Han Sol Mi, director of the bureau, came.",
            {Post(OM, "director", ("bureau",)), Post(HAN, "director", ("Kiln Bureau",))},
        ),
    ],
)
def test_posts_in_turn_and_units_attached_to_others(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts
