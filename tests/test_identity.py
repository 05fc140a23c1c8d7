"""What speaks for and against two persons being one: each feature by itself, the score, and what is a candidate."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wpkgraph.identity import features
from wpkgraph.identity.candidates import candidates, compared
from wpkgraph.identity.features import FEATURES, LIKELY, points
from wpkgraph.identity.naming import EQUAL, Naming, equal
from wpkgraph.identity.profiles import Profile, World
from wpkgraph.knowledge.decisions import Decisions

BASE = "https://x/"


def person(key: str = "a", name: str = "Om Tae Sik", **known: object) -> Profile:
    made = Profile(f"{BASE}person/{key}", name, {f"person/{key}"}, {name})
    for field, value in known.items():
        setattr(made, field, value)
    return made


def world(*people: Profile, holders: dict[str, int] | None = None, seen: dict[str, int] | None = None) -> World:
    counted = {what: 1 for one in people for what in (*one.posts, *one.bodies)} | (holders or {})
    names = {name: 1 for one in people for names in one.beside.values() for name in names} | (seen or {})
    return World({one.iri: one for one in people}, counted, names, len(people))


DAY, NEXT, LATER = ("2021-04-06",) * 2, ("2021-04-07",) * 2, ("2033-01-01",) * 2


@pytest.mark.parametrize(
    ("feature", "left", "right", "weight", "words"),
    [
        (features.same_text, {"texts": {"k", "l"}}, {"texts": {"k"}}, 4.0, "named in one text"),
        (
            features.same_body,
            {"bodies": {"Lamp Board": "x"}},
            {"bodies": {"Lamp Board": "x"}},
            3.0,
            "same body: Lamp Board",
        ),
        (features.same_post, {"posts": {"clerk"}}, {"posts": {"clerk", "cook"}}, 2.0, "same post: clerk"),
        (
            features.same_event,
            {"events": {"e": "Net Meet"}},
            {"events": {"e": "Net Meet"}},
            2.0,
            "same event: Net Meet",
        ),
        (
            features.same_branch,
            {"branches": {"Tobong Committee"}},
            {"branches": {"Tobong Committee"}},
            1.0,
            "first level",
        ),
        (
            features.same_companions,
            {"beside": {"e": {"Ro Un"}}},
            {"beside": {"f": {"Ro Un"}}},
            1.0,
            "companions: Ro Un",
        ),
        (features.days_apart, {"active": {DAY}}, {"active": {NEXT}}, 0.5, "seen 1 day apart"),
        (features.days_apart, {"active": {DAY}}, {"active": {DAY}}, 0.5, "seen on one day"),
        (features.days_apart, {"active": {DAY}}, {"active": {LATER}}, -1.0, "seen 11 years apart"),
        (features.two_spellings, {"names": {"Jo Yong Won"}}, {"names": {"Cho Yong-won"}}, -1.0, "two spellings"),
        (
            features.two_posts_at_once,
            {"told": {("e", DAY[0]): {"clerk"}}},
            {"told": {("e", DAY[0]): {"cook"}}},
            -3.0,
            "two posts at one event on 2021-04-06: clerk / cook",
        ),
        (features.one_article, {"articles": {"x": "Report"}}, {"articles": {"x": "Report"}}, -6.0, "article: Report"),
        (
            features.dead_before,
            {"dead": {DAY}},
            {"active": {NEXT}},
            -5.0,
            "called dead on 2021-04-06, seen on 2021-04-07",
        ),
    ],
)
def test_a_feature_says_the_same_from_both_sides(
    feature: object, left: dict[str, object], right: dict[str, object], weight: float, words: str
) -> None:
    a, b = person("a", **left), person("b", **right)
    assert callable(feature)
    for pair in ((a, b), (b, a)):
        found = feature(*pair, world(a, b))
        assert found.weight == weight
        assert any(words.split(" / ")[0] in said for said in found.words)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ({}, {}),
        ({"texts": {"k"}, "posts": {"clerk"}}, {"texts": {"l"}, "posts": {"cook"}}),
        ({"bodies": {"Lamp Board": "x"}}, {"bodies": {"Net Board": "x"}}),
        ({"events": {"e": "Net Meet"}}, {"events": {"f": "Net Meet"}}),
        ({"active": {DAY}}, {"active": {("2022-01-01", "2022-12-31")}}),
        ({"told": {("e", DAY[0]): {"clerk"}}}, {"told": {("e", DAY[0]): {"clerk", "cook"}}}),
        ({"told": {("e", ""): {"clerk"}}}, {"told": {("e", ""): {"cook"}}}),
        ({"dead": {NEXT}}, {"active": {DAY}}),
        ({"dead": {("2021-01-01", "2021-12-31")}}, {"active": {NEXT}}),
        ({"beside": {"e": {"Ro Un"}}, "events": {"e": "x"}}, {"beside": {"e": {"Ro Un"}}, "events": {"e": "x"}}),
    ],
)
def test_what_is_not_shared_says_nothing(left: dict[str, object], right: dict[str, object]) -> None:
    a, b = person("a", **left), person("b", **right)
    said = points(a, b, world(a, b))
    assert {feature.name for feature, _ in said} <= {"same event"}
    assert not said or left.get("beside")  # one event is one event, not a companion as well


def test_what_many_share_says_less() -> None:
    a, b = (person(key, posts={"member"}, bodies={"Board": "x"}) for key in "ab")
    few, many = world(a, b), world(a, b, holders={"member": 6, "Board": 21})
    assert [p.weight for _, p in points(a, b, few)] == [3.0, 2.0]
    assert [p.weight for _, p in points(a, b, many)] == [1.5, 1.0]


def test_one_who_is_everywhere_is_no_companion() -> None:
    a, b = person("a", beside={"e": {"Ro Un"}}), person("b", beside={"f": {"Ro Un"}})
    assert features.same_companions(a, b, world(a, b, seen={"Ro Un": 4})) is None


def test_every_feature_is_documented_with_its_weight() -> None:
    for feature in FEATURES:
        assert feature.of.__doc__
        assert feature.of.__doc__.lstrip()[0] in "-0123456789", feature.name
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)


def test_the_name_and_the_day_alone_make_no_candidate() -> None:
    a, b = person("a", active={DAY}), person("b", active={DAY})
    assert candidates(world(a, b), Decisions(), BASE) == []
    assert not compared(a, b, world(a, b)).grounded


def test_the_score_is_the_sum_and_the_best_come_first() -> None:
    a, b, c = (person(key, posts={"clerk"}, active={DAY}) for key in "abc")
    c.bodies = a.bodies = {"Lamp Board": "x"}
    b.dead = {("2020-01-01", "2020-01-01")}
    found = candidates(world(a, b, c), Decisions(), BASE)
    assert [(one.left[-1], one.right[-1], one.score) for one in found] == [
        ("a", "c", 5.5),
        ("a", "b", -2.5),
        ("b", "c", -2.5),
    ]
    assert found[0].score >= LIKELY > found[1].score
    assert found[1].against == ("called dead on 2020-01-01, seen on 2021-04-06",)


def test_another_comparer_is_plugged_in_in_one_line() -> None:
    a, b = person("a", posts={"clerk"}), person("b", name="Om Thae Sik", posts={"clerk"})
    assert candidates(world(a, b), Decisions(), BASE, EQUAL) == []
    loose = Naming(
        lambda x, y: "compatible" if x.replace("h", "") == y.replace("h", "") else "different", lambda n: (n[0],)
    )
    (found,) = candidates(world(a, b), Decisions(), BASE, loose)
    assert found.names == ("Om Tae Sik", "Om Thae Sik")


@pytest.mark.parametrize(("left", "right", "verdict"), [("Om Sik", "OM SIK", "same"), ("Om Sik", "Om Si", "different")])
def test_names_can_be_asked_to_be_equal(left: str, right: str, verdict: str) -> None:
    assert equal(left, right) == verdict


def test_unsure_pairs_are_listed_as_such() -> None:
    from wpkgraph.knowledge.decisions import Decision

    a, b = person("a", posts={"clerk"}), person("b", posts={"clerk"})
    row = Decision("person/b", "person/a", "unsure", "x", "y")
    (found,) = candidates(world(a, b), Decisions((row,)), BASE)
    assert found.decided == "unsure"
    for verdict in ("same", "different"):
        assert candidates(world(a, b), Decisions((replace(row, verdict=verdict),)), BASE) == []


@pytest.mark.parametrize(
    ("left", "right", "against"),
    [
        ("Om Chol Bom", "Om Chol Pom", False),
        ("Jo Yong Won", "Cho Yong-won", True),
        ("Om Chol Bom", "Om Chol Gom", None),
    ],
)
def test_names_in_two_spellings_are_compared_by_the_rules_of_names(left: str, right: str, against: bool | None) -> None:
    a, b = person("a", left, posts={"clerk"}, bodies={"Lamp Board": "x"}), person("b", right, posts={"clerk"})
    found = candidates(world(a, b), Decisions(), BASE)
    assert [bool(one.against) for one in found] == ([] if against is None else [against])
