"""Mentions of ideas: spans, the longer of two, names that hold them, candidates by shape."""

from __future__ import annotations

import pytest

from wpkgraph import knowledge
from wpkgraph.extractors import concepts
from wpkgraph.extractors.concept_labels import Hit
from wpkgraph.extractors.concept_shapes import SHAPES
from wpkgraph.extractors.context import Context, Found, open_article
from wpkgraph.model import Article, BodyRef, CleanText, ConceptRef, EventFact, EventRef, PersonRef, Span


def opened(text: str) -> Context:
    return open_article(Article(text, 0, CleanText(text, (0,), (0,))), knowledge.load())


def mentions(text: str, *, bodies: tuple[str, ...] = (), people: tuple[str, ...] = ()) -> list[tuple[str, str, bool]]:
    """(form, label, candidate) of all mentions; every span gives its form."""
    ctx = opened(text)
    ctx.bodies += [Found(Span(text.index(n), text.index(n) + len(n)), BodyRef(n, "Organization")) for n in bodies]
    ctx.people += [Found(Span(text.index(n), text.index(n) + len(n)), PersonRef(n)) for n in people]
    concepts.extract(ctx)
    for mention in ctx.mentions:
        assert text[mention.span.start : mention.span.end] == mention.form
    return [(m.form, m.ref.label, m.ref.candidate) for m in ctx.mentions if isinstance(m.ref, ConceptRef)]


def test_vocabulary_and_candidates_in_one_text() -> None:
    text = 'Under the slogan "Lamps for every pit!" they wiped out abuses of power and lampism.'
    assert mentions(text) == [
        ("Lamps for every pit!", "Lamps for every pit!", True),
        ("abuses of power", "abuse of power", False),
        ("lampism", "lampism", True),
    ]


def test_the_longer_of_two_stays() -> None:
    assert mentions("the line of strengthening the loyal Party cells of the pits") == [
        (
            "line of strengthening the loyal Party cells of the pits",
            "line of strengthening the loyal Party cells of the pits",
            True,
        )
    ]


def test_the_vocabulary_wins_over_a_candidate_of_the_same_length() -> None:
    assert mentions("He taught the people-first principle.") == [
        ("people-first principle", "people-first principle", False)
    ]


def test_nothing_is_taken_from_within_names() -> None:
    text = "The Self-Reliance Lamp Works under Red Flag spoke of self-reliance."
    assert mentions(text, bodies=("Self-Reliance Lamp Works", "Red Flag")) == [
        ("self-reliance", "self-reliance", False)
    ]


def test_an_idea_that_holds_a_name_stays() -> None:
    text = "They live by Kim Jong Il's patriotism."
    assert mentions(text, people=("Kim Jong Il",)) == [("Kim Jong Il's patriotism", "Kim Jong Il's patriotism", False)]


def test_nothing_is_taken_from_within_events() -> None:
    text = "The Third Forum on Party Cell Work met. A Party cell met."
    ctx = opened(text)
    span = Span(4, text.index(" met"))
    ctx.events.append(EventFact(rule="x", evidence=(span,), event=EventRef("Meeting", "Third Forum")))
    concepts.extract(ctx)
    assert [mention.form for mention in ctx.mentions] == ["Party cell"]
    assert ctx.mentions[0].span.start == text.rindex("Party cell")


def test_generic_bodies_do_not_hide_ideas() -> None:
    ctx = opened("the Party cell met")
    ctx.bodies.append(Found(Span(4, 14), BodyRef("Lamp Works", "Workplace"), generic=True))
    concepts.extract(ctx)
    assert [mention.form for mention in ctx.mentions] == ["Party cell"]


def test_candidates_have_a_kind_and_no_key() -> None:
    ctx = opened("The seven-point lamp policy stands.")
    (hit,) = concepts.candidates(ctx)
    assert hit.ref == ConceptRef("seven-point lamp policy", None, ("programme",), candidate=True)


def test_labels_of_candidates_begin_in_lower_case_but_slogans_do_not() -> None:
    assert [label for _, label, _ in mentions("Policy on lamp oil supply and more.")] == ["policy on lamp oil supply"]
    assert [label for _, label, _ in mentions('"Oil for the pits!" they wrote.')] == ["Oil for the pits!"]


def test_candidates_can_be_asked_for_one_rule() -> None:
    ctx = opened("The seven-point lamp policy and lampism.")
    assert [hit.ref.label for hit in concepts.candidates(ctx, frozenset(["concept-by-ism"]))] == ["lampism"]
    assert list(concepts.candidates(ctx, frozenset(["none"]))) == []


def test_longest_keeps_what_does_not_overlap() -> None:
    one, two, three = (Hit(a, b, ConceptRef(str(a))) for a, b in ((0, 4), (4, 9), (6, 30)))
    assert concepts.longest([two, one]) == [one, two]
    assert concepts.longest([one, two, three]) == [one, three]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("the policy of mending the lamps enabled the pit to win", ["policy of mending the lamps"]),
        ("the policy of mending lamps, oil and all", ["policy of mending lamps"]),
        ("the policy of mending them", []),
        ("the idea of giving importance to lamps that shine", ["idea of giving importance to lamps"]),
        ("the campaign of mending the lamps to win the prize", ["campaign of mending the lamps"]),
        ("the policy of mending a broken and cold lamp", []),
        ("the line of during the war", []),
        ("our policy on winter lamp oil is clear", ["policy on winter lamp oil"]),
        ("their policy on Unsong Valley lamps", []),
        ("a five-point plan and a two-point five", ["five-point plan"]),
        ("the Korean-style lamp mending for all", ["Korean-style lamp mending"]),
        ("the Korean-style of old", []),
        ("three important duties and important duties", ["three important duties"]),
        ("'Light the lamps!' and 'It's dark'", ["Light the lamps!"]),
        ('the motto was known as "Oil First, Lamps Next." then', ["Oil First, Lamps Next"]),
        ('the sloganeer cried "Oil for lamps"', []),
        ("a magnetism-based lamp, feudalism", ["feudalism"]),
    ],
)
def test_shapes(text: str, forms: list[str]) -> None:
    assert [form for form, _, candidate in mentions(text) if candidate] == forms


def test_a_slogan_does_not_run_over_a_line_end() -> None:
    assert mentions('He said "go\nto the pit!" loudly') == []


def test_every_shape_has_both_kinds_of_examples() -> None:
    for shape in SHAPES:
        assert shape.examples
        assert shape.nothing
        assert len({one.rule for one in SHAPES}) == len(SHAPES)


def test_same_text_same_mentions() -> None:
    text = "The line of mending lamps and the Juche idea, self-reliance and lampism."
    assert mentions(text) == mentions(text)
