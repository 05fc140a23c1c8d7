"""Words that say who takes part or speaks, and the persons beside them: the engine of the [[opener]] rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.extractors import event_lists
from wpkgraph.extractors.context import Context
from wpkgraph.extractors.cues import EventCues
from wpkgraph.extractors.event_lists import People
from wpkgraph.knowledge import Knowledge
from wpkgraph.knowledge.eventopeners import Opener
from wpkgraph.knowledge.eventwords import EventWords
from wpkgraph.model import Span, Status

_INITIAL = 14  # characters that may stand before words that open a sentence ("There also ")
_CLAUSE = re.compile(r", and |; |\bwhile ")
_PARTICIPLE = re.compile(r"[A-Z][a-z]+(?:ing|ed|en)\b[^,;:.]*")
_WITH = re.compile(r"\bwith ")
_BESIDE = re.compile(r", with |\bwhile\b|, followed by ")  # behind "presided over by A": B is told of in another way


@dataclass(frozen=True, slots=True)
class Told:
    """One opener met in the text: its words, its sentence, and the persons that it is about."""

    opener: Opener
    cue: Span
    sentence: Span
    people: People
    status: Status

    def status_of(self, generic: bool) -> Status:
        """How the fact of one person stands to the text: a title that stood for a name is resolved."""
        return Status.RESOLVED if generic else self.status


def find(ctx: Context, words: EventWords, cues: EventCues) -> Iterator[Told]:
    """Every opener of `cues` that has persons beside it, left to right, none within another's words."""
    done, subject = -1, -1
    for openers, start, _ in cues.find(ctx):
        if start < done:
            continue
        sentence = ctx.sentence_at(start)
        for opener in openers:
            cue = _matched(ctx, words, opener, start, sentence)
            told = _told(ctx, words, opener, cue, sentence, subject) if cue else None
            if told:
                done = told.cue.end
                subject = done if told.people[0].span.end <= told.cue.start else subject
                yield told
                break


def _matched(ctx: Context, words: EventWords, opener: Opener, start: int, sentence: Span) -> Span | None:
    found = opener.pattern.match(ctx.lower, start, sentence.end)
    if found is None or words.is_unmade(ctx.lower, sentence.start, start):
        return None
    if opener.initial and not _initial(ctx, max(sentence.start, _body(ctx, start)), start):
        return None
    if opener.first and not _opens(ctx, sentence):
        return None
    return Span(*found.span())


def _initial(ctx: Context, floor: int, start: int) -> bool:
    """Whether words open a sentence: alone, or behind a participle ("Going round the mill with him were ..")."""
    return start - floor <= _INITIAL or _PARTICIPLE.fullmatch(ctx.text, floor, start) is not None


def _body(ctx: Context, start: int) -> int:
    """Where the body begins for what stands in it: a dateline is no part of the first sentence."""
    return ctx.article.body if start >= ctx.article.body else 0


def _opens(ctx: Context, sentence: Span) -> bool:
    """Whether the sentence is the headline or the first one of the body."""
    return sentence.start <= ctx.article.body


def _told(ctx: Context, words: EventWords, opener: Opener, cue: Span, sentence: Span, after: int) -> Told | None:
    """The persons beside one opener; `after` is where the verb of another subject ended."""
    people, status = _beside(ctx, words, opener, cue, sentence)
    if people and people[0].span.start < after < people[-1].span.start and people[-1].span.end < cue.start:
        people = [p for p in people if p.span.start > after]  # "A reported on nets, and B spoke about lamps"
    if opener.leader and opener.others is None and not any(words.is_leader(p.ref.name) for p in people):
        return None
    if opener.nobody:
        people = [p for p in people if not words.is_leader(p.ref.name)]
    if opener.one:
        people = people[:1]
    return Told(opener, cue, sentence, people, status) if people else None


def _beside(ctx: Context, words: EventWords, opener: Opener, cue: Span, sentence: Span) -> tuple[People, Status]:
    """The persons on the side of the cue that the opener names, and how they stand to the text."""
    if opener.order == "with":
        at = max(
            (m.end() for m in _WITH.finditer(ctx.lower, max(sentence.start, cue.start - 600), cue.start)), default=0
        )
        return (event_lists.listed(ctx, words, at, cue.start) if at else []), Status.STATED
    if opener.order in ("before", "either"):
        people, status = _subjects(ctx, words, cue, sentence)
        if people or opener.order == "before":
            return people, status
    return _listed(ctx, words, opener, cue, sentence), Status.STATED


def _subjects(ctx: Context, words: EventWords, cue: Span, sentence: Span) -> tuple[People, Status]:
    people, status = event_lists.doers(ctx, words, sentence, cue.start)
    if len(people) > 1 and (done := words.doing_to.search(ctx.lower, people[0].span.end, cue.start)):
        people = [p for p in people if p.span.start < done.start()]
    return people, status


class _Endings(NamedTuple):
    """What ends a list: words that report a speech, a verb of the subject before it."""

    tells: re.Pattern[str]
    resumed: re.Pattern[str]


@lru_cache(maxsize=4)
def _endings(knowledge: Knowledge) -> _Endings:
    words = knowledge.eventwords
    made = words.any_of("speaking")
    return _Endings(
        re.compile(rf"\b(?:that|{event_lists.telling(knowledge)}|(?:{made}) an?)\b"),
        # searched in the text as written: "Armed Forces" is no verb
        re.compile(rf", (?:on [A-Za-z0-9 ]{{3,14}} )?(?:[a-z]{{3,}}ed|{words.any_of('past')})\b"),
    )


def _listed(ctx: Context, words: EventWords, opener: Opener, cue: Span, sentence: Span) -> People:
    end = min(sentence.end, cue.end + event_lists.LONG)
    endings = _endings(ctx.knowledge)
    told = endings.tells.search(ctx.lower, cue.end, end)
    end = told.start() if told else end
    if ctx.lower.endswith(" by", 0, cue.end) and (beside := _BESIDE.search(ctx.lower, cue.end, end)):
        end, told = beside.start(), None
    people = event_lists.listed(ctx, words, cue.end, end)
    if (
        told
        and told[0] != "that"
        and len(people) > 1
        and _CLAUSE.search(ctx.lower, people[-2].span.end, people[-1].span.start)
    ):
        people.pop()  # "Present were A and B, and C made a speech"
    if opener.companions and people:
        resumed = endings.resumed.search(ctx.text, people[0].span.end, end)
        people = [p for p in people if resumed is None or p.span.start < resumed.start()]
    return people
