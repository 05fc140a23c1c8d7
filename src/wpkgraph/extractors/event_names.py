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

_AFTER = re.compile(r"(?:-\d{4}| (?:19|20)\d\d)?(?= |$|[,.;:)\"'?!\n]|-(?: |$))")
_QUOTED = re.compile(r' "[^"\n.;]{2,80}"(?![a-z])')
_OWN = re.compile(r" (?:for|by|with|in|on) (?:its|his|her|their) ")
_CAPITALS = re.compile(r"(?:^|[^\w'-])(?:The |the |An? )?((?:[A-Z][\w-]* ){0,5}[A-Z][\w-]*(?:'s|s') )$")
_ASIDE = re.compile(r", (?:an?|the|which is|which was) [^,;:.\d]{3,80},(?= )")
_TWIN = re.compile(r"(?:^|(?<= ))(an?) (?:[a-z-]+ )?([a-z-]+) and (?:[a-z-]+ )?$")
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
    last: Naming | None = None
    for (head, word), start, end in _HEADS.find(ctx):
        after = _AFTER.match(ctx.lower, end)
        if not after:
            continue
        end = after.end()
        if ctx.lower.startswith(' "', end) and (quoted := _QUOTED.match(ctx.lower, end)):
            end = quoted.end()  # 'meeting "Evening of Lamps"'
        sentence = ctx.sentence_at(start)
        if sentence.start < ctx.article.body <= start:
            sentence = Span(ctx.article.body, sentence.end)  # the dateline is no part of it
        left = _left(ctx.lower, words, start, max(sentence.start, _person_before(ctx, start)))
        left = _with_shared_article(ctx.lower, left, last)
        if after[0] and left.determiner.endswith(("'s", "s'")):
            left = _whole(ctx.text, left, sentence.start)
        stop = _right(ctx.lower, words, head, end, min(sentence.end, end + _LONGEST), left.ordinal is not None)
        if stop == end and not (_ends(ctx.lower, end, words) or _person_at(ctx, end + 1)):
            continue
        naming = _naming(ctx, words, head, word, new_span((start, end)), stop, left, sentence)
        if naming:
            last = naming
            yield naming


def _with_shared_article(low: str, left: _Left, last: Naming | None) -> _Left:
    """What stands left of a head; "parade" of "a rally and parade" has the article of the name before it."""
    if last is None or left.determiner or left.ordinal is not None or last.determiner not in ("a", "an", "the"):
        return left
    shared = last.complement == "" and low[last.span.end : left.begin] == " and "
    return left._replace(determiner=last.determiner) if shared else left


def _person_before(ctx: Context, start: int) -> int:
    """Where the last name of a person before an offset ends: it is no part of the name of an event."""
    i = first_from(ctx.people, start)
    end = ctx.people[i - 1].span.end if i else 0
    return end + 1 if end and end < start and ctx.lower[end] == " " else end if end <= start else 0


def _person_at(ctx: Context, start: int) -> bool:
    """Whether the name of a person starts at an offset: it is no noun that the head modifies."""
    i = first_from(ctx.people, start)
    return i < len(ctx.people) and ctx.people[i].span.start == start


def _person_ends(ctx: Context, end: int) -> bool:
    """Whether the name of a person ends at an offset."""
    i = first_from(ctx.people, end)
    return i > 0 and ctx.people[i - 1].span.end == end


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
    if low.startswith(" and the ", stop) and low.find(" between ", at, stop) >= 0:
        stop = _end_of(pattern, low, stop + 9, limit)
    elif head.recalls and low.startswith(" over the ", stop):
        stop = _end_of(
            pattern, low, stop + 10, limit
        )  # "the 10th anniversary of his field guidance over the Reed Mill"
    inner = None if gerund else _GERUND.search(low, first, stop)
    stop = inner.start() if inner else stop
    if numbered and (own := _OWN.search(low, at, stop)):
        stop = own.start()  # "prize at the 3rd Festival of Nets for its use": no name has "its"
    if numbered:
        stop = min(c.end() if (c := p.search(low, first, stop)) else stop for p in (words.closers, words.whole))
    stop = at + len(without_tail(low[at:stop]))
    return stop if stop > first else end


@lru_cache(maxsize=512)
def _prepositions(takes: tuple[str, ...]) -> tuple[str, ...]:
    """What the text behind a head may begin with (one entry for each row of heads)."""
    return tuple(f" {word} " for word in takes)


def whole_name(ctx: Context, end: int) -> int:
    """The offset, or where the name of a place or body ends that it stands within: "Monument to the Victors"."""
    for found in (ctx.places, ctx.bodies):
        i = first_from(found, end) - 1
        if i >= 0 and found[i].span.start < end < found[i].span.end:
            return found[i].span.end
    return end


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
    held = _held(low, words, head, span, sentence, headline, low.startswith(",", stop) and _person_ends(ctx, stop))
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
        if (
            word == "and"
            and (twin := _TWIN.search(low, max(floor, begin - 40), begin))
            and twin[2] not in _nouns(words)
        ):
            return _Left(twin.end(1) + 1, twin[1], None, start)  # "a book and photo exhibition"
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


@lru_cache(maxsize=4)
def _nouns(words: EventWords) -> frozenset[str]:
    """The last words of the heads: "a rally and parade" are two events."""
    return frozenset(word.rsplit(" ", 1)[-1] for row in words.head_rows for word in row.words)


def _whole(text: str, left: _Left, floor: int) -> _Left:
    """The left side of a name with a year behind it, whose words before a possessive have capitals too: "Reed U-15 Women's
    Championship 2031".
    """
    found = _CAPITALS.search(text, max(floor, left.begin - 80), left.begin)
    return _Left(found.start(1), "", None, left.begin) if found else left


def _space(low: str, begin: int, floor: int) -> int:
    return max(low.rfind(" ", floor, max(begin - 1, floor)), floor - 1)


def _owner(low: str, words: EventWords, begin: int, floor: int) -> str:
    """The determiner or possessive right before an ordinal."""
    word = low[_space(low, begin, floor) + 1 : begin].strip()
    return word if word in words.forms["determiners"] or word.endswith(("'s", "s'")) else ""


def _held(
    low: str, words: EventWords, head: Head, name: Span, sentence: Span, headline: bool, of_person: bool
) -> Span | None:
    """The words that say that the event takes place: behind the phrase, before it, or later in its clause."""
    found = words.held.match(low, name.end, sentence.end)
    if found and head.acted and found[0].endswith(_MEETS):
        found = None  # "A, on a visit to Tobong, met B"
    if not found and head.told:
        found = _told(head.told).match(low, name.end, sentence.end)
    if (
        not found
        and not headline
        and low.startswith(", ", name.end)
        and (aside := _ASIDE.match(low, name.end, sentence.end))
    ):
        found = words.held.match(low, aside.end(), sentence.end)  # "The 6th Congress, a landmark, was held"
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
    if headline:
        return None
    if head.several and (laid := _laid(head.verbs).match(low, sentence.start, name.start)) and laid.end() == name.start:
        return Span(laid.start(), laid.end() - 1)  # "Laid before the statues were floral baskets"
    return _later(low, words, name, sentence, 400 if head.several else 300 if of_person else 160, of_person)


def _later(low: str, words: EventWords, name: Span, sentence: Span, reach: int, of_person: bool) -> Span | None:
    """What reports the subject of a sentence behind more words: "A contest for using new nets took place".

    reach      how many characters behind the name
    of_person  the name ends in that of a person, whose posts may stand between commas ("The funeral of A, clerk, was held")
    """
    if name.start - sentence.start > 6:
        return None
    between = " between " in low[name.start : name.end]  # "Talks between A, clerk of X, and B, head of Y, took place"
    opened = of_person or between or low[sentence.start : name.start].strip() in ("a", "an", "-", "")
    marks = ";:" if opened else ",;:"
    stop = min((at for mark in marks if (at := low.find(mark, name.end, sentence.end)) >= 0), default=sentence.end)
    found = words.held_later.search(low, name.end, min(stop, name.end + (_LONGEST if between else reach)))
    return Span(*found.span()) if found else None


def _own_verb(low: str, head: Head, floor: int, begin: int) -> re.Match[str] | None:
    if not head.verbs:
        return None
    return last_match(_verbs(head.verbs), low, floor, begin)


@lru_cache(maxsize=512)
def _verbs(words: tuple[str, ...]) -> re.Pattern[str]:
    """The verbs that tell an event of a head (one entry for each row of heads)."""
    return re.compile(rf"\b(?:{either(words)})\b")


@lru_cache(maxsize=512)
def _laid(words: tuple[str, ...]) -> re.Pattern[str]:
    """A sentence that begins with the participle, and ends right before the noun (one entry for each row of heads)."""
    return re.compile(rf"(?:also )?(?:{either(words)}) (?:before|at|to|in front of) [^.;:]{{3,240}}? were (?:also )?")


@lru_cache(maxsize=512)
def _told(words: tuple[str, ...]) -> re.Pattern[str]:
    """The verbs right behind the name that tell an event of a head (one entry for each row of heads)."""
    return re.compile(rf" (?:also )?(?:{either(words)})\b")


def last_match(pattern: re.Pattern[str], low: str, start: int, end: int) -> re.Match[str] | None:
    """The last match of a pattern between two offsets."""
    last = None
    for found in pattern.finditer(low, start, end):
        last = found
    return last
