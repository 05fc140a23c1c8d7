"""Searches that were rewritten to skip: each finds what its plain form finds, on any text."""

from __future__ import annotations

import dataclasses
import random
import re

import pytest

from wpkgraph import clean, knowledge
from wpkgraph.extractors import _changed, bodies, figures, places
from wpkgraph.extractors.context import Context, open_article
from wpkgraph.extractors.cues import Cued
from wpkgraph.model import Article, CleanText, FigureFact, Span, StatementFact

PLAIN = {
    "bodies": (bodies._NAMED, r"(?:[CSKLJYRmnhHBz]|[PZ](?=[CSKLJO])|'(?=[CSKLJmhHO])|(?<=[CSKLH])&(?=[CSKL]))*O|B|Cu"),
    "places": (places._NAMED, r"(?:[CSKLJhHm]|'(?=[CSKLJhHm]))+[PZ](?:ot?[CSK]++(?![PZOL'u]))?|CL|L"),
}
WORDS = ["ten", "tenth", "often", "two", "seventy-two", "lamps", ",", "-", "hundreds", "of", "oars", "7", "12 500", "."]


def spans(found: re.Pattern[str] | Cued, text: str) -> list[tuple[int, int]]:
    """Where a search finds something."""
    return [match.span() for match in found.finditer(text)]


@pytest.mark.parametrize("name", PLAIN)
def test_patterns_over_kinds_find_what_their_plain_form_finds(name: str) -> None:
    """The comments above the patterns give the plain form."""
    fast, plain = PLAIN[name][0], re.compile(PLAIN[name][1])
    chance = random.Random(7)
    for _ in range(200):
        kinds = "".join(chance.choices("KSJYBLRCOhHmPZn'&,.|oqtjzuyxk", k=300))
        assert spans(fast, kinds) == spans(plain, kinds)


def test_cued_searches_find_what_their_patterns_find() -> None:
    """Number words inside others ("often") are cues, and no matches."""
    words = figures._patterns(knowledge.load().wording)
    chance = random.Random(7)
    for _ in range(200):
        text = "".join(chance.choice(WORDS) + chance.choice((" ", "", " ")) for _ in range(60))
        for cued in (words.word, words.vague):
            assert spans(cued, text) == spans(cued.pattern, text)


def test_cued_matches_do_not_overlap() -> None:
    """The second number word of a match begins no match of its own."""
    cued = Cued(["two", "ten"], re.compile(r"(?:two|ten)(?: (?:two|ten))?"))
    assert [match[0] for match in cued.finditer("two ten ten two ten")] == ["two ten", "ten two", "ten"]


def test_unified_replaces_what_the_table_names() -> None:
    """Each character of the table, and none else."""
    text = "".join(map(chr, clean._UNIFY)) + "Aé한—\n0"
    assert clean.unified(text) == text.translate(clean._UNIFY)
    assert clean.unified("plain text") == "plain text"


@pytest.mark.parametrize(
    "fact",
    [
        FigureFact(rule="figure", evidence=(Span(0, 3),), text="ten", value=10, unit="lamps"),
        StatementFact(rule="statement-said", evidence=(Span(1, 2), Span(4, 9)), speaker=None),
    ],
)
def test_a_changed_fact_is_what_replace_gives(fact: FigureFact) -> None:
    """All fields but the changed one stay, and the first fact does too."""
    other = (Span(5, 8),)
    assert _changed(fact, evidence=other) == dataclasses.replace(fact, evidence=other)
    assert fact.evidence != other


def opened(text: str) -> Context:
    """The context of a text that is clean as it is."""
    return open_article(Article(text, 0, CleanText(text, (0,), (0,))), knowledge.load())


def test_sentences_end_at_marks_and_lines() -> None:
    """Closing quotes and brackets belong to the sentence; abbreviations end none; a line end always does."""
    text = 'The C.C., WPK met. "It ended!" They left.)\nNo. 2 pit\n\nCo.\nLtd. went on.'
    assert [text[start:end] for start, end in opened(text).sentences] == [
        "The C.C., WPK met.",
        '"It ended!"',
        "They left.)",
        "No. 2 pit",
        "Co.",
        "Ltd. went on.",
    ]


def test_the_sentence_at_an_offset() -> None:
    """Offsets between two sentences belong to the first one, those before the first to it as well."""
    ctx = opened("Ro came.  Om left.")
    assert [ctx.text[slice(*ctx.sentence_at(at))] for at in (0, 8, 9, 10, 17)] == [
        "Ro came.", "Ro came.", "Ro came.", "Om left.", "Om left."
    ]  # fmt: skip
