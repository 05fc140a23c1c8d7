"""What belongs to a name behind its head: "Ministry of Lamps and Wicks", "Association of Koreans in Japan"."""

from __future__ import annotations

import re

from wpkgraph.extractors.tokens import Tokens
from wpkgraph.knowledge.lexicon import Lexicon, UnitHead

# What a field looks like behind "Ministry of", "Academy of", "Bureau for the": capitals, several only with "and" last.
_TOPIC = re.compile(
    r"t?(?:B(?=[CSK]))?[CSKLJRmhHPZ]+(?:'?[CSKLJmhHPZ]+)*(?:(?:,[CSKmhH]+)+&(?![CSKLJRmhH']*O)[CSKLmhH]+|&(?![CSKLJRmhH']*O)[CSKLmhH]+)?"
    r"(?:o[CSKLJHh]+)*(?![CSKLJmhH']*O)"
)
_AND_FIELD = re.compile(r"(?:,[CSPZ]{1,3}(?=[,&])){0,5}&[CS]{1,4}(?![CSKLJmhHpYR']*O|[CSKJpYhHmR'])")
_AREA = re.compile(r"(?:[CSK]*[LP]|B)(?:o(?:L|B))?")


def known_end(tokens: Tokens, at: int, lexicon: Lexicon) -> int:
    """Where the name ends that a known body's form opens: behind all of "Ministry of Lamps and Wicks", where the Ministry of
    Lamps is known; else behind the form.
    """
    stem, _, field = tokens.words[at].partition(" of ")
    if tokens.kinds[at + 1 : at + 2] not in tuple(",&") or not field:
        return at + 1
    head, match = lexicon.head_of(stem), _AND_FIELD.match(tokens.kinds, at + 1)
    return match.end() if match is not None and head is not None and head.topic else at + 1


def with_topic(tokens: Tokens, end: int, head: UnitHead) -> int:
    """Where the name ends when "of Education", "for the Protection of X", "in Japan" belong to it."""
    kinds = tokens.kinds
    for step in range(3):  # "Alliance of Societies for the Study of the Lamp Idea"
        link = kinds[end : end + 1]
        if link and link in "of" and head.topic and (match := _TOPIC.match(kinds, end + 1)):
            end = match.end()
        elif step == 2:
            break
        elif link and link in "oi" and head.area and (stop := _area(tokens, end + 1)):
            end = stop
        elif tokens.words[end : end + 1] == ["with"] and (match := _TOPIC.match(kinds, end + 1)):
            end = match.end()  # "for Friendship with the Korean People"
        elif tokens.words[end : end + 1] == ["with"] and (stop := _area(tokens, end + 1)):
            end = stop  # "for Solidarity with Cuba"
        else:
            break
    return end


def _area(tokens: Tokens, at: int) -> int | None:
    """Where a country or place after "in" or "of" ends; None if there is none."""
    kinds = tokens.kinds
    if kinds[at : at + 1] == "t":
        at += 1
    match = _AREA.match(kinds, at)
    if match is None:
        return None
    if kinds[at] == "B" and not tokens.forms[at].state:
        return None
    return match.end()
