"""Texts beside one another: passages, their alignment, the words in which two passages differ, shared wording."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from version_texts import FORMS, OTHER, RENDERED, REPORT, REWRITTEN, SPEECH
from wpkgraph.clean import glue
from wpkgraph.model import Span
from wpkgraph.texts.align import Alignment, align
from wpkgraph.texts.passages import LONGEST, MOST, Passage, features, named, passages
from wpkgraph.texts.shingles import alike, sketch
from wpkgraph.texts.wordiff import word_diff

TEXTS = (REPORT, REWRITTEN, OTHER, SPEECH, RENDERED, *FORMS)


def cut(text: str) -> list[Passage]:
    return passages(text, glue(("Om Tae Sik",)))


def beside(left: str, right: str) -> list[tuple[str, str]]:
    """The passages of two texts as the alignment puts them, each side in one string."""
    x, y = cut(left), cut(right)
    found = align(x, y)
    return [
        (" ".join(p.text for p in x[slice(*pair.left)]), " ".join(p.text for p in y[slice(*pair.right)]))
        for pair in found.pairs
    ]


# --- passages ----------------------------------------------------------------------------------------------------------


def test_passages_are_sentences_with_their_place_in_the_text() -> None:
    text = 'The Board\n\nOm Tae Siksaid: "No. 7 is lit." Then Col. Ro\nleft. It rained.'
    found = cut(text)
    assert [p.text for p in found] == [
        "The Board",
        'Om Tae Sik said: "No. 7 is lit."',
        "Then Col. Ro left.",
        "It rained.",
    ]
    assert [p.opens for p in found] == [True, True, False, False]
    assert text[slice(*found[2].span)] == "Then Col. Ro\nleft."


def test_names_and_ideas_are_features_of_the_passage_that_names_them() -> None:
    text = "The lamp burns. The Board met."
    found = passages(text, glue(), {Span(20, 25): ["http://x/board"], Span(4, 8): ["http://x/lamp"]})
    assert [p.features[-1] for p in found] == ["http://x/lamp", "http://x/board"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("strengthening strengthened", "strength strengthens"),
        ("Naïve café", "naive cafe"),
        ("10,000 keepers' lamps", "10000 keeper lamp"),
    ],
)
def test_words_of_one_root_are_one_feature(one: str, other: str) -> None:
    assert set(features(one)) == set(features(other))


def test_names_are_read_in_prose_and_not_in_headlines() -> None:
    assert named(cut("Many Lamps Burn in Moran\n\nYesterday 12 keepers of Tobong met.")) == {"12", "tobong"}
    assert named(cut("Om Tae Sik met Om Kum Ju.")) == {"om tae", "tae sik", "om kum", "kum ju"}


@pytest.mark.parametrize("text", ["a" * 5000, "word " * 2000, "A. " * 9000, "\n\n".join(["Line."] * 9000), "", " \n "])
def test_passages_are_bounded_in_length_and_number(text: str) -> None:
    found = cut(text)
    assert len(found) <= MOST
    assert all(len(p.text) <= LONGEST for p in found)
    assert "".join("".join(p.text.split()) for p in found) == "".join(text.split())


# --- alignment ---------------------------------------------------------------------------------------------------------


def test_two_translations_are_aligned_sentence_by_sentence() -> None:
    rows = dict(beside(SPEECH, RENDERED))
    by_start = {left[:20]: right for left, right in rows.items() if left}
    assert by_start["Some keepers fill th"].startswith("There are keepers who are late")
    assert by_start["Keepers are the eyes"].startswith("The coast sees")
    assert by_start["To put this right is"].startswith("The conference has the main purpose")


def test_one_passage_answers_to_two() -> None:
    one = "He praised the glaziers of Tobong, and asked them to mend the roof of the store before the rains of June."
    two = (
        "The glaziers of Tobong were praised by him. They were asked to mend the roof of the store before June's rains."
    )
    assert beside(f"It began at noon. {one} All sang.", f"It began at noon. {two} All sang.") == [
        ("It began at noon.", "It began at noon."),
        (one, two),
        ("All sang.", "All sang."),
    ]
    assert (two, one) in beside(two, one)


def test_what_only_one_text_has_stands_alone_in_its_place() -> None:
    lines = ["The kiln of Tobong was lit.", "Nine crates came by sea.", "The choir sang of rope.", "Ro left on Sunday."]
    rows = beside(" ".join(lines), " ".join([lines[0], lines[2], "A dog barked twice.", lines[3]]))
    assert ("Nine crates came by sea.", "") in rows
    assert ("", "A dog barked twice.") in rows
    assert len(rows) == 5


def test_closeness_tells_versions_and_translations_from_other_texts() -> None:
    def close(a: str, b: str) -> Alignment:
        return align(cut(a), cut(b))

    assert close(REPORT, REPORT).closeness == pytest.approx(1)
    assert close(REPORT, REWRITTEN).closeness > 0.5
    assert close(SPEECH, RENDERED).closeness > 0.4
    assert max(close(a, OTHER).closeness for a in (REPORT, SPEECH, RENDERED)) < 0.1
    half = REPORT[: len(REPORT) // 2]
    assert close(half, REPORT).contained > 0.8 > close(half, REPORT).closeness


def test_nothing_is_aligned_with_nothing() -> None:
    assert align([], []) == Alignment((), 0.0, 0.0)
    assert [(p.left, p.right) for p in align(cut("A lamp."), []).pairs] == [((0, 1), (0, 0))]


words = st.sampled_from("lamp kiln Tobong 12 sea rope the of Om Tae Sik burns sang left. met. A The".split())
texts = st.lists(words, max_size=60).map(" ".join) | st.sampled_from(TEXTS)


@settings(max_examples=80, deadline=None)
@given(left=texts, right=texts)
def test_every_passage_stands_in_the_alignment_once_and_in_order(left: str, right: str) -> None:
    x, y = cut(left), cut(right)
    found = align(x, y)
    assert [i for pair in found.pairs for i in range(*pair.left)] == list(range(len(x)))
    assert [j for pair in found.pairs for j in range(*pair.right)] == list(range(len(y)))
    assert all(
        (pair.score > 0) == (pair.left[0] < pair.left[1] and pair.right[0] < pair.right[1]) for pair in found.pairs
    )
    assert 0 <= found.closeness <= found.contained <= 1 + 1e-9


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The lamp was lit again today. " * 14000, "The lamp was lit once more. " * 14000),
        (" ".join(f"Lamp {n} of pier {n % 97} burns oil." for n in range(9000)),) * 2,
        ("A\n" * 200_000, "A\nB\n" * 100_000),
        ("word and thing " * 27000, "word or thing " * 27000),
        ('."' * 200_000, ")' " * 130_000),
    ],
    ids=["one sentence", "numbers", "lines", "no stops", "marks"],
)
def test_texts_of_400_kilobytes_end_in_time(left: str, right: str) -> None:
    began = time.perf_counter()
    x, y = cut(left), cut(right)
    for pair in align(x, y).pairs:
        if pair.score:
            word_diff(" ".join(p.text for p in x[slice(*pair.left)]), " ".join(p.text for p in y[slice(*pair.right)]))
    assert time.perf_counter() - began < 60  # about 3 s on a free machine; without bounds it takes hours


# --- words -------------------------------------------------------------------------------------------------------------


def marked(left: str, right: str) -> tuple[str, str] | None:
    found = word_diff(left, right)
    if found is None:
        return None
    one, other = ("".join(f"[{run.text}]" if run.own else run.text for run in side) for side in found)
    return one, other


def test_words_that_one_side_lacks_are_marked() -> None:
    assert marked("He lit the old lamp.", "He lit the new, red lamp.") == (
        "He lit the[ old] lamp.",
        "He lit the[ new, red] lamp.",
    )


def test_case_and_space_are_no_difference() -> None:
    assert marked("THE  LAMP of Tobong", "The lamp of\nTobong") == ("THE  LAMP of Tobong", "The lamp of\nTobong")


def test_passages_with_little_in_common_are_not_marked() -> None:
    assert word_diff("Some keepers fill the oil too late.", "There are those who come after dusk, and often.") is None
    assert word_diff("a b " * 300, "b a " * 300) is None


@settings(max_examples=60, deadline=None)
@given(left=texts, right=texts)
def test_the_runs_are_the_passage(left: str, right: str) -> None:
    found = word_diff(left, right)
    if found is not None:
        assert ("".join(r.text for r in found[0]), "".join(r.text for r in found[1])) == (left.rstrip(), right.rstrip())
        one, other = ("".join(r.text for r in side if not r.own).casefold().split() for side in found)
        assert "".join(one) == "".join(other)


# --- shared wording ----------------------------------------------------------------------------------------------------


def test_texts_that_share_wording_in_their_days_are_picked() -> None:
    sketches = {name: sketch(text) for name, text in zip("abcd", (REPORT, REWRITTEN, OTHER, REPORT), strict=True)}
    days = dict.fromkeys("abcd", (1, 3)) | {"d": (9, 11)}
    assert alike(sketches, days) == [("a", "b")]
    assert alike(sketches, dict.fromkeys("abcd", (1, 3))) == [("a", "b"), ("a", "d"), ("b", "d")]
    assert alike({}, {}) == []


def test_a_sketch_is_a_fixed_sample() -> None:
    assert sketch(REPORT) == sketch(REPORT.upper().replace(",", " ;"))
    assert len(sketch(REPORT)) * 2 < len(REPORT.split())
    assert sketch("two words") == frozenset()
