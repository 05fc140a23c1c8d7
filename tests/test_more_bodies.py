"""Bodies as texts name them: their class, what generic words stand for, ranks, shared and vacated posts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import support
from support import Post

OM, HAN = "Om Tae Sik", "Han Sol Mi"
BOARD = ("Lamp Board",)
SRC = Path(__file__).resolve().parents[1] / "src"


def body(text: str) -> tuple[tuple[str, ...], str]:
    """The chain and class of the only post's body."""
    (fact,) = support.facts(text)
    assert fact.body is not None
    return support.chain(fact.body), fact.body.cls


@pytest.mark.parametrize(
    ("named", "chain", "cls"),
    [
        ("Lamp Party", ("Lamp Party",), "PartyBody"),
        ("State Lamp Bureau", ("State Lamp Bureau",), "StateBody"),
        ("Unsong County People's Committee", ("Unsong County People's Committee",), "StateBody"),
        ("Lamp Board", BOARD, "Organization"),
        ("Unsong Works", ("Unsong Works",), "Workplace"),
        ("reed company of the Unsong Works", ("reed company", "Unsong Works"), "Unit"),
        ("team of the shop of the Unsong Works", ("team", "shop", "Unsong Works"), "Unit"),
        (
            "Party committee of the Unsong Coal-Mining Complex",
            ("Party committee", "Unsong Coal Mining Complex"),
            "Unit",
        ),
        ("youth league committee of the Unsong Works", ("youth league committee", "Unsong Works"), "Unit"),
        ("DPRK", ("#dprk",), "StateBody"),
    ],
)
def test_classes_of_bodies(named: str, chain: tuple[str, ...], cls: str) -> None:
    assert body(f"Om Tae Sik, head of the {named}, came.") == (chain, cls)


def test_one_name_is_classed_anew_below_each_body() -> None:
    """What is kept for a name alone is not taken for the same name below a body, nor the other way round."""
    for _ in range(2):
        assert body("Om Tae Sik, head of the Tobong Shop, came.") == (("Tobong Shop",), "Workplace")
        below = body("Om Tae Sik, head of the Tobong Shop of the Unsong Works, came.")
        assert below == (("Tobong Shop", "Unsong Works"), "Unit")


def test_a_party_of_another_state_is_foreign() -> None:
    assert body("Om Tae Sik, member of the Communist Party of Vietnam, came.")[1] == "ForeignBody"


def test_a_ministry_is_never_made_up() -> None:
    (fact,) = support.facts("Om Tae Sik, minister of Foreign Affairs of Vietnam, came.")
    assert (fact.role, support.chain(fact.body)) == ("minister of Foreign Affairs", ("#vietnam",))


@pytest.mark.parametrize(
    ("before", "chain"),
    [
        ("The Lamp Academy met. ", ("Lamp Academy",)),
        ("", ("academy",)),
        ("The Lamp Academy and the Net Academy met. ", ()),
    ],
)
def test_what_a_generic_word_takes_up(before: str, chain: tuple[str, ...]) -> None:
    text = f"{before}Om Tae Sik, president of the academy, came."
    (fact,) = support.facts(text)
    assert support.chain(fact.body) == chain
    assert (fact.body is not None and fact.body.local) == (chain == ("academy",))
    assert bool(support.context(text).declined) == (chain == ())


def test_a_generic_word_takes_up_the_fuller_wording() -> None:
    assert body("The state funeral committee met. Om Tae Sik, chairman of the committee, came.")[0] == (
        "state funeral committee",
    )


def test_the_provincial_committee_is_that_of_the_province_named_before() -> None:
    found = support.posts(
        "Om Tae Sik, chairman of the South Hwanghae Provincial People's Committee, and Han Sol Mi, secretary of the "
        "provincial Party committee, came."
    )
    assert {post.person: post.chain for post in found} == {
        OM: ("#south-hwanghae-provincial-peoples-committee",),
        HAN: ("#wpk-south-hwanghae-provincial-committee",),
    }


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Marshal of the KPA Om Tae Sik came.", {Post(OM, "Marshal", ("#kpa",))}),
        ("Army General Han Sol Mi came.", {Post(HAN, "Army General")}),
        ("Army Generals Om Tae Sik and Han Sol Mi came.", {Post(OM, "Army General"), Post(HAN, "Army General")}),
        ("Ambassador to Vietnam Om Tae Sik came.", {Post(OM, "ambassador", ("#vietnam",))}),
        ("The works, whose manager, Om Tae Sik, came, won.", {Post(OM, "manager", ("works",))}),
        (
            "Leading members of the Lamp Board, including Om Tae Sik and Han Sol Mi, came.",
            {Post(OM, "leading member", BOARD), Post(HAN, "leading member", BOARD)},
        ),
        ("Om Tae Sik, who had been chairman of the Lamp Board, came.", {Post(OM, "chairman", BOARD, "Former")}),
        (
            "Om Tae Sik and Han Sol Mi, chairman of the Lamp Board and manager of the Unsong Works respectively, came.",
            {Post(OM, "chairman", BOARD), Post(HAN, "manager", ("Unsong Works",))},
        ),
        (
            "Om Tae Sik, Han Sol Mi and other secretaries of the Lamp Board came.",
            {Post(OM, "secretary", BOARD), Post(HAN, "secretary", BOARD)},
        ),
        ("Om Tae Sik, Han Sol Mi and other secretaries of the Lamp Board and the Net Board came.", set()),
        (
            "Om Tae Sik was elected chairman of the Lamp Board in place of Han Sol Mi.",
            {Post(OM, "chairman", BOARD, "Elected"), Post(HAN, "chairman", BOARD, "Recalled")},
        ),
        (
            "Om Tae Sik was recalled from the post of minister of Nets and Han Sol Mi was elected to fill the vacancy.",
            {Post(OM, "minister of Nets", (), "Recalled"), Post(HAN, "minister of Nets", (), "Elected")},
        ),
        (
            "The officials Om Tae Sik of the Lamp Board, Han Sol Mi of the Unsong Works came.",
            {Post(OM, "official", BOARD), Post(HAN, "official", ("Unsong Works",))},
        ),
    ],
)
def test_ranks_shared_and_vacated_posts(text: str, posts: set[Post]) -> None:
    assert support.posts(text) == posts


def test_a_post_of_several_at_several_bodies_is_declined_with_its_reason() -> None:
    found = support.context("Om Tae Sik, Han Sol Mi and other secretaries of the Lamp Board and the Net Board came.")
    assert ["whose is whose" in declined.reason for declined in found.declined] == [True]


@pytest.mark.parametrize(
    "name",
    ["segment", "resolve", "extractors", "triples.whole", "store", "explain", "knowledge.occasions"],
)
def test_modules_can_be_imported_on_their_own(name: str) -> None:
    command = [sys.executable, "-c", f"import wpkgraph.{name}"]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(SRC)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr.splitlines()[-1]
