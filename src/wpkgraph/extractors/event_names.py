"""Noun phrases that name events: where they begin and end, their ordinal, and whether the text reports them.

"the 6th Conference of Net Menders of the Guild was opened" -> "6th Conference of Net Menders of the Guild"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.extractors.context import Context, first_from
from wpkgraph.extractors.cues import event_cues
from wpkgraph.knowledge import ordinals
from wpkgraph.knowledge.eventwords import EventWords, Head
from wpkgraph.making import maker, new_span
from wpkgraph.model import Span
from wpkgraph.patterns import either

_AFTER = re.compile(r"(?:-\d{4})?(?= |$|[,.;:)\"'?!\n]|-(?: |$))")
_LOOSE = (" and", " the", " a", " an", " of", " for", " its")
_DATE = re.compile(
    r"\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d"
)
_ADJUNCT = re.compile(r"(?: on (?:[a-z]+\.? \d{1,2}|[a-z]+day)\b| also| here| there)*(?: \"?(?P<words>[^,;:.]*))?")
_PRONOUNS = frozenset(("him", "her", "them", "it", "us"))
_HEADS = event_cues(lambda words: words.heads)
_FOLLOWING = re.compile(r" \"?([a-z0-9']+)")
_MEETS = (" met", " meets")
_LONGEST = 400  # characters that a name may run on behind its head
_LEFT = 8  # words looked at before a head
_GERUND = re.compile(
    r" (?:for|of) (?:[a-z]+ly )?[a-z-]{2,}ing\b(?: (?:into|to|in|on|up) )?"
    r"| to (?!the |an? |its |his |her |their |our )[a-z]+ "
)
WHEN = re.compile(
    r" on (?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? )?\d[\w ]{0,12}?(?= (?:at|over|to) )",
    re.IGNORECASE,
)


class Naming(NamedTuple):
    """A noun phrase that may name an event, at a clean span without its article.

    word        the head as met, in lower case ("plenary meeting", "ceremonies")
    before      the words between the ordinal, if any, and the head, in lower case
    complement  what follows the head, with its preposition; empty if nothing does
    determiner  "", "a", "the", "this" .. or the possessive before it
    reported    the words around it say that it is held, opened, watched ..
    headline    it stands in the headline
    """

    span: Span
    head: Head
    word: str
    before: str
    complement: str
    determiner: str
    ordinal: int | None
    reported: bool
    headline: bool
    sentence: Span
    held: Span | None = None  # the words that report it


_new_naming = maker(Naming)


def find(ctx: Context, words: EventWords) -> Iterator[Naming]:
    """Every phrase with an event's head noun that has the shape of a name or of a reference to an event."""
    for (head, word), start, end in _HEADS.find(ctx):
        after = _AFTER.match(ctx.lower, end)
        if not after:
            continue
        end = after.end()
        sentence = ctx.sentence_at(start)
        if sentence.start < ctx.article.body <= start:
            sentence = Span(ctx.article.body, sentence.end)  # the dateline is no part of it
        left = _left(ctx.lower, words, start, max(sentence.start, _person_before(ctx, start)))
        stop = _right(ctx.lower, words, head, end, min(sentence.end, end + _LONGEST), left.ordinal is not None)
        if stop == end and not (_ends(ctx.lower, end, words) or _person_at(ctx, end + 1)):
            continue
        naming = _naming(ctx, words, head, word, new_span((start, end)), stop, left, sentence)
        if naming:
            yield naming


def _person_before(ctx: Context, start: int) -> int:
    """Where the last name of a person before an offset ends: it is no part of the name of an event."""
    i = first_from(ctx.people, start)
    end = ctx.people[i - 1].span.end if i else 0
    return end + 1 if end and end < start and ctx.lower[end] == " " else end if end <= start else 0


def _person_at(ctx: Context, start: int) -> bool:
    """Whether the name of a person starts at an offset: it is no noun that the head modifies."""
    i = first_from(ctx.people, start)
    return i < len(ctx.people) and ctx.people[i].span.start == start


def _ends(low: str, end: int, words: EventWords) -> bool:
    """Whether the phrase ends here: no noun follows that would make the head a modifier ("meeting hall")."""
    following = _FOLLOWING.match(low, end, end + 24)
    if not following:
        return True
    word = following[1]
    return word in words.forms["stops"] or word in words.forms["breaks"] or word.endswith(("ed", "ly"))


def _right(low: str, words: EventWords, head: Head, end: int, limit: int, numbered: bool) -> int:
    """Where the complement ends; `end` itself if there is none."""
    when = WHEN.match(low, end, limit) if low.startswith(" on ", end) else None
    at = when.end() if when else end
    if not low.startswith(_prepositions(head.takes), at):
        return end
    first = low.index(" ", at + 1) + 1
    if low.startswith(" on ", at) and _DATE.match(low, first):
        return end
    gerund = _GERUND.match(low, at, limit)
    if gerund and not head.gerund:
        if not low.startswith(" to ", at):
            return end  # what it is for, said by a verb, is no part of most names
        gerund = None
    first = gerund.end() if gerund else first
    pattern = words.numbered_complement if numbered else words.complement
    stop = _end_of(pattern, low, first, limit)
    if low.startswith(" between ", at) and low.startswith(" and the ", stop):
        stop = _end_of(pattern, low, stop + 9, limit)
    inner = None if gerund else _GERUND.search(low, first, stop)
    stop = inner.start() if inner else stop
    if numbered:
        stop = min(c.end() if (c := p.search(low, first, stop)) else stop for p in (words.closers, words.whole))
    stop = at + len(without_tail(low[at:stop]))
    return stop if stop > first else end


@lru_cache(maxsize=512)
def _prepositions(takes: tuple[str, ...]) -> tuple[str, ...]:
    """What the text behind a head may begin with (one entry for each row of heads)."""
    return tuple(f" {word} " for word in takes)


def without_tail(text: str) -> str:
    """The wording of a name in lower case without marks and small words at its end, which belong to what follows.

    >>> without_tail("fair of nets and the -")
    'fair of nets'
    """
    text = text.rstrip(" .-")
    while text.endswith(_LOOSE):
        text = text[: text.rindex(" ")]
    return text


def _end_of(pattern: re.Pattern[str], low: str, first: int, limit: int) -> int:
    found = pattern.match(low, first, limit)
    return found.end() if found else first


def _naming(
    ctx: Context, words: EventWords, head: Head, word: str, noun: Span, stop: int, left: _Left, sentence: Span
) -> Naming | None:
    """The naming around a head noun, or None where its left side is that of no name."""
    low = ctx.lower
    begin = left.begin
    headline = noun.start < ctx.article.headline.end
    before = low[left.ordinal_end if left.ordinal else begin : noun.start].strip()
    span = new_span((begin, stop))
    held = _held(low, words, head, span, sentence, headline)
    bare = left.ordinal is None and not left.determiner and ctx.text[begin].islower() and not headline
    if bare and not word.endswith("s") and not head.named and not (held and held.end <= begin):
        return None
    complement = low[noun.end : stop].strip()
    if complement.split(" ")[-1] in _PRONOUNS:
        span, complement = Span(begin, noun.end), ""
    if held is None and left.ordinal is None and complement and (at := words.held_at.match(low, span.end)):
        held = Span(*at.span())  # "the ceremony of X held in Y"
    reported = held is not None or headline
    return _new_naming(
        (
            span,
            head,
            word,
            before,
            complement,
            left.determiner,
            left.ordinal,
            reported,
            headline,
            sentence,
            held,
        )
    )


class _Left(NamedTuple):
    begin: int
    determiner: str
    ordinal: int | None
    ordinal_end: int


def _left(low: str, words: EventWords, start: int, floor: int) -> _Left:
    """Where the phrase begins, its determiner, its ordinal and where the ordinal ends.

    With an ordinal, the phrase begins at it: "the historic 5th .." begins at "5th"; a possessive before it
    ("the Party's Eighth ..") is the determiner.
    """
    begin = start
    for _ in range(_LEFT):
        if begin <= floor or low[begin - 1] != " ":
            break
        space = _space(low, begin, floor)
        word = low[space + 1 : begin - 1]
        opened = word[:1] in '"('
        word = word.lstrip('"(')
        if not word or word[-1] in ',;:)."-' or word in words.forms["breaks"]:
            break
        if word in words.forms["determiners"] or (word.endswith(("'s", "s'")) and word not in words.party.split()):
            return _Left(begin, word, None, start)
        begin = begin - 1 - len(word)
        number = ordinals.value(word, words.ordinals)
        if number is not None:
            return _Left(begin, _owner(low, words, begin, floor), number, begin + len(word))
        if opened:
            return _Left(begin, '"', None, start)
    return _Left(begin, "", None, start)


def _space(low: str, begin: int, floor: int) -> int:
    return max(low.rfind(" ", floor, max(begin - 1, floor)), floor - 1)


def _owner(low: str, words: EventWords, begin: int, floor: int) -> str:
    """The determiner or possessive right before an ordinal."""
    word = low[_space(low, begin, floor) + 1 : begin].strip()
    return word if word in words.forms["determiners"] or word.endswith(("'s", "s'")) else ""


def _held(low: str, words: EventWords, head: Head, name: Span, sentence: Span, headline: bool) -> Span | None:
    """The words that say that the event takes place: behind the phrase, before it, or later in its clause."""
    found = words.held.match(low, name.end, sentence.end)
    if found and head.acted and found[0].endswith(_MEETS):
        found = None  # "A, on a visit to Tobong, met B"
    if not found and headline:
        found = words.headline_held.match(low, name.end, sentence.end)
    if found:
        return Span(*found.span())
    floor = max(sentence.start, name.start - 60)
    last = last_match(words.holding, low, floor, name.start)
    if last is None:
        last = _own_verb(low, head, floor, name.start)
    if last is not None:
        between = _ADJUNCT.fullmatch(low[last.end() : name.start].rstrip(' "'))
        if between and all(w in words.forms["determiners"] for w in (between["words"] or "").split()):
            return Span(*last.span())
    return None if headline else _later(low, words, name, sentence)


def _later(low: str, words: EventWords, name: Span, sentence: Span) -> Span | None:
    """What reports the subject of a sentence behind more words: "A contest for using new nets took place"."""
    if name.start - sentence.start > 6:
        return None
    between = " between " in low[name.start : name.end]  # "Talks between A, clerk of X, and B, head of Y, took place"
    marks = ";:" if between or low[sentence.start : name.start].strip() in ("a", "an", "-", "") else ",;:"
    stop = min((at for mark in marks if (at := low.find(mark, name.end, sentence.end)) >= 0), default=sentence.end)
    found = words.held_later.search(low, name.end, min(stop, name.end + (_LONGEST if between else 160)))
    return Span(*found.span()) if found else None


def _own_verb(low: str, head: Head, floor: int, begin: int) -> re.Match[str] | None:
    if not head.verbs:
        return None
    return last_match(_verbs(head.verbs), low, floor, begin)


@lru_cache(maxsize=512)
def _verbs(words: tuple[str, ...]) -> re.Pattern[str]:
    """The verbs that tell an event of a head (one entry for each row of heads)."""
    return re.compile(rf"\b(?:{either(words)})\b")


def last_match(pattern: re.Pattern[str], low: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of a pattern between two offsets."""
    last = None
    for found in pattern.finditer(low, start, end):
        last = found
    return last
