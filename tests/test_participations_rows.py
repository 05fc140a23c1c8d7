"""The [[opener]] rows of events.toml: every example takes part or speaks as the row says, no counter-example does."""

from __future__ import annotations

import pytest

from event_contexts import context
from wpkgraph import knowledge
from wpkgraph.extractors import events, participations, speeches
from wpkgraph.knowledge import eventwords, strict
from wpkgraph.knowledge.eventopeners import Opener
from wpkgraph.model import ParticipationFact, SpeechFact

ROWS = eventwords.load(strict.folder()).opener_rows
EXAMPLES = [(row, text) for row in ROWS for text in row.examples]
COUNTER = [(row, text) for row in ROWS for text in row.counter]
BEFORE = "The 6th Conference of Menders opened in Tobong. "
ABOUT = ("Om Tae Sik", "Kim Jong Un")


def told(text: str) -> set[tuple[str, str, str | None]]:
    """(rule's side, code, finer) of all facts about the person of the example."""
    ctx = context(BEFORE + text)
    for extract in (events.extract, speeches.extract, participations.extract):
        extract(ctx)
    found: set[tuple[str, str, str | None]] = set()
    for fact in ctx.facts:
        if isinstance(fact, ParticipationFact) and fact.participant.name in ABOUT:
            found.add(("capacity", fact.capacity, fact.finer))
        elif isinstance(fact, SpeechFact) and fact.speaker.name in ABOUT:
            found.add(("kind", fact.kind, None))
    return found


def expected(row: Opener) -> tuple[str, str, str | None]:
    return ("kind", row.kind, None) if row.kind else ("capacity", row.capacity, row.finer)


@pytest.mark.parametrize(("row", "text"), EXAMPLES, ids=[text for _, text in EXAMPLES])
def test_examples(row: Opener, text: str) -> None:
    assert expected(row) in told(text)


@pytest.mark.parametrize(("row", "text"), COUNTER, ids=[text for _, text in COUNTER])
def test_counter_examples(row: Opener, text: str) -> None:
    assert expected(row) not in told(text)


def test_every_row_has_a_counter_example() -> None:
    assert [row.cue for row in ROWS if not row.counter] == []


def test_codes_are_those_of_the_ontology() -> None:
    vocabulary = knowledge.load().vocabulary
    codes = {code for row in ROWS for code in (row.capacity, row.finer, row.others) if code}
    assert codes <= set(vocabulary.capacities)
    assert {row.kind for row in ROWS if row.kind} <= set(vocabulary.speech_kinds)


@pytest.mark.parametrize("row", ROWS, ids=[row.cue[0] for row in ROWS])
def test_every_cue_can_begin_its_pattern(row: Opener) -> None:
    """A pattern that begins with a letter begins with a cue of its row."""
    assert row.cue
    assert all(cue == cue.lower() and cue.strip() for cue in row.cue)
