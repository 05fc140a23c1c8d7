"""Names at their edges: what every lattice holds, ways of cutting counted one by one, limits, keys and candidates."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph import names
from wpkgraph.knowledge import romanisation
from wpkgraph.knowledge.hangul import decompose
from wpkgraph.knowledge.romanisation import System
from wpkgraph.names import Kind, lattice, orders, words
from wpkgraph.names.forms import folded, spelt, spelt_name
from wpkgraph.names.lattice import Edge, Lattice
from wpkgraph.names.orders import analyse, cuts, likeliest

TABLE = romanisation.load()
SYLLABLE = st.sampled_from(sorted(TABLE.inventory))
GIVEN = st.lists(SYLLABLE, min_size=1, max_size=2).map(tuple)
PERSON = st.builds(lambda s, g: spelt_name(s, g, TABLE), st.sampled_from(sorted(TABLE.surnames)), GIVEN)
LETTERS = st.text("kgnthrlmpsjaeiouyŏ", min_size=1, max_size=9)
SMALL = settings(max_examples=60, deadline=None)


def ways(given_name: Lattice, at: int = 0) -> Iterator[tuple[Edge, ...]]:
    """Every way from a letter to the end."""
    if at == len(given_name.letters):
        yield ()
        return
    for edge in given_name.edges[at]:
        yield from ((edge, *rest) for rest in ways(given_name, edge.end))


# --- lattices -----------------------------------------------------------------------------------------------------


@SMALL
@given(st.lists(LETTERS, min_size=1, max_size=3), st.booleans())
def test_every_syllable_is_a_slice_that_crosses_no_cut_and_leads_to_the_end(parts: list[str], assimilate: bool) -> None:
    found = lattice.build((tuple(parts),), TABLE, assimilate=assimilate)
    assert found.letters == "".join(parts)
    assert {0, len(found.letters), len(parts[0])} <= found.cuts
    for start, edges in enumerate(found.edges):
        for edge in edges:
            assert edge.spelling == found.letters[start : edge.end]
            assert not any(start < cut < edge.end for cut in found.cuts)
            assert edge.readings
            assert edge.end == len(found.letters) or found.edges[edge.end]
    assert found.readable == bool(found.edges[0])


@SMALL
@given(LETTERS, st.booleans(), st.sampled_from([System.DPRK, System.RR, System.PRESS, System.MIXED]))
def test_ways_of_cutting_are_as_many_as_can_be_told_one_by_one(letters: str, natural: bool, system: System) -> None:
    found = lattice.build(((letters,),), TABLE, assimilate=False)
    sizes = [
        len(way)
        for way in ways(found)
        if all(any(m & system for m in e.readings.values()) and (e.natural or not natural) for e in way)
    ]
    least = min(sizes, default=None)
    assert cuts(found, system, natural=natural) == (least, sizes.count(least) if least else 0)
    assert orders.fewest(found, System.MIXED) == min(map(len, ways(found)), default=None)


@SMALL
@given(PERSON)
def test_the_likeliest_cut_gives_all_letters_and_the_fewest_syllables_of_the_name_s_system(text: str) -> None:
    for order in analyse(text).persons:
        cut = likeliest(order)
        assert "".join(edge.spelling for edge in cut) == order.given.letters
        assert [e.end for e in cut] in [[e.end for e in way] for way in ways(order.given)]
        own = [len(w) for w in ways(order.given) if all(e.natural and orders._in(e, order.strict) for e in w)]
        assert not own or len(cut) == min(own)


def test_the_longest_syllable_is_eight_letters_and_none_begins_with_a_coda() -> None:
    found = lattice.build((("kkwaengh",),), TABLE, assimilate=True)
    assert all(edge.end - start <= 8 for start, edges in enumerate(found.edges) for edge in edges)
    assert not lattice.build((("ngan",),), TABLE, assimilate=True).readable
    assert not lattice.build(((),), TABLE, assimilate=True).readable


# --- limits -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "read"), [(words.LONGEST, True), (words.LONGEST + 1, False)])
def test_names_just_as_long_as_may_be(count: int, read: bool) -> None:
    text = "Om Hyok" + " " * (count - 7)
    assert len(text) == count
    assert bool(words.split(text).words) is read
    assert names.parse(text).readable is read


@pytest.mark.parametrize(
    ("text", "surname", "readable"),
    [
        ("Om", None, True),
        ("Om Hyok", "om", True),
        ("Om Sol Mi Ok", "om", True),
        ("Om Sol Mi Ok Nam", None, True),  # five words are no person
        ("Om Sol Mi Ok Nam Hyok", None, True),
        ("Om Sol Mi Ok Nam Hyok Chol", None, False),  # nor seven a place
        ("Om Sol Mi Ok Nam Hyok City", None, True),
    ],
)
def test_how_many_words_a_name_has(text: str, surname: str | None, readable: bool) -> None:
    found = names.parse(text)
    assert (found.surname, found.readable) == (surname, readable)


def test_candidates_are_bounded_and_all_different() -> None:
    found = names.parse("Chu Chuchuchu Chuchuchu").forms
    assert 1 < len(found) <= 512
    assert len(set(found)) == len(found)


# --- verdicts -----------------------------------------------------------------------------------------------------


@SMALL
@given(PERSON, PERSON)
def test_a_verdict_turned_round_has_its_syllables_turned_round(one: str, two: str) -> None:
    there, back = names.compare(one, two), names.compare(two, one)
    assert there.kind == back.kind
    assert [(p.a, p.b) for p in there.syllables] == [(p.b, p.a) for p in back.syllables]
    assert [set(p.shared) for p in there.syllables] == [set(p.shared) for p in back.syllables]


@SMALL
@given(PERSON, PERSON)
def test_what_was_read_before_changes_nothing(one: str, two: str) -> None:
    first = (names.compare(one, two), names.parse(one), names.key(two))
    for cached in (analyse, lattice.syllable, orders._readings_of_surname):
        cached.cache_clear()  # type: ignore[attr-defined]
    second = (names.key(two), names.parse(one), names.compare(one, two))
    assert first == second[::-1]


@SMALL
@given(PERSON)
def test_spaces_hyphens_and_marks_of_type_make_no_other_name(text: str) -> None:
    surname, *rest = text.split()
    for other in (f"  {surname}\t{' '.join(rest)} ", f"{surname} {'-'.join(rest)}", f"{surname}, {' '.join(rest)}"):
        assert names.compare(text, other).kind == Kind.SAME, other
        assert names.key(text) & names.key(other), other


@SMALL
@given(PERSON)
def test_a_surname_that_is_moved_to_the_end_shares_a_key(text: str) -> None:
    surname, *rest = text.split()
    if len(rest) == 2:
        moved = f"{'-'.join(rest).capitalize()} {surname}"
        assert names.compare(text, moved).kind != Kind.DIFFERENT
        assert names.key(text) & names.key(moved)


@pytest.mark.parametrize(
    ("a", "b", "rule", "last"),
    [
        ("Om Sol Mi", "Han Sol Mi", "surnames", ("om", "han", ())),
        ("Om Sol Mi", "Om Sol Ok", "syllables", ("mi", "ok", ())),
        ("Om Sol Mi", "Om Sol", "length", ("om", "om", ("엄",))),
        ("Om Hyok", "Xander", "unread", None),
    ],
)
def test_a_verdict_on_two_names_shows_where_they_part(
    a: str, b: str, rule: str, last: tuple[str, str, tuple[str, ...]] | None
) -> None:
    found = names.compare(a, b)
    assert (found.kind, found.rule) == (Kind.DIFFERENT, rule)
    assert (found.syllables[-1] if found.syllables else None) == last


@pytest.mark.parametrize("text", ["", "  ", "엄혁", "Xander", "Om\x00Hyok", "Om 2", "\ud800"])
def test_what_can_not_be_read_is_itself_and_has_one_key(text: str) -> None:
    assert names.compare(text, text) == names.Verdict(Kind.SAME, "spelling")
    assert len(names.key(text)) == 1
    assert names.compare(text, "Om Hyok").rule == "unread"
    assert names.parse(text).text == text


# --- candidates ---------------------------------------------------------------------------------------------------


@SMALL
@given(PERSON)
def test_a_dprk_spelling_is_a_candidate_for_itself_and_every_candidate_can_be_the_name(text: str) -> None:
    found = names.parse(text)
    assert text in found.forms
    assert found.form in (None, text)
    for form in found.forms[:4]:
        assert names.compare(text, form).kind != Kind.DIFFERENT, form


@SMALL
@given(PERSON)
def test_readings_are_syllables_and_as_many_as_the_spellings(text: str) -> None:
    found = names.parse(text)
    assert len(found.readings) == len(found.given) + 1
    assert all(readings and len(set(readings)) == len(readings) for readings in found.readings)
    assert all(len(h) == 1 and decompose(h) for readings in found.readings[1:] for h in readings)


@given(st.lists(SYLLABLE, min_size=1, max_size=3))
def test_a_word_of_syllables_is_one_capital_and_small_letters(syllables: list[str]) -> None:
    text = spelt("".join(syllables), TABLE)
    assert text[0].isupper()
    assert text[1:] == text[1:].lower()
    assert all(part in text.lower() for part in (spelt(one, TABLE, voiced=True).lower() for one in syllables[1:]))


@pytest.mark.parametrize(
    ("syllable", "plain", "voiced"), [("구", "Ku", "Gu"), ("동", "Tong", "Dong"), ("미", "Mi", "Mi")]
)
def test_a_voiced_sound_before_it_changes_a_consonant(syllable: str, plain: str, voiced: str) -> None:
    assert spelt(syllable, TABLE) == plain
    assert spelt(syllable, TABLE, voiced=True) == voiced
    assert folded(syllable) == folded(syllable)[:2] + decompose(syllable)[2]
