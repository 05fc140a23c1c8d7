"""The extractors in their order, and `extract`, which runs them over one article.

An extractor works on clean offsets in a Context; `extract` maps every span back to the article's text as kept.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import TypeVar

from wpkgraph.extractors import (
    concepts,
    events,
    figures,
    lists,
    memberships,
    participations,
    places,
    post_references,
    reading,
    references,
    speeches,
    statements,
)
from wpkgraph.extractors.context import Context, open_article
from wpkgraph.knowledge import Knowledge
from wpkgraph.making import new_mention, new_span
from wpkgraph.model import (
    Article,
    Declined,
    Extraction,
    Fact,
    Ground,
    Item,
    Mention,
    Span,
    SpeechFact,
    StatementFact,
    TaskListFact,
)

F = TypeVar("F", bound=Fact)
BATCH = 8  # articles; what many more of them hold would not fit the cache
_NAMES = {cls: tuple(one.name for one in fields(cls)) for cls in Fact.__subclasses__()}
_VALUES = {cls: attrgetter(*names) for cls, names in _NAMES.items()}

EXTRACTORS: tuple[Callable[[Context], None], ...] = (
    reading.extract,
    memberships.extract,
    references.extract,
    post_references.extract,
    places.extract,
    events.extract,
    speeches.extract,
    participations.extract,
    concepts.extract,
    lists.extract,
    figures.extract,
    statements.extract,
)


def extract(article: Article, knowledge: Knowledge) -> Extraction:
    """All that an article states, with spans in its text as kept. Pure: nothing outlives the call."""
    return extract_all([article], knowledge)[0]


def extract_all(articles: Sequence[Article], knowledge: Knowledge) -> list[Extraction]:
    """What each of several articles states; the same as `extract` gives for each.

    Each extractor reads some articles before the next one does, so that its patterns and words stay in the processor's
    cache: that saves a twelfth of the time.
    """
    made: list[Extraction] = []
    for first in range(0, len(articles), BATCH):
        with _uncollected():
            contexts = [open_article(article, knowledge) for article in articles[first : first + BATCH]]
            for run in EXTRACTORS:
                for ctx in contexts:
                    run(ctx)
            made += map(_extraction, contexts)
            contexts.clear()
    return made


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage meanwhile: it would look at what the extractors hold again and again, and find next to none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _extraction(ctx: Context) -> Extraction:
    article, back = ctx.article, _Back(ctx.article)
    facts = tuple([back.fact(fact) for fact in ctx.facts])
    rules: dict[str, int] = {}
    for fact in facts:
        rules[fact.rule] = rules.get(fact.rule, 0) + 1
    return Extraction(
        mentions=back.mentions(ctx.mentions),
        facts=facts,
        declined=tuple([Declined(back.span(d.span), d.rule, d.reason) for d in ctx.declined]),
        warnings=tuple(article.warnings),
        rules=dict(sorted(rules.items())),
    )


class _Back:
    """Maps clean spans to spans of the article's text; a speech that several facts share keeps one copy."""

    def __init__(self, article: Article) -> None:
        clean = article.clean
        self.starts = clean.starts
        self.shifts = [source - start for start, source in zip(clean.starts, clean.sources, strict=True)]
        self.same = self.shifts == [0]  # half of all articles need no cleaning: what they state stays as it is
        self.spans: dict[Span, Span] = {}  # facts and mentions share many spans
        self.speeches: dict[int, tuple[SpeechFact, SpeechFact]] = {}

    def span(self, span: Span) -> Span:
        start, end = span
        if self.same and end > start:
            return span
        made = self.spans.get(span)
        if made is None:
            last = max(end - 1, start)
            i = bisect_right(self.starts, start)
            j = bisect_right(self.starts, last, i)
            made = self.spans[span] = new_span((start + self.shifts[i - 1], last + 1 + self.shifts[j - 1]))
        return made

    def mentions(self, mentions: list[Mention]) -> tuple[Mention, ...]:
        span, known = self.span, self.spans.get
        if self.same and all(start < end for start, end in map(itemgetter(0), mentions)):
            return tuple(mentions)
        return tuple(
            [
                new_mention((known(at) or span(at), ref, form, generic, why and self.ground(why)))
                for at, ref, form, generic, why in mentions
            ]
        )

    def ground(self, ground: Ground | None) -> Ground | None:
        if ground is None or ground.at is None:
            return ground
        return ground._replace(at=self.span(ground.at))

    def fact(self, fact: Fact) -> Fact:
        if isinstance(fact, SpeechFact):
            return self._speech(fact)
        moved = self._moved(fact)
        if isinstance(fact, StatementFact) and fact.speech is not None:
            speech = self._speech(fact.speech)
            return moved if speech is fact.speech else _changed(moved, speech=speech)
        if isinstance(fact, TaskListFact):
            return _changed(moved, items=tuple(Item(i.position, i.label, self.span(i.span)) for i in fact.items))
        return moved

    def _moved(self, fact: F) -> F:
        """The fact with its evidence and ground mapped; itself where they stay."""
        evidence, ground = tuple(map(self.span, fact.evidence)), self.ground(fact.ground)
        if self.same and evidence == fact.evidence and (ground is fact.ground or ground == fact.ground):
            return fact
        return _changed(fact, evidence=evidence, ground=ground)

    def _speech(self, fact: SpeechFact) -> SpeechFact:
        kept = self.speeches.get(id(fact))
        if kept is None:
            kept = self.speeches[id(fact)] = (fact, self._moved(fact))
        return kept[1]


def _changed(fact: F, **changes: object) -> F:
    """What `dataclasses.replace` gives, five times as fast: a fact has ten fields, of which one changes."""
    cls, put = type(fact), object.__setattr__
    made = object.__new__(cls)
    for name, value in zip(_NAMES[cls], _VALUES[cls](fact), strict=True):
        put(made, name, value)
    for name, value in changes.items():
        put(made, name, value)
    return made
