"""Numbered and announced lists: "The first task is to ...", "First, ...", "1. ...", "three tasks: ..., ... and ...".

Ordinals and numbers on the items make a list by themselves; commas make one only where the text announces how many
there are, or that a list follows. Where the announced count and the items found differ, the case is reported as
declined; a list told by commas is then not made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from textwrap import shorten
from typing import NamedTuple

from wpkgraph.extractors.context import Context
from wpkgraph.extractors.cues import from_cues
from wpkgraph.extractors.list_items import item, split_items
from wpkgraph.extractors.scan import table
from wpkgraph.knowledge.concepts import plurals
from wpkgraph.knowledge.wording import Wording
from wpkgraph.model import Declined, Item, Span, TaskListFact
from wpkgraph.patterns import either
from wpkgraph.rules import Example, rule

_NUMBERED = re.compile(r"(?:\(?(\d{1,2})[.)]) (?=[A-Z\"'])")
_INLINE = re.compile(r"(?<=[ (])\(?(\d{1,2})\) ")
_TAIL = re.compile(r"[,;]?(?:\s+and)?\s*\Z")  # what stands between an item and the mark of the next
_LONGEST = 90  # characters of an item that commas part from the next; longer ones are clauses


class _Patterns(NamedTuple):
    """Compiled from the word lists: see the examples at each rule."""

    task: re.Pattern[str]
    nounless: re.Pattern[str]
    adverb: re.Pattern[str]
    within: re.Pattern[str]
    announced: re.Pattern[str]
    follows: re.Pattern[str]
    closing: re.Pattern[str]
    first: tuple[str, ...]  # the ordinals of the first item


class _Head(NamedTuple):
    """A numbered item: its number, the noun it counts, where its sentence and wording begin, the words between."""

    number: int
    noun: str
    start: int
    item: int
    end: int
    about: str


class _Count(NamedTuple):
    """Announcing words: "ten major tasks"."""

    span: Span
    number: int
    noun: str


@lru_cache(maxsize=4)
def _patterns(wording: Wording) -> _Patterns:
    ordinal = either(wording.ordinals)
    cardinal = either(wording.numbers) + r"|\d{1,2}"
    noun = either(wording["task_nouns"])
    plural = either(wording["list_nouns"])
    opener = either(wording["announcers"])
    counted = rf"(?P<number>{cardinal}) (?:[a-z-]+ ){{0,2}}?(?P<noun>{plural})\b"
    return _Patterns(
        re.compile(
            rf"the (?P<number>{ordinal}) (?:[a-z]+ )?(?P<noun>{noun})\b(?P<about>[^.,;:\n]{{0,80}}?) "
            r"(?:is|are)(?: that| to)? "
        ),
        re.compile(rf"the (?P<number>{ordinal}) is (?:that |to )"),
        re.compile(rf"(?P<number>{ordinal})(?:ly)?, "),
        re.compile(rf"(?<=[:;] )(?:and )?(?P<number>{ordinal})(?:ly)?, "),
        re.compile(rf"\b{counted}"),
        re.compile(rf"(?:\b{counted}[^.:;\n]{{0,60}}|\b(?:{opener})\b[^.:;\n]{{0,60}}?)(?P<colon>:|, namely,?) "),
        re.compile(rf" are the {counted}"),
        tuple(word for word, value in wording.ordinals.items() if value == 1),
    )


# What no list of a kind is without: most articles hold none of it, and are done with at once.
_FIRST = table(lambda knowledge: _patterns(knowledge.wording).first)
_ONE = table(lambda _: ("1. ", "1) "))
_COLON = table(lambda _: (": ",))
_PARTED = table(
    lambda knowledge: tuple(
        f"; {link}{w}" for link in ("", "and ") for w, n in knowledge.wording.ordinals.items() if n == 2
    )
)
_THE_FIRST = table(lambda knowledge: tuple(f"the {word} is " for word in _patterns(knowledge.wording).first))
_NAMELY = table(lambda _: (", namely",))
_ARE_THE = table(lambda _: (" are the ",))


def _ordinals(ctx: Context, name: str) -> Iterator[_Head]:
    """Sentences that open with an ordinal: with a noun ("The first task") or alone ("First, ")."""
    patterns = _patterns(ctx.knowledge.wording)
    if not _FIRST.overlapping(ctx):
        return  # no list begins
    pattern: re.Pattern[str] = getattr(patterns, name)
    for start, end in ctx.sentences:
        if match := pattern.match(ctx.lower, start, end):
            found = match.groupdict()
            number = ctx.knowledge.wording.ordinals[found["number"]]
            yield _Head(number, found.get("noun", ""), start, match.end(), end, found.get("about", "").strip())


def _lines(ctx: Context) -> Iterator[_Head]:
    """Lines that open with a number: "1. Organizational matters"."""
    if not _ONE.overlapping(ctx):
        return  # no list begins
    for match in re.finditer(r"[^\n]+", ctx.text):
        if found := _NUMBERED.match(ctx.text, match.start()):
            yield _Head(int(found[1]), "", match.start(), found.end(), match.end(), "")


def _runs(heads: Iterator[_Head]) -> Iterator[list[_Head]]:
    """Runs numbered 1, 2, 3 ... of the same noun, two items or more."""
    run: list[_Head] = []
    for head in heads:
        if run and head.number == run[-1].number + 1 and head.noun == run[0].noun:
            run.append(head)
            continue
        if len(run) > 1:
            yield run
        run = [head] if head.number == 1 else []
    if len(run) > 1:
        yield run


def _counts(ctx: Context) -> list[_Count]:
    """All announcing words of the article: "ten major tasks"."""
    numbers = ctx.knowledge.wording.numbers
    return [
        _Count(Span(m.start(), m.end()), numbers.get(m["number"]) or int(m["number"]), m["noun"])
        for m in _patterns(ctx.knowledge.wording).announced.finditer(ctx.lower)
    ]


def _announced(run: list[_Head], counts: list[_Count]) -> _Count | None:
    """The announcing words of a run: the last before it, of its noun; for a bare run only within 400 characters."""
    noun, start = run[0].noun, run[0].start
    if noun:
        fit = [c for c in counts if c.noun in plurals(noun)]
        before = [c for c in fit if c.span.end <= start]
        return before[-1] if before else next((c for c in fit if c.span.start >= run[-1].start), None)
    before = [c for c in counts if 0 <= start - c.span.end < 400]
    return before[-1] if before else None


def _emit(ctx: Context, name: str, run: list[_Head], counts: list[_Count]) -> None:
    """One list from a run of numbered heads."""
    items = tuple(item(ctx.text, place, head.item, head.end) for place, head in enumerate(run, 1))
    count = _announced(run, counts)
    if count:
        lead, label = count.span, ctx.text[count.span.start : count.span.end]
    else:
        lead = Span(run[0].start, run[0].item)
        label = (
            f"{next(plurals(run[0].noun))} {run[0].about}".strip()
            if run[0].noun
            else shorten(items[0].label, 60, placeholder=" ...")
        )
    number = count.number if count else None
    ctx.facts.append(TaskListFact(rule=name, evidence=(lead,), label=label, items=items, announced=number))
    if count and number != len(items):
        ctx.declined.append(Declined(lead, name, f"{number} announced, {len(items)} found"))


@rule(
    "list-by-task",
    examples=[
        Example(
            "There are two main tasks. The first task facing us is to sow. The second task is to reap.",
            ("two main tasks",),
        ),
        Example("The first duty is to sow. The second duty is to reap.", ("The first duty is to ",)),
        Example("He named two tasks. The first is to sow. The second is to reap.", ("two tasks",)),
    ],
    counter_examples=[
        Example("Two boats came. The first is to row. The second is to sail."),
        Example("The first task is to sow. We sow."),
        Example("The first task is to sow. The second duty is to reap."),
    ],
)
def by_task(ctx: Context) -> None:
    """Lists told as "The first task is to ...", "The second task is to ..."; the noun may stand in what announces them."""
    for run in _runs(_ordinals(ctx, "task")):
        _emit(ctx, "list-by-task", run, _counts(ctx))
    for run in _runs(_ordinals(ctx, "nounless")) if _THE_FIRST.overlapping(ctx) else ():
        counts = _counts(ctx)
        if _announced(run, counts):
            _emit(ctx, "list-by-task", run, counts)


@rule(
    "list-by-adverb",
    examples=[Example("He named three ways. First, sow. Second, weed. Third, reap.", ("three ways",))],
    counter_examples=[Example("First, he spoke of seeds. They clapped."), Example("Second, sow. Third, reap.")],
)
def by_adverb(ctx: Context) -> None:
    """Lists told as "First, ...", "Second, ..." (or "Firstly, ...")."""
    for run in _runs(_ordinals(ctx, "adverb")):
        _emit(ctx, "list-by-adverb", run, _counts(ctx))


@rule(
    "list-by-number",
    examples=[Example("The agenda items were as follows:\n1. Seed matters\n2. Staff matters", ("1. ",))],
    counter_examples=[
        Example("1. Seed matters\nThey met.\n3. Staff matters"),
        Example("It weighs 1. The other 2. Both fit."),
    ],
)
def by_number(ctx: Context) -> None:
    """Lists told as numbered lines."""
    for run in _runs(_lines(ctx)):
        _emit(ctx, "list-by-number", run, _counts(ctx))


@rule(
    "list-within-sentence",
    examples=[
        Example("He named the tasks: 1) to sow, 2) to weed and 3) to reap.", ("1) ",)),
        Example("There are two tasks: first, seeds; second, nets.", ("two tasks",)),
    ],
    counter_examples=[
        Example("Of the goods 2) and 3) were new."),
        Example("He came first, and second, he sang."),
        Example("It is true: first, he came."),
    ],
)
def by_inline(ctx: Context) -> None:
    """Lists within one sentence: "1) ..., 2) ... and 3) ...", "first, ...; second, ..."."""
    if not (_ONE.overlapping(ctx) or _PARTED.overlapping(ctx)):
        return  # no such list, as in most articles
    ordinals, within = ctx.knowledge.wording.ordinals, _patterns(ctx.knowledge.wording).within
    numbers = _INLINE.finditer(ctx.text) if _ONE.overlapping(ctx) else ()
    words = within.finditer(ctx.lower) if _PARTED.overlapping(ctx) else ()
    for heads in (
        (_Head(int(m[1]), "", m.start(), m.end(), 0, "") for m in numbers),
        (_Head(ordinals[m["number"]], "", m.start("number"), m.end(), 0, "") for m in words),
    ):
        for run in _runs(heads):
            sentence = ctx.sentence_at(run[0].start)
            if sentence.start < run[0].start and run[-1].start < sentence.end:
                _emit(ctx, "list-within-sentence", _closed(ctx.text, run, sentence.end), _counts(ctx))


def _closed(text: str, run: list[_Head], end: int) -> list[_Head]:
    """The heads of a run within a sentence, each with the end of its item: before "; and" and the next mark."""
    ends = [*(head.start for head in run[1:]), end]
    tails = [_TAIL.search(text, head.item, end) for head, end in zip(run, ends, strict=True)]
    return [head._replace(end=tail.start() if tail else head.item) for head, tail in zip(run, tails, strict=True)]


def _plain(text: str, items: list[Span]) -> bool:
    """True for three items or more that all begin in lower case: what else stands before a colon opens a quotation."""
    return len(items) > 2 and all(text[start].islower() for start, _ in items)


def _inline(ctx: Context, name: str, lead: Span, number: int | None, spans: Span) -> None:
    """A list told by commas or semicolons within one sentence."""
    items = split_items(ctx.text, spans.start, spans.end, number)
    taken = [
        i.span for f in ctx.facts if isinstance(f, TaskListFact) and f.rule == "list-within-sentence" for i in f.items
    ]
    if any(spans.start <= span.start < spans.end for span in taken):
        return  # its marks have parted it already
    if any(end - start > _LONGEST for start, end in items) or (number is None and not _plain(ctx.text, items)):
        return
    if number is not None and len(items) != number:
        ctx.declined.append(Declined(lead, name, f"{number} announced, {len(items)} found"))
        return
    label = ctx.text[lead.start : lead.end]
    found = tuple(Item(place, ctx.text[s:e], Span(s, e)) for place, (s, e) in enumerate(items, 1))
    ctx.facts.append(TaskListFact(rule=name, evidence=(lead,), label=label, items=found, announced=number))


def _followed(ctx: Context) -> Iterator[re.Match[str]]:
    """Where words announce a list and a colon or "namely" follows."""
    lower, follows = ctx.lower, _patterns(ctx.knowledge.wording).follows
    if _NAMELY.overlapping(ctx):
        yield from follows.finditer(lower)
        return
    # The pattern tries every number word, but nothing of it stands before the last mark in front of a colon.
    for colon in _COLON.starts(ctx):
        start = max(lower.rfind(mark, 0, colon) for mark in ".:;\n") + 1
        yield from follows.finditer(lower, start, colon + 2)


@rule(
    "list-by-colon",
    examples=[
        Example("The pit has three goals: coal, safety and clean lamps.", ("three goals",)),
        Example("It has the following parts: a mill, a pit and a dam.", ("the following parts",)),
    ],
    counter_examples=[
        Example("The pit has three goals: coal and lamps."),
        Example("He has the following to say: we go."),
        Example("There are three goals."),
    ],
)
def by_colon(ctx: Context) -> None:
    """Lists announced before a colon: "three goals: a, b and c", "the following parts: a, b and c"."""
    numbers = ctx.knowledge.wording.numbers
    for match in _followed(ctx):
        end = ctx.sentence_at(match.start()).end
        if match.end() < end:
            number = numbers.get(match["number"]) or int(match["number"]) if match["number"] else None
            close = match.end("noun") if number else match.start("colon")
            _inline(ctx, "list-by-colon", Span(match.start(), close), number, Span(match.end(), end))


@rule(
    "list-closed-by-count",
    examples=[Example("Care, thrift and tidiness are the three basic traits of a lamp man.", ("three basic traits",))],
    counter_examples=[
        Example("Care and thrift are the three basic traits."),
        Example("These are the three basic traits."),
    ],
)
def by_closing(ctx: Context) -> None:
    """Lists that are counted at their end: "a, b and c are the three traits"."""
    numbers = ctx.knowledge.wording.numbers
    for match in from_cues(_patterns(ctx.knowledge.wording).closing, ctx.lower, _ARE_THE.starts(ctx)):
        start = ctx.sentence_at(match.start()).start
        if "," not in ctx.text[start : match.start()] and " and " not in ctx.text[start : match.start()]:
            continue  # "These are the ten tasks"
        at = ctx.lower.find(" that ", start, start + 40)
        start = at + 6 if at >= 0 else start
        number = numbers.get(match["number"]) or int(match["number"])
        lead = Span(match.start("number"), match.end())
        _inline(ctx, "list-closed-by-count", lead, number, Span(start, match.start()))


def extract(ctx: Context) -> None:
    """All lists of an article."""
    for found in (by_task, by_adverb, by_number, by_inline, by_colon, by_closing):
        found(ctx)
