"""Shapes of ideas that the vocabulary does not hold: a trigger word, and the phrase around it.

Phrases end at punctuation and at the words of ontology/concept_patterns.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from wpkgraph.knowledge.wording import Wording
from wpkgraph.model import Span

_WORD = re.compile(r" ?([^\W_](?:[\w'×]|-(?=\w))*)")
_PLAIN = re.compile(r"[^\W\d_]+|[.;:?!]")
_LAST = re.compile(r"(?<![\w-])[\w'-]+-?$")


class Shape(NamedTuple):
    """A rule for candidates.

    kind      of the ideas it finds
    triggers  of the word lists: lower-case strings that start the search
    find      (text, lower, trigger start, trigger end, word lists) -> span of the idea, or None
    examples  (text, idea found in it) each; `nothing`: texts in which it finds none
    lower     labels begin in lower case
    """

    rule: str
    kind: str
    triggers: Callable[[Wording], Iterator[str]]
    find: Callable[[str, str, int, int, Wording], Span | None]
    examples: tuple[tuple[str, str], ...]
    nothing: tuple[str, ...]
    lower: bool = True


class _Words(NamedTuple):
    stop: frozenset[str]
    own: frozenset[str]
    links: frozenset[str]
    to_after: frozenset[str]
    not_gerunds: frozenset[str]
    isms_not: frozenset[str]
    turning: frozenset[str]
    giving: frozenset[str]
    relatives: frozenset[str]
    works: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=4)
def _words(wording: Wording) -> _Words:
    lists = [frozenset(wording[name]) for name in _Words._fields[:-1]]
    return _Words._make([*lists, frozenset(wording.numbers)])


def _tokens(lower: str, at: int) -> Iterator[re.Match[str]]:
    """The words from `at` on, up to the first character that is neither of a word nor one space."""
    while match := _WORD.match(lower, at):
        yield match
        at = match.end()


def _free(lower: str, start: int) -> bool:
    return start == 0 or not (lower[start - 1].isalnum() or lower[start - 1] in "-'")


def _by_gerund(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "line of strengthening the cells": head, -ing word, at most fourteen words more, two or more its own."""
    words = _words(wording)
    tokens = list(islice(_tokens(lower, end - 1), 18))
    adverb = bool(tokens) and tokens[0][1].endswith("ly")  # "line of simultaneously developing ..."
    tokens = tokens[adverb:]
    plain = [token[1] for token in tokens] + ["", ""]
    if not _free(lower, start) or not plain[0].endswith("ing") or plain[0] in words.not_gerunds:
        return None
    last = own = 0
    for place in range(min(len(tokens), 17)):
        if _closes(plain, place, words):
            break
        if plain[place] not in words.links | words.own:
            last, own = place, own + 1
    if (
        own < 2
        or last > 14
        or (adverb and plain[last + 1] == "and")
        or (plain[last + 1] in words.relatives and plain[last - 1] in ("a", "an"))
    ):
        return None
    return Span(start, tokens[last].end())


def _closes(plain: list[str], place: int, words: _Words) -> bool:
    """True if the phrase ends before the word at `place`."""
    word, after = plain[place : place + 2]
    before = plain[place - 1] if place else ""
    if word == "while":
        return not after.endswith("ing")
    if word == "to":
        return before not in words.to_after and after not in words.own
    if word == "and":
        return not _joins(after, plain[place + 2], words)
    if word in words.stop:
        return not _leads_on(plain[0], word, words)
    verb = place > 0 and before not in words.own | words.links and word.endswith(("s", "ed")) and after in words.own
    return verb or (word.endswith("ed") and place > 0 and (after in words.links or not after))


def _leads_on(gerund: str, word: str, words: _Words) -> bool:
    """True if the phrase's verb needs this preposition: "turning ... into", "supplying ... with"."""
    return (word == "into" and gerund in words.turning) or (word == "with" and gerund in words.giving)


def _joins(after: str, then: str, words: _Words) -> bool:
    """True if "and" ties one noun to the phrase: what follows is one plain word that closes it, or "vice versa"."""
    plain = after and after not in words.own | words.stop | words.links and not after.endswith(("ing", "ed", "ly"))
    return bool(plain) and (not then or then in words.stop or then == "and" or after == "vice")


def _by_noun(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "policy on seed production": head, two to four bare words (or one with a hyphen), none of them capitalised."""
    words = _words(wording)
    if not _free(lower, start):
        return None
    last = count = 0
    for token in islice(_tokens(lower, end - 1), 6):
        word = token[1]
        if word in words.stop or word in words.links or word in words.own or text[token.start(1)].isupper():
            if text[token.start(1)].isupper() or (count == 0):
                return None
            break
        if count == 0 and word.endswith(("ing", "ly")):
            return None
        last, count = token.end(), count + 1
    return Span(start, last) if 2 <= count <= 4 or (count == 1 and "-" in lower[end:last]) else None


def _slogan_end(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """A quotation that ends in an exclamation mark; the trigger is the mark and the closing quote."""
    mark = text[end - 1]
    begin = text.rfind(mark, max(0, start - 200), start)
    while mark == "'" and begin > 0 and text[begin - 1].isalnum():  # an apostrophe
        begin = text.rfind(mark, max(0, start - 200), begin)
    return (
        None if begin > 0 and _titles(lower, begin, mark, wording) else _slogan(text, lower, begin, start + 1, wording)
    )


def _titles(lower: str, begin: int, mark: str, wording: Wording) -> bool:
    """Whether the quotation that begins there is a title: a word for a work stands before it, or before those next to it."""
    before = lower[max(0, begin - 200) : begin].rstrip(" ,")
    while (other := before.removesuffix(" and").rstrip(" ,")).endswith((mark, f"{mark}.")) and mark in other[:-2]:
        before = other[: other.rindex(mark, 0, len(other) - 2)].rstrip(" ,")
    return not _words(wording).works.isdisjoint(_PLAIN.findall(before)[-3:])


def _slogan_after(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """A quotation after "the slogan": at most three words between, a capital or three words inside."""
    begin = text.find('"', end, end + 24)
    if begin < 0 or not _free(lower, start) or any(c in text[end:begin] for c in ".;\n"):
        return None
    close = text.find('"', begin + 1, begin + 240)
    return _slogan(text, lower, begin, close, wording) if close > 0 else None


def _slogan(text: str, lower: str, begin: int, close: int, wording: Wording) -> Span | None:
    """The words between two quotes, without a comma or full stop at their end, if they are two words or more."""
    if begin < 0 or "\n" in text[begin:close]:
        return None
    end = close
    while end > begin + 1 and text[end - 1] in ',. "':
        end -= 1
    inner = lower[begin + 1 : end]
    if not inner[:1].isalnum() or inner.rstrip("!").strip() in wording["no_slogans"] or " " not in inner:
        return None
    return Span(begin + 1, end)


def _by_point(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "five-point education programme": number word, then up to two words, a noun of the list."""
    first = _LAST.search(lower, max(0, start - 14), start)
    if not first or (first[0] not in _words(wording).numbers and not first[0].isdigit()):
        return None
    return _to_noun(lower, first.start(), end - 1, frozenset(wording["point_nouns"]), 3)


def _by_first(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "village-first principle": a word, -first, a noun of the list."""
    first = _LAST.search(lower, max(0, start - 24), start)
    return _to_noun(lower, first.start(), end - 1, frozenset(wording["first_nouns"]), 2) if first else None


def _to_noun(lower: str, start: int, at: int, nouns: frozenset[str], most: int) -> Span | None:
    """From start to the last of the words of `nouns` that follow within `most` words."""
    last = 0
    for count, token in enumerate(_tokens(lower, at)):
        if count >= most:
            break
        if token[1] in nouns or token[1].removesuffix("s") in nouns:
            last = token.end()
        elif last:
            break
    return Span(start, last) if last else None


def _by_count(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "ten major tasks": number word, qualifier, noun of the list (the trigger is qualifier and noun)."""
    first = _LAST.search(lower, max(0, start - 12), start - 1)
    if not first or first[0] not in _words(wording).numbers or lower[end : end + 1].isalnum():
        return None
    return Span(first.start(), end)


def _by_style(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "Korean-style education policy": one to three bare words after the style."""
    words = _words(wording)
    if not _free(lower, start):
        return None
    last = count = 0
    for token in _tokens(lower, end):
        if token[1] in words.stop | words.links | words.own or token[1].endswith("ed"):
            break
        if count == 3:  # the phrase runs on: it names a thing of that style, not the style
            return None
        last, count = token.end(), count + 1
    return Span(start, last) if count else None


def _by_days(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "90-day campaign": a number, -day, a noun of the list."""
    first = _LAST.search(lower, max(0, start - 14), start)
    if not first or not (first[0].isdigit() or first[0] in _words(wording).numbers):
        return None
    return _to_noun(lower, first.start(), end - 1, frozenset(wording["day_nouns"]), 1)


def _by_name(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "Pomhwa spirit": a name with a capital in the midst of a sentence before the noun, which opens the trigger."""
    end = start + len(lower[start:end].split()[0])
    first = _LAST.search(lower, max(0, start - 24), start - 1)
    if not first or lower[end : end + 1].isalnum() or first.start() < 2 or text[start - 1] != " ":
        return None
    at = first.start()
    before = _LAST.search(lower, max(0, at - 24), at - 1)
    name = "" if before and text[before.start()].isupper() else text[at : start - 1]  # no part of a longer name
    plain = name[:1].isupper() and name[1:].replace("-", "").islower() and "'" not in name and len(name) > 2
    inside = text[at - 1] == " " and (text[at - 2].isalnum() or text[at - 2] == ",")
    return Span(at, end) if plain and inside and first[0] not in wording["no_names"] else None


def _by_ism(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "localism": a whole word, no name of the list."""
    first = _LAST.search(lower, max(0, start - 24), end)
    if not first or lower[end : end + 1].isalnum() or lower[end : end + 1] == "-":
        return None
    good = first[0] not in _words(wording).isms_not and len(first[0]) > 6 and "-" not in first[0]
    return Span(first.start(), end) if good else None


def _each(name: str, after: str = " ") -> Callable[[Wording], Iterator[str]]:
    return lambda wording: (word + after for word in wording[name])


SHAPES = (
    Shape(
        "concept-slogan-mark",
        "slogan",
        lambda _: iter(['!"', "!'"]),
        _slogan_end,
        examples=(
            ('They marched under the words "Every lamp for the mine!" to the pit.', "Every lamp for the mine!"),
            ("The banner read 'Let's mend the miners' lamps!' that day.", "Let's mend the miners' lamps!"),
        ),
        nothing=(
            'The crowd shouted "Hurrah!" three times.',
            'He asked "who is there" and left.',
            'They sang the songs "Every lamp burns!" and "Lamps for the pit!" that day.',
        ),
        lower=False,
    ),
    Shape(
        "concept-slogan-word",
        "slogan",
        _each("slogan_words"),
        _slogan_after,
        examples=(('The slogan "Lamps for all miners," hangs there.', "Lamps for all miners"),),
        nothing=('He knows no slogan. The "Blue Lamp" shone.', 'The slogan was old; "Blue Lamp" was new.'),
        lower=False,
    ),
    Shape(
        "concept-by-gerund",
        "policy",
        _each("gerund_heads"),
        _by_gerund,
        examples=(
            ("The line of mending the old lamps that he set forth is right.", "line of mending the old lamps"),
            ("It is the policy of giving priority to lamps and oil.", "policy of giving priority to lamps and oil"),
            ("The principle of mending while mining is old.", "principle of mending while mining"),
            ("The line of steadily mending the old lamps is new.", "line of steadily mending the old lamps"),
            ("The policy of turning all pits into gardens is new.", "policy of turning all pits into gardens"),
            ("The policy of supplying the miners with lamps is new.", "policy of supplying the miners with lamps"),
        ),
        nothing=(
            "The line of Beijing is open.",
            "The airline of mending the lamps failed.",
            "A policy of mending them.",
            "The policy on building a mine that shines was read.",
            "They showed the spirit of mending the old lamps.",
            "The line of steadily mending old lamps and the nets is new.",
        ),
    ),
    Shape(
        "concept-by-noun",
        "policy",
        _each("noun_heads"),
        _by_noun,
        examples=(("They study the policy on seed production and go home.", "policy on seed production"),),
        nothing=("The spirit of the miners is high.", "The spirit of Unsong grew.", "A spirit of work."),
    ),
    Shape(
        "concept-by-point",
        "programme",
        lambda _: iter(["-point "]),
        _by_point,
        examples=(("The six-point lamp policy was read.", "six-point lamp policy"),),
        nothing=("The set-point policy of the boiler.", "A six-point win for the team."),
    ),
    Shape(
        "concept-by-first",
        "principle",
        lambda _: iter(["-first "]),
        _by_first,
        examples=(("The lamp-first principle was taught.", "lamp-first principle"),),
        nothing=("The head-first fall hurt him.",),
    ),
    Shape(
        "concept-by-days",
        "campaign",
        lambda _: iter(["-day "]),
        _by_days,
        examples=(("They finished the 90-day campaign of the pits.", "90-day campaign"),),
        nothing=("The present-day campaign is long.", "It was a 3-day visit to the mine."),
    ),
    Shape(
        "concept-by-count",
        "programme",
        lambda w: (f"{a} {b}" for a in w["numbered_qualifiers"] for b in w["numbered_nouns"]),
        _by_count,
        examples=(("He set seven major tasks for the pits.", "seven major tasks"),),
        nothing=("He set major tasks for the pits.", "These major tasksters left."),
    ),
    Shape(
        "concept-by-style",
        "doctrine",
        _each("styles", ""),
        _by_style,
        examples=(("They found our style of lamp making there.", "our style of lamp making"),),
        nothing=(
            "It is our style of the old times.",
            "Four-style of lamps.",
            "A Korean-style deep pit lamp mender came.",
        ),
        lower=False,
    ),
    Shape(
        "concept-by-name",
        "quality",
        lambda wording: (noun + after for noun in wording["name_nouns"] for after in ("", " of ")),
        _by_name,
        examples=(
            ("The builders showed the Pomhwa spirit there.", "Pomhwa spirit"),
            ("They lit the Unsong torch of the pits.", "Unsong torch"),
        ),
        nothing=(
            "Fighting spirit was high.",
            "They lit the May Day torch.",
            "He praised the Korean spirit.",
            "They ran at the speed of the River speeds.",
        ),
        lower=False,
    ),
    Shape(
        "concept-by-ism",
        "phenomenon",
        lambda _: iter(["ism"]),
        _by_ism,
        examples=(("He warned of lampism in the pits.", "lampism"),),
        nothing=(
            "The mechanism of the lamp is old.",
            "The prismatic lamp and a mannerisms book.",
            "A schism-like rift.",
        ),
    ),
)
