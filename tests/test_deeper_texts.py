"""Texts beside one another at their edges: odd characters, offsets, limits, order, and the two sides exchanged."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from version_texts import OTHER, REPORT, REWRITTEN
from wpkgraph import knowledge
from wpkgraph.clean import glue
from wpkgraph.model import Span
from wpkgraph.texts import align as aligning
from wpkgraph.texts import passages as cutting
from wpkgraph.texts import shingles
from wpkgraph.texts.align import align
from wpkgraph.texts.passages import LONGEST, Passage, features, named, passages, plain
from wpkgraph.texts.same import body_keys, letters
from wpkgraph.texts.shingles import alike, sketch
from wpkgraph.texts.wordiff import NEAR, word_diff

FURNITURE = knowledge.load().furniture
ODD = "a Z 9 . ? \n \r\n \t é ß № ™ İ ﾞ ﬁ ² \u200f \u202e \xad \ufeff \xa0 한 ' - * lamp Om".split(" ")
odd_texts = st.lists(st.sampled_from(ODD), max_size=40).map(" ".join) | st.text(max_size=40)


def cut(text: str) -> list[Passage]:
    return passages(text, glue(("Om Tae Sik",)))


# --- passages ----------------------------------------------------------------------------------------------------------


@settings(max_examples=80, deadline=None)
@given(text=odd_texts)
def test_spans_come_in_order_lie_in_the_text_and_share_nothing(text: str) -> None:
    found = cut(text)
    edges = [edge for passage in found for edge in passage.span]
    assert edges == sorted(edges)
    assert all(0 <= passage.span.start < passage.span.end <= len(text) for passage in found)
    assert all(passage.text.strip() for passage in found)


@settings(max_examples=80, deadline=None)
@given(text=odd_texts)
def test_no_feature_is_empty_or_has_a_capital(text: str) -> None:
    for feature in features(text):
        assert feature
        assert feature == feature.lower()


def test_an_accent_that_stands_alone_is_no_word() -> None:
    assert features("Lamp ﾞ burns") == ("lamp", "burn")


@pytest.mark.parametrize("end", ["\n\n", "\r\n\r\n", "\u2029\u2029"])
def test_paragraphs_part_at_each_kind_of_line_break(end: str) -> None:
    text = f"The kiln of Tobong was lit.{end}Nine crates came by sea."
    found = cut(text)
    assert [p.opens for p in found] == [True, True]
    assert [text[slice(*p.span)] for p in found] == ["The kiln of Tobong was lit.", "Nine crates came by sea."]


@pytest.mark.parametrize("mark", ["\u200f", "\u200e", "\xad", "\u200b", "\ufeff"])
def test_marks_that_nobody_sees_are_in_no_word_but_in_the_span(mark: str) -> None:
    text = f"The la{mark}mp burns. It is old."
    first, second = cut(text)
    assert first.text == "The lamp burns."
    assert text[slice(*first.span)] == f"The la{mark}mp burns."
    assert text[slice(*second.span)] == "It is old."


@pytest.mark.parametrize(("length", "count"), [(LONGEST - 1, 1), (LONGEST, 1), (LONGEST + 1, 2), (2 * LONGEST + 1, 3)])
def test_a_word_without_end_is_cut_at_the_limit(length: int, count: int) -> None:
    found = cut("a" * length)
    assert [len(p.text) for p in found[:-1]] == [LONGEST] * (count - 1)
    assert len(found) == count
    assert [p.opens for p in found] == [True] + [False] * (count - 1)


def test_a_long_sentence_is_cut_between_words() -> None:
    text = " ".join(["lantern"] * 400)
    found = cut(text)
    assert len(found) > 1
    assert {word for p in found for word in p.text.split()} == {"lantern"}
    assert [text[slice(*p.span)] for p in found] == [p.text for p in found]


def test_passages_are_taken_together_from_the_limit_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "MOST", 4)
    four, five = (cut("\n\n".join(f"Lamp {n} burns." for n in range(count))) for count in (4, 5))
    assert len(four) == 4
    assert [p.text.count("Lamp") for p in five] == [2, 2, 1]
    assert all(p.opens for p in five)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He met Dr. Ro. She left.", 2),
        ("He came on Sept. 9. She left.", 2),
        ("It cost 3.5 won. She left.", 2),
        ("Why? Who! What.", 3),
        ('"Light it." "Why?" he said.', 2),
        ("It ended... Then it rained.", 2),
        ("it ended. then it rained.", 1),
        ("Boats No. 4 and No. 5 left.", 1),
    ],
)
def test_where_a_sentence_ends(text: str, count: int) -> None:
    assert len(cut(text)) == count


def test_names_that_touch_a_passage_belong_to_the_one_that_they_start_in() -> None:
    text = "The lamp burns. The Board met."
    across = {Span(0, 3): ["urn:first"], Span(10, 20): ["urn:across"], Span(29, 30): ["urn:last"]}
    found = passages(text, glue(), across)
    assert [[f for f in p.features if ":" in f] for p in found] == [["urn:first", "urn:across"], ["urn:last"]]


def test_names_of_one_span_come_in_one_order() -> None:
    one = passages("The lamp.", glue(), {Span(4, 8): ["urn:b", "urn:a"]})
    other = passages("The lamp.", glue(), {Span(4, 8): ["urn:a", "urn:b"]})
    assert one == other
    assert one[0].features[-2:] == ("urn:a", "urn:b")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", set()),
        ("lamp.", set()),
        ("Lamp.", set()),
        ("An old lamp of Moran.", {"moran"}),
        ("An Old Lamp Of Moran", set()),
        ("About 1,200 lamps; 3.5 won.", {"1200", "3.5"}),
    ],
)
def test_names_of_short_texts(text: str, found: set[str]) -> None:
    assert named(cut(text)) == found


# --- letters -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"), [("№ 7", "No. 7"), ("LAMP™", "lamp tm"), ("ﬁsh", "FISH"), ("Ｌａｍｐ", "lamp"), ("𝐋amp", "lamp")]
)
def test_signs_that_hold_letters_are_their_small_letters(one: str, other: str) -> None:
    assert letters(one) == letters(other)
    assert plain(one) == plain(one).lower()


@settings(max_examples=80, deadline=None)
@given(text=odd_texts)
def test_letters_of_letters_are_the_same(text: str) -> None:
    found = letters(text)
    assert letters(found) == found
    assert letters(f" *{text}* \r\n") == letters(text)
    assert all(c.isalnum() for c in found)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_make_no_other_text(end: str) -> None:
    text = f"Om Tae Sik Looks Round\n\n{REPORT}\n\n-0-\n"
    assert body_keys(text.replace("\n", end), (), FURNITURE) == body_keys(text, (), FURNITURE)


@pytest.mark.parametrize(("count", "shared"), [(119, False), (120, True), (121, True)])
def test_a_body_must_have_letters_enough(count: int, shared: bool) -> None:
    body = "x" * count + "."
    keys = [body_keys(f"{head}\n\n{body}", (), FURNITURE) for head in ("First", "Second")]
    assert bool(keys[0] & keys[1]) is shared


@pytest.mark.parametrize(("head", "shared"), [(400, True), (401, False)])
def test_no_more_than_so_much_stands_above_a_body(head: int, shared: bool) -> None:
    body = "x" * 900 + "."
    headed, bare = body_keys(f"{'h' * head}\n\n{body}", (), FURNITURE), body_keys(body, (), FURNITURE)
    assert bool(headed & bare) is shared


@pytest.mark.parametrize("title", ["", "***", "Another Headline", "Lamps Burn in Moran Again"])
def test_a_title_that_a_text_does_not_start_with_cuts_nothing(title: str) -> None:
    text = f"Lamps Burn in Moran {REPORT.partition(' -- ')[2]}"
    assert body_keys(text, (title,), FURNITURE) == body_keys(text, (), FURNITURE)
    assert len(body_keys(text, ("LAMPS burn, in Moran",), FURNITURE)) == 2


# --- shared wording ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("count", "met"), [(2, False), (3, True)])
def test_three_runs_of_words_must_be_shared(count: int, met: bool) -> None:
    common = frozenset(range(count))
    found = alike({"a": common, "b": common | {90}}, dict.fromkeys("ab", (1, 1)))
    assert found == ([("a", "b")] if met else [])


@pytest.mark.parametrize(("size", "met"), [(15, True), (16, False)])
def test_a_fifth_of_the_shorter_must_be_shared(size: int, met: bool) -> None:
    left, right = frozenset(range(size)), frozenset({0, 1, 2, *range(100, 200)})
    assert bool(alike({"a": left, "b": right}, dict.fromkeys("ab", (1, 1)))) is met


@pytest.mark.parametrize(("day", "met"), [(3, True), (4, False)])
def test_days_that_touch_are_the_same_days(day: int, met: bool) -> None:
    same = sketch(REPORT)
    assert bool(alike({"b": same, "a": same}, {"b": (1, 3), "a": (day, 9)})) is met


def test_a_formula_of_a_crowd_meets_only_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shingles, "_CROWD", 2)
    same = frozenset({1, 2, 3})
    assert alike(dict.fromkeys("abc", same), dict.fromkeys("abc", (1, 1))) == [("a", "b"), ("b", "c")]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 99))
def test_pairs_do_not_depend_on_the_order_in_which_texts_are_given(seed: int) -> None:
    texts = {"a": REPORT, "b": REWRITTEN, "c": OTHER, "d": REPORT + OTHER}
    days = {"a": (1, 3), "b": (2, 4), "c": (1, 9), "d": (3, 3)}
    names = random.Random(seed).sample(sorted(texts), len(texts))
    found = alike({name: sketch(texts[name]) for name in names}, days)
    assert found == alike({name: sketch(text) for name, text in texts.items()}, days)
    assert ("c", "d") in found
    assert found == sorted(found)


# --- words and alignment -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ("", "", ([], [])),
        ("lamp", "", None),
        ("lamp", "LAMP", ([("lamp", False)], [("LAMP", False)])),
        ("lamp", "net", None),
        ("lamp's", "lamp’s", None),
    ],
)
def test_words_of_none_or_one(left: str, right: str, found: object) -> None:
    assert word_diff(left, right) == found


@settings(max_examples=60, deadline=None)
@given(left=odd_texts, right=odd_texts)
def test_runs_of_odd_characters_lose_nothing(left: str, right: str) -> None:
    for one, other in ((left, right), (left, left)):
        found = word_diff(one, other)
        assert found is not None or one != other
        if found:
            assert ["".join(run.text for run in side) for side in found] == [one.rstrip(), other.rstrip()]
            assert all(run.text for side in found for run in side)
            assert one != other or not any(run.own for side in found for run in side)


def test_marks_start_at_the_share_that_is_named() -> None:
    words = [f"w{n}" for n in range(20)]
    for kept, marked in ((9, True), (8, False)):
        other = words[:kept] + [f"x{n}" for n in range(20 - kept)]
        assert (word_diff(" ".join(words), " ".join(other)) is not None) is marked
        assert (kept / 20 >= NEAR) is marked


def test_the_same_passages_answer_to_themselves() -> None:
    x = cut(REPORT)
    found = align(x, x)
    assert [(pair.left, pair.right) for pair in found.pairs] == [((n, n + 1), (n, n + 1)) for n in range(len(x))]
    assert {round(pair.score, 9) for pair in found.pairs} == {1.0}
    assert found.contained == pytest.approx(1)


@pytest.mark.parametrize(
    ("left", "right"), [(REPORT, REWRITTEN), (REPORT, OTHER), (REPORT + OTHER, OTHER), ("", OTHER)]
)
def test_the_sides_may_be_exchanged(left: str, right: str) -> None:
    one, other = align(cut(left), cut(right)), align(cut(right), cut(left))
    assert one.closeness == pytest.approx(other.closeness)
    assert one.contained == pytest.approx(other.contained)
    answers = {(pair.left, pair.right) for pair in one.pairs if pair.score}
    assert answers == {(pair.right, pair.left) for pair in other.pairs if pair.score}


def test_every_answer_reaches_the_limit() -> None:
    scores = [pair.score for pair in align(cut(REPORT), cut(REWRITTEN)).pairs]
    assert all(score == 0 or aligning.LIKE <= score <= 1 for score in scores)
    assert max(scores) > 0.5


def test_passages_without_features_answer_to_nothing() -> None:
    marks = [Passage(Span(0, 3), "***", True, ())]
    found = align(marks, marks)
    assert [(pair.left, pair.right, pair.score) for pair in found.pairs] == [
        ((0, 1), (0, 0), 0.0),
        ((1, 1), (0, 1), 0.0),
    ]
    assert (found.closeness, found.contained) == (0.0, 0.0)
