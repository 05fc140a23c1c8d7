"""Figures: value, bound, unit and span; what is a date, a name or an ordinal is none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from wpkgraph import knowledge
from wpkgraph.extractors import figures
from wpkgraph.extractors.context import Context, Found, open_article
from wpkgraph.model import Article, BodyRef, CleanText, FigureFact, PlaceRef, Span


def run(text: str) -> Context:
    ctx = open_article(Article(text, 0, CleanText(text, (0,), (0,))), knowledge.load())
    figures.extract(ctx)
    return ctx


def made(text: str) -> list[FigureFact]:
    found = [fact for fact in run(text).facts if isinstance(fact, FigureFact)]
    for fact in found:
        (span,) = fact.evidence
        assert " ".join(text[span.start : span.end].split()) == fact.text
    return found


@pytest.mark.parametrize(
    ("text", "words", "value", "bound", "unit"),
    [
        ("They dug 10 000 tons.", "10 000 tons", 10000, "Exactly", "tons"),
        ("They dug 12,500 tons.", "12,500 tons", 12500, "Exactly", "tons"),
        ("They dug 1\u00a0250\u2009000 tons.", "1 250 000 tons", 1250000, "Exactly", "tons"),
        ("It grew 4.5 percent.", "4.5 percent", 4.5, "Exactly", "percent"),
        ("It grew 12%.", "12%", 12, "Exactly", "%"),
        ("A 4km road.", "4km", 4, "Exactly", "km"),
        ("Some 240 mm-calibre pipes.", "Some 240 mm", 240, "About", "mm"),
        ("Nearly 300 000 miners came.", "Nearly 300 000 miners", 300000, "About", "miners"),
        ("More than 200 percent of it.", "More than 200 percent", 200, "AtLeast", "percent"),
        ("no less than 30 lamps", "no less than 30 lamps", 30, "AtLeast", "lamps"),
        ("less than 5 hours", "less than 5 hours", 5, "LessThan", "hours"),
        ("up to 20 carts", "up to 20 carts", 20, "LessThan", "carts"),
        ("70-odd years", "70-odd years", 70, "About", "years"),
        ("50 or more lamps", "50 or more lamps", 50, "AtLeast", "lamps"),
        ("more than ten pits", "more than ten pits", 10, "AtLeast", "pits"),
        ("twenty-five percent", "twenty-five percent", 25, "Exactly", "percent"),
        ("three hundred thousand tons", "three hundred thousand tons", 300000, "Exactly", "tons"),
        ("over 2 million tons", "over 2 million tons", 2000000, "AtLeast", "tons"),
        ("over 40 new low-head pumps", "over 40 new low-head pumps", 40, "AtLeast", "new low-head pumps"),
        ("1 200 households moved", "1 200 households", 1200, "Exactly", "households"),
        ("over 65 and hale", "over 65", 65, "AtLeast", None),
        ("2 000 lamps", "2 000 lamps", 2000, "Exactly", "lamps"),
    ],
)
def test_numbers(text: str, words: str, value: float, bound: str, unit: str | None) -> None:
    (fact,) = made(text)
    assert (fact.text, fact.value, fact.bound, fact.unit) == (words, value, bound, unit)
    assert fact.rule == "figure"
    assert type(fact.value) is (float if isinstance(value, float) else int)


@pytest.mark.parametrize(
    "text",
    [
        "On May 7 they met.",
        "They met from May 7 to 9.",
        "They met on August 24 and 25.",
        "7 May was fine.",
        "It was built in 1999.",
        "In 2024 harvests rose.",
        "Juche 88 (1999) was fine.",
        "the 76th anniversary",
        "the 70 anniversary",
        "Pit No. 12 won.",
        "Shops Nos. 1 and 2 won.",
        "Article 5 says so.",
        "the 80-day campaign",
        "workteam 3-2 and lamp K-9",
        "a score of 3:0",
        "at 10:30 and 9 a.m.",
        "the 20×10 plan",
        "1/3 of it",
        "He is 70.",
        "One friend and two lamps.",
        "The three revolutions and the five points.",
        "a word about two friends",
    ],
)
def test_no_figures(text: str) -> None:
    assert made(text) == []


def test_years_with_a_measure_are_figures() -> None:
    (fact,) = made("They cut 1950 tons.")
    assert fact.value == 1950


@pytest.mark.parametrize("text", ["10 to 20 tons", "10-20 tons", "between 10 and 20 tons"])
def test_ranges_have_no_value(text: str) -> None:
    found = made(f"It gives {text} now.")
    assert [(f.value, f.bound, f.unit) for f in found if f.unit] in ([(None, "About", "tons")], [])
    assert all(f.value is None for f in found)


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("hundreds of thousands of loyal miners", "hundreds of thousands of loyal miners", "loyal miners"),
        ("scores of lamps shone", "scores of lamps", "lamps"),
        ("several hundred families", "several hundred families", "families"),
        ("several hundred million kWh more", "several hundred million kWh", "kWh"),
        ("they number hundreds of thousands in all", "hundreds of thousands", None),
    ],
)
def test_vague_amounts(text: str, words: str, unit: str | None) -> None:
    (fact,) = made(text)
    assert (fact.text, fact.value, fact.bound, fact.unit) == (words, None, "About", unit)
    assert fact.rule == "figure-vague"


def test_amounts_in_two_parts_are_declined() -> None:
    ctx = run("They sent one hundred and tens of lamps.")
    assert ctx.facts == []
    assert [d.reason for d in ctx.declined] == ["the amount has two parts"]


def test_what_a_share_is_of() -> None:
    (fact,) = made("They did over 80 percent of the whole work by May.")
    assert fact.about == "the whole work"
    assert made("They did 80 percent.")[0].about is None


def test_numbers_within_names_are_left_out() -> None:
    text = "The 30 Lamps Works made 30 lamps at 40 Miles Ridge."
    ctx = open_article(Article(text, 0, CleanText(text, (0,), (0,))), knowledge.load())
    ctx.bodies.append(Found(Span(4, 18), BodyRef("30 Lamps Works", "Workplace")))
    ctx.places.append(Found(Span(text.index("40"), len(text) - 1), PlaceRef("40 Miles Ridge")))
    figures.extract(ctx)
    assert [f.text for f in ctx.facts if isinstance(f, FigureFact)] == ["30 lamps"]


def test_figures_come_in_order_and_do_not_overlap() -> None:
    found = made("Over 20 pits dug 3 million tons, twenty percent more, in 10 days.")
    spans = [fact.evidence[0] for fact in found]
    assert [f.text for f in found] == ["Over 20 pits", "3 million tons", "twenty percent", "10 days"]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_number_reads_gaps_commas_and_points() -> None:
    assert figures.number("10 000") == 10000
    assert figures.number("1,250.5") == 1250.5
