"""Who may be who, at the limits: features from both sides, blocks of names, initials, the order of what is given."""

from __future__ import annotations

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph.identity import candidates as picking
from wpkgraph.identity import features
from wpkgraph.identity.candidates import candidates, compared
from wpkgraph.identity.features import FEATURES, points
from wpkgraph.identity.naming import EQUAL, abbreviated, equal
from wpkgraph.identity.profiles import Profile, World
from wpkgraph.identity.review import grounds
from wpkgraph.knowledge.decisions import Decision, Decisions

BASE = "https://x/"


def person(key: str, name: str = "Om Tae Sik", **known: object) -> Profile:
    made = Profile(f"{BASE}person/{key}", name, {f"person/{key}"}, {name})
    for field, value in known.items():
        setattr(made, field, value)
    return made


def world(*people: Profile, seen: int = 1, events: int = 2, holders: int = 1) -> World:
    held = {what: holders for one in people for what in (*one.posts, *one.bodies)}
    names = {name: seen for one in people for names in one.beside.values() for name in names}
    return World({one.iri: one for one in people}, held, names, events)


# --- features ----------------------------------------------------------------------------------------------------------

days = st.sampled_from(["2020-02-29", "2020-03-01", "2021-01-01", "2031-06-30"]).map(lambda day: (day, day))
some = st.sets(st.sampled_from("kln"), max_size=2)
labels = {"e": "Net Meet", "f": "Lamp Fair"}
profiles = st.fixed_dictionaries(
    {
        "names": st.sets(st.sampled_from(["Om Tae Sik", "Om Thae Sik", "Jo Yong Won", "Cho Yong-won"]), min_size=1),
        "texts": some,
        "posts": some,
        "bodies": some.map(lambda found: dict.fromkeys(found, "x")),
        "branches": some,
        "events": st.sets(st.sampled_from("ef")).map(lambda found: {key: labels[key] for key in found}),
        "beside": st.dictionaries(st.sampled_from("ef"), st.sets(st.sampled_from(["Ro Un", "Pae Il"])), max_size=2),
        "told": st.dictionaries(st.just(("e", "2021-01-01")), st.sets(st.sampled_from("kl"), min_size=1)),
        "active": st.sets(days, max_size=2),
        "dead": st.sets(days, max_size=2),
        "articles": st.sets(st.sampled_from("ef")).map(lambda found: {key: labels[key] for key in found}),
    }
)


@settings(max_examples=150, deadline=None)
@given(left=profiles, right=profiles)
def test_all_features_say_the_same_of_both_orders(left: dict[str, object], right: dict[str, object]) -> None:
    a, b = person("a", **left), person("b", **right)
    around = world(a, b)
    assert points(a, b, around) == points(b, a, around)
    found = compared(b, a, around)
    assert found == compared(a, b, around)
    assert found.left < found.right
    assert found.score == pytest.approx(sum(point.weight for _, point in points(a, b, around)))
    assert all(point.weight and point.words and all(point.words) for _, point in points(a, b, around))


def test_two_who_are_both_called_dead_and_seen_later_are_told_of_in_one_way() -> None:
    a = person("a", dead={("2021-01-01",) * 2}, active={("2023-05-05",) * 2})
    b = person("b", dead={("2022-01-01",) * 2}, active={("2023-06-06",) * 2})
    for pair in ((a, b), (b, a)):
        found = features.dead_before(*pair, world(a, b))
        assert found == (-5.0, ("called dead on 2021-01-01, seen on 2023-06-06",))


@pytest.mark.parametrize(
    ("first", "second", "weight"),
    [
        ("2021-01-01", "2021-02-01", 0.5),
        ("2021-01-01", "2021-02-02", None),
        ("2020-02-28", "2020-03-30", 0.5),
        ("2011-01-01", "2021-01-01", None),
        ("2011-01-01", "2021-01-02", -1.0),
    ],
)
def test_days_just_within_and_just_beyond_the_limits(first: str, second: str, weight: float | None) -> None:
    a, b = person("a", active={(first, first)}), person("b", active={(second, second)})
    found = features.days_apart(a, b, world(a, b))
    assert (found and found.weight) == weight


def test_of_many_days_the_nearest_two_count_and_ranges_may_touch() -> None:
    a = person("a", active={("1990-01-01",) * 2, ("2021-01-01", "2021-12-31")})
    b = person("b", active={("2021-12-31", "2022-12-31"), ("2050-01-01",) * 2})
    assert features.days_apart(a, b, world(a, b)) == (0.5, ("seen on one day",))


@pytest.mark.parametrize(("names", "weight"), [(1, 1.0), (2, 1.0), (3, 2.5), (9, 2.5)])
def test_three_companions_say_more_and_eight_are_named(names: int, weight: float) -> None:
    others = {f"Ro {letter}" for letter in "ABCDEFGHI"[:names]}
    a, b = person("a", beside={"e": others}), person("b", beside={"f": others})
    found = features.same_companions(a, b, world(a, b))
    assert found is not None
    assert found.weight == weight
    assert found.words[0].count("Ro ") == min(names, 8)


@pytest.mark.parametrize(("seen", "events", "counts"), [(3, 2, True), (4, 2, False), (4, 40, True), (5, 49, False)])
def test_how_often_a_companion_may_be_seen(seen: int, events: int, counts: bool) -> None:
    a, b = person("a", beside={"e": {"Ro Un"}}), person("b", beside={"f": {"Ro Un"}})
    assert (features.same_companions(a, b, world(a, b, seen=seen, events=events)) is not None) is counts


def test_nobody_is_a_companion_of_their_own() -> None:
    a, b = person("a", beside={"e": {"Om Tae Sik"}}), person("b", beside={"f": {"Om Tae Sik"}})
    assert features.same_companions(a, b, world(a, b)) is None


@pytest.mark.parametrize(
    ("feature", "field", "limit", "weights"),
    [(features.same_post, "posts", 5, (2.0, 1.0)), (features.same_body, "bodies", 20, (3.0, 1.5))],
)
def test_what_one_more_shares_says_less(feature: object, field: str, limit: int, weights: tuple[float, float]) -> None:
    shared = {"x": "x"} if field == "bodies" else {"x"}
    a, b = person("a", **{field: shared}), person("b", **{field: shared})
    assert callable(feature)
    assert tuple(feature(a, b, world(a, b, holders=n)).weight for n in (limit, limit + 1)) == weights


def test_a_table_of_features_can_be_given() -> None:
    a, b = person("a", posts={"clerk"}, texts={"k"}), person("b", posts={"clerk"}, texts={"k"})
    assert [feature.name for feature, _ in points(a, b, world(a, b), reversed(FEATURES))] == ["same post", "same text"]
    assert points(a, b, world(a, b), ()) == []


# --- names -------------------------------------------------------------------------------------------------------------

words = st.lists(st.sampled_from(["Y.", "Yu", "Yuri", "O.", "Om", "Tarn", "T."]), max_size=4).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(left=words, right=words)
def test_initials_stand_for_names_from_both_sides(left: str, right: str) -> None:
    assert abbreviated(left, right) is abbreviated(right, left)
    assert equal(left, right) == equal(right, left)
    assert not abbreviated(left, "")


@pytest.mark.parametrize(
    "pair", [("Y. Tarn", "Yu Tarn"), ("V. O. Tarn", "Vasil Olegovich Tarn"), ("O. Tarn", "V. Om Tarn")]
)
def test_an_initial_as_long_as_the_name_is_an_initial(pair: tuple[str, str]) -> None:
    assert abbreviated(*pair)
    assert abbreviated(*reversed(pair))


# --- candidates --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "pairs"), [(0, 0), (1, 0), (2, 1), (3, 3), (4, 0)])
def test_a_name_that_too_many_bear_is_left_alone(monkeypatch: pytest.MonkeyPatch, size: int, pairs: int) -> None:
    monkeypatch.setattr(picking, "_LARGEST", 3)
    people = [person(str(n), posts={"clerk"}) for n in range(size)]
    assert len(candidates(world(*people), Decisions(), BASE, EQUAL)) == pairs


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 999))
def test_candidates_do_not_depend_on_the_order_of_persons(seed: int) -> None:
    people = [
        person(f"{key}{post}{n}", name, posts=set(post), texts={str(n)})
        for (key, name), post, n in product((("a", "Om Tae Sik"), ("b", "OM TAE SIK")), ("k", "l"), (1, 2))
    ]
    mixed = random.Random(seed).sample(people, len(people))
    found = candidates(world(*mixed), Decisions(), BASE, EQUAL)
    assert found == candidates(world(*people), Decisions(), BASE, EQUAL)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({(one.left, one.right) for one in found}) == len(found)


def test_a_decision_on_a_group_takes_all_its_pairs_from_the_list() -> None:
    people = [person(key, posts={"clerk"}) for key in "abc"]
    rows = [Decision("person/a", "person/b", "same", "x", "y"), Decision("person/b", "person/c", "different", "x", "y")]
    assert len(candidates(world(*people), Decisions(tuple(rows[:1])), BASE)) == 2
    assert candidates(world(*people), Decisions(tuple(rows)), BASE) == []


def test_reasons_and_what_speaks_against_are_parted() -> None:
    a, b = (person(key, posts={"clerk"}, articles={"x": "Lamp\tReport"}) for key in "ab")
    found = compared(a, b, world(a, b))
    assert (found.score, found.grounded) == (-4.0, True)
    assert grounds(found) == "score -4; same post: clerk; against: two persons of one article: Lamp\tReport"
