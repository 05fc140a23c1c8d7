"""Shapes of ideas that the vocabulary does not hold: a trigger word, and the phrase around it.

A shape's `find` takes the text, its lower case, the trigger's offsets and the word lists, and gives the phrase's span or
None. Phrases end at punctuation and at the words of ontology/concept_patterns.toml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from wpkgraph.knowledge.wording import Wording
from wpkgraph.model import Span

_WORD = re.compile(r" ?([^\W_](?:[\w'×]|-(?=\w))*)")
_LAST = re.compile(r"(?<![\w-])[\w'-]+-?$")


class Shape(NamedTuple):
    """rule: its name. kind: of the ideas it finds. lower: labels begin in lower case."""

    rule: str
    kind: str
    triggers: Callable[[Wording], Iterator[str]]
    find: Callable[[str, str, int, int, Wording], Span | None]
    lower: bool = True


class _Words(NamedTuple):
    stop: frozenset[str]
    own: frozenset[str]
    links: frozenset[str]
    to_after: frozenset[str]
    not_gerunds: frozenset[str]
    isms_not: frozenset[str]
    numbers: frozenset[str]


@lru_cache(maxsize=4)
def _words(wording: Wording) -> _Words:
    names = ("stop", "own", "links", "to_after", "not_gerunds", "isms_not")
    return _Words(*(frozenset(wording[name]) for name in names), frozenset(wording.numbers))


def _tokens(lower: str, at: int) -> Iterator[re.Match[str]]:
    """The words from `at` on, up to the first character that is neither of a word nor one space."""
    while match := _WORD.match(lower, at):
        yield match
        at = match.end()


def _free(lower: str, start: int) -> bool:
    return start == 0 or not (lower[start - 1].isalnum() or lower[start - 1] in "-'")


def _by_gerund(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "line of strengthening the cells": head, link, -ing word, at most twelve words more."""
    words = _words(wording)
    if not _free(lower, start):
        return None
    last, before, count = 0, "", 0
    tokens = list(_tokens(lower, end - 1))[:16]
    for place, token in enumerate(tokens):
        word = token[1]
        if place == 0 and (not word.endswith("ing") or word in words.not_gerunds):
            return None
        after = tokens[place + 1][1] if place + 1 < len(tokens) else ""
        if word in words.stop or (word == "to" and before not in words.to_after and after not in words.own):
            break
        if word == "and" and not _joins(after, tokens[place + 2][1] if place + 2 < len(tokens) else "", words):
            break
        before, count = word, count + 1
        if word not in words.links and word not in words.own:
            last = token.end()
    return Span(start, last) if 2 <= count <= 14 and last else None


def _joins(after: str, then: str, words: _Words) -> bool:
    """True if "and" ties one noun to the phrase: what follows is one plain word that closes it."""
    plain = after and after not in words.own | words.stop | words.links and not after.endswith(("ing", "ed", "ly"))
    return bool(plain) and (not then or then in words.stop or after == "vice")


def _by_noun(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "policy on munitions production": head, link, one to four bare words, none of them capitalised."""
    words = _words(wording)
    if not _free(lower, start):
        return None
    last = count = 0
    for token in _tokens(lower, end - 1):
        word = token[1]
        if word in words.stop or word in words.links or word in words.own or text[token.start(1)].isupper():
            if text[token.start(1)].isupper() or (count == 0):
                return None
            break
        if count == 0 and word.endswith("ing"):
            return None
        last, count = token.end(), count + 1
    return Span(start, last) if 1 <= count <= 4 else None


def _slogan_end(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """A quotation that ends in an exclamation mark; the trigger is the mark and the closing quote."""
    begin = text.rfind('"', max(0, start - 200), start)
    return _slogan(text, lower, begin, start + 1, wording)


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
        if token[1] in words.stop | words.links | words.own or count == 3:
            break
        last, count = token.end(), count + 1
    return Span(start, last) if count else None


def _by_ism(text: str, lower: str, start: int, end: int, wording: Wording) -> Span | None:
    """ "localism": a whole word, no name of the list."""
    first = _LAST.search(lower, max(0, start - 24), end)
    if not first or lower[end : end + 1].isalnum() or lower[end : end + 1] == "-":
        return None
    good = first[0] not in _words(wording).isms_not and len(first[0]) > 6 and "-" not in first[0]
    return Span(first.start(), end) if good else None


def _pairs(first: str, second: str) -> Callable[[Wording], Iterator[str]]:
    return lambda wording: (f"{a} {b} " for a in wording[first] for b in wording[second])


def _each(name: str, after: str = " ") -> Callable[[Wording], Iterator[str]]:
    return lambda wording: (word + after for word in wording[name])


SHAPES = (
    Shape("concept-slogan-mark", "slogan", lambda _: iter(['!"']), _slogan_end, lower=False),
    Shape("concept-slogan-word", "slogan", _each("slogan_words"), _slogan_after, lower=False),
    Shape("concept-by-gerund", "policy", _pairs("gerund_heads", "gerund_links"), _by_gerund),
    Shape("concept-by-noun", "policy", _each("noun_heads"), _by_noun),
    Shape("concept-by-point", "programme", lambda _: iter(["-point "]), _by_point),
    Shape("concept-by-first", "principle", lambda _: iter(["-first "]), _by_first),
    Shape(
        "concept-by-count",
        "programme",
        lambda w: (f"{a} {b}" for a in w["numbered_qualifiers"] for b in w["numbered_nouns"]),
        _by_count,
    ),
    Shape("concept-by-style", "doctrine", _each("styles", ""), _by_style),
    Shape("concept-by-ism", "phenomenon", lambda _: iter(["ism"]), _by_ism),
)
