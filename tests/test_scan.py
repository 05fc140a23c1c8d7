"""The one pass over an article: each table gets what a search of its own would find."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

import pytest
from ahocorasick_rs import AhoCorasick, MatchKind

from support import opened
from wpkgraph import knowledge
from wpkgraph.extractors import scan
from wpkgraph.extractors.context import lowered
from wpkgraph.extractors.cues import from_cues
from wpkgraph.extractors.scan import Hit, Scan, View, leftmost

TABLES: tuple[tuple[View, tuple[str, ...]], ...] = (
    (View.LOWER, ("net", "nets", "self-rule", "rule of nets", "x-ray net", "the ")),
    (View.WRITTEN, ("The Net", "the net", "Self-Rule", "Rule")),
    (View.PLAIN, ("self rule", "net", "20x10 rule", "net rule of")),
)
BITS = ("net", "Net", "nets", "self-rule", "self rule", "Self-Rule", "The ", "the ", "rule of nets", "x-ray", "×-ray")
MORE = (" ", "-", "–", ",", "20×10 rule", "20x10-rule", "of", "é", "İ", "\n")


def alone(view: View, phrases: Sequence[str], text: str) -> list[Hit]:
    """What a search for the phrases of one table finds, from left to right, the longest first."""
    seen = {View.WRITTEN: text, View.LOWER: lowered(text), View.PLAIN: scan.plain(lowered(text))}[view]
    return AhoCorasick(list(phrases), matchkind=MatchKind.LeftmostLongest).find_matches_as_indexes(seen)


def test_each_table_finds_what_a_search_of_its_own_finds() -> None:
    """Phrases that overlap, hold each other, or differ by a hyphen or a capital alone."""
    chance, made = random.Random(7), Scan(TABLES)
    for _ in range(300):
        text = "".join(chance.choice(BITS + MORE) for _ in range(40))
        found = made.read(text, lowered(text))
        for (view, phrases), raw in zip(TABLES, found, strict=True):
            assert leftmost(raw) == alone(view, phrases, text)


def test_a_table_keeps_hyphens_and_capitals_apart() -> None:
    """One key of the automaton, three readings of it."""
    made = Scan([(View.LOWER, ("self-rule",)), (View.LOWER, ("self rule",)), (View.WRITTEN, ("Self-Rule",))])
    text = "self rule, self-rule, Self-Rule"
    assert [[start for start, _, _ in raw] for raw in made.read(text, text.lower())] == [[11, 22], [0], [22]]


@pytest.mark.parametrize("table", scan._TABLES, ids=lambda table: f"table {table.number}")
def test_the_tables_of_the_extractors_find_their_phrases(table: scan.Table) -> None:
    """Every phrase of a table is found in a text of all of them."""
    known = knowledge.load()
    phrases = list(table.phrases(known))
    text = " \n ".join(phrases)
    ctx = opened(text)
    wanted = {text.index(phrase) for phrase in phrases}
    assert phrases
    assert wanted <= set(table.starts(ctx))
    found = [(start, end) for _, start, end in table.hits(ctx)]
    assert found == [(start, end) for _, start, end in alone(table.view, phrases, text)]


def test_a_text_without_phrases() -> None:
    """Nothing, for every table."""
    ctx = opened("qq zz")
    assert not any(table.overlapping(ctx) for table in scan._TABLES)
    assert ctx.scanned is not None
    assert len(ctx.scanned) == len(scan._TABLES)


def test_matches_from_cues_do_not_overlap() -> None:
    """The second number word of a match begins no match of its own."""
    pattern = re.compile(r"(?:two|ten)(?: (?:two|ten))?")
    text = "two ten ten two ten"
    assert [match[0] for match in from_cues(pattern, text, [0, 4, 8, 12, 16])] == ["two ten", "ten two", "ten"]
