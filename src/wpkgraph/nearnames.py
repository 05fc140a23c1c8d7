"""What a user who misspelt a name may have meant: the known names nearest to it.

A name is near by its letters (one wrong in "Unsong Valve Wroks"), by its words ("Forth Conference of Cells" in a long
title), or as another spelling of one Korean name (Cho Yong-won, Jo Yong Won).
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping

from wpkgraph.names import Kind, compare
from wpkgraph.pages.names import fold

MOST = 3
_LETTERS = 0.7  # of two words' letters so many are equal if one is the other misspelt
_NAME = 0.75  # what the words of a name must reach together
_BEHIND = 0.12  # what is further behind the best one is not shown beside it
_LONGEST = 200  # characters; nobody misspells more than that
_VERDICTS = {Kind.SAME: 1.0, Kind.COMPATIBLE: 0.97}


def nearest(
    given: str, known: Mapping[str, Iterable[str]], persons: Collection[str] = (), most: int = MOST
) -> list[str]:
    """The keys whose names are nearest to what was given, best first, ties by key; none if nothing is near.

    known    key -> the names that stand for it
    persons  keys of people: their names are also compared as Korean names

    >>> nearest("Unsong Valve Wroks", {"a": ["Unsong Valve Works"], "b": ["Unsong"], "c": ["Anju"]})
    ['a']
    >>> nearest("Cho Yŏng-wŏn", {"a": ["Jo Yong Won"], "b": ["Kim Tok Hun"]}, persons={"a", "b"})
    ['a']
    """
    wanted = fold(given[:_LONGEST])
    if not wanted:
        return []
    folded = {key: [fold(name) for name in names] for key, names in known.items()}
    like = _like(wanted.split(), {word for names in folded.values() for name in names for word in name.split()})
    scores = {key: max((_score(wanted, name, like) for name in names), default=0.0) for key, names in folded.items()}
    for key in persons:
        found = max((_VERDICTS.get(compare(given, name).kind, 0.0) for name in known.get(key, ())), default=0.0)
        scores[key] = max(scores.get(key, 0.0), found)
    enough = max(_NAME, max(scores.values(), default=0.0) - _BEHIND)
    ranked = sorted((key for key, score in scores.items() if score >= enough), key=lambda key: (-scores[key], key))
    return ranked[:most]


def _like(words: Iterable[str], known: Collection[str]) -> dict[str, dict[str, float]]:
    """Word of what was given -> the known words that it may be, and how near they are (1: the same)."""
    found: dict[str, dict[str, float]] = {}
    for word in set(words):
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(word)
        found[word] = {word: 1.0} if word in known else {}
        for other in known:
            matcher.set_seq1(other)
            if (
                min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= _LETTERS
                and (near := matcher.ratio()) >= _LETTERS
            ):
                found[word][other] = near
    return found


def _score(wanted: str, name: str, like: Mapping[str, Mapping[str, float]]) -> float:
    """How near a name is, from 0 to 1: its letters without spaces, or its words, those that are missing counted against."""
    words, parts = wanted.split(), name.split()
    # letters are compared only where a word is near or the name is written in other words
    near = [max((like[word].get(part, 0.0) for part in parts), default=0.0) for word in words]
    by_words = sum(score * len(word) for score, word in zip(near, words, strict=True)) / sum(map(len, words))
    beyond = max(0, len(parts) - len(words))
    by_words -= min(0.01 * beyond, 0.1)
    if not any(near) and len(parts) == len(words):
        return 0.0
    one, other = wanted.replace(" ", ""), name.replace(" ", "")
    if abs(len(one) - len(other)) > 0.3 * max(len(one), len(other)):
        return by_words
    matcher = difflib.SequenceMatcher(None, other, one, autojunk=False)
    return max(by_words, matcher.ratio() - 0.02) if matcher.quick_ratio() >= _NAME else by_words
