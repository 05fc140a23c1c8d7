"""Ideas, lists, figures and statements on any text: no error, spans within the text, time linear in its length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpkgraph import knowledge
from wpkgraph.extractors import concepts, figures, lists, statements
from wpkgraph.extractors.context import Context, open_article
from wpkgraph.model import Article, CleanText, TaskListFact

PIECES = (
    "the line of", "strengthening", "Party cells", "and", "said", "he", "He", "The reporter", "went on:", "\n", ". ",
    ", ",
    "; ", ": ", '"', "!", "'", "10 000", "tons", "more than", "First", "Second", "The first task is to", "three goals",
    "1. ", "2. ", "ten", "million", "to", "-", "hundreds of", "slogan", "-point", "-first principle", "ism", "Juche 88",
    "praised", "was", "between", "are the two traits", "é", "한", " ", "of", "%", "×", "0", "9",
)  # fmt: skip
RUNS = (concepts.extract, lists.extract, figures.extract, statements.extract)


def run(text: str) -> Context:
    ctx = open_article(Article(text, 0, CleanText(text, (0,), (0,))), knowledge.load())
    for extract in RUNS:
        extract(ctx)
    return ctx


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_spans_lie_in_the_text(text: str) -> None:
    ctx = run(text)
    spans = [mention.span for mention in ctx.mentions] + [span for fact in ctx.facts for span in fact.evidence]
    spans += [one.span for fact in ctx.facts if isinstance(fact, TaskListFact) for one in fact.items]
    spans += [declined.span for declined in ctx.declined]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_same_text_same_result(text: str) -> None:
    first, second = run(text), run(text)
    assert (first.mentions, first.facts, first.declined) == (second.mentions, second.facts, second.declined)


@pytest.mark.parametrize(
    "piece",
    [
        "the first task ",
        "the line of strengthening ",
        "10 000 ",
        "three goals ",
        "slogan ",
        "he said ",
        '!" ',
        "ten million ",
        "1. A\n",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    start = time.process_time()
    run(text)
    assert time.process_time() - start < 3
