"""Reported numbers: value, bound and unit, as "more than 200 percent", "nearly 300 000", "scores of graduates".

Dates, ordinals, anniversaries, numbers within names or joined to letters or hyphens ("No. 2", "3-2", "80-day") are no
figures; nor is a bare number without a unit, a bound or a scale.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from wpkgraph.extractors.context import Context
from wpkgraph.extractors.cues import from_cues
from wpkgraph.extractors.figure_units import Units, has_unit, units_of
from wpkgraph.extractors.scan import table
from wpkgraph.knowledge.wording import Wording
from wpkgraph.model import Declined, FigureFact, Span
from wpkgraph.patterns import either
from wpkgraph.rules import Example, rule

_LONGEST_NUMBER = 60  # characters of the longest number that counts anything
_GAP = "[ \\u00a0\\u2009\\u202f,]"
_GAPS = re.compile(_GAP)
_DIGITS = rf"\d{{1,3}}(?:{_GAP}\d{{3}})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?"
# The first digit stands before all else, so that the engine can skip to it.
_NUMBER = re.compile(
    rf"[0-9](?<![\w.,:/×$-]\d)(?:\d{{0,2}}(?:{_GAP}\d{{3}})+(?![\d])(?:\.\d+)?|\d*(?:\.\d+)?)"
    r"(?![\d:/×]|[.,]\d|(?:st|nd|rd|th)\b|-(?!odd\b|plus\b)|x\d)"
)
_FIRST = re.compile(rb"1(?<!11)")
_DIGITS_ALONE = bytes(ord("1") if chr(code) in "0123456789" else ord(" ") for code in range(256))
_RANGE = re.compile(rf"(?<![\w-])(?:(?:{_DIGITS})(?: to |-)|between (?:{_DIGITS}) and )$")
_TO = re.compile(r"(?: to |-)\d")
_YEAR = re.compile(r"(?:18|19|20)\d\d$")
_SMALL = table(lambda knowledge: knowledge.wording["small_numbers"])
_VAGUE = table(lambda knowledge: tuple(word.split()[0] for word in knowledge.wording["vague"]))


class _Patterns(NamedTuple):
    bounds: dict[str, str]  # words with a space behind -> bound, longest first
    before_number: tuple[str, ...]  # those words
    after: tuple[tuple[str, str], ...]
    scale: re.Pattern[str]
    word: re.Pattern[str]  # begins with a small number
    vague: re.Pattern[str]  # begins with the first word of a vague amount
    before: frozenset[str]
    not_after: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(wording: Wording) -> _Patterns:
    kinds = (("at_least", "AtLeast"), ("less_than", "LessThan"), ("about", "About"))
    pairs = [(word + " ", bound) for name, bound in kinds for word in wording[name]]
    bounds = dict(sorted(pairs, key=lambda pair: -len(pair[0])))
    after = [(word, bound) for name, bound in kinds[::2] for word in wording["after_" + name]]
    scales = either(wording["scales"])
    several = tuple(word for word in wording["vague"] if " " in word)
    single = tuple(word for word in wording["vague"] if " " not in word)
    small = either(wording["small_numbers"])
    return _Patterns(
        bounds,
        tuple(bounds),
        tuple(after),
        re.compile(rf" (?:{scales})\b(?! of )"),
        re.compile(rf"\b(?<!-)(?:{small})(?:-(?:{small}))?(?: (?:{scales}))*\b(?!-)"),
        re.compile(rf"\b(?:(?:{either(several)})(?: (?:{scales}))*\b|(?:{either(single)})(?= of\b))"),
        frozenset(wording["not_before"]),
        re.compile(rf"\s?(?:{either(wording['not_after'])})(?!\w)"),
    )


class _Seen(NamedTuple):
    """A number found: its span, its value (None: more than one, or none in digits), whether digits told it."""

    start: int
    end: int
    value: int | float | None
    digits: bool
    bound: str = "Exactly"


def _digits(lower: str) -> Iterator[int]:
    """Where digits begin: a search for one byte among bytes takes a fourth of the time that one for a class takes."""
    plain = lower.encode("ascii", "replace").translate(_DIGITS_ALONE)  # one byte for each character
    return (match.start() for match in _FIRST.finditer(plain))


def _in_digits(ctx: Context, words: _Patterns) -> Iterator[_Seen]:
    """Numbers in digits, with the scale word behind them: "10 000", "4.5", "2 million", "10 to 20"."""
    lower = ctx.lower
    for match in from_cues(_NUMBER, lower, _digits(lower)):
        start, end = match.span()
        if _TO.match(lower, end) or words.not_after.match(lower, end) or _named(lower, start, words):
            continue
        if len(match[0]) > _LONGEST_NUMBER:
            continue
        value = number(match[0])
        while scale := words.scale.match(lower, end):
            value, end = value * ctx.knowledge.wording.numbers[scale[0].strip()], scale.end()
        if low := _RANGE.search(lower[max(0, start - 24) : start]):
            first = max(0, start - 24) + low.start()
            if has_unit(lower, end, units_of(ctx.knowledge.wording)) and not _named(lower, first, words):
                yield _Seen(first, end, None, True, "About")
        elif not (_YEAR.match(match[0]) and not has_unit(lower, end, units_of(ctx.knowledge.wording))):
            yield _Seen(start, end, int(value) if value == int(value) else value, True)


def _in_words(ctx: Context, words: _Patterns) -> Iterator[_Seen]:
    """Numbers in words that a bound or a unit shows to be reported: "more than ten", "ninety percent"."""
    numbers = ctx.knowledge.wording.numbers
    units = units_of(ctx.knowledge.wording)
    for match in from_cues(words.word, ctx.lower, _SMALL.starts(ctx)):
        start, end = match.span()
        bound = words.bounds.get(_bound(ctx.lower, start, words))
        few = bound == "About" and numbers.get(match[0], 10) < 10  # "a word about two friends"
        if ((bound and not few) or has_unit(ctx.lower, end, units)) and not words.not_after.match(ctx.lower, end):
            yield _Seen(start, end, _value(match[0], numbers), False)


def _bound(lower: str, start: int, words: _Patterns) -> str:
    """The longest words of a bound that end right before a number; empty if none do."""
    if not lower.endswith(words.before_number, 0, start):
        return ""  # most numbers
    return next(word for word in words.before_number if lower.endswith(word, 0, start))


def _value(phrase: str, numbers: Mapping[str, int]) -> int:
    """The value of number words: "twenty-five thousand"."""
    total = 0
    for word in phrase.replace("-", " ").split():
        value = numbers[word]
        total = total * value if value >= 100 and total else total + value
    return total


def number(digits: str) -> int | float:
    """The value of digits with thin gaps or commas.

    >>> number("10 000"), number("1,250.5")
    (10000, 1250.5)
    """
    plain = digits if digits.isdecimal() else _GAPS.sub("", digits)
    return float(plain) if "." in plain else int(plain)


def _named(lower: str, start: int, words: _Patterns) -> bool:
    """True if the word before makes the number a name, a date or a place in a row."""
    before = lower[max(0, start - 20) : start].split()
    if len(before) > 2 and before[-1] == "and" and before[-2].isdigit():
        before = before[:-2]  # "Nos. 1 and 2"
    return bool(before) and before[-1].lstrip("(\"'") in words.before and lower[start - 1] == " "


def _taken(ctx: Context) -> list[Span]:
    """Names that numbers may stand in, sorted."""
    spans = [person.span for person in ctx.people]
    spans += [body.span for body in ctx.bodies]
    spans += [place.span for place in ctx.places]
    spans += [span for event in ctx.events for span in event.evidence]
    return sorted(spans)


def _figure(ctx: Context, seen: _Seen, words: _Patterns, units: Units) -> FigureFact | None:
    """The figure around a number: bound before or behind it, unit behind it."""
    lower, start, end, bound = ctx.lower, seen.start, seen.end, seen.bound
    word = _bound(lower, start, words)
    if word and (start == len(word) or not lower[start - len(word) - 1].isalnum()):
        bound, start = words.bounds[word], start - len(word)
    for tail, kind in words.after:
        at = end if tail.startswith("-") else end + 1
        if lower.startswith(tail, at) and not lower[at + len(tail) : at + len(tail) + 1].isalnum():
            bound, end = kind, at + len(tail)
    unit = units.find(lower, end)
    if unit is None and bound == "Exactly":
        return None
    if lower[end : end + 1] == "-" or (unit is None and seen.value is not None and seen.value < 1):
        return None
    close = unit.end if unit else end
    about = units.about(ctx.text, lower, close) if unit else None
    return FigureFact(
        rule="figure",
        evidence=(Span(start, close),),
        text=" ".join(ctx.text[start:close].split()),
        value=seen.value,
        bound=bound,
        unit=ctx.text[unit.start : unit.end] if unit else None,
        about=about,
    )


@rule(
    "figure",
    examples=[
        Example("It dug over 200 percent of the yearly plan.", ("over 200 percent",)),
        Example("There came 12 500 persons, nearly 300 000 trees stand.", ("12 500 persons", "nearly 300 000 trees")),
        Example("A 4km coastline, 7.5 mm shells and 30-odd years.", ("4km", "7.5 mm", "30-odd years")),
        Example("More than ten lamps and 3 million tons burned.", ("More than ten lamps", "3 million tons")),
        Example("From 10 to 20 tons of oil flowed.", ("10 to 20 tons",)),
    ],
    counter_examples=[
        Example("Pit No. 2 met on May 7, Juche 88 (1999), at the 76th anniversary."),
        Example("The 80-day campaign of workteam 3-2 ended 3:0 in 2021."),
        Example("Three Revolutions and two friends."),
        Example("The 25 October Lamp Works stands.", bodies=("25 October Lamp Works",)),
    ],
)
def in_numbers(ctx: Context) -> None:
    """Figures with one number, or a range."""
    words, units = _patterns(ctx.knowledge.wording), units_of(ctx.knowledge.wording)
    numbers = sorted([*_in_digits(ctx, words), *_in_words(ctx, words)], key=itemgetter(0, 1))
    taken, done = _taken(ctx) if numbers else [], 0
    for seen in numbers:
        at = bisect_right(taken, (seen.start, len(ctx.lower))) - 1
        if seen.start < done or (at >= 0 and taken[at].end >= seen.end):
            continue
        if fact := _figure(ctx, seen, words, units):
            done = fact.evidence[0].end
            ctx.facts.append(fact)


@rule(
    "figure-vague",
    examples=[Example("Hundreds of new lamps and scores of miners.", ("Hundreds of new lamps", "scores of miners"))],
    counter_examples=[Example("He scores and thousands watch."), Example("A hundred lamps.")],
)
def in_vague_words(ctx: Context) -> None:
    """Amounts without a number of their own: "hundreds of thousands of lamps"."""
    words, units = _patterns(ctx.knowledge.wording), units_of(ctx.knowledge.wording)
    for match in from_cues(words.vague, ctx.lower, _VAGUE.starts(ctx)):
        end = match.end() + 3 if ctx.lower.startswith(" of ", match.end()) else match.end()
        if ctx.lower.endswith(" and ", 0, match.start()) and words.word.search(ctx.lower[: match.start() - 5][-20:]):
            ctx.declined.append(Declined(Span(*match.span()), "figure-vague", "the amount has two parts"))
            continue
        unit = units.find(ctx.lower, end)
        span = Span(match.start(), unit.end if unit else match.end())
        name = ctx.text[unit.start : unit.end] if unit else None
        text = " ".join(ctx.text[span.start : span.end].split())
        ctx.facts.append(FigureFact(rule="figure-vague", evidence=(span,), text=text, bound="About", unit=name))


def extract(ctx: Context) -> None:
    """All figures of an article."""
    in_numbers(ctx)
    in_vague_words(ctx)
